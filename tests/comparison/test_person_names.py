"""The parts of a name, and what two names say of whether they are one person's: worked by hand."""

import pytest

from broadsheet.comparison.person_names import (
    Name,
    Spellings,
    are_run_together,
    contradict,
    ends_with,
    is_one_first_name,
    is_shouted,
    may_be,
    parts_of,
    same_first_name,
    shown_name,
    title_pronoun,
)


@pytest.mark.parametrize(
    "name, parts",
    [
        ("Ana Cruz", Name(("ana", "cruz"))),
        ("Cruz", Name(("cruz",))),
        ("Hal Brandt, Sr.", Name(("hal", "brandt"), "", "sr")),
        ("Hal Brandt III", Name(("hal", "brandt"), "", "iii")),
        ("Jr.", Name(("jr",))),  # a suffix of nobody
        ("Vice President Dr. Ana Cruz", Name(("ana", "cruz"))),
        ("President King", Name(("king",))),
        ("Ana Cruz's", Name(("ana", "cruz"))),
        ('Ed "Buzz" Kelly', Name(("ed", "kelly"))),
        ("José “Pepe” Núñez", Name(("jose", "nunez"))),
        ("José «Pepe» Núñez", Name(("jose", "nunez"))),
        ("Ed (Buzz Bo) Kelly", Name(("ed", "kelly"))),
        ("George H. W. Bush", Name(("george", "bush"), "hw")),
        ("George H.W. Bush", Name(("george", "bush"), "hw")),
        ("Robert F Kennedy Jr", Name(("robert", "kennedy"), "f", "jr")),
        ("J. Roe", Name(("j", "roe"))),
        ("J. D. Vance", Name(("j", "vance"), "d")),
        ("JD Vance", Name(("j", "vance"), "d")),
        ("J.D.P. Vance", Name(("j", "vance"), "dp")),
        ("J. Edgar Hoover", Name(("edgar", "hoover"))),
        ("John T. Q. Roe", Name(("john", "roe"), "tq")),
        ("J. D.", Name(("j", "d"))),  # initials alone are all that is known
        ("Abdel Fattah el-Sisi", Name(("abdel", "fattah", "sisi"))),
        ("Abdul Fattah al-Sissi", Name(("abdel", "fattah", "sisi"))),
        ("Volodymyr Zelenskyy", Name(("volodymyr", "zelensky"))),
        ("Sergey Zelenskiy", Name(("sergei", "zelensky"))),
        ("Ana Mursi", Name(("ana", "morsi"))),
        ("Viktor Yanukovych", Name(("viktor", "yanukovich"))),
        ("Ana Ski", Name(("ana", "ski"))),  # not an ending
    ],
)
def test_a_name_has_words_initials_and_a_suffix(name, parts):
    assert parts_of(name) == parts


@pytest.mark.parametrize(
    "name, surname, is_first, is_east_asian",
    [
        ("Ana Cruz", "cruz", False, False),
        ("Xi Jinping", "xi", True, True),
        ("Moon Jae-in", "moon", True, True),
        ("Lee Hsien Loong", "lee", True, True),
        ("Lee Jae-myung", "lee", True, True),
        ("Lee Zeldin", "zeldin", False, False),  # a first name, too
        ("Lee Harvey Oswald", "oswald", False, False),
        ("Kim Kardashian", "kardashian", False, False),
        ("Jack Ma", "ma", False, False),
        ("Huateng Ma", "ma", False, True),
        ("Ma", "ma", False, False),
    ],
)
def test_the_family_name_stands_first_or_last(name, surname, is_first, is_east_asian):
    parts = parts_of(name)
    assert (parts.surname, parts.family_name_first, parts.is_east_asian) == (
        surname,
        is_first,
        is_east_asian,
    )


@pytest.mark.parametrize(
    "name, letters",
    [
        ("William Jefferson Clinton", "j"),
        ("George H. W. Bush", "hw"),
        ("Juan Ramón de la Fuente", "r"),
        ("Ana Cruz", ""),
    ],
)
def test_the_letters_in_the_middle_are_those_of_names_and_initials(name, letters):
    assert parts_of(name).middle_letters == letters


@pytest.mark.parametrize(
    "name, expected",
    [
        ("JD Vance", True),
        ("ED MARKEY", False),
        ("JD", False),
        ("JDP Vance", False),
        ("J2 Vance", False),
        ("Jd Vance", False),
        ("XI Jinping", False),
    ],
)
def test_two_capitals_before_a_name_are_initials(name, expected):
    assert are_run_together(name.split()) is expected


@pytest.mark.parametrize(
    "name, expected",
    [
        ("Ana CRUZ", True),
        ("ANA Cruz", True),
        ("JD VANCE", True),
        ("J Vance", False),
        ("Ana Cruz", False),
        ("JD Vance", False),
    ],
)
def test_words_in_capitals_shout_but_initials_do_not(name, expected):
    assert is_shouted(name) is expected


def test_a_name_is_shown_without_the_titles_before_it():
    names = ["Vice President Ana Cruz", "Mr. Cruz", "King", "Ana King"]
    assert [shown_name(name) for name in names] == ["Ana Cruz", "Cruz", "King", "Ana King"]


@pytest.mark.parametrize(
    "mention, name, pronoun",
    [
        ("Mr. Cruz", "Ana Cruz", "he"),
        ("Mrs. Cruz,", "Cruz", "she"),
        ("Mrs. Roe and Mr. Cruz", "Cruz", "he"),
        ("President Cruz, who was Mr. Cruz once", "Cruz", "he"),
        ("Mrs. Ana Cruz", "Cruz", ""),  # stands before the first name
        ("Cruz", "Cruz", ""),
        ("President Cruz", "Cruz", ""),
    ],
)
def test_a_title_right_before_the_surname_tells_the_pronoun(mention, name, pronoun):
    assert title_pronoun(mention, name) == pronoun


