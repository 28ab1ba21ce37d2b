"""What a measured folder says of itself: its `about.json`, and the seal of each part. `storage`
reads and writes them, and imports this file only then.
"""

import msgspec


class LexiconUsed(msgspec.Struct):
    """The lexicon that a corpus was measured with."""

    name: str
    fingerprint: str
    frames: list[str]


class Settings(msgspec.Struct, kw_only=True):
    """Everything, apart from the articles, that determines the results: `measured` is the name of
    the corpus, `broadsheet` the version that measured it. It contains no paths of the machine.
    """

    measured: str
    broadsheet: str
    lexicon: LexiconUsed | None
    columns: dict[str, str]
    languages: list[str]
    duplicates: str
    skip_negated: bool
    stories: str | None = None  # fingerprint of the table of stories that was given
    repeated_lines: str = "keep"  # datasets measured before lines were cut lack this


class About(Settings, kw_only=True):
    """A finished dataset's `about.json`; `rows` has each table's number of rows."""

    finished: bool
    fingerprint: str
    notes: list[str]
    rows: dict[str, int]
    seals: str  # the SHA-256 of the seals of all parts, in order


class Seal(msgspec.Struct):
    """The content of a part's seal: the fingerprints of the `batch` of articles it was measured
    from and of the `settings`, the number of `rows` and the SHA-256 of each table's file, and the
    `checksum` of all of these.
    """

    batch: str
    settings: str
    rows: dict[str, int]
    files: dict[str, str]
    checksum: str
