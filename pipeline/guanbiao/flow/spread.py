"""Many libraries, each a unit of work: which there are, which changed since the last run, and what they made put in
place, as they are done. The catalogue's own comes last: what belongs to a library that filed no form is told by it, and
where its outputs lie depends on the years that others filed."""

import hashlib
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from msgspec import Struct, json
from msgspec.structs import replace

from guanbiao.flow.ledger import Ledger, Standing
from guanbiao.flow.reports import Job
from guanbiao.flow.run import no_year
from guanbiao.flow.taken import Count, Many
from guanbiao.flow.unit import Bench, Done, File, Made, Task, work_out
from guanbiao.forms.catalogue import Catalogue
from guanbiao.intake.snapshot import Dropped
from guanbiao.outputs.dataset import DATASET, put_into
from guanbiao.outputs.publish import place, set_apart
from guanbiao.outputs.stands import stands
from guanbiao.outputs.workspace import Workspace
from guanbiao.processes.failed import Failed
from guanbiao.processes.identity import identity
from guanbiao.processes.workers import Workers
from guanbiao.recognise.libraries import Known
from guanbiao.recognise.notes import Note, known_of, names_said, owners, reported_by
from guanbiao.recognise.ours import aside_among
from guanbiao.recognise.survey import wanted_among
from guanbiao.report.shown import Finished
from guanbiao.settings import Settings


class Surveyed(Struct, frozen=True):
    """The libraries of a drop folder, in their order, and what names mean among them."""

    libraries: tuple[str, ...]
    known: Known
    wanted: frozenset[str]
    aside: tuple[str, ...]


def spread(many: Many, workspace: Workspace, job: Job, start: Callable[[], Workers], count: Count) -> "Spread":
    """Work out every library that changed, and put its outputs in place. `start` starts workers, where any are needed.
    Raises NothingToDo where no form of a year wanted is found, and OutputsError."""
    found = surveyed(many.ledger, job.catalogue)
    run = Spread(many, workspace, job, found, count)
    own = found.known.own
    with closing(_Started(start)) as workers:
        run.work([each for each in found.libraries if each != own], run.task, workers)
        if own in found.libraries or run.strays:
            run.work([own], run.own_task, workers)
        run.refused = workers.refused
    many.ledger.forget_others()
    _raise_for_nothing(run)
    return run


class _Started:
    """Workers that are started when something is first asked of them."""

    def __init__(self, start: Callable[[], Workers]) -> None:
        self._start = start
        self._workers: Workers | None = None

    def get(self) -> Workers:
        self._workers = self._workers or self._start()
        return self._workers

    @property
    def refused(self) -> frozenset[str]:
        return frozenset(self._workers.refused if self._workers else ())

    def close(self) -> None:
        if self._workers:
            self._workers.close()


