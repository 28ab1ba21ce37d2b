"""Whatever the text or the table, a public function gives a result or a ValueError of one line (of
a path where nothing is, FileNotFoundError), in words of this package.

Odd articles pass through the functions in the order in which the notebooks call them, so that each
gets tables as odd as the ones before it can make them. Every public name is tried here or named
with the reason why it is not.
"""

import traceback
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import broadsheet as bs
from broadsheet.formats import COLUMNS, LISTS
from broadsheet.lexicon import Frame, term
from broadsheet.publishing import verify

# Characters with which texts go wrong: marks, halves of characters, directions, controls, letters
# that change their length in another case, markup, formulas, templates.
ODD = "aZ ß İ ŉ ﬁ \N{COMBINING ACUTE ACCENT} 1 ½ . , ; : ? ! … - – — ( [ { } ] )".split()
ODD += "' ’ ‘ \" “ ” „ « » 「".split()
ODD += [" ", "\n", "\n\n", "\r", "\t", "\0", "\x85", "\u2028", "\u202e", "\ufeff"]
ODD += [
    "\ud800",
    "\udfff",
    "\N{ZERO WIDTH JOINER}",
    "👩\u200d🔬",
    "<b>",
    "&amp;",
    "=1+1",
    "%s",
    "{}",
]
SAID = "said", "war", "not", "no", "Ana Lima", "Mr.", "She", "U.S.", "the", "attacks", "$5", "told"
SENTENCES = (
    "“We lost a whole year of work on it,” said Mayor Ana Lima.",
    "She told the council that “no war is just” and left.",
    "According to Bo Reyes, the attacks were not planned.",
    '"It rained, and nobody in the town came out to see it," Mr. Reyes said.',
)

# Half a character stands in no file, and so in no article, but anybody may pass one to a function.
odd_text = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=40),
    st.lists(st.sampled_from([*ODD, *SAID]), max_size=30).map("".join),
    st.lists(st.sampled_from([*ODD, *SAID, *SENTENCES]), max_size=30).map(" ".join),
)
odd_line = odd_text.map(lambda text: text.encode("utf-8", "replace").decode("utf-8"))
odd_name = st.one_of(st.none(), st.sampled_from(["A", "A", "B", "B", "", "<b>", "=1"]), odd_line)
odd_number = st.one_of(
    st.integers(-3, 40), st.floats(allow_nan=True, allow_infinity=True), st.just(0)
)
DAYS = "2031-03-04", "2031-03-05T23:59Z", "2031-03", "2031-13-45", "0001-01-01", "yesterday", ""

odd_article = st.fixed_dictionaries(
    {
        "outlet": odd_name,
        "title": st.one_of(st.none(), odd_line),
        "authors": st.lists(odd_line, max_size=2),
        "published": st.one_of(st.none(), st.sampled_from(DAYS)),
        "url": st.one_of(st.none(), odd_line),
        "language": st.sampled_from(["en", None, "de"]),
        "story": st.one_of(st.none(), st.sampled_from(["flood", "flood", "vote", "=1"])),
        "text": odd_line,
        "cut": st.lists(st.tuples(st.just("repeated line"), odd_line), max_size=1),
    }
)  # fmt: skip


def table_of(rows: list[dict]) -> pd.DataFrame:
    """The articles as `bs.load` would give them."""
    filled = [
        {name: [] if name in LISTS else None for name in COLUMNS}
        | row
        | {"id": str(number), "source": f"{number}.txt", "wire_group": None}
        for number, row in enumerate(rows)
    ]
    names = [*COLUMNS, "wire_group"]
    return pd.DataFrame({name: [row[name] for row in filled] for name in names}, dtype=object)


odd_articles = st.lists(odd_article, max_size=5).map(table_of)

HERE = Path(bs.__file__).parent
CONFLICT = Frame("<b>", "", (), (term("war"), term("attack*")))
LEXICON = bs.Lexicon("odd", {"conflict": CONFLICT, "none": Frame("", "", (), (term("zzz"),))})


