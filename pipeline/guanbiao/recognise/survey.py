"""The libraries of a drop folder: the books of each, before any form is read.

A library is a unit of work: what is made of its forms depends on the books it is said in, and on what its name means
beside the other libraries of the run. A book with forms of several belongs to each of them; what belongs to nobody is
the catalogue's own."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.catalogue import Catalogue
from guanbiao.model.books import Book
from guanbiao.model.findings import Finding
from guanbiao.recognise.annual import is_report, library_said
from guanbiao.recognise.bounded import titles_within, within_bounds
from guanbiao.recognise.libraries import Known, Said, said_by
from guanbiao.recognise.names import Names, names_of
from guanbiao.recognise.notes import Claim, Note, known_of, owners, reported_by
from guanbiao.recognise.ours import slip, without_own
from guanbiao.recognise.slips.returned import library_of
from guanbiao.recognise.stated import at
from guanbiao.recognise.titles import Title


class Looked(Struct, frozen=True):
    """A book with the titles on its sheets, what was found while these were looked for, what it says of whose its forms
    are, and whether it is a return slip."""

    book: Book
    titles: tuple[tuple[Title, ...], ...]
    findings: tuple[Finding, ...]
    said: Said
    slip: bool = False


class Unit(Struct, frozen=True):
    """What one library is worked out from: its books, the libraries of the run that names may mean, those of them that
    are `wanted`, and the forms that every other one filed under its name (None: there is no other), so that one which
    names nobody can be nobody else's. A unit without a `library` takes the forms of all."""

    library: str
    looked: tuple[Looked, ...]
    names: Names
    known: Known
    wanted: frozenset[str]
    elsewhere: frozenset[str] | None = None

    @property
    def is_own(self) -> bool:
        """Whether it is the catalogue's own library."""
        return self.library == self.known.own

    @property
    def books(self) -> list[Book]:
        """Its books."""
        return [each.book for each in self.looked]

    def as_own(self) -> "Unit":
        """A unit of the catalogue's own library without books, beside this one."""
        return replace(self, library=self.known.own, looked=())

    def with_all_of(self, others: Sequence["Unit"]) -> "Unit":
        """The unit with the books of others besides, whose libraries are not wanted then."""
        wanted = self.wanted - {unit.library for unit in others}
        every = [each for unit in (self, *others) for each in unit.looked]
        return replace(self, looked=_once(every), wanted=wanted)


def survey(books: Sequence[Book], catalogue: Catalogue) -> list[Unit]:
    """The libraries whose forms lie in a drop folder, the catalogue's own first, then those that it awaits, each with
    its books. What belongs to a library that is not awaited is the own one's where no others are wanted: it is told
    there."""
    names = names_of(catalogue)
    looked = [look(book, names) for book in without_own(books)]
    every = [(each, note_of(each)) for each in looked]
    noted = [(each, note) for each, note in every if not note.report]
    known = known_of(lambda: ((each.book.file, note) for each, note in noted), catalogue)
    wanted = wanted_among(known, catalogue)
    by_library: dict[str, list[Looked]] = defaultdict(list)
    filed: dict[str, set[str]] = defaultdict(set)
    for each, note in noted:
        for library, form in owners(note, each.book.file, known):
            by_library[library if library in wanted else known.own].append(each)
            filed[library].add(form)
    there = frozenset(by_library)
    for each, note in every:
        if note.report:
            by_library[reported_by(note, each.book.file, known, there)].append(each)
    order = [name for name, _ in known.libraries if name in by_library]
    return [Unit(name, _once(by_library[name]), names, known, wanted, _elsewhere(name, order, filed)) for name in order]


def whole(books: Sequence[Book], catalogue: Catalogue) -> Unit:
    """All books as one unit that takes the forms of every library."""
    first, *others = survey(books, catalogue)
    return replace(first.with_all_of(others), library="", elsewhere=None)


def wanted_among(known: Known, catalogue: Catalogue) -> frozenset[str]:
    """The libraries of a run of which reports are wanted."""
    met = (name for name, _ in known.libraries) if catalogue.any_library else ()
    return frozenset((known.own, *(each.name for each in catalogue.libraries), *met))


def _once(looked: Sequence[Looked]) -> tuple[Looked, ...]:
    return tuple({(each.book.file, each.book.sha256): each for each in looked}.values())


def _elsewhere(library: str, every: Sequence[str], filed: Mapping[str, set[str]]) -> frozenset[str] | None:
    others = [filed[other] for other in every if other != library]
    return frozenset(set.intersection(*others)) if others else None


def look(book: Book, names: Names) -> Looked:
    """A book, looked at before any form is read."""
    book = within_bounds(book)
    titles, findings = titles_within(book, names)
    is_slip = slip(book)
    if is_report(book):
        return Looked(book, tuple(map(tuple, titles)), (), Said({}, {}, library_said(book, names)), is_slip)
    said = Said({}, {}, (library_of(book),)) if is_slip and book.sheets else said_by(book, titles, names)
    return Looked(book, tuple(map(tuple, titles)), tuple(findings), said, is_slip)


def note_of(looked: Looked, own: str = "") -> Note:
    """What is kept of a book that was looked at; `own`: as which output of ours it may be set aside."""
    said = looked.said
    if is_report(looked.book):
        return Note(claims=(Claim(said.path[0]),), report=True)
    slip = said.path[0] if looked.slip and looked.book.sheets else None
    beside = (*said.titles.values(), *said.sheets.values())
    return Note(own, slip, tuple(dict.fromkeys(_claims(looked))), tuple(dict.fromkeys(beside)))


def _claims(looked: Looked) -> Iterator[Claim]:
    """What is said of each form in a book, and of each sheet that nobody knows."""
    said = looked.said
    for sheet, titles in zip(looked.book.sheets, looked.titles, strict=True):
        on_sheet = said.sheets.get(sheet.name, "")
        for title in titles:
            place = sheet.name, at(title)
            yield Claim(said.titles.get(place, "") or on_sheet, title.forms[0].id, place in said.either)
        if not titles and on_sheet:
            yield Claim(on_sheet)
    if not any(looked.titles) or len(looked.titles) > sum(map(bool, looked.titles)):
        yield Claim()
