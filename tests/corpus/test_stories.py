"""Which articles tell the same story, on invented articles of invented places."""

import random
from unittest.mock import Mock

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

import broadsheet as bs
from broadsheet import find_stories
from broadsheet.corpus import batches, stories
from broadsheet.corpus.stories import (
    Carrier,
    Known,
    average_linkage,
    blocks_by_day,
    components,
    day_of,
    described,
    first_reading,
    is_round_up,
    opened,
    series,
    shared_words,
    with_round_ups,
)
from broadsheet.corpus.story_similarity import EXACT, Graph
from broadsheet.corpus.story_words import habits, plain, without_furniture
from broadsheet.measuring import survey
from broadsheet.remembered import remembering

FERRY = [
    (
        "Courier",
        "Ferry with 129 on board runs aground off Skerryhaven",
        "2024-03-05",
        "The ferry Marigold ran aground off Skerryhaven late on Tuesday with 129 people on board. "
        "Lifeboats took the passengers to the harbour, and four were treated for cold. Captain "
        "Ilse Varga said the steering had failed in the storm. The Marigold, built in 1998, links "
        "Skerryhaven with the island of Quorn twice a day.",
    ),
    (
        "Gazette",
        "Passengers rescued from stranded ferry Marigold",
        "2024-03-06",
        "All 129 passengers of the stranded ferry Marigold are safe, the coastguard said on "
        "Wednesday. Lifeboats reached the ship within an hour after it ran aground near "
        "Skerryhaven. Its captain, Ilse Varga, blamed the steering. Four passengers were taken to "
        "hospital on Quorn with mild hypothermia.",
    ),
    (
        "Herald",
        "Steering failed on Quorn ferry, says captain",
        "2024-03-06",
        "A failure of the steering drove the Quorn ferry on to rocks, its captain told the Herald. "
        "Ilse Varga spoke hours after lifeboats had brought 129 passengers of the Marigold to "
        "Skerryhaven. The coastguard is looking into why the ship sailed in a storm.",
    ),
]
PENSIONS = [
    (
        "Courier",
        "Ottenburg parliament votes to raise the pension age to 68",
        "2024-03-05",
        "Parliament in Ottenburg voted on Tuesday to raise the pension age from 65 to 68 by 2035. "
        "The bill of labour minister Pavel Drost passed by 101 votes to 88. Unions led by Hanne "
        "Solberg called a strike for Friday, and said the retired would pay for the deficit.",
    ),
    (
        "Gazette",
        "Unions call strike over pension age of 68",
        "2024-03-06",
        "Unions in Ottenburg will strike on Friday against the higher pension age. Hanne Solberg, "
        "who leads them, said that labour minister Pavel Drost had lied to the retired. The bill, "
        "passed by 101 votes to 88, raises the pension age to 68.",
    ),
]
QUAKES = [
    (
        "Courier",
        "Quake of 6.1 shakes Tamarosa",
        "2024-05-02",
        "An earthquake of magnitude 6.1 struck the island of Tamarosa at 4:12 on Thursday, killing "
        "14 people in the port of Belquino. Houses collapsed, and rescuers searched the rubble. "
        "Governor Rufina Osei declared an emergency and asked the army for 300 tents.",
    ),
    (
        "Gazette",
        "At least 14 dead after Tamarosa earthquake",
        "2024-05-02",
        "At least 14 people died in Belquino when an earthquake of magnitude 6.1 hit Tamarosa, "
        "governor Rufina Osei said. Rescuers searched the rubble of collapsed houses, and the army "
        "was bringing 300 tents.",
    ),
    (
        "Courier",
        "Quake of 5.4 shakes Nordhavia",
        "2024-05-04",
        "An earthquake of magnitude 5.4 struck the province of Nordhavia at 11:40 on Saturday, "
        "injuring 62 people in the town of Lindqvist, most of them by falling tiles. Mayor Aino "
        "Terho closed all schools until Wednesday and opened 9 shelters for the night.",
    ),
    (
        "Gazette",
        "Dozens hurt as earthquake hits Nordhavia",
        "2024-05-04",
        "In Lindqvist 62 people were hurt when an earthquake of magnitude 5.4 hit Nordhavia. "
        "Mayor Aino Terho said that 9 shelters were open, and that schools would stay closed "
        "until Wednesday. Tiles fell from the town hall.",
    ),
]


