"""What is known of each library of a year besides its figures."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.catalogue import Catalogue, Form
from guanbiao.forms.levels import Level
from guanbiao.model.findings import FindingStatus
from guanbiao.words.consolidate import ALL_LIBRARIES


class LibraryReturn(Struct, frozen=True, dict=True):
    """A library of the year: its name, the folder of its outputs beside that of the consolidation ('': it filed nothing
    and has none), its workbook and its report there, the forms that count, by id, and how many of its findings are of
    each level and status."""

    library: str
    folder: str = ""
    workbook: str = ""
    report: str = ""
    filed: frozenset[str] = frozenset()
    findings: Mapping[tuple[Level, FindingStatus], int] = {}

    def count(self, level: Level) -> int:
        """How many of its findings are of a level."""
        return sum(count for (own, _), count in self.findings.items() if own is level)

    def count_open(self, level: Level) -> int:
        """How many of these are still to be settled."""
        return sum(count for (own, status), count in self.findings.items() if own is level and not status.is_settled)

    def count_of(self, status: FindingStatus) -> int:
        """How many of its findings are in a status."""
        return sum(count for (_, own), count in self.findings.items() if own is status)


class Together(Struct, frozen=True, dict=True):
    """What is consolidated: a year, the region whose name its files bear, its libraries in their order, filed or
    awaited, and the catalogue that all of them report by."""

    year: int
    region: str
    returns: tuple[LibraryReturn, ...]
    catalogue: Catalogue

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the libraries; elsewhere they are known by their place here."""
        return tuple(each.library for each in self.returns)

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """The forms in their order, as the region prints them: titles that name a library name all of them."""
        everyone = ALL_LIBRARIES.format(region=self.region)
        own = {"{library}": everyone, self.catalogue.library: everyone, "{place}": self.region}
        return tuple(replace(form, title=_replaced(form.wording or form.title, own)) for form in self.catalogue.forms)

    @cached_property
    def filers(self) -> Mapping[str, frozenset[int]]:
        """By form, the libraries that filed it."""
        return {
            form.id: frozenset(at for at, each in enumerate(self.returns) if form.id in each.filed)
            for form in self.catalogue.forms
        }

    @cached_property
    def reporting(self) -> tuple[LibraryReturn, ...]:
        """The libraries that filed any form at all."""
        return tuple(each for each in self.returns if each.filed)

    @cached_property
    def silent(self) -> tuple[LibraryReturn, ...]:
        """The awaited libraries that filed none."""
        return tuple(each for each in self.returns if not each.filed)

    def owed(self, own: LibraryReturn) -> tuple[Form, ...]:
        """The forms that a library still has to file."""
        return tuple(form for form in self.catalogue.forms if form.id not in own.filed)

    def named(self, places: Sequence[int]) -> tuple[str, ...]:
        """The names of some libraries, by their places."""
        return tuple(self.names[at] for at in places)


def _replaced(text: str, names: Mapping[str, str]) -> str:
    for name, own in names.items():
        text = text.replace(name, own)
    return text
