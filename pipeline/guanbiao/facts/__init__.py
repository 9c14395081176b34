"""From filings to cells and facts: one long frame with the place, the state and the figures of every declared cell.
Which filing of a form counts is decided here, too.

- A cell that is not there is no blank. A column that was left out has no cells (State.ABSENT), and a register that
  was not filed has no entries: both make their relations unverifiable. A register that was filed without entries
  counts 0.
- Blank, 0, a dash, 无 and unreadable are different states of a cell and stay so.
- A bare figure above 1 in a column of shares is a percentage without its sign, and counts as a share (shares.py).
- A sheet may state another unit than its form declares (万册次 for 册次). Figures are converted only by a power of ten,
  and only where they may have been written so; what was done is a line for each cell (units.py), by which a finding
  tells it, relations that hang on it stay open, and the official page shows the figure in the unit that it prints. The
  text as typed is kept.
- Distinct texts are read once each and joined back; plain numbers never leave polars.
- Of several filings of a form one counts: what is filled before what is less so, what no name sets aside, what is
  shown, the official title, then the one modified last; the others are named with what decided (counted.py). What
  ranges hold tells copies from parts of one form (contents.py, parts.py).
- A frame is declared once, as the Struct of its lines (frames.py); what leaves a frame is such a line.
"""
