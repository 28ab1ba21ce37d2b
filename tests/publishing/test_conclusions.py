"""What tables show, in plain sentences: hand-worked tables, and nothing that raises on a spoilt
one.
"""

import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.paths import FIGURES
from broadsheet.publishing.conclusions import RULES, findings, scope

NAN = float("nan")
# counts of what is here, with no interval; the score of a word has a q alone
NO_ESTIMATE = ("coverage", "keyness", "omissions", "trend")


def told(name, **columns):
    return [found.statement for found in findings({name: pd.DataFrame(columns)})]


def many(outlet, values):
    return pd.DataFrame({"outlet": outlet, "n": 20, "value": values, "low": NAN, "high": NAN})


def contrast(**changed):
    row = {
        "outlet": "Fox",
        "other": "HuffPost",
        "frame": "War",
        "says": "no difference shown",
        "hits": 30,
        "other_hits": 10,
        "doublings": 1.0,
        "low": -0.5,
        "high": 2.0,
        "corrected_low": -1.0,
        "corrected_high": 3.0,
        "comparisons": 12,
        "n": 40,
        "other_n": 50,
        "q": 0.2,
    } | changed
    return pd.DataFrame([row])


def test_two_articles_are_named_with_interval_and_n_and_nothing_is_said_of_their_outlets():
    [one] = told(
        "readability", outlet=["A", "B"], n=[25, 7], value=[10, 14], low=[9, 13], high=[11, 15]
    )
    assert one.text == (
        "The article of B reads at grade 14 (95 % interval 13 to 15; n = 7 sentences) and that of "
        "A at 10 (9 to 11; n = 25 "
        "sentences). They are 4 grades apart (2.6 to 5.4): these two articles differ, which says "
        "nothing of their outlets."
    )
    assert one.shown  # 4 ± the root of 1 + 1


def test_two_articles_whose_difference_may_be_none_show_none():
    [one] = told(
        "readability", outlet=["A", "B"], n=[25, 7], value=[10, 11], low=[9, 10], high=[11, 12]
    )
    assert (
        one.text.endswith("They are 1 grades apart (−0.41 to 2.4): no difference is shown.")
        and not one.shown
    )


def test_an_article_that_quotes_nobody_has_no_interval_and_so_no_difference():
    [one] = told(
        "quoted_share",
        outlet=["A", "B"],
        n=[25, 7],
        value=[0.17, 0],
        low=[0.05, NAN],
        high=[0.31, NAN],
    )
    assert one.text == (
        "The article of A gives 17 % of its words to quotation (95 % interval 5 % to 31 %; n = 25 "
        "sentences) and that of B 0 % "
        "(no interval can be drawn; n = 7 sentences). Whether they differ cannot be told: one has "
        "no interval."
    )
    assert one.shown is False


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (29, "these articles differ, which says nothing of their outlets."),
        (30, "these outlets differ, as far as their articles were drawn by a rule."),
    ],
)
def test_of_outlets_something_is_said_from_thirty_articles_of_each(n, said):
    table = pd.concat([many("A", [10.0] * n), many("B", [14.0] * 40)])
    [one] = [found.statement for found in findings({"readability": table})]
    assert one.text == (
        f"The median article of B reads at grade 14 (95 % interval 14 to 14; n = 40 articles) and "
        f"that of A at 10 (10 to 10; "
        f"n = {n} articles). They are 4 grades apart (4 to 4): {said}"
    )


def test_of_several_outlets_all_pairs_are_compared_and_corrected_for():
    table = pd.concat([many("A", [10.0, 11, 12] * 10), many("B", [10.0, 11, 12] * 10)])
    table = pd.concat([table, many("C", [14.0, 15, 16] * 10)])
    [one] = [found.statement for found in findings({"readability": table})]
    assert one.text.endswith(
        "that of A at 11 (10 to 12; n = 30 articles); that of B at 11 (10 to 12; n = 30 articles). "
        "A difference is shown in 2 of 3 pairs, with intervals corrected for 3 comparisons:"
    )
    # Two of three are shown, at the level .05 · 2 / 3: arms of the root of 1 + 1, 2.13 / 1.96 as
    # long.
    assert one.shown and one.items == (
        "C and A, 4 grades apart (2.5 to 5.5): these outlets differ",
        "C and B, 4 grades apart (2.5 to 5.5): these outlets differ",
    )
    assert (
        one.caveat
        == "Where it is outlets, that holds as far as their articles were drawn by a rule."
    )


