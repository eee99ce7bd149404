from typing import Any

from numpy import float64, int64
from numpy.typing import NDArray

class Nearest:
    def __init__(self, tables: tuple[NDArray[Any], ...], groups: int) -> None: ...
    def find(
        self,
        first: NDArray[int64],
        place: NDArray[int64],
        weight: NDArray[float64],
        norm: NDArray[float64],
        found: NDArray[float64],
    ) -> None: ...
