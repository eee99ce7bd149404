"""Column names as recruitment sites, scrapers and open data sets write them.

A list of data. For each role the names stand in order of preference; they are compared by
`header_names.header_key`, so that ``jobName``, ``job_name`` and ``Job Name`` are one entry. Roles
that are not columns of `frames.POSTINGS`: parts that are put together with others (`text_part`,
`place_part`, `tags`, `salary_mid`, `salary_period`, `salary_currency`), and `other`, which names
columns that are known to be something else, so that their content is not mistaken.
"""

from __future__ import annotations

#: Headers by role, best first.
HEADERS: dict[str, str] = {
    "posting_id": (
        "posting_id job_id jobid 职位id 岗位id 职位编号 岗位编号 encryptjobid positionid "
        "control_number usajobscontrolnumber matchedobjectid announcement_number uniq_id "
        "job_posting_id jobnumber positionnumber job_key jk vacancy_id ad_id listing_id "
        "requisition_id job_code 招聘id 编号 id 序号id jobcode positioncode number"
    ),
    "date": (
        "发布日期 发布时间 职位发布时间 岗位发布时间 发布 招聘发布日期 招聘发布时间 发布年月 "
        "發布日期 刊登日期 上架日期 issuedate issue_date issuedatestring publishdate "
        "publishtime publish_date publish_time posted_date date_posted posteddate posted "
        "posted_at posted_on postdate post_date posting_date job_posting_date postingdate "
        "publication_date publicationstartdate positionopendate open_date opendate "
        "openingdate opening_date date_posted_parsed listed_time listing_date "
        "original_listed_time createtime create_time created created_at creation_date "
        "date_added formatcreatetime firstpublishtime first_publish_time positionstartdate "
        "start_date released_date release_date releasetime 更新日期 更新时间 刷新时间 "
        "職缺更新 updatedate update_date updatetime update_time updated_at refreshtime "
        "refresh_time last_updated date 日期 时间 招聘日期 发布年份 招聘年份 "
        "采集时间 爬取时间 抓取时间 采集日期 爬取日期 抓取日期 snapshot_date crawl_timestamp "
        "crawltime crawl_time crawl_date scrape_date scraped_at scraped_date date_scraped year "
        "年份"
    ),
    "first_seen": (
        "first_seen firstseen first_seen_at first_seen_on first_seen_date first_seen_time "
        "date_first_seen first_observed first_crawled first_crawled_at first_scraped "
        "first_scraped_at 首次出现 首次出现日期 首次出现时间 首次发现日期 首次发现时间 首次采集 "
        "首次采集日期 首次采集时间 首次抓取日期 首次抓取时间 首次爬取时间"
    ),
    "last_seen": (
        "last_seen lastseen last_seen_at last_seen_on last_seen_date last_seen_time "
        "date_last_seen last_observed last_crawled last_crawled_at last_scraped "
        "last_scraped_at 最后出现 最后出现日期 最后出现时间 末次出现 末次出现日期 末次出现时间 "
        "最后采集 最后采集日期 最后采集时间 最后抓取日期 最后抓取时间 最后爬取时间"
    ),
    "title": (
        "职位名称 岗位名称 招聘职位 招聘岗位 招聘职位名称 招聘岗位名称 職務名稱 職位名稱 "
        "职务名称 工作名称 jobname positionname position_name job_title jobtitle "
        "positiontitle position_title posting_title business_title vacancy_title ad_title "
        "title_raw job_title_raw 职位 岗位 职务 工作职位 職位 職稱 job_position title 标题 "
        "招聘标题 职位标题 position 工种 jobs job jname role civil_service_title name "
        "postname post_name 名称 job_role designation profession"
    ),
    "text": (
        "职位描述 岗位描述 工作描述 职位详情 岗位详情 工作内容 职位信息 岗位信息 职位介绍 "
        "工作详情 职位要求描述 職務內容 職位描述 工作內容 postdescription job_description "
        "jobdescription job_desc jobdesc job_description_text description_text description "
        "jobdescribe job_describe positiondetail position_detail job_detail jobdetail "
        "jobdetails job_details full_description fulldescription detail details 详情 "
        "详细信息 招聘信息 招聘详情 内容 text content body jobpost posting_text ad_text jd "
        "job_content jobcontent desc 描述 jobsummary job_summary summary 职位内容 岗位内容 "
        "job_info jobinfo 要求 full_text raw_text snippet"
    ),
    "text_part": (
        "岗位职责 工作职责 职位职责 职责描述 职责 responsibilities job_responsibilities "
        "duties major_duties key_responsibilities 任职要求 任职资格 岗位要求 职位要求 "
        "招聘要求 应聘要求 工作要求 任职条件 岗位条件 招聘条件 其他要求 其他条件 要求描述 "
        "requirements job_requirements jobrequirment jobrequirements job_requirement "
        "qualifications qualification_summary qualificationsummary requiredqual "
        "minimum_qual_requirements preferred_skills required_qualifications "
        "candidate_requirements additional_information skills_desc 技能要求 专业技能要求 "
        "jobrequire posrequirement positionrequirement dutydesc requiredesc"
    ),
    "tags": (
        "技能标签 职位标签 岗位标签 关键技能 技能 技能关键词 skills skill skill_labels "
        "skilllabel skilllables skilllabels positionlables positionlabels joblabels "
        "job_labels jobtags job_tags job_skills required_skills key_skills keyskills "
        "skill_tags skills_required 技能要求标签 jobskills 标签 tags labels 关键词标签 "
        "job_skill_set"
    ),
    "employer": (
        "公司全称 公司名称 企业名称 单位名称 招聘单位 用人单位 公司名 企业名 招聘公司 "
        "招聘企业 企业全称 公司 企业 雇主 單位名稱 公司名稱 companyfullname fullcompanyname "
        "company_full_name company_name companyname brandname brand_name employer "
        "employer_name employername organization organization_name organizationname "
        "hiringorganization_name hiringorganization hiring_organization hiring_company "
        "companytitle company_title compname comp_name co_name coname cname company corp "
        "firm hiring_agency_name hiringagencyname agency agency_name companyshortname "
        "company_short_name 公司简称 企业简称 company_display_name institution "
        "advertiser_name company_display department department_name departmentname 单位 商家 "
        "公司信息"
    ),
    "place": (
        "工作地点 工作地区 工作城市 工作地 工作区域 上班地点 岗位地点 职位地点 招聘城市 "
        "招聘地区 招聘地点 城市 所在城市 公司所在地 地点 地区 工作地點 地區 work_location "
        "work_city worklocation workplace workcity workarea workarea_text jobareastring "
        "jobarea job_area job_location joblocation job_city joblocation_address "
        "joblocation_address_addresslocality job_geo positionlocationdisplay "
        "position_location duty_location cityname city_name city location locationname "
        "location_name locations location_raw locationraw location_display_name area_name "
        "areaname area dq place 地址 工作地址 省市 region geo search_city address "
        "work_address state province 省份 所在地 所在地区 base"
    ),
    "place_part": (
        "区县 行政区 城区 地区名称 所在区 区域 工作区县 citydistrict city_district "
        "areadistrict area_district district district_name districtname county 区 县区 市区"
    ),
    "industry": (
        "行业 所属行业 公司行业 企业行业 行业类别 行业类型 公司所属行业 行业名称 产业 "
        "行业领域 industry industryname industry_name industryfield industry_field "
        "brandindustry brand_industry compindustry company_industry companyind_text "
        "companyindtext industrytype1str industrytype industry_type company_industries "
        "industries sector 经营范围 所属领域 公司领域 領域 產業"
    ),
    "category": (
        "职位类别 职能类别 岗位类别 职位类型 职位分类 岗位分类 职业类别 职类 职能 所属职能 "
        "职位大类 职位小类 工作类别 職務類別 job_category jobcategory job_categories "
        "category_name category thirdtype third_type secondtype second_type "
        "occupation_series occupationseries jobcategory_name series job_function jobfunction "
        "job_functions function functional_area subjobtypelevelname jobtype_name "
        "position_type_name firsttype first_type jobkwd search_keyword searchkeyword keyword "
        "kw 搜索关键词 搜索词 关键词 search_position query search_term occupation "
        "occupation_name 类别 job_family"
    ),
    "education": (
        "学历要求 学历 最低学历 教育程度 学历条件 教育背景 最低学历要求 受教育程度 學歷要求 "
        "學歷 文化程度 jobdegree job_degree degree degreestring degree_string degreename "
        "degreefrom degree_from education education_level educationlevel edulevel edu_level "
        "edu required_education educationrequirements education_requirements requireedulevel "
        "education_required min_education eduback degree_required xueli 学位 qualification "
        "eligibility"
    ),
    "experience": (
        "经验要求 工作经验 工作年限 工作经验要求 经验 年限要求 工作年限要求 从业经验 "
        "岗位经验 要求经验 工作經歷 工作經驗 jobexperience job_experience workyear work_year "
        "workyears workyearstring work_year_string workingexp working_exp workexp work_exp "
        "work_experience experiencename experience_name experience required_experience "
        "experience_level experiencelevel experience_required requireworkyears "
        "formatted_experience_level years_of_experience years_experience min_experience exp "
        "job_level joblevel seniority seniority_level career_level experiencerequirements "
        "年限 jingyan"
    ),
    "openings": (
        "招聘人数 招聘数量 招聘名额 需求人数 招聘人員 招聘人数要求 招人数 人数 需求人數 "
        "拟招人数 招聘总人数 recruitnumber recruit_number recruitnum hirecount headcount "
        "number_of_openings num_openings openings total_openings totalopenings "
        "numberofpositions number_of_positions of_positions vacancies number_of_vacancies "
        "no_of_vacancies positions jobnum 名额 招收人数 ofpositions"
    ),
    "salary": (
        "薪资 薪资范围 薪资待遇 薪资水平 薪酬 薪水 月薪 薪酬范围 薪酬待遇 工资 工资待遇 "
        "工资范围 职位月薪 职位薪资 岗位薪资 月薪范围 薪資 薪資待遇 待遇 工作待遇 "
        "职位薪资范围 年薪 时薪 日薪 providesalary_text providesalary providesalarystring "
        "provide_salary salarydesc salary_desc salary_text salarytext salary_range "
        "salaryrange salary_estimate salary_estimates salary_formatted salary_offered "
        "salary_raw salaryraw salary60 salary_string salary_snippet salary_info salary "
        "pay_range payrange pay payrate pay_rate wage wages compensation estimated_salary "
        "job_salary jobsalary sal xinzi xz money salary_display hourly_rate annual_salary "
        "monthly_salary salary_and_compensation remuneration 薪金 工资水平 salary_in_usd "
        "salarynormalized normalized_salary avg_salary average_salary 平均薪资 平均工资 "
        "平均月薪"
    ),
    "salary_low": (
        "最低薪资 最低工资 薪资下限 最低月薪 工资下限 薪资最低 最低薪酬 薪酬下限 最低薪水 "
        "薪资最小值 min_salary salary_min minsalary salarymin salary_low low_salary "
        "salary_from salary_range_from minimum_salary minimumsalary minimumrange min_amount "
        "minamount jobsalarymin salary_min_amount basesalary_value_minvalue minvalue "
        "lower_salary salary_lower from_salary pay_min min_pay salary_start lowsalary "
        "lowestsalary 低薪 薪资低 low_pay"
    ),
    "salary_high": (
        "最高薪资 最高工资 薪资上限 最高月薪 工资上限 薪资最高 最高薪酬 薪酬上限 最高薪水 "
        "薪资最大值 max_salary salary_max maxsalary salarymax salary_high high_salary "
        "salary_to salary_range_to maximum_salary maximumsalary maximumrange max_amount "
        "maxamount jobsalarymax salary_max_amount basesalary_value_maxvalue maxvalue "
        "upper_salary salary_upper to_salary pay_max max_pay salary_end highsalary "
        "highestsalary 高薪 薪资高 high_pay"
    ),
    "salary_mid": "med_salary median_salary mid_salary basesalary_value_value",
    "salary_period": (
        "pay_period payperiod salary_period salary_frequency salaryfrequency salary_type "
        "salarytype salary_unit salaryunit rate_interval_code rateintervalcode pay_frequency "
        "interval basesalary_value_unittext unittext pay_type paytype salary_interval "
        "薪资单位 薪资周期 计薪方式 发薪周期 pay_interval 工资单位 薪资类型 salary_timeframe "
        "salary_per"
    ),
    "salary_currency": (
        "currency salary_currency salarycurrency basesalary_currency currency_code "
        "pay_currency 币种 货币 salary_currency_code 薪资币种"
    ),
    "source": (
        "来源网站 来源平台 招聘网站 招聘平台 数据来源 信息来源 job_board jobboard site_name "
        "sitename source_site data_source source 来源 平台 网站 site platform"
    ),
    "employer_size": (
        "公司规模 企业规模 单位规模 人员规模 companysize company_size companysizestring "
        "companysize_text brandscalename compscale employer_size company_num_employees "
        "员工人数 规模 size employees"
    ),
    "applicants": (
        "投递人数 申请人数 应聘人数 报名人数 投递数 投递量 简历投递数 收到简历数 applicants "
        "applicant_count num_applicants number_of_applicants applications application_count "
        "number_of_applications applies"
    ),
    "attributes": (
        "attribute_text attributetext attrs attributes attr 属性 职位属性 要求信息 基本要求 "
        "岗位属性 job_limit joblimit job_tag_list 招聘条件标签 基本信息 职位概要"
    ),
    "other": (
        "url link href 链接 职位链接 网址 标题链接 页面网址 详情链接 公司链接 job_url "
        "job_link joburl joblink jobhref usajobs_url positionurl job_posting_url "
        "application_url company_url page_url 融资 融资阶段 融资情况 financestage "
        "brandstagename 公司类型 公司性质 企业类型 企业性质 性质 companytype companytypestring "
        "companytype_text property "
        "type_of_ownership founded revenue competitors rating company_rating headquarters "
        "公司介绍 公司简介 企业介绍 企业简介 company_profile companyprofile "
        "company_description companydescription about_company companyintroduce company_intro "
        "公司描述 福利 福利待遇 公司福利 职位福利 岗位福利 薪酬福利 职位诱惑 职位亮点 "
        "benefits benefit jobwelf welfare welfarelist positionadvantage position_advantage "
        "perks companylabellist companylabel company_label 公司标签 截止日期 截止时间 有效期 "
        "结束日期 截止 close_date closedate closing_date closed_time deadline expiry "
        "expiry_date expires valid_through validthrough post_until positionenddate "
        "applicationclosedate enddate end_date bossname bosstitle hrname recruiter contact "
        "contact_person 联系人 联系方式 联系电话 电话 邮箱 email phone longitude latitude "
        "lat lng lon 经度 纬度 logo 图片 image views 浏览量 businesszones "
        "businessdistrict 商圈 companyid company_id employment_type employmenttype work_type "
        "worktype job_type jobtype formatted_work_type jobnature job_nature termstr 工作性质 "
        "职位性质 工作类型 招聘类型 用工形式 remote remote_ratio remote_allowed "
        "appointment_type hiring_paths subagency sub_agency zip_code fips telecommuting "
        "has_company_logo has_questions fraudulent easy_apply to_apply gender 性别 年龄 "
        "年龄要求 age 性别要求 preference country country_code 国家 language 语言要求 "
        "注册资本 成立时间 成立日期 company_location companylocation employee_residence "
        "compensation_type 专业要求 专业 major 招聘状态 状态 status unnamed:0 index 序号 "
        "行号 companyshortnameen domain sponsored 备注 "
        "公司地址 社保 试用期"
    ),
}

