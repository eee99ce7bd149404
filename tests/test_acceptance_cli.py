"""What a demanding user tried on the command line: outputs that clash, wrong calls, both languages."""

import json
import re

import openpyxl
import pytest

from talentcast.matching.gap_notes import FLAGS as GAP_FLAGS
from talentcast.matching.salary_record import FLAGS as SALARY_FLAGS
from talentcast.render.value_words import COLUMN_VALUES, OCCUPATION_FLAGS, PAY_FLAGS

ADS = "职位名称,薪资,公司名称,职位描述\n" + "".join(
    f"{title},{8 + i % 5}-{14 + i % 7}K,示例{i}有限公司,{text}\n"
    for i in range(12)
    for title, text in (
        ("Java开发工程师", "熟练掌握Java和MySQL"),
        ("会计", "负责账务处理，熟悉金蝶"),
    )
)
SERIES = "series,year,value\na,2019,10\na,2020,11\na,2021,12\na,2022,13\n"
LATIN_WORD = re.compile(r"[a-z]{3,}")


@pytest.fixture
def ads(tmp_path):
    path = tmp_path / "ads.csv"
    path.write_text(ADS, encoding="utf-8")
    return path


@pytest.fixture
def panel(tmp_path):
    path = tmp_path / "panel.csv"
    path.write_text(SERIES, encoding="utf-8")
    return path


def refused(run, *arguments):
    code, out, err = run(*arguments)
    assert code == 2, (code, out, err)
    assert out == ""
    assert len(err.splitlines()) == 1, err
    assert err.startswith("talentcast: ")
    return err


@pytest.mark.parametrize(
    "arguments",
    [
        ("forecast", "--to", "text"),
        ("forecast", "--lang", "fr"),
        ("forecast", "--nosuch"),
        ("forecast", "--series", ""),
        ("forecast", "--series", "，"),
        ("backtest", "--origins", 0),
        ("backtest", "--methods", ""),
        ("gaps",),
        ("gaps", "x.csv", "--map"),
        ("gaps", "x.csv", "--by", "colour"),
        ("nosuch",),
        ("data", "template", "nosuch"),
        ("match", ""),
    ],
)
def test_a_wrong_call_gets_one_line(run, arguments):
    line = refused(run, *arguments)
    assert "pydantic" not in line
    assert "Value error" not in line


@pytest.mark.parametrize("target", ["ads.csv", "twice"])
def test_inputs_and_outputs_are_kept_apart(run, ads, target):
    if target == "twice":
        one = ads.with_name("one.csv")
        line = refused(run, "gaps", ads, "--out", one, "--rejects", one)
        assert "another output" in line
        assert not one.exists()
    else:
        assert "also an input" in refused(run, "gaps", ads, "--out", ads)
        assert "also an input" in refused(run, "gaps", ads, "--rejects", ads)
    assert ads.read_text(encoding="utf-8") == ADS


def test_match_does_not_overwrite_its_input(run, tmp_path):
    path = tmp_path / "ads.jsonl"
    path.write_text('{"title": "会计"}\n', encoding="utf-8")
    assert "also an input" in refused(run, "match", path, "--out", path)
    assert path.read_text(encoding="utf-8") == '{"title": "会计"}\n'


@pytest.mark.parametrize("name", ["chart.txt", "chart", "chart.csv"])
def test_a_chart_of_no_known_kind_is_refused_and_leaves_nothing(run, tmp_path, panel, name):
    before = sorted(tmp_path.iterdir())
    refused(run, "forecast", "--data", panel, "--horizon", 2, "--plot", tmp_path / name)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("name", "options"),
    [("out.jsonl", ()), ("out.xlsx", ("--format", "json")), ("out.csv", ("--format", "md"))],
)
def test_a_format_that_does_not_fit_is_refused_before_a_chart_is_drawn(
    run, tmp_path, panel, name, options
):
    chart = tmp_path / "chart.png"
    common = ("forecast", "--data", panel, "--horizon", 2, "--plot", chart)
    refused(run, *common, "--out", tmp_path / name, *options)
    assert not chart.exists()
    assert not (tmp_path / name).exists()


def test_a_device_is_no_output_file(run, panel):
    line = refused(
        run, "forecast", "--data", panel, "--horizon", 2, "--out", "/dev/null", "--format", "csv"
    )
    assert "device" in line


