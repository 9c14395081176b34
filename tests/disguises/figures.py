"""Figures and dates as people type them."""

import datetime
import re
from collections.abc import Callable, Mapping
from random import Random

from guanbiao.forms.catalogue import Blank, Grid, Kind
from guanbiao.text.cells import Position, Value
from guanbiao.text.dates import read_dates
from msgspec.structs import replace

from tests.disguises.filed import Filed, figures_of, typed_over

Written = Callable[[int | float], str]
WIDE = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
FIGURES: Mapping[str, Written] = {
    "1,234": lambda value: f"{value:,}",
    "1 234": lambda value: f"{value:,}".replace(",", " "),
    "1\u00a0234": lambda value: f"{value:,}".replace(",", "\u00a0"),
    "1，234": lambda value: f"{value:,}".replace(",", "，"),
    "１２３４": lambda value: str(value).translate(WIDE),
    "1234.00": lambda value: f"{value:.2f}",
    "1234": str,
    " 1234 ": lambda value: f" {value} ",
    '="1234"': lambda value: f'="{value}"',
    "'1234": lambda value: f"'{value}",
    "+1234": lambda value: f"{value:+}",
}
DATES: Mapping[str, Callable[[datetime.date], Value]] = {
    "20200302": lambda day: int(f"{day:%Y%m%d}"),
    "text 20200302": lambda day: f"{day:%Y%m%d}",
    "ISO": lambda day: f"{day:%Y-%m-%d}",
    "moment": lambda day: f"{day:%Y-%m-%d} 00:00:00",
    "serial": lambda day: (day - datetime.date(1899, 12, 30)).days,
    "2020/3/2": lambda day: f"{day.year}/{day.month}/{day.day}",
    "2020年3月2日": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "3月2日": lambda day: f"{day.month}月{day.day}日",
    "3.2": lambda day: f"{day.month}.{day.day}",
    "3/2": lambda day: f"{day.month}/{day.day}",
    "2020. 3. 2": lambda day: f"{day.year}. {day.month}. {day.day}",
    "2020年03月02号": lambda day: f"{day.year}年{day.month:02d}月{day.day:02d}号",
    "三月二日": lambda day: f"{_numeral(day.month)}月{_numeral(day.day)}日",
    "2020-03-02（周一）": lambda day: f"{day:%Y-%m-%d}（周{'一二三四五六日'[day.weekday()]}）",
    "20.3.2": lambda day: f"{day:%y}.{day.month}.{day.day}",
}


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{' 一二三'[tens]}十"
    return ten + ("" if not ones else "一二三四五六七八九"[ones - 1])


def figures_as(filed: Filed, dice: Random, *, way: str = "1,234") -> Filed | None:
    """Every figure is typed in another way."""
    found = dict(figures_of(filed))
    texts = [filed.at(row, column) for row in filed.roles for column in filed.under(Kind.NUMBER.value)]
    others = any(re.search(r"\d{4}", text) for text in texts if isinstance(text, str))  # a habit is one throughout
    if sum(value >= 1000 for value in found.values()) < 3 or others:
        return None
    return typed_over(filed, {at: FIGURES[way](value) for at, value in found.items()})


def units_behind(filed: Filed, dice: Random, *, space: str = "") -> Filed | None:
    """Every figure has its unit behind it."""
    block = filed.form.blocks[0]
    if not filed.columns:
        return None
    units = {len(block.stub) + at: leaf.column.unit or filed.form.unit for at, leaf in enumerate(block.leaves)}
    found: dict[Position, Value] = {
        at: f"{value}{space}{units[at[1]]}"
        for at, value in figures_of(filed)
        if units.get(at[1]) and at[0] in filed.entries
    }
    return typed_over(filed, found) if found else None


def negatives_as(filed: Filed, dice: Random, *, text: str = "({value})") -> Filed | None:
    """Figures below 0 are written as in books of account."""
    found: dict[Position, Value] = {at: text.format(value=-value) for at, value in figures_of(filed) if value < 0}
    return typed_over(filed, found) if found else None


def nothing_as(filed: Filed, dice: Random, *, text: str = "×", most: int = 3) -> Filed | None:
    """Blanks that mean none say so in another way."""
    block = filed.form.blocks[0]
    if not isinstance(block, Grid) or block.entries_blank is not Blank.NONE or not filed.columns:
        return None
    blanks = [
        (row, column)
        for row in filed.entries
        for column in filed.under(Kind.NUMBER.value)
        if filed.at(row, column) is None and not _is_total(filed, column)
    ]
    return typed_over(filed, dict.fromkeys(dice.sample(blanks, min(most, len(blanks))), text)) if blanks else None


def in_other_unit(filed: Filed, dice: Random, *, word: str = "万", scale: int = 10**4) -> Filed | None:
    """The line above the table names a multiple of the unit, and the figures are divided by it."""
    if filed.form.unit not in ("册次", "人次", "册(件)"):
        return None
    found: dict[Position, Value] = {at: value / scale for at, value in figures_of(filed)}
    done = typed_over(filed, found)
    line = f"单位：{word}{filed.form.unit}"
    own = next(
        (row for row in range(1, filed.head) if "单位" in str(filed.at(row, 0)) and "填" not in str(filed.at(row, 0))),
        0,
    )
    return typed_over(done, {(own, 0): line}) if own else typed_over(done, {(0, done.width): line})


def dates_as(filed: Filed, dice: Random, *, way: str = "ISO", look: str = "") -> Filed | None:
    """Dates of one day are written in another way."""
    found: dict[Position, datetime.date] = {}
    for row in filed.entries:
        for column in filed.under("date"):
            spans = read_dates(str(filed.at(row, column) or ""), 2020) or ()
            if len(spans) == 1 and spans[0].start == spans[0].end and not spans[0].hour and spans[0].start.year == 2020:
                found[row, column] = spans[0].start
    done = typed_over(filed, {at: DATES[way](day) for at, day in found.items()})
    return replace(done, looks=dict.fromkeys(found, look) if look else {}) if found else None


def shares_as(filed: Filed, dice: Random, *, bare: bool = False) -> Filed | None:
    """Shares are typed as numbers: 0.69 with the look of 69%, or 69 with nothing behind."""
    found: dict[Position, Value] = {}
    looks: dict[Position, str] = {}
    for row in filed.roles:
        for column in filed.columns:
            text = filed.at(row, column)
            if isinstance(text, str) and text.endswith("%"):
                share = float(text[:-1])
                found[row, column] = share if bare else round(share / 100, 6)
                looks[row, column] = "percent 2" if "." in text else "percent"
    return replace(typed_over(filed, found), looks={} if bare else looks) if found else None


def _is_total(filed: Filed, column: int) -> bool:
    """Whether a column adds up others."""
    block = filed.form.blocks[0]
    assert isinstance(block, Grid)
    return block.leaves[column - len(block.stub)].key in {*block.total_columns, *(adds.total for adds in block.across)}


def struck(filed: Filed, dice: Random, *, cells: int = 1, behind: bool = False) -> Filed | None:
    """An older figure stands struck out before the new one, or behind it, in one cell."""
    able = [at for at, value in figures_of(filed) if value >= 10]
    found = dice.sample(able, min(cells, len(able)))
    side = "behind" if behind else "before"
    looks = {at: f"struck {side} {dice.randint(10, 99999)}" for at in found}
    return replace(filed, looks=looks) if found else None
