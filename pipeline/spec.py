"""What should be: forms, their rules, departments and the catalogue. Declarations, no behaviour.

Every declaration is checked when it is built: a label that does not exist or stands twice fails at import with
the form and the label in the message. The vocabulary of blocks is re-exported, so that a declaration imports
from here alone."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.blocks import (
    CARD_COLUMN,
    MONTHS,
    Adds,
    Blank,
    Block,
    Card,
    Column,
    Grid,
    Group,
    Item,
    Kind,
    Leaf,
    Level,
    Register,
    Row,
    Slot,
    Span,
    SpecError,
    Total,
    date,
    fill_down,
    group,
    item,
    number,
    rows,
    serial,
    slot_key,
    text,
)
from pipeline.expr import EachEntry, Entries, Equation, Figure, Sum, Where, total
from pipeline.labels import fold, for_year, squeeze, title_key

__all__ = [
    "CARD_COLUMN",
    "MONTHS",
    "Adds",
    "Blank",
    "Block",
    "Card",
    "Catalogue",
    "Column",
    "Declared",
    "Department",
    "Form",
    "Grid",
    "Group",
    "Indicator",
    "Item",
    "Kind",
    "Leaf",
    "Level",
    "Register",
    "Row",
    "Rule",
    "Slot",
    "Span",
    "SpecError",
    "Total",
    "Where",
    "along",
    "carried_over",
    "crosswise",
    "date",
    "fill_down",
    "group",
    "item",
    "number",
    "rows",
    "serial",
    "shown_row",
    "slot_key",
    "text",
]


@dataclass(frozen=True, slots=True)
class Declared:
    """What is declared of one figure: its measures, its unit, what a blank means, and its side."""

    row: str
    column: str
    measures: tuple[str, ...]
    unit: str
    blank: Blank
    total: bool


@dataclass(frozen=True)
class Form:
    """An official form. `name` is its short name; `title`, labels and columns are templates of the year; `preface`
    are the printed lines between title and header, `signatures` the labels below the table."""

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
        """Every figure that a rule may speak of, by (row, column)."""
        declared = [figure for block in self.blocks for figure in _figures(self, block)]
        return {(figure.row, figure.column): figure for figure in declared}

    @cached_property
    def _lookup(self) -> dict[tuple[str, str], tuple[str, str]]:
        return {(fold(row), fold(column)): (row, column) for row, column in self.figures}

    def __getitem__(self, key: tuple[str, ...]) -> Sum:
        """The figure at (row, column) or (row, column, measure); a column may be named by its last levels."""
        row, column, *measure = key
        figure = self.figures[self._address(row, column)]
        wanted = measure[0] if measure else ""
        if wanted not in (figure.measures or ("",)):
            raise SpecError(f"form {self.id}: {row}, {column} has no measure {wanted!r}, only {figure.measures}")
        return Sum(((1, Figure(self.id, figure.row, figure.column, wanted)),))

    @property
    def grid(self) -> Grid:
        """Its first grid."""
        found = next((block for block in self.blocks if isinstance(block, Grid)), None)
        if found is None:
            raise SpecError(f"form {self.id}: no grid")
        return found

    def entries(self, column: str, where: Where | None = None) -> Sum:
        """The sum of a register's column over its entries, or over those that `where` takes."""
        return self._over_entries(column, False, where, "")

    def count(self, where: Where | None = None, stated: str = "") -> Sum:
        """The number of a register's entries; one that says in column `stated` how many it is counts for as many."""
        first = next((leaf.key for block in self.blocks for leaf in block.leaves), "")
        return self._over_entries(first, True, where, stated)

    def each_entry(self, product: str, first: str, second: str) -> EachEntry:
        """For every entry: the figure in `product` is that in `first` times that in `second`."""
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
        """The sum of a row's figures in several columns."""
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
        """The position of the leaf called `name` (whole key or its last levels) in a block."""
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
                yield Declared(key, CARD_COLUMN, slot.measures, slot.unit, Blank.MISSING, False)
        case Register():
            for key, total in zip(block.row_keys, block.totals, strict=True):
                for name in (total.count, *total.sums):
                    if name:
                        leaf = block.leaves[form.leaf(block, name)]
                        yield Declared(key, leaf.key, (), leaf.column.unit or total.unit, Blank.MISSING, True)
        case Grid():
            yield from _grid_figures(form, block)


def _grid_figures(form: Form, grid: Grid) -> Iterator[Declared]:
    floating = [leaf for leaf in grid.leaves if leaf.column.floating]
    for leaf in floating:
        yield Declared(grid.row_keys[-1], leaf.key, leaf.column.measures, leaf.column.unit, Blank.MISSING, True)
    for adds, known in [(a, grid.row_keys) for a in grid.down] + [(a, grid.numeric) for a in grid.across]:
        unknown = {adds.total, *adds.parts, *adds.less} - set(known)
        if unknown or set(adds.only) - set(grid.row_keys) - set(grid.numeric):
            raise SpecError(f"form {form.id}: no such label in the sum of {adds.total}: {sorted(unknown)}")
    for key, row in zip(grid.row_keys, grid.rows, strict=True):
        for span in row.spans:
            form.leaf(grid, span.first)
            yield Declared(key, span.name, span.measures, form.unit, Blank.MISSING, True)
        for leaf in grid.leaves:
            if not row.spans and leaf.key in grid.numeric:
                is_total = (key, leaf.key) in grid.totals
                blank = Blank.MISSING if is_total else grid.entries_blank
                unit = row.unit or leaf.column.unit or form.unit
                yield Declared(key, leaf.key, leaf.column.measures, unit, blank, is_total)


