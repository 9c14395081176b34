"""A year of all 29 forms with figures made up from a seed, in which every total agrees, as official sheets."""

import random
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import polars as pl
from guanbiao.facts.frames import CellLine, FactLine, lines
from guanbiao.forms.catalogue import Form, Grid, Kind
from guanbiao.intake.read import read_folder
from guanbiao.model.books import Sheet
from guanbiao.pages.header import header_depth
from guanbiao.pages.page import Origin, Page, Placed
from guanbiao.report.report import Report
from guanbiao.text.cells import Value, a1
from guanbiao.words.findings import Phrases
from guanbiao.workbook.official import consolidate
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.consistent import Key, consistent, report_of, typed_in
from tests.disguises.filed import Filed

ROOT = Path(__file__).resolve().parent.parent.parent
YEAR = 2020
_DRAWS = 20  # what may be no more than another figure is so by chance


@lru_cache
def official(seed: int = 0) -> Mapping[str, Filed]:
    """By form, its official sheet as a department would file it."""
    report = made_up(seed)
    pages = consolidate(report, Phrases(CATALOGUE, YEAR)).pages
    spots: dict[Origin, CellLine] = {}
    for line in lines(report.tables.cells.filter(pl.col("filing").is_in(report.counted_at)), CellLine):
        filing = report.filings[line.filing]
        spots[filing.book.file, filing.sheet.name, a1(line.at_row, line.at_column)] = line
    return {form.id: _filed(form, page, spots) for form, page in zip(CATALOGUE.forms, pages, strict=True)}


def _filed(form: Form, page: Page, spots: Mapping[Origin, CellLine]) -> Filed:
    height, width = max(cell.bottom for cell in page.cells) + 1, max(cell.right for cell in page.cells) + 1
    rows: list[list[Value]] = [[None] * width for _ in range(height)]
    for cell in page.cells:
        rows[cell.row][cell.column] = None if cell.formula or cell.value == "" else cell.value
    merges = tuple((each.row, each.column, each.bottom, each.right) for each in page.cells if _is_merged(each))
    body = [(cell.row, cell.column, spots[at]) for cell in page.cells if (at := cell.origin) and at in spots]
    last = max(row for row, _, _ in body)
    assert page.repeat
    first = page.repeat[1] + 1
    filed = Filed(form, (Sheet(f"{form.number:02d} {form.name}", rows, merges),), first, first, last + 1)
    head = first - header_depth(form.blocks[0])
    if len(form.blocks) > 1:
        return replace(filed, head=head)
    roles = {row: "total" if line.role == "total" or _is_total(form, line) else line.role for row, _, line in body}
    kinds = {column: line.kind for row, column, line in reversed(body) if line.role in ("row", "entry")}
    labels = dict.fromkeys(range(len(form.blocks[0].stub)), "label")
    return replace(filed, head=head, roles=roles, columns=labels | kinds)


def _is_merged(cell: Placed) -> bool:
    return (cell.bottom, cell.right) != (cell.row, cell.column)


def _is_total(form: Form, line: CellLine) -> bool:
    block = form.blocks[0]
    return isinstance(block, Grid) and (line.role == "single" or line.row in {adds.total for adds in block.down})


@lru_cache
def made_up(seed: int) -> Report:
    """The sample's year with other figures, every total of them recomputed; seed 0 is the sample's own figures."""
    plain = report_of(consistent(report_of(read_folder(ROOT / "inputs"))))
    dice = random.Random(seed)
    for _ in range(_DRAWS if seed else 0):
        changes = dict(_other_figures(plain, dice))
        report = report_of(consistent(report_of(typed_in(plain.books, plain, changes))))
        if _agrees(report):
            return report
    assert not seed, "no figures were drawn that agree"
    assert _agrees(plain)
    return plain


def _agrees(report: Report) -> bool:
    return not [each for each in report.findings if each.level.value == "mandatory"]


def _other_figures(report: Report, dice: random.Random) -> Iterator[tuple[Key, float]]:
    for fact in lines(report.tables.facts, FactLine):
        if fact.is_total or fact.measure or fact.kind != Kind.NUMBER.value or not (fact.raw or "").isdigit():
            continue
        if fact.value and fact.value >= 10:
            yield (
                (fact.filing, fact.at_row, fact.at_column, ""),
                float(dice.randint(int(fact.value * 0.6) + 1, int(fact.value * 1.6))),
            )
