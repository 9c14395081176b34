"""The words of the consolidated workbook: the names of its pages, their titles and heads, and what levels, verdicts and
states are called. The pages of slips and 核对报告.html call them the same."""

from collections.abc import Iterable, Mapping, Sequence

from guanbiao.forms.levels import Level, Source
from guanbiao.model.filings import FilingStatus
from guanbiao.model.findings import FindingStatus, Verdict

LEVELS = {Level.MANDATORY: "强制性", Level.QUERY: "核实性", Level.INFO: "提示"}
VERDICTS = {Verdict.HOLDS: "相符", Verdict.BROKEN: "不符", Verdict.UNVERIFIABLE: "无法审核"}
KINDS = {
    Source.WITHIN: "表内审核",
    Source.CROSS: "表间审核",
    Source.CHECK: "填报检查",
    Source.INTAKE: "收表检查",
    Source.PROSE: "文表核对",
}
FILING_STATUS = {
    FilingStatus.COUNTED: "采用",
    FilingStatus.OLDER: "旧稿，未采用",
    FilingStatus.OTHER_YEAR: "其他年度",
    FilingStatus.NO_YEAR: "年度不明",
}
KEPT = "已存的上年数据"
STATUSES = {
    FindingStatus.NEW: "",
    FindingStatus.OPEN: "仍未解决",
    FindingStatus.CORRECTING: "待更正",
    FindingStatus.PENDING: "待审批",
    FindingStatus.EXPLAINED: "已说明",
    FindingStatus.LAPSED: "说明已失效",
}
DEPARTMENT_UNKNOWN = "（未归属）"
FONT = "宋体"
FOOTER = "第 &P 页，共 &N 页"  # &P and &N are Excel's own for the page and the number of pages
SIGNATURE = "{label}："
NUMBERS_ONLY = ("请填数字", "此处只填数字本身，不要带单位或文字：例如填 180，不要填 180人。")

STATES = {
    "explained": "已说明",
    "pending": "待审批",
    "corrected": "已更正",
    "correcting": "待更正",
    "lapsed": "已失效",
    "open": "未答复",
}
ANSWERED_SO_FAR = "答复进展：{states}。"
ANSWERED_BY = "{department}：{states}"
CHANGES_ANSWERED = "答复进展：上次 {before}；本次 {now}。"
NOT_ANSWERED = "还没有答复"
SETTLED, SETTLED_PENDING = "已经答复的有 {count} 个", "，其中 {count} 个待审批"
ALL_SETTLED, MANDATORY_SETTLED = "没有未答复的问题", "没有未答复的强制性问题"
ALL_HOLD, MANDATORY_HOLD = "各表齐全，全部审核关系相符", "强制性关系全部相符"
COVER, COVER_TITLE = "封面", "{year} 年度统计总表"
COVER_FIRST = "最需要关注的问题："
COVER_ITEM = "{at}. {text}"
COVER_MORE = "其余见“问题清单”。"
COVER_LEVELS = ("审核结果", "数量", "其中原因", "涉及关系")
COVER_UNJUDGED = "无法审核的 {count} 条关系："
COVER_WANTS = {
    "last_year": "{count} 条要与{years}年的报表相比：把那一年的报表一并放入收表的文件夹即可审核",
    "doubted": "{count} 条要与上年的数相比，而上年的数当时有疑问、没有解决：上年的问题解决后即可审核",
    "form": "{count} 条所需的报表未报，报送后即可审核",
    "parts": "{count} 条所需的报表分成几份没有合并，合成一份重新报送后即可审核",
    "column": "{count} 条所需的栏目不在表中，补上栏目后即可审核",
    "readable": "{count} 条有数无法识别，改成数字后即可审核",
    "total": "{count} 条的合计没有填（总表中能补的已按公式补出），补填后即可审核",
    "figure": "{count} 条有数没有填，补填后即可审核",
    "unit": "{count} 条的单位与官方报表不同，改按官方报表的单位填写后即可审核",
}
COVER_DEPARTMENTS = ("填报部门", "强制性", "核实性", "提示", "合计", "部门负责人")
COVER_FILED = ("填报部门", "应报", "已报", "未报", "状态", "未报报表")
COVER_RELATIONS = "审核关系：{verdict}"
COVER_THANKS = "以下部门数据无误，感谢支持：{departments}。"
COVER_LEGEND = (
    "说明：各表数字均按部门报送原样列出，未作任何改动。红底为强制性问题，黄底为核实性问题，蓝底为提示，批注中写明似应为多少；"
    "只有批注而没有底色的，是因别处的数不对而不相符的数，本身不必改动。绿底斜体为合计未填、由公式补出的数。问题清单中的报表名可点击，直达总表中的单元格。"
)
ALL_FILED, PARTLY_FILED, NONE_FILED = "已报齐", "未报齐", "未报送"

