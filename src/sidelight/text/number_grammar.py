"""The regular expressions that read numbers, built once from a language pack's word lists."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sidelight.text.pack import LanguagePack

NUMERAL = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
CURRENCY = r"[$£€¥]"
CURRENCIES = {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY"}


@dataclass(frozen=True, slots=True)
class Grammar:
    """Compiled patterns; `units` leads from a unit's written form to its name, the rest are values by word."""

    start: re.Pattern[str]
    scale: re.Pattern[str]
    unit: re.Pattern[str]
    of_which: re.Pattern[str]
    hedge: re.Pattern[str]
    glued: re.Pattern[str]
    numbered: re.Pattern[str]
    vote: re.Pattern[str]
    time: re.Pattern[str]
    units: Mapping[str, str]
    numbers: Mapping[str, float]
    scales: Mapping[str, float]
    fractions: Mapping[str, float]
    hedges: Mapping[str, str]
    ordinary: frozenset[str]
    starters: frozenset[str]


def either(words: Iterable[str]) -> str:
    """One of the words, the longest first; a space in a word stands for any single white space."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(words, key=lambda w: (-len(w), w)))


def grammar(pack: LanguagePack) -> Grammar:
    """The pack's grammar, compiled once for each content."""
    words = tuple(sorted((k, v) for k, v in pack.words.items() if k.startswith(("unit_", "hedges_")) or k in _LISTS))
    values = tuple(
        (name, tuple(sorted(pack.values[name].items()))) for name in ("number_words", "number_scales", "fraction_words")
    )
    return _compiled(words, values)


_CODES = {"unit_usd": "USD", "unit_eur": "EUR"}
_LISTS = ("numbered_things", "vote_words", "time_marks", "words_ending_like_hedges")


@lru_cache(maxsize=8)
def _compiled(
    words: tuple[tuple[str, frozenset[str]], ...], values: tuple[tuple[str, tuple[tuple[str, float], ...]], ...]
) -> Grammar:
    lists = dict(words)
    numbers, scales, fractions = (dict(pairs) for _, pairs in values)
    units = {
        form: _CODES.get(name, name.removeprefix("unit_"))
        for name, forms in lists.items()
        if name.startswith("unit_")
        for form in forms
    }
    hedges = {form: name.removeprefix("hedges_") for name, forms in lists.items() if name.startswith("hedges_") for form in forms
              if name != "hedges_glued"}  # fmt: skip
    spelled, long_scales = either(numbers), either(s for s in scales if len(s) > 2)
    lead = rf"(?P<lead>an?|half\san?|half)[\s-](?P<leadscale>{long_scales})(?![\w’'])"
    in_words = rf"(?P<spelled>(?:{spelled})(?:(?:[\s-]|(?<=hundred)\sand\s)(?:{spelled}|{long_scales})){{0,9}})(?![\w’'])"
    parts = either(fractions)
    fraction = (
        rf"(?:(?P<times>an?|one|two|three|four|five|six|seven|eight|nine)[\s-](?P<part>{parts})(?!\w)"
        r"|(?P<half>half(?=\s(?:of|the|a|an|its|their|his|her|that|those|all)\s)|(?<=\bby\s)half(?![\w-]|\s(?:an?|the)\s)))"
    )
    digits = rf"(?P<currency>{CURRENCY}\s?)?(?<![\d,.])(?P<digits>{NUMERAL})"
    measured = either(form for form, unit in units.items() if unit not in ("percent", "points"))
    short = either(s for s in scales if len(s) <= 2)
    return Grammar(
        start=re.compile(rf"(?:{digits}|(?<![\w’'-])(?:{lead}|{fraction}|{in_words}))", re.IGNORECASE),
        scale=re.compile(rf"(?:[\s-](?P<long>{long_scales})(?![\w])|\s?(?P<short>{short})(?![\w’'.]\w|\w))", re.IGNORECASE),
        unit=re.compile(rf"(?:[\s-]?(?P<u>{either(units)})|\s(?:[a-z]+-)?(?P<more>additional|more)\s(?P<u2>percentage\spoints?))(?![\w])",
                        re.IGNORECASE),
        of_which=re.compile(
            rf"[\s-](?P<link>in|out[\s-]of|of\severy|in\severy|out\sof\severy)[\s-](?P<of>\d+(?![\w.,]\d)|{spelled})(?![\w-])(?!\s(?:{measured})\b)",
            re.IGNORECASE),
        hedge=re.compile(rf"(?<!\w)(?P<hedge>{either(hedges)})\s(?:the\s|a\s)?$", re.IGNORECASE),
        glued=re.compile(rf"(?P<word>[^\W\d_]{{3,}}(?P<hedge>{either(lists['hedges_glued'])}))\s$", re.IGNORECASE),
        numbered=re.compile(rf"(?<![\w])(?:{either(lists['numbered_things'])})\s(?:the\s)?$", re.IGNORECASE),
        vote=re.compile(rf"[\s-](?:{either(lists['vote_words'])})\b", re.IGNORECASE),
        time=re.compile(rf"(?::\d\d|\s?(?:{either(lists['time_marks'])})(?!\w))", re.IGNORECASE),
        units=units, numbers=numbers, scales=scales, fractions=fractions, hedges=hedges,
        ordinary=lists["words_ending_like_hedges"], starters=frozenset([*numbers, "a", "an", "half"]),
    )  # fmt: skip
