"""Words by which what stands in forms is read: those that every library's forms are read with, and those that a
catalogue adds to them."""

from msgspec import Struct

from guanbiao.text.labels import fold, plain
from guanbiao.text.phrases import words_of

SIGNATURES = (
    "单位负责人",
    "部门负责人",
    "科室负责人",
    "统计负责人",
    "制表负责人",
    "分管领导",
    "主管领导",
    "负责人",
    "填表人",
    "填报人",
    "制表人",
    "经办人",
    "审核人",
    "复核人",
    "联系人",
    "联系电话",
    "填报日期",
    "填表日期",
    "制表日期",
    "日期",
)
SIGNED = ("制表", "填表", "填报", "审核", "复核", "校对", "经办")  # signatures, before a colon
HEADS = ("部门负责人", "制表负责人")
TOTALS = (
    *("合计", "总计", "累计", "共计", "总数", "全年合计", "全年总计", "年度合计", "本年合计", "本年度合计", "本年累计"),
    *("全年累计", "全馆合计", "全馆总计", "本馆合计", "总合计", "合计数", "总计数", "累计数", "年计", "total", "∑"),
    *("1-12月累计", "1-12月合计", "1—12月累计", "1—12月合计", "1~12月累计", "1~12月合计"),
)
NUMBERINGS = ("栏次", "栏号", "栏目号", "列号", "列次")
SET_ASIDE = (
    *("示例", "样表", "样例", "范例", "模板", "空白", "空表", "草稿", "副本", "作废"),
    *("备份", "修改前", "旧表", "旧版"),
)
NONES = (
    *("零", "×", "✕", "✗", "x", "闭馆", "闭馆中", "休馆", "停馆", "未开馆", "未开放", "停止开放", "暂停开放", "n/a"),
    *("疫情闭馆", "因疫情闭馆", "疫情期间闭馆", "未开展", "不适用"),
)

