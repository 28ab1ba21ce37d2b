"""What was chosen as HTML: the numbers of the tables, and no text of an article as markup."""
import pandas as pd
from lxml import etree

import broadsheet as bs
from broadsheet.listing import FEW, STYLE, article_table, concordance, quotation_table, static, summary, table, term_table
from broadsheet.view import STYLE as VIEW

LEXICON = bs.load_lexicon("security-sovereignty")
TITLES = {name: frame.title for name, frame in LEXICON.frames.items()}
HOSTILE = '<script>alert(1)</script> "<img src=x onerror=alert(1)> war," said <b>Ana Cruz</b>. </td></table></style> \u202egnp \0\x1b[31m war'


def elements(page):
    return etree.fromstring(f"<div>{page.replace(STYLE, '').replace(VIEW, '')}</div>")


def hostile():
    articles = pd.DataFrame({"id": [HOSTILE, "b"], "outlet": HOSTILE, "title": HOSTILE, "published": "2025-01-01<b>", "text": [HOSTILE, HOSTILE * 2]})
    return bs.shelf(articles, bs.measured(articles, LEXICON))


def test_hostile_articles_are_shown_as_text_in_every_table():
    ready = hostile()
    chosen = bs.choose(ready)
    pages = [article_table(chosen.articles, 9), quotation_table(chosen.quotations, 9), term_table(chosen.hits, {"security": "<b>"}, 9),
             concordance(ready, chosen.places, 9), summary(ready, chosen), static(ready, LEXICON, TITLES)]
    for page in pages:
        tree = elements(page)
        assert not {one.tag for one in tree.iter()} & {"script", "img", "iframe", "svg", "a"} or page is pages[-1]
        assert not tree.xpath("//script|//img|//@onerror|//@src|//@style") and "\u202e" not in page
    assert "alert(1)" in pages[0] and "⟨U+202E⟩" in pages[0]


def test_the_rows_are_those_of_the_tables_in_their_numbers():
    articles = bs.load("data/seeds").articles
    tables = bs.measured(articles, LEXICON)
    tree = elements(article_table(bs.choose(bs.shelf(articles, tables)).articles, 50))
    cells = [["".join(cell.itertext()) for cell in row] for row in tree.iterfind(".//tbody/tr")]
    for shown, (_, row) in zip(cells, tables.articles.iterrows(), strict=True):
        assert shown[0] == row["outlet"] and shown[-4] == str(row["words"]) and shown[-3] == f"{row['flesch_kincaid_grade']:.1f}"
        assert shown[-2] == f"{100 * row['quoted_share']:.0f} %" and shown[-1] == f"{row['framing_terms_per_1000_words']:.1f}"


def test_what_is_not_shown_is_told_and_what_is_not_known_is_no_zero():
    rows = pd.DataFrame({"n": [1.0, float("nan")], "who": ["Ana", None]})
    page = table(rows, {"n": ("n", "n"), "who": ("speaker", "name")}, 1234)
    assert "The first 2 of 1,234." in page and page.count("–") == 2
    assert "The first" not in table(rows, {"n": ("n", "n")}, 2) and table(rows[:0], {"n": ("n", "n")}, 0) == "<p>None.</p>"


def test_what_needs_no_kernel_shows_each_table_and_the_first_article():
    articles = bs.load("data/seeds").articles
    page = static(bs.shelf(articles, bs.measured(articles, LEXICON)), LEXICON, TITLES)
    assert elements(page).xpath("//h4/text()") == ["Articles", "Quotations", "Framing terms", "Concordance"]
    assert bs.view(articles.iloc[0], LEXICON) in page and f"The first {FEW} of" in page
    ready = hostile()
    assert "Nothing holds" in summary(ready, bs.choose(ready, word="nothing"))
