"""The drafted chapter: what it says of a year, and that it holds when it is read back."""

import re
from itertools import zip_longest

from guanbiao.forms.catalogue import Catalogue
from guanbiao.model.claims import Verdict
from guanbiao.model.documents import Paragraph
from guanbiao.prose.check import checked
from guanbiao.prose.drafted import drafted
from guanbiao.report.report import Report
from msgspec.structs import replace

HOLDS = {Verdict.AGREES, Verdict.ROUNDED}


def text_of(report: Report) -> list[Paragraph]:
    prose = report.catalogue.prose
    assert prose
    written = drafted(prose, report.filed, report.causes)
    return [Paragraph(at, each.text, (each.heading,)) for at, each in enumerate(written, 1)]


def verdicts(report: Report, text: list[Paragraph]) -> list[tuple[str, Verdict]]:
    prose = report.catalogue.prose
    assert prose
    return [(each.claim.figure, each.verdict) for each in checked(text, prose, report.filed, report.causes)]


def test_the_chapter_of_a_year_that_agrees_holds_when_it_is_read_back(agreeing: Report) -> None:
    found = verdicts(agreeing, text_of(agreeing))
    assert len(found) > 40
    assert [each for each in found if each[1] not in HOLDS] == [("120天", Verdict.UNBOUND)]  # the days are typed


def test_another_figure_in_any_place_of_it_is_told(agreeing: Report) -> None:
    text, passed_over = text_of(agreeing), []
    places = [list(re.finditer(r"(?<!\d)\d{3,}(?![\d年天])", each.text)) for each in text]
    for planted in zip_longest(*places):  # one in each paragraph at a time
        wrong = [str(int(each[0]) + 11 ** (len(each[0]) - 1)) if each else "" for each in planted]
        changed = [
            replace(own, text=own.text[: each.start()] + figure + own.text[each.end() :]) if each else own
            for own, each, figure in zip(text, planted, wrong, strict=True)
        ]
        found = [figure for figure, verdict in verdicts(agreeing, changed) if verdict not in HOLDS]
        passed_over += [figure for figure in wrong if figure and not any(each.startswith(figure) for each in found)]
    assert passed_over == []


def test_where_forms_contradict_each_other_both_figures_stand(explained: Report, catalogue: Catalogue) -> None:
    prose = catalogue.prose
    assert prose
    text = "".join(each.text for each in drafted(prose, explained.filed, explained.causes))
    assert "〔413653／358029 待核〕人次" in text  # table 14: the printed total, and the sum of its months and columns
    assert "文献外借册次：438711册次" in text
    settled = "".join(each.text for each in drafted(prose, explained.filed, ()))
    assert "总流通人次达413653人次" in settled
