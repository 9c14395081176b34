"""What figures of the report's text are held against, in words."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from guanbiao.forms.prose import Average, Change, Share, Stated
from guanbiao.model.claims import Claim
from guanbiao.model.findings import Term
from guanbiao.words.claims import place_said
from guanbiao.words.figures import number
from guanbiao.words.findings import Phrases, place_of
from guanbiao.words.relations import sum_said

RELATIVE = "（{gap}）÷{before}"
AVERAGE = "{over}÷{days} 天"
LISTED = "前面列出的 {count} 个名称"
ON_DAYS = "后面列出的 {count} 个日期"
OF_SERIES = "{cell}等 {count} 条之和"
LASTED = "{period}，合 {length} {unit}"
PLUS, MINUS, OVER = "＋", "－", "÷"
ELSEWHERE = "{place}“{quote}”"


def stated_said(phrases: Phrases, stated: Stated) -> str:
    """What a slot of a sentence says, in the forms' own words."""
    match stated:
        case Share(part, whole):
            return f"{sum_said(phrases, part)}÷{sum_said(phrases, whole)}"
        case Change(now, before, relative):
            gap = f"{sum_said(phrases, now)}－{sum_said(phrases, before)}"
            return RELATIVE.format(gap=gap, before=sum_said(phrases, before)) if relative else gap
        case Average(over, days):
            return AVERAGE.format(over=sum_said(phrases, over), days=days)
    return sum_said(phrases, stated)


def entry_said(phrases: Phrases, term: Term, name: str, count: int = 1) -> str:
    """The cell of an entry of a list, or those of several of one name."""
    said = f"{phrases.table(term.form)}“{place_of(name or term.row, term.column)}”"
    return said if count == 1 else OF_SERIES.format(cell=said, count=count)


def names_said(count: int) -> str:
    """Names that are listed before a figure."""
    return LISTED.format(count=count)


def days_said(count: int) -> str:
    """Days that are listed behind a figure."""
    return ON_DAYS.format(count=count)


def worked_out_said(figures: Sequence[str], sign: str) -> str:
    """What a sentence itself gives for one of its figures, of others with their units: `75人÷87人`, `8家＋2家`."""
    return sign.join(figures)


def lasted_said(period: str, unit: str, length: float) -> str:
    """How long the time lasted that a sentence names."""
    return LASTED.format(period=period, unit=unit, length=f"{length:.4g}")


def other_said(claim: Claim) -> str:
    """Another sentence of the text."""
    return ELSEWHERE.format(place=place_said(claim.paragraph, claim.inside), quote=claim.quote)


MORE, LESS, SAME = "增加", "减少", "持平"
NOT_FILED = "〔待报〕"
IN_DISPUTE = "〔{figure}／{other} 待核〕"


def slot_text(stated: Stated, figure: float | None, other: float | None = None) -> str:
    """What a slot of a drafted sentence says: a change with its direction; both figures where the forms leave open
    which is right (`other`); a mark where a form was not filed.

    >>> from guanbiao.forms.equations import Sum
    >>> lent = Sum(())
    >>> slot_text(Change(lent, lent), -310358.0), slot_text(lent, 438711.0, 427711.0), slot_text(lent, None)
    ('减少310358', '〔438711／427711 待核〕', '〔待报〕')
    """
    if figure is None:
        return NOT_FILED
    text = _figure_text(stated, figure)
    return text if other is None else IN_DISPUTE.format(figure=text, other=_figure_text(stated, other))


def _figure_text(stated: Stated, figure: float) -> str:
    if isinstance(stated, Change):
        way = MORE if figure > 0 else LESS if figure < 0 else SAME
        return way + (_rounded(abs(figure), 1) if stated.relative else number(abs(figure)))
    match stated:
        case Share():
            return _rounded(figure, 1)
        case Average():
            return _rounded(figure, 0)
    return number(figure)


def _rounded(figure: float, digits: int) -> str:
    """A figure rounded as Excel does, half up."""
    step = Decimal(1).scaleb(-digits)
    return str(Decimal(repr(figure)).quantize(step, ROUND_HALF_UP))
