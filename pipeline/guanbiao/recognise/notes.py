"""What is kept of a content once it was looked at: a few words, by which its files are known to be of libraries.

A note depends on the content alone, not on what a file is called: one that was read before need not be read again."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator

from msgspec import Struct

from guanbiao.forms.catalogue import Catalogue
from guanbiao.recognise.libraries import Known, known_among, said_by_path
from guanbiao.text.libraries import called, is_named


class Claim(Struct, frozen=True, array_like=True):
    """The name that is said of a form ('' for none), and the form ('' for a sheet that nobody knows). `either`: its own
    title says that it is of a children's library, a part of another or not."""

    said: str = ""
    form: str = ""
    either: bool = False


class Note(Struct, frozen=True):
    """What a content says of libraries: as which output of ours it may be set aside ('' for none), the library that a
    slip was issued for (None: it is no slip), what it says of each form in it, and all names on its titles and sheets.
    `report`: it is an annual report, which says of nothing but itself whose it is."""

    own: str = ""
    slip: str | None = None
    claims: tuple[Claim, ...] = (Claim(),)
    beside: tuple[str, ...] = ()
    report: bool = False

    @property
    def as_own(self) -> "Note":
        """The note of an output of ours that is set aside: it holds nothing."""
        return Note(self.own)


def names_said(note: Note, file: str) -> Iterator[str]:
    """Every name that a content says in a file of that path. An annual report makes no library known, nor does the name
    of a file or a folder that may be no library's."""
    if not note.report:
        yield from (*note.beside, *(each for each in _path(note, file) if note.slip is not None or is_named(each)))


def reported_by(note: Note, file: str, known: Known, there: Collection[str]) -> str:
    """Of the libraries that are `there`, of which there is one, the one whose annual report it is, or that tells of it:
    our own, else the first by name."""
    named = next(owners(note, file, known))[0]
    return next((each for each in (named, known.own) if each in there), min(there, default=known.own))


def owners(note: Note, file: str, known: Known) -> Iterator[tuple[str, str]]:
    """Each library that a file holds something of, with the form; what nobody says, or cannot be told, is our own."""
    path = _path(note, file)
    for claim in note.claims:
        yield known.owner_beside(claim.said, note.beside, path, either=claim.either) or known.own, claim.form


def known_of(noted: Callable[[], Iterable[tuple[str, Note]]], catalogue: Catalogue) -> Known:
    """The libraries that a catalogue names and those that contents say; these are gone through with their files as
    often as is needed."""
    names = {name for file, note in noted() for name in names_said(note, file)}
    known = known_among(names, catalogue)
    if any(called(name).for_children for name in names):
        known = known_among(names, catalogue, _apart(noted(), known))
    return known


def _apart(noted: Iterable[tuple[str, Note]], known: Known) -> set[str]:
    """The names of children's libraries that are no part of the library of their place: it files half or more of the
    forms that are filed under theirs, too."""
    forms: dict[tuple[str, bool], set[str]] = defaultdict(set)
    names: dict[str, set[str]] = defaultdict(set)
    for file, note in noted:
        by_form = {claim.said for claim in note.claims if claim.either}  # which says nothing of the forms beside it
        beside = next((name for name in (*note.beside, *_path(note, file)) if name and name not in by_form), "")
        for claim, (library, form) in zip(note.claims, owners(note, file, known), strict=True):
            said = claim.said or beside
            if form and not claim.either:
                forms[library, called(said).for_children].add(form)
                names[library].add(said)
    both = {each: len(forms[each, True] & forms[each, False]) for each in names}
    split = [each for each, count in both.items() if count and 2 * count >= len(forms[each, True])]
    return {name for each in split for name in names[each] if called(name).for_children}


def _path(note: Note, file: str) -> tuple[str, ...]:
    return said_by_path(file) if note.slip is None else (note.slip,)
