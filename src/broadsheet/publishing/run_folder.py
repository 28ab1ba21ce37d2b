"""The folder of a run: which run it belongs to, and which of its files a person has changed since.

A run writes into a folder that is new, empty, or its own. Its own folder has the mark of an earlier
run on the same corpus, a file with the name of the corpus and the SHA-256 of each file that the run
wrote. A file that has changed since is a person's work, and is kept under another name.
"""

import hashlib
import json
from pathlib import Path

from ..storage import MARK, put_whole
from .embedded import saved
from .fingerprints import record_in


class RunFolder:
    """A folder claimed for a run on a corpus. `kept` has the new paths of files that a person
    changed since an earlier run. ValueError, before anything is written, if the folder contains a
    run on another corpus, or anything that no run wrote.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as home:
    ...     folder = Path(home) / "figures"
    ...     run = RunFolder(folder, "toy")
    ...     _ = (folder / "README.md").write_text("Made.")
    ...     run.leave_mark()
    ...     _ = (folder / "README.md").write_text("Made, and corrected by hand.")
    ...     _ = (folder / "mine.md").write_text("A file that no run writes is left alone.")
    ...     [path.name for path in RunFolder(folder, "toy").kept]
    ['README (kept 1).md']
    """

    def __init__(self, folder: Path, corpus: str):
        self.folder, self.corpus = folder, corpus
        if folder.exists() and not folder.is_dir():
            raise ValueError(f"{folder}: is a file; choose a folder with --out")
        mark = record_in(folder / MARK, "corpus", "files")
        if mark is None:
            self._refuse_others_work()
        elif mark["corpus"] != corpus:
            raise ValueError(
                f"{folder}: contains a run on {mark['corpus']!r}, not on {corpus!r}; choose "
                "another folder with --out"
            )
        self._written: dict[str, str] = mark["files"] if mark else {}
        self.kept = [
            path.rename(_kept_as(path))
            for name, digest in sorted(self._written.items())
            if (path := folder / name).is_file() and _digest(path) != digest
        ]
        # Figures without a mark are those of a run, and are overwritten.
        self._before = _digests(folder) if mark else {}
        self._save(self._written)

    def leave_mark(self) -> None:
        """Record which files the run wrote, once all are written."""
        now = _digests(self.folder)
        self._save(
            {
                name: digest
                for name, digest in now.items()
                if name in self._written or self._before.get(name) != digest
            }
        )

    def _save(self, files: dict[str, str]) -> None:
        content = json.dumps({"corpus": self.corpus, "files": files}, indent=1, ensure_ascii=False)
        beside = self.folder / f"{MARK}.unfinished"
        put_whole(self.folder / MARK, beside, f"{content}\n".encode())

    def _refuse_others_work(self) -> None:
        """ValueError unless the folder is new or empty, or contains figures of this corpus without
        a mark, as in a repository.
        """
        there = sorted(path.name for path in self.folder.glob("*"))
        if not there:
            return
        names = {about["corpus"]["name"] for about in saved(self.folder).values()}
        if self.corpus not in names:
            raise ValueError(
                f"{self.folder}: contains files that no run on {self.corpus!r} wrote, such as "
                f"{there[0]!r}, and nothing there is overwritten; choose a new folder with --out"
            )


def _digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file in a folder and below, by relative path."""
    return {
        path.relative_to(folder).as_posix(): _digest(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MARK
    }


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _kept_as(path: Path) -> Path:
    """A free name beside a file."""
    number = 1
    while (kept := path.with_name(f"{path.stem} (kept {number}){path.suffix}")).exists():
        number += 1
    return kept
