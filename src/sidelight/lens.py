"""What a lens is, and the one place where it is run: `apply` checks all that it says against the texts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Literal, Protocol, runtime_checkable

from sidelight.config import Settings
from sidelight.errors import LensError, SpanError
from sidelight.types import Abstain, Annotations, Article, Lean, Outlet, Passage, Period, Result, Span, Story

Subject = Article | Story | Period
SubjectKind = Literal["article", "story", "period"]

_GROUP = "sidelight.lenses"

SHORTEST_FOR_LANGUAGE = 20
"""Words below which no lens abstains for language: too few to tell one from another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LensContext:
    """All that a lens may know beside its subject, each loaded only where a lens needs it.

    `annotations` stand under their article's id, `leans` and `outlets` under the outlet's domain; `passages` are what the
    reports of a story share.
    """

    annotations: Mapping[str, Annotations] = field(default_factory=dict)
    leans: Mapping[str, Lean] = field(default_factory=dict)
    outlets: Mapping[str, Outlet] = field(default_factory=dict)
    passages: tuple[Passage, ...] = ()
    settings: Settings = field(default_factory=Settings)

    def of(self, article: Article) -> Annotations:
        """The article's annotations.

        Raises:
            LensError: there are none for this version.
        """
        found = self.annotations.get(article.id)
        if found is None or found.version != article.version:
            raise LensError("has no annotations for this version", where=article.id)
        return found


@runtime_checkable
class Lens(Protocol):
    """A way of looking.

    `needs` names fields of `Annotations` ("sentences") or of `LensContext` ("leans", "outlets", "passages"); the pipeline
    loads just those. `languages` are ISO 639-1 codes that it reads; empty means any.
    """

    name: str
    version: str
    subjects: frozenset[SubjectKind]
    needs: frozenset[str]
    languages: frozenset[str]

    def find(self, subject: Subject, context: LensContext) -> Result:
        """What the lens sees in the subject. Pure: the same input gives the same output."""
        ...


def kind_of(subject: Subject) -> SubjectKind:
    """Which kind of subject it is."""
    if isinstance(subject, Article):
        return "article"
    return "story" if isinstance(subject, Story) else "period"


def articles_of(subject: Subject) -> tuple[Article, ...]:
    """Every article that the subject holds."""
    if isinstance(subject, Article):
        return (subject,)
    if isinstance(subject, Story):
        return subject.articles
    return tuple(article for story in subject.stories for article in story.articles)


def apply(lens: Lens, subject: Subject, context: LensContext) -> Result:
    """Run a lens and check every span it cites against its text; abstains for it on languages it does not know.

    Raises:
        LensError: the lens cites words that do not stand in the text, or does not read this kind of subject.
    """
    if kind_of(subject) not in lens.subjects:
        raise LensError(f"does not read a {kind_of(subject)}", where=lens.name)
    articles = articles_of(subject)
    foreign = [a for a in articles if not reads(lens, a)]
    if foreign and len(foreign) == len(articles):
        known = ", ".join(sorted(lens.languages))
        languages = ", ".join(sorted({a.language or "unknown" for a in foreign}))
        return Result(
            abstentions=(Abstain(lens=lens.name, reason=f"the text is in language {languages}; this lens reads {known}"),)
        )
    result = lens.find(subject, context)
    texts = {(a.id, a.version): a for a in articles}
    for finding in result.findings:
        if finding.lens != lens.name:
            raise LensError(f"gave a finding in the name of {finding.lens}", where=lens.name)
        for span in finding.evidence:
            _check(span, texts.get((span.article, span.version)), lens.name)
        for absence in finding.absences:
            if absence.nearest:
                _check(absence.nearest, texts.get((absence.article, absence.version)), lens.name)
    return result


def reads(lens: Lens, article: Article) -> bool:
    """Whether the lens knows the article's language; a text too short to tell is read."""
    if not lens.languages or article.language in lens.languages or article.language is None:
        return True
    return len(article.text.split()) < SHORTEST_FOR_LANGUAGE


def _check(span: Span, article: Article | None, lens: str) -> None:
    try:
        same = article is not None and article.span(span.start, span.end, span.part).text == span.text
    except SpanError:
        same = False
    if not same:
        raise LensError(f"cites words that do not stand in {span.article} at {span.start} to {span.end}", where=lens)


@cache
def load_lenses() -> tuple[Lens, ...]:
    """Every installed lens, by name: entry points of the group `sidelight.lenses`.

    Raises:
        LensError: an entry point that gives no lens, or two lenses of one name.
    """
    found: dict[str, Lens] = {}
    for entry in entry_points(group=_GROUP):
        lens = _load(entry)
        if lens.name in found:
            raise LensError("is installed twice", where=lens.name)
        found[lens.name] = lens
    return tuple(found[name] for name in sorted(found))


@cache
def installed_lenses() -> tuple[tuple[str, str], ...]:
    """Name and version of every installed lens that did not ship with Sidelight, and the names of those that did.

    Those have no version here, and are not loaded for it: to know whether a kept breakdown still holds, a digest of the code
    says more of them, and loading all lenses costs a command a quarter of a second.

    Raises:
        LensError: an entry point that gives no lens.
    """
    found = []
    for entry in entry_points(group=_GROUP):
        if entry.value.startswith("sidelight."):
            found.append((entry.name, ""))
        else:
            lens = _load(entry)
            found.append((lens.name, lens.version))
    return tuple(sorted(found))


def _load(entry: EntryPoint) -> Lens:
    lens = entry.load()
    if not isinstance(lens, Lens):
        raise LensError("is not a lens: it lacks name, version, subjects, needs, languages or find", where=entry.name)
    return lens
