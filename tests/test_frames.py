"""What frames.py promises: which tokens are a term, how they are counted and shown, and what a lexicon file may hold."""
import json
import pickle
import re
from collections import Counter
from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from broadsheet import paths
from broadsheet.frames import Frame, Lexicon, frames, hits, kwic, load_lexicon, term
from broadsheet.text import straighten, tokenize

module = import_module("broadsheet.frames")  # the package's own name `frames` is the function
CASES = json.loads((Path(__file__).parent / "cases" / "frames.json").read_text(encoding="utf-8"))
SHIPPED = ["generic-frames", "security-sovereignty"]
KWIC_COLUMNS = ["id", "outlet", "frame", "term", "left", "hit", "right", "start", "end"]

# Text that a lexicon may meet, and text that it should not choke on.
letters = st.sampled_from("abäIİß.'’\"“,-–? \n1€_\N{ZERO WIDTH SPACE}")
texts = st.text() | st.text(letters)


def lexicon(**terms_by_frame) -> Lexicon:
    made = {frame: [term(**{"text": t} if isinstance(t, str) else {"text": t["term"], "excluded": t["not"]}) for t in ts]
            for frame, ts in terms_by_frame.items()}
    return Lexicon("test", {frame: Frame(frame, "", (), tuple(terms)) for frame, terms in made.items()})


@pytest.fixture(scope="module")
def generic():
    return load_lexicon("generic-frames")


# --- which tokens are a term

@pytest.mark.parametrize("case", [pytest.param(c, id=c["about"], marks=[pytest.mark.xfail(reason=c["fails"])]
                                               if "fails" in c else []) for c in CASES])
def test_a_term_matches_whole_tokens_as_the_cases_say(case):
    one = lexicon(frame=case["terms"])
    assert [hit.text for hit in hits(case["text"], one)] == case["hits"]
    assert frames(case["text"], one) == {"frame": len(case["hits"])}


def test_a_token_counts_once_in_each_frame_that_lists_it():
    two = lexicon(security=["security pact", "pact"], cooperation=["pact"], trade=["tariff*"])
    text = "A security pact, a pact, no tariff."
    assert frames(text, two) == {"security": 2, "cooperation": 2, "trade": 1}
    assert [(h.frame, h.text) for h in hits(text, two)] == [
        ("security", "security pact"), ("cooperation", "pact"), ("security", "pact"), ("cooperation", "pact"), ("trade", "tariff")]


def test_every_frame_is_counted_even_where_there_is_nothing(generic):
    assert frames("", generic) == dict.fromkeys(generic.frames, 0)


WORDS = st.text("abc'", min_size=1, max_size=5).filter(lambda w: w[0] != "'" and w[-1] != "'" and "''" not in w)
PATTERNS = st.text("abc*?", min_size=1, max_size=4).filter(lambda p: p.strip("*?"))


def naive(form: str, pattern: str) -> bool:
    """Wildcards by their definition, one character at a time."""
    if not pattern:
        return not form
    if pattern[0] == "*":
        return any(naive(form[n:], pattern[1:]) for n in range(len(form) + 1))
    return bool(form) and pattern[0] in ("?", form[0]) and naive(form[1:], pattern[1:])


@given(st.lists(WORDS, max_size=8), st.lists(st.lists(PATTERNS, min_size=1, max_size=2), min_size=1, max_size=4))
def test_terms_match_as_a_naive_reader_would_find_them(words, phrases):
    text, at, expected = " ".join(words), 0, []
    forms = tokenize(text).forms
    while at < len(forms):
        lengths = [len(p) for p in phrases if at + len(p) <= len(forms) and all(map(naive, forms[at:], p))]
        if lengths:
            expected.append((at, max(lengths)))
        at += max(lengths, default=1)
    starts = {token.start: number for number, token in enumerate(tokenize(text).tokens)}
    found = hits(text, lexicon(frame=[" ".join(phrase) for phrase in phrases]))
    assert [(starts[hit.start], len(tokenize(hit.text).tokens)) for hit in found] == expected


@given(texts)
def test_no_text_makes_a_measure_raise_and_every_hit_slices_back(text):
    one = lexicon(a=["a*", "b ?", "i", "*1"], b=[{"term": "a", "not": ["a b"]}])
    found = hits(text, one)
    assert all(text[hit.start:hit.end] == hit.text for hit in found)
    assert [hit.start for hit in found] == sorted(hit.start for hit in found)
    assert frames(text, one) == {"a": 0, "b": 0} | Counter(hit.frame for hit in found)
    assert kwic(text, one)["hit"].tolist() == [" ".join(hit.text.split()) for hit in found]


