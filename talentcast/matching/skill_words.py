"""Word lists of the skill finder: verbs that make a task, cues, headings, words to stop at.

All are in the normal form of `text.normalise`. They were written from knowledge of how ads are
worded and checked on the building part of tests/matching/files/annotations.jsonl.
"""

from __future__ import annotations

#: Verb -> category of the documents' table of ten categories (Beijing Talent Blue Book 2025,
#: B.11 table 2). The ten names themselves come first; other verbs go to the nearest of them.
_VERBS_BY_CATEGORY = {
    "design": (
        "设计 规划 策划 选型 布线 布局 绘制 制图 出图 打样 编排 编剧 定义 造型 布板 架构 排版 修图 "
        "画图 作图 调色 创设 布展 布置 装修 企划 打板 选材 选址 摆放"
    ),
    "optimisation": "优化 调优 改进 改善 改造 重构 提效 降噪 压缩 提升",
    "analysis": (
        "分析 建模 调研 评估 统计 测算 核算 预测 诊断 评测 研判 估算 挖掘 复盘 计算 识别 检索 "
        "预算 核价 审计 盘点 核查 勘察 勘探 查勘 测绘 监测 标注 追溯 评价 测量 求解 诊治 诊疗 "
        "鉴定 筛选 筛查 识图 研读 梳理 拆解 核实 踏勘 辨识 归因 评定 测评 判读 测序 预警 复测 "
        "调查 质控 尽调 估值 阅片 汇总 填报 探伤 检定 计量 编目 批改 命题 审稿 判定 分选 批阅 "
        "称重 盘查 计提 摊销"
    ),
    "management": (
        "管理 管控 控制 把控 监管 监督 调度 审核 审批 采购 协调 跟踪 跟进 催收 核对 对账 结算 归档 "
        "考核 招聘 排班 督导 巡店 巡检 统筹 汇报 验收 追踪 稽核 报账 报销 签订 谈判 洽谈 交接 "
        "清点 清算 登记 催缴 催款 回款 收款 付款 请款 收付 发放 领用 保管 调配 调拨 排产 排程 "
        "办理 备案 复核 审查 监查 监护 巡查 巡视 巡逻 值守 安排 疏导 疏散 处置 调解 核销 归集 收发 "
        "跟单 "
        "补货 订货 订舱 备货 记账 开票 交底 会审 督办 催办 报送 收费 续签 续费 放款 面签 "
        "立案 盘货 备料 巡更 押运 监考 防控 报批 报建 报审 报验 年检 申领 核发 缴纳 看管 押送 抄录"
    ),
    "testing": (
        "测试 检验 检测 验证 调试 联调 试验 实验 评审 质检 校验 标定 校准 化验 抽检 检查 压测 取样 "
        "采样 制样 送检 自检 点检 试产 试模 演练 监盘  首检  送样 试机 查验 核验"
    ),
    "training": "培训 教学 授课 辅导 讲解 宣讲 宣导 带教 宣教 教研 陪练 答疑",
    "maintenance": (
        "维护 运维 维修 保养 排查 检修 维保 修理 抢修 安装 备份 恢复 加固 升级 迁移 监控 护理 修复 "
        "更换 拆装 保洁 养护 消毒 还原 防护 检漏 清洁 清运 打扫 抢救 急救 照护 照料 看护 "
        "排除 定检 防治 修剪 翻新 润滑 调修 照顾 清扫 洗涤 消杀 随访 穿刺 缝合 输液 注射 接种 "
        "饲养 喂养 灌溉 除草 防疫 拆除 灭菌 拆卸 疏通 紧固 加注 陪护 安抚 换药 包扎 喷洒 浇灌 "
        "擦洗 扑救 接诊"
    ),
    "research": "研发 研究 攻关 研制 试制 预研",
    "development": (
        "开发 编写 编程 编码 实现 撰写 编制 制作 搭建 构建 建设 集成 渲染 训练 剪辑 拍摄 加工 "
        "装配 组装 焊接 施工 生产 制造 合成 采集 清洗 抓取 爬取 提取 重建 建图 融合 仿真 制备 "
        "适配 切割 打磨 抛光 冲压 折弯 喷涂 喷漆 涂装 电镀 铸造 锻造 上料 下料 调机 注塑 压铸 "
        "贴片 点胶 缝制 浇筑 砌筑 吊装 敷设 铺设 接线 放线 放样 支护 钻探 录制 配音 采写 配制 "
        "配液 纯化 发酵 灌装 微调 标引 转写 装夹 对刀 换模 配料 投料 冶炼 穿线 开挖 回填 摊铺 "
        "爆破 组稿 采访 制片 烹饪 切配 烘干 烘烤 腌制 熬制 煎煮 研磨 离心 搅拌 杀菌 打孔 缝纫 "
        "制版 装订 绑扎 粉刷 脱模 拼装 宰杀 捆扎 分装 编排 排练"
    ),
    "operations": (
        "运营 部署 实施 对接 推广 投放 营销 销售 交付 处理 配置 维系 拓展 开拓 接待 咨询 引流 "
        "回访 录入 整理 配送 分拣 包装 发货 陈列 收银 翻译 申报 投标 直播 选品 种植 养殖 治疗 "
        "操作 执行 制定 导购 促销 建档 报价 发布 推送 租赁 招商 签约 拜访 走访 宣传 邀约 帮扶 "
        "上报 揽收 派送 运输 装卸 搬运 上架 铺货 迎宾 点餐 预订 导诊 分诊 挂号 采编 收集 报关 "
        "报检 清关 询价 比价 议价 竞价 裂变 拉新 促活 复购 带货 控场 摆台 采收 育苗 理赔 核保 "
        "承保 定损 过户 带看 开户 建联 种草 应诉 答辩 备餐 送餐 订餐 订票 装箱 拣选 签收 打印 "
        "扫描 邮寄 转运 验货 派发 张贴 码放 慰问 探访 采摘 收割 投喂 充装 送样 开具 入库 出库 "
        "出货 上新 调价 改价 推介"
    ),
}

