"""Names: what a run of capitalised words says about a person.

Noun phrases: the names in them, else the noun and what stands around it.
"""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.paths import package_lines, package_rows
from broadsheet.quotation.names import (
    KIND_RULES,
    NAME_RUN,
    POINTED,
    TITLES,
    Phrase,
    is_crowd,
    kind_of_name,
    last_name,
    parse_name,
    take_apart,
    title_end,
)
from broadsheet.quotation.quotations import find_quotations
from broadsheet.quotation.source_kinds import ORGANISATION, is_trade
from broadsheet.text import tokenize


@pytest.mark.parametrize(
    "run, words",
    [
        ("Anna Lind", "Anna Lind"),
        ("Ms. Lind", "Lind"),
        ("Former U.S. Sen. Carl Holm", "Carl Holm"),
        ("Sen.", ""),
        ("The President", ""),
        ("Secretary of State Anna Lind", "Anna Lind"),
        ("Prime Minister Anna Lind", "Anna Lind"),
        ("Then Anna Lind", "Anna Lind"),
        ("Anna Lind's", "Anna Lind"),
        ("Lind's Carl Holm", "Carl Holm"),
        ("Republican Carl Holm", "Carl Holm"),
        ("Monday", ""),
        ("", ""),
        ("Élise Åberg", "Élise Åberg"),
        ("J. K. Berg", "J. K. Berg"),
        ("Carl Holm Jr.", "Carl Holm Jr."),
        ("Elizabeth II", "Elizabeth II"),
    ],
)
def test_titles_are_not_part_of_a_name(run, words):
    assert parse_name(run).words == tuple(words.split())


@pytest.mark.parametrize(
    "run, key",
    [
        ("Mary Ellen Dahl", "Mary Dahl"),
        ("Maria de la Cruz", "Maria Cruz"),
        ("Ludwig van Berg", "Ludwig Berg"),
        ("Carl Holm Jr.", "Carl Holm"),
        ("Carl Holm III", "Carl Holm"),
        ("Anna Garcia-Lopez", "Anna Garcia-Lopez"),
        ("Ms. Lind", "Lind Lind"),
    ],
)
def test_one_person_has_one_key_whatever_stands_between_or_after_the_names(run, key):
    assert parse_name(run).key == tuple(key.split())


@pytest.mark.parametrize(
    "run, gender",
    [
        ("Anna Lind", "f"),
        ("Carl Holm", "m"),
        ("Kai Berg", ""),
        ("Anna", ""),
        ("Lind", ""),  # a single word may be a surname
        ("Ms. Lind", "f"),
        ("Mr. Lind", "m"),
        ("Dr. Lind", ""),
        ("Queen Anna", "f"),
        ("President Anna Lind", "f"),
        ("Mrs. Carl Holm", "f"),
        ("Mr. Kai Lind", "m"),
    ],
)  # the title knows better
def test_gender_comes_from_the_title_then_from_the_first_name_or_stays_unknown(run, gender):
    assert parse_name(run).gender == gender


@pytest.mark.parametrize(
    "run, role, modifiers",
    [
        ("Sen. Lind", "senator", ""),
        ("Vice President Anna Lind", "president", "vice"),
        ("Dr. Lind", "doctor", ""),
        ("Finnish President Anna Lind", "president", "finnish"),
        ("Anna Lind", "", ""),
        ("Ms. Lind", "", ""),
    ],
)
def test_a_title_is_a_role_with_the_words_before_it(run, role, modifiers):
    name = parse_name(run)
    assert (name.role, name.modifiers) == (role, frozenset(modifiers.split()))


@pytest.mark.parametrize("title", [title for title in TITLES if not TITLES[title].surname])
def test_every_listed_title_is_removed_from_a_name(title):
    assert title_end([title if title.isupper() else title.capitalize(), "Lind"]) == 1


@pytest.mark.parametrize("title", [title for title in POINTED if "." not in title])
def test_a_name_continues_after_every_title_with_a_full_stop(title):
    assert NAME_RUN.match(f"{title}. Lind spoke")[0] == f"{title}. Lind"


def test_a_full_stop_after_another_word_ends_a_name():
    assert NAME_RUN.match("Berg. Lind spoke")[0] == "Berg"


@pytest.mark.parametrize(
    "run, end",
    [
        ("Then Anna Lind", 1),  # begins the sentence
        ("Farmer Carl Holm", 1),  # an occupation before two words
        ("Farmer Holm", 0),  # which may be a first name before one
        ("Farmer Carl", 1),  # unless that is a first name itself
        ("Iowa Lind", 1),  # a place before a surname
        ("Iowa Carl Holm", 1),  # or before a first name
        ("Iowa Democrats", 0),
        ("Georgia Lind", 0),  # a first name as well
        ("Justice Department", 0),
        ("The Justice Department", 1),
        ("Anna King", 0),  # a surname that is a title elsewhere
        ("Senator Stephen King", 1),
        ("Former King", 2),
        ("Energy-Secretary Carl Holm", 1),
        ("Speaker", 1),
        ("", 0),
    ],
)
def test_a_title_ends_where_the_name_begins(run, end):
    assert title_end(run.split()) == end


@pytest.mark.parametrize("number", range(len(KIND_RULES)))
def test_each_rule_decides_its_example_and_no_earlier_rule_does(number):
    kind, _, example = KIND_RULES[number]
    words = tuple(example.split())
    assert [holds(words) for _, holds, _ in KIND_RULES[: number + 1]] == [False] * number + [True]
    assert kind_of_name(words, titled=False) == kind
    assert kind_of_name(words, titled=True) == "named person"


@pytest.mark.parametrize("name", ["Roe", "Rain Blue", "Rain BLUE", "Georgia", "Trustee"])
def test_the_article_decides_if_no_rule_holds(name):
    assert kind_of_name(tuple(name.split()), titled=False) == ""


