"""Makes an article under our names from the fields that a press database prints above and below it.

Fields without a column of ours are kept in `cut`, with the database's own label. `words_stated` is
the length stated by the database, for checking whether the article is complete.
"""

import re
from collections.abc import Iterable, Iterator

from ...text import LETTER
from ..values import language_code
from .headings import WEEKDAY, any_of, authors_in

COUNT = re.compile(rf"[\d.,\u00a0 ]*\d(?=\s*(?:(?:{any_of('words')})\b|$))", re.IGNORECASE)


def article_from(text: str, rest: Iterable[tuple[str, str]], **stated: str | None) -> dict:
    """An article from a database: its text, its fields under the names of our columns, and all
    other fields in `cut`.

    >>> article_from("It rained.", [("Subject", "RAIN")], authors="By Ann Example")
    {'authors': 'Ann Example', 'text': 'It rained.', 'cut': [('Subject', 'RAIN')]}
    >>> article_from("It rained.", [], language="ENGLISH", words="1,812 words")
    {'language': 'en', 'text': 'It rained.', 'words_stated': 1812, 'cut': []}
    """
    fields = {name: value.strip() for name, value in stated.items() if value and value.strip()}
    if "authors" in fields:
        authors = authors_in(fields.pop("authors"))
        fields |= {"authors": authors} if authors else {}
    if "language" in fields:
        first = fields.pop("language").split(";")[0].lower()
        fields |= {"language": code} if (code := language_code(first)) else {}
    if "published" in fields:
        fields["published"] = WEEKDAY.sub("", fields["published"])
    words = COUNT.match(fields.pop("words", ""))
    return {
        **fields,
        "text": text,
        **({"words_stated": int(re.sub(r"\D", "", words[0]))} if words else {}),
        "cut": [(label, value) for label, value in rest if value.strip()],
    }


def filled_lines(text: str) -> list[str]:
    """The lines of a text that are not empty, without blanks around them."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def paragraphs(lines: Iterable[str]) -> str:
    return "\n\n".join(line.strip() for line in lines if line.strip())


def why_no_text(text: str, database: str) -> str | None:
    """The reason why there is no text where it should be."""
    if LETTER.search(text):
        return None
    return f"no text in this {database} article; export it with its full text"


def complete(
    articles: list[dict | str], promised: int | None, database: str
) -> Iterator[dict | str]:
    """The articles, and a reason if the file states that it contains more."""
    yield from articles
    if promised and promised > len(articles):
        yield (
            f"{database} states that the file contains {promised} documents, but only "
            f"{len(articles)} are here; export it again"
        )
