"""Mentions as people."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.paths import ROOT
from broadsheet.quotation.source_kinds import SOURCE_KINDS
from broadsheet.quotation.speakers import People, Speaker
from broadsheet.text.document import Document, Span
from broadsheet.text.unicode import straighten

CASES = json.loads((ROOT / "tests" / "cases" / "speakers.json").read_text(encoding="utf-8"))


def named(kind: str, marks=()):
    return [pytest.param(case, id=case["name"], marks=marks) for case in CASES[kind]]


@pytest.mark.parametrize(
    "case", named("wild") + named("negative") + named("known_failures", pytest.mark.xfail)
)
def test_a_mention_is_the_person_whom_the_article_names(case):
    document = Document(case["text"])
    people = People(document)
    for row in case["people"]:
        found = people.resolve(Span(row["mention"], document.text.rindex(row["mention"])))
        assert found.speaker == row["person"]
        assert {key: getattr(found, key) for key in row if key in Speaker._fields} == {
            key: row[key] for key in row if key in Speaker._fields
        }


def test_who_is_named_inside_a_quotation_is_not_who_speaks_next():
    text = "Anna Lind spoke. “I trust Mary Dahl,” she said."
    document = Document(text)
    she = Span("she", text.index("she"))
    assert People(document).resolve(she).speaker == "Mary Dahl"
    assert People(document, [(17, 37)]).resolve(she).speaker == "Anna Lind"


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
@settings(max_examples=200)
def test_no_text_and_no_mention_raises(text, start, length):
    start = min(start, len(text))
    mention = Span(text[start : start + length], start)
    assert isinstance(People(Document(text)).resolve(mention), Speaker)


@given(
    st.lists(
        st.sampled_from(
            [
                "Anna Lind",
                "Lind",
                "Sen.",
                "Ms.",
                "he",
                "She",
                "the farmer",
                "a",
                "official",
                "said",
                ",",
                ".",
                "(AL)",
                "'s",
                "who",
                "which",
                "of",
                "the",
                "\n",
                "PENCE:",
                "Jr.",
                "54",
                "statement",
                "and",
                "“",
                "”",
            ]
        ),
        max_size=40,
    ).map(" ".join),
    st.integers(0, 200),
    st.integers(1, 40),
)
@settings(max_examples=200)
def test_every_speaker_has_a_known_kind_and_a_pronoun_only_if_a_person(text, start, length):
    start = min(start, len(text))
    speaker, kind, pronoun = People(Document(text)).resolve(
        Span(text[start : start + length], start)
    )
    assert kind in (*SOURCE_KINDS, None) and pronoun in ("she", "he", None)
    assert speaker is not None or kind is None
    assert pronoun is None or kind in ("named person", "unnamed person")


ORDERS = [
    # The pronoun takes up somebody who is called more fully where a later mention is asked for.
    (
        "It rained, a farmer said. She left. A farmer from Skara said no. She left too.",
        ["a farmer", "She", "A farmer from Skara", "She left too"],
    ),
    # What "she" says of a farmer holds for the mention that is asked for before any pronoun.
    ("A farmer said that it rained. She left.", ["A farmer", "She"]),
    (
        "A spokesman for Lind said no. The spokesman left.",
        ["A spokesman for Lind", "The spokesman"],
    ),
    ("Kim Berg spoke. She left. Carl Holm met Berg.", ["Kim Berg", "She", "Berg", "Carl Holm"]),
]


@pytest.mark.parametrize("text, words", ORDERS)
@pytest.mark.parametrize("listed", [True, False])
def test_the_order_of_resolving_mentions_does_not_matter(text, words, listed):
    mentions = [Span(word, text.rindex(word)) for word in words]
    answers = []
    for order in (mentions, mentions[::-1], mentions * 2):
        people = People(Document(text), mentions=mentions if listed else ())
        answers.append({(span, span.start): people.resolve(span) for span in order})
    assert answers[0] == answers[1] == answers[2]


def test_somebody_without_a_name_is_called_by_the_longest_mention_whichever_is_resolved():
    text = "A spokesman for Lind said no. The spokesman left. He smiled."
    mentions = [
        Span(word, text.index(word)) for word in ("He", "The spokesman", "A spokesman for Lind")
    ]
    people = People(Document(text), mentions=mentions)
    assert {people.resolve(span) for span in mentions} == {
        Speaker("a spokesman for Lind", "unnamed person", "he")
    }


@given(
    st.lists(
        st.sampled_from(
            "Anna Lind Kim Berg a farmer official from Skara said he She the . , who and".split()
        ),
        max_size=40,
    ).map(" ".join),
    st.randoms(use_true_random=False),
)
@settings(max_examples=200)
def test_the_order_of_resolving_mentions_never_matters_in_any_text(text, random):
    starts = [0, *(place + 1 for place, letter in enumerate(text) if letter == " ")]
    mentions = [Span(text[start : start + random.randint(1, 30)], start) for start in starts]
    shuffled = random.sample(mentions, len(mentions))
    in_order, mixed = (People(Document(text), mentions=mentions) for _ in range(2))
    answers = {span.start: in_order.resolve(span) for span in mentions}
    assert {span.start: mixed.resolve(span) for span in shuffled} == answers


@pytest.mark.parametrize("case", named("wild") + named("negative"))
def test_straight_and_curly_apostrophes_give_the_same_speakers(case):
    speakers = []
    for text in (straighten(case["text"]), straighten(case["text"]).replace("'", "’")):
        people = People(Document(text))
        spans = [
            (case["text"].rindex(row["mention"]), len(row["mention"])) for row in case["people"]
        ]
        speakers.append(
            [people.resolve(Span(text[start : start + length], start)) for start, length in spans]
        )
    assert speakers[0] == speakers[1]


@pytest.mark.timing
@pytest.mark.parametrize(
    "piece",
    [
        "he ",
        "He ",
        "A ",
        "Lind ",
        "Anna Lind ",
        "Anna Lind. ",
        "Sen. ",
        "Anna\n",
        ". ",
        "a farmer ",
        "A farmer said he ",
        "Lind, a ",
        "Lind, a farmer, ",
        "A B (AB) ",
        "de la ",
        "Lind's ",
        "'s",
        "Lind, the a b c d ",
        "New York ",
        "percent of ",
    ],
)
def test_work_grows_with_the_length_of_the_text(piece):
    def seconds(size):
        document = Document(
            "Anna Lind spoke. " + piece * (size // len(piece)) + " she and the farmer and Lind"
        )
        mentions = [
            Span(word, document.text.rindex(word)) for word in ("she", "Lind", "the farmer")
        ]
        mentions += [Span("he", at) for at in range(17, size, 100)] + [Span(document.text, 0)]
        began = time.process_time()
        people = People(document, [(at, at + 1) for at in range(17, size, 300)])
        for mention in mentions:
            people.resolve(mention)
        return time.process_time() - began

    # Four times the text: quadratic work would take sixteen times as long.
    assert min(seconds(40_000), seconds(40_000)) < 8 * min(seconds(10_000) for _ in range(3)) + 0.05
