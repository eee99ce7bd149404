"""Education, experience, openings, urgency, dates and one-cell attributes: expected by eye."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentcast.matching.dates import parse_date
from talentcast.matching.requirements import (
    EDUCATION_LEVELS,
    Openings,
    education_years,
    find_openings,
    is_urgent,
    parse_education,
    parse_experience,
    split_attributes,
)

TODAY = date(2018, 9, 1)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("不限", "none"), ("学历不限", "none"), ("初中及以下", "junior_middle"), ("高中", "high_school"),
        ("中专/中技", "vocational"), ("高中/中专", "high_school"), ("职高", "vocational"),
        ("大专", "college"), ("大专及以上", "college"), ("专科", "college"), ("高职", "college"),
        ("本科", "bachelor"), ("本科及以上", "bachelor"), ("统招本科", "bachelor"),
        ("大学本科", "bachelor"), ("大专/本科", "college"), ("本科/硕士", "bachelor"),
        ("硕士", "master"), ("研究生", "master"), ("硕士研究生", "master"), ("MBA/EMBA", "master"),
        ("博士", "doctor"), ("博士研究生", "doctor"), ("博士后", "doctor"),
        ("大专以上，本科优先", "college"), ("硕士优先", None), ("3-5年经验", None), ("", None),
        ("Bachelor's Degree", "bachelor"), ("Master's degree", "master"), ("PhD", "doctor"),
        ("High school diploma or GED", "high_school"), ("Associate degree", "college"),
        ("No degree required", "none"), ("BS/MS in Computer Science", "bachelor"),
        ("计算机相关专业，本科及以上学历，3年以上工作经验，硕士学历优先考虑，有团队精神", "bachelor"),
        ("任职要求：1、硕士及以上学历，数学相关专业；2、有博士学位者优先；3、沟通能力好", "master"),
        ("任职要求：博士及以上学历，匹配度较高者可放宽至硕士学历，精通FMCW雷达信号处理算法", "master"),
        ("岗位要求：1、大专，有电商运营经验；2、熟悉店铺后台操作；3、责任心强，能承受压力", "college"),
        ("诚聘高中数学教师，负责高一至高三年级的数学教学与教研工作，形象气质佳，表达能力强", None),
        ("指导初中级工程师完成开发任务，推动部署解决方案，并负责其中技术问题的解决和知识分享", None),
        ("熟悉SAMBA、NFS等网络服务的配置与维护，深入理解Linux内核，有大规模集群运维背景者佳", None),
        ("我们需要应届毕业生，学历不限，专业不限，只要你热爱游戏，愿意学习新的开发技术和工具", "none"),
        ("Requirements: Bachelor's degree in computer science; Master's degree preferred.", "bachelor"),
        ("A doctoral degree in economics and five years of policy work are required for this.", "doctor"),
        ("You will work as Scrum Master and maintain master data in our SAP systems every day.", None),
        ("Teachers work in a secondary school setting and prepare lessons for young adults there.", None),
    ],
)  # fmt: skip
def test_education(text: str, level: str | None) -> None:
    assert parse_education(text) == level


def test_education_years_of_method_section_3() -> None:
    years = [education_years(level) for level in EDUCATION_LEVELS]
    assert years == [0, 9, 12, 12, 15, 16, 19, 22]
    assert education_years(None) is None


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("3-5年", 3), ("1-3年", 1), ("5-10年", 5), ("10年以上", 10), ("1年以下", 0), ("1年以内", 0),
        ("应届毕业生", 0), ("在校/应届", 0), ("经验不限", 0), ("不限", 0), ("无工作经验", 0), ("实习", 0),
        ("3-4年经验", 3), ("10年以上经验", 10), ("2年经验", 2), ("经验3-5年", 3), ("三年以上", 3),
        ("两年", 2), ("半年以上", 0.5), ("6个月以上", 0.5), ("1.5年", 1.5), ("3年及以上", 3),
        ("3 years+", 3), ("3+ years", 3), ("at least two years", 2), ("2-4 years", 2), ("5 yrs", 5),
        ("Entry level", 0), ("No experience required", 0), ("18 months", 1.5), ("本科", None), ("", None),
        ("18-35岁", None), ("成立10年", None), ("2018年", None),
        ("任职要求：1、本科及以上学历；2、3年以上Java开发经验；3、有团队管理经验者优先考虑", 3),
        ("任职资格：1.5年以上算法工程师工作经验；2.具有扎实的数学基础；3.沟通能力强，细致耐心", 5),
        ("要求：统招本科以上学历，相关部件设计经验两年以上，对技术领域有兴趣，责任感强，肯学习", 2),
        ("从事软件测试工作3年以上，熟悉常用测试工具和方法，能够独立编写测试用例和测试报告等文档", 3),
        ("公司成立10年，在本区企业工作满1年的人才可申请补贴，年龄18-35岁，享受带薪年假和年终奖金", None),
        ("本科学历，1-3年ERP方向开发经验优先；熟悉数据库原理，能独立完成模块的开发与单元测试工作", None),
        ("负责公司网站的日常维护，工作经验不限，公司提供为期3个月的带薪培训，欢迎有兴趣的同学加入", 0),
        ("We have been doing this for over 70 years. Minimum 4 years of relevant experience needed.", 4),
        ("Qualification: BA degree. Experience: 2 years and above. Place of work: main office, full time", 2),
        ("Contract: fixed term of 2 years with possible extension, 30 days of holiday in each year.", None),
    ],
)  # fmt: skip
def test_experience(text: str, years: float | None) -> None:
    assert parse_experience(text) == years


@pytest.mark.parametrize(
    ("text", "count", "is_assumed"),
    [
        ("招3人", 3, False), ("招1人", 1, False), ("招若干人", 3, True), ("若干", 3, True), ("5", 5, False),
        ("5人", 5, False), ("10.0", 10, False), ("5-10人", 5, False), ("招聘人数：5", 5, False),
        ("招聘人数: 若干", 3, True), ("高薪诚聘3名Python工程师", 3, False), ("招两名", 2, False),
        ("各招2人", 2, False), ("拟招聘人数：1名", 1, False), ("Number of positions: 4", 4, False),
        ("Required Number: 2", 2, False), ("3 openings", 3, False), ("No. of vacancies: 12", 12, False),
    ],
)  # fmt: skip
def test_openings(text: str, count: float, is_assumed: bool) -> None:
    assert find_openings(text) == Openings(count, is_assumed)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "招聘Java工程师",
        "公司500-2000人",
        "团队人数：13人",
        "3-5年经验",
        "本科",
        "员工3000人",
        "-1",
    ],
)
def test_no_openings(text: str) -> None:
    assert find_openings(text) is None


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("急聘Java开发", ""), ("前端工程师（急招）", ""), ("会计", "要求尽快到岗"), ("会计", "可立即上岗者优先"),
        ("客服 长期招聘", ""), ("【急】文员", ""), ("Nurse", "Immediate start available."),
        ("URGENT HIRING: cook", ""), ("Driver", "We are urgently hiring drivers."), ("司机", "公司急需3名司机"),
        ("Welder - start immediately", ""),
    ],
)  # fmt: skip
def test_urgent(title: str, text: str) -> None:
    assert is_urgent(title, text)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("应急管理专员", "负责应急预案"), ("急诊科护士", "急性病护理"), ("Java开发", "能处理紧急需求，抗压"),
        ("运维", "现场紧急需要时出差"), ("urgent care nurse", "works in urgent care"), ("编辑", "性格不急躁"),
    ],
)  # fmt: skip
def test_not_urgent(title: str, text: str) -> None:
    assert not is_urgent(title, text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-05-06", date(2023, 5, 6)), ("2023/5/6", date(2023, 5, 6)), ("2023.05.06", date(2023, 5, 6)),
        ("2023年5月6日", date(2023, 5, 6)), ("20230506", date(2023, 5, 6)), ("2023年5月", date(2023, 5, 1)),
        ("2023-05-06 12:30:00", date(2023, 5, 6)), ("2023-05-06T12:30:00Z", date(2023, 5, 6)),
        ("May 6, 2023", date(2023, 5, 6)), ("6 May 2023", date(2023, 5, 6)), ("06-May-2023", date(2023, 5, 6)),
        ("Sept 3rd, 2022", date(2022, 9, 3)), ("05/06/2023", date(2023, 5, 6)), ("25/12/2022", date(2022, 12, 25)),
        ("06.05.2023", date(2023, 5, 6)), ("发布于2018-08-30", date(2018, 8, 30)),
        (1683331200, date(2023, 5, 6)), (1683331200000, date(2023, 5, 6)), ("1683331200", date(2023, 5, 6)),
        (45052, date(2023, 5, 6)), (20230506, date(2023, 5, 6)), (date(2020, 2, 29), date(2020, 2, 29)),
        (datetime(2020, 2, 29, 23, tzinfo=UTC), date(2020, 2, 29)),
        ("08-30发布", date(2018, 8, 30)), ("08-30", date(2018, 8, 30)), ("8月30日", date(2018, 8, 30)),
        ("12-25", date(2017, 12, 25)), ("09-01", date(2018, 9, 1)), ("02-29", date(2016, 2, 29)),
        ("3天前", date(2018, 8, 29)), ("今天", TODAY), ("昨天", date(2018, 8, 31)), ("前天", date(2018, 8, 30)),
        ("2小时前", TODAY), ("1周前", date(2018, 8, 25)), ("一个月前", date(2018, 8, 2)), ("12:30发布", TODAY),
        ("3 days ago", date(2018, 8, 29)), ("30+ days ago", date(2018, 8, 2)), ("Today", TODAY),
        ("Just posted", TODAY), ("yesterday", date(2018, 8, 31)), ("Aug 30", date(2018, 8, 30)),
    ],
)  # fmt: skip
def test_dates(text: object, day: date) -> None:
    assert parse_date(text, reference=TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "招3人",
        "本科",
        "2023-13-45",
        "3-5年",
        "abc",
        float("nan"),
        float("inf"),
        12,
        "99",
        True,
    ],
)
def test_no_date(text: object) -> None:
    assert parse_date(text, reference=TODAY) is None


def test_a_date_without_a_year_needs_a_reference() -> None:
    assert parse_date("08-30发布") is None
    assert parse_date("3天前") is None
    assert parse_date("2018-08-30发布") == date(2018, 8, 30)


def test_attributes_of_one_cell() -> None:
    cell = split_attributes("\xa0\xa03-4年经验\xa0\xa0|\xa0\xa0本科\xa0\xa0|\xa0\xa0招1人\xa0\xa0|")
    assert (cell.education, cell.experience, cell.openings) == ("bachelor", 3, Openings(1))
    cell = split_attributes("广州-天河区 | 无工作经验 | 招若干人 | 08-30发布")
    assert (cell.place, cell.experience, cell.openings, cell.date) == (
        "广州-天河区", 0, Openings(3, is_assumed=True), "08-30发布",
    )  # fmt: skip
    cell = split_attributes("经验3-5年 / 本科及以上 / 全职")
    assert (cell.education, cell.experience, cell.openings) == ("bachelor", 3, None)
    cell = split_attributes("北京·海淀区·中关村 1-3年 大专")
    assert (cell.education, cell.experience) == ("college", 1)
    assert split_attributes("") == split_attributes(" | | ")


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    assert parse_education(text) in (None, *EDUCATION_LEVELS)
    years = parse_experience(text)
    assert years is None or 0 <= years <= 30
    found = find_openings(text)
    assert found is None or 1 <= found.count <= 10_000
    day = parse_date(text, reference=TODAY)
    assert day is None or 1917 <= day.year <= 2099
    split_attributes(text)


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_from_each_form(day: date) -> None:
    forms = [
        day.isoformat(), f"{day:%Y/%m/%d}", f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日",
        f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%b} {day.year}",
    ]  # fmt: skip
    assert [parse_date(form) for form in forms] == [day] * len(forms)
