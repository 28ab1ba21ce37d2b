"""Saved figures: four formats, data, caption and provenance under one name, the same bytes each
time.
"""

import errno
import json
import os
import re
import subprocess
import sys
import zlib
from types import SimpleNamespace

import matplotlib
import pandas as pd
import pypdfium2
import pytest

import broadsheet as bs
from broadsheet.paths import FIGURES, NOTEBOOKS, ROOT
from broadsheet.publishing import report, save_run
from broadsheet.publishing.saving import gallery

DATA = pd.DataFrame({"outlet": ["North", "South"], "id": ["a", "b"], "value": [1 / 3, 0.5]})
CORPUS = SimpleNamespace(
    name="toy", fingerprint="f" * 64, articles=DATA, chosen={"languages": ["en"]}
)


def saved(
    folder,
    number="2.1",
    name="toy",
    title="Share of words",
    caption="Words over words. Lines: none.",
    alt="Two.",
):
    figure = bs.dots(DATA, value="value", row="outlet", xlabel="share")
    return bs.save(
        figure,
        name,
        DATA,
        folder=folder,
        number=number,
        title=title,
        caption=caption,
        alt=alt,
        run=bs.provenance(CORPUS, seed=1),
    )


def test_two_saves_give_the_same_bytes_in_every_format(tmp_path):
    for folder in ("one", "two"):
        saved(tmp_path / folder)
    made = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert made == ["toy.csv", "toy.json", "toy.pdf", "toy.png", "toy.svg"]
    for name in made:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), (
            name
        )


def full(monkeypatch, after=0):
    """A disk that is full once so many files were written."""
    writes = iter(range(100))

    def fsync(_):
        if next(writes) >= after:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("broadsheet.storage.os.fsync", fsync)


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("after", range(5))
def test_a_disk_that_is_full_leaves_the_figure_of_before(tmp_path, monkeypatch, after):
    saved(tmp_path)
    before = contents(tmp_path)
    full(monkeypatch, after)
    with pytest.raises(OSError, match="No space left") as raised:
        saved(tmp_path, title="Another")
    assert raised.value.filename == str(tmp_path / "toy.svg")
    assert contents(tmp_path) == before


