"""Writes the fixtures beside it: three invented articles as each database and format would hold
them.

The people, outlets and events are invented. `python tests/cases/corpora/make.py` writes all of them
again; the text ones were written by hand after the shapes of real exports, and are kept here so
that each says which article it must give.
"""

import gzip
import io
import json
import zipfile
from datetime import datetime
from pathlib import Path

HERE = Path(__file__).parent
ARTICLES = json.loads((HERE / "articles.json").read_text(encoding="utf-8"))
DAYS = [datetime.fromisoformat(one["published"]) for one in ARTICLES]


def words(one):
    return sum(len(paragraph.split()) for paragraph in one["text"].split("\n\n"))


def american(day):
    return f"{day:%B} {day.day}, {day.year}"


def nexis_uni(one, day):
    return [
        one["title"],
        one["outlet"],
        f"{american(day)} {day:%A} 9:00 AM GMT",
        f"Copyright {day.year} {one['outlet']} Ltd. All Rights Reserved",
        "Section: NEWS; Pg. 4",
        f"Length:\u00a0{words(one)} words",
        f"Byline:\u00a0By {one['authors']}",
        "Body",
        *one["text"].split("\n\n"),
        "Graphic",
        "The bridge at low water, by an invented photographer.",
        "Classification",
        "Language:\u00a0ENGLISH",
        "Publication-Type:\u00a0Newspaper",
        "Subject:\u00a0BRIDGES (90%); RAIN (78%)",
        f"Load-Date:\u00a0{american(day)}",
        "End of Document",
    ]


def nexis_cover():
    return [
        "User Name:\u00a0Ann Example",
        "Date and Time:\u00a0Monday, June 3, 2024 10:15:00 AM CEST",
        "Job Number:\u00a0123456789",
        f"Documents ({len(ARTICLES)})",
        *(
            line
            for at, one in enumerate(ARTICLES, 1)
            for line in (
                f"{at}. {one['title']}",
                "Client/Matter: -None-",
                "Search Terms: bridge",
                "Search Type: NaturalAndPhrase",
                "Narrowed by:",
                "Content Type",
                "Narrowed by",
                "News",
                "Timeline: May 01, 2024 to May 31, 2024",
            )
        ),
    ]


def docx(lines, path, table=()):
    import docx

    document = docx.Document()
    for line in lines:
        if line == "End of Document" and table:
            document.add_table(1, 2).rows[0].cells[0].text = table[0]
        document.add_paragraph(line)
    document.core_properties.created = document.core_properties.modified = datetime(2024, 6, 3)
    document.save(path)


def rtf(lines):
    def escaped(line):
        line = line.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
        return "".join(
            sign
            if sign < "\x80"
            else f"\\'{sign.encode('cp1252').hex()}"
            if sign == "é"
            else f"\\u{ord(sign)}?"
            for sign in line
        )

    head = (
        "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fnil\\fcharset0 Arial;}}"
        "{\\colortbl ;\\red0\\green0\\blue0;}\n"
    )
    link = '{\\field{\\*\\fldinst{HYPERLINK "https://example.org/1"}}{\\fldrslt{%s}}}'
    return (
        head
        + "".join(
            "\\pard\\plain "
            + (link % escaped(line[5:]) if line.startswith("LINK:") else escaped(line))
            + "\\par\n"
            for line in lines
        )
        + "}"
    )


def nexis_older():
    def wrapped(paragraph, lines=()):
        out, line = [], ""
        for word in paragraph.split():
            if len(line) + len(word) > 76:
                out, line = [*out, line], ""
            line = f"{line} {word}".strip()
        return [*out, line]

    text = [
        "",
        "Download Request: Selected Items: 1-3",
        "Time Of Request: Monday, June 3, 2024  16:51:31",
        "",
        "Terms: (bridge)",
        "",
        "",
    ]
    for at, (one, day) in enumerate(zip(ARTICLES, DAYS), 1):
        text += [
            f"{at} of {len(ARTICLES)} DOCUMENTS".center(80).rstrip(),
            "",
            "",
            one["outlet"].center(80).rstrip(),
            "",
            f"{american(day)} {day:%A}".center(80).rstrip(),
            "Edition 1;".center(80).rstrip(),
            "",
            *wrapped(one["title"]),
            "",
            f"BYLINE: {one['authors']}",
            "",
            "SECTION: NEWS; Pg. 4",
            "",
            f"LENGTH: {words(one)} words",
            "",
        ]
        for paragraph in one["text"].split("\n\n"):
            text += [*wrapped(paragraph), ""]
        text += [
            "LOAD-DATE: " + american(day),
            "",
            "LANGUAGE: ENGLISH",
            "",
            "PUBLICATION-TYPE: Newspaper",
            "",
            "",
            f"Copyright {day.year} {one['outlet']}".center(80).rstrip(),
            "All Rights Reserved".center(80).rstrip(),
            "",
        ]
    return "\n".join(text)


