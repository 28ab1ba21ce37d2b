"""Draws docs/rooms.svg, the ten rooms and how an article passes through them:
python scripts/draw_rooms.py

Which room uses which is read from the contracts in pyproject.toml, which `lint-imports` enforces.
The places of rooms and arrows on the page are set here. A test checks that the picture is current.
"""

import tomllib
from html import escape
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "rooms.svg"

WIDTH, HEIGHT = 720, 760
INK, GREY, LIGHT, ACCENT = "#1f1f1f", "#737373", "#f3f3f1", "#b3122d"  # as in the figures
HIGH = 64  # of a room
ROOMS = {  # room: left, top, width, what it takes and gives, its doors on the article's way
    "text": (10, 10, 700, "a string → Document: paragraphs, sentences, words", "tokenize"),
    "formats": (10, 112, 210, "a file's bytes → its articles", "read"),
    "quotation": (270, 112, 440, "a Document → quotations, speakers, verbs", "find_quotations"),
    "corpus": (10, 220, 210, "a folder → Corpus", "load"),
    "lexicon": (
        270,
        220,
        350,
        "a lexicon and a Document → where its terms occur",
        "load_lexicon, hits",
    ),
    "measuring": (
        10,
        328,
        560,
        "articles → tables: one row per article, sentence, quotation, term",
        "measured",
    ),
    "comparison": (
        10,
        436,
        460,
        "tables → rates, contrasts, keyness, sourcing",
        "rates, contrasts",
    ),
    "figures": (10, 544, 210, "tables → drawings", "dots, bars"),
    "viewer": (270, 544, 440, "an article and its measures → HTML pages to read", "view, explore"),
    "publishing": (10, 652, 210, "drawings → files to cite", "save, report"),
}
# (who gives, who takes): the corners of the arrow. `text`, on which the others stand, has none.
ARROWS = {
    ("formats", "corpus"): [(115, 176), (115, 220)],
    ("corpus", "measuring"): [(115, 284), (115, 328)],
    ("quotation", "measuring"): [(290, 176), (290, 198), (245, 198), (245, 328)],
    ("lexicon", "measuring"): [(420, 284), (420, 328)],
    ("measuring", "comparison"): [(115, 392), (115, 436)],
    ("lexicon", "comparison"): [(596, 284), (596, 468), (470, 468)],
    ("quotation", "viewer"): [(672, 176), (672, 544)],
    ("lexicon", "viewer"): [(612, 284), (612, 544)],
    ("measuring", "viewer"): [(520, 392), (520, 544)],
    ("comparison", "viewer"): [(370, 500), (370, 544)],
    ("figures", "publishing"): [(115, 608), (115, 652)],
}
WAY = ["formats", "corpus", "measuring", "comparison", "figures", "publishing"]
HANDED = {  # what goes over the arrow into this room, on the article's way
    "formats": "a file",
    "corpus": "one dict per article",
    "measuring": "a table of articles",
    "comparison": "tables of measures",
    "figures": "passed on by a notebook",
    "publishing": "a drawing",
}
NOTES = [
    ("how an article passes through", ACCENT, ""),
    ("passed on by a notebook", ACCENT, "5 4"),
    ("what one room uses from another", GREY, ""),
]


