"""What each outlet left out: counts by kind, and an example."""

import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.figures import notes_of

OMISSIONS = pd.DataFrame(
    [
        (1, "A", "name", "Port Ellery", 1),
        (1, "A", "name", "Saltmarch", 2),
        (1, "A", "name", "Saltmarch", 2),  # the same once more
        (2, "A", "name", "Saltmarch", 2),
        (2, "A", "speaker", "Mirela Tansen", 3),
        (2, "B", "number", "55 suspects", 1),
    ],
    columns=["story", "outlet", "kind", "what", "others"],
)


def test_each_outlet_and_kind_has_a_row_with_its_count_and_an_example():
    rows = bs.omission_rows(OMISSIONS)
    columns = ["row", "kind", "omissions", "stories", "example"]
    found = rows[columns].astype("object").where(rows[columns].notna(), None).values.tolist()
    assert found == [
        ["A (n = 2)", "speaker", 1, 1, "Mirela Tansen"],
        ["A (n = 2)", "name", 3, 2, "Saltmarch"],
        ["A (n = 2)", "number", 0, 0, None],
        ["B (n = 1)", "speaker", 0, 0, None],
        ["B (n = 1)", "name", 0, 0, None],
        ["B (n = 1)", "number", 1, 1, "55 suspects"],
    ]
    assert rows["example_story"].iloc[1] == 1 and rows["example_others"].iloc[1] == 2


def test_an_outlet_that_left_nothing_out_has_zeros_in_its_place():
    rows = bs.omission_rows(OMISSIONS, ["B", "C", "A"])
    assert list(rows["outlet"].unique()) == ["B", "C", "A"]
    assert rows.loc[rows["outlet"] == "C", "omissions"].tolist() == [0, 0, 0]
    axis = bs.omission_table(rows).axes[0]
    assert [text.get_text() for text in axis.texts if not text.get_text().isdigit()] == [
        "number: 55 suspects (in 1 other)",
        "nothing left out",
        "speaker: Mirela Tansen (in 3 others)",
    ]


def test_the_order_of_rows_changes_nothing():
    rows = bs.omission_rows(OMISSIONS)
    for seed in range(4):
        shuffled = OMISSIONS.sample(frac=1, random_state=seed)
        pd.testing.assert_frame_equal(bs.omission_rows(shuffled), rows)


def test_kinds_are_columns_on_one_scale_from_zero_with_counts():
    kinds = bs.omission_table(bs.omission_rows(OMISSIONS)).axes
    assert [axis.get_title(loc="left") for axis in kinds] == ["Speakers", "Names", "Numbers"]
    counts = [[t.get_text() for t in axis.texts if t.get_text().isdigit()] for axis in kinds]
    assert counts == [["1", "0"], ["3", "0"], ["0", "1"]]
    assert len({axis.get_xlim() for axis in kinds}) == 1


@pytest.mark.parametrize("outlets", [1, 12, 60])
def test_it_fits_on_a_page_whatever_was_left_out(outlets):
    table = pd.DataFrame(
        {
            "story": 1,
            "outlet": [f"The Example Post {n:02}" for n in range(outlets)],
            "kind": "statement",
            "what": "$5 a head, \n he said, " * 40,
            "others": 2,
        }
    )
    figure = bs.omission_table(bs.omission_rows(table))
    assert figure.get_figheight() <= 8
    if outlets == 60:
        assert "of 60 outlets are drawn; all are in the data" in notes_of(figure)


def test_without_rows_it_says_so():
    rows = bs.omission_rows(OMISSIONS[:0])
    assert rows.empty
    assert bs.omission_table(rows).axes[0].texts[0].get_text().startswith("No outlet left out")
