"""Normal form and parts of an ad."""

import unicodedata

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from talentcast.matching import text as text_module
from talentcast.matching.sections import sections
from talentcast.matching.text import joined_codes, key, normalise, normalise_all
from talentcast.matching.traditional import PAIRS, SIMPLIFIED

try:
    from talentcast.matching._plain import plain_texts
except ImportError:
    plain_texts = None

needs_compiled = pytest.mark.skipif(
    plain_texts is None, reason="normal form was not compiled: this install had no C compiler"
)

ODD = st.sampled_from(["\ud800", "😀", "\U0010ffff", "\uffff", "\x00", "\r", "İ", "Ａ", "專", "ß"])
TEXTS = st.lists(st.lists(ODD | st.text(max_size=5), max_size=9).map("".join), max_size=6)


@given(st.text())
def test_normal_form_keeps_every_offset(text):
    assert len(normalise(text)) == len(text)


@given(st.text())
def test_normal_form_is_stable(text):
    assert normalise(normalise(text)) == normalise(text)


@pytest.fixture(params=["compiled", "arrays"])
def way(request, monkeypatch):
    if request.param == "compiled" and plain_texts is None:
        pytest.skip("normal form was not compiled: this install had no C compiler")
    if request.param == "arrays":
        monkeypatch.setattr(text_module, "compiled", lambda: None)
    return request.param


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(TEXTS)
def test_texts_of_a_batch_become_what_each_becomes_alone(way, texts):
    plain = normalise_all(texts)
    assert plain == [*map(normalise, texts)]
    assert (plain.codes is None) is (way == "arrays")
    assert joined_codes(plain).tolist() == [*map(ord, "\n".join(["", *plain, "", ""]))]
    assert joined_codes([*plain]).tolist() == joined_codes(plain).tolist()


def test_long_texts_of_a_batch(way):
    texts = ["甲" * 40_000, "Ａ", "", "乙" * 70_000]
    assert normalise_all(texts) == [texts[0], "a", "", texts[3]]


@needs_compiled
def test_compiled_refuses_what_is_no_text_or_no_table():
    table = np.arange(65_537, dtype=np.uint32)
    with pytest.raises(TypeError):
        plain_texts(["a", None], table)
    with pytest.raises(TypeError):
        plain_texts(("a",), table)
    with pytest.raises(ValueError, match="table"):
        plain_texts(["a"], table[1:])


@pytest.mark.parametrize(
    "text",
    ["\ud800abc", "😀熟悉Java😀", "a\x00b\x07c", "שלום Java", "İstanbul ß ﬁ", "\u202e熟悉\u200b"],
    ids=["lone surrogate", "emoji", "control", "right to left", "longer in lower case", "marks"],
)
def test_odd_characters_neither_fail_nor_move_anything(text):
    plain = normalise(text)
    assert len(plain) == len(text)
    for i, char in enumerate(text):
        if "a" <= char <= "z" or "\u4e00" <= char <= "\u9fff":
            assert plain[i] == char


def test_full_width_equals_the_unicode_compatibility_form():
    wide = "ＡＢＣｘｙｚ０１９（）：，；！？＋＃"
    assert normalise(wide) == unicodedata.normalize("NFKC", wide).lower()


def test_traditional_characters_become_simplified():
    assert normalise("軟體開發與專案管理") == "软体开发与专案管理"


def test_traditional_pairs_are_pairs_and_lead_to_gb2312():
    assert len(PAIRS) % 2 == 0
    for traditional, simplified in SIMPLIFIED.items():
        assert traditional != simplified
        simplified.encode("gb2312")  # the simplified standard set
    # a simplified form is never mapped further
    assert not set(SIMPLIFIED) & set(SIMPLIFIED.values())


def test_key_joins_writings_of_one_name():
    assert key("Spring Boot") == key("ＳｐｒｉｎｇＢｏｏｔ") == key("spring\tboot")


def kinds(text):
    return [(part.kind, text[part.start : part.end].strip()[:4]) for part in sections(text)]


def test_sections_of_a_chinese_ad_on_lines():
    text = (
        "我们是一家公司\n【岗位职责】\n1、写程序\n【任职要求】\n1、本科\n加分项：\n1、会画图\n"
        "福利待遇\n1、双休\n公司简介：\n成立于2001年"
    )
    assert [kind for kind, _ in kinds(text)] == [
        "lead", "duties", "requirements", "preferred", "benefits", "company",
    ]  # fmt: skip


def test_sections_of_an_ad_in_one_line():
    text = "Python工程师岗位职责：1、写程序；任职要求1.本科；2、两年经验。【工作时间】：9:00"
    assert [kind for kind, _ in kinds(text)] == ["lead", "duties", "requirements", "information"]


def test_a_heading_word_inside_a_sentence_is_no_heading():
    assert [kind for kind, _ in kinds("符合任职要求者优先，福利好，条件不限")] == ["lead"]


def test_site_metadata_is_told_apart():
    text = "任职要求：本科\n\n\n职能类别：\n软件工程师\n\n关键字：\nPython\n\n微信分享"
    assert kinds(text)[0] == ("requirements", "任职要求")
    assert {kind for kind, _ in kinds(text)[1:]} == {"metadata"}


def test_sections_of_an_english_ad():
    text = "Acme\nResponsibilities:\nWrite code\nRequirements:\nJava\nNice to have:\nGo\nBenefits:\nPay"
    assert [kind for kind, _ in kinds(text)] == [
        "lead", "duties", "requirements", "preferred", "benefits",
    ]  # fmt: skip


@given(st.text(alphabet="岗位职责任职要求：\n 福利待遇abc。1、", max_size=60))
def test_sections_cover_the_text_without_gaps(text):
    parts = sections(text)
    assert "".join(text[part.start : part.end] for part in parts) == text


@pytest.mark.parametrize("text", ["\ud83d\ude00", "a\ud83d", "😀\ud83d\ude00b"])
def test_halves_of_characters_keep_the_length(text):
    assert len(normalise(text)) == len(text)
    assert normalise_all([text, "甲"])[1] == "甲"
