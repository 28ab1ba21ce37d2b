import io
import json

import pandas as pd
import pytest

from broadsheet.formats.encoding import Unreadable
from broadsheet.formats.json_shapes import list_inside
from broadsheet.formats.tables import EXCEL_CELL, TABLE_READERS, articles_listed, page_tables

ROWS = [{"title": "One", "text": "It rained."}, {"title": "Two", "text": "It snowed."}]


def sheets(ending, content):
    data = content if isinstance(content, bytes) else content.encode()
    return {name: list(rows) for name, rows in TABLE_READERS[ending](lambda: io.BytesIO(data))}


def rows(ending, content):
    return sheets(ending, content)[""]


def excel(**tables):
    out = io.BytesIO()
    with pd.ExcelWriter(out, engine="openpyxl") as writer:
        for name, table in tables.items():
            pd.DataFrame(table).to_excel(writer, sheet_name=name, index=False)
    return out.getvalue()


def parquet(table):
    out = io.BytesIO()
    pd.DataFrame(table).to_parquet(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "ending, content",
    [
        (".csv", "title,text\nOne,It rained.\nTwo,It snowed.\n"),
        (".csv", "title;text\r\nOne;It rained.\r\n\r\nTwo;It snowed.\r\n"),
        (".csv", '"title","text"\n"One","It rained."\n"Two","It snowed."'),
        (".csv", "sep=;\ntitle;text\nOne;It rained.\nTwo;It snowed.\n"),
        (".csv", '"sep=\t"\r\ntitle\ttext\r\nOne\tIt rained.\r\nTwo\tIt snowed.\r\n'),
        (".csv", "Search,rain\nSaved,today\n\ntitle,text\nOne,It rained.\nTwo,It snowed.\n"),
        (".csv", "\ufeff\ufefftitle,te\u200bxt\nOne,It rained.\nTwo,It snowed.\n"),
        (".tsv", "title\ttext\nOne\tIt rained.\nTwo\tIt snowed."),
        (".json", json.dumps(ROWS)),
        (".json", json.dumps({"status": "ok", "articles": ROWS})),
        (".json", json.dumps({"response": {"status": "ok", "results": ROWS}})),
        (".json", "\n".join(map(json.dumps, ROWS))),
        (".jsonl", "\n\n".join(map(json.dumps, ROWS)) + "\n"),
        (".ndjson", b"\xef\xbb\xbf" + "\r\n".join(map(json.dumps, ROWS)).encode()),
        (".xlsx", excel(one=ROWS)),
        (".parquet", parquet(ROWS)),
    ],
)
def test_a_table_has_the_same_rows_in_every_format(ending, content):
    assert rows(ending, content) == ROWS


def test_a_field_may_contain_lines_marks_and_long_text():
    text = 'He said "no".\n\nIt rained, ' * 20_000
    table = pd.DataFrame([{"title": "One", "text": text}])
    for ending, content in [
        (".csv", table.to_csv(index=False)),
        (".tsv", table.to_csv(index=False, sep="\t")),
        (".json", table.to_json(orient="records")),
        (".parquet", parquet(table)),
    ]:
        assert rows(ending, content) == [{"title": "One", "text": text}]


def test_a_row_with_a_field_too_many_or_too_few_is_reported_with_its_number():
    got = rows(
        ".csv", "title,text\nOne,It rained.\nTwo,It snowed, and froze.\nThree\n\nFour,It thawed.\n"
    )
    assert [row["text"] for row in (got[0], got[3])] == ["It rained.", "It thawed."]
    assert got[1].startswith("3 fields under 2 names") and got[2].startswith(
        "1 fields under 2 names"
    )


def test_a_list_of_articles_is_decoded_one_by_one_with_what_its_other_values_are():
    content = json.dumps([*ROWS, 7, {"_source": {"text": "It thawed."}, "text": ""}, {"b": []}])
    assert articles_listed(content.encode())
    *both, number, inside, other = rows(".json", "\ufeff" + content)
    assert both == ROWS and number.startswith("not an object") and other == {"b": []}
    assert inside == {"text_in_table": "", "text": "It thawed."}


@pytest.mark.parametrize(
    "content",
    [
        b'[{"text": "It rained.", "words": NaN}]',  # which Python reads
        '[{"text": "Caf\u00e9"}]'.encode("cp1252"),
        '[{"text": "It rained."}]'.encode("utf-16"),
        b'[["text"], ["It rained."]]',  # a table of lists
        b'[{"page": 1, "articles": [{"title": "A", "text": "It rained."}]}]',
    ],
)
def test_other_json_is_decoded_whole(content):
    if not content.startswith(b"\xff"):
        assert articles_listed(content) == []
    assert [set(row) & {"text"} for row in rows(".json", content)] == [{"text"}]


