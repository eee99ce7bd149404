"""Columns are found by name and by content; names that lie are found out; `mapping` overrules."""

import pytest

from talentcast.errors import SchemaError
from talentcast.frames import POSTING_TEXT
from talentcast.matching.assemble import assemble
from talentcast.matching.columns import find_columns
from talentcast.matching.contents import describe
from talentcast.matching.header_names import find_header_row, header_roles

DUTIES = (
    "岗位职责：负责公司产品的设计与开发，参与需求分析。任职要求：本科以上学历，三年以上工作经验，熟悉常用工具，有责任心，善于沟通。"
    "能够独立完成模块的编码和测试，配合团队按时交付。"
)
PROSE = (
    "We are looking for someone to join our team. Responsibilities: design and test of products. "
    "Requirements: three years of experience, good communication skills."
)

CHINESE_CELLS = {
    "posting_id": ["10001", "10002", "10003", "10004"],
    "date": ["2024-03-01", "2024-03-02", "2024-03-05", "2024-03-09"],
    "title": ["Java开发工程师", "会计", "销售经理", "平面设计师"],
    "text": [DUTIES + str(n) for n in range(4)],
    "employer": ["北京甲科技有限公司", "上海乙集团", "丙会计师事务所", "丁有限责任公司"],
    "place": ["北京-海淀区", "上海", "广州-天河区", "深圳"],
    "industry": ["互联网", "金融", "制造业", "广告"],
    "category": ["后端开发", "财务", "市场", "设计"],
    "education": ["本科", "大专", "学历不限", "硕士"],
    "experience": ["3-5年", "1-3年", "经验不限", "5-10年"],
    "openings": ["招1人", "招2人", "招若干人", "招3人"],
    "salary": ["15-25K·14薪", "6-8千/月", "面议", "1-1.5万/月"],
    "attributes": ["3-4年经验 | 本科 | 招1人", "1年经验 | 大专", "无经验 | 本科", "2年经验 | 硕士"],
    "url": [f"https://example.invalid/{n}.html" for n in range(4)],
    "size": ["50-150人", "150-500人", "少于50人", "500-2000人"],
    "benefits": ["五险一金，带薪年假", "年终奖", "弹性工作", "餐补"],
    "about": [f"公司成立于{1990 + n}年，是一家专注于产品与服务的企业。" * 4 for n in range(4)],
    "deadline": ["2024-06-01"] * 4,
}
ENGLISH_CELLS = {
    "posting_id": ["88001", "88002", "88003", "88004"],
    "date": ["2024-03-01", "2024-03-02", "2024-03-05", "2024-03-09"],
    "title": ["Data Analyst", "Registered Nurse", "Sales Manager", "Software Engineer"],
    "text": [PROSE + str(n) for n in range(4)],
    "employer": ["Acme Inc.", "General Hospital", "Beta LLC", "Gamma Ltd"],
    "place": ["New York, NY", "Austin, TX", "Remote", "Boston, MA"],
    "industry": ["Software", "Health Care", "Retail", "Finance"],
    "category": ["Analytics", "Nursing", "Sales", "Engineering"],
    "education": ["Bachelor's degree", "Associate's degree", "High school", "Master"],
    "experience": ["Entry level", "Mid-Senior level", "2 years", "Associate"],
    "openings": ["1", "2", "3", "1"],
    "salary": ["$50K-$70K", "$30 per hour", "$60,000 a year", "$100K-$120K"],
    "low": ["50000", "25", "60000", "100000"],
    "high": ["70000", "30", "65000", "120000"],
    "mid": ["60000", "27", "62500", "110000"],
    "period": ["YEARLY", "HOURLY", "YEARLY", "YEARLY"],
    "currency": ["USD"] * 4,
    "rating": ["3.9", "4.1", "2.8", "4.4"],
    "number": ["12", "900", "7", "31"],
    "url": [f"https://example.invalid/{n}" for n in range(4)],
    "about": ["A family business that has been selling shoes in five states since 1950."] * 4,
    "size": ["51 to 200 employees", "1001 to 5000 employees", "10000+ employees", "Unknown"],
    "tags": ["sql, excel", "care", "crm", "python, git"],
    "other": ["Full-time", "Part-time", "Contract", "Full-time"],
    "year": ["2023", "2023", "2024", "2022"],
}