# Stand in an entry of a list for what the one above it says.
DITTOS = frozenset(("同上", "同 上", "〃", "″", "〞", "”", '"', "''", "′′", "同前", "（同上）", "(同上)"))
OF_MONTH = ("小计", "合计", "共计", "总计", "计")  # may stand behind the name of a month; 1月累计 is from January on
OF_ROWS = (
    "以[下上]|[上下][述列面]|[为的均：:()（）]|转载|如下|其中"  # in a text that says something of the rows around it
)
OF_WHICH = "其中"  # begins a row that is a part of one above
OF_PAGES = ("页", "承前", "过次")  # one of these stands in every label that PAGE_SUM knows
_SUM, _WHICH = "(?:合计|小计|累计|总计|共计|计)", "(?:本|每|上|前|次|下|各|第?[0-9一二三四五六七八九十]+)"
_CARRIED = f"(?:接|转|续|承|过|结转|移|见)(?:上|下|前|次|后|本)?(?:一)?页(?:{_SUM}|数|余额)?"
PAGE_SUM = (  # a row that adds up a page, or carries a sum from page to page: 本页合计, 承前页, 过次页
    rf"^\(?(?:{_WHICH}?页{_SUM}数?|{_SUM}\({_WHICH}页\)|{_CARRIED}|承前|过次|{_SUM}(?:转下页|过次页))\)?(?:[:：\d].*)?$"
)
_SPAN = "年|年度|季|季度|月|月份|周|日|天|场|期|次|人|馆|班|工作日|开放日"
_PAST = "(?:(?:上|去|前|往)(?:一)?(?:年度?|期|月|季度?)|同期|(?:19|20)[0-9]{2}年(?:度)?)"
_GROWTH = "(?:同比|环比|增长|增加|增减|减少|下降|上升|升降|变化|增降|增幅|降幅|±|差)"
_RATE = "(?:率|额|量|值|数|幅度|百分比|百分点|比例|情况|变动|±)?"
_COUNTED = "(?:值|数|[人册件]次|人数|次数|[访借流][问阅通](?:量|次数|人次)|数量)?"
STATISTIC = (  # a row that says something of others and is no data: 月平均, 同比增长率, 去年同期, 占比, 完成率, 排名
    rf"^(?:(?:(?:全|每|各|按|本)?(?:{_SPAN})?|历年|近?[二两三四五]年)(?:平均|均值)(?:每)?(?:{_SPAN})?{_COUNTED}"
    rf"|(?:{_SPAN})均{_COUNTED}"
    rf"|(?:与|同|比|较|和|对比)?{_PAST}{{1,2}}(?:全年|同月|实际|完成|累计|合计|总计)?(?:数据?|值)?(?:相比|对比|比较|比)?(?:的)?"
    rf"{_GROWTH}?{_RATE}"
    rf"|(?:与|同|比|较|和){_PAST}.{{0,4}}{_GROWTH}{_RATE}|(?:本[年月期])?比{_PAST}{_GROWTH}?{_RATE}"
    rf"|(?:合计|总计|累计)?{_GROWTH}{{1,2}}{_RATE}{_PAST}?"
    r"|(?:合计|总计|累计)?(?:所)?占(?:比|总数|总量|全年|全部|合计)?(?:的)?(?:比例|比重|百分比|百分率)?|比例|比重|百分比|构成比"
    r"|(?:月)?最[大小高低多少](?:值|数|月份?|日)?|极差|中位数|众数|标准差|方差|差[额异值]|排名|排序|名次|位次"
    r"|(?:本年|全年|年度)?(?:计划|目标|任务|指标)(?:数|值|量)?|(?:计划|目标|任务)?完成(?:率|比例|进度|百分比|计划|目标|任务)"
    r"|核对|校验|验算|检查)$"
)
REMARKS = frozenset(("备注", "附注", "注", "说明"))  # labels of rows of words; with figures behind them they are told
UNITS_OF_ENTRIES = frozenset(("场", "期", "次", "个", "项", "条", "件", "篇", "种", "节", "班", "台", "届"))

# Labels that say the same: where one of a group is not there, another may stand for it.
ALIASES = (
    ("人次", "人数", "参加人次", "参加人数", "参与人次", "参与人数", "到场人次", "到场人数"),
    ("册次", "册数", "借阅册次", "借阅册数", "流通册次"),
    ("时间", "日期", "活动时间", "举办时间", "举办日期", "活动日期"),
    ("活动内容", "内容", "活动名称", "名称", "活动主题", "主题", "题目", "讲座题目"),
    ("地点", "活动地点", "举办地点", "地址", "场所", "活动场所", "场地"),
    (
        "主办单位",
        "主办单位(部门)",
        "主办部门",
        "举办单位",
        "承办单位",
        "主办",
        "主办方",
        "举办方",
        "承办方",
        "承办部门",
    ),
    ("备注", "说明", "附注"),
    ("序号", "编号", "No.", "No", "序", "顺序号", "项次"),
    ("部(室)", "部室", "部门", "科室"),
    ("主讲人", "主讲", "讲师", "授课人", "授课教师"),
    ("学习内容", "培训内容", "授课内容"),
    ("培训对象", "对象", "参加对象", "学习对象"),
    ("负责人", "责任人"),
    ("联系电话", "电话", "联系方式"),
    ("作者", "论文作者", "著者", "作者姓名"),
    ("题名", "论文题名", "论文题目", "论文名称", "篇名"),
    ("刊物名称", "期刊名称", "发表刊物", "刊名"),
    ("发表时间", "发表日期", "刊发时间"),
    ("媒体名称", "报刊名称", "媒体"),
    ("网站名称", "网站", "网站名"),
    ("数据库名称", "数据库"),
    ("项目名称", "课题名称"),
    ("项目负责人", "课题负责人"),
    ("场次", "期数", "场数", "期", "场", "次数"),
)
# What columns are called that hold the parts of one date, from left to right, and what stands behind each part.
_BEGUN = ("起", "自", "始", "开始", "起始", "开始时间", "起始时间", "开始日期", "起始日期", "开始月日")
_ENDED = (
    "止",
    "至",
    "终",
    "结束",
    "截止",
    "终止",
    "结束时间",
    "截止时间",
    "终止时间",
    "结束日期",
    "截止日期",
    "终止日期",
)
_YEAR, _MONTH, _DAY = ("年", "年份", "年度"), ("月", "月份"), ("日", "日期", "号", "几日")
DATES_APART = (
    (((*_YEAR,), "年"), ((*_MONTH,), "月"), ((*_DAY,), "日")),
    (((*_MONTH,), "月"), ((*_DAY,), "日")),
    (((*_BEGUN,), "至"), ((*_ENDED,), "")),
    ((("日期", "月日", "年月日"), " "), (("时刻", "钟点", "具体时间", "时间", "时点"), "")),
)
# What may stand for one part of a date, or for several.
DATE_PART = r"\d{1,4}(?:[-—–~～至到、,，]\d{1,2})*(?:[年日号]|月份?)?"
# Units of what is counted one by one, so that no figure in them has a fraction.
COUNTED = (
    *(
        "人次",
        "人",
        "名",
        "位",
        "户",
        "家",
        "册次",
        "册",
        "册(件)",
        "册、件",
        "册件",
        "件",
        "本",
        "卷",
        "种",
        "部",
        "套",
        "条次",
        "条",
    ),
    *("份", "篇", "张", "盘", "期", "场", "次", "场次", "个", "项", "台", "座", "架", "辆", "批次"),
)

