"""Workforce forecasts from short annual series; shortage indices and pay from job ads.

Public names are loaded on first use, so `import talentcast` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_PUBLIC = {
    "Forecast": "talentcast.api",
    "Gaps": "talentcast.api",
    "TalentcastError": "talentcast.errors",
    "check": "talentcast.api",
    "forecast": "talentcast.api",
    "gaps": "talentcast.api",
    "load": "talentcast.api",
    "match": "talentcast.api",
    "parse_salary": "talentcast.api",
    "sources": "talentcast.api",
}

__all__ = ["__version__", *sorted(_PUBLIC)]  # noqa: PLE0604


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        return getattr(import_module(_PUBLIC[name]), name)
    raise AttributeError(f"module 'talentcast' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_PUBLIC])
