"""Everyday words that keep a short name from being found across the border of two words.

体测 stands in 整体测试 and 助产 in 辅助产品, but nobody reads them there. The finder takes the
longest surface at the first place where one begins, so an everyday word before the short name
(整体, 辅助), added as a surface that means nothing, takes its characters, and what follows (测试)
is found as itself. Where no word can stand before, the longer string is listed (可灵活).
"""

from __future__ import annotations

from collections.abc import Collection

from talentcast.matching import skill_words as words

#: A name up to this long can lie across a border and still look whole.
_SHORT = 3

#: Characters of the words of `skill_words` that are taken.
_PAIR = 2

#: Words of ads of all trades that mean nothing here, beside those that `skill_words` lists.
_COMMON = (
    "不同 相同 雷同 认同 简单 整体 完整 辅助 协助 帮助 自助 社会 各地 本地 当地 外地 落地 实地 "
    "场地 产地 无法 方法 语法 执法 合法 司法 国家 专家 厂家 商家 卖家 买家 大家 独家 居家 市场 "
    "现场 立场 商场 机场 卖场 农场 职场 完全 健全 齐全 提交 递交 成交 社交 公交 外出 突出 杰出 "
    "输出 推出 给出 列出 指出 产出 支出 付出 演出 进出 导出 体验 经验 代理 经理 助理 公开 离开 "
    "打开 分开 召开 直接 间接 承接 衔接 连接 链接 迎接 接收 回收 吸收 营收 税收 征收 运算 强调 "
    "单调 语调 色调 空调 循环 外环 闭环 微信 通信 短信 诚信 相信 自信 封装 服装 西装 主管 尽管 "
    "不管 进行 银行 发行 运行 实行 流行 飞行 旅行 推行 施行 举行 自行 复制 定制 限制 体制 机制 "
    "分配 匹配 搭配 支配 重点 特点 优点 网点 站点 地点 热点 难点 要点 观点 亮点 节点 卖点 痛点 "
    "试点 景点 整点 形成 组成 生成 构成 达成 促成 养成 现成 参加 增加 添加 更加 附加 人员 会员 "
    "成员 学员 店员 员工 职员 全面 方面 页面 界面 桌面 表面 地面 书面 当面 负面 正面 覆盖面 图片 "
    "照片 名片 影片 原料 材料 资料 物料 饮料 地图 意图 截图 视图 水平 公平 平台 平时 后台 前台 "
    "舞台 柜台 电台 登台 标记 笔记 日记 书记 文件 条件 邮件 零件 部件 附件 事件 稿件 客户 用户 "
    "账户 商户 门户 散户 农户 数据 依据 根据 单据 票据 证据 作品 商品 用品 物品 礼品 单品 成品 "
    "过程 日程 进程 远程 全程 章程 当天 每天 白天 聊天 时间 期间 中间 空间 车间 房间 民间 上级 "
    "下级 高级 中级 初级 等级 星级 年级 班级 分级 公司 上司 我司 司机 机会 协会 商会 年会 学会 "
    "工会 股东会 董事会 委员会 培训会 发布会 国内 国外 海外 户外 内外 对外 此外 另外 意外 学校 "
    "高校 院校 本校 学生 医生 先生 实习生 毕业生 卫生 发生 产生 民生 一般 全部 内部 外部 总部 "
    "门部 干部 局部 顶部 底部 上部 下部 中部 东部 西部 北部 南部 俱乐部 工作 合作 协作 操作 制作 "
    "写作 运作 著作 劳作 作业 营业 行业 企业 就业 从业 毕业 商业 工业 农业 产业 事业 专业 物业 "
    "副业 创业 职业 作用 使用 应用 利用 采用 适用 通用 专用 引用 录用 费用 实用 信用 占用 调用 "
    "启用 常用 日用 家用 民用 军用 商用 移动 主动 活动 推动 启动 驱动 互动 联动 带动 变动 流动 "
    "滚动 运动 劳动 行动 手动 电动 震动 被动 机动 变化 文化 优化 转化 深化 强化 消化 标准化 "
    "信息化 自动化 数字化 网络化 产业化 一体化 规范化 国际化 可视化 本地化 市场化 智能化 高中 "
    "其中 集中 空中 途中 当中 家中 手中 心中 项目组 小组 班组 重组 群组 课题组 工作组 以上 以下 "
    "线上 线下 网上 晚上 早上 路上 身上 之上 地下 旗下 手下 名下 属下 乡下 部下 分部 公分 部分 "
    "充分 积分 评分 十分 区分 百分 满分 水分 学分 划分 瓜分 系统 传统 统一 唯一 之一 第一 专一 "
    "同一 单一 不一 周一 业务 服务 任务 财务 商务 事务 公务 义务 职务 家务 债务 劳务 税务 政务 "
    "法务 医务 总务 单位 岗位 职位 地位 到位 定位 学位 部位 车位 床位 品位 全方位 单元 多元 美元 "
    "日元 公元 元素 因素 要素 语言 发言 留言 方言 建议 会议 协议 商议 决议 争议 审议 异议 能力 "
    "实力 压力 动力 努力 潜力 活力 人力 财力 魅力 权力 效力 体力 智力 魄力 毅力 精力 暴力 电力 "
    "生产力 竞争力 影响力 执行力 女性 男性 个性 理性 感性 弹性 惯性 慢性 急性 特性 属性 共性 "
    "可行性 可用性 重要性 安全性 稳定性 积极性 主动性 针对性 专业性 技术性 系统性 有效性 真实性 "
    "准确性 及时性 完整性 一致性 可靠性 合理性 自己 知己 各自 独自 亲自 来自 教师 老师 律师 厨师 "
    "技师 设计师 工程师 会计师 分析师 药师 护师 讲师 牧师 摄影师 造型师 面试 笔试 考试 复试 口试 "
    "应试 尝试 家庭 法庭 大型 小型 中型 模型 类型 新型 户型 车型 机型 造型 典型 转型 生活 灵活 "
    "激活 干活 快捷 便捷 敏捷 新闻 要闻 见闻 科学 大学 中学 小学 同学 教学 文学 数学 留学 入学 "
    "求学 放学 医学 化学 上学 自学 好学 升学 学术 手术 技术 艺术 美术 武术 战术 算术 话术 电商 "
    "供应商 经销商 运营商 服务商 制造商 代理商 承包商 开发商 厂商 招商 外商 客商 渠道商 分包商 "
    "集成商 品牌商 智商 情商 标准 水准 精准 批准 基准 对准 瞄准 准时 同时 按时 实时 即时 小时 "
    "定时 工时 学时 课时 此时 当时 长时 时期 长期 短期 前期 后期 中期 定期 周期 日期 近期 早期 "
    "初期 晚期 学期 假期 工期 交期 保质期 有效期 旺季 四季 季度 年度 月度 进度 速度 程度 温度 "
    "湿度 高度 深度 广度 角度 难度 力度 态度 制度 满意度 知名度 准确度 精度 密度 强度 厚度 长度 "
    "宽度 额度 过度 适度 调度 印度 表现 实现 发现 体现 出现 呈现 再现 重现 变现 兑现 涌现 现有 "
    "具有 拥有 所有 没有 持有 共有 富有 享有 含有 原有 占有 私有 国有 私营 民营 国营 自营 经营 "
    "运营 直营 露营 军营 阵营 营地 男女 子女 妇女 美女 儿女 少女 优先 领先 首先 事先 预先 率先 "
    "原先 先后 售后 然后 最后 以后 今后 背后 落后 课后 术后 产后 会后 饭后 对象 现象 形象 印象 "
    "抽象 气象 景象 想象 迹象 大象 中国 全国 外国 德国 法国 美国 英国 韩国 泰国 俄国 各国 回国 "
    "出国 本国 跨国 多国 帝国 王国 优质 素质 品质 气质 性质 物质 介质 材质 地质 水质 体质 资质 "
    "变质 杂质 本质 实质 保质 高效 有效 绩效 成效 时效 实效 疗效 功效 失效 无效 特效 生效 药效 "
    "能效 社区 地区 园区 校区 小区 城区 郊区 景区 战区 片区 区域 库区 厂区 病区 矿区 灾区 山区 "
    "农村 乡村 新村 街道 渠道 管道 轨道 通道 频道 报道 知道 人道 厚道 味道 认真 天真 仿真 逼真 "
    "传真 真实 真诚 写真 公众 观众 听众 大众 群众 受众 民众 读者 学者 或者 患者 作者 记者 消费者 "
    "爱好者 志愿者 经营者 管理者 决策者 从业者 使用者 创业者 劳动者 投资者 开发者 参与者 更好 "
    "良好 爱好 最好 友好 美好 较好 做好 搞好 偏好 喜好 健康 小康 安康 喜欢 欢迎 快乐 音乐 娱乐 "
    "一定 稳定 固定 规定 确定 指定 制定 鉴定 认定 评定 约定 限定 坚定 决定 选定 签定 拟定 判定 "
    "核定 设定 界定 必备 设备 装备 准备 具备 储备 配备 完备 齐备 戒备 筹备 核心 中心 用心 细心 "
    "耐心 责任心 爱心 信心 热心 安心 关心 决心 诚心 衷心 内心 心理 汉语 英语 日语 韩语 法语 德语 "
    "口语 外语 母语 双语 术语 成语 评语 语音 上班 下班 加班 值班 夜班 白班 早班 晚班 中班 轮班 "
    "倒班 翻班 大班 小班 培训班 毕业班 包装 箱包 钱包 面包 打包 外包 分包 总包 承包 红包 书包 "
    "软包 医院 法院 学院 病院 剧院 影院 住院 出院 入院 检察院 设计院 研究院 福利院 敬老院 门店 "
    "店面 酒店 饭店 书店 药店 商店 网店 开店 到店 旗舰店 专卖店 连锁店 直营店 便利店 广告 报告 "
    "公告 警告 通告 转告 原告 被告 告知"
).split()

