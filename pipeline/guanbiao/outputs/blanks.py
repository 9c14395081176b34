"""The blank forms of a year, written into the outputs folder."""

from pathlib import Path, PurePosixPath

from guanbiao.facts.archived import Archive
from guanbiao.forms.catalogue import Catalogue
from guanbiao.outputs.archive import Stored, stored, with_corrected, years_in
from guanbiao.outputs.publish import publish
from guanbiao.outputs.workspace import working_in
from guanbiao.pages.blank import blank_forms
from guanbiao.pages.xlsx import write_workbook
from guanbiao.settings import NothingToDo
from guanbiao.words import screen
from guanbiao.words.workbook import listed
from guanbiao.words.years import BLANKS_DAMAGED


def write_blanks(outputs: Path, year: int | None, catalogue: Catalogue, library: str = "") -> Path:
    """Write every form, empty, for a year (None: the one after the latest published), of the catalogue's own library or
    of another one, in a folder of that; the folder they are in.

    Raises NothingToDo where no year is given and none was published, no forms are awaited of that library, or what was
    kept of the year before was damaged, OutputsError and Busy."""
    awaited = [catalogue.library, *(each.name for each in catalogue.libraries)]
    if library and library not in awaited:
        raise NothingToDo(screen.NO_SUCH_LIBRARY.format(library=library, names=listed(awaited)))
    published = years_in(outputs)
    wanted = year or (published[-1] + 1 if published else None)
    if wanted is None:
        raise NothingToDo(screen.NO_YEAR_BEFORE.format(folder=outputs))
    folder = (
        (screen.BLANKS, library, str(wanted))
        if library not in ("", catalogue.library)
        else (screen.BLANKS, str(wanted))
    )
    catalogue = catalogue.for_library(library or catalogue.library)
    before = stored(outputs, wanted - 1, catalogue.library) or Stored(Archive(wanted - 1, ""))
    if before.archive.is_damaged:
        raise NothingToDo(BLANKS_DAMAGED.format(year=wanted - 1, file=before.archive.file))
    before = with_corrected(before, outputs)
    forms = blank_forms(catalogue, wanted, before.known, before.entries, before.doubts)
    files = ((path, write_workbook((page,), PurePosixPath(path).stem)) for path, page in forms)
    with working_in(outputs) as workspace:
        return publish(workspace, "/".join(folder), files)
