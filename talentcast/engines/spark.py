"""Run the postings pipeline on Spark: the same functions, through `mapInArrow`.

What crosses between machines is bytes: Arrow streams of record batches, and pickled results.
"""

from __future__ import annotations

import base64
import pickle
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from talentcast.engines.key_groups import KeyGroups, key_pairs
from talentcast.engines.spark_session import open_session
from talentcast.errors import TalentcastError

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

Result = TypeVar("Result")

#: Batches for each core that are sent to the executors at a time: memory of the driver.
_AHEAD = 8

#: Batches whose rows are gathered in one stream: memory of an executor, 500,000 ads.
_STREAM_BATCHES = 250

#: Rows of an Arrow batch when small rows, not whole batches, are fetched.
_FETCH_ROWS = 10_000

_ROWS_SETTING = "spark.sql.execution.arrow.maxRecordsPerBatch"

#: Around an error of the work in the message that Spark hands on.
_MARK = "talentcast-error:"
_CARRIED = re.compile(f"{_MARK}([A-Za-z0-9+/=]+):")


class SparkEngine:
    """Runs batches on the executors of the user's Spark session, or of one on this machine.

    The driver reads; executors do the work and gather. Which ads may be one vacancy is settled by
    keys alone: only edges between keys that an id links come to the driver, about 16 bytes each.

    Parameters
    ----------
    session : SparkSession, optional
        The active one by default; without any, one is started on all cores of this machine
        (`TALENTCAST_SPARK_MASTER` names another master).

    Raises
    ------
    MissingExtraError
        If pyspark or Java is missing.
    """

    def __init__(self, session: SparkSession | None = None) -> None:
        self._session = open_session(session)
        self._cores = int(self._session.sparkContext.defaultParallelism)

    def map(
        self, work: Callable[[pa.RecordBatch], Result], batches: Iterable[pa.RecordBatch]
    ) -> Iterator[Result]:
        """Apply `work` to every batch; results come back to this process, in order.

        Parameters
        ----------
        work : callable
            A pure function of one record batch. It is loaded once in each worker process.
        batches : iterable of RecordBatch
        """
        with self._settings():
            yield from self._map(work, batches)

    def _map(
        self, work: Callable[[pa.RecordBatch], Result], batches: Iterable[pa.RecordBatch]
    ) -> Iterator[Result]:
        run = _apply(_dumped(work), pickle.dumps)
        for chunk, _ in self._chunks(batches):
            rows = _raising(_mapped(chunk, run, "at long, data binary").collect)
            for row in sorted(rows, key=lambda row: int(row["at"])):
                yield pickle.loads(row["data"])

    def gather(
        self,
        work: Callable[[pa.RecordBatch], pa.RecordBatch],
        batches: Iterable[pa.RecordBatch],
        collect: Callable[[Iterator[pa.RecordBatch]], Result],
        *,
        linked_by: Sequence[str],
    ) -> Iterator[Result]:
        """Apply `work` to every batch, and `collect` to streams of what came out.

        Rows that share a value of a `linked_by` column, directly or through other rows, are in one
        stream, in the order and the batches of the input.

        Parameters
        ----------
        work : callable
            A pure function of one record batch.
        batches : iterable of RecordBatch
        collect : callable
            Makes one result of a stream of record batches.
        linked_by : sequence of str
            Columns of int64 in what `work` returns; the first has no nulls.

        Yields
        ------
        Result
            One a stream; the number of streams depends on the cluster.
        """
        with self._settings():
            parts, count = self._work(work, batches)
            if not parts:
                return
            worked = _union(parts)
            streams = max(self._cores, -(-count // _STREAM_BATCHES))
            to_streams = _spread(linked_by[0], self._groups(worked, linked_by), streams)
            spread = _mapped(worked, to_streams, "stream int, at long, data binary")
            ordered = spread.repartitionById(streams, "stream").sortWithinPartitions("at")
            results = _mapped(ordered, _collect(_dumped(collect)), "data binary")
            rows = _raising(results.collect)
        for row in rows:
            yield pickle.loads(row["data"])

    def _work(
        self,
        work: Callable[[pa.RecordBatch], pa.RecordBatch],
        batches: Iterable[pa.RecordBatch],
    ) -> tuple[list[DataFrame], int]:
        """Apply `work` and keep what comes out on the executors; tell how many batches."""
        run = _apply(_dumped(work), _as_stream)
        parts, count = [], 0
        for chunk, size in self._chunks(batches):
            parts.append(_kept(_mapped(chunk, run, "at long, data binary")))
            count += size
        return parts, count

    def _chunks(self, batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[DataFrame, int]]:
        """Send batches to Spark some at a time, one a task; tell how many."""
        waiting, start = iter(batches), 0
        while some := [_as_stream(batch) for batch in islice(waiting, _AHEAD * self._cores)]:
            yield self._frame(some, start), len(some)
            start += len(some)

    def _frame(self, some: Sequence[bytes], start: int) -> DataFrame:
        import pyarrow as pa

        numbers = pa.array(range(start, start + len(some)), pa.int64())
        table = pa.table({"at": numbers, "data": pa.array(some, pa.binary())})
        with _unwarned():
            return self._session.createDataFrame(table)

    @contextmanager
    def _settings(self) -> Iterator[None]:
        """Set what the work needs in the user's session, and set it back."""
        conf = self._session.conf
        needed = {_ROWS_SETTING: "1", "spark.sql.shuffle.partitions": str(self._cores)}
        before = {name: conf.get(name) for name in needed}
        for name, value in needed.items():
            conf.set(name, value)
        try:
            yield
        finally:
            for name, value in before.items():
                conf.set(name, value)

    def _groups(self, worked: DataFrame, linked_by: Sequence[str]) -> KeyGroups:
        """Find the keys that other columns link; the rest are groups by themselves."""
        from pyspark.sql import Window
        from pyspark.sql import functions as F

        pairs = _kept(_mapped(worked, _pairs(linked_by), "kind int, value long, key long"))
        least = F.min("key").over(Window.partitionBy("kind", "value"))
        edges = pairs.distinct().withColumn("least", least).where("key != least")
        self._session.conf.set(_ROWS_SETTING, str(_FETCH_ROWS))
        try:
            with _unwarned():
                table = edges.select("key", "least").distinct().toArrow()
        finally:
            self._session.conf.set(_ROWS_SETTING, "1")
        return KeyGroups.of(table["key"].to_numpy(), table["least"].to_numpy())


def _mapped(frame: DataFrame, run: Callable[..., Any], columns: str) -> DataFrame:
    with _unwarned():
        return frame.mapInArrow(run, columns)


@contextmanager
def _unwarned() -> Iterator[None]:
    """Keep back what pyspark says of pandas 3: batches pass it as Arrow, never as pandas."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")
        yield


def _kept(frame: DataFrame) -> DataFrame:
    """Compute a frame now and keep it on the executors, without what it was computed from."""
    return _raising(lambda: frame.localCheckpoint(eager=True))


def _union(frames: Sequence[DataFrame]) -> DataFrame:
    """Put frames together in pairs, so that the plan stays shallow."""
    while len(frames) > 1:
        pairs = [frames[i : i + 2] for i in range(0, len(frames), 2)]
        frames = [pair[0].union(pair[1]) if len(pair) == 2 else pair[0] for pair in pairs]
    return frames[0]


def _raising(action: Callable[[], Result]) -> Result:
    """Run a Spark action; an error of the work is raised as it was there."""
    from pyspark.errors import PySparkException

    try:
        return action()
    except PySparkException as error:
        carried = _CARRIED.search(str(error))
        if carried is None:
            raise
        raise pickle.loads(base64.b64decode(carried.group(1))) from None


def _dumped(function: Callable[..., Any]) -> bytes:
    from pyspark import cloudpickle

    return bytes(cloudpickle.dumps(function))


@lru_cache(maxsize=4)
def _loaded(function: bytes) -> Any:
    """Load a function once in each worker process: what it builds is built once."""
    return pickle.loads(function)


def _carrying(function: Callable[..., Any], *arguments: Any) -> Any:
    try:
        return function(*arguments)
    except TalentcastError as error:
        carried = base64.b64encode(pickle.dumps(error)).decode()
        raise RuntimeError(f"{_MARK}{carried}:") from error


def _as_stream(batch: pa.RecordBatch) -> bytes:
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return bytes(sink.getvalue().to_pybytes())


def _from_stream(data: bytes) -> pa.RecordBatch:
    import pyarrow as pa

    return pa.ipc.open_stream(data).read_next_batch()


def _sent(rows: Iterable[pa.RecordBatch]) -> Iterator[tuple[int, pa.RecordBatch]]:
    """Unpack the batches that arrive in the columns `at` and `data`."""
    for block in rows:
        for at, data in zip(block["at"].to_pylist(), block["data"], strict=True):
            yield at, _from_stream(data.as_buffer())


# What follows makes the functions that executors run.


def _apply(work: bytes, pack: Callable[[Any], bytes]) -> Callable[..., Iterator[pa.RecordBatch]]:
    def run(rows: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        for at, batch in _sent(rows):
            data = pack(_carrying(_loaded(work), batch))
            yield pa.RecordBatch.from_pydict({"at": [at], "data": [data]})

    return run


def _pairs(linked_by: Sequence[str]) -> Callable[..., Iterator[pa.RecordBatch]]:
    def run(rows: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for _, batch in _sent(rows):
            yield from key_pairs(batch, linked_by)

    return run


def _spread(key: str, groups: KeyGroups, streams: int) -> Callable[..., Iterator[pa.RecordBatch]]:
    def run(rows: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        for at, batch in _sent(rows):
            stream = groups.find(batch[key].to_numpy(zero_copy_only=False)) % streams
            for one in np.unique(stream).tolist():
                data = _as_stream(batch.filter(pa.array(stream == one)))
                yield pa.RecordBatch.from_arrays(
                    [pa.array([one], pa.int32()), pa.array([at]), pa.array([data], pa.binary())],
                    names=["stream", "at", "data"],
                )

    return run


def _collect(collect: bytes) -> Callable[..., Iterator[pa.RecordBatch]]:
    def run(rows: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        batches = (batch for _, batch in _sent(rows))
        for first in batches:
            result = _carrying(_loaded(collect), _chained(first, batches))
            yield pa.RecordBatch.from_pydict({"data": [pickle.dumps(result)]})

    return run


def _chained(first: pa.RecordBatch, others: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    yield first
    yield from others
