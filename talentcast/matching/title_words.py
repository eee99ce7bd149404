"""Words that stand in job titles and are not the job (lists only)."""

from __future__ import annotations

#: Rank words in Chinese titles and the level they name. `助理` is left out: 行政助理 is a job.
RANKS_ZH = {
    "实习生": "intern", "实习": "intern", "见习": "intern", "应届生": "intern", "暑期": "intern",
    "初级": "junior", "初中级": "junior", "初、中级": "junior", "入门级": "junior",
    "助理工程师": "junior", "学徒工": "junior", "中级": "mid", "中高级": "senior",
    "中、高级": "senior", "中/高级": "senior", "高级": "senior", "资深": "senior",
    "高阶": "senior", "骨干": "senior", "专家级": "lead", "首席": "executive", "特级": "lead",
    "初/中级": "junior", "高级别": "senior", "初中高级": "mid", "初/中/高级": "mid",
    "高/中级": "senior", "中级/高级": "senior", "高级/资深": "senior", "资深/高级": "senior",
    "高中级": "senior",
}  # fmt: skip

#: Rank words in English titles that may go without changing the job.
RANKS_EN = {
    "internship": "intern", "intern": "intern", "interns": "intern", "trainee": "intern",
    "junior": "junior", "jr": "junior", "jnr": "junior", "entry level": "junior",
    "entry-level": "junior", "graduate": "junior", "fresh graduate": "junior", "mid level": "mid",
    "mid-level": "mid", "intermediate": "mid", "senior": "senior", "sr": "senior",
    "snr": "senior", "sen": "senior", "senor": "senior", "lead": "lead", "leading": "lead",
    "principal": "lead", "expert": "lead", "supervisory": "manager", "chief": "executive",
    "head": "director", "deputy": "manager", "apprentice": "junior", "fresher": "junior",
    "midlevel": "mid", "acting": "manager",
}  # fmt: skip

#: Jobs whose name ends in a rank word that says nothing of rank.
TITLE_MANAGERS = (
    "产品经理", "项目经理", "客户经理", "大堂经理", "商务经理", "投资经理", "理财经理",
    "基金经理", "渠道经理", "业务经理", "信贷经理", "招商经理", "bd经理", "医学经理", "实施经理",
    "交付经理", "解决方案经理", "客户成功经理", "投融资经理", "财富经理", "需求经理", "售前经理",
    "班主任", "product manager", "project manager", "account manager", "program manager",
    "case manager", "relationship manager", "customer success manager", "client manager",
    "portfolio manager", "community manager", "social media manager", "chief of staff",
    "headhunter", "stage manager", "经理助理", "经理秘书", "总监助理", "主管护师", "主管药师",
    "主任医师", "网格员", "总经理助理", "总裁助理", "董事长助理", "院长助理", "校长助理",
    "店长助理", "总经理秘书", "董事长秘书", "ceo助理", "首席技师", "programme manager",
)  # fmt: skip

#: Ends of a title's piece that is a department, not a job.
DEPARTMENT_ENDS = (
    "事业部", "事业群", "部门", "服务部", "技术部", "研发部", "市场部", "产品部", "运营部",
    "销售部", "平台部", "业务部", "项目部", "数据部", "财务部", "人事部", "工程部", "质量部",
    "测试部", "集团", "研究院", "实验室", "中心", "事业线", "产品线", "业务线", "项目组", "bg",
    "bu", "部", "研究所", "项目", "平台", "department", "division", "business unit", "team",
)  # fmt: skip

#: Ends of a piece that is an employer.
EMPLOYER_ENDS = (
    "有限公司", "有限责任公司", "公司", "股份", "科技", "分公司", "医院", "大学", "学院", "银行",
    "inc", "ltd", "llc", "co.", "corp", "sdn bhd", "gmbh",
)  # fmt: skip

