"""The command line: `broadsheet check | run | measure | stories | people | cite | verify`, in the
words of the notebooks.
"""

import argparse
import errno
import getpass
import hashlib
import os
import shlex
import sqlite3
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from . import notebooks
from .comparison import Corrections, people, people_line, people_to_correct
from .corpus import (
    METADATA,
    Corpus,
    arithmetic,
    check,
    correction_note,
    find_stories,
    load,
    name_of,
    read_people,
    save_new,
    save_stories,
    select,
    stories_line,
)
from .escape import csv, visible
from .lexicon import load_lexicon
from .measuring import check_same, measured, survey
from .paths import ROOT, find, place
from .publishing import (
    FORMS,
    Credit,
    RunFolder,
    cite,
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
from .stopping import LINE, Stopped, heeding
from .storage import TABLES, locked, read_about, read_table, whole

MOST_NAMED = 20  # rejected articles that are named where there may be a million
COMPARED = ["id", "outlet", "title", "published", "text", "story"]  # by which stories are found
READING = ("languages", "duplicates", "stories", "repeated_lines")  # parameters of `load`


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
    for name in ("lexicon", "measured", "stories", "people"):
        if given.get(name) and (name != "lexicon" or find(given[name]).is_file()):
            given[name] = str(find(given[name]))
    for name in ("annotations", "agreement"):
        # as it is given where the project's own is meant: figure 6.2 says which it is
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
    loaded = read(Path(saved) if saved else corpus, given)
    folder = out.absolute() if out else place("figures") / loaded.name
    with locked(lock_of(folder), folder):
        return run_into(folder, loaded, corpus, out, given, printed, by)


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
    readme, page = shown(gallery(folder)), report(folder, loaded)
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
        csv(read_table(out, name)).to_csv(out / f"{name}.csv", index=False, lineterminator="\n")
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
    loaded = read_or_stored(corpus, given)
    stored = read_about(corpus) is not None
    tables = measured(loaded.articles, folder=str(corpus) if stored else "")
    save_new(people_to_correct(tables, corrections), out)
    line = people_line(people(tables, corrections), corrections, loaded.articles)
    return f"{loaded.report}; {line}; correct them in {shown(out)} and give it back with --people"


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


# What a person can do about an error of the machine.
MENDS = {
    errno.ENOSPC: "make room there, or choose another folder",
    errno.EDQUOT: "make room there, or choose another folder",
    errno.EFBIG: "allow larger files (`ulimit -f`), or choose another folder",
    errno.EMFILE: "allow more open files (`ulimit -n 1024`)",
    errno.EACCES: "choose a place that may be read and written",
    errno.EPERM: "choose a place that may be read and written",
    errno.EROFS: "choose a place that may be written",
}
MORE_MEMORY = (
    "the memory was not enough; close other programs, measure with fewer --workers, or give the "
    "corpus in parts"
)


def told(error: Exception) -> str:
    """What an error says to a person: of what it is, and what to do.

    >>> told(OSError(errno.ENOSPC, "No space left on device", "out/a.csv"))
    'out/a.csv: No space left on device; make room there, or choose another folder'
    >>> told(ValueError("no article is left"))
    'no article is left'
    """
    number = getattr(error, "errno", None)
    if isinstance(error, MemoryError) or number == errno.ENOMEM:
        return MORE_MEMORY
    if isinstance(error, sqlite3.Error):
        return f"a temporary file beside the tables: {error}; {MENDS[errno.ENOSPC]}"
    if not (isinstance(error, OSError) and error.strerror):
        return str(error) or type(error).__name__
    where = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
    mend = MENDS.get(error.errno or 0, "")
    return f"{where}{error.strerror}{'; ' * bool(mend)}{mend}"


LONGEST_LINE = 300  # characters, of which the last say what to do


def one_line(message: str) -> str:
    """A message as one line that a person reads: what a file's or a lexicon's name brings along
    moves no cursor, and of what is very long the middle is left out.

    >>> one_line("no column\\x1b[2J"), len(one_line("c1, " * 9000 + "name one: --column text=c1"))
    ('no column⟨U+001B⟩[2J', 300)
    """
    line = visible(" ".join(message.split()))
    if len(line) <= LONGEST_LINE:
        return line
    end = LONGEST_LINE // 3
    return f"{line[: LONGEST_LINE - end - 3]} … {line[-end:]}"


def warn(line: str) -> None:
    print(one_line(line), file=sys.stderr)


def shown(path: Path) -> str:
    """The path as somebody in the working folder would type it."""
    path = path.absolute()
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def column(text: str) -> tuple[str, str]:
    """A value of --column: our name of the column, and the source's.

    >>> column("text=content_original")
    ('text', 'content_original')
    """
    ours, equals, theirs = text.partition("=")
    if not (ours and equals and theirs):
        raise argparse.ArgumentTypeError(
            f"{text!r} is not OURS=THEIRS, such as text=content_original"
        )
    return ours, theirs


def options() -> argparse.ArgumentParser:
    """The command line's words. Every parameter of a notebook is an option of `run`, and of
    `verify` where the figures do not name it.
    """
    parser = argparse.ArgumentParser(
        prog="broadsheet",
        allow_abbrev=False,
        description="How did these outlets tell the same story? Measures readability, quotation "
        "and framing in a folder of articles.",
    )
    parser.add_argument(
        "--version", action="version", version=f"broadsheet {version('broadsheet')}"
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    purposes = {
        "check": "say what reading a corpus finds, and write a table of what its articles lack",
        "run": "run the notebooks on a corpus and save its figures",
        "measure": "measure a corpus of any size and save the tables alone, as Parquet",
        "stories": "find which articles tell the same story, and save the table to be corrected",
        "people": "find which speakers are one person, and save the table to be corrected",
        "verify": "make saved figures again and report which differ, and why",
        "cite": "print how to cite a saved figure or a report",
    }
    verb = {
        name: verbs.add_parser(name, help=purpose, description=purpose, allow_abbrev=False)
        for name, purpose in purposes.items()
    }
    verb["cite"].add_argument(
        "figure",
        type=Path,
        help="any of its files, such as figures/seeds/readability.png; a copied picture is enough; "
        "or a report.html",
    )
    verb["cite"].add_argument(
        "--as",
        dest="form",
        choices=FORMS,
        default="text",
        help="as a sentence (the default), or for a reference manager",
    )
    for name in ("run", "cite"):
        add_credit(verb[name])
    verb["verify"].add_argument(
        "figures",
        type=Path,
        help="the folder of saved figures; they name their corpus, lexicon and parameters",
    )
    verb["verify"].add_argument(
        "--corpus",
        type=Path,
        default=argparse.SUPPRESS,
        help="the path of the corpus, if it is not in data/",
    )
    verb["verify"].add_argument(
        "--lexicon",
        default=argparse.SUPPRESS,
        help="the path of the lexicon, if it is not in data/lexicons",
    )
    for name in ("check", "run", "measure", "stories", "people"):
        verb[name].add_argument("corpus", type=Path, help="a file or folder of articles")
    for name in ("run", "measure"):
        verb[name].add_argument(
            "--lexicon",
            default="generic-frames",
            help="a lexicon's name in data/lexicons, or its path (default: generic-frames)",
        )
    for name in ("check", "run", "measure", "stories", "people", "verify"):
        verb[name].add_argument(
            "--column",
            type=column,
            action="append",
            default=[],
            metavar="OURS=THEIRS",
            help="which column of the source is one of ours, such as text=content_original; may be "
            "given several times",
        )
    verb["check"].add_argument(
        "--out",
        type=Path,
        help="the table to fill in (default: articles.csv in the folder of the corpus, where it is "
        "read the next time); a file that holds anything else is never overwritten",
    )
    verb["run"].add_argument(
        "--out", type=Path, help="the folder for the figures (default: figures/<corpus>)"
    )
    verb["run"].add_argument(
        "--pdf",
        action="store_true",
        help="also print the report as report.pdf, with the chromium or chrome on the PATH",
    )
    verb["measure"].add_argument(
        "--out",
        type=Path,
        required=True,
        help="the folder for the tables; started again, an interrupted run continues there",
    )
    for name in ("stories", "people"):
        verb[name].add_argument(
            "--out",
            type=Path,
            required=True,
            help=f"the table, such as {name}.csv; a file that holds anything else is never "
            "overwritten",
        )
    verb["stories"].add_argument(
        "--window",
        type=int,
        metavar="DAYS",
        help="compare only articles that are so many days apart or less (default: all), as corpora "
        "of millions need; give 31",
    )
    verb["measure"].add_argument(
        "--workers", type=int, metavar="N", help="number of processes (default: one per core)"
    )
    verb["measure"].add_argument(
        "--scheduler", metavar="TCP://HOST:PORT", help="measure on the Dask cluster at this address"
    )
    verb["measure"].add_argument("--csv", action="store_true", help="also save the tables as CSV")
    add_parameters(verb)
    return parser


def add_credit(verb: argparse.ArgumentParser) -> None:
    """The options that say whom figures are by; where none is given, the working folder's
    CITATION.cff says it.
    """
    verb.add_argument(
        "--author",
        action="append",
        default=[],
        metavar="NAME",
        help="whom the figures are by: 'Family, Given', or in plain order; a group in braces; may "
        "be given several times (default: as the CITATION.cff in the working folder says)",
    )
    verb.add_argument(
        "--year",
        type=int,
        help="the year of the figures (default: as CITATION.cff says, or else the year in which "
        "this version of Broadsheet was released)",
    )
    verb.add_argument(
        "--address",
        default="",
        metavar="DOI-OR-URL",
        help="where the figures can be found (default: as CITATION.cff says, or else none)",
    )


def add_parameters(verb: Mapping[str, argparse.ArgumentParser]) -> None:
    """Every parameter of a notebook as an option of the verbs that take it."""
    for name, parameter in notebooks.parameters().items():
        if name in ("corpus", "columns", "lexicon", "figures"):
            continue
        kind: dict[str, Any] = {"type": type(parameter.default)}
        value = str(parameter.default)
        if isinstance(parameter.default, list):
            kind, value = {"nargs": "*", "metavar": name.upper()}, " ".join(parameter.default)
        elif isinstance(parameter.default, bool):
            kind, value = {"action": argparse.BooleanOptionalAction}, ""
        takers = ["run", "verify"]
        takers += ["measure"] * (name in (*READING, "skip_negated"))
        takers += ["check", "stories"] * (name in READING)
        takers += ["people"] * (name in (*READING, "people"))
        for taker in takers:
            default = ", ".join(filter(None, ["as the figures say" * (taker == "verify"), value]))
            verb[taker].add_argument(
                f"--{name.replace('_', '-')}",
                default=argparse.SUPPRESS,
                **kind,
                help=(parameter.help + f" (default: {default})" * bool(default)).replace("%", "%%"),
            )


def refuse_unknown(verb: str, unknown: Sequence[str], known: Sequence[str]) -> None:
    """Nothing, if argparse knew every word; otherwise ValueError, with the likeliest option."""
    if verb in ("run", "verify"):
        known = list(dict.fromkeys([*known, *notebooks.parameters()]))
    given = [word.lstrip("-").partition("=")[0] for word in unknown if word.startswith("-")]
    notebooks.refuse_unknown(given, known)
    if unknown:
        raise ValueError(
            f"what is {' '.join(unknown)!r} to mean? `broadsheet {verb} --help` lists the options"
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


def main(words: list[str] | None = None) -> int:
    """Does what the words say; the exit code: 0 for done, 1 for `verify` that found other data, 2
    for one line of error, 130 or 143 where it was stopped by Ctrl-C or by `kill`.
    """
    try:
        with heeding():
            return done(words)
    except KeyboardInterrupt as stopped:
        warn(LINE)
        return stopped.code if isinstance(stopped, Stopped) else 130
    except BrokenPipeError:  # whoever read the output has closed it: there is nobody to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (OSError, RuntimeError, ValueError, MemoryError, sqlite3.Error) as error:
        warn(f"broadsheet: {told(error)}")
    return 2


def done(words: list[str] | None) -> int:
    """What the words say; the exit code."""
    parsed, unknown = options().parse_known_args(words)
    given = vars(parsed).copy()
    verb = given.pop("verb")
    refuse_unknown(verb, unknown, list(given))
    if verb == "cite":
        by = (given["author"], given["year"], given["address"])
        print(cite(given["figure"], given["form"], *by))
        return 0
    columns = dict(given.pop("column"))
    if verb == "verify":
        return verified(given, columns)
    given["columns"] = columns
    corpus, out = find(given.pop("corpus")), given.pop("out")
    work = {
        "check": checked,
        "run": run,
        "measure": save_measured,
        "stories": save_found_stories,
        "people": save_found_people,
    }
    print(work[verb](corpus, out, given), flush=True)
    return 0