#: Dates of collection: on such a day the ad was seen on the site. A day of publication or of an
#: update does not say how long the ad stayed, and a closing date is a plan.
COLLECTED = (
    "采集日期 采集时间 爬取日期 爬取时间 抓取日期 抓取时间 crawl_timestamp crawltime crawl_date "
    "scrape_date scraped_at scraped_date date_scraped last_seen snapshot_date"
)

#: Names that need cells to match: a department may be the employer (a ministry) or a part of it.
NEED_PROOF = frozenset(("department", "departmentname"))

#: Roles with names that stand for many things (source, size): taken only where cells match, and
#: passed over without a word where they do not.
QUIET = frozenset(("source", "employer_size", "applicants"))

#: Parts of headers that give a role away where the whole is not known, and parts that forbid it.
FRAGMENTS: tuple[tuple[str, str, str], ...] = (
    ("salary", r"薪|工资|salary|wage|\bpay\b", r"福利|单位|id\b|周期|currency|period"),
    ("education", r"学历|學歷|degree|education", r"id\b|代码"),
    ("experience", r"经验|年限|经历|experience|seniority", r"id\b"),
    ("openings", r"招.*人数|招聘数|openings|vacancies", r"id\b"),
    ("date", r"发布.*(?:日期|时间)|(?:日期|时间).*发布|更新时间|posted|publish", r"截止|id\b|by\b"),
    ("title", r"(?:职位|岗位|职务|工作)名|job.?title|position.?(?:name|title)", r"id\b|url|链接"),
    (
        "text",
        r"描述|详情|description|jd\b",
        r"公司|企业|company|薪|福利|salary|链接|url",
    ),
    ("text_part", r"职责|要求|资格|responsib|requirement|qualif", r"学历|经验|语言|年龄|专业|性别"),
    (
        "employer",
        r"公司名|企业名|单位名|公司全|company.?name|employer|organi[sz]ation",
        r"id\b|url|logo|类型|规模|type|size|链接|rating|industry",
    ),
    ("place", r"地点|城市|地区|location|city", r"公司|id\b|company|url|链接"),
    ("industry", r"行业|industry", r"id\b"),
)
