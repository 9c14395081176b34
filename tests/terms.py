"""Terms of relations as they meet figures, for tests that need one without a year around it."""

from guanbiao.facts.frames import MetLine
from msgspec.structs import replace

TERM = MetLine(
    relation=0,
    period=2020,
    side=0,
    order=0,
    factor=1,
    power=0,
    form="lending",
    row="累计",
    column="合计",
    measure="",
    back=0,
    label="累计",
    filing=0,
    at_row=1,
    at_column=1,
    figure=1.0,
    state="number",
    raw="1",
    unit="册次",
    is_total=True,
    merged=None,
    of_nothing=False,
)


def term(**given: object) -> MetLine:
    """A term that met the figure 1 in the second row and column of the first filing, with some of it changed."""
    return replace(TERM, **given)
