"""Reads what the reading model learns from into pieces and labels. The texts stay where they are (terms: MODEL_CARD.md)."""

import gzip
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from reader_model import NAME_LABELS, ROLES

from sidelight.encode.pieces import Cutter, Pieces

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 126
"""Pieces of a sentence that are read at once."""
WINDOW, STRIDE = 190, 140
HELD_EVERY = 5
"""One article in five is held out wherever a set has no split of its own."""
KINDS = {"politician": "person", "person": "person", "politicalparty": "organisation", "organisation": "organisation"}
KINDS |= {"country": "place", "location": "place", "election": "other", "event": "other", "misc": "other"}
OPINION = {
    "Entirely factual": 0.0,
    "Somewhat factual but also opinionated": 0.5,
    "Expresses writer’s opinion": 1.0,
    "Expresses writer's opinion": 1.0,
}
SWAPS = """\
liberals conservatives|liberal conservative|democrats republicans|democrat republican|democratic republican
left-wing right-wing|leftist rightist|leftists rightists|leftwing rightwing|progressives traditionalists
progressive traditionalist|trump biden|donald joe|obama bush|clinton romney|pelosi mcconnell|sanders cruz|dems gop
far-left far-right|muslim christian|muslims christians|black white|women men|immigrants citizens|immigrant citizen|cnn fox
msnbc breitbart|marxist fascist|socialist nationalist|socialists nationalists|socialism nationalism|gay straight"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One text to learn from. Labels hold for its pieces; what a set does not say is None (or -100 for a name)."""

    text: str
    pieces: Pieces
    index: int = 0
    group: str = ""
    side: str = ""
    loaded: float | None = None
    opinion: float | None = None
    words: Sequence[float] | None = None
    names: Sequence[int] | None = None
    spans: Sequence[tuple[int, int, str]] = ()
    target: Sequence[int] | None = None
    sentiment: int | None = None
    roles: Any = None


def rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def first(pieces: Pieces, most: int = LONGEST) -> Pieces:
    """The pieces that are read at once."""
    return Pieces(*(part[:most] for part in pieces))


def touching(pieces: Pieces, start: int, end: int) -> list[int]:
    """The pieces with a letter in the span."""
    return [k for k, (a, b) in enumerate(zip(pieces.starts, pieces.ends, strict=True)) if a < end and b > start]


def _swaps() -> dict[str, str]:
    pairs: dict[str, str] = {}
    for pair in re.split(r"[|\n]", SWAPS):
        one, other = pair.split()
        pairs.setdefault(one, other)
        pairs.setdefault(other, one)
    return pairs


_SWAPS = _swaps()
_SWAP = re.compile(r"(?<![\w-])(" + "|".join(sorted(map(re.escape, _SWAPS), key=len, reverse=True)) + r")(?![\w-])", re.I)


def swapped(text: str) -> str:
    """The text with parties, groups and politicians of one side put in the place of the other's, in the case they stand in."""

    def other(found: re.Match[str]) -> str:
        word, new = found[0], _SWAPS[found[0].lower()]
        if word.isupper() and len(word) > 1:
            return new.upper()
        return new.capitalize() if word[0].isupper() else new

    return _SWAP.sub(other, text)


def babe(shared: Path, cutter: Cutter) -> list[tuple[Example, Example]]:
    """Each sentence as it is and swapped. `loaded` is the share of experts' votes."""
    found = []
    for k, row in enumerate(rows(shared / "data/language/babe.jsonl.gz")):
        votes = row["votes"]
        share = votes[0] / votes[1] if votes and votes[1] else float(row["label_bias"] == "Biased")
        pair = []
        for change in (str, swapped):
            text, pieces = change(row["text"]), first(cutter.cut(change(row["text"])))
            marks = [0.0] * len(pieces.ids)
            for word in (change(w).strip() for w in row["biased_words"]):
                for hit in re.finditer(r"(?<!\w)" + re.escape(word) + r"(?!\w)", text, re.I) if word else ():
                    for piece in touching(pieces, hit.start(), hit.end()):
                        marks[piece] = 1.0
            pair.append(
                Example(
                    text=text,
                    pieces=pieces,
                    index=k,
                    group=row["news_link"] or f"{row['outlet']}{k}",
                    side=row["type"],
                    loaded=share,
                    opinion=OPINION.get(row["label_opinion"]),
                    words=marks,
                )
            )
        found.append((pair[0], pair[1]))
    return found


