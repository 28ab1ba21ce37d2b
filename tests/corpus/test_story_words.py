"""What an article says, as weighted words: weights worked by hand from the constants."""

import numpy as np
import pytest

from broadsheet.corpus.story_words import (
    COMMON,
    KEPT,
    UNIT,
    UNLISTED,
    WORD,
    Counted,
    Habits,
    Vocabulary,
    count_part,
    count_words,
    furniture,
    habits,
    key_of,
    number_of,
    pair_columns,
    weigh,
    weight,
    zipf,
)


def times_of(title, text):
    """How often each word counts, by its key."""
    vocabulary = Vocabulary()
    article = count_words(vocabulary, title, text)
    column_of = {key_of(word): vocabulary.facts[n][0] for word, n in vocabulary.items()}
    times = dict(zip(article.columns.tolist(), article.times.round(3).tolist()))
    return {key: round(times[column], 2) for key, column in column_of.items() if column in times}


def test_a_word_counts_more_in_the_title_at_the_beginning_as_a_name_and_as_a_number():
    # in the text 1 + 2 at its beginning, in the title 6; a name 1.3 times, a number twice
    found = times_of("Ferry aground", "The ferry Marigold is aground at Quorn with 129.")
    assert found == {
        "ferry": 3 + 6 * 1.3,
        "aground": 3 + 6,
        "marigold": 3.9,
        "quorn": 3.9,
        "129": 6,
    }
    # the first 80 words are the beginning
    for before, expected in ((79, 3.9), (80, 1.3)):
        assert times_of("", "of " * before + "Quorn")["quorn"] == expected


def test_a_pair_is_of_two_words_side_by_side_and_not_across_text_and_title():
    vocabulary = Vocabulary()
    article = count_words(vocabulary, "Zplork aground", "The ferry Quorn of Zplork. Ferry Quorn")
    column_of = {key_of(word): vocabulary.facts[n][0] for word, n in vocabulary.items()}
    key_at = {column: key for key, column in column_of.items()}
    keys = [key_at[column] for column in article.columns.tolist()]
    pairs = {
        (keys[before], keys[after]): times
        for before, after, times in zip(article.before, article.after, article.pair_times)
    }
    # a word of the beginning counts 3, one of the title 6; "of" parts what stands beside it
    assert pairs == {("ferry", "quorn"): 6, ("zplork", "ferry"): 3, ("zplork", "aground"): 6}


@pytest.mark.parametrize(
    "key, expected",
    [
        ("7", 6.0),
        ("42", 4.7),
        ("284", 3.5),
        ("1899", 3.5),
        ("1900", 5.0),
        ("2099", 5.0),
        ("2100", 3.5),
        ("20250", 3.5),
        ("zplork", UNLISTED),
        ("the", 7.73),
        ("a", 7.36),  # the first of the table
    ],
)
def test_how_common_a_word_is_comes_from_a_table_and_of_numbers_from_their_kind(key, expected):
    assert zipf(key) == expected


def test_a_weight_grows_with_the_times_and_falls_with_how_common_a_word_is():
    # 32 ** 0.6 = 8; nothing is more common than 10
    assert weight(np.array([1.0, 32.0]), np.array([9.0, 9.0])).tolist() == pytest.approx([1, 8])
    assert weight(np.array([1.0]), np.array([2.0]))[0] == pytest.approx(8**1.2)
    assert weight(np.array([5.0, 5.0]), np.array([10.0, 11.0])).tolist() == [0, 0]


def test_marks_inside_a_word_are_part_of_it_and_those_around_it_are_not():
    text = "The U.S. at five o'clock: AT&T sold 1,000 long-term e-mails for 3.5, 'ends'."
    words = "The U.S at five o'clock AT&T sold 1,000 long-term e-mails for 3.5 ends".split()
    assert WORD.findall(text) == words


@pytest.mark.parametrize(
    "written, key",
    [
        ("Canada's", "canada"),
        ("U.S", "us"),
        ("I.A.E.A", "iaea"),
        ("Abc.d", "abc.d"),
        ("3.5", "3.5"),
    ],
)
def test_a_word_counts_in_small_letters_without_possessive_and_points_of_initials(written, key):
    assert key_of(written) == key


def counted(times, zipfs, before=(), after=(), pair_times=()):
    n = len(times)
    return Counted(
        columns=np.arange(n, dtype=np.uint32),
        times=np.array(times, dtype=np.float32),
        zipf=np.array(zipfs, dtype=np.float32),
        before=np.array(before, dtype=np.int32),
        after=np.array(after, dtype=np.int32),
        pair_times=np.array(pair_times, dtype=np.float32),
        sequences=np.zeros(0, dtype=np.uint32),
        written="\n".join(f"w{number}" for number in range(n)),
        written_places=np.arange(n, dtype=np.int32),
        head="",
    )


