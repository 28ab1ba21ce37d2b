"""Agreement between coders against published examples and another program; precision, recall and
corrected rates by hand and against errors that were put in.
"""

from typing import NamedTuple

import krippendorff
import numpy as np
import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.comparison import read_answers
from broadsheet.comparison.coding import same_source
from broadsheet.comparison.sampling import drawn

NAN = np.nan
# K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), sections A to C.
BINARY = ["0100000010", "1110010000"]
NOMINAL = ["aabbdcccedda", "babbbcccedd" + "d"]
FOUR_OBSERVERS = ["123321412***", "1233224125*3", "*33323422" + "51*", "12332441251*"]


def table(rows, missing="*"):
    """One row per unit, one column per observer."""
    return pd.DataFrame([[None if v == missing else v for v in row] for row in rows]).T


@pytest.mark.parametrize(
    "rows, level, published, by_hand",
    [
        (BINARY, "nominal", 0.095, 1 - 19 * 4 / 84),
        (NOMINAL, "nominal", 0.692, 1 - 23 * 6 / 448),
        (FOUR_OBSERVERS, "nominal", 0.743, 1 - 39 * 8 / 1216),
        (FOUR_OBSERVERS, "ordinal", 0.815, None),
    ],
)
def test_alpha_is_that_of_the_published_examples(rows, level, published, by_hand):
    alpha = bs.krippendorff_alpha(table(rows), level)
    assert round(alpha, 3) == published
    if by_hand is not None:
        assert alpha == pytest.approx(by_hand, abs=1e-12)


@pytest.mark.parametrize("level", ["nominal", "ordinal"])
def test_alpha_is_that_of_another_program(level):
    rng = np.random.default_rng(7)
    for coders, units, values in [(2, 9, 2), (2, 40, 3), (3, 30, 4), (5, 60, 5)] * 5:
        truth = rng.integers(0, values, units)
        answers = np.where(
            rng.random((coders, units)) < 0.6, truth, rng.integers(0, values, (coders, units))
        ).astype(float)
        answers[rng.random((coders, units)) < 0.2] = NAN
        theirs = krippendorff.alpha(answers, level_of_measurement=level)
        assert bs.krippendorff_alpha(pd.DataFrame(answers).T, level) == pytest.approx(
            theirs, abs=1e-9
        )


def test_the_order_of_answers_counts_for_ordinal_alpha_alone():
    answers = pd.DataFrame(
        {"one": ["no", "some", "much", "no"], "other": ["no", "much", "much", "some"]}
    )
    in_order = bs.krippendorff_alpha(answers, "ordinal", ["no", "some", "much"])
    assert in_order != bs.krippendorff_alpha(answers, "ordinal", ["some", "no", "much"])
    nominal = [
        bs.krippendorff_alpha(answers, order=order)
        for order in (["no", "some", "much"], ["some", "no", "much"])
    ]
    assert nominal[0] == nominal[1]
    with pytest.raises(ValueError, match="order: lacks the answers some"):
        bs.krippendorff_alpha(answers, "ordinal", ["no", "much"])


def test_no_answers_and_equal_answers_have_no_alpha():
    for answers in (pd.DataFrame({"one": [], "other": []}), table(["aaaa", "aaaa"])):
        assert np.isnan(bs.krippendorff_alpha(answers))
    for level in ("nominal", "ordinal"):  # nobody shares a unit
        assert np.isnan(bs.krippendorff_alpha(table(["ab**", "**ab"]), level))
        assert np.isnan(bs.krippendorff_alpha(table(["abab"]), level))  # one coder


# What coders answered.


class Filled(NamedTuple):
    """A coding as `bs.read_coding` gives it, made up."""

    key: pd.DataFrame
    counts: pd.DataFrame
    cells: pd.DataFrame
    about: dict


COLUMNS = {
    "quotations": {
        "speech (no / yes / unsure)": "speech",
        "speaker (name / nobody / unsure)": "speaker",
    },
    "frames": {"frame (no / in passing / clearly / unsure)": "frame"},
    "sentences": {"end (no / yes / unsure)": "end"},
    "passages": {"War (no / in passing / clearly / unsure)": "war"},
}  # fmt: skip
SHORT = {
    question: (task, column)
    for task, named in COLUMNS.items()
    for column, question in named.items()
}


