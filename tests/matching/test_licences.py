"""Certificates that no table lists: 持塔机安拆证."""

from __future__ import annotations

import pytest

from talentcast.data.bundle import load_taxonomy
from talentcast.matching.skills import SkillIndex
from talentcast.matching.taxonomy import build_taxonomy


@pytest.fixture(scope="module")
def index():
    return SkillIndex(build_taxonomy(load_taxonomy()))


def open_certificates(index, text, title=""):
    found = index.find(title, text)
    return [m.text for m in found if m.skill_id.startswith("certificate:")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("要求：持塔机安拆证、冰斗吊证，身体好", ["塔机安拆证", "冰斗吊证"]),
        ("要求：持T证（电梯），会看图纸", ["T证"]),
        ("要求：具有X光操作执照", ["X光操作执照"]),
        ("要求：持有二级窑长资格证", ["二级窑长资格证"]),
        ("要求：需具备冰川作业证书", ["冰川作业证书"]),
        ("要求：盾构司机证优先", ["盾构司机证"]),
        ("要求：有中级茶点师证或糖艺师证者优先", ["中级茶点师证", "糖艺师证"]),
    ],
)
def test_certificates_that_no_table_lists(index, text, expected):
    assert open_certificates(index, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "要求：持身份证、毕业证、学位证",
        "要求：有居住证或工作证",
        "要求：具备产品合格证",
        "要求：有相关证书，持证上岗",
        "要求：具有很强的论证能力，保证质量，有验证经验",
        "要求：有记账凭证、营业执照",
        "要求：有CAD认证",
        "要求：无需盾构司机证",
        "职责：发放盾构司机证，管理索道作业证编号",
        "福利待遇：可考取盾构司机证",
        "公司简介：拥有盾构司机证",
    ],
)
def test_what_is_no_certificate_of_a_skill(index, text):
    assert open_certificates(index, text) == []


def test_an_unlisted_certificate_says_so(index):
    (found,) = (m for m in index.find("", "要求：有盾构司机证者优先") if m.kind == "certificate")
    assert found.skill_id == "certificate:盾构司机证"
    assert not found.required
    assert found.confidence < 0.7


def test_a_listed_certificate_keeps_its_id(index):
    found = [m.skill_id for m in index.find("", "要求：持钳工证") if m.kind == "certificate"]
    assert found == ["certificate.metal_trade_certificates"]


def test_titles_name_no_unlisted_certificate(index):
    assert open_certificates(index, "", title="司机（持盾构司机证）") == []
