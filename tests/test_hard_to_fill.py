"""Hard to fill from files (METHOD 2.1, H): days on the site and ads that came back."""

import itertools
import json

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

import talentcast as tc
from talentcast.errors import SchemaError
from talentcast.matching.columns import find_columns
from talentcast.matching.components import median_days_open
from talentcast.matching.counts import count_stays, merge
from talentcast.matching.duplicates import SeenVacancies

#: Title, occupation, true mean days on the site: in no order that the names would give away.
MARKET = [
    ("Java开发工程师", "java-developer", 42), ("会计", "accountant", 8),
    ("销售代表", "sales-representative", 96), ("数据分析师", "data-analyst", 28),
    ("前端开发工程师", "frontend-developer", 12), ("行政助理", "administrative-assistant", 64),
    ("产品经理", "product-manager", 18), ("UI设计师", "ux-designer", 144),
    ("软件测试工程师", "software-tester", 5), ("人力资源专员", "hr-specialist", 216),
]  # fmt: skip
TRUTH = {name: days for _, name, days in MARKET}
LAST_DAY = 180
START = pd.Timestamp("2024-01-01")


def stays(seed=0, each=150):
    """Exponential stays of known mean, begun any day of five months; what is up on the last day
    is cut off there."""
    random = np.random.default_rng(seed)
    rows = []
    for (title, name, mean), one in itertools.product(MARKET, range(each)):
        first = int(random.integers(0, 150))
        last = min(first + int(random.exponential(mean)), LAST_DAY)
        rows.append((title, f"{name}公司{one % 40}-{one}", f"{one % 40}", first, last))
    random.shuffle(rows)
    return pd.DataFrame(rows, columns=["title", "company", "firm", "first", "last"])


def as_dates(days):
    return (START + pd.to_timedelta(days, unit="D")).dt.strftime("%Y-%m-%d")


def with_both_days(market):
    return pd.DataFrame({
        "职位名称": market["title"], "公司名称": market["company"], "城市": "北京",
        "首次出现": as_dates(market["first"]), "最后出现": as_dates(market["last"]),
    })  # fmt: skip


def collected(market, every):
    """One row for each day of collection on which an ad was up, by day."""
    seen = [
        {**ad, "day": day}
        for day in range(0, LAST_DAY + 1, every)
        for ad in market[(market["first"] <= day) & (day <= market["last"])].to_dict("records")
    ]
    table = pd.DataFrame(seen)
    return pd.DataFrame({
        "职位名称": table["title"], "公司名称": table["company"], "城市": "北京",
        "采集日期": as_dates(table["day"]),
    })  # fmt: skip


def order_of(result, column="hard_to_fill"):
    table = result.occupations.set_index("id").loc[list(TRUTH), column]
    return table.astype(float).rank().corr(pd.Series(TRUTH).rank())


def sees(*stays, dated=True, batches=1):
    """Vacancies of ads of one job with the days between which each was up."""
    firsts, lasts = zip(*stays, strict=True)
    columns = {"first_seen": firsts, "last_seen": lasts} if dated else {}
    seen = SeenVacancies()
    ads = pa.RecordBatch.from_pydict({
        "row": pa.array(range(1, len(stays) + 1), pa.int64()),
        "posting_key": pa.array([5] * len(stays), pa.int64()),
        "day": pa.array(firsts, pa.int32()),
        **{name: pa.array(values, pa.int32()) for name, values in columns.items()},
    })  # fmt: skip
    size = len(stays) // batches
    for start in range(0, len(stays), size):
        seen.add(ads.slice(start, size))
    return seen


# From ads to vacancies, worked by hand.


@pytest.mark.parametrize(
    ("again", "vacancies"),
    [
        # (first, last, reposted); METHOD: down at least 14 days, back within 90; 60 days apart is
        # another vacancy.
        ((33, 50), [(0, 50, False)]),
        ((34, 50), [(0, 50, True)]),
        ((10, 15), [(0, 20, False)]),
        ((80, 90), [(0, 90, True)]),
        ((81, 90), [(0, 20, True), (81, 90, False)]),
        ((111, 120), [(0, 20, False), (111, 120, False)]),
    ],
)
def test_down_is_from_the_last_day_seen_to_the_next_first(again, vacancies):
    for ads in ([(0, 20), again], [again, (0, 20)]):
        found = sees(*ads).stays().sort_by("first_seen").to_pylist()
        assert [(v["first_seen"], v["last_seen"], v["reposted"]) for v in found] == vacancies