class Missing(Exception):
    """A table that an earlier function refused to make."""


class Earlier(dict):
    """What earlier functions gave; one that was refused is missing."""

    def __missing__(self, name):
        raise Missing(name)


def pass_through(steps: dict[str, Callable], given: Earlier) -> None:
    """Each function on what the ones before it gave."""
    for name, step in steps.items():
        try:
            given[name] = step(given)
        except Missing:
            continue
        except (ValueError, FileNotFoundError) as error:
            raised_in = traceback.extract_tb(error.__traceback__)[-1].filename
            if "\n" in str(error) or not Path(raised_in).is_relative_to(HERE):
                raise AssertionError(f"{name}: {error}") from error


OF_TEXT: dict[str, Callable] = {
    "tokenize": lambda e: bs.tokenize(e["text"]),
    "Document": lambda e: bs.Document(e["text"]),
    "readability": lambda e: bs.readability(e["text"], warn=False),
    "quotes": lambda e: bs.quotes(e["text"]),
    "frames": lambda e: bs.frames(e["text"], LEXICON),
    "frame_prominence": lambda e: bs.frame_prominence(e["text"], LEXICON),
    "frame_scores": lambda e: bs.frame_scores(e["text"], LEXICON),
    "hits": lambda e: bs.hits(e["text"], LEXICON),
    "counts": lambda e: bs.counts(e["text"]),
    "syllables": lambda e: bs.syllables(e["text"]),
    "kwic": lambda e: bs.kwic(e["line"], LEXICON),
    "view": lambda e: bs.view(e["text"], LEXICON)._repr_html_(),
    "view_pair": lambda e: bs.view_pair(e["text"], "It rained.", LEXICON)._repr_html_(),
}
OF_ODD_NAMES: dict[str, Callable] = {
    "kwic": lambda e: bs.kwic("War and peace.", e["text"]),
    "load": lambda e: bs.load(e["text"]),
    "iter_articles": lambda e: list(bs.iter_articles(e["text"])),
    "load_lexicon": lambda e: bs.load_lexicon(e["text"]),
    "find": lambda e: bs.find(e["text"]),
    "cite": lambda e: bs.cite(e["text"]),
    "read_people": lambda e: bs.read_people(e["text"] or "x"),
    "check_answer": lambda e: bs.check_answer("Words", e["text"], e["line"], "Look."),
    "check_parameters": lambda e: bs.check_parameters(["", repr(e["text"])]),
    "figures_folder": lambda e: bs.figures_folder("figures", e["text"]),
    "trend_values": lambda e: bs.trend_values(pd.DataFrame({"outlet": ["A"]}), e["text"]),
}
OF_NUMBERS: dict[str, Callable] = {
    "wilson": lambda e: bs.wilson(e["one"], e["other"]),
    "median_interval": lambda e: bs.median_interval(e["many"]),
    "benjamini_hochberg": lambda e: bs.benjamini_hochberg(e["many"]),
    "share": lambda e: bs.share(e["one"], e["other"]),
    "items_to_code": lambda e: bs.items_to_code(e["one"], e["other"]),
    "krippendorff_alpha": lambda e: bs.krippendorff_alpha(
        pd.DataFrame({"one": e["many"], "other": e["many"][::-1]}), "ordinal"
    ),
    "agreement": lambda e: bs.agreement(*sorted(map(abs, e["whole"]))),
    "formulas": lambda e: bs.formulas(dict.fromkeys(e["sums"], e["one"])),
    "quoted_shares": lambda e: bs.quoted_shares(dict.fromkeys(QUOTED, e["one"])),
    "source_shares": lambda e: bs.source_shares(dict.fromkeys(SOURCE_SUMS, e["one"])),
}
OF_ARTICLES: dict[str, Callable] = {
    # the corpus
    "select": lambda e: bs.select(e["articles"], e["outlets_asked"]),
    "fewer_outlets": lambda e: bs.fewer_outlets(e["articles"], 2),
    "own_outlets": lambda e: bs.own_outlets(bs.fewer_outlets(e["articles"], 2), e["articles"]),
    "sample_by_outlet": lambda e: bs.sample_by_outlet(e["articles"], 2, 1),
    "caution": lambda e: bs.caution(e["articles"]),
    "days": lambda e: bs.days(e["articles"]),
    "first_day": lambda e: bs.first_day(e["days"]),
    "labelled": lambda e: bs.labelled(e["articles"]),
    "near_duplicates": lambda e: bs.near_duplicates(e["articles"], threshold=1 / 3),
    "similarity_bands": lambda e: bs.similarity_bands(e["near_duplicates"]),
    "repeated_lines": lambda e: bs.repeated_lines(e["articles"]),
    "find_stories": lambda e: bs.find_stories(e["articles"]),
    "stories_line": lambda e: bs.stories_line(e["find_stories"]),
    "add_stories": lambda e: bs.add_stories(e["articles"], e["find_stories"]),
    "most_told": lambda e: bs.most_told(e["articles"]),
    "first_story": lambda e: bs.first_story(e["articles"]),
    "first_outlet": lambda e: bs.first_outlet(e["articles"]),
    "to_fill_in": lambda e: bs.to_fill_in(e["articles"]),
    "coverage": lambda e: bs.coverage(e["articles"]),
    "coverage_summary": lambda e: bs.coverage_summary(e["coverage"]),
    "linked_sentences": lambda e: bs.linked_sentences(e["articles"]),
    # what is measured
    "measured": lambda e: bs.measured(e["articles"], LEXICON),
    "measure": lambda e: bs.measure(e["articles"], LEXICON),
    "outlets": lambda e: bs.outlets(e["articles"], e["measured"]),
    "page_parts": lambda e: bs.page_parts(e["articles"], e["measured"]),
    "part_rows": lambda e: bs.part_rows(e["page_parts"]),
    "words_and_tokens": lambda e: bs.words_and_tokens(e["articles"], e["measured"]),
    "sentence_counts": lambda e: bs.sentence_counts(e["measured"]),
    "average_lengths": lambda e: bs.average_lengths(e["sentence_counts"]),
    "sentence_length_rows": lambda e: bs.sentence_length_rows(e["sentence_counts"]),
    "intervals": lambda e: bs.intervals(
        e["sentence_counts"], ["outlet", "id", "voice"], bs.formulas, 1, resamples=20
    ),
    "textstat_sentences": lambda e: e["articles"]["text"].dropna().map(bs.textstat_sentences),
    "formula_table": lambda e: bs.formula_table(e["intervals"]),
    "grade_rows": lambda e: bs.grade_rows(e["intervals"]),
    "formula_rows": lambda e: bs.formula_rows(e["intervals"], bs.FORMULAS),
    "sentence_rivals": lambda e: bs.sentence_rivals(e["articles"], e["measured"]),
    "sentence_rivals_line": lambda e: bs.sentence_rivals_line(e["sentence_rivals"]),
    "narration": lambda e: bs.narration(e["articles"], e["measured"]),
    # who is quoted
    "with_people": lambda e: bs.with_people(e["measured"]),
    "quotations": lambda e: bs.quotations(e["with_people"]),
    "quoted_and_reported": lambda e: bs.quoted_and_reported(e["quotations"]),
    "quoted_counts": lambda e: bs.quoted_counts(e["with_people"]),
    "shares": lambda e: bs.intervals(
        e["quoted_counts"], ["outlet", "id"], bs.quoted_shares, 1, resamples=20
    ),
    "share_rows": lambda e: bs.share_rows(e["shares"]),
    "definition_table": lambda e: bs.definition_table(e["shares"]),
    "people": lambda e: bs.people(e["measured"]),
    "quoted_people": lambda e: bs.quoted_people(e["with_people"]),
    "people_line": lambda e: bs.people_line(e["people"], None, e["articles"]),
    "joined_names": lambda e: bs.joined_names(e["people"]),
    "people_to_correct": lambda e: bs.people_to_correct(e["measured"]),
    "speakers": lambda e: bs.speakers(e["with_people"]),
    "silent_articles": lambda e: bs.silent_articles(e["articles"], e["speakers"]),
    "speaker_rows": lambda e: bs.speaker_rows(e["speakers"], e["articles"]),
    "place_rows": lambda e: bs.place_rows(e["quotations"], e["articles"]),
    "source_counts": lambda e: bs.source_counts(e["speakers"]),
    "outlet_panels": lambda e: bs.outlet_panels(e["articles"], e["source_counts"]),
    "source_share_rows": lambda e: bs.source_share_rows(e["source_counts"], e["outlet_panels"], 1),
    "single_outlets": lambda e: bs.single_outlets(e["outlet_panels"]),
    "pronoun_differences": lambda e: bs.pronoun_differences(
        e["source_counts"], e["single_outlets"], 1
    ),
    "pronoun_rows": lambda e: bs.pronoun_rows(e["pronoun_differences"]),
    "with_sources": lambda e: bs.with_sources(e["with_people"]),
    "verbs": lambda e: bs.verbs(e["quotations"]),
    "neutral_shares": lambda e: bs.neutral_shares(e["verbs"]),
    "in_panels": lambda e: bs.in_panels(e["verbs"], bs.outlet_panels(e["articles"])),
    "verb_rows": lambda e: bs.verb_rows(e["in_panels"]),
    "shared_quotations": lambda e: bs.shared_quotations(e["quotations"], 0.8, 3),
    "shared_rows": lambda e: bs.shared_rows(e["shared_quotations"], e["with_people"]),
    "newly_shared": lambda e: bs.newly_shared(
        e["shared_quotations"], bs.shared_quotations(e["quotations"])
    ),
    "disputed_line": lambda e: bs.disputed_line(e["with_people"], e["shared_quotations"]),
    "disputed_statements": lambda e: bs.disputed_statements(
        e["with_people"], e["shared_quotations"]
    ),
    # frames
    "frame_definitions": lambda e: bs.frame_definitions(LEXICON),
    "framing": lambda e: bs.framing(e["with_people"]),
    "any_frame": lambda e: bs.any_frame(e["framing"]),
    "frame_titles": lambda e: bs.frame_titles(e["framing"], LEXICON),
    "prominences": lambda e: bs.prominences(e["measured"].articles, list(LEXICON.frames)),
    "rates": lambda e: bs.rates(e["framing"], ["outlet", "voice"], 1),
    "frame_rows": lambda e: bs.frame_rows(e["rates"], e["frame_titles"], e["outlet_panels"]),
    "voice_shares": lambda e: bs.voice_shares(e["framing"], ["outlet"], 1, e["articles"]),
    "frames_by_speaker": lambda e: bs.frames_by_speaker(e["framing"], e["frame_titles"]),
    "contrasts": lambda e: bs.contrasts(e["framing"], 1, resamples=20),
    "contrast_rows": lambda e: bs.contrast_rows(e["contrasts"], e["frame_titles"]),
    "pair_name": lambda e: bs.pair_name(e["contrasts"]),
    "corrected_for": lambda e: bs.corrected_for(3),
    "most_compared": lambda e: bs.most_compared(e["with_sources"]),
    "as_times": lambda e: bs.as_times(e["contrasts"]),
    "rival_contrasts": lambda e: bs.rival_contrasts(e["framing"], 1),
    "rival_rows": lambda e: bs.rival_rows(bs.rival_contrasts(e["framing"], 1).assign(holds=True)),
    "finding_title": lambda e: bs.finding_title(e["contrast_rows"], "doublings", "", "Rates"),
    "cooccurrence": lambda e: bs.cooccurrence(e["framing"], articles=e["articles"]),
    "pair_rows": lambda e: bs.pair_rows(e["cooccurrence"], e["frame_titles"]),
    "frequent_pairs": lambda e: bs.frequent_pairs(e["pair_rows"], least=1),
    "beside_paragraphs": lambda e: bs.beside_paragraphs(
        e["pair_rows"], bs.cooccurrence(e["framing"], place="paragraph")
    ),
    # within stories
    "story_measures": lambda e: bs.story_measures(e["with_sources"]),
    "paired_differences": lambda e: bs.paired_differences(
        e["with_sources"], ["quoted_share", "words"], resamples=20
    ),
    "paired_rivals": lambda e: bs.paired_rivals(e["with_sources"], ["quoted_share"], resamples=20),
    "influential_stories": lambda e: bs.influential_stories(
        e["with_sources"], e["paired_differences"], e["with_people"]
    ),
    "shared_stories_line": lambda e: bs.shared_stories_line(e["paired_differences"]),
    "difference_rows": lambda e: bs.difference_rows(e["paired_differences"], "quoted_share"),
    "frame_difference_rows": lambda e: bs.frame_difference_rows(
        e["paired_differences"], e["frame_titles"]
    ),
    "coding_sample": lambda e: bs.coding_sample(e["articles"], LEXICON, n=5, tables=e["measured"]),
    "stories_needed": lambda e: bs.stories_needed(e["with_sources"], "quoted_share", 0.1),
    "story_values": lambda e: bs.story_values(e["with_sources"], "quoted_share"),
    "story_line_rows": lambda e: bs.story_line_rows(e["story_values"], e["difference_rows"]),
    "every_story": lambda e: bs.every_story(e["articles"], LEXICON, e["with_people"]),
    "story_omissions": lambda e: bs.story_omissions(e["every_story"]),
    "omission_rows": lambda e: bs.omission_rows(e["story_omissions"]),
    "story": lambda e: bs.story(e["articles"], e["first_story"] or "", LEXICON, e["with_people"]),
    "trend_values": lambda e: bs.trend_values(e["with_sources"], "quoted_share", resamples=20),
    "trend_span": lambda e: bs.trend_span(e["trend_values"]),
    # words and outlets
    "keyness": lambda e: bs.keyness(e["articles"], found=e["measured"]),
    "top_words": lambda e: bs.top_words(e["keyness"], e["articles"]),
    "keyness_rows": lambda e: bs.keyness_rows(e["top_words"]),
    "beside_narration": lambda e: bs.beside_narration(
        e["keyness_rows"], bs.keyness(e["articles"], found=e["measured"], narrated=True)
    ),
    "article_profile": lambda e: bs.article_profile(e["measured"], 1),
    "profile": lambda e: bs.profile(
        e["intervals"], e["shares"], bs.rates(e["framing"], ["outlet", "id"], 1)
    ),
    "differences": lambda e: bs.differences(e["article_profile"]),
    "in_words": lambda e: bs.in_words(e["share_rows"], ["outlet"], "value", "share", percent=True),
    # to be read
    "kwic": lambda e: bs.kwic(e["articles"], LEXICON, sort="hit", sample=3),
    "shelf": lambda e: bs.shelf(e["articles"], e["with_people"]),
    "first_choice": lambda e: bs.first_choice(e["shelf"]),
    "choose": lambda e: bs.choose(e["shelf"], **e["first_choice"]),
    "fullest_article": lambda e: bs.fullest_article(e["shelf"], e["choose"]),
    "in_context": lambda e: bs.in_context(e["shelf"], e["choose"].places),
}
FIGURES: dict[str, Callable] = {
    "dots": lambda e: bs.dots(e["share_rows"], "value", "row", "share", percent=True, zero=True),
    "bars": lambda e: bs.bars(e["speaker_rows"], "words", "row", "words", "panel", "named", "said"),
    "barcode": lambda e: bs.barcode(e["place_rows"], "row", "begin", "finish", "name", "place"),
    "strip": lambda e: bs.strip(e["sentence_length_rows"], "words", "row", "words"),
    "coverage_matrix": lambda e: bs.coverage_matrix(e["coverage"]),
    "omission_table": lambda e: bs.omission_table(e["omission_rows"]),
    "story_lines": lambda e: bs.story_lines(e["story_values"], e["difference_rows"], "share"),
    "trend": lambda e: bs.trend(e["trend_values"], "share"),
    "explore": lambda e: bs.explore(e["articles"], e["with_people"], LEXICON),
}
# Public names that are not tried here, and why.
NOT_TRIED = {
    **dict.fromkeys(
        ["FORMULAS", "PRONOUNS", "SOURCES", "TEXTSTAT_FORMULAS"], "words, not functions"
    ),
    **dict.fromkeys(
        ["Corpus", "Framing", "Lexicon", "Measured", "Span", "Stored", "Story"],
        "what functions give, not what people make",
    ),
    **dict.fromkeys(
        "agreement_rows check_quotations corrected_shares quotation_scores".split(),
        "of tables of annotation, which people make: tests/comparison/test_validation.py",
    ),
    **dict.fromkeys(
        """CodingSample Coding read_coding coding_line coder_agreement coded_accuracy accuracy_rows
        corrected_rates with_intervals""".split(),
        "of sheets that people fill in: tests/comparison/test_coding.py, tests/test_cli.py",
    ),
    **dict.fromkeys(
        ["check", "doubtful", "rejection_reasons", "side_by_side", "wire_groups", "with_texts"],
        "of a corpus that `load` has read: tests/corpus",
    ),
    **dict.fromkeys(
        ["findings", "gallery", "provenance", "report", "save", "save_table"],
        "of a folder of figures that a run has made: tests/publishing",
    ),
    "story_pages": "writes the pages that `story` is tried with: tests/viewer",
}
SUMS = bs.counts("It rained.").columns
QUOTED = ["words", "speech", "direct", "marks"]
SOURCE_SUMS = ["words", *bs.SOURCES, *bs.PRONOUNS]


