"""Contrasts: rates by hand, intervals that hold what they promise, and words no stronger than the
numbers.

Rival definitions: what is left of a contrast when it is counted otherwise.
"""

import math

import numpy as np
import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.comparison.contrasts import doublings, unit_counts, without_each_term
from broadsheet.measuring.units import Framing


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


def test_a_contrast_is_the_log_ratio_of_the_rates_with_half_a_hit_added():
    row = bs.contrasts(made({"A": [[3, 0]], "B": [[1, 0, 0, 0]]}), seed=1).iloc[0]
    assert row["doublings"] == pytest.approx(math.log2((3.5 / 20) / (1.5 / 40)))


def test_the_contrast_of_two_outlets_is_one_seen_from_either_side():
    one, other = bs.contrasts(made({"A": [[3, 0] * 10], "B": [[1, 0] * 10]}), seed=1).to_dict(
        "records"
    )
    assert (
        one["doublings"] == -other["doublings"]
        and one["low"] == -other["high"]
        and one["q"] == other["q"]
    )


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
        found += (
            bs.contrasts(framing, seed=1, resamples=400)["says"].str.contains("differ$").iloc[0]
        )
    assert found <= 6


def test_one_outlet_has_no_rest():
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
    table = bs.rival_contrasts(framing, "A", seed=1).set_index("definition")
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
    assert bs.rival_contrasts(framing, "A", seed=1)["survives"].all()


def test_without_each_term_counts_what_is_left_by_hand():
    framing = with_terms(made({"A": [[1, 1]], "B": [[1, 0]]}), ["war", "war", "strike"])
    table = without_each_term(framing, "A").set_index("term")
    assert table["gone"].to_dict() == {"strike": 1, "war": 2}
    assert (
        table.loc["strike", "doublings"]
        == bs.contrasts(framing._replace(hits=framing.hits[:2]), 1)["doublings"].iloc[0]
    )


def test_a_frame_that_its_sources_brought_in_is_lost_with_the_quotations():
    table = bs.rival_contrasts(
        made({"A": [[2] * 15 + [0] * 15], "B": [[0] * 30]}, quoted=15), "A", seed=1
    )
    assert not table.set_index("definition").loc["narration only", "survives"]


def test_with_one_outlet_there_is_nothing_to_make_again():
    assert bs.rival_contrasts(made({"A": [[1, 2]]}), "A", seed=1).empty