#: Site -> header -> kind of cells in it; and canonical columns that must be found with it.
CHINESE_SITES = {
    "51job api": {
        "jobId": "posting_id", "jobName": "title", "jobAreaString": "place",
        "provideSalaryString": "salary", "issueDateString": "date", "workYearString": "experience",
        "degreeString": "education", "fullCompanyName": "employer", "companySizeString": "size",
        "industryType1Str": "industry", "jobDescribe": "text", "jobHref": "url",
    },
    "51job old": {
        "job_name": "title", "company_name": "employer", "providesalary_text": "salary",
        "workarea_text": "place", "issuedate": "date", "attribute_text": "attributes",
        "jobwelf": "benefits", "companyind_text": "industry", "job_href": "url",
    },
    "zhaopin": {
        "number": "posting_id", "name": "title", "salary60": "salary", "workCity": "place",
        "companyName": "employer", "education": "education", "workingExp": "experience",
        "jobSummary": "text", "publishTime": "date", "industryName": "industry",
        "recruitNumber": "openings", "companySize": "size", "positionURL": "url",
        "subJobTypeLevelName": "category",
    },
    "boss": {
        "encryptJobId": "posting_id", "jobName": "title", "salaryDesc": "salary",
        "brandName": "employer", "brandIndustry": "industry", "brandScaleName": "size",
        "cityName": "place", "jobExperience": "experience", "jobDegree": "education",
        "postDescription": "text", "welfareList": "benefits",
    },
    "lagou": {
        "positionId": "posting_id", "positionName": "title", "salary": "salary",
        "companyFullName": "employer", "city": "place", "workYear": "experience",
        "education": "education", "createTime": "date", "industryField": "industry",
        "secondType": "category", "positionDetail": "text", "positionAdvantage": "benefits",
    },
    "liepin": {
        "title": "title", "salary": "salary", "compName": "employer", "dq": "place",
        "requireWorkYears": "experience", "requireEduLevel": "education", "refreshTime": "date",
        "compIndustry": "industry", "compScale": "size",
    },
    "chinese": {
        "职位名称": "title", "薪资": "salary", "公司名称": "employer", "工作地点": "place",
        "学历要求": "education", "工作经验": "experience", "发布日期": "date", "职位描述": "text",
        "所属行业": "industry", "职能类别": "category", "招聘人数": "openings", "公司规模": "size",
        "公司介绍": "about", "截止日期": "deadline", "职位链接": "url", "福利待遇": "benefits",
    },
    "chinese other words": {
        "岗位": "title", "薪酬待遇": "salary", "企业名称": "employer", "城市": "place",
        "学历": "education", "经验要求": "experience", "更新时间": "date", "岗位详情": "text",
        "公司行业": "industry", "职位类别": "category", "企业简介": "about",
    },
    "traditional": {
        "職務名稱": "title", "薪資待遇": "salary", "公司名稱": "employer", "工作地點": "place",
        "學歷要求": "education", "工作經歷": "experience", "工作內容": "text",
    },
    "longer names": {
        "招聘职位名称(必填)": "title", "职位薪资范围（元）": "salary", "招聘公司名称": "employer",
        "工作城市": "place", "要求学历": "education", "要求工作年限": "experience",
        "招聘发布日期": "date", "工作内容描述": "text",
    },
}  # fmt: skip
ENGLISH_SITES = {
    "linkedin": {
        "job_id": "posting_id", "company_name": "employer", "title": "title",
        "description": "text", "max_salary": "high", "pay_period": "period", "location": "place",
        "company_id": "number", "views": "number", "med_salary": "mid", "min_salary": "low",
        "formatted_work_type": "other", "listed_time": "date", "job_posting_url": "url",
        "formatted_experience_level": "experience", "currency": "currency",
    },
    "indeed": {
        "job_title": "title", "company_name": "employer", "job_location": "place",
        "job_description_text": "text", "salary_formatted": "salary", "date_posted": "date",
        "job_type": "other", "company_rating": "rating", "url": "url",
    },
    "glassdoor": {
        "Job Title": "title", "Salary Estimate": "salary", "Job Description": "text",
        "Rating": "rating", "Company Name": "employer", "Location": "place",
        "Headquarters": "place", "Size": "size", "Industry": "industry", "Sector": "industry",
    },
    "usajobs": {
        "PositionID": "posting_id", "PositionTitle": "title", "PositionURI": "url",
        "OrganizationName": "employer", "PositionLocationDisplay": "place",
        "MinimumRange": "low", "MaximumRange": "high", "RateIntervalCode": "period",
        "PublicationStartDate": "date", "JobSummary": "text",
    },
    "postings with profile": {
        "job_id": "posting_id", "title": "title", "location": "place", "department": "other",
        "salary_range": "salary", "company_profile": "about", "description": "text",
        "required_experience": "experience", "required_education": "education",
        "industry": "industry", "function": "category",
    },
    "city": {
        "Job ID": "posting_id", "Agency": "employer", "# Of Positions": "openings",
        "Business Title": "title", "Job Category": "category", "Salary Range From": "low",
        "Salary Range To": "high", "Salary Frequency": "period", "Work Location": "place",
        "Job Description": "text", "Posting Date": "date",
    },
    "naukri": {
        "jobtitle": "title", "company": "employer", "experience": "experience",
        "education": "education", "industry": "industry", "jobdescription": "text",
        "joblocation_address": "place", "payrate": "salary", "postdate": "date",
        "numberofpositions": "openings", "skills": "tags",
    },
    "salaries": {
        "work_year": "year", "experience_level": "experience", "job_title": "title",
        "salary": "low", "salary_currency": "currency", "company_size": "other",
    },
}  # fmt: skip

