"""Headers, columns and labels of rows as people write them."""

import calendar
import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from random import Random

from guanbiao.forms.catalogue import Grid, Register
from guanbiao.text.cells import Position, Range, Value
from guanbiao.text.dates import read_dates
from guanbiao.text.labels import squeeze
from guanbiao.text.years import for_year
from msgspec.structs import replace

from tests.disguises.filed import Filed, laid, merged, typed_over, unmerged, with_column, with_rows, without_rows

_CHINESE = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS: Mapping[str, Callable[[int], Value]] = {
    "1月": lambda month: f"{month}月",
    "一月": lambda month: f"{_CHINESE[month - 1]}月",
    "一月份": lambda month: f"{_CHINESE[month - 1]}月份",
    "2020.01": lambda month: f"2020.{month:02d}",
    "202001": lambda month: 202000 + month,
    "2020-1": lambda month: f"2020-{month}",
    "2020/01": lambda month: f"2020/{month:02d}",
    "Jan": lambda month: _ENGLISH[month - 1],
    "Jan-20": lambda month: f"{_ENGLISH[month - 1]}-20",
    "2020年1月": lambda month: f"2020年{month}月",
    "month end": lambda month: f"2020-{month:02d}-{calendar.monthrange(2020, month)[1]} 00:00:00",
    "first day": lambda month: f"2020-{month:02d}-01 00:00:00",
    "1月（1.1–1.30）": lambda month: f"{month}月（{month}.1–{month}.{calendar.monthrange(2020, month)[1]}）",
    "1.": lambda month: f"{month}.",
    "二〇二〇年一月": lambda month: f"二〇二〇年{_CHINESE[month - 1]}月",
    "20200101": lambda month: 20200001 + 100 * month,
    "1/2020": lambda month: f"{month}/2020",
    "M1": lambda month: f"M{month}",
    "第1月": lambda month: f"第{month}月",
    "1月末": lambda month: f"{month}月末",
    "serial": lambda month: (datetime.date(2020, month, 1) - datetime.date(1899, 12, 30)).days,
}
SYNONYMS = {
    "序号": ("编号", "No."),
    "时间": ("日期", "活动时间"),
    "活动内容": ("活动名称", "内容"),
    "地点": ("活动地点", "场所"),
    "主办单位": ("举办单位", "主办方"),
    "备注": ("说明", "备 注 说 明"),
    "人次": ("参加人次", "参与人次"),
    "合计": ("总计", "小计"),
    "负责人": ("责任人",),
    "联系电话": ("电话", "联系方式"),
    "作者": ("著者", "论文作者"),
    "媒体名称": ("报刊名称", "媒体"),
    "成人外借": ("成人借阅", "成人部外借"),
    "月份": ("月", "月 度"),
    "主讲人": ("授课人", "主讲"),
}


def months_as(filed: Filed, dice: Random, *, way: str = "1月") -> Filed | None:
    """The months of the rows are written in another way."""
    found: dict[Position, Value] = {}
    for at in filed.entries:
        label = str(filed.at(at, 0))
        if isinstance(filed.form.blocks[0], Grid) and label.isdigit() and 1 <= int(label) <= 12:
            found[at, 0] = MONTHS[way](int(label))
    return typed_over(filed, found) if len(found) == 12 else None


def labels_spread(filed: Filed, dice: Random, *, by: str = " ") -> Filed | None:
    """The labels of the header are spread out."""
    found: dict[Position, Value] = {}
    for at, text in _header(filed):
        if len(text) > 1 and text.isalpha():
            found[at] = by.join(text.replace(" ", ""))
    return typed_over(filed, found) if found else None


