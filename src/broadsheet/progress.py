"""A bar wherever a person waits for more than two seconds."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tqdm import tqdm


def progress(*given: Any, **options: Any) -> "tqdm":
    """A bar of tqdm's with these arguments. It is shown after two seconds, and only to a person: in
    a terminal, not in a file.

    >>> list(progress(["a", "b"], "reading", unit=" rows"))
    ['a', 'b']
    """
    from tqdm import tqdm

    # Its thread, which redraws bars that stand still, could not start where memory is short.
    tqdm.monitor_interval = 0
    return tqdm(*given, **{"delay": 2, "disable": None} | options)
