"""Who is heard: each attribution with its speaker, and how the attributed words are shared out."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from sidelight.lens import LensContext, Subject, SubjectKind
from sidelight.resources.load import language_pack
from sidelight.types import Abstain, Article, Attribution, AttributionData, Count, Finding, Measure, Range, Result

NAME = "voices"

SHOWN_FROM = 0.8
"""Probability from which an attribution is shown: 91% right on PolNeAR's training part, cross-validated, 2026-11."""

QUOTED_SHOWN_FROM = 0.6
"""The same for contents that hold a quote of some length.

Of 18 between 0.6 and 0.8 on PolNeAR's development part 13 are right, 2026-11.
"""

FEWEST_FOR_SHARES = 4
LONG_QUOTATION = 12
"""Words from which a quotation that nobody is shown to have said makes shares misleading."""

_EXCERPT = 150
_QUOTE = re.compile(r"[“\"«][^”\"»]*[”\"»]?")
MOSTLY = 0.6
"""Share of a content's characters in quotation marks from which a wish or a stance is told in the speaker's own words."""

_TOGETHER = re.compile(r"[A-Z][\w.’'-]*,? (?:and|&) (?:[A-Z]|others?\b|h(?:is|er)\b|their\b)")
"""A source that names several: “Lind and Ruiz”, “Lind and her allies”; nobody of them is the speaker."""

_PRONOUNS = frozenset({"he", "her", "him", "his", "it", "its", "she", "their", "them", "they"})
_LONG_QUOTE = re.compile(r"[“\"«][^”\"»]{25,}")
_TELLING = {("quoted", True): 0.55, ("partly", True): 0.5, ("reported", True): 0.4}
_TELLING_UNNAMED = {"quoted": 0.45, "partly": 0.42, "reported": 0.35}
_MANNER = {"quoted": "quoted", "partly": "partly quoted", "reported": "in the outlet's words"}

Manner = Literal["quoted", "partly", "reported"]


@dataclass(frozen=True, slots=True)
class VoicesLens:
    """One finding of kind "attribution" for each; one of "shares" where four are shown and no long quotation is left over."""

    name: str = NAME
    version: str = "1"
    subjects: frozenset[SubjectKind] = frozenset({"article"})
    needs: frozenset[str] = frozenset({"sentences", "attributions"})
    languages: frozenset[str] = frozenset({"en"})

    def find(self, subject: Subject, context: LensContext) -> Result:
        """Findings in the text's order, the shares last; abstains where nobody is reported."""
        if not isinstance(subject, Article):
            return Result()
        if not subject.text:
            reason = "only a title is known; a text that reports what somebody says would be enough"
            return Result(abstentions=(Abstain(lens=NAME, reason=reason),))
        attributions = context.of(subject).attributions or ()
        if not attributions:
            reason = "nobody is quoted or reported in the text; one attribution would be enough"
            return Result(abstentions=(Abstain(lens=NAME, reason=reason),))
        shown = [a for a in attributions if _displayed(subject, a)]
        told = len(shown) >= FEWEST_FOR_SHARES and not _unheard(subject, attributions, shown)
        shares = (_shares(subject, shown),) if told else ()
        return Result(findings=(*(_finding(subject, a) for a in attributions), *shares))


def _displayed(article: Article, attribution: Attribution) -> bool:
    """Whether it is sure enough, somebody's, not the writer's own, and said: a wish, a stance or a silence is no statement."""
    if not attribution.source or attribution.probability is None or attribution.speaker_kind == "author":
        return False
    cue = _cue_words(article, attribution)
    if _denied(cue) or (attribution.speaker is None and _relative(article, attribution)):
        return False
    content = " ".join(_words(article, r) for r in attribution.content)
    unspoken = _unspoken(cue)
    if _LONG_QUOTE.search(content):
        mostly = sum(len(m[0]) for m in _QUOTE.finditer(content)) >= MOSTLY * len(content)
        return attribution.probability >= QUOTED_SHOWN_FROM and (mostly or not unspoken)
    return attribution.probability >= SHOWN_FROM and not unspoken


def _cue_words(article: Article, attribution: Attribution) -> list[str]:
    return [word for place in attribution.cue for word in _words(article, place).lower().split()]


def _unspoken(cue: list[str]) -> bool:
    """Whether the cue tells what somebody holds, does, might say or did not say ("wants", "is wary of", "declined")."""
    held = language_pack("en").words["unspoken_cues"]
    said = cue[:-1] if cue[-1:] == ["to"] else cue  # “responded to”, “according to”; but “to say” is not said
    return any(word in held for word in said)


def _denied(cue: list[str]) -> bool:
    """“did not say “…””, “quoted a poet: “…””: the words are not the source's, though they are quoted."""
    lists = language_pack("en").words
    denials = lists["denying_words"] | lists["borrowing_words"]
    return any(word in denials for word in cue)


def _relative(article: Article, attribution: Attribution) -> bool:
    return all(_words(article, r).lower() in ("who", "which", "that", "whom") for r in attribution.source)


