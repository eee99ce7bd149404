"""Every layout, encoding and mistake that a table of yearly figures may come with."""

from __future__ import annotations

import gzip

import numpy as np
import pandas as pd
import pytest

from talentcast.errors import (
    HorizonError,
    InputFileError,
    SchemaError,
    ShortSeriesError,
    TalentcastError,
    UnknownNameError,
)
from talentcast.forecast.gaps import interval_inflation
from talentcast.forecast.panel import check_horizon, inspect_panel, match_names, read_panel

LONG = "指标,年份,数值\n工程师,2020,153\n工程师,2021,155.5\n医生,2020,40\n医生,2021,41\n"


def triples(panel: pd.DataFrame) -> set[tuple[str, int, float]]:
    rows = panel[["series", "year", "value"]].itertuples(index=False)
    return {(s, int(y), round(float(v), 6)) for s, y, v in rows}


EXPECTED = {
    ("工程师", 2020, 153.0),
    ("工程师", 2021, 155.5),
    ("医生", 2020, 40.0),
    ("医生", 2021, 41.0),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_long_file_in_every_encoding(tmp_path, encoding):
    path = tmp_path / "panel.csv"
    path.write_bytes(LONG.encode(encoding))
    assert triples(read_panel(path)) == EXPECTED


@pytest.mark.parametrize("mark", ["\t", ";", "|"])
def test_other_separators(tmp_path, mark):
    path = tmp_path / "panel.txt"
    path.write_text(LONG.replace(",", mark), encoding="utf-8")
    assert triples(read_panel(path)) == EXPECTED


def test_xlsx_parquet_json_lines_and_gzip(tmp_path):
    frame = pd.DataFrame(
        {
            "series": ["工程师"] * 2 + ["医生"] * 2,
            "year": [2020, 2021] * 2,
            "value": [153, 155.5, 40, 41],
        }
    )
    frame.to_excel(tmp_path / "a.xlsx", index=False)
    frame.to_parquet(tmp_path / "a.parquet")
    frame.to_json(tmp_path / "a.jsonl", orient="records", lines=True, force_ascii=False)
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(LONG.encode()))
    for name in ("a.xlsx", "a.parquet", "a.jsonl", "a.csv.gz"):
        assert triples(read_panel(tmp_path / name)) == EXPECTED, name


def test_statistics_bureau_export_with_title_footnote_and_years_as_columns(tmp_path):
    text = (
        "数据库：分省年度数据\n时间：最近三年\n指标,2022年,2021年,2020年\n"
        "工程师,160,155,153\n医生,42,41,40\n注：抽样调查。\n数据来源：国家统计局\n"
    )
    path = tmp_path / "nbs.csv"
    path.write_bytes(text.encode("gb18030"))
    reading = inspect_panel(path)
    assert triples(reading.panel) == {
        ("工程师", 2020, 153.0), ("工程师", 2021, 155.0), ("工程师", 2022, 160.0),
        ("医生", 2020, 40.0), ("医生", 2021, 41.0), ("医生", 2022, 42.0),
    }  # fmt: skip
    assert reading.notes.empty


def test_series_as_columns_and_units_in_brackets():
    frame = pd.DataFrame({"年份": [2020, 2021], "工程师（万人）": [153, 155], "医生": [40, 41]})
    panel = read_panel(frame)
    units = panel.drop_duplicates("series").set_index("series")["unit"]
    assert units["工程师（万人）"] == "万人"
    assert len(panel) == 4


def test_one_series_without_a_series_column_and_a_year_index():
    indexed = pd.DataFrame({"value": [1.0, 2.0, 3.0]}, index=[2001, 2002, 2003])
    assert read_panel(indexed)["year"].tolist() == [2001, 2002, 2003]
    plain = pd.DataFrame({"date": ["2001-12-31", "2002-12-31"], "y": [1, 2]})
    assert read_panel(plain)["year"].tolist() == [2001, 2002]


ROWS = pd.DataFrame(
    {"series": ["工程师", "工程师", "医生", "医生"], "year": [2020, 2021] * 2,
     "value": [153, 155.5, 40, 41]}
)  # fmt: skip