def table(*rows):
    articles = pd.DataFrame(rows, columns=["outlet", "title", "published", "text"])
    articles.insert(0, "id", [f"a{n}" for n in range(len(rows))])
    return articles


def together(found):
    """The groups of ids, and the ids that are alone."""
    groups = found.dropna(subset=["story"]).groupby("story")["id"].apply(frozenset)
    return set(groups), set(found["id"][found["story"].isna()])


def test_articles_on_one_event_are_one_story_and_an_article_alone_has_none():
    found = find_stories(table(*FERRY, *PENSIONS, QUAKES[0]))
    groups, alone = together(found)
    assert groups == {frozenset({"a0", "a1", "a2"}), frozenset({"a3", "a4"})} and alone == {"a5"}
    assert found.loc[5, ["story", "label", "similarity", "why"]].isna().all()
    assert found["similarity"].dropna().between(0.175, 1).all()
    assert {"Marigold", "Skerryhaven", "Varga"} & set(found["why"][0].split(", "))
    assert found["label"][0] in [title for _, title, *_ in FERRY]


def test_near_twins_with_other_places_and_numbers_stay_apart():
    groups, alone = together(find_stories(table(*QUAKES)))
    assert groups == {frozenset({"a0", "a1"}), frozenset({"a2", "a3"})} and not alone


def test_the_order_of_articles_does_not_matter():
    articles = table(*FERRY, *QUAKES, *PENSIONS)
    expected = find_stories(articles).set_index("id")
    for seed in range(5):
        rows = list(range(len(articles)))
        random.Random(seed).shuffle(rows)
        found = find_stories(articles.iloc[rows])
        assert found.index.tolist() == rows
        pd.testing.assert_frame_equal(found.set_index("id").loc[expected.index], expected)


def test_typography_does_not_matter():
    def typeset(text):
        curly = text.replace("'", "’").replace(" of ", "\N{NO-BREAK SPACE}of ")
        return curly.replace("fi", "\N{LATIN SMALL LIGATURE FI}").replace("ng", "n\N{SOFT HYPHEN}g")

    articles = table(*FERRY, *QUAKES)
    same = articles.assign(text=articles["text"].map(typeset), title=articles["title"].map(typeset))
    columns = ["id", "story", "similarity"]
    pd.testing.assert_frame_equal(find_stories(same)[columns], find_stories(articles)[columns])


@pytest.mark.parametrize("wrong", ["2023-09-06", "2024-11", "", None, "yesterday"])
def test_a_day_that_is_wrong_by_months_or_not_known_keeps_nobody_out(wrong):
    articles = table(*FERRY, *PENSIONS)
    articles.loc[1, "published"] = wrong
    assert together(find_stories(articles))[0] == {
        frozenset({"a0", "a1", "a2"}),
        frozenset({"a3", "a4"}),
    }


def test_days_that_are_near_count():
    articles = table(*FERRY[:2])
    far = articles.assign(published=["2024-03-05", "2021-03-05"])
    assert find_stories(articles)["similarity"][0] > find_stories(far)["similarity"][0]


def test_copies_of_wire_text_stay_together_under_other_headlines_and_cut_short():
    wire = FERRY[0][3]
    articles = table(
        ("Courier", "Ferry runs aground", "2024-03-05", wire),
        ("Echo", "Drama at sea", "2024-03-06", wire.split(". ")[0] + ". " + wire.split(". ")[1]),
        ("Post", "", None, wire),
        *QUAKES,
    )
    assert frozenset({"a0", "a1", "a2"}) in together(find_stories(articles))[0]


