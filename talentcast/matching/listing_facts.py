"""What a listing says beside the job: its site, the size of the employer, how many applied."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from talentcast.matching.coded import Cells, code

if TYPE_CHECKING:
    import pyarrow as pa

#: Lower ends, in persons, of the bands of employer size. Sites cut differently (15-50-150 or
#: 20-100-500), so a band holds whatever begins in it.
SIZE_BANDS = (0, 50, 150, 500, 2000)
SIZE_LABELS = ("0-49", "50-149", "150-499", "500-1999", "2000+")

#: More applicants than this for one ad are an id or a telephone number.
_MOST_APPLICANTS = 100_000

_NUMBER = re.compile(r"\d[\d,，]*")
_FEWER = re.compile(
    r"少于|不足|不到|小于|以下|以内|低于|less than|fewer than|under|below|up to|<", re.IGNORECASE
)


def size_band(text: str) -> str | None:
    """Band of the number of persons that an employer has; None where no number is stated.

    Examples
    --------
    >>> size_band("150-500人"), size_band("少于15人"), size_band("10000人以上"), size_band("未知")
    ('150-499', '0-49', '2000+', None)
    >>> size_band("51 to 200 employees"), size_band("1,001-5,000")
    ('50-149', '500-1999')
    """
    found = _NUMBER.search(text)
    if found is None:
        return None
    persons = 0 if _FEWER.search(text) else int(re.sub(r"\D", "", found.group()))
    place = sum(persons >= low for low in SIZE_BANDS) - 1
    return SIZE_LABELS[place]


def read_applicants(text: str) -> int | None:
    """Read the first number of a cell; None without one, or where it can't be a number of persons.

    Examples
    --------
    >>> read_applicants("1,204人投递"), read_applicants("Over 100 applicants"), read_applicants("-")
    (1204, 100, None)
    """
    found = _NUMBER.search(text)
    if found is None:
        return None
    count = int(re.sub(r"\D", "", found.group()))
    return count if count <= _MOST_APPLICANTS else None


def listing_columns(columns: Mapping[str, pa.Array | Cells]) -> dict[str, pa.Array]:
    """Read site, size of the employer and applicants of a batch.

    Parameters
    ----------
    columns : mapping of str to Arrow array, or sequence of str or None, length n
        The text columns of a batch of postings (`frames.POSTING_TEXT`).

    Returns
    -------
    dict of str to Arrow array, length n
        `source` as named, `employer_size` one of `SIZE_LABELS`, `applicants`; null where unknown.

    Source
    ------
    METHOD 1 (sources), 4 (employer size), 2.1 (applicants per vacancy).

    Examples
    --------
    >>> listing_columns({"source": ["甲网"], "employer_size": ["20-99人"], "applicants": ["7"]})[
    ...     "employer_size"].to_pylist()
    ['0-49']
    """
    import pyarrow as pa

    return {
        "source": code(columns["source"]).to_arrow(pa.string()),
        "employer_size": code(columns["employer_size"]).map(size_band).to_arrow(pa.string()),
        "applicants": code(columns["applicants"]).map(read_applicants).to_arrow(pa.int32()),
    }
