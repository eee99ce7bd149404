"""An engine by its name."""

from __future__ import annotations

from talentcast.engines.local import Engine, LocalEngine
from talentcast.errors import UnknownNameError

#: What `--engine` takes.
ENGINES = ("local", "spark")


def engine_of(name: str) -> Engine:
    """Make the engine of that name.

    Raises
    ------
    UnknownNameError
        If there is none of that name.
    MissingExtraError
        If the library behind it is not installed.

    Examples
    --------
    >>> type(engine_of("local")).__name__
    'LocalEngine'
    """
    if name == "local":
        return LocalEngine()
    if name == "spark":
        from talentcast.engines.spark import SparkEngine

        return SparkEngine()
    raise UnknownNameError(f"engine: got {name!r}; expected local or spark; choose one")
