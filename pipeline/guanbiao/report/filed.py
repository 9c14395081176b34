"""What is owed, filed twice, or of another year among this year's forms: findings about filings as such."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from guanbiao.facts.counted import Choice, Statuses, ranked
from guanbiao.facts.terms import title_term
from guanbiao.forms.catalogue import Catalogue
from guanbiao.forms.vocabulary import Vocabulary
from guanbiao.model.details import OfCopies, OfOtherYear, OfRanges
from guanbiao.model.filings import Filing, FilingStatus
from guanbiao.model.findings import Finding
from guanbiao.recognise.recognise import Recognised
from guanbiao.words.codes import CODES
from guanbiao.words.intake import named_ranges


def filing_findings(
    recognised: Recognised, parts: Mapping[int, int], status: Statuses, catalogue: Catalogue, year: int
) -> Iterator[Finding]:
    """Forms owed and not there, filed twice, or of another year among this year's. `parts` are the filings that are
    parts of one that counts, itself among them, by position."""
    filings, by_form = recognised.filings, defaultdict[str, list[int]](list)
    for at, what in status.items():
        if what in (FilingStatus.COUNTED, FilingStatus.OLDER):
            by_form[filings[at].form].append(at)
    for form in catalogue.forms:
        places = by_form.get(form.id, [])
        if not places:
            yield Finding(*CODES["form_owed"].identity, form=form.id)
        elif len(places) > 1:
            yield from _several(filings, places, parts, catalogue.vocabulary)
    yield from _other_years(recognised, status, year)


def _several(
    filings: Sequence[Filing], places: Sequence[int], parts: Mapping[int, int], words: Vocabulary
) -> Iterator[Finding]:
    """A form filed more than once: as copies of which one counts, or in parts that complement each other."""
    standing = ranked(filings, places, words)
    counted, *older = standing
    apart = [at for at in sorted(older) if parts.get(at) == counted]
    if apart:
        yield _in_parts([filings[at] for at in (counted, *apart)])
    copies = [at for at in older if at not in apart]
    if copies:
        by = standing[counted].before(standing[copies[0]])
        yield _twice([filings[at] for at in (counted, *sorted(copies))], by)


def _twice(filings: Sequence[Filing], by: Choice) -> Finding:
    """Copies of a form: the filing that counts first, and what it was chosen by."""
    file, *others = (f"{filing.book.file}{named_ranges(filing.stands)}" for filing in filings)
    detail = OfCopies(len(filings), file, "、".join(others), by.value)
    terms = tuple(map(title_term, filings))
    return Finding(*CODES["form_twice"].identity, form=terms[0].form, terms=terms, detail=detail)


def _in_parts(filings: Sequence[Filing]) -> Finding:
    """Parts of a form that stay apart: the one that counts first."""
    is_one_file = len({filing.book.file for filing in filings}) == 1
    ranges = [("" if is_one_file else filing.book.file) + named_ranges(filing.stands) for filing in filings]
    detail = OfRanges(len(filings), "、".join(ranges), ranges[0])
    terms = tuple(map(title_term, filings))
    code = "looks_continued" if is_one_file else "form_complement"
    return Finding(*CODES[code].identity, form=terms[0].form, terms=terms, detail=detail)


def _other_years(recognised: Recognised, status: Statuses, year: int) -> Iterator[Finding]:
    """A filing of another year that lies where most filings are of this one."""
    filings = recognised.filings
    for by_year in recognised.folders.values():
        others = [each for each in by_year if each != year] if year in by_year else []
        for at in sorted(at for other in others for at in by_year[other]):
            is_few = len(by_year[year]) >= 2 * len(by_year[filings[at].period])
            if status[at] is FilingStatus.OTHER_YEAR and not filings[at].sheet.is_shown:
                yield _other_year("hidden_other_year", filings[at])
            elif status[at] is FilingStatus.OTHER_YEAR and is_few:
                yield _other_year("form_other_year", filings[at])


def _other_year(code: str, filing: Filing) -> Finding:
    term = title_term(filing)
    return Finding(*CODES[code].identity, form=term.form, terms=(term,), detail=OfOtherYear(filing.period or 0))
