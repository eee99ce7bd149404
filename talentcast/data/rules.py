"""What the bundled figures are checked for: one declared rule a line, no arithmetic.

`number` is the place in the project's list of contradictions in the source documents
(docs/data.md); 0 marks a rule beyond that list.
"""

from __future__ import annotations

from dataclasses import dataclass

from talentcast.data.ledger import Expression


@dataclass(frozen=True)
class Rule:
    """`left` is what is printed or claimed, `right` what other figures give.

    `test`: equal, at_most, at_least (left against right); between (left within the values of a
    weighted mean); vintage (left is a denominator implied by a share, right the latest vintage);
    pace (left and right are increments a year); rising (left never falls).
    """

    name: str
    number: int
    subject_zh: str
    subject_en: str
    left: Expression
    right: Expression
    test: str = "equal"
    severity: str = "contradiction"
    why_zh: str = ""
    why_en: str = ""


TEAMS = {
    "party_gov": ("党政人才", "Party and government team"),
    "enterprise_mgmt": ("企业经营管理人才", "Enterprise management team"),
    "professional_tech": ("专业技术人才", "Professional and technical team"),
    "high_skilled": ("高技能人才", "High-skilled team"),
    "rural": ("农村实用人才", "Rural team"),
    "social_work": ("社会工作人才", "Social work team"),
}
TEAM_YEARS = (2020, 2021, 2022, 2023, 2024)

ZONES = {
    "北京-中心城区": (
        "Central districts",
        ("东城区", "西城区", "朝阳区", "海淀区", "丰台区", "石景山区"),
    ),
    "北京-平原地区新城": ("Plain new towns", ("顺义区", "大兴区(开发区)", "昌平区", "房山区")),
    "北京-生态涵养区": (
        "Ecological area",
        ("门头沟区", "平谷区", "怀柔区", "密云区", "延庆区"),
    ),
    "北京-城市副中心": ("Sub-centre", ("通州区",)),
}
DISTRICT_TABLES = {
    "employed": ("从业人员", "employed persons"),
    "talent": ("人才数量", "talent"),
    "gdp": ("地区生产总值", "GDP"),
}

UNIT_TYPES = {
    "事业单位": "public institutions",
    "机关单位": "government bodies",
    "企业": "enterprises",
    "社会团体": "social organisations",
    "整体": "all units",
}
TITLES = ("none", "junior", "mid", "assoc_senior", "full_senior")

#: Industry -> its name in the B.11 postings, in the B.10 official medians, in English.
PAY = (
    ("集成电路", "集成电路产业", "Integrated circuits"),
    ("新能源智能汽车", "新能源汽车产业", "New-energy vehicles"),
    ("智能制造", "智能/高端制造产业", "Smart manufacturing"),
    ("软件和信息服务", "软件和信息服务产业", "Software and information services"),
    ("科技服务", "科技服务产业", "Technology services"),
    ("医药健康", "医药健康产业", "Medicine and health"),
    ("节能环保", "节能环保/绿色能源产业", "Environment and green energy"),
)

FAST_GROWING = ("智能制造", "新能源智能汽车", "软件和信息服务", "新材料")
STEADY = ("新一代信息技术", "科技服务")


