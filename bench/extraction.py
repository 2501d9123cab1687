"""Extraction beside plain trafilatura on real news pages, for title, day, authors and body.

Pages are FOLDER/<country>/<Publisher>_<date>.html.gz, beside <Publisher>.json (what each page's fields are expected to be)
and meta.info (its address), as Fundus keeps its tests (MIT). Prints one JSON object.

    python bench/extraction.py [FOLDER] [--misses]
"""

import argparse
import collections
import gzip
import json
import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import trafilatura

from sidelight.errors import SidelightError
from sidelight.extract import article_from_capture
from sidelight.types import Capture

Fields = dict[str, Any]
DEFAULT = Path(os.environ.get("SIDELIGHT_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "data" / "pages"


def main() -> int:
    """Run both over every page that has expected fields."""
    wants = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wants.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    wants.add_argument("--misses", action="store_true", help="say on standard error where a field differs")
    options = wants.parse_args()
    if not options.folder.is_dir():
        print(f"{options.folder} is missing: nothing measured; name a folder of pages", file=sys.stderr)
        return 0
    pages = list(_pages(options.folder))
    for url, body, *_ in pages:  # load what is lazy before the clock runs
        _ours(url, body)
        _plain(url, body)
    result: Fields = {"pages": len(pages)}
    for name, run in (("sidelight", _ours), ("trafilatura", _plain)):
        result[name] = _measured(name, run, pages, options.misses)
    result["speed_ratio"] = round(result["trafilatura"]["ms_per_page"] / result["sidelight"]["ms_per_page"], 3)
    print(json.dumps(result, indent=1))
    return 0


def _pages(folder: Path) -> Any:
    for country in sorted(p for p in folder.iterdir() if p.is_dir()):
        meta = json.loads((country / "meta.info").read_text("utf-8"))
        for expected in sorted(country.glob("*.json")):
            files = sorted(country.glob(f"{expected.stem}_*.html.gz"))
            versions = json.loads(expected.read_text("utf-8"))
            for file, want in zip(files, versions.values(), strict=False):
                yield meta.get(file.name, {}).get("url"), gzip.decompress(file.read_bytes()), want, file.name


def _ours(url: str, body: bytes) -> Fields:
    try:
        article = article_from_capture(Capture(body=body, url=url, media_type="text/html"))
    except SidelightError as error:
        print(error, file=sys.stderr)
        return {}
    day = article.published.date().isoformat() if article.published else None
    return {"title": article.title, "day": day, "authors": list(article.authors), "text": article.text}


def _plain(url: str, body: bytes) -> Fields:
    found = trafilatura.bare_extraction(body, url=url, with_metadata=True, include_comments=False)
    if found is None:
        return {}
    authors = [name.strip() for name in (found.author or "").split(";") if name.strip()]
    return {"title": found.title, "day": found.date, "authors": authors, "text": found.text}


def _measured(name: str, run: Callable[[str, bytes], Fields], pages: list[Any], misses: bool) -> Fields:
    right: collections.Counter[str] = collections.Counter()
    shares: list[tuple[float, float, float]] = []
    seconds = 0.0
    for url, body, want, file in pages:
        start = time.perf_counter()
        got = run(url, body)
        seconds += time.perf_counter() - start
        for field, ok, expected in _compared(got, want):
            right[field] += ok
            if misses and not ok:
                print(f"{name} {file} {field}: expected {expected!r}, got {got.get(field)!r}", file=sys.stderr)
        shares.append(_shingle_shares(_body(want), got.get("text") or ""))
    n = len(pages)
    hit, extra, missing = (sum(s[k] for s in shares) for k in range(3))
    precision, recall = hit / max(hit + extra, 1e-9), hit / max(hit + missing, 1e-9)
    return {
        **{field: round(right[field] / n, 3) for field in ("title", "day", "authors")},
        "body_precision": round(precision, 3),
        "body_recall": round(recall, 3),
        "body_f1": round(2 * precision * recall / max(precision + recall, 1e-9), 3),
        "ms_per_page": round(1000 * seconds / n, 1),
    }


def _compared(got: Fields, want: Fields) -> list[tuple[str, bool, Any]]:
    title = want.get("title") or ""
    authors = want.get("authors") or []
    day = str(want.get("publishing_date"))[:10]
    return [
        ("title", _plain_words(got.get("title") or "") == _plain_words(title), title),
        ("day", got.get("day") == day, day),
        ("authors", {_plain_words(a) for a in got.get("authors") or []} == {_plain_words(a) for a in authors}, authors),
    ]


def _plain_words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _body(want: Fields) -> str:
    body = want["body"]
    parts = list(body.get("summary") or [])
    for section in body.get("sections") or []:
        parts += [*(section.get("headline") or []), *(section.get("paragraphs") or [])]
    return "\n".join(parts)


def _shingle_shares(want: str, got: str) -> tuple[float, float, float]:
    """Shares of 4-word shingles shared, extra and missing, as the article-extraction benchmark counts them."""
    a, b = (collections.Counter(zip(*(re.findall(r"\w+", t)[k:] for k in range(4)), strict=False)) for t in (want, got))
    shared, extra, missing = (a & b).total(), (b - a).total(), (a - b).total()
    total = shared + extra + missing or 1
    return shared / total, extra / total, missing / total


if __name__ == "__main__":
    sys.exit(main())
