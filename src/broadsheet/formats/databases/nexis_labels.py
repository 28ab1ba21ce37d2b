"""The labels of Nexis, in the languages of its interface, mapped to the English ones.

The list is `nexis-labels.csv`. The older export prints its labels in capitals ("LENGTH: 9 words"),
Nexis Uni in mixed case, some of them alone on their line ("Body", "Classification").
"""

import re
from typing import NamedTuple

from ...paths import package_rows
from ...patterns import regex
from ..dates import MOMENT

ROWS = package_rows("nexis-labels.csv")
FIELD_OF_LABEL = {row["label"]: row["field"] for row in ROWS if row["place"] != "end"}
ABOVE = frozenset(row["field"] for row in ROWS if row["place"] == "above")
BELOW = frozenset(row["field"] for row in ROWS if row["place"] == "below")
ENDS = frozenset(row["label"] for row in ROWS if row["place"] == "end")
# The fields below the text whose labels prose never begins with.
FIRM = frozenset(
    ["Load-Date", "Language", "Publication-Type", "Journal-Code", "Document-Type", "Acc-No"]
)
# Those whose text may run over several paragraphs.
SECTIONS = frozenset(["Correction", "Graphic", "Notes"])
# Those whose labels stand alone above what they hold.
HEADINGS = SECTIONS | {"Body", "Classification", "Highlight"}
LONGEST = max(map(len, FIELD_OF_LABEL))
LABEL = regex(rf"([^\W\d_][\w ’'-]{{0,{LONGEST}}}?)[ \u00a0]?:[\s\u00a0]*(.*)", re.DOTALL)


class Labelled(NamedTuple):
    """A line that begins with a label: the English label, the printed one, the value after it."""

    field: str
    printed: str
    value: str


def labelled(line: str, capitals: bool = False) -> Labelled | None:
    """A line that begins with a label; None for any other. `capitals`: the older export prints
    labels in capitals, and the same word in lower case belongs to the text.

    >>> labelled("LÄNGE: 68 Wörter", capitals=True)
    Labelled(field='Length', printed='LÄNGE', value='68 Wörter')
    >>> labelled("Longueur : 68 mots").value
    '68 mots'
    >>> labelled("Type: a poem", capitals=True), labelled("Update: the mayor has answered")
    (None, None)
    """
    label = LABEL.match(line) if ":" in line[: LONGEST + 3] else None
    field = FIELD_OF_LABEL.get(label[1].casefold()) if label else None
    if label is None or field is None or (capitals and not label[1].isupper()):
        return None
    if field == "Load-Date" and not MOMENT.search(label[2]):
        return None  # many paragraphs begin with "UPDATE:"
    return Labelled(field, label[1], label[2].strip())


def heading(line: str) -> Labelled | None:
    """A label alone on its line, as Nexis Uni prints those of the parts of an article.

    >>> heading("Body").field, heading("Textteil").field, heading("body"), heading("Body of")
    ('Body', 'Body', None, None)
    """
    printed = line.strip().rstrip(": \u00a0")
    field = FIELD_OF_LABEL.get(printed.casefold()) if len(printed) <= LONGEST else None
    alone = field in HEADINGS and printed[0].isupper()
    return Labelled(field, printed, "") if field and alone else None


def ends_document(line: str) -> bool:
    """Whether the line ends a document in Nexis Uni.

    >>> ends_document("End of Document"), ends_document("Ende des Dokuments"), ends_document("End")
    (True, True, False)
    """
    return line.strip().rstrip(".").casefold() in ENDS
