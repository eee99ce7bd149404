"""Skill taxonomy: bundled tables, own tables, the checker, imports."""

import os
from pathlib import Path

import pandas as pd
import pytest

from talentcast.data.bundle import load_taxonomy
from talentcast.errors import InputFileError, SchemaError
from talentcast.matching.onet import import_onet
from talentcast.matching.skills import SkillIndex
from talentcast.matching.surfaces import surface_tokens
from talentcast.matching.taxonomy import KINDS, build_taxonomy, read_taxonomy
from talentcast.matching.taxonomy_check import check_taxonomy
from talentcast.matching.taxonomy_files import write_taxonomy
from talentcast.matching.taxonomy_import import import_csv, import_esco

DEV_DATA = Path(
    os.environ.get("TALENTCAST_DEV_DATA", Path(__file__).parents[3] / "shared" / "data")
)


@pytest.fixture(scope="module")
def bundled():
    return build_taxonomy(load_taxonomy())


def skills(**columns):
    return build_taxonomy({"skills": pd.DataFrame(columns)})


def problems(taxonomy):
    return {(row.level, row.id, row.problem) for row in check_taxonomy(taxonomy).itertuples()}


def test_bundled_skills_have_no_problem(bundled):
    found = check_taxonomy(bundled)
    assert found[found["table"] == "skills"].to_dict("records") == []


def test_bundled_skills_are_many_and_of_every_kind(bundled):
    counts = bundled.skills["kind"].value_counts()
    assert len(bundled.skills) >= 1500
    assert set(counts.index) == set(KINDS)
    assert (bundled.skills["name_zh"] != "").all()
    assert (bundled.skills["name_en"] != "").all()


def test_categories_of_hard_skills_are_the_documents_ten(bundled):
    hard = set(bundled.skills.loc[bundled.skills["kind"] == "hard", "category"])
    names = {bundled.category_names(c)[0] for c in hard}
    assert names == {"设计", "优化", "分析", "管理", "测试", "培训", "维护", "研发", "开发", "运营"}


# Beijing Talent Blue Book 2025, B.11 table 2: category -> its ten skills. 运营管理 stands in two.
TABLE = {
    "设计": "方案设计 产品设计 架构设计 系统设计 结构设计 软件设计 模块设计 功能设计 电路设计 原型设计",
    "优化": (
        "性能优化 产品优化 流程优化 系统优化 模型优化 架构优化 功能优化 数据库优化 工艺优化 算法优化"
    ),
    "分析": "需求分析 数据分析 问题分析 竞品分析 市场分析 统计分析 故障分析 系统分析 性能分析 业务分析",
    "管理": "项目管理 质量管理 团队管理 安全管理 风险管理 设备管理 需求管理 数据管理 资产管理 运营管理",
    "测试": "性能测试 功能测试 软件测试 单元测试 系统测试 产品测试 项目测试 测试验证 接口测试 集成测试",
    "培训": "技术培训 产品培训 用户培训 客户培训 安全培训 技能培训 人员培训 业务培训 系统培训 质量培训",
    "维护": "设备维护 系统维护 产品维护 客户关系维护 软件维护 售后维护 硬件维护 网络维护 运行维护 平台维护",
    "研发": "产品研发 技术研发 项目研发 算法研发 系统研发 软件研发 功能研发 硬件研发 设备研发 自主研发",
    "开发": "软件开发 产品开发 项目开发 系统开发 前端开发 功能开发 模块开发 程序开发 算法开发 后端开发",
    "运营": "产品运营 运营策略 社群运营 项目运营 内容运营 用户运营 安全运营 运营维护 平台运营",
}
SOFT = (
    "沟通协调 团队合作 责任心 自主学习 逻辑思维 解决问题 抗压力 积极主动 认真严谨 执行力 自我驱动 敬业精神 "
    "洞察力 灵活应变"
)


def test_the_documents_table_is_in_the_taxonomy(bundled):
    hard = bundled.skills[bundled.skills["kind"] == "hard"]
    category = dict(zip(hard["name_zh"], hard["category"], strict=True))
    for name, members in TABLE.items():
        for skill in members.split():
            assert bundled.category_names(category[skill])[0] == name, skill
    soft = set(bundled.skills.loc[bundled.skills["kind"] == "soft", "name_zh"])
    assert set(SOFT.split()) <= soft