VERBS = {verb: name for name, verbs in _VERBS_BY_CATEGORY.items() for verb in verbs.split()}

#: Verbs of this list make a task only with an object that is a business noun (see `patterns`);
#: alone or with an adverb they are plain activity.
NOUNS = {
    "方案": "design", "策略": "operations", "计划": "management", "报告": "analysis",
    "体系": "management", "文档": "development", "模型": "analysis", "流程": "management",
    "报表": "analysis", "台账": "management", "档案": "management", "预案": "management",
    "手续": "management", "教案": "training", "课件": "training", "底稿": "analysis",
    "标书": "operations", "纪要": "management", "记录": "management", "规程": "management",
    "投诉": "operations",
}  # fmt: skip

#: English heads of a task and their category.
ENGLISH_HEADS = {
    "management": "management", "analysis": "analysis", "design": "design",
    "development": "development", "testing": "testing", "training": "training",
    "maintenance": "maintenance", "optimization": "optimisation", "optimisation": "optimisation",
    "planning": "management", "modelling": "analysis", "modeling": "analysis",
    "programming": "development", "reporting": "analysis", "forecasting": "analysis",
    "budgeting": "management", "scheduling": "management", "troubleshooting": "maintenance",
    "assessment": "analysis", "inspection": "testing", "engineering": "development",
    "monitoring": "maintenance", "deployment": "operations", "administration": "maintenance",
    "architecture": "design", "automation": "development", "integration": "development",
    "marketing": "operations",
}  # fmt: skip

#: Words before an English head that do not name what is managed, designed and so on.
ENGLISH_STOP = frozenset(
    "a an the of in on at to for with and or our your their its his her all any some other new "
    "senior middle top upper line executive more most very good great strong excellent solid "
    "proven hands-on hands practical extensive deep basic advanced general further own this that "
    "these those under through by from as is are be been has have will can must may should would "
    "including related relevant professional personal career talent continuous ongoing overall "
    "effective efficient active job work job-related who which such both between into about "
    "experience knowledge understanding skills support using via per".split()
)