def test_every_public_name_is_tried_or_says_why_not():
    tried = {*OF_TEXT, *OF_ODD_NAMES, *OF_NUMBERS, *OF_ARTICLES, *FIGURES} & set(bs.__all__)
    assert tried.isdisjoint(NOT_TRIED)
    assert tried | set(NOT_TRIED) == set(bs.__all__)


@given(odd_text)
@settings(max_examples=25)
def test_any_text_gives_a_result_or_one_line(text):
    line = text.encode("utf-8", "replace").decode("utf-8")
    pass_through(OF_TEXT, Earlier(text=text, line=line))


@given(odd_text.map(lambda text: " ".join(text.split())))
@settings(max_examples=25)
def test_any_name_or_path_gives_a_result_or_one_line(text):
    pass_through(OF_ODD_NAMES, Earlier(text=f"/nowhere{text}"))


OF_PATHS = {
    "load": bs.load,
    "iter_articles": lambda path: list(bs.iter_articles(path)),
    "metadata": lambda path: bs.load("data/seeds", metadata=path),
    "load_lexicon": bs.load_lexicon,
    "read_people": bs.read_people,
    "cite": bs.cite,
    "verify": lambda path: verify(Path(path), {}, print, []),
}


@pytest.mark.parametrize("name", ["a\nb\x1b[2J\u202ec", "a" * 9000, "d/" * 2000, "\udcff"])
@pytest.mark.parametrize("function", OF_PATHS)
def test_what_a_path_brings_along_moves_no_cursor_and_fills_no_screen(function, name):
    with pytest.raises((ValueError, OSError)) as error:
        OF_PATHS[function](f"/nowhere/{name}")
    assert str(error.value).isprintable() and len(str(error.value)) < 350