def test_a_round_up_joins_at_most_one_story_and_brings_none_together():
    parts = [FERRY[0][3], PENSIONS[0][3], QUAKES[0][3], QUAKES[2][3]]
    for title in ("Morning briefing", "Top stories: what we know", "A day of many things"):
        round_up = ("Post", title, "2024-03-06", "\n".join(parts))
        groups, _ = together(find_stories(table(*FERRY, *PENSIONS, *QUAKES, round_up)))
        assert len(groups) == 4
        for group in ({"a0", "a1", "a2"}, {"a3", "a4"}, {"a5", "a6"}, {"a7", "a8"}):
            assert any(group <= found <= group | {"a9"} for found in groups)


def test_round_ups_are_no_story_of_their_own():
    rows = [
        (outlet, f"{outlet} live updates", "2024-03-06", "\n".join([FERRY[0][3], PENSIONS[0][3]]))
        for outlet in ("Post", "Echo")
    ]
    groups, _ = together(find_stories(table(*rows, *FERRY[1:])))
    assert frozenset({"a0", "a1"}) not in groups


def test_a_live_page_on_one_event_joins_its_story():
    live = ("Post", "Ferry aground: live updates", "2024-03-05", FERRY[1][3] + " " + FERRY[2][3])
    assert together(find_stories(table(*FERRY, live)))[0] == {frozenset({"a0", "a1", "a2", "a3"})}


def test_a_daily_column_glues_nothing_together():
    head = (
        "Good morning from the garden column of Wilhelmina Thistlewood, with her robin and hedges."
    )
    rows = [
        ("Courier", f"Thistlewood's garden, {day} March", f"2024-03-{day:02}", f"{head} {text}")
        for day, text in (
            (5, FERRY[0][3]),
            (6, PENSIONS[0][3]),
            (7, QUAKES[0][3]),
            (8, QUAKES[2][3]),
        )
    ]
    groups, _ = together(find_stories(table(*rows)))
    assert not groups


def test_what_an_outlet_prints_under_everything_does_not_count():
    appeal = (
        "Subscribe to the Skerryhaven Courier, Tolliver Quay, for puzzles, recipes and Quorn bingo."
    )
    hat = "A goat ate the hat of an alderman at the fair in Plumley, to the delight of children."
    late = "Trains between Osterby and Halm stood still for a week, since a tunnel had flooded."
    texts = [FERRY[0][3], PENSIONS[0][3], QUAKES[0][3], hat, late]
    rows = [
        ("Courier", "", f"2024-0{month}-05", f"{text}\n{appeal}\n{appeal} Again.")
        for month, text in enumerate(texts, 1)
    ]
    assert not together(find_stories(table(*rows)))[0]


@pytest.mark.parametrize(
    "count, outlets, days, expected",
    [
        (5, "A", [1, 2, 3, 4, 5], "One\nfoot"),  # five days
        (4, "A", [1, 20, 30, 40], "One\nfoot"),  # four articles
        (5, "A", [1, 2, 3, 4, 9], ""),
        (5, "A", [None] * 5, ""),  # on days that are not known
        (5, "ABCDE", [1, 20, 30, 40, 50], "One\nfoot"),  # an outlet each
        (5, [None], [1, 20, 30, 40, 50], "One\nfoot"),  # of no outlet
    ],
)
def test_furniture_is_what_five_articles_of_an_outlet_have_over_more_than_a_week(
    count, outlets, days, expected
):
    articles = pd.DataFrame(
        {
            "id": list("abcde")[:count],
            "title": "",
            "text": "One\nfoot",
            "outlet": pd.Series([*outlets, *[outlets[-1]] * 5][:count], dtype=object),
            "published": [
                day and f"2024-03-{day:02}"
                if day and day < 30
                else day and f"2024-04-{day - 29:02}"
                for day in days
            ],
        }
    )
    lines = first_reading(*opened(articles)).furniture
    kept = [without_furniture("One\nfoot", outlet, lines) for outlet in articles["outlet"]]
    assert kept == [expected] * count


