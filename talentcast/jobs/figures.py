"""Check and list the bundled figures, or check the user's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from talentcast.errors import SchemaError
from talentcast.jobs.checks import check_language, check_source

if TYPE_CHECKING:
    import pandas as pd


#: What a check uses of the user's series beside series, year, value and unit.
_CHECKED_COLUMNS = ("vintage", "kind", "whole", "sign", "name_zh", "name_en")


def run_check(
    data: str | Path | pd.DataFrame | None, *, lang: str, all_rules: bool
) -> pd.DataFrame:
    """Check the bundled figures, or the user's panel, for contradictions."""
    from talentcast import data as bundled

    if data is None:
        return bundled.check(lang=lang, passed=all_rules)
    check_source(data)
    return bundled.check(_read_as_is(data), lang=lang, passed=all_rules)


def _read_as_is(source: str | Path | pd.DataFrame) -> pd.DataFrame:
    """Read a user's series with all their faults, for the check to find."""
    import pandas as pd

    if isinstance(source, pd.DataFrame):
        return source
    from talentcast.forecast.columns import to_long
    from talentcast.forecast.figures import parse_numbers, parse_years
    from talentcast.forecast.tabular import read_table

    table = read_table(source)
    long, names, _ = to_long(table)
    numbers = parse_numbers(long["value_text"])
    frame = long.assign(
        series=[names[code] for code in long["code"]],
        year=parse_years(long["year_text"]),
        value=numbers.value,
        locator=[f"{Path(source).name}:{row}" for row in long["row"]],
    )
    no_year = frame[frame["year"].isna() & (~numbers.is_missing | numbers.is_bad)]
    if len(no_year):
        first = no_year.iloc[0]
        raise SchemaError(
            f"{source}, row {first['row']}: got the year {first['year_text']!r}; expected one such "
            "as 2020, 2020年 or 2020-12-31; correct it"
        )
    place = long["row"].to_numpy() - table.first_line
    for name in _CHECKED_COLUMNS:
        if name in table.cells.columns:
            frame[name] = table.cells[name].to_numpy()[place]
    kept = frame[frame["year"].notna() & (frame["value"].notna() | numbers.is_bad)]
    given = [name for name in _CHECKED_COLUMNS if name in kept.columns]
    return kept[["series", "year", "value", "unit", "locator", *given]].astype({"year": int})


def list_tables(*, lang: str) -> pd.DataFrame:
    """List bundled tables and series."""
    import pandas as pd

    from talentcast import data as bundled

    check_language(lang)
    panel = bundled.panel()
    series = bundled.load("series")
    counts = panel["series"].value_counts()
    listed = pd.DataFrame(
        {
            "name": series["series"],
            "rows": [int(counts.get(name, 0)) for name in series["series"]],
            "description_zh": series["name_zh"],
            "description_en": series["name_en"],
        }
    )
    every = pd.concat([bundled.tables(), listed], ignore_index=True)
    other = "en" if lang == "zh" else "zh"
    hidden = [name for name in every.columns if str(name).endswith(f"_{other}")]
    return every.drop(columns=hidden).rename(columns=lambda name: name.removesuffix(f"_{lang}"))
