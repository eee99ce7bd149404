"""Sheets of a workbook for people: Chinese names of sheets and columns, number formats."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from talentcast.render.value_words import COLUMN_VALUES, value_word
from talentcast.render.words import word

if TYPE_CHECKING:
    import pandas as pd

#: Sheet -> its name in Chinese.
SHEETS: Mapping[str, str] = {
    "points": "数值",
    "series": "指标",
    "published": "文献预测",
    "explanation": "依据",
    "notes": "说明",
    "occupations": "职业",
    "skills": "技能",
    "unclassified": "未归类",
    "quality": "数据质量",
    "components": "原始分量",
    "ranks": "名次",
    "pay": "标薪区间",
    "reference": "参照",
    "requirements": "要求",
    "openings": "招聘人数",
    "context": "背景",
    "weights": "权重",
    "currencies": "币种",
    "stars": "星级",
    "places": "地点",
    "industries": "行业",
    "transitions": "转岗",
    "skill_changes": "技能变化",
    "comparison": "两期比较",
}

#: Column -> its name in Chinese, where `words` has none that fits a sheet.
COLUMNS: Mapping[str, str] = {
    "id": "编号",
    "title_zh": "职业",
    "title_en": "英文名称",
    "name_zh": "名称",
    "name_en": "英文名称",
    "ads": "广告数",
    "vacancies": "去重后广告数",
    "openings": "招聘人数",
    "employers": "单位数",
    "index": "紧缺指数",
    "index_lo90": "指数90%下限",
    "index_hi90": "指数90%上限",
    "grade": "证据级别",
    "coverage": "分量覆盖",
    "vacancies_per_seeker": "求人倍率",
    "vacancies_per_seeker_lo90": "求人倍率90%下限",
    "vacancies_per_seeker_hi90": "求人倍率90%上限",
    "p_supply_demand": "供需星级概率",
    "p_training": "培养星级概率",
    "p_transition": "转岗星级概率",
    "employer_hhi": "雇主集中度",
    "pay_premium_share": "薪酬溢价",
    "pay_premium_share_lo90": "薪酬溢价90%下限",
    "pay_premium_share_hi90": "薪酬溢价90%上限",
    "education_years": "学历年数",
    "experience_years_change": "经验年数变化",
    "experience_years_change_lo90": "经验年数变化90%下限",
    "experience_years_change_hi90": "经验年数变化90%上限",
    "education_years_change": "学历年数变化",
    "education_years_change_lo90": "学历年数变化90%下限",
    "education_years_change_hi90": "学历年数变化90%上限",
    "vacancy_rate": "空缺率",
    "gap_rate": "供求差率",
    "applicants_per_vacancy": "每空缺投递人数",
    "applicants_n": "注明投递人数的广告",
    "openings_per_seeker": "每名求职者招聘人数",
    "evidence": "样本",
    "index_by_openings": "按人数的指数",
    "component": "分量",
    "weight": "权重",
    "entropy": "熵权",
    "entropy_low": "熵权（去一）下限",
    "entropy_high": "熵权（去一）上限",
    "principal": "主成分权",
    "principal_low": "主成分权（去一）下限",
    "principal_high": "主成分权（去一）上限",
    "demand": "需求增长",
    "hard_to_fill": "招聘难度",
    "price": "价格信号",
    "tightness": "紧度",
    "pay_premium": "薪酬溢价",
    "urgency": "急招程度",
    "stars_overall": "综合星级",
    "stars_supply_demand": "供需星级",
    "stars_training": "培养星级",
    "stars_transition": "转岗星级",
    "p_overall": "综合星级概率",
    "salary_median": "薪酬中位数",
    "salary_lo90": "薪酬90%下限",
    "salary_hi90": "薪酬90%上限",
    "salary_n": "标薪广告数",
    "salary_employers": "标薪单位数",
    "salary_reweighted": "按全部广告构成加权的中位数",
    "bound_low": "下限中位数",
    "bound_high": "上限中位数",
    "placement_low": "薪酬位置低",
    "placement_high": "薪酬位置高",
    "salary_unit": "薪酬单位",
    "category_zh": "类别名称",
    "category_en": "类别英文",
    "required": "必备占比",
    "share": "占比",
    "item": "项目",
    "value": "数值",
    "warnings": "说明",
    "requirement": "要求",
    "level": "水平",
    "rank": "名次",
    "rank_lo90": "名次90%下限",
    "rank_hi90": "名次90%上限",
    "part": "分量",
    "median": "中位数",
    "scale": "尺度",
    "occupations": "职业数",
    "overall": "综合",
    "supply_demand": "供需",
    "training": "培养",
    "transition": "转岗",
    "urgent_wording": "急招用语",
    "top_employer_share": "最大单位占比",
    "experience_years": "经验年数",
    "method_lo90": "名次下限（含方法）",
    "method_hi90": "名次上限（含方法）",
    "tighter_than": "明显紧于",
    "looser_than": "明显松于",
    "disclosure_low": "计未标薪下界",
    "disclosure_high": "计未标薪上界",
    "openings_uncapped": "未封顶招聘人数",
    "share_by_openings": "按人数占比",
    "salary_median_by_openings": "按人数薪酬中位数",
    "list_status": "榜单变化",
    "sure": "是否确定",
    "vacancies_before": "原去重广告数",
    "vacancies_now": "现去重广告数",
    "share_before": "原占比",
    "share_now": "现占比",
    "index_before": "原指数",
    "index_now": "现指数",
    "index_change": "指数变化",
    "index_change_lo90": "指数变化90%下限",
    "index_change_hi90": "指数变化90%上限",
    "p_list_before": "原在榜概率",
    "p_list_now": "现在榜概率",
    "demand_change": "需求占比变化（对数）",
    "demand_change_lo90": "需求占比变化90%下限",
    "demand_change_hi90": "需求占比变化90%上限",
    "price_change": "同类薪酬变化（对数）",
    "price_change_lo90": "同类薪酬变化90%下限",
    "price_change_hi90": "同类薪酬变化90%上限",
    "advised": "是否建议",
    "reasons": "不建议的原因",
    "pay_from": "原职业薪酬",
    "pay_to": "目标职业薪酬",
    "pay_change": "薪酬变化",
    "pay_change_lo90": "薪酬变化90%下限",
    "pay_change_hi90": "薪酬变化90%上限",
}

_SHARE, _ONE_DIGIT, _MONEY = "0.0%", "0.0", "#,##0"

#: Column -> how a spreadsheet shows its numbers.
FORMATS: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "share", "disclosed", "required", "top_employer_share", "share_by_openings",
            "coverage", "vacancy_rate", "pay_premium_share", "pay_premium_share_lo90",
            "pay_premium_share_hi90",
            "pay_change", "pay_change_lo90", "pay_change_hi90",
        ),
        _SHARE,
    ),
    **dict.fromkeys(
        (
            "index", "index_lo90", "index_hi90", "demand", "hard_to_fill", "price", "tightness",
            "pay_premium", "urgency", "index_by_openings", "experience_years", "education_years",
        ),
        _ONE_DIGIT,
    ),
    **dict.fromkeys(
        (
            "salary_median", "salary_lo90", "salary_hi90", "bound_low", "bound_high",
            "placement_low", "placement_high", "disclosure_low", "disclosure_high",
            "salary_reweighted",
            "salary_median_by_openings", "pay_from", "pay_to",
        ),
        _MONEY,
    ),
}  # fmt: skip


def sheet_name(name: str, lang: str) -> str:
    """Name a sheet.

    Examples
    --------
    >>> sheet_name("skills", "zh"), sheet_name("skills", "en")
    ('技能', 'skills')
    """
    return SHEETS.get(name, name) if lang == "zh" else name


def for_people(frame: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Say columns and codes in Chinese; in English a table keeps the names of the JSON output.

    Examples
    --------
    >>> import pandas as pd
    >>> for_people(pd.DataFrame({"kind": ["forecast"], "year": [2030]}), "zh").to_dict("list")
    {'性质': ['预测'], '年份': [2030]}
    """
    if lang != "zh":
        return frame
    said = frame.copy()
    for name in said.columns.intersection(list(COLUMN_VALUES)):
        said[name] = [
            value_word(name, value, lang) if isinstance(value, str) else value
            for value in said[name]
        ]
    names = [COLUMNS.get(str(name)) or word(str(name), lang) for name in said.columns]
    taken: dict[str, int] = {}
    for place, name in enumerate(names):
        taken[name] = taken.get(name, 0) + 1
        if taken[name] > 1:
            names[place] = f"{name} {taken[name]}"
    return said.set_axis(names, axis=1)
