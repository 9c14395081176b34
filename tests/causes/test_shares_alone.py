"""A share that is not its quotient, and nothing else speaks: what it should be, or its counts, from the printed share."""

import pytest
from guanbiao.causes.kinds.miscounts import share_alone, unknown
from guanbiao.forms.levels import Level, Source
from guanbiao.model.causes import Cause, Change
from guanbiao.model.findings import Finding, Role, Term

PART = Term(Role.EXPECTED, "staff", "其中：馆员", "人数", 19.0, "19", "a.xlsx", "人员", "B4", power=1)
WHOLE = Term(Role.EXPECTED, "staff", "在职", "人数", 48.0, "48", "a.xlsx", "人员", "B3", power=-1)


def share(raw: str, value: float, expected: float, unit: str = "%") -> Finding:
    term = Term(Role.REPORTED, "staff", "其中：馆员", "占比", value, raw, "a.xlsx", "人员", "C4")
    return Finding("X09", Source.WITHIN, Level.MANDATORY, terms=(term, PART, WHOLE), expected=expected, unit=unit)


def alone(finding: Finding, *counts: Term) -> Cause | None:
    return share_alone(finding, finding.terms[:1], counts)


@pytest.mark.parametrize(
    ("raw", "value", "expected", "suggested"),
    [
        ("36.9%", 0.369, 19 / 48, 0.396),
        ("36%", 0.36, 19 / 48, 0.4),
        ("36.90%", 0.369, 19 / 48, 0.3958),
        ("0.36", 0.36, 19 / 48, 0.4),
        ("0.369", 0.369, 19 / 48, 0.396),
        ("36", 0.36, 19 / 48, 0.4),  # without its sign
        ("36％", 0.36, 19 / 48, 0.4),
        ("0", 0.0, 19 / 48, 0.4),
        ("12.5%", 0.125, 0.1245, 0.125),  # a half is rounded up
        ("12%", 0.12, 0.125, 0.13),
    ],
)
def test_a_share_is_worked_out_to_the_digits_that_were_printed(
    raw: str, value: float, expected: float, suggested: float
) -> None:
    finding = share(raw, value, expected)
    cause = alone(finding, PART, WHOLE)
    assert cause is not None
    assert cause.changes == (Change(finding.first, suggested),)
    assert cause.alternatives == ((Change(PART, None),), (Change(WHOLE, None),))
    assert (cause.kind, cause.explains, cause.certain) == ("share", (finding.id,), False)


def test_what_is_not_open_is_no_way_out() -> None:
    finding = share("36.9%", 0.369, 19 / 48)
    cause = share_alone(finding, (), (PART,))
    assert cause is not None
    assert (cause.changes, cause.alternatives) == ((Change(PART, None),), ())
    assert share_alone(finding, (), ()) is None
    nowhere = Term(Role.EXPECTED, "staff", "在职", "人数")
    assert unknown((PART, nowhere, WHOLE)) == ((Change(PART, None),), (Change(WHOLE, None),))


@pytest.mark.parametrize(
    ("raw", "value", "whole", "suggested"),
    [
        ("39.6%", 0.396, 48.0, 19.0),
        ("40%", 0.40, 48.0, 19.0),
        ("40%", 0.40, 480.0, None),  # several are so near
        ("36.9%", 0.369, 48.0, None),  # none is
        ("396%", 3.96, 48.0, None),
        ("100%", 1.0, 48.0, 48.0),
        ("39.6%", 0.396, None, None),
        ("39.6%", 0.396, 0.0, None),
    ],
)
def test_a_part_above_its_whole_is_what_the_printed_share_gives_where_that_is_one_number(
    raw: str, value: float, whole: float | None, suggested: float | None
) -> None:
    of = Term(Role.EXPECTED, "staff", "在职", "人数", whole, "", "a.xlsx", "人员", "B3", power=-1)
    finding = share(raw, value, 1.9)
    for counts in ((PART, of), (of, PART)):
        cause = alone(finding, *counts)
        assert cause is not None
        assert cause.changes == (Change(PART, suggested),)
        assert cause.alternatives == ((Change(of, None),),)
    only = alone(finding, of)
    assert only is not None
    assert only.changes == (Change(of, None),)
    none = alone(finding)
    assert none is not None
    assert none.changes[0].term.role is Role.REPORTED
