"""Chinese names of knowledge and of machines behind a cue that no table lists, by how they end."""

from __future__ import annotations

import pytest

from talentcast.data.bundle import load_taxonomy
from talentcast.matching.skills import SkillIndex
from talentcast.matching.taxonomy import build_taxonomy


@pytest.fixture(scope="module")
def index():
    return SkillIndex(build_taxonomy(load_taxonomy()))


def unlisted(index, text):
    found = index.find("", text)
    return [m.text for m in found if m.skill_id.startswith(("knowledge:", "tool:"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("要求：懂犬猫行为学优先", ["犬猫行为学"]),
        ("要求：掌握一定的冰斗地貌知识", ["冰斗地貌知识"]),
        ("要求：会使用冰斗仪，能吃苦", ["冰斗仪"]),
        ("要求：熟悉网络信息内容生态治理规定", []),  # more than eight characters
        ("要求：了解茶园防霜条例", ["茶园防霜条例"]),
        ("要求：熟悉糍粑机和蒸笼设备", ["糍粑机", "蒸笼设备"]),
        ("要求：有三年经验，能出差，了解马鞍特性", ["马鞍特性"]),  # not the first cue
        ("要求：熟悉马具，了解蹄铁规则，懂马房原理", ["蹄铁规则", "马房原理"]),
    ],
)
def test_names_of_knowledge_behind_a_cue(index, text, expected):
    assert unlisted(index, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "要求：具备扎实的基础知识、专业知识",
        "要求：了解公司产品知识，熟悉前沿技术",
        "要求：熟练使用手机，熟悉设计软件",
        "要求：掌握一定的方法，了解小学",
        "要求：不要求懂蹄铁学",
    ],
)
def test_words_that_name_no_knowledge(index, text):
    assert unlisted(index, text) == []
