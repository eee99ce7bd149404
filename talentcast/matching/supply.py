"""Persons by row that the user supplies: employed (stock), or looking for work (seekers)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from talentcast.errors import InputFileError, SchemaError
from talentcast.matching.bootstrap import Floats

if TYPE_CHECKING:
    import pandas as pd

#: Names under which the column that names the rows is found, in lower case, by what the rows are.
_ANY_NAMES = ("id", "name", "名称")
KEY_NAMES: Mapping[str, tuple[str, ...]] = {
    "occupation": (
        "id", "occupation", "occupation_id", "title_zh", "title_en", "title",
        "职业", "职位", "岗位",
    ),
    "industry": ("industry", "行业", "所属行业", *_ANY_NAMES),
    "city": ("city", "城市", "工作城市", *_ANY_NAMES),
    "district": ("district", "区县", "行政区", "区", *_ANY_NAMES),
}  # fmt: skip
PERSON_NAMES: Mapping[str, tuple[str, ...]] = {
    "stock": (
        "persons",
        "stock",
        "employed",
        "headcount",
        "人数",
        "在岗人数",
        "在职人数",
        "就业人数",
        "从业人员",
        "从业人数",
        "存量",
    ),  # fmt: skip
    "seekers": ("persons", "seekers", "unemployed", "求职人数", "求职者", "人数"),
}

#: Vacancies per seeker, and its inverse: the direction has to be in the name of the column.
RATIO_NAMES = ("vacancies_per_seeker", "theta", "求人倍率", "岗位空缺与求职人数比")
INVERSE_NAMES = ("seekers_per_vacancy", "supply_demand_ratio", "供需比", "供求比")

#: A published ratio outside these is a count or a percentage in the wrong column.
RATIO_RANGE = (0.01, 100.0)

#: So many occupations without ads are named in a note; the others are counted.
_MOST_NAMED = 5


@dataclass(frozen=True)
class Supply:
    """What is known of the other side, by unit; NaN where nothing is."""

    seekers: Floats
    ratio: Floats
    stock: Floats

    @property
    def knows_seekers(self) -> bool:
        """Whether any figure says how many people look for work; a stock does not."""
        return bool(np.isfinite(self.seekers).any() or np.isfinite(self.ratio).any())


@dataclass(frozen=True)
class _Rows:
    """What the rows of the ads are, their ids, and the place of each name."""

    by: str
    ids: Sequence[str]
    place: Mapping[str, int]


def match_supply(
    ids: Sequence[str],
    occupations: pd.DataFrame,
    *,
    by: str = "occupation",
    stock: str | Path | pd.DataFrame | None = None,
    seekers: str | Path | pd.DataFrame | None = None,
) -> tuple[Supply | None, list[str]]:
    """Line the user's figures up with the rows that the ads make.

    Parameters
    ----------
    ids : sequence of str
        Occupations, or what else the rows are, in the order wanted.
    occupations : DataFrame, columns id, title_zh, title_en
        Figures by occupation may be given by any of the three.
    by : {"occupation", "industry", "city", "district"}
        What the rows are.
    stock : DataFrame or path, optional
        A column naming the row (`KEY_NAMES`) and one of persons employed (`PERSON_NAMES`).
    seekers : DataFrame or path, optional
        A column naming the row and one of persons looking for work, or of vacancies per
        seeker (`RATIO_NAMES`, 求人倍率), or of its inverse (`INVERSE_NAMES`).

    Returns
    -------
    Supply or None
        None if neither is given.
    list of str
        Codes of notes.

    Raises
    ------
    InputFileError
        If a file is missing or not a table.
    SchemaError
        If no column fits, a value is negative or no number, a row occurs twice, or none is known.
    """
    if stock is None and seekers is None:
        return None, []
    rows = _Rows(by, ids, _places(ids, occupations if by == "occupation" else None))
    nothing = np.full(len(ids), np.nan)
    employed, looking, ratio = nothing, nothing, nothing
    notes = ["stock_only"] if seekers is None else []
    if stock is not None:
        table = _read(stock, "stock")
        employed = _column(table, "stock", PERSON_NAMES["stock"], rows)
        notes += _unmatched(table, rows)
    if seekers is not None:
        table = _read(seekers, "seekers")
        notes += _unmatched(table, rows)
        names = {str(name).strip().lower() for name in table.columns}
        has_ratio = names & {*RATIO_NAMES, *INVERSE_NAMES}
        if names & set(RATIO_NAMES) and names & set(INVERSE_NAMES):
            raise SchemaError(
                "seekers: got vacancies per seeker and seekers per vacancy; expected one of them; "
                "remove a column"
            )
        if has_ratio and names & set(PERSON_NAMES["seekers"]):
            notes.append("ratio_used")
        if names & set(RATIO_NAMES):
            ratio = _ratio(_column(table, "seekers", RATIO_NAMES, rows))
        elif names & set(INVERSE_NAMES):
            ratio = _ratio(1 / _column(table, "seekers", INVERSE_NAMES, rows))
        else:
            _refuse_unclear_ratio(table)
            looking = _column(table, "seekers", PERSON_NAMES["seekers"], rows)
    return Supply(looking, ratio, employed), notes


def _unmatched(table: pd.DataFrame, rows: _Rows) -> list[str]:
    lower = {str(column).strip().lower(): column for column in table.columns}
    key = next((lower[known] for known in KEY_NAMES[rows.by] if known in lower), None)
    if key is None:
        return []
    missing = [str(own) for own in table[key] if str(own).strip().lower() not in rows.place]
    if not missing:
        return []
    more = f" (+{len(missing) - _MOST_NAMED})" if len(missing) > _MOST_NAMED else ""
    return ["unmatched:" + ", ".join(missing[:_MOST_NAMED]) + more]


def _read(source: str | Path | pd.DataFrame, name: str) -> pd.DataFrame:
    import pandas as pd

    if isinstance(source, pd.DataFrame):
        return source
    path = Path(source)
    if not path.is_file():
        raise InputFileError(
            f"{name}: got {path}, which is no file; expected a table; check the path"
        )
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return pd.read_excel(path, engine="openpyxl")
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        import io

        separator = "\t" if path.suffix.lower() in (".tsv", ".tab") else ","
        try:
            return pd.read_csv(io.StringIO(text), sep=separator)
        except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
            raise InputFileError(
                f"{name}: got {path}, which can't be read as a table ({error}); "
                "expected comma-separated text; save it as CSV"
            ) from error
    raise InputFileError(f"{name}: got {path} in an unknown encoding; expected UTF-8; save it anew")


def _column(
    table: pd.DataFrame,
    name: str,
    wanted: Sequence[str],
    rows: _Rows,
) -> Floats:
    import pandas as pd

    lower = {str(column).strip().lower(): column for column in table.columns}
    names = KEY_NAMES[rows.by]
    key = next((lower[known] for known in names if known in lower), None)
    value = next((lower[known] for known in wanted if known in lower), None)
    if key is None or value is None:
        raise SchemaError(
            f"{name}: got columns {', '.join(map(str, table.columns)) or 'none'}; expected one of "
            f"{', '.join(names[:2])} and one of {', '.join(wanted[:3])}; rename them"
        )
    numbers = pd.to_numeric(table[value], errors="coerce").to_numpy(dtype=np.float64)
    bad = ~np.isfinite(numbers) | (numbers < 0)
    if bad.any():
        row = int(np.flatnonzero(bad)[0])
        raise SchemaError(
            f"{name}: got {table[value].iloc[row]!r} in data row {row + 1}; expected a number of "
            "0 or more; correct or remove the row"
        )
    if wanted in PERSON_NAMES.values():
        _refuse_fractions(name, numbers)
    given = [rows.place.get(str(own).strip().lower()) for own in table[key]]
    used = [index for index in given if index is not None]
    if len(set(used)) < len(used):
        raise SchemaError(f"{name}: got one {rows.by} twice; expected one row each; add them up")
    if not used:
        raise SchemaError(
            f"{name}: got no {rows.by} that the ads have; expected names such as "
            f"{', '.join(rows.ids[:3]) or 'none'}; rename them"
        )
    found = np.full(len(rows.ids), np.nan)
    for index, number in zip(given, numbers, strict=True):
        if index is not None:
            found[index] = number
    return found


def _refuse_unclear_ratio(table: pd.DataFrame) -> None:
    """Raise `SchemaError` for a ratio whose name does not say which way it goes."""
    persons = set(PERSON_NAMES["seekers"])
    names = [str(name).strip() for name in table.columns]
    if any(name.lower() in persons for name in names):
        return
    unclear = [n for n in names if any(mark in n.lower() for mark in ("ratio", "比", "倍率"))]
    if unclear:
        raise SchemaError(
            f"seekers: got a ratio in {unclear[0]!r}, which does not say its direction; expected "
            f"{RATIO_NAMES[0]} (求人倍率) or {INVERSE_NAMES[0]} (供需比); rename it"
        )


def _refuse_fractions(name: str, numbers: Floats) -> None:
    """Raise `SchemaError` where persons are counted in another unit, such as 10k persons."""
    small = numbers[(numbers > 0) & (numbers < 1)]
    broken = numbers[numbers != np.round(numbers)]
    if small.size or 2 * broken.size > numbers.size:
        raise SchemaError(
            f"{name}: got {(small if small.size else broken)[0]:g} persons; expected whole "
            "persons, not 10k persons (万人) or shares; multiply them"
        )


def _places(ids: Sequence[str], occupations: pd.DataFrame | None) -> dict[str, int]:
    place = {own.lower(): index for index, own in enumerate(ids)}
    known = dict(place)
    if occupations is None:
        return place
    for row in occupations[["id", "title_zh", "title_en"]].to_dict("records"):
        index = known.get(str(row["id"]).lower())
        if index is not None:
            for column in ("title_zh", "title_en"):
                place.setdefault(str(row[column]).strip().lower(), index)
    return place


def _ratio(values: Floats) -> Floats:
    low, high = RATIO_RANGE
    given = values[np.isfinite(values)]
    if ((given < low) | (given > high)).any():
        raise SchemaError(
            f"seekers: got a ratio of {given[(given < low) | (given > high)][0]:g}; expected "
            f"vacancies per seeker between {low:g} and {high:g}; give persons in a column `seekers`"
        )
    return values
