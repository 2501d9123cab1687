"""Updates beside the pages: a process of its own, so that reading articles never holds up an answer, and a kill harms nothing."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

LOOKS_SECONDS = 30.0
"""How often it is asked whether anything is due."""

_LAST_SECONDS = 10.0


@contextmanager
def updating(
    due: Callable[[], bool], arguments: Sequence[str], told: Callable[[str], None], every: float = LOOKS_SECONDS
) -> Iterator[None]:
    """Runs `sidelight update` with these arguments whenever something is `due`, until the block ends; `told` hears of faults."""
    stopped = threading.Event()
    thread = threading.Thread(target=_work, args=(due, arguments, told, every, stopped), daemon=True, name="update")
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join(_LAST_SECONDS)


def _work(
    due: Callable[[], bool], arguments: Sequence[str], told: Callable[[str], None], every: float, stopped: threading.Event
) -> None:
    from sidelight.errors import SidelightError

    wait = min(1.0, every)
    while not stopped.wait(wait):
        wait = every
        with suppress(SidelightError):  # a desk that is busy for a moment is asked again
            if due():
                _update(arguments, told, stopped)


def _update(arguments: Sequence[str], told: Callable[[str], None], stopped: threading.Event) -> None:
    command = [sys.executable, "-m", "sidelight.surfaces.cli.main", "update", *arguments]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        lines: list[str] = []
        reader = threading.Thread(target=lambda: lines.extend(_last(process)), daemon=True)
        reader.start()
        while process.poll() is None:
            if stopped.wait(0.2):
                process.kill()
        reader.join(_LAST_SECONDS)
    if process.returncode and not stopped.is_set():
        told(lines[-1] if lines else f"the update ended with status {process.returncode}")


def _last(process: "subprocess.Popen[str]") -> list[str]:
    """The last line that is told: all is read, so that the process is never held up by a full pipe."""
    last: list[str] = []
    for line in process.stderr or ():
        last = [line.strip()] if line.strip() else last
    return last
