"""The blank forms of a year, written into the outputs folder."""

from pathlib import Path, PurePosixPath

from guanbiao.forms.catalogue import Catalogue
from guanbiao.outputs.doubts import doubts_of
from guanbiao.outputs.publish import publish
from guanbiao.outputs.tables import known_entries, known_figures
from guanbiao.outputs.workspace import working_in
from guanbiao.pages.blank import blank_forms
from guanbiao.pages.xlsx import write_workbook
from guanbiao.settings import NothingToDo
from guanbiao.words import screen


def write_blanks(outputs: Path, year: int | None, catalogue: Catalogue) -> Path:
    """Write every form, empty, for a year (None: the one after the latest published); the folder they are in.

    Raises NothingToDo where no year is given and none was published, OutputsError and Busy."""
    published = sorted(int(path.name) for path in outputs.glob("[0-9][0-9][0-9][0-9]")) if outputs.is_dir() else []
    wanted = year or (published[-1] + 1 if published else None)
    if wanted is None:
        raise NothingToDo(screen.NO_YEAR_BEFORE.format(folder=outputs))
    before = outputs / str(wanted - 1)
    facts, doubts = before / "facts.parquet", doubts_of(before / "findings.json")
    forms = blank_forms(catalogue, wanted, known_figures(facts), known_entries(facts), doubts)
    files = ((path, write_workbook((page,), PurePosixPath(path).stem)) for path, page in forms)
    with working_in(outputs) as workspace:
        return publish(workspace, f"{screen.BLANKS}/{wanted}", files)
