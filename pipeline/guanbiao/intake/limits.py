"""How much a file may ask of us, and the refusal of one that asks for more. Every limit has its reason.

Measured on some 3,800 public workbooks: at most 114 MB unpacked, 1,033 parts, a ratio of 140:1, 0.35 million cells."""

from guanbiao.text.cells import Value

MEGABYTE = 1024 * 1024
FILE_BYTES = 512 * MEGABYTE  # a form is some 10 KB; a file larger than what may be unpacked of it is no form
UNPACKED_BYTES = 1024 * MEGABYTE  # nine times the largest honest workbook, half of what a reader process may hold
TEXT_BYTES = 64 * MEGABYTE  # a text is a cell in every dozen bytes: so many hold as many cells as any file may
PART_BYTES = 512 * MEGABYTE  # one part is held in memory beside what is made of it
PARTS = 5_000  # five times the most seen; tens of thousands of parts are an attack on the directory
RATIO = 200  # honest sheets pack up to 140:1 ...
RATIO_FROM_BYTES = 64 * MEGABYTE  # ... and below this size no ratio does harm
CELL_BOX = 5_000_000  # cells from A1 to the last one, all sheets together: readers hold the box, not the cells
SHEETS = 256  # a form of each kind and month would be 348 in the worst hands; 30 are usual
DOCUMENT_BYTES = 64 * MEGABYTE  # the text and the styles of a document: a report of a hundred pages has one
DOCUMENT_TAGS = 300_000  # in these; the report of a library has 50,000, and so many are read in four seconds
LINES_ABOVE, LINES_BELOW = 8, 20  # kept of what stands around a table: title, department, unit; signatures and notes
LOOKED_AT = (
    200_000  # cells of a sheet whose formulas and looks are worked out: minutes for more; 10,000 entries have 120,000
)
CELL_CHARACTERS = 32_767  # what Excel lets a cell hold; more can come only from other programs
FORMULA_CHARACTERS = 2_000  # of a formula whose text is kept: one that adds forty cells by name has 200
REMARKS, REMARK_CHARACTERS = 500, 2_000  # comments and text boxes of a sheet, and of one: nobody reads more
CPU_SECONDS = 20.0  # counted on the processor: a busy machine refuses no more; the largest honest workbook takes three
WALL_SECONDS = 300.0  # for a reader that hangs: long enough for one that a dozen others leave little of the processor
MEMORY_BYTES = 2048 * MEGABYTE  # a reader process; the largest honest workbook needs a quarter of it
OPENING = 500  # characters kept of a file that is no workbook, by which our own letters and tables are known again
WIDEST, LONGEST = 16_384, 1_048_576  # columns and rows of a sheet of Excel
MOST_COLUMNS = 200  # whose width and hiding are kept: forms have up to 40; one element may speak of all 16,384
MOST_HIDDEN_ROWS = 10_000  # that one element may hide: forms have up to 100 rows; what is more is the rest of the sheet


class Refused(Exception):
    """A file that will not be read: the `reason` as a code, for which `words.intake` has the sentence, and the `detail`
    that this sentence needs."""

    def __init__(self, reason: str, **detail: Value) -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, detail


def within(limit: str, found: int, most: int) -> None:
    """Raise Refused, with the reason `limit_…`, where `found` is more than `most`; both in the unit of the limit."""
    if found > most:
        raise Refused(f"limit_{limit}", found=found, most=most)
