"""Who speaks: words by kind of source, by pronoun and by verb, counted by hand on small tables."""

import numpy as np
import pandas as pd

import broadsheet as bs

ARTICLES = pd.DataFrame(
    {
        "id": ["a", "b", "c"],
        "outlet": ["North", "South", "North"],
        "text": [
            'Talks on border security began. "We respect sovereignty," President Ana Cruz said. '
            '"It is ours."',
            "Talks began on Monday. Nobody spoke to reporters.",
            "",
        ],
    }
)
SPEAKERS = pd.DataFrame(
    {
        "id": ["a", "a", "a", "b"],
        "outlet": ["North"] * 3 + ["South"],
        "speaker": ["Ana Cruz", "an aide", "unattributed", "the ministry"],
        "kind_of_source": ["named person", "unnamed person", None, "organisation"],
        "pronoun": ["she", None, None, None],
        "quotations": [2, 1, 1, 1],
        "words": [12, 6, 2, 10],
    }
)


def test_shares_of_sources_are_those_counted_by_hand():
    sums = bs.source_counts(SPEAKERS).drop(columns=["id", "outlet", "person"]).sum()
    shares = bs.source_shares(sums)
    # 12 + 6 + 2 + 10 = 30 words; those of people, or of nobody known, are 12 + 6 + 2 = 20.
    assert (
        shares["named person"],
        shares["unnamed person"],
        shares["organisation"],
        shares["document"],
    ) == (12 / 30, 6 / 30, 10 / 30, 0)
    assert shares["kind not known"] == 2 / 30
    assert (shares["she"], shares["he"], shares["not known"]) == (12 / 20, 0, 8 / 20)


def test_each_word_has_one_kind_of_source_and_a_persons_one_pronoun():
    counts = bs.source_counts(SPEAKERS)
    assert (counts[bs.SOURCES].sum(axis=1) == counts["words"]).all()
    people = counts["words"] - counts["organisation"] - counts["document"]
    assert (counts[bs.PRONOUNS].sum(axis=1) == people).all()


def test_shares_of_nobody_are_undefined_and_so_are_pronouns_where_no_person_speaks():
    assert np.isnan(
        list(
            bs.source_shares(
                bs.source_counts(SPEAKERS[:0]).drop(columns=["id", "outlet", "person"]).sum()
            ).values()
        )
    ).all()
    alone = bs.source_shares(
        bs.source_counts(SPEAKERS[3:]).drop(columns=["id", "outlet", "person"]).sum()
    )
    assert alone["organisation"] == 1 and np.isnan(alone["she"]) and np.isnan(alone["not known"])


def test_intervals_of_sources_draw_speakers_and_speakers_can_be_counted_instead_of_words():
    counts = bs.source_counts(SPEAKERS)
    drawn = bs.intervals(counts, ["outlet"], bs.source_shares, seed=1, unit="person").set_index(
        ["outlet", "statistic"]
    )
    assert drawn.loc[("North", "named person"), "n"] == 3 and np.isnan(
        drawn.loc[("South", "organisation"), "low"]
    )
    heads = counts.assign(**counts.drop(columns=["id", "outlet", "person"]).clip(upper=1))
    assert (
        bs.source_shares(heads.drop(columns=["id", "outlet", "person"]).sum())["named person"]
        == 1 / 4
    )


def test_a_verb_is_counted_for_whom_it_carries():
    text = (
        '"We act," Ana Cruz said.\n\n"It is late," Ana Cruz warned.\n\n"It is ours," Ana Cruz said.'
    )
    told = bs.verbs(bs.quotations(ARTICLES[:1].assign(text=text))).set_index(["verb", "speaker"])
    assert told.loc[("said", "Ana Cruz"), ["quotations", "words"]].tolist() == [2, 5]
    assert told.loc[("said", "Ana Cruz"), "neutral"]
    assert not told.loc[("warned", "Ana Cruz"), "neutral"]


def test_verbs_count_every_quotation_also_those_without_a_verb():
    text = '"We know nothing of that at all, and never did."'
    for articles in (ARTICLES, ARTICLES[:1].assign(text=text), ARTICLES[1:2]):
        assert (
            bs.verbs(bs.quotations(articles))["quotations"].sum()
            == bs.quotations(articles)["speech"].sum()
        )
    assert bs.verbs(bs.quotations(ARTICLES[:1].assign(text=text)))[
        ["verb", "neutral"]
    ].isna().values.tolist() == [[True, False]]


