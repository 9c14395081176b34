"""The page as it answers: who is answered, what is kept of what is dropped, what is shown of the outputs."""

import hashlib
import re
import socket
import threading
import time
from pathlib import Path

import pytest
from guanbiao.intake.limits import FILE_BYTES
from guanbiao.report.report import Report
from guanbiao.serve.desk import Desk
from guanbiao.serve.only import answers, known_in, make_known, open_page, the_only
from guanbiao.serve.runs import Ran
from guanbiao.serve.viewer import Viewer
from guanbiao.settings import Settings

from schemas.catalogue import CATALOGUE
from tests.conftest import ROOT
from tests.serve.manual import DOCS, NAMES, drawn
from tests.serve.opened import Open, nothing_done

SAMPLE = sorted(path for path in (ROOT / "inputs").rglob("*.xlsx"))


@pytest.fixture
def page(tmp_path: Path) -> Open:
    return Open(tmp_path)


@pytest.fixture(scope="module")
def full(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Open:
    return Open(tmp_path_factory.mktemp("full"), outputs=published)


def test_an_empty_page_says_what_to_do(page: Open) -> None:
    answer = page.asks.get("/")
    assert answer.status_code == 200
    assert "还没有报表" in answer.text
    assert not re.search(r"<script(?! src)|<style| style=|\son\w+=|https?://", answer.text)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "host", ["attacker.example", "attacker.example:8080", "127.0.0.1:1", "127.0.0.1:8080.x.example"]
)
def test_only_its_own_address_is_answered(page: Open, host: str) -> None:
    assert page.asks.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-token": "wrong"},
        {"x-token": "é"},
        {"origin": "https://attacker.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
    ],
)
def test_nobody_else_changes_anything(page: Open, headers: dict[str, str]) -> None:
    token = {} if not headers or "x-token" in headers else {"x-token": page.token}
    sent = [("files", ("a.xlsx", b"1"))]
    sent_with = [(name.encode(), value.encode("latin-1")) for name, value in {**token, **headers}.items()]
    assert page.asks.post("/drop", files=sent, headers=sent_with).status_code == 403
    assert list(page.inputs.iterdir()) == []


