"""Contrasts: rates by hand, intervals that hold what they promise, and words no stronger than the
numbers.

Rival definitions: what is left of a contrast when it is counted otherwise.
"""

import math
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.comparison.contrasts import (
    _heaviest_terms,
    _says,
    definitions,
    doublings,
    frame_titles,
    frames_by_speaker,
    unit_counts,
    without_each_term,
)
from broadsheet.comparison.log_rates import Side, log_rates, log_ratios
from broadsheet.measuring.units import Framing
from broadsheet.stats import corrected


def made(articles: dict[str, list[list[int]]], words: int = 10, quoted: int = 0) -> Framing:
    """A framing with the frame "war": for each outlet its articles, for each of these the hits of
    its sentences, of which the first `quoted` are quotations.
    """
    rows, hits = [], []
    for outlet, each in articles.items():
        for n, sentences in enumerate(each):
            for at, count in enumerate(sentences):
                voice = "quotation" if at < quoted else "narration"
                place = {
                    "id": f"{outlet}{n}",
                    "outlet": outlet,
                    "sentence": at,
                    "paragraph": 0,
                    "voice": voice,
                    "speaker": "",
                }
                rows.append(place | {"words": words})
                hits += [place | {"frame": "war", "term": "war", "negated": False}] * count
    columns = ["id", "outlet", "sentence", "paragraph", "voice", "speaker"]
    return Framing(
        pd.DataFrame(hits, columns=[*columns, "frame", "term", "negated"]),
        pd.DataFrame(rows),
        ("war",),
    )


def test_a_rate_is_hits_per_1000_words_of_its_group():
    row = bs.rates(made({"A": [[1, 0, 2, 0]]}), ["outlet"], seed=1).iloc[0]
    assert (row["hits"], row["words"], row["rate"]) == (3, 40, 75)


def test_one_article_is_drawn_from_its_sentences_and_several_as_articles():
    table = bs.rates(made({"A": [[1] * 12], "B": [[1, 0]] * 12}), ["outlet"], seed=1).set_index(
        "outlet"
    )
    assert table["unit"].to_dict() == {"A": "sentences", "B": "articles"} and table[
        "n"
    ].to_dict() == {"A": 12, "B": 12}


def test_under_ten_hits_the_interval_is_no_narrower_than_wilsons():
    row = bs.rates(made({"A": [[1] + [0] * 20]}), ["outlet"], seed=1).iloc[0]
    low, high = (1000 * end for end in bs.wilson(1, 210))
    assert (
        row["interval"] == "wider of bootstrap and Wilson"
        and row["low"] <= low
        and row["high"] >= high
    )


@pytest.mark.parametrize(
    "sentences, interval",
    [
        ([2, 0] + [1] * 8, "bootstrap"),  # ten hits in ten sentences
        ([2, 0] + [1] * 7 + [0], "wider of bootstrap and Wilson"),  # nine hits
        ([2, 2] + [1] * 7, "wider of bootstrap and Wilson"),  # nine sentences
    ],
)
def test_from_ten_hits_in_ten_units_on_the_bootstrap_is_trusted_alone(sentences, interval):
    row = bs.rates(made({"A": [sentences]}), ["outlet"], seed=1).iloc[0]
    assert row["interval"] == interval and row["low"] < row["rate"] < row["high"]


def test_where_there_are_no_words_there_is_no_rate():
    row = bs.rates(made({"A": [[0, 0]]}, words=0), ["outlet"], seed=1).iloc[0]
    assert row["words"] == 0 and row[["rate", "low", "high"]].isna().all()


def test_of_very_many_groups_the_rates_come_without_intervals():
    framing = made({"A": [[1, 0]], "B": [[2, 0]], "C": [[3, 1]]})
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(bs.rates.__globals__, "MANY", 3)
        assert bs.rates(framing, ["outlet"], seed=1)["low"].notna().all()
        patch.setitem(bs.rates.__globals__, "MANY", 2)
        table = bs.rates(framing, ["outlet"], seed=1)
    assert table["rate"].tolist() == [50, 100, 200] and set(table["interval"]) == {"none"}
    assert table[["low", "high"]].isna().all(axis=None)


