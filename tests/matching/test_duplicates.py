"""One vacancy however often it is advertised, whatever the batches."""

from __future__ import annotations

import hashlib
import math
import random
import re
import unicodedata
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentcast.errors import SchemaError
from talentcast.matching.duplicates import (
    MERGED,
    RULES,
    SeenVacancies,
    duplicate_columns,
    employer_name,
    plain_key,
    posting_intensity,
    stable_hash,
)
from talentcast.matching.vacancy_store import KeyTable

TEXT = (
    "负责推荐系统的架构设计与核心模块的开发\n参与需求评审并编写技术方案和接口文档\n"
    "熟悉分布式存储与消息队列的使用和调优\n本科以上学历三年以上后台服务开发经验\n"
    "具备良好的沟通能力和团队协作的精神"
)
COLUMNS = ("posting_id", "title", "text", "employer", "place", "salary")


def batch(rows: list[dict], start: int = 1) -> pa.RecordBatch:
    """Annotated ads: each of one employer, title and city unless the row says otherwise."""
    ads = [{"title": "后台工程师", "employer": "甲公司", "place": "北京", **row} for row in rows]
    columns = {name: [ad.get(name) for ad in ads] for name in COLUMNS}
    days = [ad.get("day") for ad in ads]
    extra = {
        "row": pa.array(range(start, start + len(ads)), pa.int64()),
        "day": pa.array(days, pa.int32()),
        "occupation": pa.array([ad.get("occupation") for ad in ads], pa.string()),
        "seniority": pa.array([ad.get("seniority") for ad in ads], pa.string()),
        **{
            name: pa.array([ad.get(name) for ad in ads], pa.float64())
            for name in ("low", "high", "experience")
        },
    }
    keys = duplicate_columns(columns, columns["place"])
    return pa.RecordBatch.from_pydict({**extra, **keys})


def merged(rows: list[dict]) -> list[tuple]:
    """Merged ads of one batch: row, kept row, rule."""
    listed = SeenVacancies().add(batch(rows)).merged()
    assert tuple(listed.schema.names) == MERGED
    return [(ad["row"], ad["kept_row"], ad["rule"]) for ad in listed.to_pylist()]


def rules(*rows: dict) -> list[str]:
    """Rules by which ads of one batch are merged."""
    return [rule for _, _, rule in merged(list(rows))]


def clusters(days: list[int]) -> int:
    """Vacancies of one key: days more than 60 apart part them (METHOD 1)."""
    ordered = sorted(days)
    return 1 + sum(b - a > 60 for a, b in zip(ordered, ordered[1:], strict=False))


# METHOD 1: same employer, title and city within 60 days.


@pytest.mark.parametrize(("gap", "new"), [(0, 1), (60, 1), (61, 2), (400, 2)])
def test_the_window_is_sixty_days(gap: int, new: int) -> None:
    keys = np.array([5, 5])
    assert SeenVacancies().is_new(keys, [1000, 1000 + gap]).sum() == new
    seen = SeenVacancies()
    apart = [seen.is_new(keys[:1], [day])[0] for day in (1000 + gap, 1000)]
    assert sum(apart) == new


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 500)), min_size=1, max_size=40),
    st.integers(1, 7),
    st.randoms(use_true_random=False),
)
@settings(max_examples=150, deadline=None)
def test_vacancies_are_counted_right_in_any_order_of_a_batch(ads, size, random) -> None:
    expected = sum(
        clusters([day for key, day in ads if key == one]) for one in {key for key, _ in ads}
    )
    random.shuffle(ads)
    keys, days = np.array([key for key, _ in ads]), [day for _, day in ads]
    assert SeenVacancies().is_new(keys, days).sum() == expected
    # In batches: as many, if they come by date, from either end.
    for newest_first in (False, True):
        by_date = sorted(ads, key=lambda ad: ad[1], reverse=newest_first)
        seen, new = SeenVacancies(), 0
        for start in range(0, len(by_date), size):
            part = by_date[start : start + size]
            random.shuffle(part)
            new += seen.is_new(np.array([key for key, _ in part]), [day for _, day in part]).sum()
        assert new == expected


