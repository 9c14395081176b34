"""What the sentence of a finding needs besides its cells and figures: one Struct for each family of findings."""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import asdict

from guanbiao.text.cells import Value


class Detail(Struct, frozen=True):
    """Nothing besides; the base of the families."""

    def numbers(self) -> Iterator[tuple[str, int | float]]:
        """Its numbers and flags by name, as answers were once bound to them."""
        return ((name, value) for name, value in asdict(self).items() if isinstance(value, int | float))


NOTHING = Detail()


class OfRelation(Detail, frozen=True):
    """A relation that does not hold: how many blanks of each side counted 0, what the rule rests on, the measure that
    is reported, whether that was rounded for print, is a part of a whole (`at_most`), or is held against a count; of a
    figure of last year that is stated otherwise now, who has to explain that (`restated_by`)."""

    reported_blanks: int = 0
    expected_blanks: int = 0
    basis: str = ""
    measure: str = ""
    rounded: bool = False
    at_most: bool = False
    counted: bool = False
    restated_by: str = ""


class OfFills(Detail, frozen=True):
    """Blank totals that the workbook fills: how many, and with what the first is filled."""

    count: int
    filled: str


class OfRecalled(Detail, frozen=True):
    """Figures of years before that were left blank and are filled: how many, and of which year they are known."""

    count: int
    known: str


class OfArchive(Detail, frozen=True):
    """What was kept of a year before: which year, and for how many forms it stands in."""

    kept: int
    count: int = 0


class Several(Detail, frozen=True):
    """One finding about several cells: how many."""

    count: int


class OfCells(Detail, frozen=True):
    """One finding about several cells: how many, and the first of them as text."""

    count: int
    where: str


class OfLabel(Detail, frozen=True):
    """A label or a loose cell: what the form calls it, what stands in its place ('' for nothing), and of a column that
    the form does not know all that it takes."""

    label: str
    instead: str = ""
    range: str = ""


class OfHeader(Detail, frozen=True):
    """A header against its form: labels that it lacks, that the form does not know (each with its cell), that are
    written otherwise (each with what stands there), that stand under another group, and that stand in another order;
    the sheet column down which its labels run where rows and columns are `swapped` ('': they are not)."""

    missing: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    regrouped: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    swapped: str = ""


class OfPlaces(Detail, frozen=True):
    """Rows or ranges that one finding is about: how many, and the first of them as text: what they say, or where they
    are."""

    count: int
    where: str


class OfMonth(Detail, frozen=True):
    """A month against those before and after it; `blank` where it was not filled in and counts 0."""

    before: float
    after: float
    figure: float
    blank: bool = False


class OfYear(Detail, frozen=True):
    """A figure against that of the year before."""

    before: float
    figure: float


class OfTwins(Detail, frozen=True):
    """Two columns alike: the other column and its form, and how many pairs of columns of the two forms are alike."""

    other: str
    form: str
    count: int


class OfParts(Detail, frozen=True):
    """A cell that does not state all its measures: those it lacks."""

    parts: str


class OfWriting(Detail, frozen=True):
    """A text that is no figure: why (as in text.writing), and what is likely meant, '' where that is not clear."""

    why: str
    likely: str = ""


class OfUnit(Detail, frozen=True):
    """Figures in another unit than declared: what was done (`way`, a value of facts.units.Way), the unit stated and the
    one declared, how many figures, where they stand, how many of the declared unit one of the stated is, and by how
    much each may be off for having been rounded."""

    way: str
    stated: str
    declared: str
    count: int
    where: str
    times: float
    slack: float


class OfFractions(Detail, frozen=True):
    """Figures with a fraction of things that are counted: how many, where, in which units, one of them, and what is
    likely meant by it, '' where that is not clear; whether most figures of a column have one, which were written in
    another unit then."""

    count: int
    where: str
    units: str
    figure: str
    likely: str = ""
    is_habit: bool = False


class OfDates(Detail, frozen=True):
    """A cell of several dates: how many it says there are, and how many it lists."""

    stated: int
    listed: int


class OfOrder(Detail, frozen=True):
    """An entry out of order: whether it is later than one below it, or earlier than one above."""

    late: bool


class OfFile(Detail, frozen=True):
    """A file that was not taken: the reason, and what its sentence needs (sizes found and allowed, another file)."""

    reason: str
    facts: Mapping[str, Value] = {}

    def numbers(self) -> Iterator[tuple[str, int | float]]:
        """The numbers among its facts."""
        return ((name, value) for name, value in self.facts.items() if isinstance(value, int | float))


class OfOwn(Detail, frozen=True):
    """Outputs of ours that were dropped back in: how many, and their paths."""

    count: int
    files: tuple[str, ...]


class OfTitle(Detail, frozen=True):
    """A title that may name several forms: their ids."""

    forms: tuple[str, ...]


class OfNotes(Detail, frozen=True):
    """What a reader would hide of a sheet: how many cells or ranges, the first of them as text, and the first alone."""

    count: int
    where: str
    cell: str


class OfPeriod(Detail, frozen=True):
    """A title without a year: the year that it is taken to be of, and what says so (a value of Dated)."""

    period: int
    dated: str


class OfCopies(Detail, frozen=True):
    """A form filed more than once: how often, which one counts, which do not, and by what it was chosen."""

    count: int
    file: str
    others: str
    by: str


class OfRanges(Detail, frozen=True):
    """A form in several ranges or filings: how many, all of them, and the one that counts where they stay apart."""

    count: int
    ranges: str
    kept: str = ""


class OfOtherYear(Detail, frozen=True):
    """A form of another year among this year's: that year; 0 where none is known."""

    other: int


class OfHeld(Detail, frozen=True):
    """A place in two documents that say something else there: all there is to know stands in its terms, the first that
    of the report, the last that of the form."""


class OfOtherReport(Detail, frozen=True):
    """An annual report that does not count: the one that does."""

    other: str


class OfLibrary(Detail, frozen=True):
    """A form of another library: its name."""

    library: str


class OfTemplate(Detail, frozen=True):
    """A template for letters that cannot be used: why, as a code, and the words that are wrong in it."""

    why: str
    word: str = ""


class OfAnswer(Detail, frozen=True):
    """An answer that is refused: the id of its finding, and the words; who gave it, and who decides about it."""

    finding: str
    text: str
    given_by: str = ""
    decided_by: str = ""


class OfSlip(Detail, frozen=True):
    """A return slip: the department and the year that it was issued for, and how many answers in it are told of."""

    issued_to: str
    of_year: int
    count: int = 0


class OfEdits(Detail, frozen=True):
    """Cells that were changed in a form attached to a slip: the name of its sheet there, and of each its address with
    what it was issued with and what it holds."""

    attached: str
    edits: tuple[tuple[str, str, str], ...]


class OfClaim(Detail, frozen=True):
    """A figure in the text of the annual report: its paragraph and where it begins there, the heading above, its
    clause, as typed, what it is held against, and what is in question in the tables there ('' for nothing)."""

    paragraph: int
    start: int
    heading: str
    quote: str
    figure: str
    against: str
    dispute: str = ""
