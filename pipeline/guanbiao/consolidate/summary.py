"""What 汇总报告.html is made from, by the names that its template (outputs/templates/summary.html) knows it by."""

from msgspec import Struct


class Bar(Struct, frozen=True):
    """A library's figure of an indicator; `width` in per cent of the largest, `before` what it was, `far` how it stands
    apart."""

    rank: int
    library: str
    text: str
    width: float
    before: str
    far: str


class Figure(Struct, frozen=True):
    """An indicator: the sum, the sum of the year before, the change, how many libraries state it, who does not, what is
    usual, and the libraries by rank: those that are drawn, and how many more there are."""

    name: str
    total: str
    before: str
    change: str
    count: int
    missing: str
    median: str
    bars: tuple[Bar, ...]
    more: int


class Owing(Struct, frozen=True):
    """A library that owes forms: how many, and which by department."""

    library: str
    count: int
    owed: tuple[tuple[str, str], ...]


class Filed(Struct, frozen=True):
    """How it stands with a library: what it filed, owes and has to answer, and where its report is."""

    library: str
    link: str
    filed: int
    owed: int
    mandatory: int
    query: int
    info: int
    light: str


class Summary(Struct, frozen=True):
    """The whole page. `apart` is what stands apart, as indicator, library and sentence."""

    title: str
    verdict: str
    is_whole: bool
    figures: tuple[Figure, ...]
    apart: tuple[tuple[str, str, str], ...]
    owing: tuple[Owing, ...]
    libraries: tuple[Filed, ...]
    more: str
    years: tuple[str, str]
