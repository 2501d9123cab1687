"""Quantities in a text: numbers that count or measure something, with their unit, hedge and bounds.

Ordinals, dates, times of day, scores and the numbers in names ("Route 9", "F-35") are no quantities.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from sidelight.text.dates import DateMention, dates
from sidelight.text.number_grammar import CURRENCIES, NUMERAL, Grammar, grammar
from sidelight.text.pack import LanguagePack

_TOKEN = re.compile(r"[A-Za-z]+|\d[\d,]*|\.\d|[$£€¥]")
_PAIRED = re.compile(rf"\s?[-–]\s?(?P<currency>[$£€])?(?P<second>{NUMERAL})(?![\d/])(?![-–]\d)")
_BEFORE = re.compile(r"(?:[A-Za-z]+[-–/+]|[\d][-–/:.,]|[#/\\@_]|[^\W\d_]|[^\W\d_]\.)$")
_AFTER = re.compile(r"(?:st|nd|rd|th|[’']?s)(?![\w])|/\d|:\d|\.\d|,\d{3}|[-–]\d|[_@\\]|[^\W\d_]|[’']\s?(?:clock|[A-Z])")
_NAME_BEFORE = re.compile(
    r"(?:^|(?P<before>.))(?P<space>\s|[“\"(‘'—–])(?P<word>[A-Z][\w&’'.-]*)\s$|^(?P<first>[A-Z][\w&’'.-]*)\s$", re.DOTALL
)
_AGE = re.compile(r"[A-Z][\w’'.-]+,\s(?:now\s|then\s)?$")
_AGED = re.compile(r"\b(?:ages?(?:\sof)?|aged|turned|turning|turns)\s$", re.IGNORECASE)
_OR_OLDER = re.compile(r"\s(?:or|and)\s(?:older|younger|over|under|up)\b")
_HYPHENED = re.compile(r"-\w")
_BETWEEN = re.compile(r"\bbetween\s$", re.IGNORECASE)
_LOOK_BACK = 40
_WIDEST_AGE = 120
_DURATIONS = frozenset(["years", "months", "weeks", "days", "hours", "minutes"])
"""With these "over" means during as often as more than, so that it loosens nothing."""
_DENOMINATORS = frozenset([2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 1000, 10_000, 100_000])


class Quantity(NamedTuple):
    """A quantity as written. `start` to `end` holds number, scale and unit; `reach` is where its hedge begins.

    `low` and `high` bound what the words allow: half of the last written place, and what the hedge leaves open.
    `unit` is "count", "percent", "points", "fraction" (of one), "times", a currency code, or a unit of time, length
    and so on in the plural.
    """

    start: int
    end: int
    value: float
    low: float
    high: float
    unit: str
    hedge: str | None
    reach: int


def quantities(text: str, pack: LanguagePack, known: Sequence[DateMention] | None = None) -> list[Quantity]:
    """Every quantity, in order, none inside another. `known` are the text's dates, where they have been read already."""
    rules = grammar(pack)
    taken = [(d.start, d.end) for d in (dates(text, pack) if known is None else known)]
    starts = [s for s, _ in taken]
    found: list[Quantity] = []
    position = 0
    for token in _TOKEN.finditer(text):
        if token.start() < position or (token[0].isalpha() and token[0].lower() not in rules.starters):
            continue
        m = rules.start.match(text, token.start())
        if not m:
            continue
        k = bisect_right(starts, m.start()) - 1
        if k >= 0 and m.start() < taken[k][1]:
            position = max(taken[k][1], position + 1)
            continue
        if k + 1 < len(taken) and m.end() > taken[k + 1][0]:
            position = max(taken[k + 1][1], m.start() + 1)
            continue
        quantity, position = _read(text, m, rules)
        if quantity:
            found.append(quantity)
    return _shared_units(text, found)


def spread(written: str, scale: float, unit: str | None) -> float:
    """Half of the last written place: how far rounding may have moved the number.

    Whole percentages, points and numbers before a scale word are rounded to one, from 100 on to ten where they end in 0.
    Other whole numbers below 1,000 count as exact; larger ones may be rounded over their closing zeros, but by no more
    than 2.5% (a convention: "6,600,000" is round, "6,656" is not).
    """
    bare = written.replace(",", "")
    if "." in bare:
        return 0.5 * scale * 10.0 ** -len(bare.split(".")[1])
    value = float(bare)
    if scale > 1 or unit in ("percent", "points", "times"):
        return (5.0 if value >= 100 and value % 10 == 0 else 0.5) * scale
    zeros = len(bare) - len(bare.rstrip("0"))
    return min(0.5 * 10.0**zeros, 0.025 * value) if zeros >= 2 and value >= 1000 else 0.0


