"""The one table of codes: every finding that is no rule's, with its stage, its level and its sentence."""

from guanbiao.words.annual import ANNUAL
from guanbiao.words.answers import ANSWERS
from guanbiao.words.checks import CHECKS
from guanbiao.words.claims import CLAIMS
from guanbiao.words.intake import INTAKE
from guanbiao.words.layout import LAYOUT
from guanbiao.words.libraries import LIBRARIES
from guanbiao.words.notes import SHEETS
from guanbiao.words.years import YEARS

CODES = {
    each.code: each for each in (*CHECKS, *LAYOUT, *INTAKE, *LIBRARIES, *SHEETS, *ANSWERS, *YEARS, *ANNUAL, *CLAIMS)
}
