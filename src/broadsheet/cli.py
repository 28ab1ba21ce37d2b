"""The command line: `broadsheet check | run | measure | stories | people | sample | agree | power |
cite | verify`. Options have the names of the notebooks' parameters.

A person who asks for help, or mistypes a word, should not wait for pandas: what the verbs do stands
in `commands`, which is imported when it is known what is to be done.
"""

import argparse
import errno
import io
import os
import re
import sqlite3
import sys
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from . import notebooks
from .escape import one_line
from .notebooks import READING
from .paths import find
from .publishing import FORMS
from .stopping import LINE, Stopped, heeding

# The commands, and what each does.
PURPOSES = {
    "check": "report what was read, and write a table in which to fill in what articles lack",
    "run": "run the notebooks on a corpus and save its figures",
    "measure": "measure a corpus of any size and save the tables alone, as Parquet",
    "stories": "find which articles report the same story, and save them as a table to correct",
    "sample": "draw a sample of the corpus as sheets that people code in a spreadsheet",
    "agree": "report from coded sheets how far coders agree and how often Broadsheet is right",
    "power": "compute how many stories it takes to show a difference between two outlets",
    "people": "find which speakers are the same person, and save them as a table to correct",
    "verify": "remake saved figures and report which differ, and why",
    "cite": "print how to cite a saved figure or a report",
}

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
    "there was not enough memory; close other programs, measure with fewer --workers, or split the "
    "corpus"
)


def told(error: Exception) -> str:
    """An error as a message for people: what is wrong, and what to do.

    >>> told(OSError(errno.ENOSPC, "No space left on device", "out/a.csv"))
    'out/a.csv: No space left on device; make room there, or choose another folder'
    >>> told(ValueError("no article is left"))
    'no article is left'
    """
    number = getattr(error, "errno", None)
    if isinstance(error, MemoryError) or number == errno.ENOMEM:
        return MORE_MEMORY
    if isinstance(error, ImportError) and not isinstance(error, ModuleNotFoundError):
        # The library is installed, but the system refused to open its files.
        few = os.strerror(errno.EMFILE)
        return f"{few}; {MENDS[errno.EMFILE]}" if few in str(error) else MORE_MEMORY
    if isinstance(error, sqlite3.Error):
        return f"a temporary file beside the tables: {error}; {MENDS[errno.ENOSPC]}"
    if not (isinstance(error, OSError) and error.strerror):
        return str(error) or type(error).__name__
    where = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
    mend = MENDS.get(error.errno or 0, "")
    return f"{where}{error.strerror}{'; ' * bool(mend)}{mend}"


def as_typed(message: str) -> str:
    """The message with paths as somebody in the working folder would type them.

    >>> as_typed(f"{Path.cwd() / 'mine.csv'}: does not exist")
    'mine.csv: does not exist'
    """
    return re.sub(rf"(?<![^\s'\"(]){re.escape(os.path.join(Path.cwd(), ''))}", "", message)


def column(text: str) -> tuple[str, str]:
    """The two names in a value of --column: ours, and the source's.

    >>> column("text=content_original")
    ('text', 'content_original')
    """
    ours, equals, theirs = text.partition("=")
    if not (ours and equals and theirs):
        raise argparse.ArgumentTypeError(
            f"{text!r} is not OURS=THEIRS, such as text=content_original"
        )
    return ours, theirs


class Parser(argparse.ArgumentParser):
    """A parser that reports a mistake as all others are reported, in one line (`main`)."""

    def error(self, message: str) -> NoReturn:
        raise ValueError(f"{message}; `{self.prog} --help` explains the options")


