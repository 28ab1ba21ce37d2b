"""Who is one person across articles: cases worked by hand, in any order, and by hand corrected."""

import json
import random
import time

import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.comparison import people as door
from broadsheet.paths import ROOT

CASES = json.loads((ROOT / "tests" / "cases" / "people.json").read_text(encoding="utf-8"))["cases"]


def quotations(rows, **columns):
    """Quotations of named people, from rows of article and speaker."""
    table = pd.DataFrame([row[:2] for row in rows], columns=["id", "speaker"])
    return table.assign(
        **{"outlet": "A", "words": 5, "speech": True, "kind_of_source": "named person", **columns}
    )


def person_of(table, corrections=None):
    people = bs.people(table, corrections)
    return {(row.speaker, row.person) for row in people.itertuples()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_speaker_is_the_person_that_a_reader_says(case):
    assert person_of(quotations(case["rows"])) == {tuple(row[1:]) for row in case["rows"]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_order_of_the_rows_changes_nothing(case):
    table = quotations(case["rows"])
    shuffled = table.sample(frac=1, random_state=len(table))
    pd.testing.assert_frame_equal(bs.people(table), bs.people(shuffled))


def test_all_cases_in_one_corpus_keep_every_word():
    rows = [row for case in CASES for row in case["rows"]]
    people = bs.people(quotations([(str(n), row[1]) for n, row in enumerate(rows)]))
    assert people["words"].sum() == 5 * len(rows) and people["quotations"].sum() == len(rows)


def test_a_surname_means_whom_its_story_quotes_before_whom_the_corpus_does():
    rows = [
        ("a", "Bill Clinton"),
        ("b", "Clinton"),
        *((f"h{n}", "Hillary Clinton") for n in range(9)),
    ]
    table = quotations(rows)
    assert ("Clinton", "Hillary Clinton") in person_of(table)
    in_story = table.assign(story=["vote", "vote", *[None] * 9])
    [rule] = bs.people(in_story).query("speaker == 'Clinton' and person == 'Bill Clinton'")["rule"]
    assert rule == "surname: the only one in the story"


def test_a_surname_with_another_pronoun_stays_alone():
    rows = [("a", "Hillary Clinton"), ("b", "Clinton")]
    assert ("Clinton", "Hillary Clinton") in person_of(quotations(rows, pronoun=["she", "she"]))
    assert ("Clinton", "Clinton") in person_of(quotations(rows, pronoun=["she", "he"]))


def test_bodies_documents_unnamed_people_and_two_at_once_are_nobody_elses_names():
    kinds = ["named person", "organisation", "unnamed person", "document", "named person"]
    rows = [
        ("a", "Ana Cruz"),
        ("b", "Cruz"),
        ("c", "a Cruz"),
        ("d", "the Cruz"),
        ("e", "Bo and Ana Cruz"),
    ]
    found = person_of(quotations(rows, kind_of_source=kinds))
    assert found == {(speaker, speaker) for _, speaker in rows}


CORRECTIONS = pd.DataFrame(
    [("the boss", "Ana Cruz", None), ("Cruz", "Bo Cruz", None), ("Cruz", "Ana Cruz", "d")],
    columns=["alias", "person", "id"],
)


def test_what_is_given_by_hand_wins_and_of_one_article_before_all():
    rows = [("a", "Ana Cruz"), ("a", "Cruz"), ("b", "the boss"), ("c", "CRUZ"), ("d", "Cruz")]
    kinds = ["named person", "named person", "unnamed person", "named person", "named person"]
    found = person_of(quotations(rows, kind_of_source=kinds), CORRECTIONS)
    assert found == {
        ("Ana Cruz", "Ana Cruz"),
        ("Cruz", "Bo Cruz"),
        ("the boss", "Ana Cruz"),
        ("CRUZ", "Bo Cruz"),
        ("Cruz", "Ana Cruz"),
    }


def test_two_whom_a_person_tells_apart_are_not_joined_by_rule():
    rows = [("a", "Mike Roe"), ("b", "Michael Roe"), ("c", "Roe")]
    assert {person for _, person in person_of(quotations(rows))} == {"Michael Roe"}
    names = ["Mike Roe", "Michael Roe"]
    apart = pd.DataFrame({"alias": names, "person": names})
    assert ("Mike Roe", "Mike Roe") in person_of(quotations(rows), apart)
    assert ("Roe", "Roe") in person_of(quotations(rows), apart)


def test_a_saved_table_given_back_whole_changes_neither_people_nor_rules():
    texts = ['"We act," Ana Cruz said.', '"We know," Cruz said.', '"No," Bo Lund said.']
    tables = bs.measured(pd.DataFrame({"id": list("abc"), "text": texts}))
    saved = bs.people_to_correct(tables)
    pd.testing.assert_frame_equal(bs.people(tables, saved), bs.people(tables))
    assert saved["person"].tolist() == ["Ana Cruz", "Ana Cruz", "Bo Lund"]


def test_corrections_without_their_columns_give_one_line():
    with pytest.raises(ValueError, match="people: no column `person` in the corrections"):
        bs.people(quotations([("a", "Roe")]), pd.DataFrame({"alias": ["Roe"]}))


TEXTS = {
    "a": 'Talks began. "We respect sovereignty," Ana Cruz said.',
    "b": '"It is ours," said Cruz, and left. "No tariffs," an aide said.',
}


def test_all_tables_go_by_person_and_the_quotations_keep_the_name():
    articles = pd.DataFrame({"id": [*TEXTS], "outlet": ["A", "B"], "text": [*TEXTS.values()]})
    before = bs.measured(articles, bs.load_lexicon("security-sovereignty"))
    tables = bs.with_people(before)
    assert tables.quotations["speaker"].tolist() == ["Ana Cruz", "Ana Cruz", "an aide"]
    assert tables.quotations["named_as"].tolist() == ["Ana Cruz", "Cruz", "an aide"]
    spoken = tables.sentences[tables.sentences["voice"] == "quotation"]
    assert spoken["speaker"].tolist() == tables.quotations["speaker"].tolist()
    assert set(tables.hits["speaker"]) == {"", "Ana Cruz", "an aide"}
    pd.testing.assert_frame_equal(tables.articles, before.articles)
    assert bs.with_people(tables) is tables
    pd.testing.assert_frame_equal(bs.people(tables), bs.people(before))
    with pytest.raises(ValueError, match="by person already"):
        bs.with_people(tables, CORRECTIONS)


def test_two_speakers_of_an_article_who_are_one_by_hand_are_counted_once():
    text = '"We act," Ana Cruz said.\n\n"It is late," Bo Lund said.'
    before = bs.measured(pd.DataFrame({"id": ["a"], "outlet": ["A"], "text": [text]}))
    one = pd.DataFrame({"alias": ["Bo Lund"], "person": ["Ana Cruz"]})
    assert before.articles["speakers"].tolist() == [2]
    tables = bs.with_people(before, one)
    assert tables.articles["speakers"].tolist() == [1]
    assert bs.speakers(tables)[["speaker", "words"]].values.tolist() == [["Ana Cruz", 5]]


def test_a_stored_corpus_goes_by_person_as_one_in_memory_does(tmp_path):
    articles = pd.DataFrame({"id": [*TEXTS], "outlet": ["A", "B"], "text": [*TEXTS.values()]})
    articles.to_csv(tmp_path / "in.csv", index=False)
    from broadsheet.measuring import survey

    survey(tmp_path / "in.csv", tmp_path / "out", bs.load_lexicon("security-sovereignty"))
    loaded = bs.load(tmp_path / "out")
    stored = bs.with_people(bs.measured(loaded.articles, folder=tmp_path / "out"))
    for name in ("quotations", "hits", "sentences"):
        assert "Cruz" not in set(getattr(stored, name)["speaker"])
    assert stored.articles["speakers"].tolist() == [1, 2]
    assert stored.quotations["named_as"].tolist() == ["Ana Cruz", "Cruz", "an aide"]


def test_a_man_in_many_articles_is_one_piece_of_evidence():
    # A: he says 10 words in each of nine articles, three women 10 words each in one.
    speakers = pd.DataFrame(
        {
            "id": [*(f"a{n}" for n in range(9)), "b", "c", "d"],
            "outlet": "A",
            "speaker": [*["Bo Lund"] * 9, "Ana Cruz", "Eva Roe", "Ida Lee"],
            "kind_of_source": "named person",
            "pronoun": [*["he"] * 9, *["she"] * 3],
            "words": 10,
        }
    )
    panels = pd.DataFrame({"outlet": ["A"], "panel": ["A (n = 12)"]})
    rows = bs.source_share_rows(bs.source_counts(speakers), panels, seed=1).set_index("statistic")
    assert rows.loc["she", ["n", "value"]].tolist() == [4, 30 / 120]
    # Four people: of a quarter of all draws he is none, and she has every word.
    assert rows.loc["she", "high"] == 1
    apart = speakers.assign(speaker=speakers["speaker"] + speakers["id"])
    as_if = bs.source_share_rows(bs.source_counts(apart), panels, seed=1).set_index("statistic")
    width = rows["high"] - rows["low"]
    assert width["she"] > 1.5 * (as_if["high"] - as_if["low"])["she"]


def test_whom_nobody_can_name_is_another_in_each_article():
    speakers = pd.DataFrame({"id": list("abab"), "outlet": "A", "words": 3})
    speakers["speaker"] = ["an aide", "an aide", "the ministry", "the ministry"]
    speakers["kind_of_source"] = ["unnamed person"] * 2 + ["organisation"] * 2
    counts = bs.source_counts(speakers.assign(pronoun=None))
    assert counts["person"].nunique() == 3


def test_names_that_were_joined_are_listed_with_their_rules():
    rows = [("a", "Ana Cruz"), ("b", "Ana Cruz"), ("c", "Cruz"), ("d", "Bo Lund")]
    assert bs.joined_names(bs.people(quotations(rows))).values.tolist() == [
        ["Ana Cruz", "Ana Cruz 2, Cruz 1", 3, "surname: the only one in the corpus"]
    ]


def test_an_alias_that_nobody_is_called_is_named():
    table = quotations([("a", "Ana Cruz")])
    line = bs.people_line(bs.people(table, CORRECTIONS), CORRECTIONS)
    assert line.endswith("; no speaker is called 'Cruz', 'the boss'")


@pytest.mark.timing
def test_twenty_thousand_quotations_take_seconds():
    draw = random.Random(1)
    firsts = [f"First{chr(97 + n % 26)}{n}" for n in range(300)]
    lasts = [f"Last{chr(97 + n % 26)}{n}" for n in range(900)]
    names = [f"{draw.choice(firsts)} {draw.choice(lasts)}" for _ in range(8000)]
    names += [name.split()[1] for name in names[:2000]]
    rows = [(str(n // 8), draw.choice(names)) for n in range(20_000)]
    table = quotations(rows)
    begin = time.process_time()
    door(table)
    assert time.process_time() - begin < 20


STATEMENT = "“We will not pay for the wall, and they know it,”"


def disputed(speakers, kinds="named person", outlets="ABC"):
    table = pd.DataFrame({"id": list("abc"), "outlet": list(outlets), "text": STATEMENT})
    table = table.assign(start=0, end=9, paragraph=0, speech=True, speaker=speakers)
    table["kind_of_source"] = kinds
    return table


def test_a_statement_given_to_different_people_is_listed_with_all_its_versions():
    table = disputed(["Ana Cruz", "Bo Lee", None], ["named person", "named person", None])
    found = bs.disputed_statements(table)
    assert sorted(found["outlet"]) == ["A", "B", "C"]
    assert bs.disputed_line(table).endswith("was given to different people")


@pytest.mark.parametrize(
    "speakers, kinds",
    [
        (["Ana Cruz"] * 3, "named person"),
        (["Ana Cruz", "Cruz", "Ana Cruz"], "named person"),
        (["Ana Cruz", "the ministry", None], ["named person", "organisation", None]),
        (["Ana Cruz", "an aide", "she"], ["named person", "unnamed person", "unnamed person"]),
    ],
)
def test_one_person_a_body_and_somebody_unnamed_are_no_dispute(speakers, kinds):
    assert bs.disputed_statements(disputed(speakers, kinds)).empty
