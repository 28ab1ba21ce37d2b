"""What trees.py promises: values that are texts and know their line, and one line for what is misshapen."""
import pytest

from broadsheet.trees import entry, line_of, parse_yaml


def test_every_value_of_a_yaml_file_is_a_text_that_knows_its_line():
    tree = parse_yaml("a: no\nb:\n  - 1984\n  - on\n")
    assert tree == {"a": "no", "b": ["1984", "on"]}
    found = [line_of(each) for each in (tree, tree["b"], tree["b"][1], [], 3)]
    assert found == ["line 1: ", "line 3: ", "line 4: ", "", ""]


@pytest.mark.parametrize("text, message", [
    ("a: [", "line 1: "), ("a: b\nc: *d\n", "line 2: .*put quotes around"),
    ("a: b\na: c\n", "line 2: 'a' is given twice"),
    ("a: \x00", "line ")])
def test_what_is_no_yaml_is_told_in_one_line_with_its_number(text, message):
    with pytest.raises(ValueError, match=message) as caught:
        parse_yaml(text)
    assert "\n" not in str(caught.value)


def test_an_entry_has_all_its_fields_and_no_others():
    shapes = {"term": str, "not": list}
    assert entry(parse_yaml("term: war"), shapes, "here") == {"term": "war", "not": []}
    assert entry(parse_yaml("term: war\nnot: [a war]"), shapes, "here")["not"] == ("a war",)
    for text, message in [
            ("not: [x]", "line 1: here: has no field 'term': add it"),
            ("term: x\nnote: y", "line 2: here: field 'note' is not known: leave it out, or use one of term"),
            ("term: x\nnot: y", "line 2: here, not: must be a list"), ("[x]", "line 1: here: must be fields")]:
        with pytest.raises(ValueError, match=message):
            entry(parse_yaml(text), shapes, "here")
