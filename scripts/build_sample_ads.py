"""Write examples/sample_postings.csv: invented ads of invented employers, for trying the tool out.

Every phrase here was written for this file. The mix (pay forms, blanks, repeated ads, negotiable
pay) follows what exports of recruitment sites look like; the figures mean nothing.
"""

from __future__ import annotations

import csv
import random
from pathlib import Path

TARGET = Path(__file__).parent.parent / "examples" / "sample_postings.csv"
SEED = 20261121

# title: (number of ads, low and high pay in thousand yuan, education, duties, requirements)
JOBS: dict[str, tuple[int, tuple[int, int], str, list[str], list[str]]] = {
    "Java开发工程师": (
        24,
        (14, 24),
        "本科",
        ["负责后端系统开发和接口设计", "参与需求分析与单元测试", "负责线上问题排查和性能优化"],
        [
            "熟练使用Java、Spring Boot、MySQL",
            "了解Redis、Kafka等中间件",
            "熟悉Linux常用命令",
            "有微服务经验者优先",
        ],
    ),
    "前端开发工程师": (
        18,
        (12, 20),
        "本科",
        ["负责Web前端开发", "参与产品设计评审", "负责页面性能优化"],
        ["精通JavaScript、HTML5、CSS3", "熟悉Vue或React", "了解Node.js者优先"],
    ),
    "数据分析师": (
        20,
        (11, 19),
        "本科",
        ["负责业务数据分析与数据报表", "搭建指标体系，输出分析报告", "支持市场分析和竞品分析"],
        ["熟练使用SQL、Excel、Python", "了解统计学", "会用Tableau或Power BI"],
    ),
    "机器学习算法工程师": (
        16,
        (25, 45),
        "硕士",
        ["负责推荐算法研发与模型优化", "参与大模型微调和评测", "负责特征工程"],
        ["熟悉PyTorch或TensorFlow", "精通Python，熟悉C++", "发表过论文者优先"],
    ),
    "人工智能训练师": (
        14,
        (8, 14),
        "大专",
        ["负责数据标注规范制定", "负责模型测试与数据管理", "对标注人员进行业务培训"],
        ["熟练使用Excel", "细心负责，有耐心", "了解自然语言处理者优先"],
    ),
    "测试工程师": (
        16,
        (10, 17),
        "本科",
        ["编写测试用例，执行功能测试", "负责接口测试和性能测试", "跟踪缺陷，输出测试报告"],
        ["熟悉Selenium、JMeter、Postman", "熟悉MySQL和Linux", "责任心强"],
    ),
    "产品经理": (
        16,
        (15, 25),
        "本科",
        ["负责需求分析和产品设计", "输出原型设计与文档编写", "推动项目管理和产品优化"],
        ["熟练使用Axure、Visio", "沟通能力强", "有B端产品经验者优先"],
    ),
    "运维工程师": (
        12,
        (10, 18),
        "大专",
        ["负责服务器系统维护和网络维护", "负责监控与故障分析", "参与安全管理"],
        ["熟悉Linux、Docker、Kubernetes", "会写Shell或Python脚本", "能接受轮班"],
    ),
    "嵌入式软件工程师": (
        14,
        (14, 24),
        "本科",
        ["负责嵌入式软件开发", "参与硬件调试和系统测试", "编写技术文档"],
        ["精通C语言", "熟悉STM32、FreeRTOS", "熟悉CAN总线、I2C、SPI"],
    ),
    "芯片设计工程师": (
        12,
        (25, 50),
        "硕士",
        ["负责数字电路设计", "参与RTL代码编写和仿真验证", "负责时序分析"],
        ["熟悉Verilog、SystemVerilog", "会用Synopsys工具", "熟悉AMBA协议"],
    ),
    "智能驾驶开发工程师": (
        12,
        (22, 40),
        "硕士",
        ["负责感知算法开发", "参与实车系统测试", "负责算法优化"],
        ["精通C++、Python", "熟悉ROS、OpenCV", "了解ISO 26262者优先"],
    ),
    "机械工程师": (
        14,
        (9, 15),
        "本科",
        ["负责结构设计与工艺优化", "输出图纸和BOM", "支持设备维护"],
        ["熟练使用SolidWorks、AutoCAD", "熟悉GD&T", "能吃苦耐劳"],
    ),
    "充电运维工程师": (
        11,
        (7, 11),
        "大专",
        ["负责充电桩设备维护和故障排查", "负责巡检与安全管理", "对客户进行产品培训"],
        ["持电工证", "会驾驶，有C1驾照", "能出差"],
    ),
    "网络安全工程师": (
        11,
        (15, 26),
        "本科",
        ["负责渗透测试和漏洞分析", "参与安全运营与应急响应", "输出风险评估报告"],
        ["熟悉防火墙、WAF", "了解等级保护", "持CISSP或CISP者优先"],
    ),
    "新媒体运营": (
        16,
        (7, 12),
        "大专",
        ["负责公众号内容运营和用户运营", "策划活动，撰写文案", "负责数据分析"],
        ["会用Photoshop、剪映", "有创新意识", "热爱短视频"],
    ),
    "销售代表": (
        22,
        (6, 12),
        "大专",
        ["负责客户开发与客户关系维护", "完成销售目标", "收集市场信息"],
        ["沟通能力强，抗压能力强", "有驾照者优先"],
    ),
    "客服专员": (
        16,
        (5, 8),
        "大专",
        ["接听客户来电，处理投诉", "记录问题并跟进", "负责用户培训"],
        ["普通话标准", "有耐心，服务意识强", "打字速度快"],
    ),
    "会计": (
        14,
        (7, 12),
        "本科",
        ["负责账务处理和纳税申报", "编制财务报表", "负责资产管理"],
        ["熟练使用金蝶、用友、Excel", "有初级会计职称或CPA者优先", "认真严谨"],
    ),
    "人力资源专员": (
        12,
        (7, 11),
        "本科",
        ["负责招聘和员工培训", "负责薪酬核算", "维护员工关系"],
        ["熟悉劳动法", "沟通协调能力好", "熟练使用Office"],
    ),
    "行政助理": (
        12,
        (5, 8),
        "大专",
        ["负责会议安排和文件归档", "负责办公用品采购", "协助接待来访"],
        ["熟练使用Word、Excel、PPT", "细心，责任心强"],
    ),
    "护士": (
        12,
        (6, 11),
        "大专",
        ["负责病房护理和生命体征监测", "执行医嘱", "书写护理记录"],
        ["持护士执业证", "有爱心，有耐心", "能上夜班"],
    ),
    "货车司机": (
        11,
        (7, 11),
        "高中",
        ["负责市内货物配送", "负责车辆日常维护", "核对单据"],
        ["持B2驾照", "熟悉北京路况", "吃苦耐劳"],
    ),
    "电气工程师": (
        12,
        (10, 17),
        "本科",
        ["负责电气设计与PLC编程", "参与设备调试和系统维护", "编写技术文件"],
        ["熟悉西门子PLC、EPLAN", "熟练使用AutoCAD", "有电工证者优先"],
    ),
    "药物研发研究员": (
        11,
        (13, 24),
        "硕士",
        ["负责药物合成与工艺优化", "参与实验设计和数据分析", "撰写申报资料"],
        ["熟悉HPLC、NMR", "了解GMP、GLP", "英语六级"],
    ),
}
FAMILY = [
    "远山",
    "青禾",
    "云杉",
    "白鹭",
    "星桥",
    "北辰",
    "明湖",
    "松果",
    "海棠",
    "长庚",
    "天麓",
    "知远",
    "合光",
    "晴川",
    "启明",
    "蓝庭",
]
FIELD = ["科技", "信息技术", "智能装备", "医药", "新能源", "网络", "电子", "咨询", "供应链", "传媒"]
DISTRICTS = [
    "海淀区",
    "朝阳区",
    "大兴区",
    "昌平区",
    "丰台区",
    "西城区",
    "东城区",
    "通州区",
    "顺义区",
    "石景山区",
]
WEIGHTS = [30, 20, 14, 10, 6, 5, 4, 5, 4, 2]
BENEFITS = [
    "五险一金，带薪年假，定期体检",
    "弹性工作，餐补，交通补贴",
    "双休，节日福利，年度旅游",
    "",
]
EXPERIENCE = ["经验不限", "1-3年", "1-3年", "3-5年", "3-5年", "5-10年", "应届毕业生"]


