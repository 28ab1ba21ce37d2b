"""Fit the weights of `broadsheet.quotation.ranking` to annotated articles, and write them to
src/broadsheet/data/ranking.csv.

    .venv/bin/python scripts/fit_ranking.py ARTICLES.jsonl [--check]

ARTICLES is a JSON lines file, an article a line: `text` and `quotes`, a list of `start`, `end`,
`speech` and `sources` (a list of start and end of each mention that people name as the source). The
table in the project was fitted to the 840 training articles of PolNeAR 1.0 (Newell, Margolin and
Ruths, LREC 2018), reduced to what stands in quotation marks; they are no part of the project.
`--check` fits to four fifths of the articles and measures the other, five times, and writes
nothing. The same file gives the same weights, which are rounded to two decimals.
"""

import argparse
import csv
import json
import re
from collections import Counter

import numpy as np

from broadsheet.paths import ROOT
from broadsheet.quotation.attribution import sources
from broadsheet.quotation.ranking import SURE, WEIGHTS, candidates, of_nobody
from broadsheet.text.document import Document

RARE = 10  # a feature seen less often is left out
SOURCE = (  # the first line of the table
    "# Weights fitted by scripts/fit_ranking.py to the 840 training articles of PolNeAR 1.0 "
    "(Newell, Margolin and Ruths 2018).\n"
)
PENALTY = 1.0  # on half the square of each weight: what keeps rare features small


def last_word(text: str) -> str:
    return (re.findall(r"\w+", text.lower()) or [""])[-1]


def overlap(a, b) -> int:
    return min(a[1], b[1]) - max(a[0], b[0])


def choices(article: dict) -> list[tuple[list, np.ndarray] | bool]:
    """For each annotated quotation, the features of the candidates with which of them are right,
    nobody last; or whether the rules are right, where the rules are sure or nothing was found.
    """
    text, made = article["text"], []
    found = list(sources(Document(text)))

    def right(mention) -> bool:
        return any(
            overlap(mention, wanted) > 0
            or last_word(text[slice(*mention)]) == last_word(text[slice(*wanted)])
            for wanted in quotation["sources"]
        )

    for quotation in article["quotes"]:
        if not (quotation["speech"] and quotation["sources"]):
            continue
        span = quotation["start"], quotation["end"]
        n = max(range(len(found)), key=lambda n: overlap(span, found[n][0]), default=None)
        if n is None or overlap(span, found[n][0]) < 0.5 * (span[1] - span[0]):
            made.append(False)
            continue
        stretch, p, i, picked = found[n]
        if picked and (picked.rule in SURE or picked.rule == "continued"):
            made.append(right((picked.start, picked.end)))
            continue
        previous = found[n - 1] if n else None
        near = previous and stretch[2] - previous[0][2] <= 2
        rows = list(
            candidates(
                p, i, picked, previous[3] if near else None, near and previous[0][2] == stretch[2]
            )
        )
        wanted = [right((start, end)) for start, end, *_ in rows]
        made.append(
            (
                [sum(parts, ()) for *_, parts in rows] + [of_nobody(p, i, picked)],
                np.array([*wanted, not any(wanted)]),
            )
        )
    return made


def fit(made: list) -> dict[tuple[str, ...], float]:
    """The weights under which the right candidates are likeliest: a conditional logit, by Newton's
    method.

    Where several candidates are right, the likelihood is that of their sum, whose convex part is
    replaced by its tangent in each round, so that every round makes it likelier.
    """
    made = [each for each in made if not isinstance(each, bool)]
    seen = Counter(feature for rows, _ in made for features in rows for feature in features)
    names = sorted(feature for feature, n in seen.items() if n >= RARE)
    index = {feature: k for k, feature in enumerate(names)}
    x = np.zeros((sum(len(rows) for rows, _ in made), len(names)))
    for row, features in zip(x, (features for rows, _ in made for features in rows)):
        row[[index[feature] for feature in features if feature in index]] = 1
    wanted = np.concatenate([right for _, right in made])
    group = np.repeat(np.arange(len(made)), [len(right) for _, right in made])

    def chances(score: np.ndarray) -> np.ndarray:
        top = np.full(len(made), -np.inf)
        np.maximum.at(top, group, score)
        e = np.exp(score - top[group])
        return e / np.bincount(group, e)[group]

    w = np.zeros(len(names))
    for _ in range(25):
        p = chances(x @ w)
        q = chances(np.where(wanted, x @ w, -1e9))
        mean = np.zeros((len(made), len(names)))
        np.add.at(mean, group, x * p[:, None])
        curvature = (x * p[:, None]).T @ x - mean.T @ mean + PENALTY * np.eye(len(names))
        w -= np.linalg.solve(curvature, x.T @ (p - q) + PENALTY * w)
    return {
        name: round(float(weight), 2) for name, weight in zip(names, w) if round(float(weight), 2)
    }


def score(made: list, weights: dict) -> np.ndarray:
    """Right, given and wanted sources."""
    right = given = 0
    for each in made:
        if isinstance(each, bool):
            right, given = right + each, given + 1
            continue
        rows, wanted = each
        totals = [sum(weights.get(feature, 0.0) for feature in features) for features in rows]
        best = max(range(len(rows)), key=lambda k: (totals[k], k == len(rows) - 1))
        if best < len(rows) - 1:
            right, given = right + wanted[best], given + 1
    return np.array([right, given, len(made)])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles")
    parser.add_argument(
        "--check", action="store_true", help="measure on articles left out, and write nothing"
    )
    options = parser.parse_args()
    with open(options.articles, encoding="utf-8") as lines:
        made = [choices(json.loads(line)) for line in lines]
    if options.check:
        total = sum(
            score(
                [each for article in made[k::5] for each in article],
                fit([each for n, article in enumerate(made) for each in article if n % 5 != k]),
            )
            for k in range(5)
        )
        print(f"F1 on articles left out: {2 * total[0] / (total[1] + total[2]):.4f}")
        return
    made = [each for article in made for each in article]
    weights = fit(made)
    path = ROOT / "src" / "broadsheet" / "data" / WEIGHTS
    with path.open("w", encoding="utf-8", newline="") as table:
        table.write(SOURCE)
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(["feature", "weight"])
        rows.writerows([" ".join(name), weight] for name, weight in sorted(weights.items()))
    right, given, wanted = score(made, weights)
    f1 = 2 * right / (given + wanted)
    print(f"{len(weights)} weights in {WEIGHTS}; F1 on the same articles: {f1:.4f}")


if __name__ == "__main__":
    main()
