"""One ad explained, and pay texts parsed, in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from talentcast.render.numbers import interval, number
from talentcast.render.terminal import plain_table
from talentcast.render.value_words import PAY_FLAGS, flag_words, value_word
from talentcast.render.words import word

if TYPE_CHECKING:
    from rich.console import Console


def print_salaries(out: Console, parsed: Sequence[Mapping[str, Any]], *, lang: str) -> None:
    """Print parsed pay texts, one a line."""
    table = plain_table(
        None,
        [
            (word("text", lang), "left"),
            (word("low", lang), "right"),
            (word("high", lang), "right"),
            (word("period", lang), "left"),
            (word("currency", lang), "left"),
            (word("months", lang), "right"),
            (word("monthly", lang), "right"),
            (word("annual", lang), "right"),
            (word("caution", lang), "left"),
        ],
    )
    for item in parsed:
        table.add_row(
            str(item["text"] or ""),
            number(item["low"]),
            number(item["high"]),
            value_word("period", item["period"] or "–", lang),
            item["currency"] or "–",
            number(item["months"], 0),
            interval(item["monthly_low"], item["monthly_high"], 0),
            interval(item["annual_low"], item["annual_high"], 0),
            _listed(flag_words(item["flags"], PAY_FLAGS, lang), lang),
        )
    out.print(table)


def _listed(parts: Sequence[str], lang: str) -> str:
    return ("，" if lang == "zh" else ", ").join(parts)


#: Alternatives less likely than this say nothing.
_LEAST_SHOWN = 0.01

_KIND_STYLE = {
    "tool": "bold cyan",
    "knowledge": "bold blue",
    "hard": "bold green",
    "soft": "bold magenta",
    "language": "bold yellow",
    "certificate": "bold yellow",
}


def print_match(
    out: Console,
    explained: Mapping[str, Any],
    ad: tuple[str, str],
    names: Mapping[str, str],
    *,
    lang: str,
) -> None:
    """Print one ad with its skills highlighted, then what was understood.

    Parameters
    ----------
    out : Console
    explained : mapping
        As `talentcast.match` returns it.
    ad : (title, text)
    names : mapping of id to name
        Of skill categories and occupations, in `lang`.
    lang : {"zh", "en"}
    """
    for field, content in zip(("title", "text"), ad, strict=True):
        shown = Text(content)
        for skill in explained["skills"]:
            if skill["field"] == field:
                style = _KIND_STYLE[skill["kind"]] + ("" if skill["required"] else " italic")
                shown.stylize(style, skill["start"], skill["end"])
        if content:
            out.print(shown)
    out.print()
    for key, value in _understood(explained, names, lang):
        out.print(f"{word(key, lang)}{'：' if lang == 'zh' else ': '}{value}")
    table = plain_table(
        None,
        [
            (word("skill", lang), "left"),
            (word("category", lang), "left"),
            (word("evidence", lang), "left"),
            (word("required", lang), "left"),
            (word("confidence", lang), "right"),
        ],
    )
    for skill in explained["skills"]:
        table.add_row(
            str(skill[f"name_{lang}"]),
            names.get(skill["category"], str(skill["category"])),
            str(skill["text"]),
            "✓" if skill["required"] else word("preferred", lang),
            f"{skill['confidence']:.2f}",
        )
    out.print(table)


def _understood(
    explained: Mapping[str, Any], names: Mapping[str, str], lang: str
) -> list[tuple[str, str]]:
    occupation, place = explained["occupation"], explained["place"]
    lines = [("occupation", "–")]
    if occupation["id"]:
        lines = [("occupation", f"{occupation[f'title_{lang}']} ({occupation['confidence']:.2f})")]
    others = [
        f"{names.get(other['id'], other['id'])} ({other['confidence']:.2f})"
        for other in occupation["alternatives"]
        if other["confidence"] >= _LEAST_SHOWN
    ]
    if others:
        lines.append(("alternatives", _listed(others, lang)))
    if occupation["seniority"]:
        lines.append(("seniority", value_word("seniority", occupation["seniority"], lang)))
    lines += _pay_lines(explained["salary"], lang)
    if explained["education"] is not None:
        lines.append(("education", value_word("education", explained["education"], lang)))
    for key, name in (("experience", "experience_years"), ("openings", "openings")):
        if explained[name] is not None:
            lines.append((key, f"{explained[name]:g}"))
    if explained["date"] is not None:
        lines.append(("date", explained["date"]))
    if explained["urgent"]:
        lines.append(("urgent", "✓"))
    if place["city"]:
        lines.append(("place", " ".join(filter(None, [place["city"], place["district"]]))))
    return lines


def _pay_lines(pay: Mapping[str, Any], lang: str) -> list[tuple[str, str]]:
    if pay["low"] is None and pay["high"] is None:
        return []
    period = pay["period"] and value_word("period", pay["period"], lang)
    stated = f"{interval(pay['low'], pay['high'])} {pay['currency']}" + (
        f"/{period}" if period else ""
    )
    flags = _listed(flag_words(pay["flags"], PAY_FLAGS, lang), lang)
    lines = [("pay", f"{stated} ({flags})" if flags else stated)]
    if pay["period"] not in (None, "month"):
        lines.append(("monthly", interval(pay["monthly_low"], pay["monthly_high"], 0)))
    return lines
