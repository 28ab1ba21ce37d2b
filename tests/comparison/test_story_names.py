"""Names that mean the same are one, and an outlet that prints any form of a name has it."""

from itertools import permutations

import pytest

from broadsheet.comparison.story_names import Printed, joined
from broadsheet.text import Document

SAME = [
    ("Claudia Sheinbaum", "Sheinbaum"),
    ("Lucía Ferrán Robledo", "Lucia Ferran Robledo"),
    ("Tomás Quiroga Vela", "Quiroga Vela"),
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
    ("Sergei Lavrov", "Sergey Lavrov"),
    ("Ana Cruz", "Ana Cruz's"),
    ("Ana Cruz", "Ana Cruz’s"),
    ("United States", "U.S."),
    ("United States", "US"),
    ("Latin America", "Latin American"),
    ("John Roe", "John Roe Jr."),
    ("Financial Crimes Division", "Financial Crime Division"),
]
OTHER = [
    ("Ana Cruz", "Bo Cruz"),
    ("Donald Trump", "Trump Tower"),
    ("Austria", "Australia"),
    ("New York", "New Jersey"),
]


@pytest.mark.parametrize("full, other", SAME)
def test_two_forms_of_a_name_are_one(full, other):
    names = joined([full, full, other])
    assert names[full] == names[other] == full


@pytest.mark.parametrize("name, other", OTHER)
def test_two_names_stay_two(name, other):
    names = joined([name, other])
    assert names[name] != names[other]


def test_a_surname_of_two_people_is_neither():
    assert joined(["Ana Cruz", "Bo Cruz", "Cruz"])["Cruz"] == "Cruz"


def test_the_order_of_the_names_changes_nothing():
    names = ["Vela", "Quiroga Vela", "Tomás Quiroga Vela", "Cuba", "Cuban"]
    answers = {tuple(sorted(joined(order).items())) for order in permutations(names)}
    assert len(answers) == 1
    assert dict(answers.pop())["Vela"] == "Tomás Quiroga Vela"


PRINTED = [
    ("Sheinbaum spoke.", "Claudia Sheinbaum"),
    ("Sheinbaum’s plan", "Claudia Sheinbaum"),
    ("They met in the U.S. yesterday.", "United States"),
    ("The United States agreed.", "U.S."),
    ("American troops came.", "U.S."),
    ("Mexico’s leader", "Mexican"),
    ("A Mexican leader", "Mexico"),
    ("Ferran Robledo came.", "Lucía Ferrán Robledo"),
    ("the DEA said", "Drug Enforcement Administration"),
    ("The Drug Enforcement Administration", "DEA"),
]
NOT_PRINTED = [
    ("Us and them.", "United States"),
    ("The guard was national.", "National Guard"),
    ("New Jersey won.", "New York"),
    ("Ana came.", "Ana Cruz"),
]


@pytest.mark.parametrize("text, name", PRINTED)
def test_an_outlet_prints_a_name_in_another_form(text, name):
    assert Printed([Document(text)]).has(name)


@pytest.mark.parametrize("text, name", NOT_PRINTED)
def test_an_outlet_does_not_print_a_name(text, name):
    assert not Printed([Document(text)]).has(name)
