"""Whose finding it is: the department that answers it, and the head who signed for it."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from msgspec.structs import replace

from guanbiao.forms.catalogue import Catalogue
from guanbiao.model.causes import Cause, CauseKind
from guanbiao.model.details import OfRelation
from guanbiao.model.filings import Filing
from guanbiao.model.findings import Finding
from guanbiao.text.personal import masked


def addressed(
    findings: Iterable[Finding], causes: Sequence[Cause], filings: Mapping[str, Filing], catalogue: Catalogue
) -> tuple[Finding, ...]:
    """The findings with their cause, the department and the head they go to. What a cause explains belongs to the
    department whose cell it blames. `filings` are those that count, by form."""
    by_finding = {finding: cause for cause in causes for finding in cause.explains}
    heads = _heads(filings, catalogue)
    done = []
    for finding in findings:
        cause = by_finding.get(finding.id)
        form = cause.changes[0].term.form if cause else finding.form
        owner = catalogue.by_id[form].department if form else _by_folder(finding, catalogue)
        department = finding.department or owner  # what is found in the annual report is asked of who compiles it
        head = _head(filings[form], catalogue) if form in filings and department == owner else ""
        head = head or heads.get(department, "")
        own = replace(finding, cause=cause.id if cause else "", department=department, head=head)
        done.append(_restated(own) if cause and cause.kind is CauseKind.RESTATED else own)
    return tuple(done)


def _restated(finding: Finding) -> Finding:
    """A finding about a figure of last year that is stated otherwise now, with who has to explain it."""
    detail = finding.detail if isinstance(finding.detail, OfRelation) else OfRelation()
    return replace(finding, detail=replace(detail, restated_by=finding.department))


def _heads(filings: Mapping[str, Filing], catalogue: Catalogue) -> dict[str, str]:
    """The head of each department: as its forms are signed, else as declared."""
    declared = {each.name: each.head for each in catalogue.departments}
    signed = {
        catalogue.by_id[form].department: head for form, filing in filings.items() if (head := _head(filing, catalogue))
    }
    return declared | signed


def _head(filing: Filing, catalogue: Catalogue) -> str:
    """The head who signed a filing, on one line, without a telephone number for others to read."""
    return masked(" ".join(filing.signed(*catalogue.vocabulary.all_heads).split()))


def _by_folder(finding: Finding, catalogue: Catalogue) -> str:
    """The department whose folder the file of a finding lies in, or ''."""
    parts = PurePosixPath(finding.terms[0].file).parts if finding.terms else ()
    return next((each.name for each in catalogue.departments if each.name in parts), "")
