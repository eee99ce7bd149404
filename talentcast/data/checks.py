"""Find contradictions: in the bundled figures by declared rules, in any panel by general ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from talentcast.data.bundle import load
from talentcast.data.findings import Finding, finding_table
from talentcast.data.ledger import (
    COMPUTED_DIGITS,
    PERCENT_FUNCTIONS,
    Expression,
    Figure,
    Ledger,
    number,
    power_of_ten,
    references,
    rounding,
    value_of,
    words_of,
)
from talentcast.data.panel_checks import conflicting_values, every_check, level_jumps
from talentcast.data.rules import RULES, Rule
from talentcast.errors import SchemaError, UnknownNameError
from talentcast.frames import require_columns

#: A projected pace of more than this many times the latest one asks for a reason.
PACE_LIMIT = 1.5

#: A denominator may be that of the year before.
YEARS_BACK = 1

#: Two numbers this near to each other, relative to their size, are the same.
SAME = 1e-9

_PANEL_COLUMNS = ("series", "year", "value")
_TABLES = ("facts", "quoted", "statistics")


def check(
    frames: pd.DataFrame | Mapping[str, pd.DataFrame] | None = None,
    lang: str = "en",
    *,
    passed: bool = False,
) -> pd.DataFrame:
    """Return the contradictions in the bundled figures or in a panel.

    Parameters
    ----------
    frames : DataFrame or mapping of str to DataFrame, optional
        None checks the bundled figures. A mapping replaces the bundled tables `facts`, `quoted`
        or `statistics` by others of the same form. A DataFrame is a panel of your own with
        columns series, year, value; unit, vintage, kind, locator, whole and sign are used where
        given.
    lang : {"en", "zh"}
        Language of the column `subject`; the messages come in both.
    passed : bool
        Also return the declared rules that hold, with severity `ok`.

    Returns
    -------
    DataFrame, columns rule, severity, subject, got, expected, difference, locators, message_zh,
    message_en
        `got` is what is printed or claimed, `expected` what other figures give, `difference` got
        less expected. Severity: contradiction (can't be true), vintage (figures of different
        publications mixed), definition (same name, different concept), unexplained (possible,
        without a stated reason), rounding (explained by the digits printed), ok.

    Raises
    ------
    SchemaError
        If a table lacks a column or a value is no number.
    UnknownNameError
        If `lang` or a table name of the mapping is unknown.

    Examples
    --------
    >>> found = check().set_index("rule")
    >>> wrong = found.loc["magnitude.frontline_per_10k"]
    >>> float(wrong["got"]), float(wrong["expected"])
    (200.0, 2000.0)
    """
    if lang not in ("en", "zh"):
        raise UnknownNameError(f"check: got language {lang!r}; expected en or zh; choose one")
    if isinstance(frames, pd.DataFrame):
        return finding_table(every_check(_panel(frames)), lang)
    given = dict(frames or {})
    unknown = sorted(set(given) - set(_TABLES))
    if unknown:
        raise UnknownNameError(
            f"check: got table {unknown[0]!r}; expected {', '.join(_TABLES)}; rename it"
        )
    facts, quoted, statistics = (
        given[name] if name in given else load(name) for name in _TABLES
    )  # fmt: skip
    printed = pd.concat([facts, quoted], ignore_index=True)
    findings = [*_declared(Ledger(printed, statistics)), *_general(facts)]
    return finding_table((f for f in findings if passed or f.severity != "ok"), lang)


def _panel(frame: pd.DataFrame) -> pd.DataFrame:
    require_columns(frame, _PANEL_COLUMNS, "panel")
    try:
        return frame.assign(
            value=pd.to_numeric(frame["value"]).astype(float),
            year=pd.to_numeric(frame["year"]).astype("int64"),
        )
    except (ValueError, TypeError) as error:
        raise SchemaError(
            f"panel: got {error}; expected numbers in year and value; correct the row"
        ) from error


def _general(facts: pd.DataFrame) -> Iterator[Finding]:
    """Put the documents' yearly figures through the checks for any panel."""
    yearly = facts[facts["period"].str.fullmatch(r"\d{4}") & facts["value"].notna()]
    label = yearly["item"].where(yearly["item"] != "", yearly["region"].str.removeprefix("北京"))
    label = label.str.removeprefix("-")
    named = yearly.assign(
        series=yearly["series_id"] + ("_" + label).where(label != "", ""),
        name_en=yearly["name_en"] + (" (" + label + ")").where(label != "", ""),
    )
    yield from conflicting_values(named)
    yield from level_jumps(named[named["kind"] != "target"])


