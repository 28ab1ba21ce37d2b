"""Who is one person, at the edges of the rules: articles counted by hand.

Whole corpora stand in test_people.py.
"""

from collections import Counter

import pandas as pd
import pytest

from broadsheet.comparison.census import (
    ALONE,
    AS_NAMED,
    COMMON,
    FORM,
    FREQUENT,
    FREQUENT_IN_STORY,
    IN_STORY,
    NICKNAME,
    ONLY,
    SEVERAL,
    TITLED,
    UNLIKELY,
    Census,
    Form,
    Person,
    chosen,
    pronoun_of,
)
from broadsheet.comparison.person_names import parts_of


def census(*quoted):
    """The people of a corpus: each name as often as articles quote it, and what else is known of
    all these. The articles are "Ana Cruz 1", "Ana Cruz 2" and so on.
    """
    rows = []
    for times, name, *known in quoted:
        known = {"story": None, "pronoun": None, "title": "", **(known[0] if known else {})}
        rows += [{"id": f"{name} {n}", "speaker": name, **known} for n in range(1, times + 1)]
    return Census(pd.DataFrame(rows))


def who(people, name):
    return people.who(f"{name} 1", name)


@pytest.mark.parametrize(
    "counts, place",
    [
        ([], None),
        ([1], 0),
        ([3, 1], 0),
        ([1, 3], 1),
        ([2, 1], None),
        ([5, 2], None),
        ([6, 2], 0),
        ([9, 3, 1], 0),
        ([9, 1, 4], None),
    ],
)
def test_of_several_the_one_is_chosen_whom_three_times_as_many_articles_quote(counts, place):
    people = [Person() for _ in counts]
    assert chosen(dict(zip(people, counts))) is (None if place is None else people[place])


def form(name, **pronouns):
    return Form(parts_of(name), pronouns=Counter(pronouns))


@pytest.mark.parametrize(
    "forms, pronoun",
    [
        ([form("Donald Roe")], "he"),  # by the first name
        ([form("Donald Roe", he=1)], "he"),
        ([form("Donald Roe", she=2)], ""),  # two slips, or a woman: neither tells
        ([form("Donald Roe", she=3)], "she"),
        ([form("Donald Roe", she=1, he=1)], "he"),
        ([form("Donald Roe", she=2, he=1)], ""),
        ([form("Roe")], ""),
        ([form("Donald")], ""),  # may be a surname
        ([form("Roe", she=1)], "she"),
        ([form("Roe", she=1, they=1)], ""),
        ([form("Donald Roe"), form("Jane Roe")], ""),
        ([form("Donald Roe"), form("Jane Roe", she=1)], "she"),
        ([form("Roe", he=1), form("Donald Roe", he=1)], "he"),
    ],
)
def test_a_pronoun_is_that_of_most_articles_or_of_the_first_name(forms, pronoun):
    assert pronoun_of(forms) == pronoun


@pytest.mark.parametrize(
    "quoted, shown",
    [
        ([(1, "Ana Cruz"), (1, "Ana M. Cruz")], "Ana Cruz"),  # the fewest words
        ([(1, "Ana Cruz"), (2, "Ana M. Cruz")], "Ana M. Cruz"),  # the most articles
        ([(3, "Ana M. Cruz"), (1, "Ana Cruz")], "Ana M. Cruz"),
        ([(1, "Hal Brandt"), (1, "Hal Brandt Jr.")], "Hal Brandt"),
        (
            [(1, "Claudia Pardo"), (1, "Claudia Sheinbaum"), (1, "Claudia Sheinbaum Pardo")],
            "Claudia Sheinbaum",  # with which the fullest begins
        ),
        ([(3, "ANA CRUZ"), (1, "Ana Cruz")], "Ana Cruz"),
        ([(3, "Jose Nunez"), (1, "José Núñez")], "José Núñez"),
        ([(2, "President Ana Cruz"), (1, "Ana Cruz")], "Ana Cruz"),
        ([(1, "Jean Paul Roe"), (2, "Jean-Paul Roe")], "Jean-Paul Roe"),
    ],
)
def test_a_person_goes_by_the_commonest_form_in_its_best_spelling(quoted, shown):
    people = census(*quoted)
    assert {people.who(f"{name} 1", name)[0] for _, name in quoted} == {shown}


