"""Fetching one address: what comes back, and what no server can do to us."""

import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sidelight.config import Settings
from sidelight.errors import AddressRefused, FetchError, NotText, SidelightError, TooLarge
from sidelight.gather.fetch import fetch, user_agent
from sidelight.gather.guard import is_public
from sidelight.gather.statuses import retry_after

from .web import PAGE, Web, bomb, web, zipped

HERE = Settings(private_hosts=("127.0.0.1",), fetch_timeout=5.0, fetch_max_bytes=2_000_000)
HURRIED = Settings(private_hosts=("127.0.0.1",), fetch_timeout=0.6, fetch_max_bytes=2_000_000)


@pytest.fixture
def site() -> Iterator[Web]:
    with web() as made:
        yield made


def one_line(error: SidelightError) -> str:
    assert "\n" not in str(error)
    return str(error)


def test_a_page_comes_with_its_type_charset_status_and_time(site: Web) -> None:
    site.page("/a", Content_Type="text/html; charset=ISO-8859-1")
    capture = fetch(site.url("/a#part"), HERE)
    assert capture.body == PAGE
    assert (capture.media_type, capture.charset, capture.status) == ("text/html", "ISO-8859-1", 200)
    assert capture.url == site.url("/a")
    assert capture.fetched is not None
    assert capture.fetched.tzinfo is not None


def test_the_request_says_who_asks_and_names_the_host(site: Web) -> None:
    site.page("/a")
    fetch(site.url("/a"), Settings(private_hosts=("127.0.0.1",), contact="desk@gazette.example"))
    assert "user-agent: sidelight/" in site.asked[0].lower()
    assert "(+desk@gazette.example)" in site.asked[0]
    assert f"host: 127.0.0.1:{site.port}" in site.asked[0].lower()


def test_a_contact_with_a_line_break_cannot_add_a_header() -> None:
    assert "\r" not in user_agent(Settings(contact="a\r\nX-Evil: 1"))
    assert "\n" not in user_agent(Settings(contact="a\r\nX-Evil: 1"))


def test_a_name_is_resolved_once_and_connected_to_as_it_was_checked(site: Web) -> None:
    site.page("/a")
    calls: list[str] = []

    def changing(host: str, _: int) -> list[str]:
        calls.append(host)
        return ["127.0.0.1"] if len(calls) == 1 else ["203.0.113.9"]

    settings = Settings(private_hosts=("gazette.example",), fetch_timeout=5.0)
    assert fetch(site.url("/a", "gazette.example"), settings, changing).body == PAGE
    assert calls == ["gazette.example"]
    assert f"host: gazette.example:{site.port}" in site.asked[0].lower()


def test_a_public_name_that_leads_home_is_refused_before_anything_is_sent(site: Web) -> None:
    site.page("/a")
    with pytest.raises(AddressRefused, match=r"127\.0\.0\.1.*private_hosts"):
        fetch(site.url("/a", "gazette.example"), Settings(), lambda *_: ["127.0.0.1"])
    with pytest.raises(AddressRefused):
        fetch(site.url("/a"), Settings())
    assert site.asked == []


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(AddressRefused):
        fetch("http://gazette.example/", Settings(), lambda *_: ["93.184.216.34", "10.0.0.7"])


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200",
        "168.63.129.16", "192.0.0.192", "224.0.0.1", "239.1.1.1", "255.255.255.255", "240.0.0.1", "198.18.0.1", "::", "::1", "fe80::1",
        "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a00:1", "64:ff9b:1:7f00:0:100:808:808", "2002:7f00:1::", "2001:0:0:0:0:0:80ff:fffe", "::7f00:1", "not an address",
        "fec0::1", "3fff::1", "192.0.0.8", "192.88.99.1", "198.51.100.1", "203.0.113.5", "2001:db8::1", "100::1",
    ],
)  # fmt: skip
def test_no_address_inside_is_taken_for_a_public_one(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822", "::ffff:93.184.216.34"])
def test_public_addresses_are_public_also_where_they_are_wrapped(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://a.example/", "gopher://a.example/", "javascript:1", "", "news", "http://", "https:///a"],
)
def test_other_schemes_and_scraps_are_refused(address: str) -> None:
    with pytest.raises(AddressRefused):
        fetch(address, HERE)


def test_an_address_with_a_password_is_refused_without_printing_it() -> None:
    with pytest.raises(AddressRefused) as caught:
        fetch("http://me:secret@gazette.example/", HERE)
    assert "secret" not in str(caught.value)


def test_redirects_are_followed_to_the_last_address(site: Web) -> None:
    site.redirect("/a", "/b")
    site.redirect("/b", site.url("/c"))
    site.page("/c")
    assert fetch(site.url("/a"), HERE).url == site.url("/c")


def test_five_redirects_are_followed_and_the_sixth_is_not(site: Web) -> None:
    for k in range(6):
        site.redirect(f"/{k}", f"/{k + 1}")
    site.page("/5")
    assert fetch(site.url("/0"), HERE).url == site.url("/5")
    site.redirect("/5", "/6")
    with pytest.raises(FetchError, match="more than 5 times"):
        fetch(site.url("/0"), HERE)


def test_a_redirect_loop_ends(site: Web) -> None:
    site.redirect("/a", "/a")
    with pytest.raises(FetchError, match="redirects"):
        fetch(site.url("/a"), HERE)
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "http://169.254.169.254/latest/", "http://[::1]/", "file:///etc/passwd", "//0/"]
)
def test_a_redirect_into_a_private_place_is_refused(site: Web, target: str) -> None:
    site.redirect("/a", target)
    with pytest.raises(AddressRefused):
        fetch(site.url("/a"), HERE)


