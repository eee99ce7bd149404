"""How far each series of a catalogue has to be projected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talentcast.errors import HorizonError
from talentcast.forecast.catalogue import Entry, with_needed
from talentcast.forecast.panel import check_horizon

if TYPE_CHECKING:
    from collections.abc import Sequence


def last_years(
    entries: dict[str, Entry],
    last: dict[str, int],
    shown: Sequence[str],
    *,
    to: int | None,
    horizon: int | None,
) -> dict[str, int]:
    """Find the year up to which each series has to be projected.

    Parameters
    ----------
    entries : dict of series to Entry
    last : dict of series to year of its last figure
    shown : sequence of str
    to, horizon : int, optional
        One of them. With `horizon`, a sum and all that belongs to it end together.

    Returns
    -------
    dict of series to year

    Raises
    ------
    HorizonError
        In the past, more than 50 years ahead, or both given.
    """
    if to is not None and horizon is None:
        if to <= min(last[name] for name in shown):
            check_horizon(min(last[name] for name in shown), to=to)
        for name in with_needed(shown, entries):
            if to > last.get(name, to):
                check_horizon(last[name], to=to)
        return dict.fromkeys(last, max(to, *last.values()))
    if to is not None:
        raise HorizonError("got a year and a number of years; expected one of them; leave one out")
    ends = {name: check_horizon(last[name], horizon=horizon)[0] for name in last}
    return {name: max(ends[n] for n in _together(name, entries, ends)) for name in last}


def _together(name: str, entries: dict[str, Entry], ends: dict[str, int]) -> list[str]:
    related = [n for n in with_needed([name], entries) if n in ends] if name in entries else []
    users = [n for n in ends if n in entries and name in with_needed([n], entries)]
    return [name, *related, *users]