@pytest.mark.parametrize(
    "bare, juniors, are_two", [(2, 1, False), (3, 1, True), (5, 2, False), (6, 2, True)]
)
def test_a_junior_is_another_where_the_bare_name_is_three_times_as_frequent(bare, juniors, are_two):
    people = census((bare, "Hal Brandt"), (juniors, "Hal Brandt Jr."))
    assert (who(people, "Hal Brandt Jr.")[0] == "Hal Brandt Jr.") == are_two


def test_a_surname_with_a_suffix_is_the_juniors_and_one_without_is_not():
    people = census((3, "Hal Brandt"), (1, "Hal Brandt Jr."), (1, "Brandt Jr."), (1, "Brandt"))
    assert who(people, "Brandt Jr.") == ("Hal Brandt Jr.", ONLY)
    assert who(people, "Brandt") == ("Hal Brandt", ONLY)
    alone = census((1, "Hal Brandt Jr."), (1, "Brandt"))
    assert who(alone, "Brandt") == ("Hal Brandt Jr.", ONLY)
    others = census((1, "Hal Brandt"), (1, "Brandt Jr."))
    assert who(others, "Brandt Jr.") == ("Brandt Jr.", ALONE)


@pytest.mark.parametrize(
    "usual, rule",
    [(3, ONLY), (4, ALONE)],  # one form of four others is a slip
)
def test_a_middle_name_is_a_surname_unless_it_stands_in_a_slip(usual, rule):
    people = census((usual, "Ana Cruz"), (1, "Ana Roe Cruz"), (1, "Roe"), (1, "Cruz"))
    assert who(people, "Roe")[1] == rule and who(people, "Cruz") == ("Ana Cruz", ONLY)


@pytest.mark.parametrize("word", ["Ocasio", "Cortez", "Ocasio-Cortez"])
def test_each_part_of_a_surname_with_a_hyphen_is_a_surname(word):
    people = census((1, "Alexandria Ocasio-Cortez"), (1, word))
    assert who(people, word) == ("Alexandria Ocasio-Cortez", ONLY)


def test_a_given_name_after_the_family_name_is_no_surname():
    people = census(
        (1, "Moon Jae-in"), (1, "Jae"), (1, "Moon"), (1, "Lee Hsien Loong"), (1, "Hsien")
    )
    assert who(people, "Jae") == ("Jae", ALONE) and who(people, "Moon")[0] == "Moon Jae-in"
    assert who(people, "Hsien") == ("Hsien", ALONE)


def test_a_first_name_and_a_surname_are_no_surname_of_two_words():
    people = census((1, "José Omar Harfuch"), (1, "Omar Harfuch"))
    assert who(people, "Omar Harfuch") == ("Omar Harfuch", AS_NAMED)


CRUZ = [(1, "Ana Cruz"), (1, "Cruz")]


@pytest.mark.parametrize(
    "quoted, person, rule",
    [
        (CRUZ, "Ana Cruz", ONLY),
        ([*CRUZ, (3, "Eva Cruz")], "Eva Cruz", FREQUENT),
        ([*CRUZ, (2, "Eva Cruz")], "Cruz", SEVERAL),
        ([(1, "Cruz"), (3, "Lund")], "Cruz", ALONE),
        ([(1, "Ana Cruz", {"pronoun": "he"}), (1, "Cruz", {"pronoun": "she"})], "Ana Cruz", ONLY),
        ([(3, "Ana Cruz", {"pronoun": "he"}), (1, "Cruz", {"pronoun": "she"})], "Cruz", UNLIKELY),
        ([(1, "Ana Cruz"), (1, "Cruz", {"title": "he"})], "Cruz", UNLIKELY),
        ([(1, "Ana Cruz"), (1, "Bob Cruz"), (1, "Cruz", {"title": "he"})], "Bob Cruz", TITLED),
        ([(1, "Cruz", {"story": "s"}), (1, "Ana Cruz", {"story": "s"})], "Ana Cruz", IN_STORY),
        (
            [(1, "Cruz", {"story": "s"}), (1, "Ana Cruz", {"story": "s"}), (2, "Eva Cruz")],
            "Ana Cruz",
            IN_STORY,
        ),
        (
            [(1, "Cruz", {"story": "s"}), (1, "Ana Cruz", {"story": "s"}), (3, "Eva Cruz")],
            "Cruz",
            SEVERAL,  # Eva Cruz is far better known
        ),
        (
            [
                (1, "Cruz", {"story": "s"}),
                (1, "Ana Cruz", {"story": "s"}),
                (3, "Eva Cruz", {"story": "s"}),
            ],
            "Eva Cruz",
            FREQUENT_IN_STORY,
        ),
        (
            [
                (1, "Cruz", {"story": "s"}),
                (1, "Ana Cruz", {"story": "s"}),
                (2, "Eva Cruz", {"story": "s"}),
            ],
            "Cruz",
            SEVERAL,
        ),
        (
            # a story with nobody of this name says nothing
            [(1, "Cruz", {"story": "s"}), (2, "Bo Lund", {"story": "s"}), (1, "Ana Cruz")],
            "Ana Cruz",
            ONLY,
        ),
        (
            [(1, "Cruz", {"story": "s"}), (1, "Ana Cruz", {"story": "t"}), (1, "Eva Cruz")],
            "Cruz",
            SEVERAL,
        ),
    ],
)
def test_a_surname_alone_is_whom_the_story_or_the_corpus_says(quoted, person, rule):
    assert who(census(*quoted), "Cruz") == (person, rule)


