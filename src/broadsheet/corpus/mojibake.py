"""Text that was decoded wrongly on its way ("itâ€™s"), as it was written ("it’s"); and text without
the characters that nobody sees.

ftfy finds what cannot have been meant and undoes it. All that it could do besides, such as making
curly quotation marks straight, is switched off: what an article prints between its marks is a
measure here. Soft hyphens and their like are dropped after that (`text.printed`).
"""

import re
from collections.abc import Mapping
from typing import Any
from unicodedata import combining

from ..formats import outlet_from_source
from ..text import composed, printed

# Wrong decoding leaves a control character, or neighbours outside ASCII that are not all marks of
# print. ftfy looks closer, and takes milliseconds: only lines that hold such a thing are shown to
# it.
OUTSIDE = re.compile(r"[^\x00-\x7f]+")
STRAY_CONTROL = re.compile(r"[\x80-\x9f]")
PRINT_MARKS = "‘’“”‚„«»–—…•·\u00a0"
QUOTE = re.compile(
    "(?<![ÂÃÄÅâ€])[“”‘’]"
)  # that is no part of what a wrong decoding leaves, such as â€”
# All that ftfy could do besides.
SWITCHED_OFF: dict[str, Any] = {
    "unescape_html": False,
    "remove_terminal_escapes": False,
    "fix_latin_ligatures": False,
    "fix_character_width": False,
    "uncurl_quotes": False,
    "fix_line_breaks": False,
    "fix_surrogates": False,
    "remove_control_chars": False,
    "normalization": None,
    "explain": False,
}
MENDED_FIELDS = [
    "text",
    "title",
    "authors",
    "outlet",
    "place",
    "summary",
    "agency",
    "dateline",
    "correction",
    "notes",
    "highlights",
    "subheads",
]


AS_IT_STOOD = ["source", "cut"]  # the name of a file, and what was cut away
# What is done to an article, and how a note says so.
DECODED, UNSEEN, OUTLET = "decoded", "unseen", "outlet"
NOTES = {
    DECODED: "held text that was decoded wrongly, and was mended",
    UNSEEN: "held characters that nobody sees, such as soft hyphens and zero-width spaces, or "
    "ligatures, which were dropped or unfolded",
    OUTLET: "took the outlet from a column `source`, which is kept as `source_in_table`",
}


def mend(text: str) -> str:
    """The text with what was decoded wrongly decoded rightly, and every other character as it
    stands.

    >>> mend("It wonâ€™t stop, the cafÃ©â€™s owner said.")
    'It won’t stop, the café’s owner said.'
    >>> mend("“It won’t stop,” the café's owner said &c. in Ål, São Paulo and 東京.")
    "“It won’t stop,” the café's owner said &c. in Ål, São Paulo and 東京."
    """
    return mend_lines(text) if is_suspect(text, outside_ascii(text)) else text


def mend_lines(text: str) -> str:
    return "\n".join(
        mend_line(line) if is_suspect(line, outside_ascii(line)) else line
        for line in text.split("\n")
    )


def outside_ascii(text: str) -> set[str]:
    """The stretches of a text that are outside ASCII, each once."""
    return set() if text.isascii() else set(OUTSIDE.findall(text))


def is_suspect(text: str, outside: set[str]) -> bool:
    """Of the stretches outside ASCII one holds several characters, not all of them marks of print,
    or a control character; or one stands before a space as only a wrong decoding leaves it.
    """
    return bool(outside) and (
        any(
            STRAY_CONTROL.search(run) or (len(run) > 1 and len(run.strip(PRINT_MARKS)) > 1)
            for run in outside
        )
        or (
            any("Ã" in run or "Â" in run for run in outside)
            and any(sign in text for sign in ("Ã ", "Â ", "Â«", "Â»", "Â·", "Â\u00a0"))
        )
    )


def mend_line(line: str) -> str:
    """The line mended; as it stands where that would cost it a quotation mark that no wrong
    decoding has made.

    >>> mend_line("la “verité”été")
    'la “verité”été'
    """
    from ftfy import fix_text  # here, since few lines need it and it takes a while to import

    better = composed(fix_text(line, **SWITCHED_OFF))
    return line if len(QUOTE.findall(better)) < len(QUOTE.findall(line)) else better


def mending_note(mendings: Mapping[str, int]) -> list[str]:
    """What is said of the articles that were mended, by how many were mended in which way: nothing
    of none.

    >>> mending_note({"decoded": 2, "unseen": 0})
    ['2 articles held text that was decoded wrongly, and was mended']
    """
    return [
        f"{articles} article{'s' if articles > 1 else ''} {note}"
        for mending, note in NOTES.items()
        if (articles := mendings.get(mending, 0))
    ]


def mended(article: dict) -> set[str]:
    """In which ways the strings of the article had to be mended, which is done in place: those of
    `NOTES`.

    >>> mended({"title": "The o\ufb03ce", "text": "It’s late."}), mended({"text": "It’s late."})
    ({'unseen'}, set())
    """
    mendings: set[str] = set()
    for name, value in article.items():
        if name in AS_IT_STOOD:
            continue
        if isinstance(value, str):
            if value.isascii():
                continue
            kept = mend_field(name, value, mendings)
            article[name] = kept if kept.strip() or not value.strip() else None
        elif isinstance(value, list):
            article[name] = [
                mend_field(name, item, mendings) if isinstance(item, str) else item
                for item in value
            ]
    if outlet_from_source(article):
        mendings.add(OUTLET)
    return mendings


def mend_field(name: str, text: str, mendings: set[str]) -> str:
    """A string of an article mended; `mendings` takes up what was done to it."""
    outside = outside_ascii(text)
    if name in MENDED_FIELDS and is_suspect(text, outside):
        better = mend_lines(text)
        if better != text:
            mendings.add(DECODED)
            text, outside = better, outside_ascii(better)
    # Which characters a text holds, a few of them say: it is not searched a second time.
    if any(printed(run) != run or combining(run[0]) for run in outside):
        seen = printed(text)
        if seen != composed(text):
            mendings.add(UNSEEN)
        return seen
    return text
