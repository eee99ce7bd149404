from numpy import float64, int32, int64, uint16
from numpy.typing import NDArray

class Grams:
    def __init__(
        self,
        codes: NDArray[uint16],
        numbers: NDArray[int32],
        counts: NDArray[float64],
        unknown: float,
    ) -> None: ...
    def read(
        self,
        first: NDArray[int64],
        kind: bytes,
        run: NDArray[int64],
        codes: NDArray[uint16],
        name: NDArray[int64],
        weights: NDArray[float64],
    ) -> tuple[bytes, bytes, bytes, bytes]: ...
