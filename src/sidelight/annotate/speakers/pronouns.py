"""Whom "he" or "she" stands for: points for each person named before it, nobody where two come close."""

import re
from collections.abc import Mapping, Sequence

from sidelight.annotate.speakers.cast import Cast
from sidelight.annotate.speakers.places import Sentences
from sidelight.types import Entity, Range

MARGIN = 0.75
"""By how much the best antecedent must lead the next (see docs/method/speakers.md for the points)."""

FLOOR = 2.0
"""Fewest points of an antecedent: a person of known gender named in the sentence before, though not its subject."""

TOPIC = 1.0
"""What whom a report is about has before others."""

_PARAGRAPH_BREAK = 1.5
"""What those before the paragraph lose where it has named somebody itself."""

REACH = 2
"""Sentences that a pronoun looks back."""

_WORD = re.compile(r"[^\W\d_]+")
_AFTER = re.compile(r"(?:, [^,.;:“”\"\n]{2,70},)? ([a-z]+)(?: ([a-z]+))?")
_ATTRIBUTE = re.compile(r"(?:^|[\s(“\"])(?:the|a|an|this|that|any|some|no)(?: [a-z-]+)? $", re.IGNORECASE)
_OWNS = ("'s", "’s", "s'", "s’")
_TRAILS = re.compile(r"[^.!?\n“”\"]{0,45}(?:[.!?\n“”\"]|$)")
_INVERTED = re.compile(r"\s*(?:[,.;:\"”)]|$)| (?:at|during|in|of|on|to|who)\b")
_NEW = re.compile(
    r"\b(?:[Aa]n?|[Oo]ne|[Aa]nother) (?:[\w-]+ ){0,4}?([a-z]+) (?:who |also |then )?"
    r"(?!based|called|known|named)(?:[a-z]+ed|said|told|wrote|was|had) "
)
_CLAUSE = re.compile(r"(?:[,;:—–]|\b(?:and|but|while|when|as)) (?:\w+ )?$")
_OF_ANOTHER = re.compile(r"[A-Z][\w.’'-]+, (?:the|an?|his|her) (?:[a-z-]+ ){1,6}(?:for|of|to) (?:[\w.]+ ){0,3}$")
"""What tells that a name only describes the one before it: "Lind, the press secretary for first lady Ruiz"."""
_SIGNED = re.compile(r"[”\"] ?(?:—|–|--) ?[^\n“”\"]{0,60}$")
"""A signature behind a quotation on its own line: who is named there speaks."""
_PRONOUNS = {"m": re.compile(r"\b[Hh](?:e|im)\b"), "f": re.compile(r"\b[Ss]he\b"), None: re.compile(r"(?!)")}
"""A pronoun before a name of its sentence is somebody else: "he inherited it from Ruiz, which he denies"."""
_CLOSED = ".?!:;,…\"”'’)"

Spoken = tuple[int, str | None, bool, bool]
"""Where a source stands, who it is, whether it is one speaker, whether it is new to the reader ("a man")."""


