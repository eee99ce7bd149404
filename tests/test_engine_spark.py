"""Spark gives the numbers of the local engine, to the last bit, and its errors."""

import json
import os
import pickle
import shutil
import subprocess
import sys

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

import talentcast as tc
from talentcast.engines import engine_of
from talentcast.engines.key_groups import KeyGroups
from talentcast.errors import MissingExtraError, SchemaError, UnknownNameError

pyspark = pytest.importorskip("pyspark", reason="pyspark is not installed (extra spark)")
if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
    pytest.skip("Java is not installed", allow_module_level=True)


@pytest.fixture(scope="module")
def spark():
    """A session of Spark on two cores, found by the engine as the active one."""
    from pyspark.sql import SparkSession

    from talentcast.engines.spark import SparkEngine

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TALENTCAST_SPARK_MASTER", "local[2]")
        patch.delenv("PYSPARK_PYTHON", raising=False)
        engine = SparkEngine()
    yield engine
    SparkSession.getActiveSession().stop()


def repeated_ads(rows=7_000, seed=1):
    """Ads of few jobs: the same id under other titles, the same job again after days and months,
    without date, id, employer or place; four batches of the reader."""
    rng = np.random.default_rng(seed)
    titles = ["Java开发工程师", "会计", "销售代表", "数据分析师", "前端工程师", "行政助理"]
    pay = ["8-12K", "15-25K·14薪", "6000-8000元/月", None, "面议", "20万/年"]
    days = pd.Timestamp("2023-01-01") + pd.to_timedelta(rng.integers(0, 500, rows), unit="D")
    ads = pd.DataFrame(
        {
            "title": rng.choice(titles, rows),
            "company": [f"公司{n}有限公司" for n in rng.integers(0, 60, rows)],
            "city": rng.choice(["北京-海淀区", "上海", "成都", "深圳-南山区"], rows),
            "salary": rng.choice(np.array(pay, dtype=object), rows),
            "description": rng.choice(
                ["熟悉Python和MySQL", "负责需求分析，招2人", "熟练使用Excel"], rows
            ),
            "date": days.strftime("%Y-%m-%d"),
            "id": [f"{n}" for n in rng.integers(0, 90, rows)],
        }
    )
    for column, share in (("date", 0.2), ("id", 0.6), ("company", 0.05), ("city", 0.1)):
        ads.loc[rng.random(rows) < share, column] = None
    return ads


def assert_same(ours, reference):
    """Every frame and figure is equal, not nearly."""
    ours, reference = ours.tables, reference.tables
    for name in ("occupations", "skills", "unclassified"):
        pd.testing.assert_frame_equal(
            getattr(ours, name), getattr(reference, name), check_exact=True, obj=name
        )
    assert ours.extra.keys() == reference.extra.keys()
    for name, frame in reference.extra.items():
        pd.testing.assert_frame_equal(ours.extra[name], frame, check_exact=True, obj=name)
    assert ours.quality == reference.quality
    assert ours.warnings == reference.warnings


@pytest.mark.parametrize("by", ["occupation", "city"])
def test_repeated_ads_give_the_same_numbers(spark, by):
    ads = repeated_ads()
    reference = tc.gaps(ads, by=by)
    assert_same(tc.gaps(ads, by=by, engine="spark"), reference)
    assert reference.quality["duplicates"] > 2_000
    assert reference.quality["used"] > 1_000


def test_days_on_the_site_give_the_same_numbers(spark):
    """Each stream owns its vacancies: none is counted twice, none lacks its last day."""
    ads = repeated_ads()
    ads["first_seen"] = ads.pop("date")
    days = pd.to_timedelta(np.arange(len(ads)) % 50, unit="D")
    ads["last_seen"] = (pd.to_datetime(ads["first_seen"]) + days).dt.strftime("%Y-%m-%d")
    reference = tc.gaps(ads)
    assert_same(tc.gaps(ads, engine="spark"), reference)
    assert reference.tables.extra["components"]["days_open"].notna().any()


@pytest.mark.development_data
@pytest.mark.parametrize("name", ["zh_boss_2023_desc", "zh_lagou_dataanalyst_2017"])
def test_development_sets_give_the_same_numbers(spark, dev_data, name):
    source = dev_data / "postings" / f"{name}.parquet"
    assert_same(tc.gaps(source, engine="spark"), tc.gaps(source))


def test_command_prints_the_same_and_nothing_else(run, tmp_path):
    """A process of its own: what Java writes past Python must not reach the terminal either."""
    ads = repeated_ads(300)
    ads.loc[::50, ["title", "description"]] = None
    ads.to_csv(tmp_path / "ads.csv", index=False)

    def given(engine):
        rejects = ("--rejects", tmp_path / f"{engine}.csv")
        return ("gaps", tmp_path / "ads.csv", "--format", "json", "--engine", engine, *rejects)

    code, out, _ = run(*given("local"))
    other = subprocess.run(
        [sys.executable, "-m", "talentcast", *given("spark")],
        capture_output=True,
        text=True,
        env={**os.environ, "TALENTCAST_SPARK_MASTER": "local[1]"},
    )
    assert (code, other.returncode, other.stderr) == (0, 0, "")
    assert json.loads(other.stdout) == json.loads(out)
    rejected = (tmp_path / "local.csv").read_bytes()
    assert (tmp_path / "spark.csv").read_bytes() == rejected
    assert len(rejected.splitlines()) == 1 + 6


