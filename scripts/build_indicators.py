"""Build the statistics beside the documents: the B.9 indicators and what they are made of."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from build_sources import source_of

UNITS = {
    "万元/人": "10k CNY per person",
    "%": "%",
    "万人/百万人": "10k persons per million persons",
    "个/万人": "enterprises per 10k persons",
    "女=100": "men per 100 women",
    "亿元": "100m CNY",
    "万人": "10k persons",
    "人": "persons",
    "上年=100": "previous year = 100",
    "人年": "person-years",
    "元/人": "CNY per person",
    "个": "items",
    "万元": "10k CNY",
    "所": "institutions",
    "万件": "10k items",
    "万人年": "10k person-years",
    "项": "projects",
    "人(样本)": "persons in the sample",
}

#: Vintage as the development data words it -> short code used in the package.
VINTAGES = {
    "as published": "as-published",
    "v3: after 3rd economic census (as published in 2018)": "v3",
    "v4: revised after 4th economic census (2018)": "v4",
    "v4": "v4",
    "v4: 2022 final verified": "v4-final-2022",
    "v4: 2022 preliminary": "v4-preliminary-2022",
    "v4: 2023 preliminary": "v4-preliminary-2023",
    "v5: revised after 5th economic census (2023)": "v5",
    "urban non-private units": "urban-units",
    "sample survey": "sample",
    "sample": "sample",
    "pre-7th-census (2011-2019 not yet revised)": "before-census-7",
    "post-7th-census revised": "after-census-7",
    "post-7th-census revised (1 decimal)": "after-census-7",
    "page": "page",
    "preliminary/page": "preliminary",
}

#: What to know about an indicator before using it.
NOTES = {
    "x_age_15_64": "sample survey; which age measure chapter B.9 took is not stated",
    "x_age_65": "sample survey; which age measure chapter B.9 took is not stated",
    "x_sex_ratio": "sample survey, noisy",
    "x_grad_share": "without postgraduates",
    "x_ind_firms_p10k": "scope changed 2007 and 2011",
    "x_ind_output_ph": "sales value in place of output; scope changed 2007 and 2011",
    "x_ind_revenue_ph": "alternative to x_ind_output_ph; scope changed 2007 and 2011",
    "x_ind_rd_ph": "scope changed 2011",
    "x_gdp_ph": "year-end population; never mix vintages",
    "x_va_secondary_ph": "year-end population; never mix vintages",
    "x_va_tertiary_ph": "year-end population; never mix vintages",
}
EMPLOYMENT_NOTE = "urban units without private firms; industry classes changed 2012"
PUBLIC_NOTE = "to 2008 state-owned units only"
PUBLIC_OUTLIER = "jump in 2002-2003 against both neighbours"

INDICATOR_COLUMNS = (
    "series_id", "year", "value", "unit", "vintage", "status", "kind", "source_id", "locator",
)  # fmt: skip
PROVINCE_COLUMNS = (
    "series_id", "region", "year", "value", "unit", "vintage", "status", "source_id",
)  # fmt: skip
VARIABLE_COLUMNS = (
    "series_id", "name_zh", "name_en", "unit", "formula", "first_year", "last_year", "status",
    "source_id", "note",
)  # fmt: skip


def build_indicators(folder: Path) -> pd.DataFrame:
    """Return indicators.csv: the B.9 indicators of Beijing, vintages apart."""
    table = _ratios(folder / "indicators16_beijing.csv")
    table["kind"] = "derived"
    return table[list(INDICATOR_COLUMNS)]


def build_provinces(folder: Path) -> pd.DataFrame:
    """Return indicators_provinces.csv: the same indicators for 31 provinces."""
    return _ratios(folder / "indicators16_provinces.csv")[list(PROVINCE_COLUMNS)]


def build_public_engineers(folder: Path) -> pd.DataFrame:
    """Return public_engineers.csv: staff of public units, 31 provinces."""
    raw = pd.read_csv(folder / "public_engineers_provinces.csv", dtype=str, keep_default_na=False)
    table = _once(_statistics(raw), ["series_id", "region", "year"])
    outlier = ((table["region"] == "北京") & table["year"].isin(["2002", "2003"])) & (
        table["series_id"] == "pub_engineers"
    )
    table["note"] = ""
    table.loc[table["year"].astype(int) <= 2008, "note"] = PUBLIC_NOTE
    table.loc[outlier, "note"] = PUBLIC_NOTE + "; " + PUBLIC_OUTLIER
    return table[[*PROVINCE_COLUMNS, "note"]]


def build_statistics(folder: Path) -> pd.DataFrame:
    """Return statistics.csv: the Beijing series under the indicators, each vintage once.

    Where several carriers agree to rounding on one series, year and vintage, the row with the
    most decimals stays.
    """
    raw = pd.read_csv(folder / "indicators_beijing_raw.csv", dtype=str, keep_default_na=False)
    table = _statistics(raw)
    key = ["series_id", "year", "vintage", "unit"]
    table = _once(table, key)
    table["kind"] = "observed"
    return table[list(INDICATOR_COLUMNS)]


def build_variables(folder: Path) -> pd.DataFrame:
    """Return variables.csv: names, unit, formula and remarks of every statistical series."""
    frames = [
        pd.read_csv(folder / name, dtype=str, keep_default_na=False)
        for name in ("indicators16_provinces.csv", "indicators_beijing_raw.csv",
                     "public_engineers_provinces.csv")
    ]  # fmt: skip
    raw = pd.concat(frames, ignore_index=True)
    english = dict(zip(raw["series_id"], raw["name_en"], strict=True))
    rows = []
    for series, group in raw.groupby("series_id", sort=True):
        first = group.iloc[0]
        derived = first["kind"] == "derived"
        rows.append(
            (series, first["name_zh"], _english(first["name_en"], english),
             UNITS[first["unit"]], _formula(first["locator"]) if derived else "",
             group["year"].min(), group["year"].max(), "observed",
             source_of(first["source"]), _note(str(series)))
        )  # fmt: skip
    return pd.DataFrame(rows, columns=list(VARIABLE_COLUMNS))


def _english(name: str, english: dict[str, str]) -> str:
    """Put the words for an industry in place of the id of its employment series."""
    head, _, rest = name.partition(" ")
    if head.startswith("emp_"):
        name = f"{english[head].removeprefix('urban-unit employment: ')} {rest}"
    return name.replace("ENGINEERING", "engineering")


def _ratios(path: Path) -> pd.DataFrame:
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    vintage = table["locator"].str.extract(r"\((v\d)\)")[0]
    table["vintage"] = vintage.fillna("as-published")
    table["value"] = [f"{float(text):.6g}" for text in table["value"]]
    table["unit"] = table["unit"].map(UNITS)
    table["status"] = "observed"
    table["source_id"] = table["source"].map(source_of)
    table["locator"] = table["locator"].map(_formula)
    return table


def _statistics(raw: pd.DataFrame) -> pd.DataFrame:
    table = raw.copy()
    table["value"] = table["value"].str.removesuffix(".0")
    table["unit"] = table["unit"].map(UNITS)
    table["vintage"] = table["vintage"].map(VINTAGES)
    table["status"] = "observed"
    table["source_id"] = table["source"].map(source_of)
    table["locator"] = table["locator"].replace("search pages corpus excerpt", "page text")
    return table


def _formula(locator: str) -> str:
    for words in (" year-end (post-7th-census)", "(亿元)", "(万人)", " (sample survey)"):
        locator = locator.replace(words, "")
    return locator


def _note(series: str) -> str:
    return EMPLOYMENT_NOTE if series.startswith(("x_emp_", "emp_")) else NOTES.get(series, "")


def _once(table: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Keep the most precise of several carriers that agree to rounding."""
    table = table.assign(digits=table["value"].map(lambda text: len(text.partition(".")[2])))
    _require_agreement(table, key)
    order = table.sort_values("digits", ascending=False, kind="stable").drop_duplicates(key).index
    return table.loc[table.index.isin(order)].sort_values(key, kind="stable")


def _require_agreement(table: pd.DataFrame, key: list[str]) -> None:
    values = table["value"].astype(float)
    for _, group in table.assign(number=values).groupby(key):
        step = 10.0 ** -group["digits"].min()
        if group["number"].max() - group["number"].min() > step:
            raise ValueError(f"carriers disagree: {group[[*key, 'value']].to_dict('records')}")
