"""The Word templates that lie beside a library's catalogue: which of them cannot be used, and why."""

from pathlib import Path

from guanbiao.documents.samples import SAMPLES
from guanbiao.documents.template import TemplateFault, template_of
from guanbiao.facts.terms import file_term
from guanbiao.model.details import OfTemplate
from guanbiao.model.findings import Finding
from guanbiao.words.codes import CODES

_DOCUMENTS = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".wps", ".wpt", ".odt", ".ott", ".rtf")


def template_findings(folder: str) -> tuple[Finding, ...]:
    """A finding for each document in a folder of templates that nothing can be written by."""
    documents = (path for path in sorted(Path(folder).iterdir()) if path.suffix.lower() in _DOCUMENTS)
    faults = ((path, _fault(path)) for path in documents if not path.name.startswith(("~$", ".")))
    return tuple(
        Finding(*CODES["template_broken"].identity, terms=(file_term(f"{path.parent.name}/{path.name}"),), detail=fault)
        for path, fault in faults
        if fault
    )


def _fault(path: Path) -> OfTemplate | None:
    if path.name not in SAMPLES:
        return OfTemplate("name", path.name)
    try:
        template_of(path, SAMPLES[path.name])
    except TemplateFault as fault:
        return OfTemplate(fault.why, fault.word)
    return None
