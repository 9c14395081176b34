"""Sentences about problems where there is little room: notices, the chat line, the cover; and what is said to several
departments of which one is wrong, and to those that wait for others."""

from collections.abc import Iterable, Sequence

from guanbiao.forms.levels import Level, Source
from guanbiao.model.causes import Cause, CauseKind, Change, OfRestated
from guanbiao.model.findings import Finding
from guanbiao.words.causes import CAUSES, cause_reason, change_text
from guanbiao.words.figures import figure_of, figure_text, filed_text, is_blank, number
from guanbiao.words.findings import Phrases, place_of
from guanbiao.words.workbook import LEVELS

_SHOULD = {True: "应为", False: "似应为"}  # by whether a cause is certain
_FILED, _LEFT_BLANK = "填报 {figure}", "没有填"
_THEN_FILED, _RESTATED = "，当时所报为 {figure}", "追溯调整，请说明原因和依据。"
_AGAINST = "，对方的数合 {figure}"
_PLEASE = "，请核实"
_ON_CONDITION = "；如"
_MORE = "，另有 {count} 处"
_SIDES = "{table}“{place}”填报 {reported}，另一边为 {expected}。"
COUNTED = "{causes} 处原因，涉及 {relations} 条关系"
ALONE_COUNTED = "另有 {count} 个问题须逐个核对"
_LEVELS = {Level.MANDATORY: "强制性问题 {count} 个", Level.QUERY: "核实性问题 {count} 个"}
NOTHING_FOUND = "没有发现问题"
ONE_OF = "以下只有一处有误，无法从数字判断是哪一处，请各部门只核对自己的一处：{ways}。"
_OR_OTHERS = "，也可能是{departments}的数有误"
_ONE_OF_OTHERS = "与{departments}的数只有一处有误（{kind}）："
_WAY = "【{department}】{cells}"
_WAYS_SHOWN, _CELLS_SHOWN = 6, 3  # what a line can take
OTHER_WAYS = "其他改法：{ways}。"
_BRIEF_MOST = 84  # characters: three lines of a letter
_FEW = 3  # other ways that a sentence names
_LIST = "的清单（请核对）"
_IF_WRONG, _TO_CHECK = "（如有误，{change}）", "（请核对）"
_MARK, _PROOF = "【{level}】{text}", "【旁证】{text}原因见{cell}。"
_FOLLOWING, _TO_LOOK = "{cell}改正后随之重算：{change}。", "{filed}：{reason}，请核实。"
WAITS = "待{departments}核对{tables}：{why}{hint}"
_NOT_YET, _THEN = "本部门的数暂不必改动。", "如照此改正，本部门的数随之重算：{cells}。"


def cause_brief(phrases: Phrases, cause: Cause, own: Sequence[Change] = (), others: Sequence[str] = ()) -> str:
    """A cause in about two lines: the first of the cells with both figures, how many more there are, what went wrong.
    `own` are the cells to speak of (all that it blames), `others` departments that may be wrong instead."""
    first, *more = own or cause.roots
    if cause.kind is CauseKind.FORM_DIFFERS:
        also = _OR_OTHERS.format(departments="、".join(others)) if others else ""
        return f"{phrases.table_of(first.term)}{also}：{_why(phrases, cause)}，请核实。"
    filed = f"{phrases.table_of(first.term)}{_cell(first)}{_filed(first)}"
    also = _MORE.format(count=len(more)) if more else ""
    also += _OR_OTHERS.format(departments="、".join(others)) if others else ""
    if isinstance(cause.detail, OfRestated):
        return f"{filed}{_THEN_FILED.format(figure=number(cause.detail.then))}{also}：{_RESTATED}"
    if cause.kind.is_either or first.suggested is None:
        text = f"{filed}{_other_side(first)}{also}：{{why}}，请核实。"
        return _fitting(text, _why(phrases, cause), CAUSES[cause.kind])
    return f"{filed}，{_should(cause)} {_suggested(first)}{also}：{CAUSES[cause.kind]}。"


