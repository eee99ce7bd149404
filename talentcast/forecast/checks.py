"""Find what is wrong with users' figures, one clear line a series, and bring them to one scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from talentcast.errors import SchemaError, ShortSeriesError, TalentcastError
from talentcast.forecast.columns import is_footnote
from talentcast.forecast.figures import MAGNITUDES, parse_numbers, parse_years
from talentcast.forecast.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

#: So many problems are written out; the rest are counted.
PROBLEMS_SHOWN = 20

#: Figures further apart than this many years point to a wrong year.
LONGEST_GAP = 60

#: A share series whose large values are about 100 times its small ones mixes 0-1 with 0-100.
PERCENT_RATIO = (20.0, 500.0)

_SHARE_WORDS = ("%", "share", "percent", "ratio", "占比", "比例", "比重", "率", "百分")


class Problems:
    """Collects findings by series, so that one bad series does not stop the others."""

    def __init__(self, names: Sequence[str], table: str, lang: str) -> None:
        self.names = names
        self.table = table
        self.lang = lang
        self.fatal: dict[int, TalentcastError] = {}
        self.notes: list[tuple[str, str]] = []

    def reject(self, code: int, error: TalentcastError) -> None:
        """Keep the first reason why a series can't be used."""
        self.fatal.setdefault(code, error)

    def note(self, code: int | None, key: str, **values: Any) -> None:
        """Keep a sentence about one series, or (None) about the table."""
        name = "" if code is None else self.names[code]
        self.notes.append((name, sentence(key, self.lang, **values)))


def checked_rows(
    long: pd.DataFrame, problems: Problems, *, negative: bool, fewest: int = 2
) -> pd.DataFrame:
    """Parse years and values; every row that can't be used goes to `problems`.

    Parameters
    ----------
    long : DataFrame
        From `columns.to_long`.
    problems : Problems
        Findings are added to it.
    negative : bool
        Whether negative values are allowed.
    fewest : int
        Figures that a series needs.

    Returns
    -------
    DataFrame
        Filled cells only, with year, value, magnitude, is_percent; in order of series and year.
    """
    numbers = parse_numbers(long["value_text"])
    years = parse_years(long["year_text"])
    code = long["code"].to_numpy()
    footnotes = np.array([is_footnote(name) for name in problems.names])
    skipped = numbers.is_missing & (np.isnan(years) | footnotes[code])
    _note_empty(long, numbers.is_missing & ~skipped, problems)
    keep = ~numbers.is_missing
    kept = long.loc[keep].copy() if not keep.all() else long
    kept = kept.assign(
        year=years[keep],
        value=numbers.value[keep],
        magnitude=numbers.magnitude[keep],
        is_percent=numbers.is_percent[keep],
    )
    _reject_rows(kept, numbers.is_bad[keep], problems, negative=negative)
    _reject_duplicates(kept, problems)
    _reject_short(kept, problems, fewest)
    kept = kept.drop(columns=["year_text", "value_text"])
    kept = kept.sort_values(["code", "year"], kind="stable", ignore_index=True)
    _reject_wide_gaps(kept, problems)
    return kept


def _note_empty(long: pd.DataFrame, is_empty: Any, problems: Problems) -> None:
    empty = long.loc[is_empty, ["code", "row"]]
    if empty["code"].nunique() > PROBLEMS_SHOWN:
        return
    for code, rows in empty.groupby("code", sort=False)["row"]:
        where = sentence("rows", problems.lang, rows=", ".join(map(str, rows.head(5))))
        problems.note(_int(code), "empty_values", where=where)


def _reject_rows(frame: pd.DataFrame, bad_text: Any, problems: Problems, *, negative: bool) -> None:
    value, no_year = frame["value"].to_numpy(), np.isnan(frame["year"].to_numpy())
    correct = "correct it or leave the cell empty"
    rules = [
        (no_year, "year_text", "a year such as 2020, 2020年 or 2020-12-31", "correct it"),
        (bad_text & ~no_year, "value_text", "a number", correct),
        (np.isinf(value), "value_text", "a finite number", correct),
    ]
    if not negative:
        is_negative = np.isfinite(value) & (value < 0)
        rules.append((is_negative, "value_text", "0 or more", "a headcount is never negative"))
    for is_bad, column, expected, hint in rules:
        bad = frame.loc[is_bad].drop_duplicates("code")
        for code, row, got in zip(bad["code"], bad["row"], bad[column], strict=True):
            problems.reject(
                int(code),
                SchemaError(
                    f"{problems.table}, row {row}, series {problems.names[code]}: "
                    f"got {str(got)!r}; expected {expected}; {hint}"
                ),
            )


def _reject_duplicates(frame: pd.DataFrame, problems: Problems) -> None:
    twice = frame[frame.duplicated(["code", "year"], keep=False) & frame["year"].notna()]
    for code, rows in twice.groupby("code", sort=False):
        name, year = problems.names[_int(code)], rows["year"].iloc[0]
        where = " and ".join(str(r) for r in rows.loc[rows["year"] == year, "row"].head(4))
        problems.reject(
            _int(code),
            SchemaError(
                f"{problems.table}, rows {where}, series {name}: got the year {int(year)} more "
                "than once; expected one figure a year; keep one row, or add a series column"
            ),
        )


