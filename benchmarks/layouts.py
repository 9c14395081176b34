"""How forms are read that are laid out as people lay them out: `uv run python -m benchmarks.layouts [layouts]`.

Each layout is one form of a year whose figures agree, in one to three disguises that the tests do not know (`KEPT`);
the forms take turns, and the other forms of the year are filed as their official sheets. Printed are the layouts that
are not read as they should be, one a line, and at the end the counts: tables that read right, figures that are lost or
other without a finding that names them, mandatory findings and broken relations that nobody's figures are to blame for,
and the most findings of one code. The same number of layouts gives the same layouts."""

import sys
import time
from collections import Counter
from functools import partial
from random import Random

from tests.disguises.columns import (
    column_more,
    header_unmerged,
    labels_called,
    labels_spread,
    labels_with_units,
    labels_wrapped,
    months_as,
    swapped,
)
from tests.disguises.every import EVERY, NOT_YET, TITLE_TOLD
from tests.disguises.figures import (
    dates_as,
    figures_as,
    in_other_unit,
    negatives_as,
    nothing_as,
    shares_as,
    struck,
    units_behind,
)
from tests.disguises.filed import Filed
from tests.disguises.judged import Judged, judged_year
from tests.disguises.old_characters import traditional
from tests.disguises.pages import beside, halves, next_sheet, page_sums, printed_again
from tests.disguises.rows import (
    lines_between,
    numbered_blanks,
    numbered_columns,
    of_which,
    quarters,
    total_called,
    total_in_one_cell,
    two_lines,
)
from tests.disguises.titles import (
    in_file_name_only,
    in_tab_only,
    named,
    offset,
    room_below,
    spaced,
    with_copy,
    with_last_year,
    with_sheets,
    worded,
)
from tests.disguises.ways import Apply, Disguise, as_file, disguised, faults
from tests.disguises.year import official

SEED = 4  # of the year's figures: other ones than in the tests
_MOST = 3  # disguises on one form


def _kept(stage: str, told: tuple[str, ...], ways: dict[str, Apply], **how: tuple[str, ...]) -> tuple[Disguise, ...]:
    return tuple(Disguise(name, stage, change, told, **how) for name, change in ways.items())


