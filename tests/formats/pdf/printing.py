"""Small PDF files, written by hand: each piece of text where a test wants it."""

import io
from typing import NamedTuple


class Put(NamedTuple):
    """A text, where it begins on the page, in points from its foot on the left, and its font."""

    text: str
    x: float
    y: float
    size: float = 10
    bold: bool = False
    turn: str = "1 0 0 1"  # how the letters are turned, as a PDF says it


FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding >>"


def pdf_of(*pages):
    """What opens a PDF of A4 pages, each a list of `Put`."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", FONT.format("Helvetica")]
    objects.append(FONT.format("Helvetica-Bold"))
    kids = []
    for page in pages:
        shown = "".join(
            f"BT /F{1 + put.bold} {put.size} Tf {put.turn} {put.x} {put.y} Tm "
            f"({escaped(put.text)}) Tj ET\n"
            for put in page
        )
        objects.append(f"<< /Length {len(shown.encode('cp1252'))} >>\nstream\n{shown}endstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents "
            f"{len(objects)} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = b"%PDF-1.4\n", []
    for number, said in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{said}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
        f"<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    )
    data = out + end.encode()
    return lambda: io.BytesIO(data)


def escaped(text):
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def lines(*texts, x=60, y=700, leading=12, **font):
    """Lines one below the other; an empty one leaves half of a line free."""
    put = []
    for text in texts:
        if text:
            put.append(Put(text, x, y, **font))
        y -= leading if text else leading / 2
    return put