def _fitting(text: str, why: str, name: str) -> str:
    """A text with why a cause is suspected, or with what it is called where that makes it too long."""
    said = text.replace("{why}", why)
    return said if len(said) <= _BRIEF_MOST else text.replace("{why}", name)


def headline(phrases: Phrases, cause: Cause, own: Sequence[Change], others: Sequence[str]) -> str:
    """What went wrong in the first of the cells to speak of, without its figures; that others may be wrong instead."""
    first = (own or cause.roots)[0]
    term = first.term
    place = "" if cause.kind is CauseKind.FORM_DIFFERS else f"“{place_of(term.row, term.column, term.measure)}”"
    also = _OR_OTHERS.format(departments="、".join(others)) if others else ""
    why = CAUSES[cause.kind] if first not in cause.roots else _why(phrases, cause)
    check = "" if cause.certain else _PLEASE
    return _fitting(f"{phrases.table_of(term)}{place}{also}：{{why}}{check}。", why, CAUSES[cause.kind])


def cause_line(phrases: Phrases, cause: Cause, own: Sequence[Change] = (), *, short: bool = False) -> str:
    """A cause in half a line of a chat: the first cell with both figures, or what is to be looked at there. `short`:
    the table by its number alone."""
    first = (own or cause.roots)[0]
    table = phrases.table_of(first.term)
    table = table.partition(" ")[0] if short else table
    if cause.kind is CauseKind.FORM_DIFFERS:
        return f"{table}（{CAUSES[cause.kind]}）"
    filed = f"{table} {first.term.cell} {_filed(first)}"
    if cause.kind.is_either or first.suggested is None:
        return f"{filed}（{CAUSES[cause.kind]}）"
    return f"{filed}，{_should(cause)} {_suggested(first)}"


def finding_brief(phrases: Phrases, finding: Finding) -> str:
    """A finding without a cause: its place and both figures, or its sentence."""
    if finding.kind is Source.PROSE or finding.reported is None or finding.expected is None:
        return phrases.brief(finding)
    return _SIDES.format(
        table=phrases.table(finding.form),
        place=place_of(finding.row, finding.column),
        reported=figure_of(finding.reported, finding),
        expected=figure_of(finding.expected, finding),
    )


def _cell(change: Change) -> str:
    """A cell by its labels and its address on its sheet: `“累计，合计”（B17）`."""
    term = change.term
    place = place_of(term.row, term.column, term.measure)
    return f"“{place}”（{term.cell}）" if term.cell else f"“{place}”"


def _filed(change: Change) -> str:
    """What was filed: `填报 12`, or that nothing was."""
    term = change.term
    return _LEFT_BLANK if is_blank(term) else _FILED.format(figure=filed_text(term)).replace(" “", "“")


def _other_side(change: Change) -> str:
    """What the other side gives for a figure of which nobody can say which side is right."""
    return "" if change.suggested is None else _AGAINST.format(figure=_suggested(change))


def _suggested(change: Change) -> str:
    return figure_text(change.suggested, change.term)


def _why(phrases: Phrases, cause: Cause) -> str:
    """Why a cause is suspected, without the condition on which its sentence goes on to what is to be done."""
    return cause_reason(phrases, cause).partition(_ON_CONDITION)[0]


def _should(cause: Cause) -> str:
    return _SHOULD[cause.certain]


def ways_text(phrases: Phrases, ways: Iterable[tuple[str, Sequence[Change]]]) -> str:
    """Change sets of which one is right, each with the department whose cells it changes."""
    said = (_WAY.format(department=department, cells=_cells(phrases, changes)) for department, changes in ways)
    return "；".join(list(dict.fromkeys(said))[:_WAYS_SHOWN])


def _cells(phrases: Phrases, changes: Iterable[Change]) -> str:
    """The first few cells of a department that may be wrong."""
    return "、".join(list(dict.fromkeys(_way(phrases, each) for each in changes))[:_CELLS_SHOWN])


