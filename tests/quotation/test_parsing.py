"""The subjects of verbs, and where the sentences of a paragraph end."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.quotation.marks import quoted_stretches
from broadsheet.quotation.parsing import CHUNK, LONGEST_SENTENCE, NOBLE, PHRASE, Paragraph, events
from broadsheet.quotation.tagging import ALPHABET
from broadsheet.text.document import tokenize


def paragraph(text: str) -> Paragraph:
    return Paragraph(
        text, 0, len(text), [stretch[:2] for stretch in quoted_stretches(tokenize(text))]
    )


def subjects(text: str) -> dict[str, str]:
    """The subject of each verb of a text."""
    p = paragraph(text)
    return {
        p.word(event.verb): text[p.starts[event.first] : p.end(event.last - 1)]
        for start, end in zip([0, *p.bounds], p.bounds)
        for event in p.events(start, end)
    }


SUBJECTS = {
    "beside it": ("Lind said no.", "Lind"),
    "behind it": ("It rains, said Lind, who farms.", "Lind, who farms"),
    "behind it, with an apposition": ("It rains, said Lind, a farmer.", "Lind, a farmer"),
    "in a clause of its own": ("The rain, Lind said, fell.", "Lind"),
    "across an apposition": ("Lind, a farmer from Skara, said no.", "Lind, a farmer from Skara"),
    "across an age": ("Lind, 65, said no.", "Lind, 65"),
    "across a relative clause": ("Lind, who farms in Skara, said no.", "Lind, who farms in Skara"),
    "across a participle": ("Lind, speaking in Skara, said no.", "Lind, speaking in Skara"),
    "across a party and state": ("Lind (D-Maine) said no.", "Lind (D-Maine)"),
    "across a day": ("Lind on Tuesday said no.", "Lind"),
    "across auxiliaries and adverbs": ("Lind has also said no.", "Lind"),
    "with what is of it": (
        "The head of the office of the mayor said no.",
        "The head of the office of the mayor",
    ),
    "with where it stands": ("The man in the red hat said no.", "The man in the red hat"),
    "with whom it speaks for": ("On Monday a spokesman for Lind said no.", "a spokesman for Lind"),
    "two": ("Lind and Berg said no.", "Lind and Berg"),
    "two, both": ("Lind and Berg both said no.", "Lind and Berg"),
    "behind a preposition and a comma": ("In Skara, Lind said no.", "Lind"),
    "behind a subordinate clause": ("When Berg asked, Lind said no.", "Lind"),
    "behind a participle": ("Asked about rain, Lind said no.", "Lind"),
    "of the verb before": ("Lind spoke and said no.", "Lind"),
    "of its own clause": ("Lind spoke, but Berg said no.", "Berg"),
}


@pytest.mark.parametrize("text, wanted", SUBJECTS.values(), ids=SUBJECTS)
def test_said_has_its_subject(text, wanted):
    assert subjects(text)["said"] == wanted


@pytest.mark.parametrize(
    "text, verb, wanted",
    [
        ("Lind met Berg, saying it rained.", "saying", "Lind"),  # the main clause
        ("Lind issued a statement saying no.", "saying", "Lind"),  # nobody is a statement
        ("Footage of Lind saying no was shown.", "saying", "Footage of Lind"),
        ("The plan was described by Lind as slow.", "described", "Lind"),  # the agent of a passive
        ("A boat of Lind was praised by Berg.", "praised", "Berg"),
        ("Lind left town. Berg stayed.", "stayed", "Berg"),
        # After a clause whose verb is not known, "said Lind" at the end is taken for "It rains …
        # said".
        pytest.param("It rains, said Lind.", "said", "Lind", marks=pytest.mark.xfail(strict=True)),
        pytest.param(
            "The mayor, whom Berg praised, said no.",
            "said",
            "The mayor",
            marks=pytest.mark.xfail(strict=True),
        ),
        pytest.param(
            "Lind — as she often does — said no.",
            "said",
            "Lind",
            marks=pytest.mark.xfail(strict=True),
        ),
    ],
)
def test_other_verbs_have_their_subjects(text, verb, wanted):
    assert subjects(text)[verb] == wanted


@pytest.mark.parametrize(
    "text, verb, level",
    [
        ("Lind said no.", "said", 3),
        ("Lind called Berg.", "called", 2),
        ("Lind walked home.", "walked", 1),
        ("Lind tried to say no.", "say", 2),
        ("Lind tried to call Berg.", "call", 1),
    ],
)
def test_verbs_weigh_as_strongly_as_they_report_and_less_after_to(text, verb, level):
    p = paragraph(text)
    assert [event.level for event in p.events(0, len(p.tags)) if p.word(event.verb) == verb] == [
        level
    ]


def test_a_relative_pronoun_has_its_antecedent():
    [event] = [event for event in events("DnWVD.", 0, 6) if event.verb == 3]
    assert (event.first, event.last, event.antecedent) == (2, 3, (0, 2))


@pytest.mark.parametrize(
    "tags, behind, wanted",
    [
        ("R", ".", "R"),  # said she
        ("N", ".", "N"),  # said Roe
        ("NCN", ".", "NCN"),  # said Roe and Lind
        ("NCN", "V", "N"),  # said Roe and Lind stayed
        ("DnPDAn", ",", "DnPDAn"),  # said a man in the red hat
        ("NPM", ".", "N"),  # said Roe in May
        ("N,Wv", ",", "N,Wv"),  # said Roe, who farms,
        ("N,Dn", ".", "N,Dn"),  # said Roe, a farmer
        ("N,Dn,n", ".", "N,Dn,n"),  # said Roe, a farmer, 65
        ("N,Dn", ",G", "N,Dn"),  # said Roe, a farmer, adding
        ("D", ".", "D"),  # said another
    ],
)
def test_a_subject_after_its_verb_is_a_phrase_with_its_apposition(tags, behind, wanted):
    match = re.compile(NOBLE, re.VERBOSE).match(tags + behind)
    assert match and match[0].rstrip(",") == wanted


@pytest.mark.parametrize(
    "tags, wanted",
    [
        ("R", "R"),  # she
        ("DvnN", "DvnN"),  # the elected senator Roe
        ("NNp", "NNp"),  # John Roe (R-Tex.)
        ("nFDnPn", "nFDnPn"),  # head of the office for rain
        ("NCNPN", "NCNPN"),  # Roe and Lind of Skara
        ("DV", "D"),  # both said
    ],
)
def test_the_head_of_a_noun_phrase_comes_last_and_a_phrase_may_be_two(tags, wanted):
    match = re.match(PHRASE, tags)
    assert match and match[0] == wanted


@pytest.mark.parametrize(
    "tags, group",
    [
        ("N", "noun_phrase"),
        ("xAV", "verb"),  # has also said
        ("IV", "verb"),  # to say
        ("PMe", "verb"),  # on Tuesday is
        ("x", "verb"),  # does
        ("yN", "agent"),  # by Roe
        (",", "other"),
    ],
)
def test_a_chunk_is_a_noun_phrase_a_verb_an_agent_or_one_letter(tags, group):
    match = CHUNK.fullmatch(tags)
    assert match and match.lastgroup == group


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("Lind left. Berg stayed.", ["Lind left.", "Berg stayed."]),
        ("Lind (Sen. Berg too) left.", ["Lind (Sen. Berg too) left."]),
        ('"It rains." Lind left.', ['"It rains."', "Lind left."]),
        ('"It rains," said Lind.', ['"It rains," said Lind.']),
        ('"It rains!" said Lind.', ['"It rains!" said Lind.']),  # lower case goes on
        ('Lind left. "It rains."', ["Lind left.", '"It rains."']),
    ],
)
def test_a_sentence_ends_at_a_full_stop_also_inside_a_quotation_unless_lower_case_follows(
    text, wanted
):
    p = paragraph(text)
    assert [text[p.starts[a] : p.end(b - 1)] for a, b in zip([0, *p.bounds], p.bounds)] == wanted
    assert all(
        p.sentence(at) == (a, b) for a, b in zip([0, *p.bounds], p.bounds) for at in range(a, b)
    )


def test_a_list_without_full_stops_is_cut():
    p = paragraph("rain " * 500)
    assert max(b - a for a, b in zip([0, *p.bounds], p.bounds)) == LONGEST_SENTENCE


def test_a_paragraph_without_a_noun_outside_quotations_names_nobody():
    assert not paragraph('"It rains." "No," was said.').names_somebody
    assert paragraph('"It rains," rain said.').names_somebody


@given(st.text("".join(word_class.letter for word_class in ALPHABET), max_size=60), st.data())
@settings(max_examples=300)
def test_no_letters_raise_and_subjects_lie_within_them(tags, data):
    start = data.draw(st.integers(0, len(tags)))
    for event in events(tags, start, len(tags)):
        assert start <= event.verb < len(tags) and 0 <= event.first < event.last <= len(tags)


@pytest.mark.timing
@pytest.mark.parametrize(
    "unit",
    [
        "N",
        "n",
        "D",
        "NV",
        ",N",
        "NC",
        "nP",
        "nF",
        "N,W",
        "M",
        "PM",
        "xA",
        "Q",
        ",VN",
        "N,Dn",
        "(",
        "WV",
    ],
)
def test_work_grows_with_the_length_of_the_sentence(unit):
    def seconds(size):
        tags = unit * (size // len(unit))
        began = time.process_time()
        events(tags, 0, len(tags))
        return time.process_time() - began

    # Four times the letters: quadratic work would take sixteen times as long.
    assert min(seconds(8_000), seconds(8_000)) < 8 * min(seconds(2_000) for _ in range(3)) + 0.02