def test_a_limit_on_the_size_of_files_leaves_no_half_of_a_figure(tmp_path):
    resource = pytest.importorskip("resource")  # Windows has none
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        with pytest.raises(OSError, match="too large") as raised:
            saved(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert raised.value.errno == errno.EFBIG and contents(tmp_path) == {}


@pytest.mark.parametrize("write", [gallery, report, save_run])
def test_what_is_written_beside_figures_is_whole_or_as_it_was(tmp_path, monkeypatch, write):
    saved(tmp_path)
    file = write(tmp_path)
    before = file.read_bytes()
    full(monkeypatch)
    with pytest.raises(OSError, match="No space left") as raised:
        write(tmp_path)
    assert raised.value.filename == str(file)
    assert file.read_bytes() == before and not list(tmp_path.glob("*.unfinished"))


def figures_of_stories():
    """A figure of each kind that shows stories or time, with its data."""
    articles = pd.DataFrame(
        {
            "story": [1, 1, 2, 2],
            "outlet": list("ABAB"),
            "published": ["2031-03-04", "2031-03-05", "2031-03-06", "2031-03-06"],
            "title": "Rain",
            "words": [100, 200, 300, 250],
        }
    )
    left_out = articles.assign(kind="name", what="Port Ellery", others=1)
    coverage, values = bs.coverage(articles), bs.trend_values(articles, "words")
    rows = bs.omission_rows(left_out)
    return {
        "coverage": (bs.coverage_matrix(coverage), coverage),
        "omissions": (bs.omission_table(rows), rows),
        "trend": (bs.trend(values, "words"), values),
    }


@pytest.mark.parametrize("name", ["coverage", "omissions", "trend"])
def test_figures_of_stories_and_time_are_the_same_bytes_too(name, tmp_path):
    run = bs.provenance(CORPUS, seed=1)
    for folder in ("one", "two"):
        figure, data = figures_of_stories()[name]
        words = dict.fromkeys(["title", "caption", "alt"], "Words.")
        bs.save(figure, name, data, folder=tmp_path / folder, number="9.1", run=run, **words)
    made = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert made == [f"{name}.{kind}" for kind in ("csv", "json", "pdf", "png", "svg")]
    for file in made:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_no_date_no_path_and_no_user_stands_in_a_saved_file(tmp_path):
    saved(tmp_path)
    for path in tmp_path.iterdir():
        content = path.read_bytes()
        assert str(tmp_path).encode() not in content, path.name
        assert not re.search(rb"CreationDate|<dc:date>|20[2-9]\d-\d\d-\d\d", content), path.name


def test_the_data_beside_a_figure_recomputes_it_to_seven_digits(tmp_path):
    saved(tmp_path)
    pd.testing.assert_frame_equal(pd.read_csv(tmp_path / "toy.csv"), DATA, rtol=1e-6)


def test_a_notebook_shows_the_very_file_that_was_saved(tmp_path):
    import base64

    shown, about = saved(tmp_path)._repr_mimebundle_()
    assert base64.b64decode(shown["image/png"]) == (tmp_path / "toy.png").read_bytes()
    assert (
        shown["text/plain"] == "Figure 2.1. Share of words" and about["image/png"]["alt"] == "Two."
    )


def test_the_gallery_stands_in_the_order_of_numbers_with_caption_alt_text_and_citation(tmp_path):
    saved(tmp_path, number="10.1", name="last", title="Last")
    saved(tmp_path, number="2.2", name="second", title="Second")
    saved(tmp_path, number="2.1", name="first", title="First")
    text = bs.gallery(tmp_path).read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## Figure 2.1. First",
        "## Figure 2.2. Second",
        "## Figure 10.1. Last",
    ]
    assert (
        text.count("Words over words. Lines: none.") == 3
        and text.count("**Cite as.** Figure ") == 3
    )
    assert all((tmp_path / name).exists() for name in re.findall(r"\]\(([^)]+)\)", text))


def test_names_from_articles_are_never_markup_in_the_gallery(tmp_path):
    saved(tmp_path, alt="<script>x</script> ](http://x) *bold* | # `code`")
    text = bs.gallery(tmp_path).read_text(encoding="utf-8")
    assert "<script" not in text and not re.search(r"(?<!\\)(\]\(http|\*bold|`code)", text)


def test_a_dollar_sign_is_a_dollar_sign(tmp_path):
    saved(tmp_path, title="$5 and $\\frac$ of words")


def test_cite_gives_number_title_data_and_corpus_from_any_of_its_files_and_from_one_alone(tmp_path):
    about = saved(tmp_path).about
    words = (
        "Figure 2.1: Share of words (2026). Made with Broadsheet 0.1.0. "
        f"toy.svg, data {about['data'][:8]}. Source: 2 articles, corpus toy ffffffff."
    )
    assert all(
        bs.cite(tmp_path / f"toy.{kind}") == words for kind in ("svg", "pdf", "png", "csv", "json")
    )
    (tmp_path / "toy.json").unlink()
    (tmp_path / "toy.png").rename(tmp_path / "sent.png")
    assert bs.cite(tmp_path / "sent.png") == words
    assert bs.cite(tmp_path / "sent.png", "bibtex").startswith(
        f"@misc{{broadsheet-2.1-{about['data'][:8]},"
    )


def test_cite_of_no_saved_figure_says_what_to_do_in_one_line(tmp_path):
    for name in ("notes.txt", "table.csv"):
        (tmp_path / name).write_text("", encoding="utf-8")
    why = r"notes.txt: not a saved figure: .* nor a file of its name beside it .*; `run` a corpus"
    with pytest.raises(FileNotFoundError, match=why):
        bs.cite(tmp_path / "notes.txt")
    with pytest.raises(FileNotFoundError, match=r"nothing.png: does not exist; name a file of a"):
        bs.cite(tmp_path / "nothing.png")
    with pytest.raises(FileNotFoundError, match=r": a folder; name .* or the report, .*report.htm"):
        bs.cite(tmp_path)
    (tmp_path / "report.html").write_text("", encoding="utf-8")
    with pytest.raises(FileNotFoundError, match=r"table.csv: a table that no figure shows; cite "):
        bs.cite(tmp_path / "table.csv")


