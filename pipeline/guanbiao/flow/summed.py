"""汇总 of a year in which several libraries filed: made from the dataset of all their facts, once each is done."""

import shutil
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from guanbiao.consolidate.returns import LibraryReturn
from guanbiao.flow.reports import Tell
from guanbiao.forms.catalogue import Catalogue
from guanbiao.outputs.dataset import DATASET, dataset_name, scan_dataset
from guanbiao.outputs.publish import publish
from guanbiao.outputs.workspace import Workspace
from guanbiao.report.shown import Finished, Shown
from guanbiao.words.consolidate import FOLDER, SUMMING
from guanbiao.words.report import REPORT_FILE
from guanbiao.words.workbook import workbook_name


def sum_up(finished: Iterable[Finished], workspace: Workspace, catalogue: Catalogue, tell: Tell) -> dict[int, Path]:
    """By year, the folders of 汇总, one for each year whose libraries lie in folders of their own. What the dataset
    holds of libraries that are not among them is thrown away. Raises OutputsError."""
    by_year: dict[int, list[LibraryReturn]] = defaultdict(list)
    for each in finished:
        own = by_year[each.shown.year.period]
        if each.folder.name != str(each.shown.year.period):
            own.append(return_of(each.shown, each.folder.name))
    for year, own in by_year.items():
        _forget(workspace.outputs / DATASET, year, own)
    return {year: _summed(year, own, workspace, catalogue, tell) for year, own in sorted(by_year.items()) if own}


def return_of(shown: Shown, folder: str) -> LibraryReturn:
    """What 汇总 has to know of a library, whose outputs lie in a folder beside it."""
    year = shown.year
    book, counts = workbook_name(year.library, year.period), {(level, status): n for level, status, n in shown.counts}
    return LibraryReturn(year.library, folder, book, REPORT_FILE, frozenset(shown.forms), counts)


def _summed(year: int, own: Sequence[LibraryReturn], workspace: Workspace, catalogue: Catalogue, tell: Tell) -> Path:
    from guanbiao.outputs.consolidated import consolidated_files  # deferred: few folders are of several libraries

    tell(SUMMING.format(year=year))
    filed = {each.library for each in own}
    awaited = [name for name in (catalogue.library, *(each.name for each in catalogue.libraries)) if name not in filed]
    returns = (*own, *map(LibraryReturn, awaited))
    facts = scan_dataset(workspace.outputs / DATASET)
    return publish(workspace, f"{year}/{FOLDER}", consolidated_files(year, facts, returns, catalogue))


def _forget(dataset: Path, year: int, own: Sequence[LibraryReturn]) -> None:
    """Throw away what the dataset holds of a year of libraries that have no folder there any more."""
    kept = {(dataset / dataset_name(year, each.library)).parent for each in own}
    for folder in dataset.glob(f"year={year}/library=*"):
        if folder not in kept:
            shutil.rmtree(folder, ignore_errors=True)
