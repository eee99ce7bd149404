from numpy import int32, int64, uint16
from numpy.typing import NDArray

class Finder:
    def __init__(
        self, codes: NDArray[uint16], begin: NDArray[int64], order: NDArray[int64]
    ) -> None: ...
    def find(self, codes: NDArray[uint16], found: NDArray[int32]) -> int: ...