def antecedent(
    cast: Cast,
    place: int,
    gender: str | None,
    spoken: list[Spoken],
    sentence: Sentences,
    words: Mapping[str, frozenset[str]],
    content: Range | None = None,
    called: Sequence[Entity] = (),
) -> str | None:
    """The person that a pronoun at `place` stands for.

    Points: 3 less the distance in sentences; 2 for the first person of its sentence or who speaks in it; 1.5 more for
    who speaks; less in quotations, headings and possessives, and where a name only describes a noun ("a Ruiz
    supporter"). An unnamed single speaker nearer by takes the pronoun and leaves it unnamed; so does a winner whom
    what is said, at `content`, names in the outlet's words.
    """
    opens = cast.text.rfind("\n", max(place - 1200, 0), place) + 1
    here = sentence.number(place)
    points = _mentioned(cast, place, gender, sentence, words, called)
    if here > 0:
        points["?"] = _newcomer(cast, sentence.starts[here - 1], sentence.starts[here], sentence)
    fronts = words["speaker_clause_openers"]
    told = [s for s in spoken if sentence.number(s[0]) < here or not _fronted(cast.text, sentence.starts[here], s[0], fronts)]
    _add_speakers(points, cast, place, gender, told, sentence)
    near = {e.name for e in cast.inside(opens, place) if e.name and points.get(e.name, 0) > 1}
    near |= {e.name for e in called if e.name and e.start >= opens}
    near |= {name for at, name, _, _ in told[-3:] if name and at >= opens}
    if near:
        points = {n: score - (_PARAGRAPH_BREAK if n not in near and n != "?" else 0) for n, score in points.items()}
    topic = cast.topics.get(gender or "")
    if topic and points.get(topic, 0) > 0:
        points[topic] += TOPIC
    best = sorted(points.items(), key=lambda p: (-p[1], p[0]))
    if not best or best[0][0] == "?" or best[0][1] < FLOOR or (len(best) > 1 and best[0][1] - best[1][1] < MARGIN):
        return None
    return None if content and names_itself(cast, content, best[0][0], sentence) else best[0][0]


def _mentioned(
    cast: Cast,
    place: int,
    gender: str | None,
    sentence: Sentences,
    words: Mapping[str, frozenset[str]],
    called: Sequence[Entity],
) -> dict[str, float]:
    """Points by where each person stands in the sentences before."""
    here = sentence.number(place)
    opens = cast.text.rfind("\n", max(place - 1200, 0), place) + 1
    points: dict[str, float] = {}
    firsts: dict[int, set[str]] = {}
    owners: dict[int, bool] = {}
    last_end, known = 0, False
    for entity in sorted((*cast.before(place, 1200), *(c for c in called if c.name)), key=lambda e: e.start):
        bearer = cast.bearer(entity)
        number = sentence.number(entity.start)
        if entity.type != "person" or bearer is None or here - number > REACH:
            continue
        if _fronted(cast.text, sentence.starts[number], entity.start, words["speaker_clause_openers"]):
            last_end = entity.end
            fits = not gender or bearer.gender in (None, gender)
            points[bearer.name] = max(points.get(bearer.name, 0), 3.0 - (here - number) if fits else 0)
            continue
        owner = cast.text[entity.end : entity.end + 2] in _OWNS
        first = firsts.setdefault(number, set())
        joined = cast.text[last_end : entity.start] in (" and ", ", ", ", and ")
        if not first or owners.get(number) or joined:
            first.add(bearer.name)
            owners[number] = owner
        last_end = entity.end
        if gender and bearer.gender not in (None, gender):
            continue
        weight = _weight(cast.text, entity, bearer.name in first, sentence, words)
        if weight in (0.0, 2.0) and _PRONOUNS[gender].search(
            cast.text, max(sentence.starts[number], entity.start - 300), entity.start
        ):
            weight = -1.5
        score = 3.0 - (here - number) + (min(weight, 2.0) if joined else weight)
        score += owner and sentence.starts[number] == opens and bearer.name in first
        known = known or bearer.gender is not None
        points[bearer.name] = max(points.get(bearer.name, 0), score - (0.5 if bearer.gender is None else 0))
    if known and gender:
        points = {name: score - (cast.bearers[name].gender is None) for name, score in points.items()}
    return points


def names_itself(cast: Cast, content: Range, name: str, sentence: Sentences) -> bool:
    """Whether what is said names somebody outside quotation marks: then somebody else says it ("He said Ruiz was ill")."""
    inside = cast.inside(content[0], min(content[1], content[0] + 300))
    return any(e.name == name and not sentence.quoted(e.start) for e in inside)


