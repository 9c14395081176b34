"""Explanations that say who should answer, or ask back, and do not say why a figure is as it is."""

import re
from collections.abc import Callable

from guanbiao.text.labels import fold

_MOST_ASKED = 200  # characters of a sentence that are looked at
_LONGEST = 40  # characters of a clause that says who, and nothing else
_CLAUSES = re.compile(r"[\W_]+")
# Those who answer, as they speak of themselves, and anybody else that they may name. A library is none: that something
# is not this library's may well be the reason.
_US = (
    r"(?:我们?|咱们?|俺们?|自己|本(?=[部科室处中组岗]))(?:这|那)?个?"
    r"(?:部门?|科室?|处室?|部室|室|中心|组|岗位?|边|里|方|儿)?"
)
_WHOSE = r"(?:部门?|科室?|处室?|室|中心|组|队|办|办公室|局|公司|分馆|总馆|馆里|人员|老师|主任|馆长|领导|上级|单位)"
_NAMES = r"(?:他们?|她们?|人家|别人|对方|另一方|谁|哪个部门|财务|人事|采编|信息|技术|流通|阅览|后勤|工会)"
_THEM = rf"(?:[\u4e00-\u9fff]{{0,10}}?{_WHOSE}|{_NAMES})(?:那边|那里|的同[志事])?"
_IT = (
    r"(?:这|那|此|该|本)?(?:个|项|块|一?部分|方面|张|几个)?"
    r"(?:数字?|数据|报?表格?|指标|项目|内容|问题|业务|工作|事情?|活)?"
)
_DUTY = r"(?:管理?|负责|主管|分管|职责|职能|职权|业务|工作|范围|责任|事情?|事儿)"
_MADE = r"(?:填报?|填写|填列|报送?|上报|统计|提供|录入|经手|经办|答复|回答|解释|说明|更正|做|弄|录|出|答)"
_ANSWER = r"(?:答复|回答|回复|答|核实|核对|核查|核定|查|处理|办理|说明|解释|负责|更正|改正?|订正|修改|确认|管|了解)"
_SAY = rf"(?:{_ANSWER}|填报?|填写|统计|提供|上报|报)"
_SHOULD = r"(?:应该?|应当|要|需要?|须|得|该|建议|还是|可以?|最好|麻烦|烦请|敬请|请|直接|去|就|都|已)"
_COMES = r"(?:来|去|进行|一?并|统一)?"
_OURS = (
    rf"{_IT}(?:都|也|并|本来)?(?:不归|不由|不属于?|不是|并?非|没有?归|不该|不应由?|轮不到){_US}"
    rf"(?:{_DUTY}|{_MADE}|的|数据?|表){{0,5}}"
)
_NOT = rf"{_US}(?:也|都|并|可)?(?:不管|不负责|不主管|不分管|管不[着了]){_IT}{_MADE}?|{_IT}不关{_US}的?事"
_NOT += rf"|{_IT}{_US}[也都并]?(?:不掌握|不了解|不清楚|不知道)|{_IT}不在{_US}的?{_DUTY}{{1,3}}[之内里]{{0,2}}"
_APART = rf"{_IT}(?:与|跟|和|同){_US}(?:[^\W\d]{{0,2}})?(?:无关|没有?(?:任何|什么|啥)?关系|不相干|不搭界|无干)"
_TO = r"(?:由|请|找|问|向|联系|询问|咨询|转给?|转交|转请|交给?|让|叫)(?:一下|问)?"
_ASK = rf"{_IT}{_SHOULD}{{0,3}}{_TO}{_THEM}{_COMES}{_ANSWER}{{0,3}}"
_MUST = (
    rf"{_IT}{_SHOULD}{{1,3}}(?:[由是]{_THEM}{_COMES}{_SAY}{{0,3}}|{_THEM}{_COMES}{_ANSWER}{{1,3}})"
    rf"|{_IT}由{_THEM}{_COMES}{_ANSWER}{{1,3}}"
)
_BELONGS = rf"{_IT}[都全]?(?:归口?|属于?|由|是){_THEM}的?(?:在做|{_DUTY})(?:的|范围){{0,2}}|归口{_THEM}"
_MADE_BY = rf"{_IT}[都全]?[由是]{_THEM}[来在]?{_MADE}{{1,2}}"  # where a figure is from: a reason, if it stands alone
_END = r"(?:一下|即可|吧|了|哦|呢|才对|为宜|比较合适|的){0,3}"
_WHO = re.compile(rf"(?:{_OURS}|{_NOT}|{_APART}|{_MUST}|{_BELONGS}){_END}")
_ASKED, _FROM = re.compile(rf"{_ASK}{_END}"), re.compile(rf"{_MADE_BY}{_END}")


_SENTENCES = re.compile(r"(?<=[?？。；;！!\n])")
_ASKS = re.compile(  # a sentence that ends as questions do, or asks what is meant
    r".*(?:[?？]|[吗呢][。.!！]?)\s*|.*(?:什么意思|指(?:的)?是?(?:什么|哪)|怎么[算填改办来写答]|如何[算填改办写答]|哪来的|从哪来).*"
    r"|(?:请问|想问|问一下|请指[导教]).*|.*(?:能不能|可不可以|要不要|行不行|改[成为]多少|应该?[为是]多少|该?[填报写](?:多少|什么|哪个))[^，,]{0,8}"
    r"|.*(?:[改错填差]在?哪[里儿]|哪[里儿](?:不对|错|有误|有问题|要改)|哪个(?:数字?|表)?(?:[对准]|是对的|为准))[^，,]{0,4}|.*(?:看不懂|不明白|没看懂|没明白|不理解)[^，,]{0,8}",
    re.DOTALL,
)


def asks_back(text: str, says_nothing: Callable[[str], bool]) -> bool:
    """Whether an explanation asks something, and says nothing else that would be a reason.

    >>> empty = lambda text: text in ("您好", "谢谢")
    >>> asks_back("您好。请问这个数指的是什么？谢谢", empty), asks_back("含续借；这样可以吗？", empty)
    (True, False)
    """
    sentences = [each.strip() for each in _SENTENCES.split(text) if each.strip()]
    asking = [each for each in sentences if _ASKS.fullmatch(each[-_MOST_ASKED:])]
    left = (each for each in sentences if each not in asking)
    return bool(asking) and all(says_nothing(each.rstrip("。；;！!\n")) for each in left)


def says_who(text: str, says_nothing: Callable[[str], bool]) -> bool:
    """Whether an explanation says who should answer, and nothing else that would be a reason.

    >>> empty = lambda text: text in ("已核实", "数据无误")
    >>> says_who("这个不归我们管，请问财务科", empty), says_who("不是我们部门的，已核实", empty)
    (True, True)
    >>> says_who("不是本馆举办的活动", empty), says_who("不归我们管，是分馆合并后才有的", empty)
    (False, False)
    """
    clauses = [fold(clause) for clause in _CLAUSES.split(text) if clause]
    sayings = [clause for clause in clauses if _is_who(clause)]
    left = (clause for clause in clauses if clause not in sayings and not _FROM.fullmatch(clause))
    return bool(sayings) and all(map(says_nothing, left))


def _is_who(clause: str) -> bool:
    return len(clause) <= _LONGEST and bool(
        _WHO.fullmatch(clause) or (_ASKED.fullmatch(clause) and not _FROM.fullmatch(clause))
    )
