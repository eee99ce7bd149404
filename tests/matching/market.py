"""A small invented market of twelve occupations, from best paid and most urgent to least."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa

from talentcast.matching.counts import count
from talentcast.matching.gap_tables import GapSettings, estimate_gaps

OCCUPATIONS = 12
TYPES = {
    "row": pa.int64(), "occupation": pa.string(), "seniority": pa.string(),
    "skills": pa.list_(pa.string()), "required": pa.list_(pa.bool_()), "city": pa.string(),
    "district": pa.string(), "industry": pa.string(), "education": pa.string(),
    "experience": pa.float32(), "openings": pa.float32(), "openings_assumed": pa.bool_(),
    "urgent": pa.bool_(), "day": pa.int32(), "employer": pa.int64(), "currency": pa.string(),
    "low": pa.float64(), "high": pa.float64(), "base_only": pa.bool_(),
}  # fmt: skip
SOURCE = {"source": pa.string()}
DURATIONS = {"first_seen": pa.int32(), "last_seen": pa.int32(), "reposted": pa.bool_()}


def market_rows(
    *, seed: int, ads_each: int = 120, firms: int = 40, windows: bool = False
) -> list[dict]:
    """Annotated ads: o00 leads in pay and urgency, and doubles over two windows; o11 halves."""
    random = np.random.default_rng(seed)
    rows = []
    for code in range(OCCUPATIONS):
        rank = 1 - 2 * code / (OCCUPATIONS - 1)
        firm_pay = random.normal(0, 0.2, firms)
        late = 2**rank / (1 + 2**rank)
        for _ in range(ads_each):
            firm = int(random.integers(0, firms))
            is_late = bool(random.random() < late)
            pay = np.exp(9.4 + 0.4 * rank + firm_pay[firm] + random.normal(0, 0.2))
            pay *= np.exp(0.15 * rank * is_late) if windows else 1.0
            names = [f"s{code}-{item}" for item in range(4) if random.random() < 0.6]
            names += ["common"] if random.random() < 0.5 else []
            rows.append({
                "occupation": f"o{code:02d}", "employer": code * 1000 + firm + 1,
                "city": ["北京", "上海"][int(random.integers(0, 2))],
                "district": ["东区", "西区"][int(random.integers(0, 2))],
                "industry": f"行业{int(random.integers(0, 9))}",
                "education": ["college", "bachelor", "master"][
                        int(random.choice(3, p=[0.2 + 0.3 * late, 0.4, 0.4 - 0.3 * late]))
                    ],
                "experience": float(random.integers(0, 3) + (random.random() < late)),
                "urgent": bool(random.random() < 0.2 + 0.15 * rank),
                "currency": "CNY", "low": pay * 0.9, "high": pay * 1.1,
                "skills": names, "required": [True] * len(names),
                "day": int(18_700 + 365 * is_late - random.integers(0, 360)) if windows else None,
            })  # fmt: skip
    return rows


def ads(rows: list[dict], **columns: pa.DataType) -> pa.RecordBatch:
    """Rows as an annotated batch; what a row leaves out is empty."""
    full = [{"row": index, "skills": [], "required": [], **row} for index, row in enumerate(rows)]
    return pa.RecordBatch.from_pylist(full, schema=pa.schema(list({**TYPES, **columns}.items())))


def estimate(rows=None, *, counts=None, seed=0, source=False, durations=False, **options):
    """Tables of the market's ads, with names for its occupations and skills."""
    if counts is None:
        counts = count(ads(rows, **(SOURCE if source else {}), **(DURATIONS if durations else {})))
    codes = range(OCCUPATIONS)
    occupations = pd.DataFrame(
        {
            "id": [f"o{code:02d}" for code in codes],
            "title_zh": [f"职业{code}" for code in codes],
            "title_en": [f"Occupation {code}" for code in codes],
            "group": [f"g{code // 6}" for code in codes],
        }
    )
    names = ["common", *(f"s{code}-{item}" for code in codes for item in range(4))]
    skills = pd.DataFrame({
        "id": names, "name_zh": names, "name_en": names, "kind": "tool", "category": "any",
    })  # fmt: skip
    options.setdefault("settings", GapSettings(replicates=200, star_replicates=50, seed=seed))
    return estimate_gaps(counts, occupations=occupations, skills=skills, **options)
