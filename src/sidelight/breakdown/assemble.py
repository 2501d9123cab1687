"""Findings of all lenses become one breakdown: ordered, with an overview and with what made it."""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
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
) -> Breakdown:
    """One breakdown of what the lenses (name → version) saw: the displayed first, of these the most telling."""
    findings = tuple(sorted((f for r in results.values() for f in r.findings), key=_order))
    abstentions = tuple(a for _, r in sorted(results.items()) for a in r.abstentions)
    return Breakdown(
        subject=subject,
        overview=overview_of(subject, findings, annotations),
        findings=findings,
        abstentions=abstentions,
        provenance=_provenance(subject, lenses, settings, failed),
        annotations=annotations,
    )


def _order(finding: Finding) -> tuple[bool, float, int, str, str]:
    first = min((span.start for span in finding.evidence), default=0)
    return (not finding.displayed, -finding.telling, first, finding.lens, finding.statement)


def _provenance(
    subject: Article | Story, lenses: Mapping[str, str], settings: Settings, failed: tuple[Failure, ...]
) -> Provenance:
    articles = (subject,) if isinstance(subject, Article) else subject.articles
    models = tuple(
        (path, entry["sha256"]) for path, entry in sorted(manifest().items()) if path.startswith(("model/", "lexicons/"))
    )
    settings_digest = _digest(dataclasses.asdict(settings))
    made_from = [[a.id, a.version, a.title, a.language] for a in articles]
    return Provenance(
        sidelight=version("sidelight"),
        lenses=tuple(sorted(lenses.items())),
        settings=settings_digest,
        models=models,
        inputs=_digest([made_from, sorted(lenses.items()), settings_digest, models, version("sidelight")]),
        failed=failed,
    )


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()[:16]
