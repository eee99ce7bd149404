"""English names of open skills; the right names were written by hand, before they were made."""

import pandas as pd
import pytest

from talentcast.data.bundle import load_taxonomy
from talentcast.matching.task_names import ROLES, TaskNames
from talentcast.matching.taxonomy import WORD_COLUMNS, build_taxonomy, read_taxonomy
from talentcast.matching.taxonomy_check import check_taxonomy
from talentcast.matching.taxonomy_files import write_taxonomy

WORDS = [
    ("数据库", "thing", "database", "databases", ""),
    ("客户", "thing", "customer", "customers", ""),
    ("设备", "thing", "equipment", "", ""),
    ("方案", "form", "plan", "plans", ""),
    ("管理", "form", "management", "", "managing"),
    ("安装", "action", "installation", "", "installing"),
    ("调试", "action", "commissioning", "", "commissioning"),
    ("测试", "form", "test", "testing", "testing"),
    ("收集", "verb", "collection", "", "collecting"),
    ("文档", "form", "document", "documentation", ""),
    ("定期", "quality", "regular", "", ""),
    ("sdk", "thing", "SDK", "", ""),
]
SKILLS = {
    "id": ["tool.mysql", "knowledge.semiconductors", "task.garments", "task.needs"],
    "name_zh": ["MySQL", "半导体", "裁布", "需求分析"],
    "name_en": ["MySQL", "semiconductors", "garment work", "requirements analysis"],
    "kind": ["tool", "knowledge", "hard", "hard"],
    "aliases_en": ["MySQL Server", "", "", ""],
}


def taxonomy(words=WORDS, skills=SKILLS):
    tables = {"skills": pd.DataFrame(skills)}
    if words is not None:
        tables["task_words"] = pd.DataFrame(words, columns=list(WORD_COLUMNS))
    return build_taxonomy(tables)


@pytest.fixture(scope="module")
def own():
    return taxonomy()


@pytest.fixture(scope="module")
def bundled():
    return build_taxonomy(load_taxonomy())


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("数据库安装", "database installation"),
        ("安装数据库", "installing databases"),
        ("安装方案", "installation plans"),
        ("安装调试方案", "installation and commissioning plans"),
        ("设备安装调试", "equipment installation and commissioning"),
        ("安装调试设备", "installing and commissioning equipment"),
        ("收集文档", "collecting documentation"),
        ("文档收集", "document collection"),
        ("文档管理方案", "document management plans"),
        ("设备定期测试", "regular equipment testing"),
        ("mysql安装", "MySQL installation"),
        ("sdk测试", "SDK testing"),
        ("mysql+sdk安装", "MySQL+SDK installation"),
        ("chaincode测试", "chaincode testing"),
        ("半导体设备", "semiconductor equipment"),
        ("需求分析测试", "requirements analysis testing"),
        ("管理客户", "managing customers"),
    ],
)
def test_a_name_is_put_together_from_words(own, surface, name):
    assert own.skill_names(f"task:{surface}") == (surface, name)


@pytest.mark.parametrize(
    "surface",
    [
        "数据库巡查",  # a part that is no word
        "裁布测试",  # a skill whose name is that of a group
        "数据库定期",  # a quality has to stand before something
        "stakeholder management",  # nothing Chinese
    ],
)
def test_what_is_not_known_as_a_whole_stays_as_it_is(own, surface):
    assert own.skill_names(f"task:{surface}") == (surface, surface)


def test_listed_skills_keep_their_names(own):
    assert own.skill_names("task.needs") == ("需求分析", "requirements analysis")


def test_words_of_the_table_come_before_names_of_skills(own):
    names = {**SKILLS, "name_zh": ["MySQL", "半导体", "裁布", "客户测试"]}
    mine = taxonomy(skills=names)
    assert mine.skill_names("task:客户测试方案")[1] == "customer test plans"


def test_other_open_skills_are_named_too(own):
    assert own.skill_names("knowledge:数据库测试")[1] == "database testing"


def test_without_words_surfaces_stay():
    assert taxonomy(words=None).skill_names("task:需求分析") == ("需求分析", "需求分析")


def test_a_folder_without_words_is_read_as_before(tmp_path):
    write_taxonomy({"skills": pd.DataFrame(SKILLS)}, tmp_path)
    mine = read_taxonomy(tmp_path)
    assert mine.notes == ()
    assert mine.skill_names("task:数据库安装") == ("数据库安装", "数据库安装")


def test_a_folder_may_hold_words(tmp_path):
    words = pd.DataFrame(WORDS, columns=list(WORD_COLUMNS))
    write_taxonomy({"skills": pd.DataFrame(SKILLS), "task_words": words}, tmp_path)
    assert read_taxonomy(tmp_path).skill_names("task:数据库安装")[1] == "database installation"


def test_the_check_finds_what_is_wrong_with_words():
    wrong = [
        *WORDS, ("ＳＤＫ", "thing", "kit", "", ""), ("", "thing", "nothing", "", ""),
        ("空", "thing", "", "", ""), ("新", "adjective", "new", "", ""),
    ]  # fmt: skip
    found = check_taxonomy(taxonomy(wrong))
    assert set(found["table"]) == {"task_words"}
    assert set(found["level"]) == {"error"}
    assert found[["id", "problem"]].to_numpy().tolist() == [
        ["ＳＤＫ", "duplicate word"],
        ["line 15", "empty word"],
        ["空", "empty name"],
        ["新", "unknown role"],
    ]


def test_the_bundled_words_are_in_order(bundled):
    words = bundled.words
    found = check_taxonomy(bundled)
    assert found[found["table"] == "task_words"].to_dict("records") == []
    assert set(words["role"]) == set(ROLES)
    english = words["name_en"] + words["last_en"] + words["doing_en"]
    assert not english.str.contains("[\u4e00-\u9fff]").any()
    assert not words.loc[words["role"].isin(("thing", "quality")), "doing_en"].any()


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("收集市场信息", "collecting market information"),
        ("接听客户来电", "answering customer calls"),
        ("数据库安装", "database installation"),
        ("年轻员工培训", "young staff training"),
        ("感知模型", "perception models"),
        ("巡检", "inspection rounds"),
        ("python语言编程", "Python language programming"),
        ("设计爬虫策略", "designing crawler strategies"),
        ("医疗设备定期保养", "regular medical equipment servicing"),
        ("混凝土浇筑", "concrete pouring"),
        ("处理顾客投诉", "handling customer complaints"),
        ("猪舍消毒", "pig house disinfection"),
        ("冷链运输管理", "cold chain transport management"),
        ("客房清洁", "guest room cleaning"),
        ("汽车底盘设计", "car chassis design"),
        ("信用证审核", "letter of credit review"),
        ("学生心理辅导", "student psychological counselling"),
        ("填写维修工单", "filling in repair work orders"),
        ("流程优化方案", "process optimisation plans"),
        ("办公用品采购", "office supplies procurement"),
    ],
)
def test_tasks_of_many_trades_have_english_names(bundled, surface, name):
    assert TaskNames(bundled.words, bundled.skills).english(surface) == name