#: Where an object can't reach back over: verbs, adverbs and other function words of ads.
STOP_WORDS = (
    "负责 参与 进行 完成 协助 协同 配合 主导 独立 熟悉 熟练 精通 掌握 了解 具有 具备 拥有 擅长 "
    "善于 能够 可以 需要 能力 经验 相关 公司 团队 部门 日常 开展 组织 推动 推进 落实 实施 提供 "
    "提出 制定 根据 按照 依据 通过 利用 使用 运用 基于 针对 结合 围绕 关于 以及 或者 并且 包括 "
    "包含 不限 例如 比如 如何 持续 不断 定期 及时 有效 全面 深入 统一 快速 共同 良好 较强 优秀 "
    "丰富 扎实 一定 基本 常用 常见 主流 主要 其他 其它 各类 各种 各项 各个 各级 所有 全部 整个 "
    "多种 多个 一种 一些 至少 至于 从事 承担 带领 指导 领导 支持 支撑 满足 实现 达到 确保 保证 "
    "保障 提高 提升 改善 促进 加强 解决 处理 跟踪 跟进 收集 整理 撰写 编制 绘制 制作 输出 形成 "
    "建立 搭建 完善 优化 维护 对接 协调 监督 检查 审核 汇总 汇报 接受 进一步 或有 是否 可能 "
    "必须 应当 以上 以下 以内 之间 岗位 职位 工作 事务 内容 职责 要求 资格 条件 优先 者优先 "
    "编写 构建 方面 从而 其中 之一 任意 任何 某个 自己 本人 客户方 我们 你们 他们 这些 那些 "
    "第一 年以上 个月 专业 学历 本科 大专 硕士 博士 应届 毕业 非常 特别 尤其 比较 较为 更加 "
    "更好 最新 新的 做好 搞好 抓好 处于 属于 用于 适用 适应 服从 遵守 参加 出席 主持 召开 发起 "
    "引导 推广 推荐 介绍 讲解 选择 采用 以便 从而 因此 所以 如果 但是 不仅 而且 同时 另外 此外 "
    "随时 经常 长期 短期 临时 兼职 全职 初步 大量 少量 部分 大型 中型 小型 大中型 中大型 中小型 "
    "简单 复杂 普通 一般 高级 中级 初级 资深 独自 亲自 直接 间接 上级 领导 交办 安排 下达 指定 "
    "交代 分配 合理 科学 规范 准确 高效 高质量 按时 按期 按质 按量 顺利 圆满 充分 认真 严格 "
    "细致 积极 主动 努力 现有 已有 原有 当前 目前 未来 今后 后续 整体 总体 具体 实际 真实 一线 "
    "全国 全球 海外 国内 国外 跨部门 多部门 内外部 上下游 前后 左右 组成 共享 分享 发现 "
    "抽象 涉及 覆盖 贯穿 面向 服务于 致力于 专注于 来自 对于 由于 属 懂得 懂 会使用 会用 曾 "
    "做过 有过 接触过 参与过 负责过 从业 有 无 不 等 做 搞 如 含 即 等相关 等方面 等工作 的 和 "
    "与 或 我 你 他 们 是 该 其 将 把 被 让 按 从 且 由 至 到 后 之 所 办理 填写 接听 下达 跟催 "
    "领取 出具 安排 解答 受理 陪同"
).split()

#: Words that continue past the end of the verb and make it a title, a department or a thing.
NOT_AFTER = (
    "人员 团队 部门 系统 平台 工具 环境 制度 办法 工程师 经理 专员 主管 总监 助理 顾问 专家 "
    "负责人 师 员 岗 部(?!署) 组 商 费 者 公司 中心 学院 专业 行业 语言 框架 软件 设备 仪器 "
    "机构 单位 企业 领域 岗位 职位 模式 项目 周期 人才 学 类 层 局 处 科 室 厂 站 机 器 车间 "
    "基地 资源 需求 思路 思维 "
    "结果 过程 目标 任务 指标 期间 阶段 前 后 时 中 包(?!括|含) 库 线 点 款 性 日志 意识 "
    "精神 费用 效率 "
    "能手 达人 型 板 架(?!构) 权限 界面 页面 模块 组件 接口"
).split()

#: With these verbs even a plain noun (系统, 项目) makes a task.
PLAIN_OBJECTS = frozenset("项目 产品 系统 技术 设计 开发 业务 流程".split())
SPECIFIC_VERBS = frozenset(
    "选型 迁移 定义 搭建 建模 调优 监控 验收 汇报 更新 部署 集成 联调 评审 归档 计划 规划 对接 "
    "定位 升级 改造 运维 跟进 回款 申报 推广 讲解 操作 施工 结算 采购 检验 办理 拓展 洽谈 交接 "
    "".split()
)