def _weight(text: str, entity: Entity, first: bool, sentence: Sentences, words: Mapping[str, frozenset[str]]) -> float:
    if _SIGNED.search(text, max(entity.start - 70, 0), entity.start):
        return 3.5
    if sentence.quoted(entity.start) or _heading(text, entity):
        return -2.0
    if text[entity.end : entity.end + 2] in _OWNS:
        return 1.25 if first else -1.5
    if _describes(text, entity):
        return -2.0
    if _OF_ANOTHER.search(text, max(entity.start - 90, 0), entity.start):
        return -1.0
    if _speaks(text, entity, words) and (first or _TRAILS.match(text, entity.end)):
        return 3.5
    return 2.0 if first else 0.0


def _add_speakers(
    points: dict[str, float], cast: Cast, place: int, gender: str | None, spoken: list[Spoken], sentence: Sentences
) -> None:
    here = sentence.number(place)
    for at, name, single, new in reversed(spoken[-3:]):
        distance = here - sentence.number(at)
        if distance > REACH or at >= place or not single:
            continue
        if name is None:
            points["?"] = max(points.get("?", 0), (5.5 if new else 5.0) - distance)
            return
        bearer = cast.bearers.get(name)
        if bearer and bearer.type == "person" and (not gender or bearer.gender in (None, gender)):
            points[name] = max(points.get(name, 0), (6.5 if bearer.gender else 5.0) - distance)
            return


def _newcomer(cast: Cast, start: int, end: int, sentence: Sentences) -> float:
    """Points of somebody unnamed who does something in the sentence before: "…, but a harbour official tried to help"."""
    for found in _NEW.finditer(cast.text, max(start, end - 400), end):
        noun = found[1]
        personal = cast.kinds.of_phrase.get(noun) not in (None, "document", "party")
        group = noun in cast.pack.words["speaker_bodies"] or noun in cast.pack.words["speaker_groups"]
        if personal and not group and not sentence.quoted(found.start()):
            return 5.0 if _CLAUSE.search(cast.text, max(found.start() - 12, start), found.start()) else 3.75
    return 0.0


def _fronted(text: str, opens: int, place: int, openers: frozenset[str]) -> bool:
    """Whether a name stands in a clause before the sentence's own: "When Ruiz called, …"."""
    word = _WORD.match(text, opens, opens + 12)
    opener = word is not None and (word[0].lower() in openers or word[0].endswith("ing"))
    return opener and place - opens < 160 and "," not in text[opens:place]


def _speaks(text: str, entity: Entity, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether a verb of saying stands beside the name: "Lind said", "said Mayor Lind", "Lind also told"."""
    say = words["speaker_say_verbs"]
    after = _AFTER.match(text, entity.end)
    if after and (after[1] in say or (after[2] in say and after[1] not in ("to", "and", "or", "that"))):
        return True
    if not _INVERTED.match(text, entity.end):
        return False
    before = [w for w in _WORD.findall(text[max(entity.start - 40, 0) : entity.start]) if w[0].islower()][-1:]
    gap = text[max(entity.start - 40, 0) : entity.start]
    return (
        bool(before)
        and before[0] in words["speaker_inverted_verbs"]
        and not re.search(r"[.,;:“”\"]", gap[gap.rindex(before[0]) :].replace(". ", " "))
    )


def _describes(text: str, entity: Entity) -> bool:
    """ "the Ruiz campaign": the name stands between an article and a noun."""
    behind = text[entity.end : entity.end + 2]
    if len(behind) < 2 or behind[0] != " " or not behind[1].islower():
        return False
    return bool(_ATTRIBUTE.search(text[max(entity.start - 24, 0) : entity.start]))


def _heading(text: str, entity: Entity) -> bool:
    """Whether the name stands in a short line without a full stop: a heading, a caption, a link."""
    end = text.find("\n", entity.end, entity.end + 120)
    if end < 0 or text[end - 1] in _CLOSED or text[end - 1] == " ":
        return False
    return entity.start < 120 or text.rfind("\n", entity.start - 120, entity.start) >= 0
