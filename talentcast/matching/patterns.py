"""Open-ended task skills: an object and a verb that makes it a task, such as 工单管理."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from talentcast.matching.skill_words import (
    AFTER_VERB,
    EMPTY_OBJECTS,
    ENGLISH_HEADS,
    ENGLISH_STOP,
    NOT_AFTER,
    NOUNS,
    PLAIN_OBJECTS,
    SPECIFIC_VERBS,
    STOP_WORDS,
    VERBS,
)

#: An object has 2 to 6 Chinese characters; of a longer run the last two are kept, since most
#: Chinese nouns have two and the end of the run is what the verb acts on.
_LONGEST = 6

#: How many characters before a verb are looked at: the longest object and a stop word.
_REACH = 11

#: Windows before verbs that are remembered: ads repeat themselves.
_REMEMBERED = 1 << 16

#: One-character stop words that are also parts of words: not a stop before these.
_KEPT = {
    "有": "限机", "等": "级保", "按": "摩揉", "被": "子", "从": "业", "由": "器", "该": "",
    "所": "得", "到": "店家", "不": "锈良动", "无": "线人刷菌纺土机损", "与": "", "和": "声",
    "的": "士", "之": "", "其": "", "是": "", "将": "", "把": "", "让": "", "且": "", "至": "",
    "你": "", "他": "", "们": "", "我": "", "或": "", "属": "", "做": "", "搞": "", "如": "",
    "含": "量", "即": "时", "懂": "", "曾": "", "后": "台端期勤厨续",
}  # fmt: skip

#: More one-character stop words.
_SINGLE = {
    "对": "账接公标外", "并": "购发行网表", "及": "时", "在": "线职校", "以": "太", "为": "",
    "于": "", "各": "", "给": "排水药料", "使": "用", "向": "量", "跟": "单踪进", "会": "",
    "能": "", "新": "媒能车零风药", "好": "",
}  # fmt: skip

_OBJECT = r"(?:[a-z][a-z0-9+#.]{0,9}|[23]d)?[\u4e00-\u9fff]{2,}|[a-z][a-z0-9+#]{1,9}|[a-z]{2,9}/[a-z]{2,9}"


@cache
def _stop() -> re.Pattern[str]:
    """Match the last stop word of a run: everything up to and with it."""
    longer = sorted((w for w in STOP_WORDS if len(w) > 1), key=len, reverse=True)
    single = {w: "" for w in STOP_WORDS if len(w) == 1} | _KEPT | _SINGLE
    ones = [f"{w}(?![{kept}])" if kept else w for w, kept in single.items()]
    return re.compile("(?s:.*)(?:" + "|".join((*longer, *ones)) + ")")


@cache
def _run() -> re.Pattern[str]:
    return re.compile(f"(?:{_OBJECT})$")


@cache
def _not_after() -> re.Pattern[str]:
    return re.compile("|".join(sorted(NOT_AFTER, key=len, reverse=True)))


@cache
def _after() -> re.Pattern[str]:
    words = sorted((*AFTER_VERB, *VERBS, *NOUNS), key=len, reverse=True)
    return re.compile("[^\u4e00-\u9fff]|$|" + "|".join(words))


@lru_cache(maxsize=_REMEMBERED)
def _object_in(window: str, verb: str) -> int:
    """Return how many characters of an object end `window`; 0 if there is none."""
    stop = _stop().match(window)
    run = _run().search(window[stop.end() :] if stop else window)
    if run is None:
        return 0
    found = run.group()
    if len(found) > _LONGEST and not found[0].isascii():
        found = found[-2:]
    if found in EMPTY_OBJECTS and not (found in PLAIN_OBJECTS and verb in SPECIFIC_VERBS):
        return 0
    return len(found)


def is_task_end(plain: str, end: int) -> bool:
    """Say whether a task verb can end there.

    It can't inside a title or a thing (测试人员, 管理系统), or before an object of its own.
    """
    return not _not_after().match(plain, end) and bool(_after().match(plain, end))


def task_start(plain: str, start: int, end: int) -> int:
    """Find where the object of a task verb begins.

    Parameters
    ----------
    plain : str
        Normalised text.
    start, end : int
        Where the verb stands.

    Returns
    -------
    int
        Start of the object, also across 的 (系统的设计), or -1 if the verb has none.

    Examples
    --------
    >>> task_start("负责工单管理", 4, 6), task_start("参与管理", 2, 4), task_start("资料管理员", 2, 4)
    (2, -1, -1)
    """
    if not is_task_end(plain, end):
        return -1
    stop = start - 1 if plain[start - 1 : start] == "的" else start
    length = _object_in(plain[max(0, stop - _REACH) : stop], plain[start:end])
    return stop - length if length else -1


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
