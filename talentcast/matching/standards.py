"""Standards by their number, listed or not: GB 4789, GB/T 7588.1-2020, ISO 22000, TSG T5002."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching.characters import Numbers
from talentcast.matching.span_signs import LETTER

if TYPE_CHECKING:
    from talentcast.matching.marks import Fields

#: Bodies and series of standards, national, of an industry and international.
_SERIES = (
    "gb|gbz|gbj|gjb|gsp|tsg|jgj|cjj|jtg|jts|jjg|jjf|dl|nb|sh|sy|hg|jb|yb|yd|yy|yc|qb|qc|fz|ny|sb|"
    "sc|sl|tb|tj|wb|ws|xf|ga|hj|hb|mh|mt|cb|cj|cy|db|dz|ly|rb|sn|sj|sjj|cnas|cecs|iso|iec|iatf|"
    "astm|asme|aws|api|ansi|ieee|ipc|itu|jis|jedec|din|vda|vdi|en|bs|ul|csa|nfpa|nema|sae|mil|haccp|"
    "fssc|brc|sa|as|ohsas|ecss|do|rtca|aec|ich|usp|ifrs|ias|asc|cas"
)
#: These are words too, or names of other things: only with a year or a part behind the number.
_ONLY_WHOLE = r"(?:do|sa|as|sc|db|cb|cj|sb|tj|ga|mt|hb|ly|ul|en|sh|sy|ws|tb)"

_BEFORE = re.compile(
    rf"(?<![a-z0-9])(?:(?P<series>{_SERIES})(?:/[a-z]{{1,3}})?[ -]?(?:[a-z]{{1,2}} ?)?)$"
)
_NUMBER = re.compile(r"\d{2,6}(?:\.\d{1,3})?(?:-\d{1,4})?(?![\d.]*[a-z%])")
_SHORT_SERIES = re.compile(_ONLY_WHOLE + "$")

#: Longest series with what may stand between it and the number.
_REACH = 14
_FEWEST_DIGITS = 3

#: The digits as characters: all others are further from the first one, those before it too.
_ZERO, _DIGITS = np.uint16(ord("0")), 10


def standard(text: str, place: int, begin: int) -> tuple[int, int]:
    """Return where the standard stands whose number begins at a place, or an empty stretch.

    Parameters
    ----------
    text : str
        In normal form.
    place, begin : int
        The first digit, and how far back to look.

    Examples
    --------
    >>> standard("熟悉gb/t 7588.1-2020", 7, 0), standard("db 4789", 3, 0), standard("前100", 1, 0)
    ((2, 18), (3, 3), (1, 1))
    """
    before = _BEFORE.search(text, max(begin, place - _REACH), place)
    number = _NUMBER.match(text, place)
    if before is None or number is None:
        return place, place
    is_whole = "-" in number.group() or "/" in before.group()
    is_short = _SHORT_SERIES.match(before["series"]) is not None
    digits = sum(map(str.isdigit, number.group()))
    if (is_short and not is_whole) or digits < _FEWEST_DIGITS:
        return place, place
    return before.start(), number.end()


def find_standards(fields: Fields) -> tuple[Numbers, Numbers]:
    """Find the standards that are named by their number.

    Parameters
    ----------
    fields : Fields

    Returns
    -------
    start, end : array of int
    """
    signs, text = fields.signs, fields.text
    # A letter, or a letter and a sign, before two digits or more.
    is_number = signs.codes - _ZERO < _DIGITS
    first = np.flatnonzero(is_number[:-1] & is_number[1:])
    is_sign = signs.are_one_of(" -", first, -1)
    first = first[signs.has(LETTER, first, -1) | (is_sign & signs.has(LETTER, first, -2))]
    field = np.searchsorted(fields.begins, first, "right") - 1
    begins = fields.begins[field]
    spans = [
        standard(text, place, begin)
        for place, begin in zip(first.tolist(), begins.tolist(), strict=True)
    ]
    start, end = np.array([span for span in spans if span[0] < span[1]], np.int64).reshape(-1, 2).T
    return start, end
