"""Official forms, declared: their identity, their blocks, and every figure that a rule may speak of.

This form is printed with the title 2020年文献外借册次统计表, one row a month and one for the year:

    月份   成人   少儿   合计
    1
    2
    累计

>>> from guanbiao.forms.blocks import Adds, rows
>>> from guanbiao.forms.columns import number
>>> grid = Grid(
...     stub=("月份",),
...     columns=(number("成人", "册"), number("少儿", "册"), number("合计", "册")),
...     rows=rows("1", "2", "累计"),
...     down=(Adds("累计", ("1", "2")),),
...     across=(Adds("合计", ("成人", "少儿")),),
... )
>>> lending = Form("lending", 6, "文献外借", "{year}年文献外借册次统计表", "读者服务", "借阅部", (grid,))

Every figure can be named by its labels; a name that the form does not have raises SpecError where it is written:

>>> lending["1", "成人"].terms
((1, Figure(form='lending', row='1', column='成人', measure='', back=0)),)
>>> lending["1", "老年"]
Traceback (most recent call last):
    ...
guanbiao.forms.blocks.SpecError: form lending: no figure at 1, 老年
>>> lending.figures["累计", "合计"].total, lending.figures["1", "成人"].total
(True, False)
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from guanbiao.forms.blocks import CARD_COLUMN, Blank, Block, Card, Grid, Register, SpecError
from guanbiao.forms.equations import EachEntry, Entries, Figure, Sum, Where, total
from guanbiao.text.labels import fold, squeeze
from guanbiao.text.years import for_year


class Declared(Struct, frozen=True):
    """What is declared of one figure: the keys of its row and column, the names of the figures in its cell where they
    are several, its unit, what a blank means, whether some rule of its block makes it of others (`total`), and whether
    the figures of several libraries can be added up (`additive`)."""

    row: str
    column: str
    measures: tuple[str, ...]
    unit: str
    blank: Blank
    total: bool
    additive: bool = True


class Form(Struct, frozen=True, dict=True, cache_hash=True):
    """An official form: its `id` in code and outputs, its number in the report (表 6), its short name, its printed
    title, the section of the report and the department it belongs to, its blocks from top to bottom, the printed lines
    between title and header (`preface`), the labels of the signatures below the table, the unit of figures whose column
    and row declare none, and how its page lies. Title, labels and lines are templates of the year: `{year-1}`. A title
    may name the library, `{library}`, or its `{place}`: in a catalogue it does, and `wording` is what was declared.

    Raises SpecError when it is built with a label that stands twice, or a sum over one that is not there."""

    id: str
    number: int
    name: str
    title: str
    section: str
    department: str
    blocks: tuple[Block, ...]
    preface: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    unit: str = ""
    landscape: bool = False
    wording: str = ""

    def __post_init__(self) -> None:
        for block in self.blocks:
            self._no_twins([leaf.key for leaf in block.leaves] + [squeeze(label) for label in block.stub if label])
            self._no_twins(block.row_keys)
        _ = self.figures, [block.totals for block in self.blocks if isinstance(block, Grid)]

    def _no_twins(self, keys: Sequence[str]) -> None:
        twins = [key for key, times in Counter(keys).items() if times > 1]
        if twins:
            raise SpecError(f"form {self.id}: label declared twice: {twins[0]}")

    @cached_property
    def figures(self) -> dict[tuple[str, str], Declared]:
        """Every figure that a rule may speak of, by the keys of its row and column: those of grids and cards, and the
        totals of registers."""
        declared = [figure for block in self.blocks for figure in _figures(self, block)]
        return {(figure.row, figure.column): figure for figure in declared}

    @cached_property
    def printed(self) -> dict[str, str]:
        """The keys of rows that are names of ours, and the label that the print has in their place."""
        totals = [total for block in self.blocks if isinstance(block, Register) for total in block.totals]
        return {total.name: squeeze(total.label) for total in totals if total.name and total.label}

    @cached_property
    def _lookup(self) -> dict[tuple[str, str], tuple[str, str]]:
        return {(fold(row), fold(column)): (row, column) for row, column in self.figures}

    def __getitem__(self, key: tuple[str, ...]) -> Sum:
        """The figure at (row, column) or (row, column, measure), as a sum of one term. A column may be named by its
        last levels where these are enough. Raises SpecError where there is no such figure, or more than one."""
        row, column, *measure = key
        figure = self.figures[self._address(row, column)]
        wanted = measure[0] if measure else ""
        if wanted not in (figure.measures or ("",)):
            raise SpecError(f"form {self.id}: {row}, {column} has no measure {wanted!r}, only {figure.measures}")
        return Sum(((1, Figure(self.id, figure.row, figure.column, wanted)),))

    @property
    def grid(self) -> Grid:
        """Its first grid. Raises SpecError where it has none."""
        found = next((block for block in self.blocks if isinstance(block, Grid)), None)
        if found is None:
            raise SpecError(f"form {self.id}: no grid")
        return found

    def entries(self, column: str, where: Where | None = None) -> Sum:
        """The sum of a register's column over its entries, or over those that `where` takes. Raises SpecError where the
        form has no register, or that no such column."""
        return self._over_entries(column, False, where, "")

    def count(self, where: Where | None = None, stated: str = "") -> Sum:
        """The number of a register's entries, or of those that `where` takes; one that says in column `stated` how many
        it is counts for as many. Raises SpecError like `entries`."""
        first = next((leaf.key for block in self.blocks for leaf in block.leaves), "")
        return self._over_entries(first, True, where, stated)

    def each_entry(self, product: str, first: str, second: str) -> EachEntry:
        """For every entry of the register: the figure in column `product` is that in `first` times that in `second`.
        Raises SpecError like `entries`."""
        register = self._register(product)
        names = [register.leaves[self.leaf(register, name)].key for name in (product, first, second)]
        return EachEntry(self.id, names[0], (names[1], names[2]))

    def _over_entries(self, column: str, counted: bool, where: Where | None, stated: str) -> Sum:
        register = self._register(column)
        for name in (where.column if where else "", stated):
            if name:
                self.leaf(register, name)
        key = register.leaves[self.leaf(register, column)].key
        return Sum(((1, Entries(self.id, key, len(register.totals), counted, where, squeeze(stated))),))

    def _register(self, column: str) -> Register:
        found = next((block for block in self.blocks if isinstance(block, Register)), None)
        if found is None:
            raise SpecError(f"form {self.id}: no entries to go through for {column}")
        return found

    def sum_of(self, row: str, *columns: str) -> Sum:
        """The sum of a row's figures in several columns. Raises SpecError where one is not there."""
        return total(*(self[row, column] for column in columns))

    def _address(self, row: str, column: str) -> tuple[str, str]:
        exact = self._lookup.get((fold(row), fold(column)))
        if exact:
            return exact
        ends = [at for at in self._lookup if at[0] == fold(row) and at[1].endswith("/" + fold(column))]
        if len(ends) != 1:
            raise SpecError(f"form {self.id}: {'no' if not ends else 'more than one'} figure at {row}, {column}")
        return self._lookup[ends[0]]

    def leaf(self, block: Block, name: str) -> int:
        """The position in a block of the leaf called `name`, its whole key or its last levels. Raises SpecError where
        there is none, or more than one."""
        wanted = fold(name)
        keys = [fold(leaf.key) for leaf in block.leaves]
        found = [at for at, key in enumerate(keys) if key == wanted] or [
            at for at, key in enumerate(keys) if key.endswith("/" + wanted)
        ]
        if len(found) != 1:
            raise SpecError(f"form {self.id}: {'no' if not found else 'more than one'} column {name}")
        return found[0]


