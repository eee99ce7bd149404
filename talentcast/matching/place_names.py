"""Endings, separators and words that place strings are read with."""

from __future__ import annotations

import re

PROVINCE_ENDING = re.compile(r"(?:壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|省|市)$")
PREFECTURE_ENDING = re.compile(
    r"(?:(?:朝鲜|土家|布依|哈尼|景颇|傈僳|蒙古|哈萨克|柯尔克孜|苗|藏|羌|彝|侗|壮|傣|白|回)族?)*"
    r"(?:自治州|地区|盟|市)$"
)
DISTRICT_ENDING = re.compile(r"(?:新区|自治县|区|县|市|旗)$")
SEPARATORS = re.compile(r"[\s\-–—_·•,，、;；|/()（）\[\]【】>]+")
SEVERAL = re.compile(r"[/、;；|,，]|\s和\s|\sand\s|\sor\s")
LABEL = re.compile(
    r"^\s*(?:中国[-·]?|(?:工作地[点区]|上班地[点址]|地[点区址]|城市|location|city)\s*[:：])\s*",
    re.IGNORECASE,
)
UNKNOWN_DISTRICT = re.compile(r"^[\u4e00-\u9fff]{1,7}?(?:自治县|新区|开发区|区|县|旗|镇)")
UNKNOWN_CITY = re.compile(r"^([\u4e00-\u9fff]{2,6}?)(?:市|$)")
REMOTE = re.compile(
    r"远程|居家办公|在家办公|remote|work\s+from\s+home|wfh|home[- ]based|anywhere|telework"
    r"|telecommut\w*",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(r"异地招聘|外派|驻外")
NATIONWIDE = re.compile(
    r"全国|不限|nationwide|multiple\s+locations?|various\s+locations?|several\s+locations?",
    re.IGNORECASE,
)
US_STATES = frozenset(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM "
    "NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR".split()
)
US_STATE_NAMES = frozenset(
    "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia"
    "|hawaii"
    "|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan"
    "|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico"
    "|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina"
    "|south dakota|tennessee|texas|utah|vermont|virginia|west virginia|wisconsin|wyoming"
    "|district of columbia|puerto rico".split("|")
)
COUNTRIES = frozenset(
    "united states|united states of america|usa|u.s.|us|china|united kingdom|uk|england"
    "|scotland|wales"
    "|canada|india|australia|germany|france|ireland|netherlands|spain|italy|japan|malaysia"
    "|new zealand"
    "|switzerland|europe|worldwide|global|apac|emea|southeast asia|asia".split("|")
)
EN_NOISE = re.compile(
    r"^\s*(?:(?:hybrid|fully|100%|temporarily)\s+)*(?:remote|hybrid|on-?site"
    r"|in[- ]person)?\s*(?:work)?\s*(?:in|[-–—:(]|from)\s+"
    r"|\s*\((?:remote|hybrid|on-?site|in[- ]person)[^)]*\)|^\s*(?:greater|metro)\s+"
    r"|\s+(?:metropolitan\s+area|metro\s+area|bay\s+area|area|metroplex)\s*$",
    re.IGNORECASE,
)
POSTCODE = re.compile(
    r"\s*\b(?:\d{5}(?:-\d{4})?|\d{6})\b|\s+[A-Z]{1,2}\d[A-Z\d]?(?:\s*\d[A-Z]{2})?$"
)