def _teams() -> list[Rule]:
    parts = tuple(f"talent_team_{team}@2024" for team in TEAMS)
    found = [
        Rule("sum.teams_2024", 16, "2024年六支队伍扣除重复后与总量", "Six teams less overlap, 2024",
             "talent_total@2024", ("less", ("sum", *parts), "talent_overlap_mgmt_tech@2024")),
        Rule("growth.talent_total", 16, "人才总量增幅", "Growth of talent, 2020-2024",
             "talent_growth_total@2020-2024", ("growth", "talent_total@2020", "talent_total@2024")),
        Rule("growth.talent_annual", 16, "人才总量年均增速", "Annual growth of talent, 2020-2024",
             "talent_growth_cagr@2020-2024", ("annual", "talent_total@2020", "talent_total@2024")),
        Rule("same.talent_total", 0, "人才总量与分区表合计", "Talent in the text and in the table",
             "talent_district@2024", "talent_total@2024"),
    ]  # fmt: skip
    for team, (zh, en) in TEAMS.items():
        series = f"talent_team_{team}"
        found.append(
            Rule(f"growth.team_{team}", 16, f"{zh}增幅", f"{en}: growth 2020-2024",
                 f"{series}_growth@2020-2024", ("growth", f"{series}@2020", f"{series}@2024"))
        )  # fmt: skip
    for team in list(TEAMS)[:5]:
        zh, en = TEAMS[team]
        steps = ("lowest_step", *(f"talent_team_{team}@{year}" for year in TEAM_YEARS))
        found.append(
            Rule(f"trend.team_{team}", 16, f"{zh}逐年变化", f"{en}: change from year to year",
                 steps, 0.0, "rising", why_zh="文中称五支队伍均稳中有增。",
                 why_en="The text says that all five teams rose.")
        )  # fmt: skip
    return found


def _districts() -> list[Rule]:
    found = []
    for table, (zh, en) in DISTRICT_TABLES.items():
        series = f"{table}_district"
        for zone, (zone_en, districts) in ZONES.items():
            parts = tuple(f"{series}:北京-{district}@2024" for district in districts)
            found.append(
                Rule(f"sum.{table}_{zone_en.split()[0].lower()}", 15,
                     f"{zone.removeprefix('北京-')}{zh}", f"{zone_en}: {en}, sum of its districts",
                     f"{series}:{zone}@2024", ("sum", *parts))
            )  # fmt: skip
        zones = tuple(f"{series}:{zone}@2024" for zone in ZONES)
        found.append(
            Rule(f"sum.{table}_city", 15, f"全市{zh}", f"City: {en}, sum of its zones",
                 f"{series}@2024", ("sum", *zones),
                 severity="definition" if table == "gdp" else "contradiction",
                 why_zh="部分未分到各区。" if table == "gdp" else "",
                 why_en="A part is not allocated to districts." if table == "gdp" else "")
        )  # fmt: skip
    for zone, (zone_en, _) in ZONES.items():
        found.append(
            Rule(f"share.density_{zone_en.split()[0].lower()}", 0,
                 f"{zone.removeprefix('北京-')}人才密度", f"{zone_en}: talent density",
                 f"talent_density_district:{zone}@2024",
                 ("percent", f"talent_district:{zone}@2024", f"employed_district:{zone}@2024"))
        )  # fmt: skip
    return found


def _patents() -> list[Rule]:
    found = []
    for year in (2021, 2022, 2023, 2024):
        for series, zh, en in (
            ("invention_patents_valid", "有效发明专利", "Valid invention patents"),
            ("invention_patents_per10k", "每万人发明专利", "Invention patents per 10,000 people"),
        ):
            found.append(
                Rule(f"growth.{series.removeprefix('invention_')}_{year}", 18, f"{year}年{zh}增速",
                     f"{en}: growth {year}", f"{series}_growth@{year}",
                     ("growth", f"{series}@{year - 1}", f"{series}@{year}"))
            )  # fmt: skip
    for year in (2020, 2021, 2022, 2023, 2024):
        implied = ("ratio", ("product", 10_000.0, f"invention_patents_valid@{year}"),
                   f"invention_patents_per10k@{year}")  # fmt: skip
        found.append(
            Rule(f"vintage.population_{year}", 18, f"{year}年每万人专利隐含的人口",
                 f"Population implied by patents per 10,000 people, {year}", implied,
                 f"pop_resident[after-census-7]@{year}", "vintage", "vintage")
        )  # fmt: skip
    return found


