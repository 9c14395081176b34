"""What 核对报告.html is made from: every text of it in words, every figure as it is shown, by the names that the
template (templates/report.html) knows them by."""

from msgspec import Struct


class Moved(Struct, frozen=True):
    """A cell that changed since last time."""

    table: str
    place: str
    before: str
    after: str


class Light(Struct, frozen=True):
    """How it stands with a form: a colour (`red`, `amber`, `blue`, `green`, `grey`) and the same in words."""

    name: str
    light: str
    said: str


class Line(Struct, frozen=True):
    """A problem in a line or two, as a department is told of it; `id` is that of its row in the list of problems."""

    id: str
    level: str
    light: str
    status: str
    text: str


class Department(Struct, frozen=True):
    """What a department has to file, has filed and owes, how it stands with its forms, and what it has to answer: in
    numbers (`asked`), and problem by problem."""

    name: str
    head: str
    due: int
    done: int
    owed: str
    forms: tuple[Light, ...]
    asked: str = ""
    problems: tuple[Line, ...] = ()


class Stated(Struct, frozen=True):
    """What a form states of an indicator, and whether that is another figure than the commonest."""

    table: str
    text: str
    off: bool


class Indicator(Struct, frozen=True):
    """A headline figure: what each form states of it that states any, and where they part."""

    name: str
    cells: tuple[Stated, ...]
    said: str


class Bar(Struct, frozen=True):
    """A problem with one of the largest differences; `width` is in per cent of the longest."""

    label: str
    text: str
    width: float


class Changed(Struct, frozen=True):
    """A cell that a cause would change."""

    table: str
    cell: str
    place: str
    reported: str
    suggested: str
    follows: bool


class Term(Struct, frozen=True):
    """A figure that takes part in a finding; `file` is '' where it is not to be told."""

    role: str
    table: str
    place: str
    value: str
    file: str
    sheet: str
    cell: str


class Proof(Struct, frozen=True):
    """A finding: of a cause its proof, else the problem itself. `count` is how many figures take part, of which `terms`
    are the first."""

    id: str
    status: str
    message: str
    equation: str
    terms: tuple[Term, ...]
    count: int


class Problem(Struct, frozen=True):
    """A row of the list of problems: a cause (`kind`) with the cells that it would change, the other ways that would do
    as well and its proof, or a finding without a cause. `expected` is '' where nobody can say; `departments` are asked,
    `forms` have to do with it. `status` is shown ('' for what is new), `state` what it is filtered by."""

    id: str
    level: str
    light: str
    status: str
    state: str
    departments: tuple[str, ...]
    forms: tuple[str, ...]
    table: str
    place: str
    reported: str
    expected: str
    difference: str
    kind: str
    message: str
    mends: str
    cells: tuple[Changed, ...]
    others: tuple[str, ...]
    proofs: tuple[Proof, ...]


class Dot(Struct, frozen=True):
    """A year's figure in the chart of a headline figure: where it stands, in the chart's own units, in words, and
    whether the forms of that year part."""

    x: float
    y: float
    text: str
    off: bool


class Trend(Struct, frozen=True):
    """A headline figure over the years: the last figure, by how much it is more than the year before, all figures in
    words, the lines between years that follow each other (as points of a polyline), and the first and the last year."""

    name: str
    figure: str
    unit: str
    change: str
    said: str
    lines: tuple[str, ...]
    dots: tuple[Dot, ...]
    first: str
    last: str


class Source(Struct, frozen=True):
    """A filing, or a file that holds none, with the first half of its hash."""

    file: str
    sheet: str
    table: str
    status: str
    hash: str


class HtmlPage(Struct, frozen=True):
    """The whole page, or that of one department (`department`: '' for all). `progress` is empty where nobody has
    answered anything, `changed` and `moved` where there was no last time, `trends` where one year alone is at hand; the
    names are what the list of problems can
    be filtered by."""

    title: str
    department: str
    mandatory: int
    verdict: str
    progress: str
    changed: str
    moved: tuple[Moved, ...]
    departments: tuple[Department, ...]
    indicators: tuple[Indicator, ...]
    bars: tuple[Bar, ...]
    problems: tuple[Problem, ...]
    department_names: tuple[str, ...]
    level_names: tuple[str, ...]
    status_names: tuple[str, ...]
    form_names: tuple[str, ...]
    sources: tuple[Source, ...]
    trends: tuple[Trend, ...] = ()
