"""Encodings are found, and text decoded wrongly before is put right."""

import pytest

from talentcast.matching.encodings import detect_encoding
from talentcast.matching.misread import undo_gb_as_latin, undo_utf8_as_gb, undo_utf8_as_latin

CHINESE = (
    "职位名称,薪资,职位描述\n"
    "会计,5千/月,负责公司账务处理，编制财务报表，要求熟悉会计准则。\n"
    "数据分析师,15-25K·14薪,负责业务数据的分析与报告，熟悉数据库和统计方法。\n"
)
TRADITIONAL = (
    "職務名稱,薪資待遇,工作內容\n"
    "會計,月薪四萬元,負責公司帳務處理與報表編製，具備稅務經驗者優先，需細心負責。\n"
    "軟體工程師,待遇面議,負責網站系統的開發與維護，熟悉資料庫設計，具備團隊合作精神。\n"
)
WESTERN = "title,salary\nDéveloppeur à Montréal,45 000 €\nCafé manager – señor García,£30k\n"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (CHINESE, "utf-8", "utf-8"),
        (CHINESE, "utf-8-sig", "utf-8"),
        (CHINESE, "gb18030", "gb18030"),
        (CHINESE, "gbk", "gb18030"),
        (CHINESE, "utf-16", "utf-16-le"),
        (CHINESE, "utf-16-le", "utf-16-le"),
        (CHINESE, "utf-16-be", "utf-16-be"),
        (TRADITIONAL, "big5", "cp950"),
        (TRADITIONAL, "utf-8", "utf-8"),
        (WESTERN, "cp1252", "cp1252"),
        (WESTERN, "utf-8", "utf-8"),
        (WESTERN, "utf-16-le", "utf-16-le"),
        ("title,pay\ncook,10\n", "ascii", "utf-8"),
    ],
)
def test_a_text_comes_back_as_it_was(text: str, codec: str, name: str) -> None:
    data = text.encode(codec)
    found = detect_encoding(data)
    assert found.name == name
    assert data[found.mark :].decode(found.name) == text
    assert found.repair is None


@pytest.mark.parametrize("cut", range(1, 7))
def test_a_sample_cut_inside_a_character_is_still_recognised(cut: int) -> None:
    for codec, name in (("utf-8", "utf-8"), ("gb18030", "gb18030")):
        assert detect_encoding(CHINESE.encode(codec)[:-cut]).name == name


def test_one_broken_byte_does_not_change_the_verdict() -> None:
    data = (CHINESE * 20).encode("gb18030")
    assert detect_encoding(data[:500] + b"\xff" + data[500:]).name == "gb18030"


def test_a_replacement_character_that_is_stored_is_not_an_error() -> None:
    assert detect_encoding((CHINESE + "\ufffd" * 200).encode()).name == "utf-8"


def as_windows(data: bytes) -> str:
    """Decode as browsers do: code page 1252, and Latin-1 for the bytes it leaves out."""
    return "".join(
        bytes([byte]).decode("latin-1" if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else "cp1252")
        for byte in data
    )


@pytest.mark.parametrize("text", [CHINESE, TRADITIONAL])
@pytest.mark.parametrize("read_as", [lambda data: data.decode("latin-1"), as_windows])
def test_utf8_read_byte_by_byte_is_repaired(text: str, read_as) -> None:
    stored = read_as(text.encode())
    found = detect_encoding(stored.encode())
    assert found.note == "UTF-8 read as Latin-1"
    assert found.repair is not None
    assert found.repair(stored) == text


@pytest.mark.parametrize("read_as", [lambda data: data.decode("latin-1"), as_windows])
def test_gb18030_read_byte_by_byte_is_repaired(read_as) -> None:
    stored = read_as(CHINESE.encode("gb18030"))
    found = detect_encoding(stored.encode())
    assert found.note == "GB18030 read as Latin-1"
    assert found.repair is not None
    assert found.repair(stored) == CHINESE


def test_utf8_read_as_gb18030_is_repaired_but_for_lost_bytes() -> None:
    stored = CHINESE.encode().decode("gb18030", "replace")
    found = detect_encoding(stored.encode())
    assert found.note.startswith("UTF-8 read as GB18030")
    assert found.repair is not None
    repaired = found.repair(stored)
    assert "负责公司账务处理" in repaired
    assert sum(a != b for a, b in zip(repaired, CHINESE, strict=False)) < len(CHINESE)
    assert "职位名称" in repaired


def test_curly_quotes_of_an_english_file_are_repaired() -> None:
    stored = as_windows("We\u2019re hiring \u2013 it\u2019s \u201cgreat\u201d\n".encode())
    found = detect_encoding(("title,text\n" + stored * 3).encode())
    assert found.note == "UTF-8 read as Latin-1"
    assert undo_utf8_as_latin(stored) == "We\u2019re hiring \u2013 it\u2019s \u201cgreat\u201d\n"


@pytest.mark.parametrize("text", [CHINESE, TRADITIONAL, WESTERN, "Ångström Übung œuvre £5 ½"])
def test_sound_text_is_left_alone(text: str) -> None:
    assert detect_encoding(text.encode()).repair is None
    assert undo_utf8_as_latin(text) == text


def test_a_line_in_good_order_survives_the_repair_of_its_neighbours() -> None:
    broken = "数据分析师".encode("gb18030").decode("latin-1")
    assert (
        undo_gb_as_latin(f"{broken}\n已经正常的文字\nplain") == "数据分析师\n已经正常的文字\nplain"
    )


def test_replacement_characters_split_the_repair() -> None:
    assert undo_utf8_as_gb("工程".encode().decode("gb18030") + "\ufffd,x") == "工程\ufffd,x"
