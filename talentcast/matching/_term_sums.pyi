from numpy import float64, int32, int64, uint8, uint16
from numpy.typing import NDArray

def term_sums(
    first: NDArray[int64],
    owner: NDArray[int64],
    weight: NDArray[float64],
    sign: NDArray[uint8],
    codes: NDArray[uint16],
    ends: NDArray[int64],
    found: NDArray[int32],
    owners: int,
    /,
) -> tuple[bytes, bytes, bytes]: ...
def row_sums(
    first: NDArray[int64],
    column: NDArray[int64],
    weight: NDArray[float64],
    vector: NDArray[float64],
    rows: NDArray[int64],
    /,
) -> bytes: ...
