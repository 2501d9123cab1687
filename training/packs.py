"""Builds the packs of outlets in `resources/packs/` from published lists of feeds: facts only, each with its source.

    python training/packs.py --fundus fundus-0.5.7-py3-none-any.whl [--shared ../shared]

Takes addresses of feeds from kite-public (MIT; the shared folder's `outlets/feeds.csv`) and from the publishers that fundus
(Dallabetta et al. 2024, MIT) describes, read without being run. An outlet comes once. `us-balanced` has as many outlets on each
side as the ratings that ship give a side to, the most rated first; the other packs are by place. Whether a feed answers is not
known here: `sidelight feeds --failing` says so.
"""

import argparse
import ast
import csv
import io
import os
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from sidelight.extract.address import outlet_of
from sidelight.pipeline.outlooks import shipped_outlooks
from sidelight.stats.sides import SIDES, side_of

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src" / "sidelight" / "resources" / "packs"

A_SIDE, LEAST_RATERS = 6, 2
"""Outlets of each side in `us-balanced`, and raters that each needs."""

MOST, MOST_OF_A_COUNTRY = 60, 3

WORLD = (
    "Africa", "Asia", "Australia", "Canada", "Caribbean", "Europe", "Ghana", "India", "Iran", "Ireland", "Kenya", "Middle East",
    "New Zealand", "Nigeria", "Pakistan", "Palestine", "Philippines", "Singapore", "South Africa", "UK",
)  # fmt: skip
ALIASES = {"bbci.co.uk": "bbc.co.uk", "skynews.com": "news.sky.com"}

KITE, FUNDUS = "kite-public (MIT)", "fundus 0.5.7 (MIT)"

PLACES = {  # pack → kite's categories, fundus' groups, ISO country
    "uk": (("UK", "UK | London", "UK | Scotland", "UK | Wales", "UK | Northern Ireland"), ("uk",), "GB"),
    "ireland": (("Ireland",), (), "IE"),
    "canada": (("Canada",), ("ca",), "CA"),
    "australia": (("Australia", "Australia | Victoria"), ("au",), "AU"),
    "india": (("India", "India | Kerala"), ("ind",), "IN"),
}
ENDINGS = {"GB": (".uk",), "IE": (".ie",), "CA": (".ca",), "AU": (".au",), "IN": (".in",)}

NO_OUTLET = re.compile(
    r"(?:^|\.)(?:google|reddit|yahoo|msn|youtube|feedburner|amazonaws|hnrss|blogspot|wordpress|medium|substack|allsides|github|rss)\b"
    r"|\.gov\b|\.gc\.ca$|parliament|^gov\.|police|canada\.ca$|emergency|bank(?:of)?canada",
    re.IGNORECASE,
)
GENERAL = frozenset((
    "feed", "feeds", "rss", "rss2", "atom", "xml", "index", "all", "home", "main", "latest", "top", "news", "newsfeed",
    "headlines", "stories", "articles", "article", "default", "public", "services", "arc", "outboundfeeds", "syndication",
    "topstories", "rssfeed", "rssfeeds", "feeder", "webfeed", "section", "sections", "category", "google", "sitemap",
    "sitemaps", "map", "googlenews", "https", "en", "english", "outbound", "current", "recent", "full", "content", "front",
    "page", "frontpage", "breaking", "national", "local", "world", "international", "us", "uk", "usa", "canada", "ireland",
    "australia", "india", "scotland", "wales", "england", "london", "php", "aspx", "jsp", "cms", "rdf",
))  # fmt: skip
"""Words of an address that name no subject: a feed with other words in its path is of one subject, a desk or a column."""


class Fact(NamedTuple):
    """A feed as a list has it."""

    outlet: str
    name: str
    feed: str
    source: str
    place: str


