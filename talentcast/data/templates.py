"""Empty tables to fill in: a header and one example row for each kind of input file."""

from __future__ import annotations

import pandas as pd

from talentcast.errors import UnknownNameError

#: Kind -> one tuple a column: name in English, name in Chinese, example in English, in Chinese.
_COLUMNS: dict[str, tuple[tuple[str, str, object, object], ...]] = {
    "forecast": (
        ("series", "序列", "engineers", "工程师"),
        ("year", "年份", 2024, 2024),
        ("value", "数值", 163.16, 163.16),
        ("unit", "单位", "10k persons", "万人"),
        ("source", "来源", "Blue Book 2025, B.9", "北京人才发展报告（2025）B.9"),
    ),
    "postings": (
        ("title", "职位名称", "Data analyst", "数据分析师"),
        ("salary", "薪资", "15,000-25,000 CNY/month x 14", "15-25K·14薪"),
        ("company", "公司名称", "Example Ltd", "示例科技有限公司"),
        ("location", "工作地点", "Beijing-Haidian", "北京-海淀区"),
        ("industry", "行业", "Software", "软件和信息服务"),
        ("education", "学历要求", "Bachelor", "本科"),
        ("experience", "工作经验", "3-5 years", "3-5年"),
        ("openings", "招聘人数", 2, 2),
        ("date", "发布日期", "2026-03-01", "2026-03-01"),
        ("description", "职位描述", "SQL and Python; reports to management", "熟练使用SQL和Python"),
    ),
    "stock": (
        ("occupation", "职业", "Data analyst", "数据分析师"),
        ("employed", "在岗人数", 12000, 12000),
        ("year", "年份", 2024, 2024),
    ),
    "seekers": (
        ("occupation", "职业", "Data analyst", "数据分析师"),
        ("seekers", "求职人数", 800, 800),
        ("year", "年份", 2024, 2024),
    ),
}


def template(kind: str, lang: str = "en") -> pd.DataFrame:
    """Return the columns of an input file with one example row.

    Parameters
    ----------
    kind : {"forecast", "postings", "stock", "seekers"}
    lang : {"en", "zh"}
        Language of the column names and of the example; both are read back.

    Returns
    -------
    DataFrame, one row

    Raises
    ------
    UnknownNameError
        If there is no such kind or language.

    Examples
    --------
    >>> template("stock", lang="zh").columns.tolist()
    ['职业', '在岗人数', '年份']
    """
    if kind not in _COLUMNS:
        raise UnknownNameError(
            f"template: got {kind!r}; expected one of {', '.join(_COLUMNS)}; choose one of them"
        )
    if lang not in ("en", "zh"):
        raise UnknownNameError(f"template: got language {lang!r}; expected en or zh; choose one")
    name, example = (0, 2) if lang == "en" else (1, 3)
    return pd.DataFrame([{str(column[name]): column[example] for column in _COLUMNS[kind]}])