def _titles() -> list[Rule]:
    found = []
    for unit, en in UNIT_TYPES.items():
        parts = tuple(f"eng_title_by_unit_{title}:{unit}@2024" for title in TITLES)
        found.append(
            Rule(f"sum.titles_{en.split()[0]}_{en.split()[1]}" if " " in en else f"sum.titles_{en}",
                 30, f"工程师职称构成：{unit}", f"Titles of engineers in {en}, sum",
                 ("sum", *parts), 100.0)
        )  # fmt: skip
    for title, zh, en in (
        ("none", "无职称", "no title"),
        ("junior", "初级职称", "junior title"),
        ("mid", "中级职称", "intermediate title"),
    ):
        found.append(
            Rule(f"same.title_{title}", 30, f"工程师{zh}：正文与表2",
                 f"Engineers, {en}: text, table", f"eng_title_{title}@2024",
                 f"eng_title_by_unit_{title}:整体@2024")
        )  # fmt: skip
    return [
        *found,
        Rule("same.title_senior", 30, "工程师高级职称：正文与表2", "Engineers, senior: text, table",
             "eng_title_senior@2024", ("sum", "eng_title_by_unit_assoc_senior:整体@2024",
                                       "eng_title_by_unit_full_senior:整体@2024")),
        Rule("sum.titles_text", 30, "工程师职称构成：正文", "Titles of engineers in the text, sum",
             ("sum", "eng_title_none@2024", "eng_title_junior@2024", "eng_title_mid@2024",
              "eng_title_senior@2024"), 100.0),
        Rule("subgroup.title_mid", 30, "中级职称占比：整体与两类产业",
             "Intermediate title: all engineers against both kinds of industry",
             "eng_title_mid@2024",
             ("weighted", "engineers_hitech_share@2024", "eng_title_mid_hitech@2024",
              "engineers_trad_share@2024", "eng_title_mid_trad@2024"), "between"),
        Rule("limit.title_mid_largest", 30, "“中级职称占比最大”", "'Intermediate title is largest'",
             "eng_title_mid@2024", "eng_title_none@2024", "at_least",
             why_zh="无职称占比更大。", why_en="More engineers have no title."),
    ]  # fmt: skip


