"""Give freed memory back to the system, so that a long run is no larger than a short one."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
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