@given(st.lists(st.integers(0, 400), min_size=1, max_size=12), st.lists(st.integers(0, 400)))
@settings(max_examples=100, deadline=None)
def test_a_later_batch_opens_no_more_vacancies_than_it_must(first, second) -> None:
    seen = SeenVacancies()
    before = seen.is_new(np.zeros(len(first), np.int64), first).sum()
    after = seen.is_new(np.zeros(len(second), np.int64), second).sum()
    ordered = sorted({*first, *second})
    runs = np.cumsum([0, *(b - a > 60 for a, b in zip(ordered, ordered[1:], strict=False))])
    with_first = {run for day, run in zip(ordered, runs, strict=True) if day in first}
    assert before == clusters(first)
    assert after == runs[-1] + 1 - len(with_first)


def test_undated_ads_belong_to_any_vacancy_of_their_key() -> None:
    for days in ([None, 100, 300], [100, None, 300], [300, 100, None]):
        keys = np.full(3, 9)
        assert SeenVacancies().is_new(keys, days).sum() == 2
        seen = SeenVacancies()
        assert sum(seen.is_new(keys[:1], [day])[0] for day in days) == 2
    assert SeenVacancies().is_new(np.full(4, 9), [None] * 4).tolist() == [True, False, False, False]


def random_ads(seed: int, dated: bool) -> list[dict]:
    random = np.random.default_rng(seed)
    rows = [
        {
            "employer": f"公司{random.integers(8)}",
            "title": f"职位{random.integers(4)}",
            "day": int(random.integers(0, 300)) if dated else None,
            "posting_id": str(random.integers(150)) if random.random() < 0.5 else None,
            "text": TEXT[: int(random.integers(88, 97))] if random.random() < 0.3 else None,
        }
        for _ in range(200)
    ]
    return sorted(rows, key=lambda row: row["day"] or 0)


@pytest.mark.parametrize("dated", [True, False])
def test_batches_do_not_change_which_ads_are_kept(dated: bool) -> None:
    rows = random_ads(0, dated)
    whole = SeenVacancies().add(batch(rows))
    assert 20 < whole.is_new.sum() < 150
    for size in (1, 7, 64):
        seen = SeenVacancies()
        parts = [
            seen.add(batch(rows[start : start + size], start + 1))
            for start in range(0, len(rows), size)
        ]
        assert np.concatenate([part.is_new for part in parts]).tolist() == whole.is_new.tolist()
        assert np.concatenate([part.kept_row for part in parts]).tolist() == whole.kept_row.tolist()


def test_the_first_row_is_kept_also_where_dates_run_backwards() -> None:
    rows = [{"day": day, "occupation": str(day)} for day in (100, 60, 20, 200)]
    for parts in ([rows], [rows[:1], rows[1:]], [[row] for row in rows]):
        seen, kept, start = SeenVacancies(), [], 1
        for part in parts:
            kept += seen.add(batch(part, start)).kept_row.tolist()
            start += len(part)
        assert kept == [1, 1, 1, 4]
        table = seen.vacancies().to_pylist()
        assert [(row["occupation"], row["first_seen"], row["last_seen"]) for row in table] == [
            ("100", 20, 100),
            ("200", 200, 200),
        ]


def test_every_copy_points_at_a_kept_row() -> None:
    rows = random_ads(1, dated=True)
    order = np.random.default_rng(2).permutation(len(rows))
    verdict = SeenVacancies().add(batch([rows[i] for i in order]))
    kept = set(verdict.row[verdict.is_new].tolist())
    assert set(verdict.kept_row.tolist()) == kept
    assert (verdict.kept_row[verdict.is_new] == verdict.row[verdict.is_new]).all()
    assert (verdict.kept_row <= verdict.row).all()
    assert ((verdict.rule >= 0) == ~verdict.is_new).all()
    assert np.isnan(verdict.similarity[verdict.is_new]).all()


