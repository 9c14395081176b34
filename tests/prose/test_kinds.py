"""Kinds of sentences, one of each, held against the forms of 2020: what each figure is, and what it is held against."""

import pytest
from guanbiao.model.claims import Checked, Verdict
from guanbiao.model.documents import InTable, Paragraph
from guanbiao.report.report import Report

from tests.prose.test_2020 import held

OTHERWISE = "otherwise"  # of another scope, or nothing known
KINDS = (  # a sentence, and of each figure that is told apart what it is
    ("培训由公共政策培训、书屋管理员培训（铁西、立山）、学校分馆管理员培训及业务骨干培训组成，共4期。", {"4期": None}),
    ("中心主任贾波、馆长周永纯，副馆长许迎霞一行三人赴会。", {"三人": ("agrees", 3)}),
    ("开展学堂活动4场，1月5日做粘土；1月12日诵读；1月19日剪窗花；9月13日折纸。", {"4场": ("agrees", 4)}),
    ("10月1日至11月15日，征集历时一个半月。", {"一个半月": ("agrees", 1.5)}),
    ("藏品增加2872种，原基数506598种变更为509380种。", {"2872种": ("differs", 2782)}),
    ("座位由200个增至260个，增长25%。", {"25%": ("differs", 30)}),
    ("座位由200个增至260个，增长30%。", {"30%": ("agrees", 30)}),
    ("2020年流通人次同比减少454380人次。", {"454380人次": ("differs", 310358)}),
    ("网站浏览93131人次，比2019年的161673人次减少68542人次。", {"161673人次": ("agrees", 161673)}),
    ("到馆和分馆读者共413653人次。", {"413653人次": (OTHERWISE, None)}),
    ("走进鞍山市图书馆及其分馆的读者有413653人次。", {"413653人次": ("agrees", 413653)}),
    ("2018年、2019年新增藏量分别为95414、190018册（件）。", {"190018册（件）": ("differs", 109018)}),
    ("行业分馆占11家，学校分馆占6家。", {"11家": ("agrees", 11), "6家": ("differs", 4)}),
    ("持有图书馆借书证的读者已达313251名。", {"313251名": ("agrees", 313251)}),
    ("全年组织读者活动（网上活动计算在内）226次。", {"226次": ("agrees", 226)}),
    ("高级职称17人，占专业技术人员的四分之一（25%）。", {"25%": ("agrees", 25)}),
    ("成人接待量与少儿接待量依次占总流通人次的57.9%和19.0%。", {"57.9%": ("rounded", 57.854)}),
    ("某处社区书屋走访读者2410人次，答复读者咨询2400条。", {"2400条": (OTHERWISE, None)}),
    ("为5家分馆配送图书300册。", {"5家": (OTHERWISE, None), "300册": (OTHERWISE, None)}),
    ("借阅量由100册增至150册，其中少儿增长30%。", {"30%": (OTHERWISE, None)}),
    ("馆藏由240万册增加到250万册，年均增长5万册。", {"5万册": (OTHERWISE, None)}),
    ("流通人次同比减少，但网站访问增加2191人次。", {"2191人次": (OTHERWISE, None)}),
    ("成人、少儿外借分别占30.6%和69.4%。", {"30.6%": ("rounded", 30.562), "69.4%": ("rounded", 69.438)}),
    ("成人外借7月至12月占65%。", {"65%": (OTHERWISE, None)}),
    ("活动12场，1月3日、2月4日举办了其中的讲座。", {"12场": (OTHERWISE, None)}),
    ("“全民阅读进万家暨2020年读书节系列活动”启动仪式上300人参加。", {"300人": (OTHERWISE, None)}),
    ("全民阅读进万家暨2020年读书节系列活动共有20000人参加。", {"20000人": (OTHERWISE, None)}),
    (
        "新建分馆27家，配置图书138453册，其中行业分馆11家、配书9400册，学校分馆4家、配书5480册。",
        {"9400册": ("agrees", 9400), "5480册": ("agrees", 5480)},
    ),
    ("读者活动中讲座、展览70场、44场。", {"70场": ("agrees", 70), "44场": ("agrees", 44)}),
    ("国图公开课推出23集，收看13572人次。", {"13572人次": ("agrees", 13572)}),
    ("1月24日至30日，以“感受鞍山历史 传承地域文化”为主题展出文献近30余种。", {"30余种": ("agrees", 30)}),
    ("7月15日在中国移动通信集团鞍山分公司建立了分馆，配送流通图书500册。", {"500册": ("agrees", 500)}),
    ("7月15日在中国移动通信集团鞍山分公司建立了分馆，配送流通图书900册。", {"900册": (OTHERWISE, None)}),
    (
        "惠民大讲堂首场《工业摄影漫谈》65人到场，第二场《歌唱的基本技巧和方法》80人。",
        {"65人": ("agrees", 65), "80人": (OTHERWISE, None)},
    ),
    ("承办2020年全市公共数字文化系列培训班，参训馆员近百人。", {"百人": ("differs", 72)}),
    ("总流通人次8000人次（小学生）。", {"8000人次": (OTHERWISE, None)}),
    ("外借图书9000册次，均为盲文图书。", {"9000册次": (OTHERWISE, None)}),
    ("2021年，接待读者50万人次，全年外借60万册次。", {"60万册次": (OTHERWISE, None)}),
    ("截至11月底，年内新增文献62282册（件）。", {"62282册（件）": (OTHERWISE, None)}),
    ("城市书房深受欢迎。接待读者38万人次，外借图书40万册次。", {"38万人次": (OTHERWISE, None)}),
    ("少儿外借部焕然一新。外借册次212965册次。", {"212965册次": ("agrees", 212965)}),
    ("分馆总数181个，接待读者30000人次。", {"30000人次": (OTHERWISE, None)}),
    ("新增文献156494册（件），少儿馆藏571698册（件）。", {"571698册（件）": (OTHERWISE, None)}),
    ("讲座70场，展览44场，其他活动112场，合计226场。", {"226场": (OTHERWISE, None)}),
    ("近三年接待读者80万人次。", {"80万人次": (OTHERWISE, None)}),
    ("去年1月接待读者71200人次，7月接待读者98600人次。", {"98600人次": (OTHERWISE, None)}),
    ("网站浏览由90940、161673变为93131人次。", {"161673": (OTHERWISE, None)}),
    ("流通设施：馆车3辆；座席1639个。", {"1639个": (OTHERWISE, None)}),
    ("解答咨询2421条；外借部500人次。", {"500人次": (OTHERWISE, None)}),
    ("四季度外借174752册次；上半年122313册次，占全年的27.9%。", {"27.9%": (OTHERWISE, None)}),
    ("报名者逾400人，读者活动如火如荼。", {"400人": (OTHERWISE, None)}),
    ("2020年全市公共数字文化系列培训班在酒店举行，72人参加了培训。", {"72人": ("differs", 100)}),
    ("口碑出众，全年外借438711册次，其中成人93734册次，分馆142012册次。", {"142012册次": ("differs", 132012)}),
    ("专业技术岗位68人，占职工总数的78.2%，其中高级职称27人。", {"27人": ("differs", 17)}),
    ("图书外借窗口（含成人、少儿，不含分馆）接待107121人次。", {"107121人次": ("agrees", 107121)}),
    ("新建分馆27家（行业分馆11家，学校分馆4家），共配送图书148453册。", {"148453册": ("differs", 138453)}),
    (
        "成人、少儿、分馆分别外借93734册次、212965册次、132012册次，文献外借总册次达538711册次。",
        {"538711册次": ("differs", 438711)},
    ),
    ("2020年比2019年流通人次少464380人次。", {"464380人次": ("differs", 310358)}),
    (
        "外借438711册次，新馆启用后，成人外借53734册次，少儿外借112965册次。",
        {"53734册次": (OTHERWISE, None), "112965册次": (OTHERWISE, None)},
    ),
    ("总流通413653人次，新馆启用后，接待50000人次，外借文献300000册次。", {"300000册次": (OTHERWISE, None)}),
    ("科普类工作。举办展览65场。", {"65场": (OTHERWISE, None)}),
    ("线上专题书吧是今年的一项新举措。全年外借338711册次。", {"338711册次": (OTHERWISE, None)}),
    ("2021年年内新增文献162282册（件）。", {"162282册（件）": (OTHERWISE, None)}),
    ("全年接待读者117121人次，这是图书外借窗口的数字。", {"117121人次": (OTHERWISE, None)}),
    ("外借438711册次，平均每十册里，近五册由少儿借走。", {"五册": (OTHERWISE, None)}),
    ("每个座席年外借338712册次。", {"338712册次": (OTHERWISE, None)}),
    ("少数读者外借338713册次。", {"338713册次": (OTHERWISE, None)}),
    ("结项课题5项。", {"5项": (OTHERWISE, None)}),
    ("在这里举办的线下讲座18期。", {"18期": (OTHERWISE, None)}),
    ("图书外借窗口全年接待读者127121人次（不包括分馆）。", {"127121人次": ("differs", 107121)}),
    ("图书外借窗口全年接待读者27121人次（仅分馆）。", {"27121人次": (OTHERWISE, None)}),
)


