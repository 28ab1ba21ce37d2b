"""A function over parts of a corpus: on all cores of this machine, or on a Dask cluster. The same
call for both.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, wait
from itertools import chain, islice
from typing import Any
from urllib.parse import urlsplit

from ..paths import installs
from ..workers import Workers

TIMEOUT = "20s"  # until a scheduler answers
# parts that wait for each core: enough that none idles, few enough that the memory taken is bounded
AHEAD = 2


def each(
    function: Callable,
    parts: Iterable,
    given: tuple = (),
    workers: int | None = None,
    scheduler: str | None = None,
) -> Iterator[tuple[int, Any]]:
    """The number of each part, from 0, and `function(part, *given)`: as they are done, in no order.

    On `workers` processes, one a core unless said otherwise; one is this process itself, which also
    does a part that is the only one, since others would start in vain. With `scheduler`, the
    address of a Dask scheduler ("tcp://10.0.0.1:8786"), on its workers: `given`, such as a lexicon,
    travels once to each, and what a worker that dies was doing is done again by another. Parts are
    taken from their iterable as they are needed. RuntimeError where a process was killed,
    ValueError for fewer workers than one and for what is no address.

    >>> sorted(each(divmod, [7, 8], (3,), workers=1))
    [(0, (2, 1)), (1, (2, 2))]
    >>> list(each(len, [], workers=2))
    []
    """
    from loky import cpu_count

    if workers is not None and workers < 1:
        raise ValueError(f"workers: {workers} is no number of processes; 1 or more")
    if scheduler:
        check_address(scheduler)
        yield from on_cluster(function, parts, given, scheduler)
        return
    workers = workers or cpu_count()
    if workers > 1:
        are_several, parts = several(parts)
        workers = workers if are_several else 1
    if workers > 1:
        yield from on_cores(function, parts, given, workers)
    else:
        yield from ((number, function(part, *given)) for number, part in enumerate(parts))


def several(parts: Iterable) -> tuple[bool, Iterator]:
    """Whether there are two parts or more, and all of them.

    >>> are_several, parts = several(range(3))
    >>> are_several, list(parts), several([0])[0]
    (True, [0, 1, 2], False)
    """
    rest = iter(parts)
    first_two = list(islice(rest, 2))
    return len(first_two) > 1, chain(first_two, rest)


def on_cores(
    function: Callable, parts: Iterable, given: tuple, workers: int
) -> Iterator[tuple[int, Any]]:
    """As `each`, on processes of this machine. loky's need no `if __name__ == "__main__"`."""
    from loky.process_executor import BrokenProcessPool

    numbered, waiting = enumerate(parts), {}
    try:
        with Workers(workers, keep, (given,)) as processes:
            for number, part in islice(numbered, AHEAD * workers):
                waiting[processes.submit(with_kept, function, part)] = number
            while waiting:
                done = next(iter(wait(waiting, return_when=FIRST_COMPLETED).done))
                yield waiting.pop(done), done.result()
                for number, part in islice(numbered, 1):
                    waiting[processes.submit(with_kept, function, part)] = number
    except BrokenProcessPool as error:
        raise RuntimeError(
            "a process that measured was killed, most often for want of memory; start again, with "
            "fewer workers if it goes on"
        ) from error


KEPT: list[tuple] = []  # in a process of `on_cores`: what travelled to it once


def keep(given: tuple) -> None:
    KEPT[:] = [given]


def with_kept(function: Callable, part: object) -> object:
    return function(part, *KEPT[0])


def check_address(scheduler: str) -> None:
    """Nothing for the address of a scheduler; ValueError for anything else.

    >>> check_address("tcp://10.0.0.1:8786")
    >>> check_address("10.0.0.1")
    Traceback (most recent call last):
    ValueError: scheduler: '10.0.0.1' is no address; write it as tcp://10.0.0.1:8786
    """
    try:
        address = urlsplit(scheduler)
        is_address = bool(address.scheme and address.hostname and address.port)
    except ValueError:  # what stands behind the colon is no port
        is_address = False
    if not is_address:
        raise ValueError(f"scheduler: {scheduler!r} is no address; write it as tcp://10.0.0.1:8786")


def on_cluster(
    function: Callable, parts: Iterable, given: tuple, scheduler: str
) -> Iterator[tuple[int, Any]]:
    """As `each`, on the workers of a Dask scheduler. OSError where none answers,
    ModuleNotFoundError without Dask.
    """
    try:
        from distributed import Client, as_completed
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(f"a cluster needs Dask: {installs('cluster')}") from error
    with Client(scheduler, timeout=TIMEOUT, set_as_default=False) as client:
        # A task of its own, not scattered data: the scheduler can make it again when the workers
        # that hold it die.
        shared = client.submit(tuple, given, key=None)
        numbered, numbers = enumerate(parts), {}

        def submit(number: int, part: object):
            future = client.submit(call, function, part, shared, pure=False, retries=2)
            numbers[future.key] = number
            return future

        ahead = AHEAD * max(1, sum(client.nthreads().values()))
        waiting = as_completed(
            [submit(*part) for part in islice(numbered, ahead)], loop=client.loop
        )
        for done in waiting:
            yield numbers.pop(done.key), done.result()
            for part in islice(numbered, 1):
                waiting.add(submit(*part))


def call(function: Callable, part: object, given: tuple) -> object:
    return function(part, *given)
