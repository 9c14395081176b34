"""Sentences about causes: what probably went wrong, what to change, and how sure that is."""

from msgspec.structs import asdict

from guanbiao.model.causes import Cause, Change, Told
from guanbiao.text.years import for_year
from guanbiao.words.findings import Phrases, number, place_of

CAUSES = {
    "column_copied": "疑为抄错栏",
    "row_copied": "疑为抄错行",
    "column_differs": "整栏与对方不一致",
    "rows_swapped": "疑为两行互换",
    "columns_swapped": "疑为两栏互换",
    "figures_swapped": "疑为两个数互换",
    "group_left_out": "合计疑漏加几栏",
    "entries_missing": "清单与汇总条数不一",
    "entries_added": "增加条目后合计疑未更新",
    "entries_uncounted": "合计疑漏计条目",
    "entries_twice": "条目疑重复列入",
    "entry_repeated": "条目疑重复列入",
    "digits_swapped": "疑为数字颠倒",
    "digit_wrong": "疑为一位数字有误",
    "digit_added": "疑为多写一位",
    "digit_lost": "疑为少写一位",
    "sign": "疑为正负号有误",
    "ten_thousands": "疑以万为单位填写",
    "left_blank": "疑为漏填",
    "part_left_out": "合计疑漏加一项",
    "part_twice": "合计疑重复加一项",
    "text_skipped": "求和公式疑跳过了文本",
    "not_updated": "增加条目后合计疑未更新",
    "stale_formula": "公式疑未重新计算或漏行",
    "copied": "疑为抄错数",
    "last_year": "疑为误填上年数",
    "definition": "疑为统计口径不同",
    "share": "占比与人数不符",
    "miscounted": "人数与几项占比不符",
    "exceeds": "其中项大于总项",
    "arithmetic": "按勾稽关系推算",
}
_BECAUSE = {
    "column_copied": "这一栏的数与{source_table}“{source}”逐行相同，疑为抄错栏",
    "row_copied": "这一行的数与{source_table}“{source}”逐栏相同，疑为抄错行",
    "column_differs": "这一栏有几行与对方不一致",
    "rows_swapped": "“{label}”与“{other}”两行的数疑互换了位置",
    "columns_swapped": "“{label}”与“{other}”两栏的数疑互换了位置",
    "figures_swapped": "与“{part}”的数疑互换了位置",
    "group_left_out": "这几行的合计疑漏加了“{part}”",
    "entries_missing": "比{list_table}的清单多 {count} {unit}、{amount} {per}：清单疑有漏列，或汇总疑有多计",
    "entries_added": "{list_table}增加最后 {count} 条（“{part}”）后，条数与合计疑都没有更新",
    "entries_uncounted": "条数与合计疑都漏计了{list_table}的 {count} 条（“{part}”）",
    "entries_twice": "{list_table}的 {count} 条（“{part}”）与前面的相同，疑为重复列入，请删去；如确有其事",
    "entry_repeated": "这一条与前面的相同，疑为重复列入",
    "digits_swapped": "疑为数字前后颠倒",
    "digit_wrong": "疑为一位数字有误",
    "digit_added": "疑为多写了一位数字",
    "digit_lost": "疑为少写了一位数字",
    "sign": "疑为正负号有误",
    "ten_thousands": "疑以万为单位填写",
    "left_blank": "此格没有填，疑为漏填",
    "part_left_out": "合计疑漏加了“{part}”",
    "part_twice": "合计疑把“{part}”加了两次",
    "text_skipped": "“{part}”在表里是文本，求和公式会跳过它",
    "not_updated": "增加最后一条“{part}”后，合计疑没有更新",
    "stale_formula": "此格是公式，其结果与各项不符，疑没有重新计算或漏了行",
    "copied": "与{source_table}“{source}”的数相同，疑为抄错",
    "last_year": "与上年的数“{source}”相同，疑为误填上年数",
    "definition": "两边各自相符而彼此不同，疑为统计口径不同；如以对方为准",
    "share": "按人数计算并四舍五入",
    "miscounted": "按此数计算的 {count} 项占比与填报的不符，换成另一人数则全部相符",
    "exceeds": "其中项大于总项，两数必有一误",
    "arithmetic": "按勾稽关系推算",
}
_ALONE = {True: "请核实是哪一种情况。", False: "旁证不多，请核实。"}
_SHOWN = 3


def cause_message(phrases: Phrases, cause: Cause) -> str:
    """A cause as sentences: the slip, the cells with both figures, what that mends, and how sure it is."""
    roots = [each for each in cause.changes if not each.follows]
    where = f"{phrases.table_of(roots[0].term)}{_cells(roots)}"
    because = _BECAUSE[cause.kind].format(**_words(phrases, cause.told))
    if roots[0].suggested is None:
        return f"{where}：{because}，请核实。{_sureness(cause)}"
    following = len(cause.changes) - len(roots)
    then = f"，另有 {following} 处随之重算" if following else ""
    return f"{where}：{because}，{_suggestion(roots)}{then}，{len(cause.explains)} 条关系即可相符。{_sureness(cause)}"


def _words(phrases: Phrases, told: Told) -> dict[str, str]:
    words = {name: for_year(str(value), phrases.year) for name, value in asdict(told).items()}
    words |= {"count": number(told.count), "amount": number(told.amount)}
    words["source_table"] = phrases.table(told.source_form)
    words["list_table"] = phrases.table(told.listed)
    return words


def _cells(roots: list[Change]) -> str:
    """The cells to change: named where they are few, else the row or column they share."""
    if len(roots) <= _SHOWN:
        return "、".join(_cell(each) for each in roots)
    columns, rows = {each.term.column for each in roots}, {each.term.row for each in roots}
    shared = columns.pop() if len(columns) == 1 else rows.pop() if len(rows) == 1 else ""
    return f"“{shared}”的 {len(roots)} 个数" if shared else f"{_cell(roots[0])}等 {len(roots)} 个数"


def _cell(change: Change) -> str:
    term = change.term
    place = place_of(term.row, term.column, term.measure)
    return f"“{place}”（{term.address}）" if term.cell else f"“{place}”"


def _suggestion(roots: list[Change]) -> str:
    if len(roots) > _SHOWN:
        return f"逐格改正后（如 {_figure(roots[0], roots[0].term.value)} 改为 {_figure(roots[0], roots[0].suggested)}）"
    changes = [f"{_figure(each, each.term.value)} 改为 {_figure(each, each.suggested)}" for each in roots]
    return "、".join(changes) + " 后"


def _figure(change: Change, value: float | None) -> str:
    """A figure as its cell shows figures: a share in per cent where it was typed so."""
    is_percent = "%" in change.term.raw.replace("％", "%") and value is not None
    return f"{number(round((value or 0.0) * 100, 6))}%" if is_percent else number(value)


def _sureness(cause: Cause) -> str:
    if cause.certain:
        return "这是唯一一种最简单的改法。"
    ties = len(cause.alternatives) if cause.told.others is None else cause.told.others
    tied = f"另有 {ties} 种可能的改法，请逐一核实。" if ties else _ALONE[cause.told.either]
    return tied + ("" if cause.complete else "（牵涉的关系交错较多，未能穷尽所有改法。）")
