"""Figures of last year's forms, held against those of this year."""

from guanbiao.words.findings import Phrases
from guanbiao.words.relations import relation_sentence

from tests.drawing import book, changed, judged, sheet
from tests.small.catalogue import SMALL
from tests.small.filed import YEAR, small_report, year_with

BEFORE = sheet(
    """
    | 2019年与2018年借阅册次对照表 | | |
    | 部门 | 借阅册次 | | 2019年比2018年 |
    | | 2018年 | 2019年 | |
    | 总馆 | 39000 | 40210 | 1210 |
    | 少儿馆 | 15000 | 15878 | 878 |
    | 合计 | 54000 | 56088 | 2088 |
    """
)


def test_last_years_form_is_held_against_this_years() -> None:
    done = small_report(book(*YEAR), book(BEFORE, file="2019.xlsx"))
    held = {line["rule"]: line for lines in judged(done).values() for line in lines if line["rule"] in ("X10", "X11")}
    assert [(each["verdict"], each["reported"], each["expected"]) for each in held.values()] == [
        ("broken", "56087", "56088"),
        ("holds", "40210", "40210"),
    ]
    (finding,) = (each for each in done.findings if each.rule == "X10")
    assert [each.column for each in finding.terms] == ["借阅册次/2019年"] * 2
    assert [each.file for each in finding.terms] == ["表.xlsx", "2019.xlsx"]
    said = Phrases(SMALL, 2020).message(finding)
    assert "填报 56087，上年表02 借阅对照“合计，借阅册次/2019年”为 56088" in said


def test_without_last_years_form_nothing_is_held_against_it() -> None:
    for done in (year_with(), small_report(*YEAR, changed(BEFORE, (5, 2, "不详")))):
        assert judged(done)["X10", "合计", "借阅册次/2019年"][0]["verdict"] == "unverifiable"


def test_a_rule_about_last_year_says_so() -> None:
    rule = next(each for each in year_with().reconciled.plan.relations if each.rule.code == "X10")
    assert relation_sentence(Phrases(SMALL, 2020), rule).endswith("＝上年表02 借阅对照“合计，借阅册次/2019年”")
