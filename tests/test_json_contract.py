"""The machine-readable output, field by field, as docs/json.md promises it."""

from __future__ import annotations

import csv
import json
import math
import sys
from datetime import date

import pytest

from talentcast.cli import main

NUMBER = (int, float)
MAYBE_NUMBER = (int, float, type(None))
MAYBE_TEXT = (str, type(None))

POINT = {
    "year": int,
    "kind": str,
    "value": NUMBER,
    "lo80": MAYBE_NUMBER,
    "hi80": MAYBE_NUMBER,
    "lo95": MAYBE_NUMBER,
    "hi95": MAYBE_NUMBER,
    "source_id": MAYBE_TEXT,
}
SERIES = {
    "id": str,
    "name_zh": str,
    "name_en": str,
    "unit": str,
    "method": str,
    "points": list,
    "published": list,
    "warnings": list,
}
QUALITY = {
    "rows": int,
    "used": int,
    "duplicates": int,
    "rejected": int,
    "with_salary": int,
    "classified": int,
    "evidence_grade": str,
    "encoding": str,
    "columns": dict,
}
OCCUPATION = {
    "id": str,
    "title_zh": str,
    "title_en": str,
    "ads": int,
    "vacancies": int,
    "employers": int,
    "share": NUMBER,
    "index": MAYBE_NUMBER,
    "index_lo90": MAYBE_NUMBER,
    "index_hi90": MAYBE_NUMBER,
    "components": dict,
    "stars": dict,
    "salary": dict,
    "top_skills": list,
    "flags": list,
}
COMPONENTS = dict.fromkeys(("demand", "hard_to_fill", "price", "tightness"), MAYBE_NUMBER)
STARS = {
    **dict.fromkeys(("overall", "supply_demand", "training", "transition"), (int, type(None))),
    "p_overall": (dict, type(None)),
}
GAP_SALARY = {
    **dict.fromkeys(("median", "lo90", "hi90", "bound_low", "bound_high"), MAYBE_NUMBER),
    "disclosed": NUMBER,
    "n": int,
    "unit": MAYBE_TEXT,
    "currency": MAYBE_TEXT,
}
TOP_SKILL = {"id": str, "name_zh": str, "share": NUMBER}
SKILL = {
    "id": str,
    "name_zh": str,
    "name_en": str,
    "category": str,
    "ads": int,
    "share": NUMBER,
}
SALARY = {
    "text": str,
    "low": MAYBE_NUMBER,
    "high": MAYBE_NUMBER,
    "period": MAYBE_TEXT,
    "currency": MAYBE_TEXT,
    "months": MAYBE_NUMBER,
    "monthly_low": MAYBE_NUMBER,
    "monthly_high": MAYBE_NUMBER,
    "annual_low": MAYBE_NUMBER,
    "annual_high": MAYBE_NUMBER,
    "monthly_equivalent_low": MAYBE_NUMBER,
    "monthly_equivalent_high": MAYBE_NUMBER,
    "flags": list,
}
MATCH = {
    "row": int,
    "title": MAYBE_TEXT,
    "skills": list,
    "occupation": dict,
    "salary": dict,
    "education": MAYBE_TEXT,
    "experience_years": MAYBE_NUMBER,
    "openings": MAYBE_NUMBER,
    "urgent": bool,
    "place": dict,
    "date": MAYBE_TEXT,
}
MENTION = {
    "id": str,
    "name_zh": str,
    "name_en": str,
    "kind": str,
    "category": str,
    "text": str,
    "field": str,
    "start": int,
    "end": int,
    "required": bool,
    "confidence": NUMBER,
}
OCCUPATION_OF_AD = {
    "id": MAYBE_TEXT,
    "title_zh": MAYBE_TEXT,
    "title_en": MAYBE_TEXT,
    "confidence": NUMBER,
    "seniority": MAYBE_TEXT,
    "alternatives": list,
}
SKILL_KINDS = {"tool", "knowledge", "hard", "soft", "language", "certificate"}


def holds(record, fields):
    """Every field is there, with its type; a bool is no number."""
    for name, kinds in fields.items():
        assert name in record, (name, record)
        value = record[name]
        if kinds is not bool:
            assert not isinstance(value, bool), (name, value)
        assert isinstance(value, kinds), (name, value)
        if isinstance(value, float):
            assert math.isfinite(value), (name, value)


def strict(text):
    """Parse JSON, refusing NaN and infinities."""

    def refuse(name):
        raise AssertionError(f"{name} in JSON")

    return json.loads(text, parse_constant=refuse)


@pytest.fixture
def run(monkeypatch, capsys):
    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["talentcast", *map(str, arguments)])
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code or 0
        captured = capsys.readouterr()
        assert code == 0, captured.err
        return captured.out

    return call