def test_a_redirect_to_a_name_that_leads_inside_is_refused(site: Web) -> None:
    site.redirect("/a", "http://inner.example/")
    answers = {"127.0.0.1": ["127.0.0.1"], "inner.example": ["192.168.0.4"]}
    with pytest.raises(AddressRefused, match=r"192\.168\.0\.4"):
        fetch(site.url("/a"), HERE, lambda host, _: answers[host])


@pytest.mark.parametrize(
    ("start", "forever"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nX-Slow: ", b"x"),
        (b"", b"H"),
    ],
    ids=["body without length", "body with length", "headers", "status line"],
)
def test_a_slow_drip_ends_at_the_total_time(site: Web, start: bytes, forever: bytes) -> None:
    site.drip("/a", start, forever)
    began = time.monotonic()
    with pytest.raises(FetchError, match=r"within 0\.6 seconds|did not speak HTTP"):
        fetch(site.url("/a"), HURRIED)
    assert time.monotonic() - began < 2


def test_a_server_that_says_nothing_ends_at_the_total_time(site: Web) -> None:
    site.silent("/a")
    with pytest.raises(FetchError, match="within"):
        fetch(site.url("/a"), HURRIED)


def test_a_resolver_that_hangs_ends_at_the_total_time() -> None:
    began = time.monotonic()
    with pytest.raises(FetchError, match="in time"):
        fetch("http://gazette.example/", HURRIED, lambda *_: time.sleep(20) or [])
    assert time.monotonic() - began < 2


def test_an_endless_body_is_refused_at_the_limit(site: Web) -> None:
    site.drip("/a", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"<p>more</p>" * 6000, pause=0)
    with pytest.raises(TooLarge, match="fetch_max_bytes"):
        fetch(site.url("/a"), HERE)


def test_endless_headers_are_refused(site: Web) -> None:
    site.drip("/a", b"HTTP/1.1 200 OK\r\n", b"X-More: " + b"y" * 5000 + b"\r\n", pause=0)
    with pytest.raises(FetchError):
        fetch(site.url("/a"), HERE)


def test_packed_pages_are_unpacked(site: Web) -> None:
    site.page("/a", zipped(PAGE), Content_Encoding="gzip")
    assert fetch(site.url("/a"), HERE).body == PAGE


def test_a_gzip_bomb_is_not_unpacked(site: Web) -> None:
    site.page("/a", bomb(60), Content_Encoding="gzip")
    big = Settings(private_hosts=("127.0.0.1",), fetch_max_bytes=500_000_000)
    with pytest.raises(FetchError, match="bomb"):
        fetch(site.url("/a"), big)
    with pytest.raises((FetchError, TooLarge)):
        fetch(site.url("/a"), HERE)


@pytest.mark.parametrize("packed", [zipped(PAGE)[:-12], b"\x1f\x8b\x08garbage", PAGE], ids=["cut", "garbage", "plain"])
def test_a_damaged_packed_body_is_told(site: Web, packed: bytes) -> None:
    site.page("/a", packed, Content_Encoding="gzip")
    with pytest.raises(FetchError, match="packed body"):
        fetch(site.url("/a"), HERE)


