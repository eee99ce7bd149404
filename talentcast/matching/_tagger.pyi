from numpy import bool_, complex128, float64, int32, int64, uint8, uint16, uint32
from numpy.typing import NDArray

def find_runs(
    kinds: NDArray[uint16], word: int, single: int, after: int, before: int
) -> bytes: ...
def slice_hashes(text: NDArray[uint8], start: NDArray[int64], end: NDArray[int64]) -> bytes: ...
def find_hashes(
    keys: NDArray[uint32], begins: NDArray[int32], hashes: NDArray[uint32]
) -> bytes: ...
def run_keys(
    signs: NDArray[uint8], is_run: NDArray[bool_], start: NDArray[int64], end: NDArray[int64]
) -> bytes: ...
def best_paths(
    scores: NDArray[complex128],
    cuts: NDArray[bool_],
    begins: NDArray[int64],
    steps: NDArray[float64],
    lean: float,
) -> bytes: ...
