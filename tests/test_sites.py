"""Sites, seekers and applicants from files: what `gaps` makes of their columns."""

import json

import numpy as np
import pandas as pd
import pytest

TITLES = "Java开发工程师 Python开发工程师 会计 护士 电工 平面设计师 司机 销售代表 行政专员 数据分析师".split()


def ads(*, each=60, flood=0, seed=0):
    """Ads of ten occupations, which grow, in number and pay, along the list from the first of two years to the second.

    A new site brings `flood` more of one of them in the second.
    """
    random = np.random.default_rng(seed)
    rows = []
    for place, title in enumerate(TITLES):
        for year, own in ((2022, each), (2023, each + 12 * place - 24)):
            for n in range(own + (flood if year == 2023 and title == "会计" else 0)):
                pay = int(20 + place + random.integers(0, 4) + (year - 2022) * (place - 4))
                rows.append({
                    "职位名称": title, "公司名称": f"{title}公司{n}", "薪资": f"{pay}-{pay + 3}K",
                    "发布日期": f"{year}-{random.integers(1, 13):02d}-{random.integers(1, 29):02d}",
                    "工作城市": "北京", "职位描述": "熟练使用Excel",
                    "来源网站": "新站" if n >= own else ("甲网", "乙网")[n % 2],
                    "公司规模": ("20-99人", "1000-9999人")[n % 2], "投递人数": str(place + 1),
                })  # fmt: skip
    return pd.DataFrame(rows)


@pytest.fixture
def result(run, tmp_path):
    def call(frame, *options):
        path = tmp_path / "ads.csv"
        frame.to_csv(path, index=False)
        code, out, err = run("gaps", path, "--format", "json", "--lang", "en", *options)
        assert code == 0, err
        return json.loads(out)

    return call


def demand_of(found, title):
    return next(r for r in found["occupations"] if r["title_zh"] == title)["components"]["demand"]


def test_a_new_site_makes_no_growth(result):
    plain = result(ads())
    assert plain["quality"]["evidence_grade"] == "B"
    assert plain["quality"]["columns"]["source"] == "来源网站"
    assert not any("Shares of sites" in said for said in plain["warnings"])
    flooded = ads(flood=600)
    narrowed = result(flooded)
    assert any("present in both periods alone: 乙网, 甲网" in said for said in narrowed["warnings"])
    assert demand_of(narrowed, "会计") == pytest.approx(demand_of(plain, "会计"), abs=20)
    blind = result(flooded.drop(columns="来源网站"))
    assert any("do not name their site" in said for said in blind["warnings"])
    assert demand_of(blind, "会计") > 95


def test_length_of_the_windows_can_be_set(result):
    """The ads are of January 2022 to December 2023."""
    found = result(ads(), "--window-months", 11)
    assert found["quality"]["windows"] == {
        "months": 11, "before_first": "2022-03", "before_last": "2023-01",
        "now_first": "2023-02", "now_last": "2023-12",
    }  # fmt: skip
    assert any("2023-02 – 2023-12 against 2022-03 – 2023-01" in said for said in found["labels"])
    longer = result(ads(), "--window-months", 13)
    assert longer["quality"]["windows"] is None
    assert any("longer than half of the months" in said for said in longer["warnings"])


def test_no_growth_where_all_sites_changed(result):
    frame = ads()
    frame["来源网站"] = np.where(frame["发布日期"] >= "2023", "新站", "老站")
    found = result(frame)
    assert found["quality"]["evidence_grade"] == "C"
    assert any("between the windows: no growth" in said for said in found["warnings"])
    assert demand_of(found, "会计") is None


def test_figures_beside_the_index_come_from_their_columns(result, run, tmp_path):
    seekers = tmp_path / "seekers.csv"
    pd.DataFrame({"职业": ["会计", "护士"], "求职人数": [30, 600]}).to_csv(seekers, index=False)
    found = result(ads(), "--seekers", seekers)
    rows = {row["title_zh"]: row for row in found["occupations"]}
    assert found["quality"]["supply"] == "seekers"
    assert "looser than balance" in found["labels"][0]
    # 60 and 72 ads of 2023 (METHOD 2.1, T).
    assert rows["会计"]["vacancies_per_seeker"]["value"] == pytest.approx(60.5 / 30.5)
    nurse = rows["护士"]["vacancies_per_seeker"]
    assert nurse["value"] == pytest.approx(72.5 / 600.5)
    assert nurse["lo90"] < nurse["value"] < nurse["hi90"] < 1
    assert "gated" in rows["护士"]["flags"] or rows["护士"]["stars"]["supply_demand"] <= 3
    assert rows["会计"]["context"]["applicants_per_vacancy"] == pytest.approx(3)
    assert rows["会计"]["context"]["employer_hhi"] < 0.1
    assert rows["会计"]["salary"]["reweighted"] == pytest.approx(rows["会计"]["salary"]["median"])
    assert rows["会计"]["coverage"] == pytest.approx(0.8)  # all but hard to fill
    assert found["quality"]["period"] == {"first": "2022-01", "last": "2023-12"}
    shown = run("gaps", tmp_path / "ads.csv", "--seekers", seekers, "--lang", "zh")[1]
    assert "求人倍率" in shown
    assert "1.98 [" in shown


def test_files_that_are_sites(run, tmp_path):
    frame = ads()
    late = frame["发布日期"] >= "2023"
    frame = frame.drop(columns="来源网站")
    frame[~late].to_csv(tmp_path / "甲.csv", index=False)
    frame[late].to_csv(tmp_path / "乙.csv", index=False)
    files = [tmp_path / "甲.csv", tmp_path / "乙.csv"]
    grades = []
    for options in ((), ("--map", "source=(file)")):
        code, out, err = run("gaps", *files, "--format", "json", *options)
        assert code == 0, err
        grades.append(json.loads(out)["quality"]["evidence_grade"])
    assert grades == ["B", "C"]  # two periods of one site, or two sites
