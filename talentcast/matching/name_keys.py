"""Names of employers and titles of a batch, folded together to what tells them apart.

The names stand as lines of one text, so that each rule is one pass over all of them; no rule
reaches over the end of a line.
"""

from __future__ import annotations

import functools
import re
import unicodedata
import zlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_NOT_WORD = re.compile(r"[\W_]+")
# Here and below each pattern, and each of its alternatives, begins with a character or a set of
# them, and what must stand before it comes behind: `re` then passes quickly over other places.
_NOT_WORD_IN_LINE = re.compile(r"[^\w\n][^\w\n]*")
_LEGAL_FORM = re.compile(
    r"股份有限公司|有限责任公司|有限公司|i(?<=\bi)nc\b|l(?<=\bl)(?:td|lc)\b|g(?<=\bg)mbh\b"
    r"|c(?<=\bc)(?:o|orp)\b|p(?<=\bp)lc\b"
)

#: Signs that are part of a name in titles: without them C++, C# and C are one.
_SIGNS = (("+", "plus"), ("#", "sharp"))

_JOINT = re.compile(r"[-_.](?<=[a-z0-9].)(?=[a-z0-9])")
_AMOUNT = re.compile(r"\d\d*(\.\d+)?[^\S\n]*[kw]\b")
_WORD = re.compile(r"([a-z][a-z0-9+#]*)")
_WORD_BITS = 63

_AGENCY = re.compile(
    r"人力资源|人才|人资|猎头|劳务|外包|外服|派遣|职业介绍|中介|顾问|企业管理咨询|商务咨询"
    r"|s(?<=\bs)taffing\b|r(?<=\br)ecruit|h(?<=\bh)eadhunt|p(?<=\bp)ersonnel\b|m(?<=\bm)anpower\b"
    r"|e(?<=\be)mployment agency\b"
)
_HIDDEN = re.compile(
    r"某|[^某]{2,8}某(?!某)|匿名|保密"
    r"|((company|client|employer) )?(name )?(confidential|anonymous|undisclosed)\b"
)
#: One of these stands in every name that hides the employer.
_MAY_HIDE = re.compile("某|匿名|保密|confidential|anonymous|undisclosed")
_HIDDEN_ENDS = ("保密", "匿名", "保密公司", "匿名公司", "保密企业", "匿名企业")

#: Whose name an ad carries: the employer's, a recruiter's, or one that hides the employer.
EMPLOYER, AGENCY, HIDDEN = 0, 1, 2

#: What tables say of characters that are dropped, and of those that depend on others.
_DROPPED, _DEPENDS = 0, 1
_END = ord("\n")

#: Characters of the basic plane.
_UNITS = (*range(0xD800), *range(0xE000, 1 << 16))

#: Texts up to this length are folded faster without a table.
_SHORT = 100


def folded_names(names: Sequence[str]) -> list[str]:
    """Bring names to one width (Unicode's NFKC); ends of lines in them become blanks."""
    if not names:
        return []
    names = [name.replace("\n", " ") if "\n" in name else name for name in names]
    codes = _codes("\n".join(names))
    wide = _width_table().take(codes)
    folded = wide.tobytes().decode("utf-16-le").split("\n")
    depends = np.flatnonzero(wide == _DEPENDS)
    if len(depends):
        for number in np.unique(np.searchsorted(np.flatnonzero(codes == _END), depends)).tolist():
            folded[number] = unicodedata.normalize("NFKC", names[number])
    return folded


def employer_names(folded: Sequence[str]) -> list[str]:
    """Normalise names of employers: case, punctuation and legal form do not count.

    Parameters
    ----------
    folded : sequence of str
        As `folded_names` gives them.

    Examples
    --------
    >>> employer_names(folded_names(["ＡＢＣ（北京）科技有限公司", "有限公司"]))
    ['abc北京科技', '有限公司']
    """
    lines = "\n".join(folded).lower()
    names = _words_only(_LEGAL_FORM.sub("", lines))
    if "" in names:
        names = [one or whole for one, whole in zip(names, _words_only(lines), strict=True)]
    return names


def posters(folded: Sequence[str]) -> list[int]:
    """Tell whose name each ad carries: `EMPLOYER`, `AGENCY` or `HIDDEN`.

    Parameters
    ----------
    folded : sequence of str
        As `folded_names` gives them.

    Examples
    --------
    >>> posters(folded_names(["小鹏汽车科技有限公司", "安拓国际人力资源（广州）", "某大厂"]))
    [0, 1, 2]
    >>> posters(["北京某科技公司", "company confidential"])
    [2, 2]
    """
    lines = "\n".join(map(str.strip, folded)).lower()
    kinds = [EMPLOYER] * len(folded)
    for number in _lines_of(_AGENCY, lines):
        kinds[number] = AGENCY
    each = lines.split("\n")
    for number in _lines_of(_MAY_HIDE, lines):
        if _HIDDEN.match(each[number]) or each[number].endswith(_HIDDEN_ENDS):
            kinds[number] = HIDDEN
    return kinds


