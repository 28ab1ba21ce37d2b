"""The command line: `python -m broadsheet run | measure | cite | verify`. The same words as in the
notebooks.
"""

import argparse
import ast
import sqlite3
import sys
from pathlib import Path

from . import notebooks
from .corpus import Corpus, load, select
from .escape import csv
from .lexicon import load_lexicon
from .measuring import survey
from .paths import FIGURES, RUNS, find
from .publishing import FORMS, cite, gallery, print_pdf, report, verify
from .storage import TABLES, read_table

TOLD = 20  # rejected articles that are named when there may be a million
CHOSEN = (
    "languages",
    "duplicates",
)  # which of the articles that can be read are taken: said to `load`


def read(corpus: Path, given: dict) -> Corpus:
    """The corpus, with a line on standard error for each file rejected, each duplicate and each
    note. ValueError where no article is left.
    """
    chosen = {name: given[name] for name in CHOSEN if name in given}
    loaded = load(corpus, columns=given["columns"], **chosen)
    for row in loaded.rejected.itertuples():
        print(f"rejected: {row.source}: {row.reason}", file=sys.stderr)
    for row in loaded.duplicates.itertuples():
        print(f"duplicate: {row.source} has the text of {row.duplicate_of}", file=sys.stderr)
    for note in loaded.notes:
        print(f"note: {note}", file=sys.stderr)
    if select(loaded.articles, given.get("outlets", [])).empty:
        raise ValueError(f"{corpus}: no article is left to be measured")
    return loaded


def run(corpus: Path, out: Path | None, given: dict) -> str:
    """The notebooks run over a corpus: figures and their report in `out` and the executed copies
    below it, or by default figures in figures/<name> and copies in runs/<name>. The line that says
    what was read and where to look.

    What is wrong with the corpus, the outlets or the lexicon is said before the notebooks start.
    """
    printed = given.pop("pdf", False)
    given |= {
        name: str(find(given[name]))
        for name in ("lexicon", "measured")  # the notebooks run in another folder
        if given.get(name) and (name == "measured" or find(given[name]).is_file())
    }
    load_lexicon(given["lexicon"])
    loaded = read(Path(given["measured"]) if given.get("measured") else corpus, given)
    folder = out.absolute() if out else FIGURES / loaded.name
    executed = folder / "notebooks" if out else RUNS / loaded.name
    notebooks.run({**given, "corpus": str(corpus), "figures": str(folder)}, executed)
    looked, page = _shown(gallery(folder)), report(folder, loaded)
    as_pdf = f" ({print_pdf(page)})" if printed else ""
    return f"{loaded.report}; read {_shown(page)}{as_pdf}; look at {looked}, and at the notebooks in {_shown(executed)}"


def save_measured(corpus: Path, out: Path, given: dict) -> str:
    """Everything that is measured, saved as a dataset in `out` (`survey`), and with `csv` as CSV
    besides. The line that says so.
    """
    if out.resolve() == corpus.resolve() or corpus.resolve() in out.resolve().parents:
        raise ValueError(
            f"--out {out}: lies in the corpus, whose files must not be overwritten; choose another folder"
        )
    wanted = given.pop("csv")
    about = survey(corpus, out, load_lexicon(given.pop("lexicon")), **given)
    for note in about.notes:
        print(f"note: {note}", file=sys.stderr)
    rows = about.rows
    for row in read_table(out, "rejected").head(TOLD).itertuples():
        print(f"rejected: {row.source}: {row.reason}", file=sys.stderr)
    if rows["rejected"] > TOLD:
        print(
            f"note: {rows['rejected'] - TOLD} more were rejected; all stand in {_shown(out / 'rejected')}",
            file=sys.stderr,
        )
    for name in TABLES if wanted else ():
        csv(read_table(out, name)).to_csv(out / f"{name}.csv", index=False, lineterminator="\n")
    went_in = sum(rows[name] for name in ("articles", "rejected", "duplicates"))
    return (
        f"{went_in} went in = {rows['articles']} articles + {rows['rejected']} rejected + {rows['duplicates']} duplicates; "
        f"fingerprint {about.fingerprint[:12]}; measured in {_shown(out)}"
    )


def _shown(path: Path) -> str:
    path = path.absolute()
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _column(text: str) -> tuple[str, str]:
    ours, equals, theirs = text.partition("=")
    if not (ours and equals and theirs):
        raise argparse.ArgumentTypeError(
            f"{text!r} is not OURS=THEIRS, such as text=content_original"
        )
    return ours, theirs


