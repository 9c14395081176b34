"""Explanations that say who should answer, or ask back, and not why."""

import pytest
from guanbiao.forms.vocabulary import Vocabulary
from guanbiao.text.phrases import says_nothing
from guanbiao.words.elsewhere import asks_back, says_who

from tests.text.explanations import EMPTY_TEXTS, REASONS

_SAYS_WHO = """
不归我们管|不是我们部门的|不归我部管|这个不归我们科室负责|与我部无关|跟我们没关系|不属于本部门职责|不属于我部门业务范围|不是我填的|不是我们填报的|请问财务科|应由财务科答复|
该数应由业务中心填报|请找采编部核实|这是流通部的事|归少儿部管|由辅导部负责|问办公室|请向人事科了解|不是我们统计的|非我部门业务|不是我经手的|应由对方部门更正|请业务中心解释|
这个问题请馆办公室回答|麻烦问一下财务|不归我们管，请联系办公室|不是我们的数|不是我部门的数据，请与业务中心核实|建议由采编部说明|我们部门不负责这项工作|我们不管这个|
此表由办公室填报，请办公室答复|不关我们的事|这块是信息部在做|不是我们这边的，找别人|转办公室处理|请转财务|不是本科室业务|应该是流通部来答|是财务的事|让信息部改|不归我管|
这个数不是我部报的|此事与本部门无关，请询问其他部门|归口业务中心|由各分馆负责答复|不清楚，问财务科|我不负责这个|这不属于我们的工作范围|该表不归我科填|请咨询业务中心|不归本部管理|
数据不是我们出的|请去问采编的同志|这个要问财务|这个问题应该找少儿部|非本部门职责范围|我部不负责该项统计|不是我的事|由馆办公室统一答复|需由辅导部更正|应转办公室|与我们部门没有任何关系|
归办公室主任管|找馆长|问领导|不在我们职责范围内|不是我管的|不是我部的业务，建议问信息部|已转给采编部处理|这个数我们不掌握，请问财务|不由我室负责|不该我们答|应该业务中心答|
跟本科室无关，不清楚|不是我们负责的，请联系相关部门|请相关部门说明
"""
_SAYS_WHY = """
不是本馆举办|不属于统计范围|不归我馆统计的流动点未计入|不是我们举办的活动，未计|由系统自动统计|由分馆上报|分馆未上报|该分馆已划归区馆管理|财务科按实际支出填列|
由财政统一采购，未入本馆账|归还图书未及时登记|找回丢失图书2册|与文旅局联合举办|和学校合办，人次只计一方|由总馆统一采购|业务外包给公司|业务中心合并到流通部|
由业务中心统计口径改为系统导出|请假人员未计|少儿部搬迁|办公室占用阅览室|由志愿者统计，漏计|非我馆藏书，借展|不是年末数，是年初数|不属于图书馆馆藏|属于赠书|属于分馆藏书|是采编部漏报|
是财务科多算了一笔|由物业公司计数，未含周末|按财务科账簿|人事科核定编制数|跟去年口径不同|与上年不可比|他们重复报了|分馆的数没有报上来|由于疫情闭馆|转到下年支付|交给出版社的图书未计|
请读者自助借还，系统未计|不是我们馆的活动|不归还图书的读者增多|请专业公司统计|由讲师个人负责，未收费|找不到原始登记簿|问卷发放减少|由纸质改为电子|转入其他科目|联系电话变更|
让读者自助办理，系统漏计|请外馆老师讲座一场|应由读者自付的费用未计入|属于跨部门项目，两部门各计一半|是少儿部活动，计入少儿|归到其他活动一栏|这部分由总馆采购，计在总馆|是办公室代办的证|
属于财政直接支付|由辅导部代填时抄错|办公室填报时漏了分馆
"""
WHO, WHY = ([each for each in texts.replace("\n", "").split("|") if each] for texts in (_SAYS_WHO, _SAYS_WHY))


def is_empty(text: str) -> bool:
    return says_nothing(text, Vocabulary().all_empty)


def test_who_should_answer_is_no_reason_however_it_is_said() -> None:
    assert [text for text in WHO if not says_who(text, is_empty)] == []


def test_no_honest_reason_is_taken_for_it() -> None:
    """Not even one that names others, nor one of the held-out list."""
    assert [text for text in (*WHY, *REASONS, *EMPTY_TEXTS) if says_who(text, is_empty) and not is_empty(text)] == []


@pytest.mark.parametrize("who", WHO[::7])
def test_a_reason_beside_it_counts(who: str) -> None:
    assert says_who(f"{who}。已核实，数据无误！", is_empty)
    assert not says_who(f"{who}，因七月闭馆装修", is_empty)
    assert not says_who(f"含续借；{who}", is_empty)


@pytest.mark.parametrize(
    "text",
    [
        *("请问这个数指的是什么？", "这是什么意思", "不知道怎么填", "为什么要改？", "这个数从哪来的", "看不懂这个问题"),
        *(
            "请问应该怎么算",
            "哪里错了？",
            "您好，这个指哪个数呢",
            "是不是系统算错了？",
            "怎么改",
            "可以不填吗",
            "谢谢！怎么改？",
            "改哪里",
            "改成多少",
            "哪个数对",
            "是哪里不对",
            "能不能不改",
            "请指导",
        ),
    ],
)
def test_a_question_back_is_no_reason_but_what_else_is_said_is(text: str) -> None:
    assert asks_back(text, is_empty) or is_empty(text)
    assert not asks_back(f"因七月闭馆装修。{text}", is_empty)
    assert not any(asks_back(each, is_empty) for each in (*WHY, *REASONS))


def test_long_words_take_no_time() -> None:
    assert not says_who("不是我们" + "填报上报统计" * 5000, is_empty)