@pytest.mark.parametrize(
    "quoted, name, rule",
    [
        ([(2, "Ana Cruz"), (1, "Ana M. Cruz")], "Ana M. Cruz", FORM),
        ([(2, "Charles Roe"), (1, "Chuck Roe")], "Chuck Roe", NICKNAME),
        ([(2, "Jane Roe"), (1, "J. Roe")], "J. Roe", FORM),
        ([(1, "Ana Cruz")], "Ana Cruz", AS_NAMED),
        ([(2, "Ana Cruz"), (1, "President Ana Cruz")], "President Ana Cruz", AS_NAMED),
        ([(1, "Omar García Harfuch"), (1, "García Harfuch")], "García Harfuch", ONLY),
        (
            [(3, "Omar García Harfuch"), (1, "Ana García Harfuch"), (1, "García Harfuch")],
            "García Harfuch",
            FREQUENT,
        ),
    ],
)
def test_a_fuller_name_has_the_rule_that_joined_it(quoted, name, rule):
    assert who(census(*quoted), name)[1] == rule


def test_whom_a_person_names_by_hand_is_a_rival_and_joins_nobody():
    people = census((1, "Cruz"))
    people.add_by_hand("Ted Cruz", ["another"])
    assert who(people, "Cruz") == ("Cruz", ALONE)
    people = census((1, "Cruz"), (1, "Ana Cruz"))
    people.add_by_hand("Ted Cruz", ["b", "c", "d"])
    assert who(people, "Cruz") == ("Cruz", SEVERAL) and who(people, "Ana Cruz")[0] == "Ana Cruz"
    people = census((1, "Cruz"), (3, "Ana Cruz"))
    people.add_by_hand("Ted Cruz", ["another"])
    assert who(people, "Cruz") == ("Ana Cruz", FREQUENT)
    people.add_by_hand("Cruz", ["another"])  # no full name, and so nobody more
    assert who(people, "Cruz") == ("Ana Cruz", FREQUENT)


@pytest.mark.parametrize("times, rule", [(2, COMMON), (3, ONLY)])
def test_a_common_surname_needs_eight_times_as_many_articles_as_are_to_be_expected(times, rule):
    # 23 of 100,000 are called Conley, 0.35 of 1,501, and 8 · 0.35 is 2.8
    crowd = [(1, f"Person{chr(97 + n % 26)} Name{n}") for n in range(1500)]
    people = census((times, "Chris Conley"), (1, "Conley"), *crowd)
    assert who(people, "Conley")[1] == rule


def test_a_surname_is_nobody_who_is_quoted_in_the_same_article():
    rows = pd.DataFrame({"id": ["a", "a", "b"], "speaker": ["Ana Cruz", "Cruz", "Cruz"]})
    people = Census(rows.assign(story="s", pronoun=None, title=""))
    assert people.who("a", "Cruz")[0] == "Cruz" and people.who("b", "Cruz")[0] == "Ana Cruz"
