"""Sketches tell the Jaccard similarity of texts; what does not matter to a text does not count."""

from __future__ import annotations

import numpy as np
import pytest

from talentcast.matching.name_keys import AGENCY, HIDDEN
from talentcast.matching.near_duplicates import (
    MIN_CHARACTERS,
    SKETCH_BYTES,
    similarity,
    sketch_texts,
)
from talentcast.matching.near_index import BANDS, FACTS, NearIndex, band_hashes, text_rule

LINES = [
    "负责推荐系统的架构设计与核心模块的开发",
    "参与需求评审并编写技术方案和接口文档",
    "熟悉分布式存储与消息队列的使用和调优",
    "本科以上学历三年以上后台服务开发经验",
    "具备良好的沟通能力和团队协作的精神",
]
TEXT = "\n".join(LINES)


def letters(random: np.random.Generator, size: int) -> str:
    """Random Chinese characters: one clause, so that shingles are those of the whole text."""
    return "".join(map(chr, random.integers(0x4E00, 0x9000, size)))


def shingles(text: str) -> set[str]:
    return {text[start : start + 5] for start in range(len(text) - 4)}


def jaccard(one: str, other: str) -> float:
    first, second = shingles(one), shingles(other)
    return len(first & second) / len(first | second)


def bytes_of(sketches: list[bytes | None]) -> np.ndarray:
    return np.frombuffer(b"".join(sketches), np.uint8).reshape(-1, SKETCH_BYTES)


def altered(random: np.random.Generator, text: str, places: int) -> str:
    changed = list(text)
    for place in random.choice(len(text), places, replace=False):
        changed[place] = letters(random, 1)
    return "".join(changed)


@pytest.mark.parametrize("size", [70, 400, 2000])
@pytest.mark.parametrize("share", [0.004, 0.02, 0.1])
def test_similarity_is_the_jaccard_similarity_of_shingles(size: int, share: float) -> None:
    random = np.random.default_rng(size)
    pairs = []
    for _ in range(150):
        text = letters(random, size)
        pairs.append((text, altered(random, text, max(1, int(share * size)))))
    exact = np.array([jaccard(*pair) for pair in pairs])
    first, second = (bytes_of(sketch_texts(list(side))) for side in zip(*pairs, strict=True))
    error = similarity(first, second) - exact
    # 128 numbers of 4 bits: a standard error of sqrt(p (1 - p) / 128) * 16 / 15 (Li and König),
    # p the chance that two of the numbers agree. Four standard errors of 150 pairs.
    agree = exact.mean() * 15 / 16 + 1 / 16
    standard = np.sqrt(agree * (1 - agree) / 128) * 16 / 15
    assert np.sqrt((error**2).mean()) < standard * (1 + 4 / np.sqrt(2 * len(pairs)))
    assert abs(error.mean()) < 4 * standard / np.sqrt(len(pairs))


def test_unlike_texts_have_similarity_zero_on_average() -> None:
    random = np.random.default_rng(1)
    sketches = bytes_of(sketch_texts([letters(random, 300) for _ in range(400)]))
    alike = similarity(sketches[:200], sketches[200:])
    assert alike.mean() < 0.02  # truncated at 0, so a little above it
    assert alike.max() < 0.12


@pytest.mark.parametrize(
    "same",
    [
        "\n".join(reversed(LINES)),
        "；".join(LINES) + "。",
        "\n".join(f"{number}、{line}" for number, line in enumerate(LINES, 1)),
        "".join(f"（{number}）{line}；" for number, line in enumerate(LINES, 9)),
        "  \t".join(" ".join(line) for line in LINES[:1]) + "\n\n" + "\r\n".join(LINES[1:]),
        TEXT.replace("与", "，与").replace("的", "“的”"),
    ],
)
def test_order_numbers_and_punctuation_do_not_count(same: str) -> None:
    assert sketch_texts([same]) == sketch_texts([TEXT])


def test_width_and_case_do_not_count_but_signs_of_names_do() -> None:
    plain, wide, other = (
        f"熟悉{name}和脚本语言，有五年以上客户端与服务端开发经验者优先，负责游戏引擎的设计开发" * 2
        for name in ("c++ python", "Ｃ＋＋　ＰＹＴＨＯＮ", "c# python")
    )
    sketches = sketch_texts([plain, wide, other])
    assert sketches[0] == sketches[1]
    assert sketches[0] != sketches[2]


