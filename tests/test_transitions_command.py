"""`talentcast transitions`: moves out of one occupation, from ads with known skills and pay."""

import json

import openpyxl
import pandas as pd
import pytest

import talentcast as tc

#: Title, monthly pay in thousands, education, skills. Pay does not vary, so ratios are exact.
JOBS = [
    ("Java开发工程师", 10, "本科", "Java Spring MySQL Redis Git Linux"),
    ("Python开发工程师", 15, "本科", "Python Django MySQL Redis Git Linux"),
    ("后端开发工程师", 20, "本科", "Java Spring MySQL Redis Git Linux"),
    ("软件架构师", 30, "博士", "Java Spring MySQL Redis Git Linux"),
    ("电工", 5, "中专", "电工证 PLC CAD 变频器 继电器"),
    ("会计", 6, "大专", "Excel 用友 金蝶 ERP 财务报表"),
    ("护士", 7, "大专", "护士资格证 Word Excel PPT"),
    ("平面设计师", 8, "大专", "Photoshop Illustrator CorelDRAW InDesign"),
]


@pytest.fixture(scope="module")
def ads(tmp_path_factory):
    rows = [
        (title, f"{pay}K", education, f"熟练使用{'、'.join(skills.split())}", f"{title}公司{n}")
        for title, pay, education, skills in JOBS
        for n in range(120)
    ]
    path = tmp_path_factory.mktemp("ads") / "ads.csv"
    names = ["职位名称", "薪资", "学历要求", "职位描述", "公司名称"]
    pd.DataFrame(rows, columns=names).to_csv(path, index=False)
    return path


def moves(run, ads, name, *options):
    code, out, err = run("transitions", name, ads, "--format", "json", *options)
    assert code == 0, err
    return json.loads(out)


def test_advice_pay_change_and_what_speaks_against(run, ads):
    found = moves(run, ads, "Java开发工程师")
    assert found["schema"] == "talentcast.transitions/1"
    by_title = {row["title_zh"]: row for row in found["moves"]}
    assert len(by_title) == len(JOBS) - 1
    same = by_title["后端开发工程师"]
    # Its ads ask for the same tools: only what the title itself says is missing.
    assert same["similarity"] == max(row["similarity"] for row in found["moves"])
    assert not {skill["name_en"] for skill in same["missing_skills"]} & {"Java", "Spring", "Git"}
    # 20 thousand against 10 thousand in every ad: the change is 100 %, whichever ads are drawn.
    assert [same[f"pay_change{end}"] for end in ("", "_lo90", "_hi90")] == pytest.approx([1, 1, 1])
    # 本科 to 博士 is two steps.
    assert by_title["软件架构师"]["education_step"] == 2
    assert "education" in by_title["软件架构师"]["reasons"]
    assert "pay" in by_title["会计"]["reasons"]
    assert by_title["会计"]["pay_change"] == pytest.approx(-0.4)
    python = {skill["name_en"] for skill in by_title["Python开发工程师"]["missing_skills"]}
    assert {"Python", "Django"} <= python
    assert not python & {"MySQL", "Redis", "Git", "Linux"}
    assert all(row["advised"] == (row["reasons"] == []) for row in found["moves"])


@pytest.mark.parametrize("name", ["java developer", "JAVA工程师", "java-developer"])
def test_title_alias_and_id_mean_the_same(run, ads, name):
    assert moves(run, ads, name)["occupation"]["title_zh"] == "Java开发工程师"


def test_unknown_names_no_ads_and_too_few_ads_are_refused(run, ads, tmp_path):
    cases = [
        (("数据分析", ads), "got 0 ads"),
        (("数剧分析师", ads), "数据分析师"),
        (("Java开发工程师",), "got no ads"),
        (("", ads), "expected an id or a title"),
        (("Java开发工程师", tmp_path / "none.csv"), "none.csv"),
    ]
    for call, said in cases:
        code, out, err = run("transitions", *call, "--lang", "en")
        assert (code, out) == (2, "")
        assert said in err
        assert err.count("\n") == 1


@pytest.mark.parametrize("ending", ["csv", "json", "md", "xlsx", "html"])
def test_every_format_names_the_aims(run, ads, tmp_path, ending):
    path = tmp_path / f"moves.{ending}"
    code, _, _ = run("transitions", "Java开发工程师", ads, "--out", path, "--lang", "zh")
    assert code == 0
    if ending == "xlsx":
        sheet = openpyxl.load_workbook(path)["转岗"]
        said = " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    else:
        said = path.read_text("utf-8")
    for title, *_ in JOBS[1:]:
        assert title in said


def test_table_in_both_languages(run, ads):
    for lang, said in (("zh", "薪酬变化"), ("en", "Pay change")):
        code, out, _ = run("transitions", "java developer", ads, "--lang", lang)
        assert code == 0
        assert said in out


def test_python_gives_the_same(ads):
    table = tc.transitions("会计", ads).table.set_index("title_zh")
    assert table.loc["Java开发工程师", "pay_change"] == pytest.approx(10 / 6 - 1)


def test_a_slip_of_the_finger_is_met_with_the_title_meant(run, ads):
    code, out, err = run("transitions", "Acountnat", ads)
    assert (code, out) == (2, "")
    assert "such as Accountant" in err


def test_the_unit_of_pay_is_named(run, ads, tmp_path):
    code, out, err = run("transitions", "会计", ads, "--lang", "zh")
    assert code == 0, err
    assert "元/月" in out
    run("transitions", "会计", ads, "--lang", "en", "--out", tmp_path / "moves.html")
    assert "CNY/month" in (tmp_path / "moves.html").read_text(encoding="utf-8")
