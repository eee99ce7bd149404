"""The catalogue of series as rules: what is a part of what, whose growth is borrowed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talentcast.frames import require_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

_BREAK = re.compile(r"definition changed in (\d{4})")
_OTHER_DEFINITION = re.compile(r"another definition than (\w+)")


@dataclass(frozen=True)
class Entry:
    """One series of the catalogue.

    Attributes
    ----------
    series, name_zh, name_en, unit, kind, note : str
    upper : float
        The whole of a share (100 for percentages, 1 otherwise); infinite for counts.
    numerator, denominator : str
        A share's own parts, if they are series too.
    whole, sign : str, float
        The sum that the series is part of, and whether it adds or is taken off.
    borrow, driver : str
        Whose growth stands in where the series has one figure; a driver moves a share.
    break_year : int
        First year of another definition; 0 if none.
    other_definition : str
        A series of the same name that means something else.
    is_shown : bool
        False for series that only serve others.
    """

    series: str
    name_zh: str
    name_en: str
    unit: str
    kind: str
    note: str = ""
    numerator: str = ""
    denominator: str = ""
    whole: str = ""
    sign: float = 1.0
    borrow: str = ""
    driver: str = ""
    break_year: int = 0
    other_definition: str = ""
    is_shown: bool = True

    @property
    def upper(self) -> float:
        """Largest possible value."""
        if self.kind != "share":
            return float("inf")
        return 100.0 if self.unit == "%" else 1.0

    def needs(self) -> set[str]:
        """Series without which this one can't be projected."""
        return {self.numerator, self.denominator, self.whole, self.borrow, self.driver} - {""}

    def name(self, lang: str) -> str:
        """Return the name in Chinese or English."""
        return self.name_zh if lang == "zh" else self.name_en


def read_catalogue(table: pd.DataFrame) -> dict[str, Entry]:
    """Turn the table of series into entries, in its order.

    Parameters
    ----------
    table : DataFrame
        Columns series, name_zh, name_en, unit, kind; also order (0 hides a series), numerator,
        denominator, whole, sign, borrow, driver, note.

    Raises
    ------
    SchemaError
        If a needed column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"series": "a", "name_zh": "甲", "name_en": "A", "unit": "%", "kind": "share"}
    >>> read_catalogue(pd.DataFrame([row]))["a"].upper
    100.0
    """
    require_columns(table, ["series", "name_zh", "name_en", "unit", "kind"], "catalogue")
    entries = {}
    for row in table.to_dict("records"):
        text = {str(k): "" if v is None or v != v else str(v) for k, v in row.items()}
        note = text.get("note", "")
        broken, other = _BREAK.search(note), _OTHER_DEFINITION.search(note)
        entries[text["series"]] = Entry(
            **{k: text[k] for k in ("series", "name_zh", "name_en", "unit", "kind")},
            note=note,
            **{k: text.get(k, "") for k in ("numerator", "denominator", "whole")},
            sign=float(text.get("sign") or 1),
            borrow=text.get("borrow", ""),
            driver=text.get("driver", ""),
            break_year=int(broken[1]) if broken else 0,
            other_definition=other[1] if other else "",
            is_shown=text.get("order", "1") not in ("0", "0.0"),
        )
    return entries


def with_needed(asked: Iterable[str], entries: dict[str, Entry]) -> list[str]:
    """Return the series asked for and all that they rest on, siblings in a sum included.

    Examples
    --------
    >>> a = Entry("a", "", "", "", "count")
    >>> b = Entry("b", "", "", "", "count", whole="a")
    >>> with_needed(["a"], {"a": a, "b": b})
    ['a', 'b']
    """
    needed: set[str] = set()
    queue = list(asked)
    while queue:
        name = queue.pop()
        if name in needed or name not in entries:
            continue
        needed.add(name)
        queue.extend(entries[name].needs())
        queue.extend(part for part, entry in entries.items() if entry.whole == name)
        queue.extend(_shares_of(name, entries.values()))
    return [name for name in entries if name in needed]


def _shares_of(name: str, entries: Iterable[Entry]) -> Sequence[str]:
    return [entry.series for entry in entries if entry.numerator == name and entry.driver]