def test_of_three_outlets_each_two_are_compared_with_their_own_counts():
    framing = made({"A": [[3, 1]], "B": [[2], [0]], "C": [[1], [1], [5]]})
    table = bs.contrasts(framing, seed=1, resamples=50)
    columns = ["outlet", "other", "hits", "words", "rate", "other_hits", "other_words"]
    assert table[columns].values.tolist() == [
        ["A", "B", 4, 20, 200, 2, 20],
        ["A", "C", 4, 20, 200, 7, 30],
        ["B", "C", 2, 20, 100, 7, 30],
    ]
    assert table["other_rate"].tolist() == [100, 7000 / 30, 7000 / 30]
    # the one article of A is drawn by its sentences
    assert table[["n", "other_n", "unit"]].values.tolist() == [
        [1, 2, "sentences"],
        [1, 3, "sentences"],
        [2, 3, "articles"],
    ]


def test_with_few_hits_the_interval_is_no_narrower_than_that_of_a_log_ratio_of_counts():
    # with one sentence each the bootstrap tells nothing
    row = bs.contrasts(made({"A": [[3]], "B": [[1]]}), seed=1).iloc[0]
    reach = 1.959964 * math.sqrt(1 / 3.5 + 1 / 1.5) / math.log(2)
    assert row["low"] <= math.log2(7 / 3) - reach
    assert row["high"] >= math.log2(7 / 3) + reach


@pytest.mark.parametrize(
    "row, says",
    [
        ({"q": math.nan}, "too few to tell"),
        ({}, "these articles differ"),
        ({"corrected_low": 0.0}, "no difference shown"),
        ({"corrected_low": -2.0, "corrected_high": 0.0}, "no difference shown"),
        ({"corrected_low": -2.0, "corrected_high": -0.1}, "these articles differ"),
        ({"units": 30, "other_units": 30}, "these outlets differ"),
        ({"units": 30, "other_units": 29}, "these articles differ"),
        ({"unit": "sentences", "n": 1, "other_n": 1}, "these two articles differ"),
        ({"unit": "sentences", "n": 40, "other_n": 40}, "these articles differ"),
    ],
)
def test_a_difference_is_reported_where_its_corrected_interval_leaves_out_zero(row, says):
    plain = {"corrected_low": 0.1, "corrected_high": 2.0, "q": 0.01, "unit": "articles"}
    plain |= {"n": 2, "other_n": 2, "units": 2, "other_units": 2}
    assert _says(plain | row, stories=40) == says


@pytest.mark.parametrize(
    "stories, says",
    [(None, "these outlets differ"), ("flood", "these articles differ")],
)
def test_thirty_reports_of_one_story_say_nothing_of_outlets(stories, says):
    rng = np.random.default_rng(3)
    made_up = made(
        {name: rng.poisson(rate, (35, 4)).tolist() for name, rate in (("A", 2), ("B", 0.4))}
    )
    words = made_up.words.assign(story=stories)
    row = bs.contrasts(made_up._replace(words=words), seed=1).iloc[0]
    assert (row["unit"], row["units"], row["says"]) == ("articles", 35, says)


def test_each_rival_definition_counts_what_it_says():
    framing = made({"A": [[2, 1, 0], [1]]}, quoted=1)
    hits = framing.hits.assign(negated=[True, False, False, False])
    counted = {
        name: (len(rival.hits), int(rival.words["words"].sum()))
        for name, rival in definitions(framing._replace(hits=hits))
    }
    assert counted == {
        "all words": (4, 40),
        "narration only": (1, 20),  # the first sentence of either article is quoted
        "per sentence": (3, 4),
        "negated left out": (3, 40),
    }