def main() -> None:
    """Build every pack."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("SIDELIGHT_SHARED", ROOT.parent / "shared")))
    parser.add_argument("--fundus", type=Path, required=True, help="the wheel of fundus")
    options = parser.parse_args()
    kite = list(kite_facts(options.shared / "data" / "outlets" / "feeds.csv"))
    fundus = list(fundus_facts(options.fundus))
    OUT.mkdir(exist_ok=True)
    write("us-balanced", balanced([*fundus, *kite]))
    for name, (categories, groups, country) in PLACES.items():
        mine = [f for f in fundus if f.place in groups] + [
            f for f in kite if f.place in categories and at_home(f.outlet, country)
        ]
        write(name, one_each(mine)[:MOST])
    write("world", of_the_world([*fundus, *kite]))


def kite_facts(path: Path) -> Iterator[Fact]:
    """The feeds of kite-public; an outlet's name where the outlets that ship have it."""
    outlets = shipped_outlooks()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            outlet = site_of(outlet_of(row["feed"]) or "")
            if outlet and not NO_OUTLET.search(outlet) and row["feed"].startswith("http"):
                known = outlets.facts(outlet)
                yield Fact(known.domain if known else outlet, known.name if known else outlet, row["feed"], KITE, row["category"])


def fundus_facts(wheel: Path) -> Iterator[Fact]:
    """The English-language feeds and news sitemaps that fundus' publishers name."""
    with zipfile.ZipFile(wheel) as archive:
        for path in archive.namelist():
            if found := re.fullmatch(r"fundus/publishers/(\w+)/__init__\.py", path):
                yield from group_facts(ast.parse(archive.read(path)), found[1])


def group_facts(tree: ast.Module, place: str) -> Iterator[Fact]:
    """Every `Publisher(name=…, domain=…, sources=[RSSFeed(…), NewsMap(…)])` of a group whose language is English."""
    for group in (node for node in tree.body if isinstance(node, ast.ClassDef)):
        language = next(
            (a.value.value for a in group.body if isinstance(a, ast.Assign) and isinstance(a.value, ast.Constant)), ""
        )
        for call in (a.value for a in group.body if isinstance(a, ast.Assign) and isinstance(a.value, ast.Call)):
            given = {k.arg: k.value for k in call.keywords}
            if not {"name", "domain", "sources"} <= given.keys() or "deprecated" in given:
                continue
            name, domain = (given[key].value for key in ("name", "domain"))  # type: ignore[attr-defined]  # constants
            for source in sorted(sources_of(given["sources"], str(language)), key=lambda found: found[0] != "RSSFeed"):
                yield Fact(site_of(outlet_of(str(domain)) or ""), str(name), source[1], FUNDUS, place)


def sources_of(node: ast.expr, language: str) -> Iterator[tuple[str, str]]:
    """Kind and address of each source that is a feed in English."""
    for call in (inner for inner in ast.walk(node) if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name)):
        if call.func.id not in ("RSSFeed", "NewsMap") or not call.args or not isinstance(call.args[0], ast.Constant):  # type: ignore[attr-defined]
            continue
        named = next((k.value for k in call.keywords if k.arg == "languages"), None)
        languages = {c.value for c in ast.walk(named) if isinstance(c, ast.Constant)} if named is not None else {language}
        if "en" in languages:
            yield call.func.id, str(call.args[0].value)  # type: ignore[attr-defined]


def site_of(outlet: str) -> str:
    """The site of a host that only serves feeds."""
    site = re.sub(r"^(?:feeds?\d?|rss|news|api|data|prod|publish|content)\.(?!(?:com?|net|org|gov)\.)(?=.*\..)", "", outlet)
    return ALIASES.get(site, site)


def at_home(outlet: str, country: str) -> bool:
    """Whether an outlet is of this country, by what is known of it, else by its domain."""
    known = shipped_outlooks().facts(outlet)
    return known.country == country if known and known.country else outlet.endswith(ENDINGS[country])


