"""From a workbook to drafts: each form that stands on its sheets, declared as far as it can be told."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from msgspec.structs import replace

from guanbiao.forms.catalogue import Adds, Block, Form, Grid, SpecError
from guanbiao.forms.rules import adding_rules
from guanbiao.forms.vocabulary import SIGNATURES
from guanbiao.learn import hints
from guanbiao.learn.cards import learned_card
from guanbiao.learn.drafted import Doubt, Draft, Learned, dated
from guanbiao.learn.found import Page, Table, own_units
from guanbiao.learn.grids import layout_of, learned_grid, unlabelled
from guanbiao.learn.registers import learned_register
from guanbiao.learn.tables import pages_of
from guanbiao.model.books import Book
from guanbiao.recognise.lines import USUAL, footer_lines
from guanbiao.text.labels import plain
from guanbiao.text.titles import bare_name, title_key
from guanbiao.text.units import Unit, unit_in_title, units_alone, units_stated
from guanbiao.text.years import years_in

_WIDE = 6  # columns of figures or words beyond which a page lies on its side
_MOST_SHEETS = 60


def drafts_of(book: Book, first: int, section: str, department: str) -> list[Draft]:
    """A draft of each form in a workbook, numbered from `first` on; `section` and `department` are those of forms that
    name none."""
    pages = [page for sheet in book.sheets[:_MOST_SHEETS] if sheet.is_shown for page in pages_of(sheet)]
    libraries = Counter(filter(None, (hints.library_in(page.title) for page in pages)))
    usual = next(iter(libraries.most_common(1)), ("", 0))[0]
    found: dict[str, Draft] = {}
    for page in pages:
        draft = _draft(page, book, first + len(found), usual, section, department)
        if draft and (key := title_key(draft.form.title)):
            found.setdefault(key, draft)
    return list(found.values())


def renumbered(draft: Draft, number: int) -> Draft:
    """A draft as the form of another number."""
    if number == draft.form.number:
        return draft
    blocks = tuple(_coded([_uncoded(block) for block in draft.form.blocks], number))
    return replace(draft, form=replace(draft.form, number=number, id=_id(number), blocks=blocks))


def _id(number: int) -> str:
    return f"form_{number:02}"


def _uncoded(block: Block) -> Block:
    if not isinstance(block, Grid):
        return block
    down, across = ([replace(each, code="") for each in sums] for sums in (block.down, block.across))
    return replace(block, down=tuple(down), across=tuple(across))


def _draft(page: Page, book: Book, number: int, library: str, section: str, department: str) -> Draft | None:
    year = year_of(page, book)
    title = page.title or page.sheet.name
    if not page.title and hints.is_unnamed(title):
        title = bare_name(PurePosixPath(book.file).stem)
    units = next(filter(None, (*map(unit_in_title, [title]), *map(_line_units, page.above))), ())
    unit = units[0].text if len(units) == 1 else ""
    learned = [each for table in page.tables if (each := learned_block(table, year, stated=bool(units)))]
    lines = (text for text in page.above if not _line_units(text))
    named = next((found[1] for text in lines if (found := hints.DEPARTMENT.match(plain(text)))), "")
    named = "" if hints.library_in(named) else named
    doubts = [*_open(page, year, named), *(doubt for each in learned for doubt in each.doubts)]
    try:
        form = Form(
            id=_id(number),
            number=number,
            name=hints.short_name(title, hints.library_in(title) or library, page.sheet.name),
            title=hints.template_of(dated(title, year), hints.library_in(title)),
            section=section,
            department=named or department,
            blocks=tuple(_coded([each.block for each in learned], number)),
            preface=tuple(dated(text, year) for text in page.above if _is_preface(text)),
            signatures=tuple(_signatures(page)),
            unit=unit,
            landscape=any(len(each.block.leaves) > _WIDE for each in learned),
        )
        adding_rules(form)  # raises where a sum speaks of figures that are not there
    except SpecError:
        return None
    named = hints.library_in(title) or library
    return Draft(form, page.sheet, named, year, tuple(doubts), tuple(own_units(page.sheet))) if learned else None


def _line_units(text: str) -> tuple[Unit, ...]:
    return units_stated(text) or units_alone(text)


def _is_preface(text: str) -> bool:
    return bool(hints.DEPARTMENT.match(plain(text)) or _line_units(text))


def _open(page: Page, year: int | None, department: str) -> Iterator[Doubt]:
    """What a page leaves open besides its figures."""
    if not page.title:
        yield Doubt("untitled", page.sheet.name)
    if year is None:
        yield Doubt("no_year")
    if not department:
        yield Doubt("no_department")
    for table in page.tables:
        if not table.is_card:
            yield from unlabelled(table)


def year_of(page: Page, book: Book) -> int | None:
    """The year that a form was filled in for: the latest that its title names, else the name of its sheet, the lines
    above it, its labels, the name of its file."""
    labels = [label for table in page.tables for path in table.paths.values() for label in path]
    rows = [str(value) for table in page.tables for value in table.values(table.left)]
    for texts in ([page.title], [page.sheet.name], page.above, labels, _years(rows), [book.file]):
        years = [year for text in texts for year in years_in(text)]
        if years:
            return max(years)
    return None


def _years(labels: Sequence[str]) -> list[str]:
    """Labels of rows where most are years."""
    named = [label for label in labels if len(plain(label)) <= 6 and years_in(label)]
    return named if len(named) * 2 > len(labels) else []


def learned_block(table: Table, year: int | None, *, stated: bool) -> Learned | None:
    """A table as a block of a form; None where it is none."""
    if table.is_card:
        return learned_card(table)
    layout = layout_of(table, year or 0)
    try:
        grid = learned_grid(table, layout, year, stated=stated) if layout else None
        return grid or learned_register(table, year, stated=stated)
    except SpecError:
        return None


def _coded(blocks: Sequence[Block], number: int) -> Iterator[Block]:
    """Blocks whose sums over one total, down and across, have codes of their own."""
    seen: Counter[str] = Counter()
    for block in blocks:
        if isinstance(block, Grid):
            down = tuple(_with_code(each, number, seen) for each in block.down)
            yield replace(block, down=down, across=tuple(_with_code(each, number, seen) for each in block.across))
        else:
            yield block


def _with_code(adds: Adds, number: int, seen: Counter[str]) -> Adds:
    seen[adds.total] += 1
    times = seen[adds.total]
    return replace(adds, code=f"{number:02}.{adds.total}.{times}") if times > 1 else adds


def _signatures(page: Page) -> Iterator[str]:
    """The labels of the signatures below a form, each once."""
    lines = [line for cells in page.below if cells for line in footer_lines(0, cells, USUAL)]
    known = {plain(label): label for label in SIGNATURES}
    yield from dict.fromkeys(known[line.label] for line in lines if line.role == "signature" and line.label in known)
