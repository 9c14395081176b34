"""A table that is printed in bands, one below the other, because it is too wide: each has some of the columns, and the
labels or numbers of the rows again.

            A      B      C
      2     月份   成人   少儿
      3     1      10     20
      4     月份   分馆   合计
      5     1      5      35

The bands are one form where they say so: together they have just the form's columns, and their rows are the same, one
after the other. They are then put beside each other and read as one sheet. Else each stays by itself, and the report
says what to do."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from guanbiao.facts.counted import is_set_aside
from guanbiao.forms.catalogue import Form
from guanbiao.model.books import Book, Sheet, value_at
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding
from guanbiao.recognise.body.rows import filled
from guanbiao.recognise.by_name import whole
from guanbiao.recognise.continued import looks_continued
from guanbiao.recognise.filing import BookSheet, Outcome, filing_of
from guanbiao.recognise.header import Header, Target, find_header, target
from guanbiao.recognise.lines import department_of
from guanbiao.recognise.names import Names
from guanbiao.recognise.one_table import Band, Block, as_one_table
from guanbiao.recognise.pieces import one_block, piece_of
from guanbiao.recognise.regions import regions
from guanbiao.recognise.titles import Title
from guanbiao.text.cells import Range, at_address, text_of
from guanbiao.text.headings import column_label

_OF_BANDS = ("sheet_no_form", "header_mismatch", "looks_continued")  # what is said of a band by itself


def lacking(filing: Filing, form: Form) -> tuple[int, ...]:
    """The leaves of a form of one block that a filing has no column of."""
    block = one_block(form)
    own = filing.blocks[0].columns if filing.blocks else {}
    return tuple(at for at in range(len(block.leaves)) if at not in own) if block else ()


def in_bands(here: BookSheet, title: Title, area: Range, filing: Filing, form: Form) -> Iterator[Outcome]:
    """The filing under a title with the bands that stand below it in its range, as one where that is certain; else what
    each of both is by itself. The filing alone where there are none."""
    title, left = replace(title, forms=(form,)), lacking(filing, form)
    block = one_block(form)
    bands = _bands_of(here, filing, form, (title.foot + 1, *area[1:])) if left and block else []
    if block is None or len(bands) < 2:
        yield filing, None
    elif one := as_one_table(here, filing, form, bands):
        yield one, None
    else:
        yield from _apart(here, title, area, filing, bands[1].header.top)


def _apart(here: BookSheet, title: Title, area: Range, filing: Filing, below: int) -> Iterator[Outcome]:
    """What stands above and below a row by itself."""
    upper, _ = filing_of(here, title, (*area[:2], below - 1, area[3]))
    place = replace(title, row=below, column=area[1], foot=below - 1)
    lower, _ = filing_of(here, place, (below, *area[1:]))
    yield upper or filing, None
    if upper:
        yield (lower, None) if lower else (None, looks_continued(here, upper, (below, *area[1:])))


def _bands_of(here: BookSheet, filing: Filing, form: Form, area: Range) -> list[Band]:
    """The bands in a range from top to bottom, that of the filing among them."""
    block, left = one_block(form), lacking(filing, form)
    assert block is not None  # forms of several blocks have none
    headers = [piece_of(here, filing, form).header]
    while left and (header := band_header(here, block, area, left, filing.period or here.usual)):
        headers.append(header)
        left = tuple(leaf for leaf in left if leaf not in header.columns)
    headers.sort(key=lambda each: each.top)
    tops = [each.top for each in headers]
    if any(upper.top + upper.depth > top for upper, top in zip(headers, tops[1:], strict=False)):
        return []
    ends = [*(top - 1 for top in tops[1:]), area[2]]
    starts = [filing.area[0], *tops[1:]]
    return [
        Band(here.sheet, (start, area[1], end, area[3]), header)
        for start, end, header in zip(starts, ends, headers, strict=True)
    ]


def band_header(here: BookSheet, block: Block, area: Range, left: Sequence[int], year: int) -> Header | None:
    """The header in a range of leaves that are `left`, or of some of them and others again: most of its labels are
    known."""
    wanted, keys = target(block, year), [block.leaves[leaf].key for leaf in left]
    paths = tuple(wanted.paths[leaf] for leaf in left)
    split = [path.split("/") for path in paths]
    levels = (frozenset(path[at] for path in split if len(path) > at) for at in range(max(map(len, split))))
    header = find_header(here.sheet, area, Target(paths, tuple(levels), wanted.stub, wanted.rows), keys, here.words)
    if header is None or round(header.named * len(left)) < max(len(header.columns), 1):
        return None
    again = dict(_again(header, wanted, left))
    strange = [mark for mark in header.marks if not mark.declared and mark.at[1] not in again.values()]
    corners = (value_at(here.sheet.rows, header.top, column) for column in header.stub)
    known = (
        len(header.columns) + len(again) + sum(column_label(text_of(each)) in wanted.stub for each in corners if each)
    )
    columns = {left[at]: column for at, column in header.columns.items()}
    return replace(header, columns=again | columns, marks=()) if known > max(len(strange), 1) else None


def _again(header: Header, wanted: Target, left: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The leaves that are not `left` and stand in a header again, with their columns."""
    names = [path.rpartition("/")[2] for path in wanted.paths]
    for mark in header.marks if len(set(names)) == len(names) else ():
        label = column_label(mark.label)
        if not mark.declared and label in names and names.index(label) not in left:
            yield names.index(label), mark.at[1]