def test_of_pairs_that_show_nothing_the_farthest_is_told():
    table = pd.concat([many(name, [9.0, 10, 11] * 10) for name in "ABC"])
    [one] = [found.statement for found in findings({"readability": table})]
    assert one.shown is False and one.text.endswith(
        "In none of 3 pairs is a difference shown, with intervals corrected for 3 comparisons; the "
        "farthest, A and B, are 0 grades apart (−1.7 to 1.7)."
    )


def test_of_over_six_outlets_those_with_most_articles_are_told_and_the_rest_is_context():
    grades = [grade - 1 for grade in (10, 11, 12)] * 10
    table = pd.concat(
        [many(name, grades * (1 + (name != "H"))) for name in "ABCDEFH"]
        + [many("117 other outlets", [30.0] * 400)]
    )
    [one] = [found.statement for found in findings({"readability": table})]
    assert "the 6 with most articles of 7. In none of 15 pairs" in one.text
    assert "other outlets" not in one.text and "of H " not in one.text


def test_thirty_articles_on_a_few_stories_are_no_evidence_of_outlets():
    stories = [f"{number}" for number in [*range(6)] * 10]
    far, near = ([10.0] * 60, [14.0] * 60)
    table = pd.concat([many("A", far).assign(story=stories), many("B", near).assign(story=stories)])
    [one] = [found.statement for found in findings({"readability": table})]
    assert one.text.endswith("these articles differ, which says nothing of their outlets.")
    without = table.assign(story="")
    [one] = [found.statement for found in findings({"readability": without})]
    assert "these outlets differ" in one.text


@pytest.mark.parametrize("figure", ["frames_contrasts", "within_grade"])
def test_of_outlets_taken_together_nothing_is_said(figure):
    row = contrast(other="117 other outlets", says="these outlets differ", corrected_low=0.5)
    row = row.assign(stories=40, difference=5.0)
    assert findings({figure: row}) == []


def test_under_six_articles_of_an_outlet_no_interval_is_drawn():
    [one] = [
        found.statement
        for found in findings(
            {"readability": pd.concat([many("A", [9.0, 10, 11]), many("B", [13.0, 14, 15])])}
        )
    ]
    assert one.text.count("no interval can be drawn") == 2 and one.text.endswith(
        "one has no interval."
    )


def test_one_outlet_alone_is_compared_with_nothing():
    [one] = told("readability", outlet=["A"], n=[25], value=[10], low=[9], high=[11])
    assert one.text.endswith("There is nothing to compare it with.") and not one.shown


WOMEN = {
    "outlet": ["A", "A", "B"],
    "other": ["B", "C", "C"],
    "share": [0.1, 0.1, 0.4],
    "other_share": [0.4, 0.2, 0.2],
    "difference": [-0.3, -0.1, 0.2],
    "low": [-50, -30, -10],
    "high": [-10, 10, 50],
    "people": [40, 40, 30],
    "other_people": [30, 4, 4],
    "articles": [35, 35, 31],
    "other_articles": [31, 3, 3],
    "q": [0.012, None, None],
}
TOO_FEW = "too few people to tell"


def test_women_are_compared_between_outlets_and_never_with_men():
    [one] = told("women_between_outlets", **WOMEN, says=["these outlets differ", TOO_FEW, TOO_FEW])
    assert one.shown and one.text == (
        "Outlets differ in the share of people’s quoted words that they give to women, as far as "
        "pronouns tell, 1 of 1 pair:"
    )
    assert one.items == (
        "B 40 % and A 10 %, 30 percentage points apart (95 % interval 10 to 50; n = 30 people "
        "against 40, in 31 articles against 35; q = .012): these outlets differ",
    )
    assert one.caveat.endswith("2 of 3 pairs quote too few people to tell.")