@given(st.text(st.sampled_from("wars' ’‘`\"“”.,I'"), max_size=40))
def test_straight_and_curly_marks_give_identical_counts(text):
    one = lexicon(a=["war", "i'* a*", "was wa?"])
    assert frames(text, one) == frames(straighten(text), one)


def test_ten_thousand_terms_cost_little_more_work_than_a_hundred(monkeypatch):
    """Work, not time: how often a term is compared with a form. The text holds 5,000 tokens, 200 of them different."""
    text = " ".join(f"word{n % 200}x" for n in range(5000))
    compared = Counter()

    def counting(form, pattern, fits=module.fits):
        compared["times"] += 1
        return fits(form, pattern)
    monkeypatch.setattr(module, "fits", counting)
    work = {}
    for size in (100, 10_000):
        compared.clear()
        many = lexicon(frame=[f"term{n}*" if n % 2 else f"term{n} of war" for n in range(size - 2)] + ["word7x", "word1?x"])
        assert frames(text, many) == {"frame": 25 + 250}
        work[size] = compared["times"]
    assert work[10_000] <= 2 * work[100] <= 2 * 200


# --- keyword in context

ARTICLES = pd.DataFrame({"id": ["b", "a"], "outlet": ["Post", None],
                         "text": ["They came to\n\nthe border.  The wall, he said.", "“Border” talks"]})


def test_kwic_shows_each_place_in_order_with_its_tokens_on_both_sides():
    table = kwic(ARTICLES, "border", window=2)
    assert table.columns.tolist() == [c for c in KWIC_COLUMNS if c != "frame"]
    assert table[["id", "left", "hit", "right", "start"]].values.tolist() == [
        ["b", "to the", "border", ". The wall", 18], ["a", "", "Border", "” talks", 1]]
    assert table["outlet"].isna().tolist() == [False, True]


def test_kwic_of_a_lexicon_names_the_frame_and_the_term():
    table = kwic(ARTICLES, lexicon(fence=["wall*", "the *"]), window=0)
    assert table.columns.tolist() == KWIC_COLUMNS
    assert table[["frame", "term", "left", "hit", "right"]].values.tolist() == [
        ["fence", "the *", "", "the border", ""], ["fence", "the *", "", "The wall", ""]]


@pytest.mark.parametrize("articles", ["", ARTICLES.iloc[:0], ARTICLES[["id", "text"]], "no hit"])
def test_kwic_keeps_its_columns_where_nothing_is_found(articles):
    table = kwic(articles, "sovereignty")
    assert table.empty and table.columns.tolist() == [c for c in KWIC_COLUMNS if c != "frame"]
    assert table["start"].dtype == int and table["hit"].dtype == "str"
    assert kwic(articles, lexicon(a=["sovereignty"])).columns.tolist() == KWIC_COLUMNS


@pytest.mark.parametrize("call, message", [
    (lambda: kwic("text", "!"), "term '!' holds '!', which is part of no word"),
    (lambda: kwic("text", ""), "term '' holds no word"),
    (lambda: kwic("text", "text", window=-1), "a window of -1 tokens: write 0 or more"),
    (lambda: kwic(pd.DataFrame({"body": []}), "text"), "no column id or text in the articles: has body"),
])
def test_kwic_says_what_it_cannot_do(call, message):
    with pytest.raises(ValueError, match=message.replace("?", r"\?")):
        call()


# --- the lexicons that are shipped

@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_lexicon_is_complete_and_in_order(name):
    shipped = load_lexicon(name)
    assert (shipped.name, shipped.version) == (name, "1.0") and shipped.title and shipped.definition and shipped.sources
    authors = " ".join(shipped.sources)
    for frame in shipped.frames.values():
        assert frame.title and frame.definition and frame.sources and len(frame.title) <= 30
        assert all(source.split()[0] in authors and source[-4:] in authors for source in frame.sources)
        forms = [t.forms for t in frame.terms]
        assert forms == sorted(forms) and len(forms) == len(set(forms))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_term_finds_itself_and_no_term_hides_another(name):
    for title, frame in load_lexicon(name).frames.items():
        for one in frame.terms:
            alone = Lexicon("", {title: Frame("", "", (), (one,))})
            assert frames(one.text.replace("*", "x").replace("?", "x"), alone) == {title: 1}, one.text
            assert all(hits(" ".join(p).replace("*", "x").replace("?", "x"), alone) == [] for p in one.excluded), one