CONTENTS, CONTENTS_TITLE = "目录", "{year} 年度统计总表目录"
CONTENTS_HEAD = ("表号", "报表", "章节", "填报部门", "报送", "不符")
FILED, OWED = "已报", "未报"

IN_FULL = "逐格：{cells}。"
FINDINGS, PROOF = "问题清单", "旁证"
APPROVALS = "待审批"
FINDINGS_HEAD = (
    *("序号", "级别", "结论", "填报部门", "报表", "位置", "填报数", "应有数", "差额", "说明"),
    *("文件", "单元格", "编号", "状态", "部门说明"),
)

LEDGER, LEDGER_TITLE = "勾稽关系", "{year} 年勾稽关系一览（公式随总表各单元格实时计算，改数即见结论）"
LEDGER_HEAD = (
    *("序号", "规则", "级别", "类别", "审核关系", "左边", "填报数", "右边", "应有数", "差额", "结论", "说明"),
)
BLANKS_AS_NONE = "{count} 个空格按 0 计"

INDICATORS, INDICATORS_TITLE = "指标对照", "{year} 年主要指标对照"
INDICATOR, CONTRAST, IN_UNIT = "指标", "对照", "{name}（{unit}）"

BY_MONTH, BY_YEAR = "逐月", "历年"

CHARTS, CHARTS_TITLE = "图表", "{year} 年统计图"
CHARTS_NOTE = (
    "各图按所报的数绘制，所据的数列在图后各表，随总表各单元格实时计算；表中红底、黄底的数尚待核对，更正后图随之改变。"
    "所需报表未报的，图不绘出。"
)
CHART_NUMBERED, CHART_LABELS, IN_UNITS_OF = "图 {number}  {title}", "项目", "单位：{unit}"

COVERAGE, COVERAGE_TITLE = "规则覆盖", "{year} 年审核规则覆盖情况"
NOT_RUN_HEAD = ("未能审核的规则", "类别", "处数", "原因", "审核关系")
UNTOUCHED_HEAD = ("没有规则涉及的指标", "栏", "处数", "填报数", "")
ALL_RUN, ALL_TOUCHED = "各条规则均已审核。", "各项指标均有规则涉及。"
WANTS = {
    "last_year": "上年报表不在",
    "doubted": "上年的数存疑",
    "form": "报表未报",
    "parts": "报表分成几份，没有合并",
    "column": "缺少栏目",
    "readable": "有数无法识别",
    "total": "合计未填",
    "figure": "有数未填",
    "unit": "单位与官方报表不同",
}
_ROWS_NAMED = 6  # what is no more than a line of a page

PROVENANCE, PROVENANCE_TITLE = "数据来源", "数据来源"
PROVENANCE_HEAD = ("文件", "文件状态", "工作表", "报表", "区域", "采用情况", "SHA-256")

