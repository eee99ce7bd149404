"""Duties told as verb and object, and people that are no object of a task."""

from __future__ import annotations

import pytest

from talentcast.data.bundle import load_taxonomy
from talentcast.matching.skills import SkillIndex
from talentcast.matching.taxonomy import build_taxonomy


@pytest.fixture(scope="module")
def index():
    return SkillIndex(build_taxonomy(load_taxonomy()))


def tasks(index, text):
    return [m.text for m in index.find("", text) if m.skill_id.startswith("task:")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("工作内容：修剪果枝、清理蜂箱，更换蜂脾", ["修剪果枝", "清理蜂箱", "更换蜂脾"]),
        ("职责：1.负责编写马术课表；2.协助擦拭鞍具", ["编写马术课表", "擦拭鞍具"]),
        ("职责：登记蜂箱和更换蜂脾等", ["登记蜂箱", "更换蜂脾"]),
    ],
)
def test_duties_told_as_verb_and_object(index, text, expected):
    assert tasks(index, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "职责：处理日常事务，收集信息，维护客户",
        "职责：提升工作效率，改善服务质量，实现销售目标",
        "职责：跟踪项目进度，处理突发情况",
        "公司简介：更换蜂脾，修剪果枝",
        "福利待遇：更换蜂脾",
        "要求：无需更换蜂脾",
        "职责：更换蜂脾A型",
        "职责：更换蜂脾蜂箱蜂刷蜂帽",  # no object is so long
    ],
)
def test_what_is_no_duty(index, text):
    assert tasks(index, text) == []


def test_a_duty_has_the_category_of_its_verb_and_a_low_confidence(index):
    (found,) = index.find("", "职责：编写马术课表")
    assert (found.skill_id, found.kind, found.category) == (
        "task:编写马术课表",
        "hard",
        "development",
    )
    assert found.confidence == 0.5


def test_a_listed_name_is_not_taken_into_a_duty(index):
    found = [m.skill_id for m in index.find("", "职责：编写单元测试")]
    assert found == ["task.unit_testing"]


@pytest.mark.parametrize(
    "text",
    ["职责：协助采购经理处理订单", "职责：配合项目总监制定计划", "职责：协助销售主管整理资料"],
)
def test_people_who_act_are_no_object(index, text):
    assert not [task for task in tasks(index, text) if task.startswith(("采购", "项目", "销售"))]


def test_people_are_an_object_of_what_acts_on_people(index):
    assert tasks(index, "职责：负责门店店长培训、产品助理招聘") == ["门店店长培训", "产品助理招聘"]


def test_titles_hold_no_duties(index):
    assert [m.text for m in index.find("更换蜂脾", "") if m.kind == "hard"] == []
