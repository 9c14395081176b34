"""Why relations are broken. One cause stands for all that one slip broke, with the fewest cells that would mend it.

The mandatory equations of a year are a network: its nodes are figures, its links equations (nodes, network, assemble).
A cause is a set of changes after which every link that it touches holds. Each is chosen with those before it in place
(choose), and no figure has two suggestions. In this order:

1. A head count that breaks several relations, a rounded share among them, is one cause where one other value of it
   mends them and breaks nothing that holds (kinds/miscounts).
2. Figures that can be right nowhere (impossible), then totals that their formulas make wrong, as the formulas
   themselves prove (formulas/, kinds/faulty).
3. Slips of many cells (kinds/) where one is simpler than the single figures that would mend the same (compete).
4. Minimal change sets of each connected part that is left (search), taken apart into groups of figures that depend on
   each other (groups). Sets of about the same weight are ranked by evidence (candidates, evidence, slips) and by how
   few relations that hold speak for what they change. The others are alternatives.
5. Where a part would take many figures, the likeliest changes that mend all of it together (joint); where even that
   fails, the single change that mends most is made, and the rest is searched again. Such causes say that not every
   way was seen.

What holds once all of that is in place is explained too (corrected); what is left stands alone (alone). When a cause
may be called certain is said in certainty. benchmarks/planting measures all this with planted errors,
benchmarks/tuning the constants."""
