"""The pages as a browser or a program gets them: over HTTP from a real server, on the demonstration desk."""

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from surfaces.web.serving import Server, serving

from sidelight.config import Settings
from sidelight.desk.demo import demonstration_desk
from sidelight.desk.open import open_desk
from sidelight.pipeline.stamps import breakdown_stamp

HOSTILE = "notes/<b>a.json"
TRICK = "<script>document.title='owned'</script>"


@dataclass(frozen=True, slots=True)
class Planted:
    """What the served desk holds beside the demonstration: two stories made one, an article taken down."""

    path: Path
    gone_story: str
    kept_story: str
    gone_article: str


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    folder = tmp_path_factory.mktemp("desk")
    extra = folder / "extra.jsonl"
    records = [
        {"id": HOSTILE, "title": f"Ferry {TRICK}", "text": f"The quay was closed on Monday. {TRICK} Nobody said why.", "url": "javascript:alert(1)", "outlet": "quay.example", "published": "2026-10-20T10:00:00Z"},
        {"id": "taken", "title": "Quay", "text": "The keeper of the quay retired on Sunday after forty years.", "outlet": "quay.example", "published": "2026-10-20T11:00:00Z"},
    ]  # fmt: skip
    extra.write_text("".join(json.dumps(r) + "\n" for r in records), "utf-8")
    with demonstration_desk(folder, Settings()) as desk:
        desk.import_file(extra)
        desk.group()
        path = Path(desk.where)
        desk.take_down("taken", "the keeper asked for it")
        alone = [line.id for line in desk.stories() if line.reports == 1]
        lease = desk.store.leases.take("group", "test")
        desk.store.stories.merge(alone[0], alone[1], lease)
        desk.store.leases.release(lease)
        desk.backfill()  # so that no page says that it is being made
    return Planted(path, gone_story=alone[0], kept_story=alone[1], gone_article="taken")


@pytest.fixture(scope="module")
def server(planted: Planted) -> Iterator[Server]:
    with serving("serve", "--desk", str(planted.path), "--port", "0") as found:
        yield found


@pytest.fixture(scope="module")
def web(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.address, trust_env=False) as client:
        yield client


@pytest.fixture(scope="module")
def story(web: httpx.Client) -> str:
    """The story with most reports."""
    lines = web.get("/.json").json()["stories"]
    return str(max(lines, key=lambda line: line["reports"])["id"])


def addresses(page: str) -> list[str]:
    return [a.replace("&amp;", "&") for a in re.findall(r'(?:href|src|action)="([^"]*)"', page)]


def test_every_page_that_a_page_leads_to_is_there_with_its_twin(web: httpx.Client) -> None:
    seen: set[str] = set()
    todo = ["/"]
    while todo:
        path = todo.pop()
        if path in seen:
            continue
        seen.add(path)
        answer = web.get(path)
        if answer.status_code == 202:  # a story of one report, which is made when it is asked for: its twin waits
            web.get(f"{path}.json", timeout=60).raise_for_status()
            answer = web.get(path)
        assert answer.status_code == 200, path
        if "html" in answer.headers["content-type"]:
            todo += [a.partition("#")[0] for a in addresses(answer.text) if a.startswith("/")]
    kinds = {path.split("/")[1] for path in seen}
    assert {"story", "article", "outlet", "method", "about", "search", "static"} <= kinds
    assert len([p for p in seen if p.endswith(".json")]) > 60


def test_a_story_leads_with_what_the_texts_show_and_then_says_who_covered_it(web: httpx.Client, story: str) -> None:
    page = web.get(f"/story/{story}").text
    assert page.index("What the texts show") < page.index("Facts") < page.index("Who covered it")
    assert page.index("Who covered it") < page.index("What raters say of each outlet")


