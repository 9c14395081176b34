"""One finding a form and habit: what shows in thirty cells is one thing to correct and one thing to explain.

Stages find cell by cell, and what a finding of many cells stands for stays with it (`Finding.parts`): a comment says
what is wrong with its own cell, and what was answered cell by cell is known again. Which kinds are told together, and
in what words, stands in the table of codes (`Code.many`)."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from guanbiao.model.details import Detail, OfHeader, OfLabel
from guanbiao.model.findings import Finding, gravest
from guanbiao.model.order import numbered
from guanbiao.text.cells import at_address
from guanbiao.words.codes import CODES
from guanbiao.words.habits import variant_of


def one_a_habit(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, in the order of the first of each: those of one form (of what is about none, of one file) that are
    of one habit as one, with the level of the gravest."""
    kin: dict[tuple[str, ...], list[Finding]] = {}
    for at, finding in enumerate(findings):
        habit = _habit(finding)
        key = (str(at),) if habit is None else (*_whose(finding), habit)
        kin.setdefault(key, []).append(finding if habit is None else replace(finding, habit=habit))
    told = [own[0] if len(own) == 1 else _as_one(_as_they_stand(own)) for own in kin.values()]
    as_one = numbered(each for each in told if each.parts)
    return tuple(next(as_one) if each.parts else each for each in told)


def _habit(finding: Finding) -> str | None:
    """What tells the habit of a finding from others of its kind in its form; None for what is told by itself."""
    code = CODES.get(finding.rule)
    if code is None or not code.many:
        return None
    variant = variant_of(finding)
    return finding.column if code.by_column else variant if variant in code.many else ""


def _whose(finding: Finding) -> tuple[str, str]:
    """The kind under which a finding may be told together with others, and the form or file of which."""
    return CODES[finding.rule].joined or finding.rule, finding.form or finding.first.file


def _as_they_stand(parts: list[Finding]) -> list[Finding]:
    """The findings in the order of their cells, where these stand on one sheet."""
    if len({(part.first.file, part.first.sheet) for part in parts}) > 1 or not all(part.first.cell for part in parts):
        return parts
    return sorted(parts, key=lambda part: at_address(part.first.cell))


def _as_one(parts: Sequence[Finding]) -> Finding:
    """One finding that stands for several."""
    first = parts[0]
    is_mixed = len({part.rule for part in parts}) > 1
    rule = CODES[first.rule].joined if is_mixed else first.rule
    return replace(
        first,
        rule=rule,
        level=gravest(parts),
        row="" if any(part.again for part in parts) else _common(part.row for part in parts),
        column=_common(part.column for part in parts),
        reported=None,
        expected=None,
        terms=tuple(term for part in parts for term in part.terms),
        detail=_JOINED[rule](parts) if rule in _JOINED else first.detail,
        spot="",
        again=0,
        parts=tuple(parts),
    )


def _common(labels: Iterable[str]) -> str:
    """The label that all have; '' where they have several."""
    each = set(labels)
    return each.pop() if len(each) == 1 else ""


def _header(parts: Sequence[Finding]) -> Detail:
    """What is wrong with a header, from what is wrong with each of its labels."""
    labels: dict[str, list[str]] = {}
    for part in parts:
        if isinstance(part.detail, OfLabel):
            labels.setdefault(part.rule, []).append(part.detail.label)
    named = [each.detail for each in parts if each.rule == "column_renamed" and isinstance(each.detail, OfLabel)]
    unknown = [each.detail for each in parts if each.rule == "column_unknown" and isinstance(each.detail, OfLabel)]
    return OfHeader(
        tuple(labels.get("column_missing", ())),
        tuple((each.label, each.range) for each in unknown),
        tuple((each.label, each.instead) for each in named),
        moved=tuple(labels.get("column_moved", ())),
    )


_JOINED = {"header_differs": _header}  # by the code of what is told together, what its sentence needs
