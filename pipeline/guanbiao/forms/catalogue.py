"""What should be: forms, their rules, departments, headline figures and the catalogue. Declarations, no behaviour.

Every declaration is checked when it is built: a label that does not exist or stands twice raises SpecError with the
form and the label in the message. The words of blocks, forms and rules are exported from here as well, so that a
declaration imports from here alone."""

from collections import Counter
from collections.abc import Callable
from functools import cached_property, wraps
from typing import TypeVar, cast

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from guanbiao.forms.blocks import (
    CARD_COLUMN,
    MONTHS,
    Adds,
    Blank,
    Block,
    Card,
    Grid,
    Item,
    Register,
    Row,
    Slot,
    Span,
    SpecError,
    Total,
    fill_down,
    item,
    rows,
    slot_key,
)
from guanbiao.forms.charts import Chart, Points, Shape, across, by_column, check_charts, down
from guanbiao.forms.columns import Column, Group, Kind, Leaf, date, group, number, serial, text
from guanbiao.forms.equations import Sum, Where
from guanbiao.forms.form import Declared, Form, shown_row
from guanbiao.forms.levels import Level
from guanbiao.forms.libraries import Library, titled
from guanbiao.forms.prose import Prose
from guanbiao.forms.rules import Rule, adding_rules, along, carried_over, crosswise, quotients, recalled
from guanbiao.forms.vocabulary import Vocabulary
from guanbiao.text.titles import title_key

__all__ = [
    "CARD_COLUMN",
    "MONTHS",
    "Adds",
    "Blank",
    "Block",
    "Card",
    "Catalogue",
    "Chart",
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
    "Library",
    "Points",
    "Register",
    "Row",
    "Rule",
    "Shape",
    "Slot",
    "Span",
    "SpecError",
    "Total",
    "Vocabulary",
    "Where",
    "across",
    "along",
    "by_column",
    "carried_over",
    "crosswise",
    "date",
    "down",
    "fill_down",
    "group",
    "item",
    "number",
    "of_catalogue",
    "of_forms",
    "quotients",
    "recalled",
    "rows",
    "serial",
    "shown_row",
    "slot_key",
    "text",
]


class Indicator(Struct, frozen=True):
    """A headline figure of the report: its name, its unit, and one expression for each form that states it."""

    name: str
    unit: str
    stated: tuple[Sum, ...]


class Department(Struct, frozen=True):
    """A department that files forms: its name as forms declare it, its head where no filed form names one, and the
    address that notices go to."""

    name: str
    head: str = ""
    mail: str = ""


class Shared(Struct, dict=True):
    """Keeps what functions give that are `of_forms`."""


