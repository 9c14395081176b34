"""Whose form it is: by title, line, sheet, file or folder; forms of several libraries never mix."""

from functools import reduce

import pytest
from guanbiao.model.books import Book, Sheet
from guanbiao.recognise.libraries import Known, Said, known_among
from guanbiao.recognise.names import names_of
from guanbiao.recognise.recognise import Recognised, recognise, recognised_in
from guanbiao.recognise.stated import named_in
from guanbiao.recognise.survey import survey
from guanbiao.text.libraries import in_name
from msgspec.structs import replace

from schemas.catalogue import CATALOGUE
from tests.drawing import book, changed, printed
from tests.small.catalogue import SMALL
from tests.small.filed import BUDGET, COMPARED, LOANS, STAFF, TALKS

NAMES, OURS = names_of(SMALL), "云溪市图书馆借阅册次统计表（2020年）"
SAYS = LOANS.rows[0][0]
BARE = changed(LOANS, (0, 0, "借阅册次统计表（2020年）"))


def of(library: str) -> str:
    """The title of the form of loans of a library."""
    return OURS.replace("云溪市图书馆", library)


@pytest.mark.parametrize(
    ("text", "library"),
    [
        (OURS, "云溪市图书馆"),
        ("云溪图书馆2020年借阅册次统计表", "云溪市图书馆"),
        ("雲溪市圖書館2020年借閱冊次統計表", "云溪市图书馆"),
        ("本馆2020年借阅册次统计表", ""),
        ("市图书馆2020年借阅册次统计表", ""),
        ("少儿图书馆2020年借阅册次统计表", ""),
        ("全县公共图书馆2020年借阅册次统计表", ""),
        ("2020年借阅册次统计表", ""),
        ("读者走进图书馆活动一览表", ""),
        ("数字图书馆2020年借阅册次统计表", ""),
        ("河口县图书馆2020年借阅册次统计表", "河口县图书馆"),
        ("附件3：河口县图书馆 2020 年度借阅册次统计表", "河口县图书馆"),
        ("金陵图书馆借阅册次统计表（2020年）", "金陵图书馆"),
        ("借阅册次统计表（海城市图书馆）", "海城市图书馆"),
        ("2020年借阅册次统计表  海城图书馆", "海城图书馆"),
        ("马鞍山市图书馆借阅册次统计表", "马鞍山市图书馆"),
        ("沈阳市铁西区图书馆借阅册次统计表", "沈阳市铁西区图书馆"),
        ("沈阳市少年儿童图书馆2020年借阅册次统计表", "沈阳市少年儿童图书馆"),
        ("广东省立中山图书馆借阅册次统计表", "广东省立中山图书馆"),
        ("大连经济技术开发区图书馆2020年借阅册次统计表", "大连经济技术开发区图书馆"),
        ("新疆生产建设兵团图书馆借阅册次统计表", "新疆生产建设兵团图书馆"),
        ("海城市2020年借阅册次统计表", "海城市"),
        ("海城市图书官借阅册次统计表", "海城市"),
        ("海城市文化旅游和广播电视局海城市图书馆借阅册次统计表", "海城市图书馆"),
        ("海城市文旅局：海城市图书馆借阅册次统计表", "海城市图书馆"),
        ("云溪市图书馆、河口县图书馆借阅册次统计表", "云溪市图书馆、河口县图书馆"),
        ("云溪市图书馆与海城市图书馆借阅册次统计表", "云溪市图书馆、海城市图书馆"),
        ("鞍山市各县区图书馆借阅册次统计表", ""),
        ("辽宁省借阅册次统计表", ""),
        ("云溪馆借阅册次统计表", "云溪市图书馆"),
    ],
)
def test_a_title_names_its_library(text: str, library: str) -> None:
    assert named_in(text, NAMES) == library


@pytest.mark.parametrize("number", ["表8 ", "表8：", "8、", "附件3 "])
def test_a_number_before_a_title_is_no_part_of_it(number: str) -> None:
    assert {NAMES.key(f"{number}{title}") for title in (OURS, of("河口县图书馆"))} == {"借阅册次统计表"}
    assert NAMES.key(f"{number}2020年借阅册次统计表") == "借阅册次统计表"


