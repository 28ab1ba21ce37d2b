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
from .checked import reading, refuse_within, shown
from .comparison import (
    NOT_BEGUN,
    Corrections,
    check_asked,
    check_size,
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
    Coding,
    Corpus,
    add_stories,
    arithmetic,
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
from .figures import unreadable
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
from .stats import LEAST_STORIES
from .storage import TABLES, locked, read_about, read_table, save_whole, whole, whole_files
from .viewer import codebook

MOST_NAMED = 20  # rejected articles named one by one; there may be a million
# The columns that `find_stories` compares.
COMPARED = ["id", "outlet", "title", "published", "text", "story"]


def read(corpus: Path, given: Mapping[str, Any]) -> Corpus:
    """The corpus; each rejected file, each duplicate and each note is reported in a line on
    standard error. ValueError if no article is left.
    """
    loaded = load(corpus, **reading(given))
    for row in loaded.rejected.itertuples():
        warn(f"rejected: {row.source}: {row.reason}")
    for row in loaded.duplicates.itertuples():
        warn(f"duplicate: {row.source} has the text of {row.duplicate_of}")
    for note in [*loaded.notes, *correction_note(loaded.articles)]:
        warn(f"note: {note}")
    if select(loaded.articles, given.get("outlets", [])).empty:
        raise ValueError(f"{corpus}: no article is left to measure")
    return loaded


def run(corpus: Path, out: Path | None, given: dict[str, Any]) -> str:
    """Two lines, after the notebooks were run on a corpus: what was read and where to look, and the
    command that opens the notebooks. Figures and their report are saved in `out` and the executed
    notebooks below it; by default, figures in figures/<name> and notebooks in runs/<name>.

    Mistakes in the options, the corpus, the outlets or the lexicon are reported before the
    notebooks start.
    """
    printed = given.pop("pdf", False)
    by = credit_of(given)
    refuse_within(corpus, out or place("figures"))
    # The notebooks run in another folder and need absolute paths.
    for name in ("lexicon", "measured", "stories", "people", "coding"):
        if given.get(name) and (name != "lexicon" or find(given[name]).is_file()):
            given[name] = str(find(given[name]))
    for name in ("annotations", "agreement"):
        # left as given if it is the project's own: figure 6.1 names it
        if name in given and find(given[name]) != ROOT / given[name]:
            given[name] = str(find(given[name]))
    if given.get("window", 0) < 0:
        raise ValueError(f"--window {given['window']} is not a number of days; 0 means no limit")
    lexicon = load_lexicon(given["lexicon"])
    Corrections(read_people(given.get("people", "")))
    saved = given.get("measured")
    if saved:
        about = whole(Path(saved))
        check_same(about, lexicon, given.get("skip_negated", False))
        if corpus.resolve() != Path(saved).resolve() and name_of(corpus) != about.measured:
            raise ValueError(
                f"--measured {shown(Path(saved))}: was measured from {about.measured!r}, not from "
                f"{name_of(corpus)!r}; measure that corpus into another folder"
            )
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
    """The file that a run locks while it writes into a folder. It is among the system's temporary
    files, because the folder may hold only files that a run wrote.
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
    """As `run`, once all options have been checked."""
    executed = folder / "notebooks" if out else place("runs") / loaded.name
    claimed = [RunFolder(folder, loaded.name)]
    if not out:
        claimed.append(RunFolder(executed, loaded.name))
    for kept in [path for own in claimed for path in own.kept]:
        warn(
            f"note: {shown(kept)}: had been changed since it was made, so it is kept under "
            "this name"
        )
    if note := unreadable(loaded.articles["outlet"].dropna().unique()):
        warn(f"note: {note}")
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
        f"{loaded.report}; read {shown(page)}{pdf}, {readme} and the notebooks in "
        f"{shown(executed)}\nto open them: {opening(executed)}"
    )


def credit_of(given: dict[str, Any]) -> Credit:
    """The author, year and address of a run's figures, from the options, which are taken out of
    `given`, and otherwise from the CITATION.cff in the working folder. Figures that are made again
    keep their author.
    """
    said = {name: given.pop(name, None) for name in ("author", "year", "address")}
    if "credit" in given:
        return from_record(given.pop("credit"))
    by = credit_given(said["author"] or (), said["year"], said["address"] or "")
    return by | credit_in(Path.cwd())


def opening(executed: Path) -> str:
    """The command that opens executed notebooks in JupyterLab, as typed in the working folder."""
    # not resolved: a virtual environment's Python is a link to another
    return shlex.join([shown(Path(sys.executable)), "-m", "jupyterlab", shown(executed)])


def save_measured(corpus: Path, out: Path, given: dict[str, Any]) -> str:
    """A line that reports what was measured and saved as a dataset in `out` (`survey`); with `csv`,
    as CSV too.
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
        warn(f"note: {unnamed} more were rejected; all are listed in {shown(out / 'rejected')}")
    for name in TABLES if as_csv else ():
        with whole_files(out / f"{name}.csv") as [beside]:
            csv(read_table(out, name)).to_csv(beside, index=False, lineterminator="\n")
    numbers = arithmetic(*(rows[name] for name in ("articles", "rejected", "duplicates")))
    return f"{numbers}; fingerprint {about.fingerprint[:12]}; saved in {shown(out)}"


def save_found_stories(corpus: Path, out: Path, given: dict[str, Any]) -> str:
    """A line that reports the stories of a corpus, saved as a table that a person may correct. If
    the corpus was measured before, its texts are never all in memory.
    """
    refuse_within(corpus, out)
    window = given.pop("window")
    loaded = read_or_stored(corpus, given)
    found = find_stories(loaded.articles, window, folder=corpus)
    save_stories(found, out)
    return (
        f"{loaded.report}; {stories_line(found)}; correct them in {shown(out)} and give it "
        "to `run` with --stories"
    )


def save_found_people(corpus: Path, out: Path, given: dict[str, Any]) -> str:
    """A line that reports the people quoted in a corpus, saved as a table that a person may
    correct. If the corpus was measured before, it is not measured again.
    """
    refuse_within(corpus, out)
    corrections = read_people(given.pop("people", ""))
    Corrections(corrections)
    loaded = read_or_stored(corpus, given)
    stored = read_about(corpus) is not None
    tables = measured(loaded.articles, folder=str(corpus) if stored else "")
    save_new(people_to_correct(tables, corrections), out)
    line = people_line(people(tables, corrections), corrections, loaded.articles)
    return (
        f"{loaded.report}; {line}; correct them in {shown(out)} and give it to `run` with --people"
    )


def save_sample(corpus: Path, out: Path, given: dict[str, Any]) -> str:
    """Lines that report a sample of the corpus, saved in `out` as sheets that people fill in, with
    codebook and key.
    """
    refuse_within(corpus, out)
    lexicon = load_lexicon(given.pop("lexicon"))
    numbers = {name: given[name] for name in ("n", "coders", "overlap")}
    check_size(**numbers)
    loaded = read(corpus, given)
    articles = in_stories(loaded.articles)
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
        f"every coder; read {shown(out / 'codebook.html')} and fill in each coder's sheets in "
        f"{shown(out)}\nthen: {shlex.join(['broadsheet', 'agree', shown(out)])}"
    )