def number(at, day):
    return f"Document EXPL0000{day:%Y%m%d}ek5{at}000a{at}"


def factiva_lines(at, one, day):
    return [
        "News",
        one["title"],
        f"By {one['authors']}",
        f"{words(one)} words",
        f"{day.day} {day:%B} {day.year}",
        "14:05",
        one["outlet"],
        "EXPL",
        "4",
        "English",
        f"(c) {day.year} {one['outlet']} Ltd. All rights reserved.",
        *one["text"].split("\n\n"),
        number(at, day),
    ]


def factiva_html(coded):
    def escaped(text):
        return text.replace("&", "&amp;").replace("<", "&lt;")

    def paragraphs(several):
        return "".join(
            f'<p class="articleParagraph enarticleParagraph">{escaped(one)}\n</p>'
            for one in several
        )

    page = ""
    for at, (one, day) in enumerate(zip(ARTICLES, DAYS), 1):
        first, *others = one["text"].split("\n\n")
        if coded:
            fields = [
                ("SE", "News"),
                ("HD", f'<span class="enHeadline">{escaped(one["title"])}\n</span>'),
                ("BY", f"By {one['authors']}"),
                ("WC", f"{words(one)} words"),
                ("PD", f"{day.day} {day:%B} {day.year}"),
                ("ET", "14:05"),
                ("SN", one["outlet"]),
                ("SC", "EXPL"),
                ("LA", "English"),
                ("CY", f"(c) {day.year} {one['outlet']}"),
                ("LP", paragraphs([first])),
                ("TD", paragraphs(others)),
                ("NS", "gtrans : Transport | gcat : Political/General News"),
                ("PUB", one["outlet"]),
                ("AN", number(at, day)),
            ]
            inner = (
                "<table>"
                + "".join(
                    f"<tr><td class='index' align='right'><b>{code}</b>&nbsp;</td>"
                    f"<td>{said}</td></tr>\n"
                    for code, said in fields
                )
                + "</table>"
            )
        else:
            inner = (
                '<div>News</div><div id="hd">'
                f'<span class="enHeadline">{escaped(one["title"])}\n</span></div>'
                f'<div class="author">By {one["authors"]} </div><div>{words(one)} words</div>'
                f"<div>{day.day} {day:%B} {day.year}</div><div>14:05</div>"
                f"<div>{one['outlet']}</div><div>EXPL</div>"
                f"<div>4</div><div>English</div><div>(c) {day.year} {one['outlet']} </div>"
                + paragraphs([first, *others])
                + f"<p>{number(at, day)}</p>"
            )
        page += f'<div id="article-EXPL{at}" class="article enArticle">{inner}</div><br>\n'
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>Factiva</title></head><body>'
        f'<div class="carryOverOpen">{page}</div>'
        "<div>© 2024 Factiva, Inc. All rights reserved.</div></body></html>"
    )


def factiva_xml():
    articles = "".join(
        f"<ppsarticle><article><accessionNo>{number(at, day).split()[1]}</accessionNo>"
        f"<baseLanguage>EN</baseLanguage><byline>By {one['authors']}</byline>"
        f'<headline><paragraph display="Proportional">{one["title"]}</paragraph></headline>\n'
        f"<leadParagraph>{xml_paragraphs(one['text'].split(chr(10) * 2)[:1])}</leadParagraph>"
        f"<publicationDate><dateTime>{day:%Y-%m-%d}T14:05:00Z</dateTime></publicationDate>"
        f"<sourceName>{one['outlet']}</sourceName>"
        f"<tailParagraphs>{xml_paragraphs(one['text'].split(chr(10) * 2)[1:])}</tailParagraphs>"
        f"<wordCount>{words(one)}</wordCount></article></ppsarticle>\n"
        for at, (one, day) in enumerate(zip(ARTICLES, DAYS), 1)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<PPSResponse>'
        '<ppsArticleResponse xmlns="http://global.factiva.com/pps/2.0">'
        f'<ppsarticleResultSet count="{len(ARTICLES)}">{articles}</ppsarticleResultSet>'
        "</ppsArticleResponse></PPSResponse>"
    )


