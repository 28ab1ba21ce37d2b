"""Who is one person across articles: cases worked by hand, in any order, and by hand corrected."""

import json
import random
import re
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import broadsheet as bs
from broadsheet.comparison import people as door
from broadsheet.corpus import save_new
from broadsheet.measuring import Measured
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


def clintons(hillarys, **columns):
    others = [(f"h{n}", "Hillary Clinton") for n in range(hillarys)]
    rows = [("a", "Bill Clinton"), ("b", "Clinton"), *others]
    story = ["vote", "vote", *[None] * hillarys]
    return quotations(rows, story=story, **columns)


def test_a_surname_means_whom_its_story_quotes_where_nobody_else_is_far_better_known():
    [rule] = bs.people(clintons(2)).query("speaker == 'Clinton'")["rule"]
    assert rule == "surname: the only one in the story"
    assert ("Clinton", "Bill Clinton") in person_of(clintons(2))
    assert ("Clinton", "Clinton") in person_of(clintons(3))
    without = clintons(3).drop(columns="story")
    assert ("Clinton", "Hillary Clinton") in person_of(without)


def test_the_bare_surname_in_a_story_is_not_the_junior_of_somebody_known():
    rows = [(f"t{n}", "Donald Trump") for n in range(20)]
    rows += [("a", "Donald Trump Jr."), ("b", "Trump")]
    table = quotations(rows, story=[*(f"s{n}" for n in range(20)), "jr", "jr"])
    assert ("Trump", "Donald Trump") in person_of(table)


@pytest.mark.parametrize(
    "mention, person",
    [
        ("Mr. Clinton", "Bill Clinton"),
        ("Mrs. Clinton", "Hillary Clinton"),
        ("Clinton", "Hillary Clinton"),
    ],
)
def test_mr_and_mrs_tell_who_is_meant(mention, person):
    table = clintons(3).drop(columns="story")
    table = table.assign(mention=table["speaker"].replace("Clinton", mention))
    assert ("Clinton", person) in person_of(table)


def test_a_title_of_another_sex_than_the_first_name_joins_nobody():
    rows = [("a", "Michelle Obama"), ("b", "Obama")]
    assert ("Obama", "Michelle Obama") in person_of(quotations(rows))
    mr = quotations(rows, mention=["Michelle Obama", "Mr. Obama"])
    assert ("Obama", "Obama") in person_of(mr)
    # "Trump said. She smiled."
    she = quotations([("a", "Donald Trump"), ("b", "Trump")], pronoun=[None, "she"])
    assert ("Trump", "Trump") in person_of(she)


def test_who_is_reported_without_marks_says_no_words():
    # "The plan is dead," Ana Cruz said. Cruz said she would leave.
    rows = [("a", "Ana Cruz"), ("b", "Ana Cruz"), ("b", "Ana Cruz"), ("c", "Bo Lund")]
    table = quotations(rows, speech=[True, False, True, False], outlet=["A", "B", "B", "B"])
    table["words"] = [4, 7, 5, 9]
    assert bs.people(table).values.tolist() == [
        ["Ana Cruz", "Ana Cruz", 2, 2, 2, 9, "as named"],
        ["Bo Lund", "Bo Lund", 1, 1, 0, 0, "as named"],
    ]
    # a table that does not tell holds speech
    assert bs.people(table.drop(columns="speech"))["words"].tolist() == [16, 9]


def test_those_with_most_words_come_first_and_of_equals_those_quoted_most():
    rows = [("a", "Eva Roe"), ("b", "Bo Lund"), ("c", "Bo Lund"), ("d", "Ana Cruz"), ("e", "Al Oz")]
    table = quotations(rows).assign(words=[6, 3, 3, 7, 6])
    assert bs.people(table)["speaker"].tolist() == ["Ana Cruz", "Bo Lund", "Al Oz", "Eva Roe"]
    nobody = pd.concat([table, quotations([("f", None)])])
    pd.testing.assert_frame_equal(bs.people(nobody), bs.people(table))


