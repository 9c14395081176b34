"""The official pages with sums in place of figures: what each cell comes to, from how many libraries, who is missing.

The line below a title says how many libraries its form was added up from. Only a cell that others stand behind has
a comment, which says who is missing there, and why. Figures lead to their lines in 出处 (`sources.py`)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.consolidate.entries import Entry, Listed, Lists
from guanbiao.consolidate.returns import Together
from guanbiao.consolidate.sums import Place, Summed
from guanbiao.forms.catalogue import Form, Register, text
from guanbiao.pages.filled import Filled, Held
from guanbiao.pages.layout import official_page
from guanbiao.pages.page import Declared, Page, Placed
from guanbiao.text.figures import State
from guanbiao.text.labels import squeeze
from guanbiao.words import consolidate as words
from guanbiao.words.figures import number

Cells = Mapping[tuple[str, str, str], Sequence[Summed]]  # by form and declared cell, its figures
Links = Mapping[Place, str]  # where the places of a figure are listed


class Given(Struct, frozen=True):
    """What pages are made from: the libraries, the figures by cell, where each leads to, and the entries of
    the lists."""

    together: Together
    cells: Cells
    links: Links
    lists: Lists


def by_cell(summed: Mapping[Place, Summed]) -> Cells:
    """The figures by form and cell, of a cell that states several in their order."""
    found: dict[tuple[str, str, str], list[Summed]] = defaultdict(list)
    for each in summed.values():
        found[each.cell.form, each.cell.key, each.cell.column].append(each)
    return found


def official_pages(given: Given) -> Iterator[Page]:
    """The official pages over all libraries, in the report's order."""
    for form in given.together.forms:
        yield _page(form, given)


def _page(form: Form, given: Given) -> Page:
    lists = {
        at: given.lists.get((form.id, at), Listed((), 0))
        for at, block in enumerate(form.blocks)
        if isinstance(block, Register)
    }
    shaped = _with_lines(_with_libraries(form), given.together, lists)
    entries = {at: [_entry(each, form, given.together) for each in own.shown] for at, own in lists.items()}
    page = official_page(shaped, Filled(given.together.year, None, dict(_values(form, given)), entries))
    return replace(page, cells=tuple(_finished(cell, form, given) for cell in page.cells))


def _with_libraries(form: Form) -> Form:
    """The form with a column in front of its lists that names the library of each entry."""
    return replace(form, blocks=tuple(_named(each) if isinstance(each, Register) else each for each in form.blocks))


def _named(block: Register) -> Register:
    return replace(block, columns=(text(_column(block)), *block.columns))


def _column(block: Register) -> str:
    """What the column of libraries is called: no other is called so."""
    taken = {leaf.key for leaf in block.leaves}
    return words.LIBRARY_ELSE if squeeze(words.LIBRARY) in taken else words.LIBRARY


def _with_lines(form: Form, together: Together, lists: Mapping[int, Listed]) -> Form:
    """The form with the lines that say from how many libraries it was added up, and without signatures."""
    said = [_added_up(form, together)]
    said += [
        words.LISTED_FIRST.format(count=own.count, shown=len(own.shown))
        for own in lists.values()
        if own.count > len(own.shown)
    ]
    return replace(form, preface=(*form.preface, *said), signatures=())


def _added_up(form: Form, together: Together) -> str:
    filers = together.filers[form.id]
    if not filers:
        return words.NOBODY
    missing = together.named([at for at in range(len(together.names)) if at not in filers])
    count = words.SUM_OF.format(count=len(filers))
    others = words.NOT_FILED.format(count=len(missing), names=words.named(missing)) if missing else words.ALL_FILED
    return count + others + words.NO_COMMENT.format(count=len(filers))


def _entry(entry: Entry, form: Form, together: Together) -> dict[str, Held]:
    """An entry as its page holds it, its library in front."""
    kinds = {leaf.key: leaf.column.kind.value for block in form.blocks for leaf in block.leaves}
    typed = {key: Held(raw, State.NUMBER.value, kinds.get(key, ""), seq=0) for key, raw in entry.typed.items()}
    register = next(block for block in form.blocks if isinstance(block, Register))
    return {_column(register): Held(together.names[entry.library], "text", "text", seq=0), **typed}


def _values(form: Form, given: Given) -> Iterator[tuple[tuple[int, str, str], Held]]:
    """What each cell that stands alone holds."""
    for (row, column), _ in form.figures.items():
        own = given.cells[form.id, row, column]
        block = own[0].cell.block
        yield (
            (block, row, column),
            Held(_shown(own), State.NUMBER.value, "number", declared=Declared(block, row, column)),
        )


def _shown(own: Sequence[Summed]) -> str | None:
    """The figures of a cell as it shows them: what states several, each with its measure."""
    given = [each for each in own if each.value is not None]
    if len(own) == 1:
        return number(own[0].value) if given else None
    return " ".join(map(_stated, given)) or None


def _stated(each: Summed) -> str:
    """One of several figures: `226期`; of the figures of one unit, 本馆120人次."""
    unit, measure = each.cell.unit, each.cell.measure
    if measure in ("", unit):
        return words.MEASURE_NAMED.format(measure="", value=number(each.value), unit=unit)
    if unit:
        return words.MEASURE_NAMED.format(measure=measure, value=number(each.value), unit=unit)
    *names, last = measure.split("/")
    return words.MEASURE_NAMED.format(measure="".join(names), value=number(each.value), unit=last)


def _finished(cell: Placed, form: Form, given: Given) -> Placed:
    """A cell with its comment, its colour and where it leads to."""
    if cell.declared is None:
        return cell
    own = given.cells[form.id, cell.declared.row, cell.declared.column]
    comment, fewer = comment_of(own, form, given.together)
    value, style = cell.value, cell.style
    if own[0].of is not None:
        value, style = own[0].value, f"{style} percent_2"
    link = given.links.get(own[0].place, "") if value is not None else ""
    if isinstance(value, str):  # a text that leads somewhere does not wrap everywhere
        comment, link = comment + _where(link), ""
    style = f"{style} info" if fewer else style
    return replace(cell, value=value, style=style, comment=comment, link=link)


def _where(link: str) -> str:
    """Where the places of a figure are listed, in words; '' where they are not."""
    return words.LISTED_AT.format(row=link.rpartition("!A")[2]) if link else ""


def comment_of(own: Sequence[Summed], form: Form, together: Together) -> tuple[str, bool]:
    """What is said of a cell where not all stand behind it that filed the form, or it is no plain sum; and whether
    somebody who filed the form is missing."""
    said: list[str] = []
    filers = together.filers[form.id]
    one = own[0]
    if one.of is not None:
        first, second = number(one.of.first), number(one.of.second)
        said.append(words.WORKED_OUT.format(first=first, second=second, count=len(one.behind)))
    elif one.left_out:
        said.append(words.NOT_ADDED)
    fewest = min(own, key=lambda each: len(each.behind))
    blank = sorted({at for each in own for at in each.blank})
    unread = sorted({at for each in own for at in each.unread})
    if fewer := bool(blank or unread):
        said.append(words.BEHIND.format(count=len(fewest.behind)))
        said += [words.LEFT_BLANK.format(names=words.named(together.named(blank)))] if blank else []
        said += [words.UNREAD.format(names=words.named(together.named(unread)))] if unread else []
        owing = [at for at in range(len(together.names)) if at not in filers]
        said += [words.FILED_NOT.format(names=words.named(together.named(owing)))] if owing else []
    return "".join(said), fewer
