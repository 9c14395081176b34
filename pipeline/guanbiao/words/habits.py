"""Speaks of many cells at once: the first of them by name and how many there are, the texts in them, the labels of a
header. Lists are bounded, for a sentence of forty cells is read by nobody; findings.json has every cell."""

from collections.abc import Iterable, Sequence

from guanbiao.model.codes import Code
from guanbiao.model.details import Detail, OfFractions, OfHeader, OfMonth, OfOrder, OfUnit, OfWriting
from guanbiao.model.findings import Finding, Role, Term
from guanbiao.text.cells import NEVER_CALCULATED

_CELLS, _NAMED, _TEXTS, _LABELS = 8, 4, 3, 6  # so many bare addresses, cells with their text, texts and labels
_LONGEST = 24  # characters of a text among others
_AND_MORE, _IN_ALL, _SEVERAL = " 等 {count}", " 共 {count}", "“{place}”{count} 格"
_MANY_CELLS = "{address} 等 {count} 格"
_AT = "“{label}”（{cell}）"
_MISSING, _EXTRA = "缺少{labels}", "多出{labels}"
_RENAMED, _INSTEAD = "名称不同的有{labels}", "“{label}”（写的是“{instead}”）"
_REGROUPED, _MOVED = "{labels}在别的栏目下面", "{labels}换了位置"


def variant_of(finding: Finding) -> str:
    """Which special case of its kind a finding is, '' for none."""
    match finding.detail:
        case _ if finding.first.raw == NEVER_CALCULATED:
            return "uncounted"
        case OfWriting(why=why) | OfUnit(way=why):
            return why
        case OfHeader() as header:
            return "swapped" if header.swapped else "" if header_labels(header) else "unnamed"
    return _special(finding.detail) or ("several" if len(finding.terms) > 1 and not finding.parts else "")


def _special(detail: Detail) -> str:
    """Which special case the figures or the order of a detail are, '' for none."""
    match detail:
        case OfMonth(blank=True):
            return "blank"
        case OfOrder(late=True):
            return "late"
        case OfFractions(is_habit=True) as found:
            return "pointed" if found.likely else "scaled"
        case OfFractions(likely=likely) if likely:
            return "likely"
    return ""


def asked(finding: Finding) -> list[Term]:
    """The cells in question of a finding, without those that they are held against."""
    return [term for term in finding.terms if term.role is not Role.BESIDE]


def most_named(code: Code) -> int:
    """How many cells a sentence of this kind names."""
    return _CELLS if code.each == "{cell}" else _NAMED


def several(place: str, count: int) -> str:
    """Cells that are named together, such as all of a row."""
    return _SEVERAL.format(place=place, count=count)


def bounded(named: Sequence[str], count: int, is_all: bool) -> str:
    """The first of some things by name, and how many there are.

    >>> bounded(["C5", "C9"], 12, is_all=False), bounded(["C5", "C9"], 2, is_all=True)
    ('C5、C9 等 12', 'C5、C9 共 2')
    """
    return "、".join(named) + (_IN_ALL if is_all else _AND_MORE).format(count=count)


def texts(raws: Iterable[str]) -> str:
    """What is typed in several cells, each text once, the first of them.

    >>> texts(["待补", "不详", "待补"])
    '“待补”、“不详”'
    """
    each = list(dict.fromkeys(raws))
    shown = (f"“{short(text)}”" for text in each[:_TEXTS])
    return "、".join(shown) + ("等" if len(each) > _TEXTS else "")


def short(text: str) -> str:
    """A text as it is named among others: of a long one the beginning."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def header_labels(header: OfHeader) -> str:
    """What is wrong with the labels of a header, one after the other; '' for nothing."""
    renamed = [_INSTEAD.format(label=label, instead=instead) for label, instead in header.renamed]
    named = (
        (_MISSING, _quoted(header.missing)),
        (_EXTRA, [_AT.format(label=label, cell=cell) for label, cell in header.extra]),
        (_RENAMED, renamed),
        (_REGROUPED, _quoted(header.regrouped)),
        (_MOVED, _quoted(header.moved)),
    )
    return "；".join(said.format(labels=_listed(labels)) for said, labels in named if labels)


def _quoted(labels: Iterable[str]) -> list[str]:
    return [f"“{label}”" for label in labels]


def _listed(labels: Sequence[str]) -> str:
    """Labels in a row: of many the first, and how many there are."""
    if len(labels) <= _LABELS:
        return "、".join(labels)
    return bounded(labels[:_LABELS], len(labels), is_all=False) + " 栏"


def cell_shown(finding: Finding) -> str:
    """The first cell of a finding, and how many there are where it is about several."""
    count = sum(len(asked(part)) for part in finding.parts)
    address = finding.first.address
    return _MANY_CELLS.format(address=address, count=count) if count > 1 and address else address
