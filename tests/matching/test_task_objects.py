"""Objects of many verbs at once: the same as a slow search, one verb at a time."""

from __future__ import annotations

import random
import re

import numpy as np
import pytest

from talentcast.matching.patterns import THIRD, stop_words
from talentcast.matching.span_signs import TextSigns
from talentcast.matching.task_objects import object_lengths

#: What texts are made of: stop words alone and inside other words, nouns, Latin, signs.
PIECES = (
    "负责 进行 的 和 有 性能 有限元 目的地 等级 跨部门 者优先 等相关 工单 供应商 传感器 数据 "
    "服务器端程序 java web app 3d a1. c++ ui/ux 、 , 。 \n / 1 x"
).split(" ")

OBJECT = re.compile(
    r"(?:(?:[a-z][a-z0-9+#.]{0,9}|[23]d)?[\u4e00-\u9fff]{2,}|"
    r"[a-z][a-z0-9+#]{1,9}|[a-z]{2,9}/[a-z]{2,9})\Z"
)


def slow_length(text: str, stop: int) -> int:
    """Look at eleven characters: what stands behind the stop word that begins last."""
    window = text[max(0, stop - 11) : stop]
    behind = 0
    for start in range(len(window)):
        for word, left, right in stop_words():  # the longest first
            end = start + len(word)
            before, after = window[:start][-1:], window[end:][:1]
            is_free = not (before and before in left) and not (after and after in right)
            if window.startswith(word, start) and is_free:
                behind = end
                break
    run = OBJECT.search(window[behind:])
    if run is None:
        return 0
    found = run.group()
    if len(found) > 6 and not found[0].isascii():
        return 3 if found[-1] in THIRD else 2
    return len(found)


@pytest.mark.parametrize("seed", range(5))
def test_objects_of_random_texts(seed: int) -> None:
    choose = random.Random(seed)
    text = "".join(choose.choice(PIECES) for _ in range(600)) + "\n"
    places = range(len(text) - 1)
    expected = [slow_length(text, place) for place in places]
    found = object_lengths(TextSigns(text), np.array(places)).tolist()
    assert found == expected
    assert {0, 2, 3, 4, 5, 6} < set(found)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("负责工单", 2),
        ("系统性能", 4),  # 能 is no stop word in 性能
        ("具有目的地", 3),  # nor 的 in 目的地
        ("新型高精度压力传感器", 3),  # the last three before 器
        ("公共卫生事件应急", 2),
        ("参与", 0),
        ("单", 0),
        ("", 0),
    ],
)
def test_objects_by_hand(text: str, length: int) -> None:
    found = object_lengths(TextSigns(text + "\n"), np.array([len(text)]))
    assert found.tolist() == [length]
