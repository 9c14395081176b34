"""The audit rules (审核关系) that no block states by itself, in the order in which they are reported."""

from schemas.rules import lending, visits, within

RULES = (*within.RULES, *lending.RULES, *visits.RULES)
