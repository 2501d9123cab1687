"""Words for a share beside the share itself: "nearly all (96%)", "a majority, 52%", "most (62 percent)"."""

import re
from collections.abc import Iterator

from sidelight.lenses.figures.checks import Check, place
from sidelight.lenses.figures.passage import Passage, content, moved, of_kind
from sidelight.lenses.figures.slots import WORD
from sidelight.lenses.figures.wording import number, percent, said
from sidelight.types import Figure

_RANGES = (
    (r"(?:nearly|almost|virtually|practically)\s(?:all|everyone|everybody)|(?:almost|nearly)\severy", 0.88, 1.0, "nearly all"),
    (r"(?:vast|overwhelming|huge|lopsided)\smajority", 0.62, 1.0, "a large majority"),
    (r"(?:slim|slight|narrow|bare|thin|small|razor-thin)\smajority", 0.5, 0.585, "a slim majority"),
    (r"majority|most", 0.5, 1.0, "more than half"),
    (r"minority", 0.0, 0.5, "less than half"),
)
_BESIDE = r"(?:\s\(|,\sor\s|,\s|\s[—–-]+\s|[—–])(?:or\s|about\s|some\s|fully\s|nearly\s|roughly\s|just\s)?"
_WORDS = re.compile("|".join(f"(?P<w{k}>{words})" for k, (words, *_) in enumerate(_RANGES)), re.IGNORECASE)
_OF = re.compile(rf"^(?:\sof)?(?:\s(?!by\b|to\b|from\b|with\b|leader\b|whip\b|party\b){WORD}){{0,7}}?{_BESIDE}$", re.IGNORECASE)
_CLOSED = re.compile(r"^\s?[),;—–.]|^\s-|^\sof\b")
_AFTER = re.compile(rf"^(?:\s\(|,\sor\s|,\s|\s[—–-]+\s)(?:an?\s|the\s)?{_WORDS.pattern}", re.IGNORECASE)


def quantified(where: Passage) -> Iterator[Check]:
    """A word for a share that a bracket, a dash or a comma lays beside a percentage. Told where it holds."""
    for k, here in where.held.items():
        shares = of_kind(here, "P")
        if not shares:
            continue
        for m in _WORDS.finditer(where.source, where.sentences[k].start, where.sentences[k].end):
            if re.search(r"\w[-\s](?:least|the\svery|at)\s$", where.source[max(0, m.start() - 12) : m.start()]):
                continue
            exact = next((f for f in shares if f.start >= m.end()), None)
            if exact is None:
                continue
            reach = exact.start if not exact.hedge else _reach(where, exact)
            if (
                re.search(r"\d", where.source[m.end() : reach])
                or not _OF.match(where.source[m.end() : reach])
                or not _CLOSED.match(where.behind(exact))
            ):
                continue
            if check := _check(where, m, exact):
                yield check


def _reach(where: Passage, figure: Figure) -> int:
    at = where.ahead(figure).lower().rfind(figure.hedge or "")
    return figure.start - (len(where.ahead(figure)) - at) if at >= 0 else figure.start


def _check(where: Passage, m: re.Match[str], exact: Figure) -> Check | None:
    index = next(k for k in range(len(_RANGES)) if m[f"w{k}"])
    _, low, high, meaning = _RANGES[index]
    share = exact.value / 100
    if not low < share <= high + 1e-9:
        return None
    return Check(
        relation="restatement",
        claim=m.span(),
        operands=(exact,),
        formula=f"{meaning}: {number(100 * low, 'percent')} to {number(100 * high, 'percent')}",
        computed=share,
        stated=max(low, 0.0),
        verdict="holds",
        statement=f"The text calls {said(where, exact, hedge=True)} “{m[0].lower()}”: that holds.",
        telling=0.4,
    )


