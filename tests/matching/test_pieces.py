"""Hashes and keys of pieces, best readings: compiled and not, against zlib and plain loops."""

import itertools
import random
from zlib import crc32

import numpy as np
import pytest

from talentcast.matching import english_model, english_split, pieces
from talentcast.matching.english_split import Words
from talentcast.matching.english_words import AFTER_WORD, BEFORE_WORD, TOKEN
from talentcast.matching.pieces import HashRows, PieceRows, run_keys, slice_hashes

compiled, tagger = pieces._pieces, english_model._tagger


@pytest.fixture(params=["compiled", "not compiled"], autouse=True)
def as_installed(request, monkeypatch):
    if request.param == "compiled":
        if compiled is None or tagger is None:
            pytest.skip("no C compiler at the install")
        return
    monkeypatch.setattr(pieces, "_pieces", None)
    monkeypatch.setattr(english_model, "_tagger", None)
    monkeypatch.setattr(english_split, "_tagger", None)


def some_pieces(size, count, least):
    draw = np.random.default_rng(8)
    start = draw.integers(0, size - 20, count)
    return start, start + draw.integers(least, 20, count)


def test_hashes_are_those_of_zlib():
    text = np.random.default_rng(1).integers(0, 256, 500).astype(np.uint8)
    start, end = some_pieces(500, 200, 0)
    whole = text.tobytes()
    expected = [crc32(whole[a:b]) for a, b in zip(start, end, strict=True)]
    assert slice_hashes(text, start, end).tolist() == expected


@pytest.mark.parametrize("keys", [[], [0], [7, 0, 4_294_967_295, 1 << 20, (1 << 20) + 1]])
def test_rows_of_hashes(keys):
    asked = [0, 1, 7, 1 << 20, 1 << 31, 4_294_967_295]
    ordered = sorted(keys)
    expected = [ordered.index(one) if one in ordered else len(ordered) for one in asked]
    assert HashRows(keys).find(np.array(asked, np.uint32)).tolist() == expected


def test_rows_of_many_hashes():
    draw = random.Random(2)
    keys = [draw.randrange(1 << 32) for _ in range(5_000)]
    rows = HashRows(keys)
    asked = np.array([*keys, *(draw.randrange(1 << 32) for _ in range(5_000))], np.uint32)
    known = set(keys)
    for one, row in zip(asked.tolist(), rows.find(asked).tolist(), strict=True):
        assert (rows.keys[row] == one) if one in known else row == len(known)


def test_rows_of_names():
    names = [b"", b"sql", b"java", b"javascript", b"c++"]
    text = b"java, javascript c++ sq sql"
    start, end = np.array([0, 6, 17, 21, 24, 3, 0]), np.array([4, 16, 20, 23, 27, 3, 5])
    rows = PieceRows(names)
    found = rows.find(np.frombuffer(text, np.uint8), start, end).tolist()
    expected = [text[a:b] if text[a:b] in names else None for a, b in zip(start, end, strict=True)]
    assert [[*rows.names, None][row] for row in found] == expected
    assert expected.count(None) == 2


def test_words_are_what_the_pattern_of_tokens_finds():
    draw = random.Random(9)
    text = "".join(
        draw.choice("ab..;:'\u2018\u2019\u201d, \n()|\u2022!A0\u00e9") for _ in range(3_000)
    )
    expected = []
    for match in TOKEN.finditer(text):
        body = match.group().rstrip(AFTER_WORD)
        word = body.lstrip(BEFORE_WORD)
        begin = match.start() + len(body) - len(word)
        expected += [(begin, begin + len(word))] if word else []
        dot = match.start() + len(body)
        expected += [(dot, dot + 1)] if match.group()[len(body) :].startswith(".") else []
    words = Words([text])
    assert list(zip(words.start.tolist(), words.end.tolist(), strict=True)) == expected


def test_keys_hold_each_run_once():
    signs = np.random.default_rng(3).choice(np.frombuffer(b"AAAaaa00.+", np.uint8), 400)
    is_run = np.isin(np.arange(256), list(b"Aa0"))
    cuts = np.sort(np.random.default_rng(5).choice(401, 120, replace=False))
    start, end = cuts[:-1], cuts[1:] - (np.diff(cuts) > 4)
    for a, b, key in zip(start, end, run_keys(signs, is_run, start, end).tolist(), strict=True):
        runs = [
            [sign] if is_run[sign] else [sign] * len(list(group))
            for sign, group in itertools.groupby(signs[a:b].tolist())
        ]
        expected = bytes(itertools.chain.from_iterable(runs))[:8]
        assert key.to_bytes(8, "little").rstrip(b"\0") == expected


def score_of(states, scores, cuts, steps, lean):
    """Return what a reading scores, None where it may not be."""
    total, before = 0.0, None
    for state, score, is_cut in zip(states, scores, cuts, strict=True):
        if state == 2 and (before in (None, 0) or is_cut):
            return None
        total += (0.0, score.real + lean, score.imag)[state]
        total += 0.0 if before is None else steps[before][state]
        before = state
    return total


def test_names_are_those_of_the_best_of_all_readings():
    draw = np.random.default_rng(4)
    sizes = draw.integers(0, 6, 60)
    begins = np.append(0, np.cumsum(sizes))
    scores = draw.normal(-0.5, 1.5, begins[-1]) + 1j * draw.normal(-0.5, 1.5, begins[-1])
    cuts = draw.random(begins[-1]) < 0.2
    steps = english_model.coefficients()[1]
    expected = []
    for begin, end in itertools.pairwise(begins.tolist()):
        own = scores[begin:end], cuts[begin:end].tolist(), steps, english_model.LEAN
        totals = {
            one: score_of(one, *own) for one in itertools.product(range(3), repeat=end - begin)
        }
        allowed = {one: total for one, total in totals.items() if total is not None}
        best = max(allowed, key=allowed.get)
        for at, state in enumerate(best):
            if state == 1:
                stop = at + 1
                while stop < len(best) and best[stop] == 2:
                    stop += 1
                expected.append([begin + at, begin + stop])
    found = english_model.names_in(scores, cuts, begins)
    assert len(expected) > 20
    assert found.T.tolist() == expected


@pytest.mark.skipif(compiled is None, reason="no C compiler at the install")
def test_what_does_not_fit_is_refused():
    text, one = np.zeros(4, np.uint8), np.array([3])
    for bad in ((text, one, np.array([5])), (text, np.array([-1]), one), (text, one, one[:0])):
        with pytest.raises(ValueError, match="piece|length"):
            compiled.slice_hashes(*bad)
        with pytest.raises(ValueError, match="piece|length"):
            compiled.run_keys(text, np.ones(256, bool), *bad[1:])
    with pytest.raises(ValueError, match="rise"):
        compiled.find_hashes(
            np.zeros(2, np.uint32), np.array([0, 3], np.int32), np.zeros(1, np.uint32)
        )
    with pytest.raises(ValueError, match="rise"):
        compiled.find_pieces(
            text, one, one, np.zeros(1, np.uint32), np.array([0, 1, 1], np.int32), b"", one
        )
    with pytest.raises(ValueError, match="fit"):
        tagger.best_paths(
            np.zeros(2, complex), np.zeros(2, bool), np.array([0, 3]), np.zeros((3, 3)), 0.0
        )
