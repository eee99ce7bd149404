"""The bundled series projected: anchors, identities in every draw, honest labels."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from talentcast import data
from talentcast.errors import HorizonError, ShortSeriesError, UnknownNameError
from talentcast.forecast.project import Evidence, project, projected
from talentcast.frames import EXPLANATION, POINTS, PUBLISHED, SERIES

TEAMS = (
    "team_party_gov", "team_enterprise_mgmt", "team_professional_tech", "team_high_skilled",
    "team_rural", "team_social_work",
)  # fmt: skip
ANCHORS = {2000: 50.0, 2010: 80.0, 2020: 153.0, 2024: 163.16}


@pytest.fixture(scope="module")
def evidence():
    return Evidence(
        data.load("indicators"), data.load("indicators_provinces"), data.load("public_engineers")
    )


@pytest.fixture(scope="module")
def tables(evidence):
    return project(
        data.panel(),
        data.load("series"),
        to=2030,
        published=data.load("published"),
        indicators=evidence.indicators,
        provinces=evidence.provinces,
        public_engineers=evidence.public_engineers,
    )


@pytest.fixture(scope="module")
def made(evidence):
    return projected(data.panel(), data.load("series"), to=2030, evidence=evidence)[0]


def series(tables, name):
    return tables.points[tables.points["series"] == name].set_index("year")


def test_tables_have_their_columns(tables):
    assert tuple(tables.points.columns) == POINTS
    assert tuple(tables.series.columns) == SERIES
    assert tuple(tables.published.columns) == PUBLISHED
    assert tuple(tables.explanation.columns) == EXPLANATION
    assert set(tables.points["kind"]) == {"actual", "estimate", "forecast"}


def test_every_figure_of_the_panel_comes_out_unchanged(tables):
    panel = data.panel()
    shown = panel[panel["series"].isin(tables.series["series"])]
    merged = shown.merge(tables.points, on=["series", "year"], suffixes=("", "_out"))
    assert len(merged) == len(shown)
    np.testing.assert_array_equal(merged["value"], merged["value_out"])
    assert merged["lo95"].isna().all()
    assert (merged["kind"] == np.where(merged["status"] == "observed", "actual", "estimate")).all()


def test_anchors_are_hit_and_intervals_open_between_them(tables):
    rows = series(tables, "engineers")
    for year, value in ANCHORS.items():
        assert rows.loc[year, "value"] == value
    width = np.log(rows["hi95"] / rows["lo95"])
    assert width[2005] > width[2001] > 0
    assert width[2015] > width[2019] > 0
    assert (rows.loc[2001:2009, "method"] == "indicators").all()


def test_intervals_are_ordered_and_widen(tables):
    rows = tables.points[tables.points["kind"] == "forecast"]
    for low, high in (("lo95", "lo80"), ("lo80", "value"), ("value", "hi80"), ("hi80", "hi95")):
        assert (rows[low] <= rows[high]).all()
    assert (rows["hi80"] > rows["lo80"]).all()
    assert (rows[["value", "lo95"]] >= 0).all().all()
    width = rows.assign(width=rows["hi95"] - rows["lo95"]).groupby("series")["width"]
    assert (width.last() > width.first()).all()


def test_shares_stay_inside(tables):
    shares = tables.series.loc[tables.series["unit"] == "%", "series"]
    rows = tables.points[tables.points["series"].isin(shares)]
    assert len(shares) >= 4
    assert rows["hi95"].max() < 100


def test_teams_less_overlap_are_the_total_in_points_and_in_every_draw(made):
    first, last = 2020, 2030
    for kind in ("point", "draws"):

        def of(name, kind=kind):
            trajectory = made[name]
            start = trajectory.at(first)
            return getattr(trajectory, kind)[..., start : start + last - first + 1]

        left = sum(of(name) for name in TEAMS) - of("talent_overlap") - of("talent_total")
        assert np.abs(left).max() < 1e-6


def test_hitech_and_traditional_engineers_are_all_engineers_in_every_draw(made):
    whole, high, old = (made[n] for n in ("engineers", "engineers_hitech", "engineers_traditional"))
    start = whole.at(2024)
    np.testing.assert_allclose(high.point + old.point, whole.point[start:], atol=1e-6)
    np.testing.assert_allclose(high.draws + old.draws, whole.draws[:, start:], atol=1e-6)


def test_known_totals_are_kept_by_reconciliation(made):
    total = made["talent_total"]
    for year, value in {2017: 713.8, 2020: 781.3, 2023: 802.9, 2024: 807.3}.items():
        assert total.point[total.at(year)] == value
        assert np.all(total.draws[:, total.at(year)] == value)


def test_the_documents_projection_stands_beside_ours_with_the_reason(tables):
    theirs = tables.published[tables.published["series"] == "engineers"]
    assert theirs[["year", "value"]].to_numpy().tolist() == [[2030, 192.99]]
    said = " ".join(tables.series.set_index("series").loc["engineers", "warnings"])
    assert "192.99" in said
    assert "4.97 a year" in said
    assert "2.54 a year" in said


def test_what_can_not_be_known_is_said(tables):
    said = tables.series.set_index("series")["warnings"].map(" ".join)
    assert "definition changed in 2024" in said["team_social_work"]
    assert "one figure only" in said["skilled_workers"]
    assert "another definition" in said["hitech_talent_all"]
    assert "vintages" in said["hitech_va_share"]
    assert "probability" in said["high_skilled_share"]
    assert "own estimate" in said["engineers"]


def target_sentence(tables, name, year, value, **options):
    target = pd.DataFrame(
        [(name, year, value, "blue_book_2025", "target")],
        columns=["series", "year", "value", "source_id", "kind"],
    )
    out = project(
        data.panel(), data.load("series"), series=[name], published=target,
        **({"to": tables.to} | options),
    )  # fmt: skip
    return out.series["warnings"].iloc[0][-1]


def test_a_target_that_the_latest_figure_meets_gets_the_chance_of_being_kept(tables):
    """P(y >= lo80) is 90 % by the definition of an 80 % interval; that of a far lower figure, 1."""
    row = series(tables, "talent_total").loc[2028]
    assert row["lo80"] < 807.3  # the figure of 2024: the target is met
    kept = target_sentence(tables, "talent_total", 2028, row["lo80"])
    assert "the latest figure (2024) already meets it" in kept
    assert "probability 90 % of still meeting it in 2028" in kept
    assert "a year" not in kept
    sure = target_sentence(tables, "talent_total", 2028, row["value"] / 3)
    assert "probability > 99 %" in sure
    zh = target_sentence(tables, "talent_total", 2028, row["lo80"], lang="zh")
    assert "最新数据（2024 年）已达标" in zh
    assert "2028 年仍达标的概率为 90%" in zh


def test_a_target_still_ahead_names_the_growth_it_needs(tables):
    row = series(tables, "talent_total").loc[2028]
    ahead = target_sentence(tables, "talent_total", 2028, row["hi80"])
    rate = 100 * ((row["hi80"] / 807.3) ** (1 / 4) - 1)
    assert f"(needs {rate:.1f} % a year from 2024): probability 10 %" in ahead


@pytest.mark.parametrize(("value", "said"), [(700.0, "already meets it; 2035"), (900.0, "needs")])
def test_a_target_beyond_the_forecast_has_no_probability(tables, value, said):
    text = target_sentence(tables, "talent_total", 2035, value)
    assert said in text
    assert "beyond the forecast, which ends in 2030" in text
    assert "probability" not in text
    assert "-" not in text.replace("80 %", "")


def test_a_broken_definition_is_not_read_as_a_fall(tables):
    """Social work falls from 8.8 to 6.4 by definition; the forecast must not fall on."""
    rows = series(tables, "team_social_work")
    assert rows.loc[2030, "value"] > rows.loc[2024, "value"]


def test_one_figure_gives_wide_intervals(tables):
    borrowed, lender = series(tables, "skilled_workers"), series(tables, "team_high_skilled")

    def width(rows):
        return np.log(rows.loc[2030, "hi80"] / rows.loc[2030, "lo80"])

    assert width(borrowed) > 1.2 * width(lender)


def test_the_explanation_names_indicators_and_leaves_each_out(tables):
    rows = tables.explanation[tables.explanation["series"] == "engineers"]
    weights = rows[rows["step"] == "weight"]
    left = rows[rows["step"] == "leave out"]["item"]
    assert len(weights) >= 3
    assert {f"anchor {year}" for year in ANCHORS} <= set(left)
    kept = set(weights.loc[weights["value"].abs() > 1e-9, "item"])
    assert kept <= set(left)
    assert rows.loc[rows["step"] == "growth", "value"].sum() == pytest.approx(100.0)


@pytest.mark.parametrize(("lang", "name", "mark"), [("en", "GDP per head", ": "),
                                                    ("zh", "人均GDP", "：")])  # fmt: skip
def test_indicators_are_called_by_name_beside_their_ids(tables, evidence, lang, name, mark):
    variables = data.load("variables")
    named = project(
        data.panel(), data.load("series"), to=2030, series=["engineers"], lang=lang,
        indicators=evidence.indicators, provinces=evidence.provinces,
        public_engineers=evidence.public_engineers, variables=variables,
    ).explanation  # fmt: skip
    plain = tables.explanation[tables.explanation["series"] == "engineers"]
    assert named["item"].tolist() == plain["item"].tolist()
    assert named["value"].to_numpy() == pytest.approx(plain["value"].to_numpy(), nan_ok=True)
    called = dict(zip(variables["series_id"], variables[f"name_{lang}"], strict=True))
    rows = named[named["item"].isin(called)]
    assert len(rows) > 20
    assert all(
        note.startswith(called[item] + mark)
        for item, note in zip(rows["item"], rows["note"], strict=True)
    )
    assert rows.loc[rows["item"] == "x_gdp_ph", "note"].iloc[0].startswith(name + mark)
    assert not rows["note"].str.contains("x_").any()


def test_the_same_seed_gives_the_same_tables_and_inputs_stay(tables, evidence):
    panel, catalogue = data.panel(), data.load("series")
    before = panel.copy(), catalogue.copy()
    again = project(
        panel, catalogue, to=2030, series=["engineers"], indicators=evidence.indicators,
        provinces=evidence.provinces, public_engineers=evidence.public_engineers,
    )  # fmt: skip
    pd.testing.assert_frame_equal(panel, before[0])
    pd.testing.assert_frame_equal(catalogue, before[1])
    ours = again.points.reset_index(drop=True)
    theirs = tables.points[tables.points["series"] == "engineers"].reset_index(drop=True)
    pd.testing.assert_frame_equal(ours, theirs)


def test_chinese_sentences_and_names():
    out = project(data.panel(), data.load("series"), to=2026, series=["社会工作人才"], lang="zh")
    assert out.series["series"].tolist() == ["team_social_work"]
    assert "统计口径变化" in out.series["warnings"].iloc[0][0]


def test_horizon_counts_from_each_last_figure_and_sums_end_together():
    out = project(data.panel(), data.load("series"), horizon=3)
    last = out.points.groupby("series")["year"].max()
    assert {last[name] for name in (*TEAMS, "talent_total", "talent_overlap")} == {
        2028,
        last["talent_total"],
    }
    assert last["hitech_va_share"] >= 2025


@pytest.mark.parametrize("to", [1990, 2020, 2090])
def test_impossible_years(to):
    with pytest.raises(HorizonError, match="expected"):
        project(data.panel(), data.load("series"), to=to)


def test_both_or_no_horizon():
    with pytest.raises(HorizonError):
        project(data.panel(), data.load("series"), to=2030, horizon=3)
    with pytest.raises(HorizonError):
        project(data.panel(), data.load("series"))


def test_unknown_series():
    with pytest.raises(UnknownNameError, match="did you mean engineers"):
        project(data.panel(), data.load("series"), to=2030, series=["enginers"])


def test_a_series_with_nothing_to_lean_on_is_refused():
    catalogue = pd.DataFrame(
        [{"series": "a", "name_zh": "甲", "name_en": "A", "unit": "", "kind": "count"}]
    )
    panel = data.panel().iloc[:1].assign(series="a")
    with pytest.raises(ShortSeriesError, match="borrow"):
        project(panel, catalogue, to=2010)


def test_a_method_by_name_forecasts_alone():
    out = project(data.panel(), data.load("series"), to=2030, series=["engineers"], method="naive")
    rows = series(out, "engineers")
    assert rows.loc[2030, "value"] == pytest.approx(163.16)
    assert rows.loc[2030, "method"] == "naive"
