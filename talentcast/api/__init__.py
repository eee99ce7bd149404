"""The public functions and objects; `import talentcast as tc` reaches them all."""

from talentcast.api.calls import (
    backtest,
    check,
    forecast,
    gaps,
    load,
    match,
    parse_salary,
    sources,
    tables,
    template,
)
from talentcast.api.results import Forecast, Gaps

__all__ = [
    "Forecast",
    "Gaps",
    "backtest",
    "check",
    "forecast",
    "gaps",
    "load",
    "match",
    "parse_salary",
    "sources",
    "tables",
    "template",
]
