"""Speaks to whoever sits at a terminal when a run is done: its problems form by form, and what to do next."""

from collections.abc import Mapping

from guanbiao.forms.levels import Level
from guanbiao.words.workbook import LEVELS

OWED, NO_FORM = "没有收到的表", "收到的文件"
LEVEL_COUNT, PROOF_COUNT = "{level} {count}", "（旁证 {count} 条）"
NEXT, NEXT_JOIN = "下一步：{steps}。", "；"
NEXT_REPORT = "打开 {folder} 里的“核对报告.html”"
NEXT_SLIPS = "把“通知”里的核对单发给各部门，填好后放回收表的文件夹，再运行一次"
NEXT_REMINDERS = "把“通知”里的催报通知发给未报的部门"
NEXT_APPROVALS = "把“通知”里的“待审批.xlsx”交审批人，填好后放回收表的文件夹"
NEXT_WORKBOOK = "没有要答复的问题了，打开 {folder} 里的总表"
NEXT_SUMMED = "打开 {folder} 里的“汇总报告.html”；各馆的核对单在各馆文件夹的“通知”里"


def level_counts(counts: Mapping[Level, int]) -> list[tuple[Level, str]]:
    """How many problems there are of each level that there is any of, the gravest first: `强制性 3`."""
    return [(level, LEVEL_COUNT.format(level=LEVELS[level], count=counts[level])) for level in Level if counts[level]]


def next_step(folder: str, answers: Mapping[str, int], owed: int) -> str:
    """What to do next with the outputs of a year: by how many problems are in which state, and how many forms nobody
    filed."""
    asked = sum(answers[state] for state in ("open", "correcting", "lapsed"))
    waits = (NEXT_SLIPS, asked), (NEXT_REMINDERS, owed), (NEXT_APPROVALS, answers["pending"])
    steps = [step for step, count in waits if count]
    first = NEXT_REPORT if steps else NEXT_WORKBOOK
    return NEXT.format(steps=NEXT_JOIN.join((first.format(folder=folder), *steps)))
