"""Measured tables → the rows of one figure: selected, labelled, in drawing order.

The notebooks call these functions and draw the results. Outlets are in alphabetical order in all of
them. A table without rows yields one without rows.
"""

from collections.abc import Iterable, Mapping

import pandas as pd

from ..stats import HEADLINE, NO_OUTLET, is_others
from .labels import labelled

PANELS = 6  # outlets that fit in one figure
DEFINITIONS = {"direct": "Direct alone", "speech": "Direct and partial", "marks": "All in marks"}
PARTS = {"body": "Body, measured", "beside": "Kept beside the body", "cut": "Cut"}
VOICES = {"all": "Whole article", "narration": "Narration", "quotation": "Quotations"}
OTHER_FORMULAS = [
    "gunning_fog",
    "smog_index",
    "automated_readability_index",
    "coleman_liau_index",
    "dale_chall_readability_score",
]  # in common use besides Flesch-Kincaid: all but the last are meant as US school years


def part_rows(parts: pd.DataFrame) -> pd.DataFrame:
    """The words of each page by what became of them, to draw as dots: `page_parts` with `row`, and
    `measured` for the part that is the body.

    >>> parts = pd.DataFrame({"id": "a", "outlet": "A", "part": ["body", "cut"], "words": [533,
    ...     90]})
    >>> part_rows(parts)[["part", "row", "measured"]].values.tolist()
    [['Body, measured', 'A (n = 1)', True], ['Cut', 'A (n = 1)', False]]
    """
    rows = parts.assign(
        row=labelled(parts), measured=parts["part"] == "body", part=parts["part"].map(PARTS)
    )
    return in_order(by_outlet(rows), "part", PARTS.values())


def grade_rows(grades: pd.DataFrame, formula: str = "flesch_kincaid_grade") -> pd.DataFrame:
    """The grade of each article by one formula, for the whole, the narration alone and the
    quotations alone, to draw as dots in panels: with `row` and `part`.

    `grades` is what `intervals` makes of `sentence_counts` with the statistics `formulas`.

    >>> grades = pd.DataFrame({"outlet": ["B", "A", "A"], "id": ["b", "a", "a"],
    ...     "voice": ["all", "quotation", "all"], "value": [9.0, 5.0, 8.0],
    ...     "statistic": "flesch_kincaid_grade"})
    >>> grade_rows(grades)[["part", "outlet", "value"]].values.tolist()
    [['Whole article', 'A', 8.0], ['Whole article', 'B', 9.0], ['Quotations', 'A', 5.0]]
    """
    rows = grades[grades["statistic"] == formula]
    rows = rows.assign(row=labelled(rows), part=rows["voice"].map(VOICES))
    return in_order(by_outlet(rows), "voice", VOICES)


def sentence_length_rows(counts: pd.DataFrame) -> pd.DataFrame:
    """One row per sentence, to draw as dots: `row, outlet, id, start, end, words, syllables`.

    `counts` is the table of `sentence_counts`. Only the rows of whole sentences are kept.

    >>> counts = pd.DataFrame({"id": "a", "outlet": "A", "voice": ["all", "narration"],
    ...     "start": 0, "end": 17,
    ...                        "words": [4, 2], "syllables": [5, 3]})
    >>> sentence_length_rows(counts)[["row", "words"]].values.tolist()
    [['A (n = 1)', 4]]
    """
    sentences = by_outlet(counts[counts["voice"] == "all"]).reset_index(drop=True)
    columns = ["row", "outlet", "id", "start", "end", "words", "syllables"]
    return sentences.assign(row=labelled(sentences))[columns]


