"""Figures that can be right nowhere, whatever others say."""

from collections.abc import Callable

from guanbiao.facts.frames import TermLine
from guanbiao.forms.catalogue import Catalogue
from guanbiao.forms.columns import Kind


def must_not_be_negative(catalogue: Catalogue) -> Callable[[TermLine], bool]:
    """Whether a figure stands in a column whose figures are never below 0, as its form declares."""
    unsigned = {
        (form.id, leaf.key)
        for form in catalogue.forms
        for block in form.blocks
        for leaf in block.leaves
        if leaf.column.kind is Kind.NUMBER and not leaf.column.signed
    }
    return lambda line: (line.form, line.column) in unsigned


def may_be_negative(catalogue: Catalogue) -> Callable[[TermLine], bool]:
    """Whether a figure stands in a column of changes, which its form declares to be below 0 at times."""
    blocks = [(form.id, block) for form in catalogue.forms for block in form.blocks]
    signed = {(form, leaf.key) for form, block in blocks for leaf in block.leaves if leaf.column.signed}
    return lambda line: (line.form, line.column) in signed
