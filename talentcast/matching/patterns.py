"""Open-ended task skills: an object and a verb that makes it a task, such as 工单管理."""

from __future__ import annotations

#: Verb -> category of the documents' table of ten categories (Beijing Talent Blue Book 2025,
#: B.11 table 2). The ten names themselves come first; other verbs go to the nearest of them.
VERBS = {
    "设计": "design", "优化": "optimisation", "分析": "analysis", "管理": "management",
    "测试": "testing", "培训": "training", "维护": "maintenance", "研发": "research",
    "开发": "development", "运营": "operations",
}  # fmt: skip


def task_category(surface: str) -> str:
    """Return the category of an open task skill by its verb.

    Examples
    --------
    >>> task_category("工单管理")
    'management'
    """
    for length in (4, 3, 2):
        category = VERBS.get(surface[-length:])
        if category:
            return category
    return "operations"
