"""How far classified occupations agree with the site's own keyword or category.

    python benchmarks/occupations_zh.py [--disagreements]

Needs the development data (TALENTCAST_DEV_DATA, default ../shared/data). Prints, for each set, the
share left unclassified, the share that agrees with the site's word as it is (`raw`), and the share
that is right after the disagreements were read by hand (`checked`: verdicts below). A keyword is
what somebody searched for, a category what an employer clicked: neither is the truth.
"""

from __future__ import annotations

import argparse
import hashlib
import os
from collections import Counter
from pathlib import Path

import pandas as pd
from occupation_verdicts import VERDICTS

from talentcast.matching.occupations import OccupationIndex
from talentcast.matching.text import normalise_all

DATA = Path(os.environ.get("TALENTCAST_DEV_DATA", "../shared/data"))
TABLE = Path(__file__).parent.parent / "talentcast/data/files/taxonomy/occupations.csv"

#: What a site's word allows: ids of occupations, or `@group`.
DATA_WORK = "@data-ai @software @it-operations data-product-manager requirements-analyst"
COMPATIBLE = {
    "车路协同": "v2x-engineer autonomous-driving-engineer perception-engineer "
    "localization-engineer",
    "V2X算法": "v2x-engineer",
    "底盘线控": "chassis-by-wire-engineer automotive-engineer autonomous-driving-engineer "
    "mechanical-engineer embedded-engineer new-energy-vehicle-engineer",
    "感知算法": "perception-engineer algorithm-engineer computer-vision-engineer "
    "machine-learning-engineer autonomous-driving-engineer localization-engineer",
    "导航定位": "localization-engineer gis-engineer robotics-engineer algorithm-engineer "
    "autonomous-driving-engineer perception-engineer surveyor",
    "全栈": "fullstack-developer frontend-developer backend-developer",
    "前端工程师": "frontend-developer",
    "后端开发": DATA_WORK,
    "数据分析": "@data-ai requirements-analyst quant-researcher market-researcher "
    "financial-analyst investment-analyst risk-analyst management-consultant data-product-manager "
    "operations-specialist user-researcher social-researcher",
    "数据开发": DATA_WORK,
    "运营": "@operations @marketing @data-ai data-product-manager product-manager",
    "产品经理": "@product-project requirements-analyst data-analyst business-analyst",
    "产品经理/产品设计师": "@product-project requirements-analyst data-analyst business-analyst "
    "user-researcher",
    "用户研究": "user-researcher data-analyst business-analyst market-researcher data-scientist "
    "requirements-analyst bi-engineer",
    "用户研究/需求分析": "user-researcher data-analyst business-analyst market-researcher "
    "requirements-analyst data-product-manager",
    "DBA": DATA_WORK,
    "天使投资/VC/PE": "investment-analyst data-analyst business-analyst quant-researcher "
    "risk-analyst financial-analyst social-researcher financial-advisor",
    "金融类-天使投资/VC/PE": "investment-analyst data-analyst business-analyst quant-researcher "
    "risk-analyst financial-analyst social-researcher financial-advisor",
    "运维安全": DATA_WORK,
    "高端技术职位": f"{DATA_WORK} solution-architect product-manager",
    "市场/营销": "@marketing @sales data-analyst business-analyst data-clerk user-researcher "
    "bi-engineer",
    "投融资": "@finance data-analyst business-analyst",
    "管理岗": f"{DATA_WORK} @management @product-project",
    "风控": "@finance data-analyst business-analyst data-scientist algorithm-engineer",
    "企业软件": f"{DATA_WORK} @product-project @sales",
    "软件开发": DATA_WORK,
    "运维": DATA_WORK,
    "投资": "@finance data-analyst business-analyst",
    "项目管理": "@product-project requirements-analyst @data-ai implementation-engineer "
    "management-consultant",
    "产品设计/需求分析": "@product-project requirements-analyst @data-ai user-researcher",
    "测试": "software-tester test-developer",
    "销售": "@sales @customer-service",
    "财务": "@finance data-analyst business-analyst",
    "编辑": "@media @operations data-clerk market-researcher data-analyst",
    "前端开发": "@software bi-engineer",
    "前端开发/移动开发": "@software bi-engineer",
    "行政": "@hr-admin data-clerk",
}  # fmt: skip