@pytest.mark.parametrize("rest, term", [(0, "war"), (9, "raid")])
def test_the_term_that_a_contrast_hangs_on_is_the_one_of_the_side_with_more(rest, term):
    # A has "war" twice and "raid" once; the rest has "raid" nine times or not at all
    framing = made({"A": [[3, 0]], "B": [[rest, 0]]})
    hits = framing.hits.assign(term=["war", "war", "raid", *["raid"] * rest])
    value = pd.Series({"war": bs.contrasts(framing, 1, resamples=9)["doublings"].iloc[0]})
    found = _heaviest_terms(framing._replace(hits=hits), "A", "B", "outlet", value)
    assert found == {"war": term}


def test_a_difference_that_turns_round_does_not_survive():
    # A's hits are quoted and B's are not: without quotations B has more
    framing = made({"A": [[3] * 12 + [0] * 12], "B": [[0] * 12 + [1] * 12]}, quoted=12)
    table = bs.rival_contrasts(framing, seed=1).set_index("definition")
    assert table["says"].iloc[:2].tolist() == ["these two articles differ"] * 2
    assert table["doublings"].iloc[0] > 0 > table["doublings"].iloc[1]
    assert table["survives"].iloc[:2].tolist() == [True, False]


def test_speakers_stand_with_their_words_and_hits_those_with_most_words_first():
    words = pd.DataFrame(
        [("A", "Ana Cruz", 9), ("A", "Bo Lund", 20), ("A", "Ana Cruz", 5), ("A", "", 99)],
        columns=["outlet", "speaker", "words"],
    ).assign(voice=["quotation"] * 3 + ["narration"])
    hits = words.iloc[[0, 2, 3]].drop(columns="words").assign(frame=["war", "law", "war"])
    titles = pd.Series({"war": "War", "law": "Law", "trade": "Trade"})
    table = frames_by_speaker(Framing(hits, words, ("war", "law", "trade")), titles)
    assert table.reset_index().to_dict("records") == [
        {"outlet": "A", "speaker": "Bo Lund", "words": 20, "Law": 0, "War": 0},
        {"outlet": "A", "speaker": "Ana Cruz", "words": 14, "Law": 1, "War": 1},
    ]


def test_the_frame_with_most_hits_comes_first_and_those_without_any_as_in_the_lexicon():
    lexicon = bs.load_lexicon("security-sovereignty")
    frames = list(lexicon.frames)
    hits = pd.DataFrame({"frame": [frames[3], frames[5], frames[5]]})
    titles = frame_titles(Framing(hits, pd.DataFrame(), ()), lexicon)
    others = [frame for frame in frames if frame not in (frames[3], frames[5])]
    assert titles.index.tolist() == [frames[5], frames[3], *others]
    assert titles[frames[0]] == lexicon.frames[frames[0]].title


def test_without_any_article_there_are_no_rates_but_all_columns():
    framing = made({"A": [[1]]})
    none = framing._replace(hits=framing.hits[:0], words=framing.words[:0])
    table = bs.rates(none, ["outlet"], seed=1)
    names = "outlet frame hits words rate low high n unit interval".split()
    assert table.empty and table.columns.tolist() == names


def test_a_few_articles_that_differ_widen_a_contrast_that_counts_alone_would_make_narrow():
    alike, apart = (
        bs.contrasts(made({"A": each, "B": [[20, 20]] * 12}), seed=1).iloc[0]
        for each in ([[30, 30], [29, 30], [30, 30]], [[90, 80], [1, 0], [0, 9]])
    )
    assert apart["high"] - apart["low"] > 3 * (alike["high"] - alike["low"])


def test_hits_that_cluster_in_articles_widen_the_interval():
    even, clustered = made({"A": [[1, 1]] * 20}), made({"A": [[4, 4]] * 5 + [[0, 0]] * 15})
    even = even._replace(hits=even.hits[1:])  # all alike would leave nothing to draw
    width = [
        bs.rates(each, ["outlet"], seed=1).eval("high - low").iloc[0] for each in (even, clustered)
    ]
    assert width[1] > 2 * width[0]


