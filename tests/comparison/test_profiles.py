"""One number of each kind for each article: of few with intervals, of many as the folder of what
was measured has them.
"""

import numpy as np
import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.comparison import profiles
from broadsheet.measuring.dataset import survey
from broadsheet.stats import intervals
from tests.lexicons import shipped

LEXICON = shipped("security-sovereignty")
TEXTS = [
    'Talks on border security began. "We respect sovereignty," President Ana Cruz said. '
    '"It is ours."',
    "Talks began on Monday. Nobody spoke to reporters.",
    "Troops came. It was late, and nobody knew why they had come.",
]


def test_values_are_those_of_measure_and_lie_in_their_intervals():
    articles = pd.DataFrame({"id": list("abc"), "outlet": ["B", "A", "B"], "text": TEXTS})
    table = bs.article_profile(bs.measured(articles, LEXICON), seed=1)
    rows = bs.measure(articles, LEXICON).set_index("id")
    assert len(table) == 9 and table["measure"].unique().tolist() == list(
        profiles.PROFILED.values()
    )
    for column, name in profiles.PROFILED.items():
        told = table[table["measure"] == name].set_index("id")["value"]
        np.testing.assert_allclose(
            told[list("abc")],
            rows.loc[list("abc"), column] * (100 if column == "quoted_share" else 1),
        )
    drawn = table.dropna(subset="low")
    assert (drawn["low"] <= drawn["value"] + 1e-9).all() and (
        drawn["value"] <= drawn["high"] + 1e-9
    ).all()


def test_of_many_articles_the_folder_gives_the_values_that_memory_gives_without_intervals(
    tmp_path, monkeypatch
):
    pd.DataFrame({"id": list("cab"), "outlet": ["B", "A", "B"], "text": TEXTS}).to_csv(
        tmp_path / "in.csv", index=False
    )
    survey(tmp_path / "in.csv", tmp_path / "out", LEXICON, workers=1)
    articles = bs.load(tmp_path / "out").articles
    few = bs.article_profile(bs.measured(articles, LEXICON), seed=1)
    monkeypatch.setattr(profiles, "MANY", 2)
    many = bs.article_profile(bs.measured(articles, LEXICON, folder=tmp_path / "out"), seed=1)
    assert many["low"].isna().all() and many["high"].isna().all()
    values = ["measure", "outlet", "id"]
    pd.testing.assert_frame_equal(
        many.set_index(values)[["value"]].sort_index(),
        few.set_index(values)[["value"]].sort_index(),
    )


def test_without_a_lexicon_there_is_nothing_to_compare_and_a_line_says_so():
    with pytest.raises(ValueError, match="lexicon"):
        bs.article_profile(
            bs.measured(pd.DataFrame({"id": ["a"], "outlet": ["A"], "text": ["It rained."]})),
            seed=1,
        )


def made(values, reach=1.0, measure="grade"):
    """One article of each outlet, with intervals that go so far to either side."""
    table = pd.DataFrame({"measure": measure, "outlet": list(values), "value": [*values.values()]})
    table["id"] = table["outlet"].str.lower()
    return table.assign(low=table["value"] - reach, high=table["value"] + reach)


def test_all_pairs_are_compared_and_corrected_together():
    table = bs.differences(made({"A": 9.0, "B": 10.7, "C": 15.0}))
    assert table[["id", "other_id", "difference"]].round(9).values.tolist() == [
        ["a", "b", -1.7],
        ["a", "c", -6.0],
        ["b", "c", -4.3],
    ]
    # of two intervals that go one to either side: the root of two
    np.testing.assert_allclose(table["high"] - table["difference"], 2**0.5)
    assert set(table["comparisons"]) == {3}
    assert (table["q"] >= table["p"]).all()
    assert set(table["says"]) == {"these two articles differ"}


def test_overlapping_intervals_may_differ_and_a_narrow_difference_is_lost_among_many():
    two = {"A": 9.0, "B": 10.5}  # 8 to 10 and 9.5 to 11.5
    assert bs.differences(made(two))["says"].item() == "these two articles differ"
    among = bs.differences(made(two | dict.fromkeys("CDEF", 9.7)))
    assert len(among) == 15 and set(among["says"]) == {"no difference shown"}
    assert (among["corrected_low"] < among["low"]).all()


def test_a_difference_is_shown_exactly_where_its_corrected_interval_leaves_out_zero():
    rng = np.random.default_rng(4)
    profile = made(dict(zip("ABCDEF", rng.normal(0, 1.5, 6)))).assign(
        low=lambda t: t["value"] - rng.uniform(0.2, 2, 6),
        high=lambda t: t["value"] + rng.uniform(0.2, 2, 6),
    )
    table = bs.differences(profile)
    is_shown = table["says"].str.endswith("differ")
    assert 0 < is_shown.sum() < len(table)
    assert ((table["corrected_low"] > 0) | (table["corrected_high"] < 0)).equals(is_shown)
    assert (table["q"] <= 0.05).equals(is_shown)
    turned = bs.differences(profile.sample(frac=1, random_state=1))
    pd.testing.assert_frame_equal(turned, table)


def test_only_single_outlets_are_compared_and_of_many_those_with_most_articles():
    profile = made({name: float(n) for n, name in enumerate("ABCDEFG")})
    second = profile[profile["outlet"] == "G"].assign(id="g2")
    table = bs.differences(pd.concat([profile, second]))
    assert set(table["outlet"]) | set(table["other"]) == set("ABCDEG")
    assert len(table) == 10 + 5 * 2  # not G with itself
    others = profile.replace({"outlet": {"A": "9 other outlets", "B": None}})
    assert set(bs.differences(others)["outlet"]) == set("CDEF")


def test_an_article_without_an_interval_is_no_comparison():
    profile = made({"A": 9.0, "B": 12.0, "C": 15.0})
    profile.loc[2, ["low", "high"]] = np.nan
    table = bs.differences(profile)
    assert table["says"].tolist() == ["these two articles differ", *["too few to tell"] * 2]
    assert table["comparisons"].tolist() == [1] * 3 and table["q"].isna().tolist()[1:] == [True] * 2


def test_of_intervals_between_two_articles_as_many_hold_the_true_difference():
    held = []
    for seed in range(200):
        rng = np.random.default_rng(seed)
        counts = pd.DataFrame(
            {"outlet": ["A"] * 40 + ["B"] * 60, "sentences": 1,
             "words": np.append(rng.gamma(4, 5, 40), rng.gamma(4, 6, 60))}
        )  # fmt: skip
        rows = intervals(
            counts, ["outlet"], lambda sums: {"l": sums["words"] / sums["sentences"]}, seed, 300
        )
        profile = rows.assign(id=rows["outlet"], measure="length")
        row = bs.differences(profile).iloc[0]
        held.append(row["low"] <= -4 <= row["high"])
    assert 0.9 <= np.mean(held) <= 0.98


def test_with_few_articles_the_caution_speaks_of_articles_and_with_many_of_how_they_were_drawn():
    few, many = pd.DataFrame({"outlet": ["A", "B"]}), pd.DataFrame({"outlet": ["A", "B"] * 30})
    assert "does not show that these outlets differ" in bs.caution(few)
    assert "how they were drawn" in bs.caution(many)