def xml_paragraphs(several):
    return "".join(
        f'<paragraph display="Proportional" truncation="None">{one}</paragraph>\n'
        for one in several
    )


def europresse():
    articles = "\n".join(
        '<article><header><div class="rdp__DocPublicationName">'
        f'<span class="DocPublicationName">{one["outlet"]}</span></div>'
        f'<div class="rdp__DocHeader"><span class="DocHeader">News, {day:%A}, {american(day)}, '
        f'p. 4</span></div><div class="titreArticle">'
        f'<p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">{one["title"]}</p></div>'
        f'<div class="docAuthors">{one["authors"]}</div></header>'
        '<section><div class="DocText clearfix"><div class="docOcurrContainer">'
        + "".join(f"<p>{paragraph}</p>\n" for paragraph in one["text"].split("\n\n"))
        + f"</div></div></section><footer><small>© {day.year} {one['outlet']}. All rights reserved."
        f'</small><div class="publiC-lblNodoc">news·{day:%Y%m%d}·EX·000{at}</div>'
        "</footer></article>"
        for at, (one, day) in enumerate(zip(ARTICLES, DAYS), 1)
    )
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>Europresse</title></head>'
        f"<body>{articles}</body></html>"
    )


def nexis_older_html():
    """The older export as Nexis marks it up: elements that close at once, comments with more markup
    inside.
    """

    def block(*lines):
        return (
            '<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c2">'
            + "<BR>".join(lines)
            + "</SPAN></P>\n</DIV>\n"
        )

    documents = "".join(
        f'<A NAME="DOC_ID_0_{at}"></A><!-- Hide XML section from browser\n'
        f"<DOC NUMBER={at}>\n-->\n"
        + block(f"{at} of {len(ARTICLES)} DOCUMENTS")
        + block(one["outlet"])
        + block(f"{day:%B}</SPAN><SPAN> {day.day}, {day.year} {day:%A}", "Edition 1;")
        + block(one["title"])
        + block(f"BYLINE: </SPAN><SPAN>{one['authors']}")
        + block("SECTION: NEWS; Pg. 4")
        + block(f"LENGTH: </SPAN><SPAN>{words(one)} words")
        + '<BR><DIV CLASS="c5">'
        + "".join(f'<P CLASS="c8">{paragraph}</P>\n' for paragraph in one["text"].split("\n\n"))
        + "</DIV>\n"
        + block("LOAD-DATE: " + american(day))
        + block("LANGUAGE: ENGLISH")
        + block(f"Copyright {day.year} {one['outlet']}", "All Rights Reserved")
        + '<DIV CLASS="c9"/>\n'
        for at, (one, day) in enumerate(zip(ARTICLES, DAYS), 1)
    )
    return (
        '<HTML><HEAD><META CHARSET="utf-8"><TITLE>&nbsp;</TITLE></HEAD>'
        f"<BODY>\n{documents}</BODY></HTML>"
    )


def proquest():
    rule = "_" * 60
    text = ["Report Information from ProQuest", "June 03 2024 10:15", rule]
    for at, (one, day) in enumerate(zip(ARTICLES, DAYS), 1):
        first, *names = one["authors"].split()
        text += [
            "",
            f"Document {at} of {len(ARTICLES)}",
            "",
            one["title"],
            "",
            f"Author: {' '.join(names)}, {first}.",
            "",
            f"Publication info: {one['outlet']} ; Exampleton [Exampleton]. {day:%d %b %Y}: A.4.",
            "",
            f"https://example.org/docview/{at}",
            "",
            "Abstract: None available.",
            "",
            "Full text: " + one["text"],
            "",
            "Subject: Bridges; Rain",
            "",
            "Location: Exampleton",
            "",
            f"Title: {one['title']}",
            "",
            f"Publication title: {one['outlet']}; Exampleton",
            "",
            "First page: A.4",
            "",
            f"Publication date: {day:%b} {day.day}, {day.year}",
            "",
            "Publication frequency: Daily",
            "",
            "Section: News",
            "",
            "Language of publication: English",
            "",
            f"ProQuest document ID: 30000000{at}",
            "",
            f"Document URL: https://example.org/docview/{at}",
            "",
            f"Copyright: Copyright {one['outlet']} {american(day)}",
            "",
            "Last updated: 2024-05-30",
            "",
            "Database: Invented Newsstream",
            "",
            rule,
        ]
    return "\n".join(
        [
            *text,
            "",
            "Contact us at: https://example.org/contact",
            "",
            "Database copyright © 2024 ProQuest LLC. All rights reserved.",
        ]
    )


