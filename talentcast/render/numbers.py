"""Numbers, intervals and trend lines as text."""

from __future__ import annotations

import math
from collections.abc import Sequence

_BARS = "▁▂▃▄▅▆▇█"

#: Numbers outside these sizes are written with a power of ten.
_SMALLEST_PLAIN, _LARGEST_PLAIN = 1e-6, 1e12

#: A series that moves by less than this share of its size is drawn flat.
_FLAT = 1e-3


def number(value: object, digits: int | None = None) -> str:
    """Write a number for reading: thousands separated, decimals by size, `–` for missing.

    Examples
    --------
    >>> number(163.16), number(15322.4), number(0.0123), number(None), number(2.5e13)
    ('163.2', '15,322', '0.0123', '–', '2.5e+13')
    """
    if value is None or isinstance(value, str):
        return "–" if value is None else value
    x = float(value)  # type: ignore[arg-type]
    if math.isnan(x):
        return "–"
    if math.isinf(x):
        return "∞" if x > 0 else "-∞"
    if digits is None:
        digits = decimals_for(abs(x))
    is_plain = x == 0 or _SMALLEST_PLAIN <= abs(x) < _LARGEST_PLAIN
    return f"{x:,.{digits}f}" if is_plain else f"{x:.4g}"


def decimals_for(size: float) -> int:
    """Decimals that leave about four digits of a number of this size."""
    if size >= 1000 or size == 0:
        return 0
    if size >= 1:
        return 1
    return min(12, 2 - math.floor(math.log10(size)))


def interval(low: object, high: object, digits: int | None = None) -> str:
    """Write an interval, with the same decimals at both ends.

    Examples
    --------
    >>> interval(95.04, 102.6), interval(300, 300), interval(None, None)
    ('95–103', '300', '–')
    """
    if _missing(low) and _missing(high):
        return "–"
    if digits is None:
        digits = _interval_decimals(low, high)
    left, right = number(low, digits), number(high, digits)
    if left == right:
        return left
    return f"{left}–{right}" if not left.startswith("-") else f"{left} … {right}"


def _missing(value: object) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))


def _interval_decimals(low: object, high: object) -> int:
    sizes = [abs(float(x)) for x in (low, high) if not _missing(x)]  # type: ignore[arg-type]
    finite = [x for x in sizes if math.isfinite(x)]
    size = max(finite, default=0.0)
    return 0 if size >= 100 else decimals_for(size)


def percent(value: object, digits: int = 1) -> str:
    """Write a share as percent.

    Examples
    --------
    >>> percent(0.3276)
    '32.8 %'
    """
    return "–" if _missing(value) else f"{100 * float(value):.{digits}f} %"  # type: ignore[arg-type]


def trend_line(values: Sequence[float], width: int = 16) -> str:
    """Draw values as one line of bars, oldest first; long series are thinned to `width`.

    Examples
    --------
    >>> trend_line([1, 2, 3, 4]), trend_line([34, 34.001, 34])
    ('▁▃▆█', '▄▄▄')
    """
    finite = [float(v) for v in values if v is not None and math.isfinite(v)]
    if not finite:
        return ""
    if len(finite) > width:
        step = (len(finite) - 1) / (width - 1)
        finite = [finite[round(i * step)] for i in range(width)]
    low, high = min(finite), max(finite)
    if high - low <= _FLAT * max(abs(high), abs(low)):
        return _BARS[3] * len(finite)
    scale = (len(_BARS) - 1) / (high - low)
    return "".join(_BARS[round((v - low) * scale)] for v in finite)


def stars(score: object, spread: object = None) -> str:
    """Write a star rating, as a range where the rating is unsure.

    Examples
    --------
    >>> stars(4), stars("3-4"), stars(None)
    ('★★★★', '3-4★', '–')
    """
    if isinstance(score, str):
        return f"{score}★" if score else "–"
    return "–" if _missing(score) or score is None else "★" * int(score)  # type: ignore[call-overload]


def with_interval(value: object, low: object, high: object, digits: int = 0) -> str:
    """Write a value with its interval in brackets.

    Examples
    --------
    >>> with_interval(15322, 14000, 16500)
    '15,322 [14,000–16,500]'
    """
    if _missing(value):
        return "–"
    return f"{number(value, digits)} [{interval(low, high, digits)}]"