def bounds(value: float, half: float, hedge: str | None, share: float) -> tuple[float, float]:
    """The range that a number may stand for, given how it is rounded and the kind of its hedge.

    `share` is what "about" leaves open on each side, of the value; "nearly" leaves 10% below, the others 25% on one side.
    """
    size = abs(value)
    low, high = {
        "about": (value - max(half, share * size), value + max(half, share * size)),
        "over": (value, value + max(half, 0.25 * size)),
        "at_least": (value, value + max(half, 0.25 * size)),
        "under": (value - max(half, 0.1 * size), value),
        "below": (value - max(half, 0.25 * size), value),
        "at_most": (value - max(half, 0.25 * size), value),
    }.get(hedge or "", (value - half, value + half))
    return low, high


def _read(text: str, m: re.Match[str], rules: Grammar) -> tuple[Quantity | None, int]:
    """The quantity that begins at the match, or None, and where to look on."""
    if m["digits"]:
        return _read_digits(text, m, rules)
    if m["part"] or m["half"]:
        return _read_fraction(text, m, rules)
    return _read_words(text, m, rules)


def _read_digits(text: str, m: re.Match[str], rules: Grammar) -> tuple[Quantity | None, int]:
    start, end = m.start(), m.end()
    back = text[max(0, start - _LOOK_BACK) : start]
    currency = CURRENCIES[m["currency"].strip()[-1]] if m["currency"] else None
    if not currency and _BEFORE.search(back[-12:]) and not _negative(text, start):
        return None, _past_digits(text, end)
    if len(m["digits"]) > 18:
        return None, end
    value = float(m["digits"].replace(",", ""))
    paired = _PAIRED.match(text, end)
    if paired and paired["second"] and len(paired["second"]) <= 18:
        return _read_pair(text, m, paired, rules)
    if between := _between(text, m, rules, back):
        return between
    scale, after = _scale(text, end, rules, money=bool(currency))
    unit, stop = _unit(text, after, rules)
    unit = currency or unit
    if stop == end and (_AFTER.match(text, end) or rules.time.match(text, end)):
        return None, _past_digits(text, end)
    if unit is None and scale == 1 and (of := _one_in(text, m, value, rules)):
        return of, of.end
    if unit is None and scale == 1 and not _counts(text, m, rules, back):
        return None, end
    unit = unit or ("years" if _is_age(text, end, value, back, scale) else "count")
    sign = -1.0 if _negative(text, start) else 1.0
    half = spread(m["digits"], scale, unit)
    return _hedged(text, start, stop, sign * value * scale, half, unit, rules), max(stop, end)


def _past_digits(text: str, end: int) -> int:
    while end < len(text) and (text[end].isalnum() or (text[end] in "-–/:.,_@" and text[end + 1 : end + 2].isdigit())):
        end += 1
    return end


def _negative(text: str, start: int) -> bool:
    return start > 0 and text[start - 1] in "-−" and (start == 1 or text[start - 2] in " (\n")


def _read_pair(text: str, m: re.Match[str], paired: re.Match[str], rules: Grammar) -> tuple[Quantity | None, int]:
    """Two numbers joined by a hyphen: a range if they rise and count something, else a score, which is no quantity."""
    first, second = (float(w.replace(",", "")) for w in (m["digits"], paired["second"]))
    end = paired.end()
    scale, after = _scale(text, end, rules, money=bool(m["currency"]))
    unit, stop = _unit(text, after, rules)
    unit = CURRENCIES[m["currency"].strip()[-1]] if m["currency"] else unit
    if first >= second or (unit is None and scale == 1) or rules.vote.match(text, stop):
        return None, _past_digits(text, end)
    middle, half = scale * (first + second) / 2, spread(paired["second"], scale, unit)
    quantity = _hedged(text, m.start(), stop, middle, half, unit or "count", rules)
    return quantity._replace(low=min(quantity.low, first * scale), high=max(quantity.high, second * scale)), stop


