"""Engines decide only where the pure functions of the postings pipeline run."""

from talentcast.engines.choice import ENGINES, engine_of
from talentcast.engines.local import Engine, LocalEngine

__all__ = ["ENGINES", "Engine", "LocalEngine", "engine_of"]
