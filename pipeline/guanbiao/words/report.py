"""The words of the report in one file (核对报告), and of the folders that outputs stand in."""

from collections.abc import Mapping

from msgspec import Struct

from guanbiao.model.findings import FindingStatus
from guanbiao.words.workbook import STATES, states_text

REPORT_FILE = "核对报告.html"
PUBLIC = "公开"  # the folder with what may be published
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
    trends: str = "历年趋势"
    trends_note: str = "橙色的点：那一年各张报表所填不一致，取多数报表所填的数。点上停一停，可以看到那一年的数。"
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
_STATED, _NOTHING_ASKED = "{count} 处{state}", "没有要答复的问题"
ALL_ANSWERED = "问题都已答复，没有要再办的，谢谢。"


def state_name(status: FindingStatus) -> str:
    """The state of a problem, as problems are counted and filtered by it: what is new is open."""
    return STATES["open" if status is FindingStatus.NEW else status.value]


def asked_text(counts: Mapping[str, int]) -> str:
    """How many problems of a department are in each state, also where it has answered none of them."""
    unanswered = _STATED.format(count=counts["open"], state=STATES["open"]) if counts["open"] else _NOTHING_ASKED
    return states_text(counts) or unanswered