_MALE, _FEMALE = "eng_sex_male@2024", "eng_sex_female@2024"
_POSTGRADUATES = (
    "sum",
    ("weighted", _MALE, "eng_master_male@2024", _FEMALE, "eng_master_female@2024"),
    ("weighted", _MALE, "eng_phd_male@2024", _FEMALE, "eng_phd_female@2024"),
)
_BY_INDUSTRY = ("engineers_hitech_share@2024", "engineers_trad_share@2024")
_ENGINEERS: tuple[Rule, ...] = (
    Rule("product.engineers_hitech", 0, "高精尖产业工程师", "Engineers in high-tech industries",
         "engineers_hitech@2024",
         ("product", 0.01, "engineers@2024", "engineers_hitech_share@2024")),
    Rule("sum.engineers_industries", 0, "两类产业工程师占比", "Shares of both kinds of industry",
         ("sum", *_BY_INDUSTRY), 100.0),
    Rule("sum.engineers_sex", 0, "工程师性别构成", "Engineers by sex, sum",
         ("sum", _MALE, _FEMALE), 100.0),
    Rule("ratio.engineers_2000", 26, "工程师2024/2000倍数", "Engineers, multiple of 2000",
         "engineers_ratio_2000@2024", ("ratio", "engineers@2024", "engineers@2000")),
    Rule("ratio.engineers_2010", 26, "工程师2024/2010倍数", "Engineers, multiple of 2010",
         "engineers_ratio_2010@2024", ("ratio", "engineers@2024", "engineers@2010")),
    Rule("limit.engineers_nearly_double", 26, "工程师较2010年“增加近1倍”",
         "Engineers 'nearly doubled' since 2010", ("growth", "engineers@2010", "engineers@2024"),
         "engineers_growth_2010@2024", "at_most", why_zh="已超过1倍。",
         why_en="They more than doubled."),
    Rule("pace.engineers_increment", 27, "工程师年增量：预测期与近期",
         "Engineers a year: projected against latest",
         ("per_year", "engineers@2024", "engineers@2030"),
         ("per_year", "engineers@2020", "engineers@2024"), "pace", "unexplained"),
    Rule("pace.engineers_growth", 27, "工程师年均增速：预测期与近期",
         "Engineers, growth a year: projected against latest",
         ("annual", "engineers@2024", "engineers@2030"),
         ("annual", "engineers@2020", "engineers@2024"), "pace", "unexplained"),
    Rule("sum.cohorts", 28, "工程师年龄构成", "Engineers by decade of birth",
         ("sum", "eng_cohort_60_70@2024", "eng_cohort_80@2024", "eng_cohort_90@2024",
          "eng_cohort_00@2024"), 100.0),
    Rule("sum.cohorts_80_90", 28, "80后和90后合计", "Born in the 1980s and 1990s",
         "eng_cohort_80_90@2024", ("sum", "eng_cohort_80@2024", "eng_cohort_90@2024")),
    Rule("subgroup.cohorts_80_90", 28, "80后和90后占比：整体与两类产业",
         "Born 1980-1999: all engineers against both kinds of industry", "eng_cohort_80_90@2024",
         ("weighted", _BY_INDUSTRY[0], "eng_cohort_80_90_hitech@2024",
          _BY_INDUSTRY[1], "eng_cohort_80_90_trad@2024"), "between"),
    Rule("subgroup.cohort_00", 28, "00后占比：整体与两类产业",
         "Born after 2000: all engineers against both kinds of industry", "eng_cohort_00@2024",
         ("weighted", _BY_INDUSTRY[0], "eng_cohort_00_hitech@2024",
          _BY_INDUSTRY[1], "eng_cohort_00_trad@2024"), "between"),
    Rule("subgroup.postgraduates", 29, "硕博占比：按性别合计与两类产业",
         "Postgraduates: all engineers, from both sexes, against both kinds of industry",
         _POSTGRADUATES,
         ("weighted", _BY_INDUSTRY[0], "eng_postgrad_hitech@2024",
          _BY_INDUSTRY[1], "eng_postgrad_trad@2024"), "between"),
    Rule("limit.college_hitech", 29, "高精尖产业“大专及以上”占比",
         "'College or above', high-tech industries", "eng_college_below_hitech@2024",
         "eng_postgrad_hitech@2024", "at_least", why_zh="应为“大专及以下”。",
         why_en="It must read 'college or below'."),
    Rule("limit.college_trad", 29, "传统产业“大专及以上”占比",
         "'College or above', traditional industries", "eng_college_below_trad@2024",
         "eng_postgrad_trad@2024", "at_least", why_zh="应为“大专及以下”。",
         why_en="It must read 'college or below'."),
)  # fmt: skip


