"""Occupations: the bundled table, titles that a reader can name, text against title, abstaining."""

from __future__ import annotations

import math
import os
import random
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentcast.errors import SchemaError
from talentcast.matching import occupations, read_titles
from talentcast.matching.ad_evidence import AdEvidence
from talentcast.matching.confidence import MIN_CONFIDENCE, MIN_CONFIDENCE_FINE, calibrate
from talentcast.matching.occupations import Occupation, OccupationIndex
from talentcast.matching.text import normalise_all
from talentcast.matching.title_features import title_key
from talentcast.matching.title_index import TitleIndex
from talentcast.matching.title_words import OPEN_HEADS
from talentcast.matching.titles import LONGEST_TITLE, SENIORITY, clean_titles
from talentcast.matching.unit_groups import favour_likeliest_group

FILES = Path(__file__).parents[2] / "talentcast/data/files/taxonomy"
#: Written from knowledge of the jobs, not taken from the taxonomy: none is an alias as it stands.
CASES = Path(__file__).parent / "files/occupation_titles.csv"
DATA = Path(os.environ.get("TALENTCAST_DEV_DATA", "../shared/data"))

#: What the source documents name, in their words.
NAMED = {
    "人工智能训练师": "ai-trainer", "机器学习算法工程师": "machine-learning-engineer",
    "数据治理工程师": "data-governance-engineer", "数据标注工程师": "data-annotator",
    "充电运维工程师": "charging-ops-engineer", "智能驾驶开发工程师": "autonomous-driving-engineer",
    "数字孪生应用工程师": "digital-twin-engineer", "内容审核专员": "content-moderator",
    "算法工程师": "algorithm-engineer",
}  # fmt: skip

#: The head decides, not the word that stands first.
HEADS = {
    "Java培训讲师": "trainer", "大数据讲师": "trainer", "销售数据分析师": "data-analyst",
    "数据分析培训讲师": "trainer", "软件销售总监": "sales-manager", "AI大模型销售经理": "sales-manager",
    "机器人行业售前": "presales-engineer", "室内定位产品经理": "product-manager",
    "车载导航项目经理": "project-manager", "医院保安": "security-guard", "学校食堂厨师": "chef",
    "银行保安": "security-guard", "律所前台": "receptionist", "游戏公司会计": "accountant",
    "酒店会计": "accountant", "芯片行业猎头": "recruiter", "数据中心电工": "electrician",
    "新能源汽车维修技师": "auto-mechanic", "幼儿园厨师": "chef", "总经理助理": "executive-assistant",
    "产品经理（数据方向）": "data-product-manager", "算法工程师（感知方向）": "perception-engineer",
    "Executive Assistant to the Sales Director": "executive-assistant",
    "Manager of Human Resources": "hr-manager", "Nurse Recruiter": "recruiter",
}  # fmt: skip

NONSENSE = [
    "", " ", "！！！", "12345", "***", "测", "面议", "急聘", "北京", "8-12K", "【双休】", "😀😀😀",
    "qwertyuiop", "lorem ipsum dolor", "zzz zzz", "\x00\x01", "www.example.com", "⟨⟩", "шофёр",
    "好工作等你来", "快来加入我们吧", "不要错过", "test do not apply", "مهندس",
]  # fmt: skip


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return pd.read_csv(FILES / "occupations.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def index(table: pd.DataFrame) -> OccupationIndex:
    return OccupationIndex(table)


# The table ---------------------------------------------------------------------------------------


def test_table_is_as_large_as_asked_and_complete(table: pd.DataFrame) -> None:
    groups = pd.read_csv(FILES / "occupation_groups.csv", dtype=str)
    assert len(table) >= 250
    assert table["id"].is_unique
    assert table["id"].map(lambda i: bool(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i))).all()
    assert (table[["title_zh", "title_en", "aliases_zh", "aliases_en", "source_id"]] != "").all(
        axis=None
    )
    assert set(table["group"]) == set(groups["id"])


