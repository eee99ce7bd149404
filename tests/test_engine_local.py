"""The local engine gives the same with one process and with several, and clear errors."""

import os
import signal
from functools import partial

import pandas as pd
import pytest

import talentcast as tc
from talentcast.engines import LocalEngine, engine_of
from talentcast.engines.local import OWN_BATCHES
from talentcast.errors import SchemaError, WorkerError

TITLES = ("Java开发工程师", "会计", "数据分析师", "销售经理")


def _double(value: int) -> int:
    return 2 * value


def _process_of(_: int) -> int:
    return os.getpid()


def _fail_on(bad: int, value: int) -> int:
    if value == bad:
        raise ValueError(f"bad {value}")
    return value


def _end_own_process(value: int) -> int:
    if value >= OWN_BATCHES:
        os.kill(os.getpid(), signal.SIGKILL)
    return value


class _Counting:
    """Counts its calls, and says what it was when it travelled."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, _: int) -> int:
        self.calls += 1
        return self.calls

    def __getstate__(self) -> dict[str, int]:
        return {"calls": 0}


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_batches(workers):
    assert list(LocalEngine(workers).map(_double, range(40))) == [2 * n for n in range(40)]


def test_a_short_input_starts_no_process():
    pids = set(LocalEngine(2).map(_process_of, range(OWN_BATCHES)))
    assert pids == {os.getpid()}


def test_a_long_input_is_spread():
    pids = list(LocalEngine(2).map(_process_of, range(OWN_BATCHES + 20)))
    assert os.getpid() not in pids


def test_one_worker_stays_in_this_process():
    assert set(LocalEngine(1).map(_process_of, range(12))) == {os.getpid()}


def test_a_worker_keeps_the_function_between_batches():
    calls = list(LocalEngine(2).map(_Counting(), range(20)))
    assert max(calls) >= 10  # two workers, twenty batches


def test_a_long_input_leaves_this_process_without_what_the_work_builds():
    work = _Counting()
    list(LocalEngine(2).map(work, range(20)))
    assert work.calls == 0


def test_batches_are_read_as_they_are_needed():
    read = []

    def batches():
        for number in range(200):
            read.append(number)
            yield number

    results = LocalEngine(2).map(_double, batches())
    for _ in range(OWN_BATCHES + 1):
        next(results)
    assert len(read) < OWN_BATCHES + 10
    results.close()


def test_an_error_in_a_worker_is_raised_as_it_is():
    with pytest.raises(ValueError, match="bad 20"):
        list(LocalEngine(2).map(partial(_fail_on, 20), range(40)))


def test_an_error_of_the_reader_is_raised_as_it_is():
    def batches():
        yield from range(OWN_BATCHES + 3)
        raise KeyError("row 9")

    with pytest.raises(KeyError, match="row 9"):
        list(LocalEngine(2).map(_double, batches()))


def test_a_worker_ended_from_outside_is_one_clear_line():
    with pytest.raises(WorkerError, match="--workers 1"):
        list(LocalEngine(2).map(_end_own_process, range(12)))


@pytest.mark.parametrize("workers", [0, -1, True])
def test_workers_are_a_number_from_one(workers):
    with pytest.raises(SchemaError, match="expected a number of processes"):
        LocalEngine(workers)


def test_workers_are_not_for_spark():
    with pytest.raises(SchemaError, match="Spark's own settings"):
        engine_of("spark", workers=2)


def test_several_processes_give_the_same_tables_as_one():
    rows = 11_000
    ads = pd.DataFrame(
        {
            "title": [TITLES[n % 4] for n in range(rows)],
            "company": [f"公司{n % 900}" for n in range(rows)],
            "city": ["北京", "上海"] * (rows // 2),
            "salary": [f"{10 + n % 17}-{20 + n % 23}K" for n in range(rows)],
            "text": [f"熟悉Java、MySQL，负责第{n % 50}组报表开发" for n in range(rows)],
        }
    )
    one, two = tc.gaps(ads, workers=1), tc.gaps(ads, workers=2)
    assert one.quality == two.quality
    assert one.quality["duplicates"] > 0
    pd.testing.assert_frame_equal(one.occupations, two.occupations, check_exact=True)
    pd.testing.assert_frame_equal(one.skills, two.skills, check_exact=True)
