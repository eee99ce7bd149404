"""Open-ended task skills: an object and a verb that makes it a task, such as 工单管理."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from talentcast.matching.skill_words import (
    AFTER_VERB,
    ENGLISH_HEADS,
    ENGLISH_STOP,
    NOT_AFTER,
    NOUNS,
    STOP_WORDS,
    VERBS,
)
from talentcast.matching.word_trees import WordTree, word_tree

#: An object has 2 to 6 Chinese characters; of a longer run the last two are kept, since most
#: Chinese nouns have two and the end of the run is what the verb acts on; three before a character
#: that makes three of two (传感器, 稳定性).
SHORTEST_OBJECT, LONGEST_OBJECT = 2, 6
TWO_KEPT, THREE_KEPT = 2, 3
THIRD = frozenset("器机件率性量表库板卡仪线图员")

#: A Latin word in or before an object has up to so many characters.
LONGEST_LATIN = 10

#: How many characters before a verb are looked at: the longest object and a stop word.
OBJECT_REACH = 11

#: How many characters after a verb decide whether it ends a task.
FOLLOWING = 3

#: Right before a verb, these say that it has no object before it.
NO_OBJECT = frozenset(" \n,.;:。、!?()[]【】《》·-/\"'和与及或并且")

#: Behind these a verb may share the object of the verb before it.
CONJUNCTIONS = frozenset("、/和与及,")

#: Windows before verbs that are remembered: ads repeat themselves.
_REMEMBERED = 1 << 16

#: One-character stop words that are parts of words too: not a stop after the first characters nor
#: before the second ones (性能, 有限元).
_SINGLE = {
    "有": ("所拥具持国私含专", "限机"), "等": ("平高中初优均", "级保"), "按": ("", "摩揉键"),
    "从": ("", "业"), "由": ("自理", "器"), "所": ("场究", "得"), "到": ("", "店家位"),
    "不": ("", "锈良动"), "无": ("", "线人刷菌纺土机损"), "和": ("饱总调", "声"),
    "的": ("目", "士"), "将": ("", ""), "把": ("", "控关"), "后": ("售前", "台端期勤厨续"),
    "含": ("", "量"), "即": ("立", "时"), "对": ("面针相核绝校配比应", "账接公标外"),
    "并": ("合", "购发行网表"), "及": ("普涉", "时"), "在": ("存潜现", "线职校"),
    "以": ("可所难予", "太"),
    "为": ("行成人作", ""), "于": ("", ""), "各": ("", ""), "给": ("供补", "排水药料"),
    "使": ("驱促", "用"), "向": ("方导定转面横纵", "量"), "跟": ("", "单踪进"),
    "会": ("议社协展员机晚年例工", "议计员展务场所诊话费"),
    "能": ("性功智节技职电阳核效产赋潜才动热机", ""),
    "新": ("创更革", "媒能车零风药"), "好": ("良友爱偏", ""), "如": ("例", ""), "属": ("金", ""),
    "做": ("", ""), "搞": ("", ""), "懂": ("", ""), "曾": ("", ""),
}  # fmt: skip


@cache
def stop_words() -> list[tuple[str, str, str]]:
    """Return stop words, longest first, and the characters that may not stand around each."""
    single = {w: ("", "") for w in STOP_WORDS if len(w) == 1} | _SINGLE
    words = [(w, "", "") for w in STOP_WORDS if len(w) > 1]
    words += [(w, left, right) for w, (left, right) in single.items()]
    words.sort(key=lambda one: len(one[0]), reverse=True)
    return words


@cache
def stop_tree() -> WordTree:
    """Return the stop words as a tree."""
    return word_tree(stop_words())


def _pattern(words: list[tuple[str, str, str]]) -> str:
    firsts = "".join(sorted({word[0] for word, _, _ in words}))
    parts = [
        (f"(?<![{left}])" if left else "") + word + (f"(?![{right}])" if right else "")
        for word, left, right in words
    ]
    return f"(?=[{firsts}])(?:{'|'.join(parts)})"


@cache
def _stop_word() -> re.Pattern[str]:
    return re.compile(_pattern(stop_words()))


@cache
def _not_after() -> re.Pattern[str]:
    return re.compile("|".join(sorted(NOT_AFTER, key=len, reverse=True)))


@cache
def _after() -> re.Pattern[str]:
    words = sorted((*AFTER_VERB, *VERBS, *NOUNS), key=len, reverse=True)
    return re.compile("[^\u4e00-\u9fff]|$|" + "|".join(words))


@cache
def may_follow_task() -> str:
    """Return the Chinese characters that can stand right after a task verb."""
    return "".join({word[0] for word in (*AFTER_VERB, *VERBS, *NOUNS)})


@cache
def deciding_pairs() -> list[str]:
    """Return the pairs of characters that decide what the first of them alone does not.

    They are those that words of `can_end_task` begin with.
    """
    words = (*AFTER_VERB, *VERBS, *NOUNS, *NOT_AFTER)
    chinese = ["".join(re.findall("[\u4e00-\u9fff]", word)) for word in words]
    return sorted({word[0] + other for word in chinese for other in word[1:]})


@cache
def undecided_pairs() -> frozenset[str]:
    """Return the pairs of characters behind which a third one decides (`can_end_task`)."""
    words = (*AFTER_VERB, *VERBS, *NOUNS, *NOT_AFTER)
    return frozenset(word[:2] for word in words if len(word) > 2)


def has_stop_word(name: str) -> bool:
    """Say whether a name holds a word that no name of a skill holds (负责, 进行, 的)."""
    return _stop_word().search(name) is not None


@lru_cache(maxsize=_REMEMBERED)
def can_end_task(following: str) -> bool:
    """Say whether a task verb can stand before these characters.

    It can't inside a title or a thing (测试人员, 管理系统), or before an object of its own.

    Examples
    --------
    >>> can_end_task("、开发"), can_end_task("人员,"), can_end_task("bug")
    (True, False, True)
    """
    return not _not_after().match(following) and bool(_after().match(following))


def task_surface(surface: str) -> str:
    """Return the plain form of a task found in a text: without the 的 between object and verb.

    Examples
    --------
    >>> task_surface("客户的开拓")
    '客户开拓'
    """
    return surface.replace("的", "", 1) if "的" in surface else surface


def english_task_start(plain: str, start: int) -> int:
    """Find where the noun before an English task head begins, or -1.

    Examples
    --------
    >>> english_task_start("strong stakeholder management", 19)
    7
    >>> english_task_start("experience in management", 14)
    -1
    """
    if start < 2 or plain[start - 1] != " ":
        return -1
    begin = start - 1
    while begin and (plain[begin - 1].isalpha() or plain[begin - 1] == "-"):
        begin -= 1
    word = plain[begin : start - 1]
    if len(word) < 3 or word in ENGLISH_STOP or not word.isascii():
        return -1
    return begin


def task_category(surface: str) -> str:
    """Return the category of an open task skill by its verb.

    Examples
    --------
    >>> task_category("工单管理"), task_category("stakeholder management")
    ('management', 'management')
    """
    for length in (3, 2):
        category = VERBS.get(surface[-length:]) or NOUNS.get(surface[-length:])
        if category:
            return category
    return ENGLISH_HEADS.get(surface.rpartition(" ")[2], "operations")