@pytest.fixture(scope="module")
def found(explained: Report) -> dict[tuple[str, str], Checked]:
    """All of these sentences, as one text: by sentence and figure, what is said of it."""
    text = [Paragraph(at, sentence) for at, (sentence, _) in enumerate(KINDS)]
    return {(text[each.claim.paragraph].text, each.claim.figure): each for each in held(explained, text)}


LABELLED = (  # the labels of a cell, what stands in it, and what it is
    (("总流通人次",), "总流通人次达8000人次。", "differs"),
    (("展览",), "接待读者8000人次。", OTHERWISE),
    (("推广组",), "接待读者8000人次。", OTHERWISE),
    (("目标",), "接待读者413653人次。", "agrees"),
)


@pytest.mark.parametrize(("labels", "sentence", "verdict"), LABELLED)
def test_labels_of_a_cell_narrow_what_it_tells(
    explained: Report, labels: tuple[str, ...], sentence: str, verdict: str
) -> None:
    cell = Paragraph(1, sentence, labels, inside=InTable(1, "B2", labels))
    (each,) = held(explained, [cell])
    assert is_as_wanted(each, verdict, 413653)


def is_as_wanted(each: Checked, verdict: str, value: float | None) -> bool:
    if verdict == OTHERWISE:
        return each.verdict not in (Verdict.DIFFERS, Verdict.DISPUTED)
    return each.verdict == verdict and each.table_value == pytest.approx(value, abs=0.01)


@pytest.mark.parametrize(("sentence", "said"), KINDS)
def test_what_a_figure_is_held_against(
    found: dict[tuple[str, str], Checked], sentence: str, said: dict[str, tuple[str, float | None] | None]
) -> None:
    wanted = {figure: it or (OTHERWISE, None) for figure, it in said.items()}
    told = {figure: is_as_wanted(found[sentence, figure], *it) for figure, it in wanted.items()}
    assert told == dict.fromkeys(wanted, True)


def test_nothing_else_is_accused(found: dict[tuple[str, str], Checked]) -> None:
    wrong = {(sentence, figure) for sentence, said in KINDS for figure, it in said.items() if it and it[0] == "differs"}
    assert {key for key, each in found.items() if each.verdict is Verdict.DIFFERS} == wrong