def held_groups(pairs: list[tuple[Example, Example]]) -> set[str]:
    """The fifth of BABE's articles that no choice has seen."""
    groups = sorted({one.group for one, _ in pairs})
    random.Random(7).shuffle(groups)
    return set(groups[: len(groups) // HELD_EVERY])


def newsmtsc(shared: Path, cutter: Cutter, part: str) -> list[Example]:
    """A target's sentence each; targets past the last piece that is read are left out of training alone."""
    found = []
    for k, row in enumerate(rows(shared / f"data/sentiment/newsmtsc-{part}.jsonl.gz")):
        pieces = first(cutter.cut(row["sentence"]))
        target = touching(pieces, row["from"], row["to"])
        if target or part != "train":
            polarity = int(float(row["polarity"])) + 1
            found.append(Example(text=row["sentence"], pieces=pieces, index=k, target=target or [0], sentiment=polarity))
    return found


def named(pieces: Pieces, spans: Sequence[tuple[int, int, str]]) -> list[int]:
    """The label of each piece, an index into NAME_LABELS."""
    labels = [0] * len(pieces.ids)
    for start, end, kind in spans:
        for k, piece in enumerate(touching(pieces, start, end)):
            labels[piece] = NAME_LABELS.index(("I-" if k else "B-") + kind)
    return labels


def crossner(shared: Path, cutter: Cutter) -> list[Example]:
    """CrossNER's sentences on politics, spaced as their benchmark spaces them."""
    found = []
    for k, row in enumerate(rows(shared / "data/names/crossner-politics.jsonl.gz")):
        text, spans, last = "", list[list[Any]](), None
        for token, tag in zip(row["tokens"], row["tags"], strict=True):
            if text and not (token in ",.;:!?)%]" or token.startswith(("'s", "n't", "'re", "'ve", "'ll")) or text[-1] in "([$"):
                text += " "
            start, text = len(text), text + token
            if tag.startswith("B-"):
                last = [start, len(text), KINDS.get(tag[2:])]
                spans.append(last)
            elif tag.startswith("I-") and last:
                last[1] = len(text)
            else:
                last = None
        kept = [(s, e, kind) for s, e, kind in spans if kind]
        pieces = first(cutter.cut(text))
        found.append(Example(text=text, pieces=pieces, index=k, names=named(pieces, kept), spans=kept))
    return found


def gum(shared: Path, cutter: Cutter) -> tuple[list[Example], list[Example]]:
    """GUM's sentences to learn from, and every other news document's, held out. Proper nouns of no known kind do not count."""
    sys.path.insert(0, str(ROOT / "bench"))
    from names import gum as proper_names

    parts: tuple[list[Example], list[Example]] = ([], [])
    for k, row in enumerate(rows(shared / "data/names/gum.jsonl.gz")):
        text, names = proper_names(row)
        if not names:
            continue
        proper = [token for token in row["tokens"] if token[2] == "PROPN"]
        for start, end in row["sentences"]:
            pieces = first(cutter.cut(text[start:end]))
            spans = [(s - start, e - start, kind) for s, e, kind in names if s >= start and e <= end]
            labels = named(pieces, spans)
            for token in (t for t in proper if start <= t[0] < end):
                for piece in touching(pieces, token[0] - start, token[1] - start):
                    labels[piece] = labels[piece] or -100
            if pieces.ids:
                held = row["genre"] == "news" and k % 2 == 1
                parts[held].append(Example(text=text[start:end], pieces=pieces, index=k, names=labels, spans=spans))
    return parts


def polnear(shared: Path, part: str) -> list[dict[str, Any]]:
    return rows(shared / f"data/attribution/polnear-{part}.jsonl.gz")


def windows(item: dict[str, Any], cutter: Cutter) -> Iterator[tuple[int, Example]]:
    """An article's windows with the piece each begins at; `roles` [n, 3] is 1 where a source, cue or content stands."""
    pieces = cutter.cut(item["text"])
    roles = np.zeros((len(pieces.ids), len(ROLES)), dtype=np.float32)
    starts, ends = np.array(pieces.starts), np.array(pieces.ends)
    for attribution in item["attributions"]:
        for k, role in enumerate(ROLES):
            for start, end in attribution.get(role, []):
                roles[(starts < end) & (ends > start), k] = 1
    at = 0
    while True:
        shown = Pieces(*(part[at : at + WINDOW] for part in pieces))
        yield at, Example(text=item["text"], pieces=shown, group=item["id"], roles=roles[at : at + WINDOW])
        if at + WINDOW >= len(pieces.ids):
            return
        at += STRIDE
