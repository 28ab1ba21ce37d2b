"""The command line: `broadsheet check | run | measure | stories | people | sample | agree | power |
cite | verify`, in the words of the notebooks.

A person who asks for help, or mistypes a word, should not wait for pandas: what the verbs do stands
in `commands`, which is imported when it is known what is to be done.
"""

import argparse
import errno
import io
import os
import sqlite3
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from . import notebooks
from .escape import one_line
from .notebooks import READING
from .paths import find
from .publishing import FORMS
from .stopping import LINE, Stopped, heeding

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
    if isinstance(error, ImportError) and not isinstance(error, ModuleNotFoundError):
        # A library that is installed: the system refused what it needs to be opened.
        few = os.strerror(errno.EMFILE)
        return f"{few}; {MENDS[errno.EMFILE]}" if few in str(error) else MORE_MEMORY
    if isinstance(error, sqlite3.Error):
        return f"a temporary file beside the tables: {error}; {MENDS[errno.ENOSPC]}"
    if not (isinstance(error, OSError) and error.strerror):
        return str(error) or type(error).__name__
    where = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
    mend = MENDS.get(error.errno or 0, "")
    return f"{where}{error.strerror}{'; ' * bool(mend)}{mend}"


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
        "sample": "draw a sample of the corpus as sheets that people code in a spreadsheet",
        "agree": "say from coded sheets how far coders agree and how often Broadsheet is right",
        "power": "say how many stories it takes to show a difference between two outlets",
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
    for name in ("check", "run", "measure", "stories", "people", "sample", "power"):
        verb[name].add_argument("corpus", type=Path, help="a file or folder of articles")
    for name in ("run", "measure", "sample", "power"):
        verb[name].add_argument(
            "--lexicon",
            default="generic-frames",
            help="a lexicon's name in data/lexicons, or its path (default: generic-frames)",
        )
    for name in ("check", "run", "measure", "stories", "people", "sample", "power", "verify"):
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
    add_coding(verb)
    verb["measure"].add_argument("--csv", action="store_true", help="also save the tables as CSV")
    add_parameters(verb)
    return parser


def add_coding(verb: Mapping[str, argparse.ArgumentParser]) -> None:
    """The options of `sample`, `agree` and `power`."""
    verb["sample"].add_argument(
        "--out",
        type=Path,
        required=True,
        help="the folder for the sheets; one that holds anything else is never overwritten",
    )
    verb["sample"].add_argument(
        "--n", type=int, default=120, help="how many items of each task are drawn (default: 120)"
    )
    verb["sample"].add_argument(
        "--coders", type=int, default=2, help="how many people code (default: 2)"
    )
    verb["sample"].add_argument(
        "--overlap",
        type=float,
        default=0.5,
        metavar="SHARE",
        help="which share of the items every coder codes (default: 0.5)",
    )
    verb["agree"].add_argument("coding", type=Path, help="the folder that `sample` saved")
    verb["power"].add_argument(
        "--measure",
        default="quoted_share",
        help="a column of the measured articles (default: quoted_share)",
    )
    verb["power"].add_argument(
        "--difference",
        type=float,
        required=True,
        help="the difference to be shown, in the unit of the measure, such as 0.05",
    )
    verb["power"].add_argument(
        "--power",
        type=float,
        default=0.8,
        help="the chance with which it is to be shown (default: 0.8)",
    )
    verb["power"].add_argument(
        "--comparisons",
        type=int,
        default=1,
        metavar="N",
        help="how many comparisons it will be corrected for (default: 1, not corrected)",
    )


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
        takers += ["sample", "power"] * (name in READING)
        takers += ["sample", "agree"] * (name == "seed")
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


def main(words: list[str] | None = None) -> int:
    """Does what the words say; the exit code: 0 for done, 1 for `verify` that found other data, 2
    for one line of error, 130 or 143 where it was stopped by Ctrl-C or by `kill`.
    """
    open_streams()
    try:
        with heeding():
            return done(words)
    except KeyboardInterrupt as stopped:
        print(LINE, file=sys.stderr)
        return stopped.code if isinstance(stopped, Stopped) else 130
    except BrokenPipeError:  # whoever read the output has closed it: there is nobody to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (OSError, RuntimeError, ValueError, MemoryError, ImportError, sqlite3.Error) as error:
        print(one_line(f"broadsheet: {told(error)}"), file=sys.stderr)
    return 2


def open_streams() -> None:
    """Opens to nowhere what the command was started without (`>&-`): the next file that is opened
    would take its number, and what is said would be written into that. What a stream cannot write,
    as the name of a folder that is not UTF-8, stands in it as its number.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
            os.set_inheritable(number, True)
            setattr(sys, name, os.fdopen(number, "w" if number else "r", closefd=False))
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as that of errors always does


def done(words: list[str] | None) -> int:
    """What the words say; the exit code."""
    parsed, unknown = options().parse_known_args(words)
    given = vars(parsed).copy()
    verb = given.pop("verb")
    refuse_unknown(verb, unknown, list(given))
    if verb == "cite":
        from .publishing import cite

        print(
            cite(given["figure"], given["form"], given["author"], given["year"], given["address"])
        )
        return 0
    from . import commands

    if verb == "agree":
        print(
            commands.agree(find(given["coding"]), given.get("seed", commands.default_seed())),
            flush=True,
        )
        return 0
    columns = dict(given.pop("column"))
    if verb == "verify":
        return commands.verified(given, columns)
    given["columns"] = columns
    corpus = find(given.pop("corpus"))
    if verb == "power":
        print(commands.told_power(corpus, given), flush=True)
        return 0
    out = given.pop("out")
    work = {
        "check": commands.checked,
        "run": commands.run,
        "measure": commands.save_measured,
        "stories": commands.save_found_stories,
        "people": commands.save_found_people,
        "sample": commands.save_sample,
    }
    print(work[verb](corpus, out, given), flush=True)
    return 0
