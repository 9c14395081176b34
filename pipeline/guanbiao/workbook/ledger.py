"""The ledger (勾稽关系): every relation as a row of live formulas over the official pages, with its cached verdict."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from guanbiao.facts.frames import RelationLine, TermLine, lines
from guanbiao.forms.equations import Op
from guanbiao.forms.relation import Relation
from guanbiao.model.findings import Verdict
from guanbiao.pages.formulas import expression, quoted
from guanbiao.pages.page import Page, Placed, fit_heights, fit_widths
from guanbiao.report.report import Report
from guanbiao.text.cells import a1
from guanbiao.text.figures import exact
from guanbiao.text.years import for_year
from guanbiao.words import findings as phrase
from guanbiao.words.findings import Phrases
from guanbiao.words.relations import BLANKS, LEDGER_HEAD, LEDGER_TITLE, relation_sentence
from guanbiao.workbook.official import Consolidated

Finder = Callable[[TermLine], tuple[str, Placed] | None]
_CAPS = {1: 16.0, 4: 60.0, 5: 24.0, 7: 24.0, 11: 34.0}
_REPORTED, _EXPECTED, _DIFFERENCE = "G", "I", "J"
_HOLDS, _BROKEN, _NOT_JUDGED = (phrase.VERDICTS[each] for each in Verdict)
_STYLES = {Verdict.HOLDS: "body holds", Verdict.BROKEN: "body mandatory", Verdict.UNVERIFIABLE: "body"}


def ledger_page(report: Report, official: Consolidated, phrases: Phrases) -> Page:
    """One row a relation: its sentence, both sides with links, difference and verdict."""
    find = finder(report, official)
    wide = len(LEDGER_HEAD) - 1
    cells = [Placed(0, 0, LEDGER_TITLE.format(year=report.year), "title", 0, wide)]
    cells += [Placed(1, column, text, "head") for column, text in enumerate(LEDGER_HEAD)]
    sides: dict[tuple[int, int], list[TermLine]] = defaultdict(list)
    for term in lines(report.reconciled.met(report.year), TermLine):
        sides[term.relation, term.side].append(term)
    at = 1
    for at, line in enumerate(lines(report.reconciled.judged(report.year), RelationLine), 2):
        relation = report.reconciled.plan.relations[line.relation]
        left, right = (sides[line.relation, side] for side in (0, 1))
        cells += _row(at, relation, line, left, right, find, phrases)
    widths = fit_widths(cells[1:], wide + 1, 14.0, _CAPS)
    box = (1, 0, max(at, 2), wide)
    heights = fit_heights(cells, widths)
    return Page(phrase.LEDGER, tuple(cells), widths, heights, True, (0, 1), (2, 0), box)


def finder(report: Report, official: Consolidated) -> Finder:
    """Where a term stands in the official pages; an entry that is counted, at the first filled cell of its row."""

    def find(line: TermLine) -> tuple[str, Placed] | None:
        if line.filing is None or line.at_row is None:
            return None
        filing = report.filings[line.filing]
        if line.at_column is None:
            return official.first_in_row.get((filing.book.file, filing.sheet.name, line.at_row))
        place = a1(line.at_row, line.at_column) if line.at_column >= 0 else ""
        return official.cells.get((filing.book.file, filing.sheet.name, place))

    return find


def _row(
    at: int,
    relation: Relation,
    line: RelationLine,
    left: Sequence[TermLine],
    right: Sequence[TermLine],
    find: Finder,
    phrases: Phrases,
) -> Iterator[Placed]:
    """The cells of one relation. A side that cannot be judged is blank, and so is the difference."""
    yield Placed(at, 0, at - 1, "body")
    yield Placed(at, 1, for_year(relation.rule.code, phrases.year), "text")
    yield Placed(at, 2, phrase.LEVELS[relation.rule.level], "body")
    yield Placed(at, 3, phrase.KINDS[relation.kind], "body")
    yield Placed(at, 4, relation_sentence(phrases, relation), "text")
    yield _link(at, 5, left, find)
    yield _side(at, 6, left, line.reported, find)
    yield _link(at, 7, right, find)
    yield _side(at, 8, right, line.expected, find)
    yield from _judgement(at, relation, line)
    yield Placed(at, 11, _note(relation, line), "text")


def _side(at: int, column: int, terms: Sequence[TermLine], value: float | None, find: Finder) -> Placed:
    formula = f'=IFERROR(ROUND({expression(terms, find)},6),"")'
    return Placed(at, column, _cached(value), "number", formula=formula)


def _cached(value: float | None) -> float | int | str:
    """A cached value: '' for none."""
    return "" if (whole := exact(value)) is None else whole


def _judgement(at: int, relation: Relation, line: RelationLine) -> Iterator[Placed]:
    row, judged = at + 1, Verdict(line.verdict)
    difference = f'=IFERROR(ROUND({_REPORTED}{row}-{_EXPECTED}{row},6),"")'
    yield Placed(at, 9, _cached(line.difference), "number", formula=difference)
    off = f"{_DIFFERENCE}{row}" if relation.equation.op is Op.AT_MOST else f"ABS({_DIFFERENCE}{row})"
    verdict = f'IF({off}<={line.tolerance:.12g},"{_HOLDS}","{_BROKEN}")'
    formula = f'=IF(ISNUMBER({_DIFFERENCE}{row}),{verdict},"{_NOT_JUDGED}")'
    yield Placed(at, 10, phrase.VERDICTS[judged], _STYLES[judged], formula=formula)


def _link(at: int, column: int, terms: Sequence[TermLine], find: Finder) -> Placed:
    """A link to the first cell of a side, named by where it stands."""
    found = next((each for line in terms if (each := find(line))), None)
    if found is None:
        return Placed(at, column, None, "text")
    sheet, cell = found
    address = a1(cell.row, cell.column)
    return Placed(at, column, f"{sheet}!{address}", "link", link=f"internal:{quoted(sheet)}!{address}")


def _note(relation: Relation, line: RelationLine) -> str:
    blanks = BLANKS.format(count=line.blanks) if line.blanks else ""
    return "；".join(part for part in (relation.rule.basis, blanks) if part)