@pytest.mark.development_data
@pytest.mark.skipif(not DEV_DATA.exists(), reason="development data not here")
def test_the_table_is_that_of_the_source_figures():
    facts = pd.read_csv(DEV_DATA / "beijing" / "document_facts.csv")
    rows = facts[facts["series_id"] == "skill_freq"]["name_zh"].str.split("-").tolist()
    expected = {(name, s) for name, members in TABLE.items() for s in members.split()}
    assert {(r[1], r[2]) for r in rows} == expected | {("运营", "运营管理")}


def test_checker_finds_each_problem():
    taxonomy = skills(
        id=["a", "a", "", "b", "c", "d", "e", "f"],
        name_en=["One", "Two", "Three", "", "Five", "Six", "Seven", "FIVE"],
        kind=["tool", "tool", "tool", "tool", "gadget", "tool", "tool", "tool"],
        parent=["", "", "", "", "", "nobody", "f", "e"],
    )
    assert problems(taxonomy) == {
        ("error", "a", "duplicate id"),
        ("error", "line 4", "empty id"),
        ("error", "b", "empty name"),
        ("error", "c", "unknown kind"),
        ("error", "d", "missing parent"),
        ("error", "e", "cycle of parents"),
        ("error", "f", "cycle of parents"),
        ("warning", "f", "alias of c too"),
    }


def test_clashing_aliases_are_a_warning_and_the_first_one_wins():
    taxonomy = skills(
        id=["x", "y"], name_en=["Alpha", "Beta"], aliases_en=["Gamma", "gamma"], kind=["tool"] * 2
    )
    assert problems(taxonomy) == {("warning", "y", "alias of x too")}
    assert SkillIndex(taxonomy).ids("", "Gamma") == [("x", True)]


def test_own_taxonomy_is_read_and_used(tmp_path):
    (tmp_path / "skills.csv").write_text(
        "id,name_zh,kind,aliases_zh\nx.cupping,拔罐,hard,拔火罐|火罐疗法\n", "utf-8-sig"
    )
    taxonomy = read_taxonomy(tmp_path)
    assert taxonomy.skill_names("x.cupping") == ("拔罐", "拔罐")
    assert [m.skill_id for m in SkillIndex(taxonomy).find("", "会拔火罐")] == ["x.cupping"]


def test_bad_folders_and_tables_are_refused(tmp_path):
    with pytest.raises(InputFileError, match="no such folder"):
        read_taxonomy(tmp_path / "nowhere")
    with pytest.raises(InputFileError, match=r"no skills\.csv"):
        read_taxonomy(tmp_path)
    (tmp_path / "skills.csv").write_text("name_en\nJava\n", "utf-8")
    with pytest.raises(SchemaError, match="expected id"):
        read_taxonomy(tmp_path)
    (tmp_path / "skills.csv").write_text("id,name_en,parent\na,A1,b\nb,B1,a\n", "utf-8")
    with pytest.raises(SchemaError, match="cycle of parents"):
        read_taxonomy(tmp_path)
    (tmp_path / "skills.csv").write_bytes("id,name_zh\na,沟通\n".encode("gb18030"))
    with pytest.raises(InputFileError, match="UTF-8"):
        read_taxonomy(tmp_path)


def test_a_pattern_skill_has_names_kind_and_category(bundled):
    assert bundled.skill_names("task:工单管理") == ("工单管理", "work order management")
    assert bundled.skill_kind("task:工单管理") == ("hard", "management")
    assert bundled.skill_kind("tool:foo") == ("tool", "")


def test_import_esco_labels(tmp_path):
    path = tmp_path / "labels.csv"
    path.write_text(
        "id,description,hierarchy_levels,type\n"
        "u1,Python (computer programming),\"[['K', 'K06', 'K061', 'K0613']]\",preferredLabel\n"
        "u2,manage staff,\"[['S', 'S4', 'S4.8', 'S4.8.1']]\",preferredLabel\n"
        "u2,staff managing,\"[['S', 'S4', 'S4.8', 'S4.8.1']]\",altLabels\n"
        "u3,a group,,level_2\n",
        "utf-8",
    )
    table = import_esco([path])["skills"].set_index("id")
    assert table.loc["esco.u1", ["kind", "aliases_en"]].tolist() == ["tool", "Python"]
    assert table.loc["esco.u2", ["kind", "category", "aliases_en"]].tolist() == [
        "hard", "management", "staff managing",
    ]  # fmt: skip
    assert len(table) == 2


