"""Whether an explanation says something: phrases that assure, repeat or point elsewhere give no reason, however they
are joined, spelt and spaced.

A text is cut into clauses, and each clause into known pieces. It says nothing where every clause can be cut wholly into
phrases that say nothing, words that hold sentences together, figures, dates, names, and what the finding says itself.
One piece that is none of these ("含少儿馆") and it says something: what people may mean is not to be listed, what
means nothing is."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from guanbiao.text.cells import NEVER_CALCULATED
from guanbiao.text.labels import fold
from guanbiao.text.tokens import UNITS


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text that lists them between white space, each once."""
    return tuple(dict.fromkeys(text.split()))


# Hold sentences together, or name the very figures and papers that every finding is about.
_PARTICLES = (
    "已经均都了的地得请本我们您你他她它为是有也就此其该各每全所以按照依据与和及跟或同对由在于这那又还很再真确实将把被"
    "给让做作过着吧啊呢呀哦噢嗯嘛哈并而且则即便系属中内好行上下去来能可会应需要说完后前先等之皆俱因特兹数表报填查"
    "改如见么个些几次遍发附根曾待签科加仍成正原望予自从向至核看算验审问写但故尚共位贵呈批办妥馆交太暂敬烦劳才刚早晚既"
    "倒挺毫绝丝凡使用受随当谁何怎啥吗呗咯喽题里回准"
)
_FILLERS = frozenset(_PARTICLES) | frozenset(
    words_of("""
    数据 数字 数值 数目 数额 数量 统计 统计数 统计数据 报表 表格 表中 表内 报送 填报 填写 填列 填表 上报 报数 原表 原数
    原始 实际 实际数 真实数 情况 实际情况 具体 内容 指标 问题 原因 结果 本表 此表 该表 各表 本条 此条 该条 各条 逐条
    逐项 本项 此项 该项 各项 以上 上述 如上 如下 全部 所有 一切 部分 有关 相关 关于 由于 因为 因此 所以 经过 进行 如前
    本馆 我馆 本部 本部门 我部 我部门 部门 科室 本科室 我科 单位 本单位 我单位 领导 馆长 副馆长 主任 副主任 部长 副部长
    科长 副科长 组长 馆员 老师 同志 负责人 填表人 经办人 核实人 审核人 制表人 统计员 工作人员 人员 本人 双方 大家 重新
    再次 多次 反复 认真 仔细 逐一 严格 完全 基本 目前 现在 十分 非常 口头 书面 电话 当面 今天 昨天 今日 昨日 两遍 刚刚
    刚才 早已 统一 共同 理由 上面 前面 下面 前述 记录 原始记录 范围 发生 因素 条件 性质 过程 方面 综合 种种 一些 某些
    某种 特定 这些 那些 什么 怎么 为什么 意思 暂时 上级 专人 专门 及时 已经 之后 回头 改天 明天 下次 下周 今后 彻底
    根据 双人 两人 多人 集体 班子 党组 会议 例会 办公会 邮件 微信 群里 传真 钉钉 上周 本周 前几天 前天 上午 下午 近日
    日前 月底前 开会 馆务会 上会 会商 碰头 流程 提示 预警 题目 本题 此题 该题 上题 上一题 上一行 所述 填法 报法
    问题不大 忽略不计 纸质版 已交 已送 已寄 已换 不处理 复算 所致 引起 为证 为凭 备查 留存 欢迎 提供 来源 来源于 随时
    一贯 一向 多年
    多年来 从来 每次 前任 新来 经得起 定的 馆里 章程 照章 只有 仅有 只是 仅此 只能 翻了 三方 会同 不会错 有出处 可考
    在案 实报 实销 不填 同去年 同上年 同往年 逐格 逐表 逐页 逐行 逐栏 逐字 格式 新表 旧表 后附 附页 资料 手续 程序 渠道
    证据 账实 账表 表实 责任 后果 一定 前后 上下 一直 向来 历来 历年 年年 每年 这么多 那么多 过几天 等等 之前 此前 上条
    下条 上一条 下一条 上一项 上项 前项 前条 详情 新数据 新数 原件 元月 正月 任何 条目 事项 材料清单 逐笔 部室 各部室
    起来 计算器 excel wps 相比 相较 对比 单元格 横向 纵向 计算机 经手人 审批人 签字人 联系人 联系电话 手机 日期 姓名
    职务 班子成员 成员 有关部门 工作 关系 表间 两表 各方 要求 规定 造成 导致 源自 来自 正在 总共 一共 共计 合计 总计
    累计 小计 分项 明细 层层 逐级 当时 当前 最终 最后 有关人员 相关人员 责任人 分管 主管 主要 本次 此次 这次 时间
    工作日 尽量 附件 附表 材料 文件 凭证 截图 备注 台账 说明 解释 报告 意见 其他 其它 网盘 云盘 群文件 链接 下方 上方
    下边 上边 左边 右边 旁边 后边 反面 背面 报备 备案 归档 服从 安排 尊重 理解 记下
    这两天 照抄 原样 遵照 执行 懂得 账面
    账面数 待议 你懂的 拥护 历史 历史遗留 no problem 底册 底账 底稿 申请 为盼 依规 稿
    """)
)
# Negate what stands behind them ("无此业务", "没有分馆"), so they say nothing only where they are all that is said.
_ALONE = ("无", "没", "没有", "暂无", "未知", "否", "不", "不是")
# What figures are of: of such things an assurance is as empty ("馆藏无误"), while without one they may be the reason.
_TOPICS = frozenset(
    words_of("""
    馆藏 外借 流通 借阅 阅览 文献 图书 期刊 报纸 读者 到馆 活动 讲座 展览 培训 经费 购置 职工 论文 课题 媒体 网站 分馆
    总馆 少儿 少儿馆 成人 业务 总数 总量 册次 人次 场次 册数 人数 全年 本年 当年 来源 业务中心 办公室 今年 金额 余额
    总额 种数 件数 点击量 访问量 浏览量 下载量 借阅量 流通量 面积 变化 增减 浮动 波动 增长 下降 上升 减少 增加 幅度
    趋势 账目 项目 收入 支出 藏量 期数 篇数 项数 学时 奖项 荣誉 本月 当月 各月 每月 月份 年度 季度 总 误差 差异 偏差
    方法 统计方法 算法 勾稽 勾稽关系 档案
    波幅 比例 占比 百分比 差额 清单 名单 总表 分表 年报 月报 计算 加总 求和 汇总 纸质 电子 财务 文章 资源 服务
    """)
)
# Where something can have happened to them, only to vouch for them is empty: "口径无误", but not "口径调整".
_CAUSES = frozenset(
    ("口径", "系统", "新增", "公式", "窗口", "网络", "录入", "登记", "导出", "去年", "上年", "往年", "人工")
)
# What is said of them: that they are right; or what was done with them, or that they are as they should be.
_VOUCHES = re.compile("(?<!有)误|[错确准真核靠信疑]|属实|问题|异常")
# Kinds of saying nothing in any words. That nothing is wrong, or nothing changed; that all is as it is, was, or has to
# be; that nobody knows; that it may please be accepted: these vouch. What was handed on to whom, what is to count,
# and what excuses who answers: these do not even that.
_DENIES = re.compile(
    "(?:估计|应该|应当|大概|可能|想必|基本上?|也|都|均|并|经核|经查)?"
    "(?:不存在|没有?|无|从?未|并非|不是|不算|毫无|查无|不会|不可能|从没有?)(?:发现|见|看出|查出|[有出]过?)?"
    "(?:任何|什么|啥|明显|重大|大的?|其[他它]|[此该这]|以上|上述)?(?:口径|范围)?"
    "(?:问题|错误|差错|差异|异常|毛病|遗漏|出入|偏差|误差|差池|失误|纰漏|瑕疵|不[符妥对]|[漏错虚瞒误谎][报填]|[填写报算]错|错|变[化动更]?|改[变动]?|调整){1,3}"
    "(?:口径|范围)?(?:之处|的地方|情况|现象|存在)?|不变|(?:不[虚漏错重假偏瞒]){1,4}|[无没]有?[此该这](?:种|类|个)?(?:情况|现象)"
    "|不(?:适用|涉及|成立)|(?:系统|程序|软件|电脑|规则|提示)的?(?:判断|判定|提示|计算|识别|审核|校验)?"
    "(?:误判|误报|有误|错误|[不欠]准确?|不当|不对|[说讲判]得?的?对|搞错了?|弄错了?)"
)
_BY_RULE = "(?:按照?|根据|依据?|依照|遵照|符合)(?:统[一计]|规定|现行|国家|上级|领导|馆里|文件|以往|老)*的?"
_RULE = "(?:口径|标准|制度|章程|要求|规定|规范|意见|精神|指示|安排|惯例|办法|文件|馆情)"
_DONE_BY_RULE = "(?:填[报写列]?|统计|上报|报送?|执行|办理?|做)"
_STANDS = re.compile(
    "如此|[这那]样|这么|照旧|照常|老样子|一个样|一样|就是这[个些](?:数[字据值目]?)?|误报|提示(?:错误|有误)|一个[填报算]法"
    "|应[统报填]尽[统报填]|全面|完备|完整|齐全|合规|[按照](?:以前|过去|老|旧|原来?)的?(?:办法|做法|方法|填|报)|(?:老|旧)(?:办法|做法)|(?:先|就|暂)?放着|没(?:办法|辙)|维持现状|(?:不要|请?勿|免于?|无法|没法|不能|来不及)(?:改|修改|改动|调整|更正)"
    "|改不[了动]|(?:明年|下年|来年|以后|下次|今后)再?(?:说|改|议|调整|更正|补)|[无没]有?(?:什么|啥)?(?:可|需要?)?(?:补充|说明|解释)的?|(?:系统|程序|后台|软件|电脑)(?:里|中|上)?(?:自动)?(?:显示|汇总)|(?:人为|个人|主观)(?:的?原因|因素)?"
    "|同样[填报]|一致|相同|相符|吻合|平衡|[对合]得上|惯例做法"
    f"|{_BY_RULE}{_RULE}{_DONE_BY_RULE}?的?"
    "|[在属]?(?:允许|合理|正常|可控|可接受)的?(?:误差|范围|波动|区间|浮动)+[之以]?内?"
)
_UNKNOWN = re.compile(
    "(?:说|讲|记|查|弄|搞|找|看|想|解释|说明|解答)不[出清了到准得明起](?:楚|白|来)?了?(?:原因|来源|来历|出处)?"
    "|(?:无法|难以|不好|不便|无从|不能|没法)(?:核实|核对|确认|查证?起?|查找|解释|说明|得知|知晓|回忆|说清?)|不知情|不知道?"
)
_PLEASE = re.compile(
    "(?:建议|希望|请求?|敬请|恳请|望|盼|予以|请予|可以|能)+(?:通过|采纳|认可|接受|理解|谅解|忽略|批准|支持|审批|采信)(?:一下)?"
)
_HERE = re.compile("[此这该那本每各两双][处格边项条行列栏页表个次点份]?(?:数[字据值]?)?")
_COUNTS = re.compile(
    r"以(?:[我你贵本此]\w{0,3}|最[终后新]\w{0,3}|馆里|领导|业务中心|办公室"
    "|(?:纸质|书面|盖章|电子|上报|审定|核定|填报|报送|原|新|定|本|档案|存档|账面|账)(?:版|稿|件|数|表)?)(?:所[报填]|的)?为准"
)
_HANDED = re.compile(
    r"[已也都均]?(?:上?[交送发寄传转递报]|转交|提交|上报|发送|送交)(?:至|到|给|往|了)?[\u4e00-\u9fff]{0,4}?"
    "(?:部|室|中心|科|邮箱|微信|群里?|领导|馆长|主任|老师)"
    "|(?:走|履行|经过?|通过|完成|办理|按)[了过完]?(?:相关|有关|正常|规定|内部|馆内)?的?(?:审批|审核|报批|签批|签字)?(?:流程|手续|程序)"
    "|换[了好过]?新?表"
)
_WHO_KNEW = (
    "(?:(?:原|前任?|负责|当时的?)?(?:填表|填报|经办|统计|制表|录入|核实|相关|当事|具体)(?:人员|[人员])|负责人|经手人)"
)
_GONE = (  # who knew is not here, or new
    f"{_WHO_KNEW}(?:已经?|都|刚)?(?:离[职岗开任]|调[走离岗动]|退休|不在(?:岗|馆|单位)?|休假|出差|请假|辞职|换(?:人|岗))(?:了|中)?"
    "|(?:工作)?交接不(?:清楚?|全|到位)|新来的?|刚(?:刚)?接手|(?:业务|情况|系统)?不(?:太|大)?熟悉?"
)
_NO_TIME = (  # nobody has had the time, or somebody is at it
    "(?:没有?|无|抽不出)(?:空|时间|工夫|功夫|精力)(?:去|来)?(?:细)?[核查弄算改看填]?[对实]?"
    "|(?:工作|年底|最近|近期)?(?:太|很|比较|实在)*忙(?:不过来|不开|死)?|顾不(?:上|过来)|(?:工作|任务)量?[太很较]?(?:大|多|重|繁重)"
    "|(?:正在|还在|在)[找查翻核问等](?:原始)?(?:单据|记录|资料|台账|凭证|底稿)?|还没(?:有)?[查找算弄核问](?:出来|到|清楚?|完|好)?"
    "|(?:等|听)(?:候|待)?(?:领导|通知|馆里|上级|消息)(?:来)?(?:定|决定|批|回复|通知|安排|的)?"
)
_SMALL = (  # by how much it is off, or that it does not matter
    "[相就只仅]?差(?:得|距|别|异)?(?:一点点?|一丁点|不多|不大|很小|很少|不了多少|无几|那么点|甚微)"
    "|(?:误差|出入|偏差)(?:不大|很小|极小|较小|微小|甚微)|难免(?:有误差|出错|有出入|会错)?|无所谓|随便|不用管|爱(?:咋咋地|怎样怎样|信不信|改不改)|没有?必要(?:较真|纠结)?"
)
_YOURS = (  # who asks may do it
    "(?:请|麻烦|烦请|辛苦)?(?:你们?|您们?|贵[馆部])(?:自己|自行|帮忙?|直接|来|代)*(?:看着|看看|查查|算算|改改|看|查|核[实对]?|算|改|填|处理|弄)"
    "(?:一?下|办|吧)*(?:公式|系统|口径|报?表格?|数字?)?"
)
_MACHINE = "(?:系统|表格|电脑|软件|程序|公式)?自动(?:生成|计算|算出?|得出|带出|跳出|出来|取数)(?:来|结果)?"
_SAID = "(?:去年|上年|之前|以前|上次|早就?)(?:已经?|都)?(?:解释|说明|说|答复|回复|讲)过"
_EXCUSES = re.compile("|".join((_GONE, _NO_TIME, _SMALL, _YOURS, _MACHINE, _SAID)))
_CLOSES = re.compile("[改正同批签阅查对楚]|沟通|联系|一致|符|合理|常")
_COUNTED = "|".join(re.escape(fold(unit)) for unit in UNITS)
_UNITS = "|".join((_COUNTED, *"年月日号点条处行列页遍题", "月份", "季度"))
_DIGIT = "0-9〇零一二两三四五六七八九十"
_FIGURE = re.compile(
    rf"[约第共计]?[{_DIGIT}][{_DIGIT}百千万亿]*(?:{_UNITS})?|[多少差][{_DIGIT}][{_DIGIT}百千万亿]*(?:{_COUNTED})?"
    "|[a-z]{1,5}[0-9]{1,3}"
)
_ANY_TOPIC = re.compile(  # a department or a figure by a name of its own, without a verb
    "[^因为含停闭新增调改升后漏重延取换坏并按以]{1,3}(?:部|室|科|中心|[人册场期总]数|[总流通]量|率|额|费|款|栏)"
)
_BARE = re.compile(
    "(?:统计)?(?:口径|系统|公式|窗口|网络|模板|软件|版本|格式|打印|表格)的?(?:数据?|问题|原因|因素|关系)?|办公室|业务中心|财务[科室部]?"
)  # named, no more
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔"
    "谭陆范汪廖石金韦贾夏付傅方邹熊孟秦邱侯江尹薛闫段雷龙史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文官关"
)
_GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华玲辉鹏红梅文斌波燕飞玉萍建国庆荣志俊宇浩欣怡婷雪琳晶莹慧倩颖佳"
    "宁旭凯鑫龙海春云晓小雅淑珍凤琴美娥翠芬芝洁琼瑞祥福德贵成林东南峰山松柏光亮健康安宏伦彬毅坤曼莉蕾薇璐瑶妍思梦子某"
    "俐炜煜昕熙琦琰珊珠瑾瑜璇岚岩峻弘彪彦恒振敬旺昌晖晨景智森楠泉泽洲淇源滨潇焕琛甜益盛硕禹科素紫维翔翰耀聪胜舒艺苗茂"
    "茜菁萱蓉蓓蔚蕊虎虹贤跃迪迎远逸邦钧铁铭锋锐锦镇雄霖青靖骏鸣黎一三四五六七八九立民生义仁礼信永长世家学清秋冬冰菲琪"
    "帆航达新伊诗涵梓轩博睿哲昊阳丹莲菊惠萌悦彤露"
)
_NAME = re.compile(rf"[小老阿][{_SURNAMES}]|(?!周[一二三四五六])(?:[{_SURNAMES}]|欧阳|司马|上官|诸葛)[{_GIVEN}]{{1,2}}")
_BEFORE_TITLE = re.compile(rf"[{_SURNAMES}]\w?(?=副?(?:主任|馆长|科长|部长)|老师|同志|[总工姐哥]$)|[总工姐哥]$")
_ELSEWHERE = re.compile(  # points to other papers, of which none goes with a slip
    r"[详参另可请已]*[见看查阅]\w{0,6}(?:件|表|材料|资料|说明|账|单|记录|文档|报告|函|凭证|凭据|系统|后台|平台|[页栏条图]|excel|word|pdf)"
)
_ASSURING = re.compile("|".join(f"(?:{each.pattern})" for each in (_DENIES, _STANDS, _UNKNOWN, _PLEASE)))
_IDLE = re.compile("|".join(f"(?:{each.pattern})" for each in (_HERE, _COUNTS, _HANDED, _EXCUSES)))
_CLAUSES = re.compile(r"[\W_]+")
_STRETCH = 5  # letters in a row that are the finding's own, and can be no reason: "疫情闭馆" may stand in a sentence
_LONGEST = 12  # letters of a figure or a word
_MOST = 400  # letters that are tried without what stands between them
_WORDS, _ASSURED, _VOUCHED, _OF, _OF_CAUSES = 1, 2, 4, 8, 16  # what a clause has been cut into