@pytest.mark.parametrize("column", ["story", "event"])
def test_a_story_that_somebody_brings_wins(column):
    articles = table(*FERRY, *PENSIONS)
    articles[column] = ["ship", "ship", None, "vote", "ship"]
    found = find_stories(articles)
    assert found["story"].fillna("").tolist() == ["ship", "ship", "", "vote", "ship"]
    assert found["similarity"].notna().tolist() == [True, True, False, False, True]
    assert found["similarity"][4] < found["similarity"][0]


def test_an_empty_column_of_stories_decides_nothing():
    articles = table(*FERRY).assign(story=[None, " ", float("nan")])
    assert len(together(find_stories(articles))[0]) == 1


@pytest.mark.parametrize(
    "articles",
    [
        pd.DataFrame({"id": [], "text": []}),
        pd.DataFrame({"id": ["a"], "text": ["It rained."]}),
        pd.DataFrame({"id": ["a", "b"], "text": [None, ""]}),
        pd.DataFrame({"id": ["a", "b"], "text": ["of the", "to a"], "title": [None, "!"]}),
    ],
)
def test_too_little_to_compare_gives_no_story(articles):
    found = find_stories(articles)
    assert found["id"].tolist() == articles["id"].tolist() and found["story"].isna().all()
    assert found.columns.tolist() == [
        "id",
        "story",
        "label",
        "outlet",
        "published",
        "title",
        "similarity",
        "why",
    ]


def test_stories_are_numbered_by_their_first_day():
    articles = table(*QUAKES[2:], *QUAKES[:2], *FERRY)
    assert find_stories(articles)["story"].tolist() == ["3", "3", "2", "2", "1", "1", "1"]


# Average linkage, by hand


def near(*pairs):
    first, second, values = zip(*pairs)
    millionths = np.round(np.array(values) * 10**6).astype(np.int64)
    return Graph(np.array(first), np.array(second), millionths)


def test_a_group_is_as_near_as_its_members_are_on_average():
    # 0 and 1 join at .9; 2 is near them by (.5 + .1) / 2 = .3
    pairs = near((0, 1, 0.9), (0, 2, 0.5), (1, 2, 0.1))
    assert average_linkage(3, pairs, 0.3) == [[0, 1, 2]]
    assert average_linkage(3, pairs, 0.301) == [[0, 1]]


def test_a_pair_that_is_not_there_counts_as_nothing():
    # 2 is near {0, 1} by (.5 + 0) / 2
    pairs = near((0, 1, 0.9), (0, 2, 0.5))
    assert average_linkage(3, pairs, 0.26) == [[0, 1]]
    assert average_linkage(3, pairs, 0.25) == [[0, 1, 2]]


def test_a_chain_does_not_become_one_group():
    pairs = near((0, 1, 0.5), (1, 2, 0.49), (2, 3, 0.5))
    assert average_linkage(4, pairs, 0.3) == [[0, 1], [2, 3]]


def test_sparse_average_linkage_is_that_of_scipy():
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    for seed in range(20):
        rng = np.random.default_rng(seed)
        points = rng.normal(size=(40, 3))
        points /= np.linalg.norm(points, axis=1)[:, None]
        cosines = np.round(np.clip(points @ points.T, 0, 1), 6)
        np.fill_diagonal(cosines, 1)
        first, second = np.triu_indices(40, 1)
        groups = average_linkage(40, near(*zip(first, second, cosines[first, second])), 0.6)
        labels = fcluster(linkage(squareform(1 - cosines), "average"), 0.4, "distance")
        expected = [np.flatnonzero(labels == label).tolist() for label in np.unique(labels)]
        assert sorted(groups) == sorted(group for group in expected if len(group) > 1)