def pay_text(rng: random.Random, low: int, high: int) -> str:
    """Write a pay range in one of the forms that sites use; some ads show none."""
    draw = rng.random()
    if draw < 0.08:
        return "面议"
    if draw < 0.40:
        return f"{low}-{high}K"
    if draw < 0.55:
        return f"{low}-{high}K·{rng.choice([13, 14, 15])}薪"
    if draw < 0.75:
        return f"{low / 10:g}-{high / 10:g}万/月"
    if draw < 0.85:
        return f"{low * 1000}-{high * 1000}元/月"
    if draw < 0.92:
        return f"{low * 12 / 10:g}-{high * 12 / 10:g}万/年"
    return f"{low}千-{high / 10:g}万"


def advertisement(rng: random.Random, title: str) -> list[str]:
    """Make one ad of an occupation."""
    _, (low, high), education, duties, wants = JOBS[title]
    scale = rng.lognormvariate(0, 0.14)
    low, high = max(3, round(low * scale)), max(4, round(high * scale))
    high = max(high, low + 1)
    employer = f"北京{rng.choice(FAMILY)}{rng.choice(FIELD)}有限公司"
    level = rng.choices(["", "高级", "资深", "初级"], [70, 18, 6, 6])[0]
    urgent = "（急聘）" if rng.random() < 0.1 else ""
    own_duties = rng.sample(duties, k=rng.randint(2, len(duties)))
    own_wants = rng.sample(wants, k=rng.randint(2, len(wants)))
    lines = ["岗位职责："]
    lines += [f"{i}、{text}；" for i, text in enumerate(own_duties, 1)]
    lines += ["任职要求：", f"1、{education}及以上学历；"]
    lines += [f"{i}、{text}；" for i, text in enumerate(own_wants, 2)]
    benefit = rng.choice(BENEFITS)
    if benefit:
        lines += ["福利待遇：", benefit]
    return [
        f"{level}{title}{urgent}",
        pay_text(rng, low, high),
        employer,
        f"北京-{rng.choices(DISTRICTS, WEIGHTS)[0]}",
        education if rng.random() < 0.9 else "学历不限",
        rng.choice(EXPERIENCE),
        "\n".join(lines),
    ]


def main() -> None:
    """Write the sample, with a few ads repeated as sites do."""
    rng = random.Random(SEED)
    rows = [advertisement(rng, title) for title, job in JOBS.items() for _ in range(job[0])]
    rows += rng.sample(rows, k=12)
    rng.shuffle(rows)
    with TARGET.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(
            ["职位名称", "薪资", "公司名称", "工作地点", "学历要求", "工作经验", "职位描述"]
        )
        writer.writerows(rows)
    print(f"{TARGET.name}: {len(rows)} ads")


if __name__ == "__main__":
    main()
