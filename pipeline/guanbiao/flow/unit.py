"""One library, as a unit of work: from its files to drafts of its outputs, and what is shown of them.

What it is made from stands in the Task, which is small: where its books lie, what the names in them mean beside the
other libraries of the run, which years others filed. It reads the outputs of the library's run before, and writes to a
folder of its own; whoever asked puts that in place."""

import os
import pickle
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from guanbiao.flow.reports import Came, Job, reports_of, years_of
from guanbiao.flow.run import at_hand, edition_of, passed_over, places_of
from guanbiao.forms.catalogue import Catalogue
from guanbiao.intake.snapshot import Dropped
from guanbiao.intake.store import BookStore
from guanbiao.outputs.archive import Store
from guanbiao.outputs.dataset import dataset_bytes
from guanbiao.outputs.files import files_of
from guanbiao.outputs.publish import written
from guanbiao.recognise.libraries import Known
from guanbiao.recognise.names import Names, names_of
from guanbiao.recognise.ours import set_aside
from guanbiao.recognise.recognise import Recognised, recognised_in
from guanbiao.recognise.slips.corrections import corrected
from guanbiao.recognise.slips.returned import returned
from guanbiao.recognise.survey import Unit, look
from guanbiao.report.report import Report
from guanbiao.report.shown import Shown, shown_of
from guanbiao.report.trend import Series, trend
from guanbiao.settings import Settings
from guanbiao.words.findings import Phrases


class Bench(Struct, frozen=True):
    """Where units of a run are worked out: the settings, the folders of the books and for drafts, the catalogue as a
    pickle, and which program it is."""

    settings: Settings
    books: Path
    drafts: Path
    catalogue: bytes
    program: str


class File(Struct, frozen=True):
    """A file of a library, and as which output of ours it is set aside ('' for none)."""

    dropped: Dropped
    aside: str = ""


class Task(Struct, frozen=True):
    """What one library is worked out from. For the catalogue's own besides: the forms that every other one filed (None:
    there is no other), and the years that others filed forms of."""

    library: str
    files: tuple[File, ...]
    known: Known
    wanted: tuple[str, ...]
    elsewhere: tuple[str, ...] | None = None
    years: tuple[int, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether it is the catalogue's own library."""
        return self.library == self.known.own


class Made(Struct, frozen=True):
    """A year that was made: the name that its folder is to have under outputs, where it lies, the hash of its manifest,
    what is shown of it, and where its file for the dataset lies ('': it has none, nobody else filed)."""

    year: int
    name: str
    folder: str
    manifest: str
    shown: Shown
    facts: str = ""


class Passed(Struct, frozen=True):
    """What is gravest about a file that gave no form of any year, in words."""

    file: str
    rank: int
    line: str


class Done(Struct, frozen=True):
    """What came of a library: the years that it filed forms of, those that were made, the files that forms of any year
    stand in, and what is said of the others; whether it filed any form; how it failed, where it did; whether it matters
    when its files were changed (`dated`)."""

    library: str
    years: tuple[int, ...] = ()
    made: tuple[Made, ...] = ()
    used: tuple[str, ...] = ()
    passed: tuple[Passed, ...] = ()
    filed: bool = False
    failed: str = ""
    dated: bool = True


def work_out(task: Task, bench: Bench) -> Done:
    """Work a library out: drafts of the outputs of each year wanted that it filed forms of. One that filed none has
    none, but for the catalogue's own."""
    unit, came = _unit(task, bench)
    asked = bench.settings.year
    recognised = recognised_in(unit, _declared(bench.catalogue), asked)
    own = years_of(recognised)
    every = own or (task.years if task.is_own else ())
    wanted = [year for year in every if asked in (None, year)]
    store = Store(bench.settings.outputs)
    job = Job(bench.settings, _declared(bench.catalogue), store=store)
    reports = reports_of(unit, recognised, came, wanted, job) if wanted else []
    place = bench.drafts / os.urandom(8).hex()
    made = tuple(_made(each, trend(each, at_hand(each, reports, store)), task, place, bench) for each in reports)
    told, is_dated = _passed(recognised, bench), _is_dated(task, recognised, came)
    return Done(task.library, tuple(own), made, *told, bool(recognised.filings), dated=is_dated)


def _is_dated(task: Task, recognised: Recognised, came: Came) -> bool:
    """Whether it matters when files were changed: of copies of a form, of a content, of answers and of reports the
    newest counts."""
    forms = Counter((each.form, each.period) for each in recognised.filings)
    contents = {each.dropped.sha256 for each in task.files}
    is_twice = any(count > 1 for count in forms.values()) or len(contents) < len(task.files)
    return is_twice or bool(came.slips) or len(recognised.reports) > 1


def _unit(task: Task, bench: Bench) -> tuple[Unit, Came]:
    """The unit of a task with its books, and what came back in them."""
    names, store = _names(bench.catalogue), BookStore(bench.books)
    books = [store.book(each.dropped) for each in task.files]
    slips = returned(books)
    books, applied = corrected(books, slips)
    aside = (set_aside(book, file.aside) if file.aside else book for book, file in zip(books, task.files, strict=True))
    looked = tuple(look(book, names) for book in aside)
    elsewhere = None if task.elsewhere is None else frozenset(task.elsewhere)
    return Unit(task.library, looked, names, task.known, frozenset(task.wanted), elsewhere), Came(slips, applied)


def _made(report: Report, series: tuple[Series, ...], task: Task, place: Path, bench: Bench) -> Made:
    """The outputs of a report, with the headline figures over the years, written to a folder below a place."""
    apart = not task.is_own or report.year in task.years
    places = places_of(report, is_own=task.is_own, apart=apart)
    edition = edition_of(report, bench.settings, [bench.settings.outputs / each for each in places], series)
    folder = place / str(report.year)
    folder.mkdir(parents=True)
    manifest = written(folder, files_of(edition))
    facts = place / f"{report.year}.parquet"
    if apart:
        facts.write_bytes(dataset_bytes(edition.report, edition.facts))
    shown = shown_of(edition.report, edition.phrases)
    return Made(report.year, places[0], str(folder), manifest, shown, str(facts) if apart else "")


def _passed(recognised: Recognised, bench: Bench) -> tuple[tuple[str, ...], tuple[Passed, ...]]:
    """The files that forms of any year stand in; and what is said of the others."""
    used = dict.fromkeys(each.book.file for each in recognised.filings if each.period is not None)
    return tuple(used), tuple(_lines(recognised, bench))


def _lines(recognised: Recognised, bench: Bench) -> Iterator[Passed]:
    phrases = Phrases(_declared(bench.catalogue), bench.settings.year or 0)
    for finding in passed_over(recognised):
        yield Passed(finding.first.file, finding.level.rank, phrases.reason(finding))


@lru_cache(2)
def _declared(catalogue: bytes) -> Catalogue:
    found: Catalogue = pickle.loads(catalogue)
    return found


@lru_cache(2)
def _names(catalogue: bytes) -> Names:
    return names_of(_declared(catalogue))