def test_weights_are_whole_numbers_whose_squares_add_up_to_2048_squared():
    # 3 : 4 is 3/5 and 4/5 of 2048; a common word weighs nothing
    third, fourth = 3 ** (1 / 0.6), 4 ** (1 / 0.6)
    article, written = weigh(counted([third, fourth, 9], [2, 2, COMMON]), habits([], []))
    assert article.weights.tolist() == [round(0.6 * UNIT), round(0.8 * UNIT)]
    assert article.columns.tolist() == [0, 1] and article.size == 2
    assert written.tolist() == [round(0.6 * UNIT), round(0.8 * UNIT), 0]


def test_a_pair_counts_a_fifth_of_a_word_and_is_rarer_by_one():
    article, written = weigh(counted([1, 1], [2, 4], [0], [1], [5]), habits([], []))
    first, second, pair = 8**1.2, 6**1.2, (0.2 * 5) ** 0.6 * (10 - (3 - 1)) ** 1.2
    unit = UNIT / (first**2 + second**2 + pair**2) ** 0.5
    assert written.tolist() == [round(first * unit), round(second * unit)]
    assert sorted(article.weights) == sorted(round(each * unit) for each in (first, second, pair))
    # of a common word there is no pair
    assert weigh(counted([1, 1], [2, COMMON], [0], [1], [5]), habits([], []))[0].size == 1


@pytest.mark.parametrize("heavy, light, size", [(KEPT, 100, KEPT), (150, 50, KEPT), (150, 10, 160)])
def test_the_two_hundred_heaviest_words_count(heavy, light, size):
    article, _ = weigh(counted([10] * heavy + [1] * light, [2] * (heavy + light)), habits([], []))
    assert article.size == len(article.columns) == size


def test_a_word_is_as_common_as_in_its_corpus_where_that_is_more():
    # 60 of 80 articles beyond two, and the table says next to nothing: 60 / (80 + 20) of articles
    # of 400 words are 1,500,000 of a thousand million words, or 10 ** 6.18
    common = Habits(np.array([1], dtype=np.uint32), np.array([60]), 80)
    assert common.zipf(counted([1, 1], [2, 2])).tolist() == pytest.approx([2, 6.18], abs=0.005)
    # 2 of 80 articles, of which English lets 0.04 expect: (2 + 20 · 0.04) / 100 is no more
    rare = Habits(np.array([1], dtype=np.uint32), np.array([2]), 80)
    assert rare.zipf(counted([1, 1], [5, 5])).tolist() == [5, 5]
    # more common in English: stays as it is
    assert common.zipf(counted([1, 1], [7.5, 7.5])).tolist() == [7.5, 7.5]


def test_words_that_an_outlet_prints_in_up_to_two_articles_say_nothing():
    one = np.array([7], dtype=np.uint32)
    assert len(habits([0, 0, 1, 1], [one] * 4).columns) == 0
    three = habits([0, 0, 0, 1, 1], [one] * 5)
    assert three.columns.tolist() == [7] and three.beyond.tolist() == [1] and three.articles == 5


def test_the_order_of_a_pair_counts():
    one, other = np.array([1], dtype=np.uint32), np.array([2], dtype=np.uint32)
    assert len({int(pair_columns(*pair)[0]) for pair in ((one, other), (other, one))}) == 2


@pytest.mark.parametrize(
    "days, is_furniture",
    [
        ([1, 2, 3, 4, 8], False),
        ([1, 2, 3, 4, 9], True),
        ([1, 2, 3, 4, np.nan], True),
        ([1, 10, 20, 30], False),
    ],
)
def test_furniture_is_printed_five_times_over_more_than_seven_days(days, is_furniture):
    lines, articles = np.full(len(days), 7), np.arange(len(days))
    # another line before it and one behind, in one article each
    lines, articles = np.append(lines, [3, 9]), np.append(articles, [0, 1])
    assert furniture(lines, articles, np.array(days, dtype=float)) == (
        {7} if is_furniture else set()
    )


def test_an_article_is_counted_without_the_furniture_of_its_outlet():
    known = {number_of("Courier\0Subscribe to Quorn.")}
    text = "Zplork is aground.\nSubscribe to Quorn."
    ours, theirs, nobodys = count_part(
        [("", text, "Courier"), ("", text, "Gazette"), ("", text, None)], known
    )
    assert ours.written.split("\n") == ["Zplork", "aground"]
    assert "Quorn" in theirs.written and theirs.written == nobodys.written


def test_what_stands_for_a_headline_is_the_beginning_of_two_hundred_characters():
    text = "Zplork " * 60
    assert count_words(Vocabulary(), "", text).head == text[:200]
    assert count_words(Vocabulary(), "A title", text).head == ""
