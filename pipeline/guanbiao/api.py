"""The verbs of the package's face: what `import guanbiao` gives besides nouns and catalogues."""

from collections.abc import Sequence
from pathlib import Path

from guanbiao.catalogues import load_catalogue
from guanbiao.flow.run import reports_from
from guanbiao.forms.catalogue import Catalogue
from guanbiao.intake import read
from guanbiao.model.books import Book
from guanbiao.report.report import Report
from guanbiao.settings import Settings
from guanbiao.words.findings import Phrases


def read_folder(folder: str | Path) -> list[Book]:
    """Every file under a folder, in the order of its path, as a book: its sheets, or the reason why it was not read.
    Files are read in processes of their own and never changed. Raises OSError where the folder cannot be listed."""
    return read.read_folder(Path(folder))


def reconcile_books(books: Sequence[Book], catalogue: Catalogue | None = None, year: int | None = None) -> list[Report]:
    """The report of each year that forms in the books are of, oldest first, or of one `year` alone: filings, findings
    and causes. Nothing is written. Without a catalogue the shipped one holds.

    Raises NothingToDo, with a sentence for the user, where no form of such a year is found."""
    return reports_from(books, Settings(Path(), Path(), year), catalogue or load_catalogue())


def sentences_of(report: Report) -> list[str]:
    """The findings of a report in their order, each as one line: `file!cell code sentence`."""
    phrases = Phrases(report.catalogue, report.year)
    return [phrases.line(finding) for finding in report.findings]