@pytest.fixture
def ads(tmp_path):
    jobs = (
        (
            "Java开发工程师",
            "任职要求：熟练掌握Java与MySQL，本科及以上学历，3年以上工作经验",
            "15-25K·14薪",
        ),
        ("会计", "岗位职责：负责账务处理，熟悉金蝶软件，大专以上学历", "6-9K"),
        ("销售代表", "岗位职责：负责客户开发，沟通能力强，急招5人", "面议"),
        ("神秘岗位一号", "", ""),
    )
    path = tmp_path / "ads.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["职位名称", "职位描述", "薪资", "公司名称", "工作地点"])
        for i in range(48):
            title, text, pay = jobs[i % 4]
            writer.writerow([title, text, pay, f"示例{i}有限公司", "北京-海淀区"])
        writer.writerow([*jobs[0], "示例0有限公司", "北京-海淀区"])
        writer.writerow(["", "", "5K", "示例有限公司", ""])
    return path


def test_forecast_of_the_bundled_series(run):
    document = strict(run("forecast", "--to", 2030, "--series", "engineers", "--format", "json"))
    assert document["schema"] == "talentcast.forecast/1"
    assert document["to"] == 2030
    (series,) = document["series"]
    holds(series, SERIES)
    assert (series["id"], series["unit"]) == ("engineers", "10k persons")
    for point in series["points"]:
        holds(point, POINT)
        assert point["kind"] in ("actual", "estimate", "forecast")
        bounds = [point[name] for name in ("lo95", "lo80", "value", "hi80", "hi95")]
        if None not in bounds:
            assert bounds == sorted(bounds)
        assert (None in bounds) == (point["kind"] == "actual" or point["year"] == 2024)
    years = [point["year"] for point in series["points"]]
    assert years == list(range(2000, 2031))
    anchors = {point["year"]: point["value"] for point in series["points"]}
    assert [anchors[year] for year in (2000, 2010, 2020, 2024)] == [50, 80, 153, 163.16]
    for figure in series["published"]:
        holds(figure, {"year": int, "value": NUMBER, "source_id": str})
    assert {"year": 2030, "value": 192.99, "source_id": "blue_book_2025"} in series["published"]
    assert all(isinstance(text, str) for text in series["warnings"])


