"""The whole jobs: load, hand over, collect. The only place where the halves meet."""

from talentcast.jobs.checks import check_language
from talentcast.jobs.figures import list_tables, run_check
from talentcast.jobs.forecasts import run_backtest, run_forecast
from talentcast.jobs.gaps import run_gaps, run_transitions
from talentcast.jobs.matches import build_matchers, match_file, match_one
from talentcast.jobs.taxonomies import (
    check_own_taxonomy,
    import_taxonomy,
    load_taxonomy,
    taxonomy_names,
    taxonomy_sizes,
)

__all__ = [
    "build_matchers",
    "check_language",
    "check_own_taxonomy",
    "import_taxonomy",
    "list_tables",
    "load_taxonomy",
    "match_file",
    "match_one",
    "run_backtest",
    "run_check",
    "run_forecast",
    "run_gaps",
    "run_transitions",
    "taxonomy_names",
    "taxonomy_sizes",
]