@pytest.mark.parametrize(
    "rows, line",
    [
        ([("a", "Ana Cruz")], "1 name of 1 person; 0 surnames match no full name"),
        ([("a", "Cruz")], "1 name of 1 person; 1 surname matches no full name"),
        (
            [("a", "Ana Cruz"), ("b", "Cruz"), ("c", "Lund"), ("d", "Roe")],
            "4 names of 3 people; 2 surnames match no full name",
        ),
    ],
)
def test_a_line_says_how_many_names_are_how_many_people(rows, line):
    assert bs.people_line(bs.people(quotations(rows))).startswith(line)
    unnamed = quotations([("z", "an aide")], kind_of_source="unnamed person")
    more = pd.concat([quotations(rows), unnamed])
    assert bs.people_line(bs.people(more)).startswith(line)


def test_a_table_to_correct_has_the_names_of_a_person_together_those_named_most_first():
    rows = [
        ("a", "Bo Lund"),
        ("b", "Ana Cruz"),
        ("c", "Ana Cruz"),
        ("d", "Cruz"),
        ("e", "ANA CRUZ"),
    ]
    table = quotations([*rows, ("f", "an aide"), ("g", "Eva Roe"), ("h", "Roe"), ("h", "Eva Roe")])
    table["kind_of_source"] = [*["named person"] * 5, "unnamed person", *["named person"] * 3]
    empty = pd.DataFrame()
    tables = Measured(pd.DataFrame({"id": list("abcdefgh")}), table, empty, empty, empty, None)
    found = bs.people_to_correct(tables)
    assert found.columns.tolist() == ["alias", "person", "id", "articles", "rule", "person_found"]
    assert found[["alias", "person", "articles"]].values.tolist() == [
        ["Ana Cruz", "Ana Cruz", 3],  # with ANA CRUZ
        ["Cruz", "Ana Cruz", 1],
        ["Eva Roe", "Eva Roe", 2],
        ["Bo Lund", "Bo Lund", 1],
        ["Roe", "Roe", 1],
    ]
    assert found["id"].isna().all() and (found["person"] == found["person_found"]).all()


def test_a_name_that_means_several_people_has_a_row_for_each_article():
    rows = [("a", "Ana Cruz"), ("b", "Cruz"), ("c", "Eva Cruz"), ("d", "Cruz")]
    table = quotations(rows)
    empty = pd.DataFrame()
    articles = pd.DataFrame({"id": list("abcd"), "story": list("sstt")})
    found = bs.people_to_correct(Measured(articles, table, empty, empty, empty, None))
    named = found[["alias", "person", "id"]].astype(object)
    assert named.where(named.notna(), None).values.tolist() == [
        ["Ana Cruz", "Ana Cruz", None],
        ["Cruz", "Ana Cruz", "b"],
        ["Cruz", "Eva Cruz", "d"],
        ["Eva Cruz", "Eva Cruz", None],
    ]


def crowd(n):
    return [(f"crowd{n}", f"Person{chr(97 + n % 26)} Name{n}") for n in range(n)]


@pytest.mark.parametrize(
    "names, is_joined",
    [
        # 23 of 100,000 are called Conley
        (["Chris Conley", "Conley"], False),
        (["Ashish Jha", "Jha"], True),
        (["Kate Brown", "Catherine Brown"], False),
        (["Kate Sebelius", "Catherine Sebelius"], True),
        (["Pete Brown", "Peter Brown"], True),
        (["Lyndon B. Johnson", "Lyndon Johnson"], True),
    ],
)
def test_in_a_large_corpus_a_common_surname_joins_nobody_who_is_quoted_once(names, is_joined):
    rows = [(str(n), name) for n, name in enumerate(names)]
    persons = bs.people(quotations(rows + crowd(1500))).query("speaker in @names")["person"]
    assert (persons.nunique() == 1) == is_joined
    assert bs.people(quotations(rows)).query("speaker in @names")["person"].nunique() == 1


def test_a_common_surname_joins_in_a_story_and_somebody_often_quoted():
    rows = [("a", "Chris Conley"), ("b", "Conley"), *crowd(1500)]
    in_story = quotations(rows, story=["vote", "vote", *[None] * 1500])
    assert ("Conley", "Chris Conley") in person_of(in_story)
    often = [("c", "Chris Conley"), ("d", "Chris Conley")]  # 8 × 1,501 × 23 / 100,000 = 2.8
    assert ("Conley", "Chris Conley") in person_of(quotations(rows + often))
    assert ("Conley", "Conley") in person_of(quotations(rows + often[:1]))


