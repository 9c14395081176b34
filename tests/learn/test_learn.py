"""Forms of other libraries, drawn as text: what is drafted of them imports, recognises the file that it came from, and
finds nothing wrong with it."""

from pathlib import Path

import pytest
from guanbiao.catalogues import load_catalogue
from guanbiao.cli import main
from guanbiao.forms.catalogue import Grid, Kind, Register
from guanbiao.learn.drafted import Draft
from guanbiao.learn.drafts import drafts_of
from guanbiao.learn.evidence import Claim, totals_of
from guanbiao.learn.folder import NotWritten, write_new
from guanbiao.learn.lesson import learn
from guanbiao.learn.source import module_of
from guanbiao.learn.starting import with_departments, with_forms
from guanbiao.learn.tried import tried
from guanbiao.model.books import Book, FileStatus, Sheet
from guanbiao.processes.helper import here
from guanbiao.text.cells import Value
from guanbiao.words import learn as words
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.conftest import ROOT
from tests.drawing import book, changed, sheet
from tests.learn import foreign

SAID_ANYWAY = {  # what is true of these files whatever is declared
    "2022年经费收支情况表": 1,  # its title stands in the name of the sheet alone
    "效能": 1,  # a row of column numbers
    "工作量": 1,  # no year in its title
    "推广": 1,  # subtotals of groups, which no list can declare
}


def drafted(*sheets: Sheet) -> list[Draft]:
    """The drafts of the forms on some sheets."""
    return drafts_of(book(*sheets), 1, words.SECTION, words.DEPARTMENT)


def declared(draft: Draft) -> object:
    """What the module of a draft declares as FORM."""
    namespace: dict[str, object] = {}
    exec(compile(module_of(draft), draft.form.id, "exec"), namespace)
    return namespace["FORM"]


def sums(sheet: Sheet) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """What the first form on a sheet is drafted to add up in its grids: by total its parts, and what is taken away."""
    blocks = [block for block in drafted(sheet)[0].form.blocks if isinstance(block, Grid)]
    return {adds.total: (adds.parts, adds.less) for block in blocks for adds in (*block.down, *block.across)}


@pytest.mark.parametrize("drawn", foreign.FINE, ids=lambda drawn: drawn.name)
def test_drafts_import_recognise_their_file_and_find_nothing(drawn: Sheet) -> None:
    drafts = drafted(drawn)
    assert len(drafts) == (2 if drawn is foreign.TWO else 1)
    assert [declared(draft) for draft in drafts] == [draft.form for draft in drafts]
    library = drafts[0].library or words.LIBRARY
    for lesson in tried(drafts, book(drawn, file=f"{drawn.name}.xlsx"), library):
        assert (lesson.known, lesson.said) == (True, SAID_ANYWAY.get(drawn.name, 0)), lesson.draft.doubts


def test_sums_are_found_down_across_under_groups_and_as_balances() -> None:
    assert sums(foreign.MONTHLY) == {
        "全年合计": (tuple(f"{month}月" for month in range(1, 13)), ()),
        "合计": (("外借/成人", "外借/少儿", "阅览/成人", "阅览/少儿"), ()),
    }
    deep = sums(foreign.DEEP)
    assert deep["年末藏量"] == (("年初藏量", "本年新增"), ("本年注销",))
    assert deep["纸质文献/图书/小计"] == (("纸质文献/图书/中文", "纸质文献/图书/外文"), ())
    assert set(deep["总计"][0]) == {
        *("纸质文献/图书/中文", "纸质文献/图书/外文", "纸质文献/报刊", "电子文献/电子书", "电子文献/音像")
    }
    assert sums(foreign.WINDOWS)["合计/册次"] == (("成人外借/册次", "少儿外借/册次", "自助机/册次"), ())
    assert sums(foreign.COMPARED) == {"增减数": (("{year}年",), ("{year-1}年",))}
    assert sums(foreign.UNTITLED)["结余"] == (("预算数",), ("支出数",))
    assert sums(foreign.YEARS) == {"总藏量（册）": (("其中/纸质（册）", "其中/电子（册）"), ())}
    assert sums(foreign.CHANGED)["同比增减/册次"] == (("{year}年/册次",), ("{year-1}年/册次",))
    assert sums(foreign.SUBTOTALS)["少儿部/小计"] == (("少儿部/业务", "少儿部/安全"), ())
    assert sums(foreign.ACROSS)["合计"][0][0] == "1月"


def test_a_total_on_top_of_a_list_adds_up_the_entries_below_it() -> None:
    title, head, *entries, total, foot = foreign.LIST.rows
    drawn = replace(foreign.LIST, rows=[title, head, total, *entries, foot])
    (draft,) = drafted(drawn)
    assert draft.form.blocks == drafted(foreign.LIST)[0].form.blocks
    assert [(each.known, each.said) for each in tried([draft], book(drawn), draft.library)] == [(True, 0)]