def filled(items, answers, counts=None):
    """`items`: (task, item, coders, id, outlet, stratum, population, drawn, found, speaker);
    `answers`: (coder, item, question, answer).
    """
    names = "task item coders id outlet stratum population drawn found found_speaker".split()
    key = pd.DataFrame(items, columns=names)
    of_item = dict(zip(key["item"], key["task"]))
    cells = [
        (f"coder-{coder}/{of_item.get(item, 'sentences')}.csv", f"coder-{coder}",
         SHORT[question][0], item, SHORT[question][1], answer)
        for coder, item, question, answer in answers
    ]  # fmt: skip
    columns = ["file", "coder", "task", "item", "column", "answer"]
    about = {"columns": COLUMNS, "lexicon": {"frames": {"war": "War"}}, "coders": 2}
    return Filled(key, counts, pd.DataFrame(cells, columns=columns, dtype="str"), about)


def place(item, found, population, drawn, coders="1", of="a"):
    return ("sentences", item, coders, of, "A", found, population, drawn, found, "")


def test_precision_and_recall_are_weighted_back_to_the_corpus():
    items = [place(f"e{n}", "end", 100, 4) for n in range(4)]
    items += [place(f"e{n}", "no end", 10, 2) for n in range(4, 6)]
    answers = [(1, f"e{n}", "end", "yes" if n in (0, 1, 2, 4) else "no") for n in range(6)]
    row = bs.coded_accuracy(filled(items, answers)).iloc[0]
    # 100 found of which 3 in 4 are right; of 10 that were not found 1 in 2 is an end
    assert row[["precision", "recall"]].tolist() == pytest.approx([0.75, 75 / 80])
    assert row["f1"] == pytest.approx(2 * 75 / (100 + 80))
    assert row[["items", "found", "wanted"]].tolist() == [6, 4, 4]
    assert row["precision_low"] < 0.75 < row["precision_high"]


def test_items_that_nobody_answered_are_stood_for_by_the_others_of_their_stratum():
    items = [place(f"e{n}", "end", 100, 4) for n in range(4)]
    items += [place(f"e{n}", "no end", 10, 2) for n in range(4, 6)]
    answers = [(1, f"e{n}", "end", "yes" if n in (0, 4) else "no") for n in (0, 1, 4, 5)]
    row = bs.coded_accuracy(filled(items, answers)).iloc[0]
    assert row[["precision", "recall"]].tolist() == pytest.approx([0.5, 50 / 55])


def test_an_item_on_which_two_coders_disagree_is_half_right():
    items = [place(f"e{n}", "end", 2, 2, coders="1 2") for n in range(2)]
    answers = [(1, "e0", "end", "yes"), (2, "e0", "end", "no")]
    answers += [(coder, "e1", "end", "yes") for coder in (1, 2)]
    row = bs.coded_accuracy(filled(items, answers)).iloc[0]
    assert (row["precision"], row["recall"]) == (0.75, 1.0)


def test_full_precision_on_few_items_is_not_certain():
    items = [place(f"e{n}", "end", 5, 5, of=str(n)) for n in range(5)]
    row = bs.coded_accuracy(filled(items, [(1, f"e{n}", "end", "yes") for n in range(5)])).iloc[0]
    low, high = bs.wilson(5, 5)
    assert (row["precision_low"], row["precision_high"]) == (pytest.approx(low), high)


def test_a_speaker_is_judged_where_somebody_speaks_and_by_any_name_of_the_article():
    def quotation(item, kind, speaker):
        return ("quotations", item, "1", "a", "A", kind, 10, 5, kind, speaker)

    items = [
        quotation("q1", "direct", "Ana Lima"),  # right, by another name
        quotation("q2", "direct", "Ana Lima"),  # wrong
        quotation("q3", "direct", ""),  # missed
        quotation("q4", "direct", "Bo Reyes"),  # nobody says who
        quotation("q5", "direct", "Bo Reyes"),  # no speech at all
    ]
    answers = [
        (1, item, "speech", "no" if item == "q5" else "yes") for item in "q1 q2 q3 q4 q5".split()
    ]
    names = {"q1": "Mayor Lima", "q2": "Eva Lima", "q3": "Ana Lima", "q4": "nobody", "q5": ""}
    answers += [(1, item, "speaker", name) for item, name in names.items()]
    coding = filled(items, answers)
    rows = bs.coded_accuracy(coding).set_index("measure")
    assert rows.loc["speech", "precision"] == pytest.approx(4 / 5)
    # found: q1, q2, q4; wanted: q1, q2, q3; right: q1
    assert rows.loc["speaker", ["precision", "recall"]].tolist() == pytest.approx([1 / 3, 1 / 3])
    assert read_answers(coding).notes == []  # who is nobody has no name