KEPT = (
    *_kept(
        "figures",
        (),
        {f"数字 {way!r}": partial(figures_as, way=way) for way in ("1\u00a0234", "1，234", " 1234 ", "+1234")},
    ),
    *_kept("figures", (), {f"单位前空 {space!r}": partial(units_behind, space=space) for space in (" ", "\u3000")}),
    *_kept(
        "figures", (), {text: partial(negatives_as, text=text) for text in ("（{value}）", "△ {value}", "－{value}")}
    ),
    *_kept(
        "figures",
        ("columns_alike", "not_given"),
        {f"没有 {text}": partial(nothing_as, text=text) for text in ("x", "－", "停馆", "无", "/", "因疫情闭馆")},
    ),
    *_kept(
        "figures",
        (),
        {f"单位 {word}": partial(in_other_unit, word=word, scale=scale) for word, scale in (("千", 1000), ("百", 100))},
        must=("unit",),
    ),
    *_kept(
        "figures",
        ("entry_twice",),
        {
            f"日期 {way}": partial(dates_as, way=way)
            for way in (
                *("text 20200302", "moment", "3月2日", "3.2", "3/2", "2020. 3. 2", "2020年03月02号"),
                *("三月二日", "2020-03-02（周一）", "20.3.2"),
            )
        },
    ),
    *_kept(
        "figures", ("entry_twice",), {"日期格 年": partial(dates_as, way="serial", look="date 年")}, apart=("files",)
    ),
    *_kept(
        "figures",
        (),
        {
            "百分比 0%": shares_as,
            "划掉三处": partial(struck, cells=3),
            "划掉在后": partial(struck, behind=True),
        },
        apart=("files",),
    ),
    *_kept(
        "labels",
        (),
        {
            f"月份 {way}": partial(months_as, way=way)
            for way in (
                "一月份",
                "2020-1",
                "2020/01",
                "Jan-20",
                "first day",
                "1.",
                "M1",
                "第1月",
                "1月末",
                "serial",
                "20200101",
                "二〇二〇年一月",
                "1/2020",
            )
        },
    ),
    *_kept(
        "labels",
        (),
        {
            "栏名全角空格": partial(labels_spread, by="\u3000"),
            "栏名竖写": partial(labels_spread, by="\n"),
            "栏名换行 回车": partial(labels_wrapped, by="\r\n"),
            "栏名别称 2": partial(labels_called, which=1, most=2),
            "栏名单位 半角": partial(labels_with_units, unit="({unit})"),
            "栏名单位 斜线": partial(labels_with_units, unit="/{unit}"),
            "栏名单位 换行": partial(labels_with_units, unit="\n（{unit}）"),
            "繁体 只栏名": partial(traditional, title=False),
            "表头重复": partial(header_unmerged, repeat=True),
        },
    ),
    *_kept(
        "rows",
        ("row_unknown",),
        {
            "栏号 A B C": partial(numbered_columns, way="A B C"),
            "栏号 ①": partial(numbered_columns, way="①"),
            "行间 ——": partial(lines_between, texts=("——线下活动——", "——线上活动——"), every=4),
            "行间 【】": partial(lines_between, texts=("【三季度】",), every=5),
            "行间 说明": partial(lines_between, texts=("以上数据由网络部提供",), every=3),
            "合计 共计": partial(total_called, word="共计"),
            "合计 本年合计": partial(total_called, word="本年合计"),
            "合计 全馆合计": partial(total_called, word="全馆合计"),
            "合计 合  计：": partial(total_called, word="合  计："),
            "合计 共n场": partial(total_in_one_cell, text="共{count}场"),
            "合计 n次": partial(total_in_one_cell, text="合计 {count} 次"),
            "合计（n）": partial(total_in_one_cell, text="合计（{count}）"),
            "其中：网上": partial(of_which, label="其中：网上"),
            "其中": partial(of_which, label="其中"),
            "第一季度": partial(quarters, labels=("第一季度", "第二季度", "第三季度", "第四季度")),
            "半年小计": partial(quarters, labels=("上半年小计", "下半年小计")),
            "空编号 12": partial(numbered_blanks, many=12),
            "一条两行 日期": partial(two_lines, column="date"),
        },
    ),
    *_kept(
        "columns",
        ("column_unknown",),
        {
            "多一栏 审核人": partial(column_more, label="审核人", words="王芳"),
            "多一栏 中间": partial(column_more, label="上年同期", right=False),
            "多一栏 无名": partial(column_more, words="√"),
            "换栏": swapped,
        },
    ),
    *_kept(
        "pages",
        ("row_unknown",),
        {
            "续页 （二）": partial(printed_again, every=7, mark="（二）"),
            "续页 (接上表)": partial(printed_again, every=12, mark="(接上表)"),
            "续页 承上页": partial(printed_again, every=9, line="承上页"),
            "续页 页码": partial(printed_again, every=8, line="第2页 共3页"),
            "续页 表头 5": partial(printed_again, every=5, title=False),
            "下一张 第2页": partial(next_sheet, after=4, name="第2页"),
            "下一张 Sheet2 表头": partial(next_sheet, title=False, name="Sheet2"),
            "下一张 无表头": partial(next_sheet, after=5, title=False, header=False, name="Sheet2"),
            "半年 1-6月": partial(halves, way="sheets", labels=("1-6月", "7-12月")),
            "并排 空一栏": partial(beside, gap=1),
            "本页小计": partial(page_sums, every=8, label="本页小计", again=True),
            "页计": partial(page_sums, every=6, label="页计"),
            "转下页": partial(page_sums, every=9, label="转下页", carried="接上页"),
        },
    ),
    *_kept(
        "titles",
        TITLE_TOLD,
        {
            "标签 短名": partial(in_tab_only, name="{name}"),
            "文件名 短名": partial(in_file_name_only, name="2020年{name}"),
            "文件名 编号": partial(in_file_name_only, name="07 {title}"),
        },
        apart=("pages", "files"),
    ),
    *_kept(
        "titles",
        ("form_twice",),
        {
            "表名 换行": partial(spaced, by="\n"),
            "表名 全角空格": partial(spaced, by="\u3000"),
            "表名 表8": partial(worded, before="表8 "),
            "表名 8.": partial(worded, before="8."),
            "表名 2020年度": partial(worded, year="2020年度"),
            "表名 （2020）年": partial(worded, year="（2020）年"),
            "表远": partial(offset, down=5, right=3),
            "表右": partial(offset, down=0, right=2),
            "表名下空三行": partial(room_below, rows=3),
            "文件 报表(1)": partial(named, file="2020年报表(1).xlsx", sheet="表一"),
            "说明在前": partial(with_sheets, before=True),
            "样表": partial(with_copy, name="样表", keep=0.4, first=True),
            "Sheet1 (2)": partial(with_copy, name="Sheet1 (2)", keep=0.3),
            "空白": partial(with_copy, name="空白", first=True),
            "隐藏 去年": partial(with_last_year, name="去年", first=True),
        },
    ),
    *_kept("files", (), {"tsv": partial(as_file, kind="tsv"), "xlsx": partial(as_file, kind="xlsx")}),
)