def labels_wrapped(filed: Filed, dice: Random, *, by: str = "\n") -> Filed | None:
    """The labels of the header are broken into two lines."""
    found: dict[Position, Value] = {
        at: text[: len(text) // 2] + by + text[len(text) // 2 :] for at, text in _header(filed) if len(text) > 2
    }
    return typed_over(filed, found) if found else None


def labels_called(filed: Filed, dice: Random, *, which: int = 0, most: int = 1) -> Filed | None:
    """Some labels of the header are other words for the same."""
    known = [(at, SYNONYMS[squeeze(text)]) for at, text in _header(filed) if squeeze(text) in SYNONYMS]
    chosen = dice.sample(known, min(most, len(known)))
    return typed_over(filed, {at: words[min(which, len(words) - 1)] for at, words in chosen}) if chosen else None


def years_as(filed: Filed, dice: Random, *, way: str = "number") -> Filed | None:
    """Years in headings are written in another way."""
    ways: Mapping[str, Callable[[str], Value]] = {"number": int, "年度": "{}年度".format, "bare": str, "short": _short}
    years = {
        (row, column): ways[way](text[:4])
        for row in range(filed.head, filed.foot)
        for column in range(filed.width)
        if (row < filed.body or column in filed.under("label"))
        and re.fullmatch(r"\d{4}年?", text := squeeze(str(filed.at(row, column) or "")))
    }
    return typed_over(filed, years) if years else None


def _short(year: str) -> str:
    return f"{year[2:]}年"


def labels_with_units(filed: Filed, dice: Random, *, unit: str = "（{unit}）") -> Filed | None:
    """The labels of figures have their unit behind them."""
    units = {column: each.unit or filed.form.unit for column, each in _leaf_columns(filed)}
    last = filed.body - 1
    found: dict[Position, Value] = {
        (last, column): f"{filed.at(last, column)}{unit.format(unit=units[column])}"
        for column in filed.under("number")
        if units.get(column) and isinstance(text := filed.at(last, column), str) and text[-1] not in ")）"
    }
    return typed_over(filed, found) if found else None


def labels_marked(filed: Filed, dice: Random, *, text: str = "*{label}", most: int = 0) -> Filed | None:
    """Labels of the header have a mark or a number; `most` of them, or all."""
    able = [(at, label) for at, label in _header(filed) if at[1] not in filed.under("label")]
    if "{number}" in text and any(label[:1].isdigit() for _, label in able):
        return None
    chosen = dice.sample(able, min(most, len(able))) if most else able
    found: dict[Position, Value] = {
        at: text.format(label=label.replace("\n", ""), number=number) for number, (at, label) in enumerate(chosen, 1)
    }
    return typed_over(filed, found) if found else None


def corner_called(filed: Filed, dice: Random, *, text: str | None = None) -> Filed | None:
    """The heading of the labels of rows is missing, or another word."""
    if filed.under("label") != [0] or filed.at(filed.head, 0) is None:
        return None
    return typed_over(filed, {(filed.head, 0): text})


def groups_left_out(filed: Filed, dice: Random) -> Filed | None:
    """Of the header only the lowest labels are there, where these tell the columns apart."""
    depth = filed.body - filed.head
    block = filed.form.blocks[0]
    lasts = [leaf.path[-1] for leaf in block.leaves]
    if depth < 2 or not filed.columns or len({squeeze(each) for each in lasts}) < len(lasts):
        return None
    labels: list[Value] = [*(label or None for label in block.stub), *(for_year(each, 2020) for each in lasts)]
    done = typed_over(filed, {(filed.body - 1, column): label for column, label in enumerate(labels)})
    done = laid(done, done.rows, [box for box in filed.sheet.merges if not filed.head <= box[0] < filed.body])
    return without_rows(done, range(filed.head, filed.body - 1))


def labels_at_bottom(filed: Filed, dice: Random) -> Filed | None:
    """A label over several rows of the header is not merged and stands in the last of them."""
    boxes = [box for box in filed.sheet.merges if filed.head <= box[0] < box[2] < filed.body and box[1] == box[3]]
    changes: dict[Position, Value] = {}
    for top, left, bottom, _ in boxes:
        changes |= {(bottom, left): filed.at(top, left), (top, left): None}
    return typed_over(unmerged(filed, lambda box: box in boxes), changes) if boxes else None


def units_row(filed: Filed, dice: Random, *, text: str = "{unit}", first: str | None = None) -> Filed | None:
    """A row of units stands below the header."""
    units = {column: each.unit or filed.form.unit for column, each in _leaf_columns(filed)}
    row: list[Value] = [text.format(unit=units[at]) if units.get(at) else None for at in range(filed.width)]
    if sum(each is not None for each in row) < 2:
        return None
    row[0] = first
    return with_rows(filed, filed.body, row)


def header_unmerged(filed: Filed, dice: Random, *, repeat: bool = False) -> Filed | None:
    """No cell of the header is merged; a label over several columns may be repeated over each."""
    boxes = [box for box in filed.sheet.merges if filed.head <= box[0] and box[2] < filed.body]
    changes: dict[Position, Value] = {}
    for top, left, _, right in boxes if repeat else ():
        changes |= {(top, column): filed.at(top, left) for column in range(left, right + 1)}
    return typed_over(unmerged(filed, lambda box: box in boxes), changes) if boxes else None


def stub_repeated(filed: Filed, dice: Random) -> Filed | None:
    """What is merged over several rows of labels stands in each of them."""
    boxes = [
        box for box in filed.sheet.merges if filed.body <= box[0] < filed.foot and box[2] > box[0] and box[3] == box[1]
    ]
    boxes = [box for box in boxes if filed.columns.get(box[1]) == "label"]
    changes: dict[Position, Value] = {
        (row, left): filed.at(top, left) for top, left, bottom, _ in boxes for row in range(top, bottom + 1)
    }
    return typed_over(unmerged(filed, lambda box: box in boxes), changes) if boxes else None


def labels_cut(filed: Filed, dice: Random) -> Filed | None:
    """The labels of a header of one row go on in the row below."""
    if filed.body - filed.head != 1:
        return None
    upper, lower = filed.rows[filed.head], list[Value]([])
    for at, value in enumerate(upper):
        text = squeeze(value) if isinstance(value, str) else ""
        upper[at], rest = (text[: (len(text) + 1) // 2] or None), text[(len(text) + 1) // 2 :]
        lower.append(rest or None)
    rows = filed.rows
    rows[filed.head] = upper
    return with_rows(laid(filed, rows), filed.body, lower)


def column_more(
    filed: Filed, dice: Random, *, label: str | None = None, right: bool = True, words: str = ""
) -> Filed | None:
    """There is a column more: a blank one, or one with a label and perhaps words in it."""
    if not filed.columns:
        return None
    column = filed.width if right else dice.choice(sorted(filed.columns)[1:])
    own = [box for box in filed.sheet.merges if filed.head <= box[0] < filed.foot]
    if any(left < column <= end for _, left, _, end in own):
        return None
    values: dict[int, Value] = {filed.head: label} if label else {}
    values |= {filed.entries[0]: words, filed.entries[-1]: words} if words else {}
    return with_column(filed, column, values)


def dates_apart(
    filed: Filed, dice: Random, *, labels: tuple[str, ...] = ("月", "日"), under: bool = True, down: bool = False
) -> Filed | None:
    """The dates stand in several columns: below their label in a row of labels, or each under a label of its own; a
    part that stays the same may be merged `down`."""
    if not isinstance(filed.form.blocks[0], Register) or len(filed.under("date")) != 1 or filed.body - filed.head != 1:
        return None
    column, head, more = filed.under("date")[0], filed.head, len(labels) - 1
    parts = {row: _parts(str(filed.at(row, column) or ""), labels) for row in filed.entries}
    if any(box[1] <= column <= box[3] and box[2] >= filed.body for box in filed.sheet.merges) or not any(
        parts.values()
    ):
        return None
    for at in range(more):
        filed = with_column(filed, column + 1, {row: part[more - at] for row, part in parts.items() if part})
    filed = typed_over(filed, {(row, column): part[0] for row, part in parts.items() if part})
    if down:
        filed = merged(filed, *_runs(filed, column))
    if not under:
        return typed_over(filed, {(head, column + at): label for at, label in enumerate(labels)})
    row: list[Value] = [None] * filed.width
    row[column : column + more + 1] = labels
    boxes = [(head, at, head + 1, at) for at in range(filed.width) if not column <= at <= column + more]
    return merged(with_rows(filed, filed.body, row), (head, column, head, column + more), *boxes)


def _parts(text: str, labels: Sequence[str]) -> list[Value]:
    """The parts of a date that stand under some labels; none of one that has others."""
    spans = read_dates(text, 2020) or ()
    start, end = (spans[0].start, spans[0].end) if len(spans) == 1 and not spans[0].hour else (None, None)
    if start is None or end is None or start.year != 2020 or end.year != 2020:
        return []
    if labels[-1] == "日":
        year: list[Value] = [2020] if len(labels) > 2 else []
        day = start.day if start == end else f"{start.day}-{end.day}" if end.month == start.month else ""
        return [*year, start.month, day] if day else []
    return [f"{start.month}月{start.day}日", f"{end.month}月{end.day}日"]


def _runs(filed: Filed, column: int) -> list[Range]:
    """The stretches of entries below each other that say the same in a column."""
    found: list[Range] = []
    for row in filed.entries:
        if found and found[-1][2] == row - 1 and filed.at(found[-1][0], column) == filed.at(row, column):
            found[-1] = (*found[-1][:2], row, column)
        else:
            found.append((row, column, row, column))
    return [box for box in found if box[2] > box[0]]


def column_parted(
    filed: Filed, dice: Random, *, labels: tuple[str, str] = ("成人", "少儿"), total: bool = False
) -> Filed | None:
    """A column of figures is parted below its label: two columns of what it adds up, perhaps with their total."""
    able = [at for at in filed.under("number") if not any(_is_in(at, box, filed) for box in filed.sheet.merges)]
    if not able or filed.body - filed.head != 1:
        return None
    column, head, new = dice.choice(able), filed.head, 2 if total else 1
    values = {row: value for row in filed.roles if isinstance(value := filed.at(row, column), int | float)}
    first = {row: int(value * 0.7) for row, value in values.items()}
    rest = {row: round(value - first[row], 2) for row, value in values.items()}
    if total:
        filed = with_column(filed, column + 1, values)
    filed = typed_over(with_column(filed, column + 1, rest), {(row, column): each for row, each in first.items()})
    row: list[Value] = [None] * filed.width
    row[column : column + new + 1] = (*labels, *(("小计",) if total else ()))
    boxes = [(head, at, head + 1, at) for at in range(filed.width) if not column <= at <= column + new]
    return merged(with_rows(filed, filed.body, row), (head, column, head, column + new), *boxes)


def _is_in(column: int, box: Range, filed: Filed) -> bool:
    return box[1] <= column <= box[3] and filed.head <= box[0] < filed.foot


def swapped(filed: Filed, dice: Random) -> Filed | None:
    """Two columns beside each other have changed places."""
    able = [at for at in sorted(filed.columns) if at + 1 in filed.columns and filed.columns[at] != "label"]
    inside = [box for box in filed.sheet.merges if filed.head <= box[0] < filed.foot]
    able = [at for at in able if not any(box[1] <= at + 1 and box[3] >= at and box[1] < box[3] for box in inside)]
    if not able or filed.body - filed.head > 1:
        return None
    at = dice.choice(able)
    rows = filed.rows
    for row in rows[filed.head : filed.foot]:
        row.extend([None] * (at + 2 - len(row)))
        row[at], row[at + 1] = row[at + 1], row[at]
    other = {at: at + 1, at + 1: at}
    merges = [
        (a, other.get(b, b), c, other.get(d, d)) if (a, b, c, d) in inside else (a, b, c, d)
        for a, b, c, d in filed.sheet.merges
    ]
    columns = {other.get(column, column): kind for column, kind in filed.columns.items()}
    looks = {(row, other.get(column, column)): look for (row, column), look in filed.looks.items()}
    return replace(laid(filed, rows, merges), columns=columns, looks=looks)


def _header(filed: Filed) -> list[tuple[Position, str]]:
    cells = ((row, column) for row in range(filed.head, filed.body) for column in range(filed.width))
    return [(at, text) for at in cells if isinstance(text := filed.at(*at), str)]


def _leaf_columns(filed: Filed):  # type: ignore[no-untyped-def]
    block = filed.form.blocks[0]
    return ((len(block.stub) + at, leaf.column) for at, leaf in enumerate(block.leaves)) if filed.columns else ()
