"""The contract of findings.json as Structs, a field a key in their order: it is written from them, and its JSON Schema
(docs/findings.schema.json) is made from them. What is added is added at the end of an entry and may be left out."""

from typing import Annotated, TypeAlias

from msgspec import Meta, Struct

from guanbiao.forms.levels import Level, Source
from guanbiao.model.books import FileStatus
from guanbiao.model.filings import FilingStatus
from guanbiao.model.findings import FindingStatus, Role, Verdict

CONTRACT = 1  # counts up only when an old reader would break

_Number: TypeAlias = int | float | None
_File = Annotated[str, Meta(description="Path of the file under the drop folder.")]
_Sha256 = Annotated[str, Meta(description="SHA-256 of the file's content, in hexadecimal.")]
_Sheet = Annotated[
    str, Meta(description="Name of the sheet, or of the report the paragraph; '' where it is about neither.")
]
_Cell = Annotated[str, Meta(description="Address of the cell, such as C5; '' where the figure is nowhere.")]
_Form = Annotated[str, Meta(description="Id of the form; '' where it is about none.")]
_Row = Annotated[str, Meta(description="Printed label of the row, levels joined by '/'; '' where it is about none.")]
_Column = Annotated[str, Meta(description="Printed labels of the column, levels joined by '/'; '' for none.")]
_Measure = Annotated[str, Meta(description="Which figure of a cell that states several; left out where there is one.")]
_Department = Annotated[str, Meta(description="Department that answers it; '' where nobody knows.")]
_Level = Annotated[
    Level, Meta(description="mandatory must hold, query must hold or be explained, info is to be known.")
]
_Message = Annotated[str, Meta(description="The same in Chinese, for people to read.")]


class Verdicts(Struct, frozen=True):
    """How many relations of the year hold, do not hold, and cannot be judged."""

    holds: int
    broken: int
    unverifiable: int


class Levels(Struct, frozen=True):
    """How many findings there are of each level: 强制性, 核实性, 提示."""

    mandatory: int
    query: int
    info: int


class AnswersEntry(Struct, frozen=True):
    """How many problems are in each state of being answered: open (nobody has answered), correcting (to be corrected,
    the form is not filed anew), corrected (and gone), explained, pending (to be approved), lapsed."""

    open: int
    correcting: int
    corrected: int
    explained: int
    pending: int
    lapsed: int


class Answers(Struct, frozen=True):
    """How far the year is answered: a problem is a cause with all that it explains, or a finding without one."""

    problems: AnswersEntry
    by_department: Annotated[dict[str, AnswersEntry], Meta(description="Of problems that a department is asked about.")]
    findings: Annotated[dict[FindingStatus, int], Meta(description="How many findings there are of each `status`.")]


class Summary(Struct, frozen=True):
    """The year in numbers."""

    relations: Verdicts
    by_level: Levels
    by_department: Annotated[dict[str, Levels], Meta(description="By name of department; '' for findings of none.")]
    answers: Answers


class FileEntry(Struct, frozen=True):
    """A file that was dropped, whatever became of it."""

    file: _File
    sha256: _Sha256
    status: Annotated[
        FileStatus,
        Meta(description="Read with a form on it (read) or with none (no_form); not read: refused, ignored."),
    ]
    message: _Message


class FilingEntry(Struct, frozen=True):
    """A form that was recognised: where it stands, and whether it counts."""

    form: _Form
    title: Annotated[
        str, Meta(description="Title as typed; where the sheet has none, what its own or its file's name says for one.")
    ]
    department: Annotated[str, Meta(description="Department that has to file it.")]
    file: _File
    sha256: _Sha256
    sheet: _Sheet
    range: Annotated[str, Meta(description="Range that it takes on the sheet, such as A1:F20.")]
    status: Annotated[
        FilingStatus,
        Meta(description="The one that counts (counted), an older one, one of another year, or one without a year."),
    ]


