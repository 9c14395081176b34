"""What is kept of a content once it was looked at: a few words, by which its files are known to be of libraries.

A note depends on the content alone, not on what a file is called: one that was read before need not be read again."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.catalogue import Catalogue
from guanbiao.recognise.libraries import Known, folder_of, known_among, said_by_path
from guanbiao.text.libraries import SEVERAL, called, in_its_city, is_named, named_first
from guanbiao.text.titles import title_key

_NOBODY = "?"  # of forms that should name their library and do not, or name several


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
        path = _path(note, file)
        beside = [in_its_city(name, path) for each in note.beside for name in each.split(SEVERAL)]
        further = (name for each in path for name in each.split(SEVERAL))
        yield from (*beside, *(each for each in further if note.slip is not None or is_named(each)))


def reported_by(note: Note, file: str, known: Known, there: Collection[str]) -> str:
    """Of the libraries that are `there`, of which there is one, the one whose annual report it is, or that tells of it:
    our own, else the first by name."""
    named = next(owners(note, file, known))[0]
    return next((each for each in (named, known.own) if each in there), min(there, default=known.own))


def owners(note: Note, file: str, known: Known) -> Iterator[tuple[str, str]]:
    """Each library that a file holds something of, with the form; what nobody says, or cannot be told, is our own."""
    for claim in note.claims:
        yield _owner(claim, note, file, known) or known.own, claim.form


def _owner(claim: Claim, note: Note, file: str, known: Known) -> str | None:
    return known.owner_beside(claim.said, note.beside, _path(note, file), folder_of(file), either=claim.either)


def known_of(noted: Callable[[], Iterable[tuple[str, Note]]], catalogue: Catalogue) -> Known:
    """The libraries that a catalogue names and those that contents say; these are gone through with their files as
    often as is needed."""
    names = {name for file, note in noted() for name in names_said(note, file)}
    known = known_among(names, catalogue)
    if any(called(name).for_children for name in names):
        known = known_among(names, catalogue, _apart(noted(), known))
    return replace(known, folders=_folders(noted(), known, catalogue))


def _folders(noted: Iterable[tuple[str, Note]], known: Known, catalogue: Catalogue) -> dict[str, str]:
    """By folder below the drop folder, the library of its files: where their forms name one alone, and of those that
    name nobody there are half as many at most, none of which is to print a name on its title."""
    titles = {form.id: form.title for form in catalogue.forms}
    unnamed = {
        form for form, title in titles.items() if catalogue.library not in title and not named_first(title_key(title))
    }
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for file, note in noted:
        if (folder := folder_of(file)) and note.slip is None and not note.report:
            for claim in note.claims:
                owner = _owner(claim, note, file, known) if claim.form else None
                if claim.form:
                    said[folder][owner or ("" if owner == "" and claim.form in unnamed else _NOBODY)] += 1
    return {folder: found for folder, own in said.items() if (found := _one_of(own))}


def _one_of(own: Counter[str]) -> str:
    """The one library of whose forms there are so many, where those of nobody ('') are few; '' for none."""
    names = [name for name in own if name]
    is_one = len(names) == 1 and names != [_NOBODY] and 0 < 2 * own[""] <= own[names[0]]
    return names[0] if is_one else ""


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