@dataclass(frozen=True)
class Rule:
    """An equation that must hold between figures, or several of one kind, written once under a stable code.

    `rounded`: the reported figure was rounded for print, so it may be off by half a unit of its last digit.
    `tolerance`: by how much the two sides may differ besides."""

    code: str
    stated: Equation | tuple[Equation, ...] | EachEntry
    level: Level = Level.MANDATORY
    basis: str = ""
    rounded: bool = False
    tolerance: float = 0.0

    @property
    def equations(self) -> tuple[Equation, ...]:
        """Its equations, one or more; those of entries are only known once there are entries."""
        if isinstance(self.stated, EachEntry):
            return ()
        return (self.stated,) if isinstance(self.stated, Equation) else self.stated


def along(keys: Sequence[str], left: Form, column: str, right: Form, other: str) -> tuple[Equation, ...]:
    """One equation for each of the rows `keys`: the left form's column equals the right form's."""
    return tuple(left[key, column] == right[key, other] for key in keys)


def crosswise(left: Form, right: Form, keys: Sequence[str], columns: Sequence[str]) -> tuple[Equation, ...]:
    """One equation for each crossing of `keys` and `columns`: both forms state the same figure there."""
    return tuple(left[key, column] == right[key, column] for key in keys for column in columns)


def carried_over(form: Form, key: str, before: str, columns: Sequence[str]) -> tuple[Equation, ...]:
    """One equation for each of the columns: the figure at `key` is last year's figure at `before`."""
    return tuple(form[key, column] == form[before, column].last_year for column in columns)


def adding_rules(form: Form) -> tuple[Rule, ...]:
    """The rules that the form's blocks state by themselves: their sums down, across and over entries."""
    return tuple(rule for block in form.blocks for rule in _block_rules(form, block))


def _block_rules(form: Form, block: Block) -> Iterator[Rule]:
    if isinstance(block, Grid):
        for adds in block.down:
            columns = block.crossing(adds, block.numeric)
            yield _adding_rule(
                form, adds, [_addition(adds, [(key, at) for key in adds_keys(adds)], form) for at in columns]
            )
        for adds in block.across:
            keys = block.crossing(adds, block.plain_rows)
            yield _adding_rule(
                form, adds, [_addition(adds, [(at, key) for key in adds_keys(adds)], form) for at in keys]
            )
    if isinstance(block, Register):
        for order, (key, total) in enumerate(zip(block.row_keys, block.totals, strict=True)):
            for name in (total.count, *total.sums):
                if name:
                    column = block.leaves[form.leaf(block, name)].key
                    entries = Sum(((1, Entries(form.id, column, order, counted=name == total.count)),))
                    yield Rule(f"{form.number:02d}.{key}.{column}", form[key, column] == entries)


def adds_keys(adds: Adds) -> tuple[str, ...]:
    """The labels of an addition: its total, its parts, and what is taken off."""
    return (adds.total, *adds.parts, *adds.less)


def _addition(adds: Adds, addresses: Sequence[tuple[str, str]], form: Form) -> Equation:
    left, *others = (form[address] for address in addresses)
    return left == total(*others[: len(adds.parts)]) - total(*others[len(adds.parts) :])


def _adding_rule(form: Form, adds: Adds, equations: Sequence[Equation]) -> Rule:
    return Rule(adds.code or f"{form.number:02d}.{adds.total}", tuple(equations), adds.level, adds.basis)


@dataclass(frozen=True)
class Indicator:
    """A headline figure of the report: its name, its unit, and the expression with which each form states it."""

    name: str
    unit: str
    stated: tuple[Sum, ...]


@dataclass(frozen=True, slots=True)
class Department:
    """A department that files forms; `head` is the fall-back where no form names one."""

    name: str
    head: str = ""


@dataclass(frozen=True)
class Catalogue:
    """All that a library declares: its forms in printed order, its departments, rules and headline figures."""

    library: str
    forms: tuple[Form, ...]
    departments: tuple[Department, ...]
    rules: tuple[Rule, ...]
    indicators: tuple[Indicator, ...] = ()

    def __post_init__(self) -> None:
        for what, keys in (
            ("form id", [form.id for form in self.forms]),
            ("form number", [form.number for form in self.forms]),
            ("title", [title_key(form.title) for form in self.forms]),
            ("rule code", [rule.code for rule in self.all_rules]),
        ):
            twins = [key for key, times in Counter(keys).items() if times > 1]
            if twins:
                raise SpecError(f"{what} declared twice: {twins[0]}")
        strangers = {form.department for form in self.forms} - {each.name for each in self.departments}
        if strangers:
            raise SpecError(f"department of a form not declared: {sorted(strangers)[0]}")

    @cached_property
    def by_id(self) -> dict[str, Form]:
        """The forms by id."""
        return {form.id: form for form in self.forms}

    @cached_property
    def all_rules(self) -> tuple[Rule, ...]:
        """The rules that the blocks state, form by form, then the rules of the rule book."""
        return (*(rule for form in self.forms for rule in adding_rules(form)), *self.rules)


def shown_row(form: Form, key: str, year: int) -> str:
    """The label of a row as outputs show it: as printed, without white space, for the period's year."""
    return for_year(_printed(form).get(key, key), year)


def _printed(form: Form) -> dict[str, str]:
    """The keys that are names of ours, and what the print has in their place."""
    return {
        total.name: squeeze(total.label)
        for block in form.blocks
        if isinstance(block, Register)
        for total in block.totals
        if total.name and total.label
    }
