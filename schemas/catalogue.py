"""The catalogue: all that this library declares, in one noun."""

from guanbiao.forms.catalogue import Catalogue

from .departments import DEPARTMENTS
from .forms import FORMS
from .indicators import INDICATORS
from .rules import RULES

CATALOGUE = Catalogue(
    library="鞍山市图书馆",
    forms=FORMS,
    departments=DEPARTMENTS,
    rules=RULES,
    indicators=INDICATORS,
    compiles="业务中心",
    approves="馆长",
)
