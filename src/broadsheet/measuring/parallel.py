"""A function applied to parts of a corpus: on all cores of this machine, or on a Dask cluster, by
the same call.
"""

import pickle
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from typing import Any
from urllib.parse import urlsplit

from ..paths import installs

TIMEOUT = "20s"  # the longest wait for a scheduler to answer


def in_order(
    function: Callable,
    parts: Iterable,
    given: tuple = (),
    workers: int | None = None,
    scheduler: str | None = None,
) -> Iterator[Any]:
    """`function(part, *given)` of each part, in the order of the parts.

    It runs in `workers` processes, by default one per core. With one worker, or only one part, it
    runs in this process. With `scheduler`, the address of a Dask scheduler ("tcp://10.0.0.1:8786"),
    it runs on that scheduler's workers: `given`, such as a lexicon, is sent once to each, and if a
    worker dies, another repeats its work. Parts are taken from their iterable as needed.
    RuntimeError if a process was killed, ValueError for fewer than one worker and for an invalid
    address.

    >>> list(in_order(divmod, [7, 8], (3,), workers=1))
    [(2, 1), (2, 2)]
    >>> list(in_order(len, [], workers=2))
    []
    """
    if workers is not None and workers < 1:
        raise ValueError(f"workers: {workers} is not a number of processes; give 1 or more")
    if scheduler:
        check_address(scheduler)
        return on_cluster(function, parts, given, scheduler)
    from .. import workers as processes

    return processes.in_order(partial(with_given, function, pickle.dumps(given)), parts, workers)


def with_given(function: Callable, pickled: bytes, part: object) -> object:
    return function(part, *unpickled(pickled))


@lru_cache(1)
def unpickled(given: bytes) -> tuple:
    """The arguments common to all parts. They are sent pickled, which is fast, and unpickled once
    per process.
    """
    return pickle.loads(given)


def check_address(scheduler: str) -> None:
    """ValueError unless this is the address of a scheduler.

    >>> check_address("tcp://10.0.0.1:8786")
    >>> check_address("10.0.0.1")
    Traceback (most recent call last):
    ValueError: scheduler: '10.0.0.1' is not an address; write it as tcp://10.0.0.1:8786
    """
    try:
        address = urlsplit(scheduler)
        is_address = bool(address.scheme and address.hostname and address.port)
    except ValueError:  # the part after the colon is not a port
        is_address = False
    if not is_address:
        raise ValueError(
            f"scheduler: {scheduler!r} is not an address; write it as tcp://10.0.0.1:8786"
        )


def on_cluster(function: Callable, parts: Iterable, given: tuple, scheduler: str) -> Iterator[Any]:
    """As `in_order`, on the workers of a Dask scheduler. OSError if it does not answer,
    ModuleNotFoundError without Dask.
    """
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(f"a cluster needs Dask: {installs('cluster')}") from error
    from ..workers import AHEAD, results

    with Client(scheduler, timeout=TIMEOUT, set_as_default=False) as client:
        # A task of its own, not scattered data: the scheduler can repeat it if the workers that
        # have it die.
        shared = client.submit(tuple, given, key=None)
        ahead = AHEAD * max(1, sum(client.nthreads().values()))
        begun = (
            client.submit(call, function, part, shared, pure=False, retries=2) for part in parts
        )
        yield from results(begun, ahead)


def call(function: Callable, part: object, given: tuple) -> object:
    return function(part, *given)
