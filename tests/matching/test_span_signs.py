"""Looked up for many places at once: the same as asked one by one."""

from __future__ import annotations

import re

import numpy as np

from talentcast.matching.patterns import can_stand_as_task
from talentcast.matching.skill_words import NOT_AFTER
from talentcast.matching.span_signs import TextSigns
from talentcast.matching.unlisted import LATIN, LIST, NAMED

PLAIN = (
    "负责需求分析、系统设计和模块开发,管理工单。测试人员维护。\n熟悉java、数据库原理;了解网络协议的实现\n"
    "掌握机械;精通a\n"
)


def spans(pattern: str) -> tuple[np.ndarray, np.ndarray]:
    found = np.array([match.span() for match in re.finditer(pattern, PLAIN)])
    return found[:, 0], found[:, 1]


def test_a_verb_may_end_a_task_where_it_can_stand_as_one() -> None:
    start, end = spans("分析|设计|开发|管理|测试|维护")
    may = TextSigns(PLAIN).may_end_task(start, end).tolist()
    assert may == [can_stand_as_task(PLAIN, *span) for span in zip(start, end, strict=True)]
    assert set(may) == {True, False}


def test_words_that_keep_a_verb_from_ending_a_task_are_chinese() -> None:
    """`may_end_task` asks for what follows only where it is Chinese."""
    assert all("\u4e00" <= word[0] <= "\u9fff" for word in NOT_AFTER)


def test_a_cue_reaches_to_the_end_of_its_sentence_and_knows_what_is_in_it() -> None:
    start, end = spans("熟悉|了解|掌握|精通|负责")
    stop, held = TextSigns(PLAIN).sentences(end, np.ones(len(start), bool))
    rest = [PLAIN[first:last] for first, last in zip(end, stop, strict=True)]
    assert rest == [
        "需求分析、系统设计和模块开发,管理工单",
        "java、数据库原理",
        "网络协议的实现",
        "机械",
        "a",
    ]
    assert held.tolist() == [LIST, LATIN | LIST, NAMED, 0, LATIN]


def test_of_other_marks_nothing_is_said() -> None:
    _, end = spans("熟悉|了解")
    stop, held = TextSigns(PLAIN).sentences(end, np.zeros(2, bool))
    assert stop.tolist() == end.tolist()
    assert held.tolist() == [0, 0]
