"""A web on loopback: a table of paths and what each answers with, hostile answers among them."""

import gzip
import socket
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

PAGE = b"<html><head><title>Ferry stops</title></head><body><p>The ferry to Eastmere stops.</p></body></html>"

Answer = Callable[[socket.socket, str], None]


class Web:
    """Serves raw answers, each in a thread of its own; `asked` holds the requests as they came, `most_at_once` how many there were

    of each of its addresses.
    """

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.at_once: Counter[str] = Counter()
        self.most_at_once: Counter[str] = Counter()
        self.lock = threading.Lock()
        self.over = threading.Event()
        self.listener = socket.create_server((host, 0), backlog=200)
        self.port: int = self.listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def page(self, path: str, body: bytes = PAGE, status: str = "200 OK", **headers: str) -> None:
        lines = {"Content-Type": "text/html", "Content-Length": str(len(body))} | {
            k.replace("_", "-"): v for k, v in headers.items()
        }
        head = f"HTTP/1.1 {status}\r\n" + "".join(f"{k}: {v}\r\n" for k, v in lines.items()) + "Connection: close\r\n\r\n"
        self.answers[path] = lambda connection, _: connection.sendall(head.encode() + body)

    def redirect(self, path: str, target: str, status: str = "302 Found") -> None:
        self.page(path, b"", status, Location=target)

    def drip(self, path: str, start: bytes, forever: bytes = b"x", pause: float = 0.05) -> None:
        """Sends `start`, then `forever` again and again."""

        def answer(connection: socket.socket, _: str) -> None:
            connection.sendall(start)
            while not self.over.is_set():
                connection.sendall(forever)
                if pause:
                    time.sleep(pause)

        self.answers[path] = answer

    def silent(self, path: str) -> None:
        self.answers[path] = lambda *_: self.over.wait(30) and None

    def _serve(self) -> None:
        while not self.over.is_set():
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    @contextmanager
    def _counted(self, host: str) -> Iterator[None]:
        with self.lock:
            self.at_once[host] += 1
            self.most_at_once[host] = max(self.most_at_once[host], self.at_once[host])
        try:
            yield
        finally:
            with self.lock:
                self.at_once[host] -= 1

    def _answer(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            request = b""
            while b"\r\n\r\n" not in request:
                part = connection.recv(65536)
                if not part:
                    return
                request += part
            text = request.decode("latin-1")
            self.asked.append(text)
            with self._counted(connection.getsockname()[0]):
                time.sleep(0.002)  # whoever asks twice at once is seen here
            path = text.split(" ")[1]
            answer = self.answers.get(path)
            if answer:
                answer(connection, text)
            else:
                connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


@contextmanager
def web(host: str = "127.0.0.1") -> Iterator[Web]:
    made = Web(host)
    try:
        yield made
    finally:
        made.over.set()
        made.listener.close()


def zipped(body: bytes) -> bytes:
    return gzip.compress(body)


def bomb(megabytes: int) -> bytes:
    """So many megabytes of zeros, packed a thousand times smaller."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(megabytes)) + packer.flush()
