"""The words that people read, in Chinese and English."""

from __future__ import annotations

LANGUAGES = ("zh", "en")

_WORDS: dict[str, tuple[str, str]] = {
    # forecast
    "forecast_title": ("人才预测", "Talent forecast"),
    "series": ("指标", "Series"),
    "unit": ("单位", "Unit"),
    "trend": ("走势", "Trend"),
    "last": ("最近值", "Last known"),
    "year": ("年份", "Year"),
    "kind": ("性质", "Kind"),
    "value": ("数值", "Value"),
    "method": ("方法", "Method"),
    "published": ("文献预测", "Documents' own"),
    "source": ("来源", "Source"),
    "actual": ("实际", "actual"),
    "estimate": ("估计", "estimate"),
    "forecast": ("预测", "forecast"),
    "interval80": ("80% 区间", "80 % interval"),
    "interval95": ("95% 区间", "95 % interval"),
    "lo80": ("80%下限", "lo80"),
    "hi80": ("80%上限", "hi80"),
    "lo95": ("95%下限", "lo95"),
    "hi95": ("95%上限", "hi95"),
    "notes": ("说明", "Notes"),
    "more_series": (
        "另有 {n} 个指标未显示；用 --format csv 或 --out 输出全部",
        "{n} more series not shown; --format csv or --out FILE gives all",
    ),
    "explanation": ("依据", "Why"),
    "step": ("步骤", "Step"),
    "item": ("项目", "Item"),
    "note": ("备注", "Note"),
    "10k persons": ("万人", "10k persons"),
    "persons": ("人", "persons"),
    # gaps
    "gaps_title": ("招聘需求与技能匹配", "Demand, shortage and pay from job ads"),
    "occupation": ("职业", "Occupation"),
    "ads": ("广告数", "Ads"),
    "vacancies": ("去重后", "Vacancies"),
    "employers": ("单位数", "Employers"),
    "share": ("占比", "Share"),
    "index": ("紧缺指数", "Index"),
    "index90": ("指数 [90%]", "Index [90 %]"),
    "grade": ("证据级别", "Evidence grade"),
    "stars": ("星级", "Stars"),
    "salary": ("薪酬中位数 [90%]", "Median pay [90 %]"),
    "disclosed": ("标薪比例", "With pay"),
    "top_skills": ("主要技能", "Top skills"),
    "flags": ("标记", "Flags"),
    "caution": ("可靠性", "Caution"),
    "flag_one_employer": ("单一雇主过半", "one employer > 50 %"),
    "flag_very_weak": ("很弱", "very weak"),
    "flag_weak": ("偏弱", "weak"),
    "flag_large_employer": ("雇主集中", "large employer"),
    "flag_counts_only": ("仅计数", "counts only"),
    "flag_not_clustered": ("未按雇主聚类", "not clustered"),
    "skill": ("技能", "Skill"),
    "category": ("类别", "Category"),
    "kind_soft": ("软技能", "Soft skills"),
    "kind_tool": ("工具与技术", "Tools and technologies"),
    "kind_knowledge": ("知识", "Knowledge"),
    "kind_language": ("语言", "Languages"),
    "kind_certificate": ("证书", "Certificates"),
    "skills_title": ("技能需求排序", "Skill ranking"),
    "small_title": ("广告不足 10 条的职业（仅计数）", "Occupations below 10 ads (counts only)"),
    "unclassified": ("未能归类的职位名称", "Titles left unclassified"),
    "title": ("职位名称", "Title"),
    "quality": ("数据质量", "Input quality"),
    "rows": ("行数", "Rows"),
    "rows_read": ("读入行数", "Rows read"),
    "name": ("名称", "Name"),
    "status": ("状态", "Status"),
    "source_id": ("来源", "Source"),
    "locator": ("位置", "Locator"),
    "used": ("采用", "Used"),
    "duplicates": ("重复", "Duplicates"),
    "rejected": ("剔除", "Rejected"),
    "with_salary": ("含薪酬", "With pay"),
    "classified": ("已归类", "Classified"),
    "encoding": ("编码", "Encoding"),
    "columns": ("识别的列", "Columns found"),
    "wording_A": (
        "证据级别 A：可与供给对照，50 为典型值",
        "Evidence grade A: supply is known, so tightness can be read against balance",
    ),
    "wording_B": (
        "证据级别 B：“比此处其他职业更紧”，50 为典型值；不代表绝对短缺",
        "Evidence grade B: “tighter than other occupations here”, 50 = typical; "
        "not an absolute shortage",
    ),
    "wording_C": (
        "证据级别 C：单次快照的相对筛查分，50 为典型值；不代表短缺人数，也不代表绝对短缺",
        "Evidence grade C: a relative screening score from one snapshot, 50 = typical; "
        "neither a number of people short nor an absolute shortage",
    ),
    "pay_label": (
        "薪酬：广告标示的合同月薪（{unit}）中位数，非实发工资",
        "Pay: median of posted contract pay ({unit}), not paid wages",
    ),
    "stars_label": (
        "星级：本工具自行评定，非官方目录；依据不足时不给总星级",
        "Stars: this tool's own rating, not an official catalogue; "
        "none where a dimension is missing",
    ),
    # salary, match
    "text": ("原文", "Text"),
    "low": ("下限", "Low"),
    "high": ("上限", "High"),
    "period": ("周期", "Period"),
    "currency": ("币种", "Currency"),
    "months": ("月数", "Months"),
    "monthly": ("合同月薪", "Contract pay a month"),
    "annual": ("年薪", "Annual"),
    "confidence": ("置信度", "Confidence"),
    "required": ("要求", "Required"),
    "preferred": ("优先", "preferred"),
    "evidence": ("证据", "Evidence"),
    "seniority": ("级别", "Seniority"),
    "education": ("学历", "Education"),
    "experience": ("经验(年)", "Experience (years)"),
    "openings": ("招聘人数", "Openings"),
    "urgent": ("急招", "Urgent"),
    "place": ("地点", "Place"),
    "date": ("日期", "Date"),
    "alternatives": ("备选", "Alternatives"),
    # data
    "table": ("表", "Table"),
    "description": ("内容", "Description"),
    "rule": ("规则", "Rule"),
    "severity": ("性质", "Severity"),
    "subject": ("对象", "Subject"),
    "got": ("所印", "Got"),
    "expected": ("应为", "Expected"),
    "message": ("说明", "Message"),
    "locators": ("位置", "Locators"),
}


def word(key: str, lang: str) -> str:
    """Return the word or sentence `key` in `lang`; a key without entry stands for itself.

    Examples
    --------
    >>> word("year", "zh"), word("year", "en"), word("km", "en")
    ('年份', 'Year', 'km')
    """
    entry = _WORDS.get(key)
    return key if entry is None else entry[LANGUAGES.index(lang)]