def test_of_many_verbs_those_with_most_words_are_drawn_and_people_of_one_last_name_are_told_apart():
    told = pd.DataFrame(
        {
            "outlet": "A",
            "verb": ["said", "said", "warned", "added"],
            "neutral": [True, True, False, False],
            "speaker": ["Donald Trump", "Donald Trump Jr.", "an aide", "Ana Cruz"],
            "quotations": [1, 2, 1, 1],
            "words": [3, 5, 7, 1],
            "kind_of_source": ["named person"] * 2 + ["unnamed person", "named person"],
        }
    )
    drawn = bs.verb_rows(told, most=2)
    assert drawn[["verb", "words", "whom"]].values.tolist() == [
        ["said", 8, "Donald Trump Jr. 2, Donald Trump 1"],
        ["warned", 7, "an aide 1"],
    ]


def test_what_is_drawn_says_so_where_nobody_is_quoted():
    [row] = bs.verb_rows(bs.verbs(bs.quotations(ARTICLES[1:]))).to_dict("records")
    assert (row["outlet"], row["words"]) == ("Nobody is quoted", 0)


def test_shares_of_sources_stand_beside_each_article():
    # Of 15 quoted words hers are 9 and his 3; the ministry's 3 are nobody's of people.
    text = (
        '"We will act now," Ana Cruz said. She added: "It is late, we know." '
        '"Not at all," said Bo Lund, who lost his seat. "No comment now," the ministry said.'
    )
    articles = pd.DataFrame({"id": ["b", "a"], "outlet": "A", "text": ["It rained.", text]})
    found = bs.measured(articles)
    table = bs.with_sources(found)
    assert table["id"].tolist() == ["b", "a"]
    row = table.iloc[1]
    assert row["quoted_words"] == 15
    assert row[["she_words", "he_words", "organisation_words"]].tolist() == [9, 3, 3]
    assert row["she_share"] == 9 / row["people_words"] == 9 / 12
    assert row["organisation_share"] == 3 / 15


def test_an_article_that_quotes_nobody_has_no_shares_of_sources():
    articles = pd.DataFrame({"id": ["a"], "outlet": ["A"], "text": ["It rained all day."]})
    row = bs.with_sources(bs.measured(articles)).iloc[0]
    assert row[["named_person_words", "she_words", "people_words"]].tolist() == [0, 0, 0]
    assert row[["named_person_share", "she_share", "he_share"]].isna().all()


def quoted(rows: list[tuple[str, str, str | None, int]]) -> pd.DataFrame:
    """The counts of people quoted: outlet, person, pronoun and words, each in an article of its
    own.
    """
    table = pd.DataFrame(rows, columns=["outlet", "speaker", "pronoun", "words"])
    table = table.assign(id=[f"a{n}" for n in range(len(table))], kind_of_source="named person")
    return bs.source_counts(table)


def of_outlet(outlet: str, women: int, men: int, unknown: int = 0) -> list[tuple]:
    pronouns = ["she"] * women + ["he"] * men + [None] * unknown
    return [(outlet, f"{outlet} {n}", pronoun, 20) for n, pronoun in enumerate(pronouns)]


def compared(rows: list[tuple], pronoun: str = "she") -> pd.Series:
    return bs.pronoun_differences(quoted(rows), ["A", "B"], 1, pronoun).iloc[0]


def test_the_share_of_women_is_compared_between_outlets():
    row = compared([*of_outlet("A", 12, 4, 4), *of_outlet("B", 4, 10, 2)])
    assert (row["share"], row["other_share"]) == (12 / 20, 4 / 16)
    assert row["difference"] == 12 / 20 - 4 / 16
    assert row["known_difference"] == 12 / 16 - 4 / 14
    assert (row["people"], row["other_people"], row["articles"]) == (20, 16, 20)


def test_outlets_that_both_quote_men_most_do_not_differ_in_that():
    row = compared([*of_outlet("A", 10, 30), *of_outlet("B", 10, 30)])
    assert row["difference"] == 0 and row["says"] == "no difference shown"


def test_a_clear_difference_is_one_of_articles_and_from_thirty_on_of_outlets():
    few = [*of_outlet("A", 24, 4), *of_outlet("B", 4, 24)]
    many = [*of_outlet("A", 28, 4), *of_outlet("B", 4, 28)]
    assert [compared(rows)["says"] for rows in (few, many)] == [
        "these articles differ",
        "these outlets differ",
    ]


