"""The audit rules (审核关系) that no block states by itself, in the order in which they are reported."""

from . import activities, holdings, lending, services, visits, within, years

RULES = (
    *within.RULES,
    *lending.RULES,
    *visits.RULES,
    *holdings.RULES,
    *activities.RULES,
    *services.RULES,
    *years.RULES,
)
