"""How likely a proposed attribution is one, and which of the proposals stay."""

from sidelight.annotate.attributions.joining import Found
from sidelight.annotate.attributions.weights import probability
from sidelight.text.pack import LanguagePack

KEPT_FROM = 0.35
"""Below it a proposal is dropped.

Attribution F1 on PolNeAR hardly changes from 0.35 to 0.55; 0.35 gains cues on its development part, 2026-11.
"""

ALONE = 0.6
"""Probability of a long quote without a source: its words are surely quoted; that is all it says."""

SIGNED = 0.9
"""Probability of a post with its account, or a quotation with "Name, Outlet" under it: read by eye, 2026-11."""

JUDGED = 0.8
"""Probability of a block of quotes after "Lee continued:", and of "met the plan with dismay": the data hold too few."""


def keep(found: list[Found], pack: LanguagePack) -> list[Found]:
    """The proposals worth keeping, each with its probability."""
    for one, beside in with_neighbours(found):
        likely = probability("keep", features(one, beside, pack)) if one.origin else SIGNED if one.source else ALONE
        sure = one.announced or _reacts(one, pack) or _opens_quotation(one, pack)
        one.probability = round(max(likely, JUDGED) if sure else likely, 4)
    return _distinct([f for f in found if f.probability is not None and f.probability >= KEPT_FROM])


def _reacts(found: Found, pack: LanguagePack) -> bool:
    """“Shopkeepers responded to the plan with dismay”: a reaction whose name is a stance."""
    cue, unit = found.origin, found.unit_of_cue
    if cue is None or unit is None or not cue.source or cue.pattern != "before":
        return False
    words = [t.lower for t in unit.tokens]
    if not words[cue.word].startswith(("respond", "react")):
        return False
    held = [k for a, b in cue.content for k in range(a, b) if words[k] == "with"]
    return any(pack.words["stance_nouns"] & set(words[k + 1 : k + 4]) for k in held)


def _opens_quotation(found: Found, pack: LanguagePack) -> bool:
    """“…, reasoning, “The town has no need of it.””: a verb of speech right before somebody's whole sentence."""
    cue, unit = found.origin, found.unit_of_cue
    if cue is None or unit is None or cue.pattern != "participle" or cue.source is None or not found.direct:
        return False
    if cue.source.form == "noun":
        return False
    first, left = cue.content[0][0], unit.tokens[cue.start - 1].lower if cue.start else ""
    quote = unit.tokens[first].quote
    speech = unit.tokens[cue.word].lower in pack.words["speech_cues"]
    return speech and left == "," and quote is not None and quote.words > 4 and 0 < first - cue.word <= 2


def with_neighbours(found: list[Found]) -> list[tuple[Found, list[Found]]]:
    """Each proposal with those whose cues stand in the same sentence."""
    groups: dict[int, list[Found]] = {}
    for one in found:
        groups.setdefault(id(one.unit_of_cue), []).append(one)
    return [(one, groups[id(one.unit_of_cue)] if one.origin else []) for one in found]


def _distinct(found: list[Found]) -> list[Found]:
    """Of two that share a cue, or a source and most of the content, the likelier."""
    kept: list[Found] = []
    near: dict[int, list[Found]] = {}
    for one in sorted(found, key=lambda f: -(f.probability or 0)):
        beside = near.setdefault(id(one.unit_of_cue), [])
        if not one.origin or not any(_same(one, other) for other in beside):
            beside.append(one)
            kept.append(one)
    return sorted(kept, key=lambda f: (f.content[0], f.cue))


def _same(a: Found, b: Found) -> bool:
    if a.cue[0][0] < b.cue[-1][1] and b.cue[0][0] < a.cue[-1][1]:
        return True
    shared = sum(max(0, min(e, f) - max(s, r)) for s, e in a.content for r, f in b.content)
    whole = sum(e - s for s, e in a.content) + sum(e - s for s, e in b.content) - shared
    return a.source == b.source and shared > 0.6 * whole