def test_what_is_noted_of_a_table_moves_no_cursor(tmp_path):
    (tmp_path / "a.txt").write_text("It rained all day in the town.", encoding="utf-8")
    known = tmp_path.with_name("known\n\u202e.csv")
    known.write_text("source,outlet\nb.txt,The Post\n", encoding="utf-8")
    notes = bs.load(tmp_path, metadata=known).notes
    assert any("describes no article" in note for note in notes)
    assert all(note.isprintable() and len(note) <= 300 for note in notes)


@given(
    odd_number,
    odd_number,
    st.lists(odd_number, max_size=8),
    st.lists(st.integers(0, 50), min_size=3, max_size=3),
)
@settings(max_examples=60)
def test_any_numbers_give_a_result_or_one_line(one, other, many, whole):
    pass_through(OF_NUMBERS, Earlier(one=one, other=other, many=many, whole=whole, sums=SUMS))


@given(odd_articles, st.lists(st.sampled_from(["A", "B", "Z"]), max_size=2))
@settings(max_examples=3)
def test_any_articles_are_measured_and_drawn_or_refused_in_one_line(articles, outlets_asked):
    pass_through(OF_ARTICLES | FIGURES, Earlier(articles=articles, outlets_asked=outlets_asked))


def test_a_refusal_of_two_lines_or_in_words_of_another_package_would_be_noticed():
    with pytest.raises(AssertionError, match="name: could not convert"):
        pass_through({"name": lambda earlier: float("x")}, Earlier())
    with pytest.raises(AssertionError, match="name: No objects to concatenate"):
        pass_through({"name": lambda earlier: pd.concat([])}, Earlier())