def with_further_bands(
    book: Book,
    titles: Sequence[Sequence[Title]],
    usual: int,
    names: Names,
    found: Sequence[Filing],
    said: Sequence[Finding],
) -> tuple[list[Filing], list[Finding]]:
    """The filings of a book and what is said of it; one that lacks columns as one with those that stand under a title
    of their own, or on a further sheet, where that is certain, and nothing said of these by themselves."""
    filings, findings = list(found), list(said)
    for first in found:
        form = names.by_id[first.form]
        if first in filings and lacking(first, form):
            for here, area in _further(book, titles, usual, names, first):
                if one := _with_band(here, filings[filings.index(first)], form, area):
                    others = [each for each in filings if each is not first and _stands_in(each, here.sheet, area)]
                    filings = [one if each is first else each for each in filings if each not in others]
                    findings = [each for each in findings if not _is_about(each, here, area)]
                    break
    return filings, findings


def _further(
    book: Book, titles: Sequence[Sequence[Title]], usual: int, names: Names, first: Filing
) -> Iterator[tuple[BookSheet, Range]]:
    """The ranges behind a filing that may be a band of it: under a title of its form, or on a sheet without any."""
    own = [sheet.name for sheet in book.sheets].index(first.stands[0].sheet.name)
    for sheet, of_sheet in list(zip(book.sheets, titles, strict=True))[own:]:
        here = BookSheet(book, sheet, usual, names.words)
        if sheet.is_shown != first.sheet.is_shown or is_set_aside(replace(first, sheet=sheet), names.words.set_aside):
            continue
        if not of_sheet and sheet.name != first.sheet.name:
            yield here, whole(sheet)
        for title, area in regions(sheet, of_sheet, usual, names.words):
            is_of_form = any(form.id == first.form for form in title.forms) and title.period in (None, first.period)
            if is_of_form and (sheet.name, area[0]) != (first.sheet.name, first.area[0]):
                yield here, area


def _with_band(here: BookSheet, first: Filing, form: Form, area: Range) -> Filing | None:
    """A filing with the band in a range, where it is certain to be one."""
    block, left = one_block(form), lacking(first, form)
    header = band_header(here, block, area, left, first.period or here.usual) if block and left else None
    if header is None or len({*_departments(first), *_above(here, area, header)} - {""}) > 1:
        return None
    own = Band(first.sheet, first.area, piece_of(here, first, form).header)
    return as_one_table(here, first, form, [own, Band(here.sheet, area, header)])


def _departments(filing: Filing) -> Iterator[str]:
    """The departments that lines above a table name."""
    yield from (department_of(line.text) for line in filing.lines if line.role == "preface")


def _above(here: BookSheet, area: Range, header: Header) -> Iterator[str]:
    """The departments that are named above a header in a range."""
    cells = (cell for row in range(area[0], header.top) for cell in filled(here.sheet, row, area))
    yield from (department_of(value) for _, value in cells if isinstance(value, str))


def _stands_in(filing: Filing, sheet: Sheet, area: Range) -> bool:
    return any(part.sheet.name == sheet.name and area[0] <= part.area[0] <= area[2] for part in filing.stands)


def _is_about(finding: Finding, here: BookSheet, area: Range) -> bool:
    """Whether a finding says of a range that it is none of a form."""
    term = finding.terms[-1] if finding.rule in _OF_BANDS else None
    return term is not None and term.sheet == here.sheet.name and area[0] <= at_address(term.cell)[0] <= area[2]