@pytest.mark.parametrize(
    "one, other, same",
    [
        ("Ana Lima", "Lima", True),
        ("the police", "police", True),
        ("Ana Lima", "Ana", False),
        ("President Donald J. Trump", "Donald Trump", True),
        ("officials", "two officials", True),
        ("Lima", "Reyes", False),
    ],
)
def test_which_names_are_one_speaker(one, other, same):
    assert same_source(one, other) is same_source(other, one) is same


def test_two_names_of_one_speaker_are_one_answer():
    items = [
        ("quotations", f"q{n}", "1 2", "a", "A", "speech", 3, 3, "direct", "X") for n in range(3)
    ]
    names = [("Ana Lima", "Mayor Lima"), ("Bo Reyes", "Reyes"), ("Ana Lima", "Bo Reyes")]
    answers = []
    for number, said in enumerate(names):
        for coder, name in enumerate(said, 1):
            answers += [
                (coder, f"q{number}", "speech", "yes"),
                (coder, f"q{number}", "speaker", name),
            ]
    rows = bs.coder_agreement(filled(items, answers)).set_index("question")
    assert rows.loc["speaker", "agreement"] == pytest.approx(2 / 3)


def test_unsure_counts_as_no_answer_and_is_counted():
    items = [place(f"e{n}", "end", 3, 3, coders="1 2") for n in range(3)]
    said = {1: ["yes", "no", "unsure"], 2: ["yes", "yes", "yes"]}
    answers = [
        (c, f"e{n}", "end", value) for c, values in said.items() for n, value in enumerate(values)
    ]
    row = bs.coder_agreement(filled(items, answers)).iloc[0]
    assert row[["coders", "items", "unsure"]].tolist() == [2, 2, 1]
    assert row["agreement"] == pytest.approx(0.5)


def test_full_agreement_on_few_items_is_not_certain():
    items = [place(f"e{n}", "end", 10, 10, coders="1 2", of=str(n)) for n in range(10)]
    answers = [(c, f"e{n}", "end", "yes" if n < 5 else "no") for n in range(10) for c in (1, 2)]
    row = bs.coder_agreement(filled(items, answers)).iloc[0]
    assert (row["agreement"], row["alpha"], row["alpha_high"]) == (1.0, 1.0, 1.0)
    low = 10 / 13.841459  # Wilson's, of ten in ten
    assert row["agreement_low"] == pytest.approx(low)
    # of 20 answers, 10 and 10, chance parts 20² - 10² - 10² = 200 of 20 × 19 pairs
    assert row["alpha_low"] == pytest.approx(1 - (1 - low) * 20 * 19 / 200)
    same = bs.coder_agreement(filled(items, [(*about, "yes") for *about, _ in answers]))
    assert same["alpha"].isna().all() and same["alpha_low"].isna().all()


def test_what_is_missing_or_odd_is_named_in_a_line_each():
    items = [place(f"e{n}", "end", 5, 5, coders="1 2") for n in range(5)]
    answers = [(1, "e0", "end", " YES "), (1, "e1", "end", "yse"), (1, "e2", "end", ""),
               (1, "e3", "end", ""), (1, "e3", "end", "no"), (1, "x9", "end", "no")]  # fmt: skip
    answers += [(2, f"e{n}", "end", "no") for n in range(4)]
    table, notes = read_answers(filled(items, answers))
    assert table[table["coder"] == "coder-1"][["item", "value"]].values.tolist() == [["e0", "yes"]]
    assert notes == [
        "coder-1/sentences.csv: e1: end: 'yse' is not one of no, yes, unsure; not counted",
        "coder-1/sentences.csv: e3: occurs twice; not counted",
        "coder-1/sentences.csv: x9: was not sampled; not counted",
        "coder-1/sentences.csv: end: no answer for 2 items: e2, e3",
        "coder-1/sentences: 1 item missing: e4",
        "coder-2/sentences: 1 item missing: e4",
    ]


