"""The page in an office: who is let in, what a department sees and answers, what is written of it."""

import re
import shutil
import stat
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from guanbiao.intake.read import read_file
from guanbiao.letters.answered import Reply, answered_slip
from guanbiao.letters.mail import write_answerable
from guanbiao.model.findings import Role, Term
from guanbiao.model.slips import Case, Issued, Line, Returned, SlipKind, Written
from guanbiao.recognise.slips.returned import returned
from guanbiao.report.answers.approvals import approvals_in
from guanbiao.report.report import Report
from guanbiao.serve.answers import Question, Replied, file_answer
from guanbiao.serve.app import app_of
from guanbiao.serve.guard import Rules
from guanbiao.serve.keys import COMPILING, Keys, Ring, made_keys
from guanbiao.serve.links import tell_links
from guanbiao.serve.viewer import Office, Viewer
from guanbiao.settings import Settings
from hypothesis import given
from hypothesis import settings as of_examples
from hypothesis import strategies as st
from msgspec.structs import replace
from starlette.testclient import TestClient

from schemas.catalogue import CATALOGUE
from tests.serve.opened import Open

NAMES = [each.name for each in CATALOGUE.departments]
OWN, OTHER = NAMES[0], NAMES[-1]
ADDRESS = "http://guanbiao.example:8320"
ISSUED = Issued(SlipKind.SLIP, CATALOGUE.library, 2020, OWN, ())
LINE = Line(
    5,
    ("1、表07 文献流通册次“全年，合计”：疑为数字颠倒", "流通!F16", "438711", "438171"),
    (Case("a", "k"), Case("b", "k")),
)


class InAnOffice:
    """A page that is entered by links, over a folder of its own and outputs that may be there already."""

    def __init__(self, place: Path, published: Path | None = None) -> None:
        self.open = Open(place)
        if published:
            shutil.copytree(published, self.open.outputs)
        self.keys = made_keys(self.open.outputs)
        access = Office(Ring(self.open.outputs), NAMES, CATALOGUE.approves, "guanbiao-8320")
        self.first = access.first(ADDRESS)
        self.app = app_of(self.open.desk, Rules.in_an_office(), access)

    def as_nobody(self) -> TestClient:
        return TestClient(self.app, base_url=ADDRESS, follow_redirects=True)

    def enter(self, name: str) -> TestClient:
        """A browser that came by the link of a name."""
        browser = self.as_nobody()
        assert browser.get(f"/enter/{made_keys(self.open.outputs).token(name)}").status_code == 200
        return browser


@pytest.fixture
def office(tmp_path: Path) -> InAnOffice:
    return InAnOffice(tmp_path)


@pytest.fixture(scope="module")
def full(published: Path, tmp_path_factory: pytest.TempPathFactory) -> InAnOffice:
    return InAnOffice(tmp_path_factory.mktemp("office"), published)


def problems(browser: TestClient) -> list[str]:
    return re.findall(r'<details id="(\w+)" data-body', browser.get("/").text)


def asked(browser: TestClient, problem: str) -> tuple[str, str]:
    """Where an answer to a problem is sent, and the mark of what it is of."""
    shown = browser.get(f"/problem/{problem}?part=1").text
    (where,), (stand,) = re.findall(r'action="(/answer[^"]+)"', shown), re.findall(r'name="stand" value="(\w+)"', shown)
    return where.replace("&amp;", "&"), stand


def slips_in(folder: Path) -> Iterator[Written]:
    """What is written in the slips of a drop folder."""
    for path in sorted(folder.rglob("*核对单答复*.xlsx")):
        for slip in returned([read_file(path, path.relative_to(folder).as_posix())]):
            yield from slip.written


@given(st.binary(min_size=32, max_size=32), st.sampled_from((COMPILING, *NAMES)))
def test_a_link_is_of_one_name_until_it_is_renewed(secret: bytes, name: str) -> None:
    keys, every = Keys(secret), (COMPILING, *NAMES)
    token = keys.token(name)
    assert keys.owner(token, every) == name
    assert len({keys.token(each) for each in every}) == len(every)
    assert all(keys.owner(text, every) is None for text in ("", token[:-1], token + "A", "é" + token[1:]))
    renewed = keys.renewed([name])
    assert renewed.owner(token, every) is None
    assert [each for each in every if renewed.token(each) != keys.token(each)] == [name]
    assert Keys(bytes(reversed(secret)) + b"1").owner(token, every) is None