class ShowVersion(argparse.Action):
    """Prints the version, which is only then looked up."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from . import __version__

        print(f"broadsheet {__version__}")
        parser.exit()


def options() -> argparse.ArgumentParser:
    """The parser of the command line. Every parameter of a notebook is an option of `run`, and of
    `verify` too, in case the figures do not name it.
    """
    parser = Parser(
        prog="broadsheet",
        allow_abbrev=False,
        description="How did these outlets report the same story? Measures readability, quotation "
        "and framing in a folder of articles.",
    )
    parser.add_argument(
        "--version",
        action=ShowVersion,
        nargs=0,
        dest=argparse.SUPPRESS,
        default=argparse.SUPPRESS,
        help="show program's version number and exit",
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    verb = {
        name: verbs.add_parser(name, help=purpose, description=purpose, allow_abbrev=False)
        for name, purpose in PURPOSES.items()
    }
    verb["cite"].add_argument(
        "figure",
        type=Path,
        help="any file of the figure, such as figures/seeds/readability.png, even a copy of the "
        "picture; or a report.html",
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
        help="the folder of saved figures; each figure names its corpus, lexicon and parameters",
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
            help="name a column of the source that holds one of ours, such as "
            "text=content_original; may be given several times",
        )
    verb["check"].add_argument(
        "--out",
        type=Path,
        help="the table to fill in (default: articles.csv in the folder of the corpus, which is "
        "read along with it the next time); an existing file with other content is never "
        "overwritten",
    )
    verb["run"].add_argument(
        "--out", type=Path, help="the folder for the figures (default: figures/<corpus>)"
    )
    verb["run"].add_argument(
        "--pdf",
        action="store_true",
        help="also print the report as report.pdf, using the chromium or chrome on the PATH",
    )
    verb["measure"].add_argument(
        "--out",
        type=Path,
        required=True,
        help="the folder for the tables; an interrupted run continues there when started again",
    )
    for name in ("stories", "people"):
        verb[name].add_argument(
            "--out",
            type=Path,
            required=True,
            help=f"the table, such as {name}.csv; an existing file with other content is never "
            "overwritten",
        )
    verb["stories"].add_argument(
        "--window",
        type=int,
        metavar="DAYS",
        help="compare only articles at most this many days apart (default: all); corpora of "
        "millions need it: give 31",
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
    for command in verb.values():
        command.set_defaults(usage=command.format_usage())
    return parser


def add_coding(verb: Mapping[str, argparse.ArgumentParser]) -> None:
    """The options of `sample`, `agree` and `power`."""
    verb["sample"].add_argument(
        "--out",
        type=Path,
        required=True,
        help="the folder for the sheets; existing files with other content are never overwritten",
    )
    verb["sample"].add_argument(
        "--n", type=int, default=120, help="how many items to draw for each task (default: 120)"
    )
    verb["sample"].add_argument(
        "--coders", type=int, default=2, help="how many people code (default: 2)"
    )
    verb["sample"].add_argument(
        "--overlap",
        type=float,
        default=0.5,
        metavar="SHARE",
        help="the share of the items that every coder codes (default: 0.5)",
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
        help="the difference you want to show, in the unit of the measure, such as 0.05",
    )
    verb["power"].add_argument(
        "--power",
        type=float,
        default=0.8,
        help="the probability of showing it (default: 0.8)",
    )
    verb["power"].add_argument(
        "--comparisons",
        type=int,
        default=1,
        metavar="N",
        help="how many comparisons you will correct for (default: 1, no correction)",
    )


def add_credit(verb: argparse.ArgumentParser) -> None:
    """The options that name the author, year and address of figures; the defaults are in the
    working folder's CITATION.cff.
    """
    verb.add_argument(
        "--author",
        action="append",
        default=[],
        metavar="NAME",
        help="an author of the figures: 'Family, Given' or 'Given Family'; a group in braces; may "
        "be given several times (default: from the CITATION.cff in the working folder)",
    )
    verb.add_argument(
        "--year",
        type=int,
        help="the year of the figures (default: from CITATION.cff, or else the year in which this "
        "version of Broadsheet was released)",
    )
    verb.add_argument(
        "--address",
        default="",
        metavar="DOI-OR-URL",
        help="where the figures can be found (default: from CITATION.cff, or else none)",
    )


# Of `sample`, where the seed draws no intervals.
DRAWS_ITEMS = "starts the random draws: the same seed draws the same items"


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
            is_draw = (taker, name) == ("sample", "seed")
            about = DRAWS_ITEMS if is_draw else parameter.help
            default = " or else ".join(
                filter(None, ["as the figures name it" * (taker == "verify"), value])
            )
            verb[taker].add_argument(
                f"--{name.replace('_', '-')}",
                default=argparse.SUPPRESS,
                **kind,
                help=(about + f" (default: {default})" * bool(default)).replace("%", "%%"),
            )


def refuse_unknown(usage: str, unknown: Sequence[str]) -> None:
    """Nothing, if argparse knew every word; otherwise ValueError, which suggests the likeliest
    option. `usage` is the command's own line, which names its options.

    >>> refuse_unknown("usage: broadsheet agree [-h] [--seed SEED] coding", ["--sede", "3"])
    Traceback (most recent call last):
    ValueError: --sede: `broadsheet agree` has no such option; did you mean --seed?
    """
    if not unknown:
        return
    command, known = usage.split()[1:3], re.findall(r"--[a-z][a-z-]*", usage)
    name = unknown[0].partition("=")[0]
    if name.startswith("--"):
        close = get_close_matches(name, known, n=1)
        mend = f"did you mean {close[0]}?" if close else f"it has {', '.join(known)}"
        raise ValueError(f"{name}: `{' '.join(command)}` has no such option; {mend}")
    raise ValueError(
        f"{' '.join(unknown)!r} is not understood; `{' '.join(command)} --help` lists the options"
    )


def refuse_unknown_command(words: Sequence[str]) -> None:
    """Nothing, if the first word is a command or an option; otherwise ValueError, which lists the
    commands.

    >>> refuse_unknown_command(["check", "mine"]), refuse_unknown_command(["--version"])
    (None, None)
    >>> refuse_unknown_command(["chek", "mine"])
    Traceback (most recent call last):
    ValueError: there is no command 'chek'; did you mean 'check'?
    """
    if words and (words[0] in PURPOSES or words[0].startswith("-")):
        return
    close = get_close_matches(words[0], PURPOSES, n=1) if words else []
    if close:
        raise ValueError(f"there is no command {words[0]!r}; did you mean {close[0]!r}?")
    wrong = f"there is no command {words[0]!r}; the commands are" if words else "name a command:"
    raise ValueError(f"{wrong} {', '.join(PURPOSES)}; `broadsheet --help` explains them")


def named_columns(given: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The columns that were named with --column. ValueError if one of ours was named twice.

    >>> named_columns([("text", "body"), ("title", "head")])
    {'text': 'body', 'title': 'head'}
    >>> named_columns([("text", "body"), ("text", "content")])
    Traceback (most recent call last):
    ValueError: --column: text is named twice, as 'body' and 'content'; rename one of them
    """
    columns: dict[str, str] = {}
    for ours, theirs in given:
        if columns.setdefault(ours, theirs) != theirs:
            raise ValueError(
                f"--column: {ours} is named twice, as {columns[ours]!r} and {theirs!r}; rename "
                "one of them"
            )
    return columns


