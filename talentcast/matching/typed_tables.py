"""Tables whose cells have types: Parquet files and pandas frames, turned into text cells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from talentcast.errors import InputFileError
from talentcast.matching.tables import SAMPLE_ROWS, Block, Cells, name_columns

if TYPE_CHECKING:
    import pandas as pd

#: Bytes of a column read at a time (0 would read a whole row group at once).
READ_BUFFER = 1 << 20


class ParquetTable:
    """A Parquet file, read a batch at a time.

    Parameters
    ----------
    path : Path

    Raises
    ------
    InputFileError
        If the file is damaged or holds no columns.
    """

    encoding = "parquet"
    has_header = True

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        self._path = path
        with self._open() as file:
            self.header = name_columns(file.schema_arrow.names, 0)
            self.sample: list[list[str | None]] = []
            for columns in self._batches(file, SAMPLE_ROWS):
                self.sample = [list(row) for row in zip(*columns, strict=True)]
                break

    def _open(self) -> Any:
        from pyarrow import parquet

        try:
            return parquet.ParquetFile(self._path, buffer_size=READ_BUFFER, pre_buffer=False)
        except (pa.ArrowException, OSError) as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> InputFileError:
        reason = " ".join(str(error).split())[:120]
        return InputFileError(
            f"{self.name}: got a damaged Parquet file ({reason}); expected a complete one; "
            "export or download it again"
        )

    def _batches(self, file: Any, rows: int) -> Iterator[list[Cells]]:
        try:
            for batch in file.iter_batches(batch_size=rows, use_threads=False):
                yield [_texts(column) for column in batch.columns]
        except (pa.ArrowException, OSError) as error:
            raise self._damaged(error) from error

    def blocks(self, rows: int) -> Iterator[Block]:
        """Yield the data rows (see `tables.Table`)."""
        with self._open() as file:
            yield from _numbered(self._batches(file, rows))

    def notes(self, lang: str = "en") -> list[str]:  # noqa: ARG002
        """Nothing has to be put right in a Parquet file."""
        return []


class FrameTable:
    """A pandas DataFrame; an index without a name is not read.

    Parameters
    ----------
    frame : DataFrame
    """

    encoding = "DataFrame"

    def __init__(self, frame: pd.DataFrame) -> None:
        self.name = "DataFrame"
        self._frame = frame
        self.has_header = not all(isinstance(label, int) for label in frame.columns)
        labels = [str(label) if self.has_header else "" for label in frame.columns]
        self.header = name_columns(labels, 0)
        columns = self._slice(0, SAMPLE_ROWS)
        self.sample = [list(row) for row in zip(*columns, strict=True)]

    def _slice(self, start: int, stop: int) -> list[Cells]:
        part = self._frame.iloc[start:stop]
        return [
            [cell_text(value) for value in part.iloc[:, place].tolist()]
            for place in range(len(self.header))
        ]

    def blocks(self, rows: int) -> Iterator[Block]:
        """Yield the data rows (see `tables.Table`)."""
        starts = range(0, len(self._frame), rows)
        yield from _numbered(self._slice(start, start + rows) for start in starts)

    def notes(self, lang: str = "en") -> list[str]:  # noqa: ARG002
        """Nothing has to be put right in a frame."""
        return []


def _numbered(batches: Iterator[list[Cells]]) -> Iterator[Block]:
    done = 0
    for columns in batches:
        count = len(columns[0]) if columns else 0
        numbers = list(range(done + 1, done + count + 1))
        done += count
        yield Block(columns, numbers, numbers)


def _texts(column: pa.Array) -> Cells:
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return [cell_text(value) for value in column.to_pylist()]
    try:
        return column.to_pylist()  # type: ignore[no-any-return]
    except UnicodeDecodeError:  # some writers store other encodings as text
        return [cell_text(value) for value in column.cast(pa.large_binary()).to_pylist()]


def cell_text(value: Any) -> str | None:
    """Turn a typed value into the text that a person would have typed.

    Whole numbers lose their ``.0``, dates are ISO, lists are joined with `` | ``.

    Examples
    --------
    >>> cell_text(5.0), cell_text([1, "a"]), cell_text(date(2024, 5, 1)), cell_text(float("nan"))
    ('5', '1 | a', '2024-05-01', None)
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | Decimal):
        if value != value:
            return None
        return str(int(value)) if isfinite(value) and value == int(value) else str(value)
    if isinstance(value, datetime):
        if value != value:  # pandas' "not a time"
            return None
        whole = value.time() == datetime.min.time()
        return value.date().isoformat() if whole else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if hasattr(value, "tolist"):  # numpy arrays and scalars
        return cell_text(value.tolist())
    if isinstance(value, list | tuple):
        return " | ".join(filter(None, map(cell_text, value))) or None
    if isinstance(value, dict):
        name = value.get("name") or value.get("label")
        return cell_text(name) if name else cell_text(list(value.values()))
    return str(value)
