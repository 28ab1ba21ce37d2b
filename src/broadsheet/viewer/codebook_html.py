"""The codebook of a coding, one HTML file that coders read, from a lexicon and the tasks."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from ..comparison import tasks
from ..escape import templates
from ..lexicon import Frame, Lexicon
from ..paths import package_data
from ..stats import percent

MOST_EXAMPLES = 60  # of a frame's terms
MOST_PHRASES = 8  # phrases in which one term means something else


def codebook(lexicon: Lexicon, about: Mapping[str, Any], corpus: str, version: str) -> str:
    """The codebook as a self-contained page: how to code, each task with its rules, and each frame
    with its definition, examples and near misses.

    `about` is the description of the sample (`bs.coding_sample`). Examples are terms of the
    lexicon; near misses are phrases in which a term does not count.

    >>> from broadsheet.lexicon import load_lexicon
    >>> page = codebook(load_lexicon("data/toy/lexicon.yml"), {"coders": 2, "overlap": 0.5},
    ...     "toy", "0.1.0")
    >>> "The ferry as something that may hurt people." in page, "<script" in page
    (True, False)
    """
    page = (
        templates()
        .get_template("codebook.html")
        .render(
            style=Markup(package_data("report.css")),
            version=version,
            corpus=corpus,
            coders=about["coders"],
            shared=percent(about["overlap"] if about["coders"] > 1 else 1),
            tasks=list(tasks().values()),
            lexicon=lexicon,
            frames=[shown_frame(name, frame) for name, frame in lexicon.frames.items()],
        )
    )
    return f"{page}\n"


def shown_frame(name: str, frame: Frame) -> dict[str, Any]:
    """The codebook's entry for a frame."""
    near_misses = [
        (term.text, [" ".join(phrase) for phrase in term.excluded[:MOST_PHRASES]])
        for term in frame.terms
        if term.excluded
    ]
    return {
        "title": frame.title or name,
        "definition": frame.definition,
        "sources": frame.sources,
        "examples": [term.text for term in frame.terms[:MOST_EXAMPLES]],
        "more": max(0, len(frame.terms) - MOST_EXAMPLES),
        "near_misses": near_misses,
    }