@pytest.mark.parametrize("times, is_joined", [(2, False), (3, True)])
def test_a_surname_that_is_a_common_word_needs_somebody_often_quoted(times, is_joined):
    rows = [("w", "North"), *((f"o{n}", "Oliver North") for n in range(times))]
    assert (("North", "Oliver North") in person_of(quotations(rows))) == is_joined


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


NAMES = (
    "Ana Cruz|Cruz|CRUZ|Ana M. Cruz|Eva Cruz|long|Long|Chris Long|the FBI|FOX|Fox|Núñez|José Nunez"
)


@settings(max_examples=30)  # each finds who is who four times
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from("abcdefgh"),
            st.sampled_from(NAMES.split("|")),
            st.sampled_from(["named person", "organisation", "unnamed person"]),
        ),
        min_size=1,
        max_size=14,
    ),
    stories=st.lists(st.sampled_from(["s", "t", None]), min_size=8, max_size=8),
    saved_with_stories=st.booleans(),
)
def test_a_table_given_back_unedited_changes_nothing(rows, stories, saved_with_stories):
    table = quotations(rows, kind_of_source=[kind for *_, kind in rows])
    articles = pd.DataFrame({"id": list("abcdefgh")})
    empty = pd.DataFrame()
    told = Measured(articles.assign(story=stories), table, empty, empty, empty, None)
    untold = told._replace(articles=articles)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "people.csv"
        save_new(bs.people_to_correct(told if saved_with_stories else untold), path)
        corrections = bs.read_people(path)
    assert corrections.empty
    # nor without the column that tells what was found, where the same is known of stories and a
    # name is of one kind: a row holds for whoever is called so
    if len({(name, kind) for _, name, kind in rows}) > len({name for _, name, _ in rows}):
        return
    saved = bs.people_to_correct(told).drop(columns="person_found")
    pd.testing.assert_frame_equal(bs.people(told, saved), bs.people(told))


def test_a_corrected_table_saved_with_its_corrections_can_be_given_in_their_place():
    texts = ['"We act," Ana Cruz said.', '"We know," Cruz said.', '"No," the FBI said.']
    tables = bs.measured(pd.DataFrame({"id": list("abc"), "text": texts}))
    by_hand = corrected([("Cruz", "Bo Cruz"), ("FBI", "Federal Bureau")])
    again = bs.people_to_correct(tables, by_hand)
    pd.testing.assert_frame_equal(bs.people(tables, again), bs.people(tables, by_hand))
    changed = again[again["person"] != again["person_found"]]
    assert sorted(changed["alias"]) == ["Cruz", "FBI"]


def corrected(rows, columns=("alias", "person", "id")):
    return pd.DataFrame(rows, columns=list(columns[: len(rows[0])]))


CRUZ = [("a", "Ana Cruz"), ("b", "Ana Cruz"), ("c", "Cruz"), ("d", "Ana M. Cruz")]


@pytest.mark.parametrize(
    "rows, persons",
    [
        # of a renamed person all names
        ([("Ana Cruz", "Ana Ruiz")], {"Ana Ruiz"}),
        ([("Cruz", "Ana Cruz"), ("Ana Cruz", "Ana Ruiz")], {"Ana Ruiz"}),
        ([("Ana Cruz", "Ana María Cruz")], {"Ana María Cruz"}),
        ([("cruz", "Ted Cruz")], {"Ana Cruz", "Ted Cruz"}),
        ([("Cruz", "Cruz")], {"Ana Cruz", "Cruz"}),
        ([("Ana M. Cruz", "Ana Cruz")], {"Ana Cruz"}),
        ([("Cruz", None), ("Cruz", " ")], {"Ana Cruz"}),
    ],
)
def test_what_is_said_of_a_person_is_said_of_all_their_names(rows, persons):
    assert set(bs.people(quotations(CRUZ), corrected(rows))["person"]) == persons


def test_a_table_that_gives_a_name_two_persons_is_refused_by_its_row_where_it_is_used(tmp_path):
    table = tmp_path / "people.csv"
    table.write_text("alias,person\nLee,Bo Lee\nAna,\nlee,Al Lee\n", encoding="utf-8")
    corrections = bs.read_people(table)
    with pytest.raises(
        ValueError, match=r"^people\.csv#3: assigns 'lee' to a second person, besides"
    ):
        bs.people(quotations([("a", "Bo Lee")]), corrections)


