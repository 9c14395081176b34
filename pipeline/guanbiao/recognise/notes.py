"""What is kept of a content once it was looked at: a few words, by which its files are known to be of libraries.

A note depends on the content alone, not on what a file is called: one that was read before need not be read again."""

from collections.abc import Collection, Iterator

from msgspec import Struct

from guanbiao.recognise.libraries import Known, said_by_path


class Note(Struct, frozen=True):
    """What a content says of libraries: as which output of ours it may be set aside ('' for none), the library that a
    slip was issued for (None: it is no slip), the name that is said of each form in it, with the form, and all names on
    its titles and sheets. `report`: it is an annual report, which says of nothing but itself whose it is."""

    own: str = ""
    slip: str | None = None
    claims: tuple[tuple[str, str], ...] = (("", ""),)
    beside: tuple[str, ...] = ()
    report: bool = False

    @property
    def as_own(self) -> "Note":
        """The note of an output of ours that is set aside: it holds nothing."""
        return Note(self.own)


def names_said(note: Note, file: str) -> Iterator[str]:
    """Every name that a content says in a file of that path; an annual report makes no library known."""
    if not note.report:
        yield from (*note.beside, *_path(note, file))


def reported_by(note: Note, file: str, known: Known, there: Collection[str]) -> str:
    """Of the libraries that are `there`, of which there is one, the one whose annual report it is, or that tells of it:
    our own, else the first by name."""
    named = next(owners(note, file, known))[0]
    return next((each for each in (named, known.own) if each in there), min(there, default=known.own))


def owners(note: Note, file: str, known: Known) -> Iterator[tuple[str, str]]:
    """Each library that a file holds something of, with the form; what nobody says, or cannot be told, is our own."""
    path = _path(note, file)
    for said, form in note.claims:
        yield known.owner_beside(said, note.beside, path) or known.own, form


def _path(note: Note, file: str) -> tuple[str, ...]:
    return said_by_path(file) if note.slip is None else (note.slip,)
