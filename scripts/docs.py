"""What the site shows that no page of docs/ holds: the executed tutorials, and the examples of
docstrings as code.
"""

import base64
import re
from pathlib import Path

import griffe

ROOT = Path(__file__).resolve().parents[1]
# The page below which each tutorial stands.
LEARN = {
    "tutorial.md": ROOT / "notebooks" / "learn" / "tutorial.ipynb",
    "comparing-outlets.md": ROOT / "notebooks" / "learn" / "comparing-outlets.ipynb",
}
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
    """The page of a tutorial with the notebook below it, its pictures inside. What the notebook
    folds away because it gives an answer away is left out.
    """
    if page.file.src_uri not in LEARN:
        return markdown
    import nbformat
    from nbconvert import MarkdownExporter

    notebook = nbformat.read(LEARN[page.file.src_uri], as_version=4)
    for cell in notebook.cells:
        folded = cell.metadata.get("jupyter", {})
        if folded.get("outputs_hidden"):
            cell.outputs = []
        if folded.get("source_hidden"):
            cell.source = "# folded in the notebook"
        if cell.cell_type == "markdown":  # a page has one title
            cell.source = re.sub(r"^#", "##", cell.source, flags=re.M)
    body, found = MarkdownExporter().from_notebook_node(notebook)
    for name, picture in found["outputs"].items():
        body = body.replace(
            f"({name})", f"(data:image/png;base64,{base64.b64encode(picture).decode()})"
        )
    return f"{markdown}\n{body}"
