"""A finding made again under rival definitions: which conclusions survive, and which hang on one word."""
from collections.abc import Iterator

import pandas as pd

from .contrasts import contrasts, doublings
from .framing import Framing

HEADLINE = "all words"
COLUMNS = ["frame", "definition", "term", "doublings", "low", "high", "says", "survives"]


def definitions(framing: Framing) -> Iterator[tuple[str, Framing]]:
    """The rival definitions, by name: the same frames counted otherwise.

    `narration only` leaves quotations out; `per sentence` asks how many sentences hold the frame, of all sentences;
    `negated left out` drops "no cooperation".
    """
    hits, words, names = framing
    yield HEADLINE, framing
    yield "narration only", Framing(hits[hits["voice"] == "narration"], words[words["voice"] == "narration"], names)
    place = ["id", "sentence"]
    yield "per sentence", Framing(hits.drop_duplicates([*place, "frame"]), words.drop_duplicates(place).assign(words=1), names)
    yield "negated left out", Framing(hits[~hits["negated"]], words, names)


def without_each_term(framing: Framing, group: str, by: str = "outlet") -> pd.DataFrame:
    """The contrast of one group with all others without each term in turn: `frame, term, gone` (hits lost),
    `doublings`.

    A row a frame and term, in the order of the alphabet; `doublings` as in `bs.contrasts`.
    """
    own_words = framing.words.loc[framing.words[by] == group, "words"].sum()
    rest_words = framing.words["words"].sum() - own_words
    own = framing.hits[by] == group
    counts = framing.hits.groupby(["frame", "term", own]).size().unstack(fill_value=0).reindex(columns=[True, False], fill_value=0)
    left = counts.groupby("frame").transform("sum") - counts
    return pd.DataFrame({"gone": counts.sum(axis=1),
                         "doublings": doublings(left[True], own_words, left[False], rest_words)}).reset_index()


def rival_contrasts(framing: Framing, group: str, seed: int, by: str = "outlet") -> pd.DataFrame:
    """One group against all others under each definition, and without the term that the contrast hangs on most.

    Columns `frame, definition, term, doublings, low, high, says, survives`. The definition `without one term` takes
    out, frame by frame, the `term` without which the contrast shrinks most (or turns round). `survives` is true where a
    difference shown with all words is shown again, in the same direction; it is true of all rows of a frame that shows
    none, since there is nothing to lose.

    >>> words = pd.DataFrame({"id": ["a"] * 20 + ["b"] * 20, "outlet": ["A"] * 20 + ["B"] * 20, "voice": "narration",
    ...                       "sentence": [*range(20)] * 2, "words": 10})
    >>> hits = words.loc[:15].drop(columns="words").assign(frame="war", term="war", negated=False)
    >>> table = rival_contrasts(Framing(hits, words, ("war",)), "A", seed=1)
    >>> table[["definition", "survives"]].values.tolist()[-2:]
    [['negated left out', True], ['without one term', False]]
    """
    tables = [contrasts(rival, seed, by).assign(definition=name, term="") for name, rival in definitions(framing)]
    headline = tables[0][tables[0][by] == group].set_index("frame")
    if headline.empty:
        return headline.reset_index().assign(survives=True)[COLUMNS]
    each = without_each_term(framing, group, by)
    toward = headline["doublings"].reindex(each["frame"]).to_numpy()
    each["pull"] = each["doublings"] * (2 * (toward > 0) - 1)
    worst = each.sort_values(["pull", "term"], kind="stable").drop_duplicates("frame")
    gone = framing.hits.merge(worst[["frame", "term"]], on=["frame", "term"], how="left", indicator=True)
    kept = framing.hits[(gone["_merge"] == "left_only").to_numpy()]
    named = worst.set_index("frame")["term"]
    tables.append(contrasts(Framing(kept, framing.words, framing.frames), seed, by).assign(
        definition="without one term", term=lambda table: table["frame"].map(named).fillna("")))
    table = pd.concat(tables, ignore_index=True)
    table = table[table[by] == group].reset_index(drop=True)
    first, shown = headline.loc[table["frame"]], table["says"].str.contains("differ$")
    same = (table["doublings"].to_numpy() > 0) == (first["doublings"].to_numpy() > 0)
    table["survives"] = ~first["says"].str.contains("differ$").to_numpy() | shown & same
    return table[COLUMNS]