@pytest.mark.parametrize("unit", ["articles", "sentences"])
def test_no_hit_and_no_word_is_lost_among_the_units(unit):
    units = unit_counts(made({"A": [[1, 0], [3]], "B": [[0, 2]]}), ["outlet"], unit)
    assert (units["words"].sum(), units[0].sum()) == (50, 6)


def test_articles_without_an_outlet_are_a_group_of_their_own():
    framing = made({"A": [[1] * 12]})
    nameless = Framing(
        framing.hits.assign(outlet=None), framing.words.assign(outlet=None), framing.frames
    )
    assert bs.rates(nameless, ["outlet"], seed=1)["hits"].tolist() == [12]


def test_articles_without_an_outlet_are_no_side_of_a_contrast_but_speak():
    framing = made({"A": [[3, 1]], "B": [[1, 0]]}, quoted=1)
    hits, words = (
        table.assign(outlet=table["outlet"].replace("B", None), speaker="Ana Cruz")
        for table in (framing.hits, framing.words)
    )
    nameless = framing._replace(hits=hits, words=words)
    assert bs.contrasts(nameless, seed=1, resamples=20).empty
    spoken = frames_by_speaker(nameless, pd.Series({"war": "War"}))
    assert spoken[["words", "War"]].values.tolist() == [[10, 3], [10, 1]]


def test_a_contrast_is_the_log_ratio_of_the_rates_with_half_a_hit_added():
    row = bs.contrasts(made({"A": [[3, 0]], "B": [[1, 0, 0, 0]]}), seed=1).iloc[0]
    assert row["doublings"] == pytest.approx(math.log2((3.5 / 20) / (1.5 / 40)))


def test_the_contrast_of_two_outlets_is_one_seen_from_either_side():
    [row] = bs.contrasts(made({"A": [[3, 0] * 10], "B": [[1, 0] * 10]}), seed=1).to_dict("records")
    [turned] = bs.contrasts(made({"B": [[3, 0] * 10], "A": [[1, 0] * 10]}), seed=1).to_dict(
        "records"
    )
    assert (row["outlet"], row["other"]) == (turned["outlet"], turned["other"]) == ("A", "B")
    assert row["doublings"] == pytest.approx(-turned["doublings"])
    assert row["low"] == pytest.approx(-turned["high"], rel=0.1)


def test_with_two_articles_nothing_is_said_of_outlets():
    says = set(bs.contrasts(made({"A": [[2] * 30], "B": [[0] * 30]}), seed=1)["says"])
    assert says == {"these two articles differ"}


def test_few_hits_are_too_few_to_tell():
    assert set(bs.contrasts(made({"A": [[2] + [0] * 29], "B": [[0] * 30]}), seed=1)["says"]) == {
        "too few to tell"
    }


def test_only_many_articles_speak_of_outlets():
    rng = np.random.default_rng(1)
    few = {
        "A": [[3, int(n)] for n in rng.integers(0, 3, 12)],
        "B": [[0, int(n)] for n in rng.integers(0, 3, 12)],
    }
    many = {
        "A": [[3, int(n)] for n in rng.integers(0, 3, 40)],
        "B": [[0, int(n)] for n in rng.integers(0, 3, 40)],
    }
    assert set(bs.contrasts(made(few), seed=1)["says"]) == {"these articles differ"}
    assert set(bs.contrasts(made(many), seed=1)["says"]) == {"these outlets differ"}


def test_outlets_that_are_alike_are_rarely_said_to_differ():
    """Fifty pairs of outlets drawn from one source: about one in twenty may seem to differ."""
    rng = np.random.default_rng(7)
    found = 0
    for _ in range(50):
        framing = made({outlet: [rng.poisson(1, 4).tolist() for _ in range(15)] for outlet in "AB"})
        says = bs.contrasts(framing, seed=1, resamples=100)["says"]
        found += says.str.endswith("differ").iloc[0]
    assert found <= 6


def test_one_outlet_has_nobody_to_be_compared_with():
    assert bs.contrasts(made({"A": [[1, 2]]}), seed=1).empty


