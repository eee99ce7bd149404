"""What the characters around surfaces say: compiled or not, the same as asked one by one."""

from __future__ import annotations

import random
import re

import numpy as np
import pytest

from talentcast.matching.patterns import CONJUNCTIONS, NO_OBJECT, can_end_task
from talentcast.matching.span_signs import TextSigns
from talentcast.matching.surroundings import INSIDE, MAY_END, Surroundings

SURFACES = ["java", "c", "c++", "server", "sql5", ".net", "管理", "测试", "分析", "qc"]
LATIN = [surface.isascii() for surface in SURFACES]
VERBS = [surface in {"管理", "测试", "分析", "qc"} for surface in SURFACES]
PIECES = (
    *SURFACES, "s", "8", "x", "_", "é", "#", ",", "。", "、", "\n", " ", "的", "人员", "能力", "体系",
    "系统", "架构", "与", "工单", "能手", "方法论", "报告", "",
)  # fmt: skip


pytestmark = pytest.mark.usefixtures("way")


def is_inside(text: str, start: int, end: int) -> bool:
    """Say whether an ASCII surface is a part of a longer word, by patterns."""
    name, before, behind = text[start:end], text[start - 1 : start], text[end:]
    if name[0].isalnum() and re.search(r"[a-z0-9_]\Z", before):
        return True
    if not name[-1].isalnum() or not re.match("[a-z0-9_]", behind):
        return False
    if len(name) >= 5 and behind[0] == "s" and not behind[1:2].isalpha():
        return False
    return not (len(name) >= 3 and name[-1].isalpha() and behind[0] in "0123456789")


@pytest.mark.parametrize("seed", range(4))
def test_surfaces_of_random_texts(seed: int) -> None:
    choose = random.Random(seed)
    text, rows = "", []
    for _ in range(900):
        piece = choose.choice(PIECES)
        if piece in SURFACES:
            rows.append((SURFACES.index(piece), len(text), len(text) + len(piece)))
        text += piece
    text += "\n"
    around = Surroundings(SURFACES, np.array(LATIN), np.array(VERBS))
    said = around.judge(TextSigns(text), np.array(rows))
    inside, may_end = said & INSIDE != 0, said & MAY_END != 0
    assert inside.tolist() == [LATIN[one] and is_inside(text, low, high) for one, low, high in rows]
    assert may_end.tolist() == [
        VERBS[one]
        and (text[low - 1] not in NO_OBJECT or text[low - 1] in CONJUNCTIONS)
        and can_end_task(text[high : high + 3])
        for one, low, high in rows
    ]
    assert {True, False} == set(inside.tolist()) == set(may_end.tolist())


def test_no_surfaces() -> None:
    around = Surroundings(SURFACES, np.array(LATIN), np.array(VERBS))
    found = around.judge(TextSigns("\n"), np.zeros((0, 3), np.int64))
    assert found.tolist() == []


@pytest.mark.parametrize(
    ("text", "name", "inside"),
    [
        ("javascript", "java", True),
        ("java8", "java", False),
        ("c11", "c", True),
        ("5g", "g", True),
        ("_sql", "sql", True),
        ("apis", "api", True),
        ("servers", "server", False),
        ("serverside", "server", True),
        ("servers", "servers", False),
        ("c++", "c+", False),
        ("用java的", "java", False),
        ("μservers", "server", False),
    ],
)
def test_parts_of_longer_words(text: str, name: str, inside: bool) -> None:
    around = Surroundings([name], np.array([True]), np.array([False]))
    start = text.index(name)
    found = around.judge(TextSigns(text + "\n"), np.array([[0, start, start + len(name)]]))
    assert (found & INSIDE != 0).tolist() == [inside]