# Ids, places, names.


def test_an_id_is_one_posting_whatever_the_date_and_the_title() -> None:
    ads = [{"posting_id": "17", "day": 0}, {"posting_id": "17", "day": 200, "title": "后台专家"}]
    assert merged(ads) == [(2, 1, "id")]
    assert merged([ads[0], {**ads[1], "employer": "乙公司"}]) == []
    assert rules({**ads[0], "day": None}, {"posting_id": "18"}) == ["employer_title_city"]


def test_without_a_place_other_ids_are_other_vacancies() -> None:
    nowhere = {"place": None, "day": 3}
    assert merged([{**nowhere, "posting_id": "1"}, {**nowhere, "posting_id": "2"}]) == []
    assert merged([nowhere, nowhere]) == [(2, 1, "employer_title_city")]
    assert merged([{**nowhere, "posting_id": "1"}] * 2) == [(2, 1, "id")]


def test_names_that_hide_the_employer_join_only_equal_ads() -> None:
    hidden = {"employer": "某大型互联网公司", "salary": "15-25K"}
    assert merged([hidden, {**hidden, "salary": "30-50K"}]) == []
    assert merged([hidden, hidden]) == [(2, 1, "same_ad")]
    assert merged([{"employer": None}, {"employer": None}]) == [(2, 1, "same_ad")]


def test_keys_fold_what_does_not_matter_and_keep_what_does() -> None:
    assert merged([{"title": "Ｊａｖａ 工程师"}, {"title": "java工程师", "employer": "甲公司 "}])
    assert not merged([{"title": "C++工程师"}, {"title": "C#工程师"}])
    assert not merged([{"place": "上海"}, {"place": "北京"}])
    assert employer_name("甲乙（北京）有限公司") == employer_name("甲乙(北京)股份有限公司")
    assert stable_hash("vacancy", "甲") == stable_hash("vacancy", "甲") != stable_hash("vacancy甲")


# Texts.


