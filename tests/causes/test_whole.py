"""Nobody is told to write a fraction of a person, a volume or a session."""

from guanbiao.facts.whole import must_be_whole
from guanbiao.report.report import Report
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.drawing import changed
from tests.planting import facts
from tests.small.catalogue import SMALL
from tests.small.filed import COMPARED, LOANS, OUTLINE, TALKS, year_with
from tests.stages import with_causes

FIGURES = st.one_of(
    st.integers(0, 60_000), st.floats(0, 60_000).map(lambda value: round(value, 3)), st.sampled_from([0.5, 3120.5])
)
IS_COUNTED = must_be_whole(SMALL)
SHEETS = {
    "借阅": (LOANS, range(2, 15), (1, 2, 3)),
    "对照": (COMPARED, (3, 4, 5), (1, 2, 3)),
    "讲座": (TALKS, range(2, 8), (4,)),
}
PLACES = [(name, row, column) for name, (_, rows, columns) in SHEETS.items() for row in rows for column in columns]


def advised(done: Report) -> list[float]:
    """Every figure that somebody is told to write in the place of one that is counted."""
    counted = {(line.filing, line.at_row, line.at_column) for line in facts(done) if IS_COUNTED(line)}
    assert counted
    ways = [way for cause in done.causes for way in (cause.changes, *cause.alternatives)]
    return [
        each.suggested
        for way in ways
        for each in way
        if each.suggested is not None and each.term.form in ("loans", "loans_compared", "talks", "outline")
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example([(("借阅", 5, 1), 3120.5)])
@given(st.lists(st.tuples(st.sampled_from(PLACES), FIGURES), min_size=1, max_size=4))
def test_no_cause_advises_a_fraction_of_what_is_counted(planted: list[tuple[tuple[str, int, int], float]]) -> None:
    wrong = [
        changed(base, *((row, column, figure) for (own, row, column), figure in planted if own == name))
        for name, (base, _, _) in SHEETS.items()
    ]
    assert not [value for value in advised(with_causes(year_with(*wrong))) if not float(value).is_integer()]


def test_a_share_of_a_cell_that_is_wrong_elsewhere_is_advised_in_whole_figures_alone() -> None:
    done = with_causes(year_with(changed(OUTLINE, (2, 2, "38944.5册次")), changed(LOANS, (5, 2, 128.8))))
    said = advised(done)
    assert said
    assert not [value for value in said if not float(value).is_integer()]