def _declared(ledger: Ledger) -> Iterator[Finding]:
    for rule in RULES:
        figures = {name: ledger.figure(name) for name in references(rule.left, rule.right)}
        known = {name: figure for name, figure in figures.items() if figure is not None}
        if len(known) == len(figures):
            yield _evaluate(rule, known, ledger)


def _evaluate(rule: Rule, figures: dict[str, Figure], ledger: Ledger) -> Finding:
    tests = {
        "equal": _equal, "at_most": _at_most, "at_least": _at_least, "between": _between,
        "pace": _pace, "rising": _rising,
    }  # fmt: skip
    if rule.test == "vintage":
        severity, zh, en = _vintage(rule, figures, ledger)
    else:
        severity, zh, en = tests[rule.test](rule, figures)
    if severity != "ok" and rule.why_en and severity != "rounding":
        zh, en = zh + rule.why_zh, f"{en} {rule.why_en}"
    return Finding(
        rule.name, severity, rule.subject_zh, rule.subject_en, value_of(rule.left, figures),
        value_of(rule.right, figures), tuple(figure.locator for figure in figures.values()), zh, en,
    )  # fmt: skip


def _equal(rule: Rule, figures: dict[str, Figure]) -> tuple[str, str, str]:
    got, expected = value_of(rule.left, figures), value_of(rule.right, figures)
    difference = abs(got - expected)
    room = rounding(rule.left, rule.right, figures)
    zh = f"得{_shown(rule.left, figures)}，应为{_shown(rule.right, figures)}。"
    en = f"got {_shown(rule.left, figures)}, expected {_shown(rule.right, figures)}."
    if difference <= max(SAME * abs(expected), min(_visible(rule, figures), room) * (1 + SAME)):
        return "ok", zh, en
    if difference <= room:
        return "rounding", f"{zh}可由四舍五入解释。", f"{en} Rounding explains it."
    power = power_of_ten(got, expected)
    if power:
        factor = 10 ** abs(power)
        return rule.severity, f"{zh}相差{factor}倍。", f"{en} Wrong by a factor of {factor}."
    return rule.severity, zh, en


def _visible(rule: Rule, figures: dict[str, Figure]) -> float:
    """Differences up to this one do not show in print, so they are not worth a line."""
    for side in (rule.left, rule.right):
        if isinstance(side, str):
            return figures[side].half
    return float("inf") if isinstance(rule.right, tuple) else 0.0


def _at_most(rule: Rule, figures: dict[str, Figure]) -> tuple[str, str, str]:
    got, expected = value_of(rule.left, figures), value_of(rule.right, figures)
    over = got - expected > rounding(rule.left, rule.right, figures)
    return (
        rule.severity if over else "ok",
        f"得{_shown(rule.left, figures)}，应不高于{_shown(rule.right, figures)}。",
        f"got {_shown(rule.left, figures)}, expected at most {_shown(rule.right, figures)}.",
    )


def _at_least(rule: Rule, figures: dict[str, Figure]) -> tuple[str, str, str]:
    got, expected = value_of(rule.left, figures), value_of(rule.right, figures)
    under = expected - got > rounding(rule.left, rule.right, figures)
    return (
        rule.severity if under else "ok",
        f"得{_shown(rule.left, figures)}，应不低于{_shown(rule.right, figures)}。",
        f"got {_shown(rule.left, figures)}, expected at least {_shown(rule.right, figures)}.",
    )


