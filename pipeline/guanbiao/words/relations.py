"""Sentences about relations: what an equation says, in the forms' own words."""

from guanbiao.forms.catalogue import shown_row
from guanbiao.forms.equations import Entries, Figure, Op, Operand, Product, Sum
from guanbiao.forms.relation import Relation
from guanbiao.text.years import for_year
from guanbiao.words.findings import LAST_YEAR, Phrases

ALL_AGREE, ONE_STATES, NOT_STATED = "{count}处均为 {figure}", "只有一处，为 {figure}", "没有填报"
ONCE_MENDED = "；按原因改正后均为 {figure}"
_NUMERALS = ("零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十")
_FEW = 4


def relation_sentence(phrases: Phrases, relation: Relation) -> str:
    """`表05“合计，流通册次/2020年”＝表07“累计，合计”`."""
    sign = "＝" if relation.equation.op is Op.EQUAL else "≤"
    forms = relation.equation.forms
    home = forms[0] if len(forms) == 1 else ""
    prefix = f"{phrases.table(home)}：" if home else ""
    left, right = (sum_said(phrases, side, home) for side in (relation.equation.left, relation.equation.right))
    return f"{prefix}{left}{sign}{right}"


def sum_said(phrases: Phrases, side: Sum, home: str = "") -> str:
    """A sum in the forms' own words: `表07“累计，合计”－表07“累计，分馆”`; the form `home` goes without saying."""
    if len(side.terms) > _FEW and all(factor > 0 for factor, _ in side.terms):
        first, second, last = (_operand(phrases, side.terms[at][1], home) for at in (0, 1, -1))
        return f"{first}＋{second}＋…＋{last}（{len(side.terms)} 项）"
    signs = ("－" if factor < 0 else "＋" if at else "" for at, (factor, _) in enumerate(side.terms))
    return "".join(
        sign + _operand(phrases, operand, home) for sign, (_, operand) in zip(signs, side.terms, strict=True)
    )


def _operand(phrases: Phrases, operand: Operand, home: str) -> str:
    table = "" if operand.form == home else phrases.table(operand.form)
    match operand:
        case Figure(form, row, column, measure, back):
            table = phrases.table(form) if back else table
            shown = shown_row(phrases.catalogue.by_id[form], row, phrases.year - back)
            place = "，".join(filter(None, (shown, for_year(column, phrases.year - back))))
            return f"{LAST_YEAR if back else ''}{table}“{place}{'·' + measure if measure else ''}”"
        case Entries(_, column, _, counted, where, _):
            only = ""
            if where:
                words = "、".join(where.words) if where.words else "有填写"
                only = f"（{where.column}{'为' if where.has else '非'}{words}）"
            return f"{table}条数{only}" if counted else f"{table}各条“{for_year(column, phrases.year)}”之和{only}"
        case Product(first, second, power):
            sign = "×" if power > 0 else "÷"
            return f"{_operand(phrases, first, home)}{sign}{_operand(phrases, second, home)}"


def numeral(count: int) -> str:
    """A small number in Chinese, as before a measure word."""
    return _NUMERALS[count] if count < len(_NUMERALS) else f" {count} "


def parting(groups: list[tuple[str, list[str]]]) -> str:
    """`四处为 438711，一处为 573542（表06 …）`: figures with the tables that state them, the commonest first."""
    if not groups:
        return NOT_STATED
    (figure, tables), *others = groups
    if not others:
        return (ALL_AGREE if len(tables) > 1 else ONE_STATES).format(count=numeral(len(tables)), figure=figure)
    parts = [f"{numeral(len(tables))}处为 {figure}"]
    parts += [f"{numeral(len(some))}处为 {value}（{'、'.join(some)}）" for value, some in others]
    return "，".join(parts)
