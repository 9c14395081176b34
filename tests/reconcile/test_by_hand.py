"""Every relation of a small year, worked out by hand from what was typed: whatever is typed, the same verdicts."""

from collections.abc import Callable, Mapping, Sequence

from guanbiao.model.books import Sheet
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.drawing import judged
from tests.small.filed import BUDGET, COMPARED, LOANS, OUTLINE, STAFF, TALKS, small_report

MONTHS = [str(month) for month in range(1, 13)]
Judged = tuple[str, float | None, float | None]  # verdict, reported, expected
Figure = float | None  # None: it is missing, or cannot be read
TYPED: Mapping[str, Figure] = {"无": 0.0, "—": 0.0, "约10": None, "不详": None, "1,200": 1200.0, " 35 ": 35.0}
figures = st.one_of(st.integers(0, 9), st.sampled_from([*TYPED, None]))


def worth(value: object, *, blank: Figure = None) -> Figure:
    """What a cell counts in a sum."""
    if value is None:
        return blank
    return TYPED[value] if isinstance(value, str) else float(str(value))


def total(parts: Sequence[Figure]) -> Figure:
    known = [each for each in parts if each is not None]
    return sum(known) if len(known) == len(parts) else None


def verdict(
    reported: Figure, expected: Figure, holds: Callable[[float, float], bool] = lambda a, b: abs(a - b) < 1e-6
) -> Judged:
    if reported is None or expected is None:
        return "unverifiable", reported, expected
    return ("holds" if holds(reported, expected) else "broken"), reported, expected


@st.composite
def years(draw: DrawFn) -> dict[str, Sequence[Sequence[object]]]:
    """The cells of each form's figures, typed at random; totals are figures or cannot be read."""
    totals = st.one_of(st.integers(0, 30), st.just("约10"))
    return {
        "loans": [[draw(figures), draw(figures), draw(totals)] for _ in MONTHS] + [[draw(totals) for _ in range(3)]],
        "compared": [[draw(st.one_of(st.integers(0, 30), st.just("约10"))) for _ in range(3)] for _ in range(3)],
        "talks": [[draw(st.sampled_from(("报告厅", "线上", "线上直播"))), draw(st.integers(0, 9))] for _ in range(draw(st.integers(1, 4)))],
        "counts": [[draw(totals), draw(totals)]],
        "outline": [[draw(st.integers(0, 30)), draw(st.integers(0, 30)), draw(st.integers(0, 5)), draw(st.integers(0, 20))]],
        "staff": [[draw(st.integers(0, 9))] for _ in range(3)] + [[draw(st.sampled_from((None, "50%", "33%", 0.5)))]],
        "budget": [[draw(st.one_of(st.integers(0, 9), st.sampled_from((0.5, None, "约10"))))] for _ in range(2)] + [[draw(st.integers(0, 9))]],
    }  # fmt: skip


def sheets(cells: Mapping[str, Sequence[Sequence[object]]]) -> list[Sheet]:
    """The forms with these cells in them."""
    (here, away, held, came), *_ = cells["outline"]
    people, share = [each for (each,) in cells["staff"][:3]], cells["staff"][3][0]
    rows = {
        "借阅": [*LOANS.rows[:2], *([name, *own] for name, own in zip([*MONTHS, "全年"], cells["loans"], strict=True))],
        "对照": [*COMPARED.rows[:3], *([name, *own] for name, own in zip(("总馆", "少儿馆", "合计"), cells["compared"], strict=True))],
        "讲座": [
            *TALKS.rows[:2],
            *([at, f"{at}月11日", f"题{at}", where, count] for at, (where, count) in enumerate(cells["talks"], 1)),
            ["合计", cells["counts"][0][0], None, None, cells["counts"][0][1]],
        ],
        "概况": [*OUTLINE.rows[:2], ["借阅册次", "总馆", f"{here}册次", "讲座", None, f"{held}场 {came}人次"], [None, "少儿馆", f"{away}册次", "阅览座席", None, "860个"], ["持证读者", None, "21730人"]],
        "人员": [*STAFF.rows[:2], ["在职", people[0]], ["其中：馆员", people[1], share], ["其中：本科", people[2]]],
        "经费": [*BUDGET.rows[:3], *([name, *own] for name, own in zip(("图书", "报刊", "总计"), cells["budget"], strict=True))],
    }  # fmt: skip
    return [Sheet(name, own) for name, own in rows.items()]  # type: ignore[arg-type]


