import openpyxl
import pandas as pd

from talentcast.render.sheets import (
    PANEL_FORECAST,
    forecast_csv,
    forecast_points_markdown,
    forecast_sheets,
    gaps_csv,
    gaps_markdown,
    gaps_sheets,
    write_workbook,
)


def test_csv_of_own_panel_holds_forecasts_alone(forecast_tables):
    lines = forecast_csv(forecast_tables, own_panel=True).splitlines()
    assert lines[0] == "series,year,value,lo80,hi80,lo95,hi95,method"
    assert lines[0] == ",".join(PANEL_FORECAST)
    assert lines[1] == "engineers,2025,166.0,161.0,171.0,157.0,175.0,auto"
    assert len(lines) == 3


def test_csv_of_bundled_series_tells_kinds_apart(forecast_tables):
    text = forecast_csv(forecast_tables, own_panel=False)
    assert text.splitlines()[0].endswith("method,kind,source_id")
    assert "estimate" in text


def test_workbook_keeps_text_that_looks_like_a_formula(tmp_path, gaps_tables):
    path = tmp_path / "gaps.xlsx"
    write_workbook(path, gaps_sheets(gaps_tables, lang="zh"))
    book = openpyxl.load_workbook(path)
    assert {"occupations", "skills", "unclassified", "quality", "notes"} <= set(book.sheetnames)
    sheet = book["occupations"]
    header = [cell.value for cell in sheet[1]]
    cell = sheet.cell(2, header.index("title_zh") + 1)
    assert cell.value == "=后端|工程师"
    assert cell.data_type == "s"
    assert sheet.cell(2, header.index("salary_median") + 1).value == 18200.0


def test_workbook_of_a_forecast_reads_back(tmp_path, forecast_tables):
    path = tmp_path / "forecast.xlsx"
    write_workbook(path, forecast_sheets(forecast_tables))
    back = pd.read_excel(path, sheet_name="points", engine="openpyxl")
    assert back["value"].tolist() == [153.0, 163.16, 166.0, 180.0]


def test_markdown_escapes_pipes_and_carries_notes(gaps_tables, forecast_tables):
    text = gaps_markdown(gaps_tables, lang="zh")
    assert "=后端\\|工程师" in text
    assert "Not clustered." in text
    assert "| 2030 | forecast | 180.0 | 165–196 | 150–215 |" in forecast_points_markdown(
        forecast_tables, lang="en"
    )


def test_gaps_csv_has_one_row_an_occupation(gaps_tables):
    assert len(gaps_csv(gaps_tables, lang="en").splitlines()) == 3