def hashed(title: str) -> str:
    """Name a title without writing it down."""
    return hashlib.sha1(title.strip().lower().encode()).hexdigest()[:10]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--disagreements", action="store_true", help="list them, to be read by hand"
    )
    options = parser.parse_args()
    table = pd.read_csv(TABLE, dtype=str, keep_default_na=False)
    index, groups = OccupationIndex(table), dict(zip(table["id"], table["group"], strict=True))
    print(f"{'set':32} {'ads':>6} {'unclassified':>13} {'judged':>7} {'raw':>6} {'checked':>8}")
    by_group: list[tuple[str, bool]] = []
    for name, ads in sets():
        answers = index.classify_all(ads["title"].tolist(), normalise_all(ads["text"].tolist()))
        ads = ads.assign(id=answers.occupation().to_pylist())
        empty = ads["id"].isna().mean()
        judged = ads[ads["word"].isin(list(COMPATIBLE)) & ads["id"].notna()]
        fits = [fit(word, i, groups) for word, i in zip(judged["word"], judged["id"], strict=True)]
        ruled = [
            VERDICTS.get((hashed(t), i)) for t, i in zip(judged["title"], judged["id"], strict=True)
        ]
        right = [f if v is None else v for f, v in zip(fits, ruled, strict=True)]
        by_group += [(groups[i], bool(r)) for i, r in zip(judged["id"], right, strict=True)]
        shares = f"{mean(fits):6.1%} {mean(right):8.1%}" if len(judged) else f"{'-':>6} {'-':>8}"
        print(f"{name:32} {len(ads):6} {empty:13.1%} {len(judged):7} {shares}")
        print(
            "   most:",
            *(f"{i} {n}" for i, n in Counter(ads["id"].dropna()).most_common(12)),
            sep=" | ",
        )
        if options.disagreements and len(judged):
            left = judged[[not f and v is None for f, v in zip(fits, ruled, strict=True)]]
            for title, word, found in left[["title", "word", "id"]].drop_duplicates().to_numpy():
                print("  ", hashed(title), word, "|", title, "|", found)
    print_groups(by_group)


def print_groups(judged: list[tuple[str, bool]]) -> None:
    """Print how often occupations of a group are right, with the lower end of 90 % confidence."""
    from scipy.stats import binomtest

    print(f"\n{'group':20} {'judged':>7} {'right':>7} {'at least':>9}")
    for group in sorted({group for group, _ in judged}):
        right = [was for own, was in judged if own == group]
        least = binomtest(sum(right), len(right)).proportion_ci(0.9, method="wilson").low
        print(f"{group:20} {len(right):7} {mean(right):7.1%} {least:9.1%}")


def fit(word: str, found: str, groups: dict[str, str]) -> bool:
    """Whether an occupation is among those that a site's word allows."""
    allowed = COMPATIBLE[word].split()
    return found in allowed or f"@{groups[found]}" in allowed


def mean(values: list[bool]) -> float:
    """Return the share of true values."""
    return sum(values) / len(values)


def sets() -> list[tuple[str, pd.DataFrame]]:
    """Return the development sets as columns title, text, word."""
    plans = [
        ("zh_boss_2023_desc", "jobName", "postDescription", "jobkwd"),
        ("zh_lagou_dataanalyst_2017", "positionName", None, "secondType"),
        ("zh_51job_2018_python_desc", "title", "description", None),
        ("en_usajobs_series_2024_25", "position_title", None, None),
    ]
    made = []
    for name, title, text, word in plans:
        raw = pd.read_parquet(DATA / "postings" / f"{name}.parquet")
        blank = pd.Series("", index=raw.index)
        columns = {
            "title": raw[title].fillna(""),
            "text": raw[text].fillna("") if text else blank,
            "word": raw[word].fillna("") if word else blank,
        }
        made.append((name, pd.DataFrame(columns)))
    return made


if __name__ == "__main__":
    main()