ONE = pd.DataFrame({"id": ["a"], "outlet": ["A"], "text": ["It rained."]})


@pytest.mark.parametrize(
    "call, why",
    [
        (lambda: bs.quotes(ONE["text"]), "text: got Series; give one text"),
        (lambda: bs.readability(float("nan")), "the text is missing (nan)"),
        (lambda: bs.tokenize(None), "the text is missing (None)"),
        (lambda: bs.view(ONE), "text: got Series"),
        (lambda: bs.view(7), "article: got int; give a text"),
        (lambda: bs.measure(ONE, "generic-frames"), "bs.load_lexicon('generic-frames')"),
        (lambda: bs.measured(ONE, Path("a.yml")), "bs.load_lexicon('a.yml')"),
        (lambda: bs.frames("It rained.", "generic-frames"), "bs.load_lexicon('generic-frames')"),
        (lambda: bs.view("It rained.", "generic-frames"), "bs.load_lexicon('generic-frames')"),
        (lambda: bs.measure(ONE["text"]), "articles: got Series; give a DataFrame"),
        (lambda: bs.measure("It rained."), "articles: got str"),
        (lambda: bs.measure(bs.load("data/toy")), "give the table of the Corpus, which is its"),
        (lambda: bs.measure(ONE.rename(columns={"text": "body"})), "columns are id, outlet, body"),
        (lambda: bs.speakers(bs.measure(ONE)), "this table is measured already"),
        (lambda: bs.explore(ONE, bs.measure(ONE)), "tables: give what `bs.measured("),
        (lambda: bs.with_people(ONE), "tables: give what `bs.measured("),
        (lambda: bs.people(bs.quotes("It rained.")), "people: no column 'id' in the quotations"),
        (lambda: bs.keyness(ONE, by="paper"), "keyness: no column 'paper' in the articles"),
        (lambda: bs.kwic("rain*", ONE), "bs.kwic(articles, 'border*')"),
        (lambda: bs.kwic(ONE["text"], "rain*"), "kwic: got Series; give a DataFrame"),
        (lambda: bs.load(ONE), "load: got DataFrame, not a path"),
        (lambda: bs.load("data/toy", columns="body"), "columns: a dictionary, such as {'text'"),
        (lambda: bs.load("data/toy", languages="en"), "languages: a list, such as ['en']"),
    ],
)
def test_the_wrong_kind_of_argument_is_named_in_one_line_with_what_to_give_instead(call, why):
    with pytest.raises((TypeError, ValueError)) as raised:
        call()
    assert why in str(raised.value) and "\n" not in str(raised.value)
