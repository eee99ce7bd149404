"""Reading job ads: every format and encoding, every row accounted for, flat memory."""

import csv
import gzip
import io
import json
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from talentcast.frames import POSTINGS
from talentcast.matching.postings import SCHEMA, read_postings
from talentcast.matching.rejects import Reject

HEADER = ["职位名称", "公司名称", "工作地点", "薪资", "学历要求", "发布日期", "职位描述"]
BODY = "岗位职责：负责公司的账务处理，编制财务报表。任职要求：熟悉会计准则，三年以上工作经验，有责任心，善于沟通协调。"
ROWS = [
    ["会计", "甲科技有限公司", "北京-海淀区", "5-8千/月", "本科", "2024-03-01", BODY + "一"],
    [
        "Java开发工程师",
        "乙集团",
        "上海",
        "15-25K·14薪",
        "大专",
        "2024-03-02",
        BODY + '"二"\n第二行',
    ],
    ["销售经理", "丙有限公司", "广州", "面议", "学历不限", "2024-03-03", BODY + ",三;四\t五|六"],
    ["设计师", "丁有限公司", "深圳", "1-1.5万/月", "本科", "2024-03-04", BODY + "七"],
]
CANONICAL = ["title", "employer", "place", "salary", "education", "date", "text"]

FORMATS = {
    "comma": lambda: delimited(","),
    "tab": lambda: delimited("\t"),
    "semicolon": lambda: delimited(";"),
    "pipe": lambda: delimited("|"),
    "json lines": lambda: "".join(line + "\n" for line in map(dumps, records())),
    "json array": lambda: json.dumps(records(), ensure_ascii=False, indent=1),
    "json answer": lambda: dumps({"code": 0, "data": {"list": records(), "count": len(ROWS)}}),
    "json by column": lambda: pd.DataFrame(ROWS, columns=HEADER).to_json(force_ascii=False),
}
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]

TRADITIONAL = [
    ["職務名稱", "公司名稱", "工作地點", "薪資待遇", "學歷要求", "刊登日期", "工作內容"],
    ["會計", "甲股份有限公司", "台北市信義區", "月薪40,000元", "大學", "2024-03-01",
     "負責公司帳務處理與報表編製，需細心負責，具備稅務經驗者優先。熟悉會計準則與文書軟體，能獨立完成作業。"],
    ["軟體工程師", "乙科技有限公司", "新竹市", "面議", "碩士", "2024-03-02",
     "負責網站系統的開發與維護，熟悉資料庫設計，具備團隊合作精神。需有三年以上相關工作經驗，善於溝通協調。"],
]  # fmt: skip


def dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def records() -> list[dict[str, str]]:
    return [dict(zip(HEADER, row, strict=True)) for row in ROWS]


def delimited(delimiter: str, rows: list[list[str]] | None = None, end: str = "\r\n") -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerows([HEADER, *(ROWS if rows is None else rows)])
    return out.getvalue()


