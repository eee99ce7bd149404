"""Workforce forecasts from short annual series; shortage indices and pay from job ads.

Public names are loaded on first use, so `import talentcast` costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

__version__ = "0.1.0"

_PUBLIC = {
    "Forecast": "talentcast.api",
    "Gaps": "talentcast.api",
    "Moves": "talentcast.api",
    "TalentcastError": "talentcast.errors",
    "backtest": "talentcast.api",
    "check": "talentcast.api",
    "check_taxonomy": "talentcast.api",
    "forecast": "talentcast.api",
    "gaps": "talentcast.api",
    "import_taxonomy": "talentcast.api",
    "load": "talentcast.api",
    "match": "talentcast.api",
    "parse_salary": "talentcast.api",
    "sources": "talentcast.api",
    "transitions": "talentcast.api",
}

__all__ = ["__version__", *sorted(_PUBLIC)]


class _Package(ModuleType):
    """The package itself, with one name that stays what users expect.

    `talentcast.forecast` is the public function, although a subpackage has the same name: the
    import system would otherwise put the subpackage in its place as soon as it is imported.
    """

    @property
    def forecast(self) -> Any:
        return _public("forecast")

    @forecast.setter
    def forecast(self, subpackage: ModuleType) -> None:
        """Leave the subpackage to import statements."""


def _public(name: str) -> Any:
    return getattr(import_module(_PUBLIC[name]), name)


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        return _public(name)
    raise AttributeError(f"module 'talentcast' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_PUBLIC])


sys.modules[__name__].__class__ = _Package