def test_forms_side_by_side_are_forms_of_their_own() -> None:
    drawn = sheet(
        """
        | 2021年外借统计表 | | | | 2021年阅览统计表 | | |
        | 月份 | 成人 | 少儿 | | 月份 | 成人 | 少儿 |
        | 1月 | 301 | 112 | | 1月 | 511 | 322 |
        | 2月 | 287 | 98 | | 2月 | 433 | 301 |
        | 3月 | 355 | 154 | | 3月 | 602 | 410 |
        | 合计 | 943 | 364 | | 合计 | 1546 | 1033 |
        """
    )
    drafts = drafted(drawn)
    assert [each.form.title for each in drafts] == ["{year}年外借统计表", "{year}年阅览统计表"]
    assert [(each.known, each.said) for each in tried(drafts, book(drawn), words.LIBRARY)] == [(True, 0)] * 2
    for draft in drafts:
        (block,) = draft.form.blocks
        assert isinstance(block, Grid)
        assert [(adds.total, adds.parts) for adds in block.down] == [("合计", ("1月", "2月", "3月"))]


def test_formulas_go_before_figures() -> None:
    found = sums(foreign.FORMULAS)
    assert found["小计"] == (("知网", "超星", "万方"), ())
    assert found["全年"] == (("上半年", "下半年"), ())
    assert found["环比增长"] == (("下半年",), ("上半年",))


def test_titles_units_departments_and_kinds_of_columns_are_told() -> None:
    (monthly,) = drafted(foreign.MONTHLY)
    form = monthly.form
    assert (form.title, form.department, form.unit) == ("{library}{year}年读者接待情况统计表", "借阅部", "人次")
    assert (monthly.library, monthly.year, form.signatures) == (
        "台安县图书馆",
        2022,
        ("填表人", "部门负责人", "填报日期"),
    )
    only_unit = replace(foreign.MONTHLY, rows=[foreign.MONTHLY.rows[0], ["单位：人次"], *foreign.MONTHLY.rows[2:]])
    assert (drafted(only_unit)[0].form.department, drafted(only_unit)[0].form.unit) == (words.DEPARTMENT, "人次")
    (register,) = drafted(foreign.LIST)[0].form.blocks
    assert isinstance(register, Register)
    kinds = [Kind.SERIAL, Kind.DATE, *[Kind.TEXT] * 3, Kind.NUMBER, Kind.TEXT]
    assert [leaf.column.kind for leaf in register.leaves] == kinds
    assert register.leaves[5].column.unit == "人"
    (total,) = register.totals
    assert (total.label, total.count, total.unit, total.sums) == ("合计", "活动名称", "场", ("参加人数（人）",))
    (branches,) = drafted(foreign.BRANCHES)[0].form.blocks
    marked = {leaf.key: leaf.column for leaf in branches.leaves}
    assert (marked["乡镇"].grouped, marked["联系电话"].phone, marked["联系人"].personal) == (True, True, True)
    assert not marked["建成时间"].within


def test_one_wrong_cell_hides_no_total_and_is_asked_about() -> None:
    wrong = changed(foreign.MONTHLY, (6, 5, 800), (16, 1, 3999))
    assert sums(wrong) == sums(foreign.MONTHLY)
    assert {doubt.kind for doubt in drafted(wrong)[0].doubts} == {"broken"}


def test_what_figures_do_not_show_is_asked_about_and_not_declared() -> None:
    rows: list[list[Value]] = [["1月", 5, 7, 40], ["2月", 6, 9, 33], ["3月", 8, 8, 90]]
    drawn = Sheet("甲", [["2022年统计表", None, None, None], ["月份", "甲类", "乙类", "合计"], *rows])
    (draft,) = drafted(drawn)
    assert sums(drawn) == {}
    (doubt,) = [each for each in draft.doubts if each.kind == "unshown"]
    assert (doubt.about, doubt.said, doubt.adds and doubt.adds.parts) == ("合计", ("0", "3"), ("甲类", "乙类"))
    assert '#     across: Adds("合计", ("甲类", "乙类")),' in module_of(draft)


@given(st.lists(st.lists(st.integers(0, 50), min_size=4, max_size=4), min_size=3, max_size=8))
def test_figures_that_agree_by_chance_make_no_total(lines: list[list[int]]) -> None:
    found = totals_of(lines, ("甲", "乙", "丙", "丁"))
    borne_out = [sum(_is_sum(line, each.claim) for line in lines) for each in found]
    assert min(borne_out, default=4) >= 4


def _is_sum(line: list[int], claim: Claim) -> bool:
    return line[claim.total] == sum(line[at] for at in claim.parts) - sum(line[at] for at in claim.less)