def test_the_own_name_of_the_employer_does_not_count() -> None:
    names = ["广州甲乙网络科技有限公司", "上海丙丁人力资源（广州）有限公司"]
    texts = [f"{name}是一家平台公司\n{TEXT}\n加入{name}，一起成长" for name in names]
    known = sketch_texts(texts, names)
    assert known[0] == known[1]
    blind = bytes_of(sketch_texts(texts))
    assert similarity(blind[0], blind[1]) < 0.95


def test_short_texts_have_no_sketch() -> None:
    text = letters(np.random.default_rng(2), MIN_CHARACTERS)
    padded = "，".join(text[:-1])  # long enough only with punctuation
    got = sketch_texts([None, "", "！" * 500, text[:-1], padded, text])
    assert [sketch is not None for sketch in got] == [False] * 5 + [True]


def test_a_sketch_does_not_depend_on_the_other_texts_of_the_batch() -> None:
    random = np.random.default_rng(3)
    texts = [letters(random, int(size)) for size in random.integers(1, 300, 200)]
    together = sketch_texts(texts)
    assert together == [sketch_texts([text])[0] for text in texts]
    assert together[::-1] == sketch_texts(texts[::-1])


@pytest.mark.parametrize(
    "odd",
    [
        TEXT + "\ud800\udfff",
        TEXT + "🚀" * 300,
        TEXT + "\x00\x07\u202e\u200f",
        "مطلوب مهندس برمجيات " * 20,
        "𠀀𠀁𠀂𠀃𠀄𠀅" * 20,
        "负责后台服务开发" * 130_000,
        "1、" * 200 + TEXT,
        "a\n" * 500,
    ],
)
def test_odd_texts_are_sketched(odd: str) -> None:
    sketch = sketch_texts([odd, TEXT])
    assert len(sketch[0]) == SKETCH_BYTES
    assert sketch[1] == sketch_texts([TEXT])[0]


def test_emoji_do_not_count() -> None:
    assert sketch_texts([TEXT.replace("\n", "🚀\n✨")]) == sketch_texts([TEXT])


def test_nearly_all_pairs_at_the_threshold_share_a_band() -> None:
    random = np.random.default_rng(4)
    found, alike = 0, 0
    for _ in range(600):
        text = letters(random, 600)
        copy = altered(random, text, 6)
        if jaccard(text, copy) < 0.9:
            continue
        bands = band_hashes(bytes_of(sketch_texts([text, copy])), np.zeros(2, np.int64))
        alike += 1
        found += bool((bands[0] == bands[1]).any())
    assert alike > 100
    # 1 - (1 - .9**8)**12 = .9988 at the threshold itself.
    assert found / alike > 0.985


def facts(size: int = 1, **known: float) -> np.ndarray:
    ads = np.zeros(size, FACTS)
    for name in ("low", "high", "experience"):
        ads[name] = np.nan
    for name, value in known.items():
        ads[name] = value
    return ads


def index_of(sketches: np.ndarray, capacity: int) -> tuple[NearIndex, np.ndarray]:
    index, cities = NearIndex(capacity), np.zeros(len(sketches), np.int64)
    bands = band_hashes(sketches, cities)
    for start in range(0, len(sketches), 100):
        part = slice(start, start + 100)
        index.add(
            bands[part], sketches[part], facts(len(bands[part])), np.arange(len(sketches))[part]
        )
    return index, bands


def test_the_index_finds_every_text_until_it_is_full_then_forgets_the_oldest() -> None:
    random = np.random.default_rng(5)
    sketches = random.integers(0, 256, (6000, SKETCH_BYTES)).astype(np.uint8)
    cities = np.zeros(6000, np.int64)
    index, bands = index_of(sketches[:3000], 4000)
    found = index.find(bands, sketches[:3000], cities[:3000])
    assert [[(int(index.vacancy[place]), alike) for place, alike in m] for m in found] == [
        [(number, 1.0)] for number in range(3000)
    ]
    index, bands = index_of(sketches, 4000)
    before, found = index.nbytes, index.find(bands, sketches, cities)
    assert len(index) == 4000
    assert not any(found[:2000])
    assert sum(map(bool, found[2000:])) > 0.999 * 4000
    index.add(bands, sketches, facts(6000), np.arange(6000))
    assert index.nbytes == before


