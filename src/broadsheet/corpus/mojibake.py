"""Text that was decoded wrongly on its way ("itâ€™s"), as it was written ("it’s").

ftfy finds what cannot have been meant and undoes it. All that it could do besides, such as making
curly quotation marks straight, is switched off: what an article prints between its marks is a
measure here.
"""

import re
from typing import Any

from ..text import composed

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


def mend(text: str) -> str:
    """The text with what was decoded wrongly decoded rightly, and every other character as it
    stands.

    >>> mend("It wonâ€™t stop, the cafÃ©â€™s owner said.")
    'It won’t stop, the café’s owner said.'
    >>> mend("“It won’t stop,” the café's owner said &c. in Ål, São Paulo and 東京.")
    "“It won’t stop,” the café's owner said &c. in Ål, São Paulo and 東京."
    """
    if not is_suspect(text):
        return text
    return "\n".join(mend_line(line) if is_suspect(line) else line for line in text.split("\n"))


def is_suspect(text: str) -> bool:
    """Something outside ASCII stands beside something else outside ASCII, or a control character
    does.
    """
    return not text.isascii() and (
        any(sign in text for sign in ("Ã ", "Â ", "Â«", "Â»", "Â·", "Â\u00a0"))
        or any(
            STRAY_CONTROL.search(run) or (len(run) > 1 and len(run.strip(PRINT_MARKS)) > 1)
            for run in set(OUTSIDE.findall(text))
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


def mending_note(articles: int) -> list[str]:
    """What is said of so many articles that were mended: nothing of none."""
    return [
        f"{articles} article{'s' if articles > 1 else ''} held text that was decoded wrongly, and "
        "was mended"
    ][:articles]


def mended(article: dict) -> bool:
    """Whether any field of the article had to be mended, which is done in place."""
    before = [article.get(name) for name in MENDED_FIELDS]
    for name, value in zip(MENDED_FIELDS, before):
        if isinstance(value, str):
            article[name] = mend(value)
        elif value:
            article[name] = [mend(item) if isinstance(item, str) else item for item in value]
    return before != [article.get(name) for name in MENDED_FIELDS]