@pytest.mark.parametrize("year", ["2020年", "  年", "二〇二〇年度", " 2020 ", "（   年度）"])
def test_the_year_is_no_part_of_a_title_filled_in_or_not(year: str) -> None:
    assert NAMES.key(f"云溪市图书馆{year}借阅册次统计表") == NAMES.key(f"{year}借阅册次统计表") == "借阅册次统计表"


def test_a_declared_title_is_of_its_own_library_or_of_nobody() -> None:
    known = known_among((), CATALOGUE)
    said = {known.owner(named_in(form.title, names_of(CATALOGUE)), Said({}, {}, ())) for form in CATALOGUE.forms}
    assert said == {"", CATALOGUE.library}


@pytest.mark.parametrize(
    ("said", "library"),
    [
        ("岫岩县图书馆", "岫岩满族自治县图书馆"),
        ("鞍山市岫岩满族自治县图书馆", "岫岩满族自治县图书馆"),
        ("岫岩", "岫岩满族自治县图书馆"),
        ("海城少儿图书馆", "海城市图书馆"),
        ("海城县图书馆", ""),
        ("辽宁省鞍山市图书馆", "鞍山市图书馆"),
        ("鞍山市少年儿童图书馆", "鞍山市图书馆"),
        ("鞍山市数字图书馆", "鞍山市图书馆"),
        ("鞍山汽车图书馆", "鞍山市图书馆"),
        ("马鞍山市图书馆", ""),
        ("本溪市图书馆", "本溪市图书馆"),
        ("本溪", None),
        ("鞍山海城市图书馆", "海城市图书馆"),
        ("辽宁省海城市图书馆", "海城市图书馆"),
        ("本溪市图书馆、本溪市少年儿童图书馆", "本溪市图书馆"),
        ("鞍山市图书馆、海城市图书馆", None),
    ],
)
def test_a_name_means_the_library_that_it_may_mean_alone(said: str, library: str | None) -> None:
    known = known_among(["本溪市图书馆", "本溪满族自治县图书馆", "辽阳"], CATALOGUE)
    assert known.meant(said) == library
    assert isinstance(known, Known)


def test_libraries_stand_in_the_order_of_the_divisions_behind_those_of_the_catalogue() -> None:
    """GB/T 2260: 130100 石家庄, 130121 井陉, 210500 本溪, 210521 本溪县, 211000 辽阳; 金陵 is no division."""
    said = ["金陵图书馆", "辽阳", "本溪满族自治县图书馆", "井陉图书馆", "石家庄市图书馆", "本溪市图书馆"]
    found = [name for name, _ in known_among(said, CATALOGUE).libraries]
    own = [CATALOGUE.library, *(each.name for each in CATALOGUE.libraries)]
    others = ["石家庄市", "井陉", "本溪市", "辽阳", "本溪满族自治县", "金陵"]
    assert found == [*own, *(f"{place}图书馆" for place in others)]


@pytest.mark.parametrize(
    ("name", "library"),
    [
        ("本溪", "本溪"),
        ("01-海城市图书馆2020", "海城市图书馆"),
        ("台安县报表", "台安县"),
        ("业务中心", ""),
        ("2020年", ""),
        ("辽宁省", ""),
        ("资源", ""),
        ("07 文献流通", ""),
        ("沈阳市铁西区", "沈阳市铁西区"),
        ("金陵图书馆", "金陵图书馆"),
        ("02 苏州独墅湖图书馆", "苏州独墅湖图书馆"),
        ("流动图书馆", ""),
        ("海城市文旅局", "海城市"),
        ("海城市借阅册次统计表", "海城市"),
        ("鞍山市-台安县", "台安县"),
        ("海城和台安", "海城、台安"),
        ("海城市图书馆、台安县图书馆", "海城市图书馆、台安县图书馆"),
        ("报辽宁省图书馆", ""),
        ("鞍山地区", ""),
        ("铁东区分馆", ""),
        ("海城市巡讲", ""),
    ],
)
def test_a_file_or_folder_is_called_after_a_library(name: str, library: str) -> None:
    assert in_name(name) == library


def found(*books: Book) -> dict[str, Recognised]:
    """What is recognised of each library in some books."""
    return {unit.library: recognised_in(unit, SMALL) for unit in survey(books, SMALL)}


