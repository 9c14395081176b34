"""Labels and loose cells that are not as the forms declare them, as findings."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import polars as pl
from msgspec.structs import replace

from guanbiao.facts.terms import label_term
from guanbiao.forms.catalogue import Catalogue, Level, shown_row
from guanbiao.model.details import OfLabel, OfPlaces
from guanbiao.model.filings import Filing, Mark
from guanbiao.model.findings import Finding
from guanbiao.model.order import increasing
from guanbiao.text.years import for_year
from guanbiao.words.codes import CODES

_CODES = {  # by what a mark is about, and how it fails
    ("column", "missing"): "column_missing",
    ("column", "unknown"): "column_unknown",
    ("column", "renamed"): "column_renamed",
    ("column", "moved"): "column_moved",
    ("row", "missing"): "row_missing",
    ("row", "unknown"): "row_unknown",
    ("row", "twice"): "row_twice",
    ("row", "renamed"): "row_renamed",
    ("page", "unknown"): "page_sums",
    ("part", "unknown"): "row_part",
    ("statistic", "unknown"): "row_statistic",
    ("lines", "unknown"): "entry_lines",
    ("shared", "unknown"): "serial_shared",
    ("ditto", "unknown"): "entry_ditto",
    ("entry", "missing"): "entry_missing",
    ("header", "twice"): "header_twice",
    ("numbers", "unknown"): "column_numbers",
    ("cell", "unknown"): "cell_stray",
    ("months_other", "unknown"): "months_other_year",
    ("months_unknown", "unknown"): "months_unknown",
}
_TOGETHER = ("page", "part", "statistic", "lines", "shared", "ditto")  # told once a form, however many rows there are
SHOWN = 8  # rows or ranges that a finding names in its sentence: more are counted
_FRAME = {"declared": pl.Boolean, "times": pl.Int32, "instead": pl.String}


def layout_findings(filings: Sequence[Filing], catalogue: Catalogue) -> Iterator[Finding]:
    """Columns and rows that are missing, unknown, renamed or stand twice, and cells outside the form. What would be
    said twice in the same words of the same cell is said once."""
    from guanbiao.checks.validate import layout_failures  # deferred: pandera takes long to load, and a helper has it

    marks = [(filing, mark) for filing in filings for block in filing.blocks for mark in block.marks]
    failed = [(*marks[at], problem) for at, problem in layout_failures(_frame([mark for _, mark in marks]))]
    odd = {filing.order: filing for filing, mark, _ in failed if mark.axis == "column"}
    failed += [(filing, mark, "moved") for filing in odd.values() for mark in _moved(filing)]
    alone = [each for each in failed if each[1].axis not in _TOGETHER]
    yield from _once(_finding(_CODES[mark.axis, problem], filing, mark, catalogue) for filing, mark, problem in alone)
    together: dict[tuple[int, str], list[tuple[Filing, Mark]]] = defaultdict(list)
    for filing, mark, problem in failed:
        if mark.axis in _TOGETHER:
            together[filing.order, _CODES[mark.axis, problem]].append((filing, mark))
    yield from (_of_several(code, found) for (_, code), found in together.items())


def _moved(filing: Filing) -> Iterator[Mark]:
    """The columns of a header that stand in another order than declared. By themselves they are nobody's business, for
    columns are known by their labels; beside labels that are missing or unknown they tell what was done to a header."""
    for block in filing.blocks:
        found = [mark for mark in block.marks if mark.axis == "column" and mark.declared and mark.times]
        kept = increasing([mark.at[1] for mark in found])
        yield from (mark for mark in found if mark.at[1] not in kept)


def _frame(marks: Sequence[Mark]) -> pl.DataFrame:
    """The marks, one a line: whether it is declared, how many times it stands, what stands in its place."""
    return pl.DataFrame({name: [getattr(mark, name) for mark in marks] for name in _FRAME}, schema=_FRAME)


def _once(findings: Iterable[Finding]) -> Iterable[Finding]:
    found: dict[tuple[object, ...], Finding] = {}
    for each in findings:
        found.setdefault((each.rule, each.filing, each.terms), each)
    return found.values()


def _of_several(code: str, found: Sequence[tuple[Filing, Mark]]) -> Finding:
    """One finding about all rows of a form that are of a kind."""
    filing, first = found[0]
    return Finding(
        *CODES[code].identity,
        form=filing.form,
        terms=tuple(label_term(filing, mark.at, mark.says) for _, mark in found),
        detail=OfPlaces(len(found), some_places([mark.says for _, mark in found])),
        spot=filing.spot(*first.at),
        filing=filing.order,
    )


def some_places(texts: Sequence[str]) -> str:
    """The first few of some rows or ranges as one text, and whether there are more."""
    return "；".join(texts[:SHOWN]) + ("…" if len(texts) > SHOWN else "")


def _finding(code: str, filing: Filing, mark: Mark, catalogue: Catalogue) -> Finding:
    year = filing.period or 0
    row = shown_row(catalogue.by_id[filing.form], mark.label, year) if mark.axis == "row" else ""
    column = for_year(mark.label, year) if mark.axis == "column" else ""
    is_unknown = mark.axis == "column" and not mark.declared
    raw = mark.instead or ("" if is_unknown else mark.says) or row or column or mark.label
    found = Finding(
        *CODES[code].identity,
        form=filing.form,
        row=row,
        column=column,
        terms=(label_term(filing, mark.at, raw, row, column),),
        detail=OfLabel(row or column or mark.label, mark.instead, mark.says if is_unknown else ""),
        spot="" if row or column else filing.spot(*mark.at),
        filing=filing.order,
    )
    return replace(found, level=Level.QUERY) if mark.misled else found