#: Task verbs that say too little before an object of their own (提升效率), or are nouns there
#: (架构, 预算): no duty begins with them. All others begin duties of verb and object (`duties`).
NOT_DUTY_VERBS = frozenset(
    "提升 改进 改善 优化 提效 管理 管控 控制 把控 监管 统筹 协调 执行 实现 建设 构建 生产 "
    "制造 销售 营销 运营 推广 研究 研发 开发 设计 实施 部署 配置 融合 安排 汇报 考核 规划 "
    "策划 定义 咨询 翻译 直播 训练 选址 督导 追踪 重建 恢复 集成 交付 对接 拓展 开拓 挖掘 "
    "攻关 采购 招聘 培训 宣传 建模 评估 操作 测试 分析 编程 编码 架构 计算 预算 招商 调度 "
    "压缩 催收 竞价 实验 投放 防控 防护 调研 升级 重构 排版 布局 布线 造型 生产 加工 排产 "
    "预警 防治 教学 带教 陪练 直播 仿真 发酵 爆破 种草 裂变 报价 投标 运输 装卸 监控".split()
)

#: Names of skills that begin such duties too (安装门窗).
DUTY_ACTIVITIES = frozenset(
    "安装 检测 测量 组装 装配 拍摄 护理 清洁 录入 配送 接待 摄影 驾驶".split()
)

#: Verbs that begin duties told as verb and object only.
DUTY_VERBS = {
    "校对": "testing", "引导": "operations", "起草": "operations", "拟定": "operations",
    "清理": "maintenance", "冲洗": "maintenance", "擦拭": "maintenance", "裁剪": "development",
    "熨烫": "development", "移栽": "operations", "书写": "development", "接听": "operations",
    "受理": "operations", "出具": "operations", "填写": "management", "修改": "development",
    "解答": "training", "搭配": "design", "称量": "testing", "更新": "maintenance",
    "核定": "analysis", "缮制": "development", "投加": "operations", "监视": "maintenance",
    "讲授": "training", "纠正": "training", "选配": "design",
    "粘贴": "development", "悬挂": "operations", "晾晒": "maintenance", "折叠": "operations",
    "缝补": "maintenance", "铲除": "maintenance", "护送": "operations", "搀扶": "maintenance",
    "督促": "management", "示范": "training", "解说": "training", "校正": "testing",
    "涂抹": "maintenance", "晾干": "development", "挑拣": "testing", "递送": "operations",
    "清除": "maintenance", "打包": "operations",
}  # fmt: skip

#: What may stand right before the verb of such a duty inside a clause.
DUTY_LEADS = (
    "负责 协助 参与 完成 能够 可以 独立 熟练 定期 日常 及时 按时 需要 每日 每天 会做 主要 包括 "
    "做好 从事"
)

#: Objects of such a verb that name nothing, and how they end.
NO_DUTY_OBJECTS = frozenset(
    "资料 信息 数据 文件 文档 问题 故障 方案 计划 客户 产品 项目 系统 报告 报表 订单 设备 "
    "材料 物品 工具 代码 程序 程序员 脚本 需求 技术 关系 现场 环境 场地 卫生 突发 异常 "
    "流程 制度 标准 目标 策略 内容 素材 视频 状态 缺陷 图片 图纸 清单 台账 记录 表格 手续 "
    "档案 货物 商品 库存 顾客 来访 来客 访客 学员 学生 患者 病人 旅客 会员 国际 账目 账务 "
    "费用 单据 票据 发票 合同 意见 建议 指标 模型 算法 接口 功能 模块 软件 硬件 平台 网站 "
    "页面 邮箱 简历 人员 员工 团队 秩序 形象 利益 权益 口碑 声誉 安全 高性能 错误 难题 "
    "痛点 商机".split()
)
NO_DUTY_ENDS = tuple(
    (
        "问题 工作 情况 事务 事宜 事项 任务 过程 能力 经验 效率 质量 进度 成本 关系 利益 形象 "
        "秩序 需求 目标 人员 团队 性 者 力 度 率 化 高 领域 技巧 手段 功底 语言 类 经历 流利 "
        "正确 更佳 加分 尤佳 状态 公司 地址 界 内 中 趋势 动态"
    ).split()
)

#: What may stand right after a task verb; before anything else it is a verb with its own object.
AFTER_VERB = (
    "的 和 与 及 或 等 以 并 能力 工作 经验 方面 相关 方法 技术 知识 流程 任务 优先 者优先 水平 "
    "技能 支持 基础 体系 中 到 至 领域 类 岗位 方案 策略 计划 报告 文档 规范 理论 原理 项目 "
    "需求 业务 指标 模型 算法 服务 实践 需要 背景 事宜 事务 事项 模块 规则 制度 标准 环节 统计 "
    "常识 情况 成果 进度 全流程 意识 思维"
).split()