#: What employers promise or ask for in a title.
BENEFITS = (
    "急聘", "急招", "急需", "诚聘", "高薪诚聘", "高薪急聘", "高薪", "双休", "周末双休", "单双休",
    "大小周", "做五休二", "上五休二", "月休四天", "月休8天", "月休6天", "单休", "五险一金",
    "六险一金", "六险二金", "七险一金", "五险", "六险", "包吃包住", "包吃住", "包食宿", "包住宿",
    "包住", "包吃", "管吃住", "管吃管住", "提供食宿", "提供住宿", "提供吃住", "供吃住", "供住宿",
    "餐补", "房补", "车补", "话补", "饭补", "带薪年假", "带薪培训", "带薪实习", "年底双薪",
    "双薪", "年终奖", "全勤奖", "高提成", "高底薪", "底薪加提成", "底薪+提成", "无责底薪", "无责",
    "有提成", "可实习", "接受实习", "接收实习生", "可接受实习生", "应届毕业生", "应届生可",
    "可接受应届生", "接受应届生", "接受应届", "应届可", "欢迎应届生", "招应届生", "应届生",
    "应届", "零基础", "0基础", "无经验", "无需经验", "经验不限", "学历不限", "不限经验",
    "不限学历", "有经验", "有无经验均可", "无经验可", "小白可", "可培养", "接受小白",
    "接受零基础", "新手可", "校招", "社招", "校园招聘", "社会招聘", "春招", "秋招", "内推",
    "直聘", "直招", "可转正", "转正", "长期有效", "长期稳定", "长期", "兼职", "全职", "远程办公",
    "居家办公", "在家办公", "线上办公", "弹性工作", "朝九晚五", "朝九晚六", "早九晚五",
    "早九晚六", "不加班", "不打卡", "不出差", "长白班", "两班倒", "三班倒", "倒班", "白夜班",
    "日结", "周结", "月结", "次日结", "当天结", "世界500强", "500强", "上市公司", "国企", "央企",
    "外企", "名企", "大厂", "大平台", "十三薪", "十四薪", "14薪", "13薪", "15薪", "16薪", "落户",
    "可落户", "解决户口", "安家费", "股权激励", "股票期权", "福利好", "福利优厚", "待遇优厚",
    "待遇优", "待遇好", "待遇从优", "晋升空间大", "晋升快", "发展空间大", "就近分配", "就近安排",
    "多地", "全国可选", "地点可选", "立即上岗", "可立即上岗", "接受无经验", "工作轻松",
    "免费培训", "岗前培训", "入职即签", "直签", "急急急", "大牛", "男女不限", "限男", "限女",
    "可远程", "可兼职", "在家可做", "法定节假日", "不用倒班", "坐班", "无夜班", "五天八小时",
    "5天8小时", "8小时", "八小时", "周休二日", "本科", "大专", "硕士", "统招", "985", "211",
    "双一流", "海归", "急~", "(急)", "急!", "(外包)",
    "免费三餐", "包三餐", "包一日三餐", "管三餐", "缴纳社保", "缴社保", "交社保", "缴纳五险",
    "交五险", "可居家", "转正快", "节假日三薪", "节日三薪", "三倍工资", "有编制", "带编制",
    "事业编制", "编外", "空调车间", "恒温车间", "下午茶", "工作氛围好", "氛围好", "包培训",
    "包教会", "带薪学习", "坐着上班", "站坐结合", "不穿无尘服", "不体检", "免体检", "有证优先",
    "持证优先", "补贴多", "福利多", "周末休息", "签劳动合同", "签合同", "立即入职", "随时入职",
    "可随时入职", "近地铁", "地铁口", "有宿舍", "有食堂", "免费住宿", "免费吃住", "管住", "管饭",
    "管午餐", "包午餐", "包工作餐", "时间自由", "上班自由", "男女均可", "男女皆可", "宝妈优先",
    "宝妈可做", "退伍军人优先", "学生可做", "学生勿扰", "中介勿扰", "非中介", "非外包", "非劳务",
    "厂家直招", "企业直招", "公司直招", "正式工", "合同工", "劳务工", "同工同酬", "月休五天",
    "月休六天", "月休八天", "月休10天", "月休5天", "上六休一", "上一休一", "上四休二", "做六休一",
    "一天一结", "工资日结", "当日结", "六天八小时", "早八晚五", "早八晚六", "转正加薪", "大量招聘",
    "长期招聘", "急招聘",
)  # fmt: skip

