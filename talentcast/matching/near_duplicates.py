"""Sketches of ad texts: 64 bytes from which the similarity of two texts can be read.

A text is the set of its 5-character shingles. MinHash (the library `rensa`) turns the set into 128
numbers of which two texts share a share equal to their Jaccard similarity; four bits of each are
kept. Everything here is a pure function of one batch.
"""

from __future__ import annotations

import functools
import re
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Bytes: TypeAlias = npt.NDArray[np.uint8]
Codes: TypeAlias = npt.NDArray[np.uint32]
Hashes: TypeAlias = npt.NDArray[np.uint64]

#: Characters in a shingle, and the similarity from which texts count as one (METHOD section 1).
SHINGLE = 5
SIMILAR = 0.9

#: Shorter texts are boilerplate or lists of labels, which different jobs share.
MIN_CHARACTERS = 60

#: What lies beyond is not read: no ad of one job is longer.
MAX_CHARACTERS = 20_000

#: Numbers in a sketch. Each is kept in `_BITS` bits, so unlike texts agree on 1 in 16 of them and
#: the estimate is corrected for it (Li and König 2010, b-bit minwise hashing).
SLOTS = 128
_BITS = 4
SKETCH_BYTES = SLOTS * _BITS // 8
_BY_CHANCE = 2.0**-_BITS

_SEED = 42
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_TEXTS_AT_A_TIME = 64
_DROP, _BREAK = 0, 1
_BREAKS = "\n\r\x0b\x0c\u2028\u2029;；。!！?？•·●■◆★※▪▶【】"
_NUMBER_MARKS = "、.．)）:："
_KEPT_SIGNS = "+#＋＃"
_TABLE_SIZE = 1 << 16
_FIRST_RARE_LETTER = 0x20000
_IN_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
_LEGAL_FORM = re.compile(r"(股份|集团)?(有限责任公司|有限公司|分公司|公司|集团)$")
_SHORTEST_NAME = 3

_LATIN_LETTER = re.compile(r"[a-z]")
_LATIN_WORD = re.compile(r"[a-z][a-z0-9+#]*")
_JOINT = re.compile(r"(?<=[a-z0-9])[-_.](?=[a-z0-9])")
_AMOUNT = re.compile(r"\d+(\.\d+)?\s*[kw]\b")
_WORD_BITS = 63

_AGENCY = re.compile(
    r"人力资源|人才|人资|猎头|劳务|外包|外服|派遣|职业介绍|中介|顾问|企业管理咨询|商务咨询"
    r"|\b(staffing|recruit\w*|headhunt\w*|personnel|manpower|employment agency)\b"
)
_HIDDEN = re.compile(
    r"某|[^某]{2,8}某(?!某)|匿名|保密"
    r"|((company|client|employer) )?(name )?(confidential|anonymous|undisclosed)\b"
)
_HIDDEN_ENDS = ("保密", "匿名", "保密公司", "匿名公司", "保密企业", "匿名企业")

#: Whose name an ad carries: the employer's, a recruiter's, or one that hides the employer.
EMPLOYER, AGENCY, HIDDEN = 0, 1, 2


def sketch_texts(
    texts: Sequence[str | None], employers: Sequence[str | None] | None = None
) -> list[bytes | None]:
    """Sketch each text of a batch.

    Width, case, punctuation, white space, list numbers and the employer's own name do not count,
    and neither does the order of lines and sentences: no shingle reaches over their ends.

    Parameters
    ----------
    texts : sequence of str or None, length n
    employers : sequence of str or None, length n, optional
        Names to take out of the texts, so that a copy under another name is the same text.

    Returns
    -------
    list of bytes or None, length n
        `SKETCH_BYTES` bytes; None for a text of fewer than `MIN_CHARACTERS` letters and digits.

    Source
    ------
    METHOD section 1; Broder (1997), On the resemblance and containment of documents.

    Examples
    --------
    >>> text = "负责后台服务的设计与开发；参与需求评审和技术方案的编写；" * 4
    >>> short, long = sketch_texts(["招人", text])
    >>> short is None, len(long)
    (True, 64)
    """
    sketches: list[bytes | None] = [None] * len(texts)
    names = employers if employers is not None else [None] * len(texts)
    places = [i for i, text in enumerate(texts) if text and len(text) >= MIN_CHARACTERS]
    cleaned = [_without_name(texts[i] or "", names[i]) for i in places]
    for start in range(0, len(places), _TEXTS_AT_A_TIME):
        chunk = slice(start, start + _TEXTS_AT_A_TIME)
        hashes, bounds, lengths = _shingles(cleaned[chunk])
        packed = _min_hash(hashes, bounds)
        for place, sketch, length in zip(places[chunk], packed, lengths, strict=True):
            if length >= MIN_CHARACTERS:
                sketches[place] = sketch.tobytes()
    return sketches


