"""The charts that a catalogue declares, as the chapter draws them: with the form of whose figures they are."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from guanbiao.chapter.drafts import Drawing, Row
from guanbiao.forms.catalogue import Chart, Shape
from guanbiao.report.charts import Drawing as Declared
from guanbiao.report.report import Report
from guanbiao.words.chapter import IN_UNIT

_LEAST, _THINNEST = 2, 0.02  # slices that show more than one, and the share that the thinnest of them has


def drawings(report: Report) -> dict[str, tuple[Drawing, ...]]:
    """The charts of each form, by its id, in their order: those of figures of several forms behind the first of these;
    none of figures that nobody filed."""
    found: dict[str, list[Drawing]] = defaultdict(list)
    for each in report.drawings:
        found[_form_of(each.chart)].append(_drawn(each))
    return {form: tuple(own) for form, own in found.items()}


def _form_of(chart: Chart) -> str:
    """The form of the first figure that a chart draws."""
    return next(operand.form for each in chart.points for total in each.figures for _, operand in total.terms)


def _drawn(declared: Declared) -> Drawing:
    """A chart as Word shows it: of shares only what there is, as slices, or as bars where some would be too thin."""
    unit, shape = declared.chart.unit, declared.chart.shape
    title = IN_UNIT.format(title=declared.title, unit=unit) if unit else declared.title
    rows = [Row(each.name, tuple(figure.figure for figure in each.figures)) for each in declared.drawn]
    if shape is not Shape.SHARES:
        return Drawing(title, shape, declared.labels, tuple(rows))
    parts = list(_parts(declared.labels, rows))
    row = Row(rows[0].name, tuple(figure for _, figure in parts))
    return Drawing(title, _shape([figure for _, figure in parts]), tuple(label for label, _ in parts), (row,))


def _parts(labels: Sequence[str], rows: Sequence[Row]) -> Iterator[tuple[str, float]]:
    """The parts of a whole that are not nothing, by their labels."""
    for label, figure in zip(labels, rows[0].figures, strict=True):
        if figure:
            yield label, figure


def _shape(figures: Sequence[float]) -> Shape:
    """Whether parts can be told apart as slices."""
    thinnest = _THINNEST * sum(figures)
    return Shape.SHARES if len(figures) >= _LEAST and min(figures) >= max(thinnest, 0) else Shape.BARS
