"""Codes: what every kind of finding that is no rule's is called, and all that is fixed about it."""

from collections.abc import Mapping

from msgspec import Struct

from guanbiao.forms.levels import Level, Source
from guanbiao.model.details import Detail


class Code(Struct, frozen=True):
    """One kind of finding: its stable code, the stage that finds it, how binding it is, its sentence, and the family
    of details whose fields stand in the sentence in braces. `variants` are the sentences of special cases by their
    name: several (cells at once), blank, late, uncounted."""

    code: str
    source: Source
    level: Level
    sentence: str
    detail: type[Detail] = Detail
    variants: Mapping[str, str] = {}
    many: Mapping[str, str] = {}
    each: str = "{cell}"
    by_column: bool = False
    joined: str = ""

    @property
    def identity(self) -> tuple[str, Source, Level]:
        """The first three fields of a Finding of this kind."""
        return self.code, self.source, self.level