def filed(*books: Book) -> dict[str, list[tuple[str, str]]]:
    """The forms that count as each library's, with their files."""
    return {name: [(each.form, each.book.file) for each in done.filings] for name, done in found(*books).items()}


def test_forms_of_several_libraries_never_mix() -> None:
    theirs = replace(book(changed(LOANS, (0, 0, of("河口县图书馆"))), file="b.xlsx"), modified=9.0)
    shared = book(changed(BUDGET, (0, 0, "河口图书馆2020年经费统计表")), STAFF, file="c.xlsx")
    assert filed(book(LOANS, file="a.xlsx"), theirs, shared) == {
        "云溪市图书馆": [("loans", "a.xlsx"), ("staff", "c.xlsx")],
        "河口县图书馆": [("loans", "b.xlsx"), ("budget", "c.xlsx")],
    }


@pytest.mark.parametrize(
    "file", ["河口县图书馆/业务/报表.xlsx", "县区/海城/a.xlsx", "报表 河口县图书馆.xlsx", "河口县.xlsx", "海城-07.xlsx"]
)
def test_a_title_that_names_nobody_is_of_the_library_that_its_file_or_folder_says(file: str) -> None:
    done = filed(book(LOANS, file="云溪/a.xlsx"), book(BARE, file=file))
    assert done.pop("云溪市图书馆") == [("loans", "云溪/a.xlsx")]
    assert list(done.values()) == [[("loans", file)]]
    named = filed(book(LOANS, file=file))
    assert [each for each in named.values() if each] == [[("loans", file)]]
    assert "云溪市图书馆" in named  # its own title goes before


def test_a_line_the_sheet_or_the_other_forms_of_the_file_say_whose_a_form_is() -> None:
    line = replace(BARE, rows=[BARE.rows[0], ["填报单位（盖章）：河口县图书馆"], *BARE.rows[1:]])
    assert list(filed(book(line))) == ["河口县图书馆"]
    cells = replace(BARE, rows=[BARE.rows[0], ["填报单位", "河口县图书馆"], *BARE.rows[1:]])
    assert list(filed(book(cells))) == ["河口县图书馆"]
    sheets = filed(book(replace(BARE, name="海城"), replace(BARE, name="台安县"), file="各县.xlsx"))
    assert {name: len(own) for name, own in sheets.items()} == {"海城图书馆": 1, "台安县图书馆": 1}
    beside = filed(book(changed(LOANS, (0, 0, of("河口县图书馆"))), COMPARED))
    assert [form for form, _ in beside["河口县图书馆"]] == ["loans", "loans_compared"]


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (0, ["海城市图书馆"]),
        (1, ["（海城市图书馆）"]),
        (1, ["填 报 单 位 ： 海 城 市 图 书 馆"]),
        (1, ["报送单位", "海城市图书馆"]),
        (1, ["填报单位：海城市图书馆流通部"]),
        (1, ["填报部门：海城市图书馆"]),
        (1, ["填报单位：海城"]),
        (1, ["填报单位：海城市文化旅游和广播电视局"]),
        (1, ["縣（市、區）：海城市"]),
        (1, ["制表单位：云溪市图书馆", "填报单位：海城市图书馆"]),
        (99, ["填报单位：海城市图书馆"]),
        (99, ["海城市图书馆", "2021年1月5日"]),
        (99, [None, None, "海城市图书馆（盖章）"]),
    ],
)
def test_a_line_anywhere_around_a_form_says_whose_it_is(row: int, line: list[str | None]) -> None:
    said = replace(BARE, rows=[*BARE.rows[:row], line, *BARE.rows[row:]])
    assert filed(book(LOANS, file="a.xlsx"), book(said, file="b.xlsx")) == {
        "云溪市图书馆": [("loans", "a.xlsx")],
        "海城图书馆" if "海城" in line[0:1] or line == ["填报单位：海城"] else "海城市图书馆": [("loans", "b.xlsx")],
    }


