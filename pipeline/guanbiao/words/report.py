"""The words of the report in one file (核对报告), and of the folders that outputs stand in."""

from collections.abc import Iterable

from msgspec import Struct

from guanbiao.model.findings import FindingStatus
from guanbiao.words.workbook import STATUSES

REPORT_FILE = "核对报告.html"
HISTORY = "历史"  # the folder that keeps the runs before


class ReportWords(Struct, frozen=True):
    """The words of the page, by the names that its template knows them by."""

    title: str = "{library}{year}年度统计数据核对报告"
    title_of: str = "{library}{year}年度统计数据核对报告（{department}）"
    skip: str = "跳到问题清单"
    verdict: str = "总体结论"
    changed: str = "与上次对照"
    moved: str = "改动的单元格"
    filed: str = "报送情况"
    light: str = "各部门各表情况"
    light_of: str = "本部门各表情况"
    findings: str = "问题清单"
    indicators: str = "主要指标对照"
    differences: str = "差额最大的问题"
    sources: str = "数据来源"
    department: str = "填报部门"
    level: str = "级别"
    form: str = "报表"
    all: str = "全部"
    search: str = "查找"
    shown: str = "显示"
    of: str = "条，共"
    count: str = "条"
    place: str = "位置"
    reported: str = "填报数"
    expected: str = "应有数"
    difference: str = "差额"
    says: str = "说明"
    status: str = "状态"
    stated: str = "各表所填"
    others_of: str = "其余 {count} 处"
    terms: str = "参与计算的数"
    cell: str = "单元格"
    role_reported: str = "填报"
    role_expected: str = "对方"
    head: str = "部门负责人"
    due: str = "应报"
    done: str = "已报"
    owed: str = "未报"
    file: str = "文件"
    sheet: str = "工作表"
    hash: str = "校验值"
    indicator: str = "指标"
    contrast: str = "对照"
    none: str = "没有"
    mends: str = "涉及 {count} 条关系（旁证）"
    step: str = "{figures}，差 {gap}"
    change: str = "似应改为"
    others: str = "其他可能的改法"
    proof: str = "旁证"
    follows: str = "随之重算"


WORDS = ReportWords()
LIGHTS = {
    "red": "强制性 {count}",
    "amber": "核实性 {count}",
    "blue": "待他表更正",
    "green": "相符",
    "grey": "未报",
}
_STATES = {**STATUSES, FindingStatus.NEW: "待答复", FindingStatus.OPEN: "待答复"}  # as they are counted and filtered by
_ASKED, _NOTHING_ASKED, _CORRECTED = "{count} 处{state}", "没有要答复的问题", "已更正"
ALL_ANSWERED = "问题都已答复，没有要再办的，谢谢。"


def state_name(status: FindingStatus) -> str:
    """The state of a problem, as problems are filtered by it."""
    return _STATES[status]


def states_text(states: Iterable[FindingStatus], corrected: int = 0) -> str:
    """How many problems are in each state, what is open first, and how many are gone that were corrected:
    `17 处待答复，6 处已说明，2 处已更正`."""
    names = [state_name(each) for each in sorted(states, key=list(FindingStatus).index)]
    counts = {name: names.count(name) for name in names} | ({_CORRECTED: corrected} if corrected else {})
    return "，".join(_ASKED.format(count=count, state=name) for name, count in counts.items()) or _NOTHING_ASKED