def test_the_secret_lies_with_its_owner_alone(tmp_path: Path) -> None:
    keys = made_keys(tmp_path)
    assert made_keys(tmp_path) == keys
    assert made_keys(tmp_path, [OWN]).secret == keys.secret
    (file,) = tmp_path.rglob("links.json*")
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    ring = Ring(tmp_path)
    assert ring.keys().owner(made_keys(tmp_path).token(OWN), NAMES) == OWN
    for content in (b"", b"{}", b'{"secret":""}', b"\xff"):
        file.write_bytes(content)
        assert ring.keys().owner(Keys(b"").token(OWN), NAMES) is None


def test_nothing_is_served_without_a_link(office: InAnOffice) -> None:
    nobody = office.as_nobody()
    for path in ("/", "/static/page.js", "/journal", "/files/a/b", "/problem/a", "/events", "/nowhere"):
        answer = nobody.get(path)
        assert (answer.status_code, "请用馆表发给您的链接打开" in answer.text) == (401, True)
    assert nobody.post("/drop", files=[("files", ("a.xlsx", b"1"))]).status_code == 401
    assert nobody.get("/", cookies={"guanbiao-8320": office.keys.token(OWN)[:-1]}).status_code == 401
    assert nobody.get("/enter/nobodys").status_code == 403
    assert list(office.open.inputs.iterdir()) == []


def test_who_tries_links_has_to_wait(office: InAnOffice) -> None:
    nobody = office.as_nobody()
    told = [nobody.get(f"/enter/{at}").status_code for at in range(25)]
    assert told == [403] * 20 + [429] * 5
    assert [each.did for each in office.open.desk.journal.last()] == ["refused"] * 20


def test_who_floods_the_page_has_to_wait(office: InAnOffice) -> None:
    own, other = office.enter(OWN), office.enter(OTHER)
    told = {own.post("/run").status_code for _ in range(260)}
    assert told == {403, 429}
    assert other.get("/").status_code == 200


def test_this_machines_browser_comes_in_once(office: InAnOffice) -> None:
    assert office.as_nobody().get(office.first).status_code == 200
    assert office.as_nobody().get(office.first).status_code == 403


def test_a_link_that_was_renewed_lets_nobody_in(office: InAnOffice) -> None:
    own, other = office.enter(OWN), office.enter(OTHER)
    made_keys(office.open.outputs, [OWN])
    assert (own.get("/").status_code, other.get("/").status_code) == (401, 200)
    assert office.enter(OWN).get("/").status_code == 200


def test_what_lets_in_is_out_of_the_reach_of_scripts(office: InAnOffice) -> None:
    answer = office.as_nobody().get(f"/enter/{office.keys.token(OWN)}", follow_redirects=False)
    kept = answer.headers["set-cookie"].lower()
    assert answer.headers["location"] == "/"
    assert "httponly" in kept
    assert "samesite=lax" in kept


def test_a_department_sees_its_own_problems_alone(full: InAnOffice) -> None:
    own, compiles = full.enter(OTHER), full.enter(COMPILING)
    mine, every = problems(own), problems(compiles)
    assert 0 < len(mine) < len(every)
    assert set(mine) < set(every)
    assert {own.get(f"/problem/{each}").status_code for each in set(every) - set(mine)} == {404}
    assert own.get("/journal").status_code == 404
    shown, whole = own.get("/").text, compiles.get("/").text
    assert str(full.open.inputs) not in shown
    assert "/enter/" not in shown
    assert re.findall(r"<blockquote>(\S+/enter/\S+)</blockquote>", whole) == [
        f"{ADDRESS}/enter/{full.keys.token(name)}" for name in (*NAMES, CATALOGUE.approves)
    ]


def test_only_files_of_a_department_are_pictured_for_it(full: InAnOffice, explained: Report) -> None:
    desk = full.open.desk
    place = desk.places(Viewer())[0]
    of = {each.id: each.department for each in CATALOGUE.forms}
    shown = desk.seen(place, Viewer(OWN))
    assert shown
    mixed = [each for each in shown.troubles if {of[cell.form] for cell in each.cells} > {OWN}]
    assert mixed
    theirs = {cell.file for each in mixed for cell in each.cells if of[cell.form] != OWN}
    drawn = [picture.file for each in mixed for picture in desk.drawn(place, each, Viewer(OWN))[0]]
    assert drawn
    assert theirs.isdisjoint(drawn)


