"""The rule book: nothing said twice, nothing that cannot be met, and all that it leaves alone is named."""

from collections import Counter

from guanbiao.forms.catalogue import Level
from guanbiao.forms.equations import Equation, Op, Operand
from guanbiao.model.findings import Verdict
from guanbiao.reconcile.indicators import grouped
from guanbiao.report.report import Report

from schemas.catalogue import CATALOGUE
from tests.drawing import codes
from tests.stages import with_causes


def test_a_year_can_be_constructed_in_which_every_mandatory_rule_holds(agreeing: Report) -> None:
    mandatory = [each for each in agreeing.findings if each.level is Level.MANDATORY]
    assert codes(mandatory) == []
    verdicts = Counter(agreeing.reconciled.relations_of(2020)["verdict"].to_list())
    assert verdicts[Verdict.HOLDS.value] > 400
    relations = agreeing.reconciled.relations_of(2020)
    broken = relations.filter(relations["verdict"] == "broken")
    plan = agreeing.reconciled.plan.relations
    assert all(plan[relation].rule.level is Level.QUERY for relation in broken["relation"])


def test_a_year_that_agrees_has_no_cause_that_is_certain(agreeing: Report) -> None:
    assert not [cause for cause in with_causes(agreeing).causes if cause.certain]


def _normal(equation: Equation) -> frozenset[tuple[Operand, int]]:
    """An equation with everything on one side, whichever way round it was written."""
    terms: Counter[Operand] = Counter()
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
    relations = report.reconciled.plan.relations
    evaluated = {relations[at].rule.code for at in report.reconciled.relations_of(2020)["relation"]}
    assert {rule.code for rule in CATALOGUE.all_rules} <= evaluated


def test_indicators_side_by_side(report: Report) -> None:
    found: dict[str, list[tuple[float, list[str]]]] = {}
    for indicator in CATALOGUE.indicators:
        found[indicator.name] = grouped([each for each in report.statements if each.indicator is indicator])
    assert found["文献外借册次"] == [(438711, ["lending_three_years", "lending"]), (573542, ["overview"])]
    assert found["总流通人次"] == [(413653, ["visits_three_years", "visits"]), (413198, ["overview"])]
    assert found["为分馆配书"] == [(138453, ["overview", "branches"])]
    assert found["新建分馆"] == [(2, ["overview"]), (19, ["branches"])]
