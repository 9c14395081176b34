"""What is owed, filed twice, or of another year among this year's forms: findings about filings as such."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from guanbiao.facts.counted import CHOSEN, Statuses, newness
from guanbiao.forms.catalogue import Catalogue
from guanbiao.forms.levels import Level, Source
from guanbiao.model.filings import Filing, FilingStatus
from guanbiao.model.findings import Finding
from guanbiao.recognise.periods import title_term
from guanbiao.text.cells import Value


def _by_folder(filings: Sequence[Filing]) -> Mapping[str, Sequence[int]]:
    """The positions of the filings that lie in each folder."""
    folders: dict[str, list[int]] = defaultdict(list)
    for at, filing in enumerate(filings):
        folders[filing.book.file.rpartition("/")[0]].append(at)
    return folders


def filing_findings(filings: Sequence[Filing], status: Statuses, catalogue: Catalogue, year: int) -> Iterator[Finding]:
    """Forms owed and not there, filed twice, or of another year among this year's."""
    by_form: dict[str, list[int]] = defaultdict(list)
    for at, what in status.items():
        if what in (FilingStatus.COUNTED, FilingStatus.OLDER):
            by_form[filings[at].form].append(at)
    for form in catalogue.forms:
        places = by_form.get(form.id, [])
        if not places:
            yield Finding("form_owed", Source.INTAKE, Level.MANDATORY, form=form.id)
        elif len(places) > 1:
            yield _twice(filings, places)
    yield from _other_years(filings, status, year)


def _twice(filings: Sequence[Filing], places: Sequence[int]) -> Finding:
    """A form filed more than once: the filing that counts first, and what told it from the one next to it."""
    newest, *older = sorted(places, key=lambda at: newness(filings[at], at), reverse=True)
    terms = tuple(title_term(filings[at]) for at in (newest, *sorted(older)))
    others = "、".join(dict.fromkeys(f"{term.file}“{term.sheet}”" for term in terms[1:]))
    pairs = zip(CHOSEN, newness(filings[newest], newest), newness(filings[older[0]], older[0]), strict=True)
    by = next(name for name, own, other in pairs if own != other)
    detail: dict[str, Value] = {"count": len(terms), "file": f"{terms[0].file}“{terms[0].sheet}”", "others": others}
    return Finding(
        "form_twice", Source.INTAKE, Level.QUERY, form=terms[0].form, terms=terms, detail={**detail, "by": by}
    )


def _other_years(filings: Sequence[Filing], status: Statuses, year: int) -> Iterator[Finding]:
    """A filing of another year that lies where most filings are of this one."""
    for places in _by_folder(filings).values():
        periods = Counter(filings[at].period for at in places)
        for at in places if periods[year] else ():
            other = filings[at].period
            if status[at] is FilingStatus.OTHER_YEAR and periods[year] >= 2 * periods[other]:
                term = title_term(filings[at])
                yield Finding(
                    "form_other_year",
                    Source.INTAKE,
                    Level.MANDATORY,
                    form=term.form,
                    terms=(term,),
                    detail={"other": other},
                )
