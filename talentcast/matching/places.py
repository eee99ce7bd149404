"""City and district of an ad, from the place strings of recruitment sites."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talentcast.frames import require_columns

if TYPE_CHECKING:
    import pandas as pd

#: Columns of the table that an index is built from.
PLACES = ("id", "name_zh", "name_en", "level", "parent")

_PROVINCE_ENDING = re.compile(r"(?:壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|省|市)$")
_PREFECTURE_ENDING = re.compile(
    r"(?:(?:朝鲜|土家|布依|哈尼|景颇|傈僳|蒙古|哈萨克|柯尔克孜|苗|藏|羌|彝|侗|壮|傣|白|回)族?)*"
    r"(?:自治州|地区|盟|市)$"
)
_DISTRICT_ENDING = re.compile(r"(?:新区|自治县|区|县|市|旗)$")
_SEPARATORS = re.compile(r"[\s\-–—_·•,，、;；|/()（）\[\]【】>]+")
_SEVERAL = re.compile(r"[/、;；|,，]|\s和\s|\sand\s|\sor\s")
_LABEL = re.compile(
    r"^\s*(?:中国[-·]?|(?:工作地[点区]|上班地[点址]|地[点区址]|城市|location|city)\s*[:：])\s*",
    re.IGNORECASE,
)
_UNKNOWN_DISTRICT = re.compile(r"^[\u4e00-\u9fff]{1,7}?(?:自治县|新区|开发区|区|县|旗|镇)")
_UNKNOWN_CITY = re.compile(r"^([\u4e00-\u9fff]{2,6}?)(?:市|$)")
_REMOTE = re.compile(
    r"远程|居家办公|在家办公|remote|work\s+from\s+home|wfh|home[- ]based|anywhere|telework|telecommut\w*",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"异地招聘|外派|驻外")
_NATIONWIDE = re.compile(
    r"全国|不限|nationwide|multiple\s+locations?|various\s+locations?|several\s+locations?",
    re.IGNORECASE,
)
_US_STATES = frozenset(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM "
    "NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR".split()
)
_US_STATE_NAMES = frozenset(
    "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii"
    "|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan"
    "|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico"
    "|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina"
    "|south dakota|tennessee|texas|utah|vermont|virginia|west virginia|wisconsin|wyoming"
    "|district of columbia|puerto rico".split("|")
)
_COUNTRIES = frozenset(
    "united states|united states of america|usa|u.s.|us|china|united kingdom|uk|england|scotland|wales"
    "|canada|india|australia|germany|france|ireland|netherlands|spain|italy|japan|malaysia|new zealand"
    "|switzerland|europe|worldwide|global|apac|emea|southeast asia|asia".split("|")
)
_EN_NOISE = re.compile(
    r"^\s*(?:(?:hybrid|fully|100%|temporarily)\s+)*(?:remote|hybrid|on-?site|in[- ]person)?\s*(?:work)?\s*(?:in|[-–—:(]|from)\s+"
    r"|\s*\((?:remote|hybrid|on-?site|in[- ]person)[^)]*\)|^\s*(?:greater|metro)\s+|\s+(?:metropolitan\s+area|metro\s+area|bay\s+area|area|metroplex)\s*$",
    re.IGNORECASE,
)
_POSTCODE = re.compile(
    r"\s*\b(?:\d{5}(?:-\d{4})?|\d{6})\b|\s+[A-Z]{1,2}\d[A-Z\d]?(?:\s*\d[A-Z]{2})?$"
)


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
    ...     [("gd", "广东省", "Guangdong", "province", "china"), ("gz", "广州", "Guangzhou", "city", "gd"),
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
        rows = {row.id: row for row in places[list(PLACES)].itertuples(index=False)}
        for row in rows.values():
            if row.level == "province":
                self._add_province(row.name_zh, row.name_en)
        for row in rows.values():
            if row.level == "city":
                parent = rows.get(row.parent)
                self._add_city(row.name_zh, row.name_en, parent.name_zh if parent else None)
        for row in rows.values():
            if row.level == "district" and row.parent in rows:
                self._add_district(row.name_zh, rows[row.parent].name_zh)
        self._longest = max(
            map(len, [*self._provinces, *self._cities, *self._districts]), default=0
        )

    def _add_province(self, zh: str, en: str) -> None:
        entry = _Entry(zh, "province", None, zh)
        for form in {zh, _PROVINCE_ENDING.sub("", zh)}:
            self._provinces[form] = entry
        self._english.setdefault(en.lower(), entry)

    def _add_city(self, zh: str, en: str, province: str | None) -> None:
        entry = _Entry(zh, "city", zh, province)
        short = _PREFECTURE_ENDING.sub("", zh) or zh
        for form in {zh, short, f"{short}市"}:
            if len(form) > 1 and (form == zh or form not in self._provinces):
                self._cities.setdefault(form, entry)
        if province is not None and _PROVINCE_ENDING.sub("", province) == short:
            self._cities[province] = entry
        known = self._english.get(en.lower())
        if known is None or known.level == "province":
            self._english[en.lower()] = entry

    def _add_district(self, zh: str, city: str) -> None:
        entry = _Entry(zh, "district", city, self._cities[city].region)
        short = _DISTRICT_ENDING.sub("", zh)
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
        folded = _LABEL.sub("", unicodedata.normalize("NFKC", text).strip())[:200]
        flags = []
        if _ELSEWHERE.search(folded):
            flags.append("elsewhere")
        if _REMOTE.search(folded):
            flags.append("remote")
        if _NATIONWIDE.search(folded):
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
        for part in filter(None, _SEPARATORS.split(text)):
            for entry in self._walk(part, city):
                if entry.level == "province" and region is None and city is None:
                    region = entry.region
                elif entry.level == "city":
                    if city is None:
                        city, region = entry, entry.region or region
                    elif entry.name != city.name and _SEVERAL.search(text):
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
            match = _UNKNOWN_DISTRICT.match(part[start:])
            if match:
                return _Entry(match.group(), "unknown_district", None, None), match.end()
        return None, 0

    def _unknown_city(self, text: str) -> Place:
        parts = [part for part in _SEPARATORS.split(text) if part]
        match = _UNKNOWN_CITY.match(parts[0]) if parts else None
        if match is None or len(parts[0]) > 8:
            return Place(flags=("unknown",))
        district = parts[1] if len(parts) > 1 and _DISTRICT_ENDING.search(parts[1]) else None
        return Place(match[1], district, None, ("unknown",))

    def _latin(self, text: str) -> Place:
        """`City, ST 12345`, `City, State, Country`, a city or a country alone."""
        cleaned = _REMOTE.sub(" ", _EN_NOISE.sub(" ", text)).strip(" ,-–—()·:|")
        options = [
            option
            for option in re.split(r"\s*[/;|·•]\s*|\s+(?:and|or)\s+", cleaned)
            if option.strip()
        ]
        if not options:
            return Place()
        several = ("several",) if len(options) > 1 else ()
        parts = [part.strip() for part in _POSTCODE.sub("", options[0]).split(",")]
        parts = [part for part in parts if part]
        if not parts:
            return Place(flags=several)
        first, *rest = parts
        region = rest[0] if rest else None
        if first.lower() in _COUNTRIES:
            return Place(None, None, first, ("country_only", *several))
        if not rest and (
            first.upper() == first
            and first in _US_STATES
            or first.lower() in _US_STATE_NAMES - {"washington"}
        ):
            return Place(None, None, first, ("region_only", *several))
        if not rest:
            *words, last = first.split(" ")
            if words and last in _US_STATES:
                first, region = " ".join(words), last
        entry = self._english.get(first.lower())
        if entry is not None and entry.level == "province" and region is None:
            return Place(None, None, first, ("region_only", *several))
        if region is not None and region.lower() in _COUNTRIES:
            region = None if entry is None else entry.region
        is_known = (
            entry is not None or region in _US_STATES or (region or "").lower() in _US_STATE_NAMES
        )
        return Place(first, None, region, several if is_known or rest else ("unknown", *several))
