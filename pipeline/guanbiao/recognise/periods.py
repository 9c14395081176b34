"""The year of every filing: what its title and labels leave open is settled by what lies around it, and told."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from pathlib import PurePosixPath

from msgspec.structs import replace

from guanbiao.forms.levels import Level, Source
from guanbiao.model.filings import Dated, Filing
from guanbiao.model.findings import Finding, Term
from guanbiao.text.cells import Value, a1
from guanbiao.text.years import years_in


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
    """What the titles of settled filings lack: the official wording, themselves, a year."""
    for at, filing in enumerate(filings):
        about = Finding("", Source.INTAKE, Level.QUERY, form=filing.form, terms=(title_term(filing),), filing=at)
        if not filing.title:
            yield replace(about, rule="title_missing", level=Level.MANDATORY)
        elif not filing.official:
            yield replace(about, rule="title_unlike")
        if filing.period is None:
            yield replace(about, rule="year_unknown", level=Level.MANDATORY, filing=-1)
        elif filing.title and filing.dated is not Dated.TITLE:
            detail: dict[str, Value] = {"period": filing.period, "dated": filing.dated.value}
            yield replace(about, rule="title_without_year", detail=detail)


def title_term(filing: Filing) -> Term:
    """The cell in which the title of a filing stands."""
    at = a1(*filing.title_at)
    return Term("title", filing.form, "", "", raw=filing.title, file=filing.book.file, sheet=filing.sheet.name, cell=at)
