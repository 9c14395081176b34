"""From a workbook to modules in a catalogue's folder, and the lines that tell of it."""

from collections.abc import Sequence
from pathlib import Path

from guanbiao.forms.catalogue import Catalogue
from guanbiao.forms.libraries import titled
from guanbiao.forms.rules import adding_rules
from guanbiao.learn.drafted import Draft
from guanbiao.learn.drafts import drafts_of, renumbered
from guanbiao.learn.folder import NotWritten, add_to, first_number, is_ours, write_new
from guanbiao.learn.source import module_of
from guanbiao.learn.starting import files_of, units_text
from guanbiao.learn.tried import Tried, tried
from guanbiao.model.books import Book
from guanbiao.text.titles import title_key
from guanbiao.text.years import for_year
from guanbiao.words import learn as words


def learn(book: Book, folder: Path, library: str, catalogue: Catalogue) -> tuple[list[str], bool]:
    """Draft the forms of a workbook into a folder: one that is made, or one whose `catalogue` is added to. What to
    tell, and whether anything was drafted. Raises NotWritten."""
    is_there = folder.exists()
    if is_there and not is_ours(folder):
        raise NotWritten(words.NO_ROOM.format(folder=folder))
    first = first_number(folder, catalogue) if is_there else 1
    titles = [title for form in catalogue.forms for title in (form.title, form.wording)] if is_there else []
    drafts = drafts_of(book, first, words.SECTION, words.DEPARTMENT)
    drafts = _unlike(drafts, frozenset(map(title_key, titles)), catalogue.library, first)
    if not drafts:
        return [words.NOTHING_LEARNED.format(file=book.file)], False
    own = catalogue.library if is_there else library or next((each.library for each in drafts if each.library), "")
    lessons = tried(drafts, book, own or words.LIBRARY)
    told = _written(folder, lessons, own or words.LIBRARY, catalogue if is_there else None)
    path = folder / "forms"
    lines = [_line(each, path / f"{each.draft.form.id}.py") for each in lessons]
    return [*lines, *told, words.LEARNED_ALL.format(count=len(lessons), folder=folder)], True


def _unlike(drafts: Sequence[Draft], known: frozenset[str], library: str, first: int) -> list[Draft]:
    """The drafts of forms whose titles no catalogue declares yet, numbered from `first` on."""
    keys = [{title_key(each.form.title), title_key(titled(each.form.title, library))} for each in drafts]
    new = [each for each, own in zip(drafts, keys, strict=True) if known.isdisjoint(own)]
    return [renumbered(each, number) for number, each in enumerate(new, first)]


def _written(folder: Path, lessons: Sequence[Tried], library: str, catalogue: Catalogue | None) -> list[str]:
    """Write the drafts; what to tell besides. Raises NotWritten."""
    modules = {each.draft.form.id: module_of(each.draft) for each in lessons}
    departments = list(dict.fromkeys(each.draft.form.department for each in lessons))
    units = list(dict.fromkeys(unit for each in lessons for unit in each.draft.units))
    if catalogue is None:
        write_new(folder, files_of(library, str(folder), modules, departments, units))
        return []
    known = {each.name for each in catalogue.departments}
    told = add_to(folder, modules, [each for each in departments if each not in known])
    units = [unit for unit in units if unit not in catalogue.vocabulary.units]
    return [*told, *([words.UNITS_TO_ADD.format(units=units_text(units))] if units else [])]


def _line(lesson: Tried, path: Path) -> str:
    """What is told of a draft: its title, where it stands, its sums, what is to be decided, how its trial went."""
    draft = lesson.draft
    tried_so = words.TRIED_WITH.format(count=lesson.said) if lesson.said else words.TRIED_WELL
    parts = [words.SUMS.format(count=len(adding_rules(draft.form)))]
    parts += [words.TO_DECIDE.format(count=len(draft.doubts))] if draft.doubts else []
    parts.append(tried_so if lesson.known else words.TRIED_NOT)
    title = titled(draft.form.title, draft.library) if draft.library else draft.form.title
    title = for_year(title, draft.year) if draft.year else title
    return words.LEARNED.format(title=title, path=path, said="，".join(parts))
