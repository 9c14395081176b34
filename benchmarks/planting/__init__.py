"""How well causes are found, measured with errors planted in a year that agrees.

bench.py plants slips in the books of the year and has them read anew, as a run would; single.py, months.py, forms.py,
entries.py and impossible.py draw slips of one figure, of months and columns, of whole forms, of lists, and of figures
that cannot be; kinds.py is the table of all kinds with their goals; score.py says what the causes made of a year."""