def test_under_ten_people_on_a_side_are_too_few():
    row = compared([*of_outlet("A", 9, 0), *of_outlet("B", 0, 40)])
    assert row["says"] == "too few people to tell" and np.isnan(row["q"])


def test_one_woman_who_fills_most_of_an_outlet_is_one_piece_of_evidence():
    rows = [*of_outlet("A", 0, 30), *of_outlet("B", 0, 30), ("A", "The Mayor", "she", 4000)]
    row = compared(rows)
    assert row["difference"] > 0.8 and not row["says"].endswith("differ")


def test_a_difference_made_of_people_without_a_pronoun_is_not_shown():
    # of all people 30 % and 70 % are women; of those with a pronoun 100 % and 95 %
    row = compared([*of_outlet("A", 30, 0, 70), *of_outlet("B", 70, 4, 26)])
    assert row["high"] < 0 and row["q"] <= 0.05 and row["known_difference"] > 0
    assert row["says"] == "no difference shown"


def test_people_whom_both_outlets_quote_are_drawn_for_both():
    pronouns = ["she"] * 10 + ["he"] * 30
    names = {True: ["P", "P"], False: ["Q", "R"]}  # of one person in both outlets, or of two
    own = [*of_outlet("A", 5, 5), *of_outlet("B", 5, 5)]
    width = {}
    for same, (name, other) in names.items():
        rows = [("A", f"{name} {n}", pronoun, 20) for n, pronoun in enumerate(pronouns)]
        rows += [("B", f"{other} {n}", pronoun, 20) for n, pronoun in enumerate(pronouns)]
        row = compared([*rows, *own])
        width[same] = row["high"] - row["low"]
    assert width[True] < 0.7 * width[False]


def test_all_pairs_of_outlets_are_compared_and_corrected_together():
    rows = [*of_outlet("A", 24, 4), *of_outlet("B", 4, 24), *of_outlet("C", 14, 14)]
    table = bs.pronoun_differences(quoted(rows), ["A", "B", "C"], 1)
    assert table[["outlet", "other"]].values.tolist() == [["A", "B"], ["A", "C"], ["B", "C"]]
    assert table["q"].tolist() == bs.benjamini_hochberg(table["p"]).tolist()
    assert (table["comparisons"] == 3).all()
    ends = table[["corrected_low", "low", "difference", "high", "corrected_high"]].to_numpy()
    assert (np.diff(ends) >= 0).all()
    leaves_out = (table["corrected_low"] > 0) | (table["corrected_high"] < 0)
    assert (leaves_out == (table["q"] <= 0.05)).all() and leaves_out[0]
    drawn = bs.pronoun_rows(table)
    assert drawn["corrected_low"].tolist() == (100 * table["corrected_low"]).tolist()


def test_an_outlet_that_quotes_nobody_has_no_share():
    row = compared(of_outlet("A", 12, 12))
    assert np.isnan(row["other_share"]) and row["says"] == "too few people to tell"
    assert bs.pronoun_differences(quoted([]), [], 1).empty


def test_men_are_compared_as_women_are():
    rows = [*of_outlet("A", 24, 4), *of_outlet("B", 4, 24)]
    she, he = (compared(rows, pronoun)["difference"] for pronoun in ("she", "he"))
    assert she == -he


def outlets_alike(rng: np.random.Generator, stories: int) -> list[tuple]:
    """What two outlets quote on the same stories: people of the story, women in some stories more
    than in others, and a few who are in many stories; some speak at length.
    """
    often = rng.random(8) < 0.3
    rows = []
    for story in range(stories):
        women = rng.beta(1.2, 2.8)
        of_story = rng.random(4) < women
        for outlet in "AB":
            for _ in range(1 + rng.integers(4)):
                known = rng.random() < 0.35
                n = min(int(rng.exponential(2)), 7) if known else int(rng.integers(4))
                name = f"Known {n}" if known else f"Person {story}-{n}"
                she = often[n] if known else of_story[n]
                words = int(np.exp(rng.normal(3.2, 0.8))) + 1
                rows.append((outlet, name, "she" if she else "he", words))
    return rows


def test_in_simulations_95_of_100_intervals_hold_no_difference_between_outlets_alike():
    rng = np.random.default_rng(21)
    table = pd.DataFrame([compared(outlets_alike(rng, 20)).to_dict() for _ in range(40)])
    assert table["low"].notna().all()
    assert ((table["low"] <= 0) & (table["high"] >= 0)).mean() >= 0.92
    assert table["says"].str.endswith("differ").mean() <= 0.08
