"""What the verbs of the command line do; `cli` has their words.

The command imports this file when a verb is to be done, with all that it needs.
"""

import getpass
import hashlib
import os
import shlex
import sys
import tempfile
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from . import notebooks
from .comparison import (
    NOT_BEGUN,
    Corrections,
    coded_accuracy,
    coder_agreement,
    coding_sample,
    corrected_rates,
    first_notes,
    people,
    people_line,
    people_to_correct,
    read_answers,
    stories_needed,
    tasks,
    with_intervals,
    with_sources,
)
from .corpus import (
    METADATA,
    Coding,
    Corpus,
    add_stories,
    arithmetic,
    check,
    correction_note,
    find_stories,
    load,
    name_of,
    read_coding,
    read_people,
    save_coding,
    save_new,
    save_stories,
    select,
    stories_line,
)
from .escape import csv, one_line, spreadsheet_csv
from .kernels import import_beforehand
from .lexicon import load_lexicon
from .measuring import check_same, measured, survey
from .notebooks import READING
from .paths import ROOT, find, place
from .publishing import (
    Credit,
    RunFolder,
    credit_given,
    credit_in,
    from_record,
    gallery,
    print_pdf,
    report,
    save_credit,
    save_run,
    verify,
)
from .remembered import remembering
from .storage import TABLES, locked, read_about, read_table, save_whole, whole, whole_files
from .viewer import codebook

MOST_NAMED = 20  # rejected articles that are named where there may be a million
COMPARED = ["id", "outlet", "title", "published", "text", "story"]  # by which stories are found


def reading(given: Mapping[str, Any]) -> dict[str, Any]:
    """How the corpus is to be read, of what is given."""
    return {"columns": given["columns"]} | {name: given[name] for name in READING if name in given}


def read(corpus: Path, given: Mapping[str, Any]) -> Corpus:
    """The corpus, with a line on standard error for each file rejected, each duplicate and each
    note. ValueError where no article is left.
    """
    loaded = load(corpus, **reading(given))
    for row in loaded.rejected.itertuples():
        warn(f"rejected: {row.source}: {row.reason}")
    for row in loaded.duplicates.itertuples():
        warn(f"duplicate: {row.source} has the text of {row.duplicate_of}")
    for note in [*loaded.notes, *correction_note(loaded.articles)]:
        warn(f"note: {note}")
    if select(loaded.articles, given.get("outlets", [])).empty:
        raise ValueError(f"{corpus}: no article is left to be measured")
    return loaded


def run(corpus: Path, out: Path | None, given: dict[str, Any]) -> str:
    """The notebooks run over a corpus: figures and their report in `out` and the executed copies
    below it, or by default figures in figures/<name> and copies in runs/<name>. Two lines: what was
    read and where to look, and the command that opens the notebooks.

    What is wrong with the options, the corpus, the outlets or the lexicon is reported before the
    notebooks start.
    """
    printed = given.pop("pdf", False)
    by = credit_of(given)
    refuse_within(corpus, out or place("figures"))
    # The notebooks run in another folder, so that a path is given to them whole.
    for name in ("lexicon", "measured", "stories", "people", "coding"):
        if given.get(name) and (name != "lexicon" or find(given[name]).is_file()):
            given[name] = str(find(given[name]))
    for name in ("annotations", "agreement"):
        # as it is given where the project's own is meant: figure 6.1 says which it is
        if name in given and find(given[name]) != ROOT / given[name]:
            given[name] = str(find(given[name]))
    if given.get("window", 0) < 0:
        raise ValueError(f"--window {given['window']}: a number of days, or 0 for no limit")
    lexicon = load_lexicon(given["lexicon"])
    Corrections(read_people(given.get("people", "")))
    saved = given.get("measured")
    if saved:
        about = whole(Path(saved))
        check_same(about, lexicon, given.get("skip_negated", False))
        if corpus.resolve() != Path(saved).resolve() and name_of(corpus) != about.measured:
            raise ValueError(
                f"--measured {shown(Path(saved))}: holds what was measured of "
                f"{about.measured!r}, not of {name_of(corpus)!r}; measure that corpus into another "
                "folder"
            )
    import_beforehand()
    with remembering():
        loaded = read(Path(saved) if saved else corpus, given)
        coding = coding_of(loaded, lexicon, given)
        folder = out.absolute() if out else place("figures") / loaded.name
        with locked(lock_of(folder), folder):
            if not saved:
                articles = select(loaded.articles, given.get("outlets", []))
                measured(articles, lexicon, given.get("skip_negated", False))
            return run_into(folder, loaded, corpus, out, given, printed, by, coding)


