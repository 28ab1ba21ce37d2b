"""Each mention of a name or a number is a row, in the order of the text, in any typography."""

import pandas as pd

from broadsheet.measuring import facts

TEXT = (
    "Port Skara is a town. Mayor Ana Cruz said that “55 boats” left Port Skara.\n\n"
    "Rain fell. Cruz’s deputy counted 20 men."
)


def table(text):
    return facts(pd.DataFrame({"id": ["a"], "outlet": ["A"], "text": [text]}))


def test_rows_stand_in_the_order_of_the_text_with_their_sentence():
    rows = table(TEXT)
    assert rows["start"].is_monotonic_increasing
    names = rows[rows["kind"] == "name"]
    assert names[["sentence", "name"]].values.tolist() == [
        [0, "Port Skara"],
        [1, "Ana Cruz"],
        [1, "Port Skara"],
        [3, "Ana Cruz"],
    ]
    values = rows[rows["kind"] == "number"]
    assert values[["sentence", "value", "noun"]].values.tolist() == [
        [1, 55.0, "boats"],
        [3, 20.0, "men"],
    ]


def test_a_word_with_the_capital_of_its_sentence_is_no_name():
    assert "Rain" not in set(table(TEXT)["name"])


def test_straight_and_curly_marks_give_the_same_names():
    straight = TEXT.replace("“", '"').replace("”", '"').replace("’", "'")
    assert table(straight)["name"].tolist() == table(TEXT)["name"].tolist()


def test_no_text_gives_no_row_of_the_same_types():
    empty = table("")
    assert empty.empty and empty.dtypes[2:].equals(table(TEXT).dtypes[2:])
