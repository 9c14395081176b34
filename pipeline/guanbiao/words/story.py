"""Sentences about problems where there is little room: notices, the chat line, the cover; and what is said to several
departments of which one is wrong, and to those that wait for others."""

from collections.abc import Iterable, Sequence

from guanbiao.forms.levels import Level
from guanbiao.model.causes import Cause, Change
from guanbiao.model.findings import Finding
from guanbiao.words.causes import CAUSES, cause_reason, change_text
from guanbiao.words.findings import Phrases, figure_of, figure_text, place_of
from guanbiao.words.workbook import LEVELS

_SHOULD = {True: "应为", False: "似应为"}  # by whether a cause is certain
_FILED = "{table}{cell}填报 {figure}"
_LINE = "{table} {cell} 填报 {figure}"
_MORE = "，另有 {count} 处"
_SIDES = "{table}“{place}”填报 {reported}，另一边为 {expected}。"
COUNTED = "{causes} 处原因，涉及 {relations} 条关系"
ALONE_COUNTED = "另有 {count} 个问题须逐个核对"
_LEVELS = {Level.MANDATORY: "强制性问题 {count} 个", Level.QUERY: "核实性问题 {count} 个"}
NOTHING_FOUND = "没有发现问题"
ONE_OF = "以下只有一处有误，无法从数字判断是哪一处，请各部门只核对自己的一处：{ways}。"
_ONE_OF_OTHERS = "与{departments}的数只有一处有误（{kind}）："
_WAY = "【{department}】{cells}"
_WAYS_SHOWN, _CELLS_SHOWN = 6, 3  # what a line can take
_IF_WRONG, _TO_CHECK = "（如有误，{change}）", "填报 {figure}（请核对）"
_MARK, _PROOF = "【{level}】{text}", "【旁证】{text}原因见{cell}。"
_FOLLOWING, _TO_LOOK = "{cell}改正后随之重算：{change}。", "填报 {figure}：{reason}，请核实。"
WAITS = "待{departments}核对{tables}：{why}{hint}"
_WAITS_HINT = "本部门的数暂不必改动。"


def cause_brief(phrases: Phrases, cause: Cause) -> str:
    """A cause in about two lines: its first cell with both figures, how many more there are, what went wrong."""
    first, *others = cause.roots
    filed = _FILED.format(table=phrases.table_of(first.term), cell=_cell(first), figure=_filed(first))
    more = _MORE.format(count=len(others)) if others else ""
    if cause.kind.is_either or first.suggested is None:
        return f"{filed}{more}：{cause_reason(phrases, cause)}，请核实。"
    return f"{filed}，{_should(cause)} {_suggested(first)}{more}：{CAUSES[cause.kind]}。"


def cause_line(phrases: Phrases, cause: Cause, *, short: bool = False) -> str:
    """A cause in half a line of a chat: the first cell with both figures, or what is to be looked at there. `short`:
    the table by its number alone."""
    first = cause.roots[0]
    table = phrases.table_of(first.term)
    filed = _LINE.format(table=table.partition(" ")[0] if short else table, cell=first.term.cell, figure=_filed(first))
    if cause.kind.is_either or first.suggested is None:
        return f"{filed}（{CAUSES[cause.kind]}）"
    return f"{filed}，{_should(cause)} {_suggested(first)}"


def finding_brief(phrases: Phrases, finding: Finding) -> str:
    """A finding without a cause: its place and both figures, or its sentence."""
    if finding.reported is None or finding.expected is None:
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
    return figure_text(change.term.value, change.term)


def _suggested(change: Change) -> str:
    return figure_text(change.suggested, change.term)


def _should(cause: Cause) -> str:
    return _SHOULD[cause.certain]


def ways_text(phrases: Phrases, ways: Iterable[tuple[str, Sequence[Change]]]) -> str:
    """Change sets of which one is right, each with the department whose cells it changes."""
    said = (
        _WAY.format(department=department, cells="、".join(_way(phrases, each) for each in changes[:_CELLS_SHOWN]))
        for department, changes in ways
    )
    return "；".join(list(dict.fromkeys(said))[:_WAYS_SHOWN])


def _way(phrases: Phrases, change: Change) -> str:
    if change.suggested is None:
        what = _TO_CHECK.format(figure=_filed(change))
    else:
        what = _IF_WRONG.format(change=change_text(change))
    return f"{phrases.table_of(change.term)}{_cell(change)}{what}"


def own_way(phrases: Phrases, changes: Sequence[Change], kind: str = "", others: Sequence[str] = ()) -> str:
    """What a department is asked about its own cells, of which the figures cannot say whether they are wrong."""
    cells = "、".join(_way(phrases, each) for each in changes[:_CELLS_SHOWN])
    return (_ONE_OF_OTHERS.format(departments="、".join(others), kind=kind) if others else "") + cells + "。"


def mark_text(level: Level, text: str) -> str:
    """A line of the comment of a cell that is in question."""
    return _MARK.format(level=LEVELS[level], text=text)


def change_mark(phrases: Phrases, cause: Cause, change: Change) -> str:
    """What the comment of a cell says that a cause would change."""
    if change.follows:
        return _FOLLOWING.format(cell=_place(phrases, cause.roots[0]), change=change_text(change))
    if change.suggested is None or cause.kind.is_either:
        return _TO_LOOK.format(figure=_filed(change), reason=cause_reason(phrases, cause))
    return f"{_filed(change)} {_should(cause)} {_suggested(change)}：{cause_reason(phrases, cause)}。"


def proof_mark(phrases: Phrases, cause: Cause, finding: Finding) -> str:
    """What the comment of a cell says at which a relation is off that a cause explains."""
    return _PROOF.format(text=phrases.message(finding), cell=_place(phrases, cause.roots[0]))


def _place(phrases: Phrases, change: Change) -> str:
    return f"{phrases.table_of(change.term)} {change.term.address}"


def waits_text(departments: Sequence[str], tables: Sequence[str], why: str) -> str:
    """What a department is told whose figures take part in what others have to answer."""
    return WAITS.format(departments="、".join(departments), tables="、".join(tables), why=why, hint=_WAITS_HINT)


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
