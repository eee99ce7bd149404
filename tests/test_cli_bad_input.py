"""Bad input gets one clear line, exit code 2, and no half-written output."""

import gzip

import pytest


def one_line(run, *arguments):
    code, out, err = run(*arguments)
    assert code == 2, (code, out, err)
    assert out == ""
    lines = [line for line in err.splitlines() if "warning:" not in line]
    assert len(lines) == 1, err
    assert lines[0].startswith("talentcast: ")
    return lines[0]


GOOD = "series,year,value\na,2019,10\na,2020,11\na,2021,12\na,2022,13\n"


def panel(tmp_path, text, name="my.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


FORECAST_CASES = {
    "empty file": ("", "empty"),
    "header only": ("series,year,value\n", "header|no rows|row"),
    "no usable column": ("apple,pear\nx,y\n", "apple"),
    "text value": ("series,year,value\na,2019,ten\na,2020,11\na,2021,12\n", "ten"),
    "one point": ("series,year,value\na,2019,10\n", "1|one"),
    "duplicate year": ("series,year,value\na,2019,10\na,2019,12\na,2020,11\n", "2019"),
    "negative value": ("series,year,value\na,2019,10\na,2020,-3\na,2021,4\n", "-3|negative"),
}


@pytest.mark.parametrize("case", FORECAST_CASES)
def test_forecast_names_what_is_wrong(run, tmp_path, case):
    import re

    text, expected = FORECAST_CASES[case]
    out = tmp_path / "out.csv"
    line = one_line(run, "forecast", "--data", panel(tmp_path, text), "--horizon", 3, "--out", out)
    assert re.search(expected, line), line
    assert not out.exists()


def test_forecast_missing_file(run, tmp_path):
    line = one_line(run, "forecast", "--data", tmp_path / "none.csv", "--horizon", 3)
    assert "none.csv" in line


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--to", 2020), "2020"),
        (("--to", 2100), "2100|50"),
        (("--horizon", 0), "0"),
        (("--horizon", 51), "51|50"),
        (("--to", 2030, "--horizon", 3), "2030"),
        (("--horizon", 3, "--series", "b"), "b"),
        (("--horizon", 3, "--method", "magic"), "magic"),
        ((), "horizon"),
    ],
)
def test_forecast_refuses_horizons_and_names(run, tmp_path, options, expected):
    import re

    line = one_line(run, "forecast", "--data", panel(tmp_path, GOOD), *options)
    assert re.search(expected, line), line


def test_unknown_bundled_series_suggests_one(run):
    assert "engineers" in one_line(run, "forecast", "--to", 2030, "--series", "enginers")


def test_gap_in_years_is_filled_and_said(run, tmp_path):
    text = "series,year,value\na,2015,10\na,2016,11\na,2019,14\na,2020,15\n"
    code, out, err = run("forecast", "--data", panel(tmp_path, text), "--horizon", 1)
    assert code == 0
    assert "2017" in out + err


def binary(path):
    path.write_bytes(bytes(range(256)) * 40)


def cut_gzip(path):
    rows = "".join(f"工程师{i},{i}-20K,公司{i * 7919}\n" for i in range(5000))
    path.write_bytes(gzip.compress(("职位名称,薪资,公司\n" + rows).encode())[:-2000])


GAPS_FILES = {
    "empty.csv": lambda path: path.write_text(""),
    "header.csv": lambda path: path.write_text("职位名称,薪资,公司名称\n", encoding="utf-8"),
    "noise.csv": lambda path: path.write_text("apple,pear\n1,2\n3,4\n"),
    "binary.csv": binary,
    "cut.csv.gz": cut_gzip,
    "fake.xlsx": lambda path: path.write_bytes(b"PK\x03\x04 not a workbook"),
    "fake.parquet": lambda path: path.write_bytes(b"PAR1 not parquet"),
}


@pytest.mark.parametrize("name", GAPS_FILES)
def test_gaps_names_what_is_wrong(run, tmp_path, name):
    path = tmp_path / name
    GAPS_FILES[name](path)
    out, rejects = tmp_path / "out.json", tmp_path / "rejects.csv"
    line = one_line(run, "gaps", path, "--out", out, "--rejects", rejects)
    assert name in line
    assert not out.exists()
    assert not rejects.exists()


def test_gaps_missing_file(run, tmp_path):
    assert "none.csv" in one_line(run, "gaps", tmp_path / "none.csv")


ADS = "职位名称,薪资,公司名称\n" + "".join(
    f"Java开发工程师,{8 + i}-20K,公司{i}\n" for i in range(8)
)


@pytest.mark.parametrize("pair", ["title", "=x", "title=", "title=没有这列", "colour=职位名称"])
def test_map_is_checked(run, tmp_path, pair):
    line = one_line(run, "gaps", panel(tmp_path, ADS), "--map", pair)
    assert "expected" in line


@pytest.mark.parametrize("target", ["out.docx", "nowhere/out.csv"])
def test_output_is_checked_before_work(run, tmp_path, target):
    one_line(run, "gaps", panel(tmp_path, ADS), "--out", tmp_path / target)


def test_bad_rows_do_not_stop_the_run(run, tmp_path):
    import csv
    import json

    text = (
        ADS
        + ",,\n"
        + "数据分析师,10-15K,甲,多余,的列\n"
        + '"没有收尾的引号,10-15K,乙\n'
        + "会计,8-9K,丙\n"
    )
    rejects = tmp_path / "rejects.csv"
    code, out, _ = run("gaps", panel(tmp_path, text), "--rejects", rejects, "--format", "json")
    assert code == 0
    quality = json.loads(out)["quality"]
    assert quality["rows"] == quality["used"] + quality["duplicates"] + quality["rejected"]
    with rejects.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == quality["rejected"] >= 1
    assert all(row["reason"] and row["line"] for row in rows)


def test_nul_bytes_lose_nothing(run, tmp_path):
    import json

    text = ADS + "会\x00计,8-9K,丁\n"
    code, out, _ = run("gaps", panel(tmp_path, text), "--format", "json")
    assert code == 0
    quality = json.loads(out)["quality"]
    assert quality["rows"] == 9 == quality["used"] + quality["duplicates"] + quality["rejected"]


def test_unknown_table_suggests_one(run):
    assert "engineers" in one_line(run, "data", "show", "enginers")


def test_salary_of_a_missing_file(run):
    assert "pay.txt" in one_line(run, "salary", "pay.txt")
