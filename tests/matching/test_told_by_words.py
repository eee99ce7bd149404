"""Machines, standards and members of lists that no table lists; sentences and answers by hand."""

import numpy as np
import pytest

from talentcast.matching.devices import device, is_used
from talentcast.matching.list_members import are_members
from talentcast.matching.skills import SkillIndex
from talentcast.matching.span_signs import TextSigns
from talentcast.matching.standards import standard
from talentcast.matching.taxonomy import build_taxonomy

REQUIREMENTS = "任职要求：\n1、{}。"
DUTIES = "岗位职责：\n1、{}。"


@pytest.fixture(scope="module")
def index():
    import pandas as pd

    rows = {"id": ["tool.java"], "name_zh": ["Java"], "name_en": ["Java"], "kind": ["tool"]}
    return SkillIndex(build_taxonomy({"skills": pd.DataFrame(rows)}))


def found(index, text, prefix):
    return {m.text for m in index.find("", text) if m.skill_id.startswith(prefix)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("会操作砂磨机、数控折弯机", {"砂磨机", "数控折弯机"}),
        ("负责空压机及冷却塔的日常维护", {"空压机", "冷却塔"}),
        ("熟练使用红外测温仪", {"红外测温仪"}),
        ("能校准万用表", {"万用表"}),
        ("负责包装机的销售", set()),
        ("具备良好的商务礼仪", set()),
        ("熟悉计算机，会计专业，把握时机", set()),
        ("有手机、报表和服务器", set()),
    ],
)
def test_machines_that_are_used_are_tools(index, text, names):
    assert found(index, REQUIREMENTS.format(text), "tool:") == names


def test_machines_in_benefits_are_none(index):
    assert not found(index, "福利待遇：\n可使用自动贩卖机、按摩椅。", "tool:")


@pytest.mark.parametrize(
    ("name", "kept"),
    [("操作数控车床", "数控车床"), ("砂磨机", "砂磨机"), ("办公仪器", ""), ("多传感器", "")],
)
def test_a_machine_loses_the_verb_before_it(name, kept):
    assert device(name) == kept


def test_what_is_sold_is_no_tool():
    assert is_used("会操作", ",")
    assert not is_used("负责销售及会", ",")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("依据GB/T 7588.1-2020和TSG T5002要求", {"GB/T 7588.1-2020", "TSG T5002"}),
        ("依据GB 4789系列取样", {"GB 4789"}),
        ("推行IEC61131-3编程", {"IEC61131-3"}),
        ("JGJ 59-2011", {"JGJ 59-2011"}),
        ("SAP 300万元，C 100，Python 3.11，Office 2016，RS485", set()),
        ("AS 400主机，月薪18000-25000", set()),
    ],
)
def test_standards_are_told_by_their_number(index, text, names):
    text = DUTIES.format(text)
    places = [place for place in range(len(text)) if text[place].isdigit()]
    spans = {standard(text.lower(), place, 0) for place in places}
    assert {text[start:end] for start, end in spans if start < end} == names
    assert names <= found(index, text, "knowledge:")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("负责标粗、分塘、投喂管理", {"标粗", "分塘", "投喂管理"}),
        ("完成服装打样、放码、排料", {"服装打样", "放码", "排料"}),
        ("负责客户、供应商、合同管理", {"合同管理", "合同"}),
        ("负责服务器监控、网络、存储", {"服务器监控"}),
        ("负责版面设计、编辑器、平台", {"版面设计"}),
    ],
)
def test_members_beside_a_task_are_tasks(index, text, names):
    tasks = found(index, DUTIES.format(text), "task:")
    assert tasks <= names | {"合同"}
    assert names - {"合同"} <= tasks


def test_everyday_words_and_bare_verbs_are_no_members():
    names = ["排料", "供应商", "监控", "设计产品性能", "存储", "数据平台", "等问题"]
    ends = np.cumsum([len(name) + 1 for name in names]) - 1
    starts = ends - [len(name) for name in names]
    found = are_members(TextSigns("、".join(names) + "\n"), starts, ends)
    assert found.tolist() == [True, *[False] * 6]
