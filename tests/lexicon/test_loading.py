"""What lexicons.py promises: what the lexicons that are shipped hold, and what a lexicon file may
hold.
"""

import pickle
import re
from itertools import product
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import paths
from broadsheet.lexicon.counts import frame_scores, frames, hits
from broadsheet.lexicon.loading import (
    READERS,
    Frame,
    Lexicon,
    frame_definitions,
    load_lexicon,
)
from broadsheet.lexicon.terms import form_fits, term
from broadsheet.paths import ROOT

SHIPPED = {"generic-frames": "1.2", "security-sovereignty": "1.1"}


def lexicon(*words: str) -> Lexicon:
    return Lexicon("test", {"a": Frame("", "", (), tuple(map(term, words)))})


@pytest.fixture(scope="module")
def generic():
    return load_lexicon("generic-frames")


# --- the lexicons that are shipped


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_lexicon_is_complete_and_in_order(name):
    shipped = load_lexicon(name)
    assert (
        (shipped.name, shipped.version) == (name, SHIPPED[name])
        and shipped.title
        and shipped.definition
        and shipped.sources
    )
    authors = " ".join(shipped.sources)
    for frame in shipped.frames.values():
        assert frame.title and frame.definition and frame.sources and len(frame.title) <= 30
        assert all(
            source.split()[0] in authors and source[-4:] in authors for source in frame.sources
        )
        forms = [t.forms for t in frame.terms]
        assert forms == sorted(forms) and len(forms) == len(set(forms))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_term_finds_itself_and_no_term_hides_another(name):
    for title, frame in load_lexicon(name).frames.items():
        for one in frame.terms:
            alone = Lexicon("", {title: Frame("", "", (), (one,))})
            assert frames(one.text.replace("*", "x").replace("?", "x"), alone) == {title: 1}, (
                one.text
            )
            assert all(
                hits(" ".join(p).replace("*", "x").replace("?", "x"), alone) == []
                for p in one.excluded
            ), one


@pytest.mark.parametrize("name", SHIPPED)
def test_no_shipped_term_is_swallowed_by_a_wider_one(name):
    for frame in load_lexicon(name).frames.values():
        bare = [
            (t, [form.replace("*", "").replace("?", "x") for form in t.forms]) for t in frame.terms
        ]
        assert not [
            (t.text, wider.text)
            for t, forms in bare
            for wider in frame.terms
            if wider is not t
            and not wider.excluded
            and len(wider.forms) == len(forms)
            and all(map(form_fits, forms, wider.forms))
        ]


@pytest.mark.parametrize(
    "text",
    [
        "She is accustomed to unclear, subsidiary quotations and a borderline Allegheny infantry "
        "in Crimea.",
        "An unprotected curbside solvent; the Defense Secretary; a heart attack; the Security "
        "Council.",
    ],
)
def test_words_that_only_look_like_terms_are_no_hits(text):
    assert [hit for name in SHIPPED for hit in hits(text, load_lexicon(name))] == []


def test_the_generic_frames_have_the_names_of_the_literature(generic):
    assert list(generic.frames) == [
        "conflict",
        "economic",
        "human_interest",
        "morality",
        "resolution",
    ]
    assert list(load_lexicon("security-sovereignty").frames) == [
        "security",
        "sovereignty",
        "cooperation",
        "escalation",
        "migration",
        "trade",
        "rule_of_law",
    ]


@pytest.mark.parametrize(
    "text, found",
    [
        ("The company cut jobs as prices rose.", {"economic": 2}),
        ("He is the right man for the job; she lost a job and found a new job.", {"economic": 2}),
        ("Critics accused the mayor; he denied it.", {"conflict": 3}),
        ("My mother cried at the funeral.", {"human_interest": 3}),
        ("I think you should be at home, said the woman.", {"resolution": 1}),
        ("A selfish act is immoral, the priest said.", {"morality": 3}),
        ("Justice Gray sought justice for all at the Department of Justice.", {"morality": 1}),
        ("Both want a compromise that would solve it.", {"resolution": 2}),
        ("We must reform it: they must have known, and they plan to stay.", {"resolution": 3}),
        ("They fight the virus; they fight the mayor, an uphill battle.", {"conflict": 1}),
        ("He had a heart attack during World War I in a good company of birds.", {}),
        ("The weather was mild on Tuesday.", {}),
    ],
)
def test_hand_counted_sentences(text, found, generic):
    assert frames(text, generic) == dict.fromkeys(generic.frames, 0) | found


