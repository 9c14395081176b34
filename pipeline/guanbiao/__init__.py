"""guanbiao (馆表): a public library's department forms in, one reconciled official annual workbook out. The names below
are its face: read a drop folder, reconcile what lies in it, look at the reports. They are loaded when they are asked
for, so that a process that needs one room of the package loads no other."""

from importlib import import_module
from typing import TYPE_CHECKING

from guanbiao.version import __version__

if TYPE_CHECKING:
    from guanbiao.api import read_folder, reconcile_books, sentences_of
    from guanbiao.catalogues import CatalogueError, load_catalogue
    from guanbiao.forms.catalogue import Catalogue
    from guanbiao.model.books import Book
    from guanbiao.model.findings import Finding
    from guanbiao.report.report import Report
    from guanbiao.settings import NothingToDo

__all__ = [
    "Book",
    "Catalogue",
    "CatalogueError",
    "Finding",
    "NothingToDo",
    "Report",
    "__version__",
    "load_catalogue",
    "read_folder",
    "reconcile_books",
    "sentences_of",
]

_HOMES = {
    "Book": "model.books",
    "Catalogue": "forms.catalogue",
    "CatalogueError": "catalogues",
    "Finding": "model.findings",
    "NothingToDo": "settings",
    "Report": "report.report",
    "load_catalogue": "catalogues",
    "read_folder": "api",
    "reconcile_books": "api",
    "sentences_of": "api",
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """A name of the face, from its home. Raises AttributeError for any other."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)
        found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
