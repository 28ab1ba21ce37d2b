"""Frames that stand together: counted by hand, and held to their promise by simulation."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.comparison.cooccurrence import Pairs
from broadsheet.measuring.units import Framing

FRAMES = ("war", "law", "trade", "home")


def made(holds: np.ndarray, per_article: int) -> Framing:
    """A framing of articles with so many sentences: `holds` has one row per sentence, and says
    which of the frames it holds. Two sentences are a paragraph.
    """
    sentence = np.arange(len(holds))
    words = pd.DataFrame(
        {
            "id": sentence // per_article,
            "sentence": sentence % per_article,
            "paragraph": sentence % per_article // 2,
        }
    )
    at, frame = np.nonzero(holds)
    names = FRAMES if holds.shape[1] == 4 else [f"f{n}" for n in range(holds.shape[1])]
    hits = words.iloc[at].assign(frame=np.array(names, dtype=object)[frame])
    return Framing(hits, words, tuple(names))


def of_pairs(counts: dict[str, int]) -> Framing:
    """Sentences that hold just these frames, so many of each kind."""
    kinds = [kind.split() for kind, n in counts.items() for _ in range(n)]
    return made(np.array([[frame in kind for frame in FRAMES] for kind in kinds]), 4)


BY_HAND = of_pairs(
    {"war law": 5, "trade home": 5, "war trade": 2, "war home": 2, "law trade": 2, "law home": 2}
    | {"war": 9, "": 30}
)


def test_pairs_are_counted_by_sentence_and_by_paragraph():
    row = bs.cooccurrence(BY_HAND).iloc[0]
    assert row[["frame", "other", "n"]].tolist() == ["war", "law", 57]
    assert row[["with_frame", "with_other", "both"]].tolist() == [18, 9, 5]
    by_paragraph = bs.cooccurrence(BY_HAND, "paragraph").iloc[0]
    assert by_paragraph["n"] == 29 and by_paragraph["both"] == 3  # 5 in a row, two by two


def test_a_pair_is_held_against_how_often_its_frames_meet_any_other():
    # each frame meets others 5 + 2 + 2 times; were all alike, three times each
    table = bs.cooccurrence(BY_HAND).set_index(["frame", "other"])
    assert table["expected"].round(6).tolist() == [3] * 6
    assert table.loc[("war", "law"), "value"] == pytest.approx(5 / 3)
    assert table.loc[("war", "home"), "value"] == pytest.approx(2 / 3)


def test_sentences_without_any_frame_change_nothing():
    fewer = of_pairs(
        {"war law": 5, "trade home": 5, "war trade": 2, "war home": 2}
        | {"law trade": 2, "law home": 2}
    )
    values = [bs.cooccurrence(framing)["value"].round(9).tolist() for framing in (BY_HAND, fewer)]
    assert values[0] == values[1]


def test_a_frame_that_meets_all_others_more_often_is_drawn_to_none():
    # strengths 3, 3, 1, 1: each pair meets as often as their product
    table = bs.cooccurrence(
        of_pairs(
            {"war law": 9, "war trade": 3, "war home": 3, "law trade": 3}
            | {"law home": 3, "trade home": 1}
        )
    )
    assert table["value"].round(6).tolist() == [1] * 6


def test_a_frame_that_meets_no_other_has_no_value_rather_than_0():
    table = bs.cooccurrence(BY_HAND._replace(frames=(*FRAMES, "aid")))
    aid = table[table["other"] == "aid"]
    assert (aid["both"] == 0).all() and aid["value"].isna().all()
    assert (aid["says"] == "nothing to compare with").all()
    assert table["value"].notna().sum() == 6


@pytest.mark.parametrize(
    "kinds",
    [
        {
            "war law": 8,
            "war trade": 5,
            "law trade": 4,
        },  # as many pairs as frames
        {"war law": 8, "war trade": 5, "war home": 4},  # all meetings are the war's
        {"war": 8, "law": 3},  # none meet
    ],
)
def test_where_other_pairs_lead_one_to_expect_nothing_there_is_no_value(kinds):
    table = bs.cooccurrence(of_pairs(kinds))
    assert table["value"].isna().all() and table["q"].isna().all()
    assert (table["says"] == "nothing to compare with").all()


def test_no_articles_give_pairs_without_values():
    empty = bs.cooccurrence(Framing(BY_HAND.hits[:0], BY_HAND.words[:0], FRAMES))
    assert len(empty) == 6 and empty["value"].isna().all()
    assert bs.cooccurrence(BY_HAND._replace(frames=("war",))).empty


def test_under_ten_meetings_too_few_tell_however_often_more_than_expected():
    assert set(bs.cooccurrence(BY_HAND)["says"]) == {"too few to tell"}


def test_the_fit_gives_each_frame_as_many_meetings_as_it_has():
    both = np.array([40.0, 3, 7, 0, 5, 2, 6, 1, 0, 9])
    first, second = np.array(list(combinations(range(5), 2))).T
    pairs = Pairs(first, second, 5)
    expected = pairs.expected(both)
    assert np.allclose(expected @ pairs.holding(), both @ pairs.holding())
    # of the form s(a) × s(b): the products of opposite pairs are alike
    at = {pair: expected[n] for n, pair in enumerate(zip(first.tolist(), second.tolist()))}
    assert at[0, 1] * at[2, 3] == pytest.approx(at[0, 2] * at[1, 3])
    assert at[0, 1] * at[2, 3] == pytest.approx(at[0, 3] * at[1, 2])


def test_the_order_of_rows_changes_no_number():
    framing = simulated(np.random.default_rng(1), 12)
    shuffled = Framing(
        framing.hits.sample(frac=1, random_state=3), framing.words[::-1], framing.frames
    )
    pd.testing.assert_frame_equal(bs.cooccurrence(framing), bs.cooccurrence(shuffled))


def simulated(rng: np.random.Generator, articles: int, drawn_together: float = 0.0) -> Framing:
    """Articles of 20 sentences: of some matters more is written in one article than in another, and
    some sentences hold much of all frames, so that any two meet more often than by chance. With
    `drawn_together` the first two frames also share the sentences in which they are frequent.
    """
    often = np.array([0.15, 0.1, 0.1, 0.07, 0.05, 0.05])
    of_article = rng.gamma(1.5, 1 / 1.5, (articles, 1, 1)) * rng.gamma(
        2, 0.5, (articles, 1, len(often))
    )
    rates = often * of_article * rng.gamma(2, 0.5, (articles, 20, 1))
    if drawn_together:
        shared = rng.gamma(1 / drawn_together, drawn_together, (articles, 20, 1))
        rates[..., :2] *= shared
    holds = rng.random(rates.shape) < 1 - np.exp(-rates)
    return made(holds.reshape(-1, len(often)), 20)


def test_in_simulations_95_of_100_intervals_hold_what_other_pairs_lead_one_to_expect():
    rng = np.random.default_rng(4)
    tables = [bs.cooccurrence(simulated(rng, 40)) for _ in range(50)]
    table = pd.concat(tables).query("p == p and (both >= 10 or expected >= 10)")
    # against chance, every pair would be above 1
    by_chance = table["both"] * table["n"] / (table["with_frame"] * table["with_other"])
    assert len(table) > 250 and (by_chance > 1.2).mean() > 0.9
    assert ((table["low"] <= 1) & (table["high"] >= 1)).mean() >= 0.93
    assert (table["p"] <= 0.05).mean() <= 0.07
    assert sum(each["says"].str.contains("often").any() for each in tables) <= 5


def test_the_corrected_interval_leaves_out_one_where_q_is_at_most_five_per_cent():
    table = bs.cooccurrence(simulated(np.random.default_rng(5), 120, 6.0))
    tested = table.dropna(subset="q")
    assert (table["comparisons"] == len(tested)).all() and len(tested) > 5
    ends = tested[["corrected_low", "low", "high", "corrected_high"]].to_numpy()
    assert (np.diff(ends) >= 0).all()
    leaves_out = (tested["corrected_low"] > 1) | (tested["corrected_high"] < 1)
    assert (leaves_out == (tested["q"] <= 0.05)).all() and leaves_out.any()
    assert (leaves_out == tested["says"].str.contains("often")).all()
    # a row that the uncorrected interval alone would show is grey, and its thin line says why
    assert table[table["q"].isna()]["corrected_low"].isna().all()


def test_in_simulations_a_pair_that_is_drawn_together_is_found_and_no_other():
    rng = np.random.default_rng(5)
    rows = pd.concat([bs.cooccurrence(simulated(rng, 120, 6.0)).head(1) for _ in range(12)])
    assert (rows["says"] == "more often than other pairs").sum() >= 9


def test_articles_of_one_story_are_one_piece_of_evidence():
    framing = simulated(np.random.default_rng(6), 40)
    ids = framing.words["id"].drop_duplicates()
    stories = pd.DataFrame({"id": ids, "story": ids // 2})
    assert bs.cooccurrence(framing)[["clusters", "unit"]].iloc[0].tolist() == [40, "articles"]
    by_story = bs.cooccurrence(framing, articles=stories)
    assert by_story[["clusters", "unit"]].iloc[0].tolist() == [20, "stories"]
