"""JupyterLab over a copy of the project, and a Chromium that looks at it: neither touches what is
the user's.
"""

import importlib.util
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from broadsheet.paths import ROOT

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
# Cells stand in the page though nobody has scrolled to them; no sound, no news, no question.
SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}


def missing() -> str | None:
    """What is not there that these tests need, in a line; None where all is."""
    if importlib.util.find_spec("playwright") is None:
        return "Playwright is not there: make setup"
    if not chromium():
        return "no Chromium is there: apt-get install chromium, or BROADSHEET_CHROMIUM=/path/to/it"
    return None


def chromium() -> str | None:
    return os.environ.get("BROADSHEET_CHROMIUM") or next(
        filter(None, map(shutil.which, NAMES)), None
    )


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    """A copy of the project, without what it has made: notebooks that run here save their figures
    in the copy.
    """
    copy = tmp_path_factory.mktemp("project")
    for name in ("src", "data", "notebooks", "pyproject.toml"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, copy / name)
    return copy


@pytest.fixture(scope="session")
def lab(project, tmp_path_factory):
    """The address of a running JupyterLab, with its token, and its settings in a folder of their
    own.
    """
    home = tmp_path_factory.mktemp("home")
    for name, said in SETTINGS.items():
        file = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(said))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    env = {
        **os.environ,
        "HOME": str(home),
        "PYTHONPATH": str(project / "src"),
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "JUPYTER_NO_CONFIG": "1",
        "XDG_CACHE_HOME": str(home / "cache"),
    }
    said = (home / "said.txt").open("w")
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "jupyterlab",
            "--no-browser",
            "--allow-root",
            "--ServerApp.ip=127.0.0.1",
            f"--ServerApp.port={port}",
            "--ServerApp.port_retries=0",
            f"--IdentityProvider.token={token}",
            f"--ServerApp.root_dir={project}",
            "--LabApp.expose_app_in_browser=True",
            "--LabApp.news_url=None",
            "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        ],
        env=env,
        cwd=project,
        stdout=said,
        stderr=subprocess.STDOUT,
    )
    try:
        answers(server, f"http://127.0.0.1:{port}/api/status?token={token}", home / "said.txt")
        yield f"http://127.0.0.1:{port}", token
    finally:
        server.terminate()  # its kernels end with it
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        said.close()


def answers(server: subprocess.Popen, address: str, said: Path) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            assert server.poll() is None, said.read_text()
            time.sleep(0.2)
    raise AssertionError(f"JupyterLab does not answer:\n{said.read_text()}")


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        running = driver.chromium.launch(
            executable_path=chromium(), args=["--force-color-profile=srgb", "--hide-scrollbars"]
        )
        yield running
        running.close()


class Watched:
    """What a page does that an article must not make it do: dialogs, errors, requests that leave
    the machine.
    """

    def __init__(self, page, own: str = "http://127.0.0.1"):
        self.dialogs, self.errors, self.requests = [], [], []
        page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on(
            "console", lambda said: self.errors.append(said.text) if said.type == "error" else None
        )
        page.on(
            "request",
            lambda asked: (
                None
                if asked.url.startswith((own, "data:", "blob:", "about:"))
                else self.requests.append(asked.url)
            ),
        )


@pytest.fixture
def page(browser):
    context = browser.new_context(
        viewport={"width": 1280, "height": 1000}, color_scheme="light", reduced_motion="reduce"
    )
    context.set_default_timeout(30_000)
    shown = context.new_page()
    shown.watched = Watched(shown)
    yield shown
    context.close()