#: Longer names that are everyday words too: they count only as something to know.
EVERYDAY = frozenset(
    "用户体验 互联网产品 移动互联网 短视频 自媒体 新媒体 金融产品 互联网金融 法律法规 企业文化 "
    "数据平台 互联网行业 电商平台 社交媒体 医疗行业 云服务 产品思路 建筑行业 物流行业 金融行业 "
    "酒店业 产品知识 业务流程 消费者研究 企业管理 智慧城市 智能硬件 新能源 行业政策 产业政策 "
    "互联网 健康咨询 房地产 商业模式 项目管理工具 服务器 打印机 数字货币 搜索引擎 摄像头 摄像机 "
    "咖啡机 "
    "前程无忧 58同城 拉勾网 携程 复印机 打印复印机 电动三轮车 对讲机 "
    "收银机 新生儿科 慢性病 常见病 碳中和 碳排放 低空经济 人形机器人 具身智能 私域流量 商业地产 "
    "转化率 "
    "客单价 点击率 混凝土 装饰装修 装配式 土建施工".split()
)

#: A noun before one of these is a trait, unless it says nothing.
TRAIT_HEADS = "能力 精神 意识 思维".split()
EMPTY_TRAITS = frozenset(
    "工作 专业 业务 综合 相关 基本 个人 技术 实际 编程 编码 代码 开发 自身 岗位 各项 管理 设计 "
    "测试 操作 实操 英语 英文 写作 阅读 翻译 外语 软件 算法 数据 产品 项目 企业 公司 客户 市场 "
    "团队 优秀 良好 较强 很强 一定 强的 较好 突出 出色 学术 技能 承担 支付 供货 履约 生产 支撑 "
    "服务 核心 接口 负载 处理 计算 存储 系统 平台 功能 性能 运维 维护 部署 建设 规划 培养 提升 "
    "提高 体现 优化 制造 交付 运营 加工 接待 消费 承载 并发 扩展 防护 检测 感知 定位 识别 听说 "
    "读写 听说读写 口语 竞争 盈利 造血 用户".split()
)

#: Short names of activities that are departments, posts or plain activity too: they count where
#: they are stated as an ability or as experience.
ACTIVITIES = frozenset(
    "保洁 全栈 写作 前端 后端 品控 售前 售后 固件 外贸 安保 安装 客服 容灾 并发 康复 开车 "
    "录入 打字 护理 拍摄 招聘 接待 摄影 摄像 教学 检测 测量 清洁 策划 组装 编程 美容 美发 "
    "翻译 装配 记账 谈判 质检 运维 送货 配送 采购 销售 驾驶 单证 跟单 文案 美工 会务 出纳 "
    "审计 报价 养殖 种植 焊工 电工 电销 机修 测绘 收银 陈列 风控 逆向 聚类 辅导 调剂 木工 "
    "诊疗 科研".split()
)

#: Short names of traits that stand for nothing else.
TRAITS = frozenset("抗压 自学 守时 细心 严谨 自律".split())

#: Plain words for an attitude that are verbs elsewhere; adjectives such as 细心 are not.
ATTITUDE_VERBS = frozenset(
    "沟通 协调 表达 主动 积极 创新 合作 协作 组织 热情 逻辑 保密 演讲 创意 审美 担当 钻研 学习 "
    "倾听 应变 手绘 美感 归纳 认真 独立".split()
)

