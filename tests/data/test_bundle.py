"""The bundled tables: counts, named values, identities between tables, names that don't exist."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from talentcast import data
from talentcast.data.bundle import FILES
from talentcast.errors import UnknownNameError
from talentcast.frames import PANEL, PUBLISHED

ROOT = Path(__file__).resolve().parents[2]


def test_importing_the_package_does_not_import_pandas():
    code = "import sys, talentcast.data as d; d.__all__; assert 'pandas' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_names_that_the_package_lacks_are_attribute_errors():
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        data.nonsense  # noqa: B018
    assert set(data.__all__) <= set(dir(data))


def test_all_facts_are_there_with_their_kinds():
    facts = data.load("facts")
    assert len(facts) == 562
    # 455 = 452 of the development table plus the three census years, whose kind is `observed`.
    assert facts["kind"].value_counts().to_dict() == {
        "observed": 455, "survey": 69, "estimate": 22, "target": 10, "forecast": 6,
    }  # fmt: skip
    assert facts["source_id"].value_counts()["blue_book_2025"] == 536
    assert set(facts["status"]) == {"observed", "estimated"}


@pytest.mark.parametrize(
    ("series", "period", "value"),
    [
        ("talent_total", "2024", 807.3), ("talent_density", "2024", 72.2),
        ("engineers", "2030", 192.99), ("frontline_per10k", "2025", 200),
        ("craftsman_beijing_target", "2035", 300), ("hitech_va", "2018", 7610.3),
        ("talent_team_social_work_growth", "2020-2024", -16.9), ("lasso_kept", "2024", 16),
        ("invention_patents_per10k", "2025H1", 316.5), ("digital_core_firms", "2023", 105492),
    ],
)  # fmt: skip
def test_named_facts(series, period, value):
    rows = data.load("facts").query("series_id == @series and period == @period and region=='北京'")
    assert rows["value"].tolist() == [value]


def test_facts_by_item_and_district():
    facts = data.load("facts")
    skills = facts[facts["series_id"] == "skill_freq"].set_index("item")["value"]
    assert len(skills) == 100
    assert skills["分析-需求分析"] == 8844
    xicheng = facts[(facts["region"] == "北京-西城区") & (facts["series_id"] == "talent_district")]
    assert xicheng["value"].tolist() == [105.5]


def test_printed_digits_are_kept():
    facts = data.load("facts").set_index(["series_id", "period", "locator"])["decimals"]
    digits = facts.groupby(level=[0, 1, 2]).max()
    assert digits["talent_team_high_skilled", "2023", "003:268"] == 1  # printed 118.0
    assert digits["engineers", "2000", "003:2064"] == 0  # printed 50
    assert digits["engineers", "2024", "003:2064"] == 2  # printed 163.16
    text = (FILES / "facts.csv").read_text(encoding="utf-8")
    assert ",118.0,1," in text
    assert ",5548,0," in text


def test_load_gives_a_catalogue_series_as_panel_rows():
    engineers = data.load("engineers")
    assert engineers.columns.tolist() == [*PANEL, "locator"]
    assert dict(zip(engineers["year"], engineers["value"], strict=True)) == {
        2000: 50.0, 2010: 80.0, 2020: 153.0, 2024: 163.16,
    }  # fmt: skip
    assert engineers["status"].tolist() == ["observed"] * 3 + ["estimated"]
    assert engineers["locator"].unique().tolist() == ["003:2064"]
    assert set(engineers["unit"]) == {"10k persons"}


def test_panel_has_one_value_a_year_and_no_projection():
    panel = data.panel()
    assert tuple(panel.columns) == PANEL
    assert not panel.duplicated(["series", "year"]).any()
    assert panel["year"].max() == 2025
    assert panel["value"].notna().all()
    assert set(panel["series"]) == set(data.load("series")["series"])
    assert set(panel["source_id"]) <= set(data.sources()["source_id"])


def test_teams_less_overlap_are_the_total():
    wide = data.panel().pivot_table(index="year", columns="series", values="value")
    catalogue = data.load("series").query("whole == 'talent_total'").set_index("series")["sign"]
    assert len(catalogue) == 7
    for year in (2020, 2023, 2024):
        total = (wide.loc[year, catalogue.index] * catalogue.astype(float)).sum()
        assert total == pytest.approx(wide.loc[year, "talent_total"], abs=1e-9)
    overlap = data.load("talent_overlap").set_index("year")
    assert overlap["value"].to_dict() == {2020: 49.6, 2023: 55.0, 2024: 55.0}
    assert overlap["status"].to_dict() == {2020: "imputed", 2023: "imputed", 2024: "observed"}


def test_engineers_are_high_tech_plus_traditional():
    values = data.panel().query("year == 2024").set_index("series")["value"]
    assert values["engineers_hitech"] + values["engineers_traditional"] == values["engineers"]
    assert values["engineers_hitech_share"] == 35.8


def test_conflicting_definitions_are_two_series():
    assert data.load("hitech_talent_industry")[["year", "value"]].to_numpy().tolist() == [
        [2022, 238.0]
    ]
    assert data.load("hitech_talent_all")[["year", "value"]].to_numpy().tolist() == [[2023, 210.6]]


def test_published_projections_and_targets():
    published = data.load("published")
    assert set(PUBLISHED) <= set(published.columns)
    found = published.set_index(["series", "year"])["value"].to_dict()
    assert found == {
        ("engineers", 2030): 192.99, ("high_skilled_share", 2025): 33.3,
        ("hitech_va_share", 2025): 30.0, ("hitech_va_share", 2035): 40.0,
    }  # fmt: skip


def test_catalogue_order_and_references():
    series = data.load("series")
    shown = series[series["order"] > 0]
    assert shown["order"].tolist() == list(range(1, len(shown) + 1))
    assert shown["series"].iloc[0] == "engineers"
    assert (series["kind"] == "share").equals(series["unit"] == "%")
    status = series.set_index("series")["status"]
    assert status["engineers"] == "estimated"
    assert status["talent_total"] == "observed"
    assert status["engineers_traditional"] == "imputed"
    facts = set(data.load("facts")["series_id"]) | {""}
    assert set(series["fact_series"]) <= facts


def test_indicators_keep_vintages_apart_and_follow_their_formula():
    """Ratio of the two statistics, an identity between two tables built from different files."""
    indicators = data.load("indicators")
    assert len(indicators) == 339
    assert not indicators.duplicated(["series_id", "year", "vintage"]).any()
    statistics = data.load("statistics").set_index(["series_id", "vintage", "year"])["value"]
    statistics = statistics[~statistics.index.duplicated()]
    rows = indicators[indicators["series_id"] == "x_gdp_ph"]
    assert set(rows["vintage"]) == {"v4", "v5"}
    for row in rows.itertuples():
        gdp = statistics["gdp", row.vintage, row.year]
        population = statistics["pop_resident", "after-census-7", row.year]
        # Population is bundled to one decimal, the ratio was formed with rounded thousands.
        assert row.value == pytest.approx(gdp / population, rel=5e-4)


@pytest.mark.parametrize(
    ("year", "vintage", "value"),
    [(2018, "v4", 33106.0), (2018, "v5", 35161.4), (2022, "v5", 45222.4), (2024, "v5", 49670.2),
     (2015, "v3", 23014.59), (2024, "preliminary", 49843.1), (2022, "v4-final-2022", 41540.9)],
)  # fmt: skip
def test_gdp_vintages(year, vintage, value):
    gdp = data.load("statistics").query("series_id == 'gdp'").set_index(["year", "vintage"])
    assert gdp.loc[(year, vintage), "value"] == value


def test_provincial_tables():
    provinces = data.load("indicators_provinces")
    assert len(provinces) == 10299
    assert provinces["region"].nunique() == 31
    assert provinces["series_id"].nunique() == 18
    staff = data.load("public_engineers").query("series_id == 'pub_engineers' and region == '北京'")
    assert staff.set_index("year")["value"].loc[[2000, 2001]].tolist() == [114354, 109749]
    # The same figures stand in both tables.
    assert data.load("pub_engineers")["region"].nunique() == 31


def test_load_finds_series_of_other_tables():
    assert data.load("digital_va")["period"].tolist() == ["2023", "2024"]
    assert set(data.load("rd_fte")["unit"]) == {"person-years"}
    assert data.load("x_gdp_ph")["vintage"].nunique() == 2
    assert data.load("ai_scholars_share")["value"].tolist() == [30]


def test_unknown_names_suggest_the_nearest():
    with pytest.raises(UnknownNameError, match="did you mean engineers"):
        data.load("enginers")
    with pytest.raises(UnknownNameError, match="data list"):
        data.load("zzzzzzzzzz")


def test_what_load_returns_can_be_changed_without_harm():
    for name in ("facts", "engineers", "digital_va"):
        first = data.load(name)
        first["value"] = -1.0
        assert (data.load(name)["value"] != -1.0).all()
    panel = data.panel()
    panel["value"] = 0.0
    assert data.panel()["value"].min() > 0


def test_tables_lists_every_file_with_its_rows():
    tables = data.tables()
    assert set(tables["name"]) == {path.stem for path in FILES.rglob("*.csv")}
    for row in tables.itertuples():
        assert len(data.load(row.name)) == row.rows
        assert row.description_zh
        assert row.description_en


def test_bundled_tables_stay_small():
    tables = sum(path.stat().st_size for path in FILES.rglob("*.csv"))
    assert tables < 4_500_000


def test_notes_are_short_remarks():
    for name in ("facts", "quoted", "series", "published", "variables"):
        assert data.load(name)["note"].str.len().max() <= 80


def test_taxonomy_tables_load_by_name_as_text():
    skills, occupations = data.load("skills"), data.load("occupations")
    assert skills.set_index("id").loc["tool.erlang", "category"] == "programming_language"
    codes = occupations.set_index("id")
    assert codes.loc["software-engineer", "isco08"] == "2512"  # a code, not a number
    assert codes.loc["software-engineer", "onet_soc"] == "15-1252.00"
    places = data.load("places")
    assert (places.query("parent == 'china'")["level"] == "province").all()
    assert set(data.load("occupation_groups")["source_id"]) == {"talentcast_occupations"}
    for name, table in data.load_taxonomy().items():
        pd.testing.assert_frame_equal(data.load(name), table)


def test_own_sources_say_so():
    sources = data.sources().set_index("source_id")
    for name in ("talentcast_taxonomy", "talentcast_occupations"):
        assert sources.loc[name, ["publisher", "licence"]].tolist() == ["talentcast", "MIT"]
        assert sources.loc[name, "note"].startswith("written for this project")


def test_load_taxonomy_reads_text(tmp_path):
    (tmp_path / "skills.csv").write_text("id,name\n01,数据分析\n02,\n", encoding="utf-8")
    found = data.load_taxonomy(tmp_path)
    assert found["skills"].to_dict("list") == {"id": ["01", "02"], "name": ["数据分析", ""]}
    assert data.load_taxonomy(tmp_path / "nowhere") == {}


@pytest.mark.development_data
def test_facts_carry_every_development_row(dev_data):
    raw = pd.read_csv(dev_data / "beijing" / "document_facts.csv")
    facts = data.load("facts")
    assert facts["series_id"].tolist() == raw["series_id"].tolist()
    assert facts["period"].tolist() == raw["year"].astype(str).tolist()
    pd.testing.assert_series_equal(facts["value"], raw["value"], check_names=False)
    lines = raw["locator"].str.replace(r"_[0-9a-f]+\.txt", "", regex=True)
    assert facts["locator"].tolist() == lines.tolist()
    notes = set(facts["note"]) - {""}
    assert not notes & set(raw["note"].dropna())


@pytest.mark.development_data
def test_statistics_carry_the_development_values(dev_data):
    raw = pd.read_csv(dev_data / "beijing" / "indicators_beijing_raw.csv")
    bundled = data.load("statistics")
    assert set(bundled["series_id"]) == set(raw["series_id"])
    known = set(zip(raw["series_id"], raw["year"], raw["value"], strict=True))
    assert set(zip(bundled["series_id"], bundled["year"], bundled["value"], strict=True)) <= known


@pytest.mark.development_data
def test_scripts_rebuild_the_same_bytes(tmp_path, dev_data):
    command = [sys.executable, str(ROOT / "scripts" / "build_data.py")]
    source = ["--from", str(dev_data / "beijing"), "--to", str(tmp_path)]
    subprocess.run([*command, *source], check=True, capture_output=True)
    for path in [*FILES.glob("*.csv"), FILES / "datapackage.json"]:
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name
