"""The fields that a press database prints above and below an article → the article under our names.

What is no column of ours is kept in `cut`, with the database's own label. `words_stated` is how
long the database says that the article is: whoever doubts that all of it arrived can compare.
"""

import re
from collections.abc import Iterable, Iterator

from ...text import LETTER
from ..dates import MOMENT

LANGUAGES = {
    "arabic": "ar",
    "bulgarian": "bg",
    "catalan": "ca",
    "chinese": "zh",
    "croatian": "hr",
    "czech": "cs",
    "danish": "da",
    "dutch": "nl",
    "english": "en",
    "finnish": "fi",
    "french": "fr",
    "german": "de",
    "greek": "el",
    "hebrew": "he",
    "hindi": "hi",
    "hungarian": "hu",
    "indonesian": "id",
    "italian": "it",
    "japanese": "ja",
    "korean": "ko",
    "norwegian": "no",
    "polish": "pl",
    "portuguese": "pt",
    "romanian": "ro",
    "russian": "ru",
    "serbian": "sr",
    "slovak": "sk",
    "spanish": "es",
    "swedish": "sv",
    "thai": "th",
    "turkish": "tr",
    "ukrainian": "uk",
    "vietnamese": "vi",
}
WEEKDAY = re.compile(
    r",?\s*\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.IGNORECASE
)  # between day and time
BY = re.compile(r"(?i:by[:\s]\s*)(?=\S)")
COUNT = re.compile(r"[\d.,\u00a0 ]*\d(?=\s*(?:words?\b|$))", re.IGNORECASE)


def entry(text: str, rest: Iterable[tuple[str, str]], **told: str | None) -> dict:
    """An article out of a database: its text, what is told of it, and the rest that the database
    says, in `cut`.

    >>> entry("It rained.", [("Subject", "RAIN")], authors="By Ann Example", language="ENGLISH", words="1,812 words")
    {'authors': 'Ann Example', 'language': 'en', 'text': 'It rained.', 'words_stated': 1812, 'cut': [('Subject', 'RAIN')]}
    """
    told = {name: value.strip() for name, value in told.items() if value and value.strip()}
    if "authors" in told:
        told["authors"] = BY.sub("", told["authors"], count=1).rstrip(" .;")
    if "language" in told:
        named = told["language"].split(";")[0].strip().lower()
        told["language"] = LANGUAGES.get(named, named)
    if "published" in told:
        told["published"] = WEEKDAY.sub("", told["published"])
    words = COUNT.match(told.pop("words", ""))
    return {
        **told,
        "text": text,
        **({"words_stated": int(re.sub(r"\D", "", words[0]))} if words else {}),
        "cut": [(label, said) for label, said in rest if said.strip()],
    }


def paragraphs(lines: Iterable[str]) -> str:
    return "\n\n".join(line.strip() for line in lines if line.strip())


def spoken(text: str, database: str) -> str | None:
    """The reason why what stands where the text should is none."""
    return (
        None
        if LETTER.search(text)
        else f"no text in this {database} article; export it with its full text"
    )


def states_date(line: str) -> bool:
    """The line is a date, with a weekday and a time perhaps: "March 3, 2020 Tuesday 9:00 AM GMT".

    >>> states_date("March 3, 2020 Tuesday"), states_date("What we learned on March 3, 2020 in the rain")
    (True, False)
    """
    found = MOMENT.search(line)
    return bool(found) and found.start() <= 12 and len(line) - found.end() <= 40


def complete(found: list[dict | str], promised: int | None, database: str) -> Iterator[dict | str]:
    """The articles, and a word where the file says that it holds more."""
    yield from found
    if promised and promised > len(found):
        yield f"{database} says that the file holds {promised} documents, and {len(found)} are here; export it again"
