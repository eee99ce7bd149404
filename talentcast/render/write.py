"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from talentcast.errors import OutputError

#: File endings and the format each one names.
FORMATS = {
    ".csv": "csv",
    ".json": "json",
    ".md": "md",
    ".xlsx": "xlsx",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".txt": "table",
}


def format_of(path: Path) -> str:
    """Name the format that a file's ending stands for.

    Raises
    ------
    OutputError
        If the ending names no format.

    Examples
    --------
    >>> format_of(Path("gaps.XLSX"))
    'xlsx'
    """
    known = FORMATS.get(path.suffix.lower())
    if known is None:
        raise OutputError(
            f"{path}: got the ending {path.suffix or '(none)'!r}; expected one of "
            f"{', '.join(sorted(FORMATS))}; rename the file or give --format"
        )
    return known


def check_writable(path: Path) -> None:
    """Raise `OutputError` early if nothing can be written at `path`."""
    folder = path.parent
    if not folder.is_dir():
        raise OutputError(
            f"{path}: got a folder that does not exist; expected {folder} to be there; create it"
        )
    if path.is_dir():
        raise OutputError(f"{path}: got a folder; expected a file name; add one")
    if not os.access(folder, os.W_OK):
        raise OutputError(f"{path}: got a folder without write permission; choose another place")


def write_whole(path: Path, fill: Callable[[Path], None]) -> None:
    """Let `fill` write a temporary file beside `path`, then move it into place.

    Parameters
    ----------
    path : Path
    fill : callable
        Gets the path of the temporary file, which has the same ending as `path`.
    """
    check_writable(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        fill(temporary)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write text as UTF-8, whole or not at all."""
    write_whole(path, lambda temporary: _put(temporary, text))


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
