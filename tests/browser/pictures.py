"""A picture against the one that is expected, as far as two machines can be asked to agree.

Pages are drawn here with the fonts that matplotlib brings, so that lines break alike everywhere;
what is left are the edges of letters, which each machine smooths in its own way. So both pictures
are made of tiles of 32 by 32 pixels, each of the mean of its colours: a line of text becomes a
shade, whatever its edges. The pictures are alike if their sizes differ by one tile at most, and no
more than one tile in a hundred by more than 6 of 255 in red, green or blue. Half of a line of text
more or less is beyond that; so is a mark that is missing (`test_pictures` shows both).
"""

import base64
import io
import os
from pathlib import Path

import matplotlib
import numpy as np
from PIL import Image

EXPECTED = Path(__file__).parent / "expected"
TILE, FAR, MOST = 32, 6, 0.01


def font_style():
    """Styles that give every element the fonts of matplotlib."""
    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    faces = "".join(
        f"@font-face {{font-family: '{name}'; font-weight: {weight}; src: url(data:font/ttf;base64,"
        f"{base64.b64encode((folder / file).read_bytes()).decode()})}}"
        for name, weight, file in (
            ("News", 400, "DejaVuSerif.ttf"),
            ("News", 700, "DejaVuSerif-Bold.ttf"),
            ("Plain", 400, "DejaVuSans.ttf"),
            ("Plain", 700, "DejaVuSans-Bold.ttf"),
        )
    )
    return (
        faces
        + "body :is(.broadsheet.broadsheet, .broadsheet-explore) {--news: News; --plain: Plain}"
    )


def tiles(picture):
    size = [-(-side // TILE) for side in picture.size]
    whole = Image.new("RGB", [side * TILE for side in size], "white")
    whole.paste(picture.convert("RGB"))
    return np.asarray(whole.resize(size, Image.Resampling.BOX), dtype=float)


def unlike(picture, expected):
    """Why two pictures are not alike, in words; None if they are."""
    if any(abs(a - b) > TILE for a, b in zip(picture.size, expected.size)):
        return f"of another size: {picture.size}, expected {expected.size}"
    one, other = tiles(picture), tiles(expected)
    high, wide = (min(pair) for pair in zip(one.shape[:2], other.shape[:2]))
    apart = np.abs(one[:high, :wide] - other[:high, :wide]).max(axis=2)
    if (apart > FAR).mean() > MOST:
        return (
            f"{(apart > FAR).mean():.1%} of its tiles differ by more than {FAR} of 255, "
            f"the farthest by {apart.max():.0f}"
        )
    return None


def taken(png):
    return Image.open(io.BytesIO(png))


def expected(name):
    return taken((EXPECTED / f"{name}.png").read_bytes())


def check(png, name):
    """Nothing, if the picture is the expected one; with EXPECTED=new it is the expected one from
    now on.
    """
    picture = taken(png)
    if os.environ.get("EXPECTED") == "new":
        EXPECTED.mkdir(exist_ok=True)
        picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(
            EXPECTED / f"{name}.png", optimize=True
        )
    reason = unlike(picture, expected(name))
    assert reason is None, (
        f"{name}: {reason}; look at it, and if it is right: make test-browser EXPECTED=new"
    )
