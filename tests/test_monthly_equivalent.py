"""`gaps --monthly-equivalent`: a twelfth of a year's pay, named on every output (METHOD 4)."""

import json
import math

import openpyxl
import pandas as pd
import pytest

import talentcast as tc

#: Pay text; contract pay a month and monthly equivalent (METHOD 6.7 for the first two).
CASES = (
    ("15-25K·14薪", (15_000, 25_000), (17_500, 29_166.67)),
    ("年薪20-30万", (16_666.67, 25_000), (16_666.67, 25_000)),
    ("1.5-2万/月", (15_000, 20_000), (15_000, 20_000)),
)
TITLES = "Java开发工程师 会计 护士".split()


@pytest.fixture(scope="module")
def ads(tmp_path_factory):
    rows = [
        {"职位名称": title, "公司名称": f"{title}公司{n}", "薪资": pay, "工作城市": "北京",
         "职位描述": "熟练使用Excel"}
        for title, (pay, _, _) in zip(TITLES, CASES, strict=True) for n in range(40)
    ]  # fmt: skip
    path = tmp_path_factory.mktemp("pay") / "ads.csv"
    pd.DataFrame(rows).to_csv(path, index=False)
    return path


@pytest.mark.parametrize("is_equivalent", [False, True])
def test_medians_are_those_of_the_basis(run, ads, is_equivalent):
    options = ["--monthly-equivalent"] if is_equivalent else []
    code, out, err = run("gaps", ads, "--format", "json", "--lang", "en", *options)
    assert code == 0, err
    found = json.loads(out)
    pay = {row["title_zh"]: row["salary"] for row in found["occupations"]}
    for title, (_, contract, equivalent) in zip(TITLES, CASES, strict=True):
        low, high = equivalent if is_equivalent else contract
        # One range alone: the median is its middle on the log scale.
        assert pay[title]["median"] == pytest.approx(math.sqrt(low * high), rel=1e-3)
        assert pay[title]["bound_low"] == pytest.approx(low, rel=1e-3)
        assert pay[title]["bound_high"] == pytest.approx(high, rel=1e-3)
        assert pay[title]["unit"] == ("CNY/month (year/12)" if is_equivalent else "CNY/month")
    assert found["quality"]["salary_basis"] == (
        "monthly_equivalent" if is_equivalent else "contract"
    )
    assert found["quality"]["months_stated"] == 80
    assert any("80 / 120 state the months" in said for said in found["warnings"]) is is_equivalent
    said = "posted monthly equivalents" if is_equivalent else "posted contract pay"
    assert any(said in label for label in found["labels"])


@pytest.mark.parametrize("ending", ["csv", "md", "html", "xlsx"])
def test_every_output_names_the_basis(ads, tmp_path, ending):
    path = tmp_path / f"out.{ending}"
    tc.gaps(ads, monthly_equivalent=True, lang="zh").save(path)
    if ending == "xlsx":
        book = openpyxl.load_workbook(path)
        text = " ".join(str(cell) for sheet in book for row in sheet.values for cell in row)
    else:
        text = path.read_text("utf-8")
    assert ("year/12" if ending == "csv" else "月均薪酬") in text
