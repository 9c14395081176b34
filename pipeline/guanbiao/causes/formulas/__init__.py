"""Why a formula is off: what it adds, told from its text and the cells that it names, against what a relation adds.
Said is only what is proven cell by cell.

- `workings` a book as its formulas see it: what a formula adds, cell by cell
- `gaps` what parts that from what a relation adds
- `totals` the reason that a total is off, or that its formula is right"""