@pytest.mark.parametrize("name", SHIPPED)
def test_no_shipped_term_is_swallowed_by_a_wider_one(name):
    for frame in load_lexicon(name).frames.values():
        bare = [(t, [form.replace("*", "").replace("?", "x") for form in t.forms]) for t in frame.terms]
        assert not [(t.text, wider.text) for t, forms in bare for wider in frame.terms
                    if wider is not t and not wider.excluded and len(wider.forms) == len(forms)
                    and all(map(module.fits, forms, wider.forms))]


@pytest.mark.parametrize("text", [
    "She is accustomed to unclear, subsidiary quotations and a borderline Allegheny infantry in Crimea.",
    "An unprotected curbside solvent; the Defense Secretary; a heart attack; the Security Council.",
])
def test_words_that_only_look_like_terms_are_no_hits(text):
    assert [hit for name in SHIPPED for hit in hits(text, load_lexicon(name))] == []


def test_the_generic_frames_have_the_names_of_the_literature(generic):
    assert list(generic.frames) == ["conflict", "economic", "human_interest", "morality", "resolution"]
    assert list(load_lexicon("security-sovereignty").frames) == [
        "security", "sovereignty", "cooperation", "escalation", "migration", "trade", "rule_of_law"]


@pytest.mark.parametrize("text, found", [
    ("The company cut jobs as prices rose.", {"economic": 3}),
    ("Critics accused the mayor; he denied it.", {"conflict": 3}),
    ("My mother cried at the funeral.", {"human_interest": 4}),
    ("A selfish act is immoral, the priest said.", {"morality": 3}),
    ("Both want a compromise that would solve it.", {"resolution": 2}),
    ("He had a heart attack during World War I in a good company of birds.", {"economic": 1}),
    ("The weather was mild on Tuesday.", {}),
])
def test_hand_counted_sentences(text, found, generic):
    assert frames(text, generic) == dict.fromkeys(generic.frames, 0) | found


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
    read = [load_lexicon(file("x.yml", YAML)), load_lexicon(file("x.dic", DIC)), load_lexicon(str(file("x.csv", CSV))),
            load_lexicon(file("y.CSV", "\ufeffFrame,Term\r\n\r\nlaw,rule of law\r\nconflict,attack*\r\nconflict,war\r\n"))]
    assert len({one.fingerprint for one in read}) == 1
    assert [one.name for one in read] == ["x", "x", "x", "y"]
    assert all(frames("Attacks on the rule of law", one) == {"conflict": 1, "law": 1} for one in read)


def test_a_word_of_a_dic_file_may_belong_to_several_categories(file):
    one = load_lexicon(file("x.dic", "%\n1 a\n2 b c\n3 c\n%\nwar 1 2\n24 hours\t3\t1\npeace 03\n".replace("03", "3")))
    assert frames("war, 24 hours, peace", one) == {"a": 2, "b c": 1, "c": 2}


def test_yaml_words_stay_words_and_notes_change_nothing(file):
    text = "frames: {a: {terms: [no, on, 1984, {term: border, not: [border collie], note: dogs}]}}"
    one = load_lexicon(file("x.yaml", text))
    assert [t.text for t in one.frames["a"].terms] == ["no", "on", "1984", "border"]
    assert one.fingerprint == load_lexicon(file("y.yml", text.replace(", note: dogs", ""))).fingerprint
    assert one.fingerprint != load_lexicon(file("z.yml", text.replace("collie", "terrier"))).fingerprint


def test_a_lexicon_is_a_value(generic):
    again = load_lexicon(paths.LEXICONS / "generic-frames.yml")
    assert again == generic and hash(again) == hash(generic) and pickle.loads(pickle.dumps(generic)) == generic
    assert repr(generic).startswith("Lexicon(generic-frames 1.0; terms: conflict ") and generic.fingerprint[:8] in repr(generic)


def test_a_fingerprint_is_of_the_content_alone():
    """Worked out by hand: SHA-256 of {"a": [[["war"], []]]}."""
    assert lexicon(a=["War"]).fingerprint == "7d8f0420d0ad70271aba32acd082bf786705a0730150be0ad0a72308241611ca"
    assert lexicon(a=["war"]) != lexicon(a=["War"]) and lexicon(a=["x", "y"]).fingerprint == lexicon(a=["y", "x"]).fingerprint


