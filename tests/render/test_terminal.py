import io

from talentcast.render.terminal import console
from talentcast.render.terminal_forecast import print_forecast
from talentcast.render.terminal_gaps import print_gaps, star_text


def printed(function, tables, lang, width=160):
    stream = io.StringIO()
    function(console(stream, width=width), tables, lang=lang)
    return stream.getvalue()


def test_forecast_line_shows_last_value_interval_and_published(forecast_tables):
    text = printed(print_forecast, forecast_tables, "en")
    line = next(line for line in text.splitlines() if "Engineers " in line)
    for part in ("163.2 (2024 estimate)", "180.0", "165–196", "150–215", "193.0 (2030)"):
        assert part in line
    assert "Four anchors only." in text
    assert "One warning." in text


def test_forecast_in_chinese_has_chinese_labels(forecast_tables):
    text = printed(print_forecast, forecast_tables, "zh")
    assert "工程师" in text
    assert "万人" in text
    assert "163.2 (2024 估计)" in text


def test_gaps_shows_grade_range_of_stars_and_small_occupations(gaps_tables):
    text = printed(print_gaps, gaps_tables, "en", width=220)
    assert "Evidence grade C" in text
    assert "3-4★" in text
    assert "18,200 [17,000–19,900]" in text
    assert "Cook 3" in text
    assert "神秘岗位 57" in text
    assert "rows read 110".replace("rows read", "Rows read") in text


def test_sure_stars_are_not_a_range():
    assert star_text({"stars_overall": 4, "p_overall": {"4": 0.8, "3": 0.2}}) == "★★★★"
    assert star_text({"stars_overall": None, "p_overall": {}}) == "–"


def test_a_narrow_terminal_drops_columns_and_breaks_no_figure(forecast_tables, gaps_tables):
    wide = printed(print_gaps, gaps_tables, "zh", width=160)
    narrow = printed(print_gaps, gaps_tables, "zh", width=80)
    assert "主要技能" in wide
    assert "主要技能" not in narrow.split("技能需求排序")[0]
    assert "18,200 [17,000–19,900]" in narrow
    text = printed(print_forecast, forecast_tables, "en", width=80)
    assert "165–196" in text
    assert "150–215" not in text


def test_notes_are_wrapped_under_themselves(forecast_tables):
    forecast_tables.series.at[0, "warnings"] = ["word " * 60]
    lines = printed(print_forecast, forecast_tables, "en", width=80).splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("  - Engineers"))
    assert all(line.startswith("  ") for line in lines[start:])


def test_columns_found_name_the_role_that_map_takes():
    from talentcast.render.terminal_gaps import columns_line

    assert columns_line({"title": "职位名称"}, "zh") == "识别的列：职位(title) ← 职位名称"
    assert columns_line({"title": "Job"}, "en") == "Columns found: title ← Job"
