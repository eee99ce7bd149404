"""Whether ads of two windows come from the same sites, and which sites both have (METHOD 1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from talentcast.matching.units import Codes, Units

if TYPE_CHECKING:
    import pyarrow as pa

Mask = npt.NDArray[np.bool_]

#: A site whose share moves by more than this between windows makes growth an artefact (METHOD 1).
LARGEST_SOURCE_SHIFT = 0.10

#: So many sites are named in a note; the others are counted.
_MOST_NAMED = 5


def largest_shift(units: Units, now: Mask, before: Mask) -> float:
    """Give the largest change of a site's share of the vacancies; ads without one are one site."""
    size = int(units.source.max(initial=-1)) + 2
    shares = []
    for mask in (now, before):
        counted = np.bincount(units.source[mask] + 1, units.vacancies[mask], minlength=size)
        shares.append(counted / max(counted.sum(), 1.0))
    return float(np.abs(shares[0] - shares[1]).max())


def shared_sites(units: Units, now: Mask, before: Mask) -> Codes | None:
    """Find the sites on which two windows can be compared.

    Parameters
    ----------
    units : Units
    now, before : bool array, shape (rows,)

    Returns
    -------
    int array or None
        Codes of `Units.source` (-1: not named): all where no share moved by more than
        `LARGEST_SOURCE_SHIFT`, else those present in both windows; None where shares move by more
        among those too.

    Source
    ------
    METHOD 1.
    """
    if largest_shift(units, now, before) <= LARGEST_SOURCE_SHIFT:
        return np.unique(units.source)
    common = np.intersect1d(units.source[now], units.source[before])
    kept = np.isin(units.source, common)
    if common.size and largest_shift(units, now & kept, before & kept) <= LARGEST_SOURCE_SHIFT:
        return common
    return None


def of_sites(table: pa.Table, names: Sequence[str | None]) -> pa.Table:
    """Take the rows of a table of counts that are of some sites; None names ads without one."""
    import pyarrow as pa
    import pyarrow.compute as pc

    source = table["source"].cast(pa.string())
    return table.filter(pc.is_in(source, value_set=pa.array(names, pa.string())))


def site_names(units: Units, codes: Codes) -> str:
    """Name sites for a note.

    Parameters
    ----------
    units : Units
    codes : int array
        -1 for ads that name none.
    """
    names: Sequence[str] = [units.source_names[code] if code >= 0 else "?" for code in codes]
    more = f" (+{len(names) - _MOST_NAMED})" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def is_unnamed(units: Units) -> bool:
    """Tell whether no ad names its site."""
    return bool((units.source < 0).all())
