"""A breakdown as JSON: the contract of the command line and the pages (`schema.json` beside this file)."""

import dataclasses
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sidelight.types import Annotations, Article, Breakdown, Failure, Finding, Measure, Provenance, Span, Story, StoryStep

_RENAMED = {"principal": "for"}
"""Names that cannot be fields in Python, as they are printed."""


def to_json(breakdown: Breakdown, *, everything: bool = False) -> dict[str, Any]:
    """The breakdown as plain JSON values; `everything` adds what lies below the display threshold, and the annotations."""
    subject = breakdown.subject
    head = {"article": article_json(subject)} if isinstance(subject, Article) else {"story": _story(subject)}
    shown = breakdown.findings if everything else breakdown.displayed
    out = head | {
        "overview": list(breakdown.overview),
        "findings": [_finding(f) for f in shown],
        "abstentions": [{"lens": a.lens, "reason": a.reason} for a in breakdown.abstentions],
        "provenance": _provenance(breakdown.provenance),
    }
    if everything and isinstance(subject, Article):
        out["annotations"] = _annotations(breakdown.annotations[0])
    return out


def with_saga(made: dict[str, Any], saga: Iterable[StoryStep]) -> dict[str, Any]:
    """A story's breakdown as JSON values, with the stories before and after it."""
    steps = [dataclasses.asdict(s) | {"first_seen": s.first_seen.isoformat() if s.first_seen else None} for s in saga]
    return made | {"story": made["story"] | {"saga": [step | {"names": list(step["names"])} for step in steps]}}


def to_line(breakdown: Breakdown, *, everything: bool = False) -> str:
    """The same as one line of JSONL."""
    return json.dumps(to_json(breakdown, everything=everything), ensure_ascii=False, separators=(",", ":"))


def failure_line(failure: Failure) -> str:
    """An input that failed, as its line of JSONL."""
    return json.dumps({"id": failure.id, "error": failure.error}, ensure_ascii=False)


def article_json(article: Article) -> dict[str, Any]:
    """The article with its text; what it does not have is null or empty."""
    return {
        "id": article.id,
        "version": article.version,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "authors": list(article.authors),
        "published": _day(article) if article.published else None,
        "language": article.language,
        "text": article.text,
        "blocks": [{"kind": b.kind, "start": b.start, "end": b.end} for b in article.blocks],
        "asides": [{"kind": a.kind, "text": a.text} for a in article.asides],
        "links": [{"url": link.url, "text": link.text} for link in article.links],
    }


def _day(article: Article) -> str:
    assert article.published is not None
    return article.published.date().isoformat() if article.published_day_only else article.published.isoformat()


def _story(story: Story) -> dict[str, Any]:
    return {"id": story.id, "title": story.title, "articles": [article_json(a) for a in story.articles]}


def _finding(finding: Finding) -> dict[str, Any]:
    out: dict[str, Any] = {
        "lens": finding.lens,
        "kind": finding.kind,
        "statement": finding.statement,
        "probability": None if finding.probability is None else round(finding.probability, 4),
        "evidence": [_span(s) for s in finding.evidence],
        "measures": [_measure(m) for m in finding.measures],
        "data": _plain(finding.data) if finding.data is not None else {},
        "displayed": finding.displayed,
    }
    if finding.count:
        out["count"] = {"value": finding.count.value, "of": finding.count.of, "what": finding.count.what}
    if finding.absences:
        out["absences"] = [
            {"article": a.article, "nearest": _nearest(a.nearest), "score": round(a.score, 4), "method": a.method}
            for a in finding.absences
        ]
    return out


def _span(span: Span) -> dict[str, Any]:
    return {
        "article": span.article,
        "version": span.version,
        "part": span.part,
        "start": span.start,
        "end": span.end,
        "text": span.text,
    }


def _nearest(span: Span | None) -> dict[str, Any] | None:
    return None if span is None else {"start": span.start, "end": span.end, "text": span.text}


def _measure(measure: Measure) -> dict[str, Any]:
    interval = list(measure.interval) if measure.interval else None
    return {"name": measure.name, "value": measure.value, "unit": measure.unit, "n": measure.n, "interval": interval}


def _provenance(provenance: Provenance) -> dict[str, Any]:
    return {
        "sidelight": provenance.sidelight,
        "lenses": dict(provenance.lenses),
        "settings": provenance.settings,
        "models": dict(provenance.models),
        "inputs": provenance.inputs,
        "failed": [{"id": f.id, "error": f.error} for f in provenance.failed],
    }


def _annotations(annotations: Annotations) -> dict[str, Any]:
    return {
        "sentences": [[s.start, s.end] for s in annotations.sentences or ()],
        "names": [{"start": n.start, "end": n.end, "type": n.type, "who": n.name} for n in annotations.names or ()],
    }


def _plain(value: Any) -> Any:
    """Dataclasses, tuples and times as JSON has them; probabilities and results keep six digits."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {_RENAMED.get(f.name, f.name): _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, datetime):
        return value.isoformat()
    return float(f"{value:.6g}") if isinstance(value, float) else value