def formula_rows(grades: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """The score of each article by five other formulas in common use, to draw in panels: with `row`
    and `formula`, the formula's name in `names`. Panels are in the same order on every run.

    >>> grades = pd.DataFrame({"outlet": ["B", "A"], "id": ["b", "a"], "voice": "all",
    ...     "statistic": "gunning_fog", "value": [7.0, 9.0]})
    >>> formula_rows(grades, {"gunning_fog": "Gunning fog"})[["formula", "id"]].values.tolist()
    [['Gunning fog', 'a'], ['Gunning fog', 'b']]
    """
    whole = grades[grades["voice"] == "all"]
    rows = whole[whole["statistic"].isin(OTHER_FORMULAS)]
    rows = rows.assign(row=labelled(whole), formula=rows["statistic"].map(names))
    return in_order(by_outlet(rows), "statistic", OTHER_FORMULAS)


def share_rows(shares: pd.DataFrame) -> pd.DataFrame:
    """The quoted share of each article, to draw as dots, with `row`.

    `shares` is what `intervals` makes of `quoted_counts` with the statistics `quoted_shares`; of
    its three definitions, the one that counts direct and partial quotations is used.

    >>> shares = pd.DataFrame({"outlet": ["A", "B", "B"], "id": ["a", "b", "b"], "value": [0.1,
    ...     0.3, 0.2],
    ...                        "statistic": ["speech", "speech", "direct"]})
    >>> share_rows(shares)[["row", "value"]].values.tolist()
    [['A (n = 1)', 0.1], ['B (n = 1)', 0.3]]
    """
    speech = shares[shares["statistic"] == "speech"]
    return by_outlet(speech.assign(row=labelled(speech)))


def definition_table(shares: pd.DataFrame) -> pd.DataFrame:
    """The quoted share under three definitions, the narrowest first: one row per outlet, the median
    of its articles.

    `shares` is what `intervals` makes of `quoted_counts` with the statistics `quoted_shares`.

    >>> shares = pd.DataFrame({"outlet": "A", "id": "a", "value": [0.2, 0.1],
    ...     "statistic": ["speech", "direct"]})
    >>> definition_table(shares).to_dict("list")
    {'Direct alone': [0.1], 'Direct and partial': [0.2]}
    """
    rows = shares.assign(
        outlet=shares["outlet"].astype(object).fillna(NO_OUTLET),
        definition=shares["statistic"].map(DEFINITIONS),
    )
    table = rows.pivot_table("value", index="outlet", columns="definition", aggfunc="median")
    return table[[name for name in DEFINITIONS.values() if name in table]]


def speaker_rows(
    speakers: pd.DataFrame, articles: pd.DataFrame, outlets: int = PANELS, most: int = 8
) -> pd.DataFrame:
    """The words of each speaker, added up over the articles of an outlet, to draw as bars: the
    `most` speakers of each of the `outlets` that quote most.

    `speakers` is the table of that name. Columns: `panel, speaker, words, quotations, row, named`
    (false for unattributed speech) and `said` (the label beside the bar). The outlets that
    `fewer_outlets` grouped have no panel: their speakers have nothing in common.

    >>> speakers = pd.DataFrame({"id": ["a", "b"], "speaker": "Ana Cruz", "words": [9, 4],
    ...     "quotations": [2, 1]})
    >>> articles = pd.DataFrame({"id": ["a", "b"], "outlet": ["A", "A"]})
    >>> speaker_rows(speakers, articles)[["panel", "speaker", "words", "said"]].values.tolist()
    [['A (n = 2)', 'Ana Cruz', 13, '13 words in 3']]
    """
    panels = articles.assign(panel=labelled(articles)).loc[~together(articles), ["id", "panel"]]
    sums = speakers.merge(panels, on="id").groupby(["panel", "speaker"], as_index=False)
    rows = sums[["words", "quotations"]].sum()
    quoting_most = rows.groupby("panel")["words"].sum().nlargest(outlets).index
    rows = rows[rows["panel"].isin(quoting_most)].sort_values(
        ["panel", "words", "speaker"], ascending=[True, False, True]
    )
    rows = rows.groupby("panel").head(most)
    words, quotations = (
        rows[name].map("{:,}".format).astype("str") for name in ("words", "quotations")
    )
    return rows.assign(
        row=rows["speaker"],
        named=rows["speaker"] != "unattributed",
        said=words + " words in " + quotations,
    )


def place_rows(quotations: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The position of each quotation in its article, to draw as stretches: `id, outlet, begin,
    finish, speaker, words, row, name`.

    `begin` and `finish` are shares of the article's characters, from 0 to 1; `name` is the last
    word of the speaker's name, `?` for unattributed speech. An article that quotes nobody has one
    row with neither.

    >>> quotations = pd.DataFrame({"id": ["a"], "start": [5], "end": [10], "speech": True,
    ...     "speaker": ["Ana Cruz"], "words": [1]})
    >>> articles = pd.DataFrame({"id": ["a", "b"], "outlet": ["A", "B"], "text": ["x" * 20, "y"]})
    >>> place_rows(quotations, articles)[["row", "begin", "finish", "name"]].values.tolist()
    [['A (n = 1)', 0.25, 0.5, 'Cruz'], ['B (n = 1)', nan, nan, '?']]
    """
    characters = articles.set_index("id")["text"].str.len()
    speech = quotations[quotations["speech"].astype(bool)]
    length = speech["id"].map(characters).astype(float)
    speech = speech.assign(begin=speech["start"] / length, finish=speech["end"] / length)
    columns = ["id", "begin", "finish", "speaker", "words"]
    rows = articles[["id", "outlet"]].merge(speech[columns], how="left", on="id")
    surname = rows["speaker"].astype("str").fillna("?").str.split().str[-1]
    return by_outlet(rows.assign(row=labelled(rows), name=surname))


def outlet_panels(
    articles: pd.DataFrame, words: pd.DataFrame | None = None, most: int = PANELS
) -> pd.DataFrame:
    """The outlets with a panel in a figure: `outlet`, and `panel`, its name with its n.

    They are those with most articles; or, with `words` (a table of `outlet` and `words`), those
    with most words in it. Articles without an outlet count as one outlet.

    >>> articles = pd.DataFrame({"id": range(4), "outlet": ["A", "B", "B", None]})
    >>> outlet_panels(articles, most=2).values.tolist()
    [['A', 'A (n = 1)'], ['B', 'B (n = 2)']]
    >>> outlet_panels(articles, pd.DataFrame({"outlet": ["A"], "words": [9]}),
    ...     most=1)["outlet"].tolist()
    ['A']
    """
    if words is None:
        kept = articles["outlet"].value_counts(dropna=False).head(most).index
    else:
        sums = words.groupby("outlet", dropna=False)["words"].sum()
        kept = sums.reindex(articles["outlet"].unique(), fill_value=0).nlargest(most).index
    labels = articles.assign(panel=labelled(articles))
    panels = labels.loc[articles["outlet"].isin(kept), ["outlet", "panel"]].drop_duplicates()
    return by_outlet(panels)


def single_outlets(panels: pd.DataFrame) -> list[str]:
    """The different outlets of a table that are single and have a name, so that they can be
    compared.

    >>> single_outlets(pd.DataFrame({"outlet": ["A", "9 other outlets", "B", None]}))
    ['A', 'B']
    """
    return panels.loc[~together(panels), "outlet"].dropna().unique().tolist()


def in_panels(table: pd.DataFrame, panels: pd.DataFrame) -> pd.DataFrame:
    """The rows of the outlets that have a panel, with the panel's name as their `outlet`; outlets
    that `fewer_outlets` grouped are left out.

    >>> panels = pd.DataFrame({"outlet": ["A", "9 other outlets"], "panel": ["A (n = 2)",
    ...     "9 other outlets (n = 40)"]})
    >>> table = pd.DataFrame({"outlet": ["A", "B", "9 other outlets"], "words": [1, 2, 3]})
    >>> in_panels(table, panels)[["outlet", "words"]].values.tolist()
    [['A (n = 2)', 1]]
    """
    # If no outlet is known, the column may be numeric.
    rows = table[~together(table)].astype({"outlet": object})
    rows = rows.merge(panels.astype({"outlet": object}), on="outlet")
    return rows.assign(outlet=rows["panel"])


def frame_rows(
    table: pd.DataFrame, titles: pd.Series, panels: pd.DataFrame | None = None
) -> pd.DataFrame:
    """A table by frame, to draw: frames by title, in the order of `titles`; with `panels`, only the
    rows of those outlets, with `panel` after `outlet`.

    `titles` is the result of `frame_titles`.

    >>> table = pd.DataFrame({"outlet": ["A", "A", "B"], "frame": ["law", "war", "war"],
    ...     "rate": [1.0, 2.0, 3.0]})
    >>> titles = pd.Series({"war": "War", "law": "Law and order"})
    >>> frame_rows(table, titles)[["outlet", "frame"]].values.tolist()
    [['A', 'War'], ['B', 'War'], ['A', 'Law and order']]
    >>> frame_rows(table, titles, pd.DataFrame({"outlet": ["B"],
    ...     "panel": ["B (n = 1)"]})).values.tolist()
    [['B', 'B (n = 1)', 'War', 3.0]]
    """
    rows = table if panels is None else panels.merge(table, on="outlet")
    rows = rows.assign(frame=rows["frame"].map(titles))
    return in_order(rows, "frame", titles)


def first_outlet(articles: pd.DataFrame) -> str:
    """The outlet of the first article with a single outlet; "no outlet named" if none has one.

    >>> first_outlet(pd.DataFrame({"outlet": [None, "9 other outlets", "B", "A"]}))
    'B'
    >>> first_outlet(pd.DataFrame({"outlet": [None]}))
    'no outlet named'
    """
    named = articles.loc[~together(articles), "outlet"].dropna()
    return str(named.iloc[0]) if len(named) else NO_OUTLET


def rival_rows(rivals: pd.DataFrame) -> pd.DataFrame:
    """What happens to the differences that are shown, to draw: for each frame with one, the
    contrast under each rival definition, and that of all words as `all_words`.

    `rivals` is the result of `rival_contrasts`, with `holds`, true if a difference is shown. If
    none is shown, there are no rows.

    >>> rivals = pd.DataFrame({"frame": ["War", "War", "Law"], "doublings": [2.0, 0.5, 0.1],
    ...     "definition": ["all words", "narration only", "all words"],
    ...     "holds": [True, False, False]})
    >>> rival_rows(rivals)[["frame", "definition", "doublings", "all_words"]].values.tolist()
    [['War', 'narration only', 0.5, 2.0]]
    """
    shown = rivals[(rivals["definition"] == HEADLINE) & rivals["holds"].astype(bool)]
    all_words = shown.set_index("frame")["doublings"]
    rows = rivals[rivals["frame"].isin(all_words.index) & (rivals["definition"] != HEADLINE)]
    return rows.assign(all_words=rows["frame"].map(all_words))


def by_outlet(table: pd.DataFrame) -> pd.DataFrame:
    """The table by outlet, in alphabetical order, rows without one last."""
    return table.sort_values("outlet", kind="stable", key=lambda names: names.astype("str"))


def together(table: pd.DataFrame) -> pd.Series:
    """True in the rows of outlets that `fewer_outlets` grouped."""
    return table["outlet"].map(is_others).astype(bool)


def in_order(table: pd.DataFrame, column: str, values: Iterable) -> pd.DataFrame:
    """The table in the order in which `values` lists the values of a column; equal rows keep their
    order.
    """
    places = pd.Index(list(values)).get_indexer(table[column])
    return table.iloc[places.argsort(kind="stable")]
