"""Whose frame it is: counted by hand, and held to its promise by simulation."""

import numpy as np
import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.measuring.units import Framing


def made(
    articles: list[tuple[int, int, int, int]], paragraphs: int = 1, per_outlet: int = 1000
) -> Framing:
    """A framing with the frame "war": of each article its words and hits in quotations, then in
    narration, in so many paragraphs alike; so many articles are of one outlet.
    """
    words, hits = [], []
    for n, (quoted_words, quoted, narrated_words, narrated) in enumerate(articles):
        for paragraph in range(paragraphs):
            outlet = chr(ord("A") + n // per_outlet)
            place = {"id": f"a{n}", "outlet": outlet, "paragraph": paragraph}
            for voice, number, count in (
                ("quotation", quoted_words, quoted),
                ("narration", narrated_words, narrated),
            ):
                words.append({**place, "voice": voice, "words": number})
                hits += [{**place, "voice": voice, "frame": "war"}] * count
    columns = ["id", "outlet", "paragraph", "voice", "frame"]
    return Framing(pd.DataFrame(hits, columns=columns), pd.DataFrame(words), ("war",))


def whose(rows, paragraphs=1, articles=None):
    return bs.voice_shares(made(rows, paragraphs), ["outlet"], 1, articles).iloc[0]


def varied(quoted: int, narrated: int, n: int = 30) -> list[tuple[int, int, int, int]]:
    """Articles of 100 quoted and 300 other words with so many hits, more or fewer by one."""
    return [(100, quoted + (k % 3) - 1, 300, narrated + (k // 3 % 3) - 1) for k in range(n)]


def test_the_shares_and_their_difference_are_those_counted_by_hand():
    row = whose([(100, 3, 300, 1), (50, 1, 150, 3)] * 6)
    assert (row["hits"], row["quoted_hits"], row["value"], row["of_words"]) == (48, 24, 0.5, 0.25)
    assert row["difference"] == 0.25 and (row["n"], row["unit"]) == (12, "articles")
    # the interval to be drawn is that of the difference, around the share of hits
    assert row["low"] == pytest.approx(0.25 + row["difference_low"])


@pytest.mark.parametrize(
    ("quoted", "narrated", "said"),
    [
        (4, 2, "the sources'"),  # two thirds of the hits, and a quarter of the words
        (2, 3, "denser in quotations"),  # 40 %: above a quarter, but not most of them
        (1, 9, "the journalist's"),
        (1, 3, "no difference shown"),  # as the words
    ],
)
def test_a_frame_is_of_the_side_that_holds_most_of_it_and_uses_it_more_densely(
    quoted, narrated, said
):
    assert whose(varied(quoted, narrated))["whose"] == said


def test_a_frame_that_is_denser_in_narration_but_mostly_quoted_is_nobodys():
    articles = [(900, 5 + k % 3, 100, 4 - k % 2) for k in range(30)]
    assert whose(articles)["whose"] == "denser in narration"


def test_one_article_with_most_of_the_hits_shows_nothing():
    assert whose([(100, 40, 300, 0)] + [(100, 1, 300, 3)] * 20)["whose"] == "no difference shown"


def test_under_ten_hits_or_six_units_it_is_too_few_to_tell():
    assert whose([(100, 9, 300, 0)] + [(100, 0, 300, 0)] * 20)["whose"] == "too few to tell"
    assert whose([(100, 9, 300, 3)])["whose"] == "too few to tell"


def test_where_nobody_is_quoted_nothing_is_said_of_voices():
    row = whose([(0, 0, 100, 2)] * 12)
    assert row["whose"] == "nobody is quoted" and np.isnan(row["q"])


def test_of_under_ten_articles_paragraphs_are_drawn_and_of_ten_stories_stories():
    assert whose(varied(4, 2, 3), paragraphs=5)[["n", "unit"]].tolist() == [15, "paragraphs"]
    articles = pd.DataFrame({"id": [f"a{n}" for n in range(30)]})
    told = articles.assign(story=[f"s{n // 2}" for n in range(30)])
    assert whose(varied(4, 2), articles=told)[["n", "unit"]].tolist() == [15, "stories"]
    few = articles.assign(story=[f"s{n // 10}" for n in range(30)])
    assert whose(varied(4, 2), articles=few)[["n", "unit"]].tolist() == [30, "articles"]


def test_stories_told_in_articles_alike_widen_the_interval():
    framing = made([article for article in varied(4, 2, 15) for _ in range(4)])
    articles = pd.DataFrame({"id": [f"a{n}" for n in range(60)]})
    told = articles.assign(story=[f"s{n // 4}" for n in range(60)])
    by_article, by_story = (
        bs.voice_shares(framing, ["outlet"], 1, table).eval("difference_high - difference_low")[0]
        for table in (articles, told)
    )
    assert by_story > 1.5 * by_article


def test_the_order_of_rows_changes_no_number():
    framing = made(varied(4, 2, 12))
    shuffled = Framing(
        framing.hits.sample(frac=1, random_state=3), framing.words[::-1], framing.frames
    )
    pd.testing.assert_frame_equal(
        bs.voice_shares(framing, ["outlet"], 1), bs.voice_shares(shuffled, ["outlet"], 1)
    )


def test_the_corrected_interval_leaves_the_share_of_words_out_where_q_is_at_most_five_per_cent():
    rows = [*varied(4, 2, 12), *varied(1, 3, 12), *varied(2, 5, 12), *varied(1, 1, 12)]
    table = bs.voice_shares(made(rows, per_outlet=12), ["outlet"], 1)
    assert (table["comparisons"] == 4).all() and (table["q"] > table["p"]).any()
    assert table["q"].tolist() == bs.benjamini_hochberg(table["p"]).tolist()
    ends = table[["corrected_low", "low", "value", "high", "corrected_high"]].to_numpy()
    assert (np.diff(ends) >= 0).all() and (np.diff(ends)[:, 0] > 0).any()
    reached = (table["corrected_low"] <= table["of_words"]) & (
        table["of_words"] <= table["corrected_high"]
    )
    assert (reached == (table["q"] > 0.05)).all() and 0 < reached.sum() < 4


def test_with_few_hits_p_knows_of_the_interval_that_is_no_narrower_than_wilsons():
    row = whose([(100, 1, 300, 0)] * 7 + [(100, 0, 300, 1)] * 5)
    low, high = bs.wilson(7, 12)
    assert row["low"] <= low and high <= row["high"]
    assert (row["p"] <= 0.05) == (row["low"] > row["of_words"] or row["high"] < row["of_words"])


def simulated(rng: np.random.Generator, samples: int, n: int, denser: float) -> pd.DataFrame:
    """Outlets of n articles, of which some are on the frame's matter; speakers use its terms
    `denser` times as often as the journalist, some more than others.
    """
    words = rng.integers(150, 900, samples * n)
    quoted = np.rint(words * rng.beta(2, 6, len(words))).astype(int)
    rate = 0.004 * rng.gamma(0.7, 1 / 0.7, len(words))
    hits = rng.poisson(rate * quoted * denser * rng.gamma(1, 1, len(words)))
    narrated = rng.poisson(rate * (words - quoted) * rng.gamma(2, 0.5, len(words)))
    rows = list(zip(quoted, hits, words - quoted, narrated))
    return bs.voice_shares(made(rows, per_outlet=n), ["outlet"], 1)


@pytest.mark.parametrize("n", [12, 40])
def test_in_simulations_95_of_100_intervals_hold_no_difference_and_nobody_is_named(n):
    table = simulated(np.random.default_rng(11), 100, n, 1.0).dropna(subset="difference_low")
    held = (table["difference_low"] <= 0) & (table["difference_high"] >= 0)
    assert len(table) > 90 and held.mean() >= 0.9
    assert (table["p"] <= 0.05).mean() <= 0.1
    assert not table["whose"].isin(["the sources'", "the journalist's"]).any()


def test_in_simulations_a_frame_that_sources_bring_in_is_found():
    said = simulated(np.random.default_rng(12), 20, 100, 5.0)["whose"].tolist()
    assert said.count("the sources'") >= 14 and "the journalist's" not in said