@pytest.mark.parametrize(
    "one, other, may_be_one, is_one",
    [
        ("ana", "ana", True, True),
        ("bill", "william", True, True),
        ("kate", "catherine", True, False),  # and short for Katherine
        ("j", "jane", True, False),
        ("jo", "jane", False, False),
        ("dick", "rick", False, False),
    ],
)
def test_first_names_are_one_persons_in_either_order(one, other, may_be_one, is_one):
    for first, second in ((one, other), (other, one)):
        assert same_first_name(first, second) is may_be_one
        assert is_one_first_name(first, second) is is_one


@pytest.mark.parametrize(
    "short, full, expected",
    [
        ("Ana Cruz", "Ana Cruz", True),
        ("John Stevens", "John Paul Stevens", True),
        ("Bill Clinton", "William Jefferson Clinton", True),
        ("John Paul Stevens", "John Paul Adam Stevens", True),
        ("John Paul Stevens", "John Stevens", False),
        ("John Paul Stevens", "John Peter Stevens", False),
        ("Jane Stevens", "John Paul Stevens", False),
        ("Pedro Sánchez", "Pedro Sánchez Castejón", True),
        ("Pedro Sánchez Jr.", "Pedro Sánchez Castejón", False),
        ("Pedro Sánchez", "Pedro Sánchez Castejón Díaz", False),  # lacks two surnames
        ("Juan Harfuch García", "Juan García Harfuch", False),  # another order
        ("Bo Roe", "Bo Roe William", True),  # the first name last
        ("Erik Dahl", "Erik Dahl Persson", False),
        ("Zhang Min", "Zhang Wei Min", False),
        ("Huateng Ma", "Huateng Bo Ma", False),
        ("Huateng Ma", "Huateng Paul Ma", False),
    ],
)
def test_a_shorter_form_lacks_what_a_writer_may_leave_out(short, full, expected):
    assert may_be(parts_of(short), parts_of(full)) is expected


@pytest.mark.parametrize(
    "one, other, expected",
    [
        ("Hal Brandt Jr.", "Hal Brandt Sr.", True),
        ("Hal Brandt Jr.", "Hal Brandt Jr.", False),
        ("Hal Brandt Jr.", "Hal Brandt", False),
        ("George W. Bush", "George H. W. Bush", True),
        ("George H. Bush", "George H. W. Bush", False),
        ("George W. Bush", "George Bush", False),
        ("George W. Bush", "George Walker Bush", False),
        ("George W. Bush", "George Herbert Bush", True),
        ("George Walker Bush", "George Herbert Bush", True),
        ("George Walker Bush", "George Bush", False),
        # "Sánchez" may be a surname, and says nothing of a first name
        ("Pedro Sánchez Castejón", "Pedro Luis Castejón", False),
        ("Pedro L. Sánchez Castejón", "Pedro Luis Sánchez Castejón", False),
        ("Pedro M. Sánchez Castejón", "Pedro Luis Sánchez Castejón", True),
    ],
)
def test_middle_names_initials_and_suffixes_tell_two_people_apart(one, other, expected):
    assert contradict(parts_of(one), parts_of(other)) is expected
    assert contradict(parts_of(other), parts_of(one)) is expected


@pytest.mark.parametrize(
    "words, surname, expected",
    [
        ("garcia harfuch", "garcia harfuch", True),
        ("omar garcia harfuch", "garcia harfuch", True),
        ("garcia harfuch perez", "garcia harfuch", True),
        ("garcia omar harfuch", "garcia harfuch", False),
        ("harfuch", "garcia harfuch", False),
        ("cruz", "cruz", True),
    ],
)
def test_a_compound_surname_stands_in_a_name_as_it_is(words, surname, expected):
    assert ends_with(words.split(), surname.split()) is expected


@pytest.mark.parametrize(
    "known, name, words",
    [
        (["Kim Jong-un"], "Kim Jong Un", ("kim", "jong-un")),
        (["Kim Jong-un"], "Kim Jongun", ("kim", "jong-un")),
        (["Kim Jong-un"], "Kim Jong Il", ("kim", "jong", "il")),
        (["Ana Ocasio-Cortez"], "Ocasio Cortez", ("ocasio-cortez",)),
        (["Ana Ocasio-Cortez"], "Ana Ocasio Cortez", ("ana", "ocasio-cortez")),
        (["Jean-Paul Roe"], "Jean Paul Roe", ("jean-paul", "roe")),
        (["Jean-Paul Roe"], "Jean Paul", ("jean", "paul")),  # a first name and a surname
        ([], "Kim Jong Un", ("kim", "jong", "un")),
        (["Uwe Müller"], "Uwe Mueller", ("uwe", "muller")),
        (["Uwe Muller"], "Uwe Mueller", ("uwe", "mueller")),
    ],
)
def test_a_name_has_the_same_words_in_all_spellings_of_its_corpus(known, name, words):
    assert Spellings(known).parts_of(name).words == words


@pytest.mark.parametrize(
    "written, longer",
    [
        ("Jürgen Ärlig", "Juergen Aerlig"),
        ("Söder Öberg", "Soeder Oeberg"),
        ("Sørensen Ødegaard", "Soerensen Oedegaard"),
        ("Håkan Åkerman", "Haakan Aakerman"),
        ("Käthe Überall", "Kaethe Ueberall"),
    ],
)
def test_a_letter_that_is_written_out_is_the_letter(written, longer):
    known = Spellings([written])
    assert known.parts_of(longer) == known.parts_of(written)
