"""Answers that are given on the page. What may be answered is what the slips that were published ask, with the very
lines that these were issued with; what is answered is written as a slip into the drop folder."""

import hashlib
import io
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Lock

from msgspec import Struct, json

from guanbiao.forms.catalogue import Catalogue
from guanbiao.model.slips import Issued, Line, SlipKind
from guanbiao.serve.drops import Kept, keep
from guanbiao.serve.places import Place
from guanbiao.serve.seen import Trouble
from guanbiao.serve.viewer import Viewer
from guanbiao.settings import Settings
from guanbiao.words import office as words
from guanbiao.words.actions import ACTIONS
from guanbiao.words.letters import NOTICES
from guanbiao.words.slips import APPROVAL_FILE, SLIP_FILE, VERDICTS

MOST_TEXT, MOST_NAME = 2000, 30  # characters of an answer and of a name
_STAND = 16  # digits by which what was answered is known again
_KEPT = 24  # departments whose slips are kept in memory


class Question(Struct, frozen=True):
    """What may be answered: the slip it was issued on, its line, and a mark of the figures that are asked about, by
    which an answer to others is known."""

    issued: Issued
    line: Line
    stand: str

    @property
    def choices(self) -> tuple[str, ...]:
        """What is to be done or decided."""
        return VERDICTS if self.issued.kind is SlipKind.APPROVAL else ACTIONS

    @property
    def is_approval(self) -> bool:
        """Whether somebody's explanation is to be decided on."""
        return self.issued.kind is SlipKind.APPROVAL

    @property
    def findings(self) -> frozenset[str]:
        """The findings that an answer is of."""
        return frozenset(case.finding for case in self.line.cases)


class Replied(Struct, frozen=True):
    """An answer as it was typed on the page: to what, what is to be done, the words, who says so."""

    stand: str
    action: str
    text: str
    who: str


class Questions:
    """What may be answered of the years at hand."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._compiles, self._lock = catalogue.compiles, Lock()
        self._kept: dict[tuple[Place, str], tuple[Question, ...]] = {}

    def speaks_for(self, viewer: Viewer) -> str:
        """The department that somebody answers for; '' for none."""
        return viewer.department or self._compiles

    def of(self, place: Place | None, viewer: Viewer) -> tuple[Question, ...]:
        """What somebody may answer of a year."""
        department = self.speaks_for(viewer)
        if place is None or not department:
            return ()
        with self._lock:
            if (place, department) not in self._kept:
                self._kept[place, department] = tuple(_asked_of(place, department))
                for old in list(self._kept)[:-_KEPT]:
                    del self._kept[old]
            return self._kept[place, department]

    def on(self, trouble: Trouble, place: Place | None, viewer: Viewer) -> list[Question]:
        """What somebody may answer of a problem: the problem as a whole, and what of it waits for approval."""
        own = frozenset(trouble.findings)
        return [each for each in self.of(place, viewer) if _is_on(each, own)]


def _is_on(question: Question, findings: frozenset[str]) -> bool:
    return question.findings <= findings if question.is_approval else question.findings == findings


def _asked_of(place: Place, department: str) -> Iterator[Question]:
    """What the slips of a department ask, each once, without the rows that lie folded below the problems."""
    seen: set[tuple[SlipKind, frozenset[str]]] = set()
    for issued in _issued_to(place.folder / NOTICES / department):
        for line in issued.lines:
            question = Question(issued, line, _mark(issued, line))
            key = issued.kind, question.findings
            if line.cases and len(line.shown) > 1 and (issued.kind is SlipKind.APPROVAL or key not in seen):
                seen.add(key)
                yield question


def _issued_to(folder: Path) -> Iterator[Issued]:
    from guanbiao.intake.read import read_file  # deferred: what reads workbooks is not needed to show the page
    from guanbiao.recognise.slips.record import issued_as

    for name in (SLIP_FILE, APPROVAL_FILE):
        if (folder / name).is_file() and (issued := issued_as(read_file(folder / name, name))):
            yield issued


def _mark(issued: Issued, line: Line) -> str:
    said = json.encode((issued.kind, issued.library, issued.year, issued.department, line.cases))
    return hashlib.sha256(said).hexdigest()[:_STAND]


def fault_of(replied: Replied, question: Question) -> str:
    """Why an answer is not taken as it was typed, in a sentence; '' where it is. Whether its words explain anything is
    judged by the job, as of any slip."""
    if replied.action not in question.choices:
        return words.NO_CHOICE
    if not replied.who:
        return words.NO_NAME
    if len(replied.text) > MOST_TEXT or len(replied.who) > MOST_NAME:
        return words.TOO_LONG.format(text=MOST_TEXT, name=MOST_NAME)
    if not replied.text and replied.action != VERDICTS[0]:
        return words.NO_WORDS[replied.action]
    return ""


def typed(fields: Mapping[str, str]) -> Replied:
    """An answer as a form of the page sends it."""
    stand, action, text, who = (str(fields.get(name, "")).strip() for name in ("stand", "action", "text", "who"))
    return Replied(stand, action, _in_a_line(text), _in_a_line(who))


def _in_a_line(text: str) -> str:
    """What was typed, its lines as one, without what acts on a screen."""
    return "".join(each for each in " ".join(text.split()) if each.isprintable())


def file_answer(settings: Settings, own: str, question: Question, replied: Replied) -> Kept:
    """Write an answer as a slip into the folder of the department that gives it, of another library than our `own` into
    that of the library: what became of that."""
    from guanbiao.letters.answered import Reply, answered_slip  # deferred, as above
    from guanbiao.letters.mail import write_answerable

    issued = question.issued
    now = time.localtime()
    who = f"{replied.who} {time.strftime(words.WRITTEN_AT, now)}"
    name = words.ANSWER_FILE.format(at=time.strftime("%Y%m%d-%H%M%S", now), year=issued.year)
    slip = answered_slip(name, issued, [Reply(question.line, replied.action, replied.text)], who)
    (content,) = write_answerable(slip).values()
    folder = issued.department if issued.library == own else f"{issued.library}/{issued.department}"
    return keep(io.BytesIO(content), name, settings.inputs, settings.outputs, folder)