@pytest.mark.parametrize(
    "line", ["填报部门：借阅部", "填报单位：海城分馆", "单位：册", "注：含海城市图书馆的数", "抄送：辽宁省图书馆"]
)
def test_lines_that_name_no_library_say_nothing(line: str) -> None:
    said = replace(BARE, rows=[BARE.rows[0], [line], *BARE.rows[1:], [line]])
    assert list(filed(book(said, file="a.xlsx"))) == ["云溪市图书馆"]


def test_a_library_that_an_entry_names_is_not_whose_form_it_is() -> None:
    title = "2020年讲座一览表"
    entries = [*TALKS.rows[:6], ["海城市图书馆"], [6, "12月1日", "交流", "海城", 3], ["2020年12月9日", "海城市图书馆"]]
    assert list(filed(book(changed(replace(TALKS, rows=entries), (0, 0, title))))) == ["云溪市图书馆"]
    further = replace(TALKS, name="续", rows=[[6, "海城市图书馆"], [7, "海城市图书馆来访"]])
    assert list(filed(book(changed(TALKS, (0, 0, title)), further))) == ["云溪市图书馆"]


@pytest.mark.parametrize("place", ["above", "below", "foot"])
def test_of_forms_one_below_the_other_each_has_its_own_lines(place: str) -> None:
    rows = []
    for library in ("海城市图书馆", "台安县图书馆"):
        line, (title, *table) = [f"填报单位：{library}"], BARE.rows
        rows += {"above": [line, title], "below": [title, line], "foot": [title]}[place]
        rows += [*table, line] if place == "foot" else table
    done = filed(book(LOANS, file="a.xlsx"), book(replace(BARE, rows=rows), file="b.xlsx"))
    assert list(done) == ["云溪市图书馆", "台安县图书馆", "海城市图书馆"]
    assert all(len(own) == 1 for own in done.values())


def test_a_form_that_two_libraries_are_said_of_counts_for_neither_in_silence() -> None:
    other = replace(LOANS, rows=[LOANS.rows[0], ["填报单位：海城市图书馆"], *LOANS.rows[1:]])
    for doubtful in (book(other, file="b.xlsx"), book(BARE, file="海城、台安/b.xlsx")):
        alone = found(doubtful)["云溪市图书馆"]
        assert [each.rule for each in alone.findings if each.rule.startswith("library")] == ["library_assumed"]
        beside = found(doubtful, book(LOANS, file="a.xlsx"))["云溪市图书馆"]
        assert [each.book.file for each in beside.filings] == ["a.xlsx"]


def test_a_form_whose_title_prints_no_name_is_of_the_library_of_which_the_other_files_of_its_folder_are() -> None:
    def theirs(folder: str, *further: Book) -> dict[str, list[tuple[str, str]]]:
        own = [changed(form, (0, 0, f"河口县{form.rows[0][0][3:]}")) for form in (LOANS, STAFF)]  # type: ignore[index]
        files = [book(form, file=f"{folder}{at}.xlsx") for at, form in enumerate(own)]
        return filed(book(LOANS, file="a/1.xlsx"), *files, book(COMPARED, file=f"{folder}9.xlsx"), *further)

    assert theirs("1/")["河口县图书馆"][1] == ("loans_compared", "1/9.xlsx")
    assert ("loans_compared", "9.xlsx") in theirs("")["云溪市图书馆"]  # in the drop folder itself all lie together
    bare = changed(BUDGET, (0, 0, "2020年购书经费统计表"))  # official titles of that form print a name
    assert len(theirs("1/", book(bare, file="1/5.xlsx"))["河口县图书馆"]) == 2
    other = changed(BUDGET, (0, 0, "清河县图书馆2020年购书经费统计表"))
    assert len(theirs("1/", book(other, file="1/5.xlsx"))["河口县图书馆"]) == 2
    stray = filed(
        book(LOANS, file="a/1.xlsx"),
        book(COMPARED, file="b/9.xlsx"),
        book(changed(STAFF, (0, 0, "河口县图书馆人员情况表")), file="b/1.xlsx"),
    )
    assert stray["云溪市图书馆"] == [("loans", "a/1.xlsx"), ("loans_compared", "b/9.xlsx")]