def _finding(article: Article, attribution: Attribution) -> Finding:
    manner = _manner(article, attribution)
    named = attribution.speaker is not None
    ranges = (*attribution.content, *attribution.source, *attribution.cue)
    return Finding(
        lens=NAME,
        kind="attribution",
        statement=_statement(article, attribution, manner),
        evidence=tuple(article.span(start, end) for start, end in ranges),
        probability=attribution.probability,
        data=AttributionData(
            speaker=attribution.speaker,
            speaker_kind=attribution.speaker_kind,
            principal=attribution.principal,
            direct=attribution.direct,
            source=attribution.source,
            cue=attribution.cue,
            content=attribution.content,
        ),
        displayed=_displayed(article, attribution),
        telling=_TELLING[manner, True] if named else _TELLING_UNNAMED[manner],
    )


def _statement(article: Article, attribution: Attribution, manner: Manner) -> str:
    """One line. What is not all quoted needs its verb to be understood: “hailed, partly quoted: the plan as …”."""
    cue = " ".join(_words(article, r) for r in attribution.cue)
    verb = manner != "quoted" and cue[:1].isalpha() and cue.lower() != "according to" and attribution.source < attribution.cue
    said = f" {cue}" if verb else ""
    return f"{_who(article, attribution)}{said}, {_MANNER[manner]}: {_excerpt(article, attribution.content)}"


def _manner(article: Article, attribution: Attribution) -> Manner:
    if attribution.direct:
        return "quoted"
    return "partly" if any(mark in _words(article, r) for r in attribution.content for mark in '“"«„') else "reported"


def _who(article: Article, attribution: Attribution) -> str:
    """The speaker, with whom he speaks for; where nobody can be named, the source as the text has it."""
    if attribution.speaker:
        spoken_for = f" (for {attribution.principal})" if attribution.principal else ""
        return f"{attribution.speaker}{spoken_for}"
    printed = " … ".join(_words(article, r) for r in attribution.source)
    if not printed:
        return "Somebody the text does not name"
    capital = printed[0].upper() + printed[1:]
    known = attribution.principal
    if known and known not in printed:
        return f"{capital} (for {known}; unnamed)"
    if _TOGETHER.search(printed):
        return f"{capital} (speaking together)"
    return f"{capital} (who is meant stays open)" if printed.lower() in _PRONOUNS else f"{capital} (unnamed)"


def _excerpt(article: Article, content: tuple[Range, ...]) -> str:
    """The content on one line, cut at a word."""
    line = " … ".join(_words(article, r) for r in content)
    if len(line) <= _EXCERPT:
        return line
    cut = line[:_EXCERPT].rsplit(" ", 1)[0].rstrip(" ,;:—-")
    opened = cut.count("“") > cut.count("”")
    return f"{cut} …{'”' if opened else ''}"


def _of_nobody(unnamed: int, shown: int) -> str:
    return f"; {unnamed} of {shown} statements are by nobody who can be named" if unnamed else ""


def _words(article: Article, place: Range) -> str:
    return " ".join(article.text[place[0] : place[1]].split())


def _shares(article: Article, shown: list[Attribution]) -> Finding:
    """How the words of the shown statements are shared among those who can be named; a word in two contents counts once."""
    words: Counter[str] = Counter()
    taken: list[Range] = []
    for attribution in sorted(shown, key=lambda a: sum(e - s for s, e in a.content)):
        for start, end in attribution.content:
            words[attribution.speaker or ""] += sum(len(article.text[s:e].split()) for s, e in _free(taken, start, end))
            taken.append((start, end))
    whole = sum(words.values())
    unnamed = sum(a.speaker is None for a in shown)
    order = sorted((w for w in words if w), key=lambda name: (-words[name], name))
    measures = [Measure(name=name, value=words[name] / whole, unit="share", n=words[name]) for name in order]
    if words[""]:
        measures.append(Measure(name="not named", value=words[""] / whole, unit="share", n=words[""]))
    heard = ", ".join(f"{name} {words[name] / whole:.0%}" for name in order[:4])
    others = f" and {len(order) - 4} more" if len(order) > 4 else ""
    who = f": {heard}{others}" if heard else ""
    return Finding(
        lens=NAME,
        kind="shares",
        statement=f"Of the {len(shown)} statements found, {whole} words{who}{_of_nobody(unnamed, len(shown))}.",
        count=Count(value=unnamed, of=len(shown), what="attributions by nobody that can be named"),
        measures=tuple(measures),
        displayed=False,  # a sum of all that went wrong below it: 3 of 10 were right on 20 unseen articles, 2026-11
        telling=0.3,
    )


def _free(taken: list[Range], start: int, end: int) -> list[Range]:
    """The parts of a stretch that no content counted before holds."""
    free, at = [], start
    for s, e in sorted(taken):
        if e > at and s < end:
            if s > at:
                free.append((at, s))
            at = max(at, e)
    return [*free, (at, end)] if at < end else free


def _unheard(article: Article, attributions: tuple[Attribution, ...], shown: list[Attribution]) -> bool:
    """Whether long quotations stand in the text that no shown statement holds: then shares would mislead."""
    held = [r for a in shown for r in a.content]
    lost = [r for a in attributions if a.direct for r in a.content if not any(s < r[1] and r[0] < e for s, e in held)]
    return any(len(article.text[s:e].split()) >= LONG_QUOTATION for s, e in lost)


lens = VoicesLens()
