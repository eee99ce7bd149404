"""Charts: one panel a series for forecasts, size against index for occupations."""

from __future__ import annotations

import math
from contextlib import contextmanager
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from talentcast.frames import ForecastTables, GapsTables
from talentcast.render.fonts import chart_language
from talentcast.render.words import word
from talentcast.render.write import check_chart, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_INK, _ESTIMATE, _FORECAST, _PUBLISHED = "#1f2933", "#7b8794", "#1769aa", "#c2410c"
_MAX_PANELS = 24
_LABELLED = 24

#: A longer title of a panel goes on in a second line.
_TITLE_CHARACTERS = 44

#: A span of ads below this factor holds too few round numbers for ticks.
_NARROW = 8.0


@contextmanager
def _style(family: str | None) -> Iterator[None]:
    import matplotlib as mpl

    options: dict[str, Any] = {
        "font.size": 9,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.titlelocation": "left",
        "axes.titlesize": 10,
        "axes.unicode_minus": False,
        "svg.fonttype": "path",
    }
    if family:
        options["font.family"] = [family, "DejaVu Sans"]
    with mpl.rc_context(options):
        yield


def forecast_figure(tables: ForecastTables, *, lang: str = "en") -> Figure:
    """Draw one panel a series: known values, estimates, forecast with 80 and 95 % bands.

    Parameters
    ----------
    tables : ForecastTables
    lang : {"zh", "en"}
        Falls back to English if no installed font has Chinese glyphs.

    Returns
    -------
    matplotlib Figure
    """
    names = tables.series.head(_MAX_PANELS)
    lang, family = chart_language(lang, " ".join(map(str, names[f"name_{lang}"])))
    columns = min(3, max(1, len(names)))
    rows = math.ceil(max(1, len(names)) / columns)
    with _style(family):
        from matplotlib.figure import Figure

        figure = Figure(figsize=(4.1 * columns, 2.7 * rows + 0.5), layout="constrained")
        axes = figure.subplots(rows, columns, squeeze=False).ravel()
        for axis, row in zip(axes, names.to_dict("records"), strict=False):
            own = tables.points[tables.points["series"] == row["series"]]
            theirs = tables.published[tables.published["series"] == row["series"]]
            _draw_series(axis, own, theirs)
            label = row[f"name_{lang}"] or row["series"]
            unit = word(str(row["unit"]), lang) if row["unit"] else ""
            title = f"{label} ({unit})" if unit else label
            axis.set_title("\n".join(wrap(title, _TITLE_CHARACTERS)))
        for axis in axes[len(names) :]:
            axis.set_visible(False)
        _forecast_legend(figure, lang)
        figure.canvas.draw()
    return figure


def _draw_series(axis: Axes, own: pd.DataFrame, theirs: pd.DataFrame) -> None:
    from matplotlib.ticker import MaxNLocator

    known = own[own["kind"] != "forecast"]
    ahead = own[own["kind"] == "forecast"]
    line = pd.concat([known.tail(1), ahead])
    bounds = ["lo80", "hi80", "lo95", "hi95"]
    band = own[["year", *bounds]].astype(float)
    for name in bounds:
        band[name] = band[name].fillna(own["value"].astype(float))
    for low, high, alpha in (("lo95", "hi95", 0.15), ("lo80", "hi80", 0.3)):
        axis.fill_between(
            band["year"].to_numpy(),
            band[low].to_numpy(),
            band[high].to_numpy(),
            color=_FORECAST,
            alpha=alpha,
            lw=0,
        )
    axis.plot(known["year"], known["value"], color=_ESTIMATE, lw=1)
    actual = known[known["kind"] == "actual"]
    estimate = known[known["kind"] == "estimate"]
    axis.plot(estimate["year"], estimate["value"], "o", ms=3, mfc="white", mec=_ESTIMATE)
    axis.plot(actual["year"], actual["value"], "o", ms=4, color=_INK)
    axis.plot(line["year"], line["value"], color=_FORECAST, lw=1.6)
    if len(theirs):
        axis.plot(theirs["year"], theirs["value"], "D", ms=5, mfc="none", mec=_PUBLISHED)
    axis.xaxis.set_major_locator(MaxNLocator(integer=True))
    axis.grid(axis="y", alpha=0.25, lw=0.6)


