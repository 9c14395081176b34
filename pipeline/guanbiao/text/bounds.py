"""How much one text, one form and one year may ask of what comes behind the readers. Every bound has its reason.

What asks for more is told, and costs no more than the bound: nothing that is legal in a cell takes a run down. What
files may ask of the readers themselves stands in `intake/limits.py`."""

FIGURE_CHARACTERS = 500  # of a text that may be a figure: a sum of every week of a year has 300; each term is a line
DATE_CHARACTERS = 3_000  # of a text that may be dates: every day of a year, named by month and day, has 2,500
QUOTED = 300  # characters of a typed text in a sentence: enough to find it by, and a page of findings can be read
LABEL_QUOTED = 80  # of a label in a sentence
BODY_ROWS = 20_000  # rows of a form that are read: a list of the sample has 90, and one of a year's days 366
BODY_COLUMNS = 300  # columns of a form that are read: forms have up to 40, and a sheet may have 16,384
TITLES = 60  # of forms on one sheet, each held against all below it: all 29 may stand on one, or one on 30 pages
TABLES_BESIDE = 8  # tables side by side among which a title looks for its own: what is further right is another's
PARTS = 60  # ranges that are one form: each is read again with those before it, and a page holds 30 entries
TRIED = (
    8  # filings of a form in one file that a further one may go on from: what is copied more often goes on from none
)
