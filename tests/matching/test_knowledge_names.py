"""Names of knowledge found for all cues at once: the same as the pattern finds in each."""

from __future__ import annotations

import random
import re

import numpy as np
import pytest

from talentcast.matching import spans
from talentcast.matching.knowledge_names import EMPTY_STEMS, LEADS, find_named
from talentcast.matching.span_signs import TextSigns
from talentcast.matching.unlisted import NAMED_KINDS

PIECES = (
    "原理 协议 法 算法 办法 法规 机 机制 学 知识 设备 仪 规程 系统 常用 各类 的 使用 一定 相关 基础 "
    "软件 数据库 网络 水文 网 小 优 优先 和 与 或 等 者 、 , * a 。"
).split(" ")

#: What may stand before a name, its stem and the word for a kind, and what follows.
NAMED = re.compile(
    rf"(?:{'|'.join(LEADS.split())})*的?"
    rf"((?P<stem>[\u4e00-\u9fff]{{1,7}}?)(?:{NAMED_KINDS}))"
    r"(?=[^\u4e00-\u9fff*]|[和与及或等并者]|$|优先)"
)


def named(text: str) -> tuple[int, int]:
    """Return where a name begins in a text, and its length, or 0."""
    match = NAMED.match(text)
    if match is None or match.group("stem") in EMPTY_STEMS:
        return 0, 0
    return match.start(1), len(match.group(1))


@pytest.mark.parametrize("way", ["compiled", "plain"])
@pytest.mark.parametrize("seed", range(4))
def test_names_in_random_stretches(way: str, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    if way == "plain":
        monkeypatch.setattr(spans, "compiled", None)
    choose = random.Random(seed)
    text = "".join(choose.choice(PIECES) for _ in range(800)) + "\n"
    begin = np.array([choose.randrange(len(text) - 1) for _ in range(1500)])
    stop = np.minimum(begin + np.array([choose.randrange(18) for _ in range(1500)]), len(text) - 1)
    start, size = find_named(TextSigns(text), begin, stop)
    found = []
    for low, high in zip(begin.tolist(), stop.tolist(), strict=True):
        offset, length = named(text[low:high])
        found.append((low + offset, length))
    some = [
        (low, length) for low, length in zip(start.tolist(), size.tolist(), strict=True) if length
    ]
    assert some == [one for one in found if one[1]]
    assert size.tolist() == [length for _, length in found]
    assert len(some) > 100