#: Words of `skill_words` that other words begin or end in as well (一个人工, 前后端).
_UNCLEAR = frozenset("个人 自动 及时 前后 随时".split())

#: Short names that begin in a word of one character: the string in which they are none.
_LONGER = "可灵活 可灵敏 可灵巧 能力学习 时全面 地推动 地推进 地推广 法考虑 法考核 会计划".split()


def border_words(surfaces: Collection[str]) -> list[str]:
    """Return the everyday words across whose end a short surface could be found.

    Parameters
    ----------
    surfaces : collection of str
        All surfaces that mean something.

    Returns
    -------
    list of str
        Words that are none of them.

    Examples
    --------
    >>> border_words({"体测", "测试"})[:4]
    ['整体', '总体', '具体', '主体']
    """
    first = {surface[0] for surface in surfaces if len(surface) <= _SHORT}
    listed = (*words.STOP_WORDS, *words.EMPTY_OBJECTS, *words.NO_DUTY_OBJECTS)
    pairs = [*_COMMON, *(word for word in listed if len(word) == _PAIR and word not in _UNCLEAR)]
    found = [word for word in dict.fromkeys(pairs) if word[-1] in first]
    longer = [string for string in _LONGER if string not in surfaces]
    return [word for word in found if not _holds_any(word, surfaces)] + longer


def _holds_any(word: str, surfaces: Collection[str]) -> bool:
    """Say whether a surface stands in a word: it would be lost."""
    ends = range(1, len(word) + 1)
    return any(word[first:last] in surfaces for last in ends for first in range(last))