def page(one):
    inside = "".join(f"<p>{paragraph}</p>\n" for paragraph in one["text"].split("\n\n"))
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{one['title']} | {one['outlet']}</title>"
        f'<meta property="og:site_name" content="{one["outlet"]}">'
        f'<meta name="author" content="{one["authors"]}">'
        f'<meta property="article:published_time" content="{one["published"]}">'
        f'<link rel="canonical" href="{one["url"]}"></head>\n'
        '<body><nav><a href="/">Home</a> <a href="/news">News</a></nav>'
        f"<article><h1>{one['title']}</h1>\n{inside}</article>"
        f"<footer>© {one['outlet']}</footer></body></html>"
    )


def pdf():
    """A PDF with a text layer, one page an article, lines broken to fit; written by hand, since
    PDFium only reads.
    """
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    lines = [ARTICLES[0]["title"], "By " + ARTICLES[0]["authors"], ""]
    for paragraph in ARTICLES[0]["text"].split("\n\n"):
        line = ""
        for word in paragraph.split():
            if len(line) + len(word) > 84:
                lines, line = [*lines, line], ""
            line = f"{line} {word}".strip()
        lines += [line, ""]
    shown = "".join(
        f"({line})".replace("(", "(", 1) + " Tj T*\n" if line else "T*\n"
        for line in (
            line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") for line in lines
        )
    )
    stream = f"BT /F1 11 Tf 14 TL 60 780 Td\n{shown}ET"
    objects[1] = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    objects += [
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream",
        font,
    ]
    out, places = b"%PDF-1.4\n", []
    for at, said in enumerate(objects, 1):
        places.append(len(out))
        out += f"{at} 0 obj\n{said}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        out
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
            f"<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
            f"startxref\n{len(out)}\n%%EOF\n"
        ).encode()
    )


def warc():
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    writer.write_record(writer.create_warcinfo_record("invented.warc.gz", {"software": "by hand"}))
    for at, one in enumerate(ARTICLES):
        for kind, status, body in (
            (("text/html; charset=utf-8", "200 OK", page(one)),)
            + ((("image/png", "200 OK", "\x89PNG"),) if at == 0 else ())
            + ((("text/html", "404 Not Found", "<p>Gone.</p>"),) if at == 1 else ())
        ):
            writer.write_record(
                writer.create_warc_record(
                    one["url"],
                    "response",
                    payload=io.BytesIO(body.encode("utf-8")),
                    http_headers=StatusAndHeaders(
                        status, [("Content-Type", kind)], protocol="HTTP/1.1"
                    ),
                    warc_headers_dict={
                        "WARC-Date": "2024-06-03T10:15:00Z",
                        "WARC-Record-ID": f"<urn:uuid:{at}-{status[:3]}-{len(body)}>",
                    },
                )
            )
    return out.getvalue()


