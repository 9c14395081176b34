"""The annual report itself, held against the forms that were filed. What it says is never corrected, and what nobody
can hold against anything is not accused.

Its tables are recognised and extracted as forms are (`recognise/annual.py`), and count as none. They are held against
the filing of the same form that counts, cell by cell: the rows of a grid by their keys, the entries of a list by what
they say, since one that was left out shifts all serial numbers behind it."""