def test_a_long_chinese_file_name_can_be_written(run, tmp_path, panel):
    target = tmp_path / ("预测" * 40 + ".csv")
    code, _, err = run("forecast", "--data", panel, "--horizon", 2, "--out", target)
    assert code == 0, err
    assert target.read_text(encoding="utf-8").startswith("series,year,value")


def test_two_mappings_of_one_role_are_refused(run, ads):
    line = refused(run, "gaps", ads, "--map", "title=职位名称", "--map", "title=薪资")
    assert "title twice" in line


def test_series_may_be_named_in_chinese_with_wide_commas(run, tmp_path):
    path = tmp_path / "own.csv"
    rows = "".join(
        f"{s},{2015 + i},{10 + i}\n" for s in ("工程师 数量", "技工", "x") for i in range(5)
    )
    path.write_text("指标,年份,数值\n" + rows, encoding="utf-8")
    code, out, _ = run(
        "forecast",
        "--data",
        path,
        "--horizon",
        1,
        "--series",
        "工程师 数量，技工",
        "--format",
        "csv",
    )
    assert code == 0
    assert [line.split(",")[0] for line in out.splitlines()[1:]] == ["工程师 数量", "技工"]


def test_names_in_chinese_are_drawn_in_an_english_chart(run, tmp_path, recwarn):
    from talentcast.render import fonts

    if fonts.chinese_font() is None:
        pytest.skip("no installed font has Chinese glyphs")
    path = tmp_path / "own.csv"
    path.write_text("指标,年份,数值\n" + "".join(f"工程师,{y},{y}\n" for y in range(2015, 2021)))
    chart = tmp_path / "chart.png"
    code, _, err = run("forecast", "--data", path, "--horizon", 1, "--plot", chart, "--lang", "en")
    assert code == 0
    assert "Glyph" not in err
    assert not [w for w in recwarn if "Glyph" in str(w.message)]


def test_salary_refuses_what_is_no_text(run, tmp_path):
    import pandas as pd

    path = tmp_path / "pay.parquet"
    pd.DataFrame({"pay": ["5k"]}).to_parquet(path)
    assert "Parquet" in refused(run, "salary", path)
    assert "folder" in refused(run, "salary", tmp_path)


def test_match_of_a_file_as_one_json_document(run, ads):
    code, out, _ = run("match", ads, "--format", "json")
    assert code == 0
    every = json.loads(out)
    assert [ad["row"] for ad in every] == list(range(1, 25))
    assert "table" in refused(run, "match", ads, "--format", "table")


def test_a_glob_that_no_shell_expanded_is_expanded(run, ads):
    code, out, _ = run("gaps", ads.with_name("a*.csv"), "--format", "json")
    assert code == 0
    assert json.loads(out)["quality"]["rows"] == 24
    assert "does not exist" in refused(run, "gaps", ads.with_name("b*.csv"))


def test_bundled_series_are_shown_by_their_chinese_name(run):
    code, out, _ = run("data", "show", "工程师", "--format", "csv")
    assert code == 0
    assert "engineers,2024,163.16" in out
    code, out, _ = run("data", "list", "--lang", "zh")
    assert "talent_total" in out
    assert "人才资源总量" in out


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("a,2019,1\na,2020,-5\na,2021,3\n", "range.a_2020"),
        ("a,2019,1\na,2020,many\na,2021,3\n", "value.a_2020"),
        ("a,2019,1\na,2019,2\na,2021,3\n", "duplicate.a_2019"),
    ],
)
def test_data_check_finds_the_faults_of_a_file(run, tmp_path, rows, found):
    path = tmp_path / "own.csv"
    path.write_text("series,year,value\n" + rows)
    code, out, _ = run("data", "check", "--data", path)
    assert code == 0
    assert found in out
    assert "own.csv:3" in out


