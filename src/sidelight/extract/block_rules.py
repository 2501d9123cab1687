"""The language pack's entries for what is no report, made into regular expressions."""

import re
from collections.abc import Mapping
from functools import cache

from sidelight.text.pack import LanguagePack

NAME = r"[A-Z][\w.’'-]*(?: (?:(?:de|da|di|la|le|van|von|der|den|del|bin|ibn|al|el) )?[A-Z][\w.’'-]*){0,4}"
"""One to five capitalised words, particles between them; the only nested repeat, each turn of which needs a space."""

_TAIL = r".{0,160}"

Rules = Mapping[str, re.Pattern[str]]


def block_rules(pack: LanguagePack) -> Rules:
    """One pattern for each kind ("promotion", "photo_bracket" …), to be matched against a whole line or sentence."""
    lists = {name.removeprefix("block_"): words for name, words in pack.words.items() if name.startswith("block_")}
    return _compiled(frozenset(lists.items()))


@cache
def _compiled(lists: frozenset[tuple[str, frozenset[str]]]) -> Rules:
    table = dict(lists)
    agencies = "|".join(re.escape(name) for name in sorted(table["agencies"], key=lambda name: (-len(name), name)))
    kinds = {name.removesuffix("_cased") for name in table} - {"agencies", "not_places", "not_names", "not_authors", "bio_roles"}
    rules = {}
    for kind in sorted(kinds):
        branches = [f"(?i:{entry})" for entry in sorted(table.get(kind, ()))] + sorted(table.get(f"{kind}_cased", ()))
        pattern = "|".join(branches).replace("<tail>", _TAIL).replace("<name>", NAME).replace("<agency>", f"(?:{agencies})")
        rules[kind] = re.compile(pattern)
    roles = "|".join(sorted(table["bio_roles"], key=lambda role: (-len(role), role)))
    aside = r"(?:,? (?:the|a|an|who|Ph\.?D\.?|M\.?D\.?)\b[^.!?]{1,120},)?"
    role = rf"(?<!to )(?:{roles})s?\b(?! (?:a|an|the|his|her)\b)"
    not_a_post = r"(?!(?:one|set|expected|being|not|no|now|among) )"
    holds = rf"is (?:also )?{not_a_post}(?:(?:a|an|the|our) [^.!?]{{0,120}}?|(?:[\w.’'&-]+ ){{0,6}}?){role}"
    writes = r"(?:writes (?:about|for|on|a)|reports for|covers [\w ,’'-]{3,60} (?:for|at))\b"
    work = rf"(?:{holds}|{writes})[^!?]{{0,300}}"
    rules["bio"] = re.compile(rf"(?:[-–—•*] ?)?(?P<name>{NAME}){aside} {work}")
    return rules
