"""Build sources.csv: who published what, where it was read, and under which terms."""

from __future__ import annotations

import pandas as pd

RETRIEVED = "2026-11-20"
FACTS = "figures only; no text carried"
NBS = "National Bureau of Statistics of China"
BEIJING = "Beijing Municipal Bureau of Statistics"

COLUMNS = (
    "source_id", "publisher", "title", "url", "retrieved", "vintage", "licence", "note",
)  # fmt: skip

DOCUMENTS = (
    ("news_forum_1", "Newspaper, name not recorded",
     "Newspaper page on the 2026 Zhongguancun Forum (first of three)", "", "", "2026", FACTS,
     "document 000 in locators"),
    ("news_forum_2", "Newspaper, name not recorded",
     "Newspaper page on the 2026 Zhongguancun Forum (second of three)", "", "", "2026", FACTS,
     "document 001 in locators; white paper on front-line science and technology talent"),
    ("news_forum_3", "Newspaper, name not recorded",
     "Newspaper page on the 2026 Zhongguancun Forum (third of three)", "", "", "2026", FACTS,
     "document 002 in locators"),
    ("blue_book_2025", "Social Sciences Academic Press (China)",
     "Annual Report on Development of Beijing's Talent (2025), Blue Book 北京人才发展报告（2025）",
     "", "", "2025", FACTS,
     "document 003 in locators; headcounts mostly from the Beijing talent statistics report"),
    ("news_digital_skills", "Newspaper, name not recorded",
     "Newspaper article on the digital skills of workers", "", "", "2025", FACTS,
     "document 004 in locators"),
    ("derived", "talentcast", "Figures computed from other rows of this package", "", "", "", "MIT",
     "the formula is in `locator`"),
)  # fmt: skip

#: The tables of the taxonomy.
OWN = (
    ("talentcast_taxonomy", "talentcast", "Skills, skill categories and places", "", "", "", "MIT",
     "written for this project; names are facts"),
    ("talentcast_occupations", "talentcast", "Occupations and occupation groups", "", "", "", "MIT",
     "written for this project; names and codes are facts of the 2022 Chinese classification,"
     " ISCO-08 and O*NET-SOC"),
)  # fmt: skip

