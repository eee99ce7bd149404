"""Chinese names of a kind of knowledge right behind a cue (熟悉数据库原理), by how they end."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import numpy as np

from talentcast.matching.characters import Numbers
from talentcast.matching.phrases import Phrases
from talentcast.matching.span_signs import NAME_END, NAME_NEXT, NO_CHINESE, TextSigns
from talentcast.matching.unlisted import NAMED_KINDS
from talentcast.matching.word_trees import WordTree, word_tree

_NAMED_FIRST = "".join(sorted({kind[0] for kind in NAMED_KINDS.split("|")}))

#: Names that are remembered: ads repeat themselves.
_REMEMBERED = 1 << 15

#: What may stand before such a name, behind the cue.
_NAMED_LEADS = "各类 各种 相关 常用 基本 主流 国家 一定 操作 使用 的"

#: Longest stem of such a name: what stands before the word for a kind.
_LONGEST_STEM = 7

#: A Chinese name right behind the cue that ends in one of the kinds.
_NAMED = re.compile(
    rf"(?:{'|'.join(_NAMED_LEADS.split()[:-1])})*的?"
    rf"((?P<stem>[\u4e00-\u9fff]{{1,{_LONGEST_STEM}}}?)(?=[{_NAMED_FIRST}])(?:{NAMED_KINDS}))"
    r"(?=[^\u4e00-\u9fff*]|[和与及或等并者]|$|优先)"
)

#: Before a word for a kind of knowledge these name nothing.
_EMPTY_STEMS = frozenset(
    "基础 基本 背景 技术 专业 前沿 软件 硬件 开发 设计 分析 操作 测试 内部 核心 相关 业务 "
    "产品 公司 工作 管理 先进 最新 办公 计算机 电脑 整体 应用 使用 处理 解决 实现 学习 "
    "沟通 一个 手写 方式 此 小 中 虚 本 该 各 新 做 用 手 办 方 大 时 科 数 文 动 司 主 "
    "想 设 无 依 合 立 没 看 教 同".split()
)


@lru_cache(maxsize=_REMEMBERED)
def named(text: str) -> tuple[int, int]:
    """Return where a Chinese name of a kind of knowledge begins in a text, and its length, or 0.

    It counts if it may be a term (`are_terms`).

    Examples
    --------
    >>> named("常用的数据库原理、")
    (3, 5)
    """
    match = _NAMED.match(text)
    if match is None or match.group("stem") in _EMPTY_STEMS:
        return 0, 0
    return match.start(1), len(match.group(1))


def find_named(signs: TextSigns, begin: Numbers, stop: Numbers) -> tuple[Numbers, Numbers]:
    r"""Return where Chinese names of a kind of knowledge begin in stretches, and lengths, or 0.

    The same as `named` finds in each.

    Examples
    --------
    >>> import numpy as np
    >>> from talentcast.matching.span_signs import TextSigns
    >>> signs = TextSigns("常用的数据库原理、水文知识\n")
    >>> begin, stop = np.array([0, 9]), np.array([9, 14])
    >>> [column.tolist() for column in find_named(signs, begin, stop)]
    [[3, 9], [5, 4]]
    """
    start, size = begin.copy(), np.zeros_like(begin)
    has_lead = signs.begin_with_words(_leads(), begin)
    plain = np.flatnonzero(~has_lead)
    size[plain] = _named_sizes(signs, begin[plain], stop[plain])
    led = np.flatnonzero(has_lead)
    columns = (begin[led].tolist(), stop[led].tolist())
    places = [named(signs.plain[first:last]) for first, last in zip(*columns, strict=True)]
    offset, size[led] = np.array(places, np.int64).reshape(-1, 2).T
    start[led] += offset
    return start, size


def _named_sizes(signs: TextSigns, begin: Numbers, stop: Numbers) -> Numbers:
    """Return the lengths of the names that begin right at some places, or 0.

    Of the ends that a name may have the first counts, with the longer word for a kind.
    """
    until = np.minimum(signs.next_at(NO_CHINESE, begin), stop)
    place = begin[:, None] + np.arange(1, _LONGEST_STEM + max(_kinds()))
    after = np.minimum(place + 1, len(signs.codes) - 1)
    may_end = signs.has(NAME_END, np.minimum(place, after)) & (place < until[:, None])
    # 优 alone is no end: 优先 is.
    wishes = (signs.codes[np.minimum(place + 2, len(signs.codes) - 1)] == ord("先")) & (
        place + 2 < stop[:, None]
    )
    is_next = signs.has(NAME_NEXT, after) & ((signs.codes[after] != ord("优")) | wishes)
    may_end &= is_next | (place + 1 >= stop[:, None])
    owner, offset = np.nonzero(may_end)
    first, end = begin[owner], begin[owner] + offset + 2
    stem = np.zeros_like(end)
    for size, kinds in sorted(_kinds().items()):
        kind = np.maximum(end - size, first)
        is_kind = (kind > first) & (kind <= first + _LONGEST_STEM)
        is_kind &= kinds.hold(signs.codes, kind, end)
        stem = np.where(is_kind, kind - first, stem)
    some = np.flatnonzero(stem)
    some = some[np.diff(owner[some], prepend=-1) > 0]
    owner, first, end = owner[some], first[some], end[some]
    names = ~_empty_stems().hold(signs.codes, first, first + stem[some])
    found = np.zeros_like(begin)
    found[owner] = (end - first) * names
    return found


@cache
def _leads() -> WordTree:
    return word_tree(_NAMED_LEADS.split())


@cache
def _kinds() -> dict[int, Phrases]:
    """Return the words for a kind of knowledge by their length."""
    words = NAMED_KINDS.split("|")
    return {
        size: Phrases(word for word in words if len(word) == size) for size in set(map(len, words))
    }


@cache
def _empty_stems() -> Phrases:
    return Phrases(_EMPTY_STEMS)
