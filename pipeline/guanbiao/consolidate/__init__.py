"""汇总: what the libraries of a year come to together. From the facts of all libraries, lazily scanned, and a summary
of each: the official forms with sums in place of figures, the headline figures library by library, who owes what, and
what was found where. Pure, and told by declarations alone: what they do not say can be added up is not added up.

Memory does not grow with the facts. What is kept is a number a figure and the libraries behind it; entries, places and
ranks are listed up to bounds that the pages say, and what is beyond them stands in the dataset.

What is summed is what each library stated. A total that a library left blank counts as its own rules make it, as in its
own workbook: such lines stand in the dataset with the state `computed`. Totals of the summed form are sums of totals,
never made anew, so that what does not add up in a library does not add up here either, and is found there. Shares are
worked out from sums, of the libraries that stated both sides. A figure in a unit that nobody can convert is left out.
"""