@pytest.mark.parametrize("name, text, message", [
    ("x.yml", "frames: [", "line 1: "),
    ("x.yml", "frames:\n  a:\n    terms: [*ism]\n", "line 3: .*put quotes around"),
    ("x.yml", "frames: {a: {terms: [x]}}\nframes: {b: {terms: [x]}}\n", "line 2: 'frames' is given twice"),
    ("x.yml", "", "top level: must be fields"),
    ("x.yml", "title: x\n", "top level: has no field 'frames': add it"),
    ("x.yml", "frames: {}\n", "top level, frames: must be fields"),
    ("x.yml", "frame: {}\nframes: {a: {terms: [x]}}", "field 'frame' is not known: leave it out, or use one of frames, name"),
    ("x.yml", "frames: {a: {term: [x]}}", "frame a: has no field 'terms': add it"),
    ("x.yml", "frames: {a: {terms: x}}", "frame a, terms: must be a list"),
    ("x.yml", "frames: {a: {terms: []}}", "frame a, terms: must be a list"),
    ("x.yml", "frames: {a: {terms: [[x]]}}", "frame a, term 1, term: must be a text"),
    ("x.yml", "frames: {a: {terms: [x, {term: y, weight: 2}]}}", "frame a, term 2: field 'weight' is not known"),
    ("x.yml", "frames: {a: {terms: [{term: y, not: z}]}}", "frame a, term 1, not: must be a list"),
    ("x.yml", "frames: {a: {terms: [{term: a b, not: [a]}]}}", "term 1: term 'a b' is excluded by 'a', which is shorter"),
    ("x.yml", "frames: {a: {terms: [well-being, well being]}}", "term 2: 'well being' is 'well-being' once more: leave one out"),
    ("x.yml", "frames: {a: {terms: ['*']}}", "frame a, term 1: term '*' holds no word: write at least one letter"),
    ("x.yml", "frames: {a: {sources: [A: B], terms: [x]}}", "frame a, sources: must be a text: put quotes around it"),
    ("x.yml", b"frames: {a: {terms: [caf\xe9]}}", "is not UTF-8: save it with that encoding"),
    ("x.yml", "a: \x00", "line "),
    ("x.dic", "war 1\n", "line 1: stands before the first line that holds only %"),
    ("x.dic", "%\nconflict\n%\n", "line 2: 'conflict' is no new category: write a number and a name"),
    ("x.dic", "%\n1 a\n1 b\n%\n", "line 3: '1 b' is no new category"),
    ("x.dic", "%\n1 a\n%\nwar 2\n", "line 4: no category 2: name it between"),
    ("x.dic", "%\n1 a\n%\nwar\n", "line 4: 'war' is not a word and its categories"),
    ("x.dic", "%\n1 a\n%\nlike (02 134)125/464\n", "line 4: .*LIWC's conditions.* are not read"),
    ("x.dic", "%\n1 a\n%\nkind (of) 1\n", "line 4: term 'kind (of)' holds '(', which is part of no word: write"),
    ("x.dic", "%\n1 a\n%\nwar 1\n%\nx", "line 6: stands after a third line"),
    ("x.dic", "%\n1 a\n2 b\n%\nwar 1\n", "b: without terms: add some, or leave it out"),
    ("x.dic", "", "the file: without terms"),
    ("x.csv", "term;frame\nwar;conflict\n", "line 1: the columns are term;frame: name them term and frame"),
    ("x.csv", "term,frame,weight\nwar,conflict,2\n", "line 1: the columns are term, frame, weight: .*leave out others"),
    ("x.csv", "", "line 1: the columns are none"),
    ("x.csv", "term,frame\nwar,conflict\nlaw, order,law\n", "line 3: 3 cells are filled: fill term and frame"),
    ("x.csv", "term,frame\nwar,\n", "line 2: 1 cells are filled"),
    ("x.csv", "term,frame\n\"war,conflict\n", "line 2: .*close every quotation mark"),
    ("x.csv", "term,frame\n", "the file: without terms"),
    ("x.dicx", "DicTerm,a\nwar,X\n", "no lexicon is read from .dicx: save it as .yml, .yaml, .dic, .csv"),
])
def test_a_broken_file_is_told_in_one_line_with_file_place_and_mend(file, name, text, message):
    path = file(name, text)
    with pytest.raises(ValueError) as caught:
        load_lexicon(path)
    said = str(caught.value)
    assert said.startswith(f"{path}: ") and "\n" not in said
    pattern = ".*".join(map(re.escape, message.split(".*")))
    assert re.search(pattern, said), said


@given(st.text() | st.text(st.sampled_from("framest: {}[]-\n\"'%12*?,#&!|>")))
def test_no_file_raises_anything_but_a_value_error(content):
    for read in module.READERS.values():
        try:
            read(content, "x")
        except ValueError as error:
            assert "\n" not in str(error)


def test_an_unknown_name_lists_the_known_ones(tmp_path):
    for name in ("generic_frames", tmp_path, tmp_path / "none.yml"):
        with pytest.raises(FileNotFoundError, match="no such file; .* are generic-frames, security-sovereignty"):
            load_lexicon(name)
