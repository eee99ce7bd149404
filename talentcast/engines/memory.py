"""Memory of a long run: given back to the system when freed, and not searched while in use."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

#: glibc's M_MMAP_THRESHOLD, and the value that it starts with, in bytes.
_MMAP_THRESHOLD = -3
_LARGE_BLOCK = 128 * 1024


def give_back() -> None:
    """Return what Arrow and the C library hold in reserve; does nothing where that is unknown.

    Notes
    -----
    The C library of most Linux systems keeps freed blocks for later. Between two batches of
    advertisements that is a few dozen MB, and more with every table that outgrows the last.

    Examples
    --------
    >>> give_back()
    """
    import pyarrow as pa

    pa.default_memory_pool().release_unused()
    _trim()(0)


@contextmanager
def without_collection() -> Iterator[None]:
    """Keep Python's collector of cycles from running; leave it as it was found.

    Notes
    -----
    For work that makes very many small objects and no cycles, such as reading a batch of ads: they
    are freed when they are no longer used, and to search them for cycles, time and again and with
    all indexes, takes up to a tenth of the time. What else in the process makes cycles meanwhile
    is collected afterwards.

    Examples
    --------
    >>> with without_collection():
    ...     gc.isenabled()
    False
    """
    is_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_on:
            gc.enable()


def return_large_blocks() -> None:
    """Have the C library return each freed block of 128 kB or more at once; for a whole process.

    Notes
    -----
    glibc begins like this, but raises its limit up to 32 MB with every large block that is freed,
    and keeps the blocks below it: between the tables of a long run, that is for good.
    """
    try:
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _LARGE_BLOCK)
    except (OSError, TypeError, AttributeError):
        return


@cache
def _trim() -> Callable[[int], int]:
    """Find the C library's function for it: glibc has one, others do not."""
    try:
        return ctypes.CDLL(None).malloc_trim
    except (OSError, TypeError, AttributeError):
        return lambda _: 0
