"""Exports that a demanding user tried: several sheets, tags that are attributes, both languages."""

from __future__ import annotations

import random
import re
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from talentcast.errors import InputFileError
from talentcast.matching.cells import clean_markup
from talentcast.matching.columns import find_columns
from talentcast.matching.postings import read_postings
from talentcast.matching.reader_sentences import REASONS, ROLES, SENTENCES, sentence
from talentcast.matching.source_spans import source_spans

HEADER = ["岗位名称", "薪资待遇", "用人单位", "岗位要求"]


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_sheets_with_the_same_columns_are_all_read(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "cities.xlsx",
        {
            "说明": [["本表由系统导出"]],
            "北京": [
                ["北京招聘表"],
                HEADER,
                ["会计", "6-9K", "甲", "做账"],
                [None, "5K", "乙", None],
            ],
            "上海": [HEADER, ["护士", "5-8K", "丙", "护理"], ["司机", "6K", "丁", "驾驶"]],
            "统计": [["岗位名称", "招聘人数"], ["会计", 12], ["护士", 3]],
        },
    )
    rejects = []
    reader = read_postings(path, on_reject=rejects.append)
    batches = list(reader)
    assert [t for batch in batches for t in batch.column("title").to_pylist()] == [
        "会计",
        "护士",
        "司机",
    ]
    assert [n for batch in batches for n in batch.column("row").to_pylist()] == [1, 3, 4]
    assert reader.report.rows == 4
    assert set(reader.report.columns) == {f"{path} [北京]", f"{path} [上海]"}
    assert [(reject.file, reject.line, reject.row) for reject in rejects] == [
        (f"{path} [北京]", 4, 2)
    ]
    (note,) = reader.report.warnings
    assert "sheet 统计 (3 rows)" in note
    assert "sheet 说明 (1 row)" in note


def test_a_sheet_with_some_of_the_columns_holds_ads_too(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        {
            "一": [[*HEADER, "备注", "编号"], ["会计", "6-9K", "甲", "做账", "", 1]],
            "二": [HEADER[:3], ["护士", "5-8K", "丙"]],
        },
    )
    assert [t for b in read_postings(path) for t in b.column("title").to_pylist()] == [
        "会计",
        "护士",
    ]


def test_one_sheet_of_ads_keeps_the_name_of_the_file(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", {"数据": [HEADER, ["会计", "6-9K", "甲", "做账"]], "空": []}
    )
    reader = read_postings(path)
    list(reader)
    assert list(reader.report.columns) == [str(path)]
    assert reader.report.warnings == []


def test_tags_that_hold_attributes_are_read_as_such() -> None:
    rows = [
        ["会计", f"北京-朝阳区 | 3-5年 | 本科 | 招{n}人", "账务处理，编制报表"] for n in range(1, 9)
    ]
    plan = find_columns(["岗位", "标签", "描述"], rows)
    assert plan.names()["attributes"] == ["标签"]
    skills = find_columns(["岗位", "标签"], [["会计", "金蝶 | 用友 | 报税"]] * 8)
    assert "attributes" not in skills.names()
    assert skills.names()["text"] == ["标签"]


def test_an_ad_takes_place_education_and_openings_from_tags() -> None:
    import talentcast as tc

    frame = pd.DataFrame(
        {
            "岗位": [f"会计{n}" for n in range(12)],
            "标签": ["北京-朝阳区 | 3-5年 | 本科 | 招3人"] * 12,
            "描述": ["负责账务处理"] * 12,
            "企业": [f"示例{n}有限公司" for n in range(12)],
        }
    )
    result = tc.gaps(frame)
    assert result.occupations["openings"].sum() == 36
    assert "北京-朝阳区" in result.tables.extra["places"]["id"].tolist()


