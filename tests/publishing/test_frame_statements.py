"""What the report says of frames: only what its table shows."""

import pandas as pd

from broadsheet.publishing.conclusions import findings

NAN = float("nan")


def said(name, table=None, **columns):
    table = pd.DataFrame(columns) if table is None else table
    return [finding.statement for finding in findings({name: table})]


def contrast(**changed):
    row = {
        "outlet": "Fox",
        "other": "Guardian",
        "frame": "War",
        "says": "no difference shown",
        "hits": 30,
        "other_hits": 10,
        "doublings": 1.0,
        "low": 0.5,
        "high": 2.0,
        "q": 0.2,
    } | changed
    return pd.DataFrame([row])


def test_a_contrast_is_shown_only_where_the_table_says_that_it_differs():
    [nothing] = said("frames_contrasts", contrast())
    assert nothing.aside and nothing.text == (
        "Terms of single frames, over all articles: one comparison of two outlets."
    )
    [shown] = said("frames_contrasts", contrast(says="these outlets differ", q=0.0001))
    assert shown.shown and shown.items == (
        "Fox uses terms of “War” 2.0 times as often as the Guardian (1.4 × to 4.0 ×; 30 terms "
        "against 10; q < .001)",
    )
    assert said("frames_contrasts", contrast(says="too few to tell", q=NAN)) == []


def test_a_contrast_is_said_of_the_outlet_that_uses_a_frame_more():
    turned = contrast(says="these articles differ", doublings=-1.0, low=-2.0, high=-0.5, q=0.01)
    [shown] = said("frames_contrasts", turned)
    assert shown.items == (
        "The Guardian uses terms of “War” 2.0 times as often as Fox (1.4 × to 4.0 ×; 10 terms "
        "against 30; q = .010)",
    )
    assert "not the outlets" in shown.caveat


def test_contrasts_with_too_few_terms_are_counted_beside_the_others():
    both = pd.concat([contrast(), contrast(frame="Aid", says="too few to tell", q=NAN)])
    [nothing] = said("frames_contrasts", both)
    assert nothing.text.endswith("one comparison of two outlets. One more has too few terms.")


def test_of_outlets_taken_together_nothing_is_said():
    table = contrast(other="117 other outlets", says="these outlets differ")
    assert said("frames_contrasts", table) == []


def test_a_difference_that_a_rival_definition_takes_away_is_named_with_it():
    [survivors] = said(
        "frames_rivals",
        frame=["War", "War", "Aid", "Aid"],
        definition=["all words", "narration only"] * 2,
        doublings=1,
        says="these articles differ",
        survives=["True", "False", "True", "True"],
    )
    assert survivors.text == (
        "Of two differences in frames, one holds under every rival definition:"
    )
    assert survivors.items == (
        "War: not shown under “narration only”",
        "Aid: shown under each of them",
    )


VOICES = pd.DataFrame(
    {
        "outlet": ["A", "A", "A", "9 other outlets"],
        "frame": ["War", "Aid", "Law", "War"],
        "unit": "articles",
        "hits": [40, 12, 9, 400],
        "value": [0.6, 0.2, 1.0, 0.9],
        "of_words": 0.2,
        "difference": [0.4, 0.0, 0.8, 0.7],
        "difference_low": [0.2, -0.1, 0.1, 0.6],
        "difference_high": [0.6, 0.2, 0.9, 0.8],
        "n": 30,
        "q": [0.01, 0.9, None, 0.001],
        "whose": ["the sources'", "no difference shown", "too few to tell", "the sources'"],
    }
)


def test_whose_frame_it_is_follows_the_table():
    [voices] = said("frames_whose", VOICES)
    assert voices.text.startswith("Frames that belong mainly to the people quoted: most of their")
    assert voices.items == (
        "“War” in A: 60 % of its terms and 20 % of all words are in quotations (difference 20 to "
        "60 percentage points; 40 terms, n = 30 articles; q = .010)",
    )
    assert voices.caveat == "Corrected for two comparisons, outlet by outlet."
    [nothing] = said("frames_whose", VOICES[1:])
    assert nothing.aside and "one comparison, outlet by outlet" in nothing.text


def test_a_frame_of_the_journalist_lies_outside_quotations():
    [voices] = said("frames_whose", VOICES[:1].assign(whose="the journalist's"))
    assert "belong mainly to journalists" in voices.text and "outside quotations," in voices.text


PAIRS = {
    "pair": ["War + Aid", "War + Law", "Aid + Law"],
    "value": [2.0, 0.9, 1.5],
    "low": [1.5, 0.6, None],
    "high": [3.0, 1.3, None],
    "n": 400,
    "both": [40, 60, 2],
    "q": [0.01, 0.7, None],
}


def test_frames_meet_more_often_than_other_pairs_where_the_table_says_so():
    says = ["more often than other pairs", "no difference shown", "too few to tell"]
    [pairs] = said("frames_together", **PAIRS, says=says)
    assert pairs.shown and pairs.items == (
        "War + Aid: 2 times as often as the other pairs suggest (1.5 to 3; in 40 of "
        "400 sentences; q = .010)",
    )
    assert pairs.text.startswith("Of two pairs of frames, one meets in one sentence more or less")
    assert pairs.caveat.endswith("One more has too few sentences in common.")


def test_frames_that_meet_as_other_pairs_do_are_one_line_and_too_seldom_none():
    says = ["no difference shown", "no difference shown", "too few to tell"]
    [nothing] = said("frames_together", **PAIRS, says=says)
    assert nothing.aside and "two pairs of frames. One more has too few" in nothing.text
    assert said("frames_together", **PAIRS, says="nothing to compare with") == []