def test_a_page_shows_excerpts_and_never_a_text(web: httpx.Client, planted: Planted) -> None:
    with open_desk(planted.path) as desk:
        articles = [a for a in desk.articles() if len(a.text) > 1000]
    assert len(articles) > 30
    for article in articles:
        sentences = [s for s in re.split(r"(?<=[.!?])\s+", article.text) if len(s) > 60 and not set(s) & set("<>&\"'“”’\n")]
        for ending in ("", ".json"):
            told = web.get(f"/article/{quote(article.id, safe='')}{ending}").text
            assert article.text[: len(article.text) // 2] not in told
            assert sum(s in told for s in sentences) <= 0.7 * len(sentences) + 1, article.id


def test_no_article_bears_its_outlets_rating(web: httpx.Client, story: str) -> None:
    for report in web.get(f"/story/{story}.json").json()["story"]["articles"]:
        page = web.get(f"/article/{report['id']}").text
        outlet = web.get(f"/outlet/{report['outlet']}.json").json()
        assert outlet["lean"]
        assert 'class="lean"' not in page
        assert 'class="sides"' not in page
        assert not [r["rater"] for r in outlet["ratings"] if r["rater"] in page]


def test_an_outlets_raters_are_named_and_dated_and_its_lean_has_an_interval(web: httpx.Client) -> None:
    page = web.get("/outlet/kpb.example").text
    twin = web.get("/outlet/kpb.example.json").json()
    low, high = twin["lean"]["interval"]
    assert low < twin["lean"]["mean"] < high
    for rating in twin["ratings"]:
        assert rating["rater"] in page
        assert rating["date"] in page
    assert twin["name"] == "Kestrian Public Broadcasting"
    assert {a["title"] for a in twin["articles"]} <= {
        a["title"] for a in twin["articles"] if a["title"].replace("'", "&#39;") in page
    }


def test_a_merged_story_moves_for_good_and_so_does_its_twin(web: httpx.Client, planted: Planted) -> None:
    for ending in ("", ".json"):
        answer = web.get(f"/story/{planted.gone_story}{ending}")
        assert (answer.status_code, answer.headers["location"]) == (301, f"/story/{planted.kept_story}{ending}")


@pytest.mark.parametrize(
    "path",
    [
        "/story/none",
        "/article/none",
        "/outlet/none.example",
        "/method/none",
        "/none",
        "/static/none",
        "/story/",
        "/static/../app.py",
    ],
)
def test_what_is_not_there_is_told_in_plain_words(web: httpx.Client, path: str) -> None:
    answer = web.get(path)
    assert answer.status_code == 404
    assert "There is no" in answer.text
    assert "Traceback" not in answer.text
    assert "content-security-policy" in answer.headers


def test_a_twin_that_is_not_there_says_so_as_json(web: httpx.Client) -> None:
    answer = web.get("/story/none.json")
    assert answer.status_code == 404
    assert answer.json() == {"error": "There is no story with this id on this desk."}


def test_what_was_taken_down_is_gone_with_its_reason(web: httpx.Client, planted: Planted) -> None:
    answer = web.get(f"/article/{planted.gone_article}")
    assert answer.status_code == 410
    assert "the keeper asked for it" in answer.text
    assert "forty years" not in answer.text


def test_an_id_may_hold_slashes_markup_and_a_twins_ending(web: httpx.Client) -> None:
    path = quote(HOSTILE, safe="").removesuffix(".json") + "%2Ejson"
    page, twin = web.get(f"/article/{path}"), web.get(f"/article/{path}.json")
    assert page.headers["content-type"].startswith("text/html")
    assert twin.json()["article"]["id"] == HOSTILE
    assert f"/article/{path}.json" in addresses(page.text)


def test_markup_in_an_article_is_text_and_a_script_address_is_no_link(web: httpx.Client) -> None:
    path = quote(HOSTILE, safe="").removesuffix(".json") + "%2Ejson"
    for asked in (f"/article/{path}", "/search?q=quay", "/outlet/quay.example", "/", f"/search?q={quote(TRICK)}"):
        page = web.get(asked).text
        assert "<script" not in page
        assert not [a for a in addresses(page) if a.startswith("javascript:")]


def test_every_answer_carries_a_policy_that_lets_in_nothing_inline(web: httpx.Client) -> None:
    for path in ("/", "/about", "/none", "/.json", "/static/style.css"):
        headers = web.get(path).headers
        policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
        assert policy["default-src"] == "'none'"
        assert policy["frame-ancestors"] == "'none'"
        assert "unsafe-inline" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "server" not in headers


def test_no_page_has_inline_style_or_script(web: httpx.Client, story: str) -> None:
    for path in ("/", f"/story/{story}", "/outlet/kpb.example", "/search?q=ferry", "/about", "/method/facts"):
        assert not re.search(r"<style|<script|\sstyle=|\son\w+=", web.get(path).text), path


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "192.168.1.7:8750", "", "localhost.evil.example"])
def test_a_name_that_is_not_this_machines_is_refused(web: httpx.Client, host: str) -> None:
    answer = web.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "Stories" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:1", "[::1]:8750", "LOCALHOST:99"])
def test_this_machines_names_are_answered(web: httpx.Client, host: str) -> None:
    assert web.get("/", headers={"host": host}).status_code == 200