@pytest.mark.parametrize("value, joins", [(stories.THRESHOLD, True), (0.174999, False)])
def test_what_joins_last_joins_at_the_threshold_and_not_below(value, joins):
    assert with_round_ups(3, near((0, 1, 0.9), (0, 2, 2 * value)), {2}) == (
        [[0, 1, 2]] if joins else [[0, 1]]
    )
    # an article alone becomes a story by it
    assert with_round_ups(2, near((0, 1, value)), {1}) == ([[0, 1]] if joins else [])


def test_of_two_stories_that_are_equally_near_the_earlier_is_joined():
    pairs = near((0, 1, 0.9), (2, 3, 0.9), (0, 4, 0.4), (1, 4, 0.4), (2, 4, 0.4), (3, 4, 0.4))
    assert with_round_ups(5, pairs, {4}) == [[0, 1, 4], [2, 3]]
    # so with the groups themselves: 1 is as near to 0 as to 2
    assert average_linkage(3, near((0, 1, 0.4), (1, 2, 0.4)), 0.3) == [[0, 1]]


def test_two_articles_at_the_threshold_are_one_story_and_just_below_are_not():
    assert average_linkage(2, near((0, 1, 0.3)), 0.3) == [[0, 1]]
    assert average_linkage(2, near((0, 1, 0.299999)), 0.3) == []
    # 2 and 3 are near 0, but not the two of 0 and 1, and not each other
    pairs = near((0, 1, 0.9), (0, 2, 0.5), (0, 3, 0.5), (2, 3, 0.3))
    assert average_linkage(4, pairs, 0.5) == [[0, 1]]
    # 2 is near {0, 1} by (.4 + .2) / 2
    pairs = near((0, 1, 0.9), (0, 2, 0.4), (1, 2, 0.2))
    assert average_linkage(3, pairs, 0.3) == [[0, 1, 2]]


def carrier(head="", **weights):
    """An article whose words weigh so much; a word's column is its length."""
    words = sorted(weights, key=lambda word: -weights[word])
    columns = np.array([len(word) for word in words])
    return Carrier("\n".join(words), columns, np.array([weights[word] for word in words]), head)


def test_the_words_that_carry_a_similarity_are_shared_and_the_heaviest_come_first():
    # ferry: 3 · 1 = 3 of the first; storms: 1 · 4; nobody else has the Marigold
    carriers = {0: carrier(ferry=3, Marigold=2, storms=1), 1: carrier(storms=4, ferry=1)}
    assert shared_words(carriers, [0, 1]) == [["storms", "ferry"], ["storms", "ferry"]]
    # with a third the product is with the sum of all others: ferry 3 · (1 + 2), storms 1 · 4
    carriers[2] = carrier(ferry=2)
    assert shared_words(carriers, [0, 1, 2])[0] == ["ferry", "storms"]
    assert shared_words(carriers, [0]) == [[]]
    six = carrier(a=6, bb=5, ccc=4, dddd=3, eeeee=2, ffffff=1)
    assert shared_words({0: six, 1: six}, [0, 1])[0] == ["a", "bb", "ccc", "dddd", "eeeee"]


def known_of(titles):
    n = len(titles)
    return Known([*range(n)], np.arange(n), titles, [None] * n, np.full(n, np.nan), set())