def _reject_short(frame: pd.DataFrame, problems: Problems, fewest: int) -> None:
    good = frame[frame["year"].notna() & np.isfinite(frame["value"])]
    counts = np.bincount(good["code"], minlength=len(problems.names))
    first = good.groupby("code")["year"].first()
    for code in np.flatnonzero(counts < fewest).tolist():
        got = f"got 1 figure ({int(first[code])})" if counts[code] else "got no figure"
        problems.reject(
            code,
            ShortSeriesError(
                f"{problems.table}, series {problems.names[code]}: {got}; "
                "expected at least 2 years; add earlier years"
            ),
        )


def _reject_wide_gaps(frame: pd.DataFrame, problems: Problems) -> None:
    year, code = frame["year"].to_numpy(), frame["code"].to_numpy()
    wide = np.flatnonzero((np.diff(year) > LONGEST_GAP) & (np.diff(code) == 0))
    for at in wide.tolist():
        row = frame["row"].iloc[at]
        problems.reject(
            int(code[at]),
            SchemaError(
                f"{problems.table}, row {row}, series {problems.names[code[at]]}: got nothing "
                f"between {int(year[at])} and {int(year[at + 1])}; expected figures at most "
                f"{LONGEST_GAP} years apart; correct the odd year"
            ),
        )


def without_rejected(frame: pd.DataFrame, problems: Problems) -> pd.DataFrame:
    """Keep the good series.

    Raises
    ------
    SchemaError, ShortSeriesError
        The first problem, if no series is left.
    """
    kept = frame[~frame["code"].isin(list(problems.fatal))] if problems.fatal else frame
    if kept.empty:
        if problems.fatal:
            raise problems.fatal[min(problems.fatal)]
        raise SchemaError(
            f"{problems.table}: got no figures; expected at least two years; add them"
        )
    bad = [code for code in problems.fatal if not is_footnote(problems.names[code])]
    for code in bad[:PROBLEMS_SHOWN]:
        problems.note(code, "left_out", error=problems.fatal[code])
    if len(bad) > PROBLEMS_SHOWN:
        problems.note(None, "more_left_out", count=len(bad) - PROBLEMS_SHOWN)
    return kept.reset_index(drop=True)


def on_one_scale(frame: pd.DataFrame, problems: Problems) -> pd.DataFrame:
    """Apply magnitude words and percent signs; bring mixed 0-1 and 0-100 shares to percent."""
    frame = _one_magnitude(frame, problems) if (frame["magnitude"] > 1).any() else frame
    if frame["is_percent"].any():
        plain = frame["is_percent"] & (frame["unit"].astype("str") == "")
        frame = frame.assign(unit=frame["unit"].astype("object").mask(plain, "%"))
    return _one_percent_scale(frame, problems)


def _one_magnitude(frame: pd.DataFrame, problems: Problems) -> pd.DataFrame:
    """Where all figures of a series are in 万 they stay so; a mixed series goes to single units."""
    by_series = frame.groupby("code")["magnitude"]
    mixed = by_series.transform("min") != by_series.transform("max")
    named = ~mixed & (frame["magnitude"] > 1) & (frame["unit"].astype("str") == "")
    words = {factor: word for word, factor in MAGNITUDES.items()}
    for code in frame.loc[mixed, "code"].unique().tolist()[:PROBLEMS_SHOWN]:
        problems.note(code, "mixed_magnitudes")
    return frame.assign(
        value=frame["value"].mask(mixed, frame["value"] * frame["magnitude"]),
        unit=frame["unit"].astype("object").mask(named, frame["magnitude"].map(words)),
    )


def _one_percent_scale(frame: pd.DataFrame, problems: Problems) -> pd.DataFrame:
    named = np.array([any(w in name.lower() for w in _SHARE_WORDS) for name in problems.names])
    is_share = named[frame["code"]] | frame["unit"].isin(["%", "percent"]).to_numpy()
    is_share |= _alternates(frame)
    if not is_share.any():
        return frame
    value, code = frame["value"], frame["code"]
    small = (value > 0) & (value <= 1) & is_share
    large = (value > 1) & (value <= 100) & is_share
    ratio = value.where(large).groupby(code).median() / value.where(small).groupby(code).median()
    is_mixed = code.isin(ratio.index[ratio.between(*PERCENT_RATIO)])
    for mixed in code[is_mixed].unique().tolist():
        years = frame.loc[small & (code == mixed), "year"].head(5)
        problems.note(mixed, "mixed_percent", years=", ".join(f"{year:.0f}" for year in years))
    return frame.assign(
        value=value.mask(is_mixed & small, value * 100),
        unit=frame["unit"].astype("object").mask(is_mixed, "%"),
    )


def _alternates(frame: pd.DataFrame) -> Any:
    """Rows of series that go to and fro between 0-1 and 0-100, whatever their names.

    Both kinds at least twice, two changes of kind or more, and the small ones times 100 in the
    range of the large ones by a factor of two.
    """
    value, code = frame["value"].to_numpy(dtype=float), frame["code"].to_numpy()
    small, large = (value > 0) & (value <= 1), (value > 1) & (value <= 100)
    count = int(code.max(initial=-1)) + 1
    few, many = np.bincount(code[small], minlength=count), np.bincount(code[large], minlength=count)
    rows = np.bincount(code, minlength=count)
    found = np.zeros(count, dtype=bool)
    for each in np.flatnonzero((few >= 2) & (many >= 2) & (few + many == rows)).tolist():
        own, here = value[code == each], small[code == each]
        low, high = own[~here].min() / 2, own[~here].max() * 2
        inside = ((100 * own[here] >= low) & (100 * own[here] <= high)).all()
        found[each] = inside and np.abs(np.diff(here.astype(int))).sum() >= 2
    return found[code]


def _int(code: Any) -> int:
    return int(code)
