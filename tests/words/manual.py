"""The manual's list of codes, made from the table of codes: `python -m tests.words.manual` puts it into the manual."""

import re
from pathlib import Path

from guanbiao.model.codes import Code
from guanbiao.words.codes import CODES
from guanbiao.words.workbook import KINDS, LEVELS

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "用户手册.md"
START, END = "<!-- 代码表开始 -->", "<!-- 代码表结束 -->"


def table() -> str:
    """The list of codes as a table of the manual, between its two marks."""
    lines = [
        f"| `{code.code}` | {KINDS[code.source]} | {LEVELS[code.level]} | {said(code)} |" for code in CODES.values()
    ]
    return "\n".join((START, "", "| 代码 | 类别 | 级别 | 说明 |", "|---|---|---|---|", *lines, "", END))


def said(code: Code) -> str:
    """The sentences of a code, its fields as blanks."""
    sentences = dict.fromkeys((code.sentence, *code.variants.values(), *code.many.values()))
    return "<br>".join(re.sub(r"\{[^}]*\}", "…", sentence) for sentence in sentences)


def main() -> None:
    """Put the list into the manual, in place of the one that is there."""
    before, _, rest = MANUAL.read_text("utf-8").partition(START)
    MANUAL.write_text(f"{before}{table()}{rest.partition(END)[2]}", "utf-8")


if __name__ == "__main__":
    main()