def said(at: int) -> str:
    return f"闭馆 {at} 天，见馆务会纪要"


def test_two_departments_answer_at_once_and_nothing_is_lost(full: InAnOffice, explained: Report) -> None:
    browsers = {name: full.enter(name) for name in (OWN, OTHER)}
    sent = [(name, each, *asked(browsers[name], each)) for name in browsers for each in problems(browsers[name])[:5]]

    def answer(what: tuple[int, tuple[str, str, str, str]]) -> int:
        at, (name, _, where, stand) = what
        fields = {"stand": stand, "action": "说明", "text": said(at), "who": "李四"}
        return browsers[name].post(where, data=fields, headers={"origin": ADDRESS}).status_code

    with ThreadPoolExecutor(8) as many:
        assert set(many.map(answer, enumerate(sent))) == {200}
    found = {each.text: each for each in slips_in(full.open.inputs)}
    by_id = {each.cause.id if each.cause else each.findings[0].id: each for each in explained.problems}
    assert len(found) == len(sent)
    for at, (name, problem, _, _) in enumerate(sent):
        written = found[said(at)]
        assert written.line
        assert (written.action, written.who[:2], written.term.file.split("/")[0]) == ("说明", "李四", name)
        assert {each.finding for each in written.line.cases} == {each.id for each in by_id[problem].findings}
    told = [each.who for each in full.open.desk.journal.last() if each.did == "answered"]
    assert sorted(told) == sorted(name for name, *_ in sent)


@pytest.mark.parametrize(
    ("changed", "status", "told"),
    [
        ({"action": ""}, 422, "请先选上面的一项"),
        ({"action": "同意"}, 422, "请先选上面的一项"),
        ({"who": " "}, 422, "姓名"),
        ({"text": "\n"}, 422, "原因和依据"),
        ({"action": "更正", "text": ""}, 422, "正确的数"),
        ({"stand": "0" * 16}, 409, "刚刚变了"),
        ({"text": "很" * 2001}, 422, "太长"),
        ({"who": "李" * 31}, 422, "太长"),
        ({"text": "很" * 70_000}, 400, ""),
    ],
)
def test_what_is_no_answer_is_told_at_once(full: InAnOffice, changed: dict[str, str], status: int, told: str) -> None:
    own = full.enter(OTHER)
    where, stand = asked(own, problems(own)[-1])
    before = sorted(full.open.inputs.rglob("*"))
    fields = {"stand": stand, "action": "说明", "text": "七月闭馆，见馆务会纪要", "who": "李四", **changed}
    answer = own.post(where, data=fields)
    assert (answer.status_code, told in answer.text) == (status, True)
    assert sorted(full.open.inputs.rglob("*")) == before


def test_nobody_answers_for_another_department(full: InAnOffice) -> None:
    own, other = full.enter(OWN), full.enter(OTHER)
    (where, stand), (theirs, _) = asked(own, problems(own)[0]), asked(other, problems(other)[0])
    fields = {"stand": stand, "action": "说明", "text": "七月闭馆，见馆务会纪要", "who": "李四"}
    assert other.post(where, data=fields).status_code == 403  # the token of another's page
    assert other.post(theirs, data=fields).status_code == 409
    assert own.post(where, data=fields, headers={"origin": "http://attacker.example"}).status_code == 403


@of_examples(max_examples=8)
@given(st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=200), st.sampled_from(("更正", "说明")))
def test_whatever_is_typed_stands_in_the_slip(tmp_path_factory: pytest.TempPathFactory, text: str, action: str) -> None:
    place = tmp_path_factory.mktemp("typed")
    text = " ".join(text.split()) or "无"
    asked = Question(ISSUED, LINE, "")
    kept = file_answer(Settings(place / "in", place / "out"), ISSUED.library, asked, Replied("", action, text, "李四"))
    (slip,) = returned([read_file(place / "in" / kept.stored, kept.stored)])
    assert slip.issued
    assert (slip.department, slip.year, slip.kind) == (OWN, 2020, SlipKind.SLIP)
    (written,) = [each for each in slip.written if each.line]
    assert [case.finding for case in written.line.cases] == ["a", "b"] if written.line else False
    left = "".join((written.action, written.text, written.approved, *written.cells))
    assert all(each in left for each in text.split())


