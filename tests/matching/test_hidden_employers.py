"""A name that hides the employer: one cluster in intervals, no employer in the rules on employers."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from talentcast.matching.counts import count
from talentcast.matching.name_keys import HIDDEN

_spec = importlib.util.spec_from_file_location("market", Path(__file__).with_name("market.py"))
market = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(market)
POSTER = {"poster": market.pa.int8()}


def hidden(rows, share, *, occupation="o04"):
    """Put the first ads of an occupation under one name that hides the employer."""
    own = [index for index, row in enumerate(rows) if row["occupation"] == occupation]
    chosen = set(own[: round(share * len(own))])
    return [
        {**row, "employer": 77, "poster": HIDDEN} if index in chosen else {**row, "poster": 0}
        for index, row in enumerate(rows)
    ]


@pytest.mark.parametrize(("share", "flagged"), [(0.2, False), (0.4, True), (0.7, True)])
def test_a_hidden_name_withholds_nothing_and_is_flagged(share, flagged):
    rows = hidden(market.market_rows(seed=0), share)
    table = market.estimate(counts=count(market.ads(rows, **POSTER))).occupations.set_index("id")
    own = table.loc["o04"]
    assert np.isfinite([own["index"], own["salary_median"]]).all()
    assert ("hidden_employers" in own["flags"]) is flagged
    assert not {"one_employer", "large_employer", "large_payer"} & set(own["flags"])
    named = {row["employer"] for row in rows if row["occupation"] == "o04"} - {77}
    assert own["employers"] == len(named)
    assert not any("hidden_employers" in flags for flags in table.drop(index="o04")["flags"])


def test_a_named_employer_of_as_many_ads_withholds():
    rows = [{**row, "poster": 0} for row in hidden(market.market_rows(seed=0), 0.7)]
    table = market.estimate(counts=count(market.ads(rows, **POSTER))).occupations.set_index("id")
    assert np.isnan(table.loc["o04", "index"])
    assert "one_employer" in table.loc["o04", "flags"]


def test_hidden_ads_are_one_cluster_in_the_interval():
    """Ads by themselves would give a narrower interval than a third of the ads in one cluster."""
    rows = market.market_rows(seed=0)
    widths = []
    for given in (hidden(rows, 0.4), [
        {**row, "employer": None if row["employer"] == 77 else row["employer"]}
        for row in hidden(rows, 0.4)
    ]):  # fmt: skip
        table = market.estimate(counts=count(market.ads(given, **POSTER))).occupations
        own = table.set_index("id").loc["o04"]
        widths.append(np.log(own["salary_hi90"] / own["salary_lo90"]))
    assert widths[0] > 1.2 * widths[1]
