"""Files of several articles that somebody put together, and texts that only look like them."""

import pytest

from broadsheet.corpus import load
from broadsheet.formats.collections import (
    body_text,
    credit_in,
    field_in,
    read_collection,
    read_cuttings,
)

STORIES = [
    ("Mill to Grind Again", "The Example Post", "3 May 2024", "Ruby Exemplar"),
    ("Canal Freezes Over", "Sampleford Courier", "4 May 2024", "Toby Sample"),
    ("Bakery Buys a Horse", "The Example Post", "6 May 2024", "Cy Muster"),
]
BODY = ["It will grind in June, the council said.", "“In July,” said the baker.", "Nobody minded."]
RULE = "-" * 40


def records(labels, between):
    title, outlet, day, author, text = labels.split("|")
    body = "\n\n".join(BODY)
    return between.join(
        f"{title} {story[0]}\n{outlet} {story[1]}\n{day} {story[2]}\n{author} {story[3]}\n"
        f"{text}\n{body}\n"
        for story in STORIES
    )


@pytest.mark.parametrize(
    "labels",
    [
        "Title:|Source:|Date:|Author:|Text:",
        "HEADLINE:|NEWSPAPER:|DATE:|BYLINE:|BODY:",
        "**Title:**|**Outlet:**|**Published:**|**By:**|**Full text:**",
        "Titel:|Zeitung:|Datum:|Autor:|Text:",
        "Titre :|Journal :|Date :|Auteur :|Texte :",
        "Title:|Source:|Date:|Author:|",
    ],
)
@pytest.mark.parametrize("between", [f"\n{RULE}\n", "\n=====\n\n", "\n\n", f"\n{RULE}\n\n2.\n\n"])
def test_records_are_split(labels, between):
    articles = read_collection(records(labels, between))
    assert len(articles) == 3
    for article, (title, outlet, day, author) in zip(articles, STORIES):
        assert (article["title"], article["outlet"]) == (title, outlet)
        assert (article["published"], article["authors"]) == (day, author)
        assert article["text"].split("\n\n") == BODY


def test_one_record_is_one_article_and_a_record_without_text_is_reported():
    (article,) = read_collection(f"Title: Rain\nSource: The Post\nText: It rained.\n\n{BODY[1]}\n")
    assert article["text"] == f"It rained.\n\n{BODY[1]}" and article["outlet"] == "The Post"
    one, reason = read_collection(
        "Title: Rain\nSource: The Post\nText:\nIt rained.\n\n"
        f"{RULE}\nTitle: Snow\nSource: The Post\n"
    )
    assert one["title"] == "Rain" and reason.startswith('no text in the record "Snow"')


@pytest.mark.parametrize(
    "head, outlet, published",
    [
        ("Title: Rain\nSource: The Post\nDate: May 3, 2024\nAuthor: Ann Ash", "The Post", 1),
        ("HEADLINE: Rain\n\nNEWSPAPER: The Post\n\nDATE: May 3, 2024", "The Post", 1),
        ("Title: Rain\nSource: The Post", "The Post", 0),
        ("Date: May 3, 2024\nTitle: Rain", None, 1),
    ],
)
def test_labels_above_a_single_article_are_no_part_of_its_outlet_or_title(
    tmp_path, head, outlet, published
):
    (tmp_path / "rain.txt").write_text("\n\n".join([head, *BODY]), encoding="utf-8")
    (article,) = load(tmp_path).articles.to_dict("records")
    assert (article["title"], article["text"]) == ("Rain", "\n\n".join(BODY))
    assert article["outlet"] == outlet if outlet else article["outlet"] != article["outlet"]
    assert article["published"] == "2024-05-03" if published else True


HEADS = [
    "{title}\n{outlet}, {day}\n",
    "{title}\n{outlet}, {day}\nTestbury\n",
    "{title}\n{outlet} ({day})\nBy {author}\n\n",
    "{outlet}, {day}\n{title}\n",
    "{title}\n{outlet}\n{day}\n",
    "{title}\nBy {author}\n{outlet} | {day}\n",
]


def cuttings(head, index=""):
    return index + "\n\n".join(
        head.format(title=story[0], outlet=story[1], day=story[2], author=story[3])
        + "\n".join(BODY)
        for story in STORIES
    )


@pytest.mark.parametrize("head", HEADS)
def test_cuttings_are_split(head):
    articles = read_collection(cuttings(head))
    assert [(one["title"], one["outlet"], one["published"]) for one in articles] == [
        story[:3] for story in STORIES
    ]
    assert all(one["text"].split("\n\n") == BODY for one in articles)
    if "author" in head:
        assert [one["authors"] for one in articles] == [story[3] for story in STORIES]


def test_an_index_above_is_kept_with_the_first():
    lines = [f"{title} {'.' * 20} {n}" for n, (title, *_) in enumerate(STORIES, 1)]
    index = "\n".join(["Cuttings", "", *lines, ""])
    first, *_ = read_collection(cuttings(HEADS[0], index + "\n"))
    assert first["title"] == STORIES[0][0]
    assert first["cut"][0] == ("above the first article", "Cuttings")


