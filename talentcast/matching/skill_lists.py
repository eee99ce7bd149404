"""The skills of each ad of a batch, once each, as Arrow lists."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from talentcast.matching.characters import Mask, Numbers
from talentcast.matching.spans import first_of_each


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
    offsets = np.searchsorted(ad[firsts], np.arange(ads + 1)).astype(np.int32)
    names = ids.take(pa.array(skill[firsts]))
    return (
        pa.ListArray.from_arrays(offsets, names),
        pa.ListArray.from_arrays(offsets, pa.array(anywhere)),
    )
