"""Hand out the blank forms of a year."""

from pathlib import Path, PurePosixPath

from pipeline import phrase
from pipeline.blank import blank_forms
from pipeline.export import known_entries, known_figures
from pipeline.publish import publish
from pipeline.settings import NothingToDo
from pipeline.spec import Catalogue
from pipeline.workbook import write_workbook
from pipeline.workspace import working_in


def write_blanks(outputs: Path, year: int | None, catalogue: Catalogue) -> Path:
    """Write every form, empty, for a year (None: the one after the latest published); the folder they are in.

    Raises NothingToDo where no year is given and none was published, OutputsError and Busy."""
    published = sorted(int(path.name) for path in outputs.glob("[0-9][0-9][0-9][0-9]")) if outputs.is_dir() else []
    wanted = year or (published[-1] + 1 if published else None)
    if wanted is None:
        raise NothingToDo(phrase.NO_YEAR_BEFORE.format(folder=outputs))
    before = outputs / str(wanted - 1) / "facts.parquet"
    forms = blank_forms(catalogue, wanted, known_figures(before), known_entries(before))
    files = ((path, write_workbook((page,), PurePosixPath(path).stem)) for path, page in forms)
    with working_in(outputs) as workspace:
        return publish(workspace, f"{phrase.BLANKS}/{wanted}", files)
