"""What is wrong with cells, as findings: one a cell, but one for a register's column that is blank throughout."""

from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from guanbiao.checks.states import CheckedLine, checked_cells
from guanbiao.facts.extract import Tables
from guanbiao.facts.frames import lines
from guanbiao.facts.terms import cell_term
from guanbiao.forms.catalogue import Catalogue, Kind
from guanbiao.forms.levels import Level, Source
from guanbiao.model.details import NOTHING, Detail, OfWriting, Several
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding
from guanbiao.text.figures import State
from guanbiao.text.writing import why_unreadable
from guanbiao.words.codes import CODES

_COLUMN = ("filing", "block", "column")
Place = tuple[int, int, str]


def cell_findings(tables: Tables, filings: Sequence[Filing], catalogue: Catalogue) -> Iterator[Finding]:
    """Every cell that fails its form's declaration, in the order of the forms; all are validated at once."""
    from guanbiao.checks.validate import cell_failures  # deferred: pandera takes long to load, and a helper has it

    cells = checked_cells(tables, filings, catalogue)
    failed = cell_failures(cells.select("state", "accepted", "unsigned", "share"))
    wrong = lines(cells[[at for at, _ in failed]], CheckedLine)
    found = list(zip((code for _, code in failed), wrong, strict=True))
    for code, together in _together(found, cells):
        yield _finding(code, together, filings, catalogue)


def _together(found: Sequence[tuple[str, CheckedLine]], cells: pl.DataFrame) -> Iterable[tuple[str, list[CheckedLine]]]:
    """What failed with its cells: one each, but those of a register's column that is blank throughout together."""
    whole = _blank_columns(cells) if any(code == "blank" for code, _ in found) else frozenset()
    groups: dict[tuple[object, ...], tuple[str, list[CheckedLine]]] = {}
    for at, (code, line) in enumerate(found):
        place = line.filing, line.block, line.column
        key = place if code == "blank" and place in whole else (at,)
        groups.setdefault(key, (code, []))[1].append(line)
    return groups.values()


def _blank_columns(cells: pl.DataFrame) -> frozenset[Place]:
    """The columns of registers in which no entry has anything."""
    entries = cells.filter(pl.col("role") == "entry").group_by(_COLUMN)
    blank = entries.agg(is_whole=(pl.col("state") == State.BLANK.value).all())
    return frozenset(blank.filter("is_whole").select(_COLUMN).rows())


def _finding(code: str, found: Sequence[CheckedLine], filings: Sequence[Filing], catalogue: Catalogue) -> Finding:
    """What is wrong with a cell, or with all cells of a column. Words left blank are a question only."""
    first = found[0]
    terms = tuple(cell_term(line, filings[line.filing], catalogue) for line in found)
    is_words = code == "blank" and first.kind != Kind.NUMBER.value
    return Finding(
        code,
        Source.CHECK,
        Level.QUERY if is_words else CODES[code].level,
        form=first.form,
        row=terms[0].row if len(terms) == 1 else "",
        column=terms[0].column,
        reported=first.value,
        terms=terms,
        detail=_detail(code, found, catalogue),
        filing=first.filing,
    )


def _style(text: str) -> str:
    """`words` for a text without any digit: nothing in it could have been a figure."""
    return "" if any(map(str.isdigit, text)) else "words"


def _detail(code: str, found: Sequence[CheckedLine], catalogue: Catalogue) -> Detail:
    """What the sentence needs besides: how many cells, or why a text is no figure where that is known."""
    if code == State.UNREADABLE:
        words = catalogue.vocabulary
        leaves = catalogue.by_id[found[0].form].blocks[found[0].block].leaves
        signed = any(leaf.column.signed for leaf in leaves if leaf.key == found[0].column)
        writing = why_unreadable(found[0].raw or "", words.all_nones, words.units, signed=signed)
        return OfWriting(writing.why or _style(found[0].raw or ""), writing.likely)
    return Several(len(found)) if len(found) > 1 else NOTHING