def test_codes_have_their_form(table: pd.DataFrame) -> None:
    forms = {
        "code_cn2022": r"\d-\d\d-\d\d-\d\d",
        "isco08": r"\d{4}",
        "onet_soc": r"\d\d-\d{4}\.\d\d",
    }
    for column, form in forms.items():
        given_codes = table.loc[table[column] != "", column]
        assert given_codes.str.fullmatch(form).all(), column
        assert len(given_codes) > 0.9 * len(table), column


@pytest.mark.development_data
@pytest.mark.skipif(not DATA.is_dir(), reason=f"needs the development data, looked in {DATA}")
def test_codes_exist(table: pd.DataFrame) -> None:
    folder = DATA / "taxonomies"
    chinese = pd.read_json(folder / "zh_dadian_2022_occupations.jsonl", lines=True, dtype=str)
    onet = pd.read_csv(folder / "onet_Occupation_Data.txt", sep="\t", dtype=str)
    esco = pd.read_csv(folder / "esco_occupations_en.csv", dtype=str)
    assert set(table["code_cn2022"]) - {""} <= set(chinese["occupation_code"])
    assert set(table["onet_soc"]) - {""} <= set(onet["O*NET-SOC Code"])
    assert set(table["isco08"]) - {""} <= set(esco["iscoGroup"].str.zfill(4))


def test_no_name_belongs_to_two_occupations(table: pd.DataFrame) -> None:
    owner: dict[str, str] = {}
    for row in table.itertuples():
        names = [row.title_zh, row.title_en, *row.aliases_zh.split("|"), *row.aliases_en.split("|")]
        for name in names:
            assert owner.setdefault(name.lower(), row.id) == row.id, name


# Titles ------------------------------------------------------------------------------------------


def test_cases_are_not_aliases(table: pd.DataFrame) -> None:
    names = set()
    for column in ("title_zh", "title_en", "aliases_zh", "aliases_en"):
        names |= {name.lower() for cell in table[column] for name in cell.split("|")}
    titles = pd.read_csv(CASES)["title"]
    assert len(titles) >= 200
    assert not names & set(titles.str.lower())


def test_titles_that_a_reader_can_name(index: OccupationIndex) -> None:
    cases = pd.read_csv(CASES)
    asked = list(zip(cases["title"], cases["occupation"], strict=True))
    wrong = [(t, gold, index.classify(t).id) for t, gold in asked if index.classify(t).id != gold]
    assert len(wrong) <= 0.02 * len(asked), wrong


@pytest.mark.parametrize(("title", "expected"), NAMED.items())
def test_occupations_of_the_documents(index: OccupationIndex, title: str, expected: str) -> None:
    assert index.classify(title).id == expected


@pytest.mark.parametrize(("title", "expected"), HEADS.items())
def test_the_head_of_a_title_decides(index: OccupationIndex, title: str, expected: str) -> None:
    assert index.classify(title).id == expected


def test_endings_are_found_as_by_trying_each(table: pd.DataFrame) -> None:
    names = ("title_zh", "title_en", "aliases_zh", "aliases_en")
    keys = {title_key(n) for column in names for cell in table[column] for n in cell.split("|")}
    index = TitleIndex(table)
    titles = [t for t in pd.read_csv(CASES)["title"] if not t.isascii()]
    read = [
        title for title in clean_titles([*titles, *(f"高铁{t}" for t in titles)]) if title.trades
    ]
    assert sum(bool(index.ending(title)) for title in read) > 50
    for title in read:
        part = title.trades[0]
        endings = [title_key(part[start:]) for start in range(1, len(part) - 2)]
        is_name = [end in keys and not end.endswith(OPEN_HEADS) for end in endings]
        if not part.isascii():
            assert bool(index.ending(title)) == any(is_name), part


@pytest.mark.parametrize("title", NONSENSE)
def test_no_answer_rather_than_a_guess(index: OccupationIndex, title: str) -> None:
    found = index.classify(title)
    assert found.id is None
    assert found.confidence < MIN_CONFIDENCE


