"""What a check found: one row a finding, worded in Chinese and in English."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

#: Columns of the table that `check` returns.
COLUMNS = (
    "rule", "severity", "subject", "got", "expected", "difference", "locators", "message_zh",
    "message_en",
)  # fmt: skip

#: From what can't be true to what is only worth knowing; the order of the table.
SEVERITIES = ("contradiction", "vintage", "definition", "unexplained", "rounding", "ok")


@dataclass(frozen=True)
class Finding:
    """One finding; `got` is what is printed or claimed, `expected` what other figures give."""

    rule: str
    severity: str
    subject_zh: str
    subject_en: str
    got: float
    expected: float
    locators: tuple[str, ...]
    text_zh: str
    text_en: str


def finding_table(findings: Iterable[Finding], lang: str) -> pd.DataFrame:
    """Return findings as a table, the worst first; `subject` is in `lang`."""
    rows = [
        (
            finding.rule,
            finding.severity,
            finding.subject_zh if lang == "zh" else finding.subject_en,
            finding.got,
            finding.expected,
            finding.got - finding.expected,
            "; ".join(dict.fromkeys(filter(None, finding.locators))),
            f"{finding.subject_zh}：{finding.text_zh}",
            f"{finding.subject_en}: {finding.text_en}",
        )
        for finding in sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(
        {"got": float, "expected": float, "difference": float}
    )
