"""Cuts a run of capitalised words into names and says what each is, by its words alone."""

from dataclasses import dataclass

from sidelight.annotate.names.labels import Piece, label
from sidelight.annotate.names.lexicon import Lexicon
from sidelight.annotate.names.runs import Run, Word
from sidelight.annotate.names.shapes import Guess, name_at


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may be a name. `sure` says that its own words tell the type.

    `before` and `after` are the small words around it, `titled` the title or role printed right before it.
    """

    words: tuple[Word, ...]
    type: Guess
    sure: bool
    before: tuple[str, ...]
    after: tuple[str, ...]
    titled: str | None
    headline: bool

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.words[-1].end

    @property
    def key(self) -> str:
        """Its words in lower case."""
        return " ".join(w.low for w in self.words)


def candidates(run: Run, lexicon: Lexicon, known: frozenset[str] = frozenset()) -> list[Candidate]:
    """The names that a run holds, left to right. `known` are names of the article that a headline may repeat."""
    pieces = label(run, lexicon, known)
    found: list[Candidate] = []
    k = 0
    titled: str | None = None
    while k < len(pieces):
        kept = pieces[k].label
        if kept in ("role", "never", "calendar", "break"):
            titled = " ".join(w.low for w in pieces[k].words) if kept == "role" else None
            k = _past_office(pieces, k, lexicon)
            continue
        article = k
        if kept == "article" and k + 1 < len(pieces):
            k += 1
            if pieces[k].label in ("role", "never", "calendar", "break", "article"):
                continue
        stop, kind, sure = name_at(pieces, k, lexicon, titled)
        if kind == "person" and not sure and stop < len(pieces) and _is_office(pieces[stop], lexicon):
            kind = "none"
        if kind == "organisation" and article < k and not pieces[article].words[0].first:
            k = article
        if kind != "none":
            words = tuple(w for p in pieces[k:stop] for w in p.words)
            words = _trim(words, lexicon)
            if words:
                before = run.before if k == 0 else (*run.before, *(w.low for p in pieces[:k] for w in p.words))[-3:]
                after = run.after if stop == len(pieces) else tuple(w.low for w in pieces[stop].words)
                found.append(Candidate(words, kind, sure, before, after, titled, run.headline))
        titled = None
        k = max(stop, k + 1)
    return found


def _is_office(piece: Piece, lexicon: Lexicon) -> bool:
    return piece.label == "role" and piece.words[-1].low in lexicon.office_heads


def _past_office(pieces: list[Piece], k: int, lexicon: Lexicon) -> int:
    """The piece after a title, past the office it is of: "Secretary of Harbour Affairs" before a given name."""
    after = k + 1
    if not _is_office(pieces[k], lexicon) or after >= len(pieces) or pieces[after].words[0].low not in ("of", "for"):
        return after
    person = next((j for j in range(after + 1, len(pieces)) if pieces[j].label in ("given", "initial")), 0)
    office = pieces[after + 1 : person]
    plain = all(p.label in ("common", "word", "small", "org", "article", "creed") for p in office)
    return person if office and plain and person + 1 < len(pieces) else after


def _trim(words: tuple[Word, ...], lexicon: Lexicon) -> tuple[Word, ...]:
    """Without small words at either end."""
    while words and not words[-1].capital:
        words = words[:-1]
    while words and not words[0].capital and words[0].low not in lexicon.particles:
        words = words[1:]
    return words
