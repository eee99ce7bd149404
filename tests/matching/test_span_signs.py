"""Looked up for many places at once: the same as asked one by one."""

from __future__ import annotations

import random
import re
import time

import numpy as np
import pytest

from talentcast.matching.cues import sentence_start
from talentcast.matching.skill_words import NOT_AFTER
from talentcast.matching.span_signs import CHINESE, CLAUSE_END, LETTER, SENTENCE_END, TextSigns

PLAIN = (
    "负责需求分析、系统设计和模块开发,管理工单。测试人员维护。\n熟悉java、数据库原理;了解网络协议的实现\n"
    "掌握机械;精通a\n"
)


def spans(pattern: str) -> tuple[np.ndarray, np.ndarray]:
    found = np.array([match.span() for match in re.finditer(pattern, PLAIN)])
    return found[:, 0], found[:, 1]


def test_words_that_keep_a_verb_from_ending_a_task_are_chinese() -> None:
    """`may_end_task` asks for what follows only where it is Chinese."""
    assert all("\u4e00" <= word[0] <= "\u9fff" for word in NOT_AFTER)


def test_places_of_a_class_before_and_behind_a_place() -> None:
    signs = TextSigns(PLAIN)
    start, end = spans("熟悉|了解|掌握|精通|负责")
    stop = signs.next_at(SENTENCE_END, end)
    assert [PLAIN[first:last] for first, last in zip(end, stop, strict=True)] == [
        "需求分析、系统设计和模块开发,管理工单",
        "java、数据库原理",
        "网络协议的实现",
        "机械",
        "a",
    ]
    assert signs.holds(LETTER, end, stop).tolist() == [False, True, False, False, True]
    begin = signs.behind_last(CLAUSE_END, end)
    assert [PLAIN[first:last] for first, last in zip(begin, end, strict=True)] == [
        "负责", "熟悉", "了解", "掌握", "精通",
    ]  # fmt: skip
    assert signs.has(CHINESE, end).tolist() == [True, False, True, True, False]


def test_a_class_that_stands_nowhere() -> None:
    signs = TextSigns("负责\n")
    places = np.array([0, 2])
    assert signs.next_at(LETTER, places).tolist() == [3, 3]
    assert signs.behind_last(LETTER, places).tolist() == [0, 0]
    assert signs.places(LETTER).tolist() == []


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("熟悉a。了解b,", "了解b,"),
        ("熟悉a!1、了解b,", "了解b,"),
        ("used a. then b", "then b"),
        ("v1.2 of b", "v1.2 of b"),
        ("要求:1.", ""),
        ("了解b", "了解b"),
    ],
)
def test_sentences_begin_behind_signs_and_numbers_of_items(before: str, sentence: str) -> None:
    begin = TextSigns(before + "401k\n").sentence_starts(np.array([len(before)]))
    assert before[begin[0] :] == sentence


def test_sentences_of_every_place_of_random_texts() -> None:
    """The same as looked for one by one, from the last 。 ; or line end on."""
    choose = random.Random(2)
    pieces = (*"1.2)、!? 。;\n", "12", "a", "能", ". ", "3.5", "１", "\u3000")
    for _ in range(30):
        text = "".join(choose.choice(pieces) for _ in range(60)) + "\n"
        places = [choose.randrange(len(text)) for _ in range(2 * len(text))]
        begin = TextSigns(text).sentence_starts(np.array(places))
        assert begin.tolist() == [sentence_start(text, place) for place in places]


def test_many_places_in_one_sentence_are_read_once() -> None:
    """A list of many thousand members takes no time that grows with its square."""
    text = "会计专业、" * 40_000 + "\n"
    signs, places = TextSigns(text), np.arange(2, len(text), 5)
    start = time.process_time()
    assert not signs.sentence_starts(places).any()
    assert time.process_time() - start < 1
