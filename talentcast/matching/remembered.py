"""What was made of values before, for the values that come back from batch to batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """Makes something of strings, many together, and remembers the latest.

    Parameters
    ----------
    make : callable
        Makes one thing, never None, of each of some different strings.
    most : int
        How many strings to remember; those that came first are forgotten first.

    Examples
    --------
    >>> lengths = Remembered(lambda texts: [*map(len, texts)], 2)
    >>> lengths.of(["a", "bb", "a", "ccc"]), len(lengths)
    ([1, 2, 1, 3], 2)
    """

    def __init__(self, make: Callable[[list[str]], Sequence[T]], most: int) -> None:
        self._make, self._most = make, most
        self._known: dict[str, T] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._known)

    def of(self, texts: Sequence[str]) -> list[T]:
        """Return what is made of each of some strings."""
        found = [*map(self._known.get, texts)]
        new = [*dict.fromkeys(text for text, one in zip(texts, found, strict=True) if one is None)]
        if new:
            made = dict(zip(new, self._make(new), strict=True))
            found = [
                made[text] if one is None else one for text, one in zip(texts, found, strict=True)
            ]
            self._keep(made)
        return found  # type: ignore[return-value]

    def _keep(self, made: dict[str, T]) -> None:
        """Add things, and forget those that came first; what another thread misses it makes."""
        with self._lock:
            self._known.update(made)
            for text in [*islice(self._known, max(0, len(self._known) - self._most))]:
                del self._known[text]