def by_hand(cells: Mapping[str, Sequence[Sequence[object]]]) -> dict[tuple[str, str, str], Judged]:
    """What every relation comes to."""
    found: dict[tuple[str, str, str], Judged] = {}
    loans = [[worth(own[0], blank=0.0), worth(own[1], blank=0.0), worth(own[2])] for own in cells["loans"]]
    for at, column in enumerate(("总馆", "少儿馆", "合计")):
        found["01.全年", "全年", column] = verdict(loans[12][at], total([own[at] for own in loans[:12]]))
    for name, own in zip([*MONTHS, "全年"], loans, strict=True):
        found["01.合计", name, "合计"] = verdict(own[2], total(own[:2]))
    compared = [[worth(value) for value in own] for own in cells["compared"]]
    for at, column in enumerate(("借阅册次/2019年", "借阅册次/2020年", "2020年比2019年")):
        found["02.合计", "合计", column] = verdict(compared[2][at], total([own[at] for own in compared[:2]]))
    for name, (before, now, more) in zip(("总馆", "少儿馆", "合计"), compared, strict=True):
        step = None if before is None or now is None else now - before
        found["02.2020年比2019年", name, "2020年比2019年"] = verdict(more, step)
    talks = [(where, worth(count)) for where, count in cells["talks"]]
    count, came = (worth(value) for value in cells["counts"][0])
    found["03.合计.时间", "合计", "时间"] = verdict(count, float(len(talks)))
    found["03.合计.人次", "合计", "人次"] = verdict(came, total([each for _, each in talks]))
    here, away, held, people_came = (worth(value) for value in cells["outline"][0])
    found["X01", "总馆", "借阅册次/2020年"] = verdict(compared[0][1], loans[12][0])
    found["X02", "少儿馆", "借阅册次/2020年"] = verdict(compared[1][1], loans[12][1])
    found["X03", "借阅册次/总馆", "完成指标"] = verdict(here, loans[12][0])
    found["X04", "借阅册次/少儿馆", "完成指标"] = verdict(away, loans[12][1])
    found["X05", "讲座", "完成指标"] = verdict(held, float(len(talks)))
    found["X06", "讲座", "完成指标"] = verdict(people_came, total([each for _, each in talks]))
    found["X07", "讲座", "完成指标"] = verdict(held, float(sum("线上" not in str(where) for where, _ in talks)))
    on_job, librarians = (worth(own[0]) for own in cells["staff"][:2])
    found["X08", "其中：馆员", "人数"] = verdict(librarians, on_job, lambda part, whole: part <= whole)
    typed = cells["staff"][3][0]
    share, unit = {None: (None, 0.0), "50%": (0.5, 0.01), "33%": (0.33, 0.01), 0.5: (0.5, 0.1)}[typed]  # type: ignore[index]
    quotient = librarians / on_job if on_job and librarians is not None else None
    found["X09", "其中：馆员", "占比"] = verdict(share, quotient, lambda a, b: abs(round(a - b, 6)) <= unit / 2 + 1e-6)
    paid = [worth(own[0]) for own in cells["budget"]]
    if cells["budget"][:2] == [[None], [None]] and paid[2] == 0:
        paid[2] = None  # a 0 below blanks alone is what a formula shows: nothing was given
    found["06.总计", "总计", "经费"] = verdict(paid[2], total(paid[:2]))
    return found


NOTHING_PAID = {"budget": [[None], [None], [0]]}


@given(st.one_of(years(), years().map(lambda cells: {**cells, **NOTHING_PAID})))
@settings(max_examples=10, phases=[Phase.generate])
def test_whatever_is_typed_every_relation_is_judged_as_by_hand(cells: Mapping[str, Sequence[Sequence[object]]]) -> None:
    done = judged(small_report(*sheets(cells)))
    read = {
        place: (line["verdict"], *(float(line[side]) if line[side] else None for side in ("reported", "expected")))
        for place, (line, *_) in done.items()
        if place[0] not in ("X10", "X11")  # of the year before, which nobody filed
    }
    wanted = {
        place: (said, *(None if figure is None else round(figure, 6) for figure in sides))
        for place, (said, *sides) in by_hand(cells).items()
    }
    assert read == wanted
