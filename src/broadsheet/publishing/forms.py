"""The forms in which `citations` cites a figure, by name: the command line lists them in its help,
for which nobody should wait.
"""

FORMS = ("text", "bibtex", "ris", "csl-json")