NUMBERS = json.loads((ROOT / "tests" / "cases" / "figure_numbers.json").read_text(encoding="utf-8"))


def numbers_of_the_notebooks():
    """Every figure that a notebook saves: (number, name)."""
    cells = [
        "".join(cell["source"])
        for path in sorted(NOTEBOOKS.glob("*.ipynb"))
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == "code"
    ]
    return [
        pair[::-1]
        for cell in cells
        for pair in re.findall(r'bs\.save\(figure, "(\w+)",.*?number="([\d.]+)"', cell, re.DOTALL)
    ], cells


def test_numbers_and_names_of_figures_are_unique_and_all_notebooks_say_them_alike():
    pairs, cells = numbers_of_the_notebooks()
    assert len(pairs) == sum(cell.count("bs.save(") for cell in cells) > 20
    assert len({number for number, _ in pairs}) == len({name for _, name in pairs}) == len(pairs)


def test_figures_have_the_numbers_that_are_listed_in_the_order_of_their_notebooks():
    """tests/cases/figure_numbers.json lists the number of every figure, drawn or not."""
    pairs, _ = numbers_of_the_notebooks()
    assert pairs == list(NUMBERS.items())
    expected = [
        f"{notebook}.{place}"
        for notebook in "123456"
        for place in range(1, 1 + sum(number[0] == notebook for number in NUMBERS))
    ]
    assert list(NUMBERS) == expected


def test_the_committed_figures_have_the_numbers_that_the_notebooks_give_them():
    committed = {
        (about["number"], path.stem)
        for path in (FIGURES / "seeds").glob("*.json")
        if path.with_suffix(".svg").exists()
        for about in [json.loads(path.read_text(encoding="utf-8"))]
    }
    # of two articles on one story, of one known day, with two people quoted in one of them
    without_content = {
        *("days", "kinds_of_source", "women_and_men", "women_between_outlets", "keyness"),
        *("shared_quotations", "frames_rivals", "frames_together", "coverage", "trend", "coded"),
        *("within_grade", "within_quoted_share", "within_frames"),
    }
    pairs = numbers_of_the_notebooks()[0]
    assert committed == {pair for pair in pairs if pair[1] not in without_content}
    assert len(committed) == 14


def test_a_readme_that_somebody_else_wrote_is_not_overwritten(tmp_path):
    (tmp_path / "README.md").write_text("my notes", encoding="utf-8")
    saved(tmp_path)
    with pytest.raises(FileExistsError, match="not written by Broadsheet"):
        bs.gallery(tmp_path)
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "my notes"


def test_a_number_that_was_edited_into_markup_is_none(tmp_path):
    about = json.loads((FIGURES / "seeds" / "readability.json").read_text(encoding="utf-8"))
    (tmp_path / "a.json").write_text(
        json.dumps(about | {"number": "1\n# <script>"}), encoding="utf-8"
    )
    page = gallery(tmp_path).read_text(encoding="utf-8")
    assert (
        "<script>" not in page and "\n# <" not in page and "## Figure 1 \\# &lt;script&gt;" in page
    )


