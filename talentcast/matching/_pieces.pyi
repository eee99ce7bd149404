from numpy import bool_, int32, int64, uint8, uint32
from numpy.typing import NDArray

def slice_hashes(text: NDArray[uint8], start: NDArray[int64], end: NDArray[int64]) -> bytes: ...
def find_hashes(
    keys: NDArray[uint32], begins: NDArray[int32], hashes: NDArray[uint32]
) -> bytes: ...
def find_pieces(
    text: NDArray[uint8],
    start: NDArray[int64],
    end: NDArray[int64],
    keys: NDArray[uint32],
    begins: NDArray[int32],
    names: bytes,
    places: NDArray[int64],
) -> bytes: ...
def run_keys(
    signs: NDArray[uint8], is_run: NDArray[bool_], start: NDArray[int64], end: NDArray[int64]
) -> bytes: ...
