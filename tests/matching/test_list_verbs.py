"""Verbs of the trades as members of lists; expectations are readings by hand."""

from __future__ import annotations

import pytest

from talentcast.data.bundle import load_taxonomy
from talentcast.matching.skills import SkillIndex
from talentcast.matching.taxonomy import build_taxonomy


@pytest.fixture(scope="module")
def index():
    return SkillIndex(build_taxonomy(load_taxonomy()))


def tasks(index, text):
    return [m.text for m in index.find("", text) if m.kind == "hard"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("岗位职责：负责收货、上架、复核、出库", ["收货", "上架", "复核", "出库"]),
        ("岗位职责：负责收银、陈列、盘点", ["收银", "陈列", "盘点"]),
        ("岗位职责：做好消毒、驱虫和接种", ["消毒", "驱虫", "接种"]),
    ],
)
def test_members_of_a_list(index, text, expected):
    assert tasks(index, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "岗位职责：负责测试、安装、维护",  # too general without an object
        "岗位职责：上架商品",
        "公司简介：集烘烤、灌装、配送于一体",
        "岗位职责：复核",
        "要求：无需收银、陈列经验",
    ],
)
def test_what_is_no_member(index, text):
    found = tasks(index, text)
    assert not {"测试", "安装", "维护", "上架", "烘烤", "灌装", "配送", "复核", "收银"} & set(found)


def test_a_listed_name_keeps_its_id(index):
    found = {m.text: m.skill_id for m in index.find("", "岗位职责：负责收银、陈列、复核")}
    assert found["收银"].startswith("task.")
    assert found["复核"] == "task:复核"
