"""Find a grid's rows below its header by their labels, wherever they stand, and report what is none of them.

A row is known by its path, which is all of its labels: a blank one in front is that of the row above (`fill_down`).

            A      B        C
      2     类别   文种     册次
      3     图书   中文     10       图书/中文
      4            外文     2        图书/外文
      5     合计            12       合计
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import starmap

from msgspec import Struct

from guanbiao.forms.catalogue import MONTHS, Grid, fill_down
from guanbiao.forms.rows import SUBTOTAL
from guanbiao.model.books import Sheet, value_at
from guanbiao.model.filings import FoundBlock, FoundRow, Mark
from guanbiao.recognise.body.aside import Aside, aside_kind, aside_marks, is_remark_row
from guanbiao.recognise.body.months import months_told, summed_months, whole_years
from guanbiao.recognise.body.numbering import numbers_mark, numbers_row
from guanbiao.recognise.body.rows import (
    Body,
    Cells,
    beside,
    filled,
    found_block,
    header_again,
    header_rows,
    is_header,
    is_words,
    said,
    unknown_row,
)
from guanbiao.recognise.body.stretches import adds_up_last
from guanbiao.recognise.header import Header
from guanbiao.recognise.lines import Words, are_signed, footer_lines, is_line
from guanbiao.text.cells import Range, text_of
from guanbiao.text.labels import fold_row, names_day
from guanbiao.text.units import bare_label
from guanbiao.text.years import for_year


class _Known(Struct, frozen=True):
    """The rows of a grid as a sheet may call them: `wanted` by their folded paths, what 2020.1 means (`either`), those
    without a label by the row above them (`nameless`); for a year."""

    wanted: Mapping[str, str]
    either: Mapping[str, str]
    nameless: Mapping[str, str]
    year: int
    words: Words

    def row_of(
        self, typed: Sequence[str], cells: Cells, above: tuple[str, ...], last: str
    ) -> tuple[tuple[str, ...], str | None]:
        """The path of a row by its labels and those above it, and its key; None for a row that is none of the grid's. A
        date alone in its row, in words, is the day of filing."""
        labels = tuple(self.either.get(label, label) for label in (fold_row(text, self.year) for text in typed))
        path = fill_down(labels, above)
        if not any(labels):
            return path, self.nameless.get(last)
        if _is_day_alone(cells) and is_line(cells, self.words):
            return path, None
        return path, self._key(path)

    def _key(self, path: Sequence[str]) -> str | None:
        """The row of a path, whose labels may have units behind them."""
        labels = [label for label in path if label]
        if key := self.wanted.get("/".join(labels)):
            return key
        bare = (bare_label(label, self.words.units)[0] for label in labels)
        return self.wanted.get("/".join(fold_row(label, self.year) for label in bare))


@lru_cache(maxsize=4096)
def _paths(grid: Grid, year: int) -> Mapping[str, str]:
    """The keys of the rows by their folded paths, as printed for a year."""
    return {_row_path(key, year): key for key in grid.row_keys}


def _known(grid: Grid, header: Header, sheet: Sheet, area: Range, year: int, words: Words) -> _Known:
    return _known_among(grid, tuple(_labels_below(header, sheet, area, year)), year, words)


@lru_cache(maxsize=1024)
def _known_among(grid: Grid, standing: tuple[str, ...], year: int, words: Words) -> _Known:
    """The rows as a sheet may call them below whose header these labels stand: the same in most copies of a form."""
    wanted = _with_other_words(_paths(grid, year), set(standing), _totals(standing, words.totals))
    wanted |= summed_months(wanted, set(standing), year)
    wanted |= whole_years(wanted, set(standing), words.totals, year)
    return _Known(wanted, _tenth_or_first(standing, year), _nameless(grid), year, words)


def read_grid(
    index: int, grid: Grid, header: Header, sheet: Sheet, area: Range, year: int, words: Words
) -> tuple[FoundBlock, Body]:
    """The rows of a grid from below its header to the foot of `area`, as the block number `index` of its form, and all
    that stands there besides. `year` is that for which labels are printed."""
    known, headers = _known(grid, header, sheet, area, year, words), header_rows(sheet, header, area)
    is_row = partial(_may_be_row, header, wanted=known.wanted, year=year)
    numbers = numbers_row(header, sheet, area, words, is_row, lambda text: fold_row(text, year))
    headers += [cells for _, cells in numbers]  # on a continued page they stand again
    body, last = Body(marks=list(starmap(numbers_mark, numbers))), ""
    above: tuple[str, ...] = ()
    blank: dict[str, int] = {}
    taken: set[str] = set()
    for row, cells in _rows_below(header, sheet, area, numbers):
        if not cells:
            if _is_nameless(body, known.nameless, row):
                blank[known.nameless[last]] = row
            continue
        typed = _labels_of(sheet, row, header.stub)
        label = "/".join(text_of(text) for text in typed if text)
        path, key = known.row_of(typed, cells, above, last)
        if (key is None or key in taken) and is_header(cells, headers):
            body.marks.append(header_again(row, cells))
            continue
        if key in taken and _gives_way(body, grid, header, sheet, area, key, cells, words):
            taken.remove(key)
        if key and key not in taken:
            taken.add(key)
            body.rows.append(FoundRow(key, label, "row", row))
            body.marks += beside(cells, header, row)
            above, last = path, key
        elif not key or _beside_stub(header, cells) or _is_day_alone(cells):
            _unmatched(body, header, row, cells, key or "", label, words)
    body.rows += [FoundRow(key, "", "row", row) for key, row in blank.items() if key not in taken]
    _without_part_totals(body, grid, header, sheet, area, words)
    body.marks = months_told([*body.marks, *_row_marks(grid, header, body)], grid, year)
    return found_block(index, header, body, sheet), body


def _row_marks(grid: Grid, header: Header, body: Body) -> Iterator[Mark]:
    """A mark for each declared row: whether it was found, and what it is called where 小计 stands for its total."""
    found = {row.key: row for row in body.rows}
    for key in grid.row_keys:
        row = found.get(key)
        is_summed = key in MONTHS or key.endswith(SUBTOTAL)  # 1月小计 is no other word for the total
        called = row.label if row and row.label.endswith(SUBTOTAL) and not is_summed else ""
        yield Mark("row", key, True, int(row is not None), (row.at if row else header.top, header.stub[0]), called)


def _is_day_alone(cells: Cells) -> bool:
    return len(cells) == 1 and names_day(str(cells[0][1]))


def _labels_below(header: Header, sheet: Sheet, area: Range, year: int) -> list[str]:
    """Every label in the columns of row labels below a header."""
    rows = range(header.top + header.depth, area[2] + 1)
    return [fold_row(_stub_text(sheet, row, column), year) for row in rows for column in header.stub]


def _totals(standing: Sequence[str], totals: Sequence[str]) -> Sequence[str]:
    """The words for a total; 小计 is one where it stands once and no other does."""
    is_alone = standing.count(SUBTOTAL) == 1 and not any(label in totals for label in standing)
    return (*totals, SUBTOTAL) if is_alone else totals


def _may_be_row(header: Header, cells: Cells, wanted: Mapping[str, str], year: int) -> bool:
    """Whether cells right below a header may be a row of the form, as far as their label goes."""
    labels = [fold_row(str(value), year) for column, value in cells if column in header.stub]
    return "/".join(labels) in wanted


def _tenth_or_first(standing: Collection[str], year: int) -> dict[str, str]:
    """What `2020.1` means among the labels that stand: of January and October the one that is not there, where the
    other is. A sheet makes 2020.1 of 2020.10."""
    missing = {"1", "10"}.difference(standing)
    return dict.fromkeys([f"{year}.1", f"{year % 100}.1"], *missing) if len(missing) == 1 else {}


def _with_other_words(wanted: Mapping[str, str], standing: Collection[str], totals: Collection[str]) -> dict[str, str]:
    """The rows by their paths; where the word of a total stands nowhere, the other words for one mean that total."""
    other: dict[str, list[str]] = {}
    for path, key in wanted.items():
        before, sep, word = path.rpartition("/")
        if word in totals and word not in standing:
            for each in totals:
                other.setdefault(f"{before}{sep}{each}", []).append(key)
    return {path: keys[0] for path, keys in other.items() if len(keys) == 1} | dict(wanted)


def _row_path(key: str, year: int) -> str:
    return "/".join(fold_row(label) for label in for_year(key, year).split("/"))


@lru_cache
def _nameless(grid: Grid) -> dict[str, str]:
    """Rows printed without any label, by the key of the row above them."""
    pairs = zip(grid.row_keys, grid.row_keys[1:], grid.rows[1:], strict=False)
    return {above: key for above, key, row in pairs if not any(row.labels)}


def _rows_below(
    header: Header, sheet: Sheet, area: Range, numbers: Sequence[tuple[int, Cells]]
) -> Iterator[tuple[int, Cells]]:
    """The rows below a header but its column `numbers`. The last of a form may be blank, and a file ends with the last
    row that is not."""
    numbered = dict(numbers)
    for row in range(header.top + header.depth, area[2] + 1):
        if row not in numbered:
            yield row, filled(sheet, row, area)
    if area[2] + 1 == len(sheet.rows):
        yield area[2] + 1, []


def _is_nameless(body: Body, nameless: Mapping[str, str], row: int) -> bool:
    """Whether an empty row is where one without any label is printed: right below the row above it."""
    above = body.rows[-1] if body.rows else None
    return above is not None and above.key in nameless and above.at == row - 1


def _labels_of(sheet: Sheet, row: int, stub: Sequence[int]) -> tuple[str, ...]:
    """The labels of a row; where all stand in one column, it is said once: 类别/分项."""
    return tuple(_stub_text(sheet, row, column) if column not in stub[:at] else "" for at, column in enumerate(stub))


def _stub_text(sheet: Sheet, row: int, column: int) -> str:
    value = value_at(sheet.rows, row, column)
    return "" if value is None else str(value)


def _beside_stub(header: Header, cells: Cells) -> Cells:
    """What a row holds besides its label."""
    return [cell for cell in cells if cell[0] not in header.stub]


def _gives_way(
    body: Body, grid: Grid, header: Header, sheet: Sheet, area: Range, key: str, cells: Cells, words: Words
) -> bool:
    """Takes a row of a label that stands again out of what was found, where the second one counts: the first was
    printed and not filled, or it adds up a page, since more rows stand below it before its label comes again, or since
    its figures do."""
    first = next(row for row in body.rows if row.key == key)
    held = filled(sheet, first.at, area)
    is_sum = key.endswith(SUBTOTAL) or any(adds.total == key for adds in grid.down)
    is_sum = is_sum and (body.rows[-1] is not first or _is_of_part(body, header, sheet, area, first, words))
    if not _beside_stub(header, cells) or (_beside_stub(header, held) and not is_sum):
        return False
    body.rows.remove(first)
    body.marks += aside_marks("page", [(first.at, held)]) if _beside_stub(header, held) else ()
    return True


def _is_of_part(body: Body, header: Header, sheet: Sheet, area: Range, total: FoundRow, words: Words) -> bool:
    """Whether a total adds up no more than the rows since a row of its label that gave way to it."""
    before = max((mark.at[0] for mark in body.marks if mark.axis == "page" and mark.at[0] < total.at), default=None)
    if before is None:
        return False
    rows = [row.at for row in body.rows if row.at < total.at]
    held, own = [filled(sheet, at, area) for at in rows], filled(sheet, total.at, area)
    figures = [cell for cell in own if cell[0] in header.columns.values()]
    since = sum(at > before for at in rows)
    return since > 0 and adds_up_last(figures, held, since, set(header.columns.values()), words)


def _without_part_totals(body: Body, grid: Grid, header: Header, sheet: Sheet, area: Range, words: Words) -> None:
    """Takes out the totals that add up only a part of the rows above them: sums of a page, too."""
    totals = {adds.total for adds in grid.down}
    for total in [row for row in body.rows if row.key in totals]:
        if _is_of_part(body, header, sheet, area, total, words):
            body.rows.remove(total)
            body.marks += aside_marks("page", [(total.at, filled(sheet, total.at, area))])


def _aside(label: str, figures: Sequence[int]) -> Aside | None:
    """What kind of row a label makes that is no data of its own. Words behind 其中 without any figure are a remark."""
    kind = aside_kind(label.split("/"))
    return kind if figures or kind == "page" else None


def _unmatched(body: Body, header: Header, row: int, cells: Cells, key: str, label: str, words: Words) -> None:
    """A row under no declared label: a second one of a label, a line, or a row the form does not know."""
    figures = [column for column, value in cells if column in header.columns.values() and not is_words(value)]
    if key and not _is_day_alone(cells):
        body.marks.append(Mark("row", key, True, 2, (row, header.stub[0]), says=said(cells)))
    elif is_line(cells, words) or are_signed(cells, words) or is_remark_row(cells):
        body.lines += footer_lines(row, cells, words)
    elif aside := _aside(label, figures):
        body.marks += aside_marks(aside, [(row, cells)])
    elif not figures:
        body.lines += footer_lines(row, cells, words)
    else:
        body.marks.append(unknown_row(label, row, cells))
