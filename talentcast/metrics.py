"""How wrong a forecast was: arrays in, numbers out.

Arrays of actual and forecast values have shape (n, h), n series and h years, unless said
otherwise; every function gives one number a series, shape (n,), apart from `owa`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from talentcast.errors import SchemaError

Array = npt.NDArray[np.float64]


def _same_shape(*arrays: Array) -> None:
    shapes = [array.shape for array in arrays]
    if len(set(shapes)) != 1 or len(shapes[0]) != 2:
        raise SchemaError(
            f"got shapes {', '.join(map(str, shapes))}; expected equal shapes (series, years)"
        )


def naive_scale(history: Sequence[Array]) -> Array:
    """Mean size of the yearly change within each history: the in-sample error of the last value.

    Parameters
    ----------
    history : sequence of arrays, each of shape (n_i,), oldest first

    Returns
    -------
    array, shape (n,), unit: that of the series
        NaN for a history of fewer than two values.

    Examples
    --------
    >>> import numpy as np
    >>> naive_scale([np.array([1.0, 2.0, 4.0])])
    array([1.5])
    """
    return np.array(
        [np.abs(np.diff(values)).mean() if len(values) > 1 else np.nan for values in history]
    )


def mase(y: Array, y_hat: Array, scale: Array) -> Array:
    """Mean absolute scaled error.

    Parameters
    ----------
    y, y_hat : arrays, shape (n, h)
    scale : array, shape (n,)
        `naive_scale` of the histories.

    Returns
    -------
    array, shape (n,), unit: multiples of the usual yearly change
        NaN where the scale is 0 (a constant history).

    Raises
    ------
    SchemaError
        If the shapes differ.

    Source
    ------
    Hyndman and Koehler (2006), Int. J. Forecasting 22(4), 679-688.

    Examples
    --------
    >>> import numpy as np
    >>> mase(np.array([[5.0, 6.0]]), np.array([[4.0, 4.0]]), np.array([1.5]))
    array([1.])
    """
    _same_shape(y, y_hat)
    size = np.where(scale > 0, scale, np.nan)
    return np.asarray(np.abs(y - y_hat).mean(axis=1) / size)


def smape(y: Array, y_hat: Array) -> Array:
    """Symmetric mean absolute percentage error, in percent, from 0 to 200.

    Parameters
    ----------
    y, y_hat : arrays, shape (n, h)
        A year in which both are 0 counts as no error.

    Returns
    -------
    array, shape (n,), unit: percent

    Raises
    ------
    SchemaError
        If the shapes differ.

    Source
    ------
    Makridakis, Spiliotis and Assimakopoulos (2020), Int. J. Forecasting 36(1), 54-74 (M4).

    Examples
    --------
    >>> import numpy as np
    >>> smape(np.array([[150.0, 100.0]]), np.array([[50.0, 100.0]]))
    array([50.])
    """
    _same_shape(y, y_hat)
    size = np.abs(y) + np.abs(y_hat)
    error = np.divide(np.abs(y - y_hat), size, out=np.zeros_like(size), where=size > 0)
    return np.asarray(200.0 * error.mean(axis=1))


def owa(mase_: Array, smape_: Array, naive_mase: Array, naive_smape: Array) -> float:
    """Overall weighted average: mean of MASE and sMAPE, each relative to the last value's.

    Parameters
    ----------
    mase_, smape_ : arrays, shape (n,)
        Of the method.
    naive_mase, naive_smape : arrays, shape (n,)
        Of repeating the last value. Series without a MASE (NaN) are left out of that half.

    Returns
    -------
    float
        Below 1 is better than the last value.

    Source
    ------
    The M4 competition, as for `smape`: errors are averaged over series before the ratio.

    Examples
    --------
    >>> import numpy as np
    >>> owa(np.array([1.0]), np.array([6.0]), np.array([2.0]), np.array([8.0]))
    0.625
    """
    ratio_mase = np.nanmean(mase_) / np.nanmean(naive_mase)
    ratio_smape = np.mean(smape_) / np.mean(naive_smape)
    return float((ratio_mase + ratio_smape) / 2)


def scaled_interval_score(
    y: Array, lower: Array, upper: Array, scale: Array, *, level: float = 95.0
) -> Array:
    """Mean scaled interval score (MSIS): width plus a penalty for every miss.

    Parameters
    ----------
    y, lower, upper : arrays, shape (n, h)
    scale : array, shape (n,)
        `naive_scale` of the histories.
    level : float
        Of the interval, in percent.

    Returns
    -------
    array, shape (n,), unit: multiples of the usual yearly change
        NaN where the scale is 0.

    Raises
    ------
    SchemaError
        If the shapes differ.

    Source
    ------
    Gneiting and Raftery (2007), JASA 102(477), 359-378, equation 43; scaled as in M4.

    Examples
    --------
    >>> import numpy as np
    >>> y, low, high = np.array([[10.0]]), np.array([[4.0]]), np.array([[8.0]])
    >>> scaled_interval_score(y, low, high, np.array([2.0])).round(6)
    array([42.])
    """
    _same_shape(y, lower, upper)
    penalty = 2.0 / (1.0 - level / 100.0)
    below = np.maximum(lower - y, 0.0)
    above = np.maximum(y - upper, 0.0)
    score = (upper - lower + penalty * (below + above)).mean(axis=1)
    return np.asarray(score / np.where(scale > 0, scale, np.nan))


def coverage(y: Array, lower: Array, upper: Array) -> Array:
    """Share of years in which the actual value lay within the interval, bounds included.

    Returns
    -------
    array, shape (n,), unit: percent

    Raises
    ------
    SchemaError
        If the shapes differ.

    Examples
    --------
    >>> import numpy as np
    >>> coverage(np.array([[1.0, 5.0]]), np.array([[0.0, 0.0]]), np.array([[2.0, 2.0]]))
    array([50.])
    """
    _same_shape(y, lower, upper)
    return np.asarray(100.0 * ((lower <= y) & (y <= upper)).mean(axis=1))