_XICHENG = "北京-西城区"
_DEFINITIONS: tuple[Rule, ...] = (
    Rule("magnitude.frontline_per_10k", 1, "每万名就业人口中产业一线科技人才",
         "Front-line talent per 10,000 employed", "frontline_per10k@2025",
         ("product", 100.0, "frontline_share@2025")),
    Rule("share.frontline", 1, "产业一线科技人才占就业人口", "Front-line talent, share of employed",
         "frontline_share@2025",
         ("percent", "frontline_talent@2025", "employed_district@2024")),
    Rule("definition.frontline_parts", 2, "产业一线科技人才与其主要构成",
         "Front-line talent against engineers plus high-skilled workers",
         "frontline_talent@2025", ("sum", "engineers@2024", "talent_team_high_skilled@2024"),
         severity="definition", why_zh="文中称其主要由两者构成。",
         why_en="The text says that these two are its main parts."),
    Rule("definition.hitech_talent", 4, "高精尖产业人才2023年与2022年",
         "High-tech talent, 2023 against 2022", "hitech_talent@2023", "hitech_talent@2022",
         severity="definition", why_zh="2022年为产业人才口径，2023年为全部人才口径。",
         why_en="2022 counts within industry talent, 2023 within all talent."),
    Rule("share.hitech_of_industry", 4, "高精尖产业人才占产业人才", "High-tech, of industry talent",
         "hitech_talent_share_of_industry@2022",
         ("percent", "hitech_talent@2022", "industry_talent_total@2022")),
    Rule("share.hitech_of_all", 4, "高精尖产业人才占全部人才", "High-tech, of all talent",
         "hitech_talent_share_of_total@2023",
         ("percent", "hitech_talent@2023", "talent_total@2023")),
    Rule("definition.nobel", 5, "引进诺奖级人才与在京三大奖得主",
         "Nobel-level recruits against laureates in Beijing", "phoenix_nobel@2025",
         "prof_awards@2024", "at_most", "definition"),
    Rule("definition.ai_nation", 6, "由占比推算的全国AI人才：核心研发人员与学者",
         "AI talent of the nation implied by R&D staff and by scholars",
         ("ratio", ("product", 100.0, "ai_core_rd_staff@2025"), "ai_core_rd_share@2025"),
         ("ratio", ("product", 100.0, "ai_scholars@2025"), "ai_scholars_share@2025"),
         severity="definition"),
    Rule("definition.digital_bases", 7, "数字人才年培养量与基地产出",
         "Digital talent trained a year against the output of the bases",
         "digital_training_annual@2025",
         ("product", 0.0001, "digital_bases@2025", "digital_base_output@2025"),
         severity="definition"),
    Rule("definition.digital_haidian", 7, "海淀累计培养与全市基地十年产出",
         "Trained in Haidian to date against ten years of all bases",
         "haidian_digital_trained@2025",
         ("product", 10.0, 0.0001, "digital_bases@2025", "digital_base_output@2025"), "at_most",
         "definition"),
    Rule("limit.stay_rate", 8, "留京率：手机信令与“跌破60%”",
         "Share of graduates who stay: phone data against 'below 60 %'",
         "grad_stay_rate_signal@2021", "grad_stay_rate_below@2020-", "at_most", "definition"),
    Rule("definition.stay_rate", 8, "留京率：手机信令与2024年人数",
         "Share of graduates who stay: phone data 2021 against headcounts 2024",
         "grad_stay_rate_signal@2021",
         ("percent", "graduates_stay@2024", "graduates_beijing_new@2024"),
         severity="definition", why_zh="分母不同。", why_en="The denominators differ."),
    Rule("definition.graduates", 10, "应届毕业生与研究生加普通本专科",
         "Graduates in B.15 against postgraduates plus regular in B.1",
         "graduates_beijing_new@2024",
         ("sum", "graduates_postgrad@2024", "graduates_regular@2024"), severity="definition"),
    Rule("definition.universities", 10, "高校数：各类与普通", "Universities: all against regular",
         "he_institutions_all@2024", "he_institutions_regular@2024", severity="definition"),
    Rule("definition.density", 12, "人才密度与从业人员受高等教育比例",
         "Talent density against employed with higher education", "talent_density@2024",
         "employed_higher_edu_share@2024", "at_most", "definition",
         "人才含高技能等未受高等教育者。", "Talent includes workers without higher education."),
    Rule("definition.hitech_share", 13, "高精尖工程师占比与按增加值占比外推",
         "High-tech share of engineers against value-added share carried on to 2024",
         "engineers_hitech_share@2024",
         ("sum", "hitech_va_share@2022",
          ("product", 2.0, ("per_year", "hitech_va_share@2018", "hitech_va_share@2022"))),
         severity="definition"),
    Rule("definition.xicheng_employed", 14, "西城区从业人员2024年与2023年",
         "Xicheng: employed persons 2024 against 2023", f"employed_district:{_XICHENG}@2024",
         f"xicheng_employed:{_XICHENG}@2023", severity="definition"),
    Rule("definition.xicheng_density", 14, "西城区人才密度2024年与2023年",
         "Xicheng: talent density 2024 against 2023",
         ("percent", f"talent_district:{_XICHENG}@2024", f"employed_district:{_XICHENG}@2024"),
         ("product", 0.01, f"xicheng_density:{_XICHENG}@2023"), severity="definition"),
    Rule("share.xicheng_density", 14, "西城区2023年人才密度", "Xicheng: talent density 2023",
         f"xicheng_density:{_XICHENG}@2023",
         ("product", 100.0, ("percent", f"xicheng_talent:{_XICHENG}@2023",
                             f"xicheng_employed:{_XICHENG}@2023"))),
    Rule("definition.employed_2020", 17, "2024年从业人员与2020年密度隐含值",
         "Employed persons 2024 against those implied for 2020 by the rise of density",
         "employed_district@2024",
         ("ratio", ("product", 100.0, "talent_total@2020"),
          ("less", "talent_density@2024", "talent_density_change@2020-2024")),
         severity="definition", why_zh="密度上升主要来自分母缩小。",
         why_en="Most of the rise of density is a falling denominator."),
    Rule("definition.rd_staff", 23, "技术经纪人需求隐含的研发人员",
         "R&D staff implied by the need for technology brokers",
         ("ratio", ("product", 100.0, "tech_brokers_need@2024"), "tech_broker_norm@2024"),
         ("product", 0.0001, "rd_fte[as-published]@2023"), severity="definition",
         why_zh="人数与全时当量不同。", why_en="Heads are not full-time equivalents."),
    Rule("definition.employed_ict", 32, "信息业：城镇单位与经济普查",
         "ICT employment: urban units against economic census", "emp_ict[urban-units]@2024",
         "ec_emp_ict[page]@2023", severity="definition", why_zh="城镇单位不含私营企业。",
         why_en="Urban units leave out private firms."),
    Rule("definition.employed_census", 0, "从业人员与经济普查",
         "Employed persons against economic census", "employed_district@2024",
         "ec_emp_total[page]@2023", severity="definition"),
)  # fmt: skip


