"""Whose form it is: by its title, else by what stands beside it, by its sheet, its file's other forms, its file and its
folders; where nothing says, it is the catalogue's own.

    海城市图书馆文献流通册次统计表（2020年）          a title that begins with a name
    文献流通册次统计表   填报单位：海城市图书馆         one with a line beside it
    县区/海城/07.xlsx                              one whose folder says it

A name may be full or short, with or without 市 or 县; which library it means depends on the others of the run. Where
there are 本溪市图书馆 and 本溪县图书馆, nobody knows whose a form of 本溪图书馆 is. A city's children's library is part
of the city's unless it files the same forms beside it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import PurePosixPath

from msgspec import Struct

from guanbiao.forms.catalogue import Catalogue
from guanbiao.model.books import Book, Sheet
from guanbiao.model.filings import Filing
from guanbiao.recognise.names import Names
from guanbiao.recognise.stated import at, said_of_titles, said_on_top
from guanbiao.recognise.titles import Title
from guanbiao.text.cells import Position
from guanbiao.text.divisions import in_divisions
from guanbiao.text.labels import fold
from guanbiao.text.libraries import SEVERAL, called, in_its_city, in_name, place_of
from guanbiao.text.remembered import remembered
from guanbiao.text.titles import bare_name

_SAYS = "图书馆"


class Said(Struct, frozen=True):
    """What a book says of whose its forms are, name by name as typed: by the cell of each title, by sheet, and by the
    names of the file and its folders, the nearest first. `either`: the titles that say by themselves that it is a form
    of a children's library, a part of another or not. `folder` is where the file lies."""

    titles: Mapping[tuple[str, Position], str]
    sheets: Mapping[str, str]
    path: tuple[str, ...]
    either: frozenset[tuple[str, Position]] = frozenset()
    folder: str = ""

    @property
    def names(self) -> Iterator[str]:
        """Every name that it says."""
        yield from (*self.titles.values(), *self.sheets.values(), *self.path)


class Known(Struct, frozen=True, dict=True):
    """The libraries of a run and the names that each goes by, the catalogue's own first, then those awaited; and the
    folders whose other files say of one which does not, whose it is."""

    libraries: tuple[tuple[str, tuple[str, ...]], ...]
    folders: Mapping[str, str] = {}

    @cached_property
    def _index(self) -> "_Index":
        index = _Index()
        for name, names in self.libraries:
            index.add(name, names)
        return index

    @property
    def own(self) -> str:
        """The catalogue's own library."""
        return self.libraries[0][0]

    def meant(self, said: str) -> str | None:
        """The library that a name means; '' for one that is not known, None where it may mean several."""
        return self._index.meant(said)

    def within(self, names: Iterable[str]) -> "Known":
        """The libraries that some names may mean, and the catalogue's own: all that matters to who says no others."""
        wanted = {self.own, *(each for name in names for each in self._index.either(name))}
        folders = {folder: name for folder, name in self.folders.items() if name in wanted}
        return Known(tuple(each for each in self.libraries if each[0] in wanted), folders)

    def owner(self, said: str, beside: Said, *, either: bool = False) -> str | None:
        """Whose a form is of which its own title or sheet says this name ('': none), in a book that says all that;
        '' where nobody says, None where it cannot be told."""
        names = (*beside.titles.values(), *beside.sheets.values())
        return self.owner_beside(said, names, beside.path, beside.folder, either=either)

    def owner_beside(
        self, said: str, names: Iterable[str], path: Sequence[str], folder: str, *, either: bool
    ) -> str | None:
        """The same, by the names on the titles and sheets of its book and those of the file and its folders, and by
        where it lies."""
        said, names = in_its_city(said, path), [in_its_city(name, path) for name in names]
        if said and either and len(may_be := self._index.either(said)) > 1:
            near = (self.meant(name) for name in (*names, *path) if name != said)
            return next((each for each in near if each in may_be), self.meant(said))
        if said:
            return self.meant(said)
        others = {self.meant(name) for name in names if name}
        if len(others) == 1:
            return others.pop()
        found = next((each for each in map(self.meant, path) if each != ""), "") if path else None if others else ""
        return self.folders.get(folder, "") if found == "" else found


def said_by(book: Book, titles: Sequence[Sequence[Title]], names: Names) -> Said:
    """What a book with these titles, sheet by sheet, says of whose its forms are."""
    pairs = list(zip(book.sheets, titles, strict=True))
    stated = {(sheet.name, place): said for sheet, own in pairs for place, said in said_of_titles(sheet, own, names)}
    called_so = {sheet.name: names.awaited_first(fold(bare_name(sheet.name))) for sheet, _ in pairs if any(sheet.rows)}
    begins = called_so if all(called_so.values()) else {}
    sheets = {
        sheet.name: found for sheet, own in pairs if (found := _of_sheet(sheet, own, names) or begins.get(sheet.name))
    }
    of_children = (
        (sheet.name, at(title)) for sheet, own in pairs for title in own if names.may_be_of_children(title.forms[0])
    )
    return Said(stated, sheets, said_by_path(book.file), frozenset(of_children), folder_of(book.file))


