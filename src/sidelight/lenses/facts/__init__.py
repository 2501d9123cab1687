"""Statements matched across a story's reports: who carries each, and who leaves it out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from sidelight.lens import Lens, LensContext, Subject, SubjectKind, reads
from sidelight.lenses.facts.clusters import clusters, joined, likely_pairs
from sidelight.lenses.facts.likeness import Likeness
from sidelight.lenses.facts.search import ABSENT_BELOW, Search, absence, whole
from sidelight.lenses.facts.statements import Told, statements
from sidelight.lenses.facts.telling import Fact, finding
from sidelight.resources.load import language_pack
from sidelight.types import Abstain, Article, Finding, Result, Story

NAME = "facts"
FEWEST_REPORTS = 2
FEWEST_KEYS = 3
"""What one report alone states is printed from so many weighty words on."""

_TOLD_WITH = 0.6
"""Share of a piece's keys among those of a shared fact in its sentence from which the others tell the piece too."""


@dataclass(frozen=True, slots=True)
class FactsLens:
    """One finding of kind "fact" for every statement of the story, those told by some and left out by others first."""

    name: str = NAME
    version: str = "1"
    subjects: frozenset[SubjectKind] = frozenset({"story"})
    needs: frozenset[str] = frozenset({"sentences", "names", "attributions", "figures", "loaded"})
    languages: frozenset[str] = frozenset({"en"})

    def find(self, subject: Subject, context: LensContext) -> Result:
        """Facts; abstains where fewer than two reports have a text in a language that is read."""
        if not isinstance(subject, Story):
            return Result()
        articles = sorted((a for a in subject.articles if a.text and reads(cast(Lens, self), a)), key=lambda a: a.id)
        if len(articles) < FEWEST_REPORTS:
            reason = f"{len(articles)} of the story's reports can be read; two with a text would be enough"
            return Result(abstentions=(Abstain(lens=NAME, reason=reason),))
        return Result(findings=tuple(_facts(subject, articles, context)))


def _facts(story: Story, articles: Sequence[Article], context: LensContext) -> list[Finding]:
    pack = language_pack("en")
    told = [t for k, a in enumerate(articles) for t in statements(k, a, context.of(a), pack)]
    likeness = Likeness(told)
    stubs = pack.words["fact_stubs"]
    known = [whole(a, stubs) for a in articles]
    likely = likely_pairs(likeness)
    search = Search(told, len(articles), likeness.weights, likely)
    groups: list[tuple[list[list[int]], float | None]] = [
        (_tellings(g, told), p) for g, p in joined(clusters(likeness, likely), told)
    ]
    groups.extend(([group], None) for group in _alone(told, _matched(groups, told)))
    found = [finding(_fact(g, p, told, articles, known, search), story, articles, context) for g, p in groups]
    return sorted(found, key=lambda f: (-f.telling, f.evidence[0].article, f.evidence[0].start))


def _tellings(group: Sequence[int], told: Sequence[Told]) -> list[list[int]]:
    """A group's statements (numbers in order of their places) as stretches: those in one sentence or in neighbouring ones."""
    found: list[list[int]] = []
    for n in group:
        last = told[found[-1][-1]] if found else None
        if last and last.article == told[n].article and told[n].sentence - last.sentence <= 1:
            found[-1].append(n)
        else:
            found.append([n])
    return found


def _matched(groups: Iterable[tuple[list[list[int]], float | None]], told: Sequence[Told]) -> dict[int, frozenset[str]]:
    """Each statement that is told by others too, with the keys of all that tell it."""
    found = {}
    for tellings, _ in groups:
        members = [n for telling in tellings for n in telling]
        found.update(dict.fromkeys(members, frozenset[str]().union(*(told[n].keys for n in members))))
    return found


def _alone(told: Sequence[Told], matched: Mapping[int, frozenset[str]]) -> Iterable[list[int]]:
    """What is left of each sentence, where it says enough to be looked for.

    Where some of a sentence is a fact that others tell, each other piece is printed only if it is a sentence of its own, and
    not told by the others with that fact.
    """
    sentences: dict[tuple[int, int], list[int]] = {}
    for n, t in enumerate(told):
        if not t.aside:
            sentences.setdefault((t.article, t.sentence), []).append(n)
    for pieces in sentences.values():
        rest = [n for n in pieces if n not in matched]
        groups = [rest]
        if len(rest) < len(pieces):
            with_it = frozenset[str]().union(*(matched[n] for n in pieces if n in matched))
            groups = [[n] for n in rest if told[n].stands and len(told[n].keys & with_it) < _TOLD_WITH * len(told[n].keys)]
        yield from (g for g in groups if len(frozenset[str]().union(*(told[n].keys for n in g))) >= FEWEST_KEYS)


def _fact(
    tellings: list[list[int]], probability: float | None, told: Sequence[Told], articles: Sequence[Article],
    known: Sequence[bool], search: Search,
) -> Fact:  # fmt: skip
    """Who carries it, and the search in every other report: absent, or unclear."""
    pieces = [[told[n] for n in telling] for telling in tellings]
    carriers = {t.article for telling in pieces for t in telling}
    keys = frozenset[str]().union(*(t.keys for telling in pieces for t in telling))
    covered, scores = search.sought(tellings)
    absences, unclear = [], []
    for place, article in enumerate(articles):
        if place in carriers:
            continue
        if known[place] and scores[place] < ABSENT_BELOW:
            absences.append(absence(article, float(scores[place]), search.nearest(covered, place, keys)))
        else:
            unclear.append(article.id)
    return Fact(pieces, probability, tuple(absences), tuple(unclear))


lens = FactsLens()
