"""Run the postings pipeline on this machine: in this process, and on more cores if it is long."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, Protocol, TypeVar

from talentcast.engines.memory import give_back, return_large_blocks
from talentcast.errors import SchemaError, WorkerError

Batch = TypeVar("Batch")
Result = TypeVar("Result")

#: An input of up to so many batches runs in this process: a worker takes a second or two to start,
#: more than a small file takes as a whole.
OWN_BATCHES = 2

#: Batches on their way to or from each worker, so that none waits for the reader.
_AHEAD = 2


class Engine(Protocol):
    """Where pure functions of one batch run; the order of results is the order of batches."""

    def map(self, work: Callable[[Batch], Result], batches: Iterable[Batch]) -> Iterator[Result]:
        """Apply `work` to every batch."""
        ...

    def gather(
        self,
        work: Callable[[Any], Any],
        batches: Iterable[Any],
        collect: Callable[[Iterator[Any]], Result],
        *,
        linked_by: Sequence[str],
    ) -> Iterator[Result]:
        """Apply `work` to every batch, and `collect` to one or more streams of what came out.

        Rows that share a value of a `linked_by` column, directly or through other rows, are in one
        stream, in the order and the batches of the input.
        """
        ...


class LocalEngine:
    """Streams batches through this machine; a few of them are in memory at a time.

    Parameters
    ----------
    workers : int, optional
        Processes that do the work; 1 stays in this process. All cores if left out. An input of up
        to `OWN_BATCHES` batches runs here and starts no process.

    Raises
    ------
    SchemaError
        If `workers` is not a whole number of at least 1.

    Examples
    --------
    >>> list(LocalEngine().map(lambda batch: batch + 1, [1, 2]))
    [2, 3]
    """

    def __init__(self, workers: int | None = None) -> None:
        if workers is not None and (isinstance(workers, bool) or int(workers) < 1):
            raise SchemaError(
                f"workers: got {workers!r}; expected a number of processes from 1; leave it out "
                "for all cores"
            )
        self._workers = workers

    def map(self, work: Callable[[Batch], Result], batches: Iterable[Batch]) -> Iterator[Result]:
        """Apply `work` to every batch, in order.

        Parameters
        ----------
        work : callable
            A pure function of one batch. It is sent to each worker once, by pickle.
        batches : iterable

        Raises
        ------
        WorkerError
            If a worker process was ended from outside. Errors of `work` are raised as they are.
        """
        workers = self._workers or _cores()
        waiting = iter(batches)
        if workers > 1:
            first = deque(islice(waiting, OWN_BATCHES + 1))
            if len(first) > OWN_BATCHES:
                yield from _spread(work, chain(_taken(first), waiting), workers)
                return
            waiting = _taken(first)
        yield from map(work, waiting)

    def gather(
        self,
        work: Callable[[Any], Any],
        batches: Iterable[Any],
        collect: Callable[[Iterator[Any]], Result],
        *,
        linked_by: Sequence[str],
    ) -> Iterator[Result]:
        """Apply `work` to every batch, and `collect` to the one stream of all of them."""
        yield collect(self.map(work, batches))


def _cores() -> int:
    """Cores that this process may use: fewer than the machine's in a container."""
    import loky

    return int(loky.cpu_count())


def _taken(batches: deque[Batch]) -> Iterator[Batch]:
    """Yield each batch and let go of it."""
    while batches:
        yield batches.popleft()


def _spread(
    work: Callable[[Batch], Result], batches: Iterator[Batch], workers: int
) -> Iterator[Result]:
    from loky.process_executor import ProcessPoolExecutor, TerminatedWorkerError

    pool = ProcessPoolExecutor(workers, initializer=_take_on, initargs=(work,))
    running: deque[Any] = deque()
    try:
        for batch in batches:
            running.append(pool.submit(_run, batch))
            if len(running) >= _AHEAD * workers:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()
    except TerminatedWorkerError as error:
        raise WorkerError(
            "a worker process was ended from outside, most often because memory ran out; expected "
            "it to finish; run again with --workers 1"
        ) from error
    finally:
        pool.shutdown(kill_workers=bool(running))


_work: Callable[[Any], Any] | None = None


def _take_on(work: Callable[[Any], Any]) -> None:
    """Keep the function in a worker, so that it does not travel with every batch."""
    global _work
    _work = work
    return_large_blocks()


def _run(batch: Any) -> Any:
    assert _work is not None  # noqa: S101 - the pool's initializer ran
    result = _work(batch)
    give_back()
    return result