def main(words: list[str] | None = None) -> int:
    """The exit code, after the command was carried out: 0 for success, 1 if `verify` found that
    data differ, 2 for an error, reported in one line, 130 or 143 if Ctrl-C or `kill` stopped it.
    """
    open_streams()
    try:
        with heeding():
            return done(words)
    except KeyboardInterrupt as stopped:
        print(LINE, file=sys.stderr)
        return stopped.code if isinstance(stopped, Stopped) else 130
    except BrokenPipeError:  # the reader of the output has closed it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (OSError, RuntimeError, ValueError, MemoryError, ImportError, sqlite3.Error) as error:
        print(one_line(f"broadsheet: {as_typed(told(error))}"), file=sys.stderr)
    return 2


def open_streams() -> None:
    """Connects to the null device any standard stream that the command was started without (`>&-`):
    otherwise the next file opened would take its number, and messages would be written into that
    file. Characters that a stream cannot write, as in the name of a folder that is not UTF-8, are
    written as their numbers.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number
            os.set_inheritable(number, True)
            setattr(sys, name, os.fdopen(number, "w" if number else "r", closefd=False))
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as stderr always does


def done(words: list[str] | None) -> int:
    """The exit code, after the command was carried out."""
    words = sys.argv[1:] if words is None else words
    refuse_unknown_command(words)
    parsed, unknown = options().parse_known_args(words)
    given = vars(parsed).copy()
    verb = given.pop("verb")
    refuse_unknown(given.pop("usage"), unknown)
    if verb == "cite":
        from .publishing import cite

        print(
            cite(given["figure"], given["form"], given["author"], given["year"], given["address"])
        )
        return 0
    if verb in ("run", "verify"):
        from .kernels import import_beforehand

        import_beforehand()
    if verb == "check":
        from .checked import checked

        given["columns"] = named_columns(given.pop("column"))
        corpus, out = find(given.pop("corpus")), given.pop("out")
        print(as_typed(checked(corpus, out, given)), flush=True)
        return 0
    from . import commands

    if verb == "agree":
        print(
            commands.agree(find(given["coding"]), given.get("seed", commands.default_seed())),
            flush=True,
        )
        return 0
    columns = named_columns(given.pop("column"))
    if verb == "verify":
        return commands.verified(given, columns)
    given["columns"] = columns
    corpus = find(given.pop("corpus"))
    if verb == "power":
        print(commands.told_power(corpus, given), flush=True)
        return 0
    out = given.pop("out")
    work = {
        "run": commands.run,
        "measure": commands.save_measured,
        "stories": commands.save_found_stories,
        "people": commands.save_found_people,
        "sample": commands.save_sample,
    }
    print(as_typed(work[verb](corpus, out, given)), flush=True)
    return 0
