"""What tells ads of one job apart from ads of others: keys and sketches of a batch, pure."""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from talentcast.matching.near_duplicates import (
    EMPLOYER,
    HIDDEN,
    SKETCH_BYTES,
    poster,
    sketch_texts,
    title_words,
)

if TYPE_CHECKING:
    import pyarrow as pa

_NOT_WORD = re.compile(r"[\W_]+")
_LEGAL_FORM = re.compile(r"(股份有限公司|有限责任公司|有限公司|\b(inc|ltd|llc|gmbh|co|corp|plc)\b)")

#: Employers whose normalised names are remembered: they come back from ad to ad.
_REMEMBERED = 1 << 14

#: Signs that are part of a name in titles: without them C++, C# and C are one.
_SIGNS = str.maketrans({"+": "plus", "#": "sharp"})


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
    """Fold width and case and drop everything that is neither letter nor digit.

    Examples
    --------
    >>> plain_key("Ｊａｖａ 工程师（急聘）")
    'java工程师急聘'
    """
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", text).lower())


def duplicate_columns(
    columns: Mapping[str, Sequence[str | None]],
    cities: Sequence[str | None],
    *,
    texts: bool = True,
) -> dict[str, pa.Array]:
    """Make the columns by which `SeenVacancies.add` tells repeated ads.

    Parameters
    ----------
    columns : mapping of str to sequences of str or None, length n
        The text columns of a batch of postings (`frames.POSTING_TEXT`).
    cities : sequence of str or None, length n
        The cities found; where None, the place counts as written.
    texts : bool
        Also sketch the texts, so that near copies can be told (needs the extra `near`).

    Returns
    -------
    dict of str to Arrow array, length n
        `employer` int64, null without one; `posting_key` int64: employer, title and city, or the
        whole ad where no employer is named; `id_key` int64: posting id and employer, null without
        an id; `city_key` int64; `title_words` int64; `poster` int8; `sketch` fixed-size binary,
        null for a short text. An ad without a place but with an id has a `posting_key` of its own:
        it can't be seen to be in the same city.

    Examples
    --------
    >>> ads = {"title": ["店员"], "text": [None], "employer": ["甲公司"], "place": [None],
    ...        "posting_id": ["17"], "salary": [None]}
    >>> sorted(duplicate_columns(ads, ["北京"]))
    ['city_key', 'employer', 'id_key', 'poster', 'posting_key', 'sketch', 'title_words']
    """
    import pyarrow as pa

    employers = [_employer(text or "") for text in columns["employer"]]
    where = [_city(*pair) for pair in zip(cities, columns["place"], strict=True)]
    own = {
        text: (_title_key(text or ""), title_words(text or "")) for text in set(columns["title"])
    }
    titles = [own[text][0] for text in columns["title"]]
    hashes = {city: stable_hash("city", city) for city in set(where)}
    ids = [(text or "").strip() for text in columns["posting_id"]]
    rest = zip(columns["text"], columns["salary"], strict=True)
    ads = list(zip(employers, titles, where, ids, rest, strict=True))
    keys = {
        "employer": pa.array([stable_hash(e[0]) if e[0] else None for e in employers], pa.int64()),
        "posting_key": pa.array([_posting_key(*ad) for ad in ads], pa.int64()),
        "id_key": pa.array([_id_key(ad[0], ad[1], ad[3]) for ad in ads], pa.int64()),
        "city_key": pa.array([hashes[city] for city in where], pa.int64()),
        "title_words": pa.array([own[text][1] for text in columns["title"]], pa.int64()),
        "poster": pa.array([kind for _, kind in employers], pa.int8()),
    }
    if texts:
        sketches = sketch_texts(columns["text"], columns["employer"])
        keys["sketch"] = pa.array(sketches, pa.binary(SKETCH_BYTES))
    return keys


@functools.lru_cache(maxsize=_REMEMBERED)
def _employer(text: str) -> tuple[str, int]:
    return (employer_name(text), poster(text)) if text else ("", EMPLOYER)


def _title_key(title: str) -> str:
    return plain_key(unicodedata.normalize("NFKC", title).translate(_SIGNS))


def _city(city: str | None, place: str | None) -> str:
    return city or plain_key(place or "")


def _posting_key(
    employer: tuple[str, int],
    title: str,
    city: str,
    posting_id: str,
    rest: tuple[str | None, str | None],
) -> int:
    name, kind = employer
    if not name or kind == HIDDEN:
        text, salary = rest
        return stable_hash("ad", name, title, city, plain_key(text or ""), salary or "")
    return stable_hash("vacancy", name, title, city or f"id {posting_id}")


def _id_key(employer: tuple[str, int], title: str, posting_id: str) -> int | None:
    """Ids are unique in a site, and files do not tell their site: the employer stands for it."""
    return stable_hash("id", posting_id, employer[0] or title) if posting_id else None
