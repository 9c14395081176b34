"""Findings as sentences, and how places are written in them."""

from collections.abc import Sequence

from msgspec.structs import asdict

from guanbiao.forms.catalogue import Catalogue, Form
from guanbiao.forms.levels import Source
from guanbiao.model.codes import Code
from guanbiao.model.details import (
    Detail,
    OfCopies,
    OfEdits,
    OfFile,
    OfFills,
    OfHeader,
    OfOwn,
    OfPeriod,
    OfRelation,
    OfTemplate,
    OfTitle,
    OfTwins,
    OfUnit,
)
from guanbiao.model.filings import Dated
from guanbiao.model.findings import Finding, Role, Term, Verdict, address
from guanbiao.text.bounds import LABEL_QUOTED
from guanbiao.text.personal import hidden, masked
from guanbiao.text.writing import is_percent
from guanbiao.text.years import for_year
from guanbiao.words.annual import held_against
from guanbiao.words.answers import edits_text
from guanbiao.words.claims import DOCUMENT, claim_facts
from guanbiao.words.codes import CODES
from guanbiao.words.figures import clipped, number, share_text, typed
from guanbiao.words.files import reason_text
from guanbiao.words.habits import asked, bounded, header_labels, most_named, several, short, texts, variant_of
from guanbiao.words.intake import CHOSEN, DATED, some_of
from guanbiao.words.letters import template_fault

LAST_YEAR, LAST_YEAR_KEPT = "上年", "已存的上年"
NO_PLACE = "-"
RESTATED = "属追溯调整的，请{who}说明原因和依据。"
BLANK_STATED = "没有填（按 0 计）"
FILLED_ONE = "{place}：合计没有填，无法审核；总表中已按公式补为 {filled}。"
FILLED_SEVERAL = "{place}：{count} 处合计没有填，无法审核；总表中已按公式补出。"


