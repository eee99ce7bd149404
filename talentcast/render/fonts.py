"""A font on this machine that can draw Chinese."""

from __future__ import annotations

import logging
import re
import warnings
from functools import lru_cache
from pathlib import Path

#: File-name parts of common fonts with simplified Chinese, the best-looking for charts first.
_PREFERRED = (
    "notosanscjk",
    "notosanssc",
    "sourcehansans",
    "msyh",
    "pingfang",
    "hiraginosansgb",
    "wqy",
    "simhei",
    "stheiti",
    "heiti",
    "droidsansfallback",
    "simsun",
    "songti",
    "uming",
    "ukai",
    "arialuni",
)
_CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_PROBE = "工程师紧缺"


@lru_cache(maxsize=1)
def chinese_font() -> str | None:
    """Find an installed font with Chinese glyphs.

    Returns
    -------
    str or None
        The family name, registered with matplotlib; None if no font can draw Chinese.
    """
    from matplotlib import font_manager

    for path in sorted(font_manager.findSystemFonts(), key=_preference):
        if _preference(path) == len(_PREFERRED):
            break
        if _can_draw(path):
            font_manager.fontManager.addfont(path)
            logging.getLogger(font_manager.__name__).addFilter(_is_news)
            return font_manager.FontProperties(fname=path).get_name()
    return None


def _is_news(record: logging.LogRecord) -> bool:
    """Tell whether a message matters: that a font has one weight only does not."""
    return "font weight" not in record.getMessage()


def _preference(path: str) -> int:
    name = Path(path).name.lower().replace("-", "").replace("_", "").replace(" ", "")
    return next((i for i, part in enumerate(_PREFERRED) if part in name), len(_PREFERRED))


def _can_draw(path: str) -> bool:
    from matplotlib.ft2font import FT2Font

    try:
        font = FT2Font(path)
    except (RuntimeError, OSError):
        return False
    return all(font.get_char_index(ord(character)) for character in _PROBE)


def chart_language(lang: str, labels: str = "") -> tuple[str, str | None]:
    """Choose the language a chart can be drawn in, and the font for it.

    Parameters
    ----------
    lang : {"zh", "en"}
    labels : str
        Names that the chart will show; the user's own may be Chinese in an English chart.

    Returns
    -------
    (lang, family)
        Falls back to English, with one warning, if no installed font has Chinese glyphs.
    """
    if lang != "zh" and not _CHINESE.search(labels):
        return lang, None
    family = chinese_font()
    if family is None:
        warnings.warn(
            "no installed font can draw Chinese; the chart is labelled in English "
            "(install a font such as Noto Sans CJK or WenQuanYi Zen Hei for Chinese labels)",
            stacklevel=3,
        )
        return "en", None
    return lang, family