#: Carrier as named in the development data -> source row. The figures' origin is the publisher;
#: the carrier is where they were read.
STATISTICS = {
    "derived from indicators_provinces.csv": (
        "nbs_ratios", f"{NBS}; {BEIJING}",
        "Provincial annual statistics as ratios (chapter B.9 indicators)",
        "https://data.stats.gov.cn", "2000-2024; v4 and v5 GDP apart", FACTS,
        "computed from nbs_* sources; formula in variables.csv"),
    "github:3112944976/National-Visualization-Web-Application": (
        "nbs_annual_2000_2019", NBS, "Provincial annual statistics 2000-2019",
        "https://github.com/3112944976/National-Visualization-Web-Application",
        "2020; GDP v4, population before the 7th census",
        "no licence at the carrier; figures only", "carrier: public repository"),
    "github:RenJiyi163/panel_data_analysis_for_thesis": (
        "nbs_gdp_employment_v5", NBS, "GDP, urban-unit employment, sample population 2006-2024",
        "https://github.com/RenJiyi163/panel_data_analysis_for_thesis", "2025; GDP v5",
        "MIT at the carrier; figures only", "carrier: public repository"),
    "github:Liushenwuzhu-Alpaca/province-economy": (
        "nbs_sectors_v5", NBS, "Value added by sector and urban-unit employment 2016-2025",
        "https://github.com/Liushenwuzhu-Alpaca/province-economy", "2025; GDP v5",
        "no licence at the carrier; figures only", "carrier: public repository"),
    "github:xiaoqi737/thesis-data-and-code": (
        "nbs_industry_rd", NBS, "Industrial R&D and patents 2012-2024; GDP 2005-2023",
        "https://github.com/xiaoqi737/thesis-data-and-code", "2025; GDP v4",
        "no licence at the carrier; figures only", "carrier: public repository"),
    "github:SousekiL/GaoKaoVer2": (
        "nbs_gdp_v4", NBS, "Provincial GDP 1992-2022",
        "https://github.com/SousekiL/GaoKaoVer2", "2023; GDP v4",
        "no licence at the carrier; figures only", "carrier: public repository"),
    "github:Tobby-star/dynamic_datas": (
        "nbs_gdp_v3", NBS, "Provincial GDP 1993-2017",
        "https://github.com/Tobby-star/dynamic_datas", "2018; GDP v3",
        "no licence at the carrier; figures only", "carrier: public repository"),
    "github:eoocl/work": (
        "nbs_gdp_2022_final", NBS, "Provincial GDP 2019-2022",
        "https://github.com/eoocl/work", "2023; GDP v4, 2022 final",
        "no licence at the carrier; figures only", "carrier: public repository"),
    "github:yinthan/ECON323-China-Polulation": (
        "nbs_population_2000_2020", NBS, "Resident population 2000-2020",
        "https://github.com/yinthan/ECON323-China-Polulation", "after the 7th census",
        "no licence at the carrier; figures only", "carrier: public repository"),
    "github:1lmq/FYP_QMM2_Chinese_Railways": (
        "nbs_population_2015_2024", NBS, "Resident population 2015-2024",
        "https://github.com/1lmq/FYP_QMM2_Chinese_Railways", "after the 7th census",
        "no licence at the carrier; figures only", "carrier: public repository"),
    "github:KuaaMU/2026-Mathematical-Modelling-School-Competition": (
        "beijing_population", BEIJING, "Resident population of Beijing 2001-2024, one decimal",
        "https://github.com/KuaaMU/2026-Mathematical-Modelling-School-Competition",
        "after the 7th census", "Apache-2.0 at the carrier; figures only",
        "carrier: public repository"),
    "github:huhuaping/techme": (
        "science_yearbook", f"{NBS}; Ministry of Science and Technology",
        "China Statistical Yearbook on Science and Technology, 2010-2023",
        "https://github.com/huhuaping/techme", "as published",
        "MIT at the carrier; figures only", "carrier: public repository"),
    "http://dinui.cn/xi/151161.html": (
        "census_2020", BEIJING, "Seventh population census of Beijing, communiqué",
        "http://dinui.cn/xi/151161.html", "2021", FACTS, "read on a web page"),
    "https://360docs.net/doc/1b3443402.html": (
        "census_2010", BEIJING, "Sixth population census of Beijing, communiqué",
        "https://360docs.net/doc/1b3443402.html", "2011", FACTS, "read on a web page"),
    "http://lilacbbs.com/bbsanc.php?path=%2Fgroups%2FGROUP_6%2FGeography%2FDAB3261ED%2FD9F33E291%2FDA1BE5332%2FD5B88BF81%2FM.1055413586.A": (
        "census_2000", NBS, "Fifth population census, communiqué", "", "2001", FACTS,
        "read on a web page"),
    "https://files.zkey.cc/cpdrc/2005年全国1%人口抽样调查资料/html/0503a.htm": (
        "sample_survey_2005", NBS, "1 % population sample survey 2005, table 5-3a", "", "2007",
        FACTS, "read on a web page"),
    "http://ldwb.workerbj.cn/content/2014-12/22/content_4450.htm": (
        "economic_census_2013", BEIJING, "Third economic census of Beijing, communiqué",
        "http://ldwb.workerbj.cn/content/2014-12/22/content_4450.htm", "2014", FACTS,
        "read on a web page"),
    "https://tjj.beijing.gov.cn/tjsj_31433/tjgb_31445/jpgb_31447/202505/t20250516_4090437.html": (
        "economic_census_2023", BEIJING, "Fifth economic census of Beijing, communiqué",
        "https://tjj.beijing.gov.cn/tjsj_31433/tjgb_31445/jpgb_31447/202505/t20250516_4090437.html",
        "2025", FACTS, ""),
    "https://www.163.com/dy/article/JQJU29070550TYQ0.html": (
        "gdp_2023_revised", BEIJING, "GDP of 2023 after the fifth economic census",
        "https://www.163.com/dy/article/JQJU29070550TYQ0.html", "2025", FACTS,
        "read on a web page"),
    "http://www.tjcn.org/tjgb/01bj/62.html": (
        "bulletin_2006", BEIJING, "Statistical communiqué of Beijing 2006",
        "http://www.tjcn.org/tjgb/01bj/62.html", "2007; preliminary", FACTS, "read on a web page"),
    "https://web.xiaze.org/tjgb/201102/30660-6.html": (
        "bulletin_2010", BEIJING, "Statistical communiqué of Beijing 2010",
        "https://web.xiaze.org/tjgb/201102/30660-6.html", "2011; preliminary", FACTS,
        "read on a web page"),
    "http://m.acmerblog.com/2016/0121/432692.html": (
        "bulletin_2015", BEIJING, "Economic results of Beijing 2015",
        "http://m.acmerblog.com/2016/0121/432692.html", "2016; preliminary", FACTS,
        "read on a web page"),
    "https://www.bkwk.cn/article/2nbjjjyshmdsdjxtjnjbhdsjgs.html": (
        "bulletin_2019", BEIJING, "Statistical communiqué of Beijing 2019",
        "https://www.bkwk.cn/article/2nbjjjyshmdsdjxtjnjbhdsjgs.html", "2020; preliminary", FACTS,
        "read on a web page"),
    "http://finance.henunews.com/finance/2023/0323/56245.html": (
        "bulletin_2022", BEIJING, "Statistical communiqué of Beijing 2022",
        "http://finance.henunews.com/finance/2023/0323/56245.html", "2023; preliminary", FACTS,
        "read on a web page"),
    "http://ydyl.china.com.cn/2023-03/22/content_85183699.htm": (
        "bulletin_2022_digital", BEIJING, "Digital economy in the 2022 communiqué of Beijing",
        "http://ydyl.china.com.cn/2023-03/22/content_85183699.htm", "2023; preliminary", FACTS,
        "read on a web page"),
    "https://www.beijing.gov.cn/gate/big5/www.beijing.gov.cn/renwen/bjgk/kjss/202303/t20230322_2942345.html": (
        "bulletin_2022_education", BEIJING, "Education in the 2022 communiqué of Beijing",
        "https://www.beijing.gov.cn/renwen/bjgk/kjss/202303/t20230322_2942345.html", "2023", FACTS,
        ""),
    "https://cn.dailyeconomic.com/bj/2024/03/22/3673.html": (
        "bulletin_2023", BEIJING, "Statistical communiqué of Beijing 2023",
        "https://cn.dailyeconomic.com/bj/2024/03/22/3673.html", "2024; preliminary", FACTS,
        "read on a web page"),
    "https://m.bsbk.net/news/D8OeGgbj6R.html": (
        "bulletin_2024", BEIJING, "Statistical communiqué of Beijing 2024",
        "https://m.bsbk.net/news/D8OeGgbj6R.html", "2025; preliminary", FACTS,
        "read on a web page"),
}  # fmt: skip


def source_of(carrier: str) -> str:
    """Return the source_id of a carrier as the development data names it."""
    return STATISTICS[carrier][0]


def build_sources(used: set[str]) -> pd.DataFrame:
    """Return sources.csv: documents, the statistics they are checked against, the taxonomy.

    Carriers whose figures all agree with a finer one are not in `used` and are left out.
    """
    statistics = [
        (source_id, publisher, title, url, RETRIEVED, vintage, licence, note)
        for source_id, publisher, title, url, vintage, licence, note in STATISTICS.values()
    ]
    documents = [
        (*row[:4], RETRIEVED if row[0] != "derived" else "", *row[5:]) for row in DOCUMENTS
    ]
    table = pd.DataFrame([*documents, *statistics, *OWN], columns=list(COLUMNS))
    return table[table["source_id"].isin(used)]