def test_a_story_is_labelled_by_its_most_typical_headline_and_each_article_has_its_mean():
    # 0 is near the others by .4 and .3, 1 by .4 and .2, 2 by .3 and .2
    pairs = near((0, 1, 0.4), (0, 2, 0.3), (1, 2, 0.2), (2, 3, 0.9))
    carriers = {n: carrier(ferry=1, head=f"Beginning {n}") for n in range(4)}
    titles = ["Zero", "One", "Two", "Three"]
    found = described(pairs, known_of(titles), carriers, {"s": [0, 1, 2], "t": [3]})
    assert found["label"].to_dict() == {0: "Zero", 1: "Zero", 2: "Zero", 3: "Three"}
    assert found["similarity"].fillna(-1).to_dict() == {0: 0.35, 1: 0.3, 2: 0.25, 3: -1}
    assert found["why"].to_dict() == {0: "ferry", 1: "ferry", 2: "ferry", 3: ""}
    for titles, label in (
        (["", "One", "", ""], "One"),  # a headline stands before what is nearer
        ([""] * 4, "Beginning 0"),
    ):
        labels = described(pairs, known_of(titles), carriers, {"s": [0, 1, 2]})["label"]
        assert set(labels) == {label}
    equal = near((0, 1, 0.3), (0, 2, 0.3), (1, 2, 0.3))
    labels = described(equal, known_of(["", "One", "Two"]), carriers, {"s": [0, 1, 2]})["label"]
    assert set(labels) == {"One"}


def test_a_long_headline_is_cut_at_a_word_within_eighty_characters():
    carriers = {n: carrier() for n in range(2)}
    for words, shown in ((16, "four " * 15 + "four"), (17, "four " * 15 + "four…")):
        titles = [" ".join(["four"] * words)] * 2
        found = described(near((0, 1, 0.4)), known_of(titles), carriers, {"s": [0, 1]})
        assert found["label"].tolist() == [shown] * 2


def test_articles_of_one_block_or_of_two_side_by_side_are_within_the_window_of_days():
    days = np.array([np.nan, 10, 12, 13, 16, 19])
    assert blocks_by_day(days, 3).tolist() == [0, 1, 1, 2, 3, 4]
    assert blocks_by_day(days, None).tolist() == [0] * 6
    assert blocks_by_day(np.full(2, np.nan), 3).tolist() == [0, 0]


def test_a_story_without_a_day_comes_last():
    articles = table(*PENSIONS, *FERRY[:2], *QUAKES[:2])
    articles.loc[:1, "published"] = None
    assert find_stories(articles)["story"].tolist() == ["3", "3", "1", "1", "2", "2"]


@pytest.mark.parametrize("columns", [["id"], ["text"], ["title", "outlet"]])
def test_articles_without_id_or_text_are_refused(columns):
    with pytest.raises(ValueError, match="needs the columns `id` and `text`"):
        find_stories(pd.DataFrame({name: ["a"] for name in columns}))


DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays 7 21".split()
MONTHS = """January February March April May June July August September October November
    December""".split()


@pytest.mark.parametrize("words", [DAYS, MONTHS])
def test_days_months_and_numbers_are_no_part_of_the_title_of_a_series(words):
    titles = [f"Notes of {word} from Quorn" for word in words]
    assert series(titles, ["A"] * len(titles)) == set(range(len(titles)))
    # "Mayday" holds a month and is none
    assert series([f"Notes of {word}day" for word in ("May", "March", "June")], "AAA") == set()


