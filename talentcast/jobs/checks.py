"""What every job asks of its arguments."""

from __future__ import annotations

from operator import index
from os import PathLike
from typing import TYPE_CHECKING

from talentcast.errors import HorizonError, SchemaError

if TYPE_CHECKING:
    pass


def whole_number(value: object, what: str) -> int | None:
    """Take a whole number of any type; no text, no fraction."""
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    try:
        return index(value.item() if hasattr(value, "item") else value)  # type: ignore[arg-type]
    except TypeError:
        raise HorizonError(f"got {value!r}; expected a whole {what}; correct it") from None


def check_source(data: object) -> None:
    """Raise `SchemaError` unless `data` is a path or a DataFrame."""
    import pandas as pd

    if not isinstance(data, str | PathLike | pd.DataFrame):
        raise SchemaError(
            f"data: got {type(data).__name__}; expected a path or a DataFrame with series, year "
            "and value; convert it"
        )


def check_language(lang: str) -> None:
    """Raise `SchemaError` unless `lang` is a language that there are words for."""
    if lang not in ("zh", "en"):
        raise SchemaError(f"lang: got {lang!r}; expected zh or en; choose one")
