"""Time and memory of a desk: import, grouping, a second import, and what commands answer in.

    python bench/desk.py [--shared ../shared] [--articles 0] [--desk FILE]

Prints JSON: seconds by the clock, which other work on the machine lengthens; processor seconds of the command, not its workers;
megabytes of the command and all its workers together, each shared page counted once (sampled each second, where /proc tells);
medians of five for what a reader waits for. `--articles` takes the first so many (0 is all). Needs the
shared articles.
"""

import argparse
import contextlib
import gzip
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SIDELIGHT = str(Path(sys.executable).parent / "sidelight")
ROUNDS = 5


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("SIDELIGHT_SHARED", ROOT.parent / "shared")))
    parser.add_argument("--articles", type=int, default=0)
    parser.add_argument("--desk", help="keep the desk in this new file")
    options = parser.parse_args()
    source = options.shared / "data" / "articles" / "articles-2012-2018.jsonl.gz"
    if not source.is_file():
        sys.exit(f"no shared articles at {source}; name their folder with --shared")
    with tempfile.TemporaryDirectory() as folder:
        path = first(source, options.articles, Path(folder)) if options.articles else source
        desk = options.desk or str(Path(folder) / "desk.db")
        out: dict[str, Any] = {"articles": options.articles or "all", "processors": os.cpu_count(), "load": os.getloadavg()[0]}
        out["import"] = measured("import", str(path), "--no-group", "--desk", desk)
        out["group"] = measured("group", "--desk", desk)
        out["second import"] = measured("import", str(path), "--desk", desk)
        out["desk MB"] = round(Path(desk).stat().st_size / 1e6)
        out |= commands(desk)
    print(json.dumps(out, indent=1))


def first(source: Path, count: int, folder: Path) -> Path:
    """The first lines of the source as a file."""
    path = folder / "some.jsonl"
    with gzip.open(source, "rb") as lines:
        path.write_bytes(b"".join(islice(lines, count)))
    return path


def measured(*arguments: str) -> dict[str, float]:
    """Seconds by the clock; processor seconds of the command itself, not of its workers; memory of all of them."""
    before, started, peak = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter(), 0.0
    with subprocess.Popen([SIDELIGHT, *arguments], stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak = max(peak, sum(map(megabytes, family(process.pid))))
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(1)
    if process.returncode:
        sys.exit(f"{arguments[0]} ended with {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": round(time.perf_counter() - started, 1), "processor": round(used, 1), "MB": round(peak)}


def family(pid: int) -> list[int]:
    """A process and all that it started, as far as they still run."""
    try:
        told = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    return [pid, *(one for line in told for child in line.split() for one in family(int(child)))]


def megabytes(pid: int) -> float:
    """Proportional set size: a page that several processes share counts in parts that make one."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1e3 for line in told.splitlines() if line.startswith("Pss:")), 0.0)


def commands(desk: str) -> dict[str, float]:
    """Medians of what a reader waits for; the story is the largest of the newest twenty, first made and then kept."""
    done = subprocess.run([SIDELIGHT, "stories", "--format", "json", "--desk", desk], capture_output=True, check=True)
    story = max(json.loads(done.stdout), key=lambda line: line["reports"])["id"]
    return {
        "stories": clock("stories", "--desk", desk),
        "story, first time": clock("story", story, "--desk", desk, rounds=1),
        "story": clock("story", story, "--desk", desk),
        "search": clock("search", "border", "wall", "--desk", desk),
        "search side:": clock("search", '"white house"', "side:left", "--desk", desk),
    }


def clock(*arguments: str, rounds: int = ROUNDS) -> float:
    """Median seconds of a command."""
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        subprocess.run([SIDELIGHT, *arguments], stdout=subprocess.DEVNULL, check=True)
        taken.append(time.perf_counter() - started)
    return round(statistics.median(taken), 2)


if __name__ == "__main__":
    main()