def test_rank_is_kept_apart(index: OccupationIndex) -> None:
    plain, senior = index.classify("会计"), index.classify("高级会计")
    assert plain.id == senior.id == "accountant"
    assert (plain.seniority, senior.seniority) == (None, "senior")


# Text --------------------------------------------------------------------------------------------

PERCEPTION = (
    "岗位职责：1、负责激光雷达点云目标检测与目标跟踪；2、多传感器融合，毫米波雷达数据处理；"
    "3、BEV感知模型的训练与部署。熟悉卡尔曼滤波。"
)
FRONT_END = (
    "岗位职责：负责公司产品的前端页面开发，使用Vue、HTML5、CSS3、JavaScript，熟悉webpack，"
    "解决浏览器兼容问题，有React经验优先。"
)


def test_text_names_the_trade_of_a_vague_title(index: OccupationIndex) -> None:
    assert index.classify("算法工程师").id == "algorithm-engineer"
    assert index.classify("算法工程师", PERCEPTION).id == "perception-engineer"
    assert index.classify("工程师", FRONT_END).id == "frontend-developer"


def test_text_decides_where_it_clearly_differs(index: OccupationIndex) -> None:
    assert index.classify(
        "UE4视频设计师", "使用UE4、3dmax、maya建模，制作动画与特效，渲染，贴图。"
    ).id == ("animator-3d")


def test_text_that_agrees_leaves_the_title(index: OccupationIndex) -> None:
    for title in ("前端开发工程师", "Web前端", "前端工程师（上海）"):
        assert index.classify(title, FRONT_END).id == "frontend-developer"


def test_text_of_an_employer_does_not_outweigh_a_clear_title(index: OccupationIndex) -> None:
    text = (
        "我公司专注自动驾驶与激光雷达。岗位职责：凭证录入、报税、编制财务报表，会使用用友、金蝶。"
    )
    assert index.classify("会计", text).id == "accountant"


# Contract ----------------------------------------------------------------------------------------


def test_confidences_are_shares_in_order(index: OccupationIndex) -> None:
    for title in ("数据专员", "测试", "Program Analyst", "数据 运营", "实施开发"):
        found = index.classify(title)
        listed = [found.confidence, *(c for _, c in found.alternatives)]
        assert all(0.0 <= c <= 1.0 for c in listed)
        if found.id is not None:
            assert listed == sorted(listed, reverse=True)
            assert found.id not in [i for i, _ in found.alternatives]


def test_calibration_grows_with_score_and_lead() -> None:
    for size in (50, 271, 900, 3007, 20_000):
        fitted = calibrate(size)
        assert fitted.confidence(1.2, 0.3) > fitted.confidence(0.4, 0.3)
        assert fitted.confidence(1.0, 0.9) >= fitted.confidence(1.0, 0.0)
        assert MIN_CONFIDENCE_FINE <= fitted.threshold <= MIN_CONFIDENCE


def test_any_taxonomy_of_these_columns_works() -> None:
    own = pd.DataFrame(
        {"id": ["a1", "b2"], "title_en": ["Glass blower", "Bee keeper"],
         "aliases_en": ["glass artist", None], "isco08": ["7315", "6123"]}
    )  # fmt: skip
    index = OccupationIndex(own)
    assert index.classify("Senior Glass Blower").id == "a1"
    assert index.rank_titles(["beekeeper", "artist in glass"], top=1) == [["b2"], ["a1"]]


def test_a_table_without_rows_answers_nothing() -> None:
    empty = pd.DataFrame({"id": pd.Series(dtype="str"), "title_zh": pd.Series(dtype="str")})
    assert OccupationIndex(empty).classify("会计", "任何文本") == Occupation(None, 0.0)


def test_a_table_without_ids_is_refused() -> None:
    with pytest.raises(SchemaError, match="id"):
        OccupationIndex(pd.DataFrame({"title_zh": ["会计"]}))


def test_the_table_given_is_not_changed(table: pd.DataFrame) -> None:
    before = table.copy()
    OccupationIndex(table).classify("会计", "凭证、报税")
    pd.testing.assert_frame_equal(table, before)


