"""Files of older Office programs → the newer kind, by a program that the machine has: LibreOffice,
else antiword or catdoc for the text of a Word file.

The program works in a folder of its own that is gone afterwards, with a profile of its own, so that
an open LibreOffice does not get in the way, and is stopped after two minutes.
"""

import io
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from ..limits import SECONDS
from .encoding import Opener, Unreadable

NEWER = {".doc": ".docx", ".xls": ".xlsx"}
# Where LibreOffice is, if it is not on the path of programs.
ELSEWHERE = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)


def libreoffice() -> str | None:
    """The program, if the machine has it."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in ELSEWHERE if Path(place).is_file()), None)


def converted(open_file: Opener, kind: str) -> tuple[str, Opener]:
    """The ending of the kind that a file was converted to, and what opens it. `Unreadable`, with
    the mend, where no program can, or the program fails.
    """
    newer = NEWER[kind]
    with TemporaryDirectory() as folder, open_file() as stream:
        source = Path(folder, f"file{kind}")
        source.write_bytes(stream.read())
        if office := libreoffice():
            profile = Path(folder, "profile").as_uri()
            run_program(
                office,
                f"-env:UserInstallation={profile}",
                "--headless",
                "--norestore",
                "--convert-to",
                newer[1:],
                "--outdir",
                folder,
                str(source),
            )
            made = source.with_suffix(newer)
            if not made.is_file():
                raise Unreadable(f"LibreOffice cannot read it; save it as {newer}")
            data = made.read_bytes()
        elif kind == ".doc" and (program := shutil.which("antiword") or shutil.which("catdoc")):
            options = ["-w", "0"] if program.endswith("antiword") else ["-w"]
            newer, data = ".txt", run_program(program, *options, str(source))
        else:
            raise Unreadable(
                f"{kind} files are read where LibreOffice is installed; install it, or save it as "
                f"{newer}"
            )
    return newer, lambda: io.BytesIO(data)


def run_program(*command: str) -> bytes:
    """What a program prints; `Unreadable` where it fails or takes too long."""
    name = Path(command[0]).name
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(f"{name} takes more than {SECONDS} seconds; save it anew") from error
    except subprocess.CalledProcessError as error:
        raise Unreadable(f"{name} cannot read it; save it as a newer kind of file") from error
    return done.stdout