def similarity(first: Bytes, second: Bytes) -> npt.NDArray[np.float64]:
    """Estimate the Jaccard similarity of texts from their sketches.

    Parameters
    ----------
    first, second : array of uint8, shape (..., SKETCH_BYTES)

    Returns
    -------
    array, shape (...)
        Share of equal shingles, 0 to 1. Standard error about 0.02 near 0.9.

    Examples
    --------
    >>> one = np.arange(64, dtype=np.uint8)
    >>> float(similarity(one, one))
    1.0
    """
    equal = _zero_nibbles()[first ^ second].sum(axis=-1, dtype=np.int64) / SLOTS
    share: npt.NDArray[np.float64] = (equal - _BY_CHANCE) / (1.0 - _BY_CHANCE)
    return np.maximum(share, 0.0)


def title_words(title: str) -> int:
    """Mark the Latin words of a title in 63 bits: two titles share no word if no bit is common.

    Examples
    --------
    >>> title_words("月薪15K java开发") & title_words("Java 工程师") != 0
    True
    >>> title_words("Java开发") & title_words("C#开发"), title_words("数据分析师")
    (0, 0)
    """
    folded = unicodedata.normalize("NFKC", title).lower()
    if _LATIN_LETTER.search(folded) is None:
        return 0
    plain = _AMOUNT.sub(" ", folded)
    marked = 0
    for word in _LATIN_WORD.findall(f"{plain} {_JOINT.sub('', plain)}"):
        marked |= 1 << zlib.crc32(word.encode()) % _WORD_BITS
    return marked


def poster(name: str) -> int:
    """Tell whose name an ad carries: `EMPLOYER`, `AGENCY` or `HIDDEN`.

    Examples
    --------
    >>> poster("广州小鹏汽车科技有限公司"), poster("安拓国际人力资源（广州）有限公司")
    (0, 1)
    >>> poster("某大型互联网公司"), poster("北京某科技公司"), poster("Company Confidential")
    (2, 2, 2)
    """
    folded = unicodedata.normalize("NFKC", name).strip().lower()
    if _HIDDEN.match(folded) or folded.endswith(_HIDDEN_ENDS):
        return HIDDEN
    return AGENCY if _AGENCY.search(folded) else EMPLOYER


def _without_name(text: str, employer: str | None) -> str:
    text = text[:MAX_CHARACTERS]
    for name in _names(employer) if employer else ():
        text = text.replace(name, "")
    return text


def _names(employer: str) -> Iterator[str]:
    yield employer
    plain = _IN_BRACKETS.sub("", employer)
    for name in (plain, _LEGAL_FORM.sub("", plain)):
        if len(name) >= _SHORTEST_NAME:
            yield name


def _shingles(texts: Sequence[str]) -> tuple[Hashes, Hashes, list[int]]:
    """Hash all shingles: the hashes, where each text's begin and end, the texts' lengths."""
    ends = np.cumsum([len(text) + 1 for text in texts])
    codes = np.frombuffer("\n".join([*texts, ""]).encode("utf-32-le", "replace"), np.uint32)
    folded = _folded(codes)
    kept = np.flatnonzero(folded != _DROP)
    letters = folded[kept]
    text_ends = np.searchsorted(kept, ends)
    breaks = letters == _BREAK
    clause = np.cumsum(breaks, dtype=np.int32)
    hashes, starts = _clause_hashes(letters, breaks, clause)
    bounds = np.concatenate([[0], np.searchsorted(starts, text_ends)]).astype(np.uint64)
    lengths = np.diff(np.concatenate([[0], np.cumsum(~breaks)])[np.concatenate([[0], text_ends])])
    return hashes, bounds, [int(length) for length in lengths]


