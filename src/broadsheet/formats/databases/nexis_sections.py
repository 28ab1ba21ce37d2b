"""Whether "Notes", "Graphic" or "Correction" alone on a line of Nexis Uni begins such a section
below the text, or is a heading of the article.

Prose below it shows that it belongs to the article: captions name a photographer or a picture,
corrections an article or an error (the words in `nexis-section-words.csv`), and notes are short.
"""

import re

from ...paths import package_rows
from ...patterns import regex
from .nexis_labels import heading, labelled

WORDS: dict[str, list[str]] = {}
for row in package_rows("nexis-section-words.csv"):
    WORDS.setdefault(row["field"], []).append(row["word"])


def pattern_of(word: str) -> str:
    """The pattern of a word in the list, which may stand for all words that begin with it."""
    return re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "")


SAYS_SO = {
    field: re.compile(rf"(?<!\w)(?:{'|'.join(map(pattern_of, words))})(?!\w)", re.IGNORECASE)
    for field, words in WORDS.items()
}
SENTENCE = regex(r"[.!?…][\"'”’»)\]]*$")
# Captions and notes are single sentences, or a paragraph of them.
LONG = 25  # words of a paragraph
MOST_LONG = 1  # such paragraphs
MOST = 120  # words in sentences


def is_section(field: str, below: list[str]) -> bool:
    """Whether the paragraphs below the label of a section may belong to the section.

    >>> is_section("Graphic", ["PHOTO: The mill, by Ann Example. " * 20])
    True
    >>> is_section("Notes", ["They were kept, " * 9 + "and found."] * 2)
    False
    """
    sentences = [
        len(paragraph.split())
        for paragraph in below
        if SENTENCE.search(paragraph) and not labelled(paragraph)
        if field not in SAYS_SO or not SAYS_SO[field].search(paragraph)
    ]
    return sum(words >= LONG for words in sentences) <= MOST_LONG and sum(sentences) <= MOST


def corrects(value: str) -> bool:
    """Whether the words after "Correction:" correct an article.

    >>> corrects("An earlier version misspelled a name."), corrects("the market fell.")
    (True, False)
    """
    return bool(SAYS_SO["Correction"].search(value))


def why_section_doubted(text: list[str], fields_below: set[str]) -> str | None:
    """The doubt about a text that contains the label of a section that is missing below it.

    >>> why_section_doubted(["It rained.", "Notes", "They were kept."], {"Notes"})
    >>> why_section_doubted(["It rained.", "Notes", "They were kept."], set())
    '"Notes" alone on a line, and prose below it, are in the text; check whether they belong there'
    """
    for line in text[1:]:
        label = heading(line)
        if label and label.field in {*WORDS, "Notes", "Classification"} - fields_below:
            return (
                f'"{label.printed}" alone on a line, and prose below it, are in the text; check '
                "whether they belong there"
            )
    return None
