"""What is said of annual reports that were dropped, and of what their tables say otherwise than the forms.

Fields besides those of `words.checks`: `stated` what the report's table says, `filed` what the form says, `at` where
that stands."""

from collections.abc import Mapping

from guanbiao.forms.levels import Level, Source
from guanbiao.model.codes import Code
from guanbiao.model.details import Detail, OfHeld, OfLibrary, OfOtherReport, OfOtherYear, OfPlaces
from guanbiao.model.findings import Finding
from guanbiao.words.figures import clipped, filed_text, typed


def report_code(
    code: str, level: Level, sentence: str, detail: type[Detail] = Detail, *, many: str = "", each: str = "{cell}"
) -> Code:
    """A code about an annual report: its sentence, `many` for many cells, `each` as one of them is named."""
    return Code(code, Source.PROSE, level, sentence, detail, {}, {"": many} if many else {}, each)


_MUST, _ASK, _KNOW = Level
_MEND = "请照报表改正报告；是报表错了的，请填报部门改正后重新报送。"
_BOTH = "{place}（{cell}）报告是 {stated}，报表是 {filed}（{at}）"
_BEFORE, _AFTER = 6, 16  # characters that are quoted of a text before where it differs, and in all
ANNUAL = (
    report_code(
        "report_table_differs",
        _MUST,
        f"年度工作报告{{sheet}}《{{title}}》与报送的报表不同：{_BOTH}；{_MEND}",
        OfHeld,
        many=f"年度工作报告里的《{{title}}》与报送的报表不同：{{cells}} 处；{_MEND}",
        each="{cell}{place}报告 {stated}，报表 {filed}",
    ),
    report_code(
        "report_words_differ",
        _KNOW,
        f"年度工作报告{{sheet}}《{{title}}》的文字与报送的报表不同：{_BOTH}。",
        OfHeld,
        many="年度工作报告里的《{title}》文字与报送的报表不同：{cells} 处。",
        each="{cell}{place}报告 {stated}，报表 {filed}",
    ),
    report_code(
        "report_entry_missing",
        _MUST,
        f"报送的《{{title}}》里有{{filed}}（{{at}}），年度工作报告{{sheet}}里没有；{_MEND}",
        OfHeld,
        many=f"报送的《{{title}}》里有、年度工作报告的表里没有的：{{cells}} 条；{_MEND}",
        each="{filed}（{at}）",
    ),
    report_code(
        "report_entry_extra",
        _MUST,
        f"年度工作报告{{sheet}}《{{title}}》里有{{stated}}（{{cell}}），报送的报表里没有；{_MEND}",
        OfHeld,
        many=f"年度工作报告的《{{title}}》里有、报送的报表里没有的：{{cells}} 条；{_MEND}",
        each="{stated}（{cell}）",
    ),
    report_code(
        "report_table_alone",
        _KNOW,
        "年度工作报告{sheet}是《{title}》，这张报表没有报送，没有可以核对的。",
    ),
    report_code(
        "report_table_unread",
        _KNOW,
        "年度工作报告{sheet}的表名是“{raw}”，但表头与这张报表不符，没有与报送的报表核对。",
        many="年度工作报告有表名、但表头与报表不符、没有核对的表格：{cells} 个。",
        each="“{raw}”",
    ),
    report_code(
        "report_older",
        _KNOW,
        "{file} 也是 {year} 年的年度工作报告，只核对最后修改的 {other}，这一份没有核对；请只留一份。",
        OfOtherReport,
    ),
    report_code(
        "report_alone",
        _ASK,
        "{file} 是年度工作报告，收表文件夹里没有可以与它核对的报表；请把报表一起放入。",
    ),
    report_code("report_other_library", _KNOW, "{file} 是{library}的年度工作报告，不是本馆的，没有核对。", OfLibrary),
    report_code(
        "report_other_year",
        _KNOW,
        "{file} 是 {other} 年的年度工作报告，没有与 {year} 年的报表核对。",
        OfOtherYear,
    ),
    report_code(
        "report_undated",
        _ASK,
        "{file} 是年度工作报告，但没有写明是哪一年的，没有核对；请在标题里写上年度。",
    ),
    report_code(
        "report_struck",
        _KNOW,
        "{file} 有 {count} 段（{where}）里有画了删除线或隐藏的字，这些字不算报告的内容；不要的请删去。",
        OfPlaces,
    ),
    report_code(
        "report_boxed",
        _KNOW,
        "{file} 有 {count} 段（{where}）旁边的文本框、脚注或尾注里有数，没有核对；要核对的请写到正文里。",
        OfPlaces,
    ),
)


def held_against(finding: Finding) -> Mapping[str, str]:
    """What a table of a report and the form say at one place, and where that stands in the form."""
    if not isinstance(finding.detail, OfHeld):
        return {}
    own, its = finding.terms[0], finding.terms[-1]
    stated, filed = apart(filed_text(own), filed_text(its), (typed(own), typed(its)))
    return {"stated": stated, "filed": filed, "at": its.address}


def apart(stated: str, filed: str, typed: tuple[str, str]) -> tuple[str, str]:
    """Two texts as a sentence quotes them: where both begin alike and are cut, from a little before they differ.

    >>> apart("“文化大…”", "“文化大…”", ("文化大讲堂第二十五讲主讲甲", "文化大讲堂第二十五讲主讲乙"))
    ('“…二十五讲主讲甲”', '“…二十五讲主讲乙”')
    """
    if stated != filed:
        return stated, filed
    same = next((at for at, (one, other) in enumerate(zip(*typed, strict=False)) if one != other), min(map(len, typed)))
    start = max(same - _BEFORE, 0)
    own, its = (f"“{'…' * bool(start)}{clipped(text[start:], _AFTER)}”" for text in typed)
    return own, its