#: Objects that name nothing.
EMPTY_OBJECTS = frozenset(
    "工作 事务 事项 内容 任务 业务线 情况 方式 方法 过程 阶段 时间 相关 公司 团队 部门 "
    "个人 规定 自身 领导 上级 同事 人员 我司 我方 甲方 一切 企业 国家 政府 行业 社会 "
    "市场化 专业化 精细化 规范化 标准化 集中 定制 二次 自主 平台化 综合 正常 成功 年度 "
    "月度 季度 每日 每月 每周 优先 基础 核心 重点 关键 主体 同类 类似 有关 相应 对应 "
    "下属 所属 所在 本地 当地 线上 线下 在线 前期 中期 后期 事前 事后 常规 例行 重大 "
    "重要 必要 多维度 全方位 全流程 全过程 端到端 一站式 方向 能力 结果 效果 目标 规模 "
    "水平 范围 行为 条件 功能性 年限 学历 待遇 薪资 福利 有限 经济 专职 独立性 国家级 "
    "类产品 系列 类型 快速迭代 问题 工作计划 解决 应用 学习 设计 开发 测试 分析 管理 "
    "实施 执行 操作 规划 优化 项目 产品 系统 响应 形式 角度 验收 工作流程 整体 相互 内部 "
    "外部 客观 主观 独特 市级 省级 信息化 编写 撰写 建立 制定 技术 组织 流程 落地 推广 "
    "机制 业务 创新 理论 思路 突破 收入 实时 高度 深度 精准 灵活 主管 经理 店长 厂长 "
    "站长 班长 组长 队长 车队 船长 总监 老板 医院 学校 单位 学院 校区 门店 车间 班组 "
    "管理层 上司 科室 就近 统筹 加班 出差 轮班 倒班 夜班 班次 薪酬 晚上 班车 不良 犯罪 "
    "违法 违法犯罪 刑事犯罪 违章 违纪 违规 酒驾 失信 征信 案底 扣分 吸毒 劣迹 事故 "
    "交通事故 重大交通事故 责任事故 重大责任事故 行政处罚 违法违纪 热爱 中国 提交 分类 "
    "不诚信 犯罪前科 违法违规".split()
)

#: Objects that end so are people who act (协助采购经理处理), unless the verb is about people.
PEOPLE = (
    "经理", "主管", "专员", "总监", "助理", "店长", "厂长", "领导", "工程师", "同事",
    "组长", "班长", "主任", "院长", "校长", "师傅", "秘书", "总裁", "部长",
)  # fmt: skip
PEOPLE_VERBS = frozenset(
    "管理 培训 招聘 考核 调度 安排 排班 辅导 带教 监督 评估 评价 评定 筛选 调研 访谈 拜访 走访 "
    "接待 邀约 督导 宣导 培养 对接".split()
)

#: Words that say that what follows is known or used.
KNOW = (
    "熟悉 了解 掌握 精通 熟练 熟知 理解 具备 擅长 懂得 懂 使用 运用 扎实 通晓 会用 会使用 能用 "
    "熟习 熟识 钻研 深入研究 接触过 至少一门 以下技能 会操作 能操作 会做 会开 会看 看懂 持有 会修"
).split()

KNOW_ENGLISH = (
    "knowledge of|experience with|experience in|familiar with|familiarity with|proficient in|"
    "proficiency in|proficient with|expertise in|understanding of|skilled in|skills in|fluent in|"
    "using|hands-on experience with|background in|worked with|working with|expert in|versed in|"
    "competent in|exposure to|command of"
).split("|")

PREFERRED = (
    "优先 加分 更佳 为佳 尤佳 更好 佳 优先录取 优先考虑 优先录用 加分项 优先条件 为加分项 次之"
).split()[:-1]

PREFERRED_ENGLISH = (
    "preferred|a plus|nice to have|nice-to-have|desirable|desired|advantageous|an advantage|"
    "is a bonus|as a bonus|a bonus|big plus|preferable|preferably|beneficial|an asset|is a benefit|"
    "would be great|ideally|not essential|good to have"
).split("|")

#: What follows in the clause is not asked for.
NEGATION = (
    "无需 不需要 不需 不要求 无须 不必 不用 不必须 没有要求 不限于会 非必须 不强求 不会也 无要求"
).split()

#: What stands before in the clause is not asked for.
NEGATION_AFTER = ("不作要求 不做要求 不要求 无要求 非必需 非必须 不强求 不是必须 可不会").split()

NEGATION_ENGLISH = "no|without|not need|not require|don't need|do not need".split("|")

NEGATION_AFTER_ENGLISH = "not required|not necessary|not needed|is unnecessary".split("|")

#: A sentence with one of these is about what the employer offers.
BENEFITS = (
    "五险一金 六险一金 五险 社保 公积金 带薪年假 年终奖 双休 包吃 包住 包食宿 团建 下午茶 "
    "节日福利 生日礼 晋升空间 晋升机会 带薪培训 带薪休假 员工旅游 住房补贴 餐补 话补 交通补贴 "
    "商业保险 年度旅游 定期体检 股票期权 期权激励 全勤奖 提成 底薪 高薪 补贴 免费培训 岗前培训 "
    "入职培训 五天八小时 弹性工作 绩效奖金 法定节假日 扁平化管理 职业发展空间 双薪 七险一金 "
    "员工体检 零食 健身房"
).split()