def layouts(many: int) -> list[tuple[tuple[Disguise, ...], Filed]]:
    """So many layouts: the forms in turn, each in one to three disguises that go together."""
    plain = list(official(SEED).values())
    return [_layout(plain[at % len(plain)], Random(f"layout {at}")) for at in range(many)]


def _layout(filed: Filed, dice: Random) -> tuple[tuple[Disguise, ...], Filed]:
    while True:
        chosen: list[Disguise] = []
        for each in dice.sample(KEPT, dice.randint(1, _MOST)):
            if all(each.goes_with(other) for other in chosen):
                chosen.append(each)
        done = disguised(filed, tuple(chosen), Random(filed.form.id))
        if done:
            return tuple(chosen), done


def main(many: int) -> None:
    """Print the layouts that are not read as they should be, and the counts."""
    start, seen, wrong = time.perf_counter(), list[Judged](), 0
    kinds: Counter[str] = Counter()
    for number, (worn, filed) in enumerate(layouts(many)):
        own = judged_year({filed.form.id: filed}, SEED)[filed.form.id]
        seen.append(own)
        if fault := faults(own, worn):
            wrong += 1
            kinds.update(each.name for each in worn)
            print(f"{number:3} {filed.form.id}: {' + '.join(each.name for each in worn)} → {fault}")
    _count(many, wrong, seen)
    print("most often on them: " + ", ".join(f"{name} {count}" for name, count in kinds.most_common(12)))
    print(f"{time.perf_counter() - start:.0f} s")
    able = [each.name for each in EVERY if each.name in NOT_YET and _reads(each)]
    print(f"no longer in need of NOT_YET: {', '.join(able) or 'none'}")


def _count(many: int, wrong: int, seen: list[Judged]) -> None:
    right = sum(not each.lost for each in seen)
    silent = sum(len(each.silent) for each in seen)
    must = [code for each in seen for code in each.mandatory]
    broken = [code for each in seen for code in each.broken]
    code, most = max((each.most for each in seen), key=lambda each: each[1])
    print(f"{many} layouts: {right} tables read right, {many - wrong} with nothing said that should not be")
    print(f"figures and texts lost or other without a finding that names them: {silent} (goal 0)")
    print(f"false mandatory findings, by code: {len(must)} {dict(Counter(must).most_common(8))} (goal 0)")
    print(f"false broken relations, by rule: {len(broken)} (goal 0); refused: {sum(each.is_refused for each in seen)}")
    print(f"most findings of one form and code: {most} {code} (goal 1)")


def _reads(disguise: Disguise) -> bool:
    """Whether every form that can wear a disguise reads back in it."""
    plain = official(SEED)
    year = {form: done for form in plain if (done := disguised(plain[form], (disguise,), Random(form)))}
    return not any(faults(own, (disguise,)) for own in judged_year(year, SEED).values())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