def test_the_same_seed_gives_the_same_table_and_the_order_of_rows_does_not_matter():
    framing = made({"A": [[1, 0, 2] * 5, [0, 3] * 4], "B": [[0, 1] * 9, [1] * 7]})
    first, again = (bs.contrasts(framing, seed=5) for _ in range(2))
    pd.testing.assert_frame_equal(first, again)


def test_doublings_are_defined_without_any_hit():
    assert doublings(0, 100, 0, 100) == 0


def with_terms(framing: Framing, terms: list[str]) -> Framing:
    return framing._replace(
        hits=framing.hits.assign(term=(terms * len(framing.hits))[: len(framing.hits)])
    )


def test_a_contrast_that_hangs_on_one_term_does_not_survive_its_loss():
    framing = made({"A": [[1] * 30], "B": [[0] * 30]})
    table = bs.rival_contrasts(framing, seed=1).set_index("definition")
    assert table.loc["all words", "says"] == "these two articles differ"
    assert table["survives"].to_dict() == {
        "all words": True,
        "narration only": True,
        "per sentence": True,
        "negated left out": True,
        "without one term": False,
    }
    assert table.loc["without one term", "term"] == "war"


def test_a_contrast_of_many_terms_survives_the_loss_of_each():
    framing = with_terms(made({"A": [[2] * 30], "B": [[0] * 30]}), ["war", "strike", "troops"])
    assert bs.rival_contrasts(framing, seed=1)["survives"].all()


def test_without_each_term_counts_what_is_left_by_hand():
    framing = with_terms(made({"A": [[1, 1]], "B": [[1, 0]]}), ["war", "war", "strike"])
    table = without_each_term(framing, "A", "B").set_index("term")
    assert table["gone"].to_dict() == {"strike": 1, "war": 2}
    assert (
        table.loc["strike", "doublings"]
        == bs.contrasts(framing._replace(hits=framing.hits[:2]), 1)["doublings"].iloc[0]
    )


def test_a_frame_that_its_sources_brought_in_is_lost_with_the_quotations():
    table = bs.rival_contrasts(
        made({"A": [[2] * 15 + [0] * 15], "B": [[0] * 30]}, quoted=15), seed=1
    )
    assert not table.set_index("definition").loc["narration only", "survives"]


def test_with_one_outlet_there_is_nothing_to_make_again():
    assert bs.rival_contrasts(made({"A": [[1, 2]]}), seed=1).empty


# Which outlets are compared


def test_all_pairs_of_up_to_six_outlets_are_compared_and_of_more_those_with_most_articles():
    framing = made({name: [[1, 0]] * (9 - at) for at, name in enumerate("HGFEDCBA")})
    rows = bs.contrasts(framing, seed=1, resamples=50)
    assert rows[["outlet", "other"]].values.tolist() == [
        list(pair) for pair in combinations("CDEFGH", 2)
    ]
    assert (rows["comparisons"] == 15).all() or rows["q"].isna().any()


def test_outlets_taken_together_and_articles_without_one_are_compared_with_nothing():
    framing = made({"A": [[1, 0]] * 9, "B": [[0, 2]] * 9, "117 other outlets": [[5, 5]] * 90})
    nameless = framing.words["outlet"] == "B"
    rows = bs.contrasts(framing, seed=1, resamples=50)
    assert rows[["outlet", "other"]].values.tolist() == [["A", "B"]]
    without = framing._replace(
        words=framing.words.assign(outlet=framing.words["outlet"].mask(nameless))
    )
    assert bs.contrasts(without, seed=1, resamples=50).empty


def test_two_outlets_are_named_against_each_other():
    rows = bs.contrasts(made({"HuffPost": [[1] * 9], "Fox": [[2] * 9]}), seed=1, resamples=50)
    assert bs.pair_name(rows) == "Fox against HuffPost"
    drawn = bs.contrast_rows(rows, pd.Series({"war": "War"}))
    assert drawn[["panel", "row"]].values.tolist() == [["Fox against HuffPost", "War"]]


