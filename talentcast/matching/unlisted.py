"""Names that no table lists, found by where they stand: behind 熟悉, in a list of known names."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from talentcast.matching.characters import Mask, Numbers
from talentcast.matching.patterns import stop_tree
from talentcast.matching.phrases import Phrases
from talentcast.matching.skill_words import NOT_TERMS, VERBS

if TYPE_CHECKING:
    from talentcast.matching.span_signs import TextSigns

#: Words for a kind of knowledge that end a Chinese name behind a cue.
_NAMED_KINDS = (
    "原理|协议|标准|规范|流程|理论|算法|工艺|法规|结构|模型|机制|政策|制度|软件|架构|法|知识|技术|"
    "系统|设备|规则|仪|机|学|规程|条例|规定|办法|指南|图纸|材料|特性|要点|体系"
)

_NAMED_FIRST = "".join(sorted({kind[0] for kind in _NAMED_KINDS.split("|")}))

#: A Chinese name right behind the cue that ends in one of them.
_NAMED = re.compile(
    r"(?:各类|各种|相关|常用|基本|主流|国家|一定|操作|使用)*的?"
    rf"((?P<stem>[\u4e00-\u9fff]{{1,7}}?)(?=[{_NAMED_FIRST}])(?:{_NAMED_KINDS}))"
    r"(?=[^\u4e00-\u9fff*]|[和与及或等并者]|$|优先)"
)

#: Before a word for a kind of knowledge these name nothing.
_EMPTY_STEMS = frozenset(
    "基础 基本 背景 技术 专业 前沿 软件 硬件 开发 设计 分析 操作 测试 内部 核心 相关 业务 "
    "产品 公司 工作 管理 先进 最新 办公 计算机 电脑 整体 应用 使用 处理 解决 实现 学习 "
    "沟通 一个 手写 方式 此 小 中 虚 本 该 各 新 做 用 手 办 方 大 时 科 数 文 动 司 主 "
    "想 设 无 依 合 立 没 看 教 同".split()
)

#: The last characters of those words.
NAMED_ENDS = "理议准范程论法艺规构型制策度件识术统备则仪机学例定南纸料性点系"

#: What may follow the name, beside what is not Chinese.
NAMED_NEXT = "和与及或等并者优"

#: Between two such names.
NAMED_JOINTS = "和与及"

#: Longest name with what stands before and behind it.
NAMED_REACH = 16

#: How many Chinese characters a term has.
SHORTEST_TERM, LONGEST_TERM = 2, 8

#: Names that are remembered: ads repeat themselves.
_REMEMBERED = 1 << 15

#: Shortest Latin name; a single letter is a language or nothing (`cues.is_listed_language`).
SHORTEST = 2


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


def are_terms(signs: TextSigns, start: Numbers, end: Numbers) -> Mask:
    """Say which Chinese members of lists may be knowledge or bare verbs.

    Examples
    --------
    >>> import numpy as np
    >>> from talentcast.matching.span_signs import TextSigns
    >>> signs, start = TextSigns("输液泵、客户、负责\\n"), np.array([0, 4, 7])
    >>> are_terms(signs, start, np.array([3, 6, 9])).tolist()
    [True, False, False]
    """
    size = end - start
    found = (size >= SHORTEST_TERM) & (size <= LONGEST_TERM)
    found &= ~_not_terms().hold(signs.codes, start, end)
    found &= ~signs.hold_words(stop_tree(), start, end)
    return found | verbs().hold(signs.codes, start, end)


@cache
def verbs() -> Phrases:
    """Return the verbs that end tasks."""
    return Phrases(VERBS)


@cache
def _not_terms() -> Phrases:
    return Phrases(NOT_TERMS)


def is_written_plainly(word: str) -> bool:
    """Say whether a Latin name among English words is written as an everyday word.

    Examples
    --------
    >>> is_written_plainly("Team"), is_written_plainly("GraphQL"), is_written_plainly("AWS")
    (True, False, False)
    """
    return not word.isupper() and word[1:] == word[1:].lower()