#: Words of English titles that say how, where or for whom, not what.
ENGLISH_NOISE = (
    "remote", "work from home", "wfh", "hybrid", "on-site", "onsite", "part time", "part-time",
    "full time", "full-time", "contract basis", "temporary", "permanent", "urgent", "urgently",
    "urgent hiring", "urgently required", "hiring", "we are hiring", "now hiring", "immediate",
    "immediate hiring", "immediate start", "vacancy", "direct hire", "direct hire authority",
    "dha", "open continuous", "re-advertised", "readvertised", "re-announcement",
    "multiple positions", "multiple vacancies", "fresh graduates", "fresh grads", "fresh grad",
    "fresh graduate", "fresh graduates welcome", "fresh graduates are welcome", "no experience",
    "no experience needed", "basic salary", "salary up to", "up to", "5 days", "5 working days",
    "5 days work", "5 days work week", "high commission", "high pay", "m/f/d", "m/f/x", "m/w/d",
    "f/m/d", "m/f", "all genders", "12-month contract", "6-month contract", "1 year contract",
    "female only", "male only", "female", "male", "job", "walk in interview",
    "immediately", "lateral transfer", "lateral", "reemployed annuitant", "amended", "detail nte",
    "term nte", "nte", "recent graduate", "recent graduates", "pathways", "1 year", "2 years",
    "with experience", "urgent requirement", "shift work", "night shift", "day shift", "asap",
    "position", "opening", "ote", "company car", "company van", "tips", "live in", "live-in",
    "live in available", "temp to perm", "temp-to-perm", "term time only", "term time", "no ooh",
    "cab provided", "sign on bonus", "sign-on bonus", "no weekends", "days only", "nights only",
    "rotational shift", "rotating shift", "bonus", "entry route", "immediate joiner",
)  # fmt: skip

#: Provinces and larger cities, without 省/市; only at an edge of a title or alone in brackets.
CITIES = (
    "北京", "上海", "天津", "重庆", "广州", "深圳", "杭州", "成都", "武汉", "南京", "西安",
    "苏州", "长沙", "郑州", "青岛", "济南", "合肥", "福州", "厦门", "宁波", "无锡", "常州",
    "南通", "扬州", "徐州", "东莞", "佛山", "珠海", "中山", "惠州", "江门", "汕头", "湛江",
    "肇庆", "沈阳", "大连", "长春", "哈尔滨", "石家庄", "唐山", "保定", "廊坊", "太原",
    "呼和浩特", "包头", "南昌", "赣州", "昆明", "贵阳", "南宁", "桂林", "海口", "三亚", "兰州",
    "银川", "西宁", "乌鲁木齐", "拉萨", "温州", "嘉兴", "绍兴", "金华", "台州", "湖州", "义乌",
    "烟台", "潍坊", "临沂", "威海", "淄博", "洛阳", "泉州", "漳州", "芜湖", "蚌埠", "镇江",
    "泰州", "盐城", "连云港", "淮安", "宿迁", "宜昌", "襄阳", "株洲", "湘潭", "岳阳", "衡阳",
    "柳州", "绵阳", "德阳", "宜宾", "秦皇岛", "邯郸", "沧州", "鞍山", "大庆", "吉林", "昆山",
    "常熟", "张家港", "江阴", "太仓", "雄安", "香港", "澳门", "台湾", "河北", "河南", "山东",
    "山西", "江苏", "浙江", "安徽", "江西", "福建", "湖北", "湖南", "广东", "广西", "海南",
    "四川", "贵州", "云南", "陕西", "甘肃", "青海", "宁夏", "新疆", "西藏", "辽宁", "黑龙江",
    "内蒙古", "海淀", "朝阳", "浦东", "天河", "南山区", "龙岗", "宝安", "亦庄", "中关村", "望京",
    "异地", "新加坡", "珠三角", "长三角", "华南", "华东", "华北", "华中", "西南", "西北", "东北",
    "大湾区",
)  # fmt: skip

#: English words of titles that are written in more than one way.
SAME_WORDS = {
    "mgr": "manager", "mngr": "manager", "asst": "assistant", "assist": "assistant",
    "exec": "executive", "acct": "accountant", "accts": "accounts", "acc": "account",
    "engr": "engineer", "eng": "engineer", "engg": "engineering", "tech": "technician",
    "dev": "developer", "hr": "human resources", "it": "ict", "qa": "quality assurance",
    "qc": "quality control", "kg": "kindergarten", "rep": "representative",
    "reps": "representative", "admin": "administrative", "mktg": "marketing", "mkt": "marketing",
    "ops": "operations", "dept": "department", "coord": "coordinator", "supv": "supervisor",
    "svc": "service", "cs": "customer service", "bd": "business development", "biz": "business",
    "pr": "public relations", "pa": "personal assistant", "gm": "general manager",
    "md": "managing director", "forman": "foreman", "foremen": "foreman", "programme": "program",
    "programmes": "program", "labour": "labor", "centre": "center",
    "organisation": "organization", "jewellery": "jewelry", "tyre": "tire", "mould": "mold",
    "aluminium": "aluminum", "aircond": "air conditioning", "aircon": "air conditioning",
    "purchase": "purchasing", "qs": "quantity surveyor", "hse": "health safety environment",
    "ehs": "health safety environment", "distributer": "distributor", "directress": "director",
    "headmistress": "headmaster", "waitress": "waiter", "salesman": "sales",
    "saleswoman": "sales", "salesgirl": "sales", "draughtsman": "draftsman",
    "draughtsperson": "draftsman", "draftsperson": "draftsman", "repairman": "repairer",
    "lorry": "truck", "snr": "senior", "jnr": "junior", "jr": "junior", "sr": "senior",
}  # fmt: skip

