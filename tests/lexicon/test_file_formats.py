"""What other people's formats hold, entry by entry; whole files are read in test_loading.py.

YAML as values that are texts and know their line, and one line for what is misshapen.
"""

import pytest

from broadsheet.lexicon.file_formats import (
    checked_fields,
    csv_entries,
    csv_layout,
    quanteda_entries,
    read_liwc,
    weight_of,
    yaml_line,
)
from broadsheet.lexicon.yaml_files import parse_yaml


def test_a_list_of_quanteda_may_hold_terms_and_keys():
    entries = list(quanteda_entries(parse_yaml("a:\n- x\n- b:\n  - y\n  c: z")))
    assert [(entry.where, entry.frame, entry.term) for entry in entries] == [
        ("line 2", "a", "x"),
        ("line 4", "a.b", "y"),
        ("line 5", "a.c", "z"),
    ]


@pytest.mark.parametrize("tree", ["", "war", "[war]", "a:", "a: {b: ''}", "{}"])
def test_what_holds_no_terms_is_told(tree):
    with pytest.raises(ValueError, match="has no terms"):
        list(quanteda_entries(parse_yaml(tree)))


@pytest.mark.parametrize(
    "row, word, categories",
    [
        ("war 1", "war", ["a"]),
        ("war\t1\t2", "war", ["a", "b"]),
        ("war  01   02  ", "war", ["a", "b"]),
        ("war*\t\t\t1 2 \t", "war*", ["a", "b"]),
        ("rule of law 2", "rule of law", ["b"]),
        ("24 hours\t1", "24 hours", ["a"]),
        ("title 42\t1", "title 42", ["a"]),
        ("\twar\t1", "war", ["a"]),
        ("o'clock 1", "o'clock", ["a"]),
        ("1984 1", "1984", ["a"]),
        ("1984\t1", "1984", ["a"]),
        ("^US\t1", "^US", ["a"]),
        ("^WHO 1", "^WHO", ["a"]),
    ],
)
def test_a_row_of_a_dic_file_is_a_word_and_numbers_however_they_are_set_apart(
    row, word, categories
):
    titles, entries, left_out = read_liwc(f"%\n01\ta\n 2  b\n%\n{row}\n")
    assert titles == {"a": "a", "b": "b"} and left_out == []
    assert [(entry.term, entry.frame) for entry in entries] == [(word, name) for name in categories]


@pytest.mark.parametrize(
    "row",
    [
        ":-)\t1",
        ":D\t1",
        "=( 1",
        "^_^ 1",
        "^o^ 1",
        "<3 1",
        "like\t(02 134)125/464\t1",
        "(discrep) like* 1",
        "kind\t<of>131/125\t1",
    ],
)
def test_conditions_and_faces_are_left_out_and_named(row):
    _, entries, left_out = read_liwc(f"%\n1 a\n%\nwar 1\n{row}\n")
    assert (
        [entry.term for entry in entries] == ["war"]
        and len(left_out) == 1
        and "(line 5)" in left_out[0]
    )


@pytest.mark.parametrize(
    "header, row",
    [
        ("term,frame,weight", "war,a,2"),
        ("Weight,FRAME,Term", "2,a,war"),
        ("frame,term,weight", 'a,"war",2.0'),
        ("word,a", "war,2"),
        ("a,b,Word", "2,,war"),
        ("DicTerm,a", "war,2e0"),
    ],
)
def test_columns_stand_in_any_order(header, row):
    assert [entry[1:] for entry in csv_entries(f"{header}\n{row}\n")] == [("a", "war", 2.0)]


@pytest.mark.parametrize(
    "header",
    [
        "",
        "term",  # no frame
        "frame,weight",  # no word
        "term,word,frame",  # two words
        "term,frame,note",  # a column that is not known
        "word,care,care",  # a frame twice
        "word,,care",  # a column without a name
    ],
)
def test_a_header_that_says_no_layout_is_told(header):
    with pytest.raises(ValueError, match="line 1: the columns are "):
        csv_layout(header.split(","))


@pytest.mark.parametrize(
    "content, message",
    [
        ("term,frame\nwar\n", "line 2: 1 cells are filled: fill term and frame"),
        ("term,frame\n,a\n", "line 2: 1 cells are filled: fill term and frame"),
        ("term,frame\nwar,a,b\n", "line 2: 3 cells are filled: fill term and frame"),
        ("word,a,b,c\n,1,1,1\n", "line 2: 3 cells are filled: fill the word and no more than"),
        ('term,frame\n"war,a\n', "close every quotation mark"),
    ],
)
def test_a_row_that_does_not_fit_its_header_is_told(content, message):
    with pytest.raises(ValueError, match=message):
        list(csv_entries(content))


@pytest.mark.parametrize(
    "text, weight", [("1", 1), ("-0.5", -0.5), ("X", 1), ("x", 1), ("0", 0), ("1e-3", 0.001)]
)
def test_a_weight_is_a_finite_number(text, weight):
    assert weight_of(text, "line 1") == weight


@pytest.mark.parametrize("text", ["", "inf", "nan", "1,5", "high"])
def test_what_is_no_number_is_told_with_its_line(text):
    with pytest.raises(ValueError, match=r"line 7: weight .* is not a number: write one such as"):
        weight_of(text, "line 7")


def test_every_value_of_a_yaml_file_is_a_text_that_knows_its_line():
    tree = parse_yaml("a: no\nb:\n  - 1984\n  - on\n")
    assert tree == {"a": "no", "b": ["1984", "on"]}
    lines = [yaml_line(value) for value in (tree, tree["b"], tree["b"][1], [], 3)]
    assert lines == ["line 1: ", "line 3: ", "line 4: ", "", ""]


@pytest.mark.parametrize(
    "text, message",
    [
        ("a: [", "line 1: "),
        ("a: b\nc: *d\n", "line 2: .*put quotes around"),
        ("a: b\na: c\n", "line 2: 'a' is given twice"),
        ("a: \x00", "line "),
    ],
)
def test_what_is_no_yaml_is_told_in_one_line_with_its_number(text, message):
    with pytest.raises(ValueError, match=message) as caught:
        parse_yaml(text)
    assert "\n" not in str(caught.value)


def test_an_entry_has_all_its_fields_and_no_others():
    shapes = {"term": str, "not": list}
    assert checked_fields(parse_yaml("term: war"), shapes, "here") == {"term": "war", "not": []}
    assert checked_fields(parse_yaml("term: war\nnot: [a war]"), shapes, "here")["not"] == (
        "a war",
    )
    for text, message in [
        ("not: [x]", "line 1: here: has no field 'term': add it"),
        (
            "term: x\nnote: y",
            "line 2: here: field 'note' is not known: leave it out, or use one of term",
        ),
        ("term: x\nnot: y", "line 2: here, not: must be a list"),
        ("[x]", "line 1: here: must be fields"),
    ]:
        with pytest.raises(ValueError, match=message):
            checked_fields(parse_yaml(text), shapes, "here")