def _options() -> argparse.ArgumentParser:
    """The command line's words. Every parameter of a notebook is an option of `run`, and of
    `verify` where the figures do not name it.
    """
    parser = argparse.ArgumentParser(
        prog="python -m broadsheet",
        allow_abbrev=False,
        description="How did these outlets "
        "tell the same story? Readability, quotation and framing of a folder of articles.",
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    said = {
        "run": "run the notebooks and save the figures",
        "measure": "save the tables alone, as Parquet",
        "verify": "make saved figures again, and say which differ and why",
        "cite": "say how to cite a saved figure",
    }
    verb = {
        name: verbs.add_parser(name, help=text, description=text, allow_abbrev=False)
        for name, text in said.items()
    }
    verb["cite"].add_argument(
        "figure",
        type=Path,
        help="any of its files, such as figures/seeds/readability.png; a copied picture is enough",
    )
    verb["cite"].add_argument(
        "--as",
        dest="form",
        choices=FORMS,
        default="text",
        help="a sentence (the default), or for a reference manager",
    )
    verb["verify"].add_argument(
        "figures",
        type=Path,
        help="the folder of saved figures, which name corpus, lexicon and parameters",
    )
    verb["verify"].add_argument(
        "--corpus", type=Path, default=argparse.SUPPRESS, help="where it is, if not in data/"
    )
    verb["verify"].add_argument(
        "--lexicon", default=argparse.SUPPRESS, help="where it is, if not in data/lexicons"
    )
    for name in ("run", "measure"):
        verb[name].add_argument("corpus", type=Path, help="a file or folder of articles")
        verb[name].add_argument(
            "--lexicon",
            default="generic-frames",
            help="a lexicon's name in data/lexicons, or its path",
        )
    for name in ("run", "measure", "verify"):
        verb[name].add_argument(
            "--column",
            type=_column,
            action="append",
            default=[],
            metavar="OURS=THEIRS",
            help="the source's column for one of ours, such as text=content_original; once for each",
        )
    verb["run"].add_argument(
        "--out", type=Path, help="the folder for the figures (default: figures/<corpus>)"
    )
    verb["run"].add_argument(
        "--pdf",
        action="store_true",
        help="print the report as report.pdf, too, with the chromium or chrome on the PATH",
    )
    verb["measure"].add_argument(
        "--out",
        type=Path,
        required=True,
        help="the folder for the tables; a run that was stopped goes on in it",
    )
    verb["measure"].add_argument(
        "--workers", type=int, metavar="N", help="processes (default: one a core)"
    )
    verb["measure"].add_argument(
        "--scheduler", metavar="TCP://HOST:PORT", help="measure on this Dask cluster"
    )
    verb["measure"].add_argument("--csv", action="store_true", help="save the tables as CSV, too")
    for name, about in notebooks.parameters().items():
        if name in ("corpus", "columns", "lexicon", "figures"):
            continue
        default = ast.literal_eval(about["default"])
        kind = (
            {"nargs": "*"}
            if isinstance(default, list)
            else {"action": argparse.BooleanOptionalAction}
            if isinstance(default, bool)
            else {"type": type(default)}
        )
        for each in (
            ("run", "verify", "measure") if name in (*CHOSEN, "skip_negated") else ("run", "verify")
        ):
            known = "as the figures say, else " * (each == "verify")
            verb[each].add_argument(
                f"--{name.replace('_', '-')}",
                default=argparse.SUPPRESS,
                **kind,
                help=f"{about['help']} (default: {known}{default})",
            )
    return parser


def main(words: list[str] | None = None) -> int:
    """Does what the words say; the exit code: 0 for done, 1 for `verify` that found other data, 2
    for one line of error, 130 where it was stopped from the keyboard.
    """
    options, unknown = _options().parse_known_args(words)
    try:
        known = [
            *list(vars(options))[1:],
            *(notebooks.parameters() if options.verb in ("run", "verify") else []),
        ]
        notebooks.refuse_unknown(
            [word.lstrip("-").partition("=")[0] for word in unknown if word.startswith("-")],
            list(dict.fromkeys(known)),
        )
        if unknown:
            raise ValueError(
                f"what is {' '.join(unknown)!r} to mean? `{options.verb} --help` lists what there is"
            )
        if options.verb == "cite":
            print(cite(options.figure, options.form))
            return 0
        given = vars(options).copy()
        verb, columns = given.pop("verb"), dict(given.pop("column"))
        if verb == "verify":
            folder = find(given.pop("figures"))
            given |= {"columns": columns} if columns else {}
            given |= {"corpus": find(given["corpus"])} if "corpus" in given else {}
            same, said = verify(folder, given, run, list(notebooks.parameters()))
            print(said)
            return 0 if same else 1
        given["columns"] = columns
        corpus, out = find(given.pop("corpus")), given.pop("out")
        print((run if verb == "run" else save_measured)(corpus, out, given))
        return 0
    except KeyboardInterrupt:
        print(
            "broadsheet: stopped; what was saved is kept, and `measure` started again goes on from there",
            file=sys.stderr,
        )
        return 130
    except (OSError, RuntimeError, ValueError, sqlite3.Error) as error:
        print(f"broadsheet: {error}", file=sys.stderr)
    return 2
