"""The catalogue: all that this library declares, in one noun."""

from guanbiao.forms.catalogue import Catalogue, Library

from .charts import CHARTS
from .departments import DEPARTMENTS
from .forms import FORMS
from .indicators import INDICATORS
from .prose import PROSE
from .rules import RULES

CATALOGUE = Catalogue(
    library="鞍山市图书馆",
    region="鞍山市",
    libraries=(Library("海城市图书馆"), Library("台安县图书馆"), Library("岫岩满族自治县图书馆")),
    forms=FORMS,
    departments=DEPARTMENTS,
    rules=RULES,
    indicators=INDICATORS,
    charts=CHARTS,
    compiles="业务中心",
    approves="馆长",
    prose=PROSE,
)
