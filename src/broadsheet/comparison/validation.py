"""Broadsheet's results beside readers' annotations: row by row, then how often each is right."""

import json
from pathlib import Path

import pandas as pd

from ..measuring import quotations
from ..paths import find
from ..stats import agreement

# Fields that both the annotation and Broadsheet give for a quotation.
ANNOTATED = ["kind", "speech", "speaker", "verb"]


def check_quotations(articles: pd.DataFrame, annotations: str | Path) -> pd.DataFrame:
    """Every quotation found or annotated in the body of the articles: one row per quotation, with
    the annotation beside what was found.

    `annotations` is a JSON file: `articles` maps a `source` to a list of quotations with `part`,
    `text`, `occurrence`, `kind`, `speech`, `speaker` and `verb`. Articles that it does not name are
    left out, so that for another corpus the table is empty. Columns `source`, `text`, `wanted` and
    `found` (truth values: is it annotated, was it found), then `wanted_kind`, `found_kind` and so
    on. Equal texts are distinguished by their order in the article. ValueError, naming file and
    field, if the file does not have this form.

    >>> from broadsheet.corpus import load
    >>> checked = check_quotations(load("data/seeds").articles, "data/annotations/seeds.json")
    >>> checked[["wanted_speaker", "found_speaker"]].iloc[0].tolist()
    ['Marco Rubio', 'Marco Rubio']
    >>> int((checked["wanted"] & checked["found"]).sum())
    7
    """
    path = find(annotations)
    try:
        annotated = json.loads(path.read_text(encoding="utf-8"))["articles"]
        rows = [
            {"source": source, **{name: quotation[name] for name in ("text", *ANNOTATED)}}
            for source, listed in annotated.items()
            for quotation in listed
            if quotation["part"] == "body"
        ]
    except (KeyError, TypeError, json.JSONDecodeError) as error:
        raise ValueError(
            f"{path.name}: {error!r}: each source under 'articles' needs a list of quotations "
            f"with part, text, {', '.join(ANNOTATED)}"
        ) from error
    checked = articles[articles["source"].isin(list(annotated))]
    wanted = pd.DataFrame(rows, columns=["source", "text", *ANNOTATED]).astype(object)
    wanted = wanted[wanted["source"].isin(checked["source"])].assign(wanted=True)
    found = (
        quotations(checked.assign(id=checked["source"]))
        .query("kind != 'indirect'")
        .rename(columns={"id": "source"})
    )
    found = found[["source", "text", *ANNOTATED]].astype(object).assign(found=True)
    for table in (wanted, found):
        table["nth"] = table.groupby(["source", "text"]).cumcount()
    both = wanted.merge(
        found, on=["source", "text", "nth"], how="outer", suffixes=("_wanted", "_found")
    )
    texts = checked.set_index("source")["text"]
    both["place"] = [texts[source].find(text) for source, text in zip(both["source"], both["text"])]
    both = both.sort_values(["source", "place", "nth"], ignore_index=True)
    both[["wanted", "found"]] = both[["wanted", "found"]].notna()
    pairs = {
        f"{side}_{name}": both[f"{name}_{side}"]
        for name in ANNOTATED
        for side in ("wanted", "found")
    }
    return both[["source", "text", "wanted", "found"]].assign(**pairs)


def quotation_scores(checked: pd.DataFrame) -> pd.DataFrame:
    """The accuracy of quotations, from `check_quotations`: one row per aspect, with intervals.

    `stretch`: the marks are paired as in the annotation. For stretches that are speech: `speech`,
    `speaker` (the full name), `verb`; for all: `kind`. Columns `what`, then those of `agreement`. A
    speaker that neither the annotation nor Broadsheet names is neither found nor wanted. No rows if
    nothing was annotated.

    >>> from broadsheet.corpus import load
    >>> checked = check_quotations(load("data/seeds").articles, "data/annotations/seeds.json")
    >>> scores = quotation_scores(checked)
    >>> scores["what"].tolist()
    ['stretch', 'speech', 'kind', 'speaker', 'verb']
    """
    if checked.empty:
        return pd.DataFrame(columns=["what", *agreement(0, 0, 0)])
    both = checked["found"] & checked["wanted"]
    sides = {"stretch": (checked["found"], checked["wanted"], both)}
    for name in ("speech", "kind", "speaker", "verb"):
        found, wanted = checked[f"found_{name}"], checked[f"wanted_{name}"]
        if name == "speech":
            is_found, is_wanted = found.eq(True), wanted.eq(True)
        else:
            is_found, is_wanted = found.notna(), wanted.notna()
        sides[name] = (is_found, is_wanted, is_found & is_wanted & (found == wanted))
    return pd.DataFrame(
        [
            {"what": name, **agreement(int(right.sum()), int(found.sum()), int(wanted.sum()))}
            for name, (found, wanted, right) in sides.items()
        ]
    )


def agreement_rows(table: pd.DataFrame) -> pd.DataFrame:
    """The accuracy measured on larger sets, to draw as bars: the rows that are `shown`, panel by
    panel in their `order`, the best first, with `ours`, `said` and `panel`.

    >>> table = pd.DataFrame({"measure": "Kind", "who": ["Other", "Broadsheet"],
    ...     "value": [0.7, 0.9], "n": 1200, "unit": "articles", "shown": True, "order": 1})
    >>> agreement_rows(table)[["who", "ours", "said", "panel"]].values.tolist()[0]
    ['Broadsheet', True, '0.900', 'Kind (1,200 articles)']
    """
    rows = table.assign(
        ours=table["who"].str.startswith("Broadsheet"),
        said=table["value"].map("{:.3f}".format),
        panel=table["measure"] + " (" + table["n"].map("{:,}".format) + " " + table["unit"] + ")",
    )
    shown = rows[rows["shown"].astype(bool)].sort_values("value", ascending=False)
    return shown.sort_values("order", kind="stable")


def corrected_shares(shares: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """The quoted share of each article beside what it would be without the errors of the rules:
    `outlet, value, low, high, corrected`.

    corrected = value × precision / recall, both for quotations that are speech, from `table`, the
    figures measured on larger sets. A rough correction: it applies rates for stretches to words,
    and leaves a share of zero at zero.

    >>> shares = pd.DataFrame({"outlet": ["A", "A"], "statistic": ["speech", "marks"],
    ...     "value": [0.2, 0.3], "low": 0.1, "high": 0.4})
    >>> table = pd.DataFrame({"who": "Broadsheet", "value": [0.9, 0.6],
    ...                       "measure": ["Quotations that are speech, precision",
    ...                       "Quotations that are speech, recall"]})
    >>> corrected_shares(shares, table)["corrected"].round(3).tolist()
    [0.3]
    """
    measured = table[table["who"] == "Broadsheet"].set_index("measure")["value"]
    precision = measured["Quotations that are speech, precision"]
    recall = measured["Quotations that are speech, recall"]
    speech = shares[shares["statistic"] == "speech"]
    speech = speech.assign(corrected=speech["value"] * precision / recall)
    return speech[["outlet", "value", "low", "high", "corrected"]]
