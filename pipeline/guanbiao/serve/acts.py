"""What is done on the page: files are dropped, problems answered, the job is run, a folder opened. Each of it goes the
ways of the command line, and each change is noted."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response

from guanbiao.exits import DONE
from guanbiao.intake.limits import FILE_BYTES, MEGABYTE
from guanbiao.serve.answers import fault_of, file_answer, typed
from guanbiao.serve.desk import Desk
from guanbiao.serve.drops import MOST_FILES, Kept, keep
from guanbiao.serve.guard import came_from
from guanbiao.serve.journal import ANSWERED, DROPPED, RAN
from guanbiao.serve.pages import said_alone
from guanbiao.serve.requests import asking_of, done, plain, told, viewer_of
from guanbiao.serve.runs import RUNNING
from guanbiao.serve.viewer import Viewer
from guanbiao.words import office
from guanbiao.words import page as words
from guanbiao.words.screen import BLANKS

_MOST_FIELDS, _LONGEST = 8, 64 * 1024  # of an answer: fields, bytes of each


class Acts:
    """What changes something."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def drop(self, request: Request) -> Response:
        """Put what was dropped into the drop folder."""
        viewer = viewer_of(request)
        try:
            async with request.form(max_files=MOST_FILES, max_fields=0) as form:
                sent = [each for _, each in form.multi_items() if isinstance(each, UploadFile) and each.filename]
                whole = "x-more" not in request.headers
                kept = await run_in_threadpool(self._keep, sent, viewer, came_from(request), whole=whole)
        except ClientDisconnect:  # or what was longer than it may be
            return plain(413, words.TOO_LARGE.format(most=FILE_BYTES // MEGABYTE))
        except HTTPException:
            return plain(400, words.TOO_MANY.format(most=MOST_FILES))
        except OSError:
            return plain(507, words.NO_ROOM)
        return done(request, [each.stored for each in kept])

    def _keep(self, sent: Sequence[UploadFile], viewer: Viewer, at: str, *, whole: bool) -> list[Kept]:
        settings = self._desk.settings
        kept = [
            keep(each.file, each.filename or "", settings.inputs, settings.outputs, viewer.department) for each in sent
        ]
        self._desk.journal.note(viewer, at, DROPPED, [each.stored for each in kept if each.stored])
        self._desk.looks.add(kept, viewer.department)
        self._desk.runs.look(whole=whole)
        return kept

    async def answer(self, request: Request) -> Response:
        """Write an answer as a slip into the drop folder."""
        try:
            async with request.form(max_files=0, max_fields=_MOST_FIELDS, max_part_size=_LONGEST) as form:
                fields = {name: text for name, text in form.items() if isinstance(text, str)}
        except (ClientDisconnect, HTTPException):
            return plain(400, words.NO_SUCH)
        status, said = await run_in_threadpool(self._answered, request, fields)
        return told(request, status, said)

    def _answered(self, request: Request, fields: Mapping[str, str]) -> tuple[int, str]:
        """What becomes of an answer: a status, and a sentence."""
        viewer, desk, replied = viewer_of(request), self._desk, typed(fields)
        place = desk.place(asking_of(request))
        question = next((each for each in desk.questions.of(place, viewer) if each.stand == replied.stand), None)
        if question is None:
            return 409, office.CHANGED
        if fault := fault_of(replied, question):
            return 422, fault
        kept = file_answer(desk.settings, desk.catalogue.library, question, replied)
        if not kept.stored:
            return 507, office.NOT_KEPT.format(reason="".join(kept.said))
        desk.journal.note(viewer, came_from(request), ANSWERED, (kept.stored, question.line.shown[0]))
        desk.runs.look(whole=True)
        return 200, office.TAKEN

    def run(self, request: Request) -> Response:
        """Have the job run."""
        self._desk.journal.note(viewer_of(request), came_from(request), RAN)
        self._desk.runs.ask()
        return done(request, [])

    def open(self, request: Request) -> Response:
        """Open a folder on this machine, for who sits at it."""
        viewer, settings = viewer_of(request), self._desk.settings
        folders = {"inputs": settings.inputs, "outputs": settings.outputs}
        folder = folders.get(request.query_params.get("which", ""))
        if not viewer.local or folder is None:
            return plain(404, words.NO_SUCH)
        shown_in_folder(folder.absolute())
        return done(request, [])

    def blanks(self, request: Request) -> Response:
        """Make the blank forms of the next year, and show them to who sits at this machine."""
        if not viewer_of(request).local:
            return plain(404, words.NO_SUCH)
        made = self._desk.blanks()
        if made.code == DONE:
            shown_in_folder(self._desk.settings.outputs.absolute() / BLANKS)
        return HTMLResponse(said_alone(made.said or words.INTERRUPTED))

    def end(self, request: Request) -> Response:
        """End the page, for who sits at this machine."""
        if not viewer_of(request).local:
            return plain(404, words.NO_SUCH)
        self._desk.end()
        is_running = self._desk.runs.state.name == RUNNING
        return HTMLResponse(said_alone(words.ENDED_RUNNING if is_running else words.ENDED, back=False))


def shown_in_folder(folder: Path) -> None:
    """Have the system show a folder."""
    try:
        if sys.platform == "win32":
            os.startfile(folder)  # the system's own way; nothing of a request is in it
        else:
            opener = "open" if sys.platform == "darwin" else "xdg-open"
            subprocess.Popen(
                (opener, str(folder)), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
    except OSError:
        return