def _between(text: str, m: re.Match[str], rules: Grammar, back: str) -> tuple[Quantity, int] | None:
    """ "between A and B" as one range."""
    if not _BETWEEN.search(back):
        return None
    scale1, after1 = _scale(text, m.end(), rules, money=bool(m["currency"]))
    unit1, stop1 = _unit(text, after1, rules)
    link = re.compile(rf"\sand\s(?P<currency>[$£€])?(?P<second>{NUMERAL})(?![\d/:]|,\d)").match(text, stop1)
    if not link or len(link["second"]) > 18:
        return None
    scale2, after2 = _scale(text, link.end(), rules, money=bool(m["currency"]))
    unit2, stop2 = _unit(text, after2, rules)
    first, second = (float(w.replace(",", "")) for w in (m["digits"], link["second"]))
    low, high = first * (scale1 if scale1 > 1 else scale2 if first < second else 1), second * scale2
    if low >= high or (unit1 and unit1 != unit2) or bool(m["currency"]) != bool(link["currency"]):
        return None
    unit = CURRENCIES[m["currency"].strip()[-1]] if m["currency"] else unit2 or "count"
    return Quantity(m.start(), stop2, (low + high) / 2, low, high, unit, None, m.start()), stop2


def _scale(text: str, end: int, rules: Grammar, *, money: bool) -> tuple[float, int]:
    scale = 1.0
    while m := rules.scale.match(text, end):
        word = (m["long"] or m["short"]).lower()
        if not m["long"] and ((text[end].isspace() and len(word) == 1) or not (money or word in ("bn", "mn", "tn", "k"))):
            break
        scale *= rules.scales[word]
        end = m.end()
    return scale, end


def _unit(text: str, end: int, rules: Grammar) -> tuple[str | None, int]:
    m = rules.unit.match(text, end)
    if not m or (text[end] in " \n" and _HYPHENED.match(text, m.end())):
        return None, end
    return rules.units[" ".join((m["u"] or m["u2"]).lower().split())], m.end()


def _counts(text: str, m: re.Match[str], rules: Grammar, back: str) -> bool:
    """Whether a bare number counts something, rather than being part of a name, a list or a time."""
    if rules.numbered.search(back) and "," not in m["digits"]:
        return False
    named = _NAME_BEFORE.search(back)
    if named and "," not in m["digits"] and "." not in m["digits"] and not rules.hedge.search(back):
        opens = named["first"] if len(back) < _LOOK_BACK else None
        before = (named["before"] or "").strip() if not opens else ""
        sentence_start = (
            bool(opens) or (not named["before"] and len(back) < _LOOK_BACK) or before in (".", "!", "?", "”", '"', "")
        )
        if not sentence_start or named["space"] not in (" ", "\n", "“", '"'):
            return False
        if before == "" and not opens and named["before"] and named["before"] not in "\n ":
            return False
    return not (text[m.end() : m.end() + 1] in (".", ")") and text[max(0, m.start() - 1) : m.start()] in ("\n", ""))


def _is_age(text: str, end: int, value: float, back: str, scale: float) -> bool:
    if scale != 1 or value >= _WIDEST_AGE or value != int(value):
        return False
    return bool(_AGED.search(back) or _OR_OLDER.match(text, end)) or (
        bool(_AGE.search(back)) and text[end : end + 1] in (",", ".", ";", ")", "")
    )


def _one_in(text: str, m: re.Match[str], count: float, rules: Grammar) -> Quantity | None:
    """ "one in five", "nine out of 10": a share."""
    of = rules.of_which.match(text, m.end())
    if not of:
        return None
    word = of["of"].lower()
    whole = float(word) if word.isdecimal() and len(word) < 9 else rules.numbers.get(word, 0.0)
    if not (1 <= count < whole and whole in _DENOMINATORS and count == int(count)):
        return None
    if of["link"].lower() == "in" and count > 1 and whole not in (3, 4, 5, 10):
        return None
    share = count / whole
    return _hedged(text, m.start(), of.end(), share, 0.5 / whole if whole <= 10 else 0.0, "fraction", rules)