def write(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def read(source, **options) -> tuple[pa.Table, list[Reject], object]:
    rejects: list[Reject] = []
    reader = read_postings(source, on_reject=rejects.append, **options)
    table = pa.Table.from_batches(list(reader), SCHEMA)
    return table, rejects, reader.report


def cells(table: pa.Table) -> list[list[str | None]]:
    return [list(row) for row in zip(*(table[name].to_pylist() for name in CANONICAL), strict=True)]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("form", FORMATS)
def test_each_format_in_each_encoding(tmp_path: Path, form: str, encoding: str) -> None:
    table, rejects, report = read(write(tmp_path / "ads.dat", FORMATS[form](), encoding))
    assert cells(table) == ROWS
    assert not rejects
    assert report.rows == 4


@pytest.mark.parametrize("encoding", ["big5", "utf-8", "gb18030"])
def test_traditional_chinese(tmp_path: Path, encoding: str) -> None:
    out = io.StringIO()
    csv.writer(out).writerows(TRADITIONAL)
    table = read(write(tmp_path / "ads.csv", out.getvalue(), encoding))[0]
    assert cells(table) == TRADITIONAL[1:]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(tmp_path: Path, end: str) -> None:
    rows = [row for row in ROWS if "\n" not in row[-1]]
    table, _, _ = read(write(tmp_path / "ads.csv", delimited(",", rows, end)))
    assert cells(table) == rows


@pytest.mark.parametrize("form", ["comma", "json lines", "json array"])
def test_gzip(tmp_path: Path, form: str) -> None:
    path = write(tmp_path / "ads.gz", gzip.compress(FORMATS[form]().encode("gb18030")))
    assert cells(read(path)[0]) == ROWS


def test_workbook_with_notes_above_the_header_and_on_another_sheet(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["说明：本表为导出数据"])
    sheet = book.create_sheet("数据")
    sheet["B2"] = "2024年招聘信息"
    for line, row in enumerate([HEADER, *ROWS], 4):
        for column, cell in enumerate(row, 2):
            sheet.cell(line, column, cell)
    path = tmp_path / "ads.xlsx"
    book.save(path)
    table, rejects, report = read(path)
    assert cells(table) == ROWS
    assert not rejects
    assert "数据" in next(iter(report.encodings.values()))


def test_typed_cells_of_a_workbook(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {"职位名称": ["会计", "出纳"], "发布日期": pd.to_datetime(["2024-03-01", None]),
         "招聘人数": [3, 1], "最低薪资": [8000.0, 4000.5], "最高薪资": [12000, 6000]}
    )  # fmt: skip
    path = tmp_path / "ads.xlsx"
    frame.to_excel(path, index=False)
    table = read(path)[0]
    assert table["date"].to_pylist() == ["2024-03-01", None]
    assert table["openings"].to_pylist() == ["3", "1"]
    assert table["salary_low"].to_pylist() == ["8000", "4000.5"]


def test_a_web_page_named_xls(tmp_path: Path) -> None:
    frame = pd.DataFrame([[cell.replace("\n", " ") for cell in row] for row in ROWS])
    html = frame.set_axis(HEADER, axis=1).to_html(index=False, escape=True)
    page = f"<html><meta charset='gbk'><body>{html}</body></html>"
    table = read(write(tmp_path / "ads.xls", page, "gb18030"))[0]
    assert table["title"].to_pylist() == [row[0] for row in ROWS]
    assert table["text"].to_pylist()[0] == ROWS[0][-1]


def test_parquet_of_all_types(tmp_path: Path) -> None:
    table = pa.table(
        {
            "title": pa.array(["Cook", "Nurse", "Clerk"]).dictionary_encode(),
            "job_id": pa.array([1, 2, None], pa.int64()),
            "posted_date": pa.array([0, 86_400_000, None], pa.timestamp("ms")),
            "openings": pa.array([1.0, None, 3.0]),
            "skills": pa.array([["a", "b"], [], None]),
            "description": pa.array(["x" * 70, None, "skills and duties " * 5], pa.large_string()),
        }
    )
    path = tmp_path / "ads.bin"
    import pyarrow.parquet as pq

    pq.write_table(table, path)
    got = read(path)[0]
    assert got["title"].to_pylist() == ["Cook", "Nurse", "Clerk"]
    assert got["posting_id"].to_pylist() == ["1", "2", None]
    assert got["date"].to_pylist() == ["1970-01-01", "1970-01-02", None]
    assert got["openings"].to_pylist() == ["1", None, "3"]


def test_a_frame(tmp_path: Path) -> None:
    frame = pd.DataFrame(ROWS, columns=HEADER).assign(编号=[1, 2, 3, 4])
    before = frame.copy()
    table, _, report = read(frame)
    assert cells(table) == ROWS
    assert table["posting_id"].to_pylist() == ["1", "2", "3", "4"]
    assert report.encodings == {"DataFrame": "DataFrame"}
    pd.testing.assert_frame_equal(frame, before)


def test_the_schema_is_that_of_frames() -> None:
    assert SCHEMA.names == list(POSTINGS)


def test_several_files_and_a_folder_count_rows_through(tmp_path: Path) -> None:
    first = write(tmp_path / "a.csv", delimited(","))
    second = write(tmp_path / "b.jsonl", FORMATS["json lines"](), "gb18030")
    write(tmp_path / "notes.md", "not an input")
    for source in ([first, second], tmp_path, str(tmp_path)):
        table, _, report = read(source)
        assert table["row"].to_pylist() == list(range(1, 9))
        assert table["file"].to_pylist() == [str(first)] * 4 + [str(second)] * 4
        assert report.rows == 8
        assert set(report.columns) == {str(first), str(second)}


def test_report_says_what_was_found(tmp_path: Path) -> None:
    rows = [[*row, "https://example.invalid/1"] for row in ROWS]
    text = delimited(",", rows).replace("职位描述\r\n", "职位描述,链接\r\n", 1)
    path = write(tmp_path / "ads.csv", text, "gb18030")
    report = read_postings(path).report
    assert report.columns[str(path)] == dict(
        sorted(zip(CANONICAL, ([name] for name in HEADER), strict=True),
               key=lambda item: POSTINGS.index(item[0]))
    )  # fmt: skip
    assert report.unused[str(path)] == ["链接"]
    assert report.encodings[str(path)] == "gb18030"
    assert report.warnings == []


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    path = write(tmp_path / "ads.csv", delimited(",") + "\r\n,,,,,,\r\n")
    reader = read_postings(path)
    first = pa.Table.from_batches(list(reader))
    rejected = dict(reader.report.rejected)
    assert pa.Table.from_batches(list(reader)).equals(first)
    assert dict(reader.report.rejected) == rejected == {"no title and no text": 1}
    assert reader.report.rows == 5


@pytest.mark.parametrize("batch_rows", [1, 2, 3, 100])
def test_batches_hold_at_most_what_was_asked(tmp_path: Path, batch_rows: int) -> None:
    path = write(tmp_path / "ads.csv", delimited(","))
    batches = list(read_postings(path, batch_rows=batch_rows))
    assert max(batch.num_rows for batch in batches) == min(batch_rows, 4)
    assert cells(pa.Table.from_batches(batches)) == ROWS


def test_markup_placeholders_and_control_characters(tmp_path: Path) -> None:
    rows = [
        ["C++ &amp; <em>Java</em>工程师", "甲&nbsp;公司", "\xa0北京\xa0-海淀区 ", "-1", "N/A", "null",
         "职责<br/>1、开发&lt;<p>2、测试</p>\x07A&#39;s List<T>"],
        ["会计", "暂无", "nan", "面议", "", "1713397508000", "暂无"],
    ]  # fmt: skip
    table = read(write(tmp_path / "ads.csv", delimited(",", rows + ROWS)))[0]
    first, second = cells(table)[:2]
    assert first == [
        "C++ & Java工程师", "甲 公司", "北京 -海淀区", None, None, None,
        "职责\n1、开发<\n2、测试\nA's List<T>",
    ]  # fmt: skip
    assert second == ["会计", None, None, "面议", None, "2024-04-17", None]


def test_ragged_rows(tmp_path: Path) -> None:
    text = (
        delimited(",", ROWS[:1], "\n") + "出纳,戊公司,北京,4千/月\n文员,x\n" + ",".join("abcdefgh")
    )
    text += "\n司机,己公司,上海,5千/月,不限,2024-03-05,开车,,,\n"
    table, rejects, report = read(write(tmp_path / "ads.csv", text))
    assert table["title"].to_pylist() == ["会计", "出纳", "司机"]
    assert table["date"].to_pylist()[1] is None
    assert [(reject.line, reject.row) for reject in rejects] == [(4, 3), (5, 4)]
    assert [reject.reason for reject in rejects] == [
        "too few cells (got 2, expected 7)", "too many cells (got 8, expected 7)",
    ]  # fmt: skip
    assert rejects[1].content == "a,b,c,d,e,f,g,h"
    assert dict(report.rejected) == {"too few cells": 1, "too many cells": 1}
    assert any("shorter" in sentence for sentence in report.warnings)


def test_spreadsheet_habits(tmp_path: Path) -> None:
    """A separator line, a header that ends in delimiters, and a row number without a name."""
    lines = delimited(";", end="\n").split("\n", 1)
    numbered = [[str(n), *row] for n, row in enumerate(ROWS)]
    for text in (
        "sep=;\n" + delimited(";"),
        lines[0] + ";;\n" + lines[1],
        "\n\n招聘信息汇总表\n" + delimited("\t"),
        delimited(",", numbered, "\n").replace("职位名称", ",职位名称", 1),
        delimited(",", numbered, "\n"),
    ):
        table, rejects, _ = read(write(tmp_path / "ads.csv", text, "utf-8-sig"))
        assert cells(table) == ROWS
        assert not rejects


def test_a_rating_behind_the_employer_is_dropped(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {"Job Title": ["Data Analyst"] * 4, "Company Name": ["Acme Inc.\n3.9", "Beta", "C 3", None]}
    )
    assert read(frame)[0]["employer"].to_pylist() == ["Acme Inc.", "Beta", "C 3", None]


def test_an_unclosed_mark_rejects_one_row_with_its_line(tmp_path: Path) -> None:
    text = delimited(",", ROWS[:2], "\n") + '出纳,"戊公司,北京,4千/月,不限,2024-03-05,记账\n'
    text += delimited(",", ROWS[2:], "\n").split("\n", 1)[1]
    table, rejects, report = read(write(tmp_path / "ads.csv", text))
    assert cells(table) == ROWS
    assert [(r.line, r.row, r.reason) for r in rejects] == [(5, 3, "quotation mark not closed")]
    assert report.rows == 5


def test_nul_characters_are_removed_and_counted(tmp_path: Path) -> None:
    table, rejects, report = read(
        write(tmp_path / "ads.csv", delimited(",").replace("会计,", "会\0计,"))
    )
    assert cells(table) == ROWS
    assert not rejects
    assert any("1 NUL" in sentence for sentence in report.warnings)


def test_bytes_that_fit_no_encoding_do_not_stop_the_run(tmp_path: Path) -> None:
    data = (delimited(",", ROWS * 50)).encode()
    place = data.index("销售经理".encode())
    table, _, report = read(write(tmp_path / "ads.csv", data[:place] + b"\xff" + data[place:]))
    assert table.num_rows == 200
    assert any("not utf-8" in sentence for sentence in report.warnings)


def test_a_file_joined_from_two_encodings(tmp_path: Path) -> None:
    second = delimited(",", ROWS).split("\r\n", 1)[1]
    data = delimited(",", ROWS * 20).encode() + second.encode("gb18030")
    table, _, report = read(write(tmp_path / "ads.csv", data))
    assert cells(table) == ROWS * 21
    assert any("another encoding" in sentence for sentence in report.warnings)


def test_chinese_far_below_english_rows(tmp_path: Path) -> None:
    english = [["Cook", "Inn Ltd", "London", "$10", "GCSE", "2024-03-01", "Cooks food. " * 30]]
    data = delimited(",", english * 3000 + ROWS).encode("gb18030")
    table, _, report = read(write(tmp_path / "ads.csv", data))
    assert cells(table)[-4:] == ROWS
    assert report.rejected.total() == 0


def test_broken_lines_of_json_are_rejected(tmp_path: Path) -> None:
    lines = FORMATS["json lines"]().splitlines()
    text = "\n".join([lines[0], '{"职位名称": "出', "[1, 2]", *lines[1:]])
    table, rejects, _ = read(write(tmp_path / "ads.jsonl", text))
    assert cells(table) == ROWS
    assert [(r.line, r.row, r.reason) for r in rejects] == [
        (2, 2, "not valid JSON"), (3, 3, "JSON value is not an object"),
    ]  # fmt: skip


def test_saved_answers_one_a_line(tmp_path: Path) -> None:
    pages = [{"code": 0, "content": {"result": records()[n : n + 2]}} for n in (0, 2)]
    table = read(write(tmp_path / "ads.json", "\n".join(map(dumps, pages))))[0]
    assert cells(table) == ROWS


def test_a_single_ad_is_not_unwrapped(tmp_path: Path) -> None:
    ad = {"title": "Cook", "description": "Cooks.", "skills": [{"name": "grill"}, {"name": "bake"}]}
    table = read(write(tmp_path / "ad.json", json.dumps(ad, indent=1)))[0]
    assert table["title"].to_pylist() == ["Cook"]


def test_a_file_without_rows_among_others_is_a_warning(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", delimited(",", []))
    write(tmp_path / "b.csv", delimited(","))
    table, _, report = read(tmp_path)
    assert cells(table) == ROWS
    assert any("no rows" in sentence for sentence in report.warnings)


def test_nested_json(tmp_path: Path) -> None:
    ad = {
        "@type": "JobPosting", "title": "Cook", "hiringOrganization": {"name": "Inn Ltd"},
        "jobLocation": {"address": {"addressLocality": "London"}}, "datePosted": "2024-03-01",
        "baseSalary": {"currency": "GBP",
                       "value": {"minValue": 10, "maxValue": 12, "unitText": "HOUR"}},
    }  # fmt: skip
    table = read(write(tmp_path / "ads.json", dumps([ad] * 4)))[0]
    assert table.slice(0, 1).to_pylist()[0] | {"row": 0, "file": ""} == dict.fromkeys(POSTINGS) | {
        "row": 0, "file": "", "title": "Cook", "employer": "Inn Ltd", "place": "London",
        "date": "2024-03-01", "salary": "GBP 10-12 per hour", "salary_low": "10",
        "salary_high": "12",
    }  # fmt: skip


def test_an_ad_of_one_megabyte(tmp_path: Path) -> None:
    long = BODY + "\n熟悉会计准则。" * 150_000
    table, rejects, _ = read(
        write(tmp_path / "ads.csv", delimited(",", [*ROWS, [*ROWS[0][:-1], long], *ROWS]))
    )
    assert not rejects
    assert table["text"].to_pylist()[4] == long
    assert table.num_rows == 9


def test_mapping_reaches_the_files(tmp_path: Path) -> None:
    path = write(tmp_path / "ads.csv", delimited(","))
    table = read(path, mapping={"title": "公司名称"})[0]
    assert table["title"].to_pylist() == [row[1] for row in ROWS]


noise = st.text(st.sampled_from(['"', ",", "\n", "a", "会", "1", " ", "<", "&", "\t"]), max_size=40)


@settings(
    max_examples=150, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(st.lists(noise, max_size=12), st.integers(1, 5))
def test_every_row_is_read_or_rejected(tmp_path: Path, lines: list[str], batch_rows: int) -> None:
    text = "职位名称,公司名称,薪资\n会计,甲公司,5千/月\n" + "\n".join(lines)
    path = write(tmp_path / "ads.csv", text)
    table, rejects, report = read(path, batch_rows=batch_rows, mapping={"title": "职位名称"})
    numbers = table["row"].to_pylist() + [reject.row for reject in rejects]
    assert sorted(numbers) == list(range(1, report.rows + 1))
    assert report.rows == report.used + report.rejected.total()
    assert report.used == table.num_rows
    assert [reject.row for reject in rejects] == sorted(reject.row for reject in rejects)
    assert table["title"].to_pylist()[0] == "会计"