class Spread:
    """A run over many libraries: what came of them can be gone through in their order, as often as is wanted. `kept`:
    how many were not worked out again; `failed`: libraries, and how they did; `refused`: workers of another program."""

    def __init__(self, many: Many, workspace: Workspace, job: Job, found: Surveyed, count: Count) -> None:
        self._many, self._workspace, self._found, self._count = many, workspace, found, count
        self.settings = replace(
            job.settings, inputs=job.settings.inputs.absolute(), outputs=job.settings.outputs.absolute()
        )
        books, drafts = many.store.folder.absolute(), workspace.fresh("units").absolute()
        self.catalogue = job.catalogue
        self._bench = Bench(self.settings, books, drafts, pickle.dumps(job.catalogue), identity())
        self._places = {name: at for at, (name, _) in enumerate(found.known.libraries)}
        self._years: set[int] = set()
        self._done = 0
        self.strays: list[str] = []
        self.kept = 0
        self.failed: dict[str, str] = {}
        self.refused: frozenset[str] = frozenset()

    def __iter__(self) -> Iterator[Finished]:
        for done in self.every():
            for made in done.made:
                yield Finished(made.shown, self._workspace.outputs / made.name)

    def every(self) -> Iterator[Done]:
        """What came of each library."""
        return self._many.ledger.finished()

    def work(self, libraries: Sequence[str], task_of: Callable[[str], Task], workers: _Started) -> None:
        """Work out those of some libraries that changed, at once."""
        self._count(self._done, len(self._found.libraries))
        redo = [each for each in libraries if not self._is_kept(task_of(each))]
        self._many.read(file.dropped for each in redo for file in task_of(each).files)
        if redo:
            work = partial(work_out, bench=self._bench)
            for task, result in workers.get().each(work, map(task_of, redo)):
                self._finish(task, self._failed(task, result) if isinstance(result, Failed) else result)

    def task(self, library: str) -> Task:
        """What a library is worked out from; the catalogue's own needs more."""
        return self._task(library, self._many.ledger.files_of(library), self._found.wanted)

    def own_task(self, library: str) -> Task:
        """What the catalogue's own library is worked out from, once all others are: its files, and those of libraries
        that filed no form."""
        ledger, found = self._many.ledger, self._found
        every = {file.name: (file, note) for each in (library, *self.strays) for file, note in ledger.files_of(each)}
        base = library if library in found.libraries else self.strays[0]
        elsewhere = ledger.filed_by_all(each for each in found.libraries if each != base)
        task = self._task(library, every.values(), found.wanted - set(self.strays))
        years = tuple(sorted(self._years))
        return replace(task, elsewhere=None if elsewhere is None else tuple(sorted(elsewhere)), years=years)

    def _task(self, library: str, files: Iterable[tuple[Dropped, Note]], wanted: frozenset[str]) -> Task:
        noted = [(file, set_aside_among(note, self._found.aside)) for file, note in files]
        known = self._found.known.within(name for file, note in noted for name in names_said(note, file.name))
        own = tuple(File(file, note.own if note.own in self._found.aside else "") for file, note in noted)
        return Task(library, own, known, tuple(name for name, _ in known.libraries if name in wanted))

    def _is_kept(self, task: Task) -> bool:
        """Whether a library's outputs stand as they were made, from the very same; what was told of them is told
        again."""
        if self.settings.redo:
            return False
        standing = self._many.ledger.remembered(task.library)
        is_same = standing is not None and standing.made_from == made_from(task, self.settings, standing.done)
        if not standing or not is_same or standing.stands != self._stands(standing.done):
            return False
        self.kept += 1
        self._note(task, standing.done)
        return True

    def _finish(self, task: Task, done: Done) -> None:
        """Put in place what was made of a library, and remember it."""
        placed = replace(done, made=tuple(self._placed(each, task) for each in done.made))
        is_as_asked = [each.name for each in placed.made] == [each.name for each in done.made]
        if not done.failed and is_as_asked:
            standing = Standing(made_from(task, self.settings, done), self._stands(placed), placed)
            self._many.ledger.remember(task.library, standing)
        self._note(task, placed)

    def _stands(self, done: Done) -> str:
        return stands(self._workspace.outputs, done.library, [each.name for each in done.made])

    def _placed(self, made: Made, task: Task) -> Made:
        if not task.is_own:
            set_apart(self._workspace, str(made.year))
        folder = place(self._workspace, Path(made.folder), made.name, made.manifest)
        if made.facts:
            put_into(self._workspace.outputs / DATASET, made.year, task.library, Path(made.facts))
        return replace(made, folder="", facts="", name=folder.relative_to(self._workspace.outputs).as_posix())

    def _failed(self, task: Task, failed: Failed) -> Done:
        """What is told of a library that could not be worked out; its outputs stay as they are."""
        self.failed[task.library] = failed.trace
        before = self._many.ledger.remembered(task.library)
        self._years.update(each.year for each in (before.done.made if before and not task.is_own else ()))
        return Done(task.library, failed=failed.trace)

    def _note(self, task: Task, done: Done) -> None:
        self._many.ledger.finish(self._places[task.library], done)
        if not task.is_own:
            self._years.update(each.year for each in done.made)
            self.strays += [] if done.years or done.failed else [task.library]
        self._done += 1
        self._count(self._done, len(self._found.libraries))


def made_from(task: Task, settings: Settings, done: Done) -> str:
    """A SHA-256 of all that the outputs of a library are made from, but for the program and the catalogue; of when its
    files were changed where that mattered."""
    files = [(each.dropped.name, each.dropped.sha256, each.aside) for each in task.files]
    times = [int(each.dropped.modified) for each in task.files] if done.dated else []
    asked = settings.year, settings.public, settings.with_contacts, settings.prove
    reasons = [(each.dropped.reason, each.dropped.size, each.dropped.changed) for each in task.files]
    whole = files, times, reasons, asked, replace(task, files=())
    return hashlib.sha256(json.encode(whole, order="deterministic")).hexdigest()


def _raise_for_nothing(run: Spread) -> None:
    """Raise NothingToDo where no report was made; it says why, file by file."""
    if run.failed or any(done.made for done in run.every()):
        return
    every = list(run.every())
    used = {file for done in every for file in done.used}
    passed = [each for done in every for each in done.passed if each.file not in used]
    gravest: dict[str, int] = {}
    for each in passed:
        gravest[each.file] = min(each.rank, gravest.get(each.file, each.rank))
    lines = dict.fromkeys(each.line for each in passed if each.rank == gravest[each.file])
    raise no_year(run.settings, used, any(done.filed for done in every), lines)


def surveyed(ledger: Ledger, catalogue: Catalogue) -> Surveyed:
    """The libraries to which the files of a ledger belong, which it knows then."""
    aside = aside_among(note.own for _, note in ledger.noted())
    known = known_of(lambda: ((each.name, note) for each, note in _noted(ledger, aside)), catalogue)
    wanted = wanted_among(known, catalogue)
    for each, note in _noted(ledger, aside):
        for library, form in () if note.report else owners(note, each.name, known):
            ledger.own(library if library in wanted else known.own, each.name, library, form)
    there = ledger.libraries()
    for each, note in _noted(ledger, aside):
        if note.report:
            library = reported_by(note, each.name, known, there)
            ledger.own(library, each.name, library, "")
    there = ledger.libraries()
    return Surveyed(tuple(name for name, _ in known.libraries if name in there), known, wanted, aside)


def _noted(ledger: Ledger, aside: Sequence[str]) -> Iterator[tuple[Dropped, Note]]:
    return ((file, set_aside_among(note, aside)) for file, note in ledger.noted())


def set_aside_among(note: Note, aside: Sequence[str]) -> Note:
    """A note, where outputs of ours of some kinds are set aside: such a one holds nothing."""
    return note.as_own if note.own in aside else note