def _read_fraction(text: str, m: re.Match[str], rules: Grammar) -> tuple[Quantity | None, int]:
    if m["half"]:
        return _hedged(text, m.start(), m.end(), 0.5, 0.02, "fraction", rules), m.end()
    times, part = m["times"].lower(), m["part"].lower()
    single = times in ("a", "an", "one")
    plural = part.endswith("s") or part == "halves"
    hyphened = text[m.start() + len(times)] == "-"
    of = re.compile(r"\s(?:of|the)\s").match(text, m.end())
    if single == plural or (single and not of and not (hyphened and times == "one")):
        return None, m.end()
    count = 1.0 if single else rules.numbers[times]
    share = count / rules.fractions[part]
    if share >= 1:
        return None, m.end()
    return _hedged(text, m.start(), m.end(), share, 0.02, "fraction", rules), m.end()


def _read_words(text: str, m: re.Match[str], rules: Grammar) -> tuple[Quantity | None, int]:
    end = m.end()
    if m["lead"]:
        value = rules.scales[m["leadscale"].lower()] * (0.5 if m["lead"].lower().startswith("half") else 1.0)
        half = 0.1 * value if m["leadscale"].lower() != "dozen" else 0.5
        more, end = _scale(text, end, rules, money=False)
        unit, stop = _unit(text, end, rules)
        return _hedged(text, m.start(), stop, value * more, half * more, unit or "count", rules), stop
    spelled = _spelled(m["spelled"], rules)
    if spelled is None:
        return None, end
    value, used = spelled
    end = m.start() + used
    unit, stop = _unit(text, end, rules)
    if unit is None and value < 1000 and (of := _one_in_words(text, m.start(), end, value, rules)):
        return of, of.end
    if unit is None and (value == 1 or _ordinal_like(text, m.start(), end, rules)):
        return None, end
    return _hedged(text, m.start(), stop, value, 0.0 if value < 1000 else 0.05 * value, unit or "count", rules), stop


def _ordinal_like(text: str, start: int, end: int, rules: Grammar) -> bool:
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha():
        return False
    return bool(rules.numbered.search(text[max(0, start - _LOOK_BACK) : start])) or bool(rules.time.match(text, end))


def _one_in_words(text: str, start: int, end: int, value: float, rules: Grammar) -> Quantity | None:
    fake = re.compile(r".*", re.DOTALL).fullmatch(text, start, end)
    return _one_in(text, fake, value, rules) if fake else None


def _spelled(words: str, rules: Grammar) -> tuple[float, int] | None:
    """The value of number words and how many characters of them make one number; None for a list such as "two three"."""
    total = current = 0.0
    last: float | None = None
    used = 0
    for token in re.finditer(r"[A-Za-z]+", words):
        word = token[0].lower()
        if word == "and":
            continue
        if word in rules.numbers:
            value = rules.numbers[word]
            fits = last is None or last >= 100 or (last in range(20, 100, 10) and value < 10 and words[token.start() - 1] == "-")
            if not fits or (last is not None and last >= 100 and value >= last):
                break
            current, last = current + value, value
        else:
            scale = rules.scales[word]
            current = (current or 1.0) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
            last = scale
        used = token.end()
    return (total + current, used) if used else None


def _hedged(text: str, start: int, end: int, value: float, half: float, unit: str, rules: Grammar) -> Quantity:
    back = text[max(0, start - _LOOK_BACK) : start]
    hedge, reach, kind = None, start, None
    m = rules.hedge.search(back)
    if not m and (m := rules.glued.search(back)) and m["word"].lower() in rules.ordinary:
        m = None
    if m and not (unit in _DURATIONS and m["hedge"].lower() == "over"):
        hedge = " ".join(m["hedge"].lower().split())
        reach, kind = start - len(back) + m.start("hedge"), rules.hedges[hedge]
    low, high = bounds(value, half, kind, 0.05 if unit == "fraction" else 0.1)
    return Quantity(start, end, value, low, high, unit, hedge, reach)


def _shared_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """In "52 to 43 percent" the first number takes the second's unit."""
    for k in range(len(found) - 1):
        first, second = found[k], found[k + 1]
        if first.unit == "count" and second.unit in ("percent", "points") and text[first.end : second.start] in (" to ", " or "):
            found[k] = first._replace(unit=second.unit)
    return found