def test_texts_of_other_cities_are_not_found() -> None:
    sketches = bytes_of(sketch_texts([TEXT]))
    index, _ = index_of(sketches, 100)
    elsewhere = np.array([1], np.int64)
    assert index.find(band_hashes(sketches, elsewhere), sketches, elsewhere) == [[]]


PAID = {"low": 10_000, "high": 15_000}


@pytest.mark.parametrize(
    ("ad", "other", "alike", "rule"),
    [
        ({"employer": 1}, {"employer": 1}, 0.90, "near_text"),
        ({"employer": 1}, {"employer": 1}, 0.89, None),
        ({"employer": 1, **PAID}, {"employer": 1}, 0.95, "near_text"),
        ({"employer": 1, **PAID}, {"employer": 1, "low": 14_000, "high": 20_000}, 1, None),
        ({"employer": 1, **PAID}, {"employer": 1, "low": 15_000, "high": 20_000}, 1, None),
        ({"employer": 1, "low": 9_000}, {"employer": 1, "high": 8_000}, 1, None),
        ({"employer": 1, "words": 3}, {"employer": 1, "words": 2}, 0.95, "near_text"),
        ({"employer": 1, "words": 1}, {"employer": 1, "words": 2}, 0.95, None),
        ({"employer": 1, "experience": 3}, {"employer": 1, "experience": 5}, 1, None),
        ({"employer": 1, "experience": 3}, {"employer": 1}, 1, "near_text"),
        ({"employer": 1, "level": 1}, {"employer": 1}, 1, None),
        ({"employer": 1, "level": 4, **PAID}, {"employer": 1, **PAID}, 1, "near_text"),
        ({"employer": 1, "level": 4, **PAID}, {"employer": 1, "low": 9_000, "high": 15_000}, 1, None),
        ({"employer": 1, **PAID}, {"employer": 2, **PAID}, 0.96, "copied_text"),
        ({"employer": 1, **PAID}, {"employer": 2, **PAID}, 0.94, None),
        ({"employer": 1, **PAID}, {"employer": 2, "low": 10_000, "high": 16_000}, 1, None),
        ({"employer": 1}, {"employer": 2}, 0.96, "copied_text"),
        ({"employer": 1, **PAID}, {"employer": 2, "poster": AGENCY}, 0.91, "copied_text"),
        ({"employer": 1, "poster": HIDDEN}, {"employer": 2, **PAID}, 0.91, "copied_text"),
        ({}, {}, 0.96, "copied_text"),
    ],
)  # fmt: skip
def test_rules_for_similar_texts(ad: dict, other: dict, alike: float, rule: str | None) -> None:
    one, two = facts(**ad)[0], facts(**other)[0]
    assert text_rule(one, two, alike) == rule
    assert text_rule(two, one, alike) == rule


def test_bands_are_as_many_as_said() -> None:
    assert band_hashes(bytes_of(sketch_texts([TEXT])), np.zeros(1, np.int64)).shape == (1, BANDS)


@pytest.mark.parametrize(
    ("known", "other", "rule"),
    [
        ({}, {}, "near_text"),
        ({"occupation": 3}, {"occupation": 3}, "near_text"),
        ({"occupation": 3}, {"occupation": 4}, None),  # 爬虫工程师, 自然语言处理工程师
        ({"occupation": 3}, {"occupation": 0}, "near_text"),  # not sure of one
        ({"low": 10_000, "high": 15_000}, {"low": 10_000, "high": 15_000}, "near_text"),
        ({"low": 10_000, "high": 15_000}, {"low": 10_000, "high": 20_000}, None),
        ({"low": 10_000, "high": 15_000}, {}, "near_text"),  # one states no pay
        ({"low": 10_000}, {"low": 12_000}, None),  # open above
    ],
)
def test_texts_that_one_employer_reuses_for_another_job_are_no_copies(known, other, rule) -> None:
    first, second = facts(employer=5, **known)[0], facts(employer=5, **other)[0]
    assert text_rule(first, second, 0.99) == rule
    assert text_rule(second, first, 0.99) == rule
