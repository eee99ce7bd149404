"""Every sentence that the reader of ads says to people, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: Key to sentence, English and Chinese; `{one}` is empty for one thing and an s for several.
SENTENCES: Mapping[str, tuple[str, str]] = {
    # columns
    "several_in_one_cell": (
        "Column {column!r} holds several things in one cell; it is read as attributes.",
        "列“{column}”一格含多项内容，按属性列读取。",
    ),
    "used_instead": (
        "Column {column!r} does not look like {role}; {other!r} does and is used instead.",
        "列“{column}”的内容不像{role}，改用内容相符的“{other}”。",
    ),
    "judged_by_cells": (
        "Column {column!r} is read as {role}, judged by what it holds.",
        "列“{column}”按其内容作为{role}读取。",
    ),
    "tags_as_text": (
        "No column of descriptions was found; the tags in {names} are read as text.",
        "未找到职位描述列，以 {names} 中的标签作为描述。",
    ),
    "no_currency": (
        "The pay columns {names} state no currency.",
        "薪酬列 {names} 未注明币种。",
    ),
    "misnamed_used": (
        "Column {column!r} is named like {role} but holds something else; it is read as {other}.",
        "列“{column}”名为{role}，内容却不是；按{other}读取。",
    ),
    "misnamed_unused": (
        "Column {column!r} is named like {role} but holds something else; it is not used.",
        "列“{column}”名为{role}，内容却不是；未使用。",
    ),
    # tables
    "no_header": (
        "no row of column names was found; the columns are told by what they hold.",
        "未找到表头行，各列按其内容识别。",
    ),
    "no_rows": ("a header and no rows.", "只有表头，没有数据行。"),
    "nul": ("{count} NUL character{one} removed.", "已删除 {count} 个 NUL 字符。"),
    "undecodable": (
        "{count} line{one} with bytes that are not {encoding}; those characters are shown as "
        "\ufffd.",
        "{count} 行含不属于 {encoding} 的字节，相应字符显示为 \ufffd。",
    ),
    "other_encoding": (
        "{count} line{one} in another encoding, read with it.",
        "{count} 行为另一种编码，已按该编码读取。",
    ),
    "shorter": (
        "{count} row{one} shorter than the header; the last cells are empty.",
        "{count} 行短于表头，末尾各格视为空。",
    ),
    "late_keys": (
        "{count} key{one} that the first {first} objects do not have, not read ({names}).",
        "{count} 个键在前 {first} 个对象中未出现，未读取（{names}）。",
    ),
    "other_sheets": (
        "not read for want of the same columns: {names}.",
        "下列工作表列名不同，未读取：{names}。",
    ),
    "sheet": ("sheet {name} ({count} row{one})", "{name}（{count} 行）"),
}

#: Canonical column to its Chinese name.
ROLES: Mapping[str, str] = {
    "posting_id": "编号",
    "date": "日期",
    "first_seen": "首次出现",
    "last_seen": "最后出现",
    "title": "职位名称",
    "text": "职位描述",
    "text_part": "职位描述",
    "employer": "单位",
    "place": "地点",
    "place_part": "地点",
    "industry": "行业",
    "category": "职位类别",
    "education": "学历",
    "experience": "经验",
    "openings": "招聘人数",
    "salary": "薪酬",
    "salary_low": "薪酬下限",
    "salary_high": "薪酬上限",
    "salary_mid": "薪酬中值",
    "salary_period": "薪酬周期",
    "salary_currency": "币种",
    "attributes": "属性",
    "tags": "标签",
    "source": "网站",
    "employer_size": "单位规模",
    "applicants": "投递人数",
}

#: Reasons for rejected rows (`rejects`) in Chinese.
REASONS: Mapping[str, str] = {
    "no title and no text": "既无职位名称也无描述",
    "too many cells": "单元格过多",
    "too few cells": "单元格过少",
    "quotation mark not closed": "引号未闭合",
    "not valid JSON": "不是有效的 JSON",
    "JSON value is not an object": "JSON 值不是对象",
}


def sentence(key: str, lang: str = "en", /, **values: Any) -> str:
    """Say one of `SENTENCES`; `count` is written with thousands separated.

    Examples
    --------
    >>> sentence("shorter", count=1)
    '1 row shorter than the header; the last cells are empty.'
    >>> sentence("judged_by_cells", "zh", column="a", role="title")
    '列“a”按其内容作为职位名称读取。'
    """
    english, chinese = SENTENCES[key]
    if "count" in values:
        values["one"] = "" if values["count"] == 1 else "s"
        values["count"] = f"{values['count']:,}"
    if lang != "zh":
        return english.format(**values)
    for name in ("role", "other"):
        if name in values:
            values[name] = ROLES.get(values[name], values[name])
    return chinese.format(**values)


def reason(text: str, detail: str = "", lang: str = "en") -> str:
    """Say why a row is rejected.

    Examples
    --------
    >>> reason("too many cells", "got 6, expected 4")
    'too many cells (got 6, expected 4)'
    >>> reason("too many cells", "got 6, expected 4", "zh")
    '单元格过多（得 6，应为 4）'
    """
    if lang != "zh":
        return f"{text} ({detail})" if detail else text
    said = REASONS.get(text, text)
    plain = detail.replace("got ", "得 ").replace(", expected ", "，应为 ")
    return f"{said}（{plain}）" if detail else said
