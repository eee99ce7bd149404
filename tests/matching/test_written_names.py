"""Latin names in Chinese ads that their capitals tell."""

from __future__ import annotations

import pytest

from talentcast.data.bundle import load_taxonomy
from talentcast.matching.skills import SkillIndex
from talentcast.matching.taxonomy import build_taxonomy

HEADING = "任职要求：\n"


@pytest.fixture(scope="module")
def index():
    return SkillIndex(build_taxonomy(load_taxonomy()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("负责Quorvex平台派稿，Zantiq做质检", {"tool:quorvex", "tool:zantiq"}),
        ("录音混音岗，Brimlo回邮件", {"tool:brimlo"}),
        ("Maya中用Advanced Quibbler绑定", {"tool:advanced quibbler"}),
        ("变电值班：QD7000系统监盘", {"tool:qd7000"}),
        ("负责quorvex平台派稿", set()),  # no capital
        ("负责QUORVEX平台派稿", set()),  # an abbreviation can be anything
        ("在Quorvex等会议发表文章", set()),
        ("Quorvex公司直招，双休", set()),
        ("请发简历至hr@Quorvex.com联系", set()),
        ("Base 上海，Title 不限", set()),
        ("You will own the Quorvex roadmap 负责规划", set()),  # a sentence of its own
    ],
)
def test_names_told_by_how_they_are_written(index, text, expected):
    found = {m.skill_id for m in index.find("", HEADING + text)}
    assert {name for name in found if name.startswith("tool:")} == expected


def test_only_what_is_asked_for_counts(index):
    for text in ("公司简介：\n我们做Quorvex平台", "我们做Quorvex平台", "福利待遇：\nQuorvex课程"):
        assert not index.find("", text)


def test_listed_names_keep_their_id(index):
    found = {m.skill_id for m in index.find("", HEADING + "MagiCAD平台，Quorvex平台")}
    assert "tool:magicad" not in found
    assert "tool:quorvex" in found
