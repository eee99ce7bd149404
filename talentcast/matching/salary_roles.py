"""What an amount is paid as: total, regular, base, trial, or other money that is no pay."""

from __future__ import annotations

import re

from talentcast.matching.salary_context import BASE_AFTER, PLUS_VARIABLE, ROLES, TOTAL_AFTER

_SEGMENT_END = re.compile(r"[,。;!|、\n)\]】]|\.\s")
_SUM_OF_PARTS = re.compile(
    r"(?:底薪|基本工资|保底|基本薪资)[^\d+加]{0,6}[+加&][^\d]{0,12}(?:提成|绩效|奖金|佣金"
    r"|奖励|分红)[^\d]{0,4}$"
)
#: How far (characters) before an amount a word for other money still governs it.
_REACH_CHINESE, _REACH_LATIN = 5, 30


def role_before(left: str) -> tuple[str, str]:
    """Name what the words before an amount make of it, and give those words."""
    if not left:
        return "plain", ""
    if _SUM_OF_PARTS.search(left):
        return "total", left
    cuts = [
        match.end() for match in _SEGMENT_END.finditer(left) if match.end() < len(left.rstrip())
    ]
    segment = left[cuts[-1] :] if cuts else left
    named = list(ROLES.finditer(segment))
    if not named:
        return "plain", segment
    last = named[-1]
    role = str(last.lastgroup)
    if role == "other":
        reach = _REACH_LATIN if last.group().isascii() else _REACH_CHINESE
        if len(segment.rstrip(" :")) - last.end() > reach:
            return "plain", segment
    return role, segment


def role_behind(text: str, end: int, role: str, flags: list[str]) -> str:
    """Change the role by the words behind an amount: "3000+提成" is the base."""
    if PLUS_VARIABLE.match(text, end):
        flags.append("commission")
        return "base" if role in ("plain", "pay") else role
    if role in ("plain", "pay") and BASE_AFTER.match(text, end):
        return "base"
    if role in ("plain", "pay") and TOTAL_AFTER.match(text, end):
        return "total"
    return role