def test_forecast_of_own_series_as_csv(run, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(
        "series,year,value\n" + "".join(f"甲,{2010 + i},{100 + i * i}\n" for i in range(9))
    )
    lines = run("forecast", "--data", path, "--horizon", 4, "--format", "csv").splitlines()
    assert lines[0] == "series,year,value,lo80,hi80,lo95,hi95,method"
    rows = list(csv.DictReader(lines))
    assert [row["year"] for row in rows] == ["2019", "2020", "2021", "2022"]
    for row in rows:
        bounds = [float(row[name]) for name in ("lo95", "lo80", "value", "hi80", "hi95")]
        assert bounds == sorted(bounds)
        assert row["series"] == "甲"
        assert row["method"]


def test_gaps(run, ads, tmp_path):
    rejects = tmp_path / "rejects.csv"
    document = strict(run("gaps", ads, "--format", "json", "--rejects", rejects))
    assert document["schema"] == "talentcast.gaps/1"
    quality = document["quality"]
    holds(quality, QUALITY)
    assert (quality["rows"], quality["used"], quality["duplicates"], quality["rejected"]) == (
        50,
        48,
        1,
        1,
    )
    assert quality["with_salary"] == 24
    assert quality["evidence_grade"] == "C"
    assert quality["columns"]["title"] == "职位名称"
    with rejects.open(encoding="utf-8", newline="") as stream:
        (reject,) = csv.DictReader(stream)
    assert (reject["line"], reject["row"]) == ("51", "50")
    assert reject["reason"] == "no title and no text"
    for occupation in document["occupations"]:
        holds(occupation, OCCUPATION)
        holds(occupation["components"], COMPONENTS)
        holds(occupation["stars"], STARS)
        holds(occupation["salary"], GAP_SALARY)
        for skill in occupation["top_skills"]:
            holds(skill, TOP_SKILL)
        assert all(isinstance(flag, str) for flag in occupation["flags"])
        chances = occupation["stars"]["p_overall"]
        if chances:
            assert set(chances) <= {"1", "2", "3", "4", "5"}
            assert sum(chances.values()) == pytest.approx(1, abs=0.01)
    by_id = {occupation["id"]: occupation for occupation in document["occupations"]}
    java = by_id["java-developer"]["salary"]
    assert (java["unit"], java["currency"], java["n"]) == ("CNY/month", "CNY", 12)
    assert (java["bound_low"], java["bound_high"]) == (15000, 25000)
    assert sum(o["vacancies"] for o in by_id.values()) <= quality["used"]
    for skill in document["skills"]:
        holds(skill, SKILL)
        assert 0 < skill["share"] <= 1
    assert all(isinstance(text, str) for text in document["warnings"])


def check_line(line):
    holds(line, MATCH)
    holds(line["salary"], SALARY)
    holds(line["occupation"], OCCUPATION_OF_AD)
    holds(line["place"], {"city": MAYBE_TEXT, "district": MAYBE_TEXT})
    for other in line["occupation"]["alternatives"]:
        holds(other, {"id": str, "confidence": NUMBER})
    for mention in line["skills"]:
        holds(mention, MENTION)
        assert mention["kind"] in SKILL_KINDS
        assert mention["field"] in ("title", "text")
        assert 0 <= mention["confidence"] <= 1
    if line["date"] is not None:
        date.fromisoformat(line["date"])


def test_match_of_a_file_line_by_line(run, ads):
    lines = [strict(line) for line in run("match", ads, "--format", "jsonl").splitlines()]
    assert [line["row"] for line in lines] == list(range(1, 50))  # row 50 can't be read
    for line in lines:
        check_line(line)
    first = lines[0]
    assert first["title"] == "Java开发工程师"
    assert first["occupation"]["id"] == "java-developer"
    assert (first["education"], first["experience_years"]) == ("bachelor", 3)
    assert (first["place"]["city"], first["place"]["district"]) == ("北京", "海淀区")
    assert first["salary"]["annual_high"] == 350000
    assert lines[2]["urgent"] is True
    assert lines[2]["openings"] == 5
    assert lines[3]["salary"]["low"] is None
    assert "no_pay" in lines[3]["salary"]["flags"]


GIVEN = (
    ("  高级Java开发工程师 ", "熟悉Python和SQL\r\n会Docker"),
    ("数据分析师🔥", "👩‍💻精通Python，熟悉SQL"),
    ("会计", "<p>熟悉金蝶<br>和Excel</p>&nbsp;会Python"),
    ("R&amp;D Engineer", "Linux &amp; Docker"),
    ("护士", "a\x00b Python"),
    ("软件工程师", "\u202eSQL\u202c Python\u200b SQL"),
    ("开发", "\x07\x1bPython\r\n\r\n1. 熟悉 C++\r\n2. MySQL"),
)


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet", "xlsx"])
def test_positions_count_characters_of_the_field_as_given(run, tmp_path, ending):
    import pandas as pd

    given = [
        (title, text.replace("\x00", "") if ending == "csv" else text) for title, text in GIVEN
    ]
    if ending == "xlsx":  # a workbook holds no control characters
        given = [
            pair
            for pair in given
            if not any(c in pair[1] for c in ("\x00", "\x07", "\r", "\u200b"))
        ]
    path = tmp_path / f"ads.{ending}"
    frame = pd.DataFrame(given, columns=["title", "description"])
    if ending == "jsonl":
        frame.to_json(path, orient="records", lines=True, force_ascii=False)
    elif ending == "csv":
        frame.to_csv(path, index=False)
    elif ending == "parquet":
        frame.to_parquet(path)
    else:
        frame.to_excel(path, index=False, engine="openpyxl")
    lines = [strict(line) for line in run("match", path, "--format", "jsonl").splitlines()]
    assert len(lines) == len(given)
    seen = 0
    for line in lines:
        title, text = given[line["row"] - 1]
        for mention in line["skills"]:
            field = {"title": title, "text": text}[mention["field"]]
            assert field[mention["start"] : mention["end"]] == mention["text"], mention
            seen += 1
    assert seen >= 2 * len(given)


def test_match_of_a_text(run):
    line = strict(run("match", "任职要求：熟悉Python", "--title", "数据分析师", "--format", "json"))
    check_line(line)
    python = next(mention for mention in line["skills"] if mention["text"] == "Python")
    assert "任职要求：熟悉Python"[python["start"] : python["end"]] == "Python"


def test_salary_of_a_text_and_of_a_file(run, tmp_path):
    path = tmp_path / "pay.txt"
    texts = ["15-25K·14薪", "面议", "", "30-50万/年", "200元/天", "$25 - $30 an hour", "1-1.5万/月"]
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    parsed = strict(run("salary", path, "--format", "json"))
    assert [item["text"] for item in parsed] == texts
    for item in parsed:
        assert list(item) == list(SALARY)
        holds(item, SALARY)
    by_text = {item["text"]: item for item in parsed}
    first = by_text["15-25K·14薪"]
    assert (first["monthly_low"], first["monthly_high"]) == (15000, 25000)
    assert (first["annual_low"], first["annual_high"]) == (210000, 350000)
    assert (first["monthly_equivalent_low"], first["monthly_equivalent_high"]) == (17500, 29166.67)
    assert by_text["30-50万/年"]["annual_high"] == 500000
    assert by_text["30-50万/年"]["monthly_low"] == 25000
    assert by_text["200元/天"]["monthly_low"] == 200 * 21.75
    assert by_text["$25 - $30 an hour"]["monthly_high"] == 30 * 174
    for nothing in ("面议", ""):
        item = by_text[nothing]
        assert all(item[name] is None for name in list(SALARY)[1:-1])
        assert item["flags"]
    (single,) = strict(run("salary", "15-25K·14薪", "--format", "json"))
    assert single == first