def _of_sheet(sheet: Sheet, titles: Sequence[Title], names: Names) -> str:
    """What a sheet without titles says in its first rows, or at its foot; else what its name does."""
    on_top = "" if titles else said_on_top(sheet, names)
    return on_top or in_name(fold(sheet.name))


@remembered(1024)
def said_by_path(file: str) -> tuple[str, ...]:
    """The names that a file and its folders say, the nearest first."""
    path = PurePosixPath(file)
    said = tuple(filter(None, map(_in_part, (path.stem, *reversed(path.parts[:-1])))))
    return tuple(in_its_city(name, said[at:]) for at, name in enumerate(said, 1))


def folder_of(file: str) -> str:
    """The folder in which a file lies; '' for the drop folder itself."""
    return file.rpartition("/")[0]


@remembered(1024)
def _in_part(part: str) -> str:
    part = bare_name(part)
    return in_name(fold(part)) or next(filter(None, map(in_name, map(fold, part.split()))), "")


def known_among(every: Iterable[str], catalogue: Catalogue, apart: Collection[str] = ()) -> Known:
    """The libraries that a catalogue names, and those that names of a run mean besides, in the order of the divisions:
    of the names of one, the one that says most. `apart`: the names of children's libraries that are no part of
    another."""
    own = (catalogue.library, *catalogue.called)
    declared = [(own[0], own), *((each.name, (each.name, *each.called)) for each in catalogue.libraries)]
    named, index = [(name, _forms_of(names)) for name, names in declared], _Index()
    for name, names in named:
        index.add(name, names)
    others: list[tuple[str, tuple[str, ...]]] = []
    for said in (*_fullest_first(set(every) - {"", *apart}), *_fullest_first(apart)):
        found = index.meant(said)
        if found == "" or (found and said in apart and not called(found).for_children):
            others.append((full_name(said), (said,)))
            index.add(*others[-1])
    return Known((*named, *sorted(others, key=lambda each: in_divisions(each[0]))))


def _fullest_first(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (-called(name).says, called(name).for_children, -len(name), name))


class _Index:
    """Libraries by the names that they go by, and by the stem of each full name: a thousand are looked up as fast as
    one."""

    def __init__(self) -> None:
        self.by_name: dict[str, list[str]] = defaultdict(list)
        self.by_stem: dict[str, list[str]] = defaultdict(list)

    def add(self, name: str, names: Sequence[str]) -> None:
        """A library, and the names that it goes by."""
        for each in names:
            self.by_name[each].append(name)
        self.by_stem[called(name).stem].append(name)

    def either(self, said: str) -> list[str]:
        """The libraries that a name, or each of several, may mean, whether they are for children or not."""
        if SEVERAL in said:
            return list(dict.fromkeys(each for name in said.split(SEVERAL) for each in self.either(name)))
        parts = called(said)
        stem = (name for name in self.by_stem.get(parts.stem, ()) if called(name).may_be(parts))
        return list(dict.fromkeys((*self.by_name.get(said, ()), *stem)))

    def candidates(self, said: str) -> list[str]:
        """The libraries that a name may mean: of one for children and one that is not, the one that it says."""
        found = self.either(said)
        just = [name for name in found if called(name).for_children is called(said).for_children]
        return self.by_name.get(said) or just or found

    def meant(self, said: str) -> str | None:
        """The one library that a name, or each of several, means; '' for none, None for several."""
        if SEVERAL in said:
            every = {self.meant(name) for name in said.split(SEVERAL)}
            return every.pop() if len(every) == 1 else None
        found = self.candidates(said)
        return found[0] if len(found) == 1 else None if found else ""


def _forms_of(names: Sequence[str]) -> tuple[str, ...]:
    """Names with and without what says that they are libraries."""
    return tuple(dict.fromkeys((*names, *(place_of(name) for name in names if not called(name).for_children))))


def full_name(said: str) -> str:
    """The name of a library that is called so."""
    return said if said.endswith(_SAYS) else f"{said}{_SAYS}"


def owners_of(said: Said, known: Known) -> frozenset[str | None]:
    """Whose the forms of a book are, by what it says; None among them where it cannot be told of one."""
    names = ((name, place in said.either) for place, name in said.titles.items())
    return frozenset(known.owner(name, said, either=either) for name, either in names) or frozenset(
        (known.owner("", said),)
    )


def owner_of(filing: Filing, said: Said, known: Known) -> str | None:
    """Whose a filing is; '' where nobody says, None where it cannot be told."""
    part = filing.stands[0]
    titled = (part.sheet.name, part.at)
    name = said.titles.get(titled, "") or said.sheets.get(part.sheet.name, "")
    return known.owner(name, said, either=titled in said.either)
