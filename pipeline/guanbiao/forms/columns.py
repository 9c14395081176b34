"""The columns of a form, under a tree of header labels."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from msgspec import Struct

from guanbiao.text.labels import squeeze


class Kind(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    SERIAL = "serial"


class Column(Struct, frozen=True):
    """One column, by its printed label, a template of the year.

    `unit` is that of its figures. What a cell must be: `required`, an entry without it is incomplete; `signed`, its
    figures may be below 0; `share`, they are parts of one; `within`, its dates lie in the period; `phone`, its texts
    are telephone numbers; `personal`, its texts are about persons, as telephone numbers are: they are masked wherever
    they are not the official table's own; `optional`, its figures need not be given, whatever blanks of the block mean.

    `additive` says whether its figures of several libraries can be added up: averages and rates cannot, and neither can
    a share, whatever is declared.

    How it is printed: `measures` names the figures of a compound cell (12 期 300 人次); `floating`, one figure for the
    whole table, printed in any of its rows; `grouped`, once for a group of entries."""

    label: str
    kind: Kind = Kind.NUMBER
    unit: str = ""
    required: bool = False
    optional: bool = False
    signed: bool = False
    measures: tuple[str, ...] = ()
    floating: bool = False
    grouped: bool = False
    within: bool = True
    share: bool = False
    phone: bool = False
    personal: bool = False
    additive: bool = True

    @property
    def is_additive(self) -> bool:
        """Whether its figures of several libraries can be added up."""
        return self.additive and not self.share

    @property
    def is_personal(self) -> bool:
        """Whether its texts are about persons."""
        return self.personal or self.phone


class Group(Struct, frozen=True):
    """A header label over several columns, or over groups of them."""

    label: str
    columns: tuple["Column | Group", ...]


class Leaf(Struct, frozen=True):
    """A column at the foot of the header tree: its key (levels without white space, joined by `/`), its levels as
    printed, the topmost first, and itself."""

    key: str
    path: tuple[str, ...]
    column: Column


def number(label: str, unit: str = "", **options: bool | tuple[str, ...]) -> Column:
    """A column of figures in a unit; options are fields of `Column`."""
    return Column(label, Kind.NUMBER, unit, **options)  # type: ignore[arg-type]


def text(label: str, **options: bool) -> Column:
    """A column of words; options are fields of `Column`."""
    return Column(label, Kind.TEXT, **options)  # type: ignore[arg-type]


def date(label: str, **options: bool) -> Column:
    """A column of dates or spans of dates; options are fields of `Column`."""
    return Column(label, Kind.DATE, **options)  # type: ignore[arg-type]


def serial(label: str = "序号") -> Column:
    """The running number of a register's entries."""
    return Column(label, Kind.SERIAL, required=True)


def group(label: str, *columns: Column | Group) -> Group:
    """A header label over the columns that follow it."""
    return Group(label, columns)


def leaves_of(columns: Sequence[Column | Group], above: tuple[str, ...] = ()) -> Iterator[Leaf]:
    """The columns at the foot of a header tree, in printed order; `above` are the labels over all of it.

    >>> tree = (group("册 次", number("成人"), number("少儿")), number("合计"))
    >>> [leaf.key for leaf in leaves_of(tree)]
    ['册次/成人', '册次/少儿', '合计']
    """
    for column in columns:
        path = (*above, column.label)
        if isinstance(column, Group):
            yield from leaves_of(column.columns, path)
        else:
            yield Leaf("/".join(squeeze(label) for label in path), path, column)