def test_cuttings_that_cannot_all_be_found_are_refused_with_the_remedy(tmp_path):
    text = cuttings(HEADS[0]).replace(f"{STORIES[0][0]}\n", f"{BODY[0]} {STORIES[0][0]}.\n")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    corpus = load(tmp_path)
    (reason,) = corpus.rejected["reason"]
    assert not len(corpus.articles) and reason.startswith("contains several articles (")
    assert reason.endswith("save each as a file, or all as a table")


@pytest.mark.parametrize(
    "text",
    [
        "Rain\nThe Example Post, 3 May 2024\n" + "\n".join(BODY),
        "How It Was Lost\nBy Ann Example\nMarch 7, 2024\n\nIt took years.\n\n"
        + "\n\n".join(f"March {n}, 2004\nThe {n}th boat crosses with a goat." for n in range(2, 9)),
        "Sources: many.\nSource: the mayor told The Post.\nIt rained.",
        "Title: a word with a history\n\nIt comes from the Latin.",
        "He cited them all: The Post, 3 May 2024; The Courier, 4 May 2024; The Post, 5 May 2024.",
        "Text: It rained.",
        "",
    ],
)
def test_a_file_of_one_article_is_left_to_other_readers(text):
    assert read_collection(text) is None


@pytest.mark.parametrize(
    "line, credit",
    [
        ("The Example Post, May 3, 2024", ("The Example Post", "May 3, 2024")),
        ("The Example Post | 3 May 2024", ("The Example Post", "3 May 2024")),
        ("The Example Post – 3 May 2024, p. 4", ("The Example Post", "3 May 2024")),
        ("Der Beispielbote, 3. Mai 2024", ("Der Beispielbote", "3. Mai 2024")),
        ("May 3, 2024", None),
        ("It rained in Testbury on May 3, 2024", None),
        ("He was born, she said, May 3, 2024", None),
    ],
)
def test_a_line_of_outlet_and_date_is_read_as_both(line, credit):
    assert credit_in(line) == credit


def test_a_label_is_a_whole_word_before_a_colon():
    assert field_in("Date: 3 May 2024") == ("published", "3 May 2024")
    assert field_in("Dates: 3 May 2024") is None and field_in("Text") is None
    assert read_cuttings(["It rained."]) is None
    assert body_text(["It rained and", "rained.", "", "It snowed and", "snowed."]) == (
        "It rained and rained.\n\nIt snowed and snowed."
    )


def labelled(number, head="Title: {0}\nSource: The Post\nDate: May {1}, 2024"):
    title = f"Mill number {number} reopens"
    return f"{head.format(title, number)}\n\n" + "\n\n".join(
        f"The mill of {number} has ground {part} sacks of barley since it was opened again."
        for part in range(6)
    )


@pytest.mark.parametrize(
    "head",
    [
        "{0}\n\nSource: The Post\nDate: May {1}, 2024",
        "{0}\nDate: May {1}, 2024\nURL: https://post.example/{1}",
        "{0}\n\nText:",
        "By Ann Ash\nTitle: {0}",
    ],
)
def test_a_record_with_fewer_labels_than_the_others_refuses_the_file(head):
    parts = [labelled(1), labelled(2), labelled(3, head), labelled(4)]
    (reason,) = read_collection("\n\n".join(parts))
    assert reason.startswith("contains several articles, but not all have the same labels (see ")


def test_a_record_without_any_label_puts_the_one_above_it_in_doubt(tmp_path):
    parts = [labelled(1), labelled(2), labelled(3, "{0}"), labelled(4)]
    (tmp_path / "mills.txt").write_text("\n\n".join(parts), encoding="utf-8")
    corpus = load(tmp_path, languages=None)
    assert corpus.articles["doubt"].notna().tolist() == [False, True, False]
    assert '"Mill number 3 reopens" in it' in corpus.articles["doubt"].iloc[1]


def test_labels_below_a_text_and_headings_in_all_texts_are_not_other_articles():
    below = [labelled(n) + f"\n\nSource: Agency\nURL: https://post.example/{n}" for n in (1, 2, 3)]
    assert len(read_collection("\n\n".join(below))) == 3
    sections = ["\n\n".join(labelled(n).split("\n\n")[1:]) for n in (1, 2, 3)]
    with_headings = [
        f"{labelled(n)}\n\nA quiet street\n\n{section}" for n, section in enumerate(sections, 1)
    ]
    articles = read_collection("\n\n".join(with_headings))
    assert len(articles) == 3 and not any("doubt" in one for one in articles)


def test_a_short_part_below_a_heading_is_not_another_article():
    parts = [
        labelled(1),
        labelled(2) + "\n\nHow to get there\n\nThe mill stands at the river Example.",
    ]
    articles = read_collection("\n\n".join([*parts, labelled(3)]))
    assert len(articles) == 3 and not any("doubt" in one for one in articles)


def test_a_cutting_without_a_head_puts_the_one_above_it_in_doubt():
    parts = [labelled(n, "{0}\nThe Post, May {1}, 2024") for n in (1, 2, 3, 4)]
    parts[2] = labelled(3, "{0}")
    articles = read_collection("\n\n".join(parts))
    assert ["doubt" in one for one in articles] == [False, True, False]
