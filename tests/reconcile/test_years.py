"""Figures of last year's forms, held against those of this year."""

from guanbiao.words.findings import Phrases
from guanbiao.words.relations import relation_sentence

from schemas.catalogue import CATALOGUE
from tests.drawing import printed, two_years


def test_last_years_forms_are_held_against_this_years() -> None:
    header = ["2019 年", "2018 年", "2020 年", "2019 年比 2018 年", "2020 年比 2019 年"]
    assert [str(cell) for cell in printed(5).rows[2][1:6]] == header
    both = two_years()
    plan = both.reconciled.plan.relations
    lines = {
        plan[line["relation"]].rule.code: (line["reported"], line["expected"], line["verdict"])
        for line in both.reconciled.judged(2020).iter_rows(named=True)
    }
    assert lines["Y03"] == (708877, 438711, "broken")  # "2020" stands under 2019 in the sheet drawn here
    assert lines["Y07"][2] == "unverifiable"
    (finding,) = (each for each in both.findings if each.rule == "Y03")
    assert [each.column for each in finding.terms] == ["流通册次/2019年"] * 2
    assert "填报 708877，上年表05 三年流通册次对照“合计，流通册次/2019年”为 438711" in Phrases(CATALOGUE, 2020).message(
        finding
    )
    relation = next(each for each in plan if each.rule.code == "Y03")
    assert relation_sentence(Phrases(CATALOGUE, 2020), relation).endswith(
        "＝上年表05 三年流通册次对照“合计，流通册次/2019年”"
    )
