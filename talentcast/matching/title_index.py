"""Titles and aliases as sparse vectors: the nearest occupation to a cleaned title."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from talentcast.matching.titles import CleanTitle, clean_title

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    Floats = np.ndarray[Any, np.dtype[np.float32]]

#: Weights of the kinds of feature, before idf: chosen on titles of the development sets.
_WORD, _WORD_PAIR, _STEM, _HEAD_WORD = 1.0, 0.6, 0.8, 1.0
_CHAR, _CHAR_PAIR, _HEAD_PAIR = 0.35, 1.0, 1.2

#: A feature in more than this share of aliases is kept as a dense row (faster to add).
_DENSE_SHARE = 0.02

_TOKENS = re.compile(r"[㐀-鿿]+|[a-z][a-z0-9]*[+#]*|\d+|[^\sa-z0-9㐀-鿿]?")
_RUNS = re.compile(r"[㐀-鿿]+|\.net|c/c\+\+|[a-z0-9][a-z0-9]*[+#]*")
_SUFFIX = re.compile(
    r"(?:ations?|ments?|ings?|ists?|ians?|ants?|ents?|ers?|ors?|ives?|ions?|ies|es|s|y|al|e)$"
)
_HEAD_BREAK = re.compile(r"\b(?:of|for|in|to|at|with|on|the|and)\b")


def title_key(text: str) -> str:
    """Return what two writings of one title have in common.

    Examples
    --------
    >>> title_key("front-end Developer ") == title_key("frontend developer")
    True
    """
    return "".join(c for c in text.lower() if c.isalnum() or c in "+#")


def stem(word: str) -> str:
    """Return a word without the endings of its family.

    Examples
    --------
    >>> stem("marketing") == stem("marketer") == stem("markets")
    True
    """
    short = word
    for _ in range(2):
        left = _SUFFIX.sub("", short)
        if len(left) < 4:
            break
        short = left
    return short


def features(parts: Iterable[str]) -> dict[str, float]:
    """Return the weighted features of a title's parts."""
    found: dict[str, float] = defaultdict(float)
    for part in parts:
        runs = _RUNS.findall(part)
        previous = ""
        for run in runs:
            if run[0] > "㏿":
                _chinese(run, found)
                previous = ""
                continue
            found[run] += _WORD
            found["~" + stem(run)] += _STEM
            if previous:
                found[previous + " " + run] += _WORD_PAIR
            previous = run
        if runs:
            last = runs[-1]
            if last[0] > "㏿":
                found["$" + last[-2:]] += _HEAD_PAIR
            else:
                head = _RUNS.findall(_HEAD_BREAK.split(part)[0]) or runs
                found["$" + stem(head[-1])] += _HEAD_WORD
    return found


def _chinese(run: str, found: dict[str, float]) -> None:
    for char in run:
        found[char] += _CHAR
    for i in range(len(run) - 1):
        found[run[i : i + 2]] += _CHAR_PAIR


