"""The chapter from a report, its official pages and drafted prose: what stands in it, in the report's order.

    业务统计分析             prose that stands before any section
      1、综合统计分析        its prose, then its forms, each with its charts
      2、图书流通统计 …
    宣传报道, 附录           the forms that stand in other parts of the annual report

Drafted prose comes as headings and paragraphs in order. A heading that is the name of a section begins it; any other
before the first of these belongs to the first section. A form stands behind the prose of its section, or
behind the paragraph that is about it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from guanbiao.chapter.disputed import disputed
from guanbiao.chapter.drafts import Block, Chapter, Charts, Drawing, Heading, Prose, Sheet
from guanbiao.chapter.drawn import drawings
from guanbiao.chapter.sheets import sheet_of
from guanbiao.forms.catalogue import Form
from guanbiao.pages.layout import sheet_name
from guanbiao.pages.page import Page
from guanbiao.prose.drafted import Drafted
from guanbiao.report.report import Report
from guanbiao.text.labels import fold
from guanbiao.text.years import unnumbered
from guanbiao.words import chapter as words

_DEEPEST = len(words.HEADINGS)
_BELOW_SECTIONS = 3  # the level of the first headings within a section


def chapter_of(report: Report, pages: Sequence[Page], drafted: Sequence[Drafted] = ()) -> Chapter:
    """The chapter of a report's year; `pages` hold its official ones."""
    sections: dict[str, list[Form]] = defaultdict(list)
    for form in report.catalogue.forms:
        sections[form.section].append(form)
    due = disputed(report)
    official = {page.name: page for page in pages}
    sheets = {
        form.id: sheet_of(form, official[sheet_name(form)], due, filed=form.id in report.counted)
        for form in report.catalogue.forms
    }
    drawn = drawings(report)
    shown: dict[str, tuple[Block, ...]] = {
        name: (sheet, *_charts(sheet, drawn.get(name, ()))) for name, sheet in sheets.items()
    }
    blocks = tuple(_blocks(sections, _by_section(drafted, sections), shown))
    count = sum(cell.disputed for sheet in sheets.values() for cell in sheet.cells)
    owed = [form.name for form in report.owed]
    fields = words.chapter_fields(year=report.year, library=report.catalogue.library, disputed=count, owed=owed)
    return Chapter(words.CHAPTER_FILE, fields, blocks, report.catalogue.templates)


def _charts(sheet: Sheet, drawn: tuple[Drawing, ...]) -> Iterator[Charts]:
    """The charts of a form, if it has any, with notes on what they do not show."""
    if drawn:
        yield Charts(drawn, words.chart_notes(is_disputed=any(cell.disputed for cell in sheet.cells)))


def _by_section(drafted: Sequence[Drafted], sections: Collection[str]) -> dict[str, list[Drafted]]:
    """The prose of each section, by its name; what stands before all of them by that of the chapter."""
    found: dict[str, list[Drafted]] = defaultdict(list)
    names = {fold(name): name for name in (*sections, words.CHAPTER)}
    current, first = words.CHAPTER, next(iter(sections), words.CHAPTER)
    for each in drafted:
        after = first if each.heading and current == words.CHAPTER else current
        current = names.get(fold(unnumbered(each.heading)), after)
        found[current].append(each)
    return found


def _blocks(
    sections: Mapping[str, Sequence[Form]],
    prose: Mapping[str, Sequence[Drafted]],
    sheets: Mapping[str, tuple[Block, ...]],
) -> Iterator[Block]:
    part, number = words.CHAPTER, 0
    yield Heading(part, 1)
    yield from _prose(words.CHAPTER, prose.get(words.CHAPTER, ()), {})
    for name in sorted(sections, key=lambda each: _place(words.PARTS.get(each, words.CHAPTER))):
        if (own := words.PARTS.get(name, words.CHAPTER)) != part:
            part, number = own, 0
            yield Heading(part, 1)
        if name:
            number += 1
            yield Heading(words.SECTION.format(number=number, name=name), 2)
        left = {form.id: sheets[form.id] for form in sections[name]}
        yield from _prose(name, prose.get(name, ()), left)
        for blocks in left.values():
            yield from blocks


def _place(part: str) -> int:
    return (words.CHAPTER, *words.PARTS.values()).index(part)


def _prose(section: str, drafted: Sequence[Drafted], left: dict[str, tuple[Block, ...]]) -> Iterator[Block]:
    """The prose of a section with its headings, each once: but for that of the section itself; behind each paragraph
    the forms that it is about, which are then not `left`."""
    own = [each for each in drafted if fold(unnumbered(each.heading)) != fold(section)]
    least, heading = min((each.level for each in own if each.heading), default=0), ""
    for each in drafted:
        if each in own and each.heading and each.heading != heading:
            heading = each.heading
            yield Heading(heading, min(_BELOW_SECTIONS + each.level - least, _DEEPEST))
        if each.text:
            yield Prose(each.text)
        for form in each.forms:
            yield from left.pop(form, ())
