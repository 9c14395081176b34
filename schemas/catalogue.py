"""The catalogue: all that this library declares, in one noun."""

from guanbiao.forms.catalogue import Catalogue

from schemas.departments import DEPARTMENTS
from schemas.forms import FORMS
from schemas.indicators import INDICATORS
from schemas.rules import RULES

CATALOGUE = Catalogue(library="鞍山市图书馆", forms=FORMS, departments=DEPARTMENTS, rules=RULES, indicators=INDICATORS)