CASES = [
    *((name, header, CHINESE_CELLS) for name, header in CHINESE_SITES.items()),
    *((name, header, ENGLISH_CELLS) for name, header in ENGLISH_SITES.items()),
]


@pytest.mark.parametrize(("name", "header", "cells"), CASES, ids=[case[0] for case in CASES])
def test_the_columns_of_a_site_are_found(name: str, header: dict[str, str], cells) -> None:
    names = list(header)
    sample = [list(row) for row in zip(*(cells[kind] for kind in header.values()), strict=True)]
    plan = find_columns(names, sample)
    found = plan.names()
    wanted: dict[str, str] = {}
    for column, kind in header.items():
        if kind in POSTING_TEXT:
            wanted.setdefault(kind, column)
    for canonical, column in wanted.items():
        assert column in found.get(canonical, []), (canonical, found)
    for column, kind in header.items():
        if kind == "size":
            assert column in found["employer_size"]
        if kind in ("url", "benefits", "about", "deadline", "rating", "other", "year"):
            assert column in plan.unused(), (column, found)


def test_every_header_means_one_role() -> None:
    assert {name: roles for name, roles in header_roles().items() if len(roles) > 1} == {}


def sample_of(**columns: str) -> tuple[list[str], list[list[str]]]:
    rows = [list(row) for row in zip(*(CHINESE_CELLS[k] for k in columns.values()), strict=True)]
    return list(columns), rows


def test_swapped_names_are_found_out() -> None:
    header, rows = sample_of(title="employer", company_name="title", 薪资="salary")
    plan = find_columns(header, rows)
    assert plan.names()["title"] == ["company_name"]
    assert plan.names()["employer"] == ["title"]
    assert len(plan.warnings) == 2
    assert all("named like" in sentence for sentence in plan.warnings)