def title_keys(folded: Sequence[str]) -> list[str]:
    """Return what titles of one job have in common: letters, digits and the signs of C++ and C#.

    Parameters
    ----------
    folded : sequence of str
        As `folded_names` gives them.

    Examples
    --------
    >>> title_keys(folded_names(["Ｃ++ 工程师（急聘）", "C工程师"]))
    ['cplusplus工程师急聘', 'c工程师']
    """
    return _plain_lines("\n".join(map(_with_signs, folded)))


def title_words_all(folded: Sequence[str]) -> list[int]:
    """Mark the Latin words of titles in 63 bits: titles share no word if no bit is common.

    Parameters
    ----------
    folded : sequence of str
        As `folded_names` gives them.

    Examples
    --------
    >>> one, other, third = title_words_all(["月薪15K java开发", "Java 工程师", "数据分析师"])
    >>> one & other != 0, third
    (True, 0)
    """
    lines = _AMOUNT.sub(" ", "\n".join(folded).lower())
    marked = [0] * len(folded)
    _mark(range(len(folded)), lines, marked)
    jointed = _lines_of(_JOINT, lines)
    if jointed:
        each = lines.split("\n")
        _mark(jointed, _JOINT.sub("", "\n".join([each[number] for number in jointed])), marked)
    return marked


def _mark(numbers: Sequence[int], lines: str, marked: list[int]) -> None:
    """Mark the words of each line; `numbers` says which of all each line is."""
    bits: dict[str, int] = {}
    line = 0
    pieces = _WORD.split(lines)
    for before, word in zip(pieces[::2], pieces[1::2], strict=False):
        line += before.count("\n")
        bit = bits.get(word)
        if bit is None:
            bit = bits[word] = 1 << zlib.crc32(word.encode()) % _WORD_BITS
        marked[numbers[line]] |= bit


def _lines_of(pattern: re.Pattern[str], lines: str) -> list[int]:
    """Return the numbers of the lines in which a pattern matches."""
    found: dict[int, None] = {}
    line = last = 0
    for match in pattern.finditer(lines):
        start = match.start()
        line += lines.count("\n", last, start)
        last = start
        found[line] = None
    return [*found]


def _with_signs(title: str) -> str:
    """Spell the signs of C++ and C#."""
    if "+" not in title and "#" not in title:
        return title
    for sign, word in _SIGNS:
        title = title.replace(sign, word)
    # The last letter of such a word may become one with a mark behind the sign.
    return unicodedata.normalize("NFKC", title)


def plain_key(text: str) -> str:
    """Fold width and case and drop everything that is neither letter nor digit.

    Examples
    --------
    >>> plain_key("Ｊａｖａ 工程师（急聘）")
    'java工程师急聘'
    """
    if len(text) > _SHORT:
        folded = _by_table(text)
        if folded is not None:
            kept: bytes = folded[folded != _DROPPED].tobytes()
            return kept.decode("utf-16-le")
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", text).lower())


def _plain_lines(lines: str) -> list[str]:
    """Do the same for each line of a text in one width."""
    plain = _by_table(lines)
    if plain is None:
        return _words_only(lines.lower())
    plain[_codes(lines) == _END] = _END
    kept: bytes = plain[plain != _DROPPED].tobytes()
    return kept.decode("utf-16-le").split("\n")


def _words_only(lines: str) -> list[str]:
    """Drop everything that is neither letter nor digit from each line."""
    return _NOT_WORD_IN_LINE.sub("", lines.replace("_", "")).split("\n")


def _by_table(text: str) -> npt.NDArray[np.uint16] | None:
    """Look up all characters; None where one depends on its neighbours."""
    folded = _fold_table().take(_codes(text))
    return None if (folded == _DEPENDS).any() else folded


def _codes(text: str) -> npt.NDArray[np.uint16]:
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)


@functools.cache
def _width_table() -> npt.NDArray[np.uint16]:
    """Tell what `folded_names` makes of each code unit, where its neighbours don't count."""
    table = np.full(1 << 16, _DEPENDS, np.uint16)
    for unit in _UNITS:
        form = unicodedata.normalize("NFKC", chr(unit))
        if len(form) == 1 and form <= "\uffff" and not _joins(form):
            table[unit] = ord(form)
    return table


@functools.cache
def _fold_table() -> npt.NDArray[np.uint16]:
    """Tell what `plain_key` makes of each code unit, where its neighbours don't count."""
    table = np.full(1 << 16, _DEPENDS, np.uint16)
    table[ord("\n")] = _DROPPED
    units = [unit for unit in _UNITS if unit != _END]
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
