import json
import math

from talentcast.render.documents import dump, forecast_document, gaps_document, plain


def strict(text):
    def refuse(constant):
        raise AssertionError(f"{constant} in JSON")

    return json.loads(text, parse_constant=refuse)


def test_forecast_document_has_the_contract_fields(forecast_tables):
    document = strict(dump(forecast_document(forecast_tables)))
    assert document["schema"] == "talentcast.forecast/1"
    assert document["to"] == 2030
    (series,) = document["series"]
    assert {"id", "name_zh", "name_en", "unit", "method", "points", "published", "warnings"} <= set(
        series
    )
    assert series["points"][0] == {
        "year": 2020,
        "kind": "actual",
        "value": 153.0,
        "lo80": None,
        "hi80": None,
        "lo95": None,
        "hi95": None,
        "source_id": "doc",
    }
    assert series["published"] == [{"year": 2030, "value": 192.99, "source_id": "doc"}]


def test_gaps_document_has_the_contract_fields(gaps_tables):
    document = strict(dump(gaps_document(gaps_tables)))
    assert document["schema"] == "talentcast.gaps/1"
    quality = document["quality"]
    assert quality["rows"] == quality["used"] + quality["duplicates"] + quality["rejected"]
    first, small = document["occupations"]
    assert first["salary"]["unit"] == "CNY/month"
    assert first["stars"]["p_overall"] == {"3": 0.5, "4": 0.4, "2": 0.1}
    assert first["components"]["tightness"] is None
    assert small["index"] is None
    assert small["stars"]["overall"] is None


def test_infinity_and_nan_become_null():
    assert plain({"a": math.inf, "b": [math.nan, 1]}) == {"a": None, "b": [None, 1]}
