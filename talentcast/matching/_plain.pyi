from numpy import uint32
from numpy.typing import NDArray

def plain_texts(texts: list[str], table: NDArray[uint32], /) -> tuple[list[str], bytes]: ...
