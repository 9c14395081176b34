"""Words by which what stands in forms is read: those that every library's forms are read with, and those that a
catalogue adds to them."""

from msgspec import Struct

from guanbiao.forms.empty import EMPTY
from guanbiao.text.labels import fold, plain

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
