"""What tells ads of one job apart from ads of others: keys and sketches of a batch, pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from talentcast.matching.coded import Cells, Coded, code
from talentcast.matching.name_keys import (
    HIDDEN,
    employer_names,
    folded_names,
    plain_key,
    posters,
    title_keys,
    title_words_all,
)
from talentcast.matching.near_duplicates import SKETCH_BYTES, mixed, sketch_texts
from talentcast.matching.remembered import Remembered

if TYPE_CHECKING:
    import pyarrow as pa

Ints = npt.NDArray[np.int64]

#: Employers and titles whose hashes are remembered: they come back from ad to ad.
_REMEMBERED = 1 << 14

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


def stable_hashes(texts: Sequence[str], *kind: str) -> Ints:
    """Hash many texts, each as `stable_hash(*kind, text)` does.

    Examples
    --------
    >>> stable_hashes(["a", "b"], "id").tolist() == [stable_hash("id", "a"), stable_hash("id", "b")]
    True
    """
    before = "\x1f".join([*kind, ""])
    digests = [
        hashlib.blake2b((before + text).encode("utf-8", "replace"), digest_size=8).digest()
        for text in texts
    ]
    return np.frombuffer(b"".join(digests), ">i8").astype(np.int64)


def employer_name(text: str) -> str:
    """Normalise an employer's name: width, case, punctuation and legal form do not count.

    Examples
    --------
    >>> employer_name("ＡＢＣ（北京）科技有限公司") == employer_name("abc(北京)科技")
    True
    """
    return employer_names(folded_names([text]))[0]


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
        part[employers.codes] for part in _columns(_EMPLOYERS.of(_texts(employers)))
    )
    is_named = is_named.astype(bool)
    titles = code(columns["title"])
    title, words = (part[titles.codes] for part in _columns(_TITLES.of(_texts(titles))))
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


def _employers(texts: Sequence[str]) -> list[tuple[int, int, int]]:
    """Hash employers' names, and tell whether there is one and whose it is."""
    folded = folded_names(texts)
    names = employer_names(folded)
    hashes = stable_hashes(names).tolist()
    return [*zip(hashes, map(bool, names), posters(folded), strict=True)]


def _titles(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Hash what titles of one job have in common, and mark the Latin words."""
    folded = folded_names(texts)
    hashes = stable_hashes(title_keys(folded)).tolist()
    return [*zip(hashes, title_words_all(folded), strict=True)]


_EMPLOYERS = Remembered(_employers, _REMEMBERED)
_TITLES = Remembered(_titles, _REMEMBERED)


def _texts(column: Coded[str]) -> list[str]:
    return [text or "" for text in column.values]


def _columns(rows: Sequence[tuple[int, ...]]) -> Iterator[Ints]:
    """Turn rows into columns."""
    return (np.array(column, np.int64) for column in zip(*rows, strict=True))


def _list(cells: pa.Array | Cells) -> Cells:
    return cells if isinstance(cells, Sequence) else cells.to_pylist()


def _hashed(column: Coded[str], kind: str) -> Ints:
    hashes: Ints = stable_hashes(_texts(column), kind)[column.codes]
    return hashes


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