def test_who_approves_sees_what_waits_and_decides(published: Path, explained: Report, tmp_path: Path) -> None:
    office = InAnOffice(tmp_path, published)
    problem = next(each for each in explained.problems if each.cause and each.departments == (OWN,))
    cases = tuple(Case(each.id, "said") for each in problem.findings)
    line = Line(3, ("1、一个问题", "流通!F16", "5", f"{OWN} 李四", "七月闭馆"), cases)
    issued = Issued(SlipKind.APPROVAL, CATALOGUE.library, 2020, CATALOGUE.approves, (line,))
    slip = answered_slip("待审批.xlsx", issued, [Reply(line, "", "")], "")
    folder = office.open.outputs / "2020" / "通知" / CATALOGUE.approves
    folder.mkdir(parents=True)
    (folder / "待审批.xlsx").write_bytes(write_answerable(slip)["待审批.xlsx"])
    decides = office.enter(CATALOGUE.approves)
    assert "有 1 个问题的说明等您审批" in decides.get("/").text
    (shown,) = problems(decides)
    where, stand = asked(decides, shown)
    assert "七月闭馆" in decides.get(f"/problem/{shown}").text
    fields = {"stand": stand, "action": "不同意", "text": "请附纪要", "who": "馆长"}
    assert decides.post(where, data=fields).status_code == 200
    (path,) = office.open.inputs.rglob("*.xlsx")
    (back,) = returned([read_file(path, path.relative_to(office.open.inputs).as_posix())])
    (decision,) = set(approvals_in([back], explained).values())
    assert (back.kind, back.department) == (SlipKind.APPROVAL, CATALOGUE.approves)
    assert (decision.agreed, decision.by, decision.words) == (False, CATALOGUE.approves, "请附纪要")


def test_an_approval_from_another_departments_folder_decides_nothing(explained: Report) -> None:
    written = Written(LINE, "", "", Term(Role.CELL, "", "", "", None, "同意"), cells=("同意",))
    slip = Returned(f"{OTHER}/待审批.xlsx", 0, None, SlipKind.APPROVAL, 2020, CATALOGUE.compiles, (written,))
    assert not approvals_in([slip], explained)
    for folder in ("", "回收/", f"{CATALOGUE.compiles}/"):
        assert approvals_in([replace(slip, file=f"{folder}待审批.xlsx")], explained)


def test_links_are_told_and_renewed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = Settings(tmp_path / "in", tmp_path / "out")
    assert tell_links(outputs, CATALOGUE, "guanbiao.example", 0, []) == 0
    first = capsys.readouterr().out.splitlines()
    assert [each.partition("　")[0] for each in first[:-1]] == ["汇总", *NAMES, CATALOGUE.approves]
    assert all("　http://guanbiao.example:8320/enter/" in each for each in first[:-1])
    assert tell_links(outputs, CATALOGUE, "guanbiao.example", 0, [OTHER]) == 0
    again = capsys.readouterr().out.splitlines()
    assert [one.partition("　")[0] for one, two in zip(first, again, strict=True) if one != two] == [OTHER]
    assert tell_links(outputs, CATALOGUE, "", 0, ["没有的部门"]) == 2
    assert "没有叫“没有的部门”的部门" in capsys.readouterr().err


def test_the_journal_tells_who_did_what(office: InAnOffice) -> None:
    own, compiles = office.enter(OWN), office.enter(COMPILING)
    (where,) = re.findall(r'action="(/drop\?token=[^"]+)"', own.get("/").text)
    assert own.post(where, files=[("files", ("甲13800000000.csv", b"1"))]).status_code == 200
    shown = compiles.get("/journal").text
    rows = re.findall(r"<tr><td>([^<]*)</td><td>([^<]*)</td><td>([^<]*)</td><td>([^<]*)</td>", shown)
    assert [row[1:3] for row in rows] == [(OWN, "放入文件"), ("汇总", "进入"), (OWN, "进入")]
    assert rows[0][3].startswith(f"{OWN}/甲")
    assert "13800000000" not in shown
    file = next(office.open.outputs.rglob("changes.jsonl"))
    file.write_bytes(file.read_bytes() + b"half a li")
    assert len(office.open.desk.journal.last()) == 3