def test_a_new_title_with_nearly_the_same_text_is_the_same_vacancy() -> None:
    edited = TEXT.replace("五年", "").replace("调优", "优化")
    ads = [{"text": TEXT}, {"text": edited, "title": "服务端开发（急聘）"}]
    listed = SeenVacancies().add(batch(ads)).merged().to_pylist()
    assert [ad["rule"] for ad in listed] == ["near_text"]
    assert (listed[0]["row"], listed[0]["kept_row"]) == (2, 1)
    assert 0.9 <= listed[0]["similarity"] < 1.0
    assert merged([ads[0], {**ads[1], "place": "上海"}]) == []
    assert merged([ads[0], {**ads[1], "text": TEXT[: len(TEXT) // 2] * 2}]) == []


def test_copies_under_other_names() -> None:
    pay = {"low": 10_000.0, "high": 15_000.0}
    own = {"text": TEXT, **pay}
    copy = {"text": TEXT[:60] + "。" + TEXT[60:], "employer": "乙公司", "title": "服务端", **pay}
    agency = {"employer": "乙人力资源有限公司", "low": 11_000.0}
    assert rules(own, copy) == ["copied_text"]
    assert rules(own, {**copy, "low": 11_000.0}) == []
    assert rules({**own, "text": "诚聘精英"}, {**copy, "text": "诚聘精英"}) == []
    assert rules({**copy, **agency}, own) == ["copied_text"]


def test_texts_are_found_across_batches_and_within_sixty_days_only() -> None:
    for later, new in ((60, False), (61, True)):
        seen = SeenVacancies()
        seen.add(batch([{"text": TEXT, "day": 0}, {"title": "会计", "text": TEXT[::-1]}]))
        verdict = seen.add(batch([{"text": TEXT, "title": "服务端", "day": later}], start=3))
        assert verdict.is_new.tolist() == [new]
        assert (verdict.kept_row[0] == 1) is not new
    blind = SeenVacancies(texts=0)
    assert blind.add(batch([{"text": TEXT}, {"text": TEXT, "title": "服务端"}])).is_new.all()


def test_a_title_learned_from_a_copy_is_known() -> None:
    seen = SeenVacancies()
    first = seen.add(batch([{"text": TEXT}, {"text": TEXT, "title": "服务端"}]))
    verdict = seen.add(batch([{"title": "服务端"}, {}], start=3))
    assert [RULES[rule] for rule in verdict.rule] == ["employer_title_city"] * 2
    assert set(verdict.kept_row) == {1 + int(first.is_new.argmax())}


# Reposts (METHOD 2.1, H2) and what is known of vacancies.


@pytest.mark.parametrize(
    ("gap", "vacancies", "reposted"),
    [(13, 1, False), (14, 1, True), (60, 1, True), (61, 2, True), (90, 2, True), (91, 2, False)],
)
@pytest.mark.parametrize("together", [True, False])
def test_reposts(gap: int, vacancies: int, reposted: bool, together: bool) -> None:
    seen, rows = SeenVacancies(), [{"day": 100}, {"day": 100 + gap}]
    for part in [rows] if together else [rows[:1], rows[1:]]:
        seen.add(batch(part))
    table = seen.vacancies().to_pylist()
    assert len(table) == vacancies
    assert [one["reposted"] for one in table] == [reposted, False][:vacancies]


def test_vacancies_are_listed_with_dates_and_numbers_of_ads() -> None:
    seen = SeenVacancies()
    sites = pa.array(["乙网", "甲网", None]), pa.array(["甲网", "甲网"])
    first = batch([{"day": 30, "occupation": "a"}, {"day": 10}, {"title": "会计"}])
    second = batch([{"day": 75}, {"title": "出纳", "employer": None, "day": 4}], start=4)
    for part, own in zip((first, second), sites, strict=True):
        seen.add(part.append_column("source", own))
    table = {row.pop("row"): row for row in seen.vacancies().to_pylist()}
    employer = stable_hash(employer_name("甲公司"))
    assert table == {
        1: {"occupation": "a", "source": "乙网", "employer": employer, "first_seen": 10, "last_seen": 75,
            "ads": 3, "reposted": True},
        3: {"occupation": None, "source": None, "employer": employer, "first_seen": None, "last_seen": None,
            "ads": 1, "reposted": None},
        5: {"occupation": None, "source": "甲网", "employer": None, "first_seen": 4, "last_seen": 4,
            "ads": 1, "reposted": False},
    }  # fmt: skip
    assert seen.posting_intensity == pytest.approx(5 / 3)


def test_occupations_keep_their_names() -> None:
    seen, names = SeenVacancies(), ["b", None, "a", "b", "c"]
    rows = [{"title": f"t{i}", "occupation": name} for i, name in enumerate(names)]
    seen.add(batch(rows[:2]))
    seen.add(batch(rows[2:], start=3))
    table = sorted(seen.vacancies().to_pylist(), key=lambda row: row["row"])
    assert [row["occupation"] for row in table] == names


def test_every_ad_is_new_or_merged() -> None:
    random = np.random.default_rng(7)
    seen, total, new = SeenVacancies(), 0, 0
    for _ in range(6):
        rows = [
            {"title": f"职位{random.integers(20)}", "text": TEXT * int(random.integers(3)),
             "employer": f"公司{random.integers(4)}", "posting_id": str(random.integers(200)),
             "day": int(random.integers(400)) if random.random() < 0.8 else None}
            for _ in range(50)
        ]  # fmt: skip
        verdict = seen.add(batch(rows, start=total + 1))
        total, new = total + 50, new + int(verdict.is_new.sum())
        assert verdict.merged().num_rows == 50 - verdict.is_new.sum()
    assert seen.ads == total == new + seen.merged.total()
    assert seen.vacancies().num_rows == new
    assert sum(seen.vacancies()["ads"].to_pylist()) == total
    assert set(seen.merged) <= set(RULES)


def test_an_empty_batch_and_a_batch_without_columns() -> None:
    seen = SeenVacancies()
    assert seen.add(batch([])).merged().num_rows == 0
    assert math.isnan(seen.posting_intensity)
    assert math.isnan(posting_intensity(0, 0))
    assert seen.vacancies().num_rows == 0
    bare = batch([{}, {}]).select(["row", "posting_key", "day"])
    assert seen.add(bare).is_new.tolist() == [True, False]
    with pytest.raises(SchemaError, match="expected posting_key as well"):
        seen.add(batch([{}]).select(["row", "day"]))


# The table of keys.


def test_the_key_table_is_a_dictionary() -> None:
    random = np.random.default_rng(8)
    table, known = KeyTable(), {}
    pool = random.integers(-(2**63), 2**63 - 1, 30_000)
    pool[:4] = [0, -1, -(2**63), 2**63 - 1]
    for _ in range(40):
        keys = random.choice(pool, 1000, replace=False)
        values = random.integers(0, 2**31 - 1, 1000).astype(np.int32)
        table.put(keys, values)
        known.update(zip(keys.tolist(), values.tolist(), strict=True))
    assert len(table) == len(known)
    assert table.get(pool).tolist() == [known.get(key, -1) for key in pool.tolist()]


def test_the_key_table_takes_a_key_twice_in_one_call() -> None:
    table = KeyTable()
    table.put(np.array([3, 3, 4]), np.array([1, 2, 5], np.int32))
    assert len(table) == 2
    assert table.get(np.array([3, 4]))[0] in (1, 2)


@pytest.mark.parametrize(("ads", "megabytes"), [(100_000, 15), (1_000_000, 120)])
def test_memory_stays_small(ads: int, megabytes: int) -> None:
    random = np.random.default_rng(9)
    seen = SeenVacancies()
    for start in range(0, ads, 50_000):
        keys = random.integers(-(2**63), 2**63 - 1, 50_000)
        assert seen.is_new(keys, [start // 50_000] * 50_000).all()
    assert seen.nbytes < megabytes * 1e6


@pytest.mark.development_data
@pytest.mark.parametrize(
    ("name", "fewest", "most"),
    [("zh_boss_2023_desc", 0.05, 0.20), ("zh_lagou_dataanalyst_2017", 0.25, 0.40)],
)
def test_real_sets_hold_the_known_share_of_repeated_ads(
    dev_data: Path, name: str, fewest: float, most: float
) -> None:
    # data/README.md: 1 to 37 % duplicates; Lagou's ids alone repeat 1,845 of 6,876 times.
    from talentcast.matching.postings import read_postings

    seen = SeenVacancies()
    for part in read_postings(dev_data / "postings" / f"{name}.parquet"):
        columns = part.to_pydict()
        keys = duplicate_columns(columns, [None] * part.num_rows)
        dates = {"row": part["row"], "day": pa.nulls(part.num_rows, pa.int32())}
        seen.add(pa.RecordBatch.from_pydict({**dates, **keys}))
    assert fewest < seen.merged.total() / seen.ads < most
    if "lagou" in name:
        assert seen.merged["id"] == 1845


def test_days_are_counted_from_1970() -> None:
    first = (date(2024, 1, 31) - date(1970, 1, 1)).days
    assert SeenVacancies().is_new(np.array([1, 1]), [first, first + 31]).tolist() == [True, False]


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "岗位职责：ＪＡＶＡ　１.ｱﾞ①㎡…ΣΑΣ.aE\u0301\u3099か가\u1100\u1161İß＿_\n\t😀𝐀豈丽"
        )
        | st.characters(exclude_categories=["Cs"]),
        max_size=40,
    )
)
def test_long_texts_are_folded_as_short_ones(letters: list[str]) -> None:
    """Texts beyond some length go through a table; what it can't tell is folded as a whole."""
    text = "".join(letters)
    filled = "负责后台" * 30 + text + "ok" * 30
    assert plain_key(text) == _folded(text)
    assert plain_key(filled) == _folded(filled)


def test_every_character_is_folded_in_a_long_text_as_in_a_short_one() -> None:
    lead = "负责后台" * 30
    for start in range(0, 0x10000, 16):
        some = [chr(code) for code in range(start, start + 16) if not 0xD800 <= code < 0xE000]
        text = lead + "a国".join(some) + "b国".join(some)
        assert plain_key(text) == _folded(text)


def test_keys_are_equal_where_all_that_counts_is_equal() -> None:
    """The keys of ads, against the tuples of what makes them up."""
    chosen = random.Random(4)
    size = 3000
    kinds = {
        "employer": ["甲公司", "甲", "乙有限公司", "某公司", None, ""],
        "title": ["会计", "会计 ", "C++", "C", None],
        "place": ["北京", "上海", None],
        "posting_id": ["1", " 1", "2", None, ""],
        "text": ["招人", "招 人", "不招人", None],
        "salary": ["1万", "2万", None],
    }
    ads = {name: chosen.choices(cells, k=size) for name, cells in kinds.items()}
    keys = duplicate_columns(ads, ["北京" if place == "北京" else None for place in ads["place"]])
    name = [employer_name(cell or "") for cell in ads["employer"]]
    title = [{"C++": "cplusplus"}.get(cell, plain_key(cell or "")) for cell in ads["title"]]
    place = [cell or "" for cell in ads["place"]]
    number = [(cell or "").strip() for cell in ads["posting_id"]]
    rest = [
        (plain_key(text or ""), pay or "")
        for text, pay in zip(ads["text"], ads["salary"], strict=True)
    ]
    whole = [
        (n, t, p, r) if not n or n.startswith("某") else (n, t, p or f"id {i}")
        for n, t, p, i, r in zip(name, title, place, number, rest, strict=True)
    ]
    ids = [(i, n or t) if i else None for i, n, t in zip(number, name, title, strict=True)]
    for made, parts in ((keys["posting_key"], whole), (keys["id_key"], ids)):
        found = made.to_pylist()
        pairs = set(zip(found, parts, strict=True))
        assert len(pairs) == len(set(found)) == len(set(parts))
        assert [key is None for key in found] == [part is None for part in parts]
    employers = [stable_hash(n) if n else None for n in name]
    assert keys["employer"].to_pylist() == employers


def _mixed_by_hand(*parts: int) -> int:
    """Splitmix64 (Steele, Lea and Flood 2014) over 64-bit numbers, in whole numbers of Python."""
    most = 2**64
    state, *others = (part % most for part in parts)
    for part in others:
        state = ((state ^ part) + 0x9E3779B97F4A7C15) % most
        state = (state ^ state >> 30) * 0xBF58476D1CE4E5B9 % most
        state = (state ^ state >> 27) * 0x94D049BB133111EB % most
        state ^= state >> 31
    return state - most if state >= most // 2 else state


def test_keys_are_the_same_on_every_machine() -> None:
    def hashed(*parts: str) -> int:
        data = "\x1f".join(parts).encode()
        return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big", signed=True)

    ads = {name: ["x", "y"] for name in ("employer", "title", "place", "text", "salary")}
    keys = duplicate_columns({**ads, "posting_id": ["7", None]}, ["北京", None], texts=False)
    assert keys["posting_key"].to_pylist() == [
        _mixed_by_hand(hashed("vacancy"), hashed("x"), hashed("x"), hashed("city", "北京")),
        _mixed_by_hand(hashed("vacancy"), hashed("y"), hashed("y"), hashed("city", "y")),
    ]
    assert keys["id_key"].to_pylist() == [
        _mixed_by_hand(hashed("id"), hashed("id", "7"), hashed("x")),
        None,
    ]
