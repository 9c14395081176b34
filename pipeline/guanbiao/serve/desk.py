"""All that the page works with, and what it makes of it for somebody who looks: the years at hand, what is seen of one,
its files, its problems drawn."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.exits import NOT_DONE
from guanbiao.forms.catalogue import Catalogue
from guanbiao.outputs.contract import FindingsFile
from guanbiao.serve.answers import Questions
from guanbiao.serve.hub import Hub
from guanbiao.serve.journal import Journal
from guanbiao.serve.looks import Looks
from guanbiao.serve.pictures import Books, Picture, pictures
from guanbiao.serve.places import Output, Place, chosen, files_in, found_in, places
from guanbiao.serve.runs import Job, Ran, Runs
from guanbiao.serve.seen import Seen, Trouble, seen, seen_first
from guanbiao.serve.viewer import Asking, Viewer
from guanbiao.settings import Settings
from guanbiao.words import page as words
from guanbiao.words.report import REPORT_FILE

MAIL = ".eml"
_KEPT = 8  # years whose findings are kept in memory
_LARGEST = 4096  # bytes of a chat line


class Chat(Struct, frozen=True):
    """What is sent to a department in a chat."""

    department: str
    text: str


class Link(Struct, frozen=True):
    """A file to fetch, as it is called on the page."""

    id: str
    said: str
    name: str


class Shelf(Struct, frozen=True):
    """The files of a year as they are offered: the workbook and the report, those for each department, all others."""

    first: tuple[Link, ...] = ()
    departments: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    others: tuple[Link, ...] = ()
    chats: tuple[Chat, ...] = ()


class Desk:
    """The drop folder, the outputs, and the job between them."""

    def __init__(self, settings: Settings, catalogue: Catalogue, job: Job) -> None:
        self.settings, self.catalogue, self.hub = settings, catalogue, Hub()
        self.runs = Runs(settings, job, self.hub.changed)
        self.journal, self.questions = Journal(settings.outputs), Questions(catalogue)
        self.looks = Looks(settings.inputs, catalogue, self.hub.changed)
        self._books = Books(settings.inputs)
        self.end: Callable[[], None] = lambda: None  # ends the page
        self.blanks: Callable[[], Ran] = lambda: Ran(NOT_DONE, "")  # makes the blank forms of the next year
        self._found: dict[Place, FindingsFile] = {}

    def places(self, viewer: Viewer) -> list[Place]:
        """The years and libraries at hand: to a department those of its own library."""
        try:
            every = places(self.settings.outputs)
        except OSError:
            return []
        return [each for each in every if not viewer.department or each.library == self.catalogue.library]

    def place(self, asking: Asking) -> Place | None:
        """The year that is asked for, or the one that is shown instead."""
        return chosen(self.places(asking.viewer), asking.year, asking.library, self.catalogue.library)

    def found(self, place: Place | None) -> FindingsFile | None:
        """What was found of a year."""
        if place is None:
            return None
        if place not in self._found and (found := found_in(place)):
            self._found[place] = found
            for old in list(self._found)[:-_KEPT]:
                del self._found[old]
        return self._found.get(place)

    def seen(self, place: Place | None, viewer: Viewer) -> Seen | None:
        """A year as somebody sees it, to who approves what waits for that; of one that nothing was found of yet, that
        of the forms that came."""
        shown = self._seen(place, viewer)
        if shown is None or not viewer.decides:
            return shown
        waiting = tuple(each for each in shown.troubles if self.questions.on(each, place, viewer))
        return replace(shown, departments=(), troubles=waiting, got=(), owed=())

    def _seen(self, place: Place | None, viewer: Viewer) -> Seen | None:
        found, came = self.found(place), self.looks.came_since(self.runs.since)
        if found:
            own = "" if found.library == self.catalogue.library else found.library
            new = {each.form for each in came if (each.period, each.library) == (found.period, own)}
            return seen(found, self.catalogue, viewer, new)
        first = max((each.period for each in came if each.period and not each.library), default=0)
        new = {each.form for each in came if (each.period, each.library) == (first, "")}
        return seen_first(first, self.catalogue, viewer, new) if first else None

    def drawn(self, place: Place | None, trouble: Trouble, viewer: Viewer) -> tuple[Sequence[Picture], int]:
        """The pictures of a problem, to a department those of its own forms, and how many cells are on none."""
        found, of = self.found(place), self.catalogue.by_id
        cells = [each for each in trouble.cells if each.form in of and viewer.sees(of[each.form].department)]
        own = cells if viewer.department else trouble.cells
        return pictures(own, found, self._books, self.catalogue.personal) if found else ((), 0)

    def files(self, place: Place, viewer: Viewer) -> list[Output]:
        """The files of a year that somebody may fetch."""
        try:
            return [each for each in files_in(place) if _may_fetch(each, viewer)]
        except OSError:  # the next run has put another folder in its place just now
            return []

    def shelf(self, place: Place | None, viewer: Viewer) -> Shelf:
        """The files of a year as they are offered."""
        if place is None:
            return Shelf()
        files = self.files(place, viewer)
        names = dict.fromkeys(each.department for each in files if each.department)
        own = [each for each in files if not each.department]
        first = [
            *(each for each in own if _is_workbook(each)),
            *(each for each in own if each.name == REPORT_FILE),
        ]
        return Shelf(
            tuple(Link(each.id, _called(each), each.leaf) for each in first),
            tuple((name, _links(each for each in files if each.department == name)) for name in names),
            _links(each for each in own if each not in first),
            tuple(Chat(each.department, text) for each in files if (text := _chat(each))),
        )


def _may_fetch(output: Output, viewer: Viewer) -> bool:
    """A department fetches what was written for it alone, but for the mail that it is sent with."""
    return not viewer.department or (output.department == viewer.department and output.path.suffix != MAIL)


def _is_workbook(output: Output) -> bool:
    return "/" not in output.name and output.path.suffix == ".xlsx" and output.leaf not in words.FILE_LINKS


def _called(output: Output) -> str:
    return words.WORKBOOK_LINK if _is_workbook(output) else words.WHOLE_REPORT_LINK


def _links(files: Iterable[Output]) -> tuple[Link, ...]:
    return tuple(
        Link(each.id, words.FILE_LINKS.get(each.leaf, each.name), each.leaf)
        for each in files
        if each.leaf not in words.CHATS and each.leaf not in words.UNSHOWN
    )


def _chat(output: Output) -> str:
    """What is to be sent in a chat; '' where a file is none of that."""
    if output.leaf not in words.CHATS or not output.department:
        return ""
    return _read(output.path)


def _read(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return stream.read(_LARGEST).decode("utf-8", "replace").strip()
    except OSError:
        return ""
