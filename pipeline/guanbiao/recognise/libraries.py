"""Whose form it is: by its title, else by what stands beside it, by its sheet, its file's other forms, its file and its
folders; where nothing says, it is the catalogue's own.

    海城市图书馆文献流通册次统计表（2020年）          a title that begins with a name
    文献流通册次统计表   填报单位：海城市图书馆         one with a line beside it
    县区/海城/07.xlsx                              one whose folder says it

A name may be full or short, with or without 市 or 县; which library it means depends on the others of the run: where
there are 本溪市图书馆 and 本溪县图书馆, nobody knows whose a form of 本溪图书馆 is."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from msgspec import Struct

from guanbiao.forms.catalogue import Catalogue
from guanbiao.model.books import Book, Sheet
from guanbiao.model.filings import Filing
from guanbiao.recognise.titles import Names, Title
from guanbiao.text.cells import Position
from guanbiao.text.labels import fold
from guanbiao.text.libraries import called, in_name, libraries_in, may_begin, named_first, place_of, without_library
from guanbiao.text.titles import title_key

_NEAR = 3  # rows around a title in which a line says whose it is
_SAYS = "图书馆"
_LABELLED = re.compile(
    r"^\s*(?:(?:填[报表写]|报送|上报|编制|制表)?单位(?:名称)?|(?:填报)?馆名?|图书馆名称)"
    r"\s*(?:[(（].{1,4}[)）])?\s*[:：]?\s*(.{0,40})$"
)


class Said(Struct, frozen=True):
    """What a book says of whose its forms are, name by name as typed: by the cell of each title, by sheet, and by the
    names of the file and its folders, the nearest first."""

    titles: Mapping[tuple[str, Position], str]
    sheets: Mapping[str, str]
    path: tuple[str, ...]

    @property
    def names(self) -> Iterator[str]:
        """Every name that it says."""
        yield from (*self.titles.values(), *self.sheets.values(), *self.path)


class Known(Struct, frozen=True):
    """The libraries of a run and the names that each goes by, the catalogue's own first, then those awaited."""

    libraries: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def own(self) -> str:
        """The catalogue's own library."""
        return self.libraries[0][0]

    def meant(self, said: str) -> str | None:
        """The library that a name means; '' for one that is not known, None where it may mean several."""
        exact = [name for name, names in self.libraries if said in names]
        found = exact or [name for name, _ in self.libraries if called(name).may_be(called(said))]
        return found[0] if len(found) == 1 else None if found else ""

    def owner(self, said: str, beside: Said) -> str | None:
        """Whose a form is of which its own title or sheet says this name ('': none), in a book that says all that;
        '' where nobody says, None where it cannot be told."""
        if said:
            return self.meant(said)
        others = {self.meant(name) for name in (*beside.titles.values(), *beside.sheets.values()) if name}
        if len(others) == 1:
            return others.pop()
        return self.meant(beside.path[0]) if beside.path else None if others else ""


def said_by(book: Book, titles: Sequence[Sequence[Title]], names: Names) -> Said:
    """What a book with these titles, sheet by sheet, says of whose its forms are."""
    pairs = list(zip(book.sheets, titles, strict=True))
    stated = {(sheet.name, at(title)): in_title(sheet, title, names) for sheet, own in pairs for title in own}
    sheets = {sheet.name: found for sheet, _ in pairs if (found := in_name(fold(sheet.name)))}
    path = PurePosixPath(book.file)
    parts = (path.stem, *reversed(path.parts[:-1]))
    return Said(stated, sheets, tuple(found for part in parts if (found := in_name(fold(part)))))


def at(title: Title) -> Position:
    """The cell of a title; the first of the sheet for one that is only a name."""
    return max(title.row, 0), title.column


def in_title(sheet: Sheet, title: Title, names: Names) -> str:
    """The library that a title names, or else a line beside it; '' for none."""
    return named_in(title.text, names) or next(_lines_near(sheet, title), "")


def named_in(text: str, names: Names) -> str:
    """The library that the text of a title names; '' for none, and for what any library may be called by."""
    if _SAYS not in (text := fold(text)):
        return ""
    key = title_key(text)
    if (found := named_first(key)) and not any(form.startswith(found) for form in names.forms):
        return found
    if any(name in key for name in names.library):
        return names.own
    begins = may_begin(key)
    if begins and without_library(key, begins) in names.forms:
        return begins
    return next(libraries_in(text), "")


def _lines_near(sheet: Sheet, title: Title) -> Iterator[str]:
    """The libraries that lines around a title name behind 填报单位, in that cell or the next."""
    for cells in sheet.rows[max(title.row - _NEAR, 0) : title.foot + _NEAR + 1]:
        texts = [cell for cell in cells if type(cell) is str and cell.strip()]
        for text, following in zip(texts, (*texts[1:], ""), strict=False):
            if found := _LABELLED.match(text):
                yield from libraries_in(fold(found[1] or following))


def known_among(every: Iterable[str], catalogue: Catalogue) -> Known:
    """The libraries that a catalogue names, and those that names of a run mean besides: of the names of one, the one
    that says most."""
    own = (catalogue.library, *catalogue.called)
    declared = [(own[0], own), *((each.name, (each.name, *each.called)) for each in catalogue.libraries)]
    known = Known(tuple((name, _forms_of(names)) for name, names in declared))
    for said in sorted(set(every) - {""}, key=lambda name: (-called(name).says, name)):
        if known.meant(said) == "":
            known = Known((*known.libraries, (full_name(said), (said,))))
    return known


def _forms_of(names: Sequence[str]) -> tuple[str, ...]:
    """Names with and without what says that they are libraries."""
    return tuple(dict.fromkeys((*names, *map(place_of, names))))


def full_name(said: str) -> str:
    """The name of a library that is called so."""
    return said if said.endswith(_SAYS) else f"{said}{_SAYS}"


def owner_of(filing: Filing, said: Said, known: Known) -> str | None:
    """Whose a filing is; '' where nobody says, None where it cannot be told."""
    part = filing.stands[0]
    name = said.titles.get((part.sheet.name, part.at), "") or said.sheets.get(part.sheet.name, "")
    return known.owner(name, said)
