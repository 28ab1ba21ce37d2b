"""How time and memory grow with the number of articles: made-up corpora measured one after the
other, each in a process of its own. Writes docs/growth.csv and docs/growth.svg, which docs/scale.md
shows: python tests/benchmarks/growth.py
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

import broadsheet as bs
from broadsheet.figures.layout import ACCENT, GREY, WIDTH, styled
from broadsheet.measuring.dataset import survey
from broadsheet.paths import ROOT

SIZES = [250, 500, 1000, 2000, 4000]
SENTENCES = 30  # in each made-up article, drawn from the seeds


def made_up(path: Path, n: int) -> None:
    """A table of n articles of sentences of the two seeds, shuffled: no two alike."""
    said = [
        str(sentence)
        for text in bs.load("data/seeds").articles["text"]
        for sentence in bs.tokenize(text).sentences
    ]
    dice = random.Random(n)
    texts = [
        "\n\n".join(" ".join(dice.choices(said, k=3)) for _ in range(SENTENCES // 3))
        for _ in range(n)
    ]
    pd.DataFrame({"id": range(n), "outlet": "made up", "text": texts}).to_csv(path, index=False)


def measure_one(path: str, out: str) -> None:
    """Measures, and prints the seconds of processor time and the peak of memory in MB."""
    begun = time.process_time()
    survey(path, Path(out), bs.load_lexicon("generic-frames"), workers=1)
    print(time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def curve() -> pd.DataFrame:
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for n in SIZES:
            path = Path(folder, f"{n}.csv")
            made_up(path, n)
            done = subprocess.run(
                [sys.executable, __file__, path, Path(folder, str(n))],
                check=True,
                capture_output=True,
                text=True,
            )
            seconds, peak = map(float, done.stdout.split())
            held = sum(file.stat().st_size for file in Path(folder, str(n)).rglob("*.parquet"))
            rows.append((n, path.stat().st_size / 1e6, seconds, peak, held / 1e6))
    return pd.DataFrame(
        rows, columns=["articles", "megabytes", "seconds", "peak_megabytes", "dataset_megabytes"]
    ).round(2)


@styled
def draw(table: pd.DataFrame) -> Figure:
    figure = Figure(figsize=(WIDTH.get(), 2.6), layout="constrained")
    slope, base = np.polyfit(table["articles"], table["seconds"], 1)
    for axis, column, title, unit in zip(
        figure.subplots(1, 2),
        ("seconds", "peak_megabytes"),
        ("Processor time, one core", "Peak memory"),
        ("s", "MB"),
    ):
        axis.plot(table["articles"], table[column], "o", color=ACCENT, ms=6)
        if column == "seconds":
            axis.plot(
                table["articles"], base + slope * table["articles"], color=GREY, lw=1, zorder=0
            )
            axis.annotate(
                f"{1000 * slope:.1f} ms per article",
                (0.05, 0.88),
                xycoords="axes fraction",
                color=GREY,
            )
        for place, (x, y) in enumerate(zip(table["articles"], table[column])):
            aside = 6 if place % 2 else -12  # the first two points are close together
            axis.annotate(
                f"{y:.0f}", (x, y), (0, aside), textcoords="offset points", ha="center", size=7.5
            )
        axis.set_title(title)
        axis.set_xlabel("articles")
        axis.set_ylim(0, 1.25 * table[column].max())
        axis.set_ylabel(unit)
        axis.set_xlim(0, 1.1 * table["articles"].max())
    return figure


if __name__ == "__main__":
    if len(sys.argv) == 3:
        measure_one(*sys.argv[1:])
    else:
        table = curve()
        table.to_csv(ROOT / "docs" / "growth.csv", index=False, lineterminator="\n")
        draw(table).savefig(
            ROOT / "docs" / "growth.svg", metadata={"Date": None}, facecolor="white"
        )
        print(table.to_string(index=False))
