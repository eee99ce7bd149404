"""Templates are read back by the parts that they are made for."""

import pandas as pd
import pytest

from talentcast import data
from talentcast.errors import UnknownNameError
from talentcast.forecast.panel import read_panel
from talentcast.matching.postings import read_postings

KINDS = ("forecast", "postings", "stock", "seekers")


@pytest.mark.parametrize("kind", KINDS)
def test_one_example_row_in_both_languages(kind):
    english, chinese = data.template(kind), data.template(kind, lang="zh")
    assert len(english) == len(chinese) == 1
    assert english.shape == chinese.shape
    assert all(name.isascii() for name in english.columns)
    assert not any(name.isascii() for name in chinese.columns)
    assert english.notna().all(axis=None)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_forecast_template_is_read(lang):
    filled = data.template("forecast", lang=lang)
    year = filled.columns[1]
    rows = pd.concat([filled, filled.assign(**{year: 2025})], ignore_index=True)
    assert read_panel(rows)[["year", "value"]].to_numpy().tolist() == [
        [2024, 163.16], [2025, 163.16],
    ]  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_column_of_the_postings_template_is_recognised(lang):
    reader = read_postings(data.template("postings", lang=lang))
    (batch,) = list(reader)
    row = batch.to_pylist()[0]
    wanted = ("title", "salary", "employer", "place", "industry", "education", "experience")
    assert all(row[name] for name in (*wanted, "openings", "date", "text"))


def test_unknown_kind_and_language():
    with pytest.raises(UnknownNameError, match="forecast, postings, stock, seekers"):
        data.template("salaries")
    with pytest.raises(UnknownNameError, match="expected en or zh"):
        data.template("stock", lang="fr")
