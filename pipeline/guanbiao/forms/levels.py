"""How binding a rule is, and which stage a finding comes from."""

from enum import StrEnum


class Level(StrEnum):
    """How binding a rule is, the gravest first: 强制性 (must hold), 核实性 (must hold or be explained), 提示 (worth
    knowing)."""

    MANDATORY = "mandatory"
    QUERY = "query"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Its place among the levels, 0 for the gravest: what findings are ordered by."""
        return _ORDER[self]


_ORDER = {level: at for at, level in enumerate(Level)}


class Source(StrEnum):
    """Where a finding comes from: a relation within a form, one across forms, a check of cells, reading, or the annual
    report (`kind` of findings.json)."""

    WITHIN = "within"
    CROSS = "cross"
    CHECK = "check"
    INTAKE = "intake"
    PROSE = "prose"
