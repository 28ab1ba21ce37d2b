"""The coverage matrix: what each cell says, what has no room, and the same bytes each time."""

import io

import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.figures import notes_of, why_nothing
from broadsheet.figures.layout import INK
from broadsheet.figures.matrix import STORIES, how_soon

ARTICLES = pd.DataFrame(
    [
        ("flood", "A", "2031-03-04T10:00", "Flood"),
        ("flood", "B", "2031-03-04T15:00", "Flood"),
        ("flood", "C", "2031-03-06T10:00", "Flood"),
        ("vote", "B", "2031-03-01", "Vote"),
        ("vote", "C", "2031-03-01", "Vote"),
        ("fire", "A", None, "Fire"),
        ("fire", "C", "2031-03", "Fire"),
        (None, "A", "2031-03-02", "Lawns"),
    ],
    columns=["story", "outlet", "published", "title"],
)


def cells(figure):
    """What stands where: by row and column, without days and small print."""
    [axis] = figure.axes
    stories = [label.get_text() for label in axis.get_yticklabels()]
    outlets = [label.get_text() for label in axis.get_xticklabels()]
    drawn = {}
    for text in axis.texts:
        x, y = text.get_position()
        if text.get_ha() == "center":
            drawn[stories[round(y)], outlets[round(x)].split()[0]] = text.get_text()
    return drawn


def many(stories, outlets):
    return pd.DataFrame(
        [
            (
                story,
                f"Outlet {outlet:02}",
                f"2031-03-{1 + story % 28:02}",
                f"Story {story:03} " * 20,
            )
            for story in range(stories)
            for outlet in range(outlets)
            if story % (outlet + 1) == 0
        ],
        columns=["story", "outlet", "published", "title"],
    )


def test_each_cell_says_how_soon_and_an_empty_one_that_nothing_was_reported():
    figure = bs.coverage_matrix(bs.coverage(ARTICLES))
    assert cells(figure) == {
        ("Vote", "B"): "tie",
        ("Vote", "C"): "tie",
        ("Lawns", "A"): "alone",
        ("Flood", "A"): "first",
        ("Flood", "B"): "+5 h",
        ("Flood", "C"): "+2 d",
        ("Fire", "A"): "?",
        ("Fire", "C"): "?",
    }
    said = notes_of(figure)
    assert all(note in said for note in ("A tie means", "Alone means", "A question mark"))


def test_stories_stand_by_their_first_day_the_undated_last():
    [axis] = bs.coverage_matrix(bs.coverage(ARTICLES).sample(frac=1, random_state=1)).axes
    names = [label.get_text() for label in axis.get_yticklabels()]
    assert names == ["Vote", "Lawns", "Flood", "Fire"]
    days = [text.get_text() for text in axis.texts if text.get_ha() == "right"]
    assert days == ["1 Mar", "2 Mar", "4 Mar", "no date"]
    assert "All dates are in 2031." in notes_of(axis.figure)


@pytest.mark.parametrize(
    "order, wanted", [(None, "ABC"), (["C", "A", "B"], "CAB"), (["B", "Z"], "BAC")]
)
def test_outlets_stand_in_the_order_of_the_run_or_the_alphabet(order, wanted):
    [axis] = bs.coverage_matrix(bs.coverage(ARTICLES), order).axes
    names = [label.get_text().split()[0] for label in axis.get_xticklabels()]
    assert "".join(names) == wanted


@pytest.mark.parametrize(
    "days, hours, wanted",
    [
        (0, 0.4, "<1 h"),
        (0, 1.0, "+1 h"),
        (1, 23.4, "+23 h"),
        (0, 23.6, "+1 d"),  # not +24 h
        (1, 30.0, "+1 d"),
        (12, float("nan"), "+12 d"),
        (1200, float("nan"), "+1,200 d"),
    ],
)
def test_how_soon_in_words(days, hours, wanted):
    row = {"outlets": 2, "first": False, "days_after_first": days, "hours_after_first": hours}
    assert how_soon(row, 1)[0] == wanted


def test_the_first_is_drawn_strongest_and_the_later_the_paler():
    def lightness(days):
        colour = how_soon({"outlets": 2, "first": False, "days_after_first": days}, 1)[1]
        return sum(int(colour[place : place + 2], 16) for place in (1, 3, 5))

    assert how_soon({"outlets": 2, "first": True, "days_after_first": 0.0}, 1)[1] == INK
    later = [lightness(days) for days in (1, 2, 4, 8, 30)]
    assert later == sorted(set(later))


def test_over_forty_stories_those_with_most_outlets_are_drawn_and_the_others_counted():
    figure = bs.coverage_matrix(bs.coverage(many(300, 20)))
    [axis] = figure.axes
    assert len(axis.get_yticklabels()) == STORIES and len(axis.get_xticklabels()) == 13
    said = notes_of(figure)
    assert (
        "260 more are only in the data" in said
        and "7 outlets with fewer stories are not shown" in said
    )
    # 0, 60, 120, 180, 240 have at least ten outlets; story 0 has all.
    names = [label.get_text() for label in axis.get_yticklabels()]
    assert all(any(f"Story {n:03}" in name for name in names) for n in (0, 60, 120, 180, 240))
    assert not any("Story 007" in name for name in names)


@pytest.mark.parametrize("stories, outlets", [(2, 1), (3, 2), (40, 14), (300, 12), (60, 1)])
def test_it_fits_on_a_page_nothing_is_cut_off_and_it_is_the_same_every_time(stories, outlets):
    table = bs.coverage(many(stories, outlets))
    pictures = []
    for _ in range(2):
        figure = bs.coverage_matrix(table)
        assert figure.get_figheight() <= 8
        file = io.BytesIO()
        figure.savefig(file, format="png", dpi=200)
        pictures.append(file.getvalue())
    assert pictures[0] == pictures[1]
    edges = [label.get_window_extent() for label in figure.axes[0].get_yticklabels()]
    assert min(edge.x0 for edge in edges) >= 0


def test_without_rows_it_says_so():
    [axis] = bs.coverage_matrix(bs.coverage(ARTICLES[:0])).axes
    assert axis.texts[0].get_text().startswith("No article has an outlet")


def test_one_story_alone_is_not_drawn():
    assert why_nothing(bs.coverage_matrix(bs.coverage(ARTICLES[:3]))) == "There is only one story."


def test_a_day_that_no_calendar_has_is_no_date():
    [axis] = bs.coverage_matrix(
        bs.coverage(ARTICLES).assign(first_published="2031-13-45", first=None)
    ).axes
    assert {text.get_text() for text in axis.texts if text.get_ha() == "right"} == {"no date"}


def test_of_many_stories_those_that_several_outlets_reported_are_drawn():
    alone = [(f"s{n:02}", "ABC"[n % 3], f"2031-03-{1 + n % 28:02}", True, 1) for n in range(45)]
    shared = [(story, outlet, "2031-04-01", outlet == "A", 2) for story in "xyz" for outlet in "AB"]
    table = pd.DataFrame(
        [*alone, *shared], columns=["story", "outlet", "first_published", "first", "outlets"]
    )
    table = table.assign(label=table["story"], days_after_first=0.0, hours_after_first=0.0)
    figure = bs.coverage_matrix(table)
    names = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert names == ["x", "y", "z"] and "45 more are only in the data" in notes_of(figure)