class TermEntry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A cell that a finding speaks of, and as what."""

    role: Annotated[
        Role,
        Meta(
            description="A side of a relation (reported, expected), the cell in question or one beside it, or a place."
        ),
    ]
    form: _Form
    row: _Row
    column: _Column
    value: Annotated[_Number, Meta(description="The figure in it; null where it states none.")]
    raw: Annotated[str, Meta(description="Its text as typed.")]
    file: _File
    sheet: _Sheet
    cell: _Cell
    measure: _Measure = ""


class FindingEntry(Struct, frozen=True):
    """Something that must be corrected, explained or known."""

    id: Annotated[
        str,
        Meta(description="Stable from run to run: from the rule and the place, or what many cells share, not figures."),
    ]
    rule: Annotated[str, Meta(description="Code of the rule or of the check.")]
    kind: Annotated[
        Source,
        Meta(
            description="A relation within a form (within) or across forms (cross), a check of cells, reading, or a"
            " figure in the text of the annual report (prose)."
        ),
    ]
    level: _Level
    verdict: Annotated[Verdict, Meta(description="broken does not hold; unverifiable: a figure is not there.")]
    status: Annotated[
        FindingStatus,
        Meta(
            description="new; open: there last time; lapsed: explained before figures changed; correcting: to be"
            " corrected and not filed anew; pending: explained, to be approved; explained."
        ),
    ]
    department: _Department
    head: Annotated[str, Meta(description="Head of the department; '' where nobody signed and none is declared.")]
    form: _Form
    row: _Row
    column: _Column
    reported: Annotated[_Number, Meta(description="What was filed; null where nothing was.")]
    expected: Annotated[_Number, Meta(description="What the other side of the relation gives.")]
    difference: Annotated[_Number, Meta(description="Reported minus expected; null where either is unknown.")]
    unit: Annotated[str, Meta(description="Unit of the figures; '' where none is declared.")]
    cause: Annotated[str | None, Meta(description="Id of the cause that explains it.")]
    terms: Annotated[
        tuple[TermEntry, ...],
        Meta(description="The cells it speaks of: all of them, where many cells of a form show one habit."),
    ]
    message: _Message


class ChangeEntry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A cell that a cause would change."""

    file: _File
    sheet: _Sheet
    cell: _Cell
    form: _Form
    row: _Row
    column: _Column
    measure: _Measure = ""
    reported: Annotated[_Number, Meta(description="What it holds.")]
    suggested: Annotated[_Number, Meta(description="What it should hold; null where nobody can say.")]
    follows: Annotated[bool, Meta(description="Whether it merely follows: a total, added up anew.")]


class CauseEntry(Struct, frozen=True):
    """Why findings arose, and the cells that would mend them."""

    id: Annotated[str, Meta(description="Stable from run to run.")]
    kind: Annotated[str, Meta(description="Code of what probably went wrong.")]
    cells: Annotated[tuple[ChangeEntry, ...], Meta(description="The likeliest set of changes.")]
    alternatives: Annotated[tuple[tuple[ChangeEntry, ...], ...], Meta(description="Sets that would do as well.")]
    complete: Annotated[bool, Meta(description="Whether every set as small as this one was looked at.")]
    certain: Annotated[bool, Meta(description="Whether it is the one simplest set.")]
    explains: Annotated[tuple[str, ...], Meta(description="Ids of the findings that it explains.")]
    message: _Message
    department: Annotated[str, Meta(description="Department that owns the cells that it blames; '' for none.")]
    departments: Annotated[
        tuple[str, ...],
        Meta(description="All departments that are asked: several where they own such cells, or only one is wrong."),
    ]


class FindingsFile(Struct, frozen=True):
    """findings.json of guanbiao: all that was found about one year's forms of one library."""

    contract: Annotated[int, Meta(description="Counts up only when an old reader would break.")]
    library: str
    period: Annotated[int, Meta(description="The year that the forms are of.")]
    summary: Summary
    files: Annotated[tuple[FileEntry, ...], Meta(description="Every file that was dropped.")]
    filings: Annotated[tuple[FilingEntry, ...], Meta(description="Every form recognised, of whatever year.")]
    findings: Annotated[tuple[FindingEntry, ...], Meta(description="The gravest first.")]
    causes: Annotated[tuple[CauseEntry, ...], Meta(description="The weightiest first.")]
