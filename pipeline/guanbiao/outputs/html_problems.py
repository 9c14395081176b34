"""The problems of a year as 核对报告.html lists and draws them: each with its proof, the words of findings.json and its
state; what is open comes first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from guanbiao.forms.levels import Level
from guanbiao.model.causes import Change
from guanbiao.model.findings import Finding, FindingStatus, Role, Term
from guanbiao.outputs import html_page as page
from guanbiao.outputs.contract import FindingEntry
from guanbiao.report.report import Report
from guanbiao.report.story import Problem, by_size
from guanbiao.report.told import whole
from guanbiao.words.causes import CAUSES
from guanbiao.words.figures import figure_of, figure_text, filed_text
from guanbiao.words.findings import Phrases, place_of
from guanbiao.words.relations import relation_sentence
from guanbiao.words.report import WORDS, state_name
from guanbiao.words.story import other_ways
from guanbiao.words.workbook import LEVELS, STATUSES

MOST_BARS = 12  # differences drawn: what one looks over at a glance
MOST_TERMS = 60  # figures of a finding that are listed; a count of hundreds of entries stands in findings.json
MOST_WAYS = 12  # other ways to mend that are listed; findings.json has all that were kept
_BAR = 100.0  # the longest bar, in per cent of the room for bars
_BAR_LABEL = 34  # characters that a label has room for
COLOURS = {Level.MANDATORY: "red", Level.QUERY: "amber", Level.INFO: "grey"}


def open_first(problems: Iterable[Problem]) -> list[Problem]:
    """Problems in their order, those behind the others that somebody will correct or has explained."""
    order = (FindingStatus.CORRECTING, FindingStatus.PENDING, FindingStatus.EXPLAINED)
    return sorted(problems, key=lambda each: order.index(each.status) + 1 if each.status in order else 0)


def id_of(problem: Problem) -> str:
    """The id of a problem's row in the list: of its cause, else of its finding."""
    return problem.cause.id if problem.cause else problem.findings[0].id


def level_names(problems: Sequence[Problem]) -> tuple[str, ...]:
    """The levels that problems are of, the gravest first."""
    levels = {each.level for each in problems}
    return tuple(LEVELS[level] for level in Level if level in levels)


def state_names(problems: Iterable[Problem]) -> tuple[str, ...]:
    """The states that problems are in, in their order."""
    return each_once(state_name(each.status) for each in problems)


def each_once(names: Iterable[str]) -> tuple[str, ...]:
    """Names in the order of their first appearance, without ''."""
    return tuple(dict.fromkeys(name for name in names if name))


def bars(problems: Iterable[Problem], phrases: Phrases) -> Iterator[page.Bar]:
    """The problems with the largest differences."""
    chosen = by_size(problems)[:MOST_BARS]
    most = max((abs(each.gap or 0.0) for each in chosen), default=1.0)
    for problem in chosen:
        gap, change = abs(problem.gap or 0.0), problem.farthest
        term = change.term if change else problem.first
        label = f"{phrases.table_of(term)} {term.cell} {place_of(term.row, term.column)}"[:_BAR_LABEL]
        shown = figure_text(gap, term)
        text = shown if change is None or problem.is_open else WORDS.step.format(figures=_figures(change), gap=shown)
        yield page.Bar(label, text, round(max(gap / most * _BAR, 1.0), 1))


def _figures(change: Change) -> str:
    """What a figure is and should be."""
    return f"{filed_text(change.term)}→{figure_text(change.suggested, change.term)}"


def problem_row(
    problem: Problem, entries: Mapping[str, FindingEntry], report: Report, phrases: Phrases
) -> page.Problem:
    """A problem as a row of the list, with its proof; `entries` are the findings of findings.json by their ids."""
    first, cause = problem.findings[0], problem.cause
    term = problem.first if cause else first.first
    proofs = tuple(_proof(each, entries[each.id], report, phrases) for each in problem.findings)
    reported, expected, difference = _sides(problem)
    forms = (phrases.table(problem.first.form) if cause else "", *map(phrases.about, problem.findings))
    return page.Problem(
        id=id_of(problem),
        level=LEVELS[problem.level],
        light=COLOURS[problem.level],
        status=STATUSES[problem.status],
        state=state_name(problem.status),
        departments=problem.departments,
        forms=each_once(forms),
        table=phrases.table_of(term) if cause else phrases.about(first),
        place=place_of(term.row, term.column, term.measure) if cause else place_of(first.row, first.column),
        reported=reported,
        expected=expected,
        difference=difference,
        kind=CAUSES[cause.kind] if cause else "",
        message=whole(problem, phrases),
        mends=mends_text(proofs) if cause else "",
        cells=tuple(_changed(change, phrases) for change in cause.changes) if cause else (),
        others=tuple(other_ways(phrases, cause)[:MOST_WAYS]) if cause else (),
        proofs=proofs,
    )


def mends_text(proofs: Sequence[page.Proof]) -> str:
    """How many relations prove a cause."""
    return WORDS.mends.format(count=len(proofs))


def _sides(problem: Problem) -> tuple[str, str, str]:
    """What a problem's figure is, what it should be as far as that can be said, and the difference."""
    first, change = problem.findings[0], problem.blamed
    if problem.cause is None:
        figures = (first.reported, first.expected, first.difference)
        reported, expected, gap = ("" if each is None else figure_of(each, first) for each in figures)
        return reported, expected, gap
    term = problem.first
    if change is None:
        return filed_text(term), "", ""
    step = round((term.value or 0.0) - (change.suggested or 0.0), 6)
    return filed_text(term), figure_text(change.suggested, term), figure_text(step, term)


def _changed(change: Change, phrases: Phrases) -> page.Changed:
    return page.Changed(
        table=phrases.table_of(change.term),
        cell=change.term.address,
        place=place_of(change.term.row, change.term.column, change.term.measure),
        reported=filed_text(change.term),
        suggested="" if change.suggested is None else figure_text(change.suggested, change.term),
        follows=change.follows,
    )


def _proof(finding: Finding, entry: FindingEntry, report: Report, phrases: Phrases) -> page.Proof:
    has_relation = finding.relation >= 0
    plan = report.reconciled.plan
    return page.Proof(
        id=entry.id,
        status=STATUSES[entry.status],
        message=entry.message,
        equation=relation_sentence(phrases, plan.relations[finding.relation]) if has_relation else "",
        terms=tuple(_term(term, phrases) for term in finding.terms[:MOST_TERMS]),
        count=len(finding.terms),
    )


def _term(term: Term, phrases: Phrases) -> page.Term:
    is_other = term.role in (Role.EXPECTED, Role.BESIDE)
    return page.Term(
        role=WORDS.role_expected if is_other else WORDS.role_reported,
        table=phrases.table_of(term),
        place=place_of(term.row, term.column, term.measure),
        value="" if term.value is None else figure_text(term.value, term),
        file=term.file,
        sheet=term.sheet,
        cell=term.cell,
    )
