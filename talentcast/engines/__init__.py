"""Engines decide only where the pure functions of the postings pipeline run."""

from talentcast.engines.local import Engine, LocalEngine

__all__ = ["Engine", "LocalEngine"]
