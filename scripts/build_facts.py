"""Build facts.csv and quoted.csv: the figures that the five source documents print.

`facts.csv` holds every row of the development table. `quoted.csv` holds a few more printed
figures that only its notes mention and that the checks of contradictions need.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pandas as pd

#: Document number (first digits of the file name) -> source_id in sources.csv.
DOCUMENTS = {
    "000": "news_forum_1",
    "001": "news_forum_2",
    "002": "news_forum_3",
    "003": "blue_book_2025",
    "004": "news_digital_skills",
}

#: Printed unit -> unit in English words.
UNITS = {
    "万人": "10k persons",
    "%": "%",
    "次": "mentions",
    "家": "entities",
    "亿元": "100m CNY",
    "元/月": "CNY/month",
    "人": "persons",
    "名": "persons",
    "指数": "index",
    "件/万人": "patents per 10k persons",
    "个": "items",
    "万件": "10k patents",
    "所": "institutions",
    "倍": "multiple",
    "岁": "years of age",
    "百分点": "percentage points",
    "份": "questionnaires",
    "人/万人": "persons per 10k persons",
    "%/年": "% a year",
    "款": "models",
    "亿人": "100m persons",
    "比": "ratio",
    "人次": "person-times",
    "亿美元": "100m USD",
    "万人次": "10k person-times",
}

#: `status` says how a number came about; `kind` keeps the finer word of the source.
STATUS = {
    "observed": "observed",
    "survey": "estimated",
    "estimate": "estimated",
    "forecast": "estimated",
    "target": "estimated",
}

#: Chapters of the blue book by line ranges of its text, where they are known.
CHAPTERS = (
    (219, 369, "B.1"),
    (763, 763, "B.3"),
    (2003, 2243, "B.9"),
    (2295, 2519, "B.10"),
    (2635, 2970, "B.11"),
    (4322, 4370, "B.15"),
    (5137, 5235, "B.18"),
)

#: Series whose rows differ by what stands after the dash of their Chinese name.
ITEM_SERIES = {
    "skill_freq", "soft_skill_rank", "shortage_index", "emerging_demand", "job_wage",
    "wage_q1_2025", "new_firms", "job_demand_share", "job_demand_region", "job_edu_share",
    "eng_title_by_unit_none", "eng_title_by_unit_junior", "eng_title_by_unit_mid",
    "eng_title_by_unit_assoc_senior", "eng_title_by_unit_full_senior",
}  # fmt: skip

CENSUS_YEARS = {"2000", "2010", "2020"}

#: Short remarks, by series or by (series, period): what a reader must know about the figure.
NOTES: dict[str | tuple[str, str], str] = {
    ("engineers", "2000"): "census year, printed without decimals",
    ("engineers", "2010"): "census year, printed without decimals",
    ("engineers", "2020"): "census year, printed without decimals",
    ("engineers", "2024"): "model estimate",
    ("engineers", "2030"): "model projection",
    ("talent_team_social_work", "2024"): "definition changed in 2024",
    ("gdp_district", "2024"): "preliminary accounts",
    ("gdp", "2025"): "preliminary accounts",
    ("digital_va", "2024"): "printed as 2 trillion yuan",
    ("digital_va_growth", "2024"): "approximate",
    ("hitech_va_share", "2018"): "on GDP before the 4th economic census",
    ("hitech_va_share", "2022"): "on preliminary GDP",
    ("hitech_talent", "2022"): "of industry talent",
    ("hitech_talent", "2023"): "of all talent",
    "frontline_per10k": "printed beside 20 %",
    "rd_intensity": "approximate",
    "rd_intensity_gt": "lower limit",
    "grad_employment_rate_below": "upper limit",
    "grad_stay_rate_below": "upper limit",
    "frontline_age_lt": "upper limit",
    "acftu_craftsmen": "lower limit",
    "ai_core_rd_staff": "lower limit",
    "digital_seminar_trainees": "lower limit",
    "tech_contract_to_jinji": "lower limit",
    ("high_skilled_total", "2024"): "lower limit",
    ("high_skilled_total", "2024-09"): "lower limit",
    "craftsman_biennial": "approximate",
    "grad_out_in_ratio": "approximate; year inferred",
    "eng_college_below_hitech": "printed as 'college or above'",
    "eng_college_below_trad": "printed as 'college or above'",
    "job_demand_share": "year inferred; five of ten industries printed",
    "mfg10_talent_need": "upper limit",
    "mfg10_talent_gap": "upper limit",
    "soft_skill_rank": "frequency not printed",
}

#: Printed precision that can't be read off the stored number: 2 trillion yuan in 100m yuan.
DECIMALS = {("digital_va", "2024"): -4}

#: Figures printed in the documents that the development table mentions only in its notes:
#: series, name_zh, name_en, period, value, unit, locator, kind, note.
QUOTED = (
    ("ai_scholars_share", "AI学者占全国", "AI scholars, share of the nation", "2025", "30", "%",
     "002:194", "observed", ""),
    ("ai_core_rd_share", "AI核心研发人员占全国", "AI core R&D staff, share of the nation", "2025",
     "60", "%", "003:763", "observed", ""),
    ("haidian_digital_trained", "海淀累计培养数字人才", "Digital talent trained in Haidian, to date",
     "2025", "92", "万人次", "003:2946", "observed", "lower limit"),
    ("digital_va_share_change", "数字经济占比提高", "Change of the digital economy's share of GDP",
     "2023", "1.3", "百分点", "003:2635", "observed", ""),
    ("engineers_growth_2010", "工程师较2010年增幅", "Growth of engineers since 2010", "2024", "100",
     "%", "003:2003", "estimate", "printed as nearly double; upper limit"),
    ("rd_total_ratio_2020", "R&D经费为2020年的倍数", "R&D expenditure, multiple of 2020", "2024",
     "1.4", "倍", "003:335", "observed", ""),
    ("tech_broker_norm", "每百名研发人员配备技术经纪人", "Technology brokers per 100 R&D staff",
     "2024", "4", "%", "003:433", "estimate", "staffing norm"),
    ("mfg10_gap_share", "制造业十大重点领域缺口率", "Gap as a share of need, ten manufacturing fields",
     "2025", "48", "%", "003:2335", "forecast", ""),
    ("new_firms_cagr_floor", "四个产业年均增速下限", "Annual growth of new firms, lower limit", "2024",
     "30", "%", "003:2650", "observed", "lower limit"),
)  # fmt: skip

COLUMNS = (
    "series_id", "name_zh", "name_en", "region", "item", "year", "period", "value", "decimals",
    "unit", "unit_zh", "status", "kind", "source_id", "chapter", "locator", "note",
)  # fmt: skip


def build_facts(folder: Path) -> pd.DataFrame:
    """Return facts.csv from `folder`/document_facts.csv: one row a printed figure."""
    raw = pd.read_csv(folder / "document_facts.csv", dtype=str, keep_default_na=False)
    raw = raw.rename(columns={"year": "period"})
    document, line = _document_and_line(raw["locator"])
    raw["source_id"] = document.map(DOCUMENTS)
    raw["chapter"] = [_chapter(d, int(n)) for d, n in zip(document, line, strict=True)]
    raw["locator"] = document + ":" + line
    raw["year"] = raw["period"].map(last_year)
    raw["item"] = [_item(s, n) for s, n in zip(raw["series_id"], raw["name_zh"], strict=True)]
    raw["unit_zh"] = raw["unit"].replace("(图9缺失)", "次")
    raw["unit"] = raw["unit_zh"].map(UNITS)
    raw["note"] = [_note(row) for row in raw.itertuples()]
    census = (raw["series_id"] == "engineers") & raw["period"].isin(CENSUS_YEARS)
    raw.loc[census, "kind"] = "observed"
    raw["status"] = raw["kind"].map(STATUS)
    raw["decimals"] = _decimals(raw)
    raw["value"] = [
        "" if text == "" else f"{float(text):.{max(digits, 0)}f}"
        for text, digits in zip(raw["value"], raw["decimals"], strict=True)
    ]
    return raw[list(COLUMNS)]


def build_quoted() -> pd.DataFrame:
    """Return quoted.csv: printed figures beyond the development table."""
    rows = []
    for series, zh, en, period, value, unit, locator, kind, note in QUOTED:
        document, line = locator.split(":")
        digits = len(value.partition(".")[2])
        rows.append(
            (series, zh, en, "北京", "", last_year(period), period, value, digits, UNITS[unit],
             unit, STATUS[kind], kind, DOCUMENTS[document], _chapter(document, int(line)),
             locator, note)
        )  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def last_year(period: str) -> int:
    """Return the last year a period names: `2020-2024` -> 2024, `2025Q1` -> 2025, `2026-` -> 2026."""
    first, _, second = period.partition("-")
    return int(second) if len(second) == 4 else int(first[:4])


def _document_and_line(locator: pd.Series) -> tuple[pd.Series, pd.Series]:
    parts = locator.str.extract(r"^(\d{3})_[0-9a-f]+\.txt:(\d+)$")
    if parts.isna().any(axis=None):
        raise ValueError(f"locators of another form: {locator[parts[0].isna()].tolist()[:3]}")
    return parts[0], parts[1]


def _chapter(document: str, line: int) -> str:
    if DOCUMENTS[document] != "blue_book_2025":
        return ""
    return next((name for first, last, name in CHAPTERS if first <= line <= last), "")


def _item(series: str, name: str) -> str:
    return name.partition("-")[2] or name.partition("-")[0] if series in ITEM_SERIES else ""


def _note(row: object) -> str:
    series, period = row.series_id, row.period  # type: ignore[attr-defined]
    if series == "engineers" and row.locator.endswith(":2003"):  # type: ignore[attr-defined]
        return "rounded in the abstract"
    note = NOTES.get((series, period)) or NOTES.get(series, "")
    if row.region == "全国" and row.kind == "target":  # type: ignore[attr-defined]
        note = "national target"
    if not note and "year not stated" in row.note:  # type: ignore[attr-defined]
        note = "year inferred"
    return note


def _decimals(table: pd.DataFrame) -> list[int]:
    """Digits after the point as printed; a stored `.0` is one only where most siblings have one."""
    own = table["value"].map(lambda text: len(text.removesuffix(".0").partition(".")[2]))
    usual = own.groupby(table["series_id"]).transform(_most_frequent)
    return [
        DECIMALS.get((series, period), max(digits, common))
        for series, period, digits, common in zip(
            table["series_id"], table["period"], own, usual, strict=True
        )
    ]


def _most_frequent(digits: pd.Series) -> int:
    counts = Counter(digits)
    top = max(counts.values())
    return min(value for value, n in counts.items() if n == top)
