"""The authors of figures, their year, and where they can be found: from options, or from a
person's own `CITATION.cff`.

The researcher is the author of a figure; Broadsheet is the software that made it. A run saves the
credit beside its figures (`credit.json`), and each figure contains it. Nothing is guessed: there is
an address only if somebody gave one.
"""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from ..patterns import regex

CREDIT = "credit.json"  # beside the figures of a run
CFF = "CITATION.cff"
OURS = "Broadsheet:"  # the beginning of the title in Broadsheet's own CITATION.cff
DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}(?:\.\d+)*/\S+)", re.I)
URL = regex(r"https?://[^\s/]+\S*", re.I)


class Author(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A person (family and given name, and a suffix such as Jr.) or a group (`literal`), as CSL
    names them.
    """

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""

    def __str__(self):
        return self.literal or " ".join(filter(None, [self.given, self.family, self.suffix]))


class Credit(msgspec.Struct, frozen=True, omit_defaults=True):
    """The authors of a figure, its year (0: unknown), and where it can be found."""

    authors: tuple[Author, ...] = ()
    year: int = 0
    url: str = ""
    doi: str = ""

    def __or__(self, other: "Credit") -> "Credit":
        """This credit, with gaps filled from another. DOI and URL count as one field, the address.

        >>> mine = credit_given(["Doe, Jane"], address="https://a.example/1")
        >>> (mine | credit_given(["B"], 2027, "10.5281/zenodo.1")).doi
        ''
        >>> (mine | credit_given(["B"], 2027, "10.5281/zenodo.1")).year
        2027
        """
        address = self if self.url or self.doi else other
        return Credit(
            self.authors or other.authors, self.year or other.year, address.url, address.doi
        )


def author(name: str) -> Author:
    """The parts of a name, given as "Family, Given" or in plain order, in which the last word, with
    any small words before it, is the family name. A name in braces is a group.

    >>> author("García Márquez, Gabriel").family, author("Ludwig van Beethoven").family
    ('García Márquez', 'van Beethoven')
    >>> author("King, Martin Luther, Jr.").suffix, author("{The News Lab}").literal
    ('Jr.', 'The News Lab')
    >>> author("Reuters")
    Author(family='', given='', suffix='', literal='Reuters')
    """
    name = " ".join(name.split())
    if not name.strip("{}, "):
        raise ValueError("the name of an author is empty")
    if name.startswith("{") and name.endswith("}"):
        return Author(literal=name[1:-1].strip())
    if "," in name:
        family, given, *suffix = [part.strip() for part in name.split(",", 2)]
        return Author(family=family, given=given, suffix="".join(suffix))
    words = name.split(" ")
    if len(words) == 1:
        return Author(literal=name)
    small = [n for n, word in enumerate(words) if n and word.islower()]
    first = small[0] if small and small[0] < len(words) - 1 else len(words) - 1
    return Author(family=" ".join(words[first:]), given=" ".join(words[:first]))


def credit_given(authors: Iterable[str] = (), year: int | None = None, address: str = "") -> Credit:
    """The credit from names, a year and an address. ValueError for an empty name, a year without
    four digits, and an address that is neither a DOI nor a URL.

    >>> credit_given(["Jane Doe"], 2027, "https://doi.org/10.5281/zenodo.1").doi
    '10.5281/zenodo.1'
    >>> credit_given(address="my website")
    Traceback (most recent call last):
    ValueError: address 'my website': neither a URL (https://…) nor a DOI (10.…/…)
    """
    if year is not None and not 1000 <= year <= 9999:
        raise ValueError(f"year {year}: not a year of four digits")
    doi = DOI.fullmatch(address.strip())
    if address and not doi and not URL.fullmatch(address.strip()):
        raise ValueError(f"address {address!r}: neither a URL (https://…) nor a DOI (10.…/…)")
    return Credit(
        authors=tuple(map(author, authors)),
        year=year or 0,
        url="" if doi else address.strip(),
        doi=doi[1] if doi else "",
    )


def credit_in(folder: Path) -> Credit:
    """The credit in the `CITATION.cff` of a folder: authors, year of `date-released`, `doi` or
    `url`; an empty one if there is no such file, or if it is Broadsheet's own.

    ValueError, in one line that names the file, for one that cannot be read.
    """
    path = folder / CFF
    if not path.is_file():
        return Credit()
    import yaml

    try:
        said = yaml.safe_load(path.read_bytes())
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        why = str(error).splitlines()[0]
        raise ValueError(f"{path}: not a citation file, or a damaged one: {why}") from None
    if not isinstance(said, Mapping):
        raise ValueError(f"{path}: not a citation file: it has no fields such as `authors`")
    if str(said.get("title", "")).startswith(OURS):
        return Credit()
    people = said.get("authors") or []
    if not isinstance(people, list) or not all(isinstance(one, Mapping) for one in people):
        raise ValueError(f"{path}: `authors` is not a list of people, each with family-names")
    year = re.match(r"\d{4}", str(said.get("date-released", "")))
    try:
        given = credit_given((), int(year[0]) if year else None, _address(said))
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None
    return Credit(tuple(filter(str, map(_person, people)))) | given


def _address(said: Mapping) -> str:
    return str(said.get("doi") or said.get("url") or "")


def _person(said: Mapping) -> Author:
    """An author of a `CITATION.cff`: a person, or a group or an alias on its own.

    >>> str(_person({"given-names": "Ana", "name-particle": "de", "family-names": "Luz"}))
    'Ana de Luz'
    >>> _person({"name": "The News Lab"}).literal
    'The News Lab'
    """

    def part(*names: str) -> str:
        return " ".join(str(said[name]) for name in names if said.get(name))

    family = part("name-particle", "family-names")
    if not family:
        return Author(literal=part("name") or part("given-names") or part("alias"))
    return Author(family=family, given=part("given-names"), suffix=part("name-suffix"))


def as_record(credit: Credit) -> dict[str, Any]:
    """The credit as stored in a figure's record; empty if nothing is known.

    >>> as_record(credit_given(["Doe, Jane"], 2027))
    {'authors': [{'family': 'Doe', 'given': 'Jane'}], 'year': 2027}
    """
    record = msgspec.to_builtins(credit)
    return {**record, "authors": list(record["authors"])} if "authors" in record else record


def from_record(record: object) -> Credit:
    """The credit in a record; msgspec.ValidationError, a ValueError, if it is not one.

    >>> from_record({"authors": [{"literal": "The News Lab"}]}).authors[0].literal
    'The News Lab'
    """
    return msgspec.convert(record or {}, Credit)


def save_credit(folder: Path, credit: Credit) -> None:
    """Save the credit beside the figures that are to contain it; remove the file if nothing is
    known.
    """
    path = folder / CREDIT
    if credit == Credit():
        path.unlink(missing_ok=True)
        return
    content = json.dumps(as_record(credit), indent=1, ensure_ascii=False) + "\n"
    path.write_text(content, encoding="utf-8", newline="\n")


def saved_credit(folder: Path) -> Credit:
    """The credit saved beside the figures of a folder; ValueError for a damaged one."""
    path = folder / CREDIT
    if not path.is_file():
        return Credit()
    try:
        return from_record(json.loads(path.read_bytes()))
    except ValueError as error:
        raise ValueError(f"{path}: damaged since a run wrote it: {error}") from None
