"""Build series.csv (what `forecast` shows without other input) and published.csv."""

from __future__ import annotations

import pandas as pd
from build_facts import STATUS

COLUMNS = (
    "series", "name_zh", "name_en", "unit", "kind", "order", "fact_series", "region", "periods",
    "numerator", "denominator", "whole", "sign", "borrow", "driver", "status", "note", "source_id",
)  # fmt: skip

BOOK = "blue_book_2025"
PERSONS = "10k persons"

#: One tuple a series, in the order shown; see the field descriptions in datapackage.json.
#: Order 0: loaded by name or as a denominator, not shown by default.
SERIES: tuple[dict[str, object], ...] = (
    {"series": "engineers", "name_zh": "工程师", "name_en": "Engineers",
     "fact_series": "engineers",
     "note": "2000, 2010 and 2020 from censuses, rounded; 2024 is the chapter's estimate"},
    {"series": "engineers_hitech", "name_zh": "高精尖产业工程师",
     "name_en": "Engineers in high-tech industries", "fact_series": "engineers_hitech",
     "whole": "engineers", "sign": 1, "borrow": "engineers",
     "note": "engineers times the surveyed share"},
    {"series": "engineers_hitech_share", "name_zh": "高精尖产业工程师占比",
     "name_en": "High-tech share of engineers", "unit": "%", "fact_series": "engineers_hitech_share",
     "numerator": "engineers_hitech", "denominator": "engineers", "borrow": "hitech_va_share",
     "driver": "hitech_va_share", "note": "survey of 3,650 engineers, 2024"},
    {"series": "engineers_traditional", "name_zh": "传统产业工程师",
     "name_en": "Engineers in traditional industries", "fact_series": "", "whole": "engineers",
     "sign": 1, "borrow": "engineers", "note": "engineers less those in high-tech industries",
     "source_id": "derived"},
    {"series": "talent_total", "name_zh": "人才资源总量", "name_en": "Talent, total",
     "fact_series": "talent_total"},
    {"series": "team_party_gov", "name_zh": "党政人才", "name_en": "Party and government",
     "fact_series": "talent_team_party_gov", "whole": "talent_total", "sign": 1},
    {"series": "team_enterprise_mgmt", "name_zh": "企业经营管理人才",
     "name_en": "Enterprise management", "fact_series": "talent_team_enterprise_mgmt",
     "whole": "talent_total", "sign": 1},
    {"series": "team_professional_tech", "name_zh": "专业技术人才",
     "name_en": "Professional and technical", "fact_series": "talent_team_professional_tech",
     "whole": "talent_total", "sign": 1},
    {"series": "team_high_skilled", "name_zh": "高技能人才", "name_en": "High-skilled workers",
     "fact_series": "talent_team_high_skilled", "whole": "talent_total", "sign": 1},
    {"series": "team_rural", "name_zh": "农村实用人才", "name_en": "Rural practical talent",
     "fact_series": "talent_team_rural", "whole": "talent_total", "sign": 1},
    {"series": "team_social_work", "name_zh": "社会工作人才", "name_en": "Social work",
     "fact_series": "talent_team_social_work", "whole": "talent_total", "sign": 1,
     "note": "definition changed in 2024"},
    {"series": "talent_overlap", "name_zh": "重复统计人才", "name_en": "Counted in two teams",
     "fact_series": "talent_overlap_mgmt_tech", "whole": "talent_total", "sign": -1,
     "note": "printed for 2024; other years: six teams less the total"},
    {"series": "skilled_workers", "name_zh": "技能人才", "name_en": "Skilled workers",
     "fact_series": "skilled_total", "borrow": "team_high_skilled"},
    {"series": "high_skilled_share", "name_zh": "高技能人才占技能人才比重",
     "name_en": "High-skilled share of skilled workers", "unit": "%",
     "fact_series": "high_skilled_share", "numerator": "team_high_skilled",
     "denominator": "skilled_workers"},
    {"series": "frontline_talent", "name_zh": "产业一线科技人才",
     "name_en": "Front-line science and technology talent", "fact_series": "frontline_talent",
     "borrow": "engineers", "source_id": "news_forum_1"},
    {"series": "frontline_share", "name_zh": "产业一线科技人才占就业人口比重",
     "name_en": "Front-line talent, share of employed", "unit": "%",
     "fact_series": "frontline_share", "numerator": "frontline_talent", "denominator": "employed",
     "source_id": "news_forum_1"},
    {"series": "hitech_talent_industry", "name_zh": "高精尖产业人才（产业人才口径）",
     "name_en": "High-tech talent (of industry talent)", "fact_series": "hitech_talent",
     "periods": "2022", "borrow": "talent_total",
     "note": "another definition than hitech_talent_all; never joined"},
    {"series": "hitech_talent_all", "name_zh": "高精尖产业人才（全部人才口径）",
     "name_en": "High-tech talent (of all talent)", "fact_series": "hitech_talent",
     "periods": "2023", "borrow": "talent_total",
     "note": "another definition than hitech_talent_industry; never joined"},
    {"series": "hitech_va_share", "name_zh": "高精尖产业增加值占GDP比重",
     "name_en": "High-tech value added, share of GDP", "unit": "%",
     "fact_series": "hitech_va_share",
     "note": "2018 and 2022 are on different GDP vintages"},
    {"series": "employed", "name_zh": "从业人员", "name_en": "Employed persons",
     "fact_series": "employed_district", "order": 0, "borrow": "talent_total"},
)  # fmt: skip

PUBLISHED_COLUMNS = (
    "series", "year", "value", "unit", "status", "kind", "source_id", "locator", "note",
)  # fmt: skip

#: Catalogue series -> (series_id in facts.csv, region) whose forecasts and targets are beside it.
PUBLISHED = {
    "engineers": ("engineers", "北京"),
    "high_skilled_share": ("high_skilled_share_target", "全国"),
    "hitech_va_share": ("hitech_va_share_target", "北京"),
}


def build_series(facts: pd.DataFrame) -> pd.DataFrame:
    """Return series.csv; `status` is that of a series' latest figure in `facts`."""
    rows = []
    for place, given in enumerate(SERIES, start=1):
        row = {"unit": PERSONS, "region": "北京", "order": place, "source_id": BOOK} | given
        row["status"] = _latest_status(facts, row)
        row["kind"] = "share" if row["unit"] == "%" else "count"
        rows.append({name: row.get(name, "") for name in COLUMNS})
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _latest_status(facts: pd.DataFrame, row: dict[str, object]) -> str:
    figures = facts[
        (facts["series_id"] == row["fact_series"])
        & (facts["region"] == row["region"])
        & ~facts["kind"].isin(["forecast", "target"])
    ]
    return "imputed" if figures.empty else str(figures.sort_values("year")["status"].iloc[-1])


def build_published(facts: pd.DataFrame) -> pd.DataFrame:
    """Return published.csv: what the documents project or aim at, taken from facts.csv."""
    kinds = {"forecast", "target"}
    units = {row["series"]: row.get("unit", PERSONS) for row in SERIES}
    rows = []
    for series, (fact_series, region) in PUBLISHED.items():
        chosen = facts[
            (facts["series_id"] == fact_series)
            & (facts["region"] == region)
            & facts["kind"].isin(kinds)
        ]
        if chosen.empty:
            raise ValueError(f"no published figure for {series}")
        rows += [
            (series, fact.year, fact.value, units[series], STATUS[fact.kind], fact.kind,
             fact.source_id, fact.locator, fact.note)
            for fact in chosen.itertuples()
        ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(PUBLISHED_COLUMNS))