#: Patterns of English titles that are one thing in several writings: of these pieces of text one
#: must be there, what is replaced, by what.
SAME_PHRASES = (
    (("information ",), r"information (?:and communications? )?technology", r"ict"),
    (("&",), r"\bf ?& ?b\b", r"food beverage"),
    (("&",), r"\bm ?& ?e\b", r"monitoring evaluation"),
    (("&",), r"\br ?& ?d\b", r"research development"),
    (("s/r",), r"\bs/r\b", r"senior"),
    (
        ("r of ",),
        r"\b(manager|director|supervisor|coordinator) of (?:the )?(\w+(?: \w+)?)",
        r"\2 \1",
    ),
    (("keeper",), r"store ?-?keeper", r"storekeeper"),
    (("ware house",), r"ware house", r"warehouse"),
    (("front",), r"front ?-?end", r"frontend"),
    (("back",), r"back ?-?end", r"backend"),
    (("full",), r"full ?-?stack", r"fullstack"),
    (("commerce",), r"e ?-?commerce", r"ecommerce"),
    (("tele",), r"tele ?-?(marketing|marketer|sales)", r"tele\1"),
    (("help",), r"help ?-?desk", r"helpdesk"),
    (("call",), r"call ?-?cent(?:er|re)", r"call center"),
    (
        (" head", " manager"),
        r"\b(?:division|department|dept|section|unit) (?:head|manager)\b",
        r"manager",
    ),
    (
        ("head of ",),
        r"\bhead of (?:the )?(\w+(?: \w+)?)(?: department| division)?",
        r"\1 manager",
    ),
    ((" head", " in"), r"(?<=[a-z]) (?:head|in-charge|in charge)$", r" manager"),
    (("x-ray",), r"x-ray", r"radiography"),
    (("kinder",), r"kinder ?garten|kindergarden", r"kindergarten"),
    (("air",), r"air ?cond?(?:itioner|itioning)?s?\b", r"air conditioning"),
    (("book keep",), r"book keep", r"bookkeep"),
    (("house keep",), r"house keep", r"housekeep"),
    (("web site",), r"web site", r"website"),
    (("school",), r"pre ?-?school", r"preschool"),
)

#: Cleaned titles that name no trade: the text of the ad decides.
VAGUE_TITLES = frozenset((
    "administrator", "advisor", "analyst", "assistant", "associate", "consultant", "coordinator",
    "designer", "developer", "director", "engineer", "executive", "expert", "generalmanager",
    "generalworker", "helper", "inspector", "instructor", "intern", "internship", "manager",
    "officer", "operator", "projectcoordinator", "projectengineer", "projectmanager",
    "projectofficer", "researchassistant", "researcher", "specialist", "staff", "supervisor",
    "studenttrainee", "teacher", "teamleader", "technician", "trainee", "trainer", "worker",
    "专员", "专家", "主任", "主管", "产品工程师", "产品研发工程师", "储备人才", "储备干部",
    "副研究员",
    "助理", "助理工程师", "助理研究员", "博士", "博士后", "咨询师", "咨询顾问", "实习", "实习生",
    "工程师", "工程类", "应用工程师", "开发工程师", "总监", "技工", "技术", "技术专家",
    "技术主管", "技术人员", "技术员", "技术工程师", "技术总监", "技术支持", "技术研发工程师",
    "技术经理", "操作员", "架构师", "研发", "研发人员",
    "研发工程师", "研究助理", "研究员", "科研人员", "算法", "算法工程师", "管培生", "系统工程师",
    "经理", "老师", "职员", "讲师", "设计工程师", "设计师", "项目工程师",
    "顾问", "高级工程师",
))  # fmt: skip

#: Heads that say little without what stands before them (`单片机软件工程师` is no `软件工程师`).
OPEN_HEADS = (
    "工程师", "程序员", "设计师", "技术员", "架构师", "研究员", "开发", "研发", "设计", "engineer",
    "developer", "designer", "programmer", "technician", "architect", "researcher", "specialist",
    "analyst", "manager", "officer", "coordinator", "assistant", "director", "executive",
    "supervisor", "worker", "operator", "administrator", "consultant", "培训生", "管培生",
    "储备干部", "trainee",
)  # fmt: skip