# Phrases that give no reason: they assure, agree, point elsewhere, put off, or say that something was done. In any
# order and number, with what holds them together (text/phrases.py), they explain nothing.
_NOT = words_of("不 不用 不必 不需 不需要 不予 不做 不作 不再 未 没 没有 无 无需 无须 未作")
_CHANGED = words_of("改 改动 修改 更改 更正 变动 变化 变更 调整 改变")
_FOUND = (
    ("未", "没", "没有", "并未", "未曾"),
    ("发现", "见", "查出", "看出", "看到"),
    ("问题", "错误", "异常", "差错", "不符"),
)
_DOUBTS = words_of("""
    疑问 异议 意见 问题 出入 差错 错误 异常 偏差 疑义 虚假 不妥 不实 毛病 原因 特殊原因 特殊情况 特殊说明 备注 其他情况
    他 其他 其它 变
""")
EMPTY = (
    *words_of("""
    核实 核对 核查 核验 核过 核准 已核 对过 审核 审查 审阅 复核 复查 检查 查实 查证 查看 查过 看过 算过 核算 验算
    计算无误 校对 比对 自查 抽查 清查 落实 确认 证实 无误 没误 无差错 无错 无错误 没错 有误 没有错 没有错误 没填错
    没有填错 没报错 不错 没问题 没有问题 无问题 无异常 没有异常 未发现问题 未发现异常 未见异常 不存在问题 没毛病
    属实 确实 如实 据实 真实 真实有效 真实可靠 有效 可靠 可信 事实 为真 实事求是 正确 准确 精确 准确无误 真实准确
    对的 没啥问题 正常 正常现象 正常情况 正常波动 合理 合规 合格 符合实际 符合事实 符合要求 符合规定 符合 相符 一致
    吻合 相等 不符 不一致 不相符 不相等 不等 不等于 等于 有差异 差异 有出入 出入 偏差 同意 批准 审批 审批通过 许可
    认可 赞成 支持 签字 签名 盖章 知悉 知晓 知道 收到 明白 清楚 了解 好的 可以 谢谢 感谢 辛苦 麻烦 遵照执行 照办
    注明 特此说明 特此证明 证明 情况说明 作出说明 补充说明 无说明 没有说明 无需说明 无补充 同上 同前 同上条
    同上一条 同下 如前 如前所述 如上所述 同样 相同 一样 同理 见附件 详见 见附表 附后 另附 见备注 见说明 见报表
    见原表 见台账 参见 佐证 所附 参照 参考 查阅 见表 见上 见下 见后 附上 无意见 没有意见 没意见 无异议 没有异议
    已改 改过 改好 改完 改正 修改 更改 更正 纠正 订正 修正 调整完毕 更新完毕 已报 报过 重报 补报 已填 填好 补填
    提交 反馈 回复 答复 处理 办理 办结 完成 完毕 解决 整改 整改到位 到位 处理完毕 已办 汇报 通知 联系 沟通 不变
    不动 不需要 不需 不用 不必 无需 无须 没必要 保持 维持 保留 坚持 照旧 为准 以此为准 以报表为准 以实际为准 照实
    按实 实数 就这样 就这些 就是这样 如此 这样 那样 没什么 没啥 不清楚 不知道 不了解 不明 不详 不清 原因不明
    不便说明 待查 待核 待定 待补 待核实 待确认 再查 再核 稍后 以后 尽快 马上 近期 后续 特殊情况 特殊原因 特殊
    客观原因 主观原因 客观 历史原因 工作原因 工作需要 各种原因 种种原因 其他原因 其它原因 某些原因 多种原因
    一定原因 无原因 无特殊原因 没有原因 略 是的 对对 嗯 行 可 阅 已阅 悉 妥 通过 过 负责 保证 承诺 放心 肯定 查验
    查对 排查 梳理 清点 过目 把关 审定 审签 会签 签批 签发 签过 签章 备案 存档 归档 校验 检验 验证 测算 完整 准确性
    真实性 完整性 一致性 合法 规范 妥当 批示 准许 允许 准予 授权 默认 知情 获悉 知 定了 定下 不假 无虚假 无虚报
    无瞒报 无遗漏 无漏报 无错漏 无重复 无出入 没有出入 无偏差 无疑 无疑问 无疑义 毫无 绝对 百分之百 千真万确 确凿
    靠谱 没得说 有据可查 有据 可查 有案可查 有根据 正常范围 合理范围 波动正常 正常增减 正常增长 正常变化 正常变动
    客观存在 事出有因 众所周知 如题 自然 难免 在所难免 上传 补交 上交 交过 新表 重做 重填 更新 转告 告知 请示 商量
    协商 对接 联络 稍等 随后 容后 抓紧 争取 研究 再说 再议 另行 另说 不懂 看不懂 不会 不理解 不太清楚 不记得 记不清
    忘 忘记 想不起 无话可说 不好说 说不清 无可奉告 差不多 应该 可能 大概 好像 左右 谅解 见谅 抱歉 对不起 不好意思
    此致 敬礼 查收 指示 注意 重视 加强 改进 引以为戒 下不为例 责成 督促 安排 布置 部署 关注 留意 指正 没事 无碍
    没关系 无妨 不要紧 不影响 小事 分毫不差 没差错 没有差错 没差 不会错 错不了 假不了 准没错 有把握 讨论 决定 商定
    完善 已发 参上 同左 同右 没有要说明的 不解释 不用解释 无需解释 不需要说明 不便解释 未知 查明 查清 调查 待查明
    进一步 再报 跟进 请稍候 复杂 多种 各种 诸多 多方面 影响 受影响 如有不实 不实 虚假 承担 自负 愿意 充分 齐全 明确
    清晰 惯例 常规 老规矩 晓得 懂了 不存在 锁定 定稿 忽略 跳过 测试 当否 妥否 结束 终了 送审 报批 呈报 呈送 转交
    移交 合情合理 合乎 切合 实情 反映 补充 补上 已补 搞定 弄好 查找 提醒 指教 供参考 仅供参考 以资证明 保准
    一点不差 按部就班 没的说 没话说 不多说 不赘述 尽力 努力 ok okay yes y no n na nil null none right correct true
    checked check done good fine confirm confirmed sure agree agreed pass same ditto v x
    """),
    *(no + changed for no in _NOT for changed in _CHANGED),
    *(
        no + said
        for no in (*_NOT, "免予", "不便", "无法", "没必要")
        for said in ("说明", "解释", "赘述", "补充", "回复", "答复")
    ),
    *(
        no + doubt
        for no in ("无", "没", "没有", "毫无", "无任何", "没有任何", "并无", "没啥", "没什么")
        for doubt in _DOUBTS
    ),
    *(no + found + wrong for no in _FOUND[0] for found in _FOUND[1] for wrong in _FOUND[2]),
    *(no + done + "错" for no in ("没", "没有", "不会", "未") for done in "填算数写报搞弄看抄记"),
)