def lock_of(folder: Path) -> Path:
    """The file that a run locks while it writes into a folder: beside other temporary files, since
    no file that no run wrote may stand in the folder.
    """
    name = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"broadsheet-{getpass.getuser()}-{name}.lock"


def run_into(
    folder: Path,
    loaded: Corpus,
    corpus: Path,
    out: Path | None,
    given: dict[str, Any],
    printed: bool,
    by: Credit,
    coding: Coding | None,
) -> str:
    """As `run`, once all that is given has been found right."""
    executed = folder / "notebooks" if out else place("runs") / loaded.name
    claimed = [RunFolder(folder, loaded.name)]
    if not out:
        claimed.append(RunFolder(executed, loaded.name))
    for kept in [path for own in claimed for path in own.kept]:
        warn(f"note: {shown(kept)}: was changed since it was made, and is kept under this name")
    save_credit(folder, by)
    notebooks.run({**given, "corpus": str(corpus), "figures": str(folder)}, executed)
    coded = None
    if coding is not None:
        coded = coded_tables(coding, given.get("seed", default_seed()))
    readme, page = shown(gallery(folder)), report(folder, loaded, coded)
    save_run(folder)
    pdf = f" ({print_pdf(page)})" if printed else ""
    for own in claimed:
        own.leave_mark()
    return (
        f"{loaded.report}; read {shown(page)}{pdf}; look at {readme}, "
        f"and at the notebooks in {shown(executed)}\nopen them: {opening(executed)}"
    )


def credit_of(given: dict[str, Any]) -> Credit:
    """Whom the figures of a run are by, which year and which address they have: as the options say,
    which are taken out of `given`, and for the rest as the CITATION.cff in the working folder says.
    Figures that are made again are by whom they were.
    """
    said = {name: given.pop(name, None) for name in ("author", "year", "address")}
    if "credit" in given:
        return from_record(given.pop("credit"))
    by = credit_given(said["author"] or (), said["year"], said["address"] or "")
    return by | credit_in(Path.cwd())


def checked(corpus: Path, out: Path | None, given: dict[str, Any]) -> str:
    """What loading a corpus finds, and a table to fill in with what its articles lack. ValueError,
    once that is printed, where no article is left.
    """
    if out and out.resolve() != (corpus / METADATA).resolve():
        refuse_within(corpus, out)
    loaded = load(corpus, **reading(given), texts=False)
    found = check(loaded, corpus, out)
    if loaded.articles.empty:
        print(found, flush=True)
        raise ValueError(f"{corpus}: no article is left to be measured")
    return found


def opening(executed: Path) -> str:
    """The command that opens executed notebooks in JupyterLab, as it is typed here."""
    # not resolved: a virtual environment's Python is a link to another
    return shlex.join([shown(Path(sys.executable)), "-m", "jupyterlab", shown(executed)])


def save_measured(corpus: Path, out: Path, given: dict[str, Any]) -> str:
    """Everything that is measured, saved as a dataset in `out` (`survey`), and with `csv` as CSV
    besides. The line that says so.
    """
    refuse_within(corpus, out)
    as_csv = given.pop("csv")
    about = survey(corpus, out, load_lexicon(given.pop("lexicon")), **given)
    for note in about.notes:
        warn(f"note: {note}")
    if given.get("stories"):
        for note in correction_note(read_table(out, "articles", COMPARED)):
            warn(f"note: {note}")
    rows = about.rows
    for row in read_table(out, "rejected").head(MOST_NAMED).itertuples():
        warn(f"rejected: {row.source}: {row.reason}")
    if rows["rejected"] > MOST_NAMED:
        unnamed = rows["rejected"] - MOST_NAMED
        warn(f"note: {unnamed} more were rejected; all stand in {shown(out / 'rejected')}")
    for name in TABLES if as_csv else ():
        with whole_files(out / f"{name}.csv") as [beside]:
            csv(read_table(out, name)).to_csv(beside, index=False, lineterminator="\n")
    numbers = arithmetic(*(rows[name] for name in ("articles", "rejected", "duplicates")))
    return f"{numbers}; fingerprint {about.fingerprint[:12]}; measured in {shown(out)}"


def save_found_stories(corpus: Path, out: Path, given: dict[str, Any]) -> str:
    """The stories of a corpus, saved as a table that a person may correct; the line that says
    so. The texts of a corpus that was measured before are never all in memory.
    """
    refuse_within(corpus, out)
    window = given.pop("window")
    loaded = read_or_stored(corpus, given)
    found = find_stories(loaded.articles, window, folder=corpus)
    save_stories(found, out)
    return (
        f"{loaded.report}; {stories_line(found)}; correct them in {shown(out)} and give it back "
        "with --stories"
    )


