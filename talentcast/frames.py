"""Table contracts: which columns each table has, and the results that carry tables.

Tables are things that are many; they are pandas frames for people and Arrow record batches inside
the postings pipeline. Nothing here computes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from talentcast.errors import SchemaError

if TYPE_CHECKING:
    import pandas as pd

#: One row a series and year. `status`: observed | estimated | imputed | simulated.
PANEL = ("series", "year", "value", "unit", "status", "source_id")

#: One row a series and year of a finished forecast. `kind`: actual | estimate | forecast.
POINTS = (
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
)

#: One row a series. `warnings` holds a list of plain sentences.
SERIES = ("series", "name_zh", "name_en", "unit", "method", "warnings")

#: What the documents themselves projected, beside ours.
PUBLISHED = ("series", "year", "value", "source_id")

#: Why a forecast is what it is, one statement a row.
EXPLANATION = ("series", "step", "item", "value", "note")

#: The canonical text columns of an advertisement as read; every one may be empty (null).
POSTING_TEXT = (
    "posting_id",
    "date",
    "first_seen",
    "last_seen",
    "title",
    "text",
    "employer",
    "place",
    "industry",
    "category",
    "education",
    "experience",
    "openings",
    "salary",
    "salary_low",
    "salary_high",
    "attributes",
    "source",
    "employer_size",
    "applicants",
)

#: A batch of postings: `row` counts data rows over all inputs from 1, `file` is the input's name.
POSTINGS = ("row", "file", *POSTING_TEXT)

#: A rejected input row.
REJECTS = ("file", "line", "row", "reason", "content")

#: One row an occupation in a finished `gaps` result (nested fields are flat columns here).
OCCUPATIONS = (
    "id",
    "title_zh",
    "title_en",
    "ads",
    "vacancies",
    "openings",
    "employers",
    "share",
    "index",
    "index_lo90",
    "index_hi90",
    "grade",
    "coverage",
    "demand",
    "hard_to_fill",
    "price",
    "tightness",
    "pay_premium",
    "urgency",
    "vacancies_per_seeker",
    "vacancies_per_seeker_lo90",
    "vacancies_per_seeker_hi90",
    "stars_overall",
    "stars_supply_demand",
    "stars_training",
    "stars_transition",
    "p_overall",
    "p_supply_demand",
    "p_training",
    "p_transition",
    "salary_median",
    "salary_lo90",
    "salary_hi90",
    "salary_n",
    "salary_employers",
    "bound_low",
    "bound_high",
    "placement_low",
    "placement_high",
    "disclosed",
    "disclosure_low",
    "disclosure_high",
    "salary_reweighted",
    "salary_unit",
    "currency",
    "top_skills",
    "flags",
)

#: One row a skill in a finished `gaps` result.
SKILLS = ("id", "name_zh", "name_en", "kind", "category", "ads", "share")


@dataclass(frozen=True)
class ForecastTables:
    """What `forecast` makes: four tables and the horizon."""

    to: int
    points: pd.DataFrame
    series: pd.DataFrame
    published: pd.DataFrame
    explanation: pd.DataFrame
    warnings: Sequence[str] = ()


@dataclass(frozen=True)
class BacktestTables:
    """What `backtest` makes: errors a series and method, a verdict, what was noticed.

    `learned` and `record` are there only if models were trained on the panel.
    """

    table: pd.DataFrame
    verdict: str
    notes: Sequence[str]
    origins: int
    horizon: int
    record: Mapping[str, Any] | None = None
    learned: Any = None


@dataclass(frozen=True)
class GapsTables:
    """What `gaps` makes: occupations, skills, and how good the input was."""

    occupations: pd.DataFrame
    skills: pd.DataFrame
    quality: Mapping[str, Any]
    unclassified: pd.DataFrame
    warnings: Sequence[str] = ()
    extra: Mapping[str, pd.DataFrame] = field(default_factory=dict)


def require_columns(frame: pd.DataFrame, columns: Sequence[str], table: str) -> None:
    """Raise `SchemaError` unless `frame` has every one of `columns`.

    Parameters
    ----------
    frame : DataFrame
    columns : sequence of str
    table : str
        What to call the table in the message.

    Examples
    --------
    >>> import pandas as pd
    >>> require_columns(pd.DataFrame({"year": [2020]}), ["year", "value"], "panel")
    Traceback (most recent call last):
    ...
    talentcast.errors.SchemaError: panel: got columns year; expected value as well; add or rename it
    """
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        got = ", ".join(map(str, frame.columns)) or "none"
        raise SchemaError(
            f"{table}: got columns {got}; expected {', '.join(missing)} as well; add or rename it"
        )