IN_ALL = "共"  # a total where figures stand behind it: 共41场
SUBTOTAL = "小计"  # a row whose label ends with this or with a word for a total adds up a part of a list


class Vocabulary(Struct, frozen=True):
    """What a library's forms say in words of their own, besides the usual ones. `units`: units that stand behind
    figures (`册`); `signatures`: labels of signatures below a table (`填表人`); `heads`: those of them behind which the
    head of a department signs, the first one that is filled in goes before all usual ones; `totals`: words for a total
    (`合计`); `numberings`: headings of a row of column numbers (`栏次`); `set_aside`: words in the name of a sheet or a
    file that is not to count where there is another (`草稿`); `nones`: what says in the place of a figure that there
    was none, where a blank would (`闭馆`); `aliases`: groups of labels that say the same (`("人次", "人数")`);
    `counted`: units of what is counted one by one (`册`); `empty`: phrases that explain nothing (`核实无误`)."""

    units: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    numberings: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
    nones: tuple[str, ...] = ()
    aliases: tuple[tuple[str, ...], ...] = ()
    counted: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()

    @property
    def all_signatures(self) -> tuple[str, ...]:
        """Every label of a signature."""
        return tuple(dict.fromkeys((*SIGNATURES, *SIGNED, *self.signatures, *self.heads)))

    @property
    def all_heads(self) -> tuple[str, ...]:
        """The labels of signatures that a head signs behind, as they are compared, the library's own first."""
        return tuple(dict.fromkeys(plain(label) for label in (*self.heads, *HEADS)))

    @property
    def all_totals(self) -> tuple[str, ...]:
        """Every word for a total, as labels are compared."""
        return tuple(dict.fromkeys((*TOTALS, *map(fold, self.totals))))

    @property
    def all_numberings(self) -> tuple[str, ...]:
        """Every heading of a row of column numbers, as labels are compared."""
        return tuple(dict.fromkeys((*NUMBERINGS, *map(fold, self.numberings))))

    @property
    def all_set_aside(self) -> tuple[str, ...]:
        """Every word in the name of what is not to count where there is another."""
        return (*SET_ASIDE, *self.set_aside)

    @property
    def all_nones(self) -> tuple[str, ...]:
        """Every word for nothing in the place of a figure, as labels are compared."""
        return (*NONES, *map(fold, self.nones))

    @property
    def all_aliases(self) -> tuple[tuple[str, ...], ...]:
        """Every group of labels that say the same, as labels are compared, the library's own first."""
        return tuple(tuple(map(fold, words)) for words in (*self.aliases, *ALIASES, self.all_totals))

    @property
    def all_counted(self) -> frozenset[str]:
        """Every unit of what is counted one by one, as labels are compared."""
        return frozenset((*map(fold, COUNTED), *map(fold, self.counted)))

    @property
    def all_empty(self) -> tuple[str, ...]:
        """Every phrase that explains nothing."""
        return (*EMPTY, *self.empty)
