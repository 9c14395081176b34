"""The contract of libraries.json as Structs, a field a key in their order: it is written from them, and its JSON Schema
(docs/libraries.schema.json) is made from them. What is added is added at the end of an entry."""

from typing import Annotated, TypeAlias

from msgspec import Meta, Struct

from guanbiao.forms.levels import Level
from guanbiao.model.findings import FindingStatus
from guanbiao.outputs.contract import Levels
from guanbiao.outputs.findings import schema_of

LIBRARIES = "libraries.json"
CONTRACT = 1  # counts up only when an old reader would break

_Number: TypeAlias = int | float
_Names: TypeAlias = tuple[str, ...]


class OwedEntry(Struct, frozen=True):
    """A form that a library has not filed."""

    form: Annotated[str, Meta(description="Id of the form.")]
    department: Annotated[str, Meta(description="Department that has to file it.")]


class LibraryEntry(Struct, frozen=True):
    """A library of the year, filed or awaited."""

    library: Annotated[str, Meta(description="Its name.")]
    folder: Annotated[str, Meta(description="Its folder beside that of this file; '' where it filed nothing.")]
    filed: Annotated[int, Meta(description="How many forms of it count.")]
    forms: Annotated[_Names, Meta(description="Ids of the forms that count.")]
    owed: Annotated[tuple[OwedEntry, ...], Meta(description="The forms that it has not filed.")]
    by_level: Annotated[Levels, Meta(description="How many findings it has of each level.")]
    by_status: Annotated[dict[Level, dict[FindingStatus, int]], Meta(description="The same by level and status.")]
    indicators: Annotated[dict[str, _Number], Meta(description="What it states of each headline figure, if anything.")]


class TotalEntry(Struct, frozen=True):
    """A headline figure over all libraries."""

    value: Annotated[_Number | None, Meta(description="The sum; null where nobody states it.")]
    last_year: Annotated[_Number | None, Meta(description="The sum of the year before; null where it is not known.")]
    unit: str
    libraries: Annotated[int, Meta(description="How many libraries state it.")]
    missing: Annotated[_Names, Meta(description="Those that do not.")]


class SumEntry(Struct, frozen=True):
    """A figure of an official form over all libraries. Its parts are the lines of the dataset of that form, row, column
    and measure, but those of the state other_unit."""

    form: Annotated[str, Meta(description="Id of the form.")]
    row: Annotated[str, Meta(description="Printed label of the row, levels joined by '/'.")]
    column: Annotated[str, Meta(description="Printed labels of the column, levels joined by '/'.")]
    measure: Annotated[str, Meta(description="Which figure of a cell that states several; '' where there is one.")]
    value: Annotated[
        _Number | None, Meta(description="The sum; of a share, worked out from sums; null where there is none.")
    ]
    unit: str
    libraries: Annotated[int, Meta(description="How many libraries stand behind it.")]
    missing: Annotated[_Names, Meta(description="Those that filed the form, and have no figure here.")]
    key: Annotated[str, Meta(description="The row as the form declares it, which the dataset has as `key`.")]


class FormEntry(Struct, frozen=True):
    """A form over all libraries."""

    form: Annotated[str, Meta(description="Id of the form.")]
    title: str
    libraries: Annotated[int, Meta(description="How many libraries filed it.")]
    missing: Annotated[_Names, Meta(description="Those that did not.")]


class LibrariesFile(Struct, frozen=True):
    """libraries.json of guanbiao: all libraries of one year, and what their figures come to."""

    contract: Annotated[int, Meta(description="Counts up only when an old reader would break.")]
    region: str
    period: Annotated[int, Meta(description="The year that the forms are of.")]
    libraries: tuple[LibraryEntry, ...]
    totals: Annotated[dict[str, _Number | None], Meta(description="Sums by name of the headline figure.")]
    indicators: Annotated[dict[str, TotalEntry], Meta(description="The same, with the libraries behind each.")]
    forms: tuple[FormEntry, ...]
    sums: tuple[SumEntry, ...]


def libraries_schema() -> bytes:
    """The JSON Schema of libraries.json, as docs/libraries.schema.json holds it."""
    return schema_of(LibrariesFile)
