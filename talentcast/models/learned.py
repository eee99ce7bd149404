"""The learned part: small boosted-tree models that correct the ensemble's points and intervals.

A model says, for a series and horizon, where a quantile of the error lies in units of the
ensemble's own uncertainty (`features.py`). Only a part of what it says is believed (`auto.Belief`):
errors learned in one era repeat only partly in the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

import numpy as np

from talentcast.errors import DataIntegrityError, InputFileError
from talentcast.models.base import Array
from talentcast.models.features import COLUMNS, Features
from talentcast.models.trees import Trees

#: Quantiles that are learned; 0.5 is the point.
LEARNED_LEVELS = (0.025, 0.1, 0.5, 0.9, 0.975)

#: Longest horizon learned; beyond it the corrections stay as they are, in growing units.
LEARNED_HORIZON = 10

#: Horizons at which the models are asked; between them their answers are interpolated.
ASKED = (1, 2, 4, 6, 8, 10)

#: No correction of a point is larger than this, in units of the ensemble's uncertainty.
LARGEST_CORRECTION = 1.5

#: Name of the file of a level.
FILE_NAME = "auto_{:03d}.txt"


@dataclass(frozen=True)
class Learned:
    """One model a level, in the order of `LEARNED_LEVELS`."""

    models: tuple[Trees, ...]

    def errors(self, seen: Features, *, with_library: bool = False) -> Array:
        """Quantiles (k, h, l) of the ensemble's error in its own units, in increasing order.

        `with_library` evaluates with LightGBM, worth its loading time on large panels.
        """
        count, horizon, _ = seen.columns.shape
        reach = min(horizon, LEARNED_HORIZON)
        asked = sorted({step for step in ASKED if step < reach} | {reach})
        rows = seen.columns[:, np.array(asked) - 1].reshape(-1, len(COLUMNS))
        found = np.stack(
            [model.predict(rows, with_library=with_library) for model in self.models], axis=1
        )
        found = found.reshape(count, len(asked), len(self.models))
        steps = np.minimum(np.arange(1, horizon + 1), reach)
        place = np.interp(steps, asked, np.arange(len(asked)))
        below = np.floor(place).astype(np.intp)
        above = np.minimum(below + 1, len(asked) - 1)
        part = (place - below)[None, :, None]
        between = (1 - part) * found[:, below] + part * found[:, above]
        return np.asarray(np.sort(between, axis=2))

    def save(self, folder: Path) -> list[Path]:
        """Write one text file a level; returns the paths."""
        folder.mkdir(parents=True, exist_ok=True)
        paths = [folder / FILE_NAME.format(round(1000 * level)) for level in LEARNED_LEVELS]
        for path, model in zip(paths, self.models, strict=True):
            path.write_text(model.text, encoding="utf-8")
        return paths


def read_learned(folder: str | Path) -> Learned:
    """Read models that `Learned.save` wrote.

    Raises
    ------
    InputFileError
        If a file is missing.
    DataIntegrityError
        If a model was trained on other columns than this version makes.
    """
    models = []
    for level in LEARNED_LEVELS:
        path = Path(folder) / FILE_NAME.format(round(1000 * level))
        if not path.is_file():
            raise InputFileError(
                f"{folder}: got no models there ({path.name} is missing); expected a folder that "
                "`backtest --retrain FILE --save-models FOLDER` wrote; name it, or train again"
            )
        models.append(Trees(path.read_text(encoding="utf-8")))
    for model in models:
        if f"max_feature_idx={len(COLUMNS) - 1}" not in model.text:
            raise DataIntegrityError(
                f"got a model for other columns; expected {len(COLUMNS)}; train it again"
            )
    return Learned(tuple(models))


@lru_cache(maxsize=1)
def shipped() -> Learned | None:
    """Read the models that come with the package; None where they have been taken out."""
    folder = resources.files("talentcast.models") / "files"
    with resources.as_file(folder) as path:
        if not (path / FILE_NAME.format(500)).is_file():
            return None
        return read_learned(path)