def test_an_article_that_cannot_be_decoded_is_reported_and_the_others_are_read():
    deep = {"text": "It froze.", "more": json.loads("[" * 120 + "]" * 120)}
    one, reason, other = rows(".json", json.dumps([ROWS[0], deep, ROWS[1]]))
    assert [one, other] == ROWS and "nested more than 100 levels" in reason


def test_a_line_that_is_not_json_is_reported_with_its_number():
    got = rows(".jsonl", '{"text": "It rained."}\noops\n[1]\n{"text": "It snowed."}')
    assert [row["text"] for row in (got[0], got[3])] == ["It rained.", "It snowed."]
    assert got[1].startswith("not JSON") and got[2].startswith("not an object with named fields")


@pytest.mark.parametrize(
    "ending, content, why",
    [
        (".csv", "", "not a table: the file is empty"),
        (".csv", '"text\n', "not a table"),
        (".csv", "a, a\n1,2\n", "two columns are called 'a'"),
        (".json", "{oops", "not JSON"),
        (".json", "[" * 100_000, "not JSON"),
        (".xlsx", excel(one={"": []}), "empty"),
        (
            ".xlsx",
            excel(one=pd.DataFrame([["x", "y"]], columns=["a", "a"])),
            "two columns are called 'a'",
        ),
    ],
)
def test_a_file_that_is_not_a_table_is_refused(ending, content, why):
    with pytest.raises(Unreadable, match=why):
        rows(ending, content)


def test_every_sheet_that_is_not_empty_is_read():
    got = sheets(".xlsx", excel(May=ROWS, June=ROWS[:1], Empty={}))
    assert got == {"May": ROWS, "June": ROWS[:1]}


def test_text_cut_by_excel_and_cells_without_a_column_name_are_reported():
    got = rows(".xlsx", excel(one=[{"text": "x" * EXCEL_CELL}, {"text": "x" * (EXCEL_CELL - 1)}]))
    assert (
        got[0].startswith("cut by Excel after 32,767 characters in column 'text'")
        and len(got[1]["text"]) == EXCEL_CELL - 1
    )
    openpyxl = pytest.importorskip("openpyxl")
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in [["text"], ["It rained.", "a note"], ["It snowed."], [None, None], ["It thawed."]]:
        book.active.append(row)
    book.save(out)
    got = rows(".xlsx", out.getvalue())
    assert got == [
        "a cell in a column without a name; name the column in the first row",
        {"text": "It snowed."},
        {"text": "It thawed."},
    ]


PAGE = (
    "<html><h1>Results</h1><table><tr><td>Menu</td></tr><tr><td>Home</td></tr></table><table>"
    "<thead><tr><th>Title<th>Date<th>Full text</tr></thead><tbody>"
    "<tr><td>One<td>4 May 2024<td><p>It rained.</p><p>It &amp; hailed.</p></tr>"
    "<tr><td>Two<td>5 May 2024</tr></tbody></table>"
)


def test_a_table_of_articles_in_a_page_is_distinguished_from_others():
    ((name, found),) = page_tables(PAGE)
    assert name == "" and list(found) == [
        {"Title": "One", "Date": "4 May 2024", "Full text": "It rained.\n\nIt & hailed."},
        "2 cells under 3 names; fill the table and save it again",
    ]
    assert list(page_tables(PAGE.replace("Full text", "Place"))) == []
    ((_, found),) = page_tables(PAGE.replace("Full text", "Place"), whole=True)
    assert next(found)["Place"] == "It rained.\n\nIt & hailed."


XML_SHEET = """<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="A"><Table>
<Row><Cell><Data ss:Type="String">Title</Data></Cell>
<Cell><Data ss:Type="String">Author</Data></Cell>
<Cell><Data ss:Type="String">Text</Data></Cell><Cell><Data ss:Type="String">Page</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">One</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="String">It rained.&#10;&#10;It &amp; hailed.</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def test_excels_own_xml_leaves_empty_cells_out():
    ((_, found),) = page_tables(XML_SHEET, whole=True)
    text = "It rained.\n\nIt & hailed."
    assert list(found) == [{"Title": "One", "Author": "", "Text": text, "Page": ""}]


def test_the_column_names_of_a_sheet_may_be_below_its_title():
    openpyxl = pytest.importorskip("openpyxl")
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in [["Rain in May"], [None, "saved today"], ["Title", "Text"], ["One", "It rained."]]:
        book.active.append(row)
    book.save(out)
    assert rows(".xlsx", out.getvalue()) == [{"Title": "One", "Text": "It rained."}]


@pytest.mark.parametrize(
    "answer, found",
    [
        ({"articles": []}, None),
        ({"text": "x", "parts": ROWS}, None),
        ({"title": "A whole article with text", "images": ROWS}, None),
        ({"results": ROWS, "related": ROWS}, None),
        ({"data": {"items": ROWS}}, ROWS),
        ([1], None),
        ("x", None),
    ],
)
def test_the_only_list_inside_an_answer_is_found(answer, found):
    assert list_inside(answer) == found