def in_stories(articles: Any) -> Any:
    """The articles with the stories given in the corpus, or else with those that `find_stories`
    finds.
    """
    if "story" in articles and articles["story"].notna().any():
        return articles
    return add_stories(articles, find_stories(articles))


def default_seed() -> Any:
    """The seed of the notebooks, used if none is given."""
    return notebooks.parameters()["seed"].default


MOST_NOTES = 40  # about missing or odd answers


def agree(folder: Path, seed: int) -> str:
    """Text that reports how far coders agree, how often Broadsheet is right and how this changes
    the rates; also saved as tables in the folder `results` of the coding. Missing or odd answers
    are listed on standard error.
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
    return (
        f"{text}\n\nAll intervals are 95 % intervals. The tables are saved in "
        f"{shown(folder / 'results')}"
    )


def coded_tables(coding: Coding, seed: int) -> dict[str, Any]:
    """Tables of agreement, accuracy and corrected rates, from people's answers."""
    return {
        "agreement": coder_agreement(coding, seed),
        "accuracy": coded_accuracy(coding, seed),
        "rates": corrected_rates(coding, seed),
    }


def as_text(table: Any) -> str:
    """A table as aligned columns of text, with a dash for a missing value.

    >>> import pandas as pd
    >>> print(as_text(pd.DataFrame({"what": ["a", "bcd"], "n": [1, None]})))
    what  n
    a     1
    bcd   –
    >>> print(as_text(pd.DataFrame({"stories": pd.array([29, None], dtype="Int64")})))
    stories
    29
    –
    """
    rows = [table.columns, *table.itertuples(index=False)]
    cells = [[number_or_name(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells)]
    lines = ("  ".join(text.ljust(width) for text, width in zip(row, widths)) for row in cells)
    return "\n".join(line.rstrip() for line in lines)


def number_or_name(value: Any) -> str:
    """A cell of a table as text: a number with at most six digits; a dash if it is missing."""
    if value is None or str(value) == "<NA>" or value != value:
        return "–"
    return f"{value:g}" if isinstance(value, float) else one_line(str(value))


def coding_of(loaded: Corpus, lexicon: Any, given: Mapping[str, Any]) -> Coding | None:
    """The coding given with --coding; None if there is none. ValueError if it was made from another
    corpus or lexicon.
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
            f"note: --coding {shown(folder)}: the corpus has changed since it was sampled; the "
            "error rates are for the articles as they were then"
        )
    for note in first_notes(read_answers(coding).notes):
        warn(f"note: --coding {shown(folder)}: {note}")
    return coding


def told_power(corpus: Path, given: dict[str, Any]) -> str:
    """How many stories two outlets must share to show a difference, pair by pair, as text."""
    measure, difference, power, comparisons = (
        given.pop(name) for name in ("measure", "difference", "power", "comparisons")
    )
    check_asked(difference, power, comparisons)
    lexicon = load_lexicon(given.pop("lexicon"))
    loaded = read(corpus, given)
    articles = in_stories(loaded.articles)
    found = with_sources(measured(articles, lexicon))
    table = stories_needed(found, measure, difference, power, comparisons=comparisons)
    if table.empty:
        raise ValueError(f"{corpus}: no story was reported by two outlets")
    text = f"{loaded.report}\n\n{as_text(table)}"
    if table["needed"].isna().all():
        text += (
            f"\n\n{measure} cannot be planned from these articles: no two outlets share "
            f"{LEAST_STORIES} stories on which their difference varies; add stories"
        )
    return text


def read_or_stored(corpus: Path, given: Mapping[str, Any]) -> Corpus:
    """The corpus, without its texts if it was measured before. ValueError if an option would change
    how a measured corpus was read.
    """
    if not read_about(corpus):
        return read(corpus, given)
    unheeded = [
        f"--{name.replace('_', '-')}" for name in READING if name in given and name != "stories"
    ]
    unheeded += ["--column"] * bool(given.get("columns"))
    if unheeded:
        raise ValueError(
            f"{' and '.join(unheeded)}: the corpus was read when it was measured; give "
            "this to `broadsheet measure`"
        )
    return load(corpus, texts=False, stories=given.get("stories"))


def verified(given: dict[str, Any], columns: Mapping[str, str]) -> int:
    """The exit code, after saved figures were remade, with the given options instead of those that
    the figures name: 1 if the data of any differ. Prints the result for each figure.
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
