"""What terms.py promises: which terms may be written, what they ask of a token, and where a
document reads so.
"""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from broadsheet.lexicon.terms import HIDE, SHOW, all_reads_on, form_fits, forms_of, reads_on, term
from broadsheet.text.document import tokenize


@pytest.mark.parametrize(
    "written, forms",
    [
        ("War", ("war",)),
        ("Cross-border  crime*", ("cross", "border", "crime*")),
        ("wom?n’s rights", ("wom?n", "rights")),
        ("U.S. troops", ("u.s", "troops")),
        ("fair-*", ("fair",)),
        ("*-fair", ("fair",)),
        ("fair *", ("fair", "*")),
        ("co-* order", ("co", "*", "order")),
        ("violation of * sovereignty", ("violation", "of", "*", "sovereignty")),
    ],
)
def test_a_term_is_read_by_the_rules_of_the_text(written, forms):
    assert term(written).forms == forms


@given(st.from_regex(r"[*? ]*[a-z][a-z*? ]*", fullmatch=True))
@example(" fight  * disease*")
def test_words_with_wildcards_are_the_tokens_of_a_text(written):
    forms = tokenize(written.translate(HIDE)).forms
    assert forms_of(written) == tuple(form.translate(SHOW) for form in forms)


@pytest.mark.parametrize(
    "written, excluded, message",
    [
        ("war, peace", [], "term 'war, peace' contains ',', which cannot be part of a word"),
        ("* ?", [], "term .* contains no word: write at least one letter or digit"),
        ("attack", ["heart (attack)"], r"term 'heart \(attack\)' contains '\('"),
        ("U^S", [], r"term 'U\^S' contains '\^', which cannot be part of a word"),
        ("^ US", [], r"term '\^ US' contains '\^'"),
        ("C#", [], "term 'C#' contains '#'"),
        (
            "US",
            ["^US Open"],
            r"excluded by '\^US Open': an exclusion applies in any case, leave out",
        ),
        (
            "heart attack",
            ["heart"],
            "term 'heart attack' is excluded by 'heart', which is shorter: write the phrase",
        ),
    ],
)
def test_a_term_that_could_not_mean_what_it_says_is_an_error(written, excluded, message):
    with pytest.raises(ValueError, match=message):
        term(written, excluded)


@pytest.mark.parametrize(
    "form, pattern, wanted",
    [
        ("war", "war", True),
        ("war", "war*", True),
        ("warred", "war*", True),
        ("won't", "won", False),
        ("woman", "wom?n", True),
        ("womn", "wom?n", False),
        ("prewar", "*war", True),
    ],
)
def test_a_star_is_any_rest_and_a_question_mark_one_letter(form, pattern, wanted):
    assert form_fits(form, pattern) is wanted


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("the rule of law", True),
        ("the “rule” of law", True),
        ("the rule-of-law", True),
        ("the rule, of law", False),
        ("the rule — of law", False),
        ("the rule\nof law", False),
        ("the rule. Of law", False),
    ],
)
def test_a_phrase_reads_on_within_a_sentence_and_across_no_comma(text, wanted):
    assert all_reads_on(tokenize(text), 1, 4) is wanted


@pytest.mark.parametrize(
    "gap", [" ", "  ", "-", "\N{NON-BREAKING HYPHEN}", " “", "” ", "/", " & ", "’ "]
)
def test_blanks_hyphens_and_quotation_marks_part_nothing(gap):
    assert reads_on(tokenize(f"climate{gap}change"), 0)


@pytest.mark.parametrize(
    "gap",
    [", ", ". ", "; ", ": ", " (", ") ", " – ", "—", " - ", "--", "\n", "! ", "? ", "…", " • "],
)
def test_a_comma_a_bracket_a_dash_a_line_and_the_end_of_a_sentence_part_tokens(gap):
    assert not reads_on(tokenize(f"Climate{gap}Change is near."), 0)


def test_a_weight_changes_nothing_but_the_weight():
    assert term("war", weight=-0.5) == term("war")._replace(weight=-0.5) and term("war").weight == 1


def test_a_term_may_be_excluded_by_a_phrase_as_long_as_itself():
    assert term("court*", ["courte*"]).excluded == (("courte*",),)


def test_each_phrase_that_excludes_is_held_against_the_term():
    with pytest.raises(ValueError, match="excluded by 'attack', which is shorter"):
        term("heart attack", ["heart attack victim", "attack"])


def test_what_parts_only_the_last_two_words_parts_a_phrase():
    assert all_reads_on(tokenize("rule of law"), 0, 3)
    assert not all_reads_on(tokenize("rule of, law"), 0, 3)


def test_a_caret_belongs_to_the_word_behind_it():
    assert term("^US-backed ^Turk* force").cased == ("US", "", "Turk*", "")
    assert term("^US’s").cased == ("US",) and term("us").cased == ()
    assert term("^US").forms == term("US").forms and term("^US") != term("^Us") != term("us")