class Catalogue(Struct, frozen=True, dict=True):
    """All that a library declares: its name as titles have it, its forms in printed order, its departments, rules,
    headline figures, and the charts that are drawn of its forms. `called` is what else it is called by than its place,
    `region` whose libraries it sums up ('': its place), `libraries` are those whose forms are awaited beside its own,
    `any_library` says whether forms of others make a report of theirs, too, or are only told. `compiles` is the
    department that compiles the report, in whose name notices go out ('': in that of the library alone); `approves` who
    approves what that department itself explains, and signs what goes out;
    `vocabulary` holds the words of its own by which its forms are read; `templates` is the folder with Word templates
    of its own for letters ('': the one called templates beside the catalogue, where there is one); `prose` what the
    annual report's text says of the forms (None: it is not held against them). Raises SpecError where two forms or
    rules cannot be told apart, a department is named that is not declared, a chart draws what is not there, or the
    department that compiles would approve what it explains itself."""

    library: str
    forms: tuple[Form, ...]
    departments: tuple[Department, ...]
    rules: tuple[Rule, ...]
    indicators: tuple[Indicator, ...] = ()
    compiles: str = ""
    approves: str = ""
    vocabulary: Vocabulary = Vocabulary()
    templates: str = ""
    called: tuple[str, ...] = ()
    region: str = ""
    libraries: tuple[Library, ...] = ()
    any_library: bool = True
    charts: tuple[Chart, ...] = ()
    prose: Prose | None = None

    def __post_init__(self) -> None:
        force_setattr(self, "forms", tuple(_of_library(form, self.library) for form in self.forms))
        for what, keys in (
            ("form id", [form.id for form in self.forms]),
            ("form number", [form.number for form in self.forms]),
            ("title", [title_key(form.title) for form in self.forms]),
            ("rule code", [rule.code for rule in self.all_rules]),
            ("library", [self.library, *(each.name for each in self.libraries)]),
        ):
            twins = [key for key, times in Counter(keys).items() if times > 1]
            if twins:
                raise SpecError(f"{what} declared twice: {twins[0]}")
        declared = {each.name for each in self.departments}
        strangers = {form.department for form in self.forms} - declared
        if strangers:
            raise SpecError(f"department of a form not declared: {sorted(strangers)[0]}")
        self._no_quotient_is_a_sum()
        check_charts(self.charts, self.by_id)
        if self.compiles and self.compiles not in declared:
            raise SpecError(f"department that compiles not declared: {self.compiles}")
        if self.approves and self.approves == self.compiles:
            raise SpecError(f"department that compiles would approve what it explains itself: {self.approves}")

    def for_library(self, name: str) -> "Catalogue":
        """The same forms and rules for another library: titles name it, and no head or address is declared for it."""
        if name == self.library:
            return self
        departments = tuple(Department(each.name) for each in self.departments)
        named = next((each for each in self.libraries if each.name == name), Library(name))
        found = replace(self, library=name, called=named.called, departments=departments, libraries=())
        vars(found)["shared"] = self.shared
        return found

    @cached_property
    def alone(self) -> "Catalogue":
        """The same, as if its own library were the only one."""
        found = replace(self, libraries=(), any_library=False)
        vars(found)["shared"] = self.shared
        return found

    @cached_property
    def shared(self) -> "Shared":
        """What was worked out of the forms and rules, which every library of the catalogue has."""
        return Shared()

    def _no_quotient_is_a_sum(self) -> None:
        """What a rule makes by dividing is no figure that libraries can be added up by."""
        for rule in self.all_rules:
            for made, _ in quotients(rule):
                figure = self.by_id[made.form].figures[made.row, made.column] if made.form in self.by_id else None
                if figure and figure.additive:
                    raise SpecError(f"rule {rule.code}: {made.row}, {made.column} is a quotient and declared additive")

    @cached_property
    def by_id(self) -> dict[str, Form]:
        """The forms by id."""
        return {form.id: form for form in self.forms}

    @cached_property
    def personal(self) -> frozenset[tuple[str, str]]:
        """The columns whose texts are about persons, as (form, key)."""
        return frozenset(
            (form.id, leaf.key)
            for form in self.forms
            for block in form.blocks
            for leaf in block.leaves
            if leaf.column.is_personal
        )

    @cached_property
    def all_rules(self) -> tuple[Rule, ...]:
        """The rules that the blocks state, form by form, then the rules of the rule book."""
        return (*(rule for form in self.forms for rule in adding_rules(form)), *self.rules)


Made = TypeVar("Made")


def of_catalogue(make: Callable[[Catalogue], Made]) -> Callable[[Catalogue], Made]:
    """A function of a catalogue, worked out once for each."""
    return _once(make, lambda catalogue: catalogue)


def of_forms(make: Callable[[Catalogue], Made]) -> Callable[[Catalogue], Made]:
    """A function of what a catalogue's blocks and rules declare, worked out once. It looks neither at whose the forms
    are, their titles and departments among that, nor at words, since other libraries of the catalogue share it."""
    return _once(make, lambda catalogue: catalogue.shared)


def _once(make: Callable[[Catalogue], Made], keeper: Callable[[Catalogue], Struct]) -> Callable[[Catalogue], Made]:
    """The function, which leaves what it gives with a keeper."""
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def made(catalogue: Catalogue) -> Made:
        known = vars(keeper(catalogue))
        if name not in known:
            known[name] = make(catalogue)
        return cast(Made, known[name])

    return made


def _of_library(form: Form, library: str) -> Form:
    """A form whose title names its library."""
    wording = form.wording or form.title
    title = titled(wording, library)
    return form if title == form.title else replace(form, title=title, wording=wording)