@pytest.mark.parametrize(
    "text, runs",
    [
        ("Anna Lind met Carl Holm.", ["Anna Lind", "Carl Holm"]),
        ("Lind, Berg", ["Lind", "Berg"]),
        ("Sen. Lind of Maine", ["Sen. Lind", "Maine"]),
        ("Maria de la Cruz spoke", ["Maria de la Cruz"]),
        ("Lind de la rain", ["Lind"]),
        ("Ludwig von der Berg", ["Ludwig von der Berg"]),
        ("Secretary of State Anna Lind", ["Secretary of State Anna Lind"]),
        ("Anna O'Hara's boat", ["Anna O'Hara's"]),
        ("Élise Åberg-Öst", ["Élise Åberg-Öst"]),
        ("iPhone", []),
        ("van Berg", ["Berg"]),
        ("Анна Линд", []),
    ],
)
def test_a_run_is_capitalised_words_and_the_particles_between(text, runs):
    assert [m[0] for m in NAME_RUN.finditer(text)] == runs


@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(
            st.sampled_from(
                [
                    "Sen.",
                    "Anna",
                    "Lind's",
                    "de",
                    "la",
                    "Jr.",
                    "II",
                    "the",
                    "President",
                    "'",
                    "'s",
                    "Élise",
                    "-",
                    "U.S.",
                ]
            )
        ).map(" ".join),
    )
)
@settings(max_examples=200)
def test_no_run_raises_and_a_name_is_made_of_its_words(text):
    for run in [text, *(m[0] for m in NAME_RUN.finditer(text))]:
        name = parse_name(run)
        assert all(word in run for word in name.words)
        assert len(name.key) == 2 * bool(name.words) and name.gender in ("", "m", "f")


@pytest.mark.timing
@pytest.mark.parametrize(
    "piece", ["A", "A ", "A.", "a", "A-", "A de la ", "A of ", "Sen. ", "Secretary of ", "a A"]
)
def test_work_grows_with_the_length_of_the_text(piece):
    def seconds(size):
        text = piece * (size // len(piece))
        began = time.process_time()
        for _ in NAME_RUN.finditer(text):
            pass
        return time.process_time() - began

    # Four times the text: quadratic work would take sixteen times as long.
    assert min(seconds(80_000), seconds(80_000)) < 8 * min(seconds(20_000) for _ in range(3)) + 0.02


@pytest.mark.parametrize(
    "phrase, names",
    [
        ("Anna Lind", ["Anna Lind"]),
        ("Anna Lind, a farmer", ["Anna Lind"]),
        ("the mayor, Anna Lind", ["Anna Lind"]),
        ("Lind and Berg", ["Lind", "Berg"]),
        ("Lind's statement", ["Lind"]),
        ("Lind himself", ["Lind"]),
        ("the Department of Justice", ["Department of Justice"]),
        ("the farmer", []),
        ("Lind's farmer", []),
    ],
)
def test_a_phrase_yields_the_names_that_speak(phrase, names):
    assert [" ".join(name.words) for name in take_apart(phrase).names] == names


@pytest.mark.parametrize(
    "phrase, noun, modifiers, definite",
    [
        ("the Finnish president", "president", "finnish", True),
        ("a senior official", "official", "a senior", False),
        ("Lind's farmer", "farmer", "lind", True),
        ("a group of farmers", "farmers", "a", False),
        ("the president of Mexico", "president", "", True),
    ],
)
def test_without_a_name_the_head_is_a_noun_with_the_words_before_it(
    phrase, noun, modifiers, definite
):
    taken = take_apart(phrase)
    assert (taken.noun, taken.modifiers, taken.definite) == (
        noun,
        frozenset(modifiers.split()),
        definite,
    )


def test_the_owner_of_a_statement_and_what_it_is_about_are_kept():
    assert take_apart("his statement").owner == "his" and take_apart("his farmer").owner == ""
    assert take_apart("the president of Mexico").of == {"mexico"}


def test_a_name_ends_its_phrase_or_is_not_a_name():
    assert (
        last_name("spokeswoman Anna Lind").words == ("Anna", "Lind")
        and last_name("Anna Lind spoke") is None
    )


@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(
            st.sampled_from(
                [
                    "the",
                    "a",
                    "Anna",
                    "Lind's",
                    "of",
                    "and",
                    "farmer",
                    ",",
                    "statement",
                    "his",
                    "'s",
                    "himself",
                    "who",
                    "Justice",
                    "\n",
                ]
            )
        ).map(" ".join),
    )
)
@settings(max_examples=200)
def test_no_phrase_raises(phrase):
    assert isinstance(take_apart(phrase), Phrase)


def test_a_plural_for_people_is_a_crowd_unless_the_census_has_it_as_a_surname():
    counted = {row["surname"] for row in package_rows("surnames.csv")}
    listed = set(package_lines("surnames-like-crowds.txt"))
    nouns = {"brothers", "cousins", "crews", "dukes", "earls", "fellows", "peoples"}
    alike = {name for name in counted if name[-1] == "s" and name[-2:] != "ss" and is_trade(name)}
    assert listed == alike - nouns
    assert [is_crowd((word,)) for word in ("Ministers", "Rogers", "Reuters")] == [
        True,
        False,
        False,
    ]


def test_a_listed_organisation_is_one_whatever_its_name_looks_like():
    for name in package_lines("organisations.txt"):
        written = " ".join(word[0].upper() + word[1:] for word in name.split())
        text = f'{written} said that the bridge was "late".'
        (quotation,) = (q for q in find_quotations(tokenize(text)) if q.speech)
        assert (quotation.speaker, quotation.kind_of_source) == (written, ORGANISATION), name
