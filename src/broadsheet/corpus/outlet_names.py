"""Outlets whose names differ only in how they are written: "CNN" and "cnn.com" would be compared as
two outlets.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from ..text import name_key

ADDRESS = re.compile(r"^(?:https?://)?(?:www\d?\.)?([\w-]+)(?:\.[a-z]{2,3}){1,2}/?$")
ASIDE = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")  # The Guardian (London)
MOST_NAMED = 3  # groups in one line; `bs.load(...).articles["outlet"]` has all names


def bare_name(outlet: str) -> str:
    """The name as it is compared: its letters and digits alone, without "the", a place in brackets,
    or what makes an address of it.

    >>> [bare_name(name) for name in ("The Skara Post", "www.skarapost.com", "Skara Post (Skara)")]
    ['skarapost', 'skarapost', 'skarapost']
    >>> bare_name("The Skara Times") == bare_name("The Skara Post")
    False
    """
    name = ASIDE.sub("", name_key(outlet))
    if address := ADDRESS.match(name):
        name = address[1]
    return re.sub(r"[\W_]", "", name.removeprefix("the-"))


def outlets_of(articles: Iterable[dict]) -> set[str]:
    """The outlets of these articles.

    >>> outlets_of([{"outlet": "CNN"}, {"outlet": None}])
    {'CNN'}
    """
    return {article["outlet"] for article in articles if article.get("outlet") is not None}


def alike(outlets: Iterable[str]) -> list[list[str]]:
    """The groups of different names that are probably one outlet's, in alphabetical order.

    Fails on "NYT" and "nytimes.com", which share no name, and on two outlets of one name in two
    towns.

    >>> alike(["CNN", "cnn.com", "The Skara Post", "Skara Post", "The Skara Times"])
    [['CNN', 'cnn.com'], ['Skara Post', 'The Skara Post']]
    """
    groups: dict[str, set[str]] = defaultdict(set)
    for outlet in outlets:
        if bare := bare_name(outlet):
            groups[bare].add(outlet)
    return sorted(sorted(names) for names in groups.values() if len(names) > 1)


def alike_note(outlets: Iterable[str]) -> list[str]:
    """The note that names outlets with several names, and says what to do; none without any.

    >>> alike_note(["CNN", "cnn.com"])                             # doctest: +NORMALIZE_WHITESPACE
    ['outlets that may be one are compared as several: CNN = cnn.com; give them one name in the
    column outlet of a table of metadata']
    """
    groups = [" = ".join(names) for names in alike(outlets)]
    if not groups:
        return []
    more = f" and {len(groups) - MOST_NAMED} more" if len(groups) > MOST_NAMED else ""
    return [
        f"outlets that may be one are compared as several: {', '.join(groups[:MOST_NAMED])}{more}; "
        "give them one name in the column outlet of a table of metadata"
    ]
