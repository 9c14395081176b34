"""Tried on the shipped forms: the drafts are written, read back, recognise their own forms and read the same figures,
and find most of what is declared to add up."""

from collections.abc import Iterator

import pytest
from guanbiao.forms.catalogue import Catalogue, Form, Grid, Register
from guanbiao.forms.libraries import titled
from guanbiao.learn.drafted import Draft
from guanbiao.learn.drafts import drafts_of
from guanbiao.learn.source import module_of
from guanbiao.learn.tried import catalogue_of
from guanbiao.recognise.recognise import recognise
from guanbiao.text.labels import squeeze
from guanbiao.text.titles import title_key

from tests.stages import Gathered, gather, reports_of

Sum = tuple[str, str, frozenset[str], frozenset[str]]  # which way, what, parts, less
GOAL = 0.8


@pytest.fixture(scope="module")
def drafts(gathered: Gathered) -> list[Draft]:
    books = {filing.book.file: filing.book for filing in gathered.filings}
    found: list[Draft] = []
    for book in books.values():
        found += drafts_of(book, len(found) + 1, "统计", "业务中心")
    return found


@pytest.fixture(scope="module")
def drafted(drafts: list[Draft], gathered: Gathered) -> tuple[Catalogue, Gathered]:
    """The drafts as a catalogue, and what it reads of the same files."""
    catalogue = catalogue_of(drafts, "鞍山市图书馆")
    return catalogue, gather(recognise(gathered.recognised.books, catalogue), catalogue)


def own(drafts: list[Draft], catalogue: Catalogue) -> Iterator[tuple[Form, Draft]]:
    """Each declared form with its draft."""
    by_title = {title_key(titled(draft.form.title, catalogue.library)): draft for draft in drafts}
    return ((form, by_title[title_key(form.title)]) for form in catalogue.forms)


def sums_of(form: Form) -> set[Sum]:
    """All that a form declares to add up."""
    found: set[Sum] = set()
    for block in form.blocks:
        for way in ("down", "across") if isinstance(block, Grid) else ():
            for adds in getattr(block, way):
                parts, less = (frozenset(map(squeeze, keys)) for keys in (adds.parts, adds.less))
                found.add((way, squeeze(adds.total), parts, less))
        for key, total in zip(block.row_keys, block.totals, strict=True) if isinstance(block, Register) else ():
            found |= {("sum", key, frozenset({squeeze(name)}), frozenset()) for name in total.sums}
            found |= {("count", key, frozenset({squeeze(total.count)}), frozenset()) for _ in total.count[:1]}
    return found


def test_every_form_has_a_draft_of_its_kind(drafts: list[Draft], catalogue: Catalogue) -> None:
    assert len(drafts) == len(catalogue.forms) == 29
    for form, draft in own(drafts, catalogue):
        assert [type(block) for block in draft.form.blocks] == [type(block) for block in form.blocks], form.id
        assert [leaf.key for block in draft.form.blocks for leaf in block.leaves] == [
            leaf.key for block in form.blocks for leaf in block.leaves
        ]
        assert draft.form.title.replace(" ", "") == (form.wording or form.title).replace(" ", "")
        named = [line.partition("：")[2] for line in form.preface if "部门" in line]
        assert draft.form.department == form.department or not named


def test_what_is_written_declares_the_draft(drafts: list[Draft]) -> None:
    declared: list[object] = []
    for draft in drafts:
        namespace: dict[str, object] = {}
        exec(compile(module_of(draft), draft.form.id, "exec"), namespace)
        declared.append(namespace["FORM"])
    assert declared == [draft.form for draft in drafts]


def test_drafts_recognise_their_forms_and_read_the_same_figures(
    drafts: list[Draft], drafted: tuple[Catalogue, Gathered], gathered: Gathered
) -> None:
    again = drafted[1]
    places = {(filing.book.file, filing.sheet.name, filing.area) for filing in again.filings}
    assert places == {(filing.book.file, filing.sheet.name, filing.area) for filing in gathered.filings}

    def figures(found: Gathered) -> set[tuple[str, str, int, int, float]]:
        cells = found.tables.cells.filter(found.tables.cells["state"] == "number").select(
            "filing", "at_row", "at_column", "value"
        )
        stands = [(each.book.file, each.sheet.name) for each in found.filings]
        return {(*stands[filing], row, column, value) for filing, row, column, value in cells.iter_rows()}

    assert len(figures(gathered)) > 900
    assert not figures(gathered) - figures(again)


def test_most_of_what_adds_up_is_found_and_nothing_false(
    drafts: list[Draft], drafted: tuple[Catalogue, Gathered], catalogue: Catalogue, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = [(sums_of(form), sums_of(draft.form)) for form, draft in own(drafts, catalogue)]
    declared, found = sum(len(there) for there, _ in pairs), sum(len(there & drafted) for there, drafted in pairs)
    more = [extra for there, drafted in pairs for extra in drafted - there]
    with capsys.disabled():
        print(f"\nlearned totals: {found} of {declared} ({found / declared:.0%}), {len(more)} besides")
    assert found >= GOAL * declared
    assert not more  # so that every finding about a sum is one that the declared form would give, too
    report = next(reports_of(drafted[1], [2020], drafted[0]))
    assert {finding.rule for finding in report.findings} & {"row_unknown", "column_unknown"} == set()