def test_a_pay_column_full_of_places_is_not_pay() -> None:
    header, rows = sample_of(职位名称="title", 薪资="place", 城市="salary")
    names = find_columns(header, rows).names()
    assert names["salary"] == ["城市"]
    assert names["place"] == ["薪资"]


def test_a_work_year_that_is_a_calendar_year_is_no_experience() -> None:
    plan = find_columns(["job_title", "work_year"], [["Data Analyst", "2023"]] * 4)
    assert "experience" not in plan.names()
    assert any("work_year" in sentence for sentence in plan.warnings)


def test_unknown_names_are_told_by_content() -> None:
    header, rows = sample_of(
        a="title", b="employer", c="place", d="salary", e="date", f="text", g="education",
        h="experience", i="url",
    )  # fmt: skip
    plan = find_columns(header, rows)
    assert plan.names() == {
        "title": ["a"], "employer": ["b"], "place": ["c"], "salary": ["d"], "date": ["e"],
        "text": ["f"], "education": ["g"], "experience": ["h"],
    }  # fmt: skip
    assert len(plan.warnings) == 8


def test_attributes_in_an_education_column_are_moved() -> None:
    header, rows = sample_of(职位名称="title", 学历要求="attributes")
    names = find_columns(header, rows).names()
    assert names["attributes"] == ["学历要求"]
    assert "education" not in names


def test_headcount_among_education_stays_education() -> None:
    rows = [["会计", cell] for cell in ("本科", "大专", "招1人", "硕士", "本科")]
    assert find_columns(["职位名称", "学历"], rows).names()["education"] == ["学历"]


def test_of_two_pay_columns_the_one_with_pay_is_taken() -> None:
    rows = [["会计", None, "5千/月"]] * 3 + [["会计", None, "6-8千/月"]]
    assert find_columns(["职位名称", "薪资", "薪酬"], rows).names()["salary"] == ["薪酬"]


def test_duties_and_requirements_become_one_text() -> None:
    header = ["岗位名称", "岗位职责", "任职要求"]
    rows = [["会计", "负责公司账务处理与税务申报工作", "会计专业，三年以上工作经验"]] * 4
    plan = find_columns(header, rows)
    assert plan.names()["text"] == ["岗位职责", "任职要求"]
    text = assemble(plan, [[cell] for cell in rows[0]])["text"][0]
    assert text == (
        "岗位职责：\n负责公司账务处理与税务申报工作\n任职要求：\n会计专业，三年以上工作经验"
    )


def test_requirements_that_repeat_the_description_are_not_joined() -> None:
    plan = find_columns(
        ["title", "description", "requirements"], [["Cook", PROSE, PROSE[-60:]]] * 4
    )
    assert assemble(plan, [["Cook"], [PROSE], [PROSE[-60:]]])["text"] == [PROSE]


def test_city_and_district_are_joined() -> None:
    rows = [["会计", "北京", "海淀区"]] * 4
    plan = find_columns(["职位名称", "城市", "区县"], rows)
    columns = [["会计"] * 3, ["北京", "北京-海淀区", None], ["海淀区", "海淀区", "海淀区"]]
    assert assemble(plan, columns)["place"] == ["北京-海淀区", "北京-海淀区", "海淀区"]


def test_tags_stand_in_for_a_missing_description() -> None:
    rows = [["会计", "['金蝶', '税务']"]] * 4
    plan = find_columns(["positionName", "positionLables"], rows)
    assert assemble(plan, [["会计"], ["['金蝶', '税务']"]])["text"] == ["金蝶 | 税务"]
    assert any("tags" in sentence for sentence in plan.warnings)