class InPlace:
    """Workers that do each job at once, in this process."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def submit(self, function, *arguments):
        job = Mock()
        job.result.return_value = function(*arguments)
        return job


@pytest.mark.parametrize("part", [1, 2, 100])
def test_the_stories_of_many_articles_counted_in_parts_are_those_of_few(monkeypatch, part):
    articles = table(*FERRY, *PENSIONS, *QUAKES)
    expected = find_stories(articles)
    monkeypatch.setattr(stories, "FEW", len(articles) - 1)
    monkeypatch.setattr(stories, "PART", part)
    monkeypatch.setattr(stories, "Workers", InPlace)
    monkeypatch.setattr("loky.cpu_count", lambda: 1)  # two parts wait at most
    pd.testing.assert_frame_equal(find_stories(articles), expected)


def test_an_outlet_has_a_series_from_three_articles_of_one_title_on():
    assert series(["Sport"] * 3, ["A"] * 3) == {0, 1, 2} and series(["Sport"] * 2, "AA") == set()
    assert series(["Sport"] * 3, [None] * 3) == set()


def test_what_joins_last_joins_the_nearest_and_never_another_of_its_kind():
    # 4 and 5 come last; 4 is near {0, 1} by (.4 + .4) / 2 and near 2 by .35
    pairs = near((0, 1, 0.9), (0, 4, 0.4), (1, 4, 0.4), (2, 4, 0.35), (4, 5, 0.99))
    assert with_round_ups(6, pairs, {4, 5}) == [[0, 1, 4]]
    # as any other, 4 joins 5 first: {0, 1} is near {4, 5} by (.4 + .4) / 4
    assert with_round_ups(6, pairs, set()) == [[0, 1, 4, 5]]


@pytest.mark.parametrize(
    "title, expected",
    [
        ("Your Monday Briefing: Ferry aground", True),
        ("Ferry disaster: what we know", True),
        ("Top stories of the week", True),
        ("Budget day LIVE UPDATES", True),
        ("Minister gives press briefing in Ottenburg", False),
        ("What the minister knows", False),
        ("Stories from the harbour", False),
        ("", False),
    ],
)
def test_round_ups_are_known_by_their_titles(title, expected):
    assert is_round_up(title) == expected


def test_a_series_has_one_title_but_for_numbers_and_days():
    titles = ["Markets: Monday 4 March", "Markets: Tuesday 5 March", "Markets: Friday 8 March"]
    assert series([*titles, "Markets fall"], ["A"] * 4) == {0, 1, 2}
    assert series(titles, ["A", "B", "A"]) == set()
    assert series(["", "", ""], ["A"] * 3) == set()


def test_marks_and_joined_letters_are_plain():
    assert (
        plain("“No,” said the oﬃcer’s co\N{SOFT HYPHEN}usin") == '"No," said the officer\'s cousin'
    )
    assert plain(None) == plain(float("nan")) == ""


def test_a_day_is_known_to_the_day_or_not_at_all():
    assert day_of("2024-03-05T23:59Z") == day_of("2024-03-05") == day_of("2024-03-04") + 1
    assert all(np.isnan(day_of(said)) for said in ("2024-03", "2024", "", None, "5 March 2024"))


# Windows and parts


def test_a_window_keeps_articles_apart_that_are_further_apart_in_days():
    articles = table(*FERRY[:2])
    articles["published"] = ["2024-03-05", "2024-04-05"]  # 31 days
    assert len(together(find_stories(articles, window=31))[0]) == 1
    assert not together(find_stories(articles, window=30))[0]
    assert len(together(find_stories(articles))[0]) == 1
    with pytest.raises(ValueError, match="0 is not a number of days"):
        find_stories(articles, window=0)


def test_an_article_without_a_day_is_compared_with_all_in_a_window():
    articles = table(*FERRY, *QUAKES)
    articles.loc[1, "published"] = None
    groups, _ = together(find_stories(articles, window=1))
    assert frozenset({"a0", "a1", "a2"}) in groups and len(groups) == 3


def test_a_window_wider_than_the_corpus_changes_nothing():
    articles = table(*FERRY, *PENSIONS, *QUAKES)
    pd.testing.assert_frame_equal(find_stories(articles, window=1000), find_stories(articles))


@pytest.mark.parametrize("window", [None, 3, 31])
def test_stories_of_a_measured_corpus_do_not_depend_on_its_parts(window, tmp_path, monkeypatch):
    articles = table(*FERRY, *PENSIONS, *QUAKES)
    articles.to_csv(tmp_path / "articles.csv", index=False)
    expected = find_stories(bs.load(tmp_path).articles, window=window)
    for size in (2, 5, 100):
        monkeypatch.setattr(batches, "SOURCES_IN_BATCH", size)
        monkeypatch.setattr(stories, "MANY", size)
        folder = tmp_path.parent / f"{tmp_path.name}-{size}"
        survey(tmp_path, folder, None)
        stored = bs.load(folder, texts=False).articles
        found = find_stories(stored, window=window, folder=folder)
        columns = ["id", "story", "label", "similarity", "why"]
        pd.testing.assert_frame_equal(
            found[columns].sort_values("id", ignore_index=True),
            expected[columns].sort_values("id", ignore_index=True),
        )


# What a corpus prints again and again


def counted(*columns):
    return np.array(columns, dtype=np.uint32)


def test_a_word_counts_as_common_by_the_articles_beyond_two_of_each_outlet():
    # word 1: four articles of outlet 0 and three of outlet 1; word 2: two of each
    articles = [counted(1, 2), counted(1, 2), counted(1), counted(1)]
    articles += [counted(1, 2), counted(1, 2), counted(1)]
    found = habits([0] * 4 + [1] * 3, articles)
    assert found.columns.tolist() == [1] and found.beyond.tolist() == [3] and found.articles == 7


def test_articles_of_no_outlet_say_nothing_of_what_is_common():
    assert habits([-1] * 5, [counted(1)] * 5).articles == 0


def test_the_town_of_a_local_paper_does_not_make_its_articles_one_story():
    def local(title, text):
        return (f"{title} in Skerryhaven", f"{text} Skerryhaven council met at Quorn Hall.")

    stories = [
        ("Hat eaten", "A goat ate the hat of an alderman at the fair, to the delight of children."),
        ("Trains stop", "Trains stood still for a week, since a tunnel had flooded."),
        ("Bakery sold", "The oldest bakery goes to a chain, which will keep its ovens."),
        ("Owl found", "A snowy owl, never seen so far south, sits on the gasworks."),
        ("Choir wins", "The choir of the brewery won the regional contest with a sea shanty."),
    ]
    rows = [
        (outlet, local(title, text)[0], f"2024-03-{day:02}", local(title, text)[1])
        for day, (title, text) in enumerate(stories, 1)
        for outlet in ("Courier", "Gazette")
    ]
    groups, alone = together(find_stories(table(*rows)))
    assert groups == {frozenset({f"a{n}", f"a{n + 1}"}) for n in range(0, 10, 2)} and not alone


def test_in_a_run_the_same_articles_have_the_stories_found_before_and_others_their_own(monkeypatch):
    wreck = "The ferry Marigold ran aground off Skerryhaven with 129 passengers."
    again = "All 129 passengers left the Marigold, aground near Skerryhaven."
    articles = pd.DataFrame({"id": ["a", "b"], "text": [wreck, again]}, index=[7, 3])
    with remembering():
        first = find_stories(articles)
        other = find_stories(articles.assign(text=[wreck, "Parliament votes on the pension law."]))
        monkeypatch.setattr(stories, "stories_found", Mock(side_effect=AssertionError))
        moved = find_stories(articles.set_axis([1, 2]))
    assert first["story"].tolist() == moved["story"].tolist() == ["1", "1"]
    assert first.index.tolist() == [7, 3] and moved.index.tolist() == [1, 2]
    assert other["story"].isna().all()


@given(
    st.integers(1, 40).flatmap(
        lambda count: st.tuples(
            st.just(count),
            st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=60),
        )
    )
)
@example((6, [(5, 4), (4, 3), (3, 2), (2, 1), (1, 0)]))
def test_components_are_numbered_as_scipy_numbers_them(drawn):
    count, linked = drawn
    first, second = np.array(linked, dtype=np.int32).reshape(-1, 2).T
    pairs = Graph(first, second, np.full(len(linked), EXACT, dtype=np.int32))
    matrix = coo_matrix((np.ones(len(linked), bool), (first, second)), shape=(count, count))
    expected = connected_components(matrix, directed=False)[1]
    assert components(count, pairs, 0.5).tolist() == expected.tolist()