@pytest.mark.parametrize(("again", "reposted"), [((33, 50), False), ((34, 50), True)])
def test_down_is_the_same_whichever_batch_comes_first(again, reposted):
    for ads in ([(0, 20), again], [again, (0, 20)]):
        (vacancy,) = sees(*ads, batches=2).stays().to_pylist()
        assert (vacancy["first_seen"], vacancy["last_seen"]) == (0, 50)
        assert vacancy["reposted"] is reposted


def test_a_date_of_publication_alone_makes_no_stay():
    assert sees((0, 0), (40, 40), dated=False).stays().num_rows == 0
    mixed = sees((0, 20), (None, None)).stays()
    assert mixed.num_rows == 0
    assert count_stays(mixed).durations.num_rows == 0


def test_the_worked_example_of_days_open():
    """METHOD vector 6.4: 5, 8, 10, 15+, 30+, 30+, 45, 60+ has the median 45."""
    end, days = 100, [(5, 1), (8, 1), (10, 1), (15, 0), (30, 0), (30, 0), (45, 1), (60, 0)]
    parts = []
    for job, (stay, closed) in enumerate(days):
        last = end - 20 + job if closed else end
        ads = SeenVacancies()
        ads.add(pa.RecordBatch.from_pydict({
            "row": pa.array([job], pa.int64()), "posting_key": pa.array([job], pa.int64()),
            "day": pa.array([0], pa.int32()), "occupation": pa.array(["a"]),
            "employer": pa.array([7], pa.int64()),
            "first_seen": pa.array([last - stay], pa.int32()),
            "last_seen": pa.array([last], pa.int32()),
        }))  # fmt: skip
        parts.append(count_stays(ads.stays()))
    table = merge(parts).durations.to_pandas()
    assert table["vacancies"].sum() == 8
    assert len(set(table["bucket"])) == 1
    is_closed = table["last_seen"] < table["last_seen"].max()
    # Rows that differ in nothing are one row: the two vacancies that are still up after 30 days.
    median = median_days_open(table["days"], is_closed, table["vacancies"].to_numpy(float)[None])
    assert median.tolist() == [45.0]


# Columns.


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (["title", "first_seen", "last_seen"], ("first_seen", "last_seen", "first_seen")),
        (["title", "首次出现", "最后出现", "发布日期"], ("首次出现", "最后出现", "发布日期")),
        (["title", "采集时间"], ("采集时间", "采集时间", "采集时间")),
        (["title", "last_seen"], ("last_seen", "last_seen", "last_seen")),
        # A closing date is a plan, an update a click, one end of a stay no stay.
        (["title", "发布日期", "截止日期"], (None, None, "发布日期")),
        (["title", "发布日期", "更新日期"], (None, None, "发布日期")),
        (["title", "发布日期", "采集时间"], (None, None, "发布日期")),
        (["title", "发布日期", "last_seen"], (None, None, "发布日期")),
        (["title", "first_seen"], (None, None, "first_seen")),
        (["title", "open_date", "close_date"], (None, None, "open_date")),
    ],
)
def test_which_columns_tell_a_stay(header, columns):
    row = ["会计", *(f"2024-03-0{i}" for i in range(1, len(header)))]
    names = find_columns(header, [row] * 20).names()
    found = tuple(names.get(role, [None])[0] for role in ("first_seen", "last_seen", "date"))
    assert found == columns


def test_columns_named_by_hand():
    header = ["title", "发布日期", "采集时间"]
    rows = [["会计", "2024-03-01", "2024-03-09"]] * 20
    both = {"first_seen": "采集时间", "last_seen": "采集时间"}
    names = find_columns(header, rows, mapping=both).names()
    assert (names["first_seen"], names["date"]) == (["采集时间"], ["发布日期"])
    with pytest.raises(SchemaError, match="none for last_seen"):
        find_columns(header, rows, mapping={"first_seen": "采集时间"})


# A market of which the truth is known.


def test_the_order_of_a_known_market_is_found(run, tmp_path):
    path = tmp_path / "ads.csv"
    with_both_days(stays()).to_csv(path, index=False)
    code, out, err = run("gaps", path, "--format", "json", "--lang", "en")
    assert code == 0, err
    result = json.loads(out)
    score = {one["id"]: one["components"]["hard_to_fill"] for one in result["occupations"]}
    assert pd.Series(score).rank().corr(pd.Series(TRUTH).rank()) > 0.95
    assert any("days on the site of 1,500 vacancies" in one for one in result["warnings"])
    # Five months of first days are not two windows of three (METHOD 2.7).
    assert {one["grade"] for one in result["occupations"]} == {"C"}
    by_city = tc.gaps(path, by="city")
    assert not any("on the site" in one for one in by_city.warnings)