@pytest.mark.parametrize("name", SHIPPED)
def test_every_term_that_was_read_is_in_the_lexicon_and_right_in_a_third_of_its_hits(name):
    """The hits that were read in context: counts, and no text."""
    shipped, path = load_lexicon(name), paths.ANNOTATIONS / f"{name}-precision.csv"
    reading = pd.read_csv(path, keep_default_na=False)
    assert f"data/annotations/{path.name}" in shipped.checked
    assert list(reading) == ["term", "frame", "hits_read", "right", "precision", "seed", "note"]
    assert not reading.duplicated(["frame", "term"]).any() and set(reading["frame"]) == set(
        shipped.frames
    )
    terms = {(frame, term.text) for frame, found in shipped.frames.items() for term in found.terms}
    assert set(zip(reading["frame"], reading["term"])) <= terms
    assert f" {len(reading)} of " in shipped.checked
    assert (reading["right"] <= reading["hits_read"]).all() and reading["hits_read"].between(
        20, 50
    ).all()
    assert (
        reading["precision"].tolist() == (reading["right"] / reading["hits_read"]).round(2).tolist()
    )
    assert reading["precision"].min() >= 1 / 3


def test_no_generic_phrase_says_what_one_of_its_words_says_already(generic):
    """A word that a frame lists without exceptions counts inside any phrase: to list the phrase as
    well adds nothing.
    """
    for frame in generic.frames.values():
        for phrase, word in product(frame.terms, frame.terms):
            if len(phrase.forms) > len(word.forms) == 1 and not word.excluded:
                bare = [form.replace("*", "").replace("?", "x") for form in phrase.forms]
                assert not any(form_fits(form, word.forms[0]) for form in bare), (
                    phrase.text,
                    word.text,
                )


# --- reading lexicons


@pytest.fixture
def file(tmp_path):
    def write(name: str, text: str | bytes) -> Path:
        (tmp_path / name).write_bytes(text.encode() if isinstance(text, str) else text)
        return tmp_path / name

    return write


YAML = "frames:\n  conflict:\n    terms: [war, attack*]\n  law:\n    terms: [rule of law]\n"
DIC = "%\n1\tconflict\n2  law\n%\nwar\t1\nattack*  1\nrule of law\t2\n"
CSV = "term,frame\nwar,conflict\nattack*,conflict\nrule of law,law\n"


