"""The general checks: each finds its fault in a small panel and is silent on the repaired one."""

import numpy as np
import pandas as pd
import pytest

from talentcast import data


def panel(values, *, series="staff", first=2015, **columns):
    years = range(first, first + len(values))
    frame = pd.DataFrame({"series": series, "year": years, "value": values, "unit": "10k persons"})
    return frame.assign(**columns)


STEADY = panel([100.0, 103.0, 105.0, 109.0, 112.0, 115.0])


def rules(frame):
    return data.check(frame)["rule"].tolist()


def severities(frame):
    return dict(zip(data.check(frame)["rule"], data.check(frame)["severity"], strict=True))


def test_a_sound_panel_has_no_findings():
    found = data.check(STEADY)
    assert found.empty
    assert found["got"].dtype == float


def test_bundled_panel_shows_only_the_change_of_definition():
    found = data.check(data.panel())
    assert found["rule"].tolist() == ["jump.team_social_work_2024"]


def test_two_values_for_one_year():
    twice = pd.concat([STEADY, panel([106.4], first=2017)], ignore_index=True)
    assert severities(twice) == {"duplicate.staff_2017": "contradiction"}
    rounded = pd.concat([panel([105.38], first=2017), panel([105.4], first=2017)])
    assert severities(rounded) == {"duplicate.staff_2017": "rounding"}
    same = pd.concat([STEADY, STEADY.tail(1)])
    assert severities(same) == {"duplicate.staff_2020": "rounding"}


def test_mixed_vintages():
    old = panel([100.0, 103.0], vintage="v4")
    new = panel([110.0, 113.0], first=2017, vintage="v5")
    assert severities(pd.concat([old, new])) == {"vintage.staff_2018": "vintage"}
    overlap = pd.concat([old, panel([111.0], first=2016, vintage="v5")])
    assert severities(overlap) == {
        "duplicate.staff_2016": "vintage", "vintage.staff_2016": "vintage",
    }  # fmt: skip
    assert rules(pd.concat([old, new.assign(vintage="v4", value=[105.0, 108.0])])) == []


def test_mixed_units():
    mixed = pd.concat([STEADY, panel([118.0], first=2021, unit="persons")])
    assert severities(mixed) == {"unit.staff_2021": "definition"}


@pytest.mark.parametrize(
    ("value", "unit", "series", "expected"),
    [
        (104.0, "%", "share_of_women", ["range.share_of_women_2015"]),
        (-0.5, "%", "share_of_women", ["range.share_of_women_2015"]),
        (-12.0, "%", "staff_growth", []),
        (140.0, "%", "同比增速", []),
        (-3.0, "10k persons", "staff", ["range.staff_2015"]),
        (-3.0, "CNY", "profit", []),
        (100.0, "%", "share_of_women", []),
    ],
)
def test_impossible_values(value, unit, series, expected):
    assert rules(panel([value], unit=unit, series=series)) == expected


def test_share_kind_counts_as_share_whatever_the_unit():
    assert rules(panel([150.0], unit="", kind="share")) == ["range.staff_2015"]


def test_shares_on_two_scales():
    mixed = panel([0.34, 0.35, 36.0], unit="%", series="share")
    found = data.check(mixed).set_index("rule")
    assert found.loc["magnitude.share_2015", "expected"] == pytest.approx(34)
    assert rules(panel([34.0, 35.0, 36.0], unit="%", series="share")) == []
    assert rules(panel([0.9, 1.1, 1.3], unit="%", series="share")) == []


def test_level_jump_and_power_of_ten():
    jump = panel([100.0, 103.0, 105.0, 109.0, 70.0, 72.0])
    found = data.check(jump).set_index("rule")
    assert found.loc["jump.staff_2019", "severity"] == "definition"
    assert "-35.8 %" in found.loc["jump.staff_2019", "message_en"]
    slip = panel([100.0, 103.0, 105.0, 1090.0, 1120.0, 1150.0])
    assert severities(slip) == {"magnitude.staff_2018": "contradiction"}


def test_volatile_and_short_series_are_left_alone():
    assert rules(panel([100.0, 150.0, 80.0, 160.0, 90.0, 170.0])) == []
    assert rules(panel([100.0, 300.0, 310.0])) == []


def test_a_gap_of_years_is_no_jump():
    frame = STEADY.assign(year=[2000, 2001, 2002, 2003, 2004, 2014])
    frame["value"] = 100 * 1.04 ** (frame["year"] - 2000)
    assert rules(frame) == []


def test_parts_add_to_their_whole():
    whole = panel([50.0, 51.0], series="all", whole="")
    parts = [
        panel([30.0, 31.0], series="a", whole="all", sign=1),
        panel([25.0, 26.0], series="b", whole="all", sign=1),
        panel([5.0, 8.0], series="twice", whole="all", sign=-1),
    ]
    found = data.check(pd.concat([whole, *parts])).set_index("rule")
    assert found.index.tolist() == ["sum.all_2016"]
    assert found.loc["sum.all_2016", ["got", "expected"]].tolist() == [51.0, 49.0]
    parts[2] = panel([5.0, 6.0], series="twice", whole="all", sign=-1)
    assert rules(pd.concat([whole, *parts])) == []
    assert rules(pd.concat([whole, *parts[:2]])) != []


def test_a_year_without_all_parts_is_not_added_up():
    whole = panel([50.0, 51.0], series="all", whole="")
    parts = [panel([30.0, 31.0], series="a", whole="all"), panel([20.0], series="b", whole="all")]
    assert rules(pd.concat([whole, *parts])) == []


def test_missing_and_infinite_values():
    found = data.check(panel([1.0, np.nan, np.inf, 2.0]))
    assert found["rule"].tolist() == ["value.staff_2016", "value.staff_2017"]
    assert (found["severity"] == "contradiction").all()


def test_names_and_locators_are_used():
    frame = panel([-1.0], name_zh="职工", name_en="Staff", locator="p. 3")
    row = data.check(frame, lang="zh").iloc[0]
    assert row["subject"] == "职工 2015年"
    assert row["message_en"].startswith("Staff 2015: ")
    assert row["locators"] == "p. 3"


def test_order_and_index_of_rows_do_not_matter():
    jump = panel([100.0, 103.0, 105.0, 109.0, 70.0, 72.0])
    shuffled = jump.sample(frac=1, random_state=3).set_axis([7] * len(jump))
    pd.testing.assert_frame_equal(data.check(jump), data.check(shuffled))


def test_the_input_is_not_changed():
    frame = panel([100.0, 103.0])
    copy = frame.copy()
    data.check(frame)
    pd.testing.assert_frame_equal(frame, copy)