def test_the_order_of_rows_in_the_sheets_changes_nothing():
    coding = simulated(seed=1)
    other = coding._replace(cells=coding.cells.sample(frac=1, random_state=3))
    for function in (bs.coder_agreement, bs.coded_accuracy):
        tables = [function(given, seed=1, resamples=50) for given in (coding, other)]
        pd.testing.assert_frame_equal(*tables)


# Errors that were put in are found again.

rng = np.random.default_rng(11)
POPULATION = pd.DataFrame(
    {
        "id": np.repeat([f"a{n:02}" for n in range(60)], 50),
        "what": np.where(rng.random(3000) < 0.8, "end", "no end"),
        "start": np.tile(np.arange(50), 60),
        "end": 0,
    }
)
POPULATION["found"] = POPULATION["what"]
ARTICLES = pd.DataFrame(
    {"outlet": np.repeat(["A", "B", "C"], 20), "story": np.tile(np.arange(20).astype(str), 3)},
    index=[f"a{n:02}" for n in range(60)],
)
# some articles have many more errors than others
BAD = dict(zip(ARTICLES.index, rng.choice([0.02, 0.25], 60)))
POPULATION["true"] = np.where(
    rng.random(3000) < POPULATION["id"].map(BAD),
    POPULATION["what"] == "no end",
    POPULATION["what"] == "end",
)


def simulated(seed, n=120):
    rows = drawn(POPULATION, ARTICLES, n, [seed])
    items = [
        ("sentences", f"e{number}", "1", row.id, row.outlet, row.stratum, row.population, row.drawn,
         row.found, "")
        for number, row in enumerate(rows.itertuples())
    ]  # fmt: skip
    answers = [(1, f"e{n}", "end", "yes" if true else "no") for n, true in enumerate(rows["true"])]
    return filled(items, answers)


def test_all_items_give_the_precision_and_recall_of_the_corpus():
    found, true = POPULATION["what"] == "end", POPULATION["true"]
    row = bs.coded_accuracy(simulated(seed=1, n=3000), resamples=10).iloc[0]
    assert row["items"] == 3000
    assert row["precision"] == pytest.approx((found & true).sum() / found.sum())
    assert row["recall"] == pytest.approx((found & true).sum() / true.sum())


def test_samples_find_them_on_average_and_their_intervals_hold_them():
    found, true = POPULATION["what"] == "end", POPULATION["true"]
    wanted = {
        "precision": (found & true).sum() / found.sum(),
        "recall": (found & true).sum() / true.sum(),
    }
    rows = pd.concat(bs.coded_accuracy(simulated(seed), seed, resamples=300) for seed in range(60))
    for name, value in wanted.items():
        assert rows[name].mean() == pytest.approx(value, abs=0.015)
        held = (rows[f"{name}_low"] <= value) & (value <= rows[f"{name}_high"])
        assert held.mean() >= 0.9


def test_recall_knows_that_few_of_what_was_not_found_were_coded():
    row = bs.coded_accuracy(passages(right_found=10, missed=0), resamples=200).iloc[0]
    assert (row["precision"], row["recall"], row["f1"]) == (1.0, 1.0, 1.0)
    # Of ten passages without the frame none holds it: up to .278 of thirty may, which is 8.3.
    most = 3.841459 / 13.841459
    from_missed, from_found = 10 / (10 + 30 * most), 1 - most
    low = 1 - np.hypot(1 - from_missed, 1 - from_found)
    assert row["recall_low"] == pytest.approx(low) and row["recall_high"] == 1.0
    assert row["f1_low"] == pytest.approx(2 * low * (1 - most) / (low + 1 - most))


def test_f1_has_an_interval_where_nothing_was_found_and_precision_has_none():
    items = [place(f"e{n}", "no end", 10, 10) for n in range(10)]
    answers = [(1, f"e{n}", "end", "yes" if n < 5 else "no") for n in range(10)]
    row = bs.coded_accuracy(filled(items, answers), resamples=50).iloc[0]
    assert np.isnan(row["precision"]) and (row["recall"], row["f1"]) == (0, 0)
    # at best all that was found besides would be right: the harmonic mean of 1 and recall's end
    assert row["f1_low"] == 0
    assert row["f1_high"] == pytest.approx(2 * row["recall_high"] / (1 + row["recall_high"]))


RARE = (0.8, 0.02)  # precision, and how many of the passages in which nothing was found hold it