@pytest.mark.parametrize(
    "frame",
    [
        pd.concat([ROWS[:2], ROWS[2:].reset_index(drop=True)]),
        ROWS.set_index(pd.Index([0, 0, 0, 0])),
        ROWS.set_index(pd.Index([7, 7, 8, 8], name="batch")),
        ROWS.set_index(pd.Index(list("xyxy"))),
        ROWS.set_index("year"),
        ROWS.set_index("year", drop=False),
        ROWS.set_index("year").rename_axis(None),
        ROWS.set_index("series"),
        ROWS.set_index("series", drop=False),
        ROWS.set_index("series").rename_axis(None),
        ROWS.set_index(["series", "year"]),
        ROWS.set_index(["series", "year"], drop=False),
        ROWS.set_index(["series", "year"]).rename_axis([None, None]),
        pd.concat({name: part[["year", "value"]] for name, part in ROWS.groupby("series")}),
        ROWS.rename(columns={"year": "年份"}).set_index(pd.RangeIndex(1600, 1604)),
        ROWS.pivot(index="series", columns="year", values="value").rename_axis(index=None),
        ROWS.pivot(index="series", columns="year", values="value").set_axis(
            pd.CategoricalIndex(["医生", "工程师"])
        ),
        ROWS.pivot(index="year", columns="series", values="value").rename_axis(index=None),
    ],
    ids=[
        "concatenated", "constant", "named-numbers", "letters", "years", "years-twice",
        "years-unnamed", "names", "names-twice", "names-unnamed", "both", "both-twice",
        "both-unnamed", "keys", "row-numbers-like-years", "wide-by-year", "wide-categorical",
        "wide-by-series",
    ],
)  # fmt: skip
def test_an_index_may_repeat_and_may_hold_years_or_names(frame):
    before = frame.copy()
    assert triples(read_panel(frame)) == EXPECTED
    pd.testing.assert_frame_equal(frame, before)


def test_two_naming_columns_are_joined_only_if_one_does_not_do():
    frame = pd.DataFrame(
        {
            "地区": ["北京", "北京", "上海", "上海"],
            "指标": ["工程师"] * 4,
            "年份": [2020, 2021] * 2,
            "数值": [1, 2, 3, 4],
        }
    )
    assert set(read_panel(frame)["series"]) == {"工程师 · 北京", "工程师 · 上海"}
    labelled = pd.DataFrame(
        {"series_id": ["a", "a"], "name": ["甲", "甲"], "year": [1, 2], "value": [1, 2]}
    )
    assert set(read_panel(labelled)["series"]) == {"a"}


def test_vintages_are_kept_apart():
    frame = pd.DataFrame(
        {
            "series": "gdp",
            "vintage": ["v4", "v4", "v5", "v5"],
            "year": [2019, 2020] * 2,
            "value": [1, 2, 3, 4],
        }
    )
    assert set(read_panel(frame)["series"]) == {"gdp · v4", "gdp · v5"}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,234.5", 1234.5),
        ("１２３", 123.0),
        ("1，234", 1234.0),
        (" 12 ", 12.0),
        ("1.2e3", 1200.0),
        ("160人", 160.0),
    ],
)
def test_numbers_as_people_write_them(written, value):
    panel = read_panel(pd.DataFrame({"year": ["2020年", "FY2021"], "value": [written, "5"]}))
    assert panel["value"].iloc[0] == value
    assert panel["year"].tolist() == [2020, 2021]


def test_ten_thousands_stay_ten_thousands_but_a_mixture_goes_to_units():
    same = read_panel(pd.DataFrame({"year": [2020, 2021], "value": ["153万", "155万"]}))
    assert same["value"].tolist() == [153.0, 155.0]
    assert set(same["unit"]) == {"万"}
    mixed = inspect_panel(pd.DataFrame({"year": [2020, 2021], "value": ["153万", "1550000"]}))
    assert mixed.panel["value"].tolist() == [1_530_000.0, 1_550_000.0]
    assert "single units" in mixed.notes["note"].iloc[0]


def test_shares_as_parts_and_percent_are_brought_together():
    reading = inspect_panel(
        pd.DataFrame({"year": [2019, 2020, 2021], "高技能占比": [0.33, 34.0, 0.35]})
    )
    np.testing.assert_allclose(reading.panel["value"], [33, 34, 35])
    assert "0-1" in reading.notes["note"].iloc[0]


def test_gaps_are_filled_on_the_log_scale_and_said():
    reading = inspect_panel(pd.DataFrame({"year": [2000, 2004, 2002], "value": [100, 400, 200]}))
    np.testing.assert_allclose(reading.panel["value"], 100 * 2 ** np.array([0, 0.5, 1, 1.5, 2]))
    assert reading.panel["status"].tolist() == ["observed", "imputed"] * 2 + ["observed"]
    assert "2001, 2003" in reading.notes["note"].iloc[0]


