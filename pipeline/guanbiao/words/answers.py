"""What users read about slips that came back: what is not taken, and what is taken in another way than it was written;
and about templates of letters.

Fields of a sentence: those of intake.py, and those of its details."""

from collections.abc import Sequence

from guanbiao.forms.levels import Level, Source
from guanbiao.model.codes import Code
from guanbiao.model.details import Detail, OfAnswer, OfEdits, OfSlip, OfTemplate

_MUST, _ASK, _KNOW = Level
_NAMED = 5  # cells that one sentence names
_EDIT, _EMPTY, _MORE = "{cell} 由 {before} 改为 {after}", "（空）", " 等 {count} 处"


def _code(code: str, level: Level, sentence: str, detail: type[Detail] = OfSlip) -> Code:
    return Code(code, Source.INTAKE, level, sentence, detail, {}, {}, "{cell}")


ANSWERS = (
    _code(
        "answer_refused",
        _KNOW,
        "核对单里对《{title}》{place}写的是“{text}”，没有写明原因和依据，不能算作说明；"
        "请写清这个数为什么是这样（原因，如闭馆、口径变化），凭什么知道（依据，如哪本台账、哪个系统的哪张表）。",
        OfAnswer,
    ),
    _code(
        "answer_no_figure",
        _KNOW,
        "核对单里对《{title}》{place}答复了“{text}”，但没有写正确的数，报表也没有重新报送；"
        "请改正报表后重新报送，或在“说明”里写上正确的数。",
        OfAnswer,
    ),
    _code(
        "answer_edited",
        _KNOW,
        "核对单“{file}”里把 {text}，但没有选“更正”，没有采用，《{title}》{place}仍待答复；"
        "确应更正的，请在“处理”里选“更正”，并改正报表后重新报送；数属实的，请在“说明”里写清原因和依据。",
        OfAnswer,
    ),
    _code(
        "answer_asks",
        _ASK,
        "{given_by}在核对单里对《{title}》{place}问“{text}”，不能算作说明，这一处仍待答复；请{decided_by}回复{given_by}。",
        OfAnswer,
    ),
    _code(
        "answer_elsewhere",
        _ASK,
        "{given_by}在核对单里对《{title}》{place}答复“{text}”，说的是该由谁答复，没有说数为什么是这样，不能算作说明；"
        "请{decided_by}核定由哪个部门答复，再由那个部门把正确的数或原因和依据写在{given_by}的核对单里。",
        OfAnswer,
    ),
    _code(
        "words_unplaced",
        _ASK,
        "核对单“{sheet}”{cell} 写的“{raw}”对不上任何一个问题，没有采用；请写在问题那一行的“处理”和“说明”里。",
    ),
    _code(
        "answer_names_others",
        _ASK,
        "核对单“{file}”{cell} 写的“{raw}”提到几个问题，看不出是不是也答复了{text}，没有作为它的答复；"
        "要一并答复的，请写明题号和原因（如“第1、2题均因闭馆”），或写在那一行。",
        OfAnswer,
    ),
    _code("approval_on_slip", _KNOW, "部门的核对单里写了审批意见“{raw}”，不能作为审批；审批只在“待审批.xlsx”里有效。"),
    _code(
        "answer_replaced",
        _KNOW,
        "核对单“{file}”{cell} 写的“{raw}”与后来的答复“{text}”不同，以后来的为准；不妥的，请在新的核对单里改写。",
        OfAnswer,
    ),
    _code(
        "answer_withdrawn",
        _KNOW,
        "核对单“{file}”{cell} 原来的答复“{text}”被删去、划掉或写明撤回，已按撤回处理，《{title}》{place}仍待答复；"
        "不是有意的，请在新的核对单里重新填写。",
        OfAnswer,
    ),
    _code(
        "answers_in_text",
        _ASK,
        "“{file}”里写的“{raw}”像是对核对单的答复，但看不出答的是哪一个问题，没有采用；"
        "请写在核对单问题那一行的“处理”和“说明”里，把核对单放回收表的文件夹，或在每条答复前照抄问题的“单元格”一栏。",
    ),
    _code(
        "answer_struck",
        _KNOW,
        "核对单“{file}”的“{sheet}”{cell} 写的“{raw}”划掉了，已按没有写处理；不是有意划掉的，请在新的核对单里重新填写。",
    ),
    _code(
        "question_struck",
        _KNOW,
        "核对单“{file}”的“{sheet}”里，原有的内容有 {count} 格划掉了（{cell} 的“{raw}”等），划掉不算答复，也不改数；"
        "请在那一行的答复栏里写明。",
    ),
    _code(
        "words_in_margin",
        _ASK,
        "核对单“{file}”的“{sheet}”页眉或页脚里写的“{raw}”对不上任何一个问题，没有采用；请写在要答复的那一行里。",
    ),
    _code(
        "approval_unclear",
        _ASK,
        "审批单“{file}”{cell} 写的“{raw}”看不出是同意还是不同意，没有采用；请在“审批”里选“同意”或“不同意”。",
    ),
    _code(
        "approval_void",
        _ASK,
        "审批单“{file}”{cell} 写的“{raw}”针对的说明或数后来改动了，没有采用；请在新的“待审批.xlsx”里重新审批。",
    ),
    _code(
        "approval_by_other",
        _ASK,
        "审批单“{file}”是发给{issued_to}的，{cell} 写的“{raw}”却应由别人审批，没有采用；"
        "请在发给审批人的“待审批.xlsx”里审批。",
    ),
    _code(
        "approval_nameless",
        _ASK,
        "审批单“{file}”的标题没有了，看不出是发给谁审批的，{cell} 写的“{raw}”没有采用；"
        "请在发给审批人的“待审批.xlsx”里审批。",
    ),
    _code(
        "approval_elsewhere",
        _ASK,
        "审批单“{file}”是发给{issued_to}的，却放在别的部门的文件夹里，{cell} 写的“{raw}”没有采用；"
        "确是{issued_to}审批的，请移到{issued_to}的文件夹里。",
    ),
    _code(
        "slip_picture",
        _ASK,
        "核对单“{file}”的“{sheet}”{cell} 处贴有图片，图片里的字读不出来；"
        "有答复的，请用文字写在问题那一行的“处理”和“说明”里。",
    ),
    _code(
        "slip_blank",
        _KNOW,
        "“{file}”交回来了，里面没有读到任何答复（写在文件名里的、用颜色表示的也不算）；请把答复写在问题那一行，存盘后再放入。",
    ),
    _code("slip_other_year", _KNOW, "核对单“{file}”是 {of_year} 年的，不属于 {year} 年，没有采用。"),
    _code(
        "slip_other_department",
        _KNOW,
        "核对单“{file}”是发给{issued_to}的，却放在别的部门的文件夹里，已作为{issued_to}的答复；请核对有没有放错。",
    ),
    _code(
        "slip_outdated",
        _KNOW,
        "核对单“{file}”发出以后，其中 {count} 处的数又改动了，对这些数的答复不再有效，请在新的核对单里重新答复。",
    ),
    _code("copy_corrected", _KNOW, "按核对单里的更正，{edits}，已按更正后的数计入；请同时改正报表原件。", OfEdits),
    _code(
        "copy_changed",
        _ASK,
        "在核对单所附的“{attached}”里，{edits}，但核对单里没有对这里选“更正”，没有采用；"
        "确应更正的，请在核对单里选“更正”，或改正报表后重新报送。",
        OfEdits,
    ),
    _code(
        "template_broken",
        _KNOW,
        "模板“{file}”没有采用，已按自带的模板写出：{fault}。",
        OfTemplate,
    ),
)


def edits_text(edits: Sequence[tuple[str, str, str]]) -> str:
    """Cells that were changed, each with what it held and holds: of many the first, and how many there are."""
    named = (
        _EDIT.format(cell=cell, before=before or _EMPTY, after=after or _EMPTY)
        for cell, before, after in edits[:_NAMED]
    )
    return "、".join(named) + (_MORE.format(count=len(edits)) if len(edits) > _NAMED else "")