class TitleIndex:
    """The aliases of all occupations, searchable by exact key and by likeness."""

    def __init__(self, occupations: pd.DataFrame) -> None:
        import numpy as np

        self._exact: dict[str, list[int]] = {}
        owners: list[int] = []
        vectors: list[dict[str, float]] = []
        self.size = len(occupations)
        for number, names in enumerate(_names(occupations)):
            for name in names:
                key = title_key(name)
                holders = self._exact.setdefault(key, [])
                if key and number not in holders:
                    holders.append(number)
                    owners.append(number)
                    clean = clean_title(name)
                    vectors.append(features((*(clean.parts or (name,)), *clean.qualifiers)))
        self._owners = np.array(owners, dtype=np.int32)
        self._build(vectors)

    def _build(self, vectors: list[dict[str, float]]) -> None:
        import numpy as np

        holders: dict[str, set[int]] = defaultdict(set)
        for owner, vector in zip(self._owners.tolist(), vectors, strict=True):
            for name in vector:
                holders[name].add(owner)
        self._idf = {
            name: math.log(1.0 + self.size / (0.5 + len(owners)))
            for name, owners in holders.items()
        }
        rows: dict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
        for number, vector in enumerate(vectors):
            weights = {name: w * self._idf[name] for name, w in vector.items()}
            norm = math.sqrt(sum(w * w for w in weights.values())) or 1.0
            for name, weight in weights.items():
                rows[name][0].append(number)
                rows[name][1].append(weight / norm)
        count = len(vectors)
        self._sparse: dict[str, tuple[Any, Any]] = {}
        self._dense: dict[str, Any] = {}
        for name, (numbers, weights_of) in rows.items():
            if len(numbers) > _DENSE_SHARE * count:
                row = np.zeros(count, dtype=np.float32)
                row[numbers] = weights_of
                self._dense[name] = row
            else:
                self._sparse[name] = (
                    np.array(numbers, dtype=np.int64), np.array(weights_of, dtype=np.float64)
                )  # fmt: skip
        self._starts = np.searchsorted(self._owners, np.arange(self.size)).astype(np.int64)

    def rank(self, clean: CleanTitle, top: int) -> list[tuple[int, float]]:
        """Return the occupations nearest to a title with their confidence, best first."""
        exact = self.exact(clean)
        scores = self.scores(clean)
        if scores is None:
            return [(i, c) for i, c in exact[:top]]
        for i, confidence in exact:
            scores[i] = max(scores[i], 1.0 + confidence)
        import numpy as np

        count = min(top, len(scores))
        best = (
            np.argpartition(-scores, count - 1)[:count] if count < len(scores) else np.arange(count)
        )
        best = best[np.argsort(-scores[best], kind="stable")]
        return [
            (int(i), float(min(scores[i], 1.0) if scores[i] <= 1 else scores[i] - 1.0))
            for i in best
            if scores[i] > 0
        ]

    def exact(self, clean: CleanTitle) -> list[tuple[int, float]]:
        """Return occupations of which the title is an alias, word for word."""
        tried = [(clean.full, 0.97), (clean.text, 0.97)]
        for qualifier in clean.qualifiers:
            tried.extend(((qualifier + part, 0.95) for part in clean.parts[:2]))
        if len(clean.parts) > 1:
            tried.append((clean.parts[1] + clean.parts[0], 0.95))
            tried.extend((part, 0.92 - 0.03 * n) for n, part in enumerate(clean.parts))
        found: dict[int, float] = {}
        for text, confidence in tried:
            for number in self._exact.get(title_key(text), ()):
                found.setdefault(number, confidence)
            if found and confidence >= 0.95:
                break
        return sorted(found.items(), key=lambda item: -item[1])

    def scores(self, clean: CleanTitle) -> Any:
        """Return the likeness of each occupation, shape (size,), 0 to 1; None if nothing fits."""
        import numpy as np

        query = features((*clean.parts, *clean.qualifiers))
        total = 0.0
        numbers, weights = [], []
        dense = None
        for name, weight in query.items():
            idf = self._idf.get(name)
            if idf is None:
                total += (weight * 3.0) ** 2
                continue
            weight *= idf
            total += weight * weight
            row = self._dense.get(name)
            if row is not None:
                dense = row * weight if dense is None else dense + row * weight
            else:
                where, values = self._sparse[name]
                numbers.append(where)
                weights.append(values * weight)
        if not numbers and dense is None:
            return None
        if numbers:
            score = np.bincount(
                np.concatenate(numbers), np.concatenate(weights), minlength=len(self._owners)
            )
            if dense is not None:
                score += dense
        else:
            score = dense
        best = np.maximum.reduceat(score, self._starts)
        return best / math.sqrt(total)


def _names(occupations: pd.DataFrame) -> list[list[str]]:
    columns = [c for c in ("title_zh", "title_en", "aliases_zh", "aliases_en") if c in occupations]
    rows = []
    for values in zip(*(occupations[c].fillna("").astype(str) for c in columns), strict=True):
        names: dict[str, None] = {}
        for value in values:
            for name in value.split("|"):
                if name.strip():
                    names.setdefault(name.strip())
        rows.append(list(names))
    return rows
