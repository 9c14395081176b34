"""Sentences about totals that their formulas make wrong: what the formula does, and what to do about it."""

from collections.abc import Iterator

from msgspec.structs import replace

from guanbiao.model.causes import CauseKind, OfFormula

TOO_SHORT = "公式没有包括 {left_out}"
TOO_WIDE = "公式多加了 {added}"
FILTERED = "筛选掉的 {filtered} 行没有算进去"
CIRCULAR = "公式把自己也加进去了"
STALE = "公式（{formula}）没有重新计算，请用 Excel/WPS 打开，重新计算后保存"
OUTSIDE = "公式（{formula}）取的是另一个工作簿（{workbook}）的数，疑不是最新的，请改为加本表的数"
TYPED_OVER = "同一行或同一列的合计 {beside} 都是公式，此格却是直接输入的数，疑覆盖了公式，请恢复公式"
_WHOLE = {CauseKind.STALE_FORMULA: STALE, CauseKind.OTHER_WORKBOOK: OUTSIDE, CauseKind.TYPED_OVER: TYPED_OVER}
_SAID = (
    ("itself", CauseKind.CIRCULAR_FORMULA, CIRCULAR),
    ("texts", CauseKind.TEXT_SKIPPED, "{texts} 是文本，求和公式跳过了它"),
    ("left_out", CauseKind.RANGE_TOO_SHORT, TOO_SHORT),
    ("added", CauseKind.RANGE_TOO_WIDE, TOO_WIDE),
    ("filtered", CauseKind.FILTERED_OUT, FILTERED),
    ("hidden", CauseKind.FILTERED_OUT, "隐藏的 {hidden} 行没有算进去"),
)
_MOST = 8  # addresses that a sentence names


def formula_because(kind: CauseKind, detail: OfFormula) -> str:
    """Why a total is wrong, by its formula, and what to do about it: what weighs most first."""
    named = replace(detail, workbook="" if detail.workbook.isdigit() else detail.workbook)  # how a file numbers them
    said = {name: _few(getattr(named, name)) for name in detail.__struct_fields__}
    if kind in _WHOLE:
        return _WHOLE[kind].format(**said).replace("（）", "")
    ordered = sorted((each for each in _SAID if said[each[0]]), key=lambda each: each[1] is not kind)
    reasons = "；".join(_circle(detail, words).format(**said) for _, _, words in ordered)
    formula = f"{detail.at} 的 {detail.formula}" if detail.at else detail.formula
    shown = f"（{'如 ' if detail.at else ''}{formula}）" if formula else ""
    return "，".join([f"{reasons}{shown}", *_advice(detail, said)])


def _circle(detail: OfFormula, words: str) -> str:
    """A circle that goes through other formulas names the first of them."""
    return words if words is not CIRCULAR or not detail.through else CIRCULAR + "（{through} 的公式又加了此格）"


def _advice(detail: OfFormula, said: dict[str, str]) -> Iterator[str]:
    if detail.texts:
        yield f"请把 {said['texts']} 改为数字"
    if detail.meant:
        yield (
            f"请把求和范围改为 {detail.meant}"
            if not detail.at
            else f"请改正求和范围（如 {detail.at} 改为 {detail.meant}）"
        )
    elif detail.left_out or detail.added or detail.itself:
        yield "请改正公式"
    if detail.filtered or detail.hidden:
        yield "请取消筛选、显示所有行后重新计算，或改用 SUM 求和"


def _few(cells: str) -> str:
    """No more addresses than a sentence may name."""
    each = cells.split("、")
    return cells if len(each) <= _MOST else "、".join(each[:_MOST]) + f" 等 {len(each)} 处"
