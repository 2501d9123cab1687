"""How long pages take, from a real server over loopback: the demonstration desk, or the one named by --desk.

Each kind of page is asked for at random, first visits included; prints the median, the 95th percentile and the slowest, in ms.
"story" is the answer, which may say that the story is being made; "whole" is how long until all of it is there, asked again after
each tenth of a second.
"""

import argparse
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from urllib.parse import quote

import httpx

WORDS = ("ferry", "bridge", "minister", '"court of audit"', "tax", "police", "climate change", "side:left election")
STORIES = 400


def main() -> None:
    """Serve, ask, tell, stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--desk", help="a desk to serve; the demonstration where not given")
    parser.add_argument("--asked", type=int, default=100, help="requests of each kind (%(default)s)")
    parser.add_argument("--seed", type=int, default=3)
    options = parser.parse_args()
    sidelight = str(Path(sys.executable).parent / "sidelight")
    command = [sidelight, "serve", "--desk", options.desk, "--port", "0"] if options.desk else [sidelight, "demo"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        base = next(found[0] for line in process.stdout if (found := re.search(r"http://\S+:\d+", line)))
        try:
            measure(base, options.asked, random.Random(options.seed))
        finally:
            process.send_signal(signal.SIGINT)


def measure(base: str, asked: int, chance: random.Random) -> None:
    """Ask for pages of each kind and print how long they took."""
    with httpx.Client(base_url=base, trust_env=False, timeout=60) as client:
        whole: list[float] = []
        for kind, address in kinds(client, chance).items():
            answers = [_timed(client, address()) for _ in range(asked)]
            taken = sorted(first for first, _ in answers)
            whole += taken
            print(f"{kind:<8} {_told(taken)}")
            if kind == "story":
                print(f"{'whole':<8} {_told(sorted(last for _, last in answers))}")
        print(f"{'all':<8} {_told(sorted(whole))}")


def kinds(client: httpx.Client, chance: random.Random) -> Mapping[str, Callable[[], str]]:
    """An address of each kind, at random. Articles and outlets are those of the stories met."""
    stories = []
    for page in count(1):
        told = client.get("/.json", params={"page": page}).json()
        stories += told["stories"]
        if not told["more"] or len(stories) >= STORIES:
            break
    several = [s["id"] for s in stories if s["reports"] > 1] or [s["id"] for s in stories]
    outlets = sorted({domain for s in stories for side in s["outlets"].values() for domain in side})
    # Of outlets and not of stories, so that no story was read before it is timed.
    articles = [hit["id"] for domain in outlets[:50] for hit in client.get(f"/outlet/{domain}.json").json()["articles"]]
    return {
        "front": lambda: f"/?page={chance.randint(1, 5)}",
        "story": lambda: f"/story/{chance.choice(several)}",
        "article": lambda: f"/article/{quote(chance.choice(articles), safe='')}",
        "outlet": lambda: f"/outlet/{chance.choice(outlets)}",
        "search": lambda: f"/search?q={quote(chance.choice(WORDS))}",
        "about": lambda: "/about",
    }


def _timed(client: httpx.Client, address: str) -> tuple[float, float]:
    """Until the first answer, and until the whole page."""
    begun = time.perf_counter()
    status = client.get(address).raise_for_status().status_code
    first = last = 1000 * (time.perf_counter() - begun)
    while status == httpx.codes.ACCEPTED:
        time.sleep(0.1)
        status = client.get(address).raise_for_status().status_code
        last = 1000 * (time.perf_counter() - begun)
    return first, last


def _told(taken: list[float]) -> str:
    middle, late = taken[len(taken) // 2], taken[int(0.95 * len(taken))]
    return f"n {len(taken)}  median {middle:.1f}  p95 {late:.1f}  slowest {taken[-1]:.1f} ms"


if __name__ == "__main__":
    main()
