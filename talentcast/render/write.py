"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

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

#: What a finished forecast or gaps run can be written as.
RESULT_FORMATS = ("csv", "json", "md", "xlsx", "html", "table")

#: Endings of charts.
CHART_ENDINGS = (".png", ".svg", ".pdf", ".jpg", ".jpeg")

#: The start of the temporary file's name keeps this many characters of the target's: file systems
#: allow 255 bytes, a Chinese character takes three.
_LONGEST_STEM = 40


def format_of(path: Path, allowed: Sequence[str] = RESULT_FORMATS) -> str:
    """Name the format that a file's ending stands for.

    Parameters
    ----------
    path : Path
    allowed : sequence of str
        Formats that can be written here.

    Raises
    ------
    OutputError
        If the ending names none of them.

    Examples
    --------
    >>> format_of(Path("gaps.XLSX"))
    'xlsx'
    """
    known = FORMATS.get(path.suffix.lower())
    if known is None or known not in allowed:
        endings = (ending for ending, name in FORMATS.items() if name in allowed)
        raise OutputError(
            f"{path}: got the ending {path.suffix or '(none)'!r}; expected one of "
            f"{', '.join(sorted(endings))}; rename the file"
        )
    return known


def check_format(path: Path, stated: str | None, allowed: Sequence[str] = RESULT_FORMATS) -> None:
    """Raise `OutputError` unless ending and stated format name one format.

    A stated format decides where the ending names none, or plain text (.txt).

    Examples
    --------
    >>> check_format(Path("list.txt"), "csv")
    >>> check_format(Path("list.xlsx"), "csv")
    Traceback (most recent call last):
    ...
    talentcast.errors.OutputError: list.xlsx: got --format csv and the ending '.xlsx'; expected \
them to agree; leave --format out or rename the file
    """
    if stated is None:
        format_of(path, allowed)
        return
    named = FORMATS.get(path.suffix.lower(), "table")
    if named not in ("table", stated):
        raise OutputError(
            f"{path}: got --format {stated} and the ending {path.suffix!r}; expected them to "
            "agree; leave --format out or rename the file"
        )


def check_chart(path: Path) -> None:
    """Raise `OutputError` unless the ending names a kind of chart."""
    if path.suffix.lower() not in CHART_ENDINGS:
        raise OutputError(
            f"{path}: got the ending {path.suffix or '(none)'!r}; expected one of "
            f"{', '.join(CHART_ENDINGS)}; rename the chart"
        )


def check_apart(outputs: Sequence[Path], inputs: Sequence[Path] = ()) -> None:
    """Raise `OutputError` if a file would be written twice, or over an input."""
    taken = {path.resolve(): "is also an input" for path in inputs}
    for path in outputs:
        problem = taken.get(path.resolve())
        if problem is not None:
            raise OutputError(
                f"{path}: got an output file that {problem}; expected a file of its own; "
                "choose another name"
            )
        taken[path.resolve()] = "is another output too"


def check_writable(path: Path) -> None:
    """Raise `OutputError` early if nothing can be written at `path`."""
    folder = path.parent
    if not folder.is_dir():
        raise OutputError(
            f"{path}: got a folder that does not exist; expected {folder} to be there; create it"
        )
    if path.is_dir():
        raise OutputError(f"{path}: got a folder; expected a file name; add one")
    if path.exists() and not path.is_file():
        raise OutputError(f"{path}: got a device or pipe; expected a file; leave it out to print")
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
    target = path.resolve() if path.is_symlink() else path
    temporary = _temporary_beside(target)
    try:
        fill(temporary)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(target)
    except OSError as error:
        raise _not_written(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def check_new_folder(path: Path) -> None:
    """Raise `OutputError` unless a new folder can be made at `path`, or an empty one is there."""
    if path.is_file():
        raise OutputError(f"{path}: got a file; expected the name of a new folder; choose another")
    if path.is_dir() and any(path.iterdir()):
        raise OutputError(
            f"{path}: got a folder that is not empty; expected a new one; choose another name, or "
            "remove it first"
        )
    parent = path.absolute().parent
    if not parent.is_dir():
        raise OutputError(
            f"{path}: got a folder that does not exist; expected {parent} to be there; create it"
        )
    if not os.access(parent, os.W_OK):
        raise OutputError(f"{path}: got a folder without write permission; choose another place")


def write_folder(path: Path, fill: Callable[[Path], None]) -> None:
    """Let `fill` write a temporary folder beside `path`, then move it into place.

    Parameters
    ----------
    path : Path
        Is there already only as an empty folder.
    fill : callable
        Gets the path of the temporary folder.
    """
    check_new_folder(path)
    target = path.absolute()
    try:
        with tempfile.TemporaryDirectory(
            prefix=f".{target.name[:_LONGEST_STEM]}-", dir=target.parent
        ) as temporary:
            made = Path(temporary) / "made"
            made.mkdir()
            fill(made)
            made.replace(target)
    except OSError as error:
        raise _not_written(path, error) from error


def _temporary_beside(path: Path) -> Path:
    try:
        handle, name = tempfile.mkstemp(
            prefix=f".{path.stem[:_LONGEST_STEM]}-", suffix=path.suffix, dir=path.parent
        )
    except OSError as error:
        raise _not_written(path, error) from error
    os.close(handle)
    return Path(name)


def _not_written(path: Path, error: OSError) -> OutputError:
    reason = (error.strerror or str(error)).lower()
    return OutputError(
        f"{path}: got the error '{reason}' while writing; expected a place with room and "
        "permission; choose another"
    )


@contextmanager
def open_whole(path: Path) -> Iterator[TextIO]:
    """Open a file to be written in pieces; it appears only if the block ends without an error."""
    check_writable(path)
    target = path.resolve() if path.is_symlink() else path
    temporary = _temporary_beside(target)
    try:
        with temporary.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        try:
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(target)
        except OSError as error:
            raise _not_written(path, error) from error
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