BENEFITS_ENGLISH = (
    "medical insurance|health insurance|life insurance|pension|paid vacation|annual leave|"
    "401k|401(k)|"
    "vacation days|paid time off|paid holidays|public holidays|dental|parental leave|free lunch|"
    "competitive salary|company car|stock options|sick leave|relocation package|gym membership|"
    "english classes|language classes|yoga|annual bonus|tuition reimbursement|discounts on|"
    "stock purchase"
).split("|")

#: Words after 专业 that make it something else than a field of study.
MAJOR_NOT = (
    "知识 技能 能力 英语 素养 素质 精神 化 的 性 人 术语 基础 技术 水平 服务 背景知识".split()
)

HEADINGS = {
    "duties": (
        "岗位职责 工作职责 职位描述 工作内容 职责描述 岗位描述 主要职责 工作描述 职位职责 岗位内容 "
        "主要工作 职责 职位介绍 岗位介绍 职位信息 工作任务 你将负责 您将负责 你的职责 你要做的 "
        "岗位责任 工作范围 职能描述 主要工作职责 主要工作内容 职责范围 职责内容 工作要点 岗位说明 "
        "job description|responsibilities|duties|key responsibilities|what you will do|"
        "what you'll do|the role|your role|your tasks|main duties|job duties|essential functions|"
        "your responsibilities|job responsibilities|role and responsibilities|tasks|"
        "position summary"
    ),
    "requirements": (
        "任职要求 岗位要求 任职资格 职位要求 任职条件 招聘要求 应聘要求 能力要求 技能要求 "
        "资格要求 要求 岗位资格 应聘条件 招聘条件 我们需要你 我们希望你 我们期待你 任职需求 "
        "工作要求 必备条件 基本要求 专业要求 经验要求 岗位需求 职位需求 人员要求 素质要求 "
        "任职标准 条件 任职资历 职位资格 希望你 期望你 必须具备 必备技能 专业技能 岗位条件 "
        "知识技能 职务要求 胜任条件 其他要求 "
        "requirements|qualifications|your profile|skills|required skills|what we are looking for|"
        "what you bring|minimum qualifications|who you are|key skills|job requirements|about you|"
        "skills and experience|basic qualifications|what you need|must have|required "
        "qualifications|"
        "your qualifications|what you'll need|skills required|essential skills|experience|education"
    ),
    "preferred": (
        "加分项 优先条件 优先项 加分 优先考虑 优先录用 加分条件 以下优先 如有以下更佳 "
        "以下条件优先 优先技能 优先资格 更具有竞争力 更加具有竞争力 有以下更佳 "
        "具有以下经验者优先 符合以下条件者优先 满足以下条件者优先 有以下经验者优先 "
        "有以下经历者优先 有以下条件者优先 加分技能 加分选项 具备以下条件者优先 "
        "nice to have|preferred qualifications|bonus points|preferred skills|pluses|"
        "desirable skills|desired skills|nice-to-haves|bonus|preferred|desirable|good to have"
    ),
    "benefits": (
        "福利待遇 薪资待遇 薪酬福利 薪资福利 公司福利 员工福利 福利 待遇 我们提供 我们能提供 "
        "你将获得 你能获得 工作环境 生活福利 节日福利 员工关怀 发展前景 职业发展 晋升通道 "
        "晋升空间 晋升路径 薪酬待遇 岗位福利 薪资 薪酬 福利保障 加入我们你将获得 你可以得到 "
        "您将获得 五险一金 温馨假期 激励奖金 薪酬体系 团队氛围 公司优势 我们的优势 岗位优势 "
        "职位亮点 职位诱惑 工作福利 员工培训 培训机制 培训体系 团队建设 发展空间 岗位亮点 "
        "我们为你提供 我们给你 待遇福利 福利及待遇 工资待遇 "
        "benefits|what we offer|we offer|perks|our offer|compensation|why join us|"
        "perks and benefits|what you get|salary|our benefits|compensation and benefits"
    ),
    "company": (
        "公司简介 关于我们 公司介绍 企业简介 企业介绍 公司概况 关于公司 团队介绍 部门介绍 公司背景 "
        "我们是谁 团队简介 项目介绍 企业文化 公司产品 业务介绍 "
        "about us|about the company|company overview|who we are|company description|our company|"
        "about the team"
    ),
    "information": (
        "工作地点 上班时间 工作时间 联系方式 联系电话 公司地址 上班地址 工作地址 面试地点 简历投递 "
        "公司网址 联系人 面试时间 作息时间 办公地点 上班地点 乘车路线 面试地址 联系我们 投递邮箱 "
        "location|working hours|contact|how to apply|equal opportunity"
    ),
    "metadata": "职能类别 关键字 微信分享",
}

