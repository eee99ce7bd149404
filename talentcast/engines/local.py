"""Run the postings pipeline in this process, one batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

Batch = TypeVar("Batch")
Result = TypeVar("Result")


class Engine(Protocol):
    """Where pure functions of one batch run; the order of results is the order of batches."""

    def map(self, work: Callable[[Batch], Result], batches: Iterable[Batch]) -> Iterator[Result]:
        """Apply `work` to every batch."""
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
