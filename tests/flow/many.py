"""Folders of many small libraries, taken in as such, and runs over them."""

from collections.abc import Callable, Generator, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from guanbiao.flow.ledger import Ledger
from guanbiao.flow.program import program_of
from guanbiao.flow.reports import Job
from guanbiao.flow.spread import Spread, spread
from guanbiao.flow.taken import LEDGER, Count, Many
from guanbiao.intake.snapshot import Dropped
from guanbiao.intake.store import BookStore
from guanbiao.intake.wire import Parsed
from guanbiao.model.books import Book, FileStatus, Sheet
from guanbiao.outputs.workspace import Workspace, working_in
from guanbiao.processes.failed import Failed
from guanbiao.processes.workers import Workers
from guanbiao.recognise.names import names_of
from guanbiao.recognise.ours import own_as
from guanbiao.recognise.signs import signs_of
from guanbiao.recognise.survey import look, note_of
from guanbiao.settings import Settings

from tests.drawing import book
from tests.small.catalogue import SMALL
from tests.small.filed import BUDGET, LOANS, STAFF

NAMES = names_of(SMALL)
NOBODY: Count = lambda done, every: None  # noqa: E731
Thing = TypeVar("Thing")
Result = TypeVar("Result")


class Here:
    """Workers that are this process."""

    refused: set[str] = set()  # noqa: RUF012

    def each(
        self, function: Callable[[Thing], Result], things: Iterable[Thing]
    ) -> Generator[tuple[Thing, Result | Failed], None, None]:
        for thing in things:
            yield thing, function(thing)

    def close(self) -> None:
        """Nothing was started."""


def of(library: str, times: int, file: str) -> Book:
    """Some forms of a library in one file, its figures so many times as large; only some titles name it."""
    sheets = []
    for each in (LOANS, STAFF, BUDGET):
        rows = [[cell * times if type(cell) is int else cell for cell in row] for row in each.rows]
        rows[0] = [cell and str(cell).replace(SMALL.library, library) for cell in rows[0]]
        sheets.append(Sheet(each.name, rows))
    return book(*sheets, file=file)


def libraries(count: int) -> list[Book]:
    """The books of the own library and of others."""
    places = (f"{one}{other}县" for one in "赤青白玄金银铜石" for other in "河江湖川山")
    others = [of(f"{place}图书馆", at, f"{at:03d}.xlsx") for at, place in zip(range(1, count), places, strict=False)]
    return [of(SMALL.library, 1, "own.xlsx"), *others]


def taken(books: Sequence[Book], workspace: Workspace) -> Many:
    """Books as they are taken in from a folder."""
    many = Many(
        Ledger(workspace.room / LEDGER, program_of(SMALL)), BookStore(workspace.room / "books"), signs_of(SMALL)
    )
    for each in books:
        many.ledger.add(Dropped(each.file, "somewhere", each.sha256, each.modified))
        many.store.keep(each.sha256, Parsed(FileStatus.READ, "", each.detail, each.sheets, paragraphs=each.paragraphs))
        many.ledger.keep_note(each.sha256, note_of(look(each, NAMES), own_as(each)))
    return many


def go(
    folder: Path,
    books: Sequence[Book],
    workers: Workers,
    count: Count = NOBODY,
    *,
    redo: bool = False,
    year: int | None = None,
    broken: str = "",
) -> Spread:
    """Run the job on books; what was kept of a content may be `broken`."""
    with working_in(folder) as workspace:
        job = Job(Settings(folder, folder, year, redo=redo), SMALL)
        many = taken(books, workspace)
        if broken:
            next(many.store.folder.rglob(broken)).write_bytes(b"[")
        return spread(many, workspace, job, lambda: workers, count)


def outputs(folder: Path) -> dict[str, bytes]:
    """All files that stand in a folder of outputs, but for those of the run itself."""
    every = (path for path in folder.rglob("*") if path.is_file())
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in every}
    return {name: content for name, content in found.items() if not name.startswith(".guanbiao")}
