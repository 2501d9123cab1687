"""Findings of all lenses become one breakdown: ordered, with an overview and with what made it."""

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping
from importlib.metadata import version

from sidelight.breakdown.overview import overview_of
from sidelight.config import Settings
from sidelight.resources.load import manifest
from sidelight.types import Annotations, Article, Breakdown, Failure, Finding, Provenance, Result, Story


def assemble(
    subject: Article | Story,
    results: Mapping[str, Result],
    annotations: tuple[Annotations, ...],
    lenses: Mapping[str, str],
    settings: Settings,
    failed: tuple[Failure, ...] = (),
    inputs: str | None = None,
) -> Breakdown:
    """One breakdown of what the lenses (name → version) saw: the displayed first, of these the most telling.

    `inputs` is the digest of all that it rests on; that of the subject and the lenses where it is not given.
    """
    findings = tuple(sorted((f for r in results.values() for f in r.findings), key=_order))
    abstentions = tuple(a for _, r in sorted(results.items()) for a in r.abstentions)
    return Breakdown(
        subject=subject,
        overview=overview_of(subject, findings, annotations),
        findings=findings,
        abstentions=abstentions,
        provenance=_provenance(subject, lenses, settings, failed, inputs),
        annotations=annotations,
    )


def _order(finding: Finding) -> tuple[bool, float, int, str, str]:
    first = min((span.start for span in finding.evidence), default=0)
    return (not finding.displayed, -finding.telling, first, finding.lens, finding.statement)


def inputs_digest(articles: Iterable[Article], lenses: Mapping[str, str], settings: Settings, known: object = None) -> str:
    """What a breakdown's provenance names as its inputs: the same digest, the same breakdown.

    `lenses` are names and versions; `known` is what they were told beside the texts, as plain values.
    """
    made_from = [[a.id, a.version, a.title, a.language] for a in articles]
    made_by = [sorted(lenses.items()), _digest(dataclasses.asdict(settings)), models(), version("sidelight")]
    return _digest([made_from, *made_by] if known is None else [made_from, *made_by, known])


def models() -> tuple[tuple[str, str], ...]:
    """Path and hash of each shipped file that what is found rests on."""
    held = manifest().items()
    return tuple((path, entry["sha256"]) for path, entry in sorted(held) if path.startswith(("model/", "lexicons/")))


def _provenance(
    subject: Article | Story, lenses: Mapping[str, str], settings: Settings, failed: tuple[Failure, ...], inputs: str | None
) -> Provenance:
    articles = (subject,) if isinstance(subject, Article) else subject.articles
    return Provenance(
        sidelight=version("sidelight"),
        lenses=tuple(sorted(lenses.items())),
        settings=_digest(dataclasses.asdict(settings)),
        models=models(),
        inputs=inputs or inputs_digest(articles, lenses, settings),
        failed=failed,
    )


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()[:16]
