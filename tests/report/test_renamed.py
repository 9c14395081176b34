"""What files are called, and the order in which they and their sheets lie there, tells nothing: ids, order and places
stay, and so do answers."""

import io
import random
from collections.abc import Mapping, Sequence

import polars as pl
from guanbiao.model.books import Book, FileStatus, Sheet
from guanbiao.model.findings import Finding, FindingStatus, Role, Term
from guanbiao.outputs.findings import findings_json
from guanbiao.outputs.manifest import manifest_json
from guanbiao.outputs.run_log import run_log
from guanbiao.outputs.tables import facts_parquet, relations_csv
from guanbiao.report.answers.bound import Answer, merged, weighed, with_states
from guanbiao.report.answers.empty import explained
from guanbiao.report.answers.keys import figures_key
from guanbiao.report.report import Report
from guanbiao.words.codes import CODES
from guanbiao.words.findings import Phrases
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.drawing import book, changed, sheet
from tests.small.filed import BUDGET, COMPARED, LOANS, OUTLINE, STAFF, TALKS, small_report
from tests.stages import edition, with_causes

NO_FORM = sheet("| 备忘 | |\n| 电话另附 | 3 |", "备忘")
TWIN = changed(replace(LOANS, name="抄"), (0, 0, "云溪市图书馆借阅册次统计表（2019年）"))
FILES: Mapping[str, tuple[Sheet, ...]] = {  # a year with errors, a form twice, and what is no form
    "甲": (changed(LOANS, (3, 3, 3959), (9, 2, 16)), NO_FORM, COMPARED),
    "乙": (TALKS, changed(STAFF, (3, 2, "49.6%"))),
    "丙": (OUTLINE, BUDGET, replace(NO_FORM, name="备忘2")),
    "丁": (changed(BUDGET, (3, 1, 43.5)),),
    "戊": (replace(BUDGET, name="三稿"), TWIN),
    "己": (NO_FORM,),
    "庚": (changed(NO_FORM, (1, 1, 4)),),
}
BROKEN = ("damaged", "damaged", "unreadable")


def dropped(names: Sequence[str], shuffled: random.Random) -> list[Book]:
    """The files under these names, they and their sheets in any order."""
    read = [replace(book(*sheets), sha256=f"{at:064}") for at, sheets in enumerate(FILES.values())]
    refused = [Book("", f"{at:063}f", 0.0, FileStatus.REFUSED, reason) for at, reason in enumerate(BROKEN)]
    named = [replace(each, file=name) for each, name in zip((*read, *refused), names, strict=True)]
    some = [replace(each, sheets=tuple(shuffled.sample(each.sheets, len(each.sheets)))) for each in named]
    return shuffled.sample(some, len(some))


def outputs(found: Report, names: Sequence[str]) -> list[str]:
    """What is written for programs, every file under the name that it has at first."""
    made = edition(found)
    facts = pl.read_parquet(io.BytesIO(facts_parquet(made.facts))).write_csv().encode()
    texts = (
        *(findings_json(made.found), manifest_json(found.year, made.inputs)),
        *(run_log(found, made.phrases), relations_csv(found), facts),
    )
    back = {ord(name): f"〔{at}〕" for at, name in enumerate(names)}
    return [text.decode().translate(back) for text in texts]


NAMES = [chr(0x2460 + at) for at in range(len(FILES) + len(BROKEN))]  # signs that stand nowhere else
AS_FILED = with_causes(small_report(*dropped(NAMES, random.Random(0))))
WRITTEN = outputs(AS_FILED, NAMES)


@settings(max_examples=8, deadline=None)
@given(st.permutations(NAMES), st.randoms(use_true_random=False))
def test_names_and_order_of_files_and_sheets_change_no_byte_but_the_names(
    names: list[str], shuffled: random.Random
) -> None:
    found = with_causes(small_report(*dropped(names, shuffled)))
    assert outputs(found, names) == WRITTEN


def asked(found: Report) -> list[Finding]:
    return [each for each in found.findings if each.level.value != "info"]


def answer(finding: str, of: Finding) -> Answer:
    return Answer(finding, figures_key(of), "说明", f"馆务会纪要写明原因{finding}", "李四", of.first)


def answered(found: Report, answers: Sequence[Answer]) -> Report:
    held = explained(found, Phrases(found.catalogue, found.year))
    return replace(
        found, findings=tuple(with_states(found.findings, merged(weighed(answers, found.findings, held)))[0])
    )


def test_explanations_given_before_the_files_were_renamed_count() -> None:
    given_then = [answer(each.id, each) for each in asked(AS_FILED)]
    again = answered(small_report(*dropped(NAMES[::-1], random.Random(7))), given_then)
    assert len(given_then) > 8
    assert {each.status for each in asked(again)} == {FindingStatus.PENDING, FindingStatus.EXPLAINED}


def test_explanations_under_ids_that_went_by_names_of_files_count() -> None:
    of_none = [each for each in asked(AS_FILED) if each.earlier_ids]
    assert {each.rule for each in of_none} >= {"file_refused", "file_no_form"}
    issued = [answer(name, each) for each in of_none for name in each.earlier_ids]
    found = {each.id: each for each in answered(AS_FILED, issued).findings}
    assert all(found[each.id].answer.text == f"馆务会纪要写明原因{min(each.earlier_ids)}" for each in of_none)


def test_ids_of_versions_before_are_known() -> None:
    """As a slip of a version before had them, for a damaged file called 坏.xlsx, and for columns told of in form 14."""
    broken = Book("坏.xlsx", "0" * 64, 0.0, FileStatus.REFUSED, "damaged")
    (refused,) = [each for each in small_report(broken, book(*FILES["甲"])).findings if each.rule == "file_refused"]
    assert refused.id not in refused.earlier_ids
    assert refused.earlier_ids == {"F48aa0ed3a8"}


def test_of_findings_that_only_a_number_tells_apart_the_one_with_the_figures_is_meant() -> None:
    (one, *_) = asked(AS_FILED)
    other = replace(one, again=1, reported=1.0)
    found = replace(AS_FILED, findings=(one, other), causes=())
    swapped = [answer(one.id, other), answer(other.id, one)]
    texts = [each.answer.text for each in answered(found, swapped).findings]
    assert texts == [f"馆务会纪要写明原因{other.id}", f"馆务会纪要写明原因{one.id}"]


def test_of_a_question_about_cells_in_two_forms_an_answer_under_either_counts() -> None:
    one, other = (Term(Role.CELL, form, "1", "少儿外借", 3.0, "3") for form in ("lending_by_window", "visits"))
    twins = Finding(*CODES["columns_alike"].identity, form=one.form, row="1", column=one.column, terms=(one, other))
    mirrored = replace(twins, form=other.form, terms=(other, one))
    assert twins.earlier_ids == {mirrored.id}
    assert figures_key(twins) == figures_key(mirrored)
