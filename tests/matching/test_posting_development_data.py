"""Every development set is read without options, with the right columns."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from talentcast.matching.postings import read_postings

pytestmark = pytest.mark.development_data

SETS = {
    "zh_51job_2018_python_desc.parquet": (
        3590,
        {"date": ["issue_date"], "title": ["title"], "text": ["description"],
         "employer": ["company"], "place": ["area"], "salary": ["salary"],
         "attributes": ["attrs"]},
    ),
    "zh_boss_2023_desc.parquet": (
        693,
        {"title": ["jobName"], "text": ["postDescription"], "employer": ["companyName"],
         "place": ["cityName"], "category": ["jobkwd"], "education": ["jobDegree"],
         "experience": ["jobExperience"], "salary": ["salaryDesc"]},
    ),
    "zh_lagou_dataanalyst_2017.parquet": (
        6876,
        {"posting_id": ["positionId"], "title": ["positionName"], "text": ["positionLables"],
         "employer": ["companyFullName"], "place": ["city"], "industry": ["industryField"],
         "category": ["secondType"], "education": ["education"], "experience": ["workYear"],
         "salary": ["salary"],
         "employer_size": ["companySize"]},
    ),
    "en_usajobs_series_2024_25.parquet": (
        23494,
        {"posting_id": ["control_number"], "date": ["open_date"], "title": ["position_title"],
         "employer": ["agency"], "category": ["occupation_series"]},
    ),
}  # fmt: skip


def table_of(source) -> tuple[pa.Table, object]:
    reader = read_postings(source)
    table = pa.Table.from_batches(list(reader))
    return table.drop_columns(["file"]), reader.report


@pytest.mark.parametrize("name", SETS)
def test_a_set_is_read_whole_with_the_right_columns(dev_data: Path, name: str) -> None:
    rows, columns = SETS[name]
    table, report = table_of(dev_data / "postings" / name)
    assert table.num_rows == report.rows == rows
    assert report.columns[str(dev_data / "postings" / name)] == columns


def test_the_double_encoded_file_holds_what_the_clean_one_holds(dev_data: Path) -> None:
    clean, _ = table_of(dev_data / "postings" / "zh_lagou_dataanalyst_2017.parquet")
    path = dev_data / "postings" / "lagou_double_encoded.csv"
    repaired, report = table_of(path)
    assert report.encodings[str(path)] == "utf-8, GB18030 read as Latin-1"
    assert repaired.equals(clean)


@pytest.mark.parametrize("name", ["zh_51job_2018_python_desc", "zh_boss_2023_desc"])
@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("gb18030", ","), ("utf-16", "\t"), ("utf-8-sig", "|")]
)
def test_real_texts_survive_a_round_trip(
    dev_data: Path, tmp_path: Path, name: str, encoding: str, delimiter: str
) -> None:
    source = dev_data / "postings" / f"{name}.parquet"
    frame = pd.read_parquet(source)
    frame.to_csv(tmp_path / "ads.csv", index=False, encoding=encoding, sep=delimiter)
    got, _ = table_of(tmp_path / "ads.csv")
    assert got.equals(table_of(source)[0])


@pytest.mark.parametrize("name", ["zh_51job_2018_python_desc", "zh_boss_2023_desc"])
def test_real_sets_without_a_header_are_told_by_content(
    dev_data: Path, tmp_path: Path, name: str
) -> None:
    source = dev_data / "postings" / f"{name}.parquet"
    frame = pd.read_parquet(source)
    frame.to_csv(tmp_path / "ads.csv", index=False, header=False)
    known, _ = table_of(source)
    got, report = table_of(tmp_path / "ads.csv")
    for column in ("title", "text", "employer", "place", "salary"):
        assert got[column].equals(known[column]), column
    assert any("no row of column names" in sentence for sentence in report.warnings)
