"""What the report says of a coding: beside each measure, and in its tables."""

import shutil

import numpy as np
import pandas as pd

from broadsheet.paths import FIGURES
from broadsheet.publishing import report
from broadsheet.publishing.coded import coded_rows, estimate, on_these_articles

NAN = np.nan


def rows(names, *values):
    return pd.DataFrame(list(values), columns=names.split())


ACCURACY = rows(
    """measure unit items found wanted precision precision_low precision_high
    recall recall_low recall_high f1 f1_low f1_high""",
    ("sentence ends", "places inside paragraphs", 120, 100, 99, 0.95, 0.9, 0.98, 1, 0.97, 1, 0.97,
     NAN, NAN),
    ("War <b>", "passages", 120, 30, 40, 0.8, 0.7, 0.9, NAN, NAN, NAN, NAN, NAN, NAN),
    ("speech", "passages", 120, 30, 40, 0.5, 0.4, 0.6, 0.5, 0.4, 0.6, 0.5, 0.4, 0.6),
)  # fmt: skip
AGREEMENT = rows(
    """task question items agreement agreement_low agreement_high alpha alpha_low alpha_high
    ordinal_alpha ordinal_alpha_low ordinal_alpha_high""",
    ("sentences", "end", 60, 0.9, 0.8, 0.96, 0.78, 0.6, 0.9, NAN, NAN, NAN),
)
RATES = rows(
    """outlet frame rate rate_low rate_high corrected corrected_low corrected_high
    share share_low share_high corrected_share corrected_share_low corrected_share_high""",
    ("The <i>", "War", 3.0, 2.0, 4.0, 5.25, 3.0, 8.0, 0.2, 0.1, 0.3, 0.4, 0.2, 0.6),
    ("B", "War", 0.0, NAN, NAN, NAN, NAN, NAN, 0.0, NAN, NAN, 0.05, 0.0, 0.2),
    ("C", "War", 2.0, 1.0, 3.0, NAN, NAN, NAN, 0.1, NAN, NAN, NAN, NAN, NAN),
)
CODED = {"accuracy": ACCURACY, "agreement": AGREEMENT, "rates": RATES}


def test_each_measure_has_its_line_and_what_nobody_coded_has_none():
    assert on_these_articles(CODED) == {
        "grade": "precision .95 (.90 to .98), of 100 found; recall 1.00 (.97 to 1.00), of 99 "
        "wanted; coders agree in .90 (.80 to .96) of 60 items, α = .78 (.60 to .90)",
        "frames": "in passages, War <b>: precision .80 (.70 to .90), of 30 found",
    }


def test_tables_have_dashes_where_nothing_is_known():
    tables = coded_rows(CODED)
    assert tables["accuracy"][1]["recall"] == tables["rates"][1]["corrected"] == "–"
    assert tables["rates"][0]["corrected"] == "5.25 (3.00 to 8.00)"
    assert tables["rates"][0]["corrected_share"] == ".40 (.20 to .60)"
    assert [row["outlet"] for row in tables["rates"]] == ["The <i>", "B"]  # of C too few were coded
    assert coded_rows(None) == {"accuracy": [], "agreement": [], "rates": []}
    assert estimate({"a": -0.001, "a_low": NAN, "a_high": NAN}, "a") == ".00"


def test_the_report_prints_them_escaped_and_without_a_coding_says_how_to_begin(tmp_path):
    folder = tmp_path / "figures"
    shutil.copytree(FIGURES / "seeds", folder)
    page = report(folder, coded=CODED).read_text(encoding="utf-8")
    assert '<h3 id="coded">' in page and "Tenenbein 1970" in page
    assert page.count("On a sample of these articles, coded by people:") == 2
    assert "War &lt;b&gt;" in page and "War <b>" not in page and "The &lt;i&gt;" in page
    page = report(folder).read_text(encoding="utf-8")
    assert '<h3 id="coded">' not in page and "broadsheet sample" in page