_GDP_2024, _GDP_2025 = "gdp_district@2024", "gdp@2025"
_FINAL = "gdp[v5]@2024"
_ECONOMY: tuple[Rule, ...] = (
    Rule("vintage.hitech_va_2018", 13, "2018年高精尖占比隐含的GDP",
         "GDP implied by the high-tech share of 2018",
         ("ratio", ("product", 100.0, "hitech_va@2018"), "hitech_va_share@2018"),
         "gdp[v5]@2018", "vintage", "vintage"),
    Rule("vintage.hitech_va_2022", 13, "2022年高精尖占比隐含的GDP",
         "GDP implied by the high-tech share of 2022",
         ("ratio", ("product", 100.0, "hitech_va@2022"), "hitech_va_share@2022"),
         "gdp[v5]@2022", "vintage", "vintage"),
    Rule("vintage.hitech_va_change", 13, "高精尖占比2018-2022年变化",
         "Change of the high-tech share, 2018-2022, printed against one vintage",
         ("less", "hitech_va_share@2022", "hitech_va_share@2018"),
         ("less", ("percent", "hitech_va@2022", "gdp[v5]@2022"),
          ("percent", "hitech_va@2018", "gdp[v5]@2018")), severity="vintage"),
    Rule("vintage.gdp_2024", 13, "2024年地区生产总值", "GDP of 2024, preliminary against revised",
         _GDP_2024, _FINAL, severity="vintage"),
    Rule("vintage.digital_va_share", 20, "2023年数字经济占比隐含的GDP",
         "GDP implied by the digital share of 2023",
         ("ratio", ("product", 100.0, "digital_va@2023"), "digital_va_share@2023"),
         "gdp[v5]@2023", "vintage", "vintage"),
    Rule("growth.digital_va_2023", 20, "2023年数字经济增速", "Digital value added: growth 2023",
         "digital_va_growth@2023", ("growth", "digital_va[page]@2022", "digital_va@2023"),
         severity="vintage"),
    Rule("growth.digital_va_2024", 20, "2024年数字经济增加值", "Digital value added of 2024",
         "digital_va@2024", ("grown", "digital_va@2023", "digital_va_growth@2024")),
    Rule("share.digital_va_2022", 20, "2022年数字经济占比", "Digital share of 2022",
         ("less", "digital_va_share@2023", "digital_va_share_change@2023"),
         ("percent", "digital_va[page]@2022", "gdp[preliminary]@2022")),
    Rule("growth.gdp_2025", 24, "2025年GDP实际增速与按现价计算", "GDP growth of 2025, real against"
         " current prices", "gdp_growth@2025", ("growth", _GDP_2024, _GDP_2025),
         severity="vintage", why_zh="现价增速低于实际增速，不可由总量推算增速。",
         why_en="Never compute real growth from levels at current prices."),
    Rule("growth.gdp_2025_revised", 24, "2025年GDP实际增速与按修订基数计算",
         "GDP growth of 2025, real against current prices on the revised base",
         "gdp_growth@2025", ("growth", _FINAL, _GDP_2025), severity="vintage"),
    Rule("share.tertiary_employed", 0, "第三产业从业人员占比", "Tertiary share of employed",
         "employed_tertiary_share@2024",
         ("percent", "employed_tertiary@2024", "employed_district@2024")),
    Rule("share.tertiary_talent", 0, "第三产业人才占比", "Tertiary share of talent",
         "talent_tertiary_share@2024", ("percent", "talent_tertiary@2024", "talent_total@2024")),
    Rule("share.density", 0, "人才密度", "Talent density", "talent_density@2024",
         ("percent", "talent_total@2024", "employed_district@2024")),
    Rule("share.high_skilled", 0, "高技能人才占技能人才", "High-skilled share of skilled workers",
         "high_skilled_share@2024", ("percent", "high_skilled_total@2024", "skilled_total@2024")),
    Rule("limit.high_skilled", 0, "高技能人才：B.10与B.1", "High-skilled workers: B.10 and B.1",
         "high_skilled_total@2024", "talent_team_high_skilled@2024", "at_most"),
    Rule("share.digital_application", 0, "数字技术应用业占比", "Digital application, share",
         "digital_app_revenue_share@2023",
         ("percent", "digital_app_revenue@2023", "digital_core_revenue@2023")),
    Rule("share.prof_tech_min", 0, "专业技术人才占比下限", "Professional share, lower end",
         "prof_tech_share_min@2020-2024",
         ("percent", "talent_team_professional_tech@2020", "talent_total@2020")),
    Rule("share.mfg_gap", 0, "制造业十大重点领域缺口率", "Manufacturing gap, share of need",
         "mfg10_gap_share@2025",
         ("percent", "mfg10_talent_gap:全国@2025", "mfg10_talent_need:全国@2025")),
    Rule("ratio.rd_total", 0, "R&D经费为2020年倍数", "R&D expenditure, multiple of 2020",
         "rd_total_ratio_2020@2024", ("ratio", "rd_total@2024", "rd_total[as-published]@2020")),
    Rule("limit.rd_intensity", 0, "R&D强度连续超过6%", "R&D intensity above 6 %",
         ("percent", "rd_total@2024", _GDP_2024), "rd_intensity_gt@2019-2024", "at_least"),
)  # fmt: skip


