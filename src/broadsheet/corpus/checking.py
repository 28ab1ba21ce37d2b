"""A report on what loading a corpus found, to read before measuring anything, and the table in
which a person fills in what its articles lack.
"""

from pathlib import Path

from ..paths import find
from ..storage import read_about
from .corrections import save_new
from .lacking import LACKING, MEND, own_table, to_fill_in
from .loading import Corpus
from .stream import METADATA, listed

MOST_NAMED = 20  # rejected files and duplicates named one by one


def check(corpus: Corpus, path: str | Path, out: str | Path | None = None) -> str:
    """A report on loading the corpus at a path: what went in and what became of it, the notes
    (including doubtful articles and what articles lack), and what was rejected.

    If articles lack an outlet or date, a table to fill in is saved: as `out`, or by default as
    articles.csv in the folder of the corpus, where the next `load` reads it. It lists these
    articles with their known fields. If the folder already has an articles.csv, that is kept, and
    `out` also holds its content, so that it can replace it once it is filled in. ValueError if
    `out` exists and holds anything else.

    >>> from broadsheet.corpus import load
    >>> print(check(load("data/demo"), "data/demo"))                # doctest: +ELLIPSIS
    36 went in = 36 articles + 0 rejected + 0 duplicates; fingerprint ...
    all articles have an outlet and a date
    """
    # Without the remedy, which is this command.
    notes = [note.removesuffix(f"; {MEND}") for note in corpus.notes]
    lines = [corpus.report, *notes]
    rejected = [f"rejected: {row.source}: {row.reason}" for row in corpus.rejected.itertuples()]
    repeated = [
        f"duplicate: {row.source} has the text of {row.duplicate_of}"
        for row in corpus.duplicates.itertuples()
    ]
    for named, what in ((rejected, "were rejected"), (repeated, "are duplicates")):
        more = len(named) - MOST_NAMED
        lines += [*named[:MOST_NAMED], *[f"{more:,} more {what}"] * (more > 0)]
    return "\n".join([*lines, save_to_fill_in(corpus, find(path), Path(out) if out else None)])


def save_to_fill_in(corpus: Corpus, root: Path, out: Path | None) -> str:
    """A line that reports that the table of what articles lack was saved, or why not."""
    is_folder = root.is_dir() and read_about(root) is None
    before = listed(root, corpus.chosen.get("columns") or {})[3] if is_folder else None
    sources, ids, columns = own_table(before)
    articles = corpus.articles
    described = [*sources, *articles.loc[articles["id"].isin(set(ids)), "source"]]
    table = to_fill_in(articles, described, columns)
    if articles.empty:
        return "no article is left to measure; no table was saved"
    if table.empty:
        return "all articles have an outlet and a date"
    own = root / METADATA
    lacking = articles.loc[articles[list(LACKING)].isna().any(axis=1), "source"]
    if out is None and lacking.isin(described).all():  # a table that is not filled in yet
        return f"{counted(len(lacking))} still to fill in: {own}; the next load reads it"
    if out is None and (own.exists() or not is_folder):
        why = (
            "the folder has an articles.csv" if is_folder else "the corpus is not a folder of files"
        )
        return f"{why}: to save the table to fill in elsewhere, give --out FOLDER/articles.csv"
    save_new(table, out or own)
    if out is None or out.resolve() == own.resolve():
        use = "the next load reads it"
    elif is_folder:
        use = f"then put it in place of {own}" if own.exists() else f"then move it to {own}"
    else:
        use = f"then put it, as {METADATA}, and the corpus into one folder, and load that"
    return f"{counted(len(table))} to fill in: {out or own}; {use}"


def counted(n: int) -> str:
    return f"{n:,} article{'s' * (n != 1)}"
