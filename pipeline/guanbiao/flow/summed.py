"""汇总 of a year in which several libraries filed: made from the dataset of all their facts, once each is done."""

import hashlib
import shutil
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from guanbiao.consolidate.returns import LibraryReturn
from guanbiao.flow.program import program_of
from guanbiao.flow.reports import Tell
from guanbiao.forms.catalogue import Catalogue
from guanbiao.outputs.contract_libraries import LIBRARIES
from guanbiao.outputs.dataset import DATASET, dataset_name, scan_dataset
from guanbiao.outputs.publish import place, written
from guanbiao.outputs.workspace import OutputsError, Workspace
from guanbiao.report.shown import Ran, Shown
from guanbiao.words.consolidate import FOLDER, SUMMING
from guanbiao.words.consolidate import REPORT_FILE as OWN_REPORT
from guanbiao.words.report import REPORT_FILE
from guanbiao.words.workbook import workbook_name

_NOTED = "summed-"  # and the year: a file of the room that holds what 汇总 was made from, as a hash


class Sum(Struct, frozen=True):
    """What 汇总 of a year is made from: the libraries that filed or owe, and the dataset of their facts; and the folder
    that it is written to first."""

    year: int
    returns: tuple[LibraryReturn, ...]
    dataset: Path
    catalogue: Catalogue
    folder: Path


def drafted(asked: Sum) -> str:
    """The files of 汇总 written to their folder; the hash of the manifest among them. Raises OSError."""
    from guanbiao.outputs.consolidated import consolidated_files  # deferred: few folders are of several libraries

    shutil.rmtree(asked.folder, ignore_errors=True)  # what a process left that ended before it was done
    asked.folder.mkdir(parents=True)
    facts = scan_dataset(asked.dataset)
    return written(asked.folder, consolidated_files(asked.year, facts, asked.returns, asked.catalogue))


Draft = Callable[[Sum], str]  # `drafted`, here or in another process
Met = dict[tuple[str, ...], frozenset[str]]  # ids of forms: most libraries file the same, and a thousand hold them once


def sum_up(ran: Ran, workspace: Workspace, catalogue: Catalogue, tell: Tell, draft: Draft = drafted) -> dict[int, Path]:
    """By year, the folders of 汇总, one for each year whose libraries lie in folders of their own. What the dataset
    holds of libraries that are not among them is thrown away; where it is made from the very same as what stands there,
    that is left. Raises OutputsError."""
    by_year: dict[int, list[LibraryReturn]] = defaultdict(list)
    met: Met = {}
    for each in ran.finished:
        own = by_year[each.shown.year.period]
        if each.folder.name != str(each.shown.year.period):
            own.append(return_of(each.shown, each.folder.name, met))
    for year, own in by_year.items():
        _forget(workspace.outputs / DATASET, year, own, ran.failed)
    return {
        year: _summed(year, own, ran.failed, workspace, catalogue, tell, draft)
        for year, own in sorted(by_year.items())
        if own
    }


def _is_whole(folder: Path) -> bool:
    return (folder / LIBRARIES).is_file() and (folder / OWN_REPORT).is_file() and any(folder.glob("*.xlsx"))


def return_of(shown: Shown, folder: str, met: Met) -> LibraryReturn:
    """What 汇总 has to know of a library, whose outputs lie in a folder beside it; forms that were `met` of another
    library are not held again, nor is the name of a folder that is called as its library."""
    year = shown.year
    name = year.library if folder == year.library else folder
    book, counts = workbook_name(year.library, year.period), {(level, status): n for level, status, n in shown.counts}
    filed = met.setdefault(shown.forms, frozenset(shown.forms))
    return LibraryReturn(year.library, name, book, REPORT_FILE, filed, counts)


def _summed(
    year: int,
    own: Sequence[LibraryReturn],
    failed: Container[str],
    workspace: Workspace,
    catalogue: Catalogue,
    tell: Tell,
    draft: Draft,
) -> Path:
    """汇总 of a year, put in place. A library that could not be worked out is no one that filed nothing."""
    filed = {each.library for each in own}
    awaited = (catalogue.library, *(each.name for each in catalogue.libraries))
    silent = [LibraryReturn(name) for name in awaited if name not in filed and name not in failed]
    name, room = f"{year}/{FOLDER}", workspace.room.absolute() / "summed"
    asked = Sum(year, (*own, *silent), workspace.outputs.absolute() / DATASET, catalogue, room)
    made, noted = _made_from(asked), workspace.room / f"{_NOTED}{year}"
    if _is_whole(workspace.outputs / name) and noted.is_file() and noted.read_text("utf-8") == made:
        return workspace.outputs / name
    tell(SUMMING.format(year=year))
    try:
        noted.unlink(missing_ok=True)
        place_of = place(workspace, room, name, draft(asked))
        noted.write_text(made, "utf-8")
    except OSError as error:
        raise OutputsError(str(workspace.outputs / name)) from error
    return place_of


def _made_from(asked: Sum) -> str:
    """A SHA-256 of all that 汇总 is made from: the program, the catalogue, the libraries with their findings, and the
    files of the dataset, of years before as well, by size and time. So it is made again where a run was killed before
    it was."""
    whole = hashlib.sha256(program_of(asked.catalogue).encode())
    for each in asked.returns:
        counts = sorted((level.value, status.value, count) for (level, status), count in each.findings.items())
        whole.update(repr((each.library, each.folder, each.workbook, each.report, sorted(each.filed), counts)).encode())
    for path in sorted(asked.dataset.glob("year=*/library=*/*")):
        state = path.stat()
        whole.update(f"{path.parent}\0{state.st_size}\0{state.st_mtime_ns}\0".encode())
    return whole.hexdigest()


def _forget(dataset: Path, year: int, own: Sequence[LibraryReturn], failed: Iterable[str]) -> None:
    """Throw away what the dataset holds of a year of libraries that have no folder there any more."""
    names = (*(each.library for each in own), *failed)
    kept = {(dataset / dataset_name(year, name)).parent for name in names}
    for folder in [each for each in dataset.glob(f"year={year}/library=*") if each not in kept]:
        shutil.rmtree(folder, ignore_errors=True)
