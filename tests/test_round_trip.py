"""What is drawn from a declaration and written as an official sheet reads back as the same table, for every form; so
does a year of forms as people really file them, each in a disguise or two."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

import pytest
from guanbiao.facts.extract import extract
from guanbiao.forms.catalogue import CARD_COLUMN, Card, Column, Form, Grid, Kind, Register
from guanbiao.model.books import Book, FileStatus, Sheet
from guanbiao.model.filings import (
    Filing,
    FoundBlock,
    FoundRow,
    PrintedLine,
)
from guanbiao.pages.filled import Filled, Held
from guanbiao.pages.layout import official_page
from guanbiao.pages.xlsx import write_workbook
from guanbiao.recognise.recognise import recognise
from guanbiao.text.labels import fold
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.catalogue import CATALOGUE
from tests.disguises.every import SUPPORTED
from tests.disguises.filed import Filed
from tests.disguises.judged import judged_year, pages_of
from tests.disguises.ways import Disguise, disguised, faults
from tests.disguises.year import official
from tests.drawing import read_bytes

LETTERS = "图书馆讲座展览读者服务部门工作天地人和ABc“”《》、"
TYPED = ("12人", "1.5小时", "无", "—", "42.4%", "7954+7855（少儿）=15809", "--603814", "不详", "1,234")
NEW_YEAR = date(2020, 1, 1)
BLANK = "blank"


def words(dice: Random) -> str:
    return "".join(dice.choices(LETTERS, k=dice.choice((2, 18, dice.randint(2, 18)))))


def figure(dice: Random) -> str:
    return str(dice.choice((0, 10**7, dice.randint(0, 10**7), dice.randint(0, 10**5) / 10)))


def typed(dice: Random) -> str:
    return dice.choice(TYPED) if dice.random() < 0.5 else figure(dice)


def day(dice: Random) -> str:
    found = NEW_YEAR + timedelta(dice.randrange(366))
    return f"{found.month}月{found.day}日"


def cell(raw: str | None, kind: Kind, seq: int = 0) -> Held:
    """A cell as the layout takes it."""
    state = BLANK if raw is None else "number"
    return Held(raw, state, kind.value, seq, seq, ("f", "s", f"A{seq + 1}"))


def value_of(column: Column, dice: Random) -> str | None:
    """What may stand in an entry under a column."""
    if not column.required and dice.random() < 0.5:
        return None
    return {Kind.NUMBER: typed, Kind.DATE: day}.get(column.kind, words)(dice)


def compound(measures: tuple[str, ...], dice: Random) -> str:
    """A figure, or one a measure."""
    if not measures or "" in measures:
        return figure(dice)
    open_units = [measure for measure in measures if "/" not in measure and measure != "总"]
    return " ".join(f"{dice.randint(0, 10**6)}{unit}" for unit in open_units)


def filled_form(form: Form, dice: Random) -> Filled:
    """A year's table of a form, drawn from its declaration."""
    values: dict[tuple[int, str, str], Held] = {}
    entries: dict[int, list[dict[str, Held]]] = defaultdict(list)
    rows: list[FoundBlock] = []
    for index, block in enumerate(form.blocks):
        if isinstance(block, Grid):
            values |= draw_grid(dice, index, block)
            rows.append(
                FoundBlock(index, tuple(FoundRow(key, key, "row", at) for at, key in enumerate(block.row_keys)))
            )
            continue
        rows.append(FoundBlock(index))
        if isinstance(block, Card):
            for key, (_, slot) in block.slots.items():
                values[index, key, CARD_COLUMN] = cell(compound(slot.measures, dice), Kind.NUMBER)
        else:
            entries[index] = draw_entries(dice, block)
            values |= draw_totals(dice, form, index, block, len(entries[index]))
    lines = (
        PrintedLine("preface", "填报部门：业务中心", 1, 0),
        PrintedLine("signature", "填表人： 王某", 9, 0, "填表人", "王某"),
    )
    filing = Filing(
        form.id, Book("f", "", 0.0, FileStatus.READ), Sheet("s", []), "", 2020, (0, 0), (0, 0, 0, 0), tuple(rows), lines
    )
    return Filled(dice.randint(2010, 2040), filing, values, entries)


def draw_grid(dice: Random, index: int, grid: Grid) -> dict[tuple[int, str, str], Held]:
    found = {}
    for key, row in zip(grid.row_keys, grid.rows, strict=True):
        for span in row.spans:
            found[index, key, span.name] = cell(compound(span.measures, dice), Kind.NUMBER)
        for leaf in grid.leaves if not row.spans else ():
            if not leaf.column.floating:
                found[index, key, leaf.key] = cell(value_of(leaf.column, dice), leaf.column.kind)
    for leaf in grid.leaves:
        if leaf.column.floating:
            at = dice.randrange(len(grid.rows))
            found[index, grid.row_keys[-1], leaf.key] = cell(compound(leaf.column.measures, dice), Kind.NUMBER, at)
    return found


