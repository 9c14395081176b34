"""How figures are written in sentences: as people write them, and as the forms print them."""

from math import floor, log10

from guanbiao.model.findings import Finding, Term
from guanbiao.text.bounds import QUOTED
from guanbiao.text.personal import hidden, masked
from guanbiao.text.units import PER_CENT
from guanbiao.text.writing import is_percent

NOT_FILLED = "未填"
_LONGEST = 16  # characters of a text that a sentence quotes


def clipped(text: str, most: int = QUOTED) -> str:
    """A text as a sentence quotes it: of a long one the beginning."""
    return text if len(text) <= most else text[: most - 1] + "…"


def number(value: float | None) -> str:
    """A figure as people write it: no trailing zeros, no exponent; 未填 for none."""
    if value is None:
        return NOT_FILLED
    if float(value).is_integer():
        return f"{value:.0f}"
    digits = max(6, 2 - floor(log10(abs(value))))  # three digits of the smallest figure, too
    return f"{value:.{digits}f}".rstrip("0").rstrip(".")


def share_text(value: float | None) -> str:
    """A share in per cent, to two digits: `86.21%`."""
    return number(None) if value is None else f"{number(round(value * 100, 2))}%"


def figure_text(value: float | None, beside: Term) -> str:
    """A figure as the form prints it: in per cent where the cell that it belongs to (`beside`) was typed so."""
    if value is None or not is_percent(beside.raw, beside.value):
        return number(value)
    return f"{number(round(value * 100, 6))}%"


def is_blank(term: Term) -> bool:
    """Whether nothing was typed into the cell of a term, which counts 0 there."""
    return bool(term.cell) and not term.raw.strip() and not term.value


def typed(term: Term) -> str:
    """What a cell holds as typed, for others than its department to see: what is about persons is masked."""
    return hidden(term.raw) if term.personal else masked(term.raw)


def filed_text(term: Term) -> str:
    """A figure as it was filed and its form prints it; of a blank, that it is one; a text in quotes."""
    if term.value is None and (text := typed(term).strip()):
        return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"
    return NOT_FILLED if is_blank(term) else figure_text(term.value, term)


def figure_of(value: float | None, finding: Finding) -> str:
    """A figure of a finding as its form prints it."""
    is_share = finding.unit == PER_CENT or is_percent(finding.first.raw, finding.first.value)
    return share_text(value) if is_share else number(value)