def _figures(form: Form, block: Block) -> Iterator[Declared]:
    match block:
        case Card():
            for key, (_, slot) in block.slots.items():
                yield Declared(key, CARD_COLUMN, slot.measures, slot.unit, Blank.MISSING, False, slot.additive)
        case Register():
            for key, total in zip(block.row_keys, block.totals, strict=True):
                for name in (total.count, *total.sums):
                    if name:
                        leaf = block.leaves[form.leaf(block, name)]
                        if name != total.count and not leaf.column.is_additive:
                            raise SpecError(f"form {form.id}: {leaf.key} is summed and not additive")
                        yield Declared(key, leaf.key, (), leaf.column.unit or total.unit, Blank.MISSING, True)
        case Grid():
            yield from _grid_figures(form, block)


def _grid_figures(form: Form, grid: Grid) -> Iterator[Declared]:
    floating = [leaf for leaf in grid.leaves if leaf.column.floating]
    for leaf in floating:
        column = leaf.column
        is_additive = column.is_additive and grid.rows[-1].additive
        yield Declared(grid.row_keys[-1], leaf.key, column.measures, column.unit, Blank.MISSING, True, is_additive)
    for adds, known in [(a, grid.row_keys) for a in grid.down] + [(a, grid.numeric) for a in grid.across]:
        unknown = {adds.total, *adds.parts, *adds.less} - set(known)
        if unknown or set(adds.only) - set(grid.row_keys) - set(grid.numeric):
            raise SpecError(f"form {form.id}: no such label in the sum of {adds.total}: {sorted(unknown)}")
    _only_sums_are_added(form, grid)
    for key, row in zip(grid.row_keys, grid.rows, strict=True):
        for span in row.spans:
            form.leaf(grid, span.first)
            is_additive = span.additive and row.additive
            yield Declared(key, span.name, span.measures, form.unit, Blank.MISSING, True, is_additive)
        for leaf in grid.leaves:
            if not row.spans and leaf.key in grid.numeric:
                is_total = (key, leaf.key) in grid.totals
                entry = Blank.OPTIONAL if leaf.column.optional else grid.entries_blank
                blank = Blank.MISSING if is_total else entry
                unit = row.unit or leaf.column.unit or form.unit
                is_additive = leaf.column.is_additive and row.additive
                yield Declared(key, leaf.key, leaf.column.measures, unit, blank, is_total, is_additive)


def _only_sums_are_added(form: Form, grid: Grid) -> None:
    """Raise SpecError where a row or column that is declared not to be additive takes part in a sum: an average is no
    part of a total, and no total of averages."""
    apart = {key for key, row in zip(grid.row_keys, grid.rows, strict=True) if not row.additive}
    columns = {leaf.key for leaf in grid.leaves if not leaf.column.additive}
    for adds, own in [(each, apart) for each in grid.down] + [(each, columns) for each in grid.across]:
        wrong = own & {adds.total, *adds.parts, *adds.less}
        if wrong:
            raise SpecError(f"form {form.id}: {sorted(wrong)[0]} is added up and not additive")


def shown_row(form: Form, key: str, year: int) -> str:
    """The label of a row, by its key, as outputs show it: as printed, without white space, for the period's year."""
    return for_year(form.printed.get(key, key), year)
