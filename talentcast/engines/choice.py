"""An engine by its name."""

from __future__ import annotations

from talentcast.engines.local import Engine, LocalEngine
from talentcast.errors import SchemaError, UnknownNameError

#: What `--engine` takes.
ENGINES = ("local", "spark")


def engine_of(name: str, *, workers: int | None = None) -> Engine:
    """Make the engine of that name.

    Parameters
    ----------
    name : {"local", "spark"}
    workers : int, optional
        Processes of the local engine, all cores if left out.

    Raises
    ------
    UnknownNameError
        If there is none of that name.
    SchemaError
        If `workers` is not a whole number from 1, or given for Spark.
    MissingExtraError
        If the library behind it is not installed.

    Examples
    --------
    >>> type(engine_of("local")).__name__
    'LocalEngine'
    """
    if name == "local":
        return LocalEngine(workers)
    if name == "spark":
        if workers is not None:
            raise SchemaError(
                f"workers: got {workers} with the engine spark; expected none, Spark's own "
                "settings say how many; leave it out"
            )
        from talentcast.engines.spark import SparkEngine

        return SparkEngine()
    raise UnknownNameError(f"engine: got {name!r}; expected local or spark; choose one")