_ERROR = re.compile(rf"#(?:REF!|DIV/0!|N/A|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|{NEVER_CALCULATED}", re.IGNORECASE)


def says_nothing(text: str, words: Collection[str], own: Iterable[str] = ()) -> bool:
    """Whether an explanation gives no reason. `words` are the phrases that say nothing (`Vocabulary.all_empty`), `own`
    the finding's own words: its sentence, its labels, who signs its form; each alone, or a stretch of it, is nothing
    new.

    >>> phrases = ("核实", "无误", "同意")
    >>> [says_nothing(text, phrases) for text in ("√", "已经核实，数据无误！", "87册", "王主任同意 3.1", "疫情闭馆")]
    [True, True, True, True, False]
    >>> says_nothing("合计填报 84，各行之和为 83", phrases, ("“全年，合计”填报 84，各行之和为 83。", "全年"))
    True
    """
    text = _ERROR.sub("", text)
    known, said = _folded(tuple(words)), [letters for each in own if (letters := _letters(each))]
    clauses = [fold(clause) for clause in _CLAUSES.split(unicodedata.normalize("NFKC", text)) if clause]
    joined = "".join(clauses)  # where white space stands between the letters of a word
    if len(set(joined)) < 2 or all(_is_empty(clause, known, said) for clause in dict.fromkeys(clauses)):
        return True
    return len(joined) < _MOST and _is_empty(joined, known, said)


