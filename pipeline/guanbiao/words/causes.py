"""Sentences about causes: what probably went wrong, what to change, and how sure that is."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import asdict

from guanbiao.model.causes import (
    Cause,
    CauseKind,
    Change,
    OfEntry,
    OfForms,
    OfFormula,
    OfList,
    OfMonths,
    OfPart,
    OfPower,
    OfRestated,
    OfShares,
    OfShift,
    OfSource,
    OfSwap,
)
from guanbiao.model.details import Detail
from guanbiao.text.years import for_year
from guanbiao.words import formulas
from guanbiao.words.figures import figure_text, filed_text, is_blank, number
from guanbiao.words.findings import Phrases, place_of
from guanbiao.words.years import ARCHIVED_BEFORE, FILED_BEFORE, RESTATED, RESTATED_FROM


class CauseWords(Struct, frozen=True):
    """How one kind of cause is called, why it is suspected, and the family of details whose fields stand in the
    reason in braces (`{table}` is the title of its `form`, `{scaled}` its `ratio` in words)."""

    kind: CauseKind
    name: str
    because: str
    detail: type[Detail] = Detail


WORDS = (
    CauseWords(CauseKind.COLUMN_COPIED, "疑为抄错栏", "这一栏的数与{table}“{source}”逐行相同，疑为抄错栏", OfSource),
    CauseWords(CauseKind.ROW_COPIED, "疑为抄错行", "这一行的数与{table}“{source}”逐栏相同，疑为抄错行", OfSource),
    CauseWords(
        CauseKind.COLUMN_DIFFERS,
        "整栏与对方不一致",
        "这一栏有几行与{table}“{source}”不一致，看不出哪一边对；如以对方为准",
        OfSource,
    ),
    CauseWords(
        CauseKind.COLUMNS_OVERWRITTEN,
        "几栏疑被别处的数覆盖",
        "这几栏的数与{table}“{source}”等逐行相同，疑被整片覆盖",
        OfSource,
    ),
    CauseWords(
        CauseKind.ROW_TWICE, "同一行填了两次", "“{part}”填了两行，疑合计加了两行，或应并为一行，或后一行为准", OfPart
    ),
    CauseWords(CauseKind.ROWS_SWAPPED, "疑为两行互换", "“{label}”与“{other}”两行的数疑互换了位置", OfSwap),
    CauseWords(CauseKind.COLUMNS_SWAPPED, "疑为两栏互换", "“{label}”与“{other}”两栏的数疑互换了位置", OfSwap),
    CauseWords(CauseKind.FIGURES_SWAPPED, "疑为两个数互换", "与“{part}”的数疑互换了位置", OfPart),
    CauseWords(CauseKind.GROUP_LEFT_OUT, "合计疑漏加几栏", "这几行的合计疑漏加了“{part}”", OfPart),
    CauseWords(
        CauseKind.ENTRIES_MISSING,
        "清单与汇总条数不一",
        "比{table}的清单多 {count} {unit}、{amount} {per}：清单疑有漏列，或汇总疑有多计",
        OfList,
    ),
    CauseWords(
        CauseKind.ENTRIES_ADDED,
        "增加条目后合计疑未更新",
        "{table}增加最后 {count} 条（“{part}”）后，条数与合计疑都没有更新",
        OfList,
    ),
    CauseWords(
        CauseKind.ENTRIES_UNCOUNTED, "合计疑漏计条目", "条数与合计疑都漏计了{table}的 {count} 条（“{part}”）", OfList
    ),
    CauseWords(
        CauseKind.ENTRIES_TWICE,
        "条目疑重复列入",
        "{table}的 {count} 条（“{part}”）与前面的相同，疑为重复列入，请删去；如确有其事",
        OfList,
    ),
    CauseWords(CauseKind.ENTRY_REPEATED, "条目疑重复列入", "这一条与前面的相同，疑为重复列入"),
    CauseWords(CauseKind.SHIFTED, "疑为整栏错行", "“{part}”的数疑错了一行，各行填的是相邻一行的数", OfShift),
    CauseWords(CauseKind.SHIFTED_ACROSS, "疑为整栏错位", "“{part}”各栏的数疑错了一栏，各栏填的是相邻一栏的数", OfShift),
    CauseWords(CauseKind.BOOKED_NEXT, "疑为记错月份", "“{label}”与“{other}”的数疑有一部分记到了对方里", OfMonths),
    CauseWords(
        CauseKind.FORM_DIFFERS,
        "整张与其他表不符",
        "整张表本身相符，而有 {count} 个数与{tables}不符，疑整张是另一年、另一次或另一馆的；如以对方为准",
        OfForms,
    ),
    CauseWords(
        CauseKind.FIGURES_DIFFER,
        "几个数与其他表不符",
        "这几个数在本表内相符，而与{tables}不符，看不出哪一边对；如以对方为准",
        OfForms,
    ),
    CauseWords(
        CauseKind.OTHER_UNIT,
        "疑以其他单位填写",
        "这些数{scaled}后都与对方相符，疑以其他单位填写，或点错了小数点",
        OfPower,
    ),
    CauseWords(
        CauseKind.ENTRY_MISPLACED,
        "条目疑归错类",
        "“{part}”按所填的{column}没有计入“{source}”，而那里正缺这一条，疑{column}填错、归错了类",
        OfEntry,
    ),
    CauseWords(
        CauseKind.ENTRY_ELSEWHERE,
        "同一条目疑列入两张清单",
        "“{part}”也列在{table}里，疑在两张清单里各列了一次，请删去其中一条；如只应列在那里",
        OfList,
    ),
    CauseWords(CauseKind.IMPOSSIBLE, "不可能的数", "这个数不可能如此，应先改正"),
    CauseWords(CauseKind.DIGITS_SWAPPED, "疑为数字颠倒", "疑为数字前后颠倒"),
    CauseWords(CauseKind.DIGIT_WRONG, "疑为一位数字有误", "疑为一位数字有误"),
    CauseWords(CauseKind.DIGIT_ADDED, "疑为多写一位", "疑为多写了一位数字"),
    CauseWords(CauseKind.DIGIT_LOST, "疑为少写一位", "疑为少写了一位数字"),
    CauseWords(CauseKind.SIGN, "疑为正负号有误", "疑为正负号有误"),
    CauseWords(CauseKind.TEN_THOUSANDS, "疑以万为单位填写", "疑以万为单位填写"),
    CauseWords(CauseKind.POINT, "疑为小数点有误", "千分位的逗号疑写成了小数点"),
    CauseWords(CauseKind.LEFT_BLANK, "疑为漏填", "此处没有填，疑为漏填"),
    CauseWords(CauseKind.PART_LEFT_OUT, "合计疑漏加一项", "合计疑漏加了“{part}”", OfPart),
    CauseWords(CauseKind.PART_TWICE, "合计疑重复加一项", "合计疑把“{part}”加了两次", OfPart),
    CauseWords(CauseKind.TEXT_SKIPPED, "求和公式疑跳过了文本", "“{part}”在表里是文本，求和公式会跳过它", OfPart),
    CauseWords(CauseKind.NOT_UPDATED, "增加条目后合计疑未更新", "增加最后一条“{part}”后，合计疑没有更新", OfPart),
    CauseWords(CauseKind.STALE_FORMULA, "公式没有重新计算", formulas.STALE, OfFormula),
    CauseWords(CauseKind.RANGE_TOO_SHORT, "公式漏加", formulas.TOO_SHORT, OfFormula),
    CauseWords(CauseKind.RANGE_TOO_WIDE, "公式多加", formulas.TOO_WIDE, OfFormula),
    CauseWords(CauseKind.CIRCULAR_FORMULA, "公式把自己也加进去了", formulas.CIRCULAR, OfFormula),
    CauseWords(CauseKind.FILTERED_OUT, "公式没有加筛选掉的行", formulas.FILTERED, OfFormula),
    CauseWords(CauseKind.OTHER_WORKBOOK, "公式取自另一个工作簿", formulas.OUTSIDE, OfFormula),
    CauseWords(CauseKind.TYPED_OVER, "公式疑被数字覆盖", formulas.TYPED_OVER, OfFormula),
    CauseWords(
        CauseKind.FORMULA_DIFFERS, "公式疑未重新计算或漏行", "此格是公式，其结果与各项不符，疑没有重新计算或漏了行"
    ),
    CauseWords(CauseKind.COPIED, "疑为抄错数", "与{table}“{source}”的数相同，疑为抄错", OfSource),
    CauseWords(CauseKind.LAST_YEAR, "疑为误填上年数", "与上年的数“{source}”相同，疑为误填上年数", OfSource),
    CauseWords(CauseKind.RESTATED, "追溯调整", RESTATED_FROM, OfRestated),
    CauseWords(
        CauseKind.DEFINITION,
        "疑为统计口径不同",
        "与{table}“{source}”两边各自相符而彼此不同，疑为统计口径不同；如以对方为准",
        OfSource,
    ),
    CauseWords(CauseKind.SHARE, "占比与人数不符", "按人数计算并四舍五入"),
    CauseWords(
        CauseKind.MISCOUNTED,
        "人数与几项占比不符",
        "按此数计算的 {count} 项占比与填报的不符，换成另一人数则全部相符",
        OfShares,
    ),
    CauseWords(CauseKind.EXCEEDS, "其中项大于总项", "其中项大于总项，两数必有一误"),
    CauseWords(CauseKind.ARITHMETIC, "按勾稽关系推算", "按勾稽关系推算"),
)
CAUSES = {each.kind: each.name for each in WORDS}
_BECAUSE = {each.kind: each.because for each in WORDS}
_ALONE = {True: "请核实是哪一种情况。", False: "旁证不多，请核实。"}
_TIMES, _PARTS = "乘以 {ratio} ", "除以 {ratio} "
_SHOWN = 3
TO_VERIFY = "{filed} 待核实"
FILL_IN = "空格改填 {wanted}"


def cause_message(phrases: Phrases, cause: Cause) -> str:
    """A cause as sentences: the slip, the cells with both figures, what that mends, and how sure it is."""
    roots = cause.roots
    where = _where(phrases, cause, roots)
    because = cause_reason(phrases, cause)
    if cause.kind is CauseKind.RESTATED:
        department = phrases.catalogue.by_id[roots[0].term.form].department
        return f"{where}：{because}；{RESTATED.format(who=department)}"
    if roots[0].suggested is None:
        sureness = _sureness(phrases, cause)
        return f"{where}：{because}{'，' if sureness.startswith(_ALONE[cause.kind.is_either]) else '。'}{sureness}"
    following = len(cause.changes) - len(roots)
    then = f"，另有 {following} 处随之重算" if following else ""
    mended = f"{len(cause.explains)} 条关系即可相符。{_sureness(phrases, cause)}"
    return f"{where}：{because}，{_suggestion(roots)}{then}，{mended}"


def _where(phrases: Phrases, cause: Cause, roots: Sequence[Change]) -> str:
    """The form, and the cells of it to change: of a whole form only where they are few enough to be named."""
    is_form = cause.kind is CauseKind.FORM_DIFFERS and len(roots) > _SHOWN
    cells = "" if is_form else _cells(phrases, roots)
    return f"{phrases.table_of(roots[0].term)}{cells}"


def cause_reason(phrases: Phrases, cause: Cause) -> str:
    """Why a cause is suspected."""
    if isinstance(cause.detail, OfFormula):
        return formulas.formula_because(cause.kind, cause.detail)
    return _BECAUSE[cause.kind].format(**_words(phrases, cause.detail))


def _words(phrases: Phrases, detail: Detail) -> dict[str, str]:
    """What stands in the braces of a reason: the fields of a detail as texts, and the title of its form."""
    fields = asdict(detail)
    table = {"table": phrases.table(fields["form"])} if "form" in fields else {}
    tables = {"tables": _tables_of(phrases, fields.pop("forms"))} if "forms" in fields else {}
    scaled = {"scaled": _scaled(fields["ratio"])} if "ratio" in fields else {}
    kept = {"kept": ARCHIVED_BEFORE if fields["kept"] else FILED_BEFORE} if "kept" in fields else {}
    return {name: _text(phrases, value) for name, value in fields.items()} | table | tables | scaled | kept


def _tables_of(phrases: Phrases, forms: Sequence[str]) -> str:
    """Tables by number and name; several by their numbers alone, or no letter would have room for the sentence."""
    titles = [phrases.table(form) for form in forms]
    return titles[0] if len(titles) == 1 else "、".join(title.partition(" ")[0] for title in titles)


def _scaled(ratio: float) -> str:
    """By what figures are to be multiplied or divided, a whole number either way."""
    return _PARTS.format(ratio=number(round(1 / ratio))) if 0 < ratio < 1 else _TIMES.format(ratio=number(ratio))


def _text(phrases: Phrases, value: str | float) -> str:
    return for_year(value, phrases.year) if isinstance(value, str) else number(value)


def _other_side(phrases: Phrases, cause: Cause) -> str:
    """The other side, which may as well be the wrong one: its form and cells, and what they should be then."""
    roots = [each for each in cause.alternatives[0] if not each.follows]
    other = f"{phrases.table_of(roots[0].term)}{_cells(phrases, roots)}有误"
    known = len(roots) <= _SHOWN and all(each.suggested is not None for each in roots)
    figures = "、".join(figure_text(each.suggested, each.term) for each in roots)
    return f"{other}，应为 {figures}" if known else other


def _cells(phrases: Phrases, roots: Sequence[Change]) -> str:
    """The cells to change: named where they are few, else the row or column they share. What stands in another table
    than the first says so."""
    if len(roots) <= _SHOWN:
        cells = zip(_tables(phrases, roots), map(changed_cell, roots), strict=True)
        return "、".join(table + cell for table, cell in cells)
    columns, rows = {each.term.column for each in roots}, {each.term.row for each in roots}
    shared = columns.pop() if len(columns) == 1 else rows.pop() if len(rows) == 1 else ""
    return f"“{shared}”的 {len(roots)} 个数" if shared else f"{changed_cell(roots[0])}等 {len(roots)} 个数"


def _tables(phrases: Phrases, roots: Sequence[Change]) -> Iterator[str]:
    """The table of each cell where it is another than that of the cell before; of the first, which its sentence begins
    with, none."""
    before = phrases.table_of(roots[0].term)
    for each in roots:
        table = phrases.table_of(each.term)
        yield "" if table == before else table
        before = table


def changed_cell(change: Change) -> str:
    """The cell of a change by its labels and its address: `“累计，合计”（流通!B17）`."""
    term = change.term
    place = place_of(term.row, term.column, term.measure)
    return f"“{place}”（{term.address}）" if term.cell else f"“{place}”"


def _suggestion(roots: Sequence[Change]) -> str:
    if len(roots) > _SHOWN:
        return f"逐格改正后（如 {change_text(roots[0])}）"
    return "、".join(map(change_text, roots)) + " 后"


def change_text(change: Change) -> str:
    """What is to be made of a figure: `438711 改为 438171`; of a blank `空格改填 12`; `438711 待核实` where nobody can
    say."""
    if change.suggested is None:
        return TO_VERIFY.format(filed=filed_text(change.term))
    wanted = figure_text(change.suggested, change.term)
    if is_blank(change.term):
        return FILL_IN.format(wanted=wanted)
    return f"{figure_text(change.term.value, change.term)} 改为 {wanted}"


def cells_in_full(phrases: Phrases, cause: Cause) -> str:
    """Every cell that a cause blames, with both figures, where its sentence names only some of them; else ''."""
    roots = cause.roots
    if len(roots) <= _SHOWN or roots[0].suggested is None:
        return ""
    pairs = zip(_tables(phrases, roots), roots, strict=True)
    cells = (f"{table}{each.term.address} {change_text(each)}" for table, each in pairs)
    return "；".join(cells)


def _sureness(phrases: Phrases, cause: Cause) -> str:
    if cause.certain:
        return "这是唯一一种最简单的改法。"
    if cause.kind.is_either and len(cause.alternatives) == 1:
        return f"也可能是{_other_side(phrases, cause)}；请核实是哪一边。"
    ties = len(cause.alternatives) + cause.unlisted
    tied = f"另有 {ties} 种可能的改法，请逐一核实。" if ties else _ALONE[cause.kind.is_either]
    return tied + ("" if cause.complete else "（牵涉的关系交错较多，未能穷尽所有改法。）")