def one_each(facts: Iterable[Fact]) -> list[Fact]:
    """One feed of each outlet: news of all kinds before one subject, shorter addresses first."""
    best: dict[str, Fact] = {}
    for fact in (
        fact for fact in facts if (fact.source == FUNDUS or general(fact)) and "index" not in fact.feed.rpartition("/")[2]
    ):
        held = best.get(fact.outlet)
        if held is None or rank(fact) < rank(held):
            best[fact.outlet] = fact
    return sorted(best.values(), key=lambda fact: fact.outlet)


def general(fact: Fact) -> bool:
    """Whether the feed is of news of all kinds, as far as its address tells."""
    parts = urlsplit(fact.feed)
    words = re.findall(r"[a-z]+", parts.path.lower())
    plain_query = re.fullmatch(
        r"(?:(?:service|outputType|format|feed|_format|tid|f|t)=[\w./-]*&?|index=(?:/|%2F)news(?:/|%2F)?)*", parts.query
    )
    return all(word in GENERAL for word in words) and plain_query is not None


def rank(fact: Fact) -> tuple[bool, bool, bool, int]:
    """The lower the better: feeds before sitemaps, a publisher's facts before a list's, its country before the world."""
    path = urlsplit(fact.feed).path
    sitemap = re.search("sitemap|map_news|google-?news", path) is not None
    return (sitemap, fact.source != FUNDUS, bool(re.search("world|international|local", path)), len(fact.feed))


def balanced(facts: Iterable[Fact]) -> list[Fact]:
    """As many outlets on each side, the most rated first: those of fundus' American group and of kite's American places."""
    known = shipped_outlooks()
    american = [f for f in one_each(facts) if f.place == "us" or f.place.startswith("USA | ")]
    leans = known.leans(f.outlet for f in american)
    sides: dict[str, list[Fact]] = defaultdict(list)
    for fact in sorted(american, key=by_ratings):
        side = side_of(leans[fact.outlet]) if fact.outlet in leans else None
        if side is not None and len(known.raters(fact.outlet)) >= LEAST_RATERS:
            sides[side].append(fact)
    size = min(A_SIDE, *(len(sides[side]) for side in SIDES))
    return sorted((fact for side in SIDES for fact in sides[side][:size]), key=lambda fact: fact.outlet)


def by_ratings(fact: Fact) -> tuple[int, int, str]:
    """The most rated first."""
    return (-len(shipped_outlooks().raters(fact.outlet)), -most_accounts(fact.outlet), fact.outlet)


def most_accounts(outlet: str) -> int:
    """How many accounts, at most, a rater saw of its readers."""
    return max((rating.n or 0 for rating in shipped_outlooks().raters(outlet)), default=0)


def of_the_world(facts: Iterable[Fact]) -> list[Fact]:
    """Outlets whose country is known and that somebody rates, at most three of a country, the most rated first."""
    known = shipped_outlooks()
    abroad = [f for f in facts if f.place in WORLD or (f.source == FUNDUS and f.place != "us")]
    countries: dict[str, list[Fact]] = defaultdict(list)
    for fact in sorted(one_each(abroad), key=by_ratings):
        outlet = known.facts(fact.outlet)
        if outlet is None or not outlet.country or outlet.country == "US" or not known.raters(fact.outlet):
            continue
        if len(countries[outlet.country]) < MOST_OF_A_COUNTRY:
            countries[outlet.country].append(fact)
    return sorted((fact for some in countries.values() for fact in some), key=lambda fact: fact.outlet)[:MOST]


def write(name: str, facts: list[Fact]) -> None:
    """A pack as a file."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(("outlet", "name", "feed", "source"))
    rows.writerows((fact.outlet, fact.name, fact.feed, fact.source) for fact in facts)
    (OUT / f"{name}.csv").write_text(out.getvalue(), "utf-8")
    print(f"{name}: {len(facts)} outlets")


if __name__ == "__main__":
    main()