def test_nothing_that_draws_or_reads_drawings_is_loaded_before_it_is_used():
    """matplotlib alone takes longer to load than pandas and all else."""
    rooms = "broadsheet.figures, broadsheet.publishing"
    loaded = subprocess.run(
        [sys.executable, "-c", f"import sys, {rooms}; print(*sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert "broadsheet.figures" in loaded
    assert not {"matplotlib", "pypdfium2", "jinja2"} & set(loaded)


def test_the_style_of_figures_ends_with_the_drawing_of_one(tmp_path):
    before = dict(matplotlib.rcParams)
    saved(tmp_path)
    assert dict(matplotlib.rcParams) == before


def test_a_table_without_a_figure_is_saved_as_figures_tables_are(tmp_path):
    path = bs.save_table(pd.DataFrame({"who": ["=1+1"], "share": [1 / 3]}), "quoted", tmp_path)
    assert path == tmp_path / "quoted.csv"
    assert path.read_bytes() == b"who,share\n'=1+1,0.3333333\n"


def test_a_table_does_not_take_the_name_of_a_figure(tmp_path):
    (tmp_path / "speakers.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ValueError, match="speakers: a figure has this name"):
        bs.save_table(pd.DataFrame({"who": ["A"]}), "speakers", tmp_path)


def test_in_the_style_of_a_journal_it_is_drawn_in_both_widths_without_title_and_caption(tmp_path):
    figure = bs.dots(DATA, value="value", row="outlet", xlabel="share", of="article")
    words = {"title": "Share of words", "caption": "Words over words.", "alt": "Two."}
    run = bs.provenance(CORPUS, seed=1)
    kept = bs.save(figure, "toy", DATA, tmp_path, "2.1", **words, run=run, style="journal")
    assert kept.about["caption"] == "Words over words. Each dot is one article."
    files = sorted(path.name for path in (tmp_path / "journal").iterdir())
    assert files == [f"toy-{w}.{kind}" for w in ("178mm", "85mm") for kind in ("pdf", "png", "svg")]
    for width in (85, 178):
        file = tmp_path / "journal" / f"toy-{width}mm.svg"
        drawn = file.read_text(encoding="utf-8")
        points = float(re.search(r'<svg [^>]*width="([\d.]+)pt"', drawn.replace("\n", " "))[1])
        assert points == pytest.approx(width / 25.4 * 72, abs=0.01)
        assert "Words over words" not in re.sub(r"(?s)<metadata>.*</metadata>", "", drawn)
        assert "<text" not in drawn  # letters are outlines
        assert bs.cite(file).startswith("Figure 2.1: Share of words")
        pdf = (tmp_path / "journal" / f"toy-{width}mm.pdf").read_bytes()
        assert b"/FontFile2" in pdf and b"/Type3" not in pdf  # embedded, as TrueType
    saved(tmp_path)  # in the usual style: what was there to be printed is of another run
    assert not list((tmp_path / "journal").iterdir())
    with pytest.raises(ValueError, match="style 'poster': must be 'journal' or empty"):
        bs.save(figure, "toy", DATA, tmp_path, "2.1", **words, run=run, style="poster")


def test_a_pdf_says_its_words_and_has_fonts_without_the_tables_by_which_letters_are_placed(
    tmp_path,
):
    saved(tmp_path, title="Final offices differ")
    file = tmp_path / "toy.pdf"
    with pypdfium2.PdfDocument(file) as document:
        words = document[0].get_textpage().get_text_range()
    assert "Final offices differ" in words and "North" in words
    streams = re.findall(rb"stream\r?\n(.+?)\r?\nendstream", file.read_bytes(), re.DOTALL)
    fonts = [font for font in map(unpacked, streams) if font.startswith(b"\0\1\0\0")]
    heads = [font[:512] for font in fonts]
    assert heads and all(b"glyf" in head and b"GSUB" not in head for head in heads)


def unpacked(stream):
    try:
        return zlib.decompress(stream)
    except zlib.error:  # not packed
        return stream


def test_on_a_dark_page_each_colour_of_an_svg_has_another(tmp_path):
    saved(tmp_path)
    drawn = (tmp_path / "toy.svg").read_text(encoding="utf-8")
    colours = set(re.findall(r"(?:fill|stroke): (#\w{6})", drawn.split("</style>")[1]))
    assert "#ffffff" in colours
    dark = dict(re.findall(r": (#\w{6})\"\] {\w+: (#\w{6}) !important}", drawn))
    assert set(dark) == colours and dark["#ffffff"] == "#17191c"
