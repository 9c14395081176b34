"""Answers bound to findings: which count, and the state that they give."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from guanbiao.forms.catalogue import Level
from guanbiao.model.findings import NO_ANSWER, Answered, Finding, FindingStatus, Term, Untaken
from guanbiao.model.slips import Returned, SlipKind, Written
from guanbiao.report.answers.empty import Explained
from guanbiao.report.answers.keys import earlier_keys, figures_key
from guanbiao.words.actions import ACTIONS
from guanbiao.words.slips import in_a_line


class Answer(Struct, frozen=True):
    """What was answered to a finding: `key` ties it to the figures it was given for; `has_figure`: a figure is among
    the words; `term` is where they stand. `fault`: why the words explain nothing; `known` are those that stood there
    when the slip was issued, `cleared` what of them was deleted, which takes it back."""

    finding: str
    key: str
    action: str
    text: str
    who: str
    term: Term
    has_figure: bool = False
    fault: Untaken | None = None
    known: str = ""
    cleared: str = ""

    @property
    def is_withdrawn(self) -> bool:
        """Whether nothing is left of what was answered before."""
        return bool(self.cleared) and not (self.action or self.text)

    @property
    def corrects(self) -> bool:
        """Whether the figures are to be corrected rather than explained."""
        return self.action == ACTIONS[0]

    @property
    def explains(self) -> bool:
        """Whether it gives a reason for the figures."""
        return not self.corrects and self.fault is None

    @property
    def untaken(self) -> Untaken | None:
        """Why it does not count; None where it does. A name alone asks for nothing yet."""
        if self.corrects:
            return None if self.has_figure else Untaken.NO_FIGURE
        return self.fault if self.action or self.text else None


def answers_in(slips: Iterable[Returned]) -> Iterator[Answer]:
    """The answers on the slips of departments, the oldest first; on one slip what is said of a single relation after
    what is said of its cause, which it stands before."""
    own = [each for slip in slips if slip.kind is SlipKind.SLIP for each in _in_order(slip)]
    for each in sorted(own, key=lambda each: each.anew):  # what a slip was issued with was said before
        for case in each.line.cases if each.line else ():
            known = each.line.text if each.line else ""
            said = (each.action, each.text, each.who, each.term, each.has_figure)
            yield Answer(case.finding, case.key, *said, known=known, cleared=each.cleared)


def _in_order(slip: Returned) -> list[Written]:
    return sorted(slip.written, key=lambda each: -len(each.line.cases) if each.line else 0)


def with_states(
    findings: Sequence[Finding], given: Mapping[str, Sequence[Answer]]
) -> tuple[list[Finding], list[tuple[Finding, Answer]]]:
    """The findings with the state that answers give them, and those of which the answer does not count or was taken
    back."""
    parted = [(each, *_parted(each, _all_given(each, given))) for each in findings]
    counting = ((finding, own or past) for finding, own, past in parted)
    untaken = [(finding, answer) for finding, answer in counting if answer and (answer.untaken or answer.is_withdrawn)]
    return [_in_state(*each) for each in parted], untaken


def weighed(answers: Sequence[Answer], findings: Sequence[Finding], held: Explained) -> Iterator[Answer]:
    """The answers, those that were given under an earlier id or key to the figures of today under those of today, each
    with whether it says anything. Of findings of one rule and place, which only a number tells apart, the one that has
    the figures is meant."""
    known = _by_every_id(findings) if answers else {}
    for answer in answers:
        meant = known.get(answer.finding, [])
        finding = next((each for each in meant if answer.key in (figures_key(each), *earlier_keys(each))), None)
        own = replace(answer, finding=meant[0].id) if meant else answer
        own = replace(answer, finding=finding.id, key=figures_key(finding)) if finding else own
        yield replace(own, fault=held.fault(own.finding, own.text))


def _by_every_id(findings: Iterable[Finding]) -> Mapping[str, Sequence[Finding]]:
    """By each id under which a slip may have been issued, the findings that may be meant, the likeliest first."""
    cases = {case.id: case for each in findings for case in (*each.parts, each)}
    known: dict[str, list[Finding]] = {name: [case] for name, case in cases.items()}
    family: dict[str, list[Finding]] = defaultdict(list)
    for case in cases.values():
        family[replace(case, again=0).id].append(case)
        for name in case.earlier_ids:
            known.setdefault(name, []).append(case)
    for several in (each for each in family.values() if len(each) > 1):
        for case in several:
            known[case.id] += [each for each in several if each is not case]
    return known


def _all_given(finding: Finding, given: Mapping[str, Sequence[Answer]]) -> Sequence[Answer]:
    """What was answered to a finding, first what was while fewer or more cells showed its habit."""
    own = given.get(finding.id, ())
    kin = [*_of_habit(finding, given)] if given and finding.habit is not None else []
    return merged([*kin, *own])[finding.id] if kin else own


def _of_habit(finding: Finding, given: Mapping[str, Sequence[Answer]]) -> Iterator[Answer]:
    """What was answered while fewer or more cells showed the habit of a finding, as one answer. It holds for the cells
    of today where each of them was explained, or is to be corrected; else it was said of other cells."""
    keys = {part.id: figures_key(part) for part in finding.parts}
    own = [each for name, key in keys.items() for each in given.get(name, ()) if each.key == key]
    is_whole = 0 < len(keys) == len(own)
    if is_whole and (all(each.explains for each in own) or all(each.corrects for each in own)):
        yield _together(finding, figures_key(finding), own)
    elif past := [each for name in sorted(finding.names - {finding.id}) for each in given.get(name, ())]:
        yield _together(finding, "", past)


def _together(finding: Finding, key: str, answers: Sequence[Answer]) -> Answer:
    """Several answers as one: what all of them say, each text once."""
    return replace(
        answers[-1],
        finding=finding.id,
        key=key,
        text=in_a_line(dict.fromkeys(each.text for each in answers)),
        who=in_a_line(dict.fromkeys(each.who for each in answers)),
        fault=answers[-1].fault if all(each.fault for each in answers) else None,
    )


def merged(answers: Iterable[Answer]) -> dict[str, list[Answer]]:
    """By finding, one answer for each set of figures that it was answered for, the one given last at the end."""
    latest: dict[tuple[str, str], Answer] = {}
    for answer in answers:
        before = latest.pop((answer.finding, answer.key), None)
        latest[answer.finding, answer.key] = _after(before, answer) if before else answer
    by_finding: dict[str, list[Answer]] = defaultdict(list)
    for answer in latest.values():
        by_finding[answer.finding].append(answer)
    return by_finding


def _after(before: Answer, answer: Answer) -> Answer:
    """A later answer to the same figures: it stands, with what it leaves out taken from the one before; new words leave
    out no action, which they would contradict, nor does what was deleted leave anything standing."""
    if answer.is_withdrawn and not before.cleared:  # what took it back may be words of its own
        return replace(answer, cleared=before.text or before.action or answer.cleared)
    if answer.cleared or before.cleared:
        return answer
    return replace(
        answer if answer.text else before,
        action=answer.action if answer.text else answer.action or before.action,
        text=answer.text or before.text,
        who=answer.who or before.who,
        has_figure=answer.has_figure if answer.text else before.has_figure,
        fault=answer.fault if answer.text else before.fault,
    )


def _parted(finding: Finding, answers: Sequence[Answer]) -> tuple[Answer | None, Answer | None]:
    """The answer to the figures that a finding has now, and the last that was given to other figures."""
    if not answers:
        return None, None
    key = figures_key(finding)
    own = next((each for each in answers if each.key == key), None)
    others = [each for each in reversed(answers) if each.key != key]
    return own, max(others, key=lambda each: bool(each.action or each.text), default=None)


def _in_state(finding: Finding, own: Answer | None, past: Answer | None) -> Finding:
    """The finding with what was answered to its figures, and the state that gives it. What was said of other figures
    stays apart, so that no slip loses it and none takes it for an answer to these."""
    answer = NO_ANSWER
    if own:
        withdrawn = own.cleared if own.is_withdrawn else ""
        answer = Answered(own.action, own.text, own.who, untaken=own.untaken, withdrawn=withdrawn)
    if own and own.explains:
        status = FindingStatus.PENDING if finding.level is Level.MANDATORY else FindingStatus.EXPLAINED
        return replace(finding, answer=answer, status=status)
    if past:
        answer = replace(answer, lapsed=in_a_line((past.action, past.text, past.who)))
    if own and own.corrects and own.has_figure:
        return replace(finding, answer=answer, status=FindingStatus.CORRECTING)
    lapsed = past is not None and past.explains and not (own and own.corrects)
    return replace(finding, answer=answer, status=FindingStatus.LAPSED if lapsed else finding.status)
