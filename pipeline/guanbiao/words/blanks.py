"""The words of blank forms: what was in question last year, and how cells are filled in that state several figures."""

from guanbiao.words.figures import number
from guanbiao.words.letters import shortened
from guanbiao.words.workbook import STATUSES

COMPOUND_TITLE = "这一格要填几个数"
NOTHING = "无"
_COMPOUND = f"请照这个样子填，只换数字：{{example}}；确实没有的填“{NOTHING}”。"
_BLAMED = "这是上年的数，上年报 {filed}，{should}{state}，所以没有带过来。请按核定的数填写。上年的问题：{says}"
_SHOULD = {True: "应为 {figure}", False: "似应为 {figure}"}  # by whether that is certain
_INVOLVED = "这是上年的数，与上年一处没有核对清楚的问题有关{state}。核定后如有改动，请改这一格。上年的问题：{says}"
_EXPLAINED = "这是上年的数，上年有疑问，填报部门已作说明，照原数带过来。上年的问题：{says}"
_CORRECTED = "这是上年的数，上年原报 {filed}，核对后更正为 {figure}，照更正后的数带过来。上年的问题：{says}"
PART = "这是上年的数，由它合计出来的数上年有疑问，没有核对清楚。核定后如有改动，请改这一格。"
SUMMED = "这一格已改成公式，随各项自动计算。"
_STATE = "（{status}）"
_MOST = 160  # characters of what was said last year


def compound_hint(example: str) -> str:
    """How a cell is filled in that states several figures."""
    return _COMPOUND.format(example=example)


def blamed_text(filed: float | None, suggested: float | None, certain: bool, status: str, says: str) -> str:
    """What stands at a cell whose figure of last year was probably wrong, and is left out."""
    should = _SHOULD[certain].format(figure=number(suggested))
    return _BLAMED.format(filed=number(filed), should=should, state=_state(status), says=_cut(says))


def involved_text(status: str, says: str) -> str:
    """What stands at a cell whose figure of last year took part in what was never settled."""
    return _INVOLVED.format(state=_state(status), says=_cut(says))


def explained_text(says: str) -> str:
    """What stands at a cell whose figure of last year was in question and explained."""
    return _EXPLAINED.format(says=_cut(says))


def corrected_text(filed: float, figure: float, says: str) -> str:
    """What stands at a cell whose figure of last year was in question and corrected."""
    return _CORRECTED.format(filed=number(filed), figure=number(figure), says=_cut(says))


def _state(status: str) -> str:
    """Where it stood, in parentheses; '' for what was new, and for a state that this program does not know."""
    said = next((words for state, words in STATUSES.items() if state == status), "")
    return _STATE.format(status=said) if said else ""


def _cut(says: str) -> str:
    return shortened(says, _MOST)
