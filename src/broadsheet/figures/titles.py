"""The title of a figure: its finding if it shows one, otherwise what it measures."""

from __future__ import annotations

import pandas as pd

MOST_NAMED = 3  # outlets that fit in a title


def finding_title(rows: pd.DataFrame, value: str, more: str, measured: str) -> str:
    """The title of a figure of differences between pairs of outlets: a sentence on the finding if
    one outlet differs; otherwise how many differences are shown; `measured` if none is.

    `rows` has one row per pair: `outlet`, `other`, `shown`, and `value`, positive where `outlet`
    has more. `more` is the phrase between their names; `{frame}` in it stands for the row's frame.

    >>> rows = pd.DataFrame({"outlet": ["A", "A", "B"], "other": ["B", "C", "C"],
    ...     "value": [-3.0, 0.1, 4.0], "shown": [True, False, True]})
    >>> finding_title(rows, "value", "quotes more than", "Share of words quoted")
    'B quotes more than A and C'
    >>> finding_title(rows.assign(value=[-3.0, 0.1, -4.0]), "value", "quotes more than", "Share")
    'Share: 2 of 3 pairs of outlets differ'
    >>> finding_title(rows.assign(shown=False), "value", "quotes more than", "Share")
    'Share'
    """
    compared = rows[rows[value].notna()]
    shown = compared[compared["shown"].astype(bool)]
    if shown.empty:
        return measured
    higher = shown["outlet"].where(shown[value] > 0, shown["other"]).astype(str)
    lower = shown["other"].where(shown[value] > 0, shown["outlet"]).astype(str)
    frames = shown["frame"].unique() if "{frame}" in more else [""]
    if higher.nunique() == 1 and len(frames) == 1 and lower.nunique() <= MOST_NAMED:
        names = listed(sorted(lower.unique()))
        return f"{higher.iloc[0]} {more.format(frame=frames[0])} {names}"
    what = "comparisons show a difference" if "{frame}" in more else "pairs of outlets differ"
    return f"{measured}: {len(shown):,} of {len(compared):,} {what}"


def listed(names: list[str]) -> str:
    """Names in a sentence.

    >>> listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C"])
    ('A', 'A and B', 'A, B and C')
    """
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
