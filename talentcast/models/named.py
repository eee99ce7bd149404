"""A model under another name, to stand beside its like in one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from talentcast.models.base import Array, Fitted, Forecaster


@dataclass(frozen=True)
class Named:
    """Another name for a forecaster.

    Examples
    --------
    >>> from talentcast.models import get
    >>> Named(get("naive"), "naive again").name
    'naive again'
    """

    inner: Forecaster
    name: str

    @property
    def min_points(self) -> int:
        """The inner model's."""
        return self.inner.min_points

    def fit(self, y: Sequence[Array]) -> Fitted:
        """Fit the inner model."""
        return self.inner.fit(y)
