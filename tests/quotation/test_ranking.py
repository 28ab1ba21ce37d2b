"""Which mention is the source: what the weights change, what they leave, and how they are made."""

import importlib.util
import json
import time

import pytest

from broadsheet.paths import ROOT, package_lines
from broadsheet.quotation.attribution import sources
from broadsheet.quotation.quotations import find_quotations
from broadsheet.quotation.ranking import (
    WEIGHTS,
    candidates,
    distance_class,
    of_nobody,
    weights,
)
from broadsheet.text.document import Document, tokenize

CASES = json.loads((ROOT / "tests" / "cases" / "ranking.json").read_text(encoding="utf-8"))
spec = importlib.util.spec_from_file_location("fit_ranking", ROOT / "scripts" / "fit_ranking.py")
fit_ranking = importlib.util.module_from_spec(spec)
spec.loader.exec_module(fit_ranking)


@pytest.mark.parametrize(
    "case",
    CASES["won"]
    + CASES["kept"]
    + [
        pytest.param(case, marks=pytest.mark.xfail(strict=True)) for case in CASES["known_failures"]
    ],
    ids=lambda case: case["name"],
)
def test_the_likeliest_mention_wins_whether_the_rules_chose_it_or_not(case):
    text = case["text"]
    [(*_, picked)] = sources(Document(text))
    assert (picked and text[picked.start : picked.end]) == case["rules"]
    [q] = [q for q in find_quotations(Document(text)) if q.kind != "indirect"]
    assert (text[q.speaker_start : q.speaker_end] if q.speaker_start >= 0 else None) == case[
        "mention"
    ]


def test_the_cases_are_won_or_kept_as_they_say():
    assert all(case["rules"] != case["mention"] for case in CASES["won"])
    assert all(case["rules"] == case["mention"] for case in CASES["kept"])


def test_the_table_of_weights_is_in_order_and_names_no_feature_twice():
    header, *rows = package_lines(WEIGHTS)
    names = [row.rpartition(",")[0] for row in rows]
    assert header == "feature,weight" and len(set(names)) == len(names) == len(weights())
    assert all(round(weight, 2) == weight != 0 for weight in weights().values())


def test_a_distance_is_classed_more_coarsely_the_farther_it_is():
    classes = [int(distance_class(tokens)) for tokens in range(40)]
    assert classes == sorted(classes) and len(set(classes)) == 7
    assert all(least <= tokens for tokens, least in enumerate(classes))


def annotated(texts):
    """Articles of one quotation each, of which the first word is the source."""
    return [
        {
            "text": text,
            "quotes": [
                {
                    "start": text.index("“"),
                    "end": text.index("”") + 1,
                    "speech": True,
                    "sources": [[0, text.index(" ")]],
                }
            ],
        }
        for text in texts
    ]


def test_the_same_annotation_gives_the_same_weights_which_choose_the_annotated_source():
    names = ["Lind", "Berg", "Dahl", "Holm", "Ek", "Alm"]
    texts = [
        f"{one} of Skara spoke to {other} about snow and left for the “cold rain” of the hills."
        for one in names
        for other in names
    ]
    made = [fit_ranking.choices(article) for article in annotated(texts)]
    choices = [each for article in made for each in article]
    fitted = fit_ranking.fit(choices)
    assert fitted == fit_ranking.fit(choices) != {}
    assert fit_ranking.score(choices, fitted).tolist() == [36, 36, 36]
    assert fit_ranking.score(choices, {}).tolist() == [
        0,
        0,
        36,
    ]  # without weights a tie is nobody's


def test_a_candidate_is_a_place_in_the_text_and_the_choice_of_the_rules_is_among_them():
    text = "Lind sat there, and Berg called it “a cold rain” for Dahl. Holm agreed."
    [(_, p, i, picked)] = sources(Document(text))
    found = [text[start:end] for start, end, *_ in candidates(p, i, picked, None, False)]
    assert {"Berg", "Dahl", "Holm"} <= set(found)
    assert "Lind" not in found  # who acts in a clause of its own
    assert (
        sum(("rule",) in sum(parts, ()) for *_, parts in candidates(p, i, picked, None, False)) == 1
    )
    assert ("none", "rule", "in_clause") in of_nobody(p, i, picked)


@pytest.mark.timing
@pytest.mark.parametrize("piece", ["“x” he had ", "Lind of Skara saw “x” and ", "“x” Lind. "])
def test_weighing_grows_with_the_length_of_the_text(piece):
    def seconds(size):
        document = tokenize("Anna Lind spoke. " + piece * (size // len(piece)))
        began = time.process_time()
        find_quotations(document)
        return time.process_time() - began

    # Four times the text may take four times as long, and as much again for a busy machine;
    # quadratic work takes 16.
    assert min(seconds(20_000), seconds(20_000)) < 8 * min(seconds(5_000) for _ in range(3)) + 0.05
