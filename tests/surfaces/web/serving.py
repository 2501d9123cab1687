"""A real `sidelight serve` or `demo` in a process of its own, on a port that is free."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

STARTS_WITHIN = 90.0


@dataclass(frozen=True, slots=True)
class Server:
    """A server that has said where it is; `said` are the lines before."""

    process: subprocess.Popen[str]
    address: str
    said: tuple[str, ...]

    def stop(self, sign: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """Its exit status and what it said on standard error; it must end by itself."""
        self.process.send_signal(sign)
        _, errors = self.process.communicate(timeout=20)
        return self.process.returncode, errors


@contextmanager
def serving(*arguments: str) -> Iterator[Server]:
    """The command with `arguments`, once it serves; it is killed at the end if it still runs."""
    command = [str(Path(sys.executable).parent / "sidelight"), *arguments]
    clean = {k: v for k, v in os.environ.items() if not k.startswith("SIDELIGHT_")}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=clean)
    late = Timer(STARTS_WITHIN, process.kill)
    late.start()
    try:
        assert process.stdout is not None
        said: list[str] = []
        for line in process.stdout:
            said.append(line)
            if found := re.search(r"http://\S+:\d+/", line):
                late.cancel()
                yield Server(process, found[0].rstrip("/"), tuple(said))
                break
        else:
            raise AssertionError(f"never served: {''.join(said)}{process.stderr and process.stderr.read()}")
    finally:
        late.cancel()
        if process.poll() is None:
            process.kill()
            process.communicate()