def _between(rule: Rule, figures: dict[str, Figure]) -> tuple[str, str, str]:
    parts: list[Expression] = list(rule.right[2::2]) if isinstance(rule.right, tuple) else []
    low, high = (pick(parts, key=lambda part: value_of(part, figures)) for pick in (min, max))
    got = value_of(rule.left, figures)
    outside = got < value_of(low, figures) - rounding(rule.left, low, figures) or (
        got > value_of(high, figures) + rounding(rule.left, high, figures)
    )
    ends = [number(value_of(end, figures)) for end in (low, high)]
    mean = number(value_of(rule.right, figures))
    shown = _shown(rule.left, figures)
    return (
        rule.severity if outside else "ok",
        f"得{shown}，应在{ends[0]}与{ends[1]}之间（加权为{mean}）。",
        f"got {shown}, expected between {ends[0]} and {ends[1]} (weighted mean {mean}).",
    )


def _pace(rule: Rule, figures: dict[str, Figure]) -> tuple[str, str, str]:
    got, usual = value_of(rule.left, figures), value_of(rule.right, figures)
    fast = usual > 0 and got > PACE_LIMIT * usual
    times = number(round(got / usual, 2)) if usual else ""
    return (
        rule.severity if fast else "ok",
        f"得{_shown(rule.left, figures)}，为近期{_shown(rule.right, figures)}的{times}倍，"
        "未说明原因。",
        f"got {_shown(rule.left, figures)}, {times} times the latest"
        f" {_shown(rule.right, figures)}, with no stated reason.",
    )


def _rising(rule: Rule, figures: dict[str, Figure]) -> tuple[str, str, str]:
    step = value_of(rule.left, figures)
    falls = step < -rounding(rule.left, rule.right, figures)
    steps = words_of(rule.left, figures)
    return (
        rule.severity if falls else "ok",
        f"逐年为{steps}，最大降幅{number(-step)}，应无下降。",
        f"got {steps} with a fall of {number(-step)}, expected none.",
    )


def _vintage(rule: Rule, figures: dict[str, Figure], ledger: Ledger) -> tuple[str, str, str]:
    latest = figures[str(rule.right)]
    got = value_of(rule.left, figures)
    zh = f"得{_shown(rule.left, figures)}，最新版本为{number(latest.value)}（{latest.vintage}）。"
    en = f"got {_shown(rule.left, figures)}, expected {number(latest.value)} ({latest.vintage})."
    if abs(got - latest.value) <= rounding(rule.left, rule.right, figures):
        return "ok", zh, en
    others = ledger.vintages(str(rule.right), YEARS_BACK)
    near = min(others, key=lambda other: abs(other.value - got))
    fits = abs(near.value - got) <= rounding(rule.left, "near", figures | {"near": near})
    severity = "definition" if fits and near.vintage == latest.vintage else rule.severity
    place = f"{number(near.value)} ({near.vintage}, {near.year})"
    printed = value_of(rule.left[2], figures) if isinstance(rule.left, tuple) else got
    then = number(printed * got / latest.value, COMPUTED_DIGITS)
    return (
        severity,
        f"{zh}{'与' if fits else '最接近的是'}{place}{'相符' if fits else '，但不相符'}；"
        f"按最新版本，文中的{number(printed)}应为{then}。",
        f"{en} {'It fits' if fits else 'No vintage fits; the nearest is'} {place};"
        f" on the latest, the printed {number(printed)} would be {then}.",
    )


def _shown(expression: Expression, figures: dict[str, Figure]) -> str:
    value = value_of(expression, figures)
    if not isinstance(expression, tuple):
        return number(value)
    percent = " %" if expression[0] in PERCENT_FUNCTIONS else ""
    return f"{number(value, COMPUTED_DIGITS)}{percent} = {words_of(expression, figures)}"
