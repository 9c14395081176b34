"""What stands below a header: the rows of a grid, the entries and totals of a register, the figures of a card. Whatever
is none of these is a printed line, a label that the form does not know, or a stray cell, and is reported as such."""
