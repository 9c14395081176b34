"""Drafts tried by the stages of a run on the very file that they came from: what it says becomes a doubt."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.flow.run import reports_from
from guanbiao.forms.catalogue import Catalogue, Department, Vocabulary
from guanbiao.forms.rules import adding_rules
from guanbiao.learn.drafted import Doubt, Draft
from guanbiao.model.books import Book
from guanbiao.report.report import Report
from guanbiao.settings import NothingToDo, Settings
from guanbiao.text.years import for_year
from guanbiao.words.findings import Phrases

_ANY_YEAR = 2000  # that forms are tried for which name none


class Tried(Struct, frozen=True):
    """A draft with what its trial said, whether its form was recognised, and how much was said."""

    draft: Draft
    known: bool
    said: int


def catalogue_of(drafts: Sequence[Draft], library: str) -> Catalogue:
    """The drafts as a catalogue."""
    departments = dict.fromkeys(draft.form.department for draft in drafts)
    units = tuple(dict.fromkeys(unit for draft in drafts for unit in draft.units))
    forms = tuple(draft.form for draft in drafts)
    return Catalogue(library, forms, tuple(map(Department, departments)), (), vocabulary=Vocabulary(units=units))


def tried(drafts: Sequence[Draft], book: Book, library: str) -> list[Tried]:
    """Each draft with what the stages of a run say of its form: whether it is recognised, and what is found in it
    besides figures that do not add up."""
    catalogue = catalogue_of(drafts, library)
    reports = _reports(book, catalogue, drafts)
    return [_told(draft, [report for report in reports if draft.form.id in report.counted]) for draft in drafts]


def _reports(book: Book, catalogue: Catalogue, drafts: Sequence[Draft]) -> list[Report]:
    """The reports on a file; where its forms name no year, those of the year that it was told to be of."""
    usual = max((draft.year for draft in drafts if draft.year), default=_ANY_YEAR)
    for year in (None, usual):
        try:
            return reports_from([book], Settings(Path(), Path(), year), catalogue)
        except NothingToDo:
            continue
    return []


def _told(draft: Draft, reports: Sequence[Report]) -> Tried:
    if not reports:
        return Tried(replace(draft, doubts=(*draft.doubts, Doubt("unknown"))), False, 0)
    found = [(report, each) for report in reports for each in report.findings if each.form == draft.form.id]
    found = [(report, each) for report, each in found if each.rule not in {*_sums(draft, report.year), "form_owed"}]
    if not found:
        return Tried(draft, True, 0)
    report, first = found[0]
    said = Phrases(report.catalogue, report.year).message(first)
    return Tried(
        replace(draft, doubts=(*draft.doubts, Doubt("unread", said=(str(len(found)), said)))), True, len(found)
    )


def _sums(draft: Draft, year: int) -> set[str]:
    """The codes of what a draft adds up, as findings of a year have them."""
    return {for_year(rule.code, year) for rule in adding_rules(draft.form)}
