"""Places: expected city and district by eye, and the bundled table's own consistency."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import talentcast
from talentcast.errors import SchemaError
from talentcast.matching.places import PlaceIndex

TABLE = Path(talentcast.__file__).parent / "data" / "files" / "taxonomy" / "places.csv"


@pytest.fixture(scope="module")
def places() -> pd.DataFrame:
    return pd.read_csv(TABLE, dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def index(places: pd.DataFrame) -> PlaceIndex:
    return PlaceIndex(places)


@pytest.mark.parametrize(
    ("text", "city", "district"),
    [
        ("北京", "北京", None), ("北京-海淀区", "北京", "海淀区"), ("北京·海淀区·中关村", "北京", "海淀区"),
        ("北京市海淀区", "北京", "海淀区"), ("北京海淀", "北京", "海淀区"), ("广东省深圳市南山区", "深圳", "南山区"),
        ("广州-增城", "广州", "增城区"), ("上海-浦东新区", "上海", "浦东新区"), ("上海·浦东", "上海", "浦东新区"),
        ("深圳 福田区", "深圳", "福田区"), ("浙江省杭州市余杭区文一西路969号", "杭州", "余杭区"),
        ("工作地点：成都-高新区", "成都", "高新区"), ("内蒙古自治区呼和浩特市赛罕区", "呼和浩特", "赛罕区"),
        ("吉林", "吉林", None), ("吉林省吉林市", "吉林", None), ("海南-海口", "海口", None),
        ("河北-保定", "保定", None), ("天津-河北区", "天津", "河北区"), ("辽宁朝阳", "朝阳", None),
        ("北京朝阳", "北京", "朝阳区"), ("沈阳·和平区", "沈阳", "和平区"), ("大连中山区", "大连", "中山区"),
        ("中山", "中山", None), ("东莞-长安镇", "东莞", "长安镇"), ("恩施", "恩施土家族苗族自治州", None),
        ("延边州", "延边朝鲜族自治州", None), ("锦州", "锦州", None), ("中国香港", "香港", None),
        ("北京/上海", "北京", None), ("北京,上海,广州", "北京", None), ("杭州 / 远程", "杭州", None),
        ("昆山", "苏州", "昆山市"), ("朝阳区", "北京", "朝阳区"), ("火星市", "火星", None),
        ("San Francisco, CA", "San Francisco", None), ("New York, NY 10001", "New York", None),
        ("Remote in Austin, TX", "Austin", None), ("Hybrid remote in Chicago, IL 60601", "Chicago", None),
        ("Washington, DC", "Washington", None), ("London, England, United Kingdom", "London", None),
        ("Shanghai, China", "Shanghai", None), ("Kuala Lumpur, Malaysia", "Kuala Lumpur", None),
        ("异地招聘", None, None), ("远程", None, None), ("Remote", None, None), ("全国", None, None),
        ("United States", None, None), ("California", None, None), ("海南", None, None), ("", None, None),
        (None, None, None),
    ],
)  # fmt: skip
def test_city_and_district(
    index: PlaceIndex, text: str | None, city: str | None, district: str | None
) -> None:
    place = index.parse(text)
    assert (place.city, place.district) == (city, district)


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("异地招聘", "elsewhere"), ("远程", "remote"), ("Remote - US", "remote"), ("全国", "nationwide"),
        ("北京/上海", "several"), ("广州-天河区、深圳-南山区", "several"), ("火星市", "unknown"),
        ("海南", "region_only"), ("United States", "country_only"), ("昆山", "city_from_district"),
        ("", "missing"), ("Austin, TX / Dallas, TX", "several"),
    ],
)  # fmt: skip
def test_flags_say_what_is_odd(index: PlaceIndex, text: str, flag: str) -> None:
    assert flag in index.parse(text).flags


def test_ordinary_places_carry_no_flag(index: PlaceIndex) -> None:
    for text in ("北京", "广州-天河区", "西安市雁塔区", "San Francisco, CA"):
        assert index.parse(text).flags == ()


def test_table_holds_what_china_has(places: pd.DataFrame) -> None:
    assert places["id"].is_unique
    parents = set(places["id"]) | {"china"}
    assert set(places["parent"]) <= parents
    levels = places["level"].value_counts()
    assert levels["province"] == 34  # provinces, regions, municipalities, Hong Kong, Macao, Taiwan
    assert levels["city"] >= 337  # 333 prefecture-level divisions and 4 municipalities
    districts = places[places["level"] == "district"].groupby("parent").size()
    assert (districts["beijing"], districts["shanghai"], districts["tianjin"]) == (16, 16, 16)
    assert districts["nanjing"] == 11
    assert districts["guangzhou"] >= 11
    assert districts["shenzhen"] >= 9


def test_every_name_in_the_table_is_found(places: pd.DataFrame, index: PlaceIndex) -> None:
    cities = places[places["level"] == "city"]["name_zh"]
    assert [name for name in cities if index.parse(name).city != name] == []
    names = places.set_index("id")["name_zh"]
    districts = places[places["level"] == "district"]
    for zh, parent in zip(districts["name_zh"], districts["parent"], strict=True):
        place = index.parse(f"{names[parent]}-{zh}")
        assert (place.city, place.district) == (names[parent], zh)


def test_a_table_without_its_columns_is_refused() -> None:
    with pytest.raises(SchemaError, match="name_zh"):
        PlaceIndex(pd.DataFrame({"id": ["x"]}))


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=40))
def test_no_text_raises(index: PlaceIndex, text: str) -> None:
    place = index.parse(text)
    assert place.city is None or place.city.strip()
    assert place == index.parse(text)
