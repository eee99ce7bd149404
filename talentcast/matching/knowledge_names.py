"""Chinese names of a kind of knowledge right behind a cue (熟悉数据库原理), by how they end."""

from __future__ import annotations

from functools import cache

import numpy as np

from talentcast.matching import spans
from talentcast.matching.characters import Numbers
from talentcast.matching.phrases import Phrases
from talentcast.matching.span_signs import DE, NAME_END, NAME_NEXT, NO_CHINESE, TextSigns
from talentcast.matching.unlisted import NAMED_KINDS
from talentcast.matching.word_trees import WordTree, word_tree

#: What may stand before such a name, behind the cue, and behind all of it 的.
LEADS = "各类 各种 相关 常用 基本 主流 国家 一定 操作 使用"

#: How many characters each of them has.
_LEAD = 2

#: Where no name can begin.
_NOWHERE = -1

#: Longest stem of such a name: what stands before the word for a kind.
_LONGEST_STEM = 7

#: Before a word for a kind of knowledge these name nothing.
EMPTY_STEMS = frozenset(
    "基础 基本 背景 技术 专业 前沿 软件 硬件 开发 设计 分析 操作 测试 内部 核心 相关 业务 "
    "产品 公司 工作 管理 先进 最新 办公 计算机 电脑 整体 应用 使用 处理 解决 实现 学习 "
    "沟通 一个 手写 方式 此 小 中 虚 本 该 各 新 做 用 手 办 方 大 时 科 数 文 动 司 主 "
    "想 设 无 依 合 立 没 看 教 同".split()
)


def find_named(signs: TextSigns, begin: Numbers, stop: Numbers) -> tuple[Numbers, Numbers]:
    r"""Return where Chinese names of a kind of knowledge begin in stretches, and lengths, or 0.

    A name begins behind all that may stand before it, if it does not need some of that itself, and
    counts if it may be a term (`are_terms`).

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
    asked = np.arange(len(begin))
    for places in _behind_leads(signs, begin, stop):
        here = asked[np.flatnonzero(places[asked] != _NOWHERE)]
        start[here] = places[here]
        size[here] = _named_sizes(signs, places[here], stop[here])
        asked = asked[np.flatnonzero(size[asked] == 0)]
    return start, np.maximum(size, 0)


def _behind_leads(signs: TextSigns, begin: Numbers, stop: Numbers) -> list[Numbers]:
    """Return where names may begin in stretches: behind all that may stand before, then less."""
    places, led = [begin], np.arange(len(begin))
    while True:
        here = places[-1][led]
        is_led = signs.begin_with_words(_leads(), here) & (here + _LEAD <= stop[led])
        led = led[np.flatnonzero(is_led)]
        if not len(led):
            break
        behind = np.full_like(begin, _NOWHERE)
        behind[led] = places[-1][led] + _LEAD
        places.append(behind)
    last = np.maximum.reduce(places)
    has_de = signs.has(DE, last) & (last < stop)
    return [np.where(has_de, last + 1, _NOWHERE), *places[::-1]]


def _named_sizes(signs: TextSigns, begin: Numbers, stop: Numbers) -> Numbers:
    """Return the lengths of the names that begin right at some places, or 0.

    Of the ends that a name may have the first counts, with the longer word for a kind. The
    length is below 0 where what stands before that word names nothing.
    """
    until = np.minimum(signs.next_at(NO_CHINESE, begin), stop)
    until = np.minimum(until, begin + _LONGEST_STEM + max(_kinds()))
    owner, last = spans.each_in(signs.classes, NAME_END, begin + 1, until)
    room = stop[owner] - last
    # 优 alone is no end: 优先 is.
    wishes = signs.are_one_of("先", last, 2) & (room > 2)
    is_next = signs.has(NAME_NEXT, last, 1) & (~signs.are_one_of("优", last, 1) | wishes)
    ends = np.flatnonzero(is_next | (room <= 1))
    owner, end = owner[ends], last[ends] + 1
    first = begin[owner]
    stem = np.zeros_like(end)
    for size, kinds in sorted(_kinds().items()):
        kind = np.maximum(end - size, first)
        is_kind = (kind > first) & (kind <= first + _LONGEST_STEM)
        is_kind &= kinds.hold(signs.codes, kind, end)
        stem = np.where(is_kind, kind - first, stem)
    some = np.flatnonzero(stem)
    some = some[np.diff(owner[some], prepend=-1) > 0]
    owner, first, end = owner[some], first[some], end[some]
    is_empty = _empty_stems().hold(signs.codes, first, first + stem[some])
    found = np.zeros_like(begin)
    found[owner] = np.where(is_empty, first - end, end - first)
    return found


@cache
def _leads() -> WordTree:
    return word_tree(LEADS.split())


@cache
def _kinds() -> dict[int, Phrases]:
    """Return the words for a kind of knowledge by their length."""
    words = NAMED_KINDS.split("|")
    return {
        size: Phrases(word for word in words if len(word) == size) for size in set(map(len, words))
    }


@cache
def _empty_stems() -> Phrases:
    return Phrases(EMPTY_STEMS)
