"""Sites, sizes of employers and applicants: which columns hold them, and what is read of them."""

from __future__ import annotations

import pandas as pd
import pytest

from talentcast.matching.columns import find_columns
from talentcast.matching.listing_facts import listing_columns, read_applicants, size_band
from talentcast.matching.postings import read_postings

SITES = ["甲招聘网", "乙直聘"] * 10
TITLES = [f"会计{n}" for n in range(20)]


def roles_of(name, cells):
    plan = find_columns(["职位名称", name], list(zip(TITLES, cells, strict=True)))
    return plan.names(), plan.warnings


@pytest.mark.parametrize(
    "name", ["来源", "来源网站", "招聘平台", "网站", "source", "Site", "job_board"]
)
def test_a_column_of_few_names_is_the_site(name):
    found, said = roles_of(name, SITES)
    assert found["source"] == [name]
    assert not said


@pytest.mark.parametrize(
    "cells",
    [
        [f"https://example.invalid/{n}" for n in range(20)],  # links
        [f"来自{n}号同事推荐的岗位" for n in range(20)],  # as many values as rows
        ["北京", "上海"] * 10,  # the site of the work
        ["校招信息" * 20, "社招信息" * 20] * 10,  # prose
        [str(n) for n in range(20)],
    ],
)
def test_a_name_that_stands_for_something_else_is_passed_over_in_silence(cells):
    found, said = roles_of("source", cells)
    assert "source" not in found
    assert not said


@pytest.mark.parametrize(
    ("name", "cells", "role"),
    [
        ("公司规模", ["50-150人", "2000人以上"] * 10, "employer_size"),
        ("company_size", ["51 to 200 employees", "10000+ employees"] * 10, "employer_size"),
        ("applies", ["3", "120"] * 10, "applicants"),
        ("投递人数", ["3", "120"] * 10, "applicants"),
        ("size", ["XL", "S"] * 10, None),
        ("applications", ["by e-mail", "by post"] * 10, None),
    ],
)
def test_sizes_and_applicants_need_cells_that_match(name, cells, role):
    found, said = roles_of(name, cells)
    assert found.get(role) == ([name] if role else None)
    assert set(found) <= {"title", role}
    assert not said


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("0-20人", "0-49"), ("20-99人", "0-49"), ("100-499人", "50-149"), ("少于15人", "0-49"),
        ("50-150人", "50-149"), ("150-500人", "150-499"), ("500-2000人", "500-1999"),
        ("2000人以上", "2000+"), ("10000人以上", "2000+"), ("1000-9999人", "500-1999"),
        ("50人以下", "0-49"), ("11-50 employees", "0-49"), ("5001-10000", "2000+"),
        ("1 to 50 Employees", "0-49"), ("10,000+", "2000+"), ("规模不详", None),
    ],
)  # fmt: skip
def test_sizes_as_sites_write_them(text, band):
    assert size_band(text) == band


def test_applicants_are_numbers_of_persons():
    assert [read_applicants(text) for text in ("12人", "Over 200", "多人", "13912345678")] == [
        12, 200, None, None,
    ]  # fmt: skip
    none = {"source": [None], "employer_size": [None], "applicants": [None]}
    assert [column.null_count for column in listing_columns(none).values()] == [1, 1, 1]


def test_files_are_sites_only_where_the_user_says_so(tmp_path):
    for name in ("a", "b"):
        pd.DataFrame({"职位名称": TITLES}).to_csv(tmp_path / f"{name}.csv", index=False)
    files = [tmp_path / "a.csv", tmp_path / "b.csv"]

    def sites(**options):
        reader = read_postings(files, **options)
        return {site for batch in reader for site in batch["source"].to_pylist()}, reader.report

    assert sites()[0] == {None}
    found, report = sites(mapping={"source": "(file)"})
    assert found == {str(file) for file in files}
    assert report.columns[str(files[0])]["source"] == ["(file)"]