_CELL = st.none() | st.integers(-5, 10**6) | st.floats(allow_nan=False) | st.text(max_size=12)
_WORD = st.sampled_from(
    ["合计", "月份", "1月", "2020年统计表", "序号", "其中", "12人", "3%", "", " ", "注：", "#REF!", "{year}"]
)


@example([["00\x00"], [":", 0]], [])
@example([["表\r1/0", "名"], ["甲\x85", 0]], [])
@given(
    st.lists(st.lists(_CELL | _WORD, max_size=7), max_size=12),
    st.lists(
        st.tuples(*[st.integers(0, 6)] * 4).map(
            lambda box: (min(box[::2]), min(box[1::2]), max(box[::2]), max(box[1::2]))
        )
    ),
)
def test_whatever_stands_on_a_sheet_its_drafts_are_python(rows: list[list[object]], merges: list[object]) -> None:
    drafts = drafts_of(book(Sheet("甲", rows, merges=tuple(merges))), 1, "类", "部")  # type: ignore[arg-type]
    assert [declared(draft) for draft in drafts] == [draft.form for draft in drafts]


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    """The exit code of the program with these arguments."""
    monkeypatch.setattr("sys.argv", ["guanbiao", *map(str, arguments)])
    return main(ROOT, here)


def test_a_new_catalogue_runs_at_once_and_learns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "海城"
    assert run(monkeypatch, "new", folder, "--library", "海城市图书馆") == 0
    made = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert {"README.md", "catalogue.py", "departments.py", "rules.py", "forms/__init__.py"} < made.keys()
    inside = ("--catalogue", folder, "--inputs", folder / "inputs", "--outputs", tmp_path / "o")
    assert run(monkeypatch, *inside, "--strict") == 0
    assert "收到 1/1 张报表，没有发现问题" in capsys.readouterr().out
    assert run(monkeypatch, "new", folder) == 2
    assert "已经存在" in capsys.readouterr().err
    heads = (folder / "departments.py").read_text("utf-8").replace('("借阅部")', '("借阅部", head="王某")')
    (folder / "departments.py").write_text(heads, "utf-8")
    lines = [",".join("" if cell is None else str(cell) for cell in row) for row in foreign.LIST.rows]
    (tmp_path / "讲座.csv").write_text("\n".join(lines), "utf-8")
    assert run(monkeypatch, "learn", tmp_path / "讲座.csv", "--into", folder) == 0
    assert "试读原表：认得，没有别的提示" in capsys.readouterr().out
    assert run(monkeypatch, "learn", tmp_path / "讲座.csv", "--into", folder) == 2
    catalogue = load_catalogue(folder)
    assert [form.number for form in catalogue.forms] == [1, 2]
    assert [(each.name, each.head) for each in catalogue.departments] == [("借阅部", "王某"), (words.DEPARTMENT, "")]
    kept = {name: (folder / name).read_bytes() for name in made if name not in ("departments.py", "forms/__init__.py")}
    assert kept == {name: made[name] for name in kept}


def test_what_cannot_be_learned_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, content in (("空.xlsx", b""), ("坏.xlsx", b"PK\x03\x04 not a workbook"), ("字.csv", "你好\n".encode())):
        (tmp_path / name).write_bytes(content)
    monkeypatch.chdir(tmp_path)
    for name in ("空.xlsx", "坏.xlsx", "字.csv", "没有.xlsx", "."):
        assert run(monkeypatch, "learn", name) == 2, name
        said = capsys.readouterr()
        assert "Traceback" not in said.err + said.out
        assert (said.err + said.out).count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["空.xlsx", "坏.xlsx", "字.csv"])


def test_nothing_that_stands_there_is_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "甲"
    file.write_text("别动", "utf-8")
    for path in (file, tmp_path):
        with pytest.raises(NotWritten):
            write_new(path, {"a.py": ""})
        with pytest.raises(NotWritten):
            learn(book(foreign.LIST), path, "", CATALOGUE)
    assert file.read_text("utf-8") == "别动"
    assert [path.name for path in tmp_path.iterdir()] == ["甲"]


def test_lists_that_are_not_written_as_ours_are_left_alone() -> None:
    assert with_forms("FORMS = load()\n", ["a"]) is None
    assert with_departments("DEPARTMENTS = [\n]\n", ["a"]) is None


def test_other_units_are_declared_with_the_catalogue(tmp_path: Path) -> None:
    lines, is_done = learn(book(foreign.CARD), tmp_path / "新", "", CATALOGUE)
    assert is_done
    assert "认得" in lines[0]
    assert load_catalogue(tmp_path / "新").vocabulary.units == ("平方米",)


def test_a_file_that_was_refused_teaches_nothing() -> None:
    assert drafts_of(Book("a.xlsx", "", 0.0, FileStatus.REFUSED, "damaged"), 1, "类", "部") == []
    assert drafted(sheet("| 只有一格 |")) == []