def test_a_difference_in_women_that_is_not_shown_is_told_as_such():
    says = ["no difference shown", TOO_FEW, TOO_FEW]
    [none] = told("women_between_outlets", **WOMEN, says=says)
    assert none.shown is False and "The largest difference: B 40 % and A 10 %" in none.text
    [few] = told("women_between_outlets", **WOMEN, says=TOO_FEW)
    assert few.shown is None and "cannot be told: of 3 pairs none" in few.text


def test_a_contrast_is_shown_only_where_the_table_says_that_it_differs():
    [none] = [found.statement for found in findings({"frames_contrasts": contrast()})]
    assert none.shown is False and none.text == (
        "No difference is shown in 1 comparison of two outlets, frame by frame. The largest: Fox "
        "against HuffPost, terms of War 2.0 × as often (95 % interval 0.71 × to 4.0 ×, corrected "
        "for 12 comparisons 0.50 × to 8.0 ×; 30 terms against 10, n = 40 articles against 50; "
        "q = .2)."
    )
    shown = contrast(says="these outlets differ", low=0.5, corrected_low=0.25, q=0.0001)
    [some] = [found.statement for found in findings({"frames_contrasts": shown})]
    assert some.shown and some.items == (
        "Fox against HuffPost, terms of War 2.0 × as often (95 % interval 1.4 × to 4.0 ×, "
        "corrected for 12 comparisons 1.2 × to 8.0 ×; 30 terms against 10, n = 40 articles "
        "against 50; q < .001): these outlets differ",
    )
    few = contrast(says="too few to tell", q=NAN, corrected_low=NAN, corrected_high=NAN)
    [few] = [found.statement for found in findings({"frames_contrasts": few})]
    assert (
        not few.shown
        and "The largest" not in few.text
        and few.text.endswith("1 of the 1 contrasts have too few terms to tell.")
    )


def test_a_difference_that_a_rival_definition_takes_away_is_named_with_it():
    table = pd.DataFrame(
        {
            "frame": ["War", "War", "Aid", "Aid"],
            "definition": ["all words", "narration only"] * 2,
            "doublings": 1,
            "low": 0.5,
            "high": 2,
            "says": "these articles differ",
            "survives": ["True", "False", "True", "True"],
        }
    )
    [one] = [found.statement for found in findings({"frames_rivals": table})]
    assert one.text == (
        "Of 2 differences between the two outlets that the figure is of, 1 is shown again under "
        "every rival definition:"
    )
    assert one.items == (
        "War: 2.0 × as often (95 % interval 1.4 × to 4.0 ×); not shown again under “narration "
        "only”",
        "Aid: 2.0 × as often (1.4 × to 4.0 ×); shown again under each",
    )


