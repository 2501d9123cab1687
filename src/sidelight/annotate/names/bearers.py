"""Which mentions name one bearer, and by what name."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sidelight.annotate.names.lexicon import Lexicon
from sidelight.types import EntityType

SUFFIXES = ("jr.", "sr.", "jr", "sr", "ii", "iii", "iv")
_SETTLED = 4
"""How often a bare surname must have meant one person, for each mention of a namesake, to go on meaning him."""
_GENERATIONS = {"jr.": "jr", "jr": "jr", "sr.": "sr", "sr": "sr"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as printed at one place. `gender` is what its title says ("m", "f"), `younger` what stands before it."""

    start: int
    end: int
    type: EntityType
    text: str
    gender: str | None = None
    younger: bool = False


@dataclass(slots=True)
class _Person:
    name: str
    given: str
    surname: str
    gender: str | None
    mentions: int
    first: int
    generation: str
    bare: int = 0


def join(mentions: Sequence[Mention], lexicon: Lexicon, brackets: dict[str, str]) -> list[str | None]:
    """For each mention, in text order, the fullest name of its bearer that the article prints.

    `brackets` maps an acronym to the name that it stands behind in brackets. A surname that two people of the article
    bear goes to the one that its title fits, else to the one who alone is named in full before it, else to nobody.
    """
    persons = _persons(mentions, lexicon)
    by_surname: dict[str, list[_Person]] = {}
    by_given: dict[str, list[_Person]] = {}
    for person in persons.values():
        by_surname.setdefault(person.surname, []).append(person)
        by_given.setdefault(person.given, []).append(person)
    bodies = _bodies(mentions, lexicon, brackets)
    names: list[str | None] = []
    for mention in mentions:
        if mention.type == "person":
            names.append(_person_name(mention, persons, by_surname, by_given))
        else:
            names.append(bodies.get(_body_key(mention.text, lexicon), mention.text))
    return names


def parts(text: str) -> list[str]:
    """The words of a person's name in lower case, without Jr. and the like."""
    words = text.lower().replace(",", "").split()
    return words[:-1] if len(words) > 2 - (words[-1] in _GENERATIONS) and words[-1] in SUFFIXES else words


def _generation(text: str) -> str:
    """What tells a father from a son of one name: "jr", "sr" or nothing."""
    return _GENERATIONS.get(text.lower().rpartition(" ")[2], "")


def _persons(mentions: Sequence[Mention], lexicon: Lexicon) -> dict[tuple[str, ...], _Person]:
    """Full names → person; forms of one name ("Donald J. Trump", "Don Trump") share theirs."""
    found: dict[tuple[str, ...], _Person] = {}
    by_surname: dict[str, list[_Person]] = {}
    for mention in mentions:
        words = parts(mention.text)
        if mention.type != "person" or len(words) < 2:
            continue
        generation = _generation(mention.text)
        key = (*words, generation)
        person = found.get(key)
        if person is None:
            near = [p for p in by_surname.get(words[-1], []) if p.generation == generation or p.given != words[0]]
            same = [p for p in near if _same_front(parts(p.name), words, lexicon) or parts(p.name)[-len(words) :] == words]
            if same:
                person = same[0]
                told = parts(person.name)
                longer = len(mention.text) > len(person.name)
                if _slip(told, words, lexicon) or (longer and not _slip(words, told, lexicon)):
                    person.name = mention.text
            else:
                person = _Person(mention.text, words[0], words[-1], lexicon.gender(words[0]), 0, mention.start, generation)
                by_surname.setdefault(words[-1], []).append(person)
            found[key] = person
        person.mentions += 1
        person.gender = person.gender or mention.gender
    return found


def _slip(words: list[str], told: list[str], lexicon: Lexicon) -> bool:
    """Whether a longer form opens with no given name where the shorter one does: a misprint, a caption's word;
    or repeats a word, as link texts do."""
    if len(words) > 3 and len(set(words)) < len(words):
        return True
    return lexicon.is_given(told[0]) and not lexicon.is_given(words[0]) and len(words[0]) > 2


def _same_front(a: list[str], b: list[str], lexicon: Lexicon) -> bool:
    """Whether two names with one surname can be one person's: like given names, and no middle names that differ."""
    middle = zip("".join(a[1:-1]), "".join(b[1:-1]), strict=False)
    return _same_given(a[0], b[0], lexicon) and all(x == y for x, y in list(middle)[:1])


