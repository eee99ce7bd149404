"""Open-ended task skills: an object and a verb that makes it a task, such as 工单管理."""

from __future__ import annotations

import re
from functools import cache

from talentcast.matching.skill_words import (
    EMPTY_OBJECTS,
    ENGLISH_HEADS,
    ENGLISH_STOP,
    NOT_AFTER,
    NOUNS,
    STOP_WORDS,
    VERBS,
)

#: An object has 2 to 6 Chinese characters; of a longer run the last two are kept, since most
#: Chinese nouns have two and the end of the run is what the verb acts on.
_LONGEST = 6

#: How many characters before a verb are looked at: the longest object and a stop word.
_REACH = 11

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
def _object_in(window: str) -> int:
    """Return how many characters of an object end `window`; 0 if there is none."""
    stop = _stop().match(window)
    run = _run().search(window[stop.end() :] if stop else window)
    if run is None:
        return 0
    found = run.group()
    if found in EMPTY_OBJECTS:
        return 0
    if len(found) > _LONGEST and not found[0].isascii():
        found = found[-2:]
        if found in EMPTY_OBJECTS:
            return 0
    return len(found)


def task_start(plain: str, start: int, end: int, floor: int = 0) -> int:
    """Find where the object of a task verb begins.

    Parameters
    ----------
    plain : str
        Normalised text.
    start, end : int
        Where the verb stands.
    floor : int
        The object can't begin before it.

    Returns
    -------
    int
        Start of the object, or -1 if the verb has none or is part of a title or a thing
        (测试人员, 管理系统).

    Examples
    --------
    >>> task_start("负责工单管理", 4, 6), task_start("参与管理", 2, 4), task_start("资料管理员", 2, 4)
    (2, -1, -1)
    """
    if _not_after().match(plain, end):
        return -1
    length = _object_in(plain[max(floor, start - _REACH) : start])
    return start - length if length else -1


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
