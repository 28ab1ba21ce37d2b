"""Bars and stretches: who speaks where, of one article and of several."""

import pandas as pd

import broadsheet as bs


def written(figure):
    return [text.get_text() for axis in figure.axes for text in axis.texts]


def test_a_barcode_names_a_speaker_once_until_another_speaks():
    table = pd.DataFrame(
        {
            "id": "a",
            "row": "North",
            "begin": [0.1, 0.3, 0.6],
            "finish": [0.2, 0.4, 0.7],
            "name": ["Cruz", "Cruz", "Lund"],
        }
    )
    assert written(
        bs.barcode(table, row="row", start="begin", end="finish", label="name", xlabel="x")
    ) == ["Cruz", "Lund"]


def test_a_bar_of_two_articles_shows_at_what_share_of_them_somebody_is_quoted():
    table = pd.DataFrame(
        {"id": ["a", "b"], "row": "A", "begin": [0.1, 0.15], "finish": [0.2, 0.3], "name": "Cruz"}
    )
    said = written(
        bs.barcode(table, row="row", start="begin", end="finish", label="name", xlabel="x")
    )
    assert "100 %" in said and "Cruz" not in said


def test_a_barcode_of_many_articles_shows_the_share_of_them_that_quote_at_each_place():
    table = pd.DataFrame(
        {
            "id": range(200),
            "row": "A",
            "begin": [0.0] * 50 + [0.5] * 150,
            "finish": [0.1] * 50 + [0.6] * 150,
            "name": "x",
        }
    )
    assert "75 %" in written(
        bs.barcode(table, row="row", start="begin", end="finish", label="name", xlabel="x")
    )


def test_bars_begin_at_zero_and_carry_their_label():
    table = pd.DataFrame(
        {
            "id": ["a", "b"],
            "value": [0.5, 0.25],
            "panel": "One",
            "lit": [True, False],
            "said": ["five", "two"],
        }
    )
    figure = bs.bars(
        table, value="value", row="id", xlabel="x", panel="panel", accent="lit", label="said"
    )
    assert figure.axes[0].get_xlim()[0] == 0 and written(figure) == ["five", "two"]


def test_bars_in_one_column_stand_closer_where_they_would_be_higher_than_a_page():
    rows = pd.DataFrame(
        {
            "row": ["A"] * 36,
            "value": 1,
            "panel": [f"Panel {n}" for n in range(6)] * 6,
            "lit": True,
            "said": "",
        }
    )
    assert (
        bs.bars(
            rows, value="value", row="row", panel="panel", accent="lit", label="said", xlabel="x"
        ).get_figheight()
        < 9.5
    )


def test_bars_without_rows_have_no_axis():
    figure = bs.bars(
        pd.DataFrame(columns=["value", "row", "panel", "lit", "said"]),
        value="value",
        row="row",
        panel="panel",
        accent="lit",
        label="said",
        xlabel="x",
    )
    assert written(figure) == ["nothing to show"] and not figure.axes[0].axison
