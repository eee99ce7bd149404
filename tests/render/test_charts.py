import warnings

import pytest

from talentcast.render import charts, fonts
from talentcast.render.page import forecast_page, gaps_page


def labels(figure):
    axis = figure.axes[0]
    return [axis.get_title(loc="left"), axis.get_xlabel(), axis.get_ylabel()]


def test_chart_falls_back_to_english_with_one_warning(monkeypatch, forecast_tables):
    monkeypatch.setattr(fonts, "chinese_font", lambda: None)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        figure = charts.forecast_figure(forecast_tables, lang="zh")
    assert labels(figure)[0] == "Engineers (10k persons)"
    assert len([w for w in caught if "Chinese" in str(w.message)]) == 1
    assert not [w for w in caught if "Glyph" in str(w.message)]


@pytest.mark.skipif(fonts.chinese_font() is None, reason="no installed font has Chinese glyphs")
def test_chart_in_chinese_has_no_missing_glyphs(tmp_path, forecast_tables, gaps_tables):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = charts.forecast_figure(forecast_tables, lang="zh")
        charts.save_figure(figure, tmp_path / "a.png")
        charts.save_figure(charts.gaps_figure(gaps_tables, lang="zh"), tmp_path / "b.png")
    assert labels(figure)[0] == "工程师 (万人)"
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


def test_band_and_published_value_are_drawn(forecast_tables):
    axis = charts.forecast_figure(forecast_tables).axes[0]
    xs = [list(line.get_xdata()) for line in axis.lines]
    assert [2024, 2025, 2030] in xs
    assert [2030] in xs
    assert len(axis.collections) == 2


def test_page_is_self_contained_and_escapes(gaps_tables, forecast_tables):
    page = gaps_page(gaps_tables, lang="en")
    assert page.startswith("<!doctype html>")
    assert "<svg" in page
    for fetched in ("<script", "<link", " src="):
        assert fetched not in page
    forecast_tables.series.at[0, "warnings"] = ["a < b"]
    assert "a &lt; b" in forecast_page(forecast_tables, lang="en")


def test_ads_are_counted_in_plain_numbers(gaps_tables):
    figure = charts.gaps_figure(gaps_tables, lang="en")
    labels_shown = [label.get_text() for label in figure.axes[0].get_xticklabels()]
    assert labels_shown
    assert all(text.replace(",", "").isdigit() for text in labels_shown if text)


def test_labels_of_a_chart_do_not_cover_each_other(gaps_tables):
    import pandas as pd

    row = gaps_tables.occupations.dropna(subset=["index"]).iloc[0]
    rows = [{**row, "id": str(i), "ads": 40 + i % 3, "index": 50 + i / 10} for i in range(20)]
    tables = type(gaps_tables)(
        pd.DataFrame(rows),
        gaps_tables.skills,
        gaps_tables.quality,
        gaps_tables.unclassified,
        gaps_tables.warnings,
    )
    axis = charts.gaps_figure(tables, lang="en").axes[0]
    boxes = [text.get_window_extent() for text in axis.texts]
    assert boxes
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])


def test_no_index_is_said(gaps_tables):
    gaps_tables.occupations["index"] = float("nan")
    axis = charts.gaps_figure(gaps_tables, lang="en").axes[0]
    assert [text.get_text() for text in axis.texts] == ["No occupation has an index"]
