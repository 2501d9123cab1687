"""Archives of pages come into the desk: WARC files and folders."""

import gzip
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sidelight.config import Settings
from sidelight.desk.open import Desk, open_desk
from sidelight.errors import InputError
from sidelight.gather.archives import warc_captures
from sidelight.types import Failure

from .newsroom import page, text, title

SITE = "https://eastmere-post.example"


def warc(path: Path, pages: "list[tuple[str, bytes, str, str]]") -> str:
    """Address, body, status line and date of each capture, as a crawler writes them."""
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=path.suffix == ".gz")
        writer.write_record(writer.create_warcinfo_record("info", {"software": "a test"}))
        for url, body, status, date in pages:
            kind = "image/png" if url.endswith(".png") else "text/html; charset=utf-8"
            head = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url, "response", payload=BytesIO(body), http_headers=head, warc_headers_dict={"WARC-Date": date}
            )
            writer.write_record(record)
    return str(path)


@pytest.fixture
def desk(tmp_path: Path) -> "Desk":
    return open_desk(tmp_path / "desk.db", Settings(workers=1))


def titles(desk: Desk) -> list[str | None]:
    return sorted(article.title or "" for article in desk.articles())


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_a_warc_brings_its_articles_and_passes_over_the_rest(desk: Desk, tmp_path: Path, name: str) -> None:
    pages = [(f"{SITE}/news/{k}", page(k), "200 OK", "2026-05-04T12:00:00Z") for k in range(3)]
    pages += [
        (f"{SITE}/", page(9), "200 OK", "2026-05-04T12:00:00Z"),
        (f"{SITE}/gone", page(8), "404 Not Found", "2026-05-04T12:00:00Z"),
    ]
    pages += [(f"{SITE}/logo.png", b"\x89PNG", "200 OK", "2026-05-04T12:00:00Z")]
    path = warc(tmp_path / name, pages)
    told = desk.import_file(path)
    assert (told.done, told.skipped, told.failed) == (3, (("1", "no article in it"),), ())
    assert titles(desk) == [title(k) for k in range(3)]
    assert {article.outlet for article in desk.articles()} == {"eastmere-post.example"}
    assert desk.import_file(path).done == 0


def test_two_captures_of_a_page_are_versions_of_one_article_in_order_of_their_times(desk: Desk, tmp_path: Path) -> None:
    late, early = "2026-05-05T12:00:00Z", "2026-05-04T12:00:00Z"
    now = page(1, said=[part.replace("nine to four", "eight to five") for part in text(1)])
    desk.import_file(
        warc(
            tmp_path / "a.warc",
            [(f"{SITE}/news/1?utm_source=x", now, "200 OK", late), (f"{SITE}/news/1", page(1), "200 OK", early)],
        )
    )
    (article,) = desk.articles()
    assert "eight to five" in article.text
    versions = list(desk.store.articles.versions(article.id))
    assert [version.first_seen for version in versions] == [
        datetime(2026, 5, 4, 12, tzinfo=UTC),
        datetime(2026, 5, 5, 12, tzinfo=UTC),
    ]


@pytest.mark.parametrize("cut", [0.5, 0.98])
def test_an_archive_that_breaks_off_gives_what_came_before_and_one_error(desk: Desk, tmp_path: Path, cut: float) -> None:
    path = Path(
        warc(tmp_path / "a.warc.gz", [(f"{SITE}/news/{k}", page(k), "200 OK", "2026-05-04T12:00:00Z") for k in range(20)])
    )
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * cut)])
    heard: list[Failure] = []
    told = desk.import_file(path, failed=heard.append)
    assert 5 <= told.done < 20
    assert ["breaks off" in failure.error for failure in heard] == [True]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
@pytest.mark.parametrize("place", [60, 3000, 9000])
def test_damage_anywhere_is_an_error_and_no_crash(tmp_path: Path, name: str, place: int) -> None:
    path = Path(warc(tmp_path / name, [(f"{SITE}/news/{k}", page(k), "200 OK", "2026-05-04T12:00:00Z") for k in range(20)]))
    body = bytearray(path.read_bytes())
    body[place : place + 40] = b"\xff" * 40
    path.write_bytes(body)
    for _, made in warc_captures(path):
        assert isinstance(made, bytes) or "\n" not in made.message


def test_a_page_that_unpacks_without_end_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(30_000_000))
    path = tmp_path / "a.warc"
    warc(
        path,
        [
            (f"{SITE}/news/1", bomb, "200 OK\r\nContent-Encoding: gzip", "2026-05-04T12:00:00Z"),
            (f"{SITE}/news/2", page(2), "200 OK", "2026-05-04T12:00:00Z"),
        ],
    )
    with open_desk(tmp_path / "b.db", Settings(workers=1, max_input_bytes=1_000_000)) as small:
        heard: list[Failure] = []
        small.import_file(path, failed=heard.append)
        assert titles(small) == [title(2)]
        assert len(heard) == 1
        assert "larger than 1,000,000 bytes" in heard[0].error


def test_a_folder_of_pages_is_taken_in_by_their_paths(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "saved" / "may").mkdir(parents=True)
    for k, name in enumerate(("saved/one.html", "saved/may/two.HTM", "saved/notes.txt")):
        (tmp_path / name).write_bytes(page(k))
    told = desk.import_file(tmp_path / "saved")
    assert (told.seen, told.done, titles(desk)) == (2, 2, [title(0), title(1)])
    assert {article.id for article in desk.articles()} == {str(tmp_path / "saved/one.html"), str(tmp_path / "saved/may/two.HTM")}
    assert desk.import_file(tmp_path / "saved").done == 0


def test_an_archive_that_is_missing_is_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        desk.import_file(tmp_path / "none.warc.gz")
