"""Fields of study without 专业 right behind them, and languages among them."""

from __future__ import annotations

import pytest

from talentcast.data.bundle import load_taxonomy
from talentcast.matching.skills import SkillIndex
from talentcast.matching.taxonomy import build_taxonomy


@pytest.fixture(scope="module")
def index():
    return SkillIndex(build_taxonomy(load_taxonomy()))


@pytest.mark.parametrize(
    "text",
    [
        "要求：会计、审计、财务管理本科以上",
        "要求：市场营销、工商管理大专以上",
        "要求：编辑出版、中文、新闻等专业本科以上",
        "要求：国贸、英语专业优先",
    ],
)
def test_fields_of_study_name_no_skills(index, text):
    assert [m.text for m in index.find("", text)] == []


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("要求：熟悉财务管理，本科以上", "task.financial_management"),
        ("要求：熟悉财务管理本科以上", "task.financial_management"),
        ("大专以上学历，英语流利，市场营销专业优先", "language.english"),
        ("要求：英语口语好的国际贸易专业优先", "language.english"),
        ("要求：英语、日语专业八级", "language.japanese"),
        ("要求：日语专业本科", "language.japanese"),
        ("要求：\n1、日语专业本科", "language.japanese"),
    ],
)
def test_what_is_known_counts_beside_a_degree(index, text, skill):
    assert skill in [m.skill_id for m in index.find("", text)]
