"""Cleaning of job titles: what goes, what stays, which rank it names."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentcast.matching import salary_patterns, title_patterns
from talentcast.matching import title_words as words
from talentcast.matching.title_patterns import BRACKETED, MARKS
from talentcast.matching.titles import (
    LONGEST_TITLE,
    SENIORITY,
    clean_title,
    clean_titles,
    has_chinese,
)

CLEANED = [
    ("Java开发工程师", "java开发工程师"),
    ("【急聘】Java开发工程师", "java开发工程师"),
    ("Java开发工程师（北京）", "java开发工程师"),
    ("Java开发工程师(北京-海淀区)", "java开发工程师"),
    ("北京-Java开发工程师", "java开发工程师"),
    ("Java开发工程师-上海", "java开发工程师"),
    ("深圳Java开发工程师", "java开发工程师"),
    ("Java开发工程师 15-25K", "java开发工程师"),
    ("Java开发工程师15K-25K·14薪", "java开发工程师"),
    ("月薪15K Java开发工程师", "java开发工程师"),
    ("Java开发工程师（年薪30万）", "java开发工程师"),
    ("Java开发工程师 8000-12000元/月", "java开发工程师"),
    ("高级Java开发工程师", "java开发工程师"),
    ("Java高级开发工程师", "java开发工程师"),
    ("资深Java开发工程师", "java开发工程师"),
    ("初级/中级Java开发工程师", "java开发工程师"),
    ("Java开发实习生", "java开发"),
    ("s高级enior Java开发工程师", "java开发工程师"),
    ("Java开发工程师/北高级京", "java开发工程师"),
    ("2024届校招-Java开发工程师", "java开发工程师"),
    ("Java开发工程师（五险一金、双休）", "java开发工程师"),
    ("Java开发工程师+双休+五险一金", "java开发工程师"),
    ("诚聘Java开发工程师", "java开发工程师"),
    ("某某科技有限公司招聘会计", "会计"),
    ("Java开发工程师-CR2017-SH2909", "java开发工程师"),
    ("Java开发工程师(J12291)", "java开发工程师"),
    ("Java开发工程师 #20231105", "java开发工程师"),
    ("地图基础服务部_数据中心架构工程师-CR2017-SH2909", "数据中心架构工程师"),
    ("智能云事业群-数据分析师", "数据分析师"),
    ("普工包吃住", "普工"),
    ("服务员（包食宿，月休4天）", "服务员"),
    ("客服专员（应届生可）", "客服专员"),
    ("兼职英语老师", "英语老师"),
    ("司机3名", "司机"),
    ("厨师长急聘", "厨师长"),
    ("ＪＡＶＡ開發工程師", "java开发工程师"),
    ("C++开发工程师", "c++开发工程师"),
    ("C#高级工程师", "c#工程师"),
    (".NET开发工程师", ".net开发工程师"),
    ("C/C++ &nbsp;开发工程师", "c / c++ 开发工程师"),
    ("Senior Data Analyst", "data analyst"),
    ("Sr. Data Analyst", "data analyst"),
    ("Data Analyst II", "data analyst"),
    ("Data Analyst (Remote)", "data analyst"),
    ("Data Analyst, GS-12/13", "data analyst"),
    ("Data Analyst - Full Time", "data analyst"),
    ("Lead Data Analyst", "data analyst"),
    ("Supervisory Data Analyst (Direct Hire)", "data analyst"),
    ("URGENT HIRING Data Analyst", "data analyst"),
]

KEPT = [
    "产品经理", "项目经理", "客户经理", "大堂经理", "经理助理", "总经理助理", "招聘专员", "招聘经理",
    "人事招聘", "猎头顾问", "储备干部", "高级中学教师", "前台", "文员", "厨师长", "校长", "中级工",
    "上海菜厨师", "急诊护士", "平台运营", "外贸业务员", "保安队长", "电工", "head of sales",
    "chief of staff", "r&d manager", "case manager", "staff nurse", "c++", "associate professor",
]  # fmt: skip

RANKS = [
    ("数据分析实习生", "intern"), ("见习店长", "intern"), ("Marketing Intern", "intern"),
    ("初级会计", "junior"), ("Junior Accountant", "junior"), ("Accountant I", "junior"),
    ("中级软件工程师", "mid"), ("Engineer II", "mid"),
    ("高级软件工程师", "senior"), ("资深产品经理", "senior"), ("Senior Nurse", "senior"),
    ("Sr. Nurse", "senior"), ("中高级测试工程师", "senior"), ("Engineer III", "senior"),
    ("Lead Engineer", "lead"), ("Principal Scientist", "lead"),
    ("销售经理", "manager"), ("运维主管", "manager"), ("店长", "manager"), ("车间主任", "manager"),
    ("Supervisory Accountant", "manager"), ("Warehouse Supervisor", "manager"),
    ("技术总监", "director"), ("Finance Director", "director"), ("Head of Marketing", "director"),
    ("总经理", "executive"), ("首席架构师", "executive"), ("CTO", "executive"),
    ("产品经理", None), ("项目经理", None), ("客户经理", None), ("大堂经理", None),
    ("总经理助理", None), ("经理助理", None), ("投资经理", None), ("Product Manager", None),
    ("Project Manager", None), ("Account Manager", None), ("会计", None), ("Nurse", None),
]  # fmt: skip


@pytest.mark.parametrize(("title", "expected"), CLEANED)
def test_what_is_not_the_job_goes(title: str, expected: str) -> None:
    assert clean_title(title).text == expected


@pytest.mark.parametrize("title", KEPT)
def test_words_that_make_the_job_stay(title: str) -> None:
    assert clean_title(title).full == title


@pytest.mark.parametrize(("title", "expected"), RANKS)
def test_rank_is_read(title: str, expected: str | None) -> None:
    assert clean_title(title).seniority == expected


def test_brackets_that_say_something_are_qualifiers() -> None:
    assert clean_title("产品经理（数据方向）").qualifiers == ("数据",)
    assert clean_title("IT Specialist (SYSADMIN)").qualifiers == ("sysadmin",)


def test_titles_of_two_jobs_are_cut() -> None:
    assert clean_title("文员/前台").parts == ("文员", "前台")
    assert clean_title("前端开发 | 后端开发").parts == ("前端开发", "后端开发")


def test_an_ad_in_the_title_cell_is_cut() -> None:
    assert len(clean_title("会计 " + "岗位职责" * 100_000).text) <= LONGEST_TITLE + 8


@given(st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read(title: str) -> None:
    found = clean_title(title)
    assert found.seniority is None or found.seniority in SENIORITY
    assert all(found.parts) or found.parts == ()
    assert len(found.text) <= 4 * len(title) + 4


@given(st.sampled_from(["会计", "护士", "前端开发工程师", "driver", "nurse", "data analyst"]),
       st.sampled_from(["", "【急聘】", "高薪", "（双休）", " ", "（上海）", "15-20K "]))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_cleaning_is_stable(title: str, noise: str) -> None:
    once = clean_title(noise + title).text
    assert once == title
    assert clean_title(once).text == once


def test_chinese_is_told_from_latin() -> None:
    assert has_chinese("java工程师")
    assert not has_chinese("Ingénieur, 1234")


# Together ----------------------------------------------------------------------------------------

#: Pieces that patterns look for, and what may stand between them.
PIECES = [
    *words.BENEFITS, *words.CITIES, *words.RANKS_ZH, *words.RANKS_EN, *words.ENGLISH_NOISE,
    *words.DEPARTMENT_ENDS, *words.EMPLOYER_ENDS, *words.TITLE_MANAGERS, *words.OPEN_HEADS,
    "招聘", "诚聘", "聘请", "经理", "总监", "head of", "方向", "岗", "区", "市", "3名", "两名", "月入过万",
    "年入20万", "15-25k", ".-.k", "rm 3,000", "13薪", "2024届", "gs-12", "p7", "#20231105", " ii", " 3",
    "会计", "java", "c++", "&amp;", "(", ")", "（", "】", "[", "-", " - ", "/", "|", "_", "、", "+", " & ",
    " ", "  ", "\t", "\n", "\x00", "😀", "²", "٣", "İ",
]  # fmt: skip

#: All marks: a title may hold anything.
ANY = (1 << 16) - 1

made_titles = st.lists(st.sampled_from(PIECES), max_size=7).map("".join)


@given(st.lists(made_titles, max_size=5))
@settings(max_examples=500, deadline=None)
def test_marks_only_save_time(titles: list[str]) -> None:
    marks_of = MARKS.of

    def all_marks(texts: list[str]) -> list[int]:
        """Set every mark but that of brackets: an opening one alone is no bracket."""
        return [mark & BRACKETED | ANY & ~BRACKETED for mark in marks_of(texts)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MARKS, "of", all_marks)
        unmarked = clean_titles(titles)
    assert clean_titles(titles) == unmarked


@given(st.lists(made_titles | st.text(max_size=30), max_size=6))
@settings(max_examples=200, deadline=None)
def test_titles_are_cleaned_alike_alone_and_together(titles: list[str]) -> None:
    assert clean_titles(titles) == [clean_title(title) for title in titles]


_LOOK_AHEAD = re.compile(r"\(\?=\[(?P<first>(?:\\.|[^\]])+)\]\)\(\?:", re.DOTALL)
_PIECES = st.sampled_from(
    [*words.CITIES[:30], *words.RANKS_EN, *words.TITLE_MANAGERS[:9]]
    + "总经理 总裁 ceo cfo 首席 director head of chief 经理 店长 supervisor foreman team lead".split()
    + "综合薪 平均薪 无责薪 保底薪 月薪 年薪 税后薪 起薪 薪 月入过万 年入20万 rm3000 usd4,000 $9 £7 €8".split()
    + "15-25k 8000-12000 1.5万 14薪 2024届 20届 招2人 三名 3-5年经验 / - – — : ： & + | ，".split()
    + [" ", "  ", "\n", "市", "a", "z", "工程师", ".5", "大学"]
)


@pytest.mark.parametrize("name", ["PAY", "YEARS", "CITY_EDGE", "SPLIT", "RANK_EN", "MANAGER"])
@settings(max_examples=400, deadline=None)
@given(parts=st.lists(_PIECES, max_size=7))
def test_first_characters_leave_no_match_out(name: str, parts: list[str]) -> None:
    """The same matches as without the look at the first character."""
    pattern = getattr(title_patterns, name)
    assert _LOOK_AHEAD.match(pattern.pattern)
    bare = re.compile(_LOOK_AHEAD.sub("(?:", pattern.pattern, count=1), pattern.flags)
    text = "".join(parts)
    assert [m.span() for m in pattern.finditer(text)] == [m.span() for m in bare.finditer(text)]


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("BENEFIT", words.BENEFITS),
        ("RANK_ZH", words.RANKS_ZH),
        ("EXEMPT", words.TITLE_MANAGERS),
    ],
)
@settings(max_examples=200, deadline=None)
@given(titles=st.lists(made_titles, max_size=5))
def test_the_longest_of_the_words_that_fit_is_found(
    name: str, known: tuple[str, ...], titles: list[str]
) -> None:
    one_by_one = re.compile("|".join(sorted(map(re.escape, known), key=len, reverse=True)))
    for title in titles:
        assert getattr(title_patterns, name).findall(title) == one_by_one.findall(title)


@settings(max_examples=400, deadline=None)
@given(parts=st.lists(_PIECES | st.sampled_from([*salary_patterns.CURRENCY_OF]), max_size=7))
def test_currencies_are_found_without_a_look_at_the_first_character(parts: list[str]) -> None:
    text = "".join(parts)
    for pattern in (salary_patterns.AMOUNT, salary_patterns.BEFORE):
        bare = re.compile(_LOOK_AHEAD.sub("(?:", pattern.pattern), pattern.flags)
        assert bare.pattern != pattern.pattern
        assert [m.regs for m in pattern.finditer(text)] == [m.regs for m in bare.finditer(text)]
