"""What somebody writes on a slip that is to be done: that the figure is put right, or that it is explained."""

import re

from guanbiao.text.labels import fold
from guanbiao.text.tokens import UNITS

ACTIONS = "更正", "说明"
# What is written for what is to be done, the longest first. `更正：应为 85` and `说明：疫情闭馆` say it with the words.
_CORRECT = (
    *("更正后重新报送", "已更正", r"更\s*正", "已改正", "改正", "已修改", "修改", "已订正", "订正", "重新报送"),
    r"改(?=\s*(?:[:：,，、。.;；]|$))",
)
_EXPLAIN = ("情况[说說]明", "已[说說]明", r"[说說]\s*明", "解[释釋]")
_CLOSING = '】])）〕”"' + " \n"
_OPENED, _CLOSED = r"[\s【\[（(〔“\"]*", r"[】\]）)〕”\"]*"
_ACTION = re.compile(
    rf"{_OPENED}(?:(?P<correct>{'|'.join(_CORRECT)})|(?P<explain>{'|'.join(_EXPLAIN)}))"
    rf"(?:{_CLOSED}\s*(?:[:：,，、。.;；\s—–-]+|$)|(?={_CLOSED}[-\d０-９])|[】\]）)〕”\"])+"
)
NUMBER = r"-?\d[\d,]*(?:\.\d+)?%?"
_UNIT = "|".join(map(re.escape, sorted(map(fold, UNITS), key=len, reverse=True)))
_THAT = rf"{NUMBER}(?:{_UNIT})?(?=[,.;:!。、()]|$)"  # a figure that ends its clause
_SHOULD = re.compile(rf"(?:应该?当?[为是]|更正[为成]|改正[为成]|正确(?:的)?(?:数[字值据]?)?[为是]?):?{_THAT}")
_CLAUSE = re.compile(r"[,.;:!。、()]+(?!\d)")
_IS_NOW = re.compile(  # of a clause that says nothing else
    rf"(?:请|数[字据]?|[此该本这](?:数|处|格)|合计|[a-z]{{1,2}}\d{{1,3}})?(?:[由从把将]?{NUMBER})?"
    rf"(?:应|改[为成]?|实际?[为是]|是|为):?{NUMBER}(?:{_UNIT})?"
)
_WRONG = re.compile(
    r"(?<![不没未非无])(?<!没有)(?<!不是)(?<!并非)"
    r"(?:(?:填|写|录|录入|抄|报|算|加|打)错|写倒|颠倒|[笔手]误|疏忽|粗心|马虎(?!虎)|大意(?!为)|漏填|多填|误填|[多少漏]写|错了|有误(?!差|解)|遗漏)"
)
_DONE = re.compile(  # of a clause that says that it was done already
    r"(?:均|都|现)?已经?(?:按.{0,6})?(?:在.{0,10})?(?:改正|更正|订正)(?:了|过来|完毕)?"
)
_OTHERS = re.compile("系统|去年|上年|往年|前年|对方|别的|其[他它]部?门?|不是我|非我")  # not one's own of this year
_PLAIN_FIGURE = re.compile(rf"(?<![\d第.表])(?:{NUMBER})(?![\d.]|[年月日号时点周天楼层街路条楼个表]|季度)")
_AS_DUE = re.compile("应有数|(?:按|同|照|用|以).{0,4}(?:应有|推算|系统算|左边|提示).{0,3}")
_THE_DUE = (  # what the slip gives as due, as people call it
    r"(?:系统|左[边侧]|核对单|表[中内上]|提示|贵[馆部]|所[给列提])?的?(?:应有|推算|系统算出?|左边|提示)的?(?:数[字值据]?|结果)?"
)
_TO_THE_DUE = re.compile(  # of a clause that says nothing else
    r"(?:请|已经?|均|都|全部|一律|统一|直接|同意|可以?|应|现|我[们部馆]|本[部馆])*"
    rf"(?:按照?|依照?|遵照|照|以|用|采用|改用){_THE_DUE}(?:来|进行|予以|为准)?(?:更正|[改订修]正|[修更]?改|填报?|调整|重新?[填报])?"
    r"(?:了|过来|即可|吧|[并再后]*重新?报送?)?"
)
_DUE_IS_RIGHT = re.compile(  # of a text that says nothing else
    rf"(?:同意|认可|接受|认同){_THE_DUE}|{_THE_DUE}(?:是|才是|为)?(?:正确|准确|对|没错|无误)的?"
)


def action_of(text: str, filed: str = "") -> tuple[str, str]:
    """What a text says is to be done, one of ACTIONS or '', and the words that are left. `filed` is the figure that it
    is about: who says it again does not correct it.

    >>> action_of("更正：应为 85"), action_of("疫情闭馆"), action_of("填错了，应为85")
    (('更正', '应为 85'), ('', '疫情闭馆'), ('更正', '填错了，应为85'))
    >>> action_of("并未填错，含西街流通点"), action_of("七月改为3层办公"), action_of("实际为87，含借调", "87")
    (('', '并未填错，含西街流通点'), ('', '七月改为3层办公'), ('', '实际为87，含借调'))
    >>> action_of("应为87", "8"), action_of("请按应有数更正"), action_of("不按应有数更正")
    (('更正', '应为87'), ('更正', '请按应有数更正'), ('', '不按应有数更正'))
    """
    if found := _ACTION.match(text):
        return ACTIONS[0 if found["correct"] else 1], text[found.end() :].lstrip(_CLOSING).strip()
    return ACTIONS[0] if _corrects(fold(text), filed) else "", text


def _corrects(text: str, filed: str) -> bool:
    """Whether a text, folded, says that the figure is wrong: it tells another, or owns to a mistake."""
    clauses = [each for each in _CLAUSE.split(text) if each]
    is_wrong = any(_WRONG.search(each) and not _OTHERS.search(each) for each in clauses)
    told = [*_SHOULD.findall(text), *(each for each in clauses if _IS_NOW.fullmatch(each))]
    told += [each for each in clauses if is_wrong and re.fullmatch(_THAT, each)]
    if any(_DONE.fullmatch(each) or _TO_THE_DUE.fullmatch(each) for each in clauses):
        return True
    if len(clauses) == 1 and _DUE_IS_RIGHT.fullmatch(clauses[0]):
        return True
    others = [each for each in told if filed not in re.findall(NUMBER, each.replace(",", ""))]
    return bool(others) or (is_wrong and not told)


def has_figure(text: str) -> bool:
    """Whether a text names a figure, other than a date, a storey or a count of things.

    >>> has_figure("应为 1,085"), has_figure("因 7 月闭馆"), has_figure("１２册")
    (True, False, True)
    """
    return bool(_PLAIN_FIGURE.search(fold(text)))


def is_figure(text: str) -> bool:
    """Whether a text is nothing but a figure."""
    return bool(re.fullmatch(NUMBER, fold(text)))


def is_as_due(text: str) -> bool:
    """Whether a text says that the figure is to be the one that the slip gives as due."""
    return bool(_AS_DUE.search(fold(text)))
