"""Words for a multiple ("twice as likely", "nearly doubled", "a ratio of 6.5 to 1") and the two figures that they compare."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations

from sidelight.lenses.figures.checks import Check
from sidelight.lenses.figures.passage import Passage, Weigher, moved, of_kind, one_noun, rarity, same_kind, two_groups, two_nouns
from sidelight.lenses.figures.wording import said
from sidelight.resources.load import language_pack
from sidelight.text.number_grammar import either
from sidelight.types import Figure

_HEDGES = {"": (0.93, 1.12), "about": (0.84, 1.17), "nearly": (0.8, 1.02), "over": (0.99, 1.55)}
_KINDS = (
    (r"(?:(?:well|slightly|a\slittle|just|far)\s)?(?:more\sthan|over)|at\sleast|better\sthan", "over"),
    (r"nearly|almost|close\sto|just\sunder|not\squite|practically", "nearly"),
    (r"about|roughly|approximately|around|some", "about"),
)
_LINK = re.compile(
    r"^[^.;]{0,90}?(?:\bvs?\.?\s|\bversus\b|\bcompared\b|\bto\s|\bas\s|\bthan\b|\bagainst\b|\bof\b|\band\b|\bfrom\b|\(|,\s)",
    re.IGNORECASE,
)
_OR = re.compile(r"(?:,|\s\(|\s[—–-]+)?\s?(?:or\s)?(?:that\sis\s)?")
_THAN = (
    r"as|the|more|higher|larger|greater|bigger|that|what|worse|better|faster|longer|his|her|its|their|our|those|less|likelier|"
    r"lower|over"
)
_TIME = frozenset(["years", "months", "weeks", "days", "hours", "minutes"])


@cache
def _multiples() -> re.Pattern[str]:
    pack = language_pack("en")
    words = either(w for w in pack.values["ratio_verbs"])
    small = either(w for w, v in pack.values["number_words"].items() if 2 <= v <= 20)
    hedge = "|".join(f"(?P<h{k}>{pattern})" for k, (pattern, _) in enumerate(_KINDS))
    return re.compile(
        rf"\b(?:(?:{hedge})\s(?:an?\s)?)?(?:(?P<word>{words})(?!-)|(?P<times>\d+(?:\.\d+)?|{small})(?:\stimes(?=,?\s(?:{_THAN})\b)|-fold|\sfold)|"
        rf"(?P<to>\d+(?:\.\d+)?|{small})[\s-]to[\s-](?:1|one)(?![\w.,-]*\d))\b(?!\sthe\s(?:age|size|length|height|width|distance|speed|state)\b)"
        r"(?!\s(?:a|an|per|each|in|before|since|this|last|that|every|during)\b)",
        re.IGNORECASE,
    )


def proposed_multiples(where: Passage) -> Iterator[Check]:
    """A multiple, and the two figures of one kind in its sentence, or failing them in the one before, that it fits."""
    for k in sorted({j + d for j in where.held for d in (0, 1) if j + d < len(where.sentences)}):
        if not where.sentences[k].body:
            continue
        for m in _multiples().finditer(where.source, where.sentences[k].start, where.sentences[k].end):
            value, (low, high) = _value(m), _HEDGES[_hedge(m)]
            if value is None or not (value >= 1.5 or value == 0.5):
                continue
            rise = next((f for f in of_kind(where.held.get(k, ()), "P") if _OR.fullmatch(where.source[f.end : m.start()])), None)
            if rise and value > 1 and low * value <= 1 + rise.value / 100 <= high * value and moved(where, rise) > 0:
                yield _rise(where, m, value, rise)
                continue
            for before in (0, 1):
                found = [c for c in _candidates(where, k, before, m) if _fits(value, low, high, c)]
                weighed = [(w.decades, c) for c in found if (w := _weight(where, k, m, c, value, high - low)).enough]
                if weighed:
                    yield _check(where, m, value, max(weighed, key=lambda x: x[0])[1])
                    break


def _rise(where: Passage, m: re.Match[str], value: float, rise: Figure) -> Check:
    return Check(
        relation="restatement",
        claim=m.span(),
        operands=(rise,),
        formula="1 + rise",
        computed=1 + rise.value / 100,
        stated=value,
        verdict="holds",
        statement=f"A rise of {said(where, rise, hedge=True)} makes it {1 + rise.value / 100:.3g} times as much; "
        f"the text says “{m[0].lower()}”: that holds.",
        telling=0.7,
    )


def _value(m: re.Match[str]) -> float | None:
    values = language_pack("en").values
    if m["word"]:
        return values["ratio_verbs"][m["word"].lower()]
    written = (m["times"] or m["to"]).lower()
    return float(written) if written[0].isdigit() else values["number_words"].get(written)


def _hedge(m: re.Match[str]) -> str:
    return next((kind for k, (_, kind) in enumerate(_KINDS) if m[f"h{k}"]), "")


def _candidates(where: Passage, k: int, before: int, m: re.Match[str]) -> Iterator[tuple[Figure, Figure]]:
    near = [f for f in of_kind(where.near(k, before, 0), "NUPLT") if f.end <= m.start() or f.start >= m.end()]
    for a, b in combinations(near, 2):
        if same_kind(a, b) and (not before or k - 1 in (a.sentence, b.sentence)) and a.unit not in _TIME:
            yield a, b


def _fits(value: float, low: float, high: float, pair: tuple[Figure, Figure]) -> bool:
    small, big = sorted(f.value for f in pair)
    multiple = 1 / value if value < 1 else value
    return small > 0 and low * multiple <= big / small <= high * multiple


def _weight(where: Passage, k: int, m: re.Match[str], pair: tuple[Figure, Figure], value: float, width: float) -> Weigher:
    a, b = pair
    alike = [
        f
        for f in where.near(k, int(a.sentence != k or b.sentence != k), 0)
        if same_kind(f, a) and (f.end <= m.start() or f.start >= m.end())
    ]
    w = Weigher(rarity(width * 0.7 / max(1.0, value / 2)))
    w.add(a.sentence == b.sentence == k, 1.0).add(a.sentence == b.sentence != k, 0.3)
    w.add(len(alike) == 2, 0.9).add(len(alike) == 3, 0.2).add(len(alike) > 4, -0.4)
    w.add(a.unit != "count", 0.3).add(one_noun(a, b), 0.4).add(two_nouns(a, b), -1.2)
    w.add(bool(_LINK.search(where.between(a, b))), 0.4)
    nearest = min(pair, key=lambda f: abs(f.start - m.start()))
    apart = where.source[m.end() : nearest.start] if nearest.start > m.start() else where.source[nearest.end : m.start()]
    w.add(bool(re.search(r",\s(?:while|and|but|with)\s|;", apart)), -1.5)
    w.add(two_groups(where, a, b), -1.5)
    return w.add(abs(alike.index(a) - alike.index(b)) > 1 if a in alike and b in alike else False, -0.6)


def _check(where: Passage, m: re.Match[str], value: float, pair: tuple[Figure, Figure]) -> Check:
    small, big = sorted(pair, key=lambda f: f.value)
    return Check(
        relation="ratio",
        claim=m.span(),
        operands=(small, big),
        formula="to / from",
        computed=(small.value / big.value) if value < 1 else big.value / small.value,
        stated=value,
        verdict="holds",
        statement=f"{said(where, big, hedge=True)} is {big.value / small.value:.3g} times {said(where, small, hedge=True)}; "
        f"the text says “{m[0].lower()}”: that holds.",
        telling=0.7,
    )