CHANGES, CHANGES_TITLE = "与上次对照", "{year} 年统计数据与上次对照"
CHANGES_COUNTED = (
    "改动 {} 个单元格",
    "已解决 {} 个问题",
    "新出现 {} 个问题",
    "其中 {} 个由改动引起",
    "仍未解决 {} 个",
    "已说明 {} 个",
    "说明失效 {} 个",
)
CHANGES_NOTHING = "与上次相同"
CHANGES_CELLS_HEAD = ("报表", "位置", "上次", "这次", "单元格", "文件")
CHANGES_WHAT_HEAD = ("报表", "位置", "变化", "级别", "原因", "问题")
CHANGES_MENDED, CHANGES_NEW, CHANGES_NONE = "已解决", "新出现", "没有"
CAUSED_BY = "由改动引起"


def workbook_name(library: str, year: int) -> str:
    """The file name of the consolidated workbook."""
    return f"{library}{year}年度统计总表.xlsx"


def verdict_line(mandatory: int, query: int, owed: int, causes: str = "", settled: int = 0, pending: int = 0) -> str:
    """The verdict on a year in one line: how many mandatory problems (forms owed not among them), queries, and forms
    owed are left, and `causes`, from how many causes these come; how many problems are `settled` besides, of which some
    are `pending`. What there is none of goes unsaid.

    >>> verdict_line(3, 0, 0, "", 2, 1), verdict_line(0, 0, 0, "", 2)
    ('有 3 个强制性问题必须更正或说明；已经答复的有 2 个，其中 1 个待审批。', '没有未答复的问题：已经答复的有 2 个。')
    """
    answered = SETTLED.format(count=settled) + (SETTLED_PENDING.format(count=pending) if pending else "")
    if not (mandatory or query or owed) and settled:
        return f"{ALL_SETTLED}：{answered}。"
    rest = f"；{answered}" if settled else ""
    if not mandatory and not owed:
        first = MANDATORY_SETTLED if settled else MANDATORY_HOLD
        said = f"{first}；核实性问题 {query} 个" if query else ALL_HOLD
    else:
        counts = {"{} 个强制性问题必须更正或说明": mandatory, "{} 个核实性问题需要确认": query, "{} 张报表未报": owed}
        said = "有 " + "，".join(sentence.format(count) for sentence, count in counts.items() if count)
    return f"{said}：{causes}{rest}。" if causes else f"{said}{rest}。"


def changes_line(*counts: int) -> str:
    """What changed since last time, by CHANGES_COUNTED; what there is none of goes unsaid."""
    said = [sentence.format(count) for sentence, count in zip(CHANGES_COUNTED, counts, strict=True) if count]
    return f"{'，'.join(said) or CHANGES_NOTHING}。"


def states_text(counts: Mapping[str, int]) -> str:
    """How many problems are in each state; '' where nobody has answered anything.

    >>> states_text({"open": 3, "explained": 17, "correcting": 6}), states_text({"open": 3})
    ('17 处已说明，6 处待更正，3 处未答复', '')
    """
    said = [f"{counts[state]} 处{name}" for state, name in STATES.items() if counts.get(state)]
    return "，".join(said) if any(counts.get(state) for state in STATES if state != "open") else ""


def unjudged_line(wants: Iterable[tuple[str, int, Sequence[int]]]) -> str:
    """Why relations could not be judged, how many for want of what, and what would settle them."""
    every = list(wants)
    lines = [
        COVER_WANTS[want].format(count=count, years=f" {'、'.join(map(str, years))} ") for want, count, years in every
    ]
    return COVER_UNJUDGED.format(count=sum(count for _, count, _ in every)) + "；".join(lines) + "。"


def listed(names: Iterable[str]) -> str:
    """Names in a row, as a sentence lists them."""
    return "、".join(names)


def in_full(cells: str) -> str:
    """Every cell that a cause blames, after its sentence; '' where that names all of them."""
    return IN_FULL.format(cells=cells) if cells else ""


def notes(said: Iterable[str]) -> str:
    """What there is to be said, one after the other; '' for nothing."""
    return "；".join(part for part in said if part)


def rows_of(table: str, rows: Sequence[str]) -> str:
    """A table with the rows in question, the first few of them by name."""
    more = "…" if len(rows) > _ROWS_NAMED else ""
    return f"{table}：{listed(rows[:_ROWS_NAMED])}{more}".rstrip("：")