_NEXT = (1, -1, 2, -2)
_CLAUSE_ENDS = re.compile(r"[,;:]\s|\s[—–-]+\s|\s(?:while|whereas|although|but|and)\s")
_IN_OTHER_WORDS = re.compile(r"[\s“\"]*(?:In\sother\swords|That\sis|That\smeans|Put\sanother\sway|That[’']s)\b")
_ANOTHER = re.compile(
    r"\b(?:other|another|separate|different|similar|earlier|previous)\s(?:[\w-]+\s)?(?:stud|poll|survey|report)", re.IGNORECASE
)
_HALF = re.compile(r"^(?P<half>Half)\sof\b|\b(?:a\s)(?P<most>majority)\b(?!-)|\b(?P<more>more\sthan\shalf)\b", re.IGNORECASE)


def told_again(where: Passage) -> Iterator[Check]:
    """A percentage of one sentence said again as a fraction or a majority in a near one, of the same people and matter."""
    for k, here in where.held.items():
        for rounded in of_kind(here, "F"):
            if exact := _elsewhere(where, k, (rounded.start, rounded.end), *_near(rounded)):
                yield _again(where, exact, rounded)
    for k, sentence in enumerate(where.sentences):
        if sentence.body and any(where.held.get(k + d) for d in _NEXT):
            for m in _HALF.finditer(where.sentence(k)):
                start, end = m.start(m.lastgroup or 0) + sentence.start, m.end(m.lastgroup or 0) + sentence.start
                low, high = (0.49, 0.51) if m["half"] else (0.5, 1.0)
                exact = _elsewhere(where, k, (start, end), low, high)
                if exact and not any(f.start <= start < f.end for f in where.held.get(k, ())):
                    words = Figure(start=start, end=end, value=0.5, low=low, high=high, unit="fraction", sentence=k)
                    yield _again(where, exact, words)


def _near(rounded: Figure) -> tuple[float, float]:
    """The shares that a fraction may restate: its hedge's bounds, and four hundredths on both sides of a bare one."""
    low, high = (rounded.low, rounded.high) if rounded.hedge else (rounded.value - 0.04, rounded.value + 0.04)
    return max(0.0, low, rounded.value - 0.08) - 1e-9, min(high, rounded.value + 0.1) + 1e-9


def _elsewhere(where: Passage, k: int, claim: tuple[int, int], low: float, high: float) -> Figure | None:
    """The one percentage of a neighbouring sentence whose clause speaks of what the claim's clause speaks of."""
    if of_kind(where.held.get(k, ()), "P"):
        return None
    if _ANOTHER.search(where.sentence(k)):
        return None
    topic = _clause(where, k, claim)
    again = _IN_OTHER_WORDS.match(where.sentence(k)) is not None
    for d in _NEXT:
        shares = of_kind(where.held.get(k + d, ()), "P")
        alike = [(len(topic & _clause(where, k + d, (f.start, f.end))), f) for f in shares if not moved(where, f)]
        alike.sort(key=lambda x: -x[0])
        if again and d == -1 and len(alike) == 1:
            return alike[0][1] if low <= alike[0][1].value / 100 <= high else None
        if alike and alike[0][0] >= _ALIKE and (len(alike) == 1 or alike[1][0] < alike[0][0]):
            return alike[0][1] if low <= alike[0][1].value / 100 <= high else None
    return None


_ALIKE = 3


def _clause(where: Passage, k: int, place: tuple[int, int]) -> frozenset[str]:
    """The longer words of the clause in which the place stands."""
    opening, closing = where.sentences[k].start, where.sentences[k].end
    ends = list(_CLAUSE_ENDS.finditer(where.source, opening, closing))
    start = max((m.end() for m in ends if m.end() <= place[0]), default=opening)
    end = min((m.start() for m in ends if m.start() >= place[1]), default=closing)
    return content(where.source[start:end])


def _again(where: Passage, exact: Figure, rounded: Figure) -> Check:
    words = " ".join(filter(None, [rounded.hedge, where.words(rounded).lower()]))
    meaning = "" if rounded.value == 0.5 else f", which is {percent(rounded.value)}"
    return Check(
        relation="restatement",
        claim=place(rounded),
        operands=(exact,),
        formula="per cent / 100",
        computed=exact.value / 100,
        stated=rounded.value,
        verdict="holds",
        statement=f"The text says {said(where, exact, hedge=True)} and again “{words}”{meaning}: that holds.",
        telling=0.5,
    )
