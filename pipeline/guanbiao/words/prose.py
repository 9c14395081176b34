"""What figures of the report's text are held against, in words."""

from guanbiao.forms.prose import Average, Change, Share, Stated
from guanbiao.model.claims import Claim
from guanbiao.model.findings import Term
from guanbiao.words.findings import Phrases, place_of
from guanbiao.words.relations import sum_said

BY = {Share: "÷", Change: "－"}
RELATIVE = "（{gap}）÷{before}"
AVERAGE = "{over}÷{days} 天"
LISTED = "前面列出的 {count} 个名称"
ELSEWHERE = "第 {paragraph} 段“{quote}”"


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


def entry_said(phrases: Phrases, term: Term, name: str) -> str:
    """The cell of an entry of a list."""
    return f"{phrases.table(term.form)}“{place_of(name or term.row, term.column)}”"


def names_said(count: int) -> str:
    """Names that are listed before a figure."""
    return LISTED.format(count=count)


def other_said(claim: Claim) -> str:
    """Another sentence of the text."""
    return ELSEWHERE.format(paragraph=claim.paragraph, quote=claim.quote)
