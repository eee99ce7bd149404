"""City and district of an ad, from the place strings of recruitment sites."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talentcast.frames import require_columns
from talentcast.matching.place_names import (
    COUNTRIES,
    DISTRICT_ENDING,
    ELSEWHERE,
    EN_NOISE,
    LABEL,
    NATIONWIDE,
    POSTCODE,
    PREFECTURE_ENDING,
    PROVINCE_ENDING,
    REMOTE,
    SEPARATORS,
    SEVERAL,
    UNKNOWN_CITY,
    UNKNOWN_DISTRICT,
    US_STATE_NAMES,
    US_STATES,
)

if TYPE_CHECKING:
    import pandas as pd

#: Columns of the table that an index is built from.
PLACES = ("id", "name_zh", "name_en", "level", "parent")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an ad's job is.

    `flags`: missing, remote, elsewhere (异地招聘), nationwide, several (the first is given),
    unknown (not in the table), region_only, country_only, city_from_district.
    """

    city: str | None = None
    district: str | None = None
    region: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    level: str
    city: str | None
    region: str | None


class PlaceIndex:
    """Provinces, cities and districts by every form of their names.

    Parameters
    ----------
    places : DataFrame with the columns `PLACES`
        `level` is province | city | district; `parent` is the `id` of the level above.

    Examples
    --------
    >>> import pandas as pd
    >>> index = PlaceIndex(pd.DataFrame(
    ...     [("gd", "广东省", "Guangdong", "province", "china"),
    ...      ("gz", "广州", "Guangzhou", "city", "gd"),
    ...      ("th", "天河区", "Tianhe", "district", "gz")],
    ...     columns=["id", "name_zh", "name_en", "level", "parent"]))
    >>> index.parse("广州-天河区")
    Place(city='广州', district='天河区', region='广东省', flags=())
    >>> index.parse("异地招聘").flags
    ('elsewhere',)
    """

    def __init__(self, places: pd.DataFrame) -> None:
        require_columns(places, PLACES, "places")
        self._provinces: dict[str, _Entry] = {}
        self._cities: dict[str, _Entry] = {}
        self._districts: dict[str, list[_Entry]] = {}
        self._english: dict[str, _Entry] = {}
        self._cache: dict[str, Place] = {}
        columns = (places[name].astype(str) for name in PLACES)
        rows = {row[0]: row for row in zip(*columns, strict=True)}
        for _, zh, en, level, _ in rows.values():
            if level == "province":
                self._add_province(zh, en)
        for _, zh, en, level, parent in rows.values():
            if level == "city":
                self._add_city(zh, en, rows[parent][1] if parent in rows else None)
        for _, zh, _, level, parent in rows.values():
            if level == "district" and parent in rows:
                self._add_district(zh, rows[parent][1])
        self._longest = max(
            map(len, [*self._provinces, *self._cities, *self._districts]), default=0
        )

    def _add_province(self, zh: str, en: str) -> None:
        entry = _Entry(zh, "province", None, zh)
        for form in {zh, PROVINCE_ENDING.sub("", zh)}:
            self._provinces[form] = entry
        self._english.setdefault(en.lower(), entry)

    def _add_city(self, zh: str, en: str, province: str | None) -> None:
        entry = _Entry(zh, "city", zh, province)
        short = PREFECTURE_ENDING.sub("", zh) or zh
        for form in {zh, short, f"{short}市"}:
            if len(form) > 1 and (form == zh or form not in self._provinces):
                self._cities.setdefault(form, entry)
        if province is not None and PROVINCE_ENDING.sub("", province) == short:
            self._cities[province] = entry
        known = self._english.get(en.lower())
        if known is None or known.level == "province":
            self._english[en.lower()] = entry

    def _add_district(self, zh: str, city: str) -> None:
        entry = _Entry(zh, "district", city, self._cities[city].region)
        short = DISTRICT_ENDING.sub("", zh)
        for form in {zh, short} if len(short) > 1 else {zh}:
            self._districts.setdefault(form, []).append(entry)

    def parse(self, text: str | None) -> Place:
        """Read city and district of a place string.

        Parameters
        ----------
        text : str or None
            "北京-海淀区", "广东省深圳市南山区", "San Francisco, CA 94105", "Remote", …

        Returns
        -------
        Place
            City None where none is stated; a flag says why. Chinese names for Chinese text,
            names as written for other text. Never raises.
        """
        if not text or not text.strip():
            return Place(flags=("missing",))
        known = self._cache.get(text)
        if known is None:
            known = self._parse(text)
            if len(self._cache) < 100_000:
                self._cache[text] = known
        return known

    def _parse(self, text: str) -> Place:
        folded = LABEL.sub("", unicodedata.normalize("NFKC", text).strip())[:200]
        flags = []
        if ELSEWHERE.search(folded):
            flags.append("elsewhere")
        if REMOTE.search(folded):
            flags.append("remote")
        if NATIONWIDE.search(folded):
            flags.append("nationwide")
        if re.search("[\u4e00-\u9fff]", folded):
            place = self._chinese(folded)
        else:
            place = self._latin(folded)
        if flags and "unknown" in place.flags:
            place = Place()
        return Place(
            place.city,
            place.district,
            place.region,
            (*flags, *(f for f in place.flags if f not in flags)),
        )

    def _chinese(self, text: str) -> Place:
        city: _Entry | None = None
        region: str | None = None
        district: str | None = None
        district_city: _Entry | None = None
        flags: list[str] = []
        for part in filter(None, SEPARATORS.split(text)):
            for entry in self._walk(part, city):
                if entry.level == "province" and region is None and city is None:
                    region = entry.region
                elif entry.level == "city":
                    if city is None:
                        city, region = entry, entry.region or region
                    elif entry.name != city.name and SEVERAL.search(text):
                        flags.append("several")
                elif district is None and not flags:
                    district, district_city = entry.name, entry
        if city is not None:
            return Place(city.name, district, region, tuple(dict.fromkeys(flags)))
        if district_city is not None and district_city.city is not None:
            return Place(
                district_city.city, district, district_city.region, ("city_from_district",)
            )
        if region is not None:
            return Place(None, district, region, ("region_only",))
        return self._unknown_city(text)

    def _walk(self, part: str, city: _Entry | None) -> list[_Entry]:
        """Names in one part, from its start: province, city, district without separators."""
        found: list[_Entry] = []
        position = 0
        while position < len(part):
            entry, length = self._longest_name(part, position, city, found)
            if entry is None:
                break
            found.append(entry)
            if entry.level == "city":
                city = entry
            position += length
        return found

    def _longest_name(
        self, part: str, start: int, city: _Entry | None, found: list[_Entry]
    ) -> tuple[_Entry | None, int]:
        has_city = city is not None
        for length in range(min(self._longest, len(part) - start), 1, -1):
            name = part[start : start + length]
            if not has_city and name in self._cities:
                return self._cities[name], length
            if not has_city and not found and name in self._provinces:
                return self._provinces[name], length
            if name in self._districts:
                entries = self._districts[name]
                inside = [e for e in entries if city is not None and e.city == city.name]
                if inside or not has_city:
                    return (inside or entries)[0], length
            if has_city and start == 0 and name in self._cities and not name.endswith("县"):
                return self._cities[name], length
        if has_city or found:
            match = UNKNOWN_DISTRICT.match(part[start:])
            if match:
                return _Entry(match.group(), "unknown_district", None, None), match.end()
        return None, 0

    def _unknown_city(self, text: str) -> Place:
        parts = [part for part in SEPARATORS.split(text) if part]
        match = UNKNOWN_CITY.match(parts[0]) if parts else None
        if match is None or len(parts[0]) > 8:
            return Place(flags=("unknown",))
        district = parts[1] if len(parts) > 1 and DISTRICT_ENDING.search(parts[1]) else None
        return Place(match[1], district, None, ("unknown",))

    def _latin(self, text: str) -> Place:
        """`City, ST 12345`, `City, State, Country`, a city or a country alone."""
        cleaned = REMOTE.sub(" ", EN_NOISE.sub(" ", text)).strip(" ,-–—()·:|")
        options = [
            option
            for option in re.split(r"\s*[/;|·•]\s*|\s+(?:and|or)\s+", cleaned)
            if option.strip()
        ]
        if not options:
            return Place()
        several = ("several",) if len(options) > 1 else ()
        parts = [part.strip() for part in POSTCODE.sub("", options[0]).split(",")]
        parts = [part for part in parts if part]
        if not parts:
            return Place(flags=several)
        first, *rest = parts
        region = rest[0] if rest else None
        if first.lower() in COUNTRIES:
            return Place(None, None, first, ("country_only", *several))
        if not rest and (
            first.upper() == first
            and first in US_STATES
            or first.lower() in US_STATE_NAMES - {"washington"}
        ):
            return Place(None, None, first, ("region_only", *several))
        if not rest:
            *words, last = first.split(" ")
            if words and last in US_STATES:
                first, region = " ".join(words), last
        entry = self._english.get(first.lower())
        if entry is not None and entry.level == "province" and region is None:
            return Place(None, None, first, ("region_only", *several))
        if region is not None and region.lower() in COUNTRIES:
            region = None if entry is None else entry.region
        is_known = (
            entry is not None or region in US_STATES or (region or "").lower() in US_STATE_NAMES
        )
        return Place(first, None, region, several if is_known or rest else ("unknown", *several))
