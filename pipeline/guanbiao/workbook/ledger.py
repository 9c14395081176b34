"""The ledger (勾稽关系): every relation as a row of live formulas over the official pages, with its cached verdict."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from guanbiao.facts.frames import RelationLine, TermLine, lines
from guanbiao.forms.equations import Op
from guanbiao.forms.relation import Relation
from guanbiao.model.findings import Verdict, address
from guanbiao.pages.formulas import expression
from guanbiao.pages.page import Page, Placed
from guanbiao.pages.table import Entry, Line, centred, link, link_to, table_page
from guanbiao.report.report import Report
from guanbiao.text.cells import a1
from guanbiao.text.figures import exact
from guanbiao.text.years import for_year
from guanbiao.words import workbook as words
from guanbiao.words.findings import Phrases
from guanbiao.words.relations import relation_sentence
from guanbiao.workbook.official import Consolidated

Finder = Callable[[TermLine], tuple[str, Placed] | None]
_CAP = 14.0
_CAPS = {1: 16.0, 4: 54.0, 5: 24.0, 7: 24.0, 11: 32.0}  # a rule's code, its sentence, two addresses, what it rests on
_FIRST = 3  # the row of the first relation, below the title and the head, as Excel numbers rows
_REPORTED, _EXPECTED, _DIFFERENCE = "G", "I", "J"  # columns of LEDGER_HEAD
_HOLDS, _BROKEN, _NOT_JUDGED = (words.VERDICTS[each] for each in Verdict)
_STYLES = {Verdict.HOLDS: "body holds", Verdict.BROKEN: "body mandatory", Verdict.UNVERIFIABLE: "body"}


def ledger_page(report: Report, official: Consolidated, phrases: Phrases) -> Page:
    """One row a relation: its sentence, both sides with links, difference and verdict."""
    lines = _lines(report, finder(report, official), phrases)
    heading = words.LEDGER_TITLE.format(year=report.year)
    return table_page(words.LEDGER, heading, words.LEDGER_HEAD, lines, _CAP, _CAPS, filtered=True)


def finder(report: Report, official: Consolidated) -> Finder:
    """Where a term stands in the official pages; an entry that is counted, at the first filled cell of its row."""

    def find(line: TermLine) -> tuple[str, Placed] | None:
        if line.filing is None or line.at_row is None:
            return None
        filing = report.filings[line.filing]
        if line.at_column is None:
            return official.first_in_row.get(filing.row_origin(line.at_row))
        return official.cells.get((filing.book.file, *filing.place(line.at_row, line.at_column)))

    return find


def _lines(report: Report, find: Finder, phrases: Phrases) -> Iterator[Line]:
    sides: dict[tuple[int, int], list[TermLine]] = defaultdict(list)
    for term in lines(report.reconciled.terms_of(report.year), TermLine):
        sides[term.relation, term.side].append(term)
    for count, judged in enumerate(lines(report.reconciled.relations_of(report.year), RelationLine), 1):
        relation = report.reconciled.plan.relations[judged.relation]
        left, right = (sides[judged.relation, side] for side in (0, 1))
        yield _line(count, relation, judged, left, right, find, phrases)


def _line(
    count: int,
    relation: Relation,
    judged: RelationLine,
    left: Sequence[TermLine],
    right: Sequence[TermLine],
    find: Finder,
    phrases: Phrases,
) -> Line:
    """One relation. A side that cannot be judged is blank, and so is the difference."""
    blanks = words.BLANKS_AS_NONE.format(count=judged.blanks) if judged.blanks else ""
    return (
        count,
        for_year(relation.rule.code, phrases.year),
        centred(words.LEVELS[relation.rule.level]),
        centred(words.KINDS[relation.kind]),
        relation_sentence(phrases, relation),
        _linked(left, find),
        _side(left, judged.reported, find),
        _linked(right, find),
        _side(right, judged.expected, find),
        *_judgement(count + _FIRST - 1, relation, judged),
        words.notes((relation.rule.basis, blanks)),
    )


def _linked(terms: Sequence[TermLine], find: Finder) -> Entry:
    """A link to the first cell of a side, named by where it stands."""
    found = next((each for term in terms if (each := find(term))), None)
    if found is None:
        return link(None, "")
    sheet, cell = found
    at = a1(cell.row, cell.column)
    return link(address(sheet, at), link_to(sheet, at))


def _side(terms: Sequence[TermLine], value: float | None, find: Finder) -> Entry:
    return _live(expression(terms, find), value)


def _live(figure: str, value: float | None) -> Entry:
    """A figure as a formula, '' where it cannot be worked out; `value` is what is shown until it is."""
    shown = "" if value is None else exact(value)
    return Entry(shown, "number", formula=f'=IFERROR(ROUND({figure},6),"")')


def _judgement(row: int, relation: Relation, judged: RelationLine) -> tuple[Entry, Entry]:
    """The difference and the verdict of the relation in a row, numbered as Excel numbers rows."""
    difference, verdict = f"{_DIFFERENCE}{row}", Verdict(judged.verdict)
    off = difference if relation.equation.op is Op.AT_MOST else f"ABS({difference})"
    holds = f'IF({off}<={judged.tolerance:.12g},"{_HOLDS}","{_BROKEN}")'
    formula = f'=IF(ISNUMBER({difference}),{holds},"{_NOT_JUDGED}")'
    gap = _live(f"{_REPORTED}{row}-{_EXPECTED}{row}", judged.difference)
    if verdict is Verdict.UNVERIFIABLE and not judged.missing:  # a matter of units, which no figure can settle
        return gap, Entry(words.VERDICTS[verdict], _STYLES[verdict])
    return gap, Entry(words.VERDICTS[verdict], _STYLES[verdict], formula=formula)