def test_whose_frame_it_is_follows_the_table():
    table = pd.DataFrame(
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
    [one] = [found.statement for found in findings({"frames_whose": table})]
    assert one.text == (
        "Frames that are rather the sources’ than the journalist’s, with more than half of their "
        "terms in quotations, 1 of 2, outlet by outlet:"
    )
    assert one.items == (
        "War in A, 60 % of its terms in quotations and 20 % of all words, 40 percentage points "
        "more (95 % interval 20 to 60; 40 terms, n = 30 articles; q = .01)",
    )
    [none] = [found.statement for found in findings({"frames_whose": table[1:]})]
    assert not none.shown and "Of none of 1 frames" in none.text


def test_a_frame_of_the_journalist_is_told_by_how_much_less_of_it_is_quoted():
    [one] = told(
        "frames_whose",
        outlet=["A"],
        frame="War",
        unit="paragraphs",
        hits=40,
        value=0.1,
        of_words=0.3,
        difference=-0.2,
        difference_low=-0.3,
        difference_high=-0.1,
        n=25,
        q=0.03,
        whose="the journalist's",
    )
    assert one.items[0].endswith(
        "20 percentage points less (95 % interval 10 to 30; 40 terms, n = 25 paragraphs; q = .03)"
    )
    assert "more than half of their terms outside quotations" in one.text


PAIRS = {
    "pair": ["War + Aid", "War + Law", "Aid + Law"],
    "unit": "articles",
    "value": [2.0, 0.9, 1.5],
    "low": [1.5, 0.6, None],
    "high": [3.0, 1.3, None],
    "n": 400,
    "both": [40, 60, 2],
    "clusters": 30,
    "q": [0.01, 0.7, None],
}


def test_frames_meet_more_often_than_other_pairs_where_the_table_says_so():
    says = ["more often than other pairs", "no difference shown", "too few to tell"]
    [one] = told("frames_together", **PAIRS, says=says)
    assert one.shown and one.items == (
        "War + Aid, 2 times as often as the other pairs lead one to expect (95 % interval 1.5 to "
        "3; in 40 of 400 sentences, n = 30 articles; q = .01)",
    )
    assert "1 of 2 pairs:" in one.text and one.caveat.endswith(
        "1 of 3 pairs meet too seldom to tell."
    )


def test_frames_that_meet_as_other_pairs_do_or_too_seldom_show_nothing():
    says = ["no difference shown", "no difference shown", "too few to tell"]
    [none] = told("frames_together", **PAIRS, says=says)
    assert none.shown is False and "The most frequent: War + Law" in none.text
    [few] = told("frames_together", **PAIRS, says="nothing to compare with")
    assert few.shown is None and "cannot be told: of 3 pairs none" in few.text


def test_a_word_is_told_with_its_articles_its_z_and_its_q():
    words = {
        "outlet": ["A"],
        "word": ["strike"],
        "count": [30],
        "rest": [5],
        "articles": [12],
        "z": [3.0],
    }
    [one] = told("keyness", **words, q=[0.03])
    assert one.shown and one.items == (
        "A: “strike” (30 times in 12 articles, elsewhere 5 times; z 3, q = .03)",
    )
    [none] = told("keyness", **words, q=[0.06])
    assert not none.shown and none.text.endswith("z 3, q = .06).")


def test_the_others_taken_together_are_no_outlet_of_which_words_are_told():
    assert (
        told(
            "keyness",
            outlet=["9 other outlets"],
            word=["strike"],
            count=[30],
            rest=[5],
            articles=[12],
            z=[3],
            q=[0.01],
        )
        == []
    )


def versions(**columns):
    columns = {"quote": 1, "panel": "1. We act", "outlet": ["A", "B"], "given_to": ""} | columns
    [statement] = told("shared_quotations", **columns)
    return statement


def test_a_statement_given_to_different_people_is_named_with_whom_each_outlet_names():
    said = versions(speaker=["Ana Cruz", "Bo Lee"], given_to="different people")
    assert said.text.endswith("and 1 of these is given to different people:")
    assert (
        said.items == ("“We act”: Ana Cruz in A and Bo Lee in B",) and "read these" in said.caveat
    )
    assert said.shown is None


def test_statements_given_to_one_person_are_counted_and_unnamed_ones_claim_nothing():
    one = versions(speaker="Ana Cruz", given_to="one person")
    assert one.text.endswith("and none of these is given to different people.") and not one.items
    unnamed = versions(speaker=["Ana Cruz", None])
    assert unnamed.text == "Several outlets print 1 statement with the same words."


def test_the_scope_says_of_how_many_articles_and_that_few_say_nothing_of_an_outlet():
    assert scope({}) == ""
    assert scope(
        {"page_parts": pd.DataFrame({"outlet": ["A"] * 30, "words": 9, "measured": True})}
    ).endswith("say how they were drawn.")


def test_the_seeds_have_a_finding_for_each_rule_that_has_something_to_say():
    tables = {
        path.stem: pd.read_csv(path, dtype=str, keep_default_na=False)
        for path in (FIGURES / "seeds").glob("*.csv")
    }
    every = findings(tables)
    # no difference is there to be tried again, two outlets that share one story have no frames to
    # be compared within, they print no statement in the same words and quote too few people
    silent = {"frames_rivals", "within_frames", "shared_quotations", "women_between_outlets"}
    assert {found.figure for found in every} == set(RULES) - silent
    assert not any(found.statement.shown for found in every)  # two articles
    for found in every:
        said = " ".join((found.statement.text, *found.statement.items))
        estimated = found.figure not in NO_ESTIMATE and "cannot be told" not in said
        assert not estimated or ("interval" in said and re.search(r"\bn = \d", said)), said


NUMBERS = st.one_of(
    st.floats(),
    st.integers(-(10**9), 10**9),
    st.floats(0, 1),
    st.sampled_from([None, "", "many", "inf", "1e308", "3"]),
)
WORDS = st.sampled_from(
    [
        "",
        None,
        7,
        "A",
        "B",
        "C {}",
        "9 other outlets",
        "A (n = 3)",
        "A (n = 1,234)",
        "she",
        "he",
        "named person",
        "all words",
        "narration only",
        "False",
        "these outlets differ",
        "too few to tell",
        "the sources'",
        "the journalist's",
        "articles",
        "Framing terms per 1,000 words",
    ]
)


@st.composite
def spoilt(draw):
    """A table as a run saves it, with any cells, and now and then without a column."""
    name = draw(st.sampled_from([*RULES, "page_parts"]))
    _, text, numbers, _ = RULES.get(name, ("", "outlet", "words", None))
    text = text.replace("?", "")
    kinds = {**dict.fromkeys(text.split(), WORDS), **dict.fromkeys(numbers.split(), NUMBERS)}
    gone = draw(st.sampled_from([*kinds, *[""] * 40]))
    rows = draw(st.lists(st.fixed_dictionaries(kinds), max_size=7))
    return {
        name: pd.DataFrame(rows, columns=[*kinds], dtype=object).drop(columns=gone, errors="ignore")
    }


@settings(max_examples=200)
@given(spoilt())
def test_no_table_makes_it_raise(tables):
    for found in findings(tables):
        words = " ".join((found.statement.text, *found.statement.items, found.statement.caveat))
        assert (
            found.statement.text
            and found.statement.shown in (True, False, None)
            and not re.search(r"\bnan\b", words)
        )
    assert isinstance(scope(tables), str)


def test_a_missing_column_leaves_one_sentence_out():
    whole = {"outlet": ["A"], "n": [25], "value": [10], "low": [9], "high": [11]}
    without = {name: column for name, column in whole.items() if name != "low"}
    both = {"readability": pd.DataFrame(whole), "quoted_share": pd.DataFrame(without)}
    assert [found.figure for found in findings(both)] == ["readability"]


def within(**columns):
    ends = {"corrected_low": -9, "corrected_high": 9, "comparisons": 4}
    table = pd.DataFrame({"outlet": "A", "other": "B", **ends, **columns}, index=[0])
    [found] = findings({"within_grade": table})
    return found.statement


def test_a_difference_within_stories_is_said_of_the_higher_whoever_comes_first():
    said = within(
        stories=12,
        difference=-2.5,
        low=-3.5,
        high=-1.5,
        corrected_low=-4,
        corrected_high=-1,
        q=0.01,
        says="A lower on these stories",
    )
    assert said.shown
    assert said.items == (
        "B is harder to read than A, by 2.5 grades (95 % interval 1.5 to 3.5, corrected for 4 "
        "comparisons 1 to 4; n = 12 stories; q = .01)",
    )


def test_no_difference_within_stories_and_too_few_stories_are_two_things():
    none = within(stories=9, difference=0.1, low=-1, high=1, q=0.9, says="no difference shown")
    assert none.shown is False and "no difference in reading grade is shown" in none.text
    few = within(stories=2, difference=3, low=None, high=None, q=None, says="too few")
    assert few.shown is None and few.text.endswith(
        "no two share more than 2 stories, and it takes 6."
    )


def test_each_article_without_a_story_counts_as_a_story_of_its_own():
    [said] = told(
        "coverage",
        story=["1", "1", NAN, NAN, NAN],
        outlet=["A", "B", "A", "A", "B"],
        first=[True, False, True, True, True],
        outlets=[2, 2, 1, 1, 1],
    )
    assert said.text.startswith("More than one outlet reported 1 of 4 stories:")


def test_no_story_in_common_is_said_in_one_sentence():
    [said] = told("coverage", story=[NAN, NAN], outlet=["A", "B"], first=True, outlets=1)
    assert said.text == "No story was reported by more than one outlet." and not said.caveat
