"""What the site shows that no page of docs/ holds: the executed tutorial, and the examples of
docstrings as code.
"""

import base64
import re
from pathlib import Path

import griffe

ROOT = Path(__file__).resolve().parents[1]
TUTORIAL = ROOT / "notebooks" / "learn" / "tutorial.ipynb"
EXAMPLE = re.compile(r"^>>> (?:.+\n?)+", re.M)  # as doctest reads it: up to the next empty line


def fenced(docstring: str) -> str:
    """The docstring with its examples as blocks of code: Markdown would take >>> for three
    quotations in each other.

    >>> fenced("Twice.\\n\\n>>> 1 + 1\\n2\\n\\nNot thrice.")
    'Twice.\\n\\n```pycon\\n>>> 1 + 1\\n2\\n```\\n\\nNot thrice.'
    """
    return EXAMPLE.sub(lambda found: f"```pycon\n{found[0].rstrip()}\n```\n", docstring).rstrip(
        "\n"
    )


class Examples(griffe.Extension):
    def on_object(self, *, obj, **_):
        if obj.docstring:
            obj.docstring.value = fenced(obj.docstring.value)


def on_page_markdown(markdown: str, page, **_) -> str:
    """The page of the tutorial with the notebook below it, its pictures inside."""
    if page.file.src_uri != "tutorial.md":
        return markdown
    import nbformat
    from nbconvert import MarkdownExporter

    notebook = nbformat.read(TUTORIAL, as_version=4)
    for cell in notebook.cells:  # a page has one title
        if cell.cell_type == "markdown":
            cell.source = re.sub(r"^#", "##", cell.source, flags=re.M)
    body, found = MarkdownExporter().from_notebook_node(notebook)
    for name, picture in found["outputs"].items():
        body = body.replace(
            f"({name})", f"(data:image/png;base64,{base64.b64encode(picture).decode()})"
        )
    return f"{markdown}\n{body}"