def of_rare_errors(seed):
    """Fifty of 1,000 passages in forty articles with the frame found, of which twenty were coded,
    and forty of the others.
    """
    rng = np.random.default_rng(seed)
    is_found = np.arange(1000) < 50
    article = rng.integers(0, 40, 1000)
    true = rng.random(1000) < np.where(is_found, *RARE)
    with_it = np.bincount(article[:50], minlength=40)
    counts = pd.DataFrame(
        {"id": [f"a{n}" for n in range(40)], "outlet": "A", "words": 1000,
         "passages": np.bincount(article, minlength=40), "war_passages": with_it,
         "war_hits": with_it}
    )  # fmt: skip
    chosen = [*rng.choice(50, 20, replace=False), *rng.choice(range(50, 1000), 40, replace=False)]
    items = [
        passage(f"p{n}", n < 50, f"a{article[n]}", *((50, 20) if n < 50 else (950, 40)))
        for n in chosen
    ]
    answers = [(1, f"p{n}", "war", "clearly" if true[n] else "no") for n in chosen]
    return filled(items, answers, counts)


def test_intervals_hold_recall_and_corrected_rates_where_most_samples_show_no_missed_passage():
    precision, omission = RARE
    found, missed = 50 * precision, 950 * omission
    of_recall, of_share, of_rate = [], [], []
    for seed in range(60):
        coding = of_rare_errors(seed)
        row = bs.coded_accuracy(coding, seed, resamples=100).iloc[0]
        of_recall.append(row["recall_low"] <= found / (found + missed) <= row["recall_high"])
        row = bs.corrected_rates(coding, seed, resamples=100).iloc[1]
        true = (found + missed) / 1000
        of_share.append(row["corrected_share_low"] <= true <= row["corrected_share_high"])
        # a passage is 40 words: 25 passages in 1,000
        of_rate.append(row["corrected_low"] <= 25 * true <= row["corrected_high"])
    assert min(map(np.mean, (of_recall, of_share, of_rate))) >= 0.9


# Rates without the errors of the rules.


def passage(item, found, of, population, drawn_of_it, outlet="A"):
    labels = '["frame:war"]' if found else "[]"
    stratum = "frames" if found else "nothing"
    return ("passages", item, "1", of, outlet, stratum, population, drawn_of_it, labels, "")


def passages(right_found, missed):
    """Ten passages with the frame found and ten without, each standing for more."""
    items = [passage(f"p{n}", n < 10, f"a{n % 4}", 10 + 20 * (n >= 10), 10) for n in range(20)]
    answers = [(1, f"p{n}", "war", "clearly" if n < right_found else "no") for n in range(10)]
    answers += [
        (1, f"p{n}", "war", "in passing" if n < 10 + missed else "no") for n in range(10, 20)
    ]
    counts = pd.DataFrame(
        {"id": ["a0", "a1", "a2", "a3", "b0"], "outlet": [*"AAAA", "B"],
         "words": [250] * 4 + [2000], "passages": [10] * 4 + [40], "war_passages": [2, 3, 2, 3, 0],
         "war_hits": [2, 3, 2, 3, 0]}
    )  # fmt: skip
    return filled(items, answers, counts)


def test_a_rate_is_corrected_by_what_was_found_wrongly_and_missed():
    rows = bs.corrected_rates(passages(right_found=8, missed=1), resamples=200).set_index("outlet")
    row = rows.loc["A"]
    assert row[["rate", "share"]].tolist() == [10.0, 0.25]
    assert row[["precision", "omission"]].tolist() == pytest.approx([0.8, 0.1])
    share = 0.25 * 0.8 + 0.75 * 0.1
    assert row["corrected_share"] == pytest.approx(share)
    # rate × precision / recall: of 10 found 8 are right, and 3 of 30 others were missed
    assert (
        row["corrected"] == pytest.approx(10 * 0.8 / (8 / 11)) == pytest.approx(10 * share / 0.25)
    )
    assert row["corrected_low"] < row["corrected"] < row["corrected_high"]
    other = rows.loc["B"]  # of which nothing was coded
    assert (
        other["coded"] == 0
        and np.isnan(other[["corrected", "corrected_share"]].astype(float)).all()
    )


def test_all_outlets_together_come_first():
    row = bs.corrected_rates(passages(right_found=8, missed=1), resamples=50).iloc[0]
    assert row[["outlet", "words", "passages"]].tolist() == ["all outlets", 3000, 80]
    assert row["corrected_share"] == pytest.approx(10 / 80 * 0.8 + 70 / 80 * 0.1)


