"""Words of Chinese sentences around figures: where clauses end, what compares, what tells of a share or a change."""

import re

SENTENCE = re.compile(r"[。！？!?\n]")
ENDS = "。！？!?\n "
WITHIN_SENTENCE = r"[^。！？!?\n]+"
CLAUSE = re.compile(r"[，,；;：:]")
PAUSE = re.compile(r"[，,；;：:、]")
STOP = re.compile(r"[，,；;。！？!?：:、（()）\n]")
ITEMS = re.compile(r"[：:]\s*(?=[（(①-⑳]|\d{1,2}\s*[.．、]|一是|第一)")  # what is said before goes for a list of items
GOES_ON = re.compile(
    r"[\s（(]*(?:其中|包括|内有|内含|[他她它]们(?:当|之)?中)"
)  # a sentence that tells parts of the one before
BASE = re.compile("比|较|相对|同期|对照|与.{1,12}(?:相较|对比)")
SHARE = re.compile(
    r"(?:所?占(?P<whole>[^，,；;：:]*?)的?(?:比例|比重|比率|百分比|比|份额)?|(?:比例|比重|占比|份额))"
    r"(?:达到了?|达|约|近|为|是|有|到|仅)*\s*[：:]?\s*$"
)
ASIDE_SHARE = re.compile(r"\s*[（(]\s*(?:约|占比?|占比为|占比约|比重)?\s*")
PART_OF = re.compile(r"[^，,；;：:、]{0,8}(?:占|占比)?")
MORE = re.compile(
    "(?<!新)增加|增长|上升|提高|净增|增幅|涨幅|攀升|提升|增至|多了|多出|扩大|翻|(?<!新)[增升涨](?![添值设建])|多(?:约|近)?$"
)
LESS = re.compile("减少|下降|降低|降幅|跌幅|减幅|缩减|下滑|回落|萎缩|少了|[减降跌]|少(?:约|近)?$")
FEWER = re.compile("(?<![不至减缺])少(?:约|近)?$")  # 比2019年少398449人次
OF_CHANGE = re.compile(
    f"{MORE.pattern}|{LESS.pattern}|同比|[较比][上去]年|一年[间来内]"
)  # says that something changed, and no more
CHANGED = re.compile(
    "(?<!新)(?:增加|增长|上升|提高|净增加?|提升|攀升|减少|下降|降低|缩减|下滑|回落)[^，,；;：:]{0,8}$"
    "|(?<!新)[增减](?:约|近)?$|(?:多|少)了(?:约|近|达到?|到|为)?$"
)
NEW = re.compile("[；;。]|(?<!其中)[：:]")  # what is said before goes for nothing behind it
THAT_OF = re.compile(r"\s*(?:同期)?的?\s*")  # 较2019年的801033人次: that is a figure of the year before
LAST_YEAR = re.compile("同比|上年同期|去年同期|比上年|较上年|比去年|较去年|较同期")
TOTAL = re.compile("总(?!分?馆)|共|合计|全馆|全部")
STOCK = re.compile("累计|现有|已有|实有|目前|至今|迄今|已达")  # 新办证5202个，累计313251个: of more than what is new
PARTS = re.compile("其中|内有|内含|包括|[他她它]们(?:当|之)?中")
RESPECTIVELY = re.compile("(?:分别|依次|各自)(?:为|是|有|达到|达|约)*[：:]?")
ROW = re.compile(r"[\s、，,；;/和与及]*(?:以及)?\s*")  # between figures that are told in a row
TO = re.compile(r"\s*(?:[-—–―~～]{1,2}|至|到)\s*")
SPAN = "—"  # what qualifies a figure that goes from one to another
SINCE = re.compile(
    r"(?:[自从由][^，,；;。：:]{1,16}|[年月日号])(?:至|到|[-—–―~～]{1,2})\s*$"
)  # before a time: up to it (自建馆至2020年末)
EACH = re.compile("各(?:为|有|占|约)?$")
LATTER = re.compile("后者")
UNIT_ASIDE = re.compile(r"[（(]\s*(?:计量)?单位\s*[：:]\s*([^（）()]{1,8}?)\s*[)）]")
ONLY = "仅"
RESTRICTS = re.compile("不含|不包括|除外|不计|仅|其他除|未含|剔除")
JOINED = re.compile(r"\w(?:以?及|和|与|连同|加上)其?\s*$")
OPENED, CLOSED = re.compile("[（(]"), re.compile("[）)]")
OPENS, CLOSES, COLONS = "（(", "）)", "：: "
LISTED = re.compile(r"^.*、[^、]*?等(?![级于待])")  # examples of what is counted: 征集、亲子活动等网络活动50余场次
ONLY_THEN = re.compile(r"仅\s*就")  # 仅前三季度就: the time is left out of what is read
LISTING, MANY = "、", 4  # names from which on a list gives examples of a whole
COMMA = re.compile("[，,]")
# A figure that something came to: it is of now, and the one before of then.
TO_NOW = re.compile("(?:增|升|降|减|涨|跌|缩)至|(?:增加|减少|下降|上升|提高|提升|降低|增长|扩大|缩减|升|降|增|减)到")
CAME_FROM = re.compile("(?:由|从)[^，,；;：:。]{0,24}$")  # before a figure that something came from, and behind it
WENT_TO = re.compile(r"[^，,；;：:。]{0,40}?(?:变[为成]|[至到])")
# Of a part of the time or of the readers, or of no time that has passed.
SCOPED = re.compile(
    "期间|时段|周末|夜间|假期|寒假|暑假|春节|国庆|五一|“十一|十一(?:黄金|长|小长)|元旦|中秋|端午|清明|当天|当日|单日|一天|某[个天日周月]|每逢|闭馆|历年|建馆以来"
    "|(?<!今年)(?<!本年)(?<!一年)(?<!年初)(?<!年度)以来|计划|目标|指标|任务|预计|力争|拟|恳请|请求|建议|省内|全省|全国|东北|各地|某馆|兄弟|同行|下辖|所属|试点|首批|首日"
)
# Of so many others: 每十册里，近五册; 每个座席（共1444个）年服务248人次
OF_SO_MANY = re.compile(
    r"每(?![天日月])[^，,；;。]*$|每(?:[两二三四五六七八九十百千万]|\d)[^，,；;。]*[，,][^，,；;。]*$"
)
# In a heading, or in a sentence before: what is told there is planned, and nothing that was.
PLANNED = re.compile(
    "打算|思路|请求|恳请|请示|建议|诉求|计划|规划|设想|展望|目标(?![^，,。]*完成)|愿景|安排部署|下一步|下一阶段|下一年|下年度?|来年|明年|后年|新一年|新的一年|次年|未来"
    "|拟|力争|争取|预计|预期"
)
# In a heading: it speaks of a place, of readers, of an event or of a time of which the forms say nothing alone.
NAMES_ONE = re.compile(
    r"([^，,；;：:。\d]{1,10})(?:工作|服务|活动|项目|业务|情况)|([^，,；;：:。]{1,12})(?:是|成为|作为)[^；;：:。]*"
    "(?:举措|项目|尝试|亮点|特色|品牌|创新|抓手|平台|阵地)"
)
LED = re.compile(r"([^，,；;：:。\d]{2,20})[：:](?=.*[；;])")  # what a row of items is of: 设施：座席 …；计算机 …
LAST_YEARS = ("去年", "前年")  # of the report's year, or of that in which it is written
AHEAD = re.compile(
    "(?:安排|部署|重点|任务|方向|承诺|约定|愿望|期待)$"
)  # with which a heading ends over what is to come
A_TEAM = re.compile(
    r"[^\W\d_]{2,6}(?:组(?![织建成合])|科(?![学研技普])|[部室](?![分署门])|(?<!围绕)(?<!为)中心|班子|小队)"
)  # in a heading
A_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")  # in a heading
OF_A_YEAR = re.compile("(?:\\d{4} ?年|[本上全]年|今年|去年|年)度?")  # before a library's name
RANKED = re.compile("的?(?:新高|最[高低多少]|之[最首冠]|第一|峰值|高峰)")  # behind 全年: of none, but the first of it
AT_ISSUE = re.compile("全年|年内|当年|年[中末底]")  # of the year that was spoken of before
# Of several years together, where none of them is named.
OF_YEARS = re.compile(
    "[近最][两二三四五六七八九十几]年|(?:[两二三四五六七八九十几]|这几|近|历)年(?:以?来|间|期间|的|共|累计|总|合计|，|内)|十[一二三四]五|多年"
)
NUMBERING = re.compile(
    r"^\s*第?[\s（(]*[一二三四五六七八九十百\d]{1,3}(?:[）)、.．]|(?:章|节|编|篇|部分)(?=\s))"
)  # before a heading
OF_SOME = re.compile(
    "书房|书吧|书屋|驿站|流动|汽车|车站|朗读亭|空间|周末|夜间|夜读|延时|节假日|寒假|暑假|暑期|假期|假日|春节|国庆|期间|时期|读书[月节周]"
    "|阅读[月节周]|宣传[周月]|文化节|艺术节|书展|老年|银[龄发]|残[障疾]|视障|盲人|特殊群体|弱势|农民工|外来务工|军营|部队|监狱|校园|校外|班级"
    "|进[校社企机乡军景]|乡镇|农村|乡村|县区|各[区县市地]|全[市省国](?!.*(?:评估|考核))|兄弟|联盟|同行|试点|专项|案例|典型|个人|团队|家庭"
    "|志愿|预约|捐赠|馆际|上门|自助机|历年|多年|五年|十年|十[一二三四五]五"
)
OWN_LIBRARY = re.compile("(?<!占)(?<!占了)(?<!占到)(?:我馆|本馆|全馆|市图书馆|总馆)")
OF_ALL = re.compile(
    f"{OWN_LIBRARY.pattern}|总(?!结|书记|理|工会|队)"
)  # a sentence of the whole library, whatever was said before
LESS_SAID = "减少"  # a change as a declared sentence is read
# A line that stands over others, or is one of them: it ends a sentence, begins with a mark, goes on, has a number.
ENDS_SENTENCE = re.compile("[。！？!?；;]$")
STARTS_ITEM, ITEM = re.compile(r"\s*[•·●◆◇■□▲△★☆※✓√➢\-–—*]"), re.compile("[，,。；;]")
LEVELS = (
    re.compile(r"\s*(?:第[一二三四五六七八九十\d]{1,3}(?:部分|章|节)|[一二三四五六七八九十]{1,3}[、.．])"),
    re.compile(r"\s*[(（][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"\s*\d{1,2}[、.．](?!\d)"),
    re.compile(r"\s*(?:[(（]\d{1,2}[)）]|[①-⑳])"),
)
LIBRARY, THE_CITYS = "图书馆", "市图书馆"

# Names: in quotes; words that stand in any of them; and what is said of those who took part in what has one.
QUOTED_NAME = re.compile(r"《([^》]+)》|“([^”]+)”|【([^】]+)】")
BY_THE_WAY = re.compile(rf"{QUOTED_NAME.pattern}|(?:19|20)\d\d ?年")  # in a name that is known without
NUMBERED = re.compile(r"第\d+期|(?:19|20)\d\d年")  # in a name: what comes before or after it is one, too
ANY_NAME = "市?图书馆|活动|主题|展览|线上|网上"
PERSONS = ("人", "名", "位")  # as units: who came several times is one of them
BY_DAYS, DAYS, MONTHS_LONG = ("/日", "/天"), ("天", "日"), ("个月", "月")
TIMES = ("次", "场", "场次", "期", "期次", "讲", "届", "回")  # units of what was held on so many days
# Beside a figure of how many came to an event: to a part of it, or in another way.
IN_PART = re.compile(
    r"仪式|开幕|闭幕|首[场期日讲次]|当[天日]|现场|会场|其中|第[一二三四五六七八九十\d]+[场期天讲次]|线上|网上|直播|收看|观看"
)
EVENT = re.compile("培训班|培训|讲座|展览|大赛|论坛|会议|比赛|活动|读书节|大讲堂|评审")
CAME = re.compile("参加|参训|参会|到场|报名|受训|出席")
TOOK_PART = re.compile("参加|参与|吸引|参观|观众|到场|在场|到馆|听众|报名|收听|关注|配送|配置|选配|提供|送书|图书")

# Names in a row, and what closes the row: `A、B、C等5家`, `A、B、C共3个`.
_IN_ROW = r"(?:[^，,；;。：:、\d]|\d+小时){2,20}"
_ONE_MORE = rf"(?:(?:以?及|和|与){_IN_ROW}?)?"
ENUMERATED = rf"(?:^|[，,；;。：:])((?:{_IN_ROW}、)+{_IN_ROW}?{_ONE_MORE})[，,]?(等|共计|共有|共|合计|总计|这)?$"
# Persons who went together: 主任甲、馆长乙，副馆长丙一行三人
PARTY = re.compile("[^。！？!?\n；;]+一行$")
BETWEEN_NAMES = re.compile("[、，,]|以?及|[和与]")
# Something changed from one figure to another: 由 … 增至 …, 原 … 变更为 …; the words right before each of them.
WAS = re.compile("(?:由|从|原|基数)[^，,；;。]{0,12}$")
CAME_TO = re.compile(
    "(?:(?:增|升|降|减|涨|跌|缩)至|(?:增加|减少|下降|上升|提高|提升|降低|增长|扩大|缩减|升|降|增|减|变更|变|调整)[到为])"
    "(?:(?:\\d{4} ?年|今年|本年度?|当年)的?)?(?:了|约|近)?\\s*$"
)
CHANGED_BY = re.compile(
    "(?<![年月日]均)(?<!平均)(?<!每[年月天])(?:增加|增长|上升|提高|提升|净增|减少|下降|降低|下滑|增幅|降幅"
    "|[多少](?:接待|服务|外借|借出|借阅|流通|举办|开展|入藏|配送)?)(?:了|约|近|为|达)*\\s*$"
)
LASTED_FOR = re.compile("(?:历时|为期|持续|耗时|用时|历经)(?:将?近|大?约|超过|了)?\\s*$")
AFTER_NAME = re.compile('[”"]、(?![“"])')  # a sentence goes on behind a name, as behind a comma
ITS = "的"  # 34场展览的浏览量: of these alone
OPEN_LIST = "等"
AND = re.compile("及|和|与")
PAIR = re.compile("[^，,；;。：:、和与及]{2,12}[和与及][^，,；;。：:、和与及]{2,12}$")  # 成人外借和少儿外借两个部门
TOGETHER = re.compile("([两二三四五六])项(?:合计|共计|相加|之和)")
PARENTHESES = re.compile("[（(][^（()）]*[）)]")
QUOTES = re.compile('[“”"]')

# Right before a figure: by how much something changed; what something is held against, one of several alike, or of
# several together.
BY_HOW_MUCH = re.compile(
    "(?:增加|增长|上升|提高|提升|净增|减少|下降|降低|下滑|[多少](?:接待|服务|外借|借出|借阅|流通|举办|开展|入藏|配送)?|高出?|低)了?(?:约|近|达到?|到|为)?$"
)
OTHERWISE = re.compile(
    r"(?:(?:比|较|相对|对比)(?:前年|去年|上年|上一年|上半年|\d{4} ?年)?(?:同期)?的?"
    "|各(?:为|有|占|约|自)?|各[类种项][^，,；;。]{0,14}"
    "|(?:上年|去年|上一年)同期[^，,；;。]{0,8}"
    "|(?:[两二三四五六七八九几]|上述|以上|以下)(?:者|部门|个部门|项|类|处|馆|部|家|个窗口)"
    "[^，,；;。]{0,6}?(?:合计|共计|共|总计)[^，,；;。]{0,4})$"
)
# An aside that says of what of it a figure is: 展览（阵地）：4次
APART = re.compile(r"[（(](?!含|包括|其中|不含|单位|[^（()）]*在内)([^（()）]{1,12})[）)]")
# Right before a figure, with nothing else of its own: an aside that says of what it is (在编87人、（编外）43人).
LABEL_ASIDE = re.compile(r"(?:^|[、，,；;。和与及])\s*[（(]([^（()）]{1,12})[）)]\s*$")
# Behind a figure: an aside, or a clause that says of what of it the figure is (…人次，均为小学生).
ASIDE_BEHIND = re.compile(
    r"\s*[（(](?!含|包括|其中|单位|占|同比|环比|较|比|[^（）()]*(?:合计|总计|共计|在内))(?:[均皆都全]部?[为是系]?)?([^（）()]{1,30})[）)]"
)
SAID_BEHIND = re.compile(
    r"\s*[，,](?:[^，,；;。！？!?：:\n]{0,4}?)(?:均|都|皆|俱|全(?:部|都)?[为是系由来]|系|指|即|也就是|这[就]?是|此为|不含|不包括|未含|不计"
    r"|仅[限含为是指]|只[限含算计是指]|限于|来自|由)[^，,；;。！？!?\n]*"
)
CLAUSE_BEFORE = re.compile("[^，,；;。！？!?\n]*$")
LABELLED = re.compile("(?<!其中)[：:]")
MARKS = " ，,；;、：:。）)\n"  # around a clause that is quoted