def _ads_and_firms() -> list[Rule]:
    found = [
        Rule(f"limit.new_firms_{place}", 21, f"{name}新注册企业年均增速",
             f"New firms, fast-growing industry {place}: growth a year",
             ("annual", f"new_firms:{name}@2020", f"new_firms:{name}@2024"),
             "new_firms_cagr_floor@2024", "at_least")
        for place, name in enumerate(FAST_GROWING, start=1)
    ]  # fmt: skip
    for place, name in enumerate(STEADY, start=1):
        steps = ("lowest_step", *(f"new_firms:{name}@{year}" for year in TEAM_YEARS))
        found.append(
            Rule(f"trend.new_firms_{place}", 21, f"{name}新注册企业逐年变化",
                 f"New firms, {('new-generation IT', 'technology services')[place - 1]}:"
                 " change from year to year", steps, 0.0, "rising",
                 why_zh="文中称保持稳定增长。", why_en="The text says that they grew steadily.")
        )  # fmt: skip
    for ads, official, en in PAY:
        found.append(
            Rule(f"definition.pay_{en.split()[0].lower()}", 33, f"{ads}：招聘平均月薪与官方中位值",
                 f"{en}: mean pay in ads against official median", f"job_wage:{ads}@2025",
                 f"wage_q1_2025:{official}@2025Q1", severity="definition",
                 why_zh="均值与中位值、来源均不同。",
                 why_en="A mean is not a median; sources differ.")
        )  # fmt: skip
    return found


