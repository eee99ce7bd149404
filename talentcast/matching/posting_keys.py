"""What tells ads of one job apart from ads of others: keys and sketches of a batch, pure."""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from talentcast.matching.coded import Cells, Coded, code
from talentcast.matching.near_duplicates import (
    EMPLOYER,
    HIDDEN,
    SKETCH_BYTES,
    mixed,
    poster,
    sketch_texts,
    title_words,
)

if TYPE_CHECKING:
    import pyarrow as pa

Ints = npt.NDArray[np.int64]

_NOT_WORD = re.compile(r"[\W_]+")
_LEGAL_FORM = re.compile(r"(股份有限公司|有限责任公司|有限公司|\b(inc|ltd|llc|gmbh|co|corp|plc)\b)")

#: Employers and titles whose hashes are remembered: they come back from ad to ad.
_REMEMBERED = 1 << 14

#: Signs that are part of a name in titles: without them C++, C# and C are one.
_SIGNS = str.maketrans({"+": "plus", "#": "sharp"})

#: Texts up to this length are folded faster without a table.
_SHORT = 100
#: What `_fold_table` says of characters that are dropped, and of those that depend on others.
_DROPPED, _DEPENDS = 0, 1

#: Added before each mixing (splitmix64; Steele, Lea and Flood 2014).
_STEP = np.uint64(0x9E3779B97F4A7C15)


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
    if len(text) > _SHORT:
        units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
        folded = _fold_table().take(units)
        if not (folded == _DEPENDS).any():
            kept: bytes = folded[folded != _DROPPED].tobytes()
            return kept.decode("utf-16-le")
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", text).lower())


@functools.cache
def _fold_table() -> npt.NDArray[np.uint16]:
    """Tell what `plain_key` makes of each code unit, where its neighbours don't count."""
    table = np.full(1 << 16, _DEPENDS, np.uint16)
    table[ord("\n")] = _DROPPED
    units = [unit for unit in range(1 << 16) if not 0xD800 <= unit < 0xE000 and unit != ord("\n")]
    # All at once, a line each: nothing joins over the end of a line.
    wide = unicodedata.normalize("NFKC", "\n".join(map(chr, units)))
    kept = re.sub(r"(?:[^\w\n]|_)+", "", wide.lower())
    for unit, form, rest in zip(units, wide.split("\n"), kept.split("\n"), strict=True):
        if len(rest) <= 1 and rest <= "\uffff" and unit != ord("Σ") and not any(map(_joins, form)):
            table[unit] = ord(rest) if rest else _DROPPED
    return table


def _joins(character: str) -> bool:
    """Whether a character may become one with another: marks and Korean letters do."""
    return unicodedata.category(character).startswith("M") or "\u1100" <= character <= "\u11ff"


def duplicate_columns(
    columns: Mapping[str, pa.Array | Cells],
    cities: Coded[str] | Cells,
    *,
    texts: bool = True,
) -> dict[str, pa.Array]:
    """Make the columns by which `SeenVacancies.add` tells repeated ads.

    Parameters
    ----------
    columns : mapping of str to Arrow arrays, or sequences of str or None, length n
        The text columns of a batch of postings (`frames.POSTING_TEXT`).
    cities : Coded, or sequence of str or None, length n
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

    Notes
    -----
    Each distinct value is hashed once; the keys of an ad mix the hashes of its values.

    Examples
    --------
    >>> ads = {"title": ["店员"], "text": [None], "employer": ["甲公司"], "place": [None],
    ...        "posting_id": ["17"], "salary": [None]}
    >>> sorted(duplicate_columns(ads, ["北京"]))
    ['city_key', 'employer', 'id_key', 'poster', 'posting_key', 'sketch', 'title_words']
    """
    import pyarrow as pa

    employers = code(columns["employer"])
    name, is_named, kind = (
        np.array(part)[employers.codes]
        for part in zip(*(_employer(text or "") for text in employers.values), strict=True)
    )
    titles = code(columns["title"])
    title, words = (
        np.array(part, np.int64)[titles.codes]
        for part in zip(*(_title(text or "") for text in titles.values), strict=True)
    )
    where = cities if isinstance(cities, Coded) else code(cities)
    where = where.or_else(code(columns["place"]).map(plain_key))
    city = _hashed(where, "city")
    ids = code(columns["posting_id"]).map(str.strip)
    posting_id, has_id = _hashed(ids, "id"), ids.holds(bool)
    spot = np.where(where.holds(bool), city, posting_id)
    key = _mix("vacancy", name, title, spot)
    whole = np.flatnonzero(~is_named | (kind == HIDDEN))
    if len(whole):
        rest = _rest(_list(columns["text"]), _list(columns["salary"]), whole)
        key[whole] = _mix("ad", name[whole], title[whole], city[whole], *rest)
    keys = {
        "employer": pa.array(name, mask=~is_named),
        "posting_key": pa.array(key),
        "id_key": pa.array(_mix("id", posting_id, np.where(is_named, name, title)), mask=~has_id),
        "city_key": pa.array(city),
        "title_words": pa.array(words),
        "poster": pa.array(kind.astype(np.int8)),
    }
    if texts:
        sketches = sketch_texts(_list(columns["text"]), _list(columns["employer"]))
        keys["sketch"] = pa.array(sketches, pa.binary(SKETCH_BYTES))
    return keys


@functools.lru_cache(maxsize=_REMEMBERED)
def _employer(text: str) -> tuple[int, bool, int]:
    """Hash an employer's name, and tell whether there is one and whose it is."""
    folded = unicodedata.normalize("NFKC", text)
    name = employer_name(folded)
    return stable_hash(name), bool(name), poster(folded) if text else EMPLOYER


@functools.lru_cache(maxsize=_REMEMBERED)
def _title(text: str) -> tuple[int, int]:
    """Hash what titles of one job have in common, and mark the Latin words."""
    folded = unicodedata.normalize("NFKC", text)
    signs = "+" in folded or "#" in folded
    key = plain_key(folded.translate(_SIGNS) if signs else folded)
    return stable_hash(key), title_words(folded)


def _list(cells: pa.Array | Cells) -> Cells:
    return cells if isinstance(cells, Sequence) else cells.to_pylist()


def _hashed(column: Coded[str], kind: str) -> Ints:
    hashes = np.array([stable_hash(kind, value or "") for value in column.values], np.int64)
    return hashes[column.codes]


def _rest(texts: Cells, pay: Cells, rows: Ints) -> tuple[Ints, Ints]:
    """Hash what else tells apart ads that name no employer."""
    text, salary = (code([cells[row] for row in rows.tolist()]) for cells in (texts, pay))
    return _hashed(text.map(plain_key), "text"), _hashed(salary, "salary")


def _mix(kind: str, *parts: Ints) -> Ints:
    """Make one hash of several, a row each; their order counts."""
    state = np.full(len(parts[0]), stable_hash(kind)).view(np.uint64)
    for part in parts:
        state = mixed((state ^ part.view(np.uint64)) + _STEP)
    return state.view(np.int64)
