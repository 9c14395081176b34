"""How binding a rule is, and which stage a finding comes from."""

from enum import StrEnum


class Level(StrEnum):
    """How binding a rule is, the gravest first: 强制性, 核实性, 提示. Levels compare by how grave they are."""

    MANDATORY = "mandatory"
    QUERY = "query"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Its place among the levels, 0 for the gravest: what findings are ordered by."""
        return _ORDER[self]


_ORDER = {level: at for at, level in enumerate(Level)}


class Source(StrEnum):
    """Which stage a finding comes from: `kind` of findings.json."""

    WITHIN = "within"
    CROSS = "cross"
    CHECK = "check"
    INTAKE = "intake"