def test_a_body_shorter_than_it_says_is_told(site: Web) -> None:
    site.page("/a", PAGE, Content_Length="5000")
    with pytest.raises(FetchError, match="broke off"):
        fetch(site.url("/a"), HERE)


@pytest.mark.parametrize(
    ("status", "advice"),
    [("404 Not Found", "check the address"), ("403 Forbidden", "save the page"), ("503 Busy", "try again later")],
)
def test_an_error_status_is_told_with_what_to_do(site: Web, status: str, advice: str) -> None:
    site.page("/a", b"no", status)
    with pytest.raises(FetchError) as caught:
        fetch(site.url("/a"), HERE)
    assert site.url("/a") in one_line(caught.value)
    assert status in str(caught.value)
    assert advice in str(caught.value)


def test_a_picture_is_no_page(site: Web) -> None:
    site.page("/a.png", b"\x89PNG", Content_Type="image/png")
    with pytest.raises(NotText, match="image/png"):
        fetch(site.url("/a.png"), HERE)


def test_a_port_where_nobody_listens_is_told_in_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(FetchError, match="did not answer") as caught:
        fetch(f"http://127.0.0.1:{port}/", HERE)
    assert one_line(caught.value)


def test_a_host_that_does_not_exist_is_told() -> None:
    def none(*_: object) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(FetchError, match=r"there is no host nowhere\.example"):
        fetch("http://nowhere.example/", HERE, none)


def test_the_second_address_is_tried_where_the_first_is_dead(site: Web) -> None:
    site.page("/a")
    settings = Settings(private_hosts=("gazette.example",), fetch_timeout=5.0)
    assert fetch(site.url("/a", "gazette.example"), settings, lambda *_: ["127.0.0.2", "127.0.0.1"]).body == PAGE


def test_plain_talk_on_a_secure_port_is_told(site: Web) -> None:
    site.page("/a")
    with pytest.raises(FetchError):
        fetch(site.url("/a").replace("http:", "https:"), HERE)


def test_what_does_not_speak_http_is_told(site: Web) -> None:
    site.answers["/a"] = lambda connection, _: connection.sendall(b"\x00\x01\x02 hello\r\n\r\n")
    with pytest.raises(FetchError, match="did not speak HTTP"):
        fetch(site.url("/a"), HERE)


def _certified(folder: Path) -> ssl.SSLContext:
    """A server's side of TLS, with a certificate made here; the file "cert" holds it."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl to make a certificate with")
    files = ["-keyout", str(folder / "key"), "-out", str(folder / "cert"), "-addext", "subjectAltName=IP:127.0.0.1"]
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", *files]
    subprocess.run(make, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert", folder / "key")
    return context


def test_a_slow_drip_ends_at_the_total_time_over_tls_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served = _certified(tmp_path)
    believed = ssl.create_default_context(cafile=str(tmp_path / "cert"))
    monkeypatch.setattr("sidelight.gather.fetch._trust", lambda: believed)
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def drip() -> None:
            with suppress(OSError), served.wrap_socket(listener.accept()[0], server_side=True) as connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
                for _ in range(200):  # far longer than the time allowed, yet not for ever where this fails
                    connection.sendall(b"x")
                    time.sleep(0.05)

        threading.Thread(target=drip, daemon=True).start()
        started = time.monotonic()
        with pytest.raises(FetchError) as caught:
            fetch(f"https://127.0.0.1:{listener.getsockname()[1]}/", replace(HERE, fetch_timeout=0.5))
    assert (caught.value.kind, time.monotonic() - started < 5) == ("timed out", True)


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    context = _certified(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            with suppress(OSError):
                context.wrap_socket(listener.accept()[0], server_side=True)

        threading.Thread(target=serve, daemon=True).start()
        with pytest.raises(FetchError, match="secure connection cannot be trusted") as caught:
            fetch(f"https://127.0.0.1:{listener.getsockname()[1]}/", HERE)
    assert (caught.value.kind, one_line(caught.value)) == ("untrusted TLS", str(caught.value))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120.0), ("", None), (None, None), ("soon", None), ("-5", None), ("99999999999", 2_592_000.0), ("Sun, 04 May 2031 12:00:30 GMT", 30.0), ("Sun, 04 May 2031 11:00:00 GMT", 0.0)],
)  # fmt: skip
def test_retry_after_is_seconds_or_a_date_and_never_endless(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, datetime(2031, 5, 4, 12, 0, tzinfo=UTC)) == seconds
