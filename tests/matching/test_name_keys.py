"""Names and titles of a batch are folded as each alone."""

from __future__ import annotations

import re
import unicodedata
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentcast.matching.name_keys import (
    AGENCY,
    EMPLOYER,
    HIDDEN,
    employer_names,
    folded_names,
    posters,
    title_keys,
    title_words_all,
)
from talentcast.matching.posting_keys import stable_hash, stable_hashes

# Pieces that the rules look at, and characters that change with their neighbours.
PIECES = st.sampled_from(
    "有限公司 股份有限公司 有限责任公司 inc Co. LTD 保密 匿名 某 confidential 人才 顾问 staffing "
    "recruiters 公司 企业 Java c++ C# .net node.js cocos2d-x 15K 20 w 3.5 k k8s Σ ΑΣ İ ß ﬁ ① か゛ "
    "é e \u0301 \u3099 _ - . （ ） ＡＢ 北京 \ud83d \ude00 😀 \u1100\u1161".split()
    + [" ", "\n", "\t", "\u3000", "\x85", "\u2028"]
)
NAMES = st.lists(st.lists(PIECES, max_size=7).map("".join), max_size=6)
LEGAL = r"股份有限公司|有限责任公司|有限公司|\b(?:inc|ltd|llc|gmbh|co|corp|plc)\b"
AGENTS = (
    r"人力资源|人才|人资|猎头|劳务|外包|外服|派遣|职业介绍|中介|顾问|企业管理咨询|商务咨询"
    r"|\b(?:staffing|recruit\w*|headhunt\w*|personnel|manpower|employment agency)\b"
)


def words(title: str) -> int:
    return title_words_all(folded_names([title]))[0]


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def wide(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def employer_alone(name: str) -> str:
    small = wide(name).lower()
    return letters(re.sub(LEGAL, "", small)) or letters(small)


def poster_alone(name: str) -> int:
    small = wide(name).strip().lower()
    if re.match(r"(?:[^某]{2,8})?某", small) and not re.match(r"[^某]{2,8}某某", small):
        return HIDDEN
    if re.match(r"匿名|保密", small):
        return HIDDEN
    lead = r"(?:(?:company|client|employer) )?(?:name )?"
    if re.match(lead + r"(?:confidential|anonymous|undisclosed)\b", small):
        return HIDDEN
    if re.search(r"(?:保密|匿名)(?:公司|企业)?$(?!\n)", small):
        return HIDDEN
    return AGENCY if re.search(AGENTS, small) else EMPLOYER


def title_alone(title: str) -> str:
    return letters(wide(wide(title).replace("+", "plus").replace("#", "sharp")).lower())


def words_alone(title: str) -> int:
    small = re.sub(r"\d+(?:\.\d+)?\s*[kw]\b", " ", wide(title).lower())
    joined = re.sub(r"(?<=[a-z0-9])[-_.](?=[a-z0-9])", "", small)
    marked = 0
    for word in re.findall(r"[a-z][a-z0-9+#]*", small + " " + joined):
        marked |= 1 << zlib.crc32(word.encode()) % 63
    return marked


@settings(max_examples=300, deadline=None)
@given(NAMES)
def test_names_of_a_batch_are_folded_as_each_alone(names: list[str]) -> None:
    folded = folded_names(names)
    assert employer_names(folded) == [*map(employer_alone, names)] or not names
    assert posters(folded) == [*map(poster_alone, names)]
    assert title_keys(folded) == [*map(title_alone, names)] or not names
    assert title_words_all(folded) == [*map(words_alone, names)]


@given(NAMES)
def test_hashes_of_a_batch_are_those_of_each(names: list[str]) -> None:
    assert stable_hashes(names).tolist() == [*map(stable_hash, names)]
    assert stable_hashes(names, "id").tolist() == [stable_hash("id", name) for name in names]


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("月薪15K java开发", "JAVA 工程师", True),
        ("cocos2dx客户端", "cocos2d-x前端", True),
        ("Node.js工程师", "nodejs开发", True),
        ("C++工程师", "C#工程师", False),
        ("Java开发", "RPA专员", False),
        ("月薪15K 会计", "15K 出纳", False),
    ],
)
def test_titles_share_latin_words(one: str, other: str, share: bool) -> None:
    assert (words(one) & words(other) != 0) is share


def test_titles_without_latin_words_have_no_bits() -> None:
    assert words("急聘 数据分析师（月薪15K-20K）") == 0
    assert 0 < words("SRE") < 2**63


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("成都米粒人力资源管理有限公司", AGENCY),
        ("广州某某企业管理咨询有限公司", AGENCY),
        ("Acme Recruitment Ltd", AGENCY),
        ("某大型互联网公司", HIDDEN),
        ("Confidential Company", HIDDEN),
        ("Company Confidential", HIDDEN),
        ("上海某知名互联网公司", HIDDEN),
        ("国家电网", EMPLOYER),
        ("某山文化传播（北京）有限公司"[1:], EMPLOYER),
        ("Acme Consulting Engineers", EMPLOYER),
    ],
)
def test_posters(name: str, kind: int) -> None:
    assert posters(folded_names([name])) == [kind]
