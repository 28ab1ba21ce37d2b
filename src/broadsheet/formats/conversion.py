"""Converts files of older Office programs with a program on the machine: LibreOffice, or else
antiword or catdoc for the text of a Word file.

The program works in a temporary folder, with its own profile, so that an open LibreOffice does not
interfere, and is stopped after two minutes.
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
    """The ending of the converted file, and a function that opens it. `Unreadable`, with the
    remedy, if no program can convert it, or the program fails.
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
                f"reading {kind} files needs LibreOffice; install it, or save the file as {newer}"
            )
    return newer, lambda: io.BytesIO(data)


def run_program(*command: str) -> bytes:
    """The output of a program; `Unreadable` if it fails or takes too long."""
    name = Path(command[0]).name
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(
            f"{name} takes more than {SECONDS} seconds; save the file again"
        ) from error
    except subprocess.CalledProcessError as error:
        raise Unreadable(f"{name} cannot read it; save it as a newer kind of file") from error
    return done.stdout
