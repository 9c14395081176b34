"""The year of every filing: where title and labels say none, what lies around it decides, and a finding says what."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from pathlib import PurePosixPath

from msgspec.structs import replace

from guanbiao.facts.terms import title_term
from guanbiao.model.details import Detail, OfPeriod, OfRanges
from guanbiao.model.filings import Dated, Filing, Titled
from guanbiao.model.findings import Finding
from guanbiao.recognise.names import Names
from guanbiao.text.years import years_in
from guanbiao.words.codes import CODES
from guanbiao.words.intake import named_ranges

_IN_NAME = {Titled.SHEET_NAME: "title_in_sheet_name", Titled.FILE_NAME: "title_in_file_name"}


def with_periods(filings: Sequence[Filing], asked: int | None = None) -> list[Filing]:
    """The filings, each with its year and with what says it. One that says no year belongs to that of the other forms
    in its file where these agree, else to that which its file's name or the nearest folder names, else to the only year
    there is, else, where no filing says any, to the one that is `asked` for. Where none of these is one year, it stays
    without."""
    stated = {filing.period for filing in filings} - {None}
    given = {asked} - {None} if not stated else set()
    by_file: dict[str, set[int | None]] = defaultdict(set)
    for filing in filings:
        by_file[filing.book.file] |= {filing.period} - {None}
    return [filing if filing.period else _dated(filing, by_file[filing.book.file], stated, given) for filing in filings]


def _dated(
    filing: Filing, beside: Collection[int | None], stated: Collection[int | None], given: Collection[int | None]
) -> Filing:
    named = (set(years_in(part)) for part in reversed(PurePosixPath(filing.book.file).parts))
    folder = next((years for years in named if len(years) == 1), ())
    said = ((Dated.FILE, beside), (Dated.FOLDER, folder), (Dated.ONLY, stated), (Dated.ASKED, given))
    dated, years = next(((dated, years) for dated, years in said if len(years) == 1), (Dated.NOTHING, (None,)))
    return replace(filing, period=next(iter(years)), dated=dated)


def title_findings(filings: Sequence[Filing], library: str, names: Names) -> Iterator[Finding]:
    """The findings about titles of a library's filings that have their year: over several ranges, no title, one that is
    only a name, another wording than the official one, no year in it, no year at all."""
    for at, filing in enumerate(filings):
        terms = (title_term(filing),)
        if filing.parts:
            detail: Detail = OfRanges(len(filing.parts), named_ranges(filing.parts))
            yield Finding(*CODES["form_in_parts"].identity, form=filing.form, terms=terms, detail=detail, filing=at)
        if not filing.title:
            yield Finding(*CODES["title_missing"].identity, form=filing.form, terms=terms, filing=at)
        elif filing.titled in _IN_NAME:
            yield Finding(*CODES[_IN_NAME[filing.titled]].identity, form=filing.form, terms=terms, filing=at)
        elif not (filing.official or names.is_official(filing.title, filing.form, library)):
            yield Finding(*CODES["title_unlike"].identity, form=filing.form, terms=terms, filing=at)
        if filing.period is None:
            yield Finding(*CODES["year_unknown"].identity, form=filing.form, terms=terms)
        elif filing.title and filing.dated is not Dated.TITLE:
            detail = OfPeriod(filing.period, filing.dated.value)
            yield Finding(
                *CODES["title_without_year"].identity, form=filing.form, terms=terms, detail=detail, filing=at
            )