def _clause_hashes(
    letters: Codes, breaks: npt.NDArray[np.bool_], clause: npt.NDArray[np.int32]
) -> tuple[Hashes, npt.NDArray[np.int64]]:
    """Hash the shingles inside each clause; a clause shorter than a shingle is one itself."""
    size, reach = len(letters), SHINGLE - 1
    padded = np.concatenate([letters, np.full(reach, _BREAK, np.uint32)]).astype(np.uint64)
    after = np.concatenate([clause, np.full(reach, -1, np.int32)])
    whole = ~breaks & (after[reach:] == clause)
    first = ~breaks & np.concatenate([[True], breaks[:-1]])[:size]
    hashes = padded[:size].copy()
    for step in range(1, SHINGLE):
        hashes *= _MULTIPLIER
        hashes += padded[step : step + size]
    brief = np.flatnonzero(first & ~whole)
    if len(brief):
        value = padded[brief]
        for step in range(1, SHINGLE):
            inside = after[brief + step] == clause[brief]
            value = value * _MULTIPLIER + padded[brief + step] * inside
        hashes[brief] = value
        whole[brief] = True
    starts = np.flatnonzero(whole)
    return mixed(hashes[starts]), starts


def mixed(state: Hashes) -> Hashes:
    """Spread hashes over 64 bits: the splitmix64 finaliser (Steele, Lea and Flood 2014)."""
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return state ^ (state >> np.uint64(31))


def _min_hash(hashes: Hashes, bounds: Hashes) -> Bytes:
    """Four bits of each of the `SLOTS` numbers of each text, two numbers a byte."""
    from talentcast.errors import MissingExtraError

    try:
        from rensa import RMinHash
    except ImportError as error:
        raise MissingExtraError(
            "near copies: got no library rensa; expected it for comparing texts; install it with "
            "pip install 'talentcast[near]', or leave --near out"
        ) from error
    digests = RMinHash.digest_matrix_from_flat_token_hashes(hashes, bounds, SLOTS, _SEED)
    low = np.array(digests.to_rows(), dtype=np.uint32) & np.uint32(2**_BITS - 1)
    return (low[:, ::2] << _BITS | low[:, 1::2]).astype(np.uint8)


def _folded(codes: Codes) -> Codes:
    """Letters and digits folded, clause ends as `_BREAK`, everything else as `_DROP`."""
    table, marks = _fold_table()
    small = np.minimum(codes, _TABLE_SIZE - 1)
    folded = table[small]
    rare = codes >= _TABLE_SIZE
    if rare.any():
        folded[rare] = np.where(codes[rare] >= _FIRST_RARE_LETTER, codes[rare], _DROP)
    _break_at_numbers(folded, marks[small])
    return folded


def _break_at_numbers(folded: Codes, marks: npt.NDArray[np.bool_]) -> None:
    """Turn the numbers of a list (`1、`, `(2)`, `10.`) into clause ends, in place."""
    tail = np.zeros(3, bool)
    digit = (folded >= ord("0")) & (folded <= ord("9"))
    alone = digit & np.concatenate([[True], folded[:-1] <= _BREAK])[: len(folded)]
    next_digit = np.concatenate([digit, tail])
    next_mark = np.concatenate([marks, tail])
    size = len(folded)
    one = alone & next_mark[1 : size + 1] & ~next_digit[2 : size + 2]
    two = alone & next_digit[1 : size + 1] & next_mark[2 : size + 2] & ~next_digit[3 : size + 3]
    folded[one | two] = _BREAK
    folded[np.flatnonzero(two) + 1] = _BREAK


@functools.lru_cache(maxsize=1)
def _fold_table() -> tuple[Codes, npt.NDArray[np.bool_]]:
    """Fold each common character: width, case; and which characters may follow a list number."""
    table = np.zeros(_TABLE_SIZE, np.uint32)
    for code in range(_TABLE_SIZE):
        letter = chr(code)
        if letter.isalnum():
            table[code] = ord(unicodedata.normalize("NFKC", letter).lower()[0])
    for sign in _KEPT_SIGNS:
        table[ord(sign)] = ord(unicodedata.normalize("NFKC", sign))
    for sign in _BREAKS:
        table[ord(sign)] = _BREAK
    marks = np.zeros(_TABLE_SIZE, bool)
    marks[[ord(sign) for sign in _NUMBER_MARKS]] = True
    return table, marks


@functools.lru_cache(maxsize=1)
def _zero_nibbles() -> Bytes:
    """Count for each byte how many of its two halves are zero."""
    values = np.arange(256)
    halves: Bytes = (values & 15 == 0).astype(np.uint8) + (values >> _BITS == 0).astype(np.uint8)
    return halves
