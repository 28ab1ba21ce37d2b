"""Who reported which story, and how soon: by hand, to the hour and to the day."""

import math

import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.comparison.coverage import after_first, read_moment, typical_headline

NAN = math.nan

# Three stories and one article alone. Flood: A at 10:00, B at 09:30 an hour further east, which is
# 08:30 at A's place; C the day after, hour unknown. Vote: two days, no hours. Fire: C alone, twice.
ARTICLES = pd.DataFrame(
    [
        ("flood", "A", "2031-03-04T10:00+00:00", "River floods Port Ellery"),
        ("flood", "A", "2031-03-04T18:00+00:00", "Port Ellery counts the cost"),
        ("flood", "B", "2031-03-04T09:30+01:00", "River floods harbour of Port Ellery"),
        ("flood", "C", "2031-03-05", "Town under water"),
        ("vote", "A", "2031-03-08", "Council votes"),
        ("vote", "B", "2031-03-07", "Council votes on harbour"),
        ("vote", "C", "2031-03-07", "Council votes on the harbour"),
        ("fire", "C", "2031-03-06", "Fire"),
        ("fire", "C", None, "Fire out"),
        (None, "A", "2031-03", "On lawns"),
        ("vote", None, "2031-03-01", "Nobody's"),
    ],
    columns=["story", "outlet", "published", "title"],
)


def same(found, wanted):
    pd.testing.assert_frame_equal(
        pd.DataFrame(found), pd.DataFrame(wanted), check_dtype=False, check_names=False
    )


def test_each_outlet_of_a_story_has_a_row_with_days_and_hours_after_the_first():
    table = bs.coverage(ARTICLES)
    columns = ["story", "outlet", "articles", "days_after_first", "hours_after_first", "outlets"]
    wanted = [
        ("flood", "A", 2, 0, 1.5, 3),  # 10:00 after 08:30
        ("flood", "B", 1, 0, 0.0, 3),
        ("flood", "C", 1, 1, NAN, 3),
        ("fire", "C", 2, 0, NAN, 1),
        ("vote", "A", 1, 1, NAN, 3),
        ("vote", "B", 1, 0, NAN, 3),
        ("vote", "C", 1, 0, NAN, 3),
        (None, "A", 1, NAN, NAN, 1),
    ]
    same(table[columns].values.tolist(), wanted)
    assert table["first_published"].iloc[0] == "2031-03-04T10:00+00:00"
    first = [None if pd.isna(value) else bool(value) for value in table["first"]]
    assert first == [False, True, False, None, False, True, True, None]


def test_the_summary_counts_what_is_shared_who_was_first_and_what_is_alone():
    summary = bs.coverage_summary(bs.coverage(ARTICLES)).set_index("outlet")
    counted = ["stories", "alone_stories", "shared_stories", "dated_stories", "first_stories"]
    same(
        summary[[*counted, "tied_stories", "median_days_after_first"]].values.tolist(),
        [(3, 1, 2, 2, 0, 0, 0.5), (2, 0, 2, 2, 2, 1, 0.0), (3, 1, 2, 2, 1, 1, 0.5)],
    )
    assert summary["shared_share"].tolist() == [1, 1, 1]
    assert summary.loc["A", "median_hours_after_first"] == 1.5
    assert math.isnan(summary.loc["C", "median_hours_after_first"])


def test_a_share_of_shared_stories_has_all_shared_stories_below():
    articles = pd.DataFrame(
        {
            "story": [1, 1, 2, 2, 3, 3, 4],
            "outlet": list("ABABBCA"),
            "published": None,
            "title": "Rain",
        }
    )
    summary = bs.coverage_summary(bs.coverage(articles)).set_index("outlet")
    assert summary["shared_share"].round(3).to_dict() == {"A": 0.667, "B": 1.0, "C": 0.333}
    assert summary.loc["A", ["low", "high"]].tolist() == list(bs.wilson(2, 3))
    assert summary["dated_stories"].tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    "published, wanted",
    [
        # midnight lies between: a day of the calendar, three and a half hours
        (["2031-03-04T22:00", "2031-03-05T01:30"], [(0, 0), (1, 3.5)]),
        # in the same minute at two places
        (["2031-03-04T22:00+00:00", "2031-03-04T23:00+01:00"], [(0, 0), (0, 0)]),
        # the later day is the earlier moment; days are those of its place
        (["2031-03-04T23:00-05:00", "2031-03-05T01:00+05:30"], [(0, 8.5), (0, 0)]),
        # an hour with a zone, and one without
        (["2031-03-04T22:00", "2031-03-04T21:00Z"], [(0, NAN), (0, NAN)]),
        # an hour, and a day that may have been sooner
        (["2031-03-04", "2031-03-04T00:10", "2031-03-05T01:00"], [(0, NAN), (0, NAN), (1, NAN)]),
        # a day that cannot have been sooner
        (["2031-03-04T09:00", "2031-03-04T10:00", "2031-03-05"], [(0, 0), (0, 1), (1, NAN)]),
        # to the month alone, nothing, and no date
        (["2031-03", "", "2031-02-30", "2031-03-04"], [(NAN, NAN)] * 3 + [(0, NAN)]),
        # seconds, as databases write them
        (["2031-03-04 09:00:00+00:00", "2031-03-04T09:00:36.000Z"], [(0, 0), (0, 0.01)]),
        ([], []),
    ],
)
def test_days_and_hours_after_the_first(published, wanted):
    same(after_first(published), wanted)


