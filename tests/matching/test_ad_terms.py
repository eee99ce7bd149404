"""Terms of a batch: reading only where a pattern can begin must lose nothing."""

from __future__ import annotations

import random
import re
from datetime import date

import numpy as np
import pandas as pd
import pytest

from talentcast.frames import POSTING_TEXT
from talentcast.matching.ad_terms import read_terms
from talentcast.matching.education import parse_education
from talentcast.matching.experience import parse_experience
from talentcast.matching.pattern_starts import Beginnings, StartFinder, has_match, matches
from talentcast.matching.places import PLACES, PlaceIndex
from talentcast.matching.requirements import Openings, find_openings, is_urgent
from talentcast.matching.salaries import find_salary
from talentcast.matching.text import normalise_all

#: One phrase for every way in which a pattern can begin, and noise between them.
PHRASES = (
    """
博士学历|硕士研究生学历|研究生及以上|硕博学历|MBA优先|EMBA以上|大学本科以上|统本以上|本科学历|学士学位|大学毕业
大学专科以上|大专及以上|专科学历|高职毕业|高专毕业|中专以上|中技学历|中职毕业|职高以上|技校毕业|职业高中以上|高中学历
初中毕业|小学文化|Ph.D. in physics|a doctorate|Doctor's degree|Master's degree|masters|M.S. in|MSc|graduate degree
advanced degree|postgraduate degree|bachelor's degree|B.S. or|B.A. in|BSc|B. Ed. |BA degree|BA/BS|BS/MS|B.Tech|B.E.
undergraduate degree|college degree|university degree|first degree|4-year degree|four year degree|degree in law
associate's degree|2-year degree|2 year degree|HND|college diploma|higher diploma|diploma in nursing
vocational school|trade certificate|technical diploma|high school diploma|secondary school education|GED.|G.E.D.
学历不限|不限学历|无学历要求|no degree required|3-5年工作经验|五年以上相关经验|十年 经验|1.5年以上经验|３年以上经验
6个月以上经验|半年以上工作经验|经验3年|at least two years of experience|5+ yrs working|6 months experience
经验不限|不限经验|无需经验|无须相关经验|无经验者可|没有工作经验亦可|没相关经验也可|应届毕业生可投|在校生欢迎|接受应届
欢迎应届|no experience required|招聘人数：5|需求人数 3|招收人数12|岗位人数：２|拟招人数：4|预招人数2|计划招人数：6|共招人数9
招聘名额：7|招人数8|人数：11|招聘5人|诚聘两名|急聘3位|急招十人|招募2人|聘 6 名|需：4人|招若干人|招２人|number of openings: 3
no. of positions 4|required number 5|number required: 6|total no. required 7|openings: 8|vacancies (2)
positions available 3|vacancy: 2|qty: 9|3 openings|12 vacancies|急聘|急招|急需|急寻|急缺|急募|诚急|紧急招聘|高薪急招
尽快到岗|立即上岗|马上入职|即刻到岗|随时到岗|立刻入职|可立即到岗|长期招聘|大量招聘|【急】|(急)|urgently hiring|urgent: |hiring immediate
immediate start|start immediately|join asap|月薪8000-10000元|工资：6000元|待遇5000起|收入1万以上|报酬500/天|到手8000
月入过万2|酬劳200|课酬100|转正后9000|15-25K|8千-1.2万元/月|3～5万/月|salary: $5,000|compensation 90,000|pay $20 an hour
wages of 18|remuneration 40k|hourly rate 25|CTC 12 lakh|stipend 900|$100k - $120k per year|£30,000 - £40,000 a year
专业|负责 Java 开发|vacation|report|2022年成立|1、负责|open source|急性子|应急管理
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


def texts(count: int) -> list[str]:
    chosen = random.Random(3)
    return [
        chosen.choice(["", "岗位职责：负责后台服务的设计与开发，参与需求评审。\n"])
        + chosen.choice(["，", "\n", " ", "；", ""]).join(chosen.choices(PHRASES, k=chosen.randint(1, 6)))
        + chosen.choice(["", "。福利待遇：双休，团队氛围好，欢迎加入我们一起成长。"])
        for _ in range(count)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def places() -> PlaceIndex:
    return PlaceIndex(pd.DataFrame([], columns=PLACES))


def read(rows: list[dict[str, str | None]], places: PlaceIndex):
    columns = {name: [row.get(name) for row in rows] for name in POSTING_TEXT}
    return read_terms(columns, places, date(2024, 3, 1))


def test_a_batch_reads_in_texts_what_the_patterns_find_in_each(places: PlaceIndex) -> None:
    some = texts(4000)
    terms = read([{"text": text} for text in some], places)
    assert terms.education.to_list() == [parse_education(text) for text in some]
    assert terms.experience.to_list() == [parse_experience(text) for text in some]
    assert terms.urgent.tolist() == [is_urgent("", text) for text in some]
    assert terms.pay.to_list() == [find_salary(text) for text in some]
    openings = [find_openings(f"\n{text}") for text in some]
    assert terms.openings.to_list() == openings
    for found in (terms.education, terms.experience, terms.openings):
        assert len(set(found.to_list()) - {None}) > 3


def test_every_phrase_is_found_behind_a_long_text(places: PlaceIndex) -> None:
    lead = "岗位职责：负责后台服务的设计与开发，参与需求评审和技术方案的编写；持续优化系统性能。\n"
    some = [lead + phrase for phrase in PHRASES]
    terms = read([{"text": text} for text in some], places)
    assert terms.education.to_list() == [parse_education(text) for text in some]
    assert terms.experience.to_list() == [parse_experience(text) for text in some]
    assert terms.urgent.tolist() == [is_urgent("", text) for text in some]
    assert terms.pay.to_list() == [find_salary(text) for text in some]
    openings = [find_openings(f"\n{text}") for text in some]
    assert terms.openings.to_list() == openings


def test_the_column_comes_first_then_the_cell_of_several_then_the_text(places: PlaceIndex) -> None:
    text = (
        "岗位要求：硕士及以上学历，五年以上工作经验，招聘人数：9。"
        + "负责后台服务的设计与开发。" * 3
    )
    several = "1年经验 | 本科 | 招2人 | 2024-02-01"
    own = {"education": "博士", "experience": "8年", "openings": "4", "date": "2024-01-31"}
    rows = [{"text": text}, {"text": text, "attributes": several}]
    rows.append({**rows[1], **own})
    terms = read(rows, places)
    assert terms.education.to_list() == ["master", "bachelor", "doctor"]
    assert terms.experience.to_list() == [5.0, 1.0, 8.0]
    assert terms.openings.to_list() == [Openings(9.0), Openings(2.0), Openings(4.0)]
    first = (date(2024, 2, 1) - date(1970, 1, 1)).days
    assert terms.day.to_list() == [None, first, first - 1]


@pytest.mark.parametrize(
    ("cell", "level"),
    [
        ("2年经验 | 大专 | 招1人", "college"),
        ("无需经验 | 中专 | 招若干人", "vocational"),
        ("3-4年经验 | 高中 | 招5人", "high_school"),
        ("博士 | 招2人 | 08-30发布", "doctor"),
    ],
)
def test_a_level_in_a_cell_of_several_comes_before_the_text(
    cell: str, level: str, places: PlaceIndex
) -> None:
    terms = read(
        [{"attributes": cell, "text": "岗位要求：本科及以上学历，三年以上经验，能出差。" * 3}],
        places,
    )
    assert terms.education.to_list() == [level]


def test_openings_may_begin_in_the_title_and_end_in_the_text(places: PlaceIndex) -> None:
    terms = read(
        [{"title": "前台招聘", "text": "5人，" + "负责接待来访客人，接听电话。" * 5}], places
    )
    assert terms.openings.to_list() == [Openings(5.0)]


def test_titles_and_texts_are_read_as_one_for_openings(places: PlaceIndex) -> None:
    chosen = random.Random(5)
    titles = ["前台", "Driver 3", "招聘 12", "İ 招", "会计2", *PHRASES]
    rows = [
        {"title": chosen.choice(titles), "text": chosen.choice(["openings", "人", "名", ""]) + text}
        for text in texts(3000)
    ]
    expected = [find_openings(f"{row['title']}\n{row['text']}") for row in rows]
    assert read(rows, places).openings.to_list() == expected


def test_starts_hold_characters_beyond_the_basic_plane() -> None:
    finder = StartFinder({"digit": [Beginnings(characters="7")]})
    found = finder.find(normalise_all(["a7", "😀7", ""])).of("digit")
    assert found == {0: [1], 1: [1]}


def test_starts_miss_no_place_where_a_beginning_stands() -> None:
    strings = ("经验", "招3", "no ", "研究生", "急】", "1.5", "4-")
    finder = StartFinder(
        {
            "one": [Beginnings(strings[:3], "薪$"), Beginnings(strings[5:], not_in_number=True)],
            "two": [Beginnings(strings[3:5])],
        }
    )
    chosen = random.Random(8)
    letters = [*"".join(strings), *"薪$ａＮ。１３．－　\n\t3٣😀\ufffd學經驗"]
    some = ["".join(chosen.choices(letters, k=chosen.randint(0, 60))) for _ in range(3000)]
    starts = finder.find(normalise_all(some))
    for name, begins, inside in (
        ("one", (*strings[:3], "薪", "$"), True),
        ("one", strings[5:], False),
        ("two", strings[3:5], True),
    ):
        found = starts.of(name)
        for row, text in enumerate(some):
            lower = text.lower()
            for place in range(len(lower)):
                if lower.startswith(begins, place) and (
                    inside or not lower[:place][-1:].isdecimal()
                ):
                    assert place in found[row]
    assert finder.find(["负责后台服务的设计与开发, 参与需求评审。2018年"]).of("one") == {}


def test_starts_are_looked_for_in_the_texts_that_are_wanted() -> None:
    starts = StartFinder({"a": [Beginnings(("ab",))]}).find(["abab", "ab", "b", "xab"])
    assert starts.of("a") == {0: [0, 2], 1: [0], 3: [1]}
    assert starts.of("a", np.array([False, True, True, True])) == {1: [0], 3: [1]}
    assert StartFinder({"a": [Beginnings(("ab",))]}).find([]).of("a") == {}


@pytest.mark.parametrize("digit", "３٣५𝟑")
def test_digits_of_other_scripts_begin_and_go_on(digit: str, places: PlaceIndex) -> None:
    lead = "岗位职责：负责后台服务的设计与开发，参与需求评审和技术方案的编写；持续优化系统性能。\n"
    some = [lead + text for text in (f"{digit}年以上经验", f"1{digit}年以上经验", f"招聘{digit}人")]
    terms = read([{"text": text} for text in some], places)
    assert terms.experience.to_list() == [parse_experience(text) for text in some]
    assert terms.openings.to_list() == [find_openings(text) for text in some]
    assert terms.experience.to_list()[:2] == [float(digit), 10.0 + float(digit)]


def test_matches_at_places_are_those_of_the_pattern() -> None:
    pattern = re.compile("aa|ab")
    text = "aaab"
    every = range(len(text))
    assert [m.span() for m in matches(pattern, text, every)] == [(0, 2), (2, 4)]
    assert has_match(pattern, text, every)
    assert not has_match(pattern, "ba", [0])