def test_a_measure_without_errors_is_left_as_it_is():
    row = bs.corrected_rates(passages(right_found=10, missed=0), resamples=50).iloc[1]
    assert row["outlet"] == "A"
    assert row[["corrected", "corrected_share"]].tolist() == pytest.approx([10.0, 0.25])


def test_a_correction_knows_that_few_passages_were_coded():
    row = bs.corrected_rates(passages(right_found=10, missed=0), resamples=200).iloc[1]
    most = 3.841459 / 13.841459  # of Wilson's interval of no error among ten
    assert row["corrected_share_low"] <= 0.25 * (1 - most)
    assert row["corrected_share_high"] >= 0.25 + 0.75 * most
    # 10 per 1,000 words, were 30 more passages for each 10 with it
    assert row["corrected_low"] <= 10 * (1 - most)
    assert row["corrected_high"] >= 10 + 30 * most


def test_of_few_passages_nothing_is_corrected():
    coding = passages(right_found=8, missed=1)
    few = coding.cells[~coding.cells["item"].isin([f"p{n}" for n in range(4, 10)])]
    row = bs.corrected_rates(coding._replace(cells=few), resamples=50).iloc[1]
    assert row["coded"] == 14 and np.isnan(row["corrected"])


def test_where_a_frame_was_nowhere_found_its_share_is_what_was_missed():
    coding = passages(right_found=8, missed=2)
    cells = coding.cells[coding.cells["item"].isin([f"p{n}" for n in range(10, 20)])]
    counts = coding.counts.assign(war_passages=0, war_hits=0)
    row = bs.corrected_rates(coding._replace(cells=cells, counts=counts), resamples=50).iloc[1]
    assert row["corrected_share"] == pytest.approx(0.2)
    assert row["rate"] == 0 and np.isnan(row["corrected"])


def test_a_measure_without_precision_stands_among_the_rows_where_the_table_has_it():
    accuracy = pd.DataFrame(
        {"measure": ["speech", "war", "peace"], "unit": "passages", "found": [9, 0, 9]}
        | {"precision": [0.9, None, 0.8], "precision_low": 0.5, "precision_high": 1.0}
        | {"wanted": 9, "recall": [0.9, 0.0, 0.8], "recall_low": 0.0, "recall_high": 1.0}
    )
    shown = bs.accuracy_rows(accuracy)
    assert shown["what"].unique().tolist() == ["speech", "war", "peace"]
    assert shown["panel"].tolist() == ["precision", "recall", "recall", "precision", "recall"]


def test_the_line_of_a_coding_names_what_is_missing_or_odd():
    items = [place(f"e{n}", "end", 9, 9) for n in range(9)]
    answers = [(1, f"e{n}", "end", "yes" if n > 6 else "perhaps") for n in range(9)]
    first, *notes = bs.coding_line(filled(items, answers), "x").split("\n")
    assert first == "1 of 2 coders have answered; 2 of 9 items have an answer"
    assert notes[0] == (
        "- coder-1/sentences.csv: e0: end: 'perhaps' is not one of no, yes, unsure; not counted"
    )
    assert len(notes) == 6 and notes[-1] == "- 2 more answers or columns are missing or odd"


def test_sheets_that_are_as_they_were_made_are_told_in_one_line():
    items = [place(f"e{n}", "end", 5, 5, coders="1 2") for n in range(5)]
    empty = filled(items, [(coder, f"e{n}", "end", "") for coder in (1, 2) for n in range(4)])
    assert read_answers(empty).notes == ["no sheet is filled in yet"]
    assert bs.coding_line(empty, "x") == "No sheet is filled in yet: 5 items wait for an answer."
    odd = filled(items, [(1, "e0", "end", "yse")])  # somebody has begun
    assert "'yse' is not one of" in read_answers(odd).notes[0]


def test_without_a_coding_there_are_no_rows_and_a_line_says_how_to_begin():
    nothing = bs.read_coding("")
    for function in (bs.coder_agreement, bs.coded_accuracy, bs.corrected_rates):
        assert bs.with_intervals(function(nothing)).empty
    assert bs.accuracy_rows(bs.coded_accuracy(nothing)).empty
    assert bs.coding_line(nothing, "my news").endswith("broadsheet sample 'my news' --out coding")
    assert "1 of 2 coders have answered; 20 of 20 items" in bs.coding_line(passages(8, 1), "x")
