"""Facts on publishers (name, country, owner, kind) brought into one form; used by training/outlets.py."""

import csv
import re
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

FACTS: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "outlet_facts.toml").read_text("utf-8"))

NOBODY = re.compile(
    r"(?:unknown|private ownership|independent|non-profit organization|employee/shareholder-owned company|"
    r"coöperatieve vennootschap|publishing cooperative of .*|public broadcaster.*|government|community)?",
    re.IGNORECASE,
)
"""What names no owner, so that two of them are not one."""

ENGLISH = {"AU", "CA", "GB", "IE", "NZ", "US"}
"""Countries where an English feed means an outlet in English; elsewhere it may be a section of one in another language."""

HEADER = ("domain", "name", "country", "language", "owner", "kind")


def fact_rows(owners: Path, feeds: Path) -> list[tuple[str, ...]]:
    """The table with its header, by domain; of a domain that stands twice the first line counts."""
    with feeds.open(encoding="utf-8", newline="") as lines:
        languages = {_bare(urlsplit(row["feed"]).hostname or ""): row["language"] for row in csv.DictReader(lines)}
    found: dict[str, tuple[str, ...]] = {}
    with owners.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            domains = [_bare(d) for d in row["domains"].split() if "." in d]
            for domain in domains:
                name = row["name"] if len(domains) == 1 or _names(row["name"], domain) else domain
                country, note = FACTS["countries"].get(row["country"], ""), row["owner_note"]
                language = languages.get(domain, "") if country in ENGLISH else ""
                kind = "publicly funded" if note.startswith("Public broadcaster") else FACTS["kinds"].get(row["kind"], "")
                found.setdefault(domain, (domain, FACTS["names"].get(domain, name), country, language, owner_of(note), kind))
    return [HEADER, *(found[domain] for domain in sorted(found))]


def owner_of(note: str) -> str:
    """The owner's name alone: shares, footnotes and legal forms left out, several owners parted by semicolons."""
    for start, name in FACTS["owners"].items():
        if note.startswith(start):
            return name
    if re.match(r"Ministry|Government", note):
        return note
    plain = re.sub(r"\[[^\]]*\]|\d+(?:[.,]\d+)?\s*%", "", re.sub(r"\s*\([^()]*\)", "", note)).strip(" .)")
    parts = re.sub(r",\s*(?=Inc\b|Ltd\b|LLC\b|L\.P)", " ", plain).split(", ")
    parts = [", ".join(parts)] if " for " in note else parts
    names = [re.sub(r"\s+(?:Inc\.?|Ltd\.?|LLC|L\.P\.?|N\.V\.?)$", "", p.strip()) for p in parts if p.strip()]
    owner = "; ".join(n for n in names if n.lower() not in ("other shareholders", "minor shareholders"))
    return "" if NOBODY.fullmatch(owner) else owner


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.")


def _names(name: str, domain: str) -> bool:
    """Whether the name of a group of domains is this domain's: they begin alike, or one is the other's initials."""
    label = re.sub(r"\W", "", domain.split(".")[-2] if domain.count(".") == 1 else domain.split(".")[-3])
    label = label if len(label) > 2 else re.sub(r"\W", "", domain.split(".")[0])
    words = re.sub(r"\(.*?\)", "", name).lower().replace("the ", "").split()
    return "".join(words).startswith(label[:5]) or "".join(w[0] for w in words) == label or label.startswith(words[0])