def test_a_district_that_several_cities_have_is_that_of_the_city_in_whose_folder_it_lies() -> None:
    titled = changed(LOANS, (0, 0, of("铁西区图书馆")))
    files = ("沈阳市/铁西区/a.xlsx", "鞍山市/铁西区/a.xlsx")
    for form in (BARE, titled):
        done = filed(*(book(form, file=file) for file in files))
        assert done == {
            f"{file[:3]}铁西区图书馆": [("loans", file)] for file in sorted(files, key=lambda each: each[:1])
        }


def test_a_sheet_whose_title_nobody_knows_is_whose_name_stands_on_top() -> None:
    strange = changed(LOANS, (0, 0, "海城市图书馆今年干了多少活儿？请看下面这一张由大家一起填好的表"))
    assert list(filed(book(strange))) == ["海城市图书馆"]


def test_what_names_nobody_is_our_own_where_it_can_be_nobody_elses() -> None:
    theirs = book(changed(LOANS, (0, 0, of("河口县图书馆"))), changed(COMPARED, (0, 2, "河口县")), file="b.xlsx")
    alone = found(book(BARE, file="a.xlsx"))["云溪市图书馆"]
    assert not {each.rule for each in alone.findings} & {"library_assumed", "library_unknown"}
    known = found(book(BARE, file="a.xlsx"), theirs)["云溪市图书馆"]
    assert [each.form for each in known.filings] == ["loans"]
    assert not {each.rule for each in known.findings} & {"library_assumed", "library_unknown"}
    bare = book(changed(BUDGET, (0, 0, "2020年经费统计表")), file="c.xlsx")
    (said,) = [each for each in found(bare, theirs)["云溪市图书馆"].findings if each.rule == "library_assumed"]
    assert (said.form, said.level.value) == ("budget", "mandatory")


def test_what_cannot_be_told_is_said_and_counts_beside_nothing() -> None:
    theirs = book(changed(LOANS, (0, 0, of("河口县图书馆"))), file="b.xlsx")
    ours = found(book(LOANS, file="a.xlsx"), theirs, replace(book(BARE, file="c.xlsx"), modified=9.0))["云溪市图书馆"]
    assert [each.book.file for each in ours.filings] == ["a.xlsx"]
    assert [each.first.file for each in ours.findings if each.rule == "library_unknown"] == ["c.xlsx"]
    both = found(book(BARE, file="c.xlsx"), book(BARE, BUDGET, file="d.xlsx"), theirs)["云溪市图书馆"]
    assert [(each.form, each.book.file) for each in both.filings] == [("loans", "d.xlsx"), ("budget", "d.xlsx")]


def test_a_library_that_is_not_wanted_is_told_and_counts_nowhere() -> None:
    books = [book(LOANS, file="a.xlsx"), replace(book(changed(LOANS, (0, 0, of("河口县图书馆"))), file="b.xlsx"))]
    done = recognise(books, SMALL)
    assert [each.book.file for each in done.filings] == ["a.xlsx"]
    (said,) = [each for each in done.findings if each.rule == "form_other_library"]
    assert (said.form, said.first.file, said.level.value) == ("loans", "b.xlsx", "mandatory")
    alone = survey(books, replace(SMALL, any_library=False))
    assert [unit.library for unit in alone] == ["云溪市图书馆"]


def test_a_folder_that_may_be_no_librarys_is_one_where_a_title_says_so() -> None:
    bare = book(changed(BUDGET, (0, 0, "2020年经费统计表")), file="金陵图书馆/b.xlsx")
    named = book(changed(LOANS, (0, 0, of("金陵图书馆"))), file="金陵图书馆/a.xlsx")
    assert filed(bare) == {"云溪市图书馆": [("budget", "金陵图书馆/b.xlsx")]}
    assert [form for form, _ in filed(named, bare)["金陵图书馆"]] == ["loans", "budget"]
    line = replace(BARE, rows=[BARE.rows[0], ["填报单位：金陵图书馆"], *BARE.rows[1:]])
    assert list(filed(book(line))) == ["金陵图书馆"]


