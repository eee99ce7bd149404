"""A shortage study from job ads: which occupations are tight, what they pay, how sure that is.

Run it in a clone with `python examples/shortage_study.py`. The ads are invented (360 of them), so
the figures say nothing of any labour market; put your own export in their place.
"""

from pathlib import Path

import talentcast as tc

ADS = Path(__file__).parent / "sample_postings.csv"

# 1. Read the ads. Encoding and columns are found; every row is used, a duplicate or rejected.
study = tc.gaps(ADS)
quality = study.quality
print(
    f"{quality['used']} ads used of {quality['rows']} rows, {quality['duplicates']} repeated, "
    f"{quality['rejected']} rejected; grade {quality['evidence_grade']}"
)

# 2. The index with its interval. Grade C is a screening score: compare, do not count persons.
table = study.occupations
ranked = table.dropna(subset=["index"]).sort_values("index", ascending=False)
print(
    ranked[["title_en", "ads", "index", "index_lo90", "index_hi90"]].head(5).to_string(index=False)
)

# 3. Two occupations differ only where their intervals keep apart.
first, last = ranked.iloc[0], ranked.iloc[-1]
apart = first["index_lo90"] > last["index_hi90"]
print(f"{first['title_en']} against {last['title_en']}: {'apart' if apart else 'not told apart'}")

# 4. Pay: median with its interval, and what no estimator can know, where in its range pay lands.
paid = ranked.dropna(subset=["salary_median"])
columns = [
    "title_en",
    "salary_n",
    "salary_median",
    "salary_lo90",
    "salary_hi90",
    "bound_low",
    "bound_high",
]
print(paid[columns].head(5).round(0).to_string(index=False))

# 5. Skills, and where the people of an occupation could move.
print(study.skills[["name_en", "ads", "share"]].head(5).to_string(index=False))
moves = tc.transitions("Data analyst", ADS)
for _, move in moves.table.head(3).iterrows():
    lacking = ", ".join(skill["name_en"] for skill in move["missing_skills"][:3])
    advice = "advised" if move["advised"] else "not advised"
    print(f"to {move['title_en']}: {advice}, pay {move['pay_change']:+.0%}, lacks {lacking}")

# 6. What the tool itself warns of belongs into the study.
for note in study.warnings:
    print("-", note)
