"""Pay in job titles, read by hand as an HR reader would."""

from datetime import date

import pandas as pd
import pytest

from talentcast.frames import POSTING_TEXT
from talentcast.matching.ad_terms import read_terms
from talentcast.matching.places import PLACES, PlaceIndex
from talentcast.matching.salary_titles import find_title_salary

PAY = [
    ("全栈工程师（偏后端）15-20k", 15000, 20000, "month"),
    ("急聘维修技师师傅8K起包吃住", 8000, None, "month"),
    ("数据分析师（7K-10K）", 7000, 10000, "month"),
    ("财务助理 1W-3W 五险一金", 10000, 30000, "month"),
    ("项目经理（年薪20万+双休）", 200000, 200000, "year"),
    ("月薪15K java 工程师", 15000, 15000, "month"),
    ("司机6000-8000元", 6000, 8000, "month"),
    ("兼职客服 200-300元/天", 200, 300, "day"),
    ("Warehouse associate $18 - $21 per hour", 18, 21, "hour"),
]
NO_PAY = [
    "2024届校招Java开发工程师",
    "4K-8K超高清算法工程师",
    "短视频运营（10万+粉丝账号）",
    "销售经理3-5年经验",
    "5G网络优化工程师",
    "客服（8小时双休）",
    "储备干部985/211",
    "CAD绘图员2D-3D",
    "C4D/3D设计师",
    "1对1英语老师",
    "J2EE工程师",
    "投资经理（500万以上资产客户）",
    "RN - ICU 12 hr nights",
    "Grade 5-7 teacher",
]


@pytest.mark.parametrize(("title", "low", "high", "period"), PAY)
def test_pay_of_a_title(title, low, high, period):
    pay = find_title_salary(title)
    assert (pay.low, pay.high, pay.period) == (low, high, period)


@pytest.mark.parametrize("title", NO_PAY)
def test_titles_without_pay(title):
    assert find_title_salary(title).flags == ("no_pay",)


def test_the_column_of_pay_comes_before_the_title_and_the_title_before_the_text():
    ads = dict.fromkeys(POSTING_TEXT, [None] * 4) | {
        "title": ["会计 8-12K", "会计 8-12K", "会计", "会计"],
        "salary": ["5-6K", "面议", None, "面议"],
        "text": ["薪资：3000-4000元/月"] * 3 + [None],
    }
    nowhere = PlaceIndex(pd.DataFrame([], columns=PLACES))
    pay = read_terms(ads, nowhere, date(2024, 1, 1)).pay.to_list()
    assert [one.low for one in pay] == [5000, 8000, 3000, None]
    assert "negotiable" in pay[3].flags