class Phrases:
    """Sentences about findings, for one catalogue and one period (0: of no year)."""

    def __init__(self, catalogue: Catalogue, year: int) -> None:
        self.catalogue = catalogue
        self.year = year
        self._messages: dict[tuple[str, int], str] = {}

    def table(self, form: str) -> str:
        """`表07 文献流通册次`, or '' for no form."""
        known = self.catalogue.by_id.get(form)
        return f"表{known.number:02d} {known.name}" if known else ""

    def about(self, finding: Finding) -> str:
        """The table that a finding is about, or the report; '' for neither."""
        return self.table(finding.form) or (DOCUMENT if finding.kind is Source.PROSE else "")

    def table_of(self, term: Term) -> str:
        """The table that a term stands in, and whether it is last year's."""
        before = LAST_YEAR_KEPT if term.kept else LAST_YEAR if term.back else ""
        return f"{before}{self.table(term.form)}"

    def title(self, form: str) -> str:
        """The printed title of a form for the period; of no year, its name."""
        known = self.catalogue.by_id.get(form)
        if known is None or not self.year:
            return known.name if known else ""
        return title_of(known, self.year)

    def shown(self, form: str, column: str, text: str | None) -> str:
        """What a cell holds, for others than its department to see: what is about persons is masked."""
        return hidden(text or "") if (form, column) in self.catalogue.personal else masked(text or "")

    def line(self, finding: Finding) -> str:
        """The finding as one line of the screen: `file!cell code sentence`."""
        first = finding.first
        place = address(first.file, first.cell) or finding.department or NO_PLACE
        return masked(f"{place} {finding.rule} {self.message(finding)}")

    def placed(self, term: Term, code: str, sentence: str) -> str:
        """What is said of a cell as one line of the screen: `file!cell code sentence`."""
        return masked(f"{address(term.file, term.cell) or NO_PLACE} {code} {sentence}")

    def reason(self, finding: Finding) -> str:
        """Why a file was not taken, as one line of the screen: `file sentence`; of several, the sentence alone."""
        return masked(f"{finding.first.file} {self.message(finding)}".lstrip())

    def message(self, finding: Finding) -> str:
        """The finding as one sentence that a librarian understands; telephone numbers in it are masked. It is made
        once, though it stands in many places."""
        key = finding.id, len(finding.parts)
        if key not in self._messages:
            self._messages[key] = masked(self._sentence(finding))
        return self._messages[key]

    def brief(self, finding: Finding) -> str:
        """The sentence where there is little room: of many cells it names two."""
        return masked(self._sentence(finding, 2)) if finding.parts else self.message(finding)

    def _sentence(self, finding: Finding, most: int = 0) -> str:
        """`most` is how many of many cells are named; 0: as many as is usual."""
        if finding.kind in (Source.INTAKE, Source.PROSE):
            return self._coded(finding, most)
        if finding.kind is Source.CHECK:
            return f"{self.table(finding.form)}{_place(finding.row, finding.column)}：{self._coded(finding, most)}"
        if finding.verdict is Verdict.UNVERIFIABLE:
            return self._blank_total(finding)
        return self._relation(finding)

    def _coded(self, finding: Finding, most: int) -> str:
        """The sentence of a finding's code: about one cell, or about the many that show one habit."""
        code, variant, facts = CODES[finding.rule], variant_of(finding), self._facts(finding)
        if finding.parts and code.many:
            return code.many.get(variant, code.many.get("", "")).format(
                **facts, **self._many(code, finding.parts, most)
            )
        return code.variants.get(variant, code.sentence).format(**facts)

    def _many(self, code: Code, parts: Sequence[Finding], most: int) -> dict[str, str]:
        """The cells of one habit, as a sentence names them, and the texts in them."""
        shown = parts[: most or most_named(code)]
        count = sum(len(asked(part)) for part in parts)
        sheets = [part.first.sheet for part in parts]
        before = ["", *sheets] if len({*sheets}) > 1 else sheets  # that of a form on one sheet goes without saying
        named = [self._named(code, part, other) for part, other in zip(shown, before, strict=False)]
        cells = bounded(named, count, len(shown) == len(parts))
        return {"cells": cells, "raws": texts(typed(part.first) for part in parts)}

    def _named(self, code: Code, part: Finding, before: str) -> str:
        """One of the many: a cell, with its sheet where that is not the one `before`, or all of a row or column."""
        count, place = len(asked(part)), place_of(part.row, part.column)
        cell = part.first.cell if part.first.sheet == before else f"“{part.first.sheet}”{part.first.cell}"
        facts = self._facts(part) | {"raw": short(typed(part.first)), "cell": cell}
        return several(place, count) if count > 1 and place else code.each.format(**facts)

    def _facts(self, finding: Finding) -> dict[str, str]:
        """The fields that a sentence may have."""
        first, detail = finding.first, finding.detail
        facts = {"title": self.title(finding.form), "sheet": first.sheet, "raw": typed(first), "file": first.file}
        facts |= {"place": _place(finding.row, finding.column)}
        facts |= {"department": finding.department, "year": str(self.year)}
        facts |= {"cell": first.cell, "shown": number(finding.reported), "due": number(finding.expected)}
        facts |= {name: number(each) if isinstance(each, float) else str(each) for name, each in asdict(detail).items()}
        worded = self._worded(detail) | dict(held_against(finding)) | claim_facts(finding)
        return {name: clipped(each) for name, each in facts.items()} | worded

    def _worded(self, detail: Detail) -> dict[str, str]:
        """The fields that are words of ours, or names of forms."""
        match detail:
            case OfFile(reason, known):
                return {"reason": reason_text(reason, known)}
            case OfPeriod(_, dated):
                return {"dated": DATED.get(Dated(dated), "")}
            case OfCopies(by=by):
                return {"chosen": CHOSEN[by]}
            case OfTwins(form=form):
                return {"table": self.table(form)}
            case OfUnit():
                return {"ratio": _ratio(detail)}
        return self._listed(detail)

    def _listed(self, detail: Detail) -> dict[str, str]:
        """The fields that are names one after the other, or what is wrong with a template."""
        match detail:
            case OfTitle(forms):
                return {"titles": "或".join(f"《{self.title(form)}》" for form in forms)}
            case OfOwn(files=files):
                return {"named": some_of(files)}
            case OfEdits(edits=edits):
                return {"edits": edits_text(edits)}
            case OfHeader():
                return {"labels": header_labels(detail)}
            case OfTemplate(why, word):
                return {"fault": template_fault(why, word)}
        return {}

    def _blank_total(self, finding: Finding) -> str:
        place, detail = f"{self.table(finding.form)}{_place(finding.row, finding.column)}", finding.detail
        if isinstance(detail, OfFills) and detail.count == 1:
            return FILLED_ONE.format(place=place, filled=detail.filled)
        return FILLED_SEVERAL.format(place=place, count=len(finding.terms))

    def _relation(self, finding: Finding) -> str:
        detail = finding.detail if isinstance(finding.detail, OfRelation) else OfRelation()
        left = [term for term in finding.terms if term.role is Role.REPORTED]
        right = [term for term in finding.terms if term.role is Role.EXPECTED]
        home, gap = finding.form, finding.difference or 0.0
        is_share = detail.rounded and is_percent(left[0].raw, left[0].value)
        figures = (finding.reported, finding.expected, abs(gap))
        said, due, off = (share_text(each) if is_share else number(each) for each in figures)
        reported = self._sum(left, home) if len(left) > 1 else self._name(left[0], "")
        is_blank = detail.reported_blanks and len(left) == 1
        stated = BLANK_STATED if is_blank else f"填报 {said}{_blanks(detail.reported_blanks)}"
        due_of = self._counted(right, home) if detail.counted and right else self._sum(right, home)
        other = f"{due_of}为 {due}{_blanks(detail.expected_blanks)}"
        basis = f"依据：{detail.basis}。" if detail.basis else ""
        asked = RESTATED.format(who=detail.restated_by) if detail.restated_by else ""
        return f"{self.table(home)}{reported}{stated}，{other}，{'多' if gap > 0 else '少'} {off}。{basis}{asked}"

    def _counted(self, entries: Sequence[Term], home: str) -> str:
        """Entries that are counted: how many they are, of which some may count for several."""
        where = self._where(entries[0], home)
        return f"{where}的 {len(entries)} 条计" if where else f"{len(entries)} 条计"

    def _sum(self, terms: Sequence[Term], home: str) -> str:
        """The other side in words: its terms where they are few, their number where they are many."""
        if not terms:
            return "各条"
        if len(terms) == 1:
            return self._name(terms[0], home)
        if len(terms) > 4:
            return f"{self._where(terms[0], home)}{len(terms)} 项之和"
        signs = [_sign(term) if at else "－" * (term.factor < 0) for at, term in enumerate(terms)]
        return "".join(sign + name for sign, name in zip(signs, self._names(terms, home), strict=True))

    def _names(self, terms: Sequence[Term], home: str) -> list[str]:
        """The names of terms of one sum: what they all share is said once, before the first."""
        rows, columns = {term.row for term in terms}, {term.column for term in terms}
        if len({term.form for term in terms}) > 1 or any(term.measure for term in terms):
            return [self._name(term, home) for term in terms]
        if len(columns) == 1 and len(rows) == len(terms):
            return [(self._where(term, home) if not at else "") + _place(term.row, "") for at, term in enumerate(terms)]
        if len(rows) == 1:
            return [
                (self._where(term, home) if not at else "") + _place("", term.column) for at, term in enumerate(terms)
            ]
        return [self._name(term, home) for term in terms]

    def _where(self, term: Term, home: str) -> str:
        return "" if term.form == home and not term.back else self.table_of(term)

    def _name(self, term: Term, home: str) -> str:
        measure = f"·{term.measure}" if term.measure else ""
        return f"{self._where(term, home) if home else ''}{_place(term.row, term.column + measure)}"


def _ratio(unit: OfUnit) -> str:
    """How many of one unit another is, in whole numbers."""
    if unit.times < 1:
        return f"1 {unit.declared} ＝ {number(round(1 / unit.times))} {unit.stated}"
    return f"1 {unit.stated} ＝ {number(unit.times)} {unit.declared}"


def _blanks(count: int) -> str:
    """How many cells of a side were blank and counted 0."""
    return f"（其中 {count} 个空格按 0 计）" if count else ""


def _sign(term: Term) -> str:
    """What joins a term to those before it."""
    if term.power:
        return "÷" if term.power < 0 else "×"
    return "－" if term.factor < 0 else "＋"


def place_of(row: str, column: str, measure: str = "") -> str:
    """Where a figure stands in its form: row and column, and the measure where a cell states several."""
    place = "，".join(clipped(part, LABEL_QUOTED) for part in (row, column) if part)
    return f"{place}·{measure}" if measure else place


def _place(row: str, column: str) -> str:
    inner = place_of(row, column)
    return f"“{inner}”" if inner else ""


def title_of(form: Form, year: int) -> str:
    """A form's printed title for a year."""
    return for_year(form.title, year)
