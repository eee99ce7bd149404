"""Run the postings pipeline in this process, one batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

Batch = TypeVar("Batch")
Result = TypeVar("Result")


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
    """The reference: streams batches through this process and holds one at a time.

    Examples
    --------
    >>> list(LocalEngine().map(lambda batch: batch + 1, [1, 2]))
    [2, 3]
    """

    def map(self, work: Callable[[Batch], Result], batches: Iterable[Batch]) -> Iterator[Result]:
        """Apply `work` to every batch, in order."""
        for batch in batches:
            yield work(batch)

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
