from numpy import bool_, int32, int64, uint8, uint16, uint32
from numpy.typing import NDArray

Codes = NDArray[uint16]
Classes = NDArray[uint32]
Numbers = NDArray[int64]

class Phrases:
    def add(self, codes: Codes, start: Numbers, end: Numbers, found: Numbers) -> bytes: ...
    def find(self, codes: Codes, start: Numbers, end: Numbers, found: Numbers) -> None: ...
    def words(self, prefix: bytes) -> tuple[bytes, bytes]: ...

def look_up(codes: Codes, table: Classes, found: Classes) -> None: ...
def has(classes: Classes, places: Numbers, found: NDArray[bool_], bit: int, shift: int) -> None: ...
def are_of(
    codes: Codes, table: NDArray[bool_], places: Numbers, found: NDArray[bool_], shift: int
) -> None: ...
def are_free(
    covered: NDArray[bool_], start: Numbers, end: Numbers, found: NDArray[bool_]
) -> None: ...
def places(classes: Classes, bit: int) -> bytes: ...
def next_at(classes: Classes, places: Numbers, found: Numbers, bit: int) -> None: ...
def behind_last(classes: Classes, places: Numbers, found: Numbers, bit: int) -> None: ...
def first_in(classes: Classes, begin: Numbers, stop: Numbers, found: Numbers, bit: int) -> None: ...
def run_before(classes: Classes, places: Numbers, found: Numbers, bit: int, most: int) -> None: ...
def holds(
    classes: Classes,
    begin: Numbers,
    stop: Numbers,
    found: NDArray[bool_],
    bit: int,
    next: int,
) -> None: ...
def each_in(classes: Classes, begin: Numbers, stop: Numbers, bit: int) -> bytes: ...
def free_runs(
    classes: Classes,
    covered: NDArray[bool_],
    begin: Numbers,
    stop: Numbers,
    bit: int,
    first: int,
    last: int,
    shortest: int,
) -> bytes: ...
def runs(classes: Classes, begin: Numbers, stop: Numbers, bit: int) -> bytes: ...
def pieces(classes: Classes, begin: Numbers, stop: Numbers, bit: int) -> bytes: ...
def first_of_each(
    group: Numbers, number: Numbers, said: NDArray[bool_], numbers: int
) -> tuple[bytes, bytes]: ...
def count_below(numbers: Numbers, limits: Numbers, found: Numbers) -> None: ...
def apart(start: Numbers, end: Numbers, kept: NDArray[bool_], size: int) -> None: ...
def cover(start: Numbers, end: Numbers, found: NDArray[bool_]) -> None: ...
def behind_words(
    codes: Codes,
    character: NDArray[uint16],
    step: NDArray[uint16],
    length: NDArray[uint8],
    not_after: NDArray[bool_],
    not_before: NDArray[bool_],
    places: Numbers,
    found: Numbers,
    longest: int,
    reach: int,
    is_open: bool,
) -> None: ...
def holds_words(
    codes: Codes,
    character: NDArray[uint16],
    step: NDArray[uint16],
    length: NDArray[uint8],
    not_after: NDArray[bool_],
    not_before: NDArray[bool_],
    begin: Numbers,
    stop: Numbers,
    found: NDArray[bool_],
    longest: int,
    is_anchored: bool,
) -> None: ...
def sort_out(
    rows: NDArray[int32],
    flags: NDArray[uint8],
    said: NDArray[uint8],
    uses: NDArray[uint8],
    marks: NDArray[int32],
    duties: NDArray[int32],
    kept: NDArray[uint8],
    width: int,
) -> tuple[int, int]: ...
def judge(
    rows: NDArray[int32],
    codes: Codes,
    kind: NDArray[uint8],
    sign: NDArray[uint8],
    verdict: NDArray[uint8],
    number: NDArray[uint16],
    pair: NDArray[uint8],
    found: NDArray[uint8],
    signs: int,
    width: int,
) -> None: ...
