"""Every model by its name."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from typing import Any

from talentcast.errors import SchemaError, UnknownNameError
from talentcast.models.base import Forecaster
from talentcast.models.share import Share

#: Name -> module and class; a module is imported when its model is asked for.
MODELS = {
    "auto": ("auto", "Auto"),
    "ensemble": ("ensemble", "Ensemble"),
    "smoothing": ("smoothing", "Smoothing"),
    "shrunk_drift": ("shrunk_drift", "ShrunkDrift"),
    "theta": ("theta", "Theta"),
    "drift": ("drift", "Drift"),
    "naive": ("naive", "Naive"),
    "boosting": ("boosting", "Boosting"),
    "arima": ("arima", "Arima"),
    "ets": ("ets", "Ets"),
    "structural": ("structural", "Structural"),
    "prophet": ("prophet", "Prophet"),
}

#: What a series may be: any number, or a share of a whole.
KINDS = ("value", "share")


def names() -> list[str]:
    """Names of all models, the default first.

    Examples
    --------
    >>> names()[0]
    'auto'
    """
    return list(MODELS)


def get(name: str, *, kind: str = "value", upper: float = 1.0, **options: Any) -> Forecaster:
    """Make the model of that name.

    Parameters
    ----------
    name : str
        One of `names()`.
    kind : str
        "share" keeps forecasts between 0 and `upper` (logit scale); "value" is any number.
    upper : float
        The whole of a share: 1, or 100 for percentages.
    **options
        Passed to the model.

    Raises
    ------
    UnknownNameError
        If there is no such model.
    SchemaError
        If `kind` is neither "value" nor "share", or the model does not know an option.

    Examples
    --------
    >>> get("naive").name
    'naive'
    """
    if name not in MODELS:
        close = get_close_matches(str(name), MODELS, n=1)
        hint = f"did you mean {close[0]}?" if close else "choose one of those"
        raise UnknownNameError(f"got method {name!r}; expected one of {', '.join(MODELS)}; {hint}")
    if kind not in KINDS:
        raise SchemaError(f"got kind {kind!r}; expected {' or '.join(KINDS)}; choose one of those")
    module, class_name = MODELS[name]
    maker = getattr(import_module(f"talentcast.models.{module}"), class_name)
    try:
        model: Forecaster = maker(**options)
    except TypeError as error:
        raise SchemaError(
            f"got options {', '.join(options)}; {name} does not take one of them; leave it out"
        ) from error
    return Share(model, upper=upper) if kind == "share" else model
