import json
import pickle
from itertools import pairwise
from time import process_time

import pandas as pd
import pytest
import textstat
from hypothesis import example, given, settings
from hypothesis import strategies as st

import broadsheet as bs
from broadsheet.paths import ROOT
from broadsheet.text.document import Document, form, tokenize, within
from broadsheet.text.unicode import straighten

CASES = ROOT / "tests" / "cases"
PIECES = [
    "Mr.",
    "U.S.",
    "The",
    "he",
    "said",
    '"',
    "“",
    "”",
    "'",
    "’",
    ".",
    "!",
    "?",
    "…",
    "...",
    " ",
    "  ",
    "\n",
    "\n\n",
    ":",
    ",",
    "(",
    ")",
    "No.",
    "5",
    "3.5",
    "p.m.",
    "J.",
    "end.Next",
    "—",
    "•",
    "e\u0301",
    "\u00a0",
    "שלום",
    "_",
    "&",
    "\ud800",
    "\x00",
    "\u2028",
    "İ",
    "\x1c",
]
texts = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PIECES)).map("".join),
    st.lists(st.sampled_from(PIECES)).map(" ".join),
)


def cases(name):
    return [
        pytest.param(
            case, id=case["name"], marks=[pytest.mark.xfail] if case.get("known_failure") else []
        )
        for case in json.loads((CASES / name).read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("case", cases("words.json"))
def test_words_are_what_stands_between_white_space(case):
    document = tokenize(case["text"])
    assert list(document.words) == case["words"]
    assert len(document.words) == textstat.lexicon_count(document.plain)


@pytest.mark.parametrize(
    "token, wanted",
    [
        ("it's", "it's"),
        ("It’s", "it's"),
        ("THAT'S", "that's"),
        ("Let’s", "let's"),
        ("he's", "he's"),
        ("why's", "why's"),
        ("border’s", "border"),
        ("US's", "us"),
        ("WHO’s", "who"),
        ("IT's", "it"),
        ("one's", "one"),
        ("its", "its"),
        ("won't", "won't"),
    ],
)
def test_a_possessive_is_the_word_and_a_contraction_is_another(token, wanted):
    assert form(token) == wanted


@given(texts)
@settings(max_examples=200)
@example("'s 't '' ' ve")
def test_words_are_as_many_as_textstat_counts(text):
    document = Document(text)
    assert len(document.words) == textstat.lexicon_count(document.plain)


@given(texts)
@settings(max_examples=300)
def test_every_span_slices_back_to_what_it_says_and_stands_in_order(text):
    document = Document(text)
    for spans in (document.paragraphs, document.sentences, document.words, document.tokens):
        assert all(document.text[span.start : span.end] == span and span for span in spans)
        assert all(before.end <= after.start for before, after in pairwise(spans))


@given(texts)
@settings(max_examples=200)
def test_offsets_asked_for_alone_are_those_of_the_spans(text):
    document = Document(text)
    assert document.paragraph_bounds == [(p.start, p.end) for p in document.paragraphs]
    assert document.sentence_bounds == [(s.start, s.end) for s in document.sentences]
    assert document.word_starts.tolist() == [w.start for w in document.words]
    assert [document.token_bounds(at) for at in range(len(document.token_starts))] == [
        (t.start, t.end) for t in document.tokens
    ]
    assert document.forms == tuple(form(t) for t in document.tokens)
    for first in range(min(9, len(document.forms))):
        assert document.form_at(first) == document.forms[first]
        assert document.forms_between(first, first + 4) == document.forms[first : first + 4]


@given(texts)
@settings(max_examples=300)
def test_every_word_begins_in_exactly_one_sentence(text):
    document = Document(text)
    inside = [len(within(document.words, s.start, s.end)) for s in document.sentences]
    assert sum(inside) == len(document.words)
    # Only forgotten spaces make a sentence in which no word begins: "One.Two.Three" is one word to
    # textstat.
    assert all(inside) or any(
        a.end == b.start for a, b in zip(document.sentences, document.sentences[1:])
    )


@given(st.lists(st.sampled_from(PIECES)).map(" ".join))
@settings(max_examples=200)
def test_straight_and_curly_marks_give_the_same_sentences_and_words(text):
    curly, straight = Document(text), Document(straighten(text))
    for name in ("paragraphs", "sentences", "words", "tokens"):
        assert [(s.start, s.end) for s in getattr(curly, name)] == [
            (s.start, s.end) for s in getattr(straight, name)
        ]


def test_a_document_survives_pickling():
    document = pickle.loads(pickle.dumps(tokenize("One. Two.")))
    assert document.sentences == ("One.", "Two.")
    assert pickle.loads(pickle.dumps(document.sentences))[1].start == 5


@pytest.mark.timing
@pytest.mark.parametrize(
    "unit",
    [
        ".",
        '"',
        "A",
        "a",
        ". ",
        "! ",
        "A. ",
        "U.S. ",
        "a.",
        '."',
        ". . . ",
        "a\n",
        "a:\n",
        " ",
        "aa.B",
        "1,",
        "a'",
        ".)",
        "(",
        "\r\n",
        "…",
        "aa.Bb ",
        "\ud800",
        "e\u0301",
        "1. ",
        "a \t",
    ],
)
def test_time_is_linear_in_the_length_whatever_the_text(unit):
    def seconds(size):  # the best of three, since a shared machine is slow at random
        took = []
        for _ in range(3):
            document, began = Document(unit * (size // len(unit))), process_time()
            assert None not in (document.paragraphs, document.sentences)
            assert None not in (document.words, document.tokens)
            took.append(process_time() - began)
        return min(took)

    # A quadratic step makes sixteen times the text cost 256 times as much.
    assert seconds(64_000) < 100 * max(seconds(4_000), 0.0005)


def test_half_a_character_is_measured_as_any_other_sign_by_every_function():
    text = "It rained \ud83d all day. “We \udc00 act,” Ana Cruz said. “Rain \ud83d fell in May.”"
    articles = pd.DataFrame({"id": ["a", "b"], "outlet": ["A", "B"], "title": "Rain", "story": "1"})
    articles["text"] = pd.Series([text, text], dtype=object)
    whole = articles.assign(text=text.replace("\ud83d", "\ufffd").replace("\udc00", "\ufffd"))
    functions = (
        bs.measure,
        bs.keyness,
        bs.find_stories,
        lambda table: bs.measured(table).quotations,
        lambda table: bs.kwic(table, "rain*"),
        lambda table: bs.shared_quotations(bs.measured(table).quotations),
        lambda table: bs.story(table, "1").sentences,
    )
    for function in functions:
        pd.testing.assert_frame_equal(function(articles), function(whole))


def test_a_text_of_addresses_and_hashtags_keeps_the_count_of_its_words():
    document = tokenize("Write to desk@example.org or see https://example.org/a-b #BorderSecurity")
    assert len(document.words) == 7
    assert document.forms == (
        *("write", "to", "desk@example.org", "or", "see", "https://example.org/a-b"),
        *("border", "security"),
    )
    assert [document.text[token.start : token.end] for token in document.tokens] == [
        str(token) for token in document.tokens
    ]
