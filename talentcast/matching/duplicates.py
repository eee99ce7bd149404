"""The same job advertised more than once (METHOD section 1)."""

from __future__ import annotations

import hashlib
import re
import unicodedata

import numpy as np

#: Two ads of one employer with one title in one city are one vacancy within this many days
#: (METHOD section 1).
WINDOW_DAYS = 60

_NOT_WORD = re.compile(r"[\W_]+")
_LEGAL_FORM = re.compile(r"(股份有限公司|有限责任公司|有限公司|\b(inc|ltd|llc|gmbh|co|corp|plc)\b)")


def stable_hash(*parts: str) -> int:
    """Hash text to a signed 64-bit number, the same on every machine and run.

    Examples
    --------
    >>> stable_hash("a", "bc") == stable_hash("ab", "c")
    False
    """
    digest = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def employer_name(text: str) -> str:
    """Normalise an employer's name: width, case, punctuation and legal form do not count.

    Examples
    --------
    >>> employer_name("ＡＢＣ（北京）科技有限公司") == employer_name("abc(北京)科技")
    True
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    without_form = _NOT_WORD.sub("", _LEGAL_FORM.sub("", folded))
    return without_form or _NOT_WORD.sub("", folded)


def plain_key(text: str) -> str:
    """Fold width and case and drop everything that is neither letter nor digit."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", text).lower())


class SeenVacancies:
    """Which vacancies have been met so far: keys with the last day they were advertised.

    The state is one entry a vacancy, not a row's content, so memory stays small.
    """

    def __init__(self) -> None:
        self._last_day: dict[int, int | None] = {}

    def is_new(self, keys: np.ndarray, days: list[int | None]) -> np.ndarray:
        """Tell for each ad of a batch whether it opens a vacancy not met before.

        Parameters
        ----------
        keys : array of int64, shape (n,)
            Employer, title and city, or the whole ad where no employer is given.
        days : list of int or None, length n
            Day of publication since 1970-01-01; undated ads count as within the window.

        Returns
        -------
        array of bool, shape (n,)

        Examples
        --------
        >>> seen = SeenVacancies()
        >>> seen.is_new(np.array([7, 7, 7, 8]), [100, 140, 300, None]).tolist()
        [True, False, True, True]
        """
        is_new = np.empty(len(keys), dtype=bool)
        for position, (key, day) in enumerate(zip(keys.tolist(), days, strict=True)):
            is_new[position] = self._open(key, day)
        return is_new

    def _open(self, key: int, day: int | None) -> bool:
        if key not in self._last_day:
            self._last_day[key] = day
            return True
        last = self._last_day[key]
        if last is None or day is None:
            return False
        self._last_day[key] = max(day, last)
        return abs(day - last) > WINDOW_DAYS