def test_without_a_script_a_form_is_enough(page: Open) -> None:
    where = re.findall(r'action="(/drop\?token=[^"]+)"', page.asks.get("/").text)
    answer = page.asks.post(where[0], files=[("files", ("甲.csv", b"1,2"))], follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert (page.inputs / "甲.csv").read_bytes() == b"1,2"


def test_what_is_too_large_is_refused_before_it_is_read(page: Open) -> None:
    headers = {"x-token": page.token, "content-length": str(2 * FILE_BYTES * 2)}
    answer = page.asks.post("/drop", content=b"", headers=headers)
    assert answer.status_code == 413
    assert "512 MB" in answer.text


def test_why_something_is_not_answered_is_a_page_to_a_browser(page: Open) -> None:
    looks, where = {"accept": "text/html,*/*;q=0.8"}, f"/drop?token={page.token}"
    too_large = page.asks.post(where, content=b"", headers={**looks, "content-length": str(3 * FILE_BYTES)})
    for answer, status, said in (
        (too_large, 413, "512 MB"),
        (page.asks.post("/drop", headers=looks), 403, "刷新"),
        (page.asks.get("/nothing", headers=looks), 404, "没有这个页面"),
    ):
        assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
        assert re.search(f'role="status">[^<]*{said}', answer.text)
        assert '<a class="button" href="/">' in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert page.asks.get("/nothing").headers["content-type"].startswith("text/plain")


def test_who_sits_at_the_machine_can_end_the_page(page: Open, tmp_path: Path) -> None:
    ended: list[int] = []
    page.desk.end = lambda: ended.append(1)
    assert page.asks.post("/end").status_code == 403
    assert page.asks.post("/end", headers={"x-token": page.token, "origin": "null"}).status_code == 403
    assert page.asks.get("/end").status_code == 405
    assert ended == []
    (where,) = re.findall(r'action="(/end\?token=[^"]+)"', page.asks.get("/").text)
    assert "再打开馆表" in page.asks.post(where).text
    assert ended == [1]
    other = Open(tmp_path, Viewer())
    assert "/end" not in other.asks.get("/").text
    assert other.asks.post("/end", headers={"x-token": other.token}).status_code == 404


def test_the_blank_forms_of_the_next_year_are_a_button(full: Open, tmp_path: Path) -> None:
    full.desk.blanks = lambda: Ran(0, "2021 年空白报表 29 张")
    (where,) = re.findall(r'action="(/blanks\?token=[^"]+)"', full.asks.get("/").text)
    assert "29 张" in full.asks.post(where).text
    assert full.asks.post("/blanks").status_code == 403
    other = Open(tmp_path, Viewer("办公室"))
    assert other.asks.post("/blanks", headers={"x-token": other.token}).status_code == 404


def test_a_page_proves_to_who_knows_its_key_that_it_is_the_one(page: Open) -> None:
    room = page.outputs / ".guanbiao"
    with the_only(room) as is_only, the_only(room) as another:
        assert (is_only, another) == (True, False)
    with the_only(room) as is_only:
        assert is_only
    known = make_known(room, 8080)
    (file,) = room.glob("page-*.json")
    assert file.stat().st_mode & 0o77 == 0
    assert known_in(room) == known
    page.asks.app.routes.append(answers(known, page.inputs, lambda: "in"))  # type: ignore[attr-defined]
    said, _, way_in = page.asks.get("/alive/abc").text.partition(" ")
    assert (said, way_in) == (known.proof("abc", page.inputs), "")
    assert page.asks.get("/alive/abc", headers={"x-known": said}).text == f"{said} "
    assert page.asks.get("/alive/abc", headers={"x-known": known.proof("x-knownabc", page.inputs)}).text == f"{said} in"
    assert known.key not in said
    assert said not in (make_known(room, 8080).proof("abc", page.inputs), known.proof("abd", page.inputs))
    assert said != known.proof("abc", page.outputs)


def test_whoever_else_listens_there_is_not_taken_for_the_page(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        make_known(tmp_path, taken.getsockname()[1])
        answer = b"HTTP/1.0 200 OK\r\n\r\n" + b"0" * 64
        threading.Thread(target=lambda: taken.accept()[0].sendall(answer), daemon=True).start()
        assert open_page(tmp_path, tmp_path, 0) == ""
    assert open_page(tmp_path, tmp_path, 0) == ""  # and nobody any more


def test_a_name_that_exists_is_never_overwritten(page: Open) -> None:
    first = page.drop(("流通.csv", b"1"), ("流通.csv", b"2"), ("流通.csv", b"2"), ("部门/流通.csv", b"3"))
    assert first == ["流通.csv", "流通（2）.csv", "流通（2）.csv", "部门/流通.csv"]
    assert {path.relative_to(page.inputs).as_posix(): path.read_bytes() for path in page.inputs.rglob("*.csv")} == {
        "流通.csv": b"1",
        "流通（2）.csv": b"2",
        "部门/流通.csv": b"3",
    }
    told = page.told()
    assert "没有覆盖，存成了 流通（2）.csv" in told
    assert "完全相同" in told
    assert list((page.outputs / ".guanbiao").glob("dropped-*")) == []


@pytest.mark.parametrize(
    "name",
    [
        "../../outside.csv",
        "..\\..\\outside.csv",
        "/etc/outside.csv",
        "C:\\Windows\\outside.csv",
        "a/./../../outside.csv",
        "outside.csv\u202e",
        ".guanbiao/outside.csv",
        "con/outside.csv",
        "<script>alert(1)</script>outside.csv",
        "很" * 300 + "outside.csv",
        "a/" * 60 + "outside.csv",
    ],
)
def test_a_name_is_never_a_path(page: Open, name: str) -> None:
    (stored,) = page.drop((name, b"1"))
    assert stored
    kept = page.inputs / stored
    assert kept.read_bytes() == b"1"
    assert kept.resolve().is_relative_to(page.inputs.resolve())
    assert [path for path in page.inputs.parent.rglob("*outside*") if not path.is_relative_to(page.inputs)] == []
    assert ".guanbiao" not in kept.parts
    assert "<script>" not in page.asks.get("/").text


def test_a_link_in_the_way_leads_nowhere(page: Open, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (page.inputs / "部门").symlink_to(tmp_path / "elsewhere")
    assert page.drop(("部门/a.csv", b"1"), ("~$a.xlsx", b"1")) == ["", ""]
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert "没有存进去" in page.told()


def test_what_each_file_became_is_told(page: Open) -> None:
    form = next(path for path in SAMPLE if "采购经费" in path.name)
    page.drop((form.name, form.read_bytes()), ("照片.png", b"\x89PNG....."), ("别的.csv", "甲,乙\n1,2".encode()))
    told = page.told()
    assert "《采购经费》（2020 年）" in told
    assert "是图片" in told
    assert told.count("没有认出报表") == 1
    shown = page.asks.get("/").text  # before anything is worked out
    assert "2020 年度" in shown
    assert len(re.findall(r'采购经费</span> <span class="lamp filed">已报，核对中<', shown)) == 1
    assert shown.count("lamp owed") == len(CATALOGUE.forms) - 1
    assert "没有要答复" not in shown
    page.desk.runs.since = time.monotonic()  # it was worked out, and nothing came of it
    assert "核对中" not in page.asks.get("/").text


def test_the_manuals_pictures_are_what_the_page_shows(published: Path) -> None:
    now = drawn(Desk(Settings(ROOT / "inputs", published), CATALOGUE, nothing_done))
    assert {name: (DOCS / name).read_text("utf-8") for name in NAMES} == now, "python -m tests.serve.manual"


def test_lights_say_in_words_how_it_stands(full: Open, explained: Report) -> None:
    shown = full.asks.get("/").text
    lamps = re.findall(r'class="lamp (\w+)"[^>]*>([^<]+)<', shown)
    assert len(lamps) == len(CATALOGUE.forms)
    words = {"owed": "未报", "filed": "已报", "wrong": "有问题", "explained": "已说明", "fine": "相符"}
    assert [said for light, said in lamps if not said.startswith(words[light])] == []
    assert all(f'<h3 id="h-d{at}">{each.name}' in shown for at, each in enumerate(CATALOGUE.departments, 1))


def test_problems_are_those_of_the_report_causes_first(full: Open, explained: Report) -> None:
    listed = re.findall(r'<details id="(\w+)" data-body', full.asks.get("/").text)
    asked = {
        each.cause.id if each.cause else each.findings[0].id for each in explained.problems if each.level != "info"
    }
    assert set(listed) == asked
    kinds = [each.startswith("C") for each in listed]
    assert kinds == sorted(kinds, reverse=True)


def test_a_problem_shows_its_cells(full: Open, explained: Report) -> None:
    for path in SAMPLE:
        copy = full.inputs / path.relative_to(ROOT / "inputs")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    cause = next(each for each in explained.causes if each.changes[0].suggested is not None)
    term = cause.changes[0].term
    shown = full.asks.get(f"/problem/{cause.id}").text
    assert f"工作表“{term.sheet}”" in shown
    assert re.search(rf'<td[^>]*class="wrong[^"]*"><mark>{re.escape(f"{term.value:g}")}', shown)
    assert "似应为" in shown
    part = full.asks.get(f"/problem/{cause.id}?part=1").text
    assert "<html" not in part
    assert part.strip() in shown
    (full.inputs / term.file).write_bytes(b"another")
    full.desk._books._kept.clear()
    assert "已经移走或有了改动" in full.asks.get(f"/problem/{cause.id}").text
    assert full.asks.get("/problem/nobody").status_code == 404


def test_only_files_of_the_outputs_are_served(full: Open, published: Path) -> None:
    shown = full.asks.get("/").text
    links = re.findall(r'href="(/files/[^"]+)"', shown)
    answers = {link: full.asks.get(link.replace("&amp;", "&")) for link in links}
    assert len(answers) > 10
    assert {each.status_code for each in answers.values()} == {200}
    sent = {hashlib.sha256(each.content).hexdigest() for each in answers.values()}
    there = {hashlib.sha256(path.read_bytes()).hexdigest() for path in published.rglob("*") if path.is_file()}
    assert sent <= there
    pages = [each for link, each in answers.items() if ".html" in link]
    assert pages
    assert all("sandbox" in each.headers["content-security-policy"] for each in pages)
    assert all("attachment" in each.headers["content-disposition"] for each in answers.values() if each not in pages)
    for path in (
        "/files/../manifest.json/x",
        "/files/findings.json/x",
        "/static/../app.py",
        "/static/app.py",
        "/inputs",
    ):
        assert full.asks.get(path).status_code == 404


def test_a_department_sees_its_own_alone(published: Path, tmp_path: Path) -> None:
    own = Open(tmp_path, Viewer("办公室"), published)
    shown = own.asks.get("/").text
    assert shown.count('<article class="department"') == 1
    assert "打开总表" not in shown
    assert own.drop(("甲.csv", b"1")) == ["办公室/甲.csv"]
    every = re.findall(r'href="(/files/[^"]+)"', Open(tmp_path, outputs=published).asks.get("/").text)
    fetched = [own.asks.get(link.replace("&amp;", "&")).status_code for link in every]
    assert fetched.count(200) == len(re.findall(r'href="/files/', shown))
    assert own.asks.post("/open?which=inputs", headers={"x-token": own.token}).status_code == 404


def test_who_is_nobody_is_shown_nothing(published: Path, tmp_path: Path) -> None:
    nobody = Open(tmp_path, None, published)
    for path in ("/", "/parts/results", "/events", "/problem/x", "/files/x/y"):
        assert nobody.asks.get(path).status_code == 401
    assert nobody.asks.post("/run", headers={"x-token": nobody.token}).status_code == 401


@pytest.fixture(autouse=True)
def _no_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """No folder is opened on the machine that tests."""
    monkeypatch.setattr("guanbiao.serve.acts.shown_in_folder", lambda _: None)