_EDUCATION = tuple(f"job_edu_share:{name}@2025" for name in ("本科", "大专", "硕士及以上"))
_DEMAND = tuple(
    f"job_demand_share:{name}@2025"
    for name in ("科技服务", "人工智能", "软件和信息服务", "新一代信息技术", "集成电路")
)
_REGIONS = tuple(f"job_demand_region:{name}@2025" for name in ("海淀区", "大兴区", "朝阳区"))
_SHARES_AND_SURVEYS: tuple[Rule, ...] = (
    Rule("sum.graduates_absorbed_low", 9, "每年吸纳应届生下限", "Graduates absorbed, low end",
         "graduates_absorbed_low@2021-2024",
         ("sum", "graduates_stay_low@2021-2024", "graduates_inflow_low@2021-2024")),
    Rule("sum.graduates_absorbed_high", 9, "每年吸纳应届生上限", "Graduates absorbed, high end",
         "graduates_absorbed_high@2021-2024",
         ("sum", "graduates_stay_high@2021-2024", "graduates_inflow_high@2021-2024")),
    Rule("sum.graduates_all", 10, "各类毕业生", "Graduates of all types", "graduates_all@2024",
         ("sum", "graduates_postgrad@2024", "graduates_regular@2024", "graduates_adult@2024",
          "graduates_online@2024")),
    Rule("sum.job_education", 19, "招聘学历要求构成", "Education required in ads, sum",
         ("sum", *_EDUCATION), 100.0),
    Rule("sum.job_postgraduate", 19, "招聘学历要求：硕士与博士", "Master and PhD required",
         "job_edu_share:硕士及以上@2025",
         ("sum", "job_edu_share:硕士@2025", "job_edu_share:博士@2025")),
    Rule("sum.job_regions", 19, "三区人才需求占比合计", "Demand of three districts, sum",
         "job_demand_region_top3@2025", ("sum", *_REGIONS)),
    Rule("sum.job_industries", 19, "各产业人才需求占比", "Demand by industry, sum",
         ("sum", *_DEMAND), 100.0, severity="definition", why_zh="十个产业仅有五个有数字。",
         why_en="Figures of five of ten industries are printed."),
    Rule("share.hs_private", 22, "民营企业高技能人才占比（1388份）",
         "High-skilled workers in private firms, of 1,388", "hs_private_share@2025",
         ("percent", "hs_private@2025", "hs_survey_n@2025#003:2392")),
    Rule("share.hs_private_1378", 22, "民营企业高技能人才占比（1378份）",
         "High-skilled workers in private firms, of 1,378", "hs_private_share@2025",
         ("percent", "hs_private@2025", "hs_survey_n@2025#003:2295"),
         why_zh="占比按另一份数计算。", why_en="The share is of the other count."),
)  # fmt: skip


RULES: tuple[Rule, ...] = (
    *_DEFINITIONS,
    *_SHARES_AND_SURVEYS,
    *_ECONOMY,
    *_districts(),
    *_teams(),
    *_patents(),
    *_ads_and_firms(),
    *_ENGINEERS,
    *_titles(),
)