# What an interval and a p value promise


def sides(
    rng: np.random.Generator, n: int, samples: int, shared: float, times: float = 1.0
) -> tuple[Side, Side]:
    """Two outlets with n stories each, a share of them told by both. Stories have levels of their
    own, and so has each of the two articles that an outlet has of one; each sample is a frame.
    """
    both = round(n * shared)
    stories = 2 * n - both
    tells = np.arange(stories) < n, (np.arange(stories) < both) | (np.arange(stories) >= n)
    level = rng.gamma(2, 1 / 2, (stories, samples))
    made_of = []
    for told, factor in zip(tells, (times, 1.0)):
        words = rng.integers(200, 900, (2, stories)) * told
        rate = 0.01 * factor * level * rng.gamma(4, 1 / 4, (2, stories, samples))
        hits = rng.poisson(words[:, :, None] * rate)
        made_of.append(Side(words.sum(axis=0).astype(float), hits.sum(axis=0).astype(float)))
    return made_of[0], made_of[1]


@pytest.mark.parametrize("n", [10, 30, 100])
@pytest.mark.parametrize("shared", [0.0, 0.5, 1.0])
def test_of_95_percent_intervals_as_many_hold_the_true_ratio(n, shared):
    rng = np.random.default_rng([n, round(10 * shared)])
    own, rest = sides(rng, n, 400, shared, times=2.0)
    ends = np.array([estimate.ends() for estimate in log_ratios(own, rest, 1, 400)])
    covered = ((ends[:, 0] <= math.log(2)) & (ends[:, 1] >= math.log(2))).mean()
    # Three standard errors of a share of 400 samples at 95 %, and what conservative ones may be.
    assert 0.95 - 3 * 0.011 <= covered <= 0.99


@pytest.mark.parametrize("n", [10, 30, 100])
@pytest.mark.parametrize("shared", [0.0, 0.5, 1.0])
def test_where_outlets_use_a_frame_alike_one_p_value_in_twenty_is_below_05(n, shared):
    rng = np.random.default_rng([n, round(10 * shared), 1])
    own, rest = sides(rng, n, 400, shared)
    p = [estimate.p for estimate in log_ratios(own, rest, 1, 400)]
    assert np.mean(np.array(p) <= 0.05) <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / 400)


@pytest.mark.parametrize("n", [10, 30, 100])
def test_of_95_percent_intervals_as_many_hold_the_true_rate(n):
    rng = np.random.default_rng([n, 2])
    own, _ = sides(rng, n, 400, shared=1.0)
    ends = np.exp([estimate.ends() for estimate in log_rates(own, 1, 400)])
    assert 0.9 <= ((ends[:, 0] <= 0.01) & (ends[:, 1] >= 0.01)).mean() <= 0.99


@pytest.mark.parametrize("n", [10, 30, 100])
def test_among_many_frames_that_are_used_alike_hardly_ever_one_is_shown(n):
    # Forty outlets' worth of ten frames each, none of which differs.
    rng = np.random.default_rng([n, 3])
    own, rest = sides(rng, n, 400, shared=0.5)
    estimates = log_ratios(own, rest, 1, 1000)
    any_shown = [corrected(estimates[at : at + 10]).is_shown.any() for at in range(0, 400, 10)]
    assert np.mean(any_shown) <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / 40)


def in_stories(rng: np.random.Generator, stories: int, frames: int = 10) -> Framing:
    """Three outlets that told the same stories, two articles each, with frames of which a few
    differ.
    """
    words, hits = [], []
    names = tuple(f"f{frame}" for frame in range(frames))
    for story in range(stories):
        level = rng.gamma(2, 1 / 2, frames)
        for outlet in "ABC":
            for article in range(2):
                place = {
                    "id": f"{outlet}{story}-{article}",
                    "outlet": outlet,
                    "sentence": 0,
                    "paragraph": 0,
                    "voice": "narration",
                    "speaker": "",
                    "story": story,
                }
                words.append(place | {"words": 300})
                factor = np.where((np.arange(frames) < 3) & (outlet == "A"), 2.0, 1.0)
                for frame, count in zip(names, rng.poisson(3 * level * factor)):
                    hits += [place | {"frame": frame, "term": "war", "negated": False}] * count
    return Framing(pd.DataFrame(hits), pd.DataFrame(words), names)


