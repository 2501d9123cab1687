"""Words of the outlets' own voice that part the sides: log-odds ratios with an informative Dirichlet prior.

Method: Monroe, Colaresi and Quinn 2008, "Fightin' Words"; the prior is the wording of all the story's reports.
"""

import dataclasses
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sidelight.lens import LensContext, Subject, SubjectKind
from sidelight.resources.load import language_pack
from sidelight.stats.sides import side_of
from sidelight.text.pack import LanguagePack
from sidelight.text.tokens import Token, words
from sidelight.types import Abstain, Annotations, Article, Finding, Measure, Result, Span, Story
from sidelight.types.story_data import SideUse, WordData

NAME = "wording"
FEWEST_OUTLETS = 2
"""On each side; and so many of a side's outlets must use a word before it is theirs."""

SHOWN_FROM, KEPT_FROM = 1.64, 1.0
"""Standard errors from which a word is shown, and kept. One story is small: such a word describes its reports alone."""

FEWEST_USES = 3
PRIOR_SHARE = 0.2
"""The prior weighs a fifth of the words of both sides: the largest z for words that only one side uses (2026-11)."""


@dataclass(slots=True)
class _Side:
    outlets: set[str] = field(default_factory=set)
    words: int = 0
    uses: dict[str, list[Span]] = field(default_factory=dict)
    users: dict[str, set[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WordingLens:
    """One finding of kind "word" for every word that parts the sides; its spans are all the uses on both."""

    name: str = NAME
    version: str = "1"
    subjects: frozenset[SubjectKind] = frozenset({"story"})
    needs: frozenset[str] = frozenset({"sentences", "voices", "leans"})
    languages: frozenset[str] = frozenset({"en"})

    def find(self, subject: Subject, context: LensContext) -> Result:
        """Words by falling z; abstains where a side has fewer than two outlets, or no word parts them."""
        if not isinstance(subject, Story):
            return Result()
        sides = _sides(subject, context)
        counts = sorted(len(side.outlets) for side in sides.values())
        if counts[0] < FEWEST_OUTLETS:
            reason = f"the sides have {counts[0]} and {counts[1]} outlets with a report here; two on each would be enough"
            return Result(abstentions=(Abstain(lens=NAME, reason=reason),))
        found = [_finding(data, spans) for data, spans in _parting(sides)]
        if not found:
            size = sum(side.words for side in sides.values())
            reason = f"no word parts the sides beyond chance in their {size} words; more reports would show smaller differences"
            return Result(abstentions=(Abstain(lens=NAME, reason=reason),))
        return Result(findings=tuple(sorted(found, key=_order)))

    def mirrored(self, result: Result) -> Result:
        """What the lens says when left and right are exchanged."""
        turned = [_finding(_turn(f.data), f.evidence) for f in result.findings if isinstance(f.data, WordData)]
        return dataclasses.replace(result, findings=tuple(sorted(turned, key=_order)))


def _sides(story: Story, context: LensContext) -> Mapping[str, _Side]:
    """Words, uses and outlets of each side; only independent reports, so that one text counts once."""
    sides = {"left": _Side(), "right": _Side()}
    pack = language_pack("en")
    own = set(story.independent) or {a.id for a in story.articles}
    for article in sorted(story.articles, key=lambda a: a.id):
        lean = context.leans.get(article.outlet or "")
        side = sides.get(side_of(lean) or "") if lean else None
        if side is None or article.id not in own or not article.text or article.language not in ("en", None):
            continue
        assert article.outlet is not None
        side.outlets.add(article.outlet)
        for run in _own_words(article, context.of(article)):
            side.words += len(run)
            for term, start, end in _terms(run, pack):
                side.uses.setdefault(term, []).append(article.span(start, end))
                side.users.setdefault(term, set()).add(article.outlet)
    return sides


def _own_words(article: Article, known: Annotations) -> Iterable[list[Token]]:
    """Runs of words in the outlet's own voice; a source's words end a run."""
    voices = list(known.voices or ())
    place = 0
    for sentence in known.sentences or ():
        if not sentence.body:
            continue
        while place < len(voices) and voices[place].end <= sentence.start:
            place += 1
        run: list[Token] = []
        ahead = place
        for token in words(article.text, sentence.start, sentence.end):
            while ahead < len(voices) and voices[ahead].end <= token.start:
                ahead += 1
            if ahead < len(voices) and voices[ahead].start < token.end:
                yield run
                run = []
            else:
                run.append(token)
        yield run


def _terms(run: Sequence[Token], pack: LanguagePack) -> Iterable[tuple[str, int, int]]:
    """Words that mean something, alone and two in a row, lower case without a possessive ending."""
    bare = [t.text.lower().replace("’", "'").removesuffix("'s") for t in run]
    heavy = [
        len(w) > 2 and w[0].isalpha() and w not in pack.words["fact_light"] and w not in pack.values["month_numbers"]
        for w in bare
    ]
    for token, word, counts in zip(run, bare, heavy, strict=True):
        if counts:
            yield word, token.start, token.end
    for (i, one), (j, other) in pairwise(enumerate(run)):
        if heavy[i] and heavy[j] and other.start - one.end == 1:
            yield f"{bare[i]} {bare[j]}", one.start, other.end


def _parting(sides: Mapping[str, _Side]) -> Iterable[tuple[WordData, tuple[Span, ...]]]:
    """Words whose odds differ by enough standard errors, and that enough of the side's outlets use."""
    left, right = sides["left"], sides["right"]
    pooled = Counter({t: len(s) for t, s in left.uses.items()}) + Counter({t: len(s) for t, s in right.uses.items()})
    for term in sorted(t for t, n in pooled.items() if n >= FEWEST_USES):
        one, other = _use(left, term), _use(right, term)
        z = _z(one, other)
        side = left if z > 0 else right
        if abs(z) >= KEPT_FROM and len(side.users.get(term, ())) >= FEWEST_OUTLETS:
            spans = (*left.uses.get(term, ()), *right.uses.get(term, ()))
            where = sorted(spans, key=lambda s: (s.article, s.start))
            yield WordData(word=term, side="left" if z > 0 else "right", z=abs(z), left=one, right=other), tuple(where)


def _use(side: _Side, term: str) -> SideUse:
    return SideUse(
        uses=len(side.uses.get(term, ())), words=side.words, outlets=len(side.users.get(term, ())), of=len(side.outlets)
    )


def _z(left: SideUse, right: SideUse) -> float:
    """The log-odds ratio in standard errors (equations 15 to 22 of the paper), positive where the left uses the word more."""
    size = PRIOR_SHARE * (left.words + right.words)
    prior = PRIOR_SHARE * (left.uses + right.uses)
    one, other = left.uses + prior, right.uses + prior
    odds = math.log(one / (left.words + size - one)) - math.log(other / (right.words + size - other))
    return odds / math.sqrt(1 / one + 1 / other)


def _finding(data: WordData, spans: tuple[Span, ...]) -> Finding:
    ours, theirs = (data.left, data.right) if data.side == "left" else (data.right, data.left)
    other = "right" if data.side == "left" else "left"
    there = f"{_times(theirs.uses)} in {theirs.outlets} of {theirs.of}" if theirs.uses else f"never in the {theirs.of}"
    return Finding(
        lens=NAME,
        kind="word",
        statement=(
            f"“{data.word}” stands {_times(ours.uses)} in the own voice of {ours.outlets} of {ours.of} outlets of the {data.side}"
            f" ({ours.words:,} words) and {there} of the {other} ({theirs.words:,} words)."
        ),
        evidence=spans,
        measures=(Measure(name="z", value=data.z, unit="standard errors", n=ours.uses + theirs.uses),),
        data=data,
        displayed=data.z >= SHOWN_FROM,
        telling=min(0.7, 0.4 + 0.05 * data.z),
    )


def _times(uses: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(uses, f"{uses} times")


def _turn(data: WordData) -> WordData:
    side = data.side
    return dataclasses.replace(data, side="right" if side == "left" else "left", left=data.right, right=data.left)


def _order(finding: Finding) -> tuple[float, str]:
    assert isinstance(finding.data, WordData)
    return -finding.data.z, finding.data.word


lens = WordingLens()