WARNED = pd.DataFrame(
    {
        "标题": ["会计", "出纳", "护士", "司机"],
        "公司名称": ["会计", "出纳", "护士", "司机"],
        "company_size": ["甲"] * 4,
        "min_salary": [5000, 6000, 7000, 8000],
        "max_salary": [6000, 7000, 8000, 9000],
        "tags": ["金蝶", "用友", "护理", "驾驶"],
    }
)


def test_warnings_come_in_chinese(tmp_path: Path) -> None:
    english, chinese = read_postings(WARNED), read_postings(WARNED, lang="zh")
    for reader in (english, chinese):
        list(reader)
    assert len(english.report.warnings) == len(chinese.report.warnings) >= 3
    for text in chinese.report.warnings:
        own_words = re.sub("DataFrame|min_salary|max_salary|tags", "", text)
        assert not re.search("[A-Za-z]{3,}", own_words), text
    path = tmp_path / "short.csv"
    path.write_text(
        "职位名称,薪资,公司,描述\n会计,6-9K,甲\n司机,5K,乙,x,多,余\n护士,5K,丙,x\n",
        encoding="utf-8",
    )
    rejects = []
    reader = read_postings(path, lang="zh", on_reject=rejects.append)
    list(reader)
    assert reader.report.warnings == [f"{path}: 1 行短于表头，末尾各格视为空。"]
    assert [reject.reason for reject in rejects] == ["单元格过多（得 6，应为 4）"]
    assert dict(reader.report.rejected) == {"too many cells": 1}


def test_every_sentence_fills_in_in_both_languages() -> None:
    from talentcast.matching import rejects
    from talentcast.matching.columns import ORDER

    values = {"role": "title", "other": "text", "names": "a", "column": "b", "encoding": "utf-8"}
    for key in SENTENCES:
        for lang in ("en", "zh"):
            said = sentence(key, lang, count=2, first=300, name="c", **values)
            assert "{" not in said
    assert set(ORDER) <= set(ROLES)
    reasons = {
        value for name, value in vars(rejects).items() if name.isupper() and " " in str(value)
    }
    assert reasons == set(REASONS)


MARKUP = (
    "<p>", "</p>", "<br/>", "<b>", "</b>", "<!-- x -->", "&amp;", "&nbsp;", "&lt;", "&amp;lt;", "&#39;",
    "&ampx", "&", "<", ">", "\r\n", "\r", "\n", "\x07", "\u200b", "Python", "和", " ", "🔥", "<c>", "a<b",
    "&lt;br&gt;", "&notit;",
)  # fmt: skip


def test_positions_of_cleaned_text_lead_back_to_the_text_as_given() -> None:
    draw = random.Random(4)
    for _ in range(4000):
        raw = "".join(draw.choices(MARKUP, k=draw.randint(1, 12))) + "SQL数据"
        cleaned = clean_markup(raw)
        spans = source_spans(raw, cleaned)
        start = cleaned.index("SQL数据")
        found = spans(start, start + 5)
        assert raw[slice(*found)] == "SQL数据", raw
        previous = 0
        for place in range(len(cleaned)):
            first, last = spans(place, place + 1)
            assert previous <= first < last <= len(raw), raw
            previous = first


@pytest.mark.parametrize("item", [{"title": "会计"}, 5, WARNED])
def test_a_list_of_other_things_gets_one_line(item: object) -> None:
    with pytest.raises(InputFileError, match="in a list; expected paths"):
        read_postings([item])  # type: ignore[list-item]


def test_a_named_index_is_read_as_a_column() -> None:
    frame = pd.DataFrame({"岗位": ["会计", "护士"], "薪资": ["5K", "6K"]}).set_index("岗位")
    (batch,) = read_postings(frame)
    assert batch.column("title").to_pylist() == ["会计", "护士"]
    assert frame.index.name == "岗位"


def test_a_pipe_is_refused_in_one_line(tmp_path: Path) -> None:
    import os

    path = tmp_path / "pipe.csv"
    os.mkfifo(path)
    with pytest.raises(InputFileError, match="pipe or device"):
        read_postings(path)
