"""A few lines that say what there is in a breakdown, counted, without a verdict."""

from collections import Counter

from sidelight.text.tokens import words
from sidelight.types import Annotations, Article, AttributionData, CheckData, Finding, LoadedData, Story


def overview_of(subject: Article | Story, findings: tuple[Finding, ...], annotations: tuple[Annotations, ...]) -> tuple[str, ...]:
    """One line each on length, voices, wording and figures; a line only where there is something to count."""
    if isinstance(subject, Story):
        return _story(subject, [f for f in findings if f.displayed])
    shown = [f for f in findings if f.displayed]
    lines = [_length(subject, annotations), _voices(shown), _wording(shown, findings), _figures(shown)]
    return tuple(line for line in lines if line)


def _story(story: Story, shown: list[Finding]) -> tuple[str, ...]:
    """How many reports, how many of them independent, and how many facts are told by all, by several, by one alone."""
    reports = len(story.articles)
    outlets = len({a.outlet for a in story.articles if a.outlet})
    copies = reports - len(story.independent) if story.independent else 0
    by = f" by {_plural(outlets, 'outlet')}" if outlets else ""
    lines = [f"{_plural(reports, 'report')}{by}" + (f"; {copies} of them copied from another." if copies else ".")]
    told = [len({e.article for e in f.evidence}) for f in shown if f.kind == "fact"]
    if told and reports > 1:
        counts = (sum(n == reports for n in told), sum(1 < n < reports for n in told), sum(n == 1 for n in told))
        names = ("told by all", "by several but not all", "by one alone")
        lines.append(
            f"{_plural(len(told), 'fact')}: " + ", ".join(f"{n} {name}" for n, name in zip(counts, names, strict=True) if n) + "."
        )
    return tuple(lines)


def _length(article: Article, annotations: tuple[Annotations, ...]) -> str:
    sentences = [s for a in annotations for s in a.sentences or ()]
    body = [s for s in sentences if s.body]
    if not body:
        return "Only a title is known." if not article.text else ""
    count = sum(len(words(article.text, s.start, s.end)) for s in body)
    aside = len(sentences) - len(body)
    rest = f"; {_plural(aside, 'more sentence')} set aside as credits, promotion or prompts" if aside else ""
    return f"{_plural(count, 'word')} in {_plural(len(body), 'sentence')}{rest}."


def _voices(shown: list[Finding]) -> str:
    said = [f.data for f in shown if isinstance(f.data, AttributionData)]
    if not said:
        return ""
    speakers = Counter(d.speaker for d in said if d.speaker)
    direct = sum(d.direct for d in said)
    nobody = sum(d.speaker is None for d in said)
    heard = ", ".join(f"{name} ({n})" for name, n in speakers.most_common(4))
    more = len(speakers) - 4
    parts = [f"{_plural(len(said), 'statement')} by others, {direct} in quotation marks"]
    if heard:
        parts.append(f"heard: {heard}" + (f" and {more} more" if more > 0 else ""))
    if nobody:
        parts.append(f"{nobody} by nobody who is named")
    return "; ".join(parts) + "."


def _wording(shown: list[Finding], findings: tuple[Finding, ...]) -> str:
    every = sum(isinstance(f.data, LoadedData) for f in findings)
    loaded = sum(isinstance(f.data, LoadedData) for f in shown)
    if not every:
        return ""
    if not loaded:
        return f"No wording stands out as loaded in the outlet's own voice ({_plural(every, 'sentence')} read)."
    return f"Loaded wording in the outlet's own voice in {loaded} of {_plural(every, 'sentence')}."


def _figures(shown: list[Finding]) -> str:
    checks = [f.data for f in shown if isinstance(f.data, CheckData)]
    if not checks:
        return ""
    told = [
        (sum(d.verdict == "off" for d in checks), "off"),
        (sum(d.verdict == "holds" for d in checks), "right"),
        (sum(d.verdict == "cannot-tell" for d in checks), "that cannot be checked"),
        (sum(d.verdict is None for d in checks), "worked out for the reader"),
    ]
    parts = ", ".join(f"{n} {name}" for n, name in told if n)
    return f"{_plural(len(checks), 'relation')} between figures recomputed: {parts}."


def _plural(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"
