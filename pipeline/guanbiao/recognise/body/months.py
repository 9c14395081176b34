"""Rows of months that a monthly form does not know, told together: twelve of them are one habit, not twelve mistakes.

In a form of 2020 the rows 2019年1月 … 2019年12月 are those of another year, and M1 … M12 a writing that nobody knows.
Either is one mark in place of one for each row that is there and one for each month that is not."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set

from guanbiao.forms.catalogue import MONTHS, Grid
from guanbiao.forms.rows import OF_MONTH
from guanbiao.model.filings import Axis, Mark
from guanbiao.text.labels import fold_row, other_months_year
from guanbiao.text.years import without_whole_year

_LEAST = 3  # months that are missing, and rows in their place, to be taken for a way of writing
_SHOWN = 3


def summed_months(wanted: Mapping[str, str], standing: Collection[str], year: int) -> dict[str, str]:
    """By their labels, the rows of months that are called sums of what is counted in them (1月小计), where a month has
    no other row. `wanted` are the rows of a form by their folded labels, `standing` the labels on a sheet."""
    found = defaultdict[str, list[str]](list)
    for label in standing:
        ended = (label.removesuffix(word) for word in OF_MONTH if label.endswith(word) and label != word)
        for month in {fold_row(each, year) for each in ended} & wanted.keys():
            found[month].append(label)
    free = {month: labels[0] for month, labels in found.items() if len(labels) == 1 and month not in standing}
    return {label: wanted[month] for month, label in free.items() if month in MONTHS}


def whole_years(wanted: Mapping[str, str], standing: Set[str], totals: Collection[str], year: int) -> dict[str, str]:
    """By their labels, the rows of totals that are called the whole year's (合计（1-12月）, 2020年合计, 全年), where
    the total has no other row; as `summed_months`."""
    found = defaultdict[str, set[str]](set)
    for label in standing - wanted.keys():
        bare = without_whole_year(label, year)
        own = {wanted[word] for word in (totals if not bare else (bare,)) if word in wanted and word in totals}
        for key in own if bare != label else ():
            found[key].add(label)
    taken = {wanted[label] for label in standing & wanted.keys()}
    return {min(labels): key for key, labels in found.items() if len(labels) == 1 and key not in taken}


def months_told(marks: Sequence[Mark], grid: Grid, year: int) -> list[Mark]:
    """The marks of a grid's rows for a year; of a monthly one, those about months of another year, or in a writing that
    nobody knows, as one."""
    unknown = [mark for mark in marks if mark.axis == "row" and not mark.declared and mark.label]
    if not unknown or not set(MONTHS) <= set(grid.row_keys):
        return list(marks)
    missing = {mark.label for mark in marks if mark.axis == "row" and mark.declared and not mark.times}.intersection(
        MONTHS
    )
    of_other = [mark for mark in unknown if other_months_year(mark.label, year) is not None]
    if of_other:
        months = {fold_row(mark.label, other_months_year(mark.label, year) or 0) for mark in of_other}
        return _together(marks, of_other, months & missing, "months_other")
    if len(missing) >= _LEAST and len(unknown) >= _LEAST:
        return _together(marks, unknown, missing, "months_unknown")
    return list(marks)


def _together(marks: Sequence[Mark], unknown: Sequence[Mark], missing: set[str], axis: Axis) -> list[Mark]:
    """The marks with one in place of those of unknown rows and of the months that are missing for them."""
    label = "、".join(mark.label for mark in unknown[:_SHOWN]) + ("…" if len(unknown) > _SHOWN else "")
    whole = Mark(axis, label, False, 1, unknown[0].at, says="；".join(mark.says for mark in unknown))
    left = [
        mark
        for mark in marks
        if mark not in unknown and not (mark.axis == "row" and not mark.times and mark.label in missing)
    ]
    return [*left, whole]
