"""What the tables of a run say: in the order of the report, each number once, and nothing that
raises on a spoilt table.
"""

import re

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.paths import FIGURES
from broadsheet.publishing.conclusions import COLUMNS, RULES, findings, summary
from broadsheet.publishing.wording import Linked


def words_of(statement):
    """All that a statement says, tables included."""
    listing = statement.listing
    cells = [cell for row in listing.rows for cell in row] if listing else []
    texts = [cell.text if isinstance(cell, Linked) else cell for cell in cells]
    above = [listing.caption, *listing.heads, listing.more] if listing else []
    return " ".join([statement.text, *statement.items, statement.caveat, *above, *texts])


def test_sections_stand_together_and_description_comes_first():
    sections = list(dict.fromkeys(rule.section for rule in RULES))
    assert [rule.section for rule in RULES] == [
        rule.section for section in sections for rule in RULES if rule.section == section
    ]
    assert sections == [
        "Stories and coverage",
        "Who is quoted",
        "Statements that several outlets print",
        "What each outlet left out",
        "Differences on the same stories",
        "Differences over all articles",
        "Read before citing",
    ]


def test_the_seeds_show_nothing_of_their_outlets():
    tables = {
        path.stem: pd.read_csv(path, dtype=str, keep_default_na=False)
        for path in (FIGURES / "seeds").glob("*.csv")
    }
    every = findings(tables)
    assert {finding.section for finding in every} >= {
        "Stories and coverage",
        "What each outlet left out",
        "Differences over all articles",
        "Read before citing",
    }
    assert not any(finding.statement.shown for finding in every)  # two articles
    assert summary(tables).startswith("Two articles from two outlets report one story.")


NUMBERS = st.one_of(
    st.floats(),
    st.integers(-(10**9), 10**9),
    st.floats(0, 1),
    st.sampled_from([None, "", "many", "inf", "1e308", "3"]),
)
WORDS = st.sampled_from(
    [
        "",
        None,
        7,
        "A",
        "B",
        "C {}",
        "New York Times",
        "9 other outlets",
        "speaker",
        "named person",
        "all words",
        "narration only",
        "False",
        "True",
        "these outlets differ",
        "A higher on these stories",
        "too few to tell",
        "different people",
        "the sources'",
        "the journalist's",
        "articles",
        "quoted_share",
        "Framing terms per 1,000 words",
    ]
)


@st.composite
def spoilt(draw):
    """Tables as a run saves them, with any cells, and now and then without a column."""
    tables = {}
    for name in draw(st.lists(st.sampled_from([*COLUMNS]), min_size=1, max_size=2, unique=True)):
        text, _, numbers = COLUMNS[name].replace("?", "").partition("|")
        kinds = {**dict.fromkeys(text.split(), WORDS), **dict.fromkeys(numbers.split(), NUMBERS)}
        gone = draw(st.sampled_from([*kinds, *[""] * 40]))
        rows = draw(st.lists(st.fixed_dictionaries(kinds), max_size=7))
        table = pd.DataFrame(rows, columns=[*kinds], dtype=object)
        tables[name] = table.drop(columns=gone, errors="ignore")
    return tables


@settings(max_examples=300)
@given(spoilt())
def test_no_table_makes_it_raise(tables):
    for finding in findings(tables):
        assert finding.statement.text and finding.statement.shown in (True, False, None)
        assert not re.search(r"\bnan\b", words_of(finding.statement))
    assert isinstance(summary(tables), str)


def test_a_missing_column_leaves_out_what_is_made_of_it_alone():
    whole = pd.DataFrame({"outlet": ["A"], "value": [10], "low": [9], "high": [11]})
    both = {"readability": whole, "quoted_share": whole.drop(columns="low")}
    [finding] = findings(both)
    assert finding.statement.listing.heads == ("Outlet", "Articles", "Reading grade")