def test_days_open_are_those_of_the_market():
    """Exponential stays: medians are in the ratio of the means, live ads not taken for closed."""
    days = tc.gaps(with_both_days(stays(each=300))).tables.extra["components"]
    days = days.set_index("id")["days_open"]
    ratio = np.exp(days["sales-representative"] - days["data-analyst"])
    # An ad of n whole days stayed n to n + 1; 300 stays give a median within about 10 %.
    assert ratio == pytest.approx(96 / 28, rel=0.2)
    # Longer than the data are: more than half of what is seen of them is still up.
    assert days["hr-specialist"] > np.log(96 / 28) + days["data-analyst"]


def test_ads_collected_every_week_tell_the_same_order():
    result = tc.gaps(collected(stays(), every=7))
    assert result.quality["duplicates"] > 5_000
    assert order_of(result) > 0.9
    # No ad was down; monthly looks could not tell.
    assert "reposts" not in result.tables.extra["components"]


def test_one_look_at_the_site_is_no_stay():
    market = stays()
    once = with_both_days(market).drop(columns="最后出现").rename(columns={"首次出现": "发布日期"})
    plain = tc.gaps(once)
    assert plain.occupations["hard_to_fill"].isna().all()
    assert not any("on the site" in one for one in plain.warnings)
    # One collection that took five months, each ad met once and a fifth of them again next week.
    again = once.sample(frac=0.2, random_state=0)
    again["发布日期"] = as_dates((pd.to_datetime(again["发布日期"]) - START).dt.days + 7)
    both = pd.concat([once, again]).rename(columns={"发布日期": "采集日期"})
    result = tc.gaps(both)
    assert result.occupations["hard_to_fill"].isna().all()
    assert any("can't be told" in one for one in result.warnings)


def test_looks_a_month_apart_do_not_make_reposts():
    result = tc.gaps(collected(stays(), every=30))
    assert result.quality["reposted"] > 100
    assert "reposts" not in result.tables.extra["components"]
    assert any("Reposts are left out" in one for one in result.warnings)


def test_reposts_of_a_known_market_are_found():
    """Vacancies that come back after 20 days, from hardly any to most of an occupation's."""
    random = np.random.default_rng(0)
    market = stays()
    market["last"] = market["first"] + 10
    often = {title: place / len(MARKET) for place, (title, *_) in enumerate(MARKET)}
    back = market[random.random(len(market)) < market["title"].map(often)].copy()
    back["first"], back["last"] = back["first"] + 30, back["last"] + 30
    result = tc.gaps(with_both_days(pd.concat([market, back])))
    assert result.quality["reposted"] == len(back)
    reposts = result.tables.extra["components"].set_index("id")["reposts"]
    expected = pd.Series({name: often[title] for title, name, _ in MARKET})
    assert reposts[expected.index].astype(float).rank().corr(expected.rank()) > 0.95
    # METHOD: logit of (x + 20 r) / (n + 20) less logit of r.
    rate = (len(back) + 0.5) / (len(market) + 1)
    hits = (back["title"] == MARKET[3][0]).sum()
    share = (hits + 20 * rate) / (150 + 20)
    by_hand = np.log(share / (1 - share)) - np.log(rate / (1 - rate))
    assert reposts[MARKET[3][1]] == pytest.approx(by_hand, abs=1e-6)


# Wherever it is computed, and in whatever order.


def test_batches_and_processes_change_nothing():
    ads = collected(stays(each=100), every=7)
    one, two = tc.gaps(ads, workers=1), tc.gaps(ads, workers=2)
    assert len(ads) > 4_000
    assert one.occupations["hard_to_fill"].notna().all()
    pd.testing.assert_frame_equal(one.occupations, two.occupations, check_exact=True)


def test_the_order_of_rows_changes_nothing():
    ads = with_both_days(stays())
    back = ads.iloc[::-1].reset_index(drop=True)
    one, two = (tc.gaps(table).tables.extra["components"] for table in (ads, back))
    pd.testing.assert_series_equal(one["days_open"], two["days_open"], check_exact=True)
