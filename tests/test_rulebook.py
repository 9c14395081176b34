"""The rule book: nothing said twice, nothing that cannot be met, and all that it leaves alone is named."""

from collections import Counter

from guanbiao.forms.catalogue import Level
from guanbiao.forms.equations import Equation, Leaf, Op
from guanbiao.model.findings import Verdict
from guanbiao.reconcile.indicators import grouped
from guanbiao.report.report import Report
from guanbiao.words.findings import Phrases
from guanbiao.words.relations import parting, relation_sentence
from guanbiao.workbook.coverage import touched, untouched

from schemas.catalogue import CATALOGUE
from tests.stages import with_causes


def test_a_year_can_be_constructed_in_which_every_mandatory_rule_holds(agreeing: Report) -> None:
    assert [each.rule for each in agreeing.findings if each.level is Level.MANDATORY] == []
    verdicts = Counter(agreeing.reconciled.judged(2020)["verdict"].to_list())
    assert verdicts[Verdict.HOLDS.value] > 400
    broken = agreeing.reconciled.judged(2020).filter(agreeing.reconciled.judged(2020)["verdict"] == "broken")
    plan = agreeing.reconciled.plan.relations
    assert all(plan[relation].rule.level is Level.QUERY for relation in broken["relation"])


def test_a_year_that_agrees_has_no_cause_that_is_certain(agreeing: Report) -> None:
    assert not [cause for cause in with_causes(agreeing).causes if cause.certain]


def _normal(equation: Equation) -> frozenset[tuple[Leaf, int]]:
    """An equation with everything on one side, whichever way round it was written."""
    terms: Counter[Leaf] = Counter()
    for sign, side in ((1, equation.left), (-1, equation.right)):
        for factor, leaf in side.terms:
            terms[leaf] += sign * factor
    first = next(iter(sorted(terms, key=str)))
    turned = -1 if terms[first] < 0 else 1
    return frozenset((leaf, turned * factor) for leaf, factor in terms.items())


def test_no_two_rules_say_the_same() -> None:
    said = Counter((_normal(equation), equation.op) for rule in CATALOGUE.all_rules for equation in rule.equations)
    assert [sorted(map(str, terms)) for (terms, op), times in said.items() if times > 1 and op is Op.EQUAL] == []


def test_every_rule_is_evaluated(report: Report) -> None:
    evaluated = {report.reconciled.plan.relations[at].rule.code for at in report.reconciled.judged(2020)["relation"]}
    assert {rule.code for rule in CATALOGUE.all_rules} <= evaluated


def test_figures_that_no_rule_touches_are_those_that_stand_alone() -> None:
    alone = set(untouched(CATALOGUE))
    assert ("overview", "阅览室座席", "完成指标") in alone
    assert ("lending", "3", "少儿外借") not in alone
    assert ("branches", "", "配置图书") in touched(CATALOGUE)
    assert len(alone) < 80


def test_indicators_side_by_side(report: Report) -> None:
    found: dict[str, list[tuple[float, list[str]]]] = {}
    for indicator in CATALOGUE.indicators:
        found[indicator.name] = grouped([each for each in report.statements if each.indicator is indicator])
    assert found["文献外借册次"] == [(438711, ["lending_three_years", "lending"]), (573542, ["overview"])]
    assert found["总流通人次"] == [(413653, ["visits_three_years", "visits"]), (413198, ["overview"])]
    assert found["为分馆配书"] == [(138453, ["overview", "branches"])]
    assert found["新建分馆"] == [(2, ["overview"]), (19, ["branches"])]


def test_where_indicators_part_in_words() -> None:
    assert parting([]) == "没有填报"
    assert parting([("40", ["表06", "表22"])]) == "两处均为 40"
    assert parting([("438711", ["a", "b", "c", "d"]), ("573542", ["表06"])]) == "四处为 438711，一处为 573542（表06）"


def test_last_years_forms_are_held_against_this_years(report: Report) -> None:
    from tests.drawing import printed, two_years

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


def test_a_share_is_told_in_per_cent_with_its_division(report: Report) -> None:
    messages = [Phrases(CATALOGUE, 2020).message(each) for each in report.findings if each.rule == "S01"]
    assert any("填报 69%" in each and "÷" in each and "为 86.21%" in each for each in messages)
    assert not any("＋" in each for each in messages)