def test_all_formats_give_the_same_lexicon(file):
    turned = "\ufeffFrame,Term\r\n\r\nlaw,rule of law\r\nconflict,attack*\r\nconflict,war\r\n"
    files = file("x.yml", YAML), file("x.dic", DIC), str(file("x.csv", CSV)), file("y.CSV", turned)
    read = [load_lexicon(each) for each in files]
    assert len({one.fingerprint for one in read}) == 1
    assert [one.name for one in read] == ["x", "x", "x", "y"]
    assert all(
        frames("Attacks on the rule of law", one) == {"conflict": 1, "law": 1} for one in read
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_any_machine_ends_them(file, end):
    for name, text in (("x.yml", YAML), ("x.dic", DIC), ("x.csv", CSV)):
        one = load_lexicon(file(name, text.replace("\n", end)))
        assert {frame: len(terms) for frame, (*_, terms) in one.frames.items()} == {
            "conflict": 2,
            "law": 1,
        }


def test_what_a_format_does_not_say_of_a_lexicon_is_empty(file):
    one = load_lexicon(file("x.csv", CSV))
    assert (one.title, one.version, one.definition, one.sources, one.checked) == (
        *[""] * 3,
        (),
        "",
    )
    assert one.frames["law"][:3] == ("law", "", ())


def test_what_a_yaml_lexicon_says_of_itself_and_its_frames_is_kept(file):
    said = (
        "{name: other, title: A title, version: '2', definition: Of law,\n sources: [A 2001, B], "
        "frames: {rule_of_law: {terms: [law], definition: On\n  law, sources: [C, D]}, "
        "war: {title: At war, terms: [war]}}}"
    )
    one = load_lexicon(file("x.yml", said))
    assert (one.name, one.title, one.version) == ("other", "A title", "2")
    assert (one.definition, one.sources) == ("Of law", ("A 2001", "B"))
    assert frame_definitions(one).to_dict("records") == [
        {
            "frame": "rule_of_law",
            "title": "rule of law",
            "definition": "On law",
            "terms": 1,
            "sources": "C; D",
        },
        {"frame": "war", "title": "At war", "definition": "", "terms": 1, "sources": ""},
    ]


def test_frames_of_a_dic_file_stand_in_the_order_of_its_categories(file):
    one = load_lexicon(file("x.dic", "\n%\n1 b\n\n2 a\n%\n\nwar 2\npeace 1\n"))
    assert list(one.frames) == ["b", "a"]


@pytest.mark.parametrize("faces, ending", [(5, "':5' (line 9)"), (7, "':5' (line 9) and 2 more")])
def test_of_many_entries_that_are_left_out_five_are_named_at_the_callers_line(file, faces, ending):
    rows = "".join(f":{n}\t1\n" for n in range(1, faces + 1))
    with pytest.warns(UserWarning, match=f"{faces} of its entries") as warned:
        load_lexicon(file("x.dic", f"%\n1 a\n%\nwar 1\n{rows}"))
    [warning] = warned
    assert str(warning.message).endswith(ending) and warning.filename == __file__


def test_a_word_of_a_dic_file_may_belong_to_several_categories(file):
    one = load_lexicon(
        file(
            "x.dic", "%\n1 a\n2 b c\n3 c\n%\nwar 1 2\n24 hours\t3\t1\npeace 03\n".replace("03", "3")
        )
    )
    assert frames("war, 24 hours, peace", one) == {"a": 2, "b c": 1, "c": 2}


def test_yaml_words_stay_words_and_notes_change_nothing(file):
    text = "frames: {a: {terms: [no, on, 1984, {term: border, not: [border collie], note: dogs}]}}"
    one = load_lexicon(file("x.yaml", text))
    assert [t.text for t in one.frames["a"].terms] == ["no", "on", "1984", "border"]
    assert (
        one.fingerprint == load_lexicon(file("y.yml", text.replace(", note: dogs", ""))).fingerprint
    )
    assert (
        one.fingerprint
        != load_lexicon(file("z.yml", text.replace("collie", "terrier"))).fingerprint
    )


def test_a_lexicon_is_a_value(generic):
    again = load_lexicon(paths.LEXICONS / "generic-frames.yml")
    assert (
        again == generic
        and hash(again) == hash(generic)
        and pickle.loads(pickle.dumps(generic)) == generic
    )
    assert repr(generic).startswith("Lexicon(generic-frames 1.2; terms: conflict ")
    assert generic.fingerprint[:8] in repr(generic)


def test_a_fingerprint_is_of_the_content_alone():
    """Worked out by hand: SHA-256 of {"a": [[["war"], []]]}."""
    assert (
        lexicon("War").fingerprint
        == "7d8f0420d0ad70271aba32acd082bf786705a0730150be0ad0a72308241611ca"
    )
    assert (
        lexicon("war") != lexicon("War")
        and lexicon("x", "y").fingerprint == lexicon("y", "x").fingerprint
    )


@pytest.mark.parametrize(
    "name, text, message",
    [
        ("x.yml", "frames: [", "line 1: "),
        ("x.yml", "frames:\n  a:\n    terms: [*ism]\n", "line 3: .*put quotes around"),
        (
            "x.yml",
            "frames: {a: {terms: [x]}}\nframes: {b: {terms: [x]}}\n",
            "line 2: 'frames' is given twice",
        ),
        ("x.yml", "", "top level: must be fields"),
        ("x.yml", "[war]", "line 1: top level: must be fields"),
        ("x.yml", "war", "line 1: top level: must be fields"),
        ("x.yml", "title: x\n", "top level: has no field 'frames': add it"),
        ("x.yml", "frames: {}\n", "top level, frames: must be fields"),
        (
            "x.yml",
            "frame: {}\nframes: {a: {terms: [x]}}",
            "field 'frame' is not known: leave it out, or use one of frames, name",
        ),
        ("x.yml", "frames: {a: {term: [x]}}", "frame a: has no field 'terms': add it"),
        ("x.yml", "frames: {a: {terms: x}}", "frame a, terms: must be a list"),
        ("x.yml", "frames: {a: {terms: []}}", "frame a, terms: must be a list"),
        ("x.yml", "frames: {a: {terms: [[x]]}}", "frame a, term 1, term: must be a text"),
        (
            "x.yml",
            "frames:\n  a:\n    terms: [x, {term: y, wait: 2}]",
            "line 3: frame a, term 2: field 'wait' is not known",
        ),
        (
            "x.yml",
            "frames:\n  a:\n    terms:\n    - x\n    - {term: y, weight: two}",
            "line 5: frame a, term 2: weight 'two' is not a number: write one",
        ),
        (
            "x.yml",
            "frames: {Care: {terms: [x]}, care: {terms: [y]}}",
            "frames 'Care' and 'care' would both have the column care_hits: rename one",
        ),
        (
            "x.yml",
            "frames: {care: {terms: [x]}, care_narration: {terms: [y]}}",
            "frames 'care' and 'care_narration' would both have the column "
            "care_narration_hits: rename one",
        ),
        (
            "x.yml",
            "frames: {quotations: {terms: [x]}}",
            "frame 'quotations': the tables already have a column quotations_per_1000_words",
        ),
        (
            "x.yml",
            "threat:\n  armed: [war]\nthreat.armed: [army]\nthreat_armed: [arms]\n",
            "frames 'threat.armed' and 'threat_armed' would both have the column threat_armed_hits",
        ),
        (
            "x.yml",
            "threat:\n  armed: []\n",
            "threat.armed: has no terms: write a name, a colon and a list",
        ),
        (
            "x.yml",
            "threat:\n  armed:\n  - war\n  - war (of words)\n",
            "line 4: term 'war (of words)' contains '('",
        ),
        (
            "x.yml",
            "frames: {a: {terms: [{term: y, not: z}]}}",
            "frame a, term 1, not: must be a list",
        ),
        (
            "x.yml",
            "frames: {a: {terms: [{term: a b, not: [a]}]}}",
            "term 1: term 'a b' is excluded by 'a', which is shorter",
        ),
        (
            "x.yml",
            "frames: {a: {terms: [well-being, well being]}}",
            "term 2: 'well being' repeats 'well-being': leave one out",
        ),
        (
            "x.yml",
            "frames: {a: {terms: ['*']}}",
            "frame a, term 1: term '*' contains no word: write at least one letter",
        ),
        (
            "x.yml",
            "frames: {a: {sources: [A: B], terms: [x]}}",
            "frame a, sources: must be a text: put quotes around it",
        ),
        ("x.yml", b"frames: {a: {terms: [caf\xe9]}}", "is not in UTF-8: save it in that encoding"),
        ("x.yml", "a: \x00", "line "),
        ("x.dic", "war 1\n", "line 1: comes before the first line with only %"),
        (
            "x.dic",
            "%\nconflict\n%\n",
            "line 2: 'conflict' is not a new category: write a number and a name",
        ),
        ("x.dic", "%\n1 a\n1 b\n%\n", "line 3: '1 b' is not a new category"),
        ("x.dic", "%\n1 a\n%\nwar 2\n", "line 4: no category 2: name it between"),
        ("x.dic", "%\n1 a\n%\nwar\n", "line 4: 'war' is not a word and its categories"),
        (
            "x.dic",
            "%\n1 a\n%\nkind; of 1\n",
            "line 4: term 'kind; of' contains ';', which cannot be part of a word: write",
        ),
        (
            "x.dic",
            "%\n1 a\n2 A\n%\nwar 1\n",
            "frames 'a' and 'A' would both have the column a_hits: rename one",
        ),
        (
            "x.dic",
            "%\n1 a\n%\n\nwar\t1\npeace\t\n",
            "line 6: 'peace' is not a word and its categories: write the word",
        ),
        ("x.dic", "%\n1 a\n%\nwar 1\n%\nx", "line 6: comes after a third line"),
        ("x.dic", "", "the file: has no terms"),
        (
            "x.csv",
            "term;frame\nwar;conflict\n",
            "line 1: the columns are term;frame: name them term and frame",
        ),
        (
            "x.csv",
            "term,frame,note\nwar,conflict,2\n",
            "line 1: the columns are term, frame, note: .*leave out all others",
        ),
        (
            "x.csv",
            "term,frame,weight\nwar,conflict,much\n",
            "line 2: weight 'much' is not a number: write one such as 0.5",
        ),
        ("x.csv", "term,frame,weight\nwar,conflict,nan\n", "line 2: weight 'nan' is not a number"),
        (
            "x.csv",
            "term,frame,weight\nwar,a,1\nWar,a,2\n",
            "line 3: 'War' in a has weight 2, but as 'war' 1: leave one out",
        ),
        (
            "x.csv",
            "word,care_p,care_p\nwar,1,2\n",
            "line 1: the columns are word, care_p, care_p: name them",
        ),
        ("x.csv", "word,care_p\nwar,high\n", "line 2: weight 'high' is not a number"),
        ("x.csv", "word,a,b,c\nwar,1\n", "line 2: 2 cells are filled: fill the word and no more"),
        ("x.csv", "", "line 1: the columns are none"),
        (
            "x.csv",
            "term,frame\nwar,conflict\nlaw, order,law\n",
            "line 3: 3 cells are filled: fill term and frame",
        ),
        ("x.csv", "term,frame\nwar,\n", "line 2: 1 cells are filled"),
        ("x.csv", 'term,frame\n"war,conflict\n', "line 2: .*close every quotation mark"),
        ("x.csv", "term,frame\n", "the file: has no terms"),
        (
            "x.txt",
            "war\n",
            "a lexicon cannot be read from .txt: save it as .yml, .yaml, .dic, .dicx, .csv",
        ),
    ],
)
def test_a_broken_file_is_told_in_one_line_with_file_place_and_mend(file, name, text, message):
    path = file(name, text)
    pattern = ".*".join(map(re.escape, message.split(".*")))
    with pytest.raises(ValueError, match=pattern) as caught:
        load_lexicon(path)
    line = str(caught.value)
    assert line.startswith(f"{path}: ") and "\n" not in line


def read(name: str) -> Lexicon:
    return load_lexicon(ROOT / "tests" / "cases" / "lexicons" / name)


def test_a_liwc_file_is_read_with_its_levels_and_code_page_and_says_what_it_leaves_out():
    with pytest.warns(UserWarning, match="4 of its entries cannot match any text") as warned:
        liwc = read("liwc-2015.dic")
    assert [str(warning.message).partition(": ")[2] for warning in warned] == [
        "4 of its entries cannot match any text and are left out: ':)' (line 8), "
        "'like' (line 12), 'kind <of>131/125' (line 13), category 'empty' without words"
    ]
    assert {name: (frame.title, len(frame.terms)) for name, frame in liwc.frames.items()} == {
        "motion": ("Words of Motion", 3),
        "walk": ("Walking", 2),
        "stroll": ("stroll", 1),
        "food": ("Food", 3),
    }
    assert frames("Amble to the café for milk shakes.", liwc) == {
        "motion": 1,
        "walk": 1,
        "stroll": 1,
        "food": 2,
    }


def test_both_moral_foundations_dictionaries_are_read_as_they_come():
    first, second = read("mfd-1.dic"), read("mfd-2.dic")
    assert frames("Keep the lush greenery; a fair-minded, fair fairy mows.", first) == {
        "MeadowVirtue": 3,
        "MeadowVice": 2,
        "MoralityGeneral": 3,
    }
    assert frames("Tall grass, still pond: level the growing field!", second) == {
        "meadow.virtue": 3,
        "meadow.vice": 0,
        "pond.virtue": 1,
    }
    assert not first.weighted and frame_scores("still", second)["pond.virtue"] == 1


def test_the_emfd_gives_each_word_its_weight_in_each_frame():
    emfd, text = read("emfd.csv"), "A frog, a Frog's grass."
    assert emfd.weighted and list(emfd.frames) == ["meadow_p", "pond_p", "meadow_sent", "pond_sent"]
    assert set(frames(text, emfd).values()) == {3}
    assert frame_scores(text, emfd) == {
        "meadow_p": 0.5,
        "pond_p": 1.5,
        "meadow_sent": 0.0,
        "pond_sent": 1.0,
    }


def test_quanteda_keys_within_keys_become_one_name():
    quanteda = read("quanteda.yml")
    assert {
        name: [term.text for term in frame.terms] for name, frame in quanteda.frames.items()
    } == {
        "threat.armed": ["troop*", "wom?n in arms"],
        "threat.other": ["peril"],
        "help": ["*aid*", "relief", "no"],
        "mixed": ["storm"],
        "mixed.flood": ["high water"],
    }
    assert frames("Women in arms repaid no high-water peril.", quanteda) == {
        "threat.armed": 1,
        "threat.other": 1,
        "help": 2,
        "mixed": 0,
        "mixed.flood": 1,
    }


def test_the_dicx_of_liwc_22_marks_a_words_categories_with_an_x():
    assert frames("Ambling milk shakes run.", read("liwc-22.dicx")) == {"motion": 2, "food": 2}


def test_weights_are_the_same_in_every_format_and_count_in_the_fingerprint(file):
    csv = load_lexicon(file("x.csv", "weight,term,frame\n0.5,war,a\n-1,peace,a\n"))
    yml = load_lexicon(
        file("x.yml", "frames: {a: {terms: [{term: peace, weight: -1}, {term: war, weight: .5}]}}")
    )
    plain = load_lexicon(file("y.csv", "term,frame\nwar,a\npeace,a\n"))
    assert (
        csv.fingerprint == yml.fingerprint != plain.fingerprint
        and csv.weighted
        and not plain.weighted
    )
    assert frame_scores("War, war; no peace.", csv) == {"a": 0.0} and frames(
        "War, war; no peace.", csv
    ) == {"a": 3}


def test_a_lexicon_says_how_it_was_checked(file):
    one = load_lexicon(
        file(
            "x.yml", "checked: Read in 200 articles,\n  by two people.\nframes: {a: {terms: [war]}}"
        )
    )
    assert one.checked == "Read in 200 articles, by two people."


@given(st.text() | st.text(st.sampled_from("framest: {}[]-\n\"'%12*?,#&!|>")))
def test_no_file_raises_anything_but_a_value_error(content):
    for reader in READERS.values():
        message = ""
        try:
            reader(content, "x")
        except ValueError as error:
            message = str(error)
        assert "\n" not in message


def test_an_unknown_name_lists_the_known_ones(tmp_path):
    for name in ("generic_frames", tmp_path, tmp_path / "none.yml"):
        with pytest.raises(
            FileNotFoundError, match=r"no such file; .* are generic-frames, security-sovereignty"
        ):
            load_lexicon(name)


def test_a_case_that_is_asked_for_is_read_in_every_format_and_changes_the_fingerprint(tmp_path):
    files = {
        "own.yml": "frames: {nation: {terms: [^US, us, {term: ^IT firm*, weight: 0.5}]}}",
        "list.csv": "term,frame,weight\n^US,nation,1\nus,nation,1\n^IT firm*,nation,0.5\n",
        "wide.csv": "word,nation\n^US,1\nus,1\n^IT firm*,0.5\n",
    }
    text = "US, us, Us. IT firms and it firms up."
    read = []
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
        read.append(load_lexicon(tmp_path / name))
        assert [(hit.text, hit.term) for hit in hits(text, read[-1])] == [
            ("US", "^US"),
            ("us", "us"),
            ("Us", "us"),
            ("IT firms", "^IT firm*"),
        ]
    assert len({lexicon.fingerprint for lexicon in read}) == 1
    (tmp_path / "any.yml").write_text(files["own.yml"].replace("^IT", "IT"), encoding="utf-8")
    assert load_lexicon(tmp_path / "any.yml").fingerprint != read[0].fingerprint


def test_quanteda_asks_for_a_case_as_well(tmp_path):
    path = tmp_path / "q.yml"
    path.write_text("nation:\n- ^US\n", encoding="utf-8")
    assert frames("US and us", load_lexicon(path)) == {"nation": 1}


def test_a_term_twice_in_one_case_is_an_error_and_in_two_cases_is_none(tmp_path):
    path = tmp_path / "twice.yml"
    path.write_text("frames: {a: {terms: [^US, '^US']}}", encoding="utf-8")
    with pytest.raises(ValueError, match=r"term 2: '\^US' repeats '\^US': leave one out"):
        load_lexicon(path)
