"""LightGBM by name: the ensemble with everything that the boosted trees say of its errors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from talentcast.errors import DataIntegrityError
from talentcast.models.auto import Belief, fit_auto_block, is_large
from talentcast.models.base import Array, checked_series
from talentcast.models.blocks import BlockwiseFitted, fit_blocks
from talentcast.models.learned import Learned, read_learned, shipped
from talentcast.models.smoothing import LONGEST

#: Everything is believed; `auto` believes less, which is safer on collections not trained on.
ALL = Belief(point=1.0, tail=1.0)


class Boosting:
    """Boosted trees on the members' forecasts and the series' movements.

    Parameters
    ----------
    trained : Learned or path, optional
        Models trained on your own panel (`training.train`), or the folder they were saved in;
        otherwise those that come with the package.

    Raises
    ------
    DataIntegrityError
        On `fit`, if the package has lost its models and none are given.

    Source
    ------
    Ke and others (2017), LightGBM, NeurIPS 30; members' forecasts as inputs after
    Montero-Manso, Athanasopoulos, Hyndman and Talagala (2020), FFORMA, Int. J. Forecasting
    36(1), 86-92.

    Examples
    --------
    >>> import numpy as np
    >>> fitted = Boosting().fit([np.array([100.0, 102.0, 104.0, 106.0, 108.0, 110.0])])
    >>> bool(110 < fitted.predict(1, np.array([0.5])).point[0, 0] < 114)
    True
    """

    name = "boosting"
    min_points = 3

    def __init__(self, *, trained: Learned | str | Path | None = None) -> None:
        self.trained = trained

    def fit(self, y: Sequence[Array]) -> BlockwiseFitted:
        """Fit each series by itself."""
        given = self.trained
        learned = read_learned(given) if isinstance(given, str | Path) else given or shipped()
        if learned is None:
            raise DataIntegrityError(
                "got no boosted models in the package; expected them in models/files; "
                "install again or give trained="
            )
        large = is_large(len(y))
        return fit_blocks(
            checked_series(y, self.min_points, self.name),
            lambda block: fit_auto_block(block, learned, belief=ALL, is_large=large),
            LONGEST,
        )
