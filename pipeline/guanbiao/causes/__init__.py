"""Why relations are broken. One cause stands for all that one slip broke, with the fewest cells that would mend it.

The mandatory equations of a year are a network: its nodes are figures, its links equations (network, assemble). A cause
is a set of changes after which every link that it touches holds. In this order:

1. A head count that breaks several relations, a rounded share among them, is one cause where one other value of it
   mends them and breaks nothing that holds (miscounts).
2. Totals that their formulas make wrong, as the formulas themselves prove (formulas, faulty; workings, gaps).
3. Slips of many cells (patterns; series: whole rows and columns; lists: a list and what sums it up) are taken while one
   of them mends several links and breaks none. Whether a list or its totals are wrong is never certain.
4. Minimal change sets of each connected part that is left (search), taken apart into groups of figures that depend on
   each other (groups). Sets of about the same weight are ranked by evidence (candidates, evidence, slips) and by how
   few relations that hold speak for what they change. The others are alternatives.
5. Where a part is too tangled for that, the single change that mends most is made, and the rest is searched again
   (choose). Such causes say that not every way was seen.

A cause is certain only if nothing else is as simple, and twice as many relations as figures speak for it.
benchmarks/planting measures all this with planted errors, benchmarks/tuning the constants."""
