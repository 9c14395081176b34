"""Blanks, filled: a total by the formula that its own rules give, over the cells of its official page; a figure of a
year before as it was filed then.

     A        B
4    总馆     12       合计 is left blank and its rule adds the two rows above it:  =SUM(B4:B5), which is 19.
5    少儿馆   7        A part that stands there as text (约7册) is added as a figure:  =SUM(B4)+7.
6    合计              Of entries that are counted it is how many rows there are:  =ROWS(A4:A5), which is 2."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from guanbiao.facts.frames import TermLine
from guanbiao.pages.formulas import lacks_sign, ranges
from guanbiao.pages.page import Origin, Placed, Shown
from guanbiao.reconcile.gaps import Fill, Sum
from guanbiao.report.report import Report
from guanbiao.text.cells import a1, at_address
from guanbiao.words.findings import Phrases
from guanbiao.words.years import FILLED_FROM_FORM, FILLED_FROM_KEPT

_JOINED = '&" "&'  # what joins the figures of a cell that states several


class Filling(Struct, frozen=True):
    """What fills a blank: a formula, and its value until it is worked out anew; or, of a year before, the figure
    itself, and where it is from, as a comment."""

    formula: str
    value: Shown
    comment: str = ""


def fillings(report: Report, placed: Mapping[Origin, Placed], phrases: Phrases) -> dict[Origin, Filling]:
    """What fills each blank that can be filled, by the cell that was left blank. `placed` are the cells of the official
    pages, by where they were filed."""
    return {
        origin: _recalled(report, fill, phrases) if fill.is_recalled else _summed(report, fill, placed)
        for fill in report.filled
        if (origin := _origin(report, fill.total))
    }


def _summed(report: Report, fill: Fill, placed: Mapping[Origin, Placed]) -> Filling:
    return Filling("=" + _JOINED.join(_stated(report, each, placed) for each in fill.sums), fill.value)


def _recalled(report: Report, fill: Fill, phrases: Phrases) -> Filling:
    """A figure of a year before, as it was filed then."""
    then = fill.sums[0].parts[0]
    is_kept = then.filing is not None and report.filings[then.filing].kept
    said = FILLED_FROM_KEPT if is_kept else FILLED_FROM_FORM
    return Filling("", fill.value, said.format(year=then.period - (then.back or 0), table=phrases.table(then.form)))


def _stated(report: Report, total: Sum, placed: Mapping[Origin, Placed]) -> str:
    """A figure as its cell states it: behind it its measure, where there are several."""
    formula = _formula(report, total.parts, placed)
    return f'{formula}&"{total.measure}"' if total.measure else formula


def _origin(report: Report, line: TermLine) -> Origin | None:
    """Where the figure of a term was filed; None for one that is nowhere."""
    if line.filing is None or line.at_row is None:
        return None
    filing = report.filings[line.filing]
    return filing.book.file, *filing.place(line.at_row, max(line.at_column or 0, 0))


def _formula(report: Report, terms: Sequence[TermLine], placed: Mapping[Origin, Placed]) -> str:
    """A sum over the cells of the page; a figure that stands there as text or without its sign goes in as itself."""
    if terms and all(line.at_column is None for line in terms):
        return _count(report, terms, placed)
    sums: dict[int, list[tuple[int, int]]] = {1: [], -1: []}
    loose = 0.0
    for line in terms:
        origin = _origin(report, line)
        cell = placed.get(origin) if origin else None
        is_number = cell is not None and not isinstance(cell.value, str) and not lacks_sign(line, cell)
        if cell is not None and is_number and line.factor in sums:
            sums[line.factor].append((cell.row, cell.column))
        else:
            loose += line.factor * (line.figure or 0.0)
    parts = [f"{sign}SUM({','.join(ranges(cells))})" for sign, cells in (("", sums[1]), ("-", sums[-1])) if cells]
    return "".join(parts) + (f"{loose:+.10g}" if loose or not parts else "")


def _count(report: Report, terms: Sequence[TermLine], placed: Mapping[Origin, Placed]) -> str:
    """The number of entries, as the number of rows from the first to the last, less those between that are none."""
    filing = report.filings[terms[0].filing or 0]
    wanted = {filing.row_origin(line.at_row or 0) for line in terms}
    rows = sorted(
        cell.row for (file, sheet, address), cell in placed.items() if (file, sheet, at_address(address)[0]) in wanted
    )
    between = rows[-1] - rows[0] + 1 - len(set(rows))
    return f"ROWS({a1(rows[0], 0)}:{a1(rows[-1], 0)})" + (f"-{between}" if between else "")