def tables():
    import csv

    import openpyxl
    import pyarrow as pa
    from pyarrow import parquet

    (HERE / "newsapi.json").write_text(
        json.dumps(
            {
                "status": "ok",
                "totalResults": 4,
                "articles": [
                    *(
                        {
                            "source": {"id": None, "name": one["outlet"]},
                            "author": one["authors"],
                            "title": one["title"],
                            "description": "An invented description.",
                            "url": one["url"],
                            "publishedAt": one["published"] + "T09:00:00Z",
                            "content": one["text"],
                        }
                        for one in ARTICLES
                    ),
                    {
                        "source": {"id": None, "name": "The Example Post"},
                        "author": None,
                        "title": "Cut",
                        "url": "https://example.org/4",
                        "publishedAt": "2024-05-06T09:00:00Z",
                        "content": "The river rose again on Monday and the mayor s… [+1234 chars]",
                    },
                ],
            },
            ensure_ascii=False,
            indent=1,
        ),
        encoding="utf-8",
    )
    rows = [
        {
            "id": f"s{at}",
            "indexed_date": "2024-06-01",
            "language": "en",
            "media_name": one["outlet"],
            "media_url": "example.org",
            "publish_date": one["published"],
            "title": one["title"],
            "url": one["url"],
            "text": one["text"],
        }
        for at, one in enumerate(ARTICLES, 1)
    ]
    with (HERE / "mediacloud.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    fourcat = [
        {
            "id": at,
            "thread_id": at,
            "timestamp": f"{one['published']} 09:00:00",
            "author": one["authors"],
            "subject": one["title"],
            "domain": one["outlet"],
            "url": one["url"],
            "body": one["text"],
        }
        for at, one in enumerate(ARTICLES, 1)
    ]
    with (HERE / "4cat.tsv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, fourcat[0], delimiter="\t")
        writer.writeheader()
        writer.writerows(fourcat)
    lines = "".join(
        json.dumps(
            {
                "title": one["title"],
                "author": one["authors"],
                "hostname": "example.org",
                "source-hostname": one["outlet"],
                "date": one["published"],
                "text": one["text"],
                "source": one["url"],
                "excerpt": None,
                "tags": "rain,bridge",
            },
            ensure_ascii=False,
        )
        + "\n"
        for one in ARTICLES
    )
    (HERE / "trafilatura.jsonl.gz").write_bytes(gzip.compress(lines.encode(), mtime=0))
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Articles"
    sheet.append(["Headline", "Newspaper", "Author", "Date", "URL", "Article"])
    for one, day in zip(ARTICLES, DAYS):
        sheet.append([one["title"], one["outlet"], one["authors"], day, one["url"], one["text"]])
    book.create_sheet("Notes").append(["Coded in June by two invented students."])
    book.properties.created = book.properties.modified = datetime(2024, 6, 3)
    book.save(HERE / "excel.xlsx")
    parquet.write_table(
        pa.table(
            {
                "headline": [one["title"] for one in ARTICLES],
                "publisher": [one["outlet"] for one in ARTICLES],
                "authors": [[one["authors"]] for one in ARTICLES],
                "date_publish": pa.array(DAYS, pa.timestamp("us")),
                "url": [one["url"] for one in ARTICLES],
                "maintext": [one["text"] for one in ARTICLES],
            }
        ),
        HERE / "cc-news.parquet",
    )


def main():
    lines = nexis_cover() + [
        line for one, day in zip(ARTICLES, DAYS) for line in nexis_uni(one, day)
    ]
    docx(lines, HERE / "nexis-uni.docx")
    (HERE / "nexis-uni.rtf").write_text(rtf([*lines, "LINK:"][:-1]), encoding="ascii")
    (HERE / "nexis-older.txt").write_text(nexis_older(), encoding="utf-8-sig")
    (HERE / "nexis-older.html").write_text(nexis_older_html(), encoding="utf-8")
    (HERE / "europresse.html").write_text(europresse(), encoding="utf-8")
    (HERE / "factiva.xml").write_text(factiva_xml(), encoding="utf-8")
    (HERE / "factiva.html").write_text(factiva_html(coded=False), encoding="utf-8")
    (HERE / "factiva-fields.html").write_text(factiva_html(coded=True), encoding="utf-8")
    (HERE / "factiva.rtf").write_text(
        rtf(
            [
                line
                for at, (one, day) in enumerate(zip(ARTICLES, DAYS), 1)
                for line in [
                    *factiva_lines(at, one, day),
                    f"Page {at} of 3 © 2024 Factiva, Inc. All rights reserved.",
                ]
            ]
        ),
        encoding="ascii",
    )
    (HERE / "proquest.txt").write_text(proquest(), encoding="utf-8")
    one = ARTICLES[0]
    alone = [one["title"], "By " + one["authors"], *one["text"].split("\n\n")]
    docx(alone, HERE / "word.docx")
    (HERE / "saved-page.html").write_text(page(one), encoding="utf-8")
    (HERE / "copied-page.txt").write_text(
        "\n".join(["Home", "News", "Sport", "", *alone, "", "Share", "© The Example Post"]),
        encoding="cp1252",
    )
    (HERE / "text-layer.pdf").write_bytes(pdf())
    (HERE / "cc-news.warc.gz").write_bytes(warc())
    tables()
    with zipfile.ZipFile(HERE / "mixed.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [
            ("inner/nexis.txt", nexis_older().encode("utf-16")),
            ("page.html", page(one).encode()),
            ("__MACOSX/._page.html", b"\0\1"),
            ("picture.png", b"\x89PNG\r\n\0"),
            ("rows.csv.gz", gzip.compress(b"text\nIt rained in the zip.\n", mtime=0)),
        ]:
            archive.writestr(
                zipfile.ZipInfo(name, (2024, 6, 3, 0, 0, 0)), content, zipfile.ZIP_DEFLATED
            )


if __name__ == "__main__":
    main()