def test_rows_that_are_linked_meet_in_one_stream_in_order(spark, monkeypatch):
    """Also if what was worked on last arrives first, as it may between machines."""
    from talentcast.engines import spark as module

    put_together = module._union
    monkeypatch.setattr(module, "_union", lambda frames: put_together(frames[::-1]))
    rng = np.random.default_rng(3)
    batches = [
        pa.record_batch(
            {
                "row": np.arange(start, start + 40),
                "key": rng.integers(-60, 60, 40),
                "id": pa.array(rng.integers(0, 400, 40), mask=rng.random(40) < 0.5),
            }
        )
        for start in range(0, 1200, 40)
    ]

    def rows_of(stream):
        return [batch["row"].to_pylist() for batch in stream]

    gathered = spark.gather(lambda batch: batch, batches, rows_of, linked_by=("key", "id"))
    streams = [[row for part in parts for row in part] for parts in gathered]
    assert sorted(row for stream in streams for row in stream) == list(range(1200))
    assert all(stream == sorted(stream) for stream in streams)
    place = {row: number for number, stream in enumerate(streams) for row in stream}
    table = pa.Table.from_batches(batches).to_pandas()
    for column in ("key", "id"):
        assert table.assign(at=table["row"].map(place)).groupby(column)["at"].nunique().max() == 1


def test_keys_without_links_use_all_streams(spark):
    batches = [pa.record_batch({"key": np.arange(100), "id": pa.nulls(100, pa.int64())})]
    sizes = spark.gather(
        lambda batch: batch,
        batches,
        lambda stream: sum(batch.num_rows for batch in stream),
        linked_by=("key", "id"),
    )
    assert sorted(sizes) == [50, 50]


def test_results_come_in_the_order_of_batches(spark):
    batches = [pa.record_batch({"n": [number]}) for number in range(40)]
    doubled = spark.map(lambda batch: 2 * batch["n"][0].as_py(), batches)
    assert list(doubled) == list(range(0, 80, 2))


def test_workers_run_this_interpreter(spark):
    batches = [pa.record_batch({"n": [number]}) for number in range(4)]
    found = set(spark.map(lambda batch: __import__("sys").executable, batches))
    assert {os.path.realpath(path) for path in found} == {os.path.realpath(sys.executable)}


def test_error_of_the_work_is_the_same_error(spark):
    def refuse(batch):
        if batch["n"][0].as_py() == 3:
            raise SchemaError("row 3: got nothing; expected something; correct it")
        return batch

    batches = [pa.record_batch({"n": pa.array([n], pa.int64())}) for n in range(5)]
    with pytest.raises(SchemaError, match=r"^row 3: got nothing; expected something; correct it$"):
        list(spark.gather(refuse, batches, list, linked_by=("n",)))
    with pytest.raises(SchemaError, match="^row 3: got nothing"):
        list(spark.map(refuse, batches))


def test_settings_of_the_active_session_stay(spark):
    from pyspark.sql import SparkSession

    active = SparkSession.getActiveSession()
    setting = "spark.sql.execution.arrow.maxRecordsPerBatch"
    before = active.conf.get(setting), active.conf.get("spark.sql.shuffle.partitions")
    tc.gaps(repeated_ads(50), engine="spark")
    assert SparkSession.getActiveSession() is active
    assert (active.conf.get(setting), active.conf.get("spark.sql.shuffle.partitions")) == before


def test_file_without_ads_is_one_line(spark, run, tmp_path):
    (tmp_path / "ads.csv").write_text("title,salary\n,5K\n")
    rejects = tmp_path / "rejects.csv"
    code, out, err = run("gaps", tmp_path / "ads.csv", "--engine", "spark", "--rejects", rejects)
    assert (code, out) == (2, "")
    assert "1 rows that can't be used" in err
    assert not rejects.exists()


def test_without_pyspark_one_line(run, tmp_path, monkeypatch):
    repeated_ads(5).to_csv(tmp_path / "ads.csv", index=False)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    code, out, err = run("gaps", tmp_path / "ads.csv", "--engine", "spark")
    assert (code, out) == (2, "")
    assert "pip install 'talentcast[spark]'" in " ".join(err.split())


def test_without_java_one_line(tmp_path, monkeypatch):
    from pyspark.sql import SparkSession

    monkeypatch.setattr(SparkSession, "getActiveSession", lambda: None)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(MissingExtraError, match=r"got none in JAVA_HOME=.*expected Java 17"):
        engine_of("spark")


def test_wrong_name_of_an_engine(run, tmp_path):
    with pytest.raises(UnknownNameError, match="got 'ray'; expected local or spark"):
        tc.gaps(repeated_ads(5), engine="ray")
    code, out, err = run("gaps", tmp_path / "ads.csv", "--engine", "ray")
    assert (code, out) == (2, "")
    assert "'ray'" in err


def test_linked_keys_have_one_group_as_found_by_walking():
    rng = np.random.default_rng(5)
    left, right = rng.integers(0, 200, 120), rng.integers(0, 200, 120)
    groups = KeyGroups.of(left, right)
    beside = {key: {key} for key in range(200)}
    for a, b in zip(left.tolist(), right.tolist(), strict=True):
        beside[a].add(b)
        beside[b].add(a)
    for key in range(200):
        reached, waiting = {key}, [key]
        while waiting:
            fresh = beside[waiting.pop()] - reached
            reached |= fresh
            waiting += fresh
        assert groups.find(np.array([key])).tolist() == [min(reached)]


def test_counts_travel_whole():
    from talentcast.matching.counts import TABLES, merge

    empty = pickle.loads(pickle.dumps(merge([])))
    assert {name: getattr(empty, name).num_rows for name in TABLES} == dict.fromkeys(TABLES, 0)