def test_empty_cells_are_gaps_and_the_rows_are_named(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("year,value\n2020,5\n2021,\n2022,—\n2023,8\n")
    reading = inspect_panel(path)
    assert reading.panel["year"].tolist() == [2020, 2021, 2022, 2023]
    assert "(row 3, 4)" in reading.notes["note"].iloc[0]


BAD_TABLES = {
    "text": ({"year": [2020, 2021], "value": ["5", "many"]}, SchemaError, "row 2.*'many'.*number"),
    "negative": ({"year": [2020, 2021], "value": [5, -3]}, SchemaError, "row 2.*'-3'.*0 or more"),
    "infinite": ({"year": [2020, 2021], "value": [5, np.inf]}, SchemaError, "row 2.*finite"),
    "year text": ({"year": ["2020", "soon"], "value": [5, 6]}, SchemaError, "row 2.*'soon'.*year"),
    "twice": ({"year": [2020, 2021, 2020], "value": [5, 6, 7]}, SchemaError, "rows 1 and 3.*2020 more than once"),
    "one point": ({"year": [2020], "value": [5]}, ShortSeriesError, "1 figure \\(2020\\)"),
    "nothing": ({"year": [2020, 2021], "value": [None, None]}, TalentcastError, "no figure"),
    "no year": ({"name": ["a", "b"], "size": [1, 2]}, SchemaError, "got columns name, size; expected a year"),
    "no value": ({"year": [2020, 2021], "name": ["a", "b"]}, SchemaError, "column of numbers"),
    "span": ({"year": [20, 2021], "value": [1, 2]}, SchemaError, "between 20 and 2021"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_TABLES)
def test_bad_tables_give_one_line(case):
    columns, error, pattern = BAD_TABLES[case]
    with pytest.raises(error, match=pattern) as caught:
        read_panel(pd.DataFrame(columns))
    assert "\n" not in str(caught.value)


BAD_FILES = {
    "missing": (None, "no such file"),
    "empty": (b"", "empty"),
    "blank": (b" \n\n", "empty"),
    "header": (b"series,year,value\n", "header only"),
    "binary": (bytes(range(256)) * 20, "binary"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00\x01\x02" * 99, "binary"),
    "broken zip": (b"PK\x03\x04" + b"abc" * 50, "workbook"),
    "cut gzip": (gzip.compress(LONG.encode() * 50)[:60], "gzip"),
    "broken parquet": (b"PAR1" + b"\x00" * 20, "Parquet"),
    "ragged": (b"series,year,value\na,2020,1\na,2021,2,9,9\n", "rows do not fit"),
    "open quote": (b'series,year,value\na,2020,1\n"a,2021,2\n', "rows do not fit|quotes"),
    "bad json": (b'{"series": "a", "year": 2020', "JSON"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_FILES)
def test_bad_files_give_one_line(case, tmp_path):
    content, pattern = BAD_FILES[case]
    path = tmp_path / "bad.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(TalentcastError, match=pattern) as caught:
        read_panel(path)
    assert "\n" not in str(caught.value)
    assert "bad.csv" in str(caught.value)


def test_a_bad_series_does_not_stop_the_others():
    frame = pd.DataFrame(
        {
            "series": ["a", "a", "b", "b", "c"],
            "year": [2020, 2021] * 2 + [2020],
            "value": ["1", "2", "3", "x", "4"],
        }
    )
    reading = inspect_panel(frame)
    assert set(reading.panel["series"]) == {"a"}
    left = reading.notes.set_index("series")["note"]
    assert "left out" in left["b"]
    assert "1 figure" in left["c"]


def test_input_frame_is_not_changed():
    frame = pd.DataFrame({"year": ["2021", "2020"], "value": ["1,000", "2"]})
    before = frame.copy()
    read_panel(frame)
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize(
    ("asked", "result"), [({"to": 2030}, (2030, 6)), ({"horizon": 50}, (2074, 50))]
)
def test_horizons(asked, result):
    assert check_horizon(2024, **asked) == result


@pytest.mark.parametrize(
    "asked", [{"to": 2024}, {"to": 1999}, {"to": 2075}, {"horizon": 0}, {"horizon": 51}, {}]
)
def test_impossible_horizons(asked):
    with pytest.raises(HorizonError, match="expected"):
        check_horizon(2024, **asked)


def test_names_in_both_languages_and_suggestions():
    known = {
        "engineers": ("工程师", "Engineers"),
        "talent_total": ("人才资源总量", "Talent, total"),
    }
    assert match_names(["工程师", "Talent, total", "engineers"], known) == [
        "engineers",
        "talent_total",
    ]
    with pytest.raises(UnknownNameError, match="did you mean talent_total"):
        match_names(["talent_totl"], known)


def test_missing_file_is_an_input_file_error(tmp_path):
    with pytest.raises(InputFileError):
        read_panel(tmp_path / "none.csv")


def test_inflation_is_what_filling_takes_away():
    """Spread of yearly changes of a random walk before and after filling its gaps."""
    rng = np.random.default_rng(1)
    years = np.array([0, 10, 20, 24])
    walks = np.cumsum(rng.standard_normal((4000, 25)), axis=1)
    filled = np.array([np.interp(np.arange(25), years, walk[years]) for walk in walks])
    ratio = np.sqrt(np.mean(np.diff(walks) ** 2) / np.mean(np.diff(filled) ** 2))
    few = [np.std(rng.standard_normal(3), ddof=0) for _ in range(20_000)]
    small_sample = np.sqrt(2 / 3) / np.mean(few)
    assert interval_inflation(years) == pytest.approx(ratio * small_sample, rel=0.06)