def test_a_page_that_has_not_changed_is_not_sent_again(web: httpx.Client, story: str) -> None:
    for path in ("/", f"/story/{story}", f"/story/{story}.json", "/outlet/kpb.example", "/search?q=ferry"):
        first = web.get(path)
        again = web.get(path, headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert web.get(f"/story/{story}").headers["etag"] != web.get(f"/story/{story}.json").headers["etag"]


def test_pages_are_compressed_for_those_who_can_read_that(web: httpx.Client, story: str) -> None:
    assert web.get(f"/story/{story}", headers={"accept-encoding": "gzip"}).headers["content-encoding"] == "gzip"
    assert "content-encoding" not in web.get(f"/story/{story}", headers={"accept-encoding": "identity"}).headers


def test_pages_can_only_be_read(web: httpx.Client) -> None:
    assert web.post("/").status_code == 405
    assert web.head("/").status_code == 200
    assert web.head("/").content == b""


def test_search_marks_what_it_found_and_leads_on(web: httpx.Client) -> None:
    page = web.get("/search", params={"q": "ferry"}).text
    assert "<mark>ferry</mark>" in page.lower()
    twin = web.get("/search.json", params={"q": "ferry"}).json()
    assert 0 < len(twin["hits"]) <= twin["total"]


@pytest.mark.parametrize(
    "query", ["", " ", '"', "side:up", "since:soon", "*" * 500, "outlet:", "\x00", "AND OR NOT (", "a" * 5000, "ферри"]
)
def test_whatever_is_typed_is_a_search(web: httpx.Client, query: str) -> None:
    assert web.get("/search", params={"q": query}).status_code == 200
    assert web.get("/search.json", params={"q": query}).status_code == 200


@pytest.mark.parametrize("page", ["0", "-1", "x", "99", "9" * 40, "²"])
def test_a_page_that_is_no_number_is_no_error(web: httpx.Client, page: str) -> None:
    assert web.get("/", params={"page": page}).status_code == 200


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_server_well(planted: Planted, sign: signal.Signals) -> None:
    with serving("serve", "--desk", str(planted.path), "--port", "0") as server:
        assert httpx.get(server.address, trust_env=False).status_code == 200
        status, errors = server.stop(sign)
    assert (status, errors) == (0, "stopped\n")


def test_a_port_in_use_is_told_in_a_sentence(server: Server, planted: Planted) -> None:
    port = server.address.rpartition(":")[2]
    command = [str(Path(sys.executable).parent / "sidelight"), "serve", "--desk", str(planted.path), "--port", port]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert f"port {port}" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_desk_that_is_not_there_is_told_and_not_made(tmp_path: Path) -> None:
    command = [str(Path(sys.executable).parent / "sidelight"), "serve", "--desk", str(tmp_path / "none.db"), "--port", "0"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert "no desk" in done.stderr
    assert not (tmp_path / "none.db").exists()


def test_a_story_that_nobody_read_yet_answers_at_once_and_is_whole_soon(tmp_path: Path) -> None:
    """Until it is broken down a page says what is known, and asks again by itself; whoever asks for JSON waits for all of it."""
    with demonstration_desk(tmp_path, Settings()) as desk:
        path, stories = desk.where, [line for line in desk.stories() if line.reports > 3]
    with serving("serve", "--desk", path, "--port", "0", "--ahead", "0") as server:
        page = f"{server.address}/story/{stories[0].id}"
        first = httpx.get(page)
        assert (first.status_code, first.headers["Refresh"], first.headers["Cache-Control"]) == (202, "1", "no-store")
        assert "being read" in first.text
        assert all(name in first.text for name in ("/article/", stories[0].title or ""))
        twin = httpx.get(f"{page}.json", timeout=60)
        assert (twin.status_code, twin.json()["story"]["id"]) == (200, stories[0].id)
        whole = httpx.get(page)
        assert (whole.status_code, "Refresh" in whole.headers) == (200, False)
        assert "What the texts show" in whole.text
        assert server.stop() == (0, "stopped\n")


def test_the_newest_stories_are_read_before_anybody_asks(tmp_path: Path) -> None:
    with demonstration_desk(tmp_path, Settings()) as desk:
        path, story = desk.where, next(line for line in desk.stories() if line.reports > 1)
    with serving("serve", "--desk", path, "--port", "0"), open_desk(path) as desk:
        held = desk.store.stories.one(story.id)
        assert held is not None
        ends = time.monotonic() + 60
        while desk.store.breakdowns.inputs(breakdown_stamp(), held) is None and time.monotonic() < ends:
            time.sleep(0.1)
        assert desk.store.breakdowns.inputs(breakdown_stamp(), held) is not None
