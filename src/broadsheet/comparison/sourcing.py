"""Who gets to speak: quotations by speaker, kind of source, pronoun and verb."""

import textwrap
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from ..measuring import ABOUT, UNATTRIBUTED, Measured, Stored, measured, share
from ..paths import package_rows
from ..stats import FEW, corrected, intervals, who_differs
from .clusters import Clusters, share_difference, share_ends

SOURCES = ["named person", "unnamed person", "organisation", "document", "kind not known"]
"""The kinds of source, in the order of figures; the last includes unattributed speech."""
PRONOUNS = ["she", "he", "not known"]
"""The pronouns of people quoted, in the order of figures; the last if the article uses neither for
the person.
"""
# Caldas-Coulthard's neutral and structuring verbs, in all forms, and "according to", which is not a
# verb.
NEUTRAL_VERBS = frozenset(
    row[form]
    for row in package_rows("verbs.csv")
    if "neutral" in row["uses"].split()
    for form in ("base", "present", "past", "participle")
) | {"according to"}


def speakers(articles: pd.DataFrame | Measured | Stored) -> pd.DataFrame:
    """A table of who gets to speak: one row per article and speaker, most words first; speech
    without an identified speaker is `unattributed`.

    Columns `id, outlet, speaker, kind_of_source, pronoun, quotations, words, share` (of the
    article's quoted words). `kind_of_source` and `pronoun` are missing if the article does not show
    them. To compare outlets, sum `quotations` and `words` over the articles of each; with the
    tables of `bs.with_people`, `speaker` is the same person in all of them. Indirect speech is not
    counted.

    >>> text = '"We will act," Ana Cruz said. "We know." "No," Bo Lund said.'
    >>> speakers(pd.DataFrame({"id": ["a"], "text": [text]}))[["speaker", "words"]].values.tolist()
    [['Ana Cruz', 5], ['Bo Lund', 1]]
    """
    table = _summed(measured(articles).quotations, [*ABOUT, "speaker"])
    of_article = table.groupby(ABOUT, dropna=False)["words"].transform("sum")
    return table.assign(share=table["words"] / of_article).sort_values(
        [*ABOUT, "words", "speaker"], ascending=[True, True, False, True], ignore_index=True
    )


