"""The year of every filing: what its title and labels leave open is settled by what lies around it, and told."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from pathlib import PurePosixPath

from msgspec.structs import replace

from guanbiao.facts.terms import title_term
from guanbiao.model.details import OfPeriod
from guanbiao.model.filings import Dated, Filing
from guanbiao.model.findings import Finding
from guanbiao.text.years import years_in
from guanbiao.words.codes import CODES


def settled_periods(filings: Sequence[Filing], asked: int | None = None) -> list[Filing]:
    """Filings that say no year belong to that of the other forms in their file where these agree, else to that which
    their file's name or a folder names, else to the only year there is, else, where no filing says any, to the one
    that is `asked` for; with several years they stay without."""
    stated = {filing.period for filing in filings} - {None}
    given = {asked} - {None} if not stated else set()
    by_file: dict[str, set[int | None]] = defaultdict(set)
    for filing in filings:
        by_file[filing.book.file] |= {filing.period} - {None}
    return [
        filing if filing.period else _settled(filing, by_file[filing.book.file], stated, given) for filing in filings
    ]


def _settled(
    filing: Filing, beside: Collection[int | None], stated: Collection[int | None], given: Collection[int | None]
) -> Filing:
    named = (set(years_in(part)) for part in reversed(PurePosixPath(filing.book.file).parts))
    folder = next((years for years in named if len(years) == 1), ())
    said = ((Dated.FILE, beside), (Dated.FOLDER, folder), (Dated.ONLY, stated), (Dated.ASKED, given))
    dated, years = next(((dated, years) for dated, years in said if len(years) == 1), (Dated.NOTHING, (None,)))
    return replace(filing, period=next(iter(years)), dated=dated)


def title_findings(filings: Sequence[Filing]) -> Iterator[Finding]:
    """What the titles of filings lack whose year is settled: the official wording, themselves, a year."""
    for at, filing in enumerate(filings):
        terms = (title_term(filing),)
        if not filing.title:
            yield Finding(*CODES["title_missing"].identity, form=filing.form, terms=terms, filing=at)
        elif not filing.official:
            yield Finding(*CODES["title_unlike"].identity, form=filing.form, terms=terms, filing=at)
        if filing.period is None:
            yield Finding(*CODES["year_unknown"].identity, form=filing.form, terms=terms)
        elif filing.title and filing.dated is not Dated.TITLE:
            detail = OfPeriod(filing.period, filing.dated.value)
            yield Finding(
                *CODES["title_without_year"].identity, form=filing.form, terms=terms, detail=detail, filing=at
            )
