"""`talentcast gaps` as a whole: the sample, the development sets, many forms of one table."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import talentcast as tc
from talentcast.frames import OCCUPATIONS

SAMPLE = Path(__file__).parents[1] / "examples" / "sample_postings.csv"
SETS = {
    "zh_51job_2018_python_desc.parquet": 3590,
    "zh_boss_2023_desc.parquet": 693,
    "zh_lagou_dataanalyst_2017.parquet": 6876,
    "en_usajobs_series_2024_25.parquet": 23494,
    "lagou_double_encoded.csv": 6876,
}


@pytest.fixture(scope="module")
def sample():
    return tc.gaps(SAMPLE)


def titled(result, title):
    own = result.occupations[result.occupations["title_zh"].str.contains(title)]
    assert len(own) == 1, title
    return own.iloc[0]


def test_every_row_of_the_sample_is_accounted_for(sample):
    quality = sample.quality
    assert quality["rows"] == 360
    assert quality["rows"] == quality["used"] + quality["duplicates"] + quality["rejected"]
    assert quality["duplicates"] >= 12  # the sample repeats twelve ads
    assert quality["evidence_grade"] == "C"
    assert quality["columns"]["title"] == "职位名称"


def test_sample_pay_follows_what_its_script_wrote(sample):
    # scripts/build_sample_ads.py: 25-45 thousand for machine learning, 5-8 for customer service,
    # each scaled by a common factor of about one.
    high, low = titled(sample, "机器学习"), titled(sample, "客服")
    assert 25_000 < high["salary_median"] < 45_000
    assert 5_000 < low["salary_median"] < 8_000
    for row in (high, low):
        assert row["bound_low"] <= row["salary_median"] <= row["bound_high"]
        assert row["currency"] == "CNY"


def test_sample_occupations_are_the_ones_written(sample):
    found = set(sample.occupations.loc[sample.occupations["vacancies"] >= 8, "title_zh"])
    assert len(found) >= 20
    assert sample.quality["classified"] >= 0.95 * sample.quality["used"]


def test_tables_have_the_columns_of_the_contract(sample):
    assert list(sample.occupations.columns) == list(OCCUPATIONS)
    index = sample.occupations.dropna(subset=["index"])
    assert len(index) >= 8
    assert ((index["index_lo90"] <= index["index"]) & (index["index"] <= index["index_hi90"])).all()
    assert index["index"].between(0, 100).all()
    skills = sample.skills.set_index("name_en")["ads"]
    assert skills["Excel"] > 20


def test_same_seed_same_numbers(sample):
    pd.testing.assert_frame_equal(sample.occupations, tc.gaps(SAMPLE).occupations)


def test_by_district_and_industry():
    districts = tc.gaps(SAMPLE, by="district").occupations
    assert districts["title_zh"].str.contains("海淀").any()
    assert districts["vacancies"].sum() == tc.gaps(SAMPLE).quality["used"]


def write(frame, path):
    if path.suffix == ".xlsx":
        frame.to_excel(path, index=False)
    elif path.suffix == ".parquet":
        frame.to_parquet(path)
    elif path.suffix == ".jsonl":
        frame.to_json(path, orient="records", lines=True, force_ascii=False)
    elif path.suffix == ".tsv":
        frame.to_csv(path, index=False, sep="\t", encoding="utf-16")
    else:
        frame.to_csv(path, index=False, encoding=path.stem.split("_")[-1])


@pytest.mark.parametrize(
    "name",
    ["a_utf-8.csv", "a_gb18030.csv", "a_utf-16.csv", "a.tsv", "a.xlsx", "a.jsonl", "a.parquet"],
)
def test_form_of_the_file_does_not_change_the_numbers(tmp_path, sample, name):
    frame = pd.read_csv(SAMPLE, encoding="utf-8-sig")
    write(frame, tmp_path / name)
    other = tc.gaps(tmp_path / name)
    pd.testing.assert_frame_equal(other.occupations, sample.occupations)


def test_two_files_are_one(tmp_path, sample):
    frame = pd.read_csv(SAMPLE, encoding="utf-8-sig")
    write(frame.iloc[:100], tmp_path / "a_utf-8.csv")
    write(frame.iloc[100:], tmp_path / "b_gb18030.csv")
    other = tc.gaps([tmp_path / "a_utf-8.csv", tmp_path / "b_gb18030.csv"])
    pd.testing.assert_frame_equal(other.occupations, sample.occupations)


def test_frame_in_memory_is_read_like_a_file(sample):
    frame = pd.read_csv(SAMPLE, encoding="utf-8-sig")
    before = frame.copy()
    pd.testing.assert_frame_equal(tc.gaps(frame).occupations, sample.occupations)
    pd.testing.assert_frame_equal(frame, before)


def test_outputs_in_every_form(tmp_path, sample):
    for ending in ("csv", "json", "md", "xlsx", "html"):
        path = tmp_path / f"g.{ending}"
        sample.save(path)
        assert path.stat().st_size > 1000
    document = json.loads((tmp_path / "g.json").read_text(encoding="utf-8"))
    assert document["schema"] == "talentcast.gaps/1"
    occupation = document["occupations"][0]
    assert {"low", "nan"}.isdisjoint(occupation)
    assert set(occupation["components"]) >= {"demand", "hard_to_fill", "price", "tightness"}
    assert len(pd.read_csv(tmp_path / "g.csv")) == len(sample.occupations)


def test_no_pay_no_employer_still_answers():
    ads = pd.DataFrame({"title": ["Java开发工程师", "会计", "护士"] * 20})
    ads["text"] = [f"岗位职责：工作{i}" for i in range(60)]
    result = tc.gaps(ads)
    assert result.quality["used"] == 60
    assert result.occupations["salary_median"].isna().all()
    assert any("employer" in sentence.lower() for sentence in result.warnings)


def test_stock_gives_grade_a_and_no_word_of_grade_c():
    stock = pd.DataFrame({"职业": ["数据分析师", "会计"], "在职人数": [1200, 3000]})
    result = tc.gaps(SAMPLE, stock=stock)
    assert result.quality["evidence_grade"] == "A"
    assert any("no growth" in sentence for sentence in result.warnings)
    assert not any("grade C" in sentence for sentence in result.warnings)


def test_match_marks_skills_at_their_place():
    text = "任职要求：熟练使用Python和SQL，有良好的沟通能力，持PMP证书者优先"
    ad = tc.match(text, title="高级数据分析师")
    surfaces = {skill["text"]: skill for skill in ad["skills"]}
    assert {"Python", "SQL", "沟通能力", "PMP证书"} <= set(surfaces)
    for skill in ad["skills"]:
        field = text if skill["field"] == "text" else "高级数据分析师"
        assert field[skill["start"] : skill["end"]] == skill["text"]
    assert surfaces["Python"]["required"]
    assert not surfaces["PMP证书"]["required"]
    assert ad["occupation"]["title_en"] == "Data analyst"


@pytest.mark.development_data
@pytest.mark.parametrize("name", SETS)
def test_development_sets_run_without_options(dev_data, name):
    result = tc.gaps(dev_data / "postings" / name)
    quality = result.quality
    assert quality["rows"] == SETS[name]
    assert quality["rows"] == quality["used"] + quality["duplicates"] + quality["rejected"]
    assert quality["classified"] >= 0.9 * quality["used"]
    if not name.startswith("en_"):
        assert quality["with_salary"] >= 0.95 * quality["used"]
        paid = result.occupations["salary_median"].dropna()
        assert len(paid) >= 5
        assert paid.between(2_000, 60_000).all()


@pytest.mark.development_data
def test_double_encoded_file_gives_the_same_numbers(dev_data):
    folder = dev_data / "postings"
    good = tc.gaps(folder / "zh_lagou_dataanalyst_2017.parquet")
    bad = tc.gaps(folder / "lagou_double_encoded.csv")
    assert good.quality["used"] == bad.quality["used"]
    columns = ["id", "ads", "salary_median"]
    left = good.occupations[columns].sort_values("id").reset_index(drop=True)
    right = bad.occupations[columns].sort_values("id").reset_index(drop=True)
    pd.testing.assert_frame_equal(left, right)
    assert np.isfinite(left["salary_median"]).any()
