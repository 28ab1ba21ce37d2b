"""Repairs wrongly decoded text ("itâ€™s" → "it’s"), and removes invisible characters.

ftfy recognises decoding errors and undoes them. Everything else it could do, such as straightening
curly quotation marks, is switched off, because quotation marks are measured here. Soft hyphens and
the like are dropped afterwards (`text.printed`).
"""

import re
from collections.abc import Mapping
from typing import Any
from unicodedata import combining

from ..formats import outlet_from_source
from ..patterns import regex
from ..text import composed, printed

# Wrong decoding leaves a control character, or adjacent characters outside ASCII that are not all
# printed marks. ftfy looks closer, but takes milliseconds, so only such lines are passed to it.
OUTSIDE = re.compile(r"[^\x00-\x7f]+")
STRAY_CONTROL = re.compile(r"[\x80-\x9f]")
PRINT_MARKS = "‘’“”‚„«»–—…•·\u00a0"
QUOTE = regex("(?<![ÂÃÄÅâ€])[“”‘’]")  # not part of a decoding error such as â€”
# Everything else that ftfy could do.
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


AS_IT_STOOD = ["source", "cut"]  # the name of a file, and the lines cut
# What was done to an article, in the words of a note.
DECODED, UNSEEN, OUTLET = "decoded", "unseen", "outlet"
NOTES = {
    DECODED: "had wrongly decoded text, which was repaired",
    UNSEEN: "had invisible characters, such as soft hyphens and zero-width spaces, or "
    "ligatures, which were dropped or unfolded",
    OUTLET: "took the outlet from a column `source`, which is kept as `source_in_table`",
}


def mend(text: str) -> str:
    """The text with decoding errors undone, and every other character unchanged.

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
    """The distinct stretches of a text that are outside ASCII."""
    return set() if text.isascii() else set(OUTSIDE.findall(text))


def is_suspect(text: str, outside: set[str]) -> bool:
    """Whether one of the stretches outside ASCII has several characters that are not all printed
    marks, or a control character; or is before a space in a way that only wrong decoding leaves.
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
    """The line repaired; unchanged if the repair would remove a genuine quotation mark.

    >>> mend_line("la “verité”été")
    'la “verité”été'
    """
    from ftfy import fix_text  # imported here: it takes a while, and few lines need it

    better = composed(fix_text(line, **SWITCHED_OFF))
    return line if len(QUOTE.findall(better)) < len(QUOTE.findall(line)) else better


def mending_note(mendings: Mapping[str, int]) -> list[str]:
    """The notes on repaired articles, with the number for each kind of repair; empty if there are
    none.

    >>> mending_note({"decoded": 2, "unseen": 0})
    ['2 articles had wrongly decoded text, which was repaired']
    """
    return [
        f"{articles} article{'s' if articles > 1 else ''} {note}"
        for mending, note in NOTES.items()
        if (articles := mendings.get(mending, 0))
    ]


def mended(article: dict) -> set[str]:
    """The kinds of repair (keys of `NOTES`) made to the strings of the article, which are repaired
    in place.

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
    """A string of an article, repaired; `mendings` receives the kinds of repair."""
    outside = outside_ascii(text)
    if name in MENDED_FIELDS and is_suspect(text, outside):
        better = mend_lines(text)
        if better != text:
            mendings.add(DECODED)
            text, outside = better, outside_ascii(better)
    # The distinct characters outside ASCII show what to look for; the text is not searched again.
    if any(printed(run) != run or combining(run[0]) for run in outside):
        seen = printed(text)
        if seen != composed(text):
            mendings.add(UNSEEN)
        return seen
    return text