def draw_entries(dice: Random, block: Register) -> list[dict[str, Held]]:
    entries = []
    for seq in range(dice.randint(1, 6)):
        entry = {}
        for leaf in block.leaves:
            raw = str(seq + 1) if leaf.column.kind is Kind.SERIAL else value_of(leaf.column, dice)
            entry[leaf.key] = cell(raw, leaf.column.kind, seq)
        entries.append(entry)
    return entries


def draw_totals(dice: Random, form: Form, index: int, block: Register, above: int) -> dict[tuple[int, str, str], Held]:
    return {
        (index, key, column): cell(figure(dice), Kind.NUMBER, above + order)
        for order, key in enumerate(block.row_keys)
        for row, column in form.figures
        if row == key
    }


def drawn_cells(filled: Filled) -> dict[tuple[int, str, str, int], str]:
    """What was drawn: block, row, column, entry → text; blanks left out."""
    found = {(index, row, column, 0): each.raw for (index, row, column), each in filled.values.items()}
    for index, entries in filled.entries.items():
        for seq, entry in enumerate(entries):
            found |= {(index, "", column, seq): each.raw for column, each in entry.items()}
    return {place: fold(raw).replace(",", "") for place, raw in found.items() if raw is not None}


@pytest.mark.parametrize("form", CATALOGUE.forms, ids=lambda form: form.id)
def test_a_drawn_table_reads_back(form: Form) -> None:
    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 2**32))
    def round_trip(seed: int) -> None:
        filled = filled_form(form, Random(seed))
        content = write_workbook([official_page(form, filled)], "x")
        done = recognise([read_bytes(content, "x.xlsx")], CATALOGUE)
        filings = done.filings
        assert [(each.form, each.period) for each in filings] == [(form.id, filled.year)]
        assert not done.findings
        read = {}
        for line in extract(filings, CATALOGUE).cells.iter_rows(named=True):
            if line["raw"] is not None and not (
                line["role"] == "total" and (line["row"], line["column"]) not in form.figures
            ):
                seq = line["seq"] if line["role"] == "entry" else 0
                read[line["block"], line["row"], line["column"], seq] = fold(line["raw"]).replace(",", "")
        assert read == drawn_cells(filled)
        assert [line.text for line in filings[0].lines if line.role == "signature"] == ["填表人： 王某"]
        held.append(filled)

    held: list[Filled] = []
    round_trip()
    assert held


SEED = 1  # of the year's figures
RETYPED = (  # the page shows the total, and the date, as it was typed
    *("合计称总计", "合计称小计", "合计一格"),
    *("日期分栏在下", "日期分栏", "起止", "数字分栏"),
)
LAID_OUT = tuple(each for each in SUPPORTED if each.stage != "figures" and each.name not in RETYPED)


@pytest.mark.parametrize("turn", range(0, len(SUPPORTED), 3))
def test_forms_in_a_disguise_read_back(turn: int) -> None:
    """Every disguise is worn by every third of the forms that can."""
    worn = {form: (SUPPORTED[(turn + at) % len(SUPPORTED)],) for at, form in enumerate(official(SEED))}
    year = {form: filed for form in worn if (filed := _put_on(form, worn[form]))}
    assert not _faults(year, worn)


@pytest.mark.parametrize("turn", range(0, len(LAID_OUT), 12))
def test_the_official_pages_of_forms_in_a_disguise_are_the_same(turn: int) -> None:
    worn = {form: (LAID_OUT[(turn + at) % len(LAID_OUT)],) for at, form in enumerate(official(SEED))}
    year = {form: filed for form in worn if (filed := _put_on(form, worn[form]))}
    assert pages_of(year, SEED) == pages_of({form: official(SEED)[form] for form in year}, SEED)


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**6))
def test_forms_in_two_disguises_read_back(seed: int) -> None:
    dice = Random(seed)
    worn = {form: _two(form, dice) for form in official(SEED)}
    year = {form: filed for form in worn if (filed := _put_on(form, worn[form]))}
    assert not _faults(year, worn)


def _two(form: str, dice: Random) -> tuple[Disguise, ...]:
    """Two disguises that a form can wear at once."""
    while True:
        one, other = dice.sample(SUPPORTED, 2)
        if one.goes_with(other) and _put_on(form, (one, other)):
            return one, other


def _put_on(form: str, disguises: tuple[Disguise, ...]) -> Filed | None:
    return disguised(official(SEED)[form], disguises, Random(form))


def _faults(year: Mapping[str, Filed], worn: Mapping[str, tuple[Disguise, ...]]) -> dict[str, str]:
    """By form and its disguises, what is wrong with how it was read."""
    found = {form: faults(seen, worn[form]) for form, seen in judged_year(year, SEED).items()}
    return {f"{form}: {' + '.join(each.name for each in worn[form])}": wrong for form, wrong in found.items() if wrong}
