"""The stretch of a page that is the article's body: the lines with most prose and fewest others between them."""
import re
from collections import Counter

from .shapes import Line

LETTER = re.compile(r"[^\W\d_]")             # figures alone, as tables and code have them, cost nothing

READ_MORE = re.compile(r"(?:read|see|show) more\W*$", re.IGNORECASE)

# What a line takes from a body that runs across it, in words of prose; what leads elsewhere takes a sixth of it at
# least, since teasers are prose too. So are comments: no body gets across them.
COST = {"comments": 1000, "elsewhere": 60, "furniture": 3, "caption": 1, "date": 1, "byline": 1, "agency credit": 1}


def label_teasers(lines: list[Line], labels: list[str]) -> None:
    """A list below a line that leads elsewhere is a "teaser", and so is a line without an end above "Read more"."""
    led = False
    for at, (line, label) in enumerate(zip(lines, labels)):
        led = label == "elsewhere" or led and line.bullet
        if led and label in ("prose", "short"):
            labels[at] = "teaser"
        elif READ_MORE.match(line.plain) and at and labels[at - 1] == "prose" and not lines[at - 1].ends:
            labels[at - 1] = "teaser"


def in_column(line: Line, column: int) -> bool:
    """The line stands about as far from the margin as the body does. Captions and boxes stand further in."""
    return -6 <= line.indent - column - 2 * line.bullet <= 5


def stretches(lines: list[Line], labels: list[str], column: int) -> list[tuple[int, range]]:
    """Each stretch of lines that gains more words of prose than it pays for other lines, with its gain.

    This is Kadane's maximal sum, as Finn, Kushmerick and Smyth (2001) use it for words and tags; one pass.
    """
    found, gain, announced = [], 0, False
    for at, (line, label) in enumerate(zip(lines, labels)):
        if label == "short" and not LETTER.search(line.plain):
            continue
        if gain <= 0:
            gain, start, best = 0, at, 0
        fits = in_column(line, column)
        if label == "prose" and fits:
            gain += min(line.words, 60)
        elif label == "short" and fits and (line.ends or announced and line.bullet):
            gain += 1
        else:
            gain -= max(COST.get(label, min(4, line.words)), gain // 6 if label == "elsewhere" else 0)
        announced = label == "prose" and line.plain.endswith(":") or announced and line.bullet
        if gain > best:
            found[len(found) - (best > 0):] = [(gain, range(start, at + 1))]
            best = gain
    return found


def label_body(lines: list[Line], labels: list[str]) -> None:
    """Prose inside the body is "text", short lines before prose are "subheads"; prose elsewhere is cut.

    The first stretch that is at least half as good as the best is the body: what follows it is the next article.
    """
    margin = Counter()
    for line, label in zip(lines, labels):
        if label == "prose" and not line.bullet:
            margin[line.indent] += line.words
    found = [(*stretch, column) for column, _ in margin.most_common(4) or [(0, 0)]
             for stretch in stretches(lines, labels, column)]
    best = max((one[0] for one in found), default=0)
    good = sorted((one for one in found if 2 * one[0] >= best), key=lambda one: one[1].start)
    _, body, column = max((one for one in good if one[1].start < good[0][1].stop), key=lambda one: one[0],
                          default=(0, range(0), 0))
    announced = False
    for at, line in enumerate(lines):
        colon = line.plain.endswith(":")
        if at not in body:
            labels[at] = {"prose": "outside", "short": "outside"}.get(labels[at], labels[at])
        elif labels[at] in ("prose", "short"):
            if not in_column(line, column):
                labels[at] = "beside"
            elif line.bullet:
                labels[at] = "text" if line.ends or line.words >= 25 or announced else "short"
            elif line.ends or colon and line.words > 4 or labels[at] == "prose" or line.words > 15:
                labels[at] = "text"
            elif at + 1 in body and labels[at + 1] == "prose":
                labels[at] = "subheads"
        announced = colon or announced and line.bullet
