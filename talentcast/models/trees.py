"""Boosted trees in LightGBM's text form: read, made smaller, evaluated.

Loading LightGBM takes longer than forecasting a few hundred series, so that small panels are
evaluated here with numpy and large ones by the library. A test holds both to the same numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from talentcast.errors import DataIntegrityError
from talentcast.models.base import Array

#: Lines of a tree that prediction needs; the others (gains, counts, inner values) are dropped.
NEEDED = (
    "Tree=",
    "num_leaves=",
    "num_cat=",
    "split_feature=",
    "threshold=",
    "decision_type=",
    "left_child=",
    "right_child=",
    "leaf_value=",
    "is_linear=",
    "shrinkage=",
)

#: Lines of the head that LightGBM refuses to do without.
HEAD = (
    "version=",
    "num_class=",
    "num_tree_per_iteration=",
    "label_index=",
    "max_feature_idx=",
    "objective=",
    "feature_names=",
    "feature_infos=",
)

Whole = npt.NDArray[np.int64]


def compact(text: str, digits: int = 6) -> str:
    """Drop what prediction does not need and round thresholds and leaves to `digits`.

    Parameters
    ----------
    text : str
        A model as LightGBM writes it.
    digits : int
        Significant digits kept.

    Returns
    -------
    str
        A model that LightGBM reads.
    """
    head, *trees = text.split("\nTree=")
    trees[-1] = trees[-1].split("\nend of trees")[0]
    lines = ["tree", *(line for line in head.splitlines() if line.startswith(HEAD))]
    for tree in trees:
        lines.append("")
        for line in f"Tree={tree}".splitlines():
            if not line.startswith(NEEDED):
                continue
            key, _, values = line.partition("=")
            if key in ("threshold", "leaf_value"):
                values = " ".join(f"{float(value):.{digits}g}" for value in values.split())
            lines.append(f"{key}={values}")
        lines.append("")
    return "\n".join([*lines, "end of trees", ""])


def _padded(rows: list[list[str]], kind: Any) -> Any:
    """Put lists of unequal length into one array, filled with 0."""
    width = max((len(row) for row in rows), default=1)
    out = np.zeros((len(rows), max(width, 1)), dtype=kind)
    for i, row in enumerate(rows):
        out[i, : len(row)] = np.array(row, dtype=kind)
    return out


@dataclass(frozen=True)
class Trees:
    """One model: the text, and its trees as arrays (t, nodes)."""

    text: str

    @cached_property
    def count(self) -> int:
        """Number of trees."""
        return self.text.count("\nTree=")

    @cached_property
    def _arrays(self) -> tuple[Whole, Array, Whole, Whole, Array, int]:
        fields: dict[str, list[list[str]]] = {}
        for tree in self.text.split("\nTree=")[1:]:
            found = dict(line.split("=", 1) for line in tree.splitlines() if "=" in line)
            if "leaf_value" not in found or found.get("num_cat", "0") != "0":
                raise DataIntegrityError(
                    "got a tree without leaves or with categories; expected numeric splits; "
                    "train the model again"
                )
            for key in ("split_feature", "threshold", "left_child", "right_child", "leaf_value"):
                fields.setdefault(key, []).append(found.get(key, "").split())
        leaves = max(len(row) for row in fields["leaf_value"])
        left = [row or ["-1"] for row in fields["left_child"]]
        right = [row or ["-1"] for row in fields["right_child"]]
        return (
            _padded(fields["split_feature"], np.int64),
            _padded(fields["threshold"], np.float64),
            _padded(left, np.int64),
            _padded(right, np.int64),
            _padded(fields["leaf_value"], np.float64),
            leaves,
        )

    def evaluate(self, columns: Array) -> Array:
        """Sum of the trees for each row with numpy, (r,).

        Parameters
        ----------
        columns : array, shape (r, c)
        """
        feature, threshold, left, right, value, leaves = self._arrays
        rows = np.arange(len(columns))[:, None]
        trees = np.arange(len(feature))[None, :]
        node = np.zeros((len(columns), len(feature)), dtype=np.int64)
        for _ in range(leaves):
            inner = np.maximum(node, 0)
            goes_left = columns[rows, feature[trees, inner]] <= threshold[trees, inner]
            step = np.where(goes_left, left[trees, inner], right[trees, inner])
            node = np.where(node >= 0, step, node)
            if (node < 0).all():
                break
        return np.asarray(value[trees, -node - 1].sum(axis=1))

    @cached_property
    def _booster(self) -> Any:
        import lightgbm

        return lightgbm.Booster(model_str=self.text)

    def predict(self, columns: Array, *, with_library: bool) -> Array:
        """Evaluate rows (r, c): with LightGBM, or with numpy where loading it would take longer."""
        if not len(columns):
            return np.zeros(0)
        if not with_library:
            return self.evaluate(columns)
        return np.asarray(self._booster.predict(columns, num_threads=1))