@pytest.mark.parametrize(
    "rows, line",
    [
        ([("Ana", "Bo"), ("Bo", "Ana")], "the other way round"),
        ([("Lee", "Lee"), ("lee", "Bob Lee")], "assigns 'lee' to a second person, besides 'Lee'"),
        ([(None, "Bo Lee")], "person 'Bo Lee' has no `alias`"),
    ],
)
def test_corrections_that_cannot_be_meant_give_one_line(rows, line):
    with pytest.raises(ValueError, match=re.escape(line)):
        bs.people(quotations(CRUZ), corrected(rows))
    with pytest.raises(ValueError, match="are not a table"):
        bs.people(quotations(CRUZ), "people.csv")


def test_numbers_stand_for_names_and_ids_as_spreadsheets_make_them():
    table = quotations([("7", "Cruz"), ("8", "Cruz"), ("9", "1")])
    found = person_of(table, corrected([("Cruz", "Ana Cruz", 7.0), (1, 2, None)]))
    assert found == {("Cruz", "Ana Cruz"), ("Cruz", "Cruz"), ("1", "2")}


@pytest.mark.parametrize("alias", ["FBI", "the FBI", "The  FBI"])
def test_a_body_is_found_with_and_without_the(alias):
    table = quotations([("a", "the FBI"), ("b", "FBI")], kind_of_source="organisation")
    rows = corrected([(alias, "Federal Bureau of Investigation")])
    people = bs.people(table, rows)
    assert set(people["person"]) == {"Federal Bureau of Investigation"}
    assert "no speaker" not in bs.people_line(people, rows)


def test_a_name_is_no_word_and_no_body_of_the_same_letters():
    kinds = ["named person", "organisation", "unnamed person"]
    table = quotations([("a", "Fox"), ("b", "FOX"), ("c", "fox")], kind_of_source=kinds)
    assert person_of(table, corrected([("Fox", "Vicente Fox")])) == {
        ("Fox", "Vicente Fox"),
        ("FOX", "FOX"),
        ("fox", "fox"),
    }


def test_people_are_the_same_whether_stories_were_looked_for_or_not():
    texts = [f'"We act," {name} said.' for name in ("Ana Cruz", "Eva Cruz", "Cruz")]
    loaded = pd.DataFrame({"id": list("abc"), "outlet": list("ABA"), "text": texts})
    plain = bs.with_people(bs.measured(loaded))
    articles = loaded.assign(story=["x", "y", "y"])
    found = bs.with_people(bs.measured(articles), stories=loaded)
    assert found.quotations["speaker"].tolist() == plain.quotations["speaker"].tolist()
    assert bs.with_people(bs.measured(articles)).quotations["speaker"].iloc[2] == "Eva Cruz"
    sides = bs.story(articles, "y", people=found)
    assert sorted(sides.speakers.index) == ["Cruz", "Eva Cruz", "unattributed"]


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
    with pytest.raises(ValueError, match="already by person"):
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
    articles = pd.DataFrame({"id": ["a"]})
    line = bs.people_line(bs.people(table, CORRECTIONS), CORRECTIONS, articles)
    assert line.endswith("; no article has the id 'd'")
    many = corrected([(f"Name{n}", "Bo Lund") for n in range(20)])
    assert bs.people_line(bs.people(table), many).endswith("'Name15', and 12 more")


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
    assert bs.disputed_line(table).endswith("was attributed to different people")


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


def test_people_are_quoted_by_so_many_outlets_and_nobody_else_is_counted():
    rows = [("a", "Ana Cruz"), ("b", "Ana Cruz"), ("b", "Ana Cruz"), ("b", "Bo Lund"), ("c", None)]
    table = quotations(rows, outlet=["A", "B", "B", "B", "C"], words=[5, 4, 1, 30, 90])
    assert bs.quoted_people(table).values.tolist() == [
        ["Bo Lund", 1, 1, 1, 30],
        ["Ana Cruz", 2, 2, 3, 10],
    ]
    reported = table.assign(speech=[True, True, True, False, True])
    assert bs.quoted_people(reported)["person"].tolist() == ["Ana Cruz"]
    ministry = table.assign(kind_of_source="organisation")
    assert bs.quoted_people(ministry).empty
