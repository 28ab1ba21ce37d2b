"""One profile for all properties that hypothesis tests.

Without deadlines: how long an example takes is tested where time is the promise (marker `timing`).
In the gate (`CI` is set) the examples are the same in each run, so that it does not fail by chance;
at a developer's desk they are new each time.
"""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "broadsheet",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("broadsheet")
