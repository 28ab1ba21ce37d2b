"""One profile for all properties that hypothesis tests.

Without deadlines: how long an example takes is tested where time is the promise (marker `timing`).
In the gate (`CI` is set) the examples are the same in each run, so that it does not fail by chance;
at a developer's desk they are new each time.
"""

import os
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import HealthCheck, settings

from broadsheet.lexicon import loading
from broadsheet.paths import LEXICONS

settings.register_profile(
    "broadsheet",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("broadsheet")


@pytest.fixture(scope="session", autouse=True)
def shipped_lexicons_are_read_once() -> Iterator[None]:
    """Hundreds of tests run commands and notebooks here, each of which reads a shipped lexicon for
    half a second. The same text gives the same lexicon; any other text is read each time.
    """
    shipped = {path.read_text(encoding="utf-8") for path in LEXICONS.glob("*.yml")}
    read = loading.READERS[".yml"]
    again = cache(read)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(
            loading.READERS,
            ".yml",
            lambda text, name: (again if text in shipped else read)(text, name),
        )
        yield
