"""Words by which rows of a table are known that are not entries of their own.

They add others up, compare them, are parts of them, repeat them, or say something of them."""

IN_ALL = "共"  # a total where figures stand behind it: 共41场
SUBTOTAL = "小计"  # a row whose label ends with this or with a word for a total adds up a part of a list
OF_MONTH = ("小计", "合计", "共计", "总计", "计")  # may stand behind the name of a month; 1月累计 is from January on
OF_ROWS = (
    "以[下上]|[上下][述列面]|[为的均：:()（）]|转载|如下|其中"  # in a text that says something of the rows around it
)
OF_WHICH = "其中"  # begins a row that is a part of one above
OF_PAGES = ("页", "承前", "过次")  # one of these stands in every label that PAGE_SUM knows
_SUM, _WHICH = "(?:合计|小计|累计|总计|共计|计)", "(?:本|每|上|前|次|下|各|第?[0-9一二三四五六七八九十]+)"
_CARRIED = f"(?:接|转|续|承|过|结转|移|见)(?:上|下|前|次|后|本)?(?:一)?页(?:{_SUM}|数|余额)?"
PAGE_SUM = (  # a row that adds up a page, or carries a sum from page to page: 本页合计, 承前页, 过次页
    rf"^\(?(?:{_WHICH}?页{_SUM}数?|{_SUM}\({_WHICH}页\)|{_CARRIED}|承前|过次|{_SUM}(?:转下页|过次页))\)?(?:[:：\d].*)?$"
)
_SPAN = "年|年度|季|季度|月|月份|周|日|天|场|期|次|人|馆|班|工作日|开放日"
_PAST = "(?:(?:上|去|前|往)(?:一)?(?:年度?|期|月|季度?)|同期|(?:19|20)[0-9]{2}年(?:度)?)"
_GROWTH = "(?:同比|环比|增长|增加|增减|减少|下降|上升|升降|变化|增降|增幅|降幅|±|差)"
_RATE = "(?:率|额|量|值|数|幅度|百分比|百分点|比例|情况|变动|±)?"
_COUNTED = "(?:值|数|[人册件]次|人数|次数|[访借流][问阅通](?:量|次数|人次)|数量)?"
STATISTIC = (  # a row that says something of others and is no data: 月平均, 同比增长率, 去年同期, 占比, 完成率, 排名
    rf"^(?:(?:(?:全|每|各|按|本)?(?:{_SPAN})?|历年|近?[二两三四五]年)(?:平均|均值)(?:每)?(?:{_SPAN})?{_COUNTED}"
    rf"|(?:{_SPAN})均{_COUNTED}"
    rf"|(?:与|同|比|较|和|对比)?{_PAST}{{1,2}}(?:全年|同月|实际|完成|累计|合计|总计)?(?:数据?|值)?(?:相比|对比|比较|比)?(?:的)?"
    rf"{_GROWTH}?{_RATE}"
    rf"|(?:与|同|比|较|和){_PAST}.{{0,4}}{_GROWTH}{_RATE}|(?:本[年月期])?比{_PAST}{_GROWTH}?{_RATE}"
    rf"|(?:合计|总计|累计)?{_GROWTH}{{1,2}}{_RATE}{_PAST}?"
    r"|(?:合计|总计|累计)?(?:所)?占(?:比|总数|总量|全年|全部|合计)?(?:的)?(?:比例|比重|百分比|百分率)?|比例|比重|百分比|构成比"
    r"|(?:月)?最[大小高低多少](?:值|数|月份?|日)?|极差|中位数|众数|标准差|方差|差[额异值]|排名|排序|名次|位次"
    r"|(?:本年|全年|年度)?(?:计划|目标|任务|指标)(?:数|值|量)?|(?:计划|目标|任务)?完成(?:率|比例|进度|百分比|计划|目标|任务)"
    r"|核对|校验|验算|检查)$"
)
REMARKS = frozenset(("备注", "附注", "注", "说明"))  # labels of rows of words; with figures behind them they are told
UNITS_OF_ENTRIES = frozenset(("场", "期", "次", "个", "项", "条", "件", "篇", "种", "节", "班", "台", "届"))

# Stand in an entry of a list for what the one above it says.
DITTOS = frozenset(("同上", "同 上", "〃", "″", "〞", "”", '"', "''", "′′", "同前", "（同上）", "(同上)"))