def uses() -> dict[str, set[str]]:
    """Room → the rooms that it may import, as the contracts in pyproject.toml say."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    forbidden = {
        contract["source_modules"][0].removeprefix("broadsheet."): {
            name.removeprefix("broadsheet.") for name in contract["forbidden_modules"]
        }
        for contract in project["tool"]["importlinter"]["contracts"]
        if contract["type"] == "forbidden" and len(contract["source_modules"]) == 1
    }
    return {room: set(forbidden) - {room} - names for room, names in forbidden.items()}


def text(x: float, y: float, words: str, size: float = 11.5, fill: str = INK, **more: str) -> str:
    attributes = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" fill="{fill}"{attributes}>{escape(words)}</text>'
    )


def room(name: str) -> str:
    left, top, width, gives, doors = ROOMS[name]
    edge = ACCENT if name in WAY else GREY
    mono = {"font_family": "DejaVu Sans Mono, Menlo, Consolas, monospace"}
    return "\n".join(
        (
            f'<rect x="{left}" y="{top}" width="{width}" height="{HIGH}" rx="6" fill="{LIGHT}"'
            f' stroke="{edge}" stroke-width="1.2"/>',
            text(left + 12, top + 22, name, 14, font_weight="bold"),
            text(left + 12, top + 39, gives),
            text(left + 12, top + 55, doors, 10.5, GREY, **mono),
        )
    )


def arrow(corners: list[tuple[int, int]], colour: str, dashes: str = "") -> str:
    """A line over the corners with a head at its end, on a white edge where it crosses another."""
    *_, before, (x, y) = corners
    down = before[0] == x
    end = (x, y - 6) if down else (x + 6, y)
    points = " ".join(f"{a},{b}" for a, b in [*corners[:-1], end])
    head = (
        f"{x},{y} {x - 4},{y - 9} {x + 4},{y - 9}"
        if down
        else f"{x},{y} {x + 9},{y - 4} {x + 9},{y + 4}"
    )
    line = f'<polyline points="{points}" fill="none" stroke-linejoin="round"'
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    width = 2.4 if colour == ACCENT else 1.2
    return (
        f'{line} stroke="#ffffff" stroke-width="6"/>\n'
        f'{line} stroke="{colour}" stroke-width="{width}"{dashed}/>\n'
        f'<polygon points="{head}" fill="{colour}"/>'
    )


def picture() -> str:
    """The SVG. ValueError where a contract allows what no arrow shows, or the other way round."""
    taken = {(giver, taker) for taker, givers in uses().items() for giver in givers}
    shown = {pair for pair in taken if pair[0] != "text"}
    if set(uses()) != set(ROOMS) or shown != set(ARROWS):
        raise ValueError(f"draw anew: {set(uses()) ^ set(ROOMS)}, {shown ^ set(ARROWS)}")
    without = " and ".join(r for r in ROOMS if r != "text" and ("text", r) not in taken)
    on_way = list(pairwise(WAY))
    drawn = [arrow(ARROWS[pair], GREY) for pair in ARROWS if pair not in on_way]
    drawn += [arrow(ARROWS[pair], ACCENT) for pair in on_way if pair in ARROWS]
    drawn += [arrow([(115, 86), (115, 112)], ACCENT), arrow([(115, 716), (115, 750)], ACCENT)]
    drawn += [arrow([(115, 500), (115, 544)], ACCENT, "5 4")]
    drawn += [room(name) for name in ROOMS]
    drawn += [
        text(126, ROOMS[name][1] - 18 + 5 * (name == "formats"), words, 10.5, ACCENT)
        for name, words in HANDED.items()
    ]
    drawn.append(text(126, 738, "SVG, PDF, PNG, CSV", 10.5, ACCENT))
    drawn.append(text(698, 32, f"used by all rooms but {without}", 10.5, GREY, text_anchor="end"))
    for n, (words, colour, dashes) in enumerate(NOTES):
        y = 662 + 20 * n
        drawn.append(
            f'<line x1="270" y1="{y}" x2="306" y2="{y}" stroke="{colour}"'
            f' stroke-width="{2.4 if colour == ACCENT else 1.2}"'
            + (f' stroke-dasharray="{dashes}"' if dashes else "")
            + "/>"
        )
        drawn.append(text(316, y + 4, words, 10.5, GREY))
    drawn.append(text(270, 728, "outside the rooms: stats, escape, storage, paths", 10.5, GREY))
    drawn.append(text(270, 746, "on top of all: notebooks, cli", 10.5, GREY))
    title = "The ten rooms of Broadsheet, and how an article passes through them"
    alt = "; ".join(
        f"{taker} uses {', '.join(giver for giver in ROOMS if giver in uses()[taker])}"
        for taker in ROOMS
        if uses()[taker]
    )
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
            ' aria-labelledby="title desc" font-family="DejaVu Sans, Verdana, sans-serif">',
            f'<title id="title">{title}</title>',
            f'<desc id="desc">{alt}</desc>',
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
            *drawn,
            "</svg>\n",
        )
    )


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8", newline="\n")
