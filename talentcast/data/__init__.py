"""Bundled figures, their sources and their contradictions.

Names are loaded on first use, so that importing this package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from talentcast.data.bundle import load, load_taxonomy, panel, sources, tables
    from talentcast.data.checks import check
    from talentcast.data.templates import template

__all__ = ["check", "load", "load_taxonomy", "panel", "sources", "tables", "template"]

_MODULE_OF = {
    "check": "checks",
    "load": "bundle",
    "load_taxonomy": "bundle",
    "panel": "bundle",
    "sources": "bundle",
    "tables": "bundle",
    "template": "templates",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
