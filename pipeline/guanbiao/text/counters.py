"""What stands behind figures in running text: words that count, compounds of them, and what only looks like one.

Forms print few units (`text/figures.py`); in prose any word that counts may stand behind a figure, and the next word
may begin with the same character: `3家分馆` counts 家, `3家长` none."""

from guanbiao.text.tokens import UNITS

# Words of their own: no other word begins with them where a figure stands before.
_PLAIN = (
    *(
        "册(件)",
        "册、件",
        "册/件",
        "册件",
        "册次",
        "种次",
        "种册",
        "条次",
        "件次",
        "篇次",
        "页次",
        "场次",
        "期次",
        "户次",
    ),
    *("人次", "人/次", "人·次", "人天", "车次", "课次", "班次", "批次", "班期", "趟次", "频次", "例次", "份次", "件套"),
    *(
        "个百分点",
        "百分点",
        "个月",
        "个半月",
        "个半小时",
        "个半天",
        "个批次",
        "个班次",
        "个场次",
        "个工作日",
        "个小时",
        "个学时",
        "个课时",
        "个单位",
    ),
    *("平方米", "平方公里", "立方米", "平米", "公里", "千米", "厘米", "毫米", "公顷", "亩", "m2", "㎡", "km", "cm"),
    *("公斤", "千克", "吨", "千瓦时", "千瓦", "学时", "课时", "小时", "分钟", "秒", "工作日"),
    *("美元", "元", "GB", "TB", "MB", "KB", "Mbps", "社区", "分馆", "街道", "乡镇", "书屋"),
    *("册", "卷", "篇", "幅", "套", "枚", "栋", "幢", "艘", "辆", "趟", "首", "句", "则", "副", "桌", "箱", "盆", "株"),
    *(
        "倍",
        "名",
        "位",
        "项",
        "盘",
        "节",
        "轮",
        "遍",
        "例",
        "起",
        "宗",
        "笔",
        "票",
        "席",
        "棵",
        "岁",
        "叶",
        "轴",
        "函",
        "帧",
        "尊",
    ),
)
# Words that are another one together with what stands in the second half.
_UNLESS = {
    "个": "月半",
    "人": "员才口民均物文类工数力事大生体们",
    "家": "庭长具属乡电校风用中园教",
    "户": "外籍型",
    "本": "馆年地届市级月科身土国校区省县着",
    "部": "门委队分级署落长",
    "期": "间刊工建满末初望待",
    "次": "元性要数日年",
    "场": "馆地所景面合",
    "条": "例件款码理",
    "种": "类子植族",
    "份": "额",
    "件": "套数",
    "页": "面码岩",
    "张": "贴",
    "字": "典体母节幕画",
    "台": "阶账湾",
    "类": "似型别",
    "组": "织成建合长",
    "批": "准评示复判",
    "门": "禁户店诊口类槛",
    "所": "有以在属得谓",
    "座": "谈位椅",
    "处": "理长级室在分于罚置",
    "间": "隔接断歇",
    "队": "伍员",
    "支": "持撑部出付付行",
    "口": "头号径",
    "架": "构设位",
    "块": "状链",
    "对": "于比接应照外象口标",
    "站": "点长在",
    "课": "题程堂件外本文",
    "讲": "座解师话授述堂",
    "题": "目材为库",
    "点": "击赞播亮评位",
    "天": "津空气然文下",
    "米": "线",
    "盒": "子",
    "包": "括含装裹",
    "行": "业政动程",
    "只": "有能是要为",
    "单": "位独项元一个",
    "分": "别钟馆类部期之会为享阶组区布发批析层管局店校众",
}


def _pattern() -> str:
    """Every counting word, the longest first."""
    plain = {_escaped(each) for each in (*_PLAIN, *UNITS) if each not in (*_UNLESS, "万元", "时", "%", "G", "T", "M")}
    guarded = {f"{each}(?![{behind}])" if behind else each for each, behind in _UNLESS.items()}
    return "|".join(sorted(plain, key=len, reverse=True)) + "|" + "|".join(sorted(guarded, reverse=True))


def _escaped(word: str) -> str:
    """A word with the marks in it as they are or in wide forms."""
    return word.replace("(", r"[(（]").replace(")", r"[)）]").replace("/", "[/／]")


_WORD = _pattern()
_PER = r"(?: ?[/／] ?(?:人次|人|日|天|周|月|年|小时|馆|家|册|件|次|场|平方米|户))?"
# 册（件）, 场（次）, 人次/日
COUNTER = rf"(?:(?:{_WORD})(?:[(（](?:{_WORD})[)）]次?)?{_PER}|[GTM](?![A-Za-z])|[%％‰])"
# What one begins with: enough where it only has to be told that something is counted.
COUNTS = f"[{''.join(sorted({each[0] for each in (*_PLAIN, *UNITS, *_UNLESS)} - set('时')))}]"
