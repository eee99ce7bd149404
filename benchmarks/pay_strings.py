"""Share of pay strings read, what was not read, and how fast.

Run: python benchmarks/pay_strings.py [folder of the development data]
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd

from talentcast.matching.requirements import parse_education, parse_experience, split_attributes
from talentcast.matching.salaries import Salary, find_salary, parse_salary

DEFAULT = Path(__file__).parents[2] / "shared" / "data"
PAY_COLUMNS = (
    ("zh_51job_2018_python_desc", "salary"),
    ("zh_boss_2023_desc", "salaryDesc"),
    ("zh_lagou_dataanalyst_2017", "salary"),
)
TEXT_COLUMNS = (
    ("zh_51job_2018_python_desc", "description"),
    ("zh_boss_2023_desc", "postDescription"),
)
CELL_COLUMNS: tuple[tuple[str, str, Callable[[str], object]], ...] = (
    ("zh_boss_2023_desc", "jobDegree", parse_education),
    ("zh_lagou_dataanalyst_2017", "education", parse_education),
    ("zh_boss_2023_desc", "jobExperience", parse_experience),
    ("zh_lagou_dataanalyst_2017", "workYear", parse_experience),
    ("zh_51job_2018_python_desc", "attrs", lambda text: split_attributes(text).experience),
)


def has_pay(pay: Salary) -> bool:
    return pay.low is not None or pay.high is not None


def seconds(call: Callable[[str], object], texts: Iterable[str]) -> float:
    start = time.process_time()
    for text in texts:
        call(text)
    return time.process_time() - start


def strings_made_up(count: int) -> list[str]:
    """Distinct strings in the sites' forms, so that the cache can't help."""
    forms = (
        "{a}-{b}K", "{a}-{b}K·14薪", "0.{a}-1.{b}万/月", "{a}-{b}万/年", "{a}k-{b}k",
        "{a}000-{b}000元/月",
        "{a}千-1.{b}万·13薪", "${a},000 - ${b},000 a year", "${a}K-${b}K (Glassdoor est.)",
        "底薪{a}000+提成，综合{b}000以上", "月薪{a}000-{b}000元，五险一金，双休",
    )  # fmt: skip
    made = (form.format(a=a, b=b) for a in range(1, 99) for b in range(1, 99) for form in forms)
    return list(dict.fromkeys(made))[:count]


def main() -> None:
    folder = Path(
        sys.argv[1] if len(sys.argv) > 1 else os.environ.get("TALENTCAST_DEV_DATA", DEFAULT)
    )
    postings = folder / "postings"
    print(f"{'pay column':44}{'rows':>7}{'distinct':>10}{'read':>9}{'flag several/absurd':>21}")
    for name, column in PAY_COLUMNS:
        cells = pd.read_parquet(postings / f"{name}.parquet")[column].dropna()
        read = {text: parse_salary(text) for text in cells.unique()}
        share = cells.map(lambda text, read=read: has_pay(read[text])).mean()
        odd = sum(bool({"several", "absurd"} & set(pay.flags)) for pay in read.values())
        print(f"{name + '.' + column:44}{len(cells):7}{len(read):10}{share:9.2%}{odd:21}")
        for text, pay in read.items():
            if not has_pay(pay):
                print(f"    not read: {text!r} {pay.flags}")

    shapes = pd.read_csv(postings / "string_shapes.csv", keep_default_na=False)
    shapes = shapes[(shapes["kind"] == "salary") & (shapes["shape"] != "<missing>")]
    examples = [text for cell in shapes["examples"] for text in cell.split(" | ")]
    unread = [text for text in examples if not has_pay(parse_salary(text))]
    print(f"\nstring_shapes.csv: {len(examples)} examples, not read as pay: {unread}")

    print(f"\n{'ad text':44}{'ads':>7}{'with pay':>10}{'of these overlapping the pay cell':>36}")
    for name, column in TEXT_COLUMNS:
        frame = pd.read_parquet(postings / f"{name}.parquet")
        cell_column = dict(PAY_COLUMNS)[name]
        found = [
            (find_salary(text), cell)
            for text, cell in frame[[column, cell_column]].itertuples(index=False)
        ]
        stated = [(pay, parse_salary(cell)) for pay, cell in found if has_pay(pay)]
        compared = [pair for pair in stated if has_pay(pair[1])]
        touching = sum(overlap(text_pay, cell_pay) for text_pay, cell_pay in compared)
        label = f"{name}.{column}"
        print(f"{label:44}{len(found):7}{len(stated):10}{touching:>28} of {len(compared)}")

    print(f"\n{'other cells':44}{'rows':>7}{'read':>9}")
    for name, column, parse in CELL_COLUMNS:
        cells = pd.read_parquet(postings / f"{name}.parquet")[column].dropna()
        print(f"{name + '.' + column:44}{len(cells):7}{cells.map(parse).notna().mean():9.2%}")

    made = strings_made_up(60_000)
    spent = seconds(parse_salary, made)
    texts = pd.read_parquet(postings / "zh_51job_2018_python_desc.parquet")["description"].tolist()
    text_spent = seconds(find_salary, texts)
    print(f"\nparse_salary: {len(made) / spent:,.0f} distinct strings a second of processor time")
    print(f"find_salary:  {len(texts) / text_spent:,.0f} ads a second of processor time")


def overlap(one: Salary, other: Salary) -> bool:
    """Whether two statements of monthly pay have a figure in common."""
    low = max(one.monthly_low or 0.0, other.monthly_low or 0.0)
    high = min(
        one.monthly_high if one.monthly_high is not None else float("inf"),
        other.monthly_high if other.monthly_high is not None else float("inf"),
    )
    return one.currency == other.currency and low <= high


if __name__ == "__main__":
    main()
