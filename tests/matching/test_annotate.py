"""Ads of a batch understood, also where the batch has none."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

from talentcast.jobs import build_matchers, load_taxonomy
from talentcast.matching.annotate import Matchers, annotate
from talentcast.matching.postings import SCHEMA


@pytest.fixture(scope="module")
def matchers() -> Matchers:
    return build_matchers(load_taxonomy(), reference=date(2024, 1, 1))


def batch(rows: list[dict]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(rows, SCHEMA)


def test_a_batch_of_no_ads(matchers: Matchers) -> None:
    one = annotate(batch([{"title": "Java工程师", "text": "熟悉Java,负责工单管理"}]), matchers)
    none = annotate(batch([]), matchers)
    assert none.num_rows == 0
    assert none.schema.names == one.schema.names
    assert {"tool.java", "task:工单管理"} <= set(one["skills"][0].as_py())


def test_no_ads_and_ads_without_skills(matchers: Matchers) -> None:
    found, required = matchers.skills.ids_all([], [], [])
    assert found.to_pylist() == required.to_pylist() == []
    found, required = matchers.skills.ids_all(["", ""], ["", "。\n"], ["", "。\n"])
    assert found.to_pylist() == required.to_pylist() == [[], []]