def _same_given(a: str, b: str, lexicon: Lexicon) -> bool:
    if a == b or (lexicon.nicknames.get(a, -1) == lexicon.nicknames.get(b, -2)):
        return True
    short, long = sorted((a.rstrip("."), b.rstrip(".")), key=len)
    return (len(short) <= 1 and long.startswith(short)) or (len(short) >= 3 and long.startswith(short) and short != long)


def _person_name(
    mention: Mention,
    persons: dict[tuple[str, ...], _Person],
    by_surname: dict[str, list[_Person]],
    by_given: dict[str, list[_Person]],
) -> str | None:
    words = parts(mention.text)
    if len(words) > 1:
        return persons[(*words, _generation(mention.text))].name
    if mention.younger:
        sons = [p for p in by_surname.get(words[0], []) if p.generation == "jr"]
        return sons[0].name if len(sons) == 1 else None
    fits = {id(p): p for p in by_surname.get(words[0], [])}
    fits = fits or {id(p): p for p in by_given.get(words[0], [])}
    fitting = list(fits.values())
    if _generation(mention.text):
        fitting = [p for p in fitting if p.generation == _generation(mention.text)]
    elif len(fitting) > 1:
        fitting = [p for p in fitting if not p.generation or not _has_namesake(p, fitting)]
    if mention.gender:
        fitting = [p for p in fitting if p.gender in (None, mention.gender)]
    introduced = [p for p in fitting if p.first < mention.start]
    fitting = introduced if len(introduced) == 1 else fitting
    if len(introduced) == 1 and not mention.gender:
        introduced[0].bare += 1
    if len(fitting) > 1:
        fitting.sort(key=lambda p: -(p.mentions + p.bare))
        first, second = fitting[0], fitting[1]
        if first.bare >= _SETTLED and first.mentions + first.bare >= _SETTLED * (second.mentions + second.bare):
            return first.name
        fitting.sort(key=lambda p: -p.mentions)
        if fitting[0].mentions < 2 * fitting[1].mentions:
            return None
    return fitting[0].name if fitting else mention.text


def _has_namesake(junior: _Person, others: list[_Person]) -> bool:
    """Whether somebody of the same given name, without "Jr.", is named as often: the bare surname is his."""
    return any(p.given == junior.given and not p.generation and p.mentions >= junior.mentions for p in others)


def _bodies(mentions: Sequence[Mention], lexicon: Lexicon, brackets: dict[str, str]) -> dict[str, str]:
    """Key of a body or place → its fullest form: the longest of the printed ones that mean the same."""
    forms: dict[str, Counter[str]] = {}
    for mention in mentions:
        if mention.type != "person":
            forms.setdefault(_body_key(mention.text, lexicon), Counter())[mention.text] += 1
    full = {key: max(texts, key=lambda t: (not _formal(t), len(t), texts[t])) for key, texts in forms.items()}
    initials = {_initials(text): text for text in full.values() if " " in text}
    tails: dict[str, set[str]] = {}
    fronts: dict[str, set[str]] = {}
    ends: dict[str, set[str]] = {}
    for key, text in full.items():
        head, _, tail = key.partition(" ")
        if tail:
            fronts.setdefault(head, set()).add(text)
            ends.setdefault(key.rpartition(" ")[2], set()).add(text)
        if tail and " " in tail and lexicon.labels.get(head) in ("place", "demonym"):
            tails.setdefault(tail, set()).add(text)
    for key, text in list(full.items()):
        if text in brackets and text[0].lower() in (w[0].lower() for w in brackets[text].split()):
            full[key] = full.get(_body_key(brackets[text], lexicon), brackets[text])
        elif text.isupper() and len(text) > 2 and text in initials:
            full[key] = initials[text]
        elif len(tails.get(key, ())) == 1:
            full[key] = next(iter(tails[key]))
        elif " " not in key and key not in lexicon.labels and text not in lexicon.cased_orgs:
            longer = (ends if key in lexicon.org_heads else fronts).get(key, set())
            full[key] = next(iter(longer)) if len(longer) == 1 else text
    return full


def _formal(text: str) -> bool:
    """Whether it is a state's full style, which a report prints once at most: the usual name stands for it."""
    words = text.lower().split()
    return bool({"republic", "kingdom", "federation"} & set(words[:-1])) and "of" in words


def _body_key(text: str, lexicon: Lexicon) -> str:
    low = text.lower().removeprefix("the ")
    group = lexicon.same_place.get(low)
    return f"#{group}" if group is not None else low.replace("u.s.", "us").replace("u.k.", "uk")


def _initials(text: str) -> str:
    return "".join(w[0] for w in text.split() if w[0].isupper() and w != "The")
