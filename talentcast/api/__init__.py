"""The public functions and objects; `import talentcast as tc` reaches them all."""

from talentcast.api.backtests import Backtest
from talentcast.api.calls import (
    backtest,
    check,
    check_taxonomy,
    forecast,
    gaps,
    import_taxonomy,
    load,
    match,
    parse_salary,
    sources,
    tables,
    taxonomy_sizes,
    template,
)
from talentcast.api.moves import Moves, transitions
from talentcast.api.results import Forecast, Gaps

__all__ = [
    "Backtest",
    "Forecast",
    "Gaps",
    "Moves",
    "backtest",
    "check",
    "check_taxonomy",
    "forecast",
    "gaps",
    "import_taxonomy",
    "load",
    "match",
    "parse_salary",
    "sources",
    "tables",
    "taxonomy_sizes",
    "template",
    "transitions",
]
