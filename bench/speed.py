"""Speed and memory of `sidelight`, as ratios beside a bare interpreter's start and a plain sentence splitter.

    python bench/speed.py [--shared ../shared] [--articles 1000]

Prints JSON: seconds (medians), ratios, the machine and the commit. Needs the shared articles for the batch; without them it
measures the shipped article, repeated under other ids, and says so.
"""

import argparse
import glob
import gzip
import json
import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIDELIGHT = str(Path(sys.executable).parent / "sidelight")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("SIDELIGHT_SHARED", ROOT.parent / "shared")))
    parser.add_argument("--articles", type=int, default=1000)
    options = parser.parse_args()
    records, source = articles(options.shared, options.articles)
    with tempfile.TemporaryDirectory() as folder:
        one = first_input(options.shared, records, Path(folder))
        out = {"machine": machine(), "commit": commit(), "articles": source} | cold(one) | warm(one)
        out |= batch(records, Path(folder), options.articles)
    print(json.dumps(out, indent=1))


def articles(shared: Path, count: int) -> tuple[list[dict[str, object]], str]:
    """Records of a batch, and where they are from."""
    path = shared / "data" / "articles" / "articles-2012-2018.jsonl.gz"
    if path.is_file():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            return [json.loads(line) for line in islice(lines, count)], f"first {count} of {path.name}"
    demo = json.loads((ROOT / "src/sidelight/resources/demo/article.json").read_text("utf-8"))
    return [demo | {"id": str(n)} for n in range(count)], f"shipped article, {count} times (no shared data)"


def first_input(shared: Path, records: list[dict[str, object]], folder: Path) -> Path:
    """The article of the single reads: the first input where it lies, else the shipped one."""
    found = shared / "data" / "first-input" / "el-salvador-prison-offer.txt"
    if found.is_file():
        return found
    path = folder / "one.txt"
    path.write_text(str(records[0]["text"]), "utf-8")
    return path


def cold(one: Path) -> dict[str, float]:
    """Whole processes: a bare interpreter, --help, and a read."""
    bare = process([sys.executable, "-c", "pass"])
    usage = process([SIDELIGHT, "--help"])
    read = process([SIDELIGHT, "read", str(one)])
    return {
        "bare_interpreter_s": bare,
        "help_s": usage,
        "help_to_bare": usage / bare,
        "read_cold_s": read,
        "read_cold_to_bare": read / bare,
    }


def process(command: list[str], runs: int = 7) -> float:
    """Median wall seconds of a command, the first run not counted."""
    times = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return round(statistics.median(times[1:]), 4)


def warm(one: Path) -> dict[str, float]:
    """Inside one process: a read, beside a plain sentence splitter over the same text."""
    import sidelight

    sidelight.read(one)
    text = one.read_text("utf-8")
    plain = re.compile(r"(?<=[.!?])\s+")
    read = timed(lambda: sidelight.read(one), 15)
    split = timed(lambda: plain.split(text), 200)
    return {"read_warm_s": read, "plain_splitter_s": split, "read_warm_to_splitter": round(read / split, 1)}


def timed(call: object, runs: int) -> float:
    """Median seconds of a call."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        call()  # type: ignore[operator]  # any callable
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def batch(records: list[dict[str, object]], folder: Path, count: int) -> dict[str, object]:
    """A tenth and all of the records as batches: articles a second, and the peak memory of all processes together."""
    small, large = count // 10, count
    out: dict[str, object] = {}
    peaks = []
    for size in (small, large):
        path = folder / f"{size}.jsonl"
        path.write_text("\n".join(json.dumps(r) for r in records[:size]), "utf-8")
        start = time.perf_counter()
        peaks.append(peak_mib([SIDELIGHT, "read", "--batch", str(path)]))
        seconds = time.perf_counter() - start
        out[f"batch_{size}_s"] = round(seconds, 2)
        out[f"batch_{size}_per_s"] = round(size / seconds, 1)
        out[f"batch_{size}_peak_mib"] = round(peaks[-1], 1)
    return out | {"peak_large_to_small": round(peaks[1] / peaks[0], 3)}


def peak_mib(command: list[str]) -> float:
    """Runs a command in a session of its own; the peak of all its processes' resident memory together, asked every 50 ms."""
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    peak = 0
    while started.poll() is None:
        peak = max(peak, sum(resident(Path(p), started.pid) for p in glob.glob("/proc/[0-9]*")))
        time.sleep(0.05)
    return peak * resource.getpagesize() / 2**20


def resident(process: Path, session: int) -> int:
    """Resident pages of a process of this session, 0 for others and for those that have gone."""
    try:
        facts = (process / "stat").read_text().rpartition(")")[2].split()
        return int(facts[21]) if int(facts[3]) == session else 0
    except (OSError, IndexError, ValueError):
        return 0


def machine() -> str:
    """Processor count and platform."""
    return (
        f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, {resource.getpagesize()} byte pages"
    )


def commit() -> str:
    """The commit that was measured."""
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()


if __name__ == "__main__":
    main()
