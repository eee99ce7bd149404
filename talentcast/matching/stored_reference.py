"""Medians and scales of an earlier run, stored as a table and read again (METHOD 2.3)."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from talentcast.errors import InputFileError, SchemaError
from talentcast.frames import require_columns
from talentcast.matching.parts import PARTS

if TYPE_CHECKING:
    import pandas as pd

#: One row a part of the index: the median and scale of the reference occupations, and how many.
COLUMNS = ("part", "median", "scale", "occupations")


def read_reference(source: str | Path | pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Read what `gaps --save-reference` wrote.

    Parameters
    ----------
    source : path or DataFrame, columns `COLUMNS`

    Returns
    -------
    dict of str to (median, scale)

    Raises
    ------
    InputFileError
        If there is no such file, or it is no CSV.
    SchemaError
        If a column is missing, a part unknown or named twice, or a scale not above 0.

    Examples
    --------
    >>> import pandas as pd
    >>> read_reference(pd.DataFrame({"part": ["demand"], "median": [0.1], "scale": [0.2]}))
    {'demand': (0.1, 0.2)}
    """
    import pandas as pd

    if isinstance(source, pd.DataFrame):
        table, name = source, "reference"
    else:
        name = f"reference {source}"
        try:
            table = pd.read_csv(source, encoding="utf-8-sig")
        except FileNotFoundError as error:
            raise InputFileError(
                f"{name}: got no such file; expected what --save-reference wrote; check the path"
            ) from error
        except (OSError, ValueError) as error:
            raise InputFileError(
                f"{name}: got no table; expected a CSV file that --save-reference wrote; name that"
            ) from error
    require_columns(table, COLUMNS[:3], name)
    known = {part for parts in PARTS.values() for part in parts}
    found: dict[str, tuple[float, float]] = {}
    for part, median, scale in zip(*(table[column] for column in COLUMNS[:3]), strict=True):
        if part not in known or part in found:
            raise SchemaError(
                f"{name}: got the part {part!r}{' twice' if part in found else ''}; expected one "
                f"each of {', '.join(sorted(known))}; correct it"
            )
        try:
            pair = float(median), float(scale)
        except (TypeError, ValueError):
            pair = math.nan, math.nan
        if not (math.isfinite(pair[0]) and math.isfinite(pair[1]) and pair[1] > 0):
            raise SchemaError(
                f"{name}: got median {median} and scale {scale} of {part}; expected numbers, the "
                "scale above 0; correct it"
            )
        found[str(part)] = pair
    if not found:
        raise SchemaError(f"{name}: got no rows; expected one a part of the index; save it again")
    return found
