"""The rules that say who says a quotation, one by one, and in their order."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.paths import ROOT
from broadsheet.quotation import attribution
from broadsheet.quotation.attribution import (
    DIRECTLY,
    INVERTED,
    RULES,
    TRANSCRIPT_LABEL,
    attribute,
    sources,
)
from broadsheet.quotation.marks import quoted_stretches
from broadsheet.quotation.parsing import Paragraph
from broadsheet.text.document import tokenize

CASES = json.loads((ROOT / "tests" / "cases" / "attribution.json").read_text(encoding="utf-8"))


def paragraph(text: str) -> Paragraph:
    document = tokenize(text)
    return Paragraph(
        document.plain, 0, len(text), [stretch[:2] for stretch in quoted_stretches(document)]
    )


def found(text: str) -> list[list[str] | None]:
    return [
        source and [source.rule, text[source.start : source.end]]
        for *_, source in sources(tokenize(text))
    ]


@pytest.mark.parametrize(
    "case",
    CASES["rules"],
    ids=lambda case: f"{'not ' * ('not' in case)}{case['rule']}: {case['text']}",
)
def test_a_rule_matches_its_example_and_not_the_near_miss(case):
    p = paragraph(case["text"])
    event = getattr(attribution, case["rule"])(p, p.quoted[0])
    if "not" in case:
        assert event is None
    else:
        [source] = attribute(p)
        assert (source.rule, case["text"][source.start : source.end], source.verb) == (
            case["rule"],
            case["mention"],
            case["verb"],
        )


def test_every_rule_has_a_case_and_a_near_miss():
    for missed in (True, False):
        assert {case["rule"] for case in CASES["rules"] if ("not" in case) == missed} == {
            s.__name__ for s in RULES
        }


@pytest.mark.parametrize("case", CASES["order"], ids=lambda case: case["name"])
def test_the_earlier_of_two_rules_that_apply_wins(case):
    p = paragraph(case["text"])
    earlier, later = (getattr(attribution, name)(p, p.quoted[0]) for name in case["rules"])
    assert earlier and later
    assert found(case["text"]) == [[case["rules"][0], case["mention"]]]


@pytest.mark.parametrize(
    "case",
    CASES["several"]
    + CASES["paragraphs"]
    + [
        pytest.param(case, marks=pytest.mark.xfail(strict=True)) for case in CASES["known_failures"]
    ],
    ids=lambda case: case["name"],
)
def test_a_source_that_no_rule_finds_comes_from_the_neighbours_or_is_reported_as_not_found(case):
    assert found(case["text"]) == case["found"]


def test_the_outermost_verb_of_speech_wins_unless_something_separates_them():
    assert found("Lind said Berg said it is “slow.”") == [["before", "Lind"]]
    assert found("Lind said, and Berg said it is “slow.”") == [["in_clause", "Berg"]]


def test_a_relative_pronoun_is_the_mention_and_its_antecedent_is_the_person():
    text = "The man who said “no” left."
    [(*_, source)] = sources(tokenize(text))
    assert text[source.start : source.end] == "who"
    assert text[slice(*source.person)] == "The man"


@given(
    st.lists(
        st.sampled_from(
            [
                "“It”,",
                "“rains.”",
                "“no”",
                "said",
                "Lind",
                "Berg's",
                "claim",
                "who",
                "—",
                ":",
                "(",
                ")",
                ".",
                "according",
                "to",
                "her",
                "\n",
                "\n\n",
            ]
        ),
        max_size=40,
    ).map(" ".join)
)
@settings(max_examples=150)
def test_no_text_raises_and_every_source_lies_within_it(text):
    document = tokenize(text)
    rows = list(sources(document))
    assert [row[0] for row in rows] == list(quoted_stretches(document))
    for *_, source in rows:
        assert source is None or 0 <= source.start < source.end <= len(text)
        assert source is None or 0 <= source.person[0] < source.person[1] <= len(text)


@pytest.mark.timing
@pytest.mark.parametrize(
    "piece",
    [
        "“x” ",
        "“x,” said Lind. ",
        "Lind’s claim “x” ",
        "Lind said “x” Berg saw ",
        "“x”\n",
        "Lind:\n“x”\n",
    ],
)
def test_work_grows_with_the_number_of_quotations(piece):
    def seconds(times):
        document = tokenize(piece * times)
        began = time.process_time()
        list(sources(document))
        return time.process_time() - began

    # Four times the quotations: quadratic work would take sixteen times as long.
    assert min(seconds(1600), seconds(1600)) < 8 * min(seconds(400) for _ in range(3)) + 0.05


@pytest.mark.parametrize(
    "pattern, tags, wanted",
    [
        (INVERTED, ",VN", True),  # “…,” said Smith
        (INVERTED, "xVR", True),  # “…” has said she
        (INVERTED, ",NV", False),
        (DIRECTLY, ",NV", True),  # “…,” Smith said
        (DIRECTLY, ",KN", True),  # “…,” but Smith
        (DIRECTLY, "PMN", True),  # “…” on Tuesday Smith
        (DIRECTLY, "PN", False),  # “…” in Skara
    ],
)
def test_what_follows_a_quotation_directly_is_a_verb_or_a_noun_phrase(pattern, tags, wanted):
    assert bool(pattern.match(tags)) is wanted


@pytest.mark.parametrize(
    "text, name",
    [
        ("PENCE: Well, no.", "PENCE"),
        ("“SEN. ANNA LIND: No.”", "SEN. ANNA LIND"),
        ("Pence: Well, no.", None),
        ("PENCE:no", None),
    ],
)
def test_a_name_in_capitals_with_a_colon_labels_what_is_said(text, name):
    match = TRANSCRIPT_LABEL.match(tokenize(text).plain)
    assert (match and match[1]) == name