def _letters(text: str) -> str:
    """A text without all that is neither letter nor digit."""
    return fold(_CLAUSES.sub("", unicodedata.normalize("NFKC", text)))


@cache
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(filter(None, map(_letters, words)))


def _is_empty(clause: str, words: frozenset[str], own: Collection[str]) -> bool:
    """Whether a clause can be cut wholly into pieces that say nothing."""
    if any(clause == each * (len(clause) // len(each)) for each in _ALONE) or _BARE.fullmatch(clause):
        return True
    ways: list[set[int]] = [{_WORDS}, *(set() for _ in clause)]
    for at in range(len(clause)):
        for end, kind in _pieces(clause, at, words, own) if ways[at] else ():
            ways[end] |= {way | kind for way in ways[at]}
    return any((way & _ASSURED or not way & _OF) and (way & _VOUCHED or not way & _OF_CAUSES) for way in ways[-1])


def _pieces(clause: str, at: int, words: frozenset[str], own: Collection[str]) -> Iterator[tuple[int, int]]:
    """The pieces that begin at a place of a clause: where each ends, and what it is."""
    for end in range(at + 1, min(len(clause), at + _LONGEST) + 1):
        piece = clause[at:end]
        if piece in words:
            vouched = _VOUCHED | _ASSURED if _VOUCHES.search(piece) else 0
            yield end, vouched or (_ASSURED if _CLOSES.search(piece) else _WORDS)
        if piece in _FILLERS or _FIGURE.fullmatch(piece) or _NAME.fullmatch(piece) or _ELSEWHERE.fullmatch(piece):
            yield end, _WORDS
        if _ASSURING.fullmatch(piece):
            yield end, _VOUCHED | _ASSURED
        if _IDLE.fullmatch(piece):
            yield end, _WORDS
        if piece in _TOPICS:
            yield end, _OF
        if piece in _CAUSES or _ANY_TOPIC.fullmatch(piece):
            yield end, _OF_CAUSES
    if found := _BEFORE_TITLE.match(clause, at):
        yield found.end(), _WORDS
    yield from _repeated(clause, at, own)


def _repeated(clause: str, at: int, own: Collection[str]) -> Iterator[tuple[int, int]]:
    """The pieces that the finding says itself: one of its texts where it is the whole clause, or a long stretch of one;
    shorter ones of a label are what one may vouch for."""
    for text in own:
        size = 0
        while at + size < len(clause) and clause[at : at + size + 1] in text:
            size += 1
            if size >= _STRETCH or text == clause == clause[at : at + size]:
                yield at + size, _WORDS
            elif size > 1 and len(text) <= _LONGEST:
                yield at + size, _OF_CAUSES