def test_import_esco_published_files(tmp_path):
    (tmp_path / "skills_en.csv").write_text(
        "conceptUri,skillType,preferredLabel,altLabels\n"
        'http://x/skill/s1,knowledge,marketing law,"law of marketing\nrules of marketing"\n',
        "utf-8",
    )
    (tmp_path / "occupations_en.csv").write_text(
        "conceptUri,iscoGroup,preferredLabel,altLabels\nhttp://x/o/o1,2654,director,head\n", "utf-8"
    )
    frames = import_esco([tmp_path / "skills_en.csv", tmp_path / "occupations_en.csv"])
    assert frames["skills"].loc[0, "aliases_en"] == "law of marketing|rules of marketing"
    assert frames["occupations"].loc[0, ["id", "isco08"]].tolist() == ["esco.o1", "2654"]


def test_import_onet(tmp_path):
    (tmp_path / "t.txt").write_text(
        "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\n"
        "11-1011.00\tAdobe Systems Adobe Photoshop\t1\tGraphics\tY\n"
        "11-1021.00\tMicrosoft Visio\t1\tGraphics\tY\n",
        "utf-8",
    )
    (tmp_path / "o.txt").write_text(
        "O*NET-SOC Code\tTitle\tDescription\n11-1011.00\tChief Executives\tx\n", "utf-8"
    )
    (tmp_path / "a.txt").write_text(
        "O*NET-SOC Code\tAlternate Title\n11-1011.00\tCompany President\n", "utf-8"
    )
    frames = import_onet([tmp_path / "t.txt", tmp_path / "o.txt", tmp_path / "a.txt"])
    tools = dict(zip(frames["skills"]["name_en"], frames["skills"]["aliases_en"], strict=True))
    assert tools["Microsoft Visio"] == "Visio"
    assert frames["occupations"].loc[0, "aliases_en"] == "Company President"
    with pytest.raises(SchemaError, match="alternate titles alone"):
        import_onet([tmp_path / "a.txt"])


def test_import_csv_with_own_column_names_round_trips(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("功夫,类型\n拔罐,hard\n", "utf-8")
    frames = import_csv(path, columns={"功夫": "name_zh", "类型": "kind"})
    write_taxonomy(frames, tmp_path / "out")
    assert read_taxonomy(tmp_path / "out").skills["id"].tolist() == ["hard.拔罐"]
    with pytest.raises(SchemaError, match="name_zh or name_en"):
        import_csv(path)


def test_unknown_files_are_refused(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(SchemaError, match="got columns a, b"):
        import_esco([path])
    with pytest.raises(SchemaError, match="Technology Skills"):
        import_onet([path])
    with pytest.raises(InputFileError, match="no such file"):
        import_esco([tmp_path / "none.csv"])


@pytest.mark.development_data
@pytest.mark.skipif(not DEV_DATA.exists(), reason="development data not here")
def test_esco_whole_is_imported_without_errors():
    frames = import_esco(
        [
            DEV_DATA / "taxonomies" / "esco_v1.1.1_skills_labels.csv",
            DEV_DATA / "taxonomies" / "esco_occupations_en.csv",
        ]
    )
    assert len(frames["skills"]) == 13412  # preferred labels in the file
    found = check_taxonomy(build_taxonomy(frames))
    assert found[found["level"] == "error"].empty


def test_a_skill_s_own_name_comes_before_another_s_alias():
    table = pd.DataFrame(
        {
            "id": ["commissioning", "management"],
            "name_en": ["Project commissioning", "Project management"],
            "aliases_en": ["project management", ""],
            "kind": ["knowledge", "knowledge"],
        }
    )
    taxonomy = build_taxonomy({"skills": table})
    assert surface_tokens(taxonomy)["project management"].skill_id == "management"
    problems = check_taxonomy(taxonomy)
    assert problems[["id", "problem"]].values.tolist() == [
        ["commissioning", "alias of management too"]
    ]