def test_an_outlet_whose_first_day_has_a_report_without_an_hour_is_known_to_the_day():
    articles = pd.DataFrame(
        {
            "story": 1,
            "outlet": ["A", "B", "B"],
            "published": ["2031-03-04T09:00", "2031-03-05", "2031-03-05T08:00"],
            "title": "Rain",
        }
    )
    row = bs.coverage(articles).iloc[1]
    assert row["days_after_first"] == 1 and math.isnan(row["hours_after_first"])
    assert row["first_published"] == "2031-03-05"


def test_with_one_date_nobody_is_first():
    articles = pd.DataFrame(
        {"story": 1, "outlet": ["A", "B"], "published": ["2031-03-04", None], "title": "Rain"}
    )
    assert bs.coverage(articles)["first"].isna().all()


def test_the_order_of_articles_changes_nothing():
    alike = [(None, "A", "2031-05", "On lawns"), (None, "A", "2031-04", "On lawns")]
    articles = pd.concat([ARTICLES, pd.DataFrame(alike, columns=ARTICLES.columns)])
    table = bs.coverage(articles)
    assert table["story"].isna().sum() == 3  # each alone, never one story together
    for seed in range(5):
        shuffled = articles.sample(frac=1, random_state=seed)
        pd.testing.assert_frame_equal(bs.coverage(shuffled), table)


def test_timestamps_of_pandas_are_read_too():
    articles = ARTICLES.assign(
        published=pd.to_datetime(ARTICLES["published"], utc=True, format="ISO8601", errors="coerce")
    )
    table = bs.coverage(articles)
    assert table.loc[table["story"] == "flood", "days_after_first"].tolist() == [0, 0, 1]


def test_a_given_label_wins_over_headlines():
    table = bs.coverage(ARTICLES.assign(label="The flood"))
    assert set(table["label"]) == {"The flood"}
    by_headline = bs.coverage(ARTICLES.assign(label=None)).drop_duplicates("story")
    assert by_headline["label"].tolist() == [
        "River floods Port Ellery",
        "Fire",
        "Council votes on harbour",
        "On lawns",
    ]


@pytest.mark.parametrize(
    "titles, wanted",
    [
        # cosines: 2 of 4 words shared twice; the first of the alphabet of two equals
        (["b c d x", "b c d y", "z"], "b c d x"),
        # printed twice counts twice
        (["one two", "one three", "one three"], "one three"),
        (["", " "], ""),
        (["!!!"], "!!!"),
    ],
)
def test_the_most_typical_headline(titles, wanted):
    assert typical_headline(titles) == typical_headline(titles[::-1]) == wanted


def test_a_missing_column_is_named():
    with pytest.raises(
        ValueError, match=r"no column `story` in the articles, which shows .*find_st"
    ):
        bs.coverage(ARTICLES.drop(columns="story"))
    with pytest.raises(ValueError, match=r"no column `title` in the articles$"):
        bs.coverage(ARTICLES.drop(columns="title"))


def test_without_articles_there_are_no_rows():
    assert bs.coverage(ARTICLES[:0]).empty
    assert bs.coverage_summary(bs.coverage(ARTICLES[:0])).empty


def test_what_is_no_date_is_none():
    assert read_moment("2031-13-45") is None and read_moment("0001-01-01T00:00Z") is None
    moment = read_moment("2031-03-04T99:00")  # the day is known, the hour is not
    assert moment is not None and moment.time is None