def _summed(quotations: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Speech grouped by these columns: the numbers of quotations and words, and the kind of
    speaker.
    """
    speech = quotations[quotations["speech"]]
    speech = speech.assign(
        speaker=speech["speaker"].fillna(UNATTRIBUTED), neutral=speech["verb"].isin(NEUTRAL_VERBS)
    )
    sums = speech.groupby(by, dropna=False).agg(
        kind_of_source=("kind_of_source", "first"),
        pronoun=("pronoun", "first"),
        quotations=("words", "size"),
        words=("words", "sum"),
    )
    return sums.reset_index()


def source_counts(speakers: pd.DataFrame) -> pd.DataFrame:
    """The quoted words by kind of source and by pronoun, one row per article and speaker: the
    counts for `source_shares`.

    `speakers` is the table of that name. Columns `id, outlet, person, words`, then the words of
    each of `SOURCES` (the last is `kind not known`, which includes unattributed words) and of each
    of `PRONOUNS`: `she`, `he` and `not known`, which exclude organisations and documents.

    `person` is the unit to resample, in `bs.intervals(…, unit="person")`: all words of one person
    are of one kind, in any article, so that neither words nor quotations nor articles are
    independent of each other. Named persons and organisations are the same in all articles; an
    unnamed person, a document or an unattributed speaker has the article's id after the name,
    because nobody knows whether "an official" in two articles is one person. To count speakers
    instead of words, take `counts.clip(upper=1)` of all columns but the first three.

    >>> table = pd.DataFrame({"id": "a", "outlet": "A", "words": [9, 4, 2]})
    >>> table["speaker"] = ["Ana Cruz", "the ministry", "unattributed"]
    >>> table["pronoun"] = ["she", None, None]
    >>> table["kind_of_source"] = ["named person", "organisation", None]
    >>> counts = source_counts(table)
    >>> counts[["words", "named person", "kind not known", "she", "not known"]].values.tolist()
    [[9, 9, 0, 9, 0], [4, 0, 0, 0, 0], [2, 0, 2, 0, 2]]
    >>> counts["person"].tolist()
    ['Ana Cruz', 'the ministry', 'unattributed (a)']
    """
    words = speakers["words"]
    kind = speakers["kind_of_source"].fillna(SOURCES[-1])
    pronoun = speakers["pronoun"].fillna(PRONOUNS[-1])
    person = ~kind.isin(["organisation", "document"])
    sides = {
        **{name: kind == name for name in SOURCES},
        **{name: person & (pronoun == name) for name in PRONOUNS},
    }
    of_article = speakers["speaker"] + " (" + speakers["id"].astype(str) + ")"
    is_same = kind.isin(["named person", "organisation"])
    known = speakers[ABOUT].assign(person=speakers["speaker"].where(is_same, of_article))
    return known.assign(words=words, **{name: words.where(side, 0) for name, side in sides.items()})


def source_shares(sums: Mapping) -> dict[str, float | np.ndarray]:
    """The share of quoted words for each kind of source, and for each pronoun among people, from
    sums of `source_counts`.

    The share of a kind is of all quoted words; that of a pronoun, of the words not by organisations
    or documents. NaN if there are none.

    >>> none = {name: 0 for name in SOURCES}
    >>> shares = source_shares({**none, "words": 40, "named person": 30, "document": 10,
    ...                         "she": 6, "he": 18, "not known": 6})
    >>> shares["named person"], shares["document"], shares["she"]
    (0.75, 0.25, 0.2)
    """
    people = sum(sums[name] for name in PRONOUNS)
    return {name: share(sums[name], sums["words"]) for name in SOURCES} | {
        name: share(sums[name], people) for name in PRONOUNS
    }


def with_sources(found: Measured | Stored) -> pd.DataFrame:
    """The table of `bs.measure` with who is quoted in each article, for `bs.paired_differences`:
    the quoted words of each kind of source and of people, and their shares.

    `found` is the result of `bs.measured`. Adds `named_person_words, unnamed_person_words,
    organisation_words, document_words`, `people_words` (all quoted words that are not an
    organisation's or a document's), `she_words, he_words`; and `named_person_share` and so on, of
    all quoted words, and `she_share, he_share`, of people's quoted words, as in `source_shares`.
    NaN if nobody is quoted.

    >>> text = '"We will act," Ana Cruz said. She added: "It is late."'
    >>> table = with_sources(measured(pd.DataFrame({"id": ["a"], "text": [text]})))
    >>> table[["named_person_share", "she_words", "she_share"]].values.tolist()
    [[1.0, 6.0, 1.0]]
    """
    counts = source_counts(speakers(found)).drop(columns=["outlet", "person"])
    sums = counts.groupby("id").sum().reindex(found.articles["id"], fill_value=0)
    sums["people"] = sums[PRONOUNS].sum(axis=1)
    shares = source_shares({name: sums[name].to_numpy() for name in sums})
    names = {name: name.replace(" ", "_") for name in [*SOURCES[:-1], "people", *PRONOUNS[:-1]]}
    return found.articles.assign(
        **{f"{column}_words": sums[name].to_numpy() for name, column in names.items()},
        **{f"{column}_share": shares[name] for name, column in names.items() if name in shares},
    )


def verbs(quotations: pd.DataFrame) -> pd.DataFrame:
    """A table of which verbs introduce whom: one row per outlet, verb and speaker, most quotations
    first.

    `quotations` is the table of that name; only speech is counted. Columns `outlet, verb, neutral,
    speaker, kind_of_source, pronoun, quotations, words`. Speech without a verb, such as a second
    quotation after the first, has `verb` missing; if a speaker has several kinds or pronouns, the
    first is used. `neutral` is true for Caldas-Coulthard's neutral and structuring verbs
    (`data/neutral_verbs.txt`), which introduce speech without judging it; all others, from "added"
    to "claimed", say more than that it was said.

    Source: C. R. Caldas-Coulthard, On reporting reporting: the representation of speech in factual
    and factional narratives, in M. Coulthard (ed.), Advances in written text analysis, Routledge
    1994, 295-308.

    >>> text = '"We act," Ana Cruz said. "It is late," Ana Cruz warned.'
    >>> table = verbs(measured(pd.DataFrame({"id": ["a"], "text": [text]})).quotations)
    >>> table[["verb", "neutral", "speaker"]].values.tolist()
    [['said', True, 'Ana Cruz'], ['warned', False, 'Ana Cruz']]
    """
    table = _summed(quotations, ["outlet", "verb", "neutral", "speaker"])
    return table.sort_values(
        ["outlet", "quotations", "verb", "speaker"],
        ascending=[True, False, True, True],
        ignore_index=True,
    )


def verb_rows(verbs: pd.DataFrame, most: int = 6) -> pd.DataFrame:
    """The rows of `verbs` to draw as bars: the `most` verbs of each outlet by words, with `whom`
    they introduce.

    Columns `outlet, verb, judging` (any but a neutral verb), `words`, `whom` (the three quoted most
    often, with how often: named persons by the last word of the name, unless two share it, others
    as the article names them). If nobody is quoted with a verb, a single row reports that.

    >>> table = pd.DataFrame({"outlet": "A", "verb": ["said", "said", "warned"]})
    >>> table["neutral"] = [True, True, False]
    >>> table["speaker"] = ["Ana Cruz", "an aide", "Bo Lund"]
    >>> table["kind_of_source"] = ["named person", "unnamed person", "named person"]
    >>> table = table.assign(quotations=[2, 1, 1], words=[9, 4, 5])
    >>> verb_rows(table)[["verb", "judging", "words", "whom"]].values.tolist()
    [['said', False, 13, 'Cruz 2, an aide 1'], ['warned', True, 5, 'Lund 1']]
    """
    with_verb = verbs.dropna(subset="verb")
    if with_verb.empty:
        return pd.DataFrame([NOBODY_QUOTED])
    with_verb = with_verb.assign(
        name=_short_names(with_verb), judging=~with_verb["neutral"].astype(bool)
    )
    by = ["outlet", "verb", "judging"]
    names = with_verb.groupby([*by, "name"], as_index=False)[["words", "quotations"]].sum()
    names = names.sort_values(["quotations", "words", "name"], ascending=[False, False, True])
    names["whom"] = names["name"] + " " + names["quotations"].astype(str)
    rows = names.groupby(by, as_index=False).agg(
        words=("words", "sum"), whom=("whom", lambda whom: ", ".join(whom[:3]))
    )
    rows = rows.sort_values(["outlet", "words", "verb"], ascending=[True, False, True])
    return rows.groupby("outlet").head(most)


NOBODY_QUOTED = {
    "outlet": "Nobody is quoted",
    "verb": "",
    "judging": False,
    "words": 0,
    "whom": "no verb introduces anybody",
}


def _short_names(verbs: pd.DataFrame) -> pd.Series:
    """The last word of a named person's name, unless two share it; else the name, shortened."""
    surname = verbs["speaker"].str.removesuffix(" Jr.").str.split().str[-1]
    owners = verbs.groupby(surname)["speaker"].transform("nunique")
    by_surname = (verbs["kind_of_source"] == "named person") & (owners == 1)
    short = verbs["speaker"].map(lambda name: textwrap.shorten(name, 24, placeholder=" …"))
    return surname.where(by_surname, short)


def silent_articles(articles: pd.DataFrame, speakers: pd.DataFrame) -> pd.DataFrame:
    """The articles that quote nobody: `outlet, title`. `speakers` is the table of that name.

    >>> articles = pd.DataFrame({"id": ["a", "b"], "outlet": ["A", "B"], "title": ["Rain", "Wind"]})
    >>> silent_articles(articles, pd.DataFrame({"id": ["a"]})).values.tolist()
    [['B', 'Wind']]
    """
    return articles.loc[~articles["id"].isin(speakers["id"]), ["outlet", "title"]]


def source_share_rows(counts: pd.DataFrame, panels: pd.DataFrame, seed: int) -> pd.DataFrame:
    """The share of quoted words for each kind of source and each pronoun, one row per outlet and
    share: `outlet, panel, statistic, n, value, low, high, of_speakers`.

    `counts` is the table of `source_counts`, `panels` that of `outlet_panels`. For the interval,
    people are resampled, each with everything the outlet quotes from them, and `n` is their number;
    for pronouns, only those who may have one. `of_speakers` is the rival definition: each speaker
    of an article counts once, however many words are quoted. An outlet that quotes nobody has all
    rows, without a value.

    >>> speakers = pd.DataFrame({"id": "a", "outlet": "A", "words": [9, 1]})
    >>> speakers = speakers.assign(pronoun=["she", "he"], speaker=["Ana Cruz", "Bo Lund"],
    ...                            kind_of_source="named person")
    >>> panels = pd.DataFrame({"outlet": ["A", "B"], "panel": ["A (n = 1)", "B (n = 1)"]})
    >>> shares = source_share_rows(source_counts(speakers), panels, seed=1)
    >>> shares[shares["statistic"] == "she"][["outlet", "value", "of_speakers"]].values.tolist()
    [['A', 0.9, 0.5], ['B', nan, nan]]
    """
    numbers = counts.drop(columns=[*ABOUT, "person"])
    once = counts.assign(**numbers.clip(upper=1)).groupby("outlet", dropna=False)[[*numbers]].sum()
    of_speakers = [
        once.index.to_frame(index=False).assign(statistic=name, of_speakers=value)
        for name, value in source_shares({name: once[name].to_numpy() for name in once}).items()
    ]
    people = counts[counts[PRONOUNS].sum(axis=1) > 0]
    kinds = intervals(counts, ["outlet"], source_shares, seed, unit="person")
    pronouns = intervals(people, ["outlet"], source_shares, seed, unit="person")
    drawn = [
        kinds[kinds["statistic"].isin(SOURCES)],
        pronouns[pronouns["statistic"].isin(PRONOUNS)],
    ]
    shares = pd.concat(drawn).merge(pd.concat(of_speakers), on=["outlet", "statistic"], how="left")
    every = panels.merge(pd.Series([*SOURCES, *PRONOUNS], name="statistic"), how="cross")
    keys = every[["outlet", "statistic"]].dtypes
    return every.merge(shares.astype(keys), on=["outlet", "statistic"], how="left")


TOO_FEW_PEOPLE = "too few people to tell"
PRONOUN_COLUMNS = """outlet other pronoun share other_share difference low high known_difference
    people other_people articles other_articles p q corrected_low corrected_high comparisons
    says""".split()


def pronoun_differences(
    counts: pd.DataFrame, outlets: Sequence[str], seed: int, pronoun: str = "she"
) -> pd.DataFrame:
    """The differences between outlets in the share of people's quoted words that they give to
    women, or to men: one row per pair of `outlets`.

    `counts` is the table of `source_counts`, `pronoun` `she` or `he`. Outlets are compared with
    each other, never women with men: the people in the news are the same for all outlets, but how
    much to quote from whom is each outlet's choice. Columns:

    - `outlet, other`, in the order of `outlets`; `pronoun`; `share, other_share`, the share of
      each, among the words of people (`source_shares`);
    - `difference`, the first minus the other, with its 95 % interval `low, high`;
    - `known_difference`: the rival definition, among the words of people with a known pronoun;
    - `people, other_people`: how many are resampled; `articles, other_articles`: those that quote
      them;
    - `p`; `q`, `p` corrected for the `comparisons`, all pairs with enough people (Benjamini and
      Hochberg 1995); `corrected_low, corrected_high`, the interval corrected for as many (Benjamini
      and Yekutieli 2005);
    - `says`: `too few people to tell` (under ten on a side, or no interval), `no difference shown`,
      `these articles differ` or, from thirty articles on either side, `these outlets differ`.

    A difference is shown if its corrected interval excludes zero, which is where `q` is at most
    .05, and the rival definition has the same sign; otherwise it may be due to people without a
    pronoun. People are resampled, each with everything that both outlets quote from them, so that a
    minister quoted by both is one piece of evidence on both. The interval is the wider of a
    studentised bootstrap and of Student's, with the degrees of freedom of the effective number of
    people: if one person fills half of the quotations, little is known about the others. The order
    of rows changes no number.

    >>> speakers = pd.DataFrame({"id": range(48), "outlet": ["A", "B"] * 24, "words": 20})
    >>> speakers["speaker"] = [f"Person {n}" for n in range(48)]
    >>> speakers["kind_of_source"] = "named person"
    >>> speakers["pronoun"] = ["she", "he", "she", "he", "he", "she", "he", "he"] * 6
    >>> table = pronoun_differences(source_counts(speakers), ["A", "B"], seed=1)
    >>> table[["share", "other_share", "people", "says"]].values.tolist()
    [[0.5, 0.25, 24, 'no difference shown']]
    >>> few = source_counts(speakers[:12])
    >>> pronoun_differences(few, ["A", "B"], seed=1)["says"].tolist()
    ['too few people to tell']
    """
    of_people = counts[PRONOUNS].sum(axis=1)
    quoted = counts[of_people > 0].assign(of_people=of_people)
    rows = [
        _pronoun_difference(quoted, outlet, other, pronoun, seed)
        for outlet, other in combinations(outlets, 2)
    ]
    estimates = [row.pop("estimate") for row in rows]
    table = pd.DataFrame(rows, columns=PRONOUN_COLUMNS)
    compared = (table[["people", "other_people"]].min(axis=1) >= FEW) & table["p"].notna()
    together = corrected(e if one else None for e, one in zip(estimates, compared))
    table["q"], table["comparisons"] = together.q, together.over
    table["corrected_low"] = np.maximum(-1, together.low)
    table["corrected_high"] = np.minimum(1, together.high)
    table["says"] = pd.Series([_of_pronouns(row) for row in table.to_dict("records")], dtype="str")
    return table


def _pronoun_difference(
    quoted: pd.DataFrame, outlet: str, other: str, pronoun: str, seed: int
) -> dict:
    sides = {
        side: quoted[quoted["outlet"] == name] for side, name in (("", outlet), ("other_", other))
    }
    both = pd.concat(list(sides.values()))
    own = (both["outlet"] == outlet).to_numpy()
    given, words = both[pronoun].to_numpy(), both["of_people"].to_numpy()
    columns = [given * own, words * own, given * ~own, words * ~own]
    people = Clusters(pd.factorize(both["person"])[0], "people")
    compared = share_difference(people.sums(np.column_stack(columns)), seed)
    low, high = share_ends(*compared.ends())
    row = {"outlet": outlet, "other": other, "pronoun": pronoun, "difference": compared.value}
    row |= {"low": low, "high": high, "p": compared.p, "estimate": compared}
    for side, rows in sides.items():
        row[f"{side}share"] = share(rows[pronoun].sum(), rows["of_people"].sum())
        row[f"{side}people"] = rows["person"].nunique()
        row[f"{side}articles"] = rows["id"].nunique()
    known = [share(rows[pronoun].sum(), rows[["she", "he"]].sum().sum()) for rows in sides.values()]
    return row | {"known_difference": known[0] - known[1]}


def _of_pronouns(row: dict) -> str:
    if min(row["people"], row["other_people"]) < FEW or np.isnan(row["p"]):
        return TOO_FEW_PEOPLE
    same_sign = row["difference"] * row["known_difference"] > 0
    if not (row["corrected_low"] > 0 or row["corrected_high"] < 0) or not same_sign:
        return "no difference shown"
    return f"{who_differs(row['articles'], row['other_articles'])} differ"


def pronoun_rows(differences: pd.DataFrame) -> pd.DataFrame:
    """The table of `pronoun_differences` to draw, in percentage points: `value, low, high,
    corrected_low, corrected_high`, with `panel`, `row` (which outlets, and how many people each
    quotes), `no_difference` (0) and `shown`.

    For pairs with too few people, `value` is NaN, so that nothing is drawn.

    >>> table = pd.DataFrame({"outlet": "A", "other": ["B", "C"], "pronoun": "she", "people": 40,
    ...     "other_people": [1200, 9], "difference": [0.25, 0.5], "low": 0.125, "high": 0.75,
    ...     "corrected_low": 0.1, "corrected_high": 0.8,
    ...     "says": ["these articles differ", "too few people to tell"]})
    >>> pronoun_rows(table)[["panel", "row", "value", "shown"]].values.tolist()[0]
    ['Given to women', 'A minus B (n = 40 and 1,200)', 25.0, True]
    >>> pronoun_rows(table)["value"].isna().tolist()
    [False, True]
    """
    people, other_people = (
        differences[name].map("{:,}".format).astype("str") for name in ("people", "other_people")
    )
    names = differences["outlet"].astype("str") + " minus " + differences["other"].astype("str")
    ends = ["low", "high", "corrected_low", "corrected_high"]
    points = 100 * differences[["difference", *ends]].astype(float)
    return differences.assign(
        row=names + " (n = " + people + " and " + other_people + ")",
        value=points["difference"].where(differences["says"] != TOO_FEW_PEOPLE),
        **points[ends],
        panel="Given to " + differences["pronoun"].map({"she": "women", "he": "men"}),
        no_difference=0.0,
        shown=differences["says"].str.endswith("differ"),
    )


def neutral_shares(verbs: pd.DataFrame) -> pd.DataFrame:
    """The use of neutral verbs by outlet and kind of source: the `quotations` that have a verb, how
    many have a neutral one (`neutrally`), and their `share`.

    `verbs` is the table of that name.

    >>> verbs = pd.DataFrame({"outlet": "A", "verb": ["said", "warned", None], "neutral": [True,
    ...     False, False],
    ...                       "kind_of_source": "named person", "quotations": [3, 1, 2]})
    >>> neutral_shares(verbs).reset_index().values.tolist()
    [['A', 'named person', 4, 3, 0.75]]
    """
    carried = verbs.dropna(subset="verb")
    carried = carried.assign(
        outlet=carried["outlet"].astype(object).fillna("no outlet named"),
        kind=carried["kind_of_source"].fillna(SOURCES[-1]),
        neutrally=carried["quotations"].where(carried["neutral"].astype(bool), 0),
    )
    sums = carried.groupby(["outlet", "kind"])[["quotations", "neutrally"]].sum()
    return sums.assign(share=sums["neutrally"] / sums["quotations"])


def quoted_and_reported(quotations: pd.DataFrame) -> pd.DataFrame:
    """Speech with and without marks, by outlet and `side`: `how_many` quotations (`quoted`) and
    indirect statements (`indirect`) there are, and their `words`.

    `quotations` is the table of that name. Scare quotes and titles count on neither side.

    >>> quotations = pd.DataFrame({"outlet": "A", "kind": ["direct", "indirect", "title"],
    ...     "words": [9, 5, 2],
    ...                            "speech": [True, False, False]})
    >>> quoted_and_reported(quotations).reset_index().values.tolist()
    [['A', 'indirect', 1, 5], ['A', 'quoted', 1, 9]]
    """
    side = quotations["kind"].astype("str").where(~quotations["speech"].astype(bool), "quoted")
    heard = quotations.assign(
        outlet=quotations["outlet"].astype(object).fillna("no outlet named"), side=side
    )
    sides = heard[side.isin(["quoted", "indirect"])].groupby(["outlet", "side"])["words"]
    return sides.agg(["size", "sum"]).rename(columns={"size": "how_many", "sum": "words"})