def save_found_people(corpus: Path, out: Path, given: dict[str, Any]) -> str:
    """The people quoted in a corpus, saved as a table that a person may correct; the line that says
    so. Of a corpus that was measured before, what was measured is read.
    """
    refuse_within(corpus, out)
    corrections = read_people(given.pop("people", ""))
    Corrections(corrections)
    loaded = read_or_stored(corpus, given)
    stored = read_about(corpus) is not None
    tables = measured(loaded.articles, folder=str(corpus) if stored else "")
    save_new(people_to_correct(tables, corrections), out)
    line = people_line(people(tables, corrections), corrections, loaded.articles)
    return f"{loaded.report}; {line}; correct them in {shown(out)} and give it back with --people"


def save_sample(corpus: Path, out: Path, given: dict[str, Any]) -> str:
    """A sample of the corpus as sheets that people fill in, with codebook and key, saved in `out`;
    the lines that say so.
    """
    refuse_within(corpus, out)
    lexicon = load_lexicon(given.pop("lexicon"))
    loaded = read(corpus, given)
    articles = in_stories(loaded.articles)
    numbers = {name: given[name] for name in ("n", "coders", "overlap")}
    sample = coding_sample(articles, lexicon, **numbers, seed=given.get("seed", default_seed()))
    about = {
        "broadsheet": version("broadsheet"),
        "corpus": loaded.name,
        "fingerprint": loaded.fingerprint,
        **sample.about,
    }
    book = codebook(lexicon, about, loaded.name, about["broadsheet"])
    save_coding(out, sample.sheets, sample.choices, sample.key, sample.counts, about, book)
    sizes = sample.key["task"].value_counts(sort=False)
    items = ", ".join(f"{count} of {name}" for name, count in sizes.items())
    by_all = (sample.key["coders"].str.count(" ") == given["coders"] - 1).mean()
    return (
        f"{loaded.report}; {len(sample.key)} items to code ({items}), {by_all:.0%} of them by "
        f"every coder; read {shown(out / 'codebook.html')}, fill in the sheets of each coder in "
        f"{shown(out)}\nthen: {shlex.join(['broadsheet', 'agree', shown(out)])}"
    )


def in_stories(articles: Any) -> Any:
    """The articles with the stories that they came with, or else with those that are found."""
    if "story" in articles and articles["story"].notna().any():
        return articles
    return add_stories(articles, find_stories(articles))


def default_seed() -> Any:
    """The seed of the notebooks where none is given."""
    return notebooks.parameters()["seed"].default


MOST_NOTES = 40  # on answers that are missing or odd


def agree(folder: Path, seed: int) -> str:
    """How far coders agree, how often Broadsheet is right and what that makes of rates: saved as
    tables in the folder `results` of the coding, and as text. A line on standard error for what is
    missing or odd in the sheets.
    """
    coding = read_coding(folder)
    answers = read_answers(coding)
    if answers.notes == [NOT_BEGUN]:
        raise ValueError(f"{shown(folder)}: {NOT_BEGUN}")
    for note in first_notes(answers.notes, MOST_NOTES):
        warn(f"note: {note}")
    if answers.table.empty:
        raise ValueError(f"{shown(folder)}: no answer can be used")
    tables = coded_tables(coding, seed)
    for name, table in tables.items():
        save_whole(folder / "results" / f"{name}.csv", spreadsheet_csv(table))
    titles = [tasks()[task].title for task in tables["agreement"]["task"]]
    asked = tables["agreement"].assign(task=titles)
    parts = {
        "How far coders agree": asked.drop(columns=["articles"]),
        "How often Broadsheet is right": tables["accuracy"].drop(columns=["articles"]),
        "Frames per 1,000 words, as counted and corrected": tables["rates"].dropna(
            subset=["corrected"]
        )[
            [
                "outlet",
                "frame",
                *(
                    f"{name}{end}"
                    for name in ("rate", "corrected")
                    for end in ("", "_low", "_high")
                ),
            ]
        ],
    }
    text = "\n\n".join(
        f"{title}\n\n{as_text(with_intervals(table))}"
        for title, table in parts.items()
        if len(table)
    )
    return f"{text}\n\nIntervals are 95 %. Saved as tables in {shown(folder / 'results')}"


def coded_tables(coding: Coding, seed: int) -> dict[str, Any]:
    """What people's answers come to, as tables."""
    return {
        "agreement": coder_agreement(coding, seed),
        "accuracy": coded_accuracy(coding, seed),
        "rates": corrected_rates(coding, seed),
    }


