"""The Spark session that work runs in: the user's own, or a quiet one on this machine."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from talentcast.errors import MissingExtraError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

#: Names the master where no session is active, such as spark://host:7077.
MASTER_VARIABLE = "TALENTCAST_SPARK_MASTER"

_LOCAL = "local[*]"

#: Read by Spark when a session starts.
_PYTHON_VARIABLE = "PYSPARK_PYTHON"


def open_session(given: SparkSession | None = None) -> SparkSession:
    """Take `given`, the active session, or start one.

    Parameters
    ----------
    given : SparkSession, optional

    Raises
    ------
    MissingExtraError
        If pyspark or Java is missing or does not start.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise MissingExtraError(
            "engine spark: got no pyspark; expected pyspark 4.1 or newer; run "
            "pip install 'talentcast[spark]', or use --engine local"
        ) from None
    session = given or SparkSession.getActiveSession() or _start()
    if not hasattr(session, "_jsparkSession"):
        raise MissingExtraError(
            "engine spark: got a Spark Connect session; expected one whose driver runs here; stop "
            "it, or use --engine local"
        )
    return session


def _start() -> SparkSession:
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    _check_java()
    master = os.environ.get(MASTER_VARIABLE, _LOCAL)
    builder = SparkSession.builder.appName("talentcast").master(master)
    builder = builder.config("spark.ui.enabled", "false")
    builder = builder.config("spark.ui.showConsoleProgress", "false")
    if master.startswith("local"):
        # This process' own address: no look-up of names.
        builder = builder.config("spark.driver.host", "127.0.0.1")
        builder = builder.config("spark.driver.bindAddress", "127.0.0.1")
    try:
        with _silence(), _own_python(master):
            return builder.getOrCreate()
    except (PySparkException, OSError) as error:
        first = (str(error).splitlines() or [type(error).__name__])[0]
        raise MissingExtraError(
            f"engine spark: got no session from {master} ({first}); expected Java 17 or newer and "
            f"a master that answers; check JAVA_HOME and {MASTER_VARIABLE}, or use --engine local"
        ) from None


def _check_java() -> None:
    home = os.environ.get("JAVA_HOME")
    found = (Path(home) / "bin" / "java").exists() if home else shutil.which("java") is not None
    if not found:
        where = f"none in JAVA_HOME={home}" if home else "no java on the path"
        raise MissingExtraError(
            f"engine spark: got {where}; expected Java 17 or newer; install it or set JAVA_HOME, "
            "or use --engine local"
        )


@contextmanager
def _own_python(master: str) -> Iterator[None]:
    """Have workers on this machine run this interpreter, unless the user named one.

    Spark would take the first `python3` on the path, which is another one where talentcast is
    called from an environment that is not activated.
    """
    if not master.startswith("local") or _PYTHON_VARIABLE in os.environ:
        yield
        return
    os.environ[_PYTHON_VARIABLE] = sys.executable
    try:
        yield
    finally:
        del os.environ[_PYTHON_VARIABLE]


@contextmanager
def _silence() -> Iterator[None]:
    """Let what is started meanwhile write nowhere: its log must not mix with tables."""
    sys.stdout.flush()
    sys.stderr.flush()
    saved = os.dup(1), os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        yield
    finally:
        for number, original in zip((1, 2), saved, strict=True):
            os.dup2(original, number)
            os.close(original)
        os.close(nowhere)
