"""Which ads of a batch open a vacancy, and which are further ads of one.

Most ads share nothing with any other and are taken in together; the rest one by one, by date, so
that the number of vacancies does not depend on the order of rows. The first row of a vacancy stands
for it, as it does if rows come in batches.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from talentcast.matching.name_keys import HIDDEN
from talentcast.matching.near_duplicates import SIMILAR, similarity
from talentcast.matching.near_index import BANDS, Facts, NearIndex, band_hashes, text_rule
from talentcast.matching.vacancy_store import NONE, UNDATED, Indices, Ints, KeyTable, VacancyStore
from talentcast.matching.verdicts import NO_KEY, REPOST_DAYS, RULES, WINDOW_DAYS, Ads, Verdict

_NOT_COMPARED = float("nan")


class _Match(NamedTuple):
    vacancy: int
    rule: str
    similarity: float = _NOT_COMPARED


class Memory:
    """What is known from earlier batches: vacancies, and how to find them.

    Parameters
    ----------
    texts : int
        Texts to remember; 0 for none.
    """

    def __init__(self, texts: int) -> None:
        self.keys, self.ids = KeyTable(), KeyTable()
        self.store = VacancyStore()
        self.near = NearIndex(texts) if texts else None

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        parts = (self.keys, self.ids, self.store, self.near)
        return sum(part.nbytes for part in parts if part is not None)


def settle(ads: Ads, memory: Memory) -> Verdict:
    """Decide on every ad of a batch, and remember the new vacancies.

    Parameters
    ----------
    ads : Ads
    memory : Memory
        Takes in the batch.

    Returns
    -------
    Verdict
    """
    return _Batch(ads, memory).settle()


class _Batch:
    """One batch being settled."""

    def __init__(self, ads: Ads, memory: Memory) -> None:
        near = memory.near
        self._ads, self._memory, self._store, self._near = ads, memory, memory.store, near
        size = len(ads.row)
        self._known, self._known_id = memory.keys.get(ads.key), memory.ids.get(ads.id_key)
        self._known_id[ads.id_key == NO_KEY] = NONE
        self._vacancy = np.full(size, NONE, np.int32)
        self._rule = np.full(size, NONE, np.int8)
        self._alike = np.full(size, _NOT_COMPARED, np.float32)
        #: Vacancies of the keys and ids met in this batch; texts that opened one, by band.
        self._fresh: dict[int, int] = {}
        self._fresh_ids: dict[int, int] = {}
        self._texts_by_band: dict[int, list[int]] = {}
        self._with_text = np.flatnonzero(ads.has_text) if near is not None else np.empty(0, int)
        self._bands = band_hashes(ads.sketch, ads.facts["city"])
        self._matches: dict[int, list[tuple[int, float]]] = {}
        if near is not None and len(self._with_text):
            some = self._with_text
            found = near.find(self._bands[some], ads.sketch[some], ads.facts["city"][some])
            self._matches = {int(i): m for i, m in zip(some, found, strict=True) if m}

    def settle(self) -> Verdict:
        ads, alone = self._ads, self._alone()
        self._vacancy[alone] = self._open(np.flatnonzero(alone))
        self._compared = np.zeros(len(ads.row), bool)
        self._compared[self._with_text] = True
        self._join_known()
        for one in ads.order():
            if self._vacancy[one] == NONE:
                self._settle_one(int(one))
        self._opened = self._rule == NONE
        self._put_first_rows_first(alone)
        self._remember(alone)
        kept = self._store["row"][self._vacancy]
        is_new = self._rule == NONE
        return Verdict(ads.row, is_new, self._vacancy, kept, self._rule, self._alike)

    def _alone(self) -> npt.NDArray[np.bool_]:
        """Ads that share neither key, id nor a band of their text with any other ad."""
        ads, some = self._ads, self._with_text
        alone: npt.NDArray[np.bool_] = (self._known == NONE) & (self._known_id == NONE)
        alone &= _unique(ads.key)
        alone &= _unique(ads.id_key) | (ads.id_key == NO_KEY)
        alone[list(self._matches)] = False
        alone[some] &= _unique(self._bands[some].ravel()).reshape(-1, BANDS).all(axis=1)
        return alone

    def _join_known(self) -> None:
        """Let vacancies of earlier batches grow first, from their dates outwards.

        By date alone an ad could open a vacancy before a later one links it to a known vacancy.
        """
        known = np.flatnonzero(self._known != NONE).tolist()
        apart = {one: min(self._chain(one).values()) for one in known}
        for one in sorted(known, key=apart.__getitem__):
            match = self._by_id(one) or self._by_key(one)
            if match is not None:
                self._join(one, match)

    def _settle_one(self, one: int) -> None:
        match = self._by_id(one) or self._by_key(one) or self._by_text(one)
        if match is None:
            self._start(one)
        else:
            self._join(one, match)

    def _join(self, one: int, match: _Match) -> None:
        self._vacancy[one], self._alike[one] = match.vacancy, match.similarity
        self._rule[one] = RULES.index(match.rule)
        self._extend(match, one)
        if self._latest(one) == NONE:
            self._fresh[int(self._ads.key[one])] = match.vacancy
        if self._ads.id_key[one] != NO_KEY:
            self._fresh_ids.setdefault(int(self._ads.id_key[one]), match.vacancy)

    def _latest(self, one: int) -> int:
        """Latest vacancy with the key of an ad."""
        return self._fresh.get(int(self._ads.key[one]), int(self._known[one]))

    def _by_id(self, one: int) -> _Match | None:
        key = int(self._ads.id_key[one])
        if key == NO_KEY:
            return None
        vacancy = self._fresh_ids.get(key, int(self._known_id[one]))
        return None if vacancy == NONE else _Match(vacancy, "id")

    def _chain(self, one: int) -> dict[int, int]:
        """Vacancies with the key of an ad, latest first, and the days between it and them."""
        vacancy, apart = self._latest(one), {}
        while vacancy != NONE:
            apart[vacancy] = self._days_apart(vacancy, one)
            vacancy = int(self._store["earlier"][vacancy])
        return apart

    def _by_key(self, one: int) -> _Match | None:
        apart = self._chain(one)
        best = min(apart, key=apart.__getitem__, default=NONE)
        if best == NONE or apart[best] > WINDOW_DAYS:
            return None
        facts = self._ads.facts[one]
        named = facts["employer"] != NO_KEY and facts["poster"] != HIDDEN
        return _Match(best, "employer_title_city" if named else "same_ad")

    def _by_text(self, one: int) -> _Match | None:
        if not self._compared[one] or self._near is None:
            return None
        ad, near = self._ads.facts[one], self._near
        texts = [
            (near.facts[place], int(near.vacancy[place]), alike)
            for place, alike in self._matches.get(one, ())
        ]
        texts += self._texts_of_batch(one)
        texts.sort(key=lambda text: (-text[2], text[1]))
        for other, vacancy, alike in texts:
            rule = text_rule(ad, other, alike)
            if rule and self._days_apart(vacancy, one) <= WINDOW_DAYS:
                return _Match(vacancy, rule, alike)
        return None

    def _texts_of_batch(self, one: int) -> list[tuple[Facts, int, float]]:
        """Texts of this batch that opened a vacancy and are similar to this one."""
        bands = self._bands[one].tolist()
        others = sorted({o for band in bands for o in self._texts_by_band.get(band, ())})
        if not others:
            return []
        ads = self._ads
        alike = similarity(ads.sketch[others], ads.sketch[one])
        return [
            (ads.facts[other], int(self._vacancy[other]), float(share))
            for other, share in zip(others, alike, strict=True)
            if share >= SIMILAR and ads.facts["city"][other] == ads.facts["city"][one]
        ]

    def _days_apart(self, vacancy: int, one: int) -> int:
        """Days between an ad and a vacancy's nearest ad; 0 if either has no date."""
        first, day = int(self._store["first"][vacancy]), int(self._ads.day[one])
        if day == UNDATED or first == UNDATED:
            return 0
        last = int(self._ads.last[one])
        return max(first - last, day - int(self._store["last"][vacancy]), 0)

    def _extend(self, match: _Match, one: int) -> None:
        store, vacancy = self._store, match.vacancy
        day, last = int(self._ads.day[one]), int(self._ads.last[one])
        store["ads"][vacancy] += 1
        store["observed"][vacancy] &= self._ads.observed[one]
        if day == UNDATED:
            return
        if match.rule != "copied_text" and _comes_back(self._days_apart(vacancy, one)):
            store["reposted"][vacancy] = True
        undated = store["first"][vacancy] == UNDATED
        store["first"][vacancy] = day if undated else min(day, int(store["first"][vacancy]))
        store["last"][vacancy] = max(last, int(store["last"][vacancy]))

    def _start(self, one: int) -> None:
        """Open a vacancy; an earlier one of the same key has come back, if soon enough."""
        earlier = self._latest(one)
        vacancy = int(self._open(np.array([one]), earlier=earlier)[0])
        if earlier != NONE and _comes_back(self._days_apart(earlier, one)):
            self._store["reposted"][earlier] = True
        self._vacancy[one] = vacancy
        self._fresh[int(self._ads.key[one])] = vacancy
        if self._ads.id_key[one] != NO_KEY:
            self._fresh_ids[int(self._ads.id_key[one])] = vacancy
        if self._compared[one]:
            for band in self._bands[one].tolist():
                self._texts_by_band.setdefault(band, []).append(one)

    def _open(self, some: Ints, *, earlier: int = NONE) -> Indices:
        ads = self._ads
        return self._store.append(
            len(some),
            row=ads.row[some],
            employer=ads.facts["employer"][some],
            first=ads.day[some],
            last=ads.last[some],
            ads=1,
            earlier=earlier,
            occupation=ads.occupation[some],
            site=ads.site[some],
            reposted=False,
            observed=ads.observed[some],
        )

    def _put_first_rows_first(self, alone: npt.NDArray[np.bool_]) -> None:
        """Let the first row of each new vacancy stand for it, and not the one with the first date.

        The two change places: what made one a copy of the other holds both ways.
        """
        some = np.flatnonzero(~alone)
        vacancies, first = np.unique(self._vacancy[some], return_index=True)
        first_row = dict(zip(vacancies.tolist(), some[first].tolist(), strict=True))
        for opener in some[self._rule[some] == NONE].tolist():
            vacancy = int(self._vacancy[opener])
            one = first_row[vacancy]
            if one == opener:
                continue
            for about in (self._rule, self._alike):
                about[opener], about[one] = about[one], about[opener]
            self._store["row"][vacancy] = self._ads.row[one]
            self._store["employer"][vacancy] = self._ads.facts["employer"][one]
            self._store["occupation"][vacancy] = self._ads.occupation[one]
            self._store["site"][vacancy] = self._ads.site[one]

    def _remember(self, alone: npt.NDArray[np.bool_]) -> None:
        ads, named = self._ads, alone & (self._ads.id_key != NO_KEY)
        for table, keys, some, fresh in (
            (self._memory.keys, ads.key, alone, self._fresh),
            (self._memory.ids, ads.id_key, named, self._fresh_ids),
        ):
            table.put(
                np.concatenate([keys[some], np.array([*fresh], np.int64)]),
                np.concatenate([self._vacancy[some], np.array([*fresh.values()], np.int32)]),
            )
        if self._near is not None:
            texts = self._with_text[self._opened[self._with_text]]
            self._near.add(
                self._bands[texts], ads.sketch[texts], ads.facts[texts], self._vacancy[texts]
            )


def _comes_back(days: int) -> bool:
    return REPOST_DAYS[0] <= days <= REPOST_DAYS[1]


def _unique(values: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Tell which values stand alone in the array."""
    order = np.argsort(values)
    differs = np.concatenate([[True], np.diff(values[order]) != 0, [True]])
    alone = np.empty(len(values), bool)
    alone[order] = differs[:-1] & differs[1:]
    return alone