def test_data_check_uses_vintages_and_parts_of_a_file(run, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(
        "series,year,value,vintage,whole,unit\n"
        "all,2020,10,v1,,persons\nall,2021,20,v2,,persons\n"
        "b,2021,5,v2,all,persons\nc,2021,9,v2,all,persons\n"
    )
    code, out, _ = run("data", "check", "--data", path)
    assert code == 0
    assert "vintage.all_2021" in out
    assert "sum.all_2021" in out


def test_data_check_says_that_nothing_was_found(run, panel):
    assert run("data", "check", "--data", panel, "--lang", "en")[1] == "No contradictions found\n"
    assert run("data", "check", "--data", panel, "--lang", "zh")[1] == "未发现矛盾\n"


def test_data_check_names_a_year_that_is_none(run, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("series,year,value\na,2019,1\na,20x9,2\n")
    line = refused(run, "data", "check", "--data", path)
    assert "row 3" in line
    assert "20x9" in line


def test_every_flag_and_severity_has_words():
    from talentcast.data.findings import SEVERITIES
    from talentcast.matching.education import EDUCATION_LEVELS
    from talentcast.matching.titles import SENIORITY

    assert set(OCCUPATION_FLAGS) >= set(GAP_FLAGS)
    assert set(PAY_FLAGS) == set(SALARY_FLAGS)
    assert set(COLUMN_VALUES["severity"]) == set(SEVERITIES)
    assert set(COLUMN_VALUES["education"]) == set(EDUCATION_LEVELS)
    assert set(COLUMN_VALUES["seniority"]) == set(SENIORITY)


def test_chinese_output_of_salary_and_match_holds_no_codes(run):
    _, out, _ = run("salary", "8千以上/月", "--lang", "zh")
    assert not LATIN_WORD.search(out.replace("CNY", "")), out
    _, out, _ = run("match", "本科，三年以上经验，责任心强", "--title", "高级会计", "--lang", "zh")
    assert not LATIN_WORD.search(out), out


@pytest.mark.parametrize("ending", ["md", "html", "xlsx"])
def test_chinese_files_hold_no_codes(run, tmp_path, ads, ending):
    out = tmp_path / f"out.{ending}"
    assert run("gaps", ads, "--out", out, "--lang", "zh")[0] == 0
    if ending == "xlsx":
        book = openpyxl.load_workbook(out)
        assert {"职业", "技能", "数据质量", "说明"} <= set(book.sheetnames)
        header = [cell.value for cell in book["职业"][1]]
        assert header[:4] == ["编号", "职业", "英文名称", "广告数"]
        assert not [name for name in header if LATIN_WORD.search(name)]
        share = book["职业"].cell(2, header.index("占比") + 1)
        assert share.number_format == "0.0%"
        return
    text = out.read_text(encoding="utf-8")
    assert "very_weak" not in text
    assert "counts_only" not in text
    assert "读入行数 24 · 采用 24" in text
    assert "CNY/month" not in text


@pytest.mark.parametrize(
    "command",
    ["forecast", "backtest", "gaps", "match", "salary", "data list", "data show", "data check",
     "data template"],
)  # fmt: skip
def test_help_is_in_both_languages(run, command):
    code, out, _ = run(*command.split(), "--help")
    assert code == 0
    assert "。." not in out
    options = [line for line in out.splitlines() if line.lstrip().startswith("--")]
    assert options
    assert re.search("[\u4e00-\u9fff]", out)


def test_rows_are_named_for_what_they_are(run, ads):
    out = run("gaps", ads, "--by", "industry", "--lang", "zh")[1]
    assert "--map industry=" in out
    text = ads.read_text(encoding="utf-8").splitlines()
    places = ads.with_name("places.csv")
    lines = [text[0] + ",工作地点", *(line + ",北京-海淀区" for line in text[1:])]
    places.write_text("\n".join(lines) + "\n", encoding="utf-8")
    out = run("gaps", places, "--by", "city", "--lang", "zh")[1]
    header = next(line for line in out.splitlines() if "薪酬中位数 [90%]" in line)
    assert header.split()[0] == "城市"


@pytest.mark.parametrize("how", [("--title", "急聘会计"), ("--format", "table")])
def test_a_text_file_can_be_one_ad(run, tmp_path, how):
    ad = tmp_path / "ad.txt"
    ad.write_text(
        "岗位职责：\n1、负责纳税申报；\n任职要求：\n熟练使用用友和Excel\n", encoding="gb18030"
    )
    code, out, err = run("match", ad, *how, "--lang", "zh")
    assert (code, err) == (0, "")
    for skill in ("纳税申报", "用友", "Excel"):
        assert skill in out


def test_a_table_is_not_one_ad(run, ads):
    code, out, err = run("match", ads, "--title", "会计")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "--map title=COLUMN" in err