def as_text(table: Any) -> str:
    """A table in columns of text, each as wide as it must be; what is missing is a dash.

    >>> import pandas as pd
    >>> print(as_text(pd.DataFrame({"what": ["a", "bcd"], "n": [1, None]})))
    what  n
    a     1
    bcd   –
    """
    rows = [table.columns, *table.itertuples(index=False)]
    cells = [[number_or_name(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells)]
    lines = ("  ".join(text.ljust(width) for text, width in zip(row, widths)) for row in cells)
    return "\n".join(line.rstrip() for line in lines)


def number_or_name(value: Any) -> str:
    """A cell of a table as text: a number with at most six digits, what is missing as a dash."""
    if value is None or value != value or str(value) == "<NA>":
        return "–"
    return f"{value:g}" if isinstance(value, float) else one_line(str(value))


def coding_of(loaded: Corpus, lexicon: Any, given: Mapping[str, Any]) -> Coding | None:
    """The coding that is given; None where none is. ValueError where it is one of another corpus or
    lexicon.
    """
    if not given.get("coding"):
        return None
    folder = Path(given["coding"])
    coding = read_coding(folder)
    about, used = coding.about, coding.about["lexicon"]
    if about["corpus"] != loaded.name:
        raise ValueError(
            f"--coding {shown(folder)}: was sampled from {about['corpus']!r}, not from "
            f"{loaded.name!r}"
        )
    if used["fingerprint"] != lexicon.fingerprint:
        raise ValueError(
            f"--coding {shown(folder)}: was coded with the lexicon {used['name']} "
            f"{used['fingerprint'][:8]}, not with {lexicon.name} {lexicon.fingerprint[:8]}"
        )
    if about["fingerprint"] != loaded.fingerprint:
        warn(
            f"note: --coding {shown(folder)}: the corpus has changed since it was sampled; its "
            "error rates are those of the articles then"
        )
    for note in first_notes(read_answers(coding).notes):
        warn(f"note: --coding {shown(folder)}: {note}")
    return coding


def told_power(corpus: Path, given: dict[str, Any]) -> str:
    """How many stories two outlets must share to show a difference, pair by pair, as text."""
    measure, difference, power, comparisons = (
        given.pop(name) for name in ("measure", "difference", "power", "comparisons")
    )
    lexicon = load_lexicon(given.pop("lexicon"))
    loaded = read(corpus, given)
    articles = in_stories(loaded.articles)
    found = with_sources(measured(articles, lexicon))
    table = stories_needed(found, measure, difference, power, comparisons=comparisons)
    if table.empty:
        raise ValueError(f"{corpus}: no story was reported by two outlets")
    return f"{loaded.report}\n\n{as_text(table)}"


def read_or_stored(corpus: Path, given: Mapping[str, Any]) -> Corpus:
    """The corpus, without its texts if it was measured before. ValueError where an option says how
    to read the articles of one that was: it was read then.
    """
    if not read_about(corpus):
        return read(corpus, given)
    unheeded = [
        f"--{name.replace('_', '-')}" for name in READING if name in given and name != "stories"
    ]
    unheeded += ["--column"] * bool(given.get("columns"))
    if unheeded:
        raise ValueError(
            f"{' and '.join(unheeded)}: the corpus was read when it was measured; tell "
            "`broadsheet measure`"
        )
    return load(corpus, texts=False, stories=given.get("stories"))


def refuse_within(corpus: Path, out: Path) -> None:
    """Nothing, if `out` lies outside the corpus; otherwise ValueError: what is written there could
    overwrite its files, and would be read as articles the next time.
    """
    if out.resolve() == corpus.resolve() or corpus.resolve() in out.resolve().parents:
        raise ValueError(
            f"{shown(out)}: lies in the corpus, whose files must not be overwritten; choose a "
            "folder outside by --out"
        )


def verified(given: dict[str, Any], columns: Mapping[str, str]) -> int:
    """Saved figures made again, with what is given in place of what they name; prints how each
    fares. The exit code: 1 where any has other data.
    """
    folder = find(given.pop("figures"))
    if columns:
        given["columns"] = columns
    if "corpus" in given:
        given["corpus"] = find(given["corpus"])
    same, lines = verify(folder, given, run, list(notebooks.parameters()))
    print(lines)
    return 0 if same else 1


def warn(line: str) -> None:
    print(one_line(line), file=sys.stderr)


def shown(path: Path) -> str:
    """The path as somebody in the working folder would type it."""
    path = path.absolute()
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