def test_a_contrast_is_called_different_exactly_where_its_corrected_interval_leaves_out_zero():
    rows = bs.contrasts(in_stories(np.random.default_rng(4), 20), seed=1)
    misses = (rows["low"] > 0) | (rows["high"] < 0)
    misses_corrected = (rows["corrected_low"] > 0) | (rows["corrected_high"] < 0)
    np.testing.assert_array_equal(misses, rows["p"] <= 0.05)
    np.testing.assert_array_equal(misses_corrected, rows["q"] <= 0.05)
    np.testing.assert_array_equal(misses_corrected, rows["says"].str.endswith("differ"))
    assert (rows["comparisons"] == 30).all() and (rows["unit"] == "stories").all()
    assert 0 < misses_corrected.sum() < misses.sum() < 30
    # Twenty stories are no thirty, however many articles tell them.
    assert (rows["n"] == 40).all()
    assert set(rows["says"]) == {"no difference shown", "these articles differ"}


def test_the_first_definition_says_what_the_contrast_says():
    framing = in_stories(np.random.default_rng(4), 8, frames=2)
    rows = bs.contrasts(framing, seed=1)
    rivals = bs.rival_contrasts(framing, seed=1, pair=("A", "B"))
    first = rivals[rivals["definition"] == "all words"].set_index("frame")
    pair = rows[(rows["outlet"] == "A") & (rows["other"] == "B")].set_index("frame")
    assert (first["says"] == pair["says"]).all() and (first["low"] == pair["low"]).all()


def test_articles_on_one_story_are_no_independent_evidence():
    # Six stories of eight alike articles each: drawn as 48 articles, the interval is too narrow.
    rng = np.random.default_rng(5)
    each = [[[int(n)] * 2] * 8 for n in rng.poisson(3, 6)]
    framing = made({"A": [article for story in each for article in story]}, words=100)
    story = framing.words["id"].str[1:].astype(int) // 8
    known = framing._replace(words=framing.words.assign(story=story))
    width = {}
    for name, frame in (("articles", framing), ("stories", known)):
        row = bs.rates(frame, ["outlet"], seed=1).iloc[0]
        assert row["unit"] == name and row["n"] == {"articles": 48, "stories": 6}[name]
        width[name] = row["high"] - row["low"]
    assert width["stories"] > 2 * width["articles"]


def test_what_one_person_says_in_many_articles_is_no_independent_evidence():
    # Forty articles quote one minister with the frame and forty people without it.
    framing = made({"A": [[1, 0]] * 40}, quoted=2, words=100)
    speaker = framing.words["sentence"].map({0: "the minister", 1: ""}) + framing.words["id"].where(
        framing.words["sentence"] == 1, ""
    )
    hits = framing.hits.assign(speaker="the minister")
    known = framing._replace(hits=hits, words=framing.words.assign(speaker=speaker))
    alike = framing._replace(
        hits=hits.assign(speaker=hits["id"]),
        words=framing.words.assign(speaker=framing.words["id"]),
    )
    one, many = (
        bs.rates(frame, ["outlet", "voice"], seed=1).eval("high - low").iloc[0]
        for frame in (known, alike)
    )
    assert one > 3 * many


def test_the_order_of_rows_changes_no_number():
    framing = in_stories(np.random.default_rng(6), 8, frames=3)
    shuffled = Framing(
        framing.hits.sample(frac=1, random_state=1),
        framing.words.sample(frac=1, random_state=2),
        framing.frames,
    )
    expected, rows = (bs.contrasts(each, seed=5, resamples=200) for each in (framing, shuffled))
    pd.testing.assert_frame_equal(rows, expected, check_exact=True)
