"""The filings in a library's books that are its own; what is said of those that are not, and of those of nobody.

In a folder with forms of several libraries, a form that names nobody is the catalogue's own only where it can be
nobody else's: every other library filed that form under its name. Else that is said, and it counts only while no other
filing of the form does. So it is with one that names several, whoever else has filed."""

from collections import Counter
from collections.abc import Iterable, Sequence

from guanbiao.facts.terms import title_term
from guanbiao.model.details import OfLibrary
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding
from guanbiao.recognise.libraries import Said, owner_of
from guanbiao.recognise.survey import Looked, Unit
from guanbiao.text.cells import at_address
from guanbiao.words.codes import CODES


def parted(
    filings: Sequence[Filing], found: Sequence[Finding], said: Said, unit: Unit
) -> tuple[list[Filing], list[Finding]]:
    """The filings of a book that are the unit's, and what was found in it but for what is said of the titles of other
    libraries; with a finding for each filing of a library that is not wanted."""
    ours, findings = [], [each for each in found if not _is_of_other(each, said, unit)]
    for filing in filings:
        whose = owner_of(filing, said, unit.known)
        if not unit.library or (whose or unit.known.own) == unit.library:
            ours.append(filing)
        elif whose and unit.is_own and whose not in unit.wanted:
            findings.append(_about(filing, "form_other_library", whose))
    return ours, findings


def _is_of_other(finding: Finding, said: Said, unit: Unit) -> bool:
    """Whether a finding is about a title that names another library, which has a report of its own."""
    first = finding.first
    name = said.titles.get((first.sheet, at_address(first.cell)), "") if first.cell else ""
    whose = unit.known.owner(name, said) if name and unit.library else None
    return bool(whose) and whose != unit.library and whose in unit.wanted


def told_apart(filings: Sequence[Filing], unit: Unit, looked: Iterable[Looked]) -> tuple[list[Filing], list[Finding]]:
    """The filings that count as the own library's in a folder with several, and what is said of those of nobody."""
    if not unit.is_own:
        return list(filings), []
    said = {(each.book.file, each.book.sha256): each.said for each in looked}
    of_each = [said[each.book.file, each.book.sha256] for each in filings]
    whose = [owner_of(each, of_each[at], unit.known) for at, each in enumerate(filings)]
    unsaid = [at for at, each in enumerate(whose) if each is None or (each == "" and unit.elsewhere is not None)]
    copies = Counter((each.form, each.period) for each in filings)
    dropped, findings = set(), []
    for at in unsaid:
        filing = filings[at]
        is_alone = copies[filing.form, filing.period] == 1
        if not is_alone:
            dropped.add(at)
        if not is_alone or whose[at] is None or filing.form not in (unit.elsewhere or ()):
            findings.append(_about(filing, "library_assumed" if is_alone else "library_unknown", unit.library))
    return [each for at, each in enumerate(filings) if at not in dropped], findings


def _about(filing: Filing, code: str, library: str) -> Finding:
    terms = (title_term(filing),)
    return Finding(*CODES[code].identity, form=filing.form, terms=terms, detail=OfLibrary(library))