def features(found: Found, beside: list[Found], pack: LanguagePack) -> list[str]:
    """What the model looks at: the cue's words, its neighbours, the source's form, the content's opening and length."""
    cue, unit = found.origin, found.unit_of_cue
    if cue is None or unit is None:
        return []
    tokens = unit.tokens
    word, pattern = tokens[cue.word].lower, cue.pattern
    prev = tokens[cue.start - 1].lower if cue.start else "^"
    nxt = tokens[cue.word + 1].lower if cue.word + 1 < len(tokens) else "$"
    last = tokens[cue.end].lower if cue.end < len(tokens) else "$"
    group = " ".join(t.lower for t in tokens[cue.start : cue.word])
    source = cue.source
    form = source.form if source else "none"
    s_first, s_last = (tokens[source.start].lower, tokens[source.end - 1].lower) if source else ("-", "-")
    s_left = tokens[source.start - 1].lower if source and source.start else "^"
    s_size = min(source.end - source.start, 12) // 3 if source else -1
    plural = "pl" if s_last.endswith("s") else "sg"
    a, b = cue.content[0] if cue.content else (len(tokens) - 1, len(tokens))
    first, second = tokens[a].lower, tokens[a + 1].lower if a + 1 < b else "-"
    size = min((b - a) // 3, 8)
    quoted = sum(t.quote is not None for x, y in cue.content for t in tokens[x:y])
    kind = "Q" if tokens[a].quote else _class(first, pack)
    prev_kind = "Q" if cue.start and tokens[cue.start - 1].quote else _class(prev, pack)
    capital = "C" if tokens[cue.word].text[0].isupper() and cue.word else ""
    nested = next((f.pattern for f in beside if f is not found and _holds(f, found)), "-")
    verbs = min(sum(t.lower in pack.words["finite_verbs"] for t in tokens[a:b]), 2)
    speech = word in pack.words["speech_cues"]
    ending = word[-3:]
    long_quote = any(t.quote is not None and t.quote.words > 4 for x, y in cue.content for t in tokens[x:y])
    reaches = b >= len(tokens) - 1 or (len(cue.content) > 1 and cue.content[-1][1] >= len(tokens) - 1)
    opens = min(cue.start, source.start if source else cue.start, a) == 0
    stance = any(t.lower in pack.words["stance_nouns"] for t in tokens[cue.start : b])
    starts_ing = s_first.endswith("ing")
    return [
        f"w={word}", f"w={word}|{pattern}", f"w={word}|n={nxt}", f"w={word}|p={prev}", f"w={word}|k={kind}", f"w={word}|{form}",
        f"w={word}|{plural}{form}", f"w={word}|{group}", f"{pattern}|{form}|{speech}", f"{pattern}|{kind}|{speech}",
        f"{pattern}|pk={prev_kind}", f"sl={s_last}", f"sf={s_first}", f"sleft={s_left}|{pattern}", f"ssize={s_size}|{form}",
        f"{pattern}|size={size}", f"quoted={min(quoted, 2)}|{pattern}", f"direct={found.direct}|{pattern}|{form}",
        f"cap={capital}", f"head={unit.paragraph == 0}|{pattern}", f"nested={nested}|{pattern}", f"g={group}",
        f"p={prev}|n={nxt}", f"n={nxt}|{pattern}", f"first={first}", f"first={first}|2={second}", f"last={last}|{pattern}",
        f"verbs={verbs}|{pattern}|{speech}", f"w={word}|verbs={verbs}", f"sl={s_last}|w={word}", f"end={ending}|{form}|{pattern}",
        f"w={word}|nested={nested != '-'}", f"ing={starts_ing}|{pattern}", f"num={s_last[:1].isdigit()}",
        f"sf={s_first}|{pattern}|left={s_left}", f"parts={len(found.content)}|{pattern}",
        f"long={long_quote}|{pattern}", f"long={long_quote}|{speech}|{form}", f"reaches={reaches}|{pattern}",
        f"stance={stance}|{speech}", f"stance={stance}|w={word}", f"stance={stance}|{pattern}|{form}",
        f"opens={opens}|{pattern}|{reaches}",
    ]  # fmt: skip


def _holds(outer: Found, inner: Found) -> bool:
    place = inner.cue[0][0]
    return any(s <= place < e for s, e in outer.content)


def _class(word: str, pack: LanguagePack) -> str:
    for name in ("finite_verbs", "source_pronouns", "determiners", "clause_openers", "time_words", "cue_prepositions"):
        if word in pack.words[name]:
            return name[:4]
    return (
        "that"
        if word == "that"
        else "ing"
        if word.endswith("ing")
        else "ly"
        if word.endswith("ly")
        else "x"
        if word[:1].isalpha()
        else word
    )
