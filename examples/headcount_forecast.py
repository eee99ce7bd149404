"""Headcounts to 2030 from short yearly series: the bundled ones and your own.

Run it in a clone with `python examples/headcount_forecast.py`.
"""

import pandas as pd

import talentcast as tc

# 1. A bundled series: anchors are hit exactly, the years between them are estimates.
engineers = tc.forecast(to=2030, series=["engineers"])
table = engineers.table
print(table[["year", "kind", "value", "lo80", "hi80"]].tail(6).round(1).to_string(index=False))
print(engineers.published.to_string(index=False))

# 2. Every figure has a source.
figures = tc.load("engineers")
print(figures.to_string(index=False))

# 3. Your own figures: series, year, value.
own = pd.DataFrame(
    {
        "series": "Nurses",
        "year": range(2015, 2025),
        "value": [31.0, 32.1, 33.5, 34.6, 36.2, 37.1, 38.9, 40.2, 41.4, 42.9],
    }
)
nurses = tc.forecast(data=own, horizon=5)
print(
    nurses.table[["year", "kind", "value", "lo80", "hi80"]].tail(5).round(1).to_string(index=False)
)

# 4. How wrong would that have been?
print(tc.backtest(data=own, origins=3).table.head(6).to_string(index=False))
