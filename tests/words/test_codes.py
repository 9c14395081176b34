"""The one table of codes: every sentence can be said with its own fields, and with nothing else."""

import ast
import re
import string

import pytest
from guanbiao.facts.counted import Choice
from guanbiao.forms.levels import Source
from guanbiao.model.codes import Code
from guanbiao.model.details import (
    Detail,
    OfClaim,
    OfCopies,
    OfEdits,
    OfFile,
    OfHeader,
    OfHeld,
    OfOwn,
    OfPeriod,
    OfTemplate,
    OfTitle,
    OfTwins,
    OfUnit,
    OfWriting,
)
from guanbiao.model.filings import Dated
from guanbiao.model.findings import Finding, Role, Term
from guanbiao.report.habits import one_a_habit
from guanbiao.words.codes import CODES
from guanbiao.words.findings import Phrases
from msgspec.structs import FieldInfo, fields

from schemas.catalogue import CATALOGUE
from tests.conftest import ROOT
from tests.words.manual import MANUAL, table

COMMON = {"title", "sheet", "raw", "file", "department", "year", "shown", "due", "cell", "place"}
WORDED = {
    OfFile: {"reason"},
    OfTitle: {"titles"},
    OfOwn: {"named"},
    OfPeriod: {"dated"},
    OfCopies: {"chosen"},
    OfTwins: {"table"},
    OfHeader: {"labels"},
    OfEdits: {"edits"},
    OfUnit: {"ratio"},
    OfTemplate: {"fault"},
    OfHeld: {"stated", "filed", "at"},
    OfClaim: {"where", "told", "off"},
}
ENGLISH = {"Excel", "WPS", "Numbers", "OpenDocument", "UTF", "PDF", "XML", "DOCTYPE", "MB", "xlsx", "fods"}
SPECIAL: dict[str, object] = {
    "reason": "damaged",
    "dated": Dated.FILE.value,
    "by": Choice.OFFICIAL.value,
    "form": "lending",
    "why": "unreadable",
}
MANY = {"cells", "raws"}
SPECIAL |= {"missing": ("总馆",), "extra": (("备注", "F4"),), "renamed": (("合计", "总计"),), "moved": ("少儿馆",)}
SPECIAL |= {"regrouped": ("分馆",)}
SPECIAL |= {"edits": (("D5", "87", "85"), ("D6", "", "3"))}
SPECIAL |= {"forms": ("lending", "visits"), "files": ("findings.json", "run.log")}


def sample(field: FieldInfo) -> object:
    """A value for a field of a detail, as its type wants it."""
    plain = {int: 3, float: 4127.5, str: "某处", bool: False}
    return SPECIAL.get(field.name, plain.get(field.type, {}))


def detail_of(code: Code) -> Detail:
    return code.detail(**{field.name: sample(field) for field in fields(code.detail)})


def named(sentence: str) -> set[str]:
    """The fields that a sentence names."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("code", CODES.values(), ids=list(CODES))
def test_every_sentence_names_fields_of_its_own(code: Code) -> None:
    own = {field.name for field in fields(code.detail)} | WORDED.get(code.detail, set())
    assert named(code.each) <= COMMON | own
    for sentence in (code.sentence, *code.variants.values(), *code.many.values()):
        assert named(sentence) <= COMMON | own | (MANY if sentence in code.many.values() else set()), sentence
        assert set(re.findall("[A-Za-z]+", re.sub(r"\{.*?\}", "", sentence))) <= ENGLISH


@pytest.mark.parametrize("code", CODES.values(), ids=list(CODES))
def test_every_sentence_can_be_said(code: Code) -> None:
    term = Term(Role.CELL, "lending", "累计", "合计", 87.0, "八十七", "流通.xlsx", "流通册次", "B15")
    finding = Finding(*code.identity, form="lending", row="累计", column="合计", terms=(term,), detail=detail_of(code))
    said = Phrases(CATALOGUE, 2020).message(finding)
    assert said.endswith("。")
    assert "{" not in said
    assert "None" not in said


@pytest.mark.parametrize("code", [each for each in CODES.values() if each.many], ids=lambda code: code.code)
def test_every_sentence_about_many_cells_can_be_said(code: Code) -> None:
    assert "" in code.many  # what any special case without a sentence of its own says
    details = [detail_of(code)]
    if code.detail is OfWriting:
        details = [OfWriting(why, "20") for why in code.many]
    for detail in details:
        one, other = (
            Finding(
                *code.identity,
                form="lending",
                terms=(Term(Role.CELL, "lending", "1", "合计", None, raw, "流通.xlsx", "流通册次", cell),),
                detail=detail,
            )
            for raw, cell in (("约20", "C5"), ("约30", "C9"))
        )
        (both,) = one_a_habit([one, other])
        said = Phrases(CATALOGUE, 2020).message(both)
        assert said.endswith("。")
        assert " 共 2 " in said
        assert "{" not in said
        assert "None" not in said


def test_every_code_of_the_table_is_used_by_its_name() -> None:
    used = {
        node.value
        for path in (ROOT / "pipeline" / "guanbiao").rglob("*.py")
        if path.parent.name != "words"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    notes = {code for code in CODES if code.startswith("note_")}  # by the codes that readers give: NOTES
    assert CODES.keys() - notes <= used
    assert {code.source for code in CODES.values()} == {Source.CHECK, Source.INTAKE, Source.PROSE}


def test_the_manual_lists_every_code_with_its_level_and_its_sentence() -> None:
    assert table() in MANUAL.read_text("utf-8")
