"""Read the bundled tables: by table name, by series, or all of the catalogue as one panel."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from talentcast.errors import DataIntegrityError, UnknownNameError
from talentcast.frames import PANEL

FILES = Path(__file__).parent / "files"

#: Tables that hold statistical series, in the order in which a series is looked up.
_SERIES_TABLES = ("facts", "quoted", "indicators", "public_engineers", "statistics")

#: Observations, in contrast to what the documents project or aim at.
_NOT_OBSERVED = ("forecast", "target")

#: How many near names an error message suggests.
_SUGGESTIONS = 3

_ROWS = (*PANEL, "locator")


def load(name: str) -> pd.DataFrame:
    """Return a bundled table, or one bundled series.

    Parameters
    ----------
    name : str
        A table (`tables()` lists them), a series of the catalogue such as `engineers`, or any
        `series_id` of the bundled figures and statistics such as `digital_va` or `gdp`.

    Returns
    -------
    DataFrame
        A table as stored; for a catalogue series one row a year with columns series, year,
        value, unit, status, source_id, locator; for another series its rows of the table that
        holds it.

    Raises
    ------
    UnknownNameError
        If nothing has that name; the message suggests the nearest ones.

    Source
    ------
    Every row names its own in `source_id`; see `sources()`.

    Examples
    --------
    >>> load("engineers")[["year", "value", "status"]].to_dict("records")[-1]
    {'year': 2024, 'value': 163.16, 'status': 'estimated'}
    """
    if name in _resources():
        return _table(name).copy()
    name = _series_of(name)
    if name in set(_table("series")["series"]):
        rows = _observations()
        return rows[rows["series"] == name].reset_index(drop=True)
    for table in _SERIES_TABLES:
        rows = _table(table)
        found = rows[rows["series_id"] == name]
        if not found.empty:
            return found.reset_index(drop=True)
    raise UnknownNameError(_unknown(name))


def _series_of(name: str) -> str:
    """Id of the catalogue series that is called so in Chinese or English, else the name itself."""
    catalogue = _table("series")
    for column in ("name_zh", "name_en"):
        found = catalogue.loc[catalogue[column] == name, "series"]
        if len(found):
            return str(found.iloc[0])
    return name


def panel() -> pd.DataFrame:
    """Return all observations of the catalogue series as one panel.

    Returns
    -------
    DataFrame, columns of `frames.PANEL`
        One row a series and year, in the order of the catalogue. `status` is `observed` for
        counts, `estimated` for figures from models and surveys, `imputed` for figures computed
        here from others of the same year (`locator` of `load(series)` says how). Where a
        document prints a figure twice, the more precise one is taken. What the documents
        project or aim at is not here but in `load("published")`.

    Examples
    --------
    >>> panel().query("series == 'talent_total'")["value"].tolist()
    [713.8, 781.3, 802.9, 807.3]
    """
    return _observations()[list(PANEL)].copy()


def tables() -> pd.DataFrame:
    """Return the bundled tables with their size and what they hold.

    Returns
    -------
    DataFrame, columns name, rows, description_zh, description_en

    Examples
    --------
    >>> tables().set_index("name").loc["facts", "rows"].item()
    562
    """
    return pd.DataFrame(
        [
            (name, resource["rows"], resource["title_zh"], resource["title"])
            for name, resource in _resources().items()
        ],
        columns=["name", "rows", "description_zh", "description_en"],
    )


def sources() -> pd.DataFrame:
    """Return who published each figure: one row a `source_id`.

    Examples
    --------
    >>> sources().set_index("source_id").loc["blue_book_2025", "vintage"]
    '2025'
    """
    return load("sources")


def load_taxonomy(folder: Path | None = None) -> dict[str, pd.DataFrame]:
    """Return every CSV table of the bundled taxonomy, all columns as text.

    Parameters
    ----------
    folder : Path, optional
        Another folder of CSV files in the same form.

    Returns
    -------
    dict of str to DataFrame
        File name without ending -> table; empty fields are empty strings. Empty if the folder
        does not exist.
    """
    folder = FILES / "taxonomy" if folder is None else Path(folder)
    return {
        path.stem: pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
        for path in sorted(folder.glob("*.csv"))
    }


def read_package(folder: Path = FILES) -> dict[str, Any]:
    """Return the description (`datapackage.json`) of the tables in `folder`.

    Raises
    ------
    DataIntegrityError
        If it is missing or not JSON.
    """
    path = folder / "datapackage.json"
    try:
        package: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError) as error:
        raise DataIntegrityError(
            f"{path.name}: got {error}; expected a readable package description; reinstall"
        ) from error
    return package


@cache
def _resources() -> dict[str, dict[str, Any]]:
    return {resource["name"]: resource for resource in read_package()["resources"]}


@cache
def _table(name: str) -> pd.DataFrame:
    fields = _resources()[name]["schema"]["fields"]
    text = [field["name"] for field in fields if field["type"] == "string"]
    table = pd.read_csv(
        FILES / _resources()[name]["path"],
        dtype=dict.fromkeys(text, str),
        keep_default_na=False,
        na_values={field["name"]: [""] for field in fields if field["type"] != "string"},
        encoding="utf-8",
    )
    whole = [field["name"] for field in fields if field["type"] == "integer"]
    blanks: pd.DataFrame = table.astype(
        {name: "Int64" for name in whole if table[name].isna().any()}
    )
    return blanks


@cache
def _observations() -> pd.DataFrame:
    catalogue = _table("series")
    printed = pd.concat([_printed(row) for row in catalogue.itertuples()], ignore_index=True)
    computed = pd.concat([_overlap(printed), _remainder(printed)], ignore_index=True)
    every = pd.concat([printed, computed], ignore_index=True)
    place = {series: n for n, series in enumerate(catalogue["series"])}
    every["place"] = every["series"].map(place)
    every = every.sort_values(["place", "year"], kind="stable").drop(columns="place")
    return every.reset_index(drop=True)


def _printed(row: Any) -> pd.DataFrame:
    facts = _table("facts")
    chosen: pd.DataFrame = facts[
        (facts["series_id"] == row.fact_series)
        & (facts["region"] == row.region)
        & ~facts["kind"].isin(_NOT_OBSERVED)
    ]
    if row.periods:
        chosen = chosen[chosen["period"].isin(row.periods.split(";"))]
    chosen = chosen.sort_values(["year", "decimals", "locator"], ascending=[True, False, True])
    chosen = chosen.drop_duplicates("year")
    return chosen.assign(series=row.series, unit=row.unit)[list(_ROWS)]


def _overlap(printed: pd.DataFrame) -> pd.DataFrame:
    """Persons counted in two teams, for the years in which only the teams and the total stand."""
    catalogue = _table("series")
    parts = catalogue[catalogue["whole"] == "talent_total"]
    teams = parts.loc[parts["sign"] == 1, "series"].tolist()
    wide = printed.pivot_table(index="year", columns="series", values="value")
    complete = wide[[*teams, "talent_total"]].dropna().index
    have = set(printed.loc[printed["series"] == "talent_overlap", "year"])
    years = [year for year in complete if year not in have]
    values = (wide.loc[years, teams].sum(axis=1) - wide.loc[years, "talent_total"]).round(1)
    return _computed("talent_overlap", values, "teams - talent_total")


def _remainder(printed: pd.DataFrame) -> pd.DataFrame:
    """Engineers in traditional industries: all engineers less those in high-tech industries."""
    wide = printed.pivot_table(index="year", columns="series", values="value")
    both = wide[["engineers", "engineers_hitech"]].dropna()
    values = (both["engineers"] - both["engineers_hitech"]).round(2)
    return _computed("engineers_traditional", values, "engineers - engineers_hitech")


def _computed(series: str, values: pd.Series[float], formula: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "series": series,
            "year": values.index.astype(int),
            "value": values.to_numpy(),
            "unit": "10k persons",
            "status": "imputed",
            "source_id": "derived",
            "locator": formula,
        }
    )


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    known = [*_resources(), *_table("series")["series"]]
    for table in _SERIES_TABLES:
        known += _table(table)["series_id"].unique().tolist()
    near = get_close_matches(str(name), dict.fromkeys(known), n=_SUGGESTIONS, cutoff=0.5)
    hint = f"did you mean {', '.join(near)}?" if near else "`talentcast data list` shows all names"
    return f"{name!r}: got a name that is no bundled table or series; expected one of them; {hint}"
