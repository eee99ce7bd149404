"""Numbers of phrases: compiled or not, the same as a dictionary of strings."""

from __future__ import annotations

import random

import numpy as np
import pytest

from talentcast.matching import spans
from talentcast.matching.open_skills import OpenSkills
from talentcast.matching.phrases import Phrases, WordEnds, joined
from talentcast.matching.surface_finder import text_codes

pytestmark = pytest.mark.usefixtures("way")


@pytest.mark.parametrize("signs", ["ab", "工单管理é\ufffd", "x"])
def test_phrases_of_random_texts(signs: str) -> None:
    choose = random.Random(3)
    phrases, expected = Phrases(["b", ""]), {"b": 0, "": 1}
    for _ in range(6):
        text = "".join(choose.choices(signs, k=2000))
        start = np.array([choose.randrange(1990) for _ in range(800)])
        end = start + np.array([choose.randrange(9) for _ in range(800)])
        cut = [text[low:high] for low, high in zip(start, end, strict=True)]
        known = [expected.get(one, -1) for one in cut]
        assert phrases.find(text_codes(text), start, end).tolist() == known
        numbers, added = phrases.add(text_codes(text), start, end)
        new = []
        for at, one in enumerate(cut):
            if one not in expected:
                new.append(at)
            assert numbers[at] == expected.setdefault(one, len(expected))
        assert added.tolist() == new
    assert phrases.words().to_pylist() == list(expected)


def test_no_phrases() -> None:
    none = np.zeros(0, np.int64)
    phrases = Phrases()
    assert phrases.words().to_pylist() == []
    assert [one.tolist() for one in phrases.add(text_codes(""), none, none)] == [[], []]
    assert phrases.hold(text_codes("a"), np.array([0]), np.array([1])).tolist() == [False]


def test_halves_of_surrogate_pairs_are_characters_too() -> None:
    codes = np.array([0xD800, 0xDC00, 0xD800, 0], np.uint16)
    numbers, _ = Phrases().add(codes, np.arange(4), np.arange(1, 5))
    assert numbers.tolist() == [0, 1, 0, 2]


def test_stretches_outside_the_text_are_refused() -> None:
    if spans.compiled is None:
        pytest.skip("was not compiled")
    for start, end in ((-1, 1), (0, 4), (2, 1)):
        with pytest.raises(ValueError, match="not inside"):
            Phrases().add(text_codes("abc"), np.array([start]), np.array([end]))


def test_what_ends_in_a_word() -> None:
    text, words = "数据工程师工程师人员", ["工程师", "人员", "员"]
    places = [(low, high) for low in range(len(text)) for high in range(low, len(text) + 1)]
    start, end = np.array(places).T
    expected = [text[low:high].endswith(tuple(words)) for low, high in places]
    assert WordEnds(words).hold(text_codes(text), start, end).tolist() == expected


def test_stretches_put_together() -> None:
    text = "需求分析和设计"
    choose = random.Random(8)
    rows = np.array([[choose.randrange(8) for _ in range(4)] for _ in range(60)]).T
    codes, start, end = joined(text_codes(text), (rows[0], rows[1]), (rows[2], rows[3]))
    made = codes.tobytes().decode("utf-16-le")
    found = [made[low:high] for low, high in zip(start, end, strict=True)]
    assert found == [text[a:b] + text[c:d] for a, b, c, d in rows.T.tolist()]


def test_open_skills_have_one_number_an_id() -> None:
    skills, codes = OpenSkills(), text_codes("写诗,写诗,java")
    first = skills.at("task:", codes, np.array([0, 3]), np.array([2, 5]))
    second = skills.at("tool:", codes, np.array([6]), np.array([10]))
    assert first.tolist() == [0, 0]
    assert second.tolist() == [1]
    assert [skills.number_of(one) for one in ("tool:java", "task:写诗", "mine", "soft:写诗")] == [
        1,
        0,
        2,
        3,
    ]
    assert skills.identities().to_pylist() == ["task:写诗", "tool:java", "mine", "soft:写诗"]
    assert OpenSkills().identities().to_pylist() == []
