"""What was kept of a year before, as facts: figures that vouch for what this year's forms say of that year.

A year's outputs hold its figures by their printed labels (facts.parquet). They are facts like those of a filing, so
that rules across years know of no difference: each meets the figure of the year before, be it read from a form of that
year or kept of it. Of a form that is at hand the form counts. A figure that was in question and was never settled is
known, and vouches for nothing.

    kept of 2019                              | 部门 | 2018年 | 2019年 |
    合计  借阅册次/2019年  56088              | 合计 | 54000  | 56088  |   is what the form of 2020 is held against"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

import polars as pl
from msgspec import Struct

from guanbiao.facts.counted import Statuses, counted_at
from guanbiao.facts.extract import Tables, declared_frame
from guanbiao.facts.frames import FactLine, schema
from guanbiao.forms.catalogue import Blank, Catalogue, Form, Kind, shown_row
from guanbiao.forms.equations import figures
from guanbiao.model.books import Book, FileStatus, Sheet
from guanbiao.model.filings import Filing, FilingStatus
from guanbiao.model.findings import address
from guanbiao.text.cells import at_address
from guanbiao.text.figures import State
from guanbiao.text.years import for_year

_ADDRESS = "^[A-Z]+[0-9]+$"
_GIVEN = (
    *("filing", "period", "form", "row", "label", "column", "measure", "value", "unit", "state", "raw", "role"),
    *("at_row", "at_column"),
)
_Line = tuple[object, ...]  # by _GIVEN
_Place = tuple[str, str, str]  # a form, and the file and the sheet on which it was filed
Key = tuple[str, str, str]  # a figure by its form, row and column, as printed
_LINE = ("form", "row", "column", "measure", "value", "unit", "state", "raw", "role", "file", "sheet", "cell")


class Archive(Struct, frozen=True, dict=True):
    """What was kept of a year: where (`file`, as users know it), the hash of it, whether the year's own record has that
    hash (`is_sealed`; versions before there were any wrote none), its facts by printed labels (facts.parquet), and the
    figures that were in question and not settled. `is_damaged`: it is not what was written, and is not used."""

    year: int
    file: str
    sha256: str = ""
    is_sealed: bool = True
    is_damaged: bool = False
    facts: pl.DataFrame = pl.DataFrame()
    doubted: frozenset[Key] = frozenset()

    @cached_property
    def figures(self) -> dict[tuple[str, str, str, str], float]:
        """Its figures by form, row, column and measure, as printed."""
        if self.facts.is_empty():
            return {}
        some = self.facts.filter(pl.col("value").is_not_null() & (pl.col("role") != "entry"))
        return {line[:4]: line[4] for line in some.select("form", "row", "column", "measure", "value").iter_rows()}


Archives = Callable[[int], Archive | None]  # by year, what was kept of it


class Kept(Struct, frozen=True):
    """What is taken of archives in a run: a filing for each sheet that figures were filed on, the numbers of these
    behind those of the run, the facts, and by year the archive of the year before, where it was looked into."""

    filings: tuple[Filing, ...] = ()
    places: range = range(0)
    facts: tuple[pl.DataFrame, ...] = ()
    archives: Mapping[int, Archive] = {}

    def beside(self, tables: Tables) -> Tables:
        """The tables of a run with these facts among theirs."""
        if not self.facts:
            return tables
        cells, facts, *others = (getattr(tables, name) for name in Tables.__struct_fields__)
        return Tables(cells, pl.concat([facts, *self.facts]), *others)

    def among(self, counted: Mapping[int, Statuses]) -> dict[int, Statuses]:
        """What becomes of each filing, by year, these among them: in no year that is reported on they count as its
        own."""
        own = dict.fromkeys(self.places, FilingStatus.OTHER_YEAR)
        return {year: {**status, **own} for year, status in counted.items()}


def kept_before(
    archives: Archives,
    years: Sequence[int],
    filings: Sequence[Filing],
    counted: Mapping[int, Statuses],
    catalogue: Catalogue,
) -> Kept:
    """What archives tell of the year before each of some years: the figures that rules ask for, of the forms of that
    year that are not at hand themselves."""
    asked = _asked_for(catalogue)
    found, facts, looked = list[Filing](), list[pl.DataFrame](), dict[int, Archive]()
    for year in years:
        at_hand = {filings[at].form for at in counted_at(counted.get(year - 1, {}))}
        wanted = [form for form in asked if form.id not in at_hand]
        archive = archives(year - 1) if wanted else None
        if archive is not None:
            looked[year] = archive
            own, frame = _facts_of(archive, wanted, len(filings) + len(found), catalogue)
            found += own
            facts += [frame] if own else []
    places = range(len(filings), len(filings) + len(found))
    return Kept(tuple(found), places, tuple(facts), looked)


def _asked_for(catalogue: Catalogue) -> list[Form]:
    """The forms of which rules want figures of the year before."""
    every = (figure for rule in catalogue.all_rules for each in rule.equations for figure in figures(each))
    forms = {figure.form for figure in every if figure.back}
    return [form for form in catalogue.forms if form.id in forms]


def _facts_of(
    archive: Archive, wanted: Sequence[Form], first: int, catalogue: Catalogue
) -> tuple[list[Filing], pl.DataFrame]:
    """The facts of some forms as an archive has them, and the filings that they were filed in, numbered from
    `first`."""
    places: dict[_Place, int] = {}
    lines = []
    for form in wanted if not archive.is_damaged else ():
        is_placed = pl.col("cell").str.contains(_ADDRESS)
        own = archive.facts.filter((pl.col("form") == form.id) & (pl.col("role") != "entry") & is_placed)
        keys = _printed(form, archive.year)
        known = [line for line in own.select(_LINE).iter_rows(named=True) if (line["row"], line["column"]) in keys]
        for line in known:
            at = places.setdefault((form.id, line["file"], line["sheet"]), first + len(places))
            lines.append(_fact(line, keys[line["row"], line["column"]], at, archive))
        lines += _blanks(form, [line for line in lines if line[2] == form.id])
    return [_filing(archive, *place) for place in places], _as_facts(lines, catalogue)


def _as_facts(lines: Sequence[_Line], catalogue: Catalogue) -> pl.DataFrame:
    """Lines by _GIVEN with what is declared of each figure."""
    types = schema(FactLine)
    frame = pl.DataFrame(lines, {name: types[name] for name in _GIVEN}, orient="row")
    declared = declared_frame(catalogue).drop("unit")
    joined = frame.join(declared, on=["form", "row", "column"], how="left", maintain_order="left")
    plain = {"block": 0, "seq": 0, "above": 0, "kind": Kind.NUMBER.value, "merged": None}
    return joined.with_columns(pl.lit(each, types[name]).alias(name) for name, each in plain.items()).select(*types)


def _fact(line: Mapping[str, str | float | None], key: tuple[str, str], at: int, archive: Archive) -> _Line:
    """A line of an archive, by _GIVEN."""
    printed = (str(line["form"]), str(line["row"]), str(line["column"]))
    state = State.DOUBTED.value if printed in archive.doubted else line["state"]
    (row, column), place = key, at_address(str(line["cell"]))
    said = (line[name] for name in ("measure", "value", "unit"))
    return at, archive.year, line["form"], row, line["row"], column, *said, state, line["raw"], line["role"], *place


def _blanks(form: Form, own: Sequence[_Line]) -> list[_Line]:
    """The entries that were left blank where that means none, in columns of which anything was kept."""
    return list(_blank_lines(form, own))


def _blank_lines(form: Form, own: Sequence[_Line]) -> Iterator[_Line]:
    known, columns = {(line[3], line[5]) for line in own}, {line[5]: line for line in own}
    for (row, column), declared in form.figures.items():
        if declared.blank is Blank.NONE and (row, column) not in known and column in columns:
            like = columns[column]
            said = ("", None, declared.unit, State.BLANK.value, None, like[11])
            yield *like[:3], row, shown_row(form, row, int(str(like[1]))), column, *said, *like[12:]


def _printed(form: Form, year: int) -> dict[tuple[str, str], tuple[str, str]]:
    """By the labels of a figure's row and column, as they were printed in a year, the keys of both; without figures
    that the print does not tell apart."""
    labels = [(shown_row(form, row, year), for_year(column, year)) for row, column in form.figures]
    times = Counter(labels)
    return {label: key for label, key in zip(labels, form.figures, strict=True) if times[label] == 1}


def _filing(archive: Archive, form: str, file: str, sheet: str) -> Filing:
    """What stands for the sheet on which figures of a year before were filed."""
    book = Book(archive.file, archive.sha256, 0.0, FileStatus.READ)
    return Filing(
        form, book, Sheet(address(file, sheet), ()), "", archive.year, (0, 0), (0, 0, 0, 0), (), (), kept=True
    )
