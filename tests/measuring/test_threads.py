"""Four threads at once measure what one does: the same numbers, and no article less."""

import gc
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.quotation.tagging import LETTERS, QUOTATION
from broadsheet.text import document, vocabulary
from tests.lexicons import shipped

LEXICON = shipped("security-sovereignty")
SYLLABLES = "ba co di fu ga ho li mu na po re si to vu wa zo".split()
NEW_WORDS = ["".join(syllables) for syllables in product(SYLLABLES, repeat=3)]


def full_of_new_words(number: int) -> str:
    """A text of which hardly any word stands in another article."""
    words = NEW_WORDS[37 * number : 37 * number + 37]
    start, end = " ".join(words[:20]), " ".join(words[20:])
    return f'The war of {start} began. "We respect {end} sovereignty," Ana Cruz said.'


ARTICLES = pd.DataFrame(
    {
        "id": [f"a{number}" for number in range(100)],
        "outlet": "North",
        "text": [full_of_new_words(number) for number in range(100)],
    }
)


@pytest.fixture(scope="module")
def alone():
    """What one thread measures, article by article."""
    return bs.measure(ARTICLES, LEXICON)


@pytest.fixture(autouse=True)
def small_tables(monkeypatch):
    """Tables that are given up for new ones every few articles, and threads that take turns often:
    a hundred articles then are as hard as a million.
    """
    monkeypatch.setattr(vocabulary, "MANY", 300)
    monkeypatch.setattr(document, "MANY", 300)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(interval)


@pytest.mark.parametrize("attempt", range(5))
def test_four_threads_measure_what_one_does(alone, attempt):
    rows = [ARTICLES.iloc[[number]] for number in range(len(ARTICLES))]
    with ThreadPoolExecutor(4) as pool:
        tables = list(pool.map(lambda row: bs.measure(row, LEXICON), rows))
    pd.testing.assert_frame_equal(pd.concat(tables), alone)


@pytest.mark.parametrize("attempt", range(3))
def test_dask_in_threads_measures_what_one_does(alone, attempt):
    dask = pytest.importorskip("dask.dataframe")
    lazy = bs.measure(dask.from_pandas(ARTICLES, npartitions=20), LEXICON)
    table = lazy.compute(scheduler="threads", num_workers=4)
    pd.testing.assert_frame_equal(table.astype(alone.dtypes), alone)


def test_a_document_may_be_asked_by_four_threads():
    for number in range(50):
        shared = bs.tokenize(full_of_new_words(number))
        with ThreadPoolExecutor(4) as pool:
            shares = list(pool.map(bs.readability, [shared] * 4, [False] * 4))
        assert shares == [bs.readability(full_of_new_words(number), warn=False)] * 4


def test_a_quotation_is_one_though_another_thread_has_just_emptied_the_table():
    LETTERS.clear()
    assert LETTERS[QUOTATION] == "Q"


@pytest.fixture
def partitions():
    """A Dask table of four articles, of which two cannot be measured."""
    dask = pytest.importorskip("dask.dataframe")
    articles = ARTICLES[:4].assign(text=["Troops came.", None, "It rained.", None])
    return dask.from_pandas(articles, npartitions=2)


def test_dask_warns_in_each_partition_of_articles_without_a_row(partitions):
    lazy = bs.measure(partitions, LEXICON)
    with pytest.warns(UserWarning, match="have no row") as warned:
        assert lazy.compute(scheduler="threads")["id"].tolist() == ["a0", "a2"]
    assert sorted(str(warning.message).partition(";")[0] for warning in warned) == [
        f"1 of 2 articles could not be measured and have no row, the first ({name}): no text"
        for name in ("a1", "a3")
    ]


def test_all_tables_of_a_dask_table_are_those_of_pandas_the_rejected_among_them(partitions):
    lazy, expected = bs.measured(partitions, LEXICON), bs.measured(partitions.compute(), LEXICON)
    assert lazy.frames == expected.frames
    for name in ("articles", "quotations", "hits", "sentences", "rejected"):
        table, wanted = getattr(lazy, name).compute(scheduler="threads"), getattr(expected, name)
        pd.testing.assert_frame_equal(
            table.astype(wanted.dtypes).reset_index(drop=True), wanted.reset_index(drop=True)
        )


def test_the_collector_of_garbage_is_on_again_after_each_article():
    assert gc.isenabled()
    bs.measured(ARTICLES[:2])
    assert gc.isenabled()
