"""Short names are not found across the border of two words; expectations are readings by hand."""

from __future__ import annotations

import pytest

from talentcast.data.bundle import load_taxonomy
from talentcast.matching.common_words import border_words
from talentcast.matching.skills import SkillIndex
from talentcast.matching.taxonomy import build_taxonomy


@pytest.fixture(scope="module")
def index():
    return SkillIndex(build_taxonomy(load_taxonomy()))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("职责：参与简单测试", "单测"),
        ("要求：良好学习能力", "好学"),
        ("要求：会可视化工具", "化工"),
        ("职责：提高项目效率", "高项"),
        ("职责：确保代码质量", "保代"),
        ("要求：了解不同传感器", "同传"),
        ("要求：熟悉语法考试", "法考"),
        ("职责：向各地推广产品", "地推"),
        ("职责：接待专家访谈", "家访"),
        ("职责：协助社会计划落实", "会计"),
    ],
)
def test_no_name_across_a_border(index, text, wrong):
    assert wrong not in [m.text for m in index.find("", text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("要求：熟悉前后端分离开发", "后端"),
        ("职责：构建一个人工智能平台", "人工智能"),
        ("要求：好学，有责任心", "好学"),
        ("要求：熟悉化工知识", "化工"),
        ("职责：负责线下地推、家访", "地推"),
        ("职责：负责线下地推、家访", "家访"),
        ("要求：熟悉不同传感器原理", "传感器"),
        ("职责：简单测试用例编写", "测试用例"),
    ],
)
def test_names_that_only_begin_near_a_border(index, text, name):
    assert any(name in m.text for m in index.find("", text))


def test_the_verb_behind_the_border_is_read(index):
    found = [m.text for m in index.find("", "职责：负责设备整体测试、产品性能测试")]
    assert any("测试" in text for text in found)
    assert "体测" not in found


def test_only_words_before_a_short_surface_are_taken():
    words = border_words({"体测", "测试"})
    assert "整体" in words
    assert "简单" not in words


def test_no_word_takes_a_surface():
    assert "整体" not in border_words({"体测", "整体"})
    assert "标准化" not in border_words({"化工", "标准"})
