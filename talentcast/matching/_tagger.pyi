from numpy import bool_, complex128, float64, int64, uint16
from numpy.typing import NDArray

def find_runs(kinds: NDArray[uint16], word: int, single: int, after: int, before: int) -> bytes: ...
def best_paths(
    scores: NDArray[complex128],
    cuts: NDArray[bool_],
    begins: NDArray[int64],
    steps: NDArray[float64],
    lean: float,
) -> bytes: ...
