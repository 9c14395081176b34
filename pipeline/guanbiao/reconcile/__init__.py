"""Rules times facts: the terms of every relation joined with the figures they name, added up, and judged. What does
not hold, and what was not given, becomes findings.

- A relation is one equation of a rule. All relations of all periods are one join of terms with facts and one sum by
  relation and side: there is no loop over rules.
- A blank is declared. In monthly and balance grids an empty entry counts 0 and the relation says how many did. An
  empty total is a figure not given: unverifiable, and filled by a formula in the workbook where its own rules make
  all that it states (gaps.fills, the one condition for what is filled and for what says so). Everything else left
  blank is a question at its cell, one for a row, a column or a block that is blank throughout.
- A block without a single figure in its entries was not given, whatever its blanks mean; zeros that its totals make
  of them do not count.
- An empty total all of whose own parts are there and blank counts 0 where it is a part of something else, so that a
  column that was closed all year does not make its grand total unverifiable. Its own parts are those of the sums
  that make it; a figure that it is merely held against, in another form or year, is none.
- Of a form whose parts were not put together nothing is judged that hangs on another part (apart.py).
- A blank whole of an of-which relation is a figure not given, so that a part is not called larger than nothing.
"""