@pytest.mark.parametrize(
    ("header", "row", "pay"),
    [
        (["min_salary", "max_salary", "pay_period", "currency"],
         ["20", "30", "HOURLY", "USD"], "USD 20-30 per hour"),
        (["min_salary", "max_salary", "pay_period", "currency"],
         ["60000.0", "80000.0", "YEARLY", "GBP"], "GBP 60000.0-80000.0 per year"),
        (["最低薪资", "最高薪资", "薪资单位"], ["8000", "12000", "元/月"], "8000-12000元/月"),
        (["最低月薪(千)", "最高月薪(千)"], ["8", "12"], "8-12千元/月"),
        (["Salary Range From", "Salary Range To", "Salary Frequency"],
         ["45000", "60000", "Annual"], "45000-60000 per year"),
        (["月薪"], ["8000-12000"], "8000-12000 per month"),
        (["salary_in_usd"], ["90000"], "USD 90000"),
        (["salary", "salary_currency"], ["90000", "EUR"], "EUR 90000"),
        (["薪资"], ["15-25K·14薪"], "15-25K·14薪"),
        (["min_salary", "max_salary", "currency"], ["1000", None, "USD"], "from"),
    ],
)  # fmt: skip
def test_pay_of_several_columns_is_put_together(header, row, pay: str) -> None:
    rows = [["Data Analyst", *row]] * 4
    plan = find_columns(["job_title", *header], rows)
    got = assemble(plan, [[cell] for cell in rows[0]])["salary"][0]
    assert got == ("USD 1000+" if pay == "from" else pay)


def test_pay_without_a_currency_is_said() -> None:
    rows = [["Clerk", "45000", "60000"]] * 4
    plan = find_columns(["title", "salary_min", "salary_max"], rows)
    assert any("state no currency" in sentence for sentence in plan.warnings)


def test_mapping_overrules() -> None:
    header, rows = sample_of(职位名称="title", 部门="category", 职责="text", 要求="text")
    plan = find_columns(header, rows, mapping={"title": "部门", "text": "职责+要求"})
    assert plan.names()["title"] == ["部门"]
    assert plan.names()["text"] == ["职责", "要求"]


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ({"titel": "职位名称"}, "title"),
        ({"title": "职位名"}, "职位名称"),
        ({"row": "职位名称"}, "unknown column"),
    ],
)
def test_a_wrong_mapping_names_what_is_near(mapping: dict[str, str], told: str) -> None:
    header, rows = sample_of(职位名称="title", 薪资="salary")
    with pytest.raises(SchemaError, match=told):
        find_columns(header, rows, mapping=mapping, file="ads.csv")


def test_no_usable_column_is_one_clear_line() -> None:
    with pytest.raises(SchemaError) as caught:
        find_columns(["name", "age"], [["12", "34"]] * 5, file="people.csv")
    message = str(caught.value)
    assert "\n" not in message
    assert all(part in message for part in ("people.csv", "name", "age", "--map title="))


def test_a_title_column_full_of_figures_is_told() -> None:
    with pytest.raises(SchemaError, match="holds something else"):
        find_columns(["职位名称", "薪资"], [["1", "5千/月"], ["2", "6千/月"], ["3", "面议"]])


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([["职位名称", "薪资"], ["会计", "5千/月"]], 0),
        ([["2024年招聘汇总", ""], ["", ""], ["职位名称", "薪资"], ["会计", "5千/月"]], 2),
        ([["会计", "5千/月"], ["出纳", "4千/月"]], -1),
        ([["ref_no", "job_x"], ["1", "Cook"]], 0),
        ([["title"], ["Cook"]], 0),
    ],
)
def test_the_header_row_is_found(rows: list[list[str]], place: int) -> None:
    assert find_header_row(rows) == place


def test_content_shares_are_what_they_count() -> None:
    content = describe(["5千/月", "面议", "本科", None, "N/A"])
    assert content.filled == 3
    assert content.share("salary") == pytest.approx(2 / 3)
    assert content.share("education") == pytest.approx(1 / 3)