@given(st.text(max_size=60), st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_ad_gets_an_answer(index: OccupationIndex, title: str, text: str) -> None:
    found = index.classify(title, text)
    assert found.id is None or found.id in index.ids
    assert 0.0 <= found.confidence <= 1.0
    assert found.seniority is None or found.seniority in SENIORITY
    assert index.classify(title, text) == found


# Together ----------------------------------------------------------------------------------------

TITLES = [
    "算法工程师", "UE4视频设计师", "前端开发工程师", "会计", "Data Analyst", "工程师", "", "护士（急聘）",
    "产品经理（数据方向）", "Program Analyst", "qwertyuiop", "Java开发/测试", "intern",
]  # fmt: skip
TEXTS = [
    "", PERCEPTION, FRONT_END, "使用UE4、3dmax、maya建模，制作动画与特效，渲染，贴图。", "不限",
    "We look for python, spark and machine learning; java only if you must.",
]  # fmt: skip
some_ads = st.lists(st.tuples(st.sampled_from(TITLES), st.sampled_from(TEXTS)), max_size=12)


@given(some_ads)
@settings(max_examples=150, deadline=None)
def test_ads_are_answered_alike_alone_and_together(
    index: OccupationIndex, ads: list[tuple[str, str]]
) -> None:
    titles, texts = [title for title, _ in ads], [text for _, text in ads]
    together = index.classify_all(titles, normalise_all(texts))
    assert len(together) == len(ads)
    assert [together[i] for i in range(len(ads))] == [index.classify(*ad) for ad in ads]


ODD_TITLES = [
    "", " ", "师", "a", "😀", "\ud83d", "\ude00\ud83d", "\ud83d护士", "护士😀", "护士" * 5_000, "x" * 10_000,
    "(", "()", "\n", "护士\n厨师", "\x00", "İ护士", "护士（\ufffd）", "，、-/", "١٢٣",
]  # fmt: skip


@pytest.mark.parametrize("text", ["", "护理病人", "\ud83d", "We look for nurses"])
def test_odd_titles_are_answered_alike_alone_and_together(table: pd.DataFrame, text: str) -> None:
    index, alone = OccupationIndex(table), OccupationIndex(table)
    found = index.classify_all(ODD_TITLES, normalise_all([text] * len(ODD_TITLES)))
    assert [found[i] for i in range(len(ODD_TITLES))] == [
        alone.classify(title, text) for title in ODD_TITLES
    ]


def test_no_ads_have_no_answers(index: OccupationIndex) -> None:
    assert len(index.classify_all([], [])) == 0


def test_answers_are_the_same_without_the_compiled_files(
    table: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles = [*TITLES, *ODD_TITLES]
    texts = normalise_all([TEXTS[i % len(TEXTS)] for i in range(len(titles))])
    found = OccupationIndex(table).classify_all(titles, texts)
    for name in ("_finder", "_grams", "_nearest", "_term_sums"):
        monkeypatch.setitem(sys.modules, f"talentcast.matching.{name}", None)
    without = OccupationIndex(table).classify_all(titles, texts)
    assert [without[i] for i in range(len(titles))] == [found[i] for i in range(len(titles))]


def test_many_ads_are_read_in_runs(index: OccupationIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    titles, texts = TITLES * 3, [TEXTS[i % len(TEXTS)] for i in range(3 * len(TITLES))]
    whole = index.classify_all(titles, normalise_all(texts))
    monkeypatch.setattr(occupations, "_ADS", 5)
    runs = index.classify_all(titles, normalise_all(texts))
    assert [runs[i] for i in range(len(titles))] == [whole[i] for i in range(len(titles))]


def test_titles_kept_are_those_read(table: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    known = OccupationIndex(table)
    expected = {title: known.classify(title, PERCEPTION) for title in TITLES}
    monkeypatch.setattr(read_titles, "CACHED_TITLES", 3)
    index = OccupationIndex(table)
    for seed in range(30):
        titles = random.Random(seed).choices(TITLES, k=seed % 6)
        found = index.classify_all(titles, normalise_all([PERCEPTION] * len(titles)))
        assert [found[i] for i in range(len(titles))] == [expected[title] for title in titles]


def test_threads_may_share_an_index(table: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    known = OccupationIndex(table)
    expected = {title: known.classify(title, FRONT_END) for title in TITLES}
    monkeypatch.setattr(read_titles, "CACHED_TITLES", 3)
    index = OccupationIndex(table)
    asked = random.Random(5).choices(TITLES, k=120)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda title: index.classify(title, FRONT_END), asked))
    assert found == [expected[title] for title in asked]


def test_only_the_beginning_of_a_title_is_kept(index: OccupationIndex) -> None:
    long = "会计 " + "岗" * LONGEST_TITLE
    found = index.classify_all([long + "甲", long + "乙", "会计"], ["", "", ""])
    assert found[0] == found[1] == index.classify(long)
    assert found[2].id == "accountant"


def test_answers_as_columns(index: OccupationIndex) -> None:
    found = index.classify_all(["高级会计", "好工作等你来", "店长"], ["", "", ""])
    assert found.occupation().to_pylist() == ["accountant", None, "store-manager"]
    assert found.level().to_pylist() == ["senior", None, "manager"]
    nothing = index.classify_all([], [])
    assert nothing.occupation().to_pylist() == nothing.level().to_pylist() == []


# Key terms ---------------------------------------------------------------------------------------


def test_key_terms_add_up() -> None:
    """Four occupations, so that a term of one weighs ln 5 and a term of two ln 3; full at 14."""
    own = pd.DataFrame(
        {"id": list("abcd"), "title_zh": ["甲", "乙", "丙", "丁"],
         "keywords": ["java|点云", "点云|Spring Boot", "c++", ""]}
    )  # fmt: skip
    texts = [
        "会java,也会java;点云",  # a: ln 5 once, ln 3; b: ln 3
        "javascript、java8 与 mcc++",  # pieces of longer words
        "spring boot. c++",  # a full stop ends a word
        "",
        "点云",
    ]
    found = AdEvidence(own).key_terms(texts)
    one, two = math.log(5) / 14, math.log(3) / 14
    expected = [(0, 0, one + two), (0, 1, two), (2, 1, one), (2, 2, one), (4, 0, two), (4, 1, two)]
    assert list(zip(found.ad.tolist(), found.row.tolist(), strict=True)) == [
        (ad, row) for ad, row, _ in expected
    ]
    np.testing.assert_allclose(found.evidence, [value for _, _, value in expected])
    rows, evidence = found.of_one(0)
    assert rows.tolist() == [0, 1]
    np.testing.assert_allclose(evidence, [one + two, two])
    assert [len(column) for column in found.of_one(1)] == [0, 0]


def test_evidence_is_never_more_than_full() -> None:
    terms = [f"词{chr(0x4E00 + i)}" for i in range(40)]
    own = pd.DataFrame(
        {"id": ["a", "b"], "title_zh": ["甲", "乙"], "keywords": ["|".join(terms), ""]}
    )
    assert AdEvidence(own).key_terms(["，".join(terms)]).evidence.tolist() == [1.0]


@given(st.text(alphabet="abc+#-. 会计", max_size=12))
@settings(max_examples=80, deadline=None)
def test_a_key_does_not_depend_on_blanks_and_case(text: str) -> None:
    assert title_key(text) == title_key(f" {text.upper()} ")


def test_siblings_of_a_unit_group_outweigh_a_lone_occupation_only_when_near():
    groups = ["2511", "2330", "2330", ""]
    first = favour_likeliest_group([(0, 1.0), (1, 0.98), (2, 0.97), (3, 0.99)], groups)[0]
    assert first == (1, 1.0)
    far = [(0, 1.0), (1, 0.6), (2, 0.6), (3, 0.99)]
    assert favour_likeliest_group(far, groups)[0] == (0, 1.0)
    assert favour_likeliest_group([], groups) == []
