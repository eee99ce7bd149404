"""Read job ads from whatever people have: one iterable of record batches, with a report.

`read_postings` opens every input at once (so that a missing file or column is told before any row
is used), then streams: a few thousand rows are in memory at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow as pa

from talentcast.errors import InputFileError, SchemaError
from talentcast.frames import POSTING_TEXT
from talentcast.matching.assemble import assemble
from talentcast.matching.column_plan import ColumnPlan
from talentcast.matching.columns import find_columns
from talentcast.matching.inputs import open_tables
from talentcast.matching.reader_sentences import reason, sentence
from talentcast.matching.rejects import CONTENT_LENGTH, NOTHING_TO_READ, BrokenRow, Reject
from talentcast.matching.tables import Block, Table

if TYPE_CHECKING:
    from talentcast.matching.inputs import Source

#: Rows of a batch unless asked otherwise.
BATCH_ROWS = 2000

#: `source=` this in a mapping: each file is one site. Not assumed, since files are often periods.
BY_FILE = "(file)"

#: Canonical column to its cells before cleaning, None where they are not one column's.
GivenCells = dict[str, list[str | None] | None]

#: The Arrow schema of `frames.POSTINGS`.
SCHEMA = pa.schema(
    [("row", pa.int64()), ("file", pa.string()), *((name, pa.string()) for name in POSTING_TEXT)]
)


@dataclass
class PostingsReport:
    """What was read, and how.

    Attributes
    ----------
    rows : int
        Data rows met so far, read and rejected.
    rejected : Counter of reason to number of rows
    encodings : dict of file to encoding
    columns : dict of file to dict of canonical column to original headers
    unused : dict of file to headers that play no role
    warnings : list of str
        Plain sentences; those about rows are added when a file has been read to its end.
    """

    rows: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    encodings: dict[str, str] = field(default_factory=dict)
    columns: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    unused: dict[str, list[str]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    @property
    def used(self) -> int:
        """Rows handed on."""
        return self.rows - self.rejected.total()


def read_postings(
    source: Source,
    *,
    mapping: Mapping[str, str] | None = None,
    batch_rows: int = BATCH_ROWS,
    on_reject: Callable[[Reject], None] | None = None,
    lang: str = "en",
    exact: bool = False,
) -> PostingsReader:
    """Open files, folders or a frame of job ads.

    Parameters
    ----------
    source : path, sequence of paths, or DataFrame
        CSV and its relatives, Excel, JSON, JSON lines, Parquet, all but Excel and Parquet also
        packed with gzip. A folder stands for all such files in it, sorted by name.
    mapping : mapping of canonical column to header, optional
        Overrules the columns found, such as ``{"title": "职位名称"}``; several headers are
        joined with ``+``. ``{"source": "(file)"}`` says that each file comes from another site.
    batch_rows : int
        Most rows of a batch.
    on_reject : callable, optional
        Called with each `Reject` while iterating.
    lang : {"en", "zh"}
        Language of warnings and of reasons.
    exact : bool
        Whether line ends inside cells stay as given; for `PostingsReader.with_cells`.

    Returns
    -------
    PostingsReader

    Raises
    ------
    InputFileError
        If a file is missing, empty, damaged or not a table.
    SchemaError
        If `mapping` names an unknown column, or a file has neither titles nor descriptions.

    Examples
    --------
    >>> import pandas as pd
    >>> ads = pd.DataFrame({"职位名称": ["会计", None], "薪资": ["5千/月", "面议"]})
    >>> reader = read_postings(ads)
    >>> [batch.column("title").to_pylist() for batch in reader]
    [['会计']]
    >>> reader.report.rows, dict(reader.report.rejected)
    (2, {'no title and no text': 1})
    """
    if batch_rows < 1:
        raise SchemaError(f"batch_rows: got {batch_rows}; expected at least 1; leave it out")
    by_file = mapping is not None and mapping.get("source") == BY_FILE
    if mapping is not None and by_file:
        mapping = {role: name for role, name in mapping.items() if role != "source"}
    opened: list[tuple[Table, ColumnPlan]] = []
    for table in open_tables(source, exact=exact):
        plan = find_columns(
            table.header,
            table.sample,
            mapping=mapping,
            named=table.has_header,
            file=table.name,
            lang=lang,
        )
        opened.append((table, plan))
    return PostingsReader(
        opened, batch_rows=batch_rows, on_reject=on_reject, lang=lang, by_file=by_file
    )


class PostingsReader:
    """An iterable of Arrow record batches in the columns of `frames.POSTINGS`.

    Attributes
    ----------
    report : PostingsReport
        Columns and encodings are known from the start, counts grow while iterating; each
        iteration starts anew.
    """

    def __init__(
        self,
        opened: Sequence[tuple[Table, ColumnPlan]],
        *,
        batch_rows: int = BATCH_ROWS,
        on_reject: Callable[[Reject], None] | None = None,
        lang: str = "en",
        by_file: bool = False,
    ) -> None:
        self._opened = opened
        self._by_file = by_file
        self._lang = lang
        self._batch_rows = batch_rows
        self._on_reject = on_reject
        self.report = self._new_report()

    def _new_report(self) -> PostingsReport:
        report = PostingsReport()
        for table, plan in self._opened:
            report.encodings[table.name] = table.encoding
            report.columns[table.name] = plan.names()
            if self._by_file:
                report.columns[table.name]["source"] = [BY_FILE]
            report.unused[table.name] = plan.unused()
            if not table.has_header:
                report.warnings.append(f"{table.name}: {sentence('no_header', self._lang)}")
            report.warnings += [f"{table.name}: {sentence}" for sentence in plan.warnings]
        return report

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        return (batch for batch, _ in self.with_cells())

    def with_cells(self) -> Iterator[tuple[pa.RecordBatch, GivenCells]]:
        """Yield each batch with its titles and texts as given, before cleaning.

        Yields
        ------
        (batch, {"title": cells, "text": cells})
            None for a text that was put together from several columns.
        """
        self.report = report = self._new_report()
        for table, plan in self._opened:
            before = report.rows
            for block in table.blocks(self._batch_rows):
                batch, given = self._batch(table, plan, block, before)
                report.rows = before + max(
                    block.numbers[-1:] + [row.number for row in block.broken[-1:]]
                )
                if batch is not None:
                    yield batch, given
            if report.rows == before:
                report.warnings.append(f"{table.name}: {sentence('no_rows', self._lang)}")
            report.warnings += table.notes(self._lang)
        if not report.used:
            raise InputFileError(self._nothing_used())

    def _nothing_used(self) -> str:
        names = ", ".join(table.name for table, _ in self._opened)
        if not self.report.rows:
            return f"{names}: got a header and no rows; expected job ads under it; check the export"
        reasons = ", ".join(f"{why} ({n:,})" for why, n in self.report.rejected.most_common())
        return (
            f"{names}: got {self.report.rows:,} rows that can't be used: {reasons}; expected at "
            "least one ad with a title or a description; see --rejects, or name the columns with "
            "--map"
        )

    def _batch(
        self, table: Table, plan: ColumnPlan, block: Block, before: int
    ) -> tuple[pa.RecordBatch | None, GivenCells]:
        columns = assemble(plan, block.columns)
        if self._by_file:
            columns["source"] = [table.name] * len(columns["title"])
        keep = [
            place
            for place, (title, text) in enumerate(
                zip(columns["title"], columns["text"], strict=True)
            )
            if title is not None or text is not None
        ]
        kept = set(keep)
        broken = list(block.broken)
        for place in range(len(block.numbers)):
            if place not in kept:
                cells = [str(column[place] or "") for column in block.columns]
                content = " | ".join(cells)[:CONTENT_LENGTH]
                number, line = block.numbers[place], block.lines[place]
                broken.append(BrokenRow(number, line, NOTHING_TO_READ, "", content))
        for row in sorted(broken, key=lambda row: row.number):
            self._reject(table.name, row, before)
        if not keep:
            return None, {}
        rows = [before + block.numbers[place] for place in keep]
        whole = len(keep) == len(block.numbers)
        arrays = [pa.array(rows, pa.int64()), pa.array([table.name] * len(keep), pa.string())]
        for name in POSTING_TEXT:
            cells_kept = columns[name] if whole else [columns[name][place] for place in keep]
            arrays.append(pa.array(cells_kept, pa.string()))
        given = {name: _given(plan, name, block, keep) for name in ("title", "text")}
        return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA), given

    def _reject(self, file: str, row: BrokenRow, before: int) -> None:
        self.report.rejected[row.reason] += 1
        if self._on_reject is not None:
            why = reason(row.reason, row.detail, self._lang)
            self._on_reject(Reject(file, row.line, before + row.number, why, row.content))


def _given(
    plan: ColumnPlan, name: str, block: Block, keep: Sequence[int]
) -> list[str | None] | None:
    """Cells of a title or text that comes from one column; None for one made of several."""
    parts = ("text", "text_part") if name == "text" else (name,)
    places = [place for part in parts for place in plan.roles.get(part, ())]
    if len(places) != 1:
        return None
    column = block.columns[places[0]]
    return [column[place] for place in keep]