def _way(phrases: Phrases, change: Change) -> str:
    """A cell that may be wrong, or the list that an entry stands in, which has no cell of its own."""
    if not change.term.cell:
        return phrases.table_of(change.term) + _LIST
    is_known = change.suggested is not None
    what = _IF_WRONG.format(change=change_text(change)) if is_known else _filed(change) + _TO_CHECK
    return f"{phrases.table_of(change.term)}{_cell(change)}{what}"


def other_ways(phrases: Phrases, cause: Cause) -> list[str]:
    """The change sets that would do as well as the one that a cause suggests, each in words."""
    sets = ([each for each in changes if not each.follows] for changes in cause.alternatives)
    return ["、".join(_alternative(phrases, each) for each in changes) for changes in sets]


def _alternative(phrases: Phrases, change: Change) -> str:
    what = change_text(change) if change.suggested is not None else _filed(change) + _TO_CHECK
    return f"{phrases.table_of(change.term)}{_cell(change)} {what}"


def few_ways(phrases: Phrases, cause: Cause) -> str:
    """The other ways to mend what a cause explains, where a sentence has room for all of them; else ''. A single other
    side has been told with the cause."""
    ways = [[each for each in changes if not each.follows] for changes in cause.alternatives]
    is_told = cause.kind.is_either and len(ways) == 1
    if cause.certain or cause.unlisted or is_told or not 0 < len(ways) <= _FEW or max(map(len, ways)) > _CELLS_SHOWN:
        return ""
    return OTHER_WAYS.format(ways="；".join(other_ways(phrases, cause)))


def own_way(phrases: Phrases, changes: Sequence[Change], kind: str = "", others: Sequence[str] = ()) -> str:
    """What a department is asked about its own cells, of which the figures cannot say whether they are wrong."""
    cells = _cells(phrases, changes)
    return (_ONE_OF_OTHERS.format(departments="、".join(others), kind=kind) if others else "") + cells + "。"


def mark_text(level: Level, text: str) -> str:
    """A line of the comment of a cell that is in question."""
    return _MARK.format(level=LEVELS[level], text=text)


def change_mark(phrases: Phrases, cause: Cause, change: Change) -> str:
    """What the comment of a cell says that a cause would change."""
    if change.follows:
        return _FOLLOWING.format(cell=_place(phrases, cause.roots[0]), change=change_text(change))
    if change.suggested is None or cause.kind.is_either:
        return _TO_LOOK.format(filed=_filed(change), reason=_why(phrases, cause))
    return f"{_filed(change)}，{_should(cause)} {_suggested(change)}：{_why(phrases, cause)}。"


def proof_mark(phrases: Phrases, cause: Cause, finding: Finding) -> str:
    """What the comment of a cell says at which a relation is off that a cause explains."""
    return _PROOF.format(text=phrases.message(finding), cell=_place(phrases, cause.roots[0]))


def _place(phrases: Phrases, change: Change) -> str:
    return f"{phrases.table_of(change.term)} {change.term.address}"


def waits_text(
    phrases: Phrases, departments: Sequence[str], tables: Sequence[str], why: str, following: Sequence[Change]
) -> str:
    """What a department is told whose figures take part in what others have to answer, or follow from it."""
    cells = "、".join(f"{phrases.table_of(each.term)}{_cell(each)}{change_text(each)}" for each in following)
    hint = _THEN.format(cells=cells) if cells else _NOT_YET
    return WAITS.format(departments="、".join(departments), tables="、".join(tables), why=why, hint=hint)


def levels_text(mandatory: int, query: int) -> str:
    """How many problems there are of each level that asks for an answer; those that there are none of go unsaid."""
    counts = {Level.MANDATORY: mandatory, Level.QUERY: query}
    said = [_LEVELS[level].format(count=count) for level, count in counts.items() if count]
    return "，".join(said) or NOTHING_FOUND


def causes_text(causes: int, relations: int, alone: int = 0) -> str:
    """`34 处原因，涉及 83 条关系`, and how many problems have none; '' where no cause was found."""
    if not causes:
        return ""
    counted = COUNTED.format(causes=causes, relations=relations)
    return f"{counted}；{ALONE_COUNTED.format(count=alone)}" if alone else counted