#: English words that are also names of tools. In English they count with a capital letter inside
#: a sentence or beside another tool of a list.
COMMON_ENGLISH = frozenset(
    "access word excel express spring flask flash swift rust react go make chef puppet salt ant "
    "storm hive pig spark unity edge flow teams slack notion outlook project sketch canvas less "
    "presto beam helm consul jest play sage origin fluent rhino maya "
    "nuke houdini blender spine premiere audition alias sed wind ray calibre adams charles monkey "
    "locust cucumber postman gorilla metal dart julia scratch apex lattice pic shell "
    "office zoom android sphinx caffe lark painter salt vault keepalive electron "
    "asp mina ace requests ember cocoa boost eigen ceres stan oracle ci rest soap lean "
    "agile prompt agents communication english chinese supervisor "
    "amadeus opera pos adams inverter servers printers cameras is as on cas cursor codex kimi "
    "runway "
    "sora pika mistral windsurf agent embeddings occupancy empower carla chroma xray goby ace abb "
    "impressions kanban carriers concrete pcs marc bearings ct dr listing stocker chiller bumping "
    "uptime disco centum micros dali hast peek pem ris aims moka".split()
)

#: Short forms in ads that are no tools.
NOT_TOOLS = frozenset(
    "it hr app apps web pc ui ue ux api apis b2b b2c o2o p2p vip ceo cto cfo coo bug bugs qq id "
    "ip kpi okr gmv roi ok demo offer title base leader boss team ppt jd pm qa dev sit uat pro "
    "max hc cv dau mau and or etc in of to the a an with for on at as is rd r&d ba po pmo tl bd "
    "gr pr ipo mba emba phd wap server client ii iii tob toc tog saas paas iaas ai ml gps cet "
    "npc fps rpg moba 3d 2d poi top plus big good web2.0 www http com cn e-mail email mail "
    "wechat buff passion open owner mentor senior junior manager engineer developer believe "
    "presentation case study ability skill skills experience knowledge level rap icml nips cvpr "
    "iccv eccv sigir kdd acl emnlp aaai ijcai neurips iclr recsys sci ei oa fmcg kol koc mcn ka "
    "cbd sku spu bu vp svp gm md redacted link here click this bsc b.sc msc m.sc ngo ngos ingo "
    "ingos un "
    "n.b nb note hiv aids all applications color colour age religion deadline only competencies "
    "required gender race disability key role trading care we please moh e.g i.e bachelor usd eur "
    "pages use art inclusion who language physical be not will demands reasoning c.v p.o b.a b.s "
    "experiences covid-19 gift ancestry candidates applicants apply ltd inc llc plc".split()
)

#: Members of lists that are no names of knowledge.
NOT_TERMS = frozenset(
    "德国 法国 日本 美国 英国 韩国 意大利 俄罗斯 欧洲 欧美 东南亚 中东 非洲 "
    "天津 重庆 西安 苏州 长沙 郑州 合肥 济南 青岛 大连 沈阳 厦门 福州 佛山 东莞 珠海 宁波 "
    "无锡 昆明 南昌 贵阳 南宁 海口 石家庄 太原 哈尔滨 长春 兰州 失业保险 工伤保险 生育保险 "
    "养老保险 医疗保险 商业意外险 "
    "计算机 自动化 通信 电子 数学 物理 机械 网络 软件 硬件 产品 项目 工具 技术 语言 平台 系统 "
    "软件工程 信息 电气 化学 生物 材料 金融 本科 大专 硕士 博士 一种 多种 其他 相关 方法 流程 "
    "框架 环境 上海 北京 广州 深圳 杭州 成都 武汉 南京 性格 态度 积极 乐观 诚实 守信 踏实 稳重 "
    "正直 外向 开朗 热情 大方 作品 简历 前端 后端 移动端 服务端 客户端 上级 下级 客户 用户 公司 "
    "部门 同事 供应商 学生 家长 老师 医生 患者 国内外 行业 市场 业务 需求 问题 任务 目标 结果 "
    "数据 文档 资料 文件 标准 规范 制度 政策".split()
)
