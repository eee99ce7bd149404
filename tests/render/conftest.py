import pandas as pd
import pytest

from talentcast.frames import OCCUPATIONS, ForecastTables, GapsTables

NAN = float("nan")


@pytest.fixture
def forecast_tables():
    points = pd.DataFrame(
        [
            ("engineers", 2020, "actual", 153.0, NAN, NAN, NAN, NAN, "auto", "doc"),
            ("engineers", 2024, "estimate", 163.16, 160.0, 166.0, 158.0, 168.0, "auto", "doc"),
            ("engineers", 2025, "forecast", 166.0, 161.0, 171.0, 157.0, 175.0, "auto", None),
            ("engineers", 2030, "forecast", 180.0, 165.0, 196.0, 150.0, 215.0, "auto", None),
        ],
        columns=[
            "series",
            "year",
            "kind",
            "value",
            "lo80",
            "hi80",
            "lo95",
            "hi95",
            "method",
            "source_id",
        ],
    )
    series = pd.DataFrame(
        [("engineers", "工程师", "Engineers", "10k persons", "auto", ["Four anchors only."])],
        columns=["series", "name_zh", "name_en", "unit", "method", "warnings"],
    )
    published = pd.DataFrame(
        [("engineers", 2030, 192.99, "doc")], columns=["series", "year", "value", "source_id"]
    )
    why = pd.DataFrame(columns=["series", "step", "item", "value", "note"])
    return ForecastTables(2030, points, series, published, why, ["One warning."])


@pytest.fixture
def gaps_tables():
    row = dict.fromkeys(OCCUPATIONS)
    row.update(
        id="java",
        title_zh="=后端|工程师",
        title_en="Back-end engineer",
        ads=40,
        vacancies=40,
        openings=55,
        employers=12,
        share=0.4,
        index=61.2,
        index_lo90=48.0,
        index_hi90=70.1,
        grade="C",
        demand=NAN,
        hard_to_fill=NAN,
        price=NAN,
        tightness=NAN,
        pay_premium=66.0,
        urgency=55.0,
        stars_overall=3,
        stars_supply_demand=4,
        stars_training=3,
        stars_transition=2,
        p_overall={3: 0.5, 4: 0.4, 2: 0.1},
        salary_median=18200.0,
        salary_lo90=17000.0,
        salary_hi90=19900.0,
        salary_n=35,
        bound_low=15000.0,
        bound_high=22000.0,
        placement_low=16500.0,
        placement_high=20000.0,
        disclosed=0.88,
        salary_unit="CNY/month",
        currency="CNY",
        top_skills=[{"id": "tool.java", "name_zh": "Java", "name_en": "Java", "share": 0.9}],
        flags=["few_ads"],
    )
    small = dict(
        row,
        id="cook",
        title_zh="厨师",
        title_en="Cook",
        ads=3,
        vacancies=3,
        index=NAN,
        index_lo90=NAN,
        index_hi90=NAN,
        salary_median=NAN,
        salary_lo90=NAN,
        salary_hi90=NAN,
        salary_n=2,
        stars_overall=NAN,
        p_overall={},
        top_skills=[],
        flags=["counts_only"],
        share=0.03,
    )
    skills = pd.DataFrame(
        [("tool.java", "Java", "Java", "tool", "tool", 36, 0.36, "工具", "Tools")],
        columns=[
            "id",
            "name_zh",
            "name_en",
            "kind",
            "category",
            "ads",
            "share",
            "category_zh",
            "category_en",
        ],
    )
    quality = {
        "rows": 110,
        "used": 100,
        "duplicates": 8,
        "rejected": 2,
        "with_salary": 90,
        "classified": 43,
        "evidence_grade": "C",
        "encoding": "utf-8",
        "columns": {"title": "职位名称"},
    }
    left = pd.DataFrame([("神秘岗位", 57)], columns=["title", "ads"])
    frame = pd.DataFrame([row, small], columns=list(OCCUPATIONS))
    return GapsTables(frame, skills, quality, left, ["Not clustered."])
