"""Titles of forms as they are compared, and the reporting year that one states."""

import re
from functools import lru_cache

from guanbiao.text.labels import fold
from guanbiao.text.years import unnumbered, without_years, year_offsets, years_in

_PUNCTUATION = re.compile(r"[()\[\]{}【】《》〈〉“”\"'‘’:：,，、。.\-—_/]+")


@lru_cache(maxsize=65536)
def title_key(text: str) -> str:
    """What two wordings of one title share: no time, no punctuation, no number before it (`表3：`, `一、`), nothing of
    the typing."""
    bare = _PUNCTUATION.sub("", without_years(fold(unnumbered(text))))
    return bare.replace("年度", "年").replace("年", "")


def period_of(title: str, template: str) -> int | None:
    """The reporting year that a typed title states, or None where it states none.

    Where the title names as many years as its template, each votes for a period; a title that names
    other years than its template is taken at its latest."""
    years, offsets = years_in(title), year_offsets(template)
    if not years:
        return None
    if len(years) != len(offsets):
        return max(years)
    votes = [year - offset for year, offset in zip(years, offsets, strict=True)]
    return max(votes, key=lambda vote: (votes.count(vote), vote))