def _forecast_legend(figure: Figure, lang: str) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles = [
        Line2D([], [], marker="o", ls="", color=_INK, ms=4, label=word("actual", lang)),
        Line2D(
            [],
            [],
            marker="o",
            ls="",
            mfc="white",
            mec=_ESTIMATE,
            ms=4,
            label=word("estimate", lang),
        ),
        Line2D([], [], color=_FORECAST, label=word("forecast", lang)),
        Patch(color=_FORECAST, alpha=0.4, lw=0, label=word("interval80", lang)),
        Patch(color=_FORECAST, alpha=0.15, lw=0, label=word("interval95", lang)),
        Line2D(
            [], [], marker="D", ls="", mfc="none", mec=_PUBLISHED, label=word("published", lang)
        ),
    ]
    figure.legend(handles=handles, loc="outside lower center", ncols=len(handles), frameon=False)


def gaps_figure(tables: GapsTables, *, lang: str = "en") -> Figure:
    """Draw the number of ads against the index, with 90 % intervals, the largest labelled.

    Returns
    -------
    matplotlib Figure
        An empty panel with a sentence if no occupation has an index.
    """
    shown = tables.occupations.dropna(subset=["index"]).sort_values("ads", ascending=False).head(60)
    lang, family = chart_language(lang, " ".join(map(str, shown[f"title_{lang}"])))
    with _style(family):
        from matplotlib.figure import Figure

        figure = Figure(figsize=(8.4, 5.6), layout="constrained")
        axis = figure.subplots()
        axis.set_xlabel(word("ads", lang))
        axis.set_ylabel(word("index", lang))
        grade = str(tables.quality.get("evidence_grade", "C"))
        axis.set_title(f"{word('gaps_title', lang)} · {word('grade', lang)} {grade}")
        if len(shown):
            _draw_occupations(axis, shown, lang)
        else:
            axis.text(0.5, 0.5, word("no_index", lang), ha="center", va="center")
            axis.set_xticks([])
            axis.set_yticks([])
        figure.canvas.draw()
    return figure


def _draw_occupations(axis: Axes, shown: pd.DataFrame, lang: str) -> None:
    x = shown["ads"].to_numpy(float)
    y = shown["index"].to_numpy(float)
    low = y - shown["index_lo90"].to_numpy(float)
    high = shown["index_hi90"].to_numpy(float) - y
    axis.errorbar(
        x,
        y,
        yerr=np.vstack([low.clip(0), high.clip(0)]),
        fmt="o",
        ms=4,
        color=_FORECAST,
        ecolor=_ESTIMATE,
        elinewidth=0.8,
        alpha=0.9,
    )
    axis.axhline(50, color=_ESTIMATE, lw=0.8, ls="--")
    axis.set_xscale("log")
    axis.set_xlim(x.min() / 1.1, x.max() * 1.1)
    axis.set_ylim(0, 100)
    _plain_ticks(axis)
    for row in shown.head(_LABELLED).to_dict("records"):
        _label(axis, str(row[f"title_{lang}"]), row["ads"], row["index"])
    axis.grid(alpha=0.25, lw=0.6)


def _plain_ticks(axis: Axes) -> None:
    """Write numbers of ads as numbers, about eight of them."""
    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter, NullLocator

    low, high = axis.get_xlim()
    if high / low < _NARROW:
        ticks = sorted({round(low * (high / low) ** (i / 7)) for i in range(8)})
        axis.set_xticks([tick for tick in ticks if low <= tick <= high])
        axis.xaxis.set_minor_locator(NullLocator())
    else:
        axis.xaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
        axis.xaxis.set_minor_formatter(NullFormatter())
    axis.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))


def _label(axis: Axes, text: str, x: float, y: float) -> None:
    """Write a name beside its point, on the side with room, unless it would cover another."""
    low, high = axis.get_xlim()
    is_right = math.log(x / low) > 0.8 * math.log(high / low)
    note = axis.annotate(
        text,
        (x, y),
        textcoords="offset points",
        xytext=(-5 if is_right else 5, 4),
        ha="right" if is_right else "left",
        fontsize=8,
    )
    boxes = [other.get_window_extent() for other in axis.texts]
    if any(boxes[-1].overlaps(box) for box in boxes[:-1]):
        note.remove()


def save_figure(figure: Figure, path: Path) -> None:
    """Write a figure as PNG, SVG, PDF or JPEG (by its ending), whole or not at all."""
    check_chart(path)
    write_whole(path, lambda temporary: figure.savefig(temporary, dpi=150))