def test_a_childrens_library_is_a_part_of_another_unless_both_file_the_same_forms() -> None:
    whole = book(changed(LOANS, (0, 0, of("沈阳市图书馆"))), file="a.xlsx")
    part = book(changed(STAFF, (0, 0, "沈阳市少儿图书馆人员情况表（2020年）")), file="b.xlsx")
    same = book(changed(LOANS, (0, 0, of("沈阳市少年儿童图书馆"))), file="c.xlsx")
    assert list(filed(whole, part)) == ["沈阳市图书馆"]
    assert filed(whole, part, same) == {
        "沈阳市图书馆": [("loans", "a.xlsx")],
        "沈阳市少年儿童图书馆": [("loans", "c.xlsx"), ("staff", "b.xlsx")],
    }


def test_a_childrens_librarys_own_form_is_whose_its_file_is() -> None:
    """The shipped form of a children's library's holdings, beside the lending of both libraries."""
    moved, lending = printed(16), printed(7)

    def of_place(sheet: Sheet, library: str, file: str) -> Book:
        place = library.removesuffix("少年儿童图书馆").removesuffix("图书馆")
        names = (("鞍山市少年儿童图书馆", f"{place}少年儿童图书馆"), ("鞍山市图书馆", library))
        rows = [
            [
                reduce(lambda text, name: text.replace(*name), names, cell) if isinstance(cell, str) else cell
                for cell in row
            ]
            for row in sheet.rows
        ]
        return book(replace(sheet, rows=rows), file=file)

    books = [
        of_place(sheet, library, f"{library}/{name}.xlsx")
        for library in ("沈阳市图书馆", "沈阳市少年儿童图书馆")
        for name, sheet in (("07", lending), ("16", moved))
    ]
    done = {unit.library: recognised_in(unit, CATALOGUE) for unit in survey(books, CATALOGUE)}
    for library in ("沈阳市图书馆", "沈阳市少年儿童图书馆"):
        assert {each.book.file for each in done[library].filings} == {f"{library}/07.xlsx", f"{library}/16.xlsx"}


def test_a_childrens_librarys_own_form_does_not_name_the_forms_beside_it() -> None:
    """Enquiries whose title names nobody, beside the holdings for children, and filed once more by themselves."""
    enquiries = replace(printed(23), name="23")
    books = [
        book(printed(7), file="a.xlsx"),
        book(replace(printed(16), name="16"), enquiries, file="b.xlsx"),
        book(changed(enquiries, (8, 1, 77)), file="c.xlsx"),
    ]
    (unit,) = survey(books, CATALOGUE)
    done = recognised_in(unit, CATALOGUE)
    assert sorted((each.form, each.book.file) for each in done.filings) == [
        *(("enquiries", "b.xlsx"), ("enquiries", "c.xlsx"), ("holdings_children", "b.xlsx"), ("lending", "a.xlsx")),
    ]


def test_a_title_with_the_librarys_own_name_is_official_whatever_that_is() -> None:
    library = "沈阳市少年儿童图书馆"
    titled = printed(15)
    rows = [[str(cell).replace("鞍山市图书馆", library) if cell else cell for cell in row] for row in titled.rows]
    (unit,) = (each for each in survey([book(replace(titled, rows=rows))], CATALOGUE) if each.library == library)
    done = recognised_in(unit, CATALOGUE)
    assert [each.form for each in done.filings] == ["holdings"]
    assert "title_unlike" not in {each.rule for each in done.findings}


def test_a_content_that_two_libraries_filed_counts_for_each() -> None:
    blank = book(BARE, file="河口县/a.xlsx")
    copies = [blank, *(replace(blank, file=f"{folder}/a.xlsx") for folder in ("云溪市图书馆", "台安县"))]
    nobodys = replace(blank, file="z.xlsx", modified=9.0)
    done = filed(*copies, nobodys)
    assert [name for name, own in done.items() if ("loans", "云溪市图书馆/a.xlsx") in own] == ["云溪市图书馆"]
    assert done["台安县图书馆"] == [("loans", "台安县/a.xlsx")]


def test_a_label_that_speaks_of_the_region_is_each_librarys_own() -> None:
    base = printed(6)
    theirs = replace(base, rows=[[cell and str(cell).replace("鞍山", "本溪") for cell in row] for row in base.rows])
    done = [recognised_in(survey([book(each)], CATALOGUE)[0], CATALOGUE) for each in (base, theirs)]
    assert done[1].filings[0].blocks[0].slots == done[0].filings[0].blocks[0].slots
