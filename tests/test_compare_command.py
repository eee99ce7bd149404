"""`talentcast gaps --compare` and the stored reference, as users call them."""

import json

import openpyxl
import pandas as pd
import pytest

TITLES = "Java开发工程师 Python开发工程师 会计 护士 电工 平面设计师 司机 销售代表 行政专员 数据分析师".split()


def write(path, month, *, lead, days=28, each=60):
    """Ads of ten occupations, sixty each: pay falls along the list, `lead` pays most."""
    rows = []
    for place, title in enumerate(TITLES):
        pay = 40 if title == lead else 20 - place
        for n in range(each):
            rows.append({
                "职位名称": title, "公司名称": f"{title}公司{n}", "薪资": f"{pay}-{pay + 2}K",
                "发布日期": f"{month}-{n % days + 1:02d}", "工作城市": "北京",
                "职位描述": f"{'急聘' if n % (place + 2) == 0 else ''}熟练使用Excel",
            })  # fmt: skip
    pd.DataFrame(rows).to_csv(path, index=False)
    return path


@pytest.fixture(scope="module")
def periods(tmp_path_factory):
    folder = tmp_path_factory.mktemp("periods")
    return (
        write(folder / "old.csv", "2023-03", lead="会计"),
        write(folder / "new.csv", "2024-03", lead="数据分析师"),
    )


def test_entry_and_exit_are_found(run, periods):
    old, new = periods
    code, out, err = run("gaps", new, "--compare", old, "--format", "json", "--lang", "en")
    assert code == 0, err
    found = json.loads(out)
    rows = {row["title_zh"]: row for row in found["comparison"]["occupations"]}
    assert rows["数据分析师"]["list_status"] == "entry"
    assert rows["会计"]["index_change"] < 0 < rows["数据分析师"]["index_change"]
    assert rows["护士"]["demand_change"] == pytest.approx(0)
    assert any("2023-03" in text and "2024-03" in text for text in found["warnings"])
    # What the run says of the new ads alone is the same with and without a comparison.
    code, out, _ = run("gaps", new, "--format", "json", "--lang", "en")
    assert json.loads(out)["occupations"] == found["occupations"]


@pytest.mark.parametrize("ending", ["csv", "md", "html", "xlsx"])
def test_every_format_holds_the_comparison(run, periods, tmp_path, ending):
    path = tmp_path / f"out.{ending}"
    code, _, _ = run("gaps", periods[1], "--compare", periods[0], "--out", path, "--lang", "zh")
    assert code == 0
    if ending == "xlsx":
        assert "两期比较" in openpyxl.load_workbook(path).sheetnames
    else:
        assert ("index_change" if ending == "csv" else "紧缺榜") in path.read_text("utf-8")


def test_table_names_entries_in_both_languages(run, periods):
    for lang, said in (("zh", "进入"), ("en", "entry")):
        code, out, _ = run("gaps", periods[1], "--compare", periods[0], "--lang", lang)
        assert code == 0
        assert said in out


def test_wrong_calls_are_one_line(run, periods, tmp_path):
    old, new = periods
    cases = [
        (("gaps", old, "--compare", new), "swap"),
        (("gaps", new, "--compare", old, "--by", "city"), "--by city"),
        (("gaps", new, "--compare", tmp_path / "none.csv"), "none.csv"),
        (("gaps", new, "--compare", old, "--map", "source=(file)"), "names the sites"),
        (("gaps", new, "--reference", old), "part"),
        (("gaps", new, "--reference", tmp_path / "none.csv"), "no such file"),
    ]
    for call, said in cases:
        code, out, err = run(*call)
        assert (code, out) == (2, ""), call
        assert said in err
        assert err.count("\n") == 1


def test_a_stored_reference_is_reused_to_the_digit(run, periods, tmp_path):
    old, new = periods
    store = tmp_path / "scale.csv"
    assert run("gaps", old, "--save-reference", store, "--format", "json")[0] == 0
    again = tmp_path / "again.csv"
    call = ("gaps", new, "--reference", store, "--save-reference", again, "--format", "json")
    code, out, _ = run(*call, "--lang", "en")
    assert code == 0
    columns = ["part", "median", "scale"]
    pd.testing.assert_frame_equal(pd.read_csv(store)[columns], pd.read_csv(again)[columns])
    assert any("stored reference" in text for text in json.loads(out)["warnings"])
