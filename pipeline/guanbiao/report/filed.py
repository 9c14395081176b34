"""What is owed, filed twice, or of another year among this year's forms: findings about filings as such."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from guanbiao.facts.counted import Statuses, is_shown, ranked
from guanbiao.facts.terms import title_term
from guanbiao.forms.catalogue import Catalogue
from guanbiao.forms.vocabulary import Vocabulary
from guanbiao.model.details import OfCopies, OfOtherYear
from guanbiao.model.filings import Filing, FilingStatus
from guanbiao.model.findings import Finding
from guanbiao.words.codes import CODES


def filing_findings(filings: Sequence[Filing], status: Statuses, catalogue: Catalogue, year: int) -> Iterator[Finding]:
    """Forms owed and not there, filed twice, or of another year among this year's."""
    by_form: dict[str, list[int]] = defaultdict(list)
    for at, what in status.items():
        if what in (FilingStatus.COUNTED, FilingStatus.OLDER):
            by_form[filings[at].form].append(at)
    for form in catalogue.forms:
        places = by_form.get(form.id, [])
        if not places:
            yield Finding(*CODES["form_owed"].identity, form=form.id)
        elif len(places) > 1:
            yield _twice(filings, places, catalogue.vocabulary)
    yield from _other_years(filings, status, year)


def _twice(filings: Sequence[Filing], places: Sequence[int], words: Vocabulary) -> Finding:
    """A form filed more than once: the filing that counts first, and what it was chosen by."""
    standing = ranked(filings, places, words)
    counted, *older = standing
    terms = tuple(title_term(filings[at]) for at in (counted, *sorted(older)))
    others = "、".join(dict.fromkeys(f"{term.file}“{term.sheet}”" for term in terms[1:]))
    by = standing[counted].before(standing[older[0]])
    detail = OfCopies(len(terms), f"{terms[0].file}“{terms[0].sheet}”", others, by.value)
    return Finding(*CODES["form_twice"].identity, form=terms[0].form, terms=terms, detail=detail)


def _other_years(filings: Sequence[Filing], status: Statuses, year: int) -> Iterator[Finding]:
    """A filing of another year that lies where most filings are of this one."""
    for places in _by_folder(filings).values():
        periods = Counter(filings[at].period for at in places)
        for at in places if periods[year] else ():
            other = filings[at].period
            if status[at] is FilingStatus.OTHER_YEAR and not is_shown(filings[at]):
                yield _other_year("hidden_other_year", filings[at])
            elif status[at] is FilingStatus.OTHER_YEAR and periods[year] >= 2 * periods[other]:
                yield _other_year("form_other_year", filings[at])


def _other_year(code: str, filing: Filing) -> Finding:
    term = title_term(filing)
    return Finding(*CODES[code].identity, form=term.form, terms=(term,), detail=OfOtherYear(filing.period or 0))


def _by_folder(filings: Sequence[Filing]) -> Mapping[str, Sequence[int]]:
    """The positions of the filings that lie in each folder."""
    folders: dict[str, list[int]] = defaultdict(list)
    for at, filing in enumerate(filings):
        folders[filing.book.file.rpartition("/")[0]].append(at)
    return folders
