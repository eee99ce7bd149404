"""The skills of each ad of a batch, once each, as Arrow lists."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from talentcast.matching import spans
from talentcast.matching.characters import Mask, Numbers


def skill_lists(
    ads: int, mentions: tuple[Numbers, Numbers, Mask], ids: pa.StringArray
) -> tuple[pa.ListArray, pa.ListArray]:
    """Make one list of skills an ad, and whether each is required anywhere in it.

    Parameters
    ----------
    ads : int
    mentions : array of int, array of int, array of bool
        Number of the ad, which does not fall, number of the skill, and whether it is required
        there, in the order in which they were found.
    ids : StringArray
        The skills, by number.

    Returns
    -------
    ListArray of string, ListArray of bool

    Examples
    --------
    >>> found = np.array([0, 0, 0, 2]), np.array([1, 0, 1, 0]), np.array([False, True, True, True])
    >>> [lists.to_pylist() for lists in skill_lists(3, found, pa.array(["java", "c"]))]
    [[['c', 'java'], [], ['java']], [[True, True], [], [True]]]
    """
    ad, skill, required = mentions
    firsts, anywhere = first_of_each(ad, skill, required, len(ids))
    offsets = spans.count_below(ad[firsts], np.arange(ads + 1)).astype(np.int32)
    names = ids.take(pa.array(skill[firsts]))
    return (
        pa.ListArray.from_arrays(offsets, names),
        pa.ListArray.from_arrays(offsets, pa.array(anywhere)),
    )


def first_of_each(
    group: Numbers, number: Numbers, said: Mask, numbers: int
) -> tuple[Numbers, Mask]:
    """Find where each number stands first in its group.

    Parameters
    ----------
    group, number : array of int, length n
        Equal groups stand side by side.
    said : array of bool, length n
    numbers : int
        All numbers are below.

    Returns
    -------
    array of int, array of bool
        Places of the first ones, and whether any of the same number and group is said.

    Examples
    --------
    >>> first, said = first_of_each(
    ...     np.array([0, 0, 0, 2]), np.array([1, 0, 1, 1]), np.array([False, True, True, False]), 2
    ... )
    >>> first.tolist(), said.tolist()
    ([0, 1, 3], [True, True, False])
    """
    if spans.compiled is None:
        return _first_of_each(group, number, said, numbers)
    first, anywhere = spans.compiled.first_of_each(
        spans.whole(group), spans.whole(number), said, numbers
    )
    return np.frombuffer(first, np.int64), np.frombuffer(anywhere, bool)


def _first_of_each(
    group: Numbers, number: Numbers, said: Mask, numbers: int
) -> tuple[Numbers, Mask]:
    size = len(group)
    # Sorted by group, number and place: whole numbers are sorted faster than places by them.
    of_number, of_place = numbers.bit_length(), size.bit_length()
    keys = np.sort(((group << of_number | number) << of_place) | np.arange(size))
    pair, place = keys >> of_place, keys & ((1 << of_place) - 1)
    starts = np.flatnonzero(np.append(True, pair[1:] != pair[:-1])[:size])
    is_first, anywhere = np.zeros(size, bool), np.zeros(size, bool)
    is_first[place[starts]] = True
    if size:
        anywhere[place[starts]] = np.logical_or.reduceat(said[place], starts)
    firsts = np.flatnonzero(is_first)
    return firsts, anywhere[firsts]
