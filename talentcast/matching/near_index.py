"""Texts met so far, in bounded memory: which of them is nearly the text of a new ad."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from talentcast.matching.near_duplicates import SIMILAR, SKETCH_BYTES, Bytes, similarity

Hashes: TypeAlias = npt.NDArray[np.uint64]
Facts: TypeAlias = npt.NDArray[Any]

#: Texts that are remembered; beyond it the oldest are forgotten. With everything that belongs to
#: them they take about 40 MB.
CAPACITY = 1 << 18

#: A text is found if all 8 numbers of one of 12 bands agree: at a similarity of 0.9 that is
#: 1 - (1 - 0.9**8)**12 = 99.9 % (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, 3.4).
BANDS = 12
_BAND_BYTES = 4

#: Copies under another employer's name that is no agency's must be this alike, and pay the same.
COPIED = 0.95

#: What is known of the ad behind each text: 0 = no employer, no Latin word in the title, no
#: occupation that is sure, no level; NaN = no pay, no experience; `poster` as `name_keys.posters`
#: gives it.
FACTS = np.dtype(
    [
        ("city", np.int64),
        ("employer", np.int64),
        ("words", np.int64),
        ("low", np.float32),
        ("high", np.float32),
        ("experience", np.float32),
        ("occupation", np.int32),
        ("level", np.int8),
        ("poster", np.int8),
    ]
)

#: Level of internships: the first of `titles.SENIORITY`, numbered from 1.
INTERN = 1

_EMPTY = -1
_FIRST_TEXTS = 1 << 11
_ODD = np.uint64(0x9E3779B97F4A7C15)


class NearIndex:
    """Finds texts of the same city whose sketches are at least `SIMILAR`.

    Each band of each text has one place in a table; a later text may take it. So memory is fixed,
    a look-up costs the same whatever has been seen, and what is found is always checked against
    the whole sketch. A text is missed once all its places are taken, or it is forgotten.
    """

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._sketches = np.empty((min(_FIRST_TEXTS, capacity), SKETCH_BYTES), np.uint8)
        self.facts: Facts = np.empty(len(self._sketches), FACTS)
        self.vacancy = np.empty(len(self._sketches), np.int32)
        self._table = np.full((BANDS, len(self._sketches)), _EMPTY, np.int32)
        self._added = 0

    def __len__(self) -> int:
        return min(self._added, self._capacity)

    @property
    def nbytes(self) -> int:
        """Bytes that the index occupies."""
        arrays = (self._sketches, self.facts, self.vacancy, self._table)
        return sum(array.nbytes for array in arrays)

    def find(
        self, bands: Hashes, sketches: Bytes, cities: npt.NDArray[np.int64]
    ) -> list[list[tuple[int, float]]]:
        """Find for each text the similar ones: their places and similarities, best first."""
        found: list[list[tuple[int, float]]] = [[] for _ in range(len(bands))]
        if not self._added:
            return found
        places = self._table[np.arange(BANDS), self._slots(bands)]
        for band in range(1, BANDS):
            again = (places[:, :band] == places[:, band, None]).any(axis=1)
            places[again, band] = _EMPTY
        ad, band_of = np.nonzero(places != _EMPTY)
        place = places[ad, band_of]
        near = self.facts["city"][place] == cities[ad]
        ad, place = ad[near], place[near]
        alike = similarity(self._sketches[place], sketches[ad])
        for one in np.flatnonzero(alike >= SIMILAR):
            found[ad[one]].append((int(place[one]), float(alike[one])))
        for matches in found:
            matches.sort(key=lambda match: (-match[1], match[0]))
        return found

    def add(self, bands: Hashes, sketches: Bytes, facts: Facts, vacancies: Any) -> None:
        """Remember texts and the vacancies they belong to."""
        for start in range(0, len(bands), self._capacity):
            part = slice(start, start + self._capacity)
            self._add(bands[part], sketches[part], facts[part], vacancies[part])

    def _add(self, bands: Hashes, sketches: Bytes, facts: Facts, vacancies: Any) -> None:
        self._grow(self._added + len(bands))
        place = (self._added + np.arange(len(bands))) % self._capacity
        self._sketches[place] = sketches
        self.facts[place] = facts
        self.vacancy[place] = vacancies
        self._table[np.arange(BANDS), self._slots(bands)] = place[:, None]
        self._added += len(bands)

    def _grow(self, needed: int) -> None:
        size = len(self._sketches)
        if needed <= size or size == self._capacity:
            return
        while size < min(needed, self._capacity):
            size *= 2
        size = min(size, self._capacity)
        used = self._added
        for name in ("_sketches", "facts", "vacancy"):
            old = getattr(self, name)
            grown = np.empty((size, *old.shape[1:]), old.dtype)
            grown[:used] = old[:used]
            setattr(self, name, grown)
        self._table = np.full((BANDS, size), _EMPTY, np.int32)
        bands = band_hashes(self._sketches[:used], self.facts["city"][:used])
        self._table[np.arange(BANDS), self._slots(bands)] = np.arange(used)[:, None]

    def _slots(self, bands: Hashes) -> npt.NDArray[np.int64]:
        return (bands % np.uint64(self._table.shape[1])).astype(np.int64)


def band_hashes(sketches: Bytes, cities: npt.NDArray[np.int64]) -> Hashes:
    """Hash each band of each sketch together with the city.

    Parameters
    ----------
    sketches : array of uint8, shape (n, SKETCH_BYTES)
    cities : array of int64, shape (n,)

    Returns
    -------
    array of uint64, shape (n, BANDS)
    """
    used = np.ascontiguousarray(sketches[:, : BANDS * _BAND_BYTES])
    numbers: Hashes = np.arange(BANDS, dtype=np.uint64)
    state: Hashes = used.view(np.uint32).astype(np.uint64)
    state += cities.astype(np.uint64)[:, None]
    state = (state ^ (state >> np.uint64(31))) * _ODD + numbers
    state = (state ^ (state >> np.uint64(29))) * _ODD
    return state ^ (state >> np.uint64(32))


def text_rule(ad: Facts, other: Facts, alike: float) -> str | None:
    """Name the rule by which two ads of a city with similar texts are one job, if any.

    Of one employer they are, unless they contradict each other: pay ranges that do not overlap,
    other years of experience, other levels (senior, junior, intern; or one level stated and other
    pay), or titles that name different things in Latin letters (Java, C#); and unless they are for
    other occupations, or state other pay at all: employers reuse texts. Under another name they
    also are if one name is an agency's or hides the employer, or if the texts are all but equal
    and so is the pay: companies copy each other's texts, too.

    Parameters
    ----------
    ad, other : records of `FACTS`
    alike : float
        Similarity of their texts.

    Returns
    -------
    str or None
        "near_text", "copied_text", or None.
    """
    if alike < SIMILAR or _contradict(ad, other):
        return None
    if ad["employer"] == other["employer"] != 0:
        return None if _another_job(ad, other) else "near_text"
    if ad["poster"] or other["poster"]:
        return "copied_text"
    return "copied_text" if alike >= COPIED and _paid_the_same(ad, other) else None


def _another_job(ad: Facts, other: Facts) -> bool:
    """Tell whether one employer's ads, under other titles, are for two jobs."""
    if ad["occupation"] and other["occupation"] and ad["occupation"] != other["occupation"]:
        return True
    return _states_pay(ad) and _states_pay(other) and not _paid_the_same(ad, other)


def _states_pay(ad: Facts) -> bool:
    return not np.isnan(ad["low"]) or not np.isnan(ad["high"])


def _contradict(ad: Facts, other: Facts) -> bool:
    words, others = int(ad["words"]), int(other["words"])
    if words and others and not words & others:
        return True
    if ad["experience"] != other["experience"] and not np.isnan(
        ad["experience"] + other["experience"]
    ):
        return True
    levels = {int(ad["level"]), int(other["level"])}
    if len(levels) > 1 and (0 not in levels or INTERN in levels or not _paid_the_same(ad, other)):
        return True
    return _paid_apart(float(ad["low"]), float(ad["high"]), other)


def _paid_the_same(ad: Facts, other: Facts) -> bool:
    return all(_equal(float(ad[end]), float(other[end])) for end in ("low", "high"))


def _paid_apart(low: float, high: float, other: Facts) -> bool:
    """Both state pay and the ranges share no more than an end; an unstated end (NaN) is open."""
    other_low, other_high = float(other["low"]), float(other["high"])
    if low == other_low and high == other_high:
        return False
    return high <= other_low or other_high <= low


def _equal(one: float, other: float) -> bool:
    return bool(one == other or (np.isnan(one) and np.isnan(other)))
