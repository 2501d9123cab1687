"""What the name finder looks up, under short names."""

from functools import cached_property

from sidelight.text.pack import LanguagePack


class Lexicon:
    """A language pack as sets of lower-case words and phrases; nothing is copied until it is asked for."""

    def __init__(self, pack: LanguagePack) -> None:
        words = pack.words
        self.common = words["name_common_words"]
        self.org_heads = words["name_org_heads"]
        self.org_of_heads = words["name_org_of_heads"]
        self.all_heads = self.org_heads | self.org_of_heads
        self.place_heads = words["name_place_heads"]
        self.place_fronts = words["name_place_fronts"]
        self.purpose_heads = words["name_purpose_heads"]
        self.place_surnames = words["name_place_surnames"]
        self.event_fronts, self.creed_surnames = words["name_event_fronts"], words["name_creed_surnames"]
        self.place_cues = words["name_place_cues"]
        self.front_heads = words["name_front_heads"]
        self.role_surnames = words["name_role_surnames"]
        self.headline_small = words["name_headline_small"]
        self.pair_words = words["name_pair_words"]
        self.office_heads = words["name_office_heads"]
        self.place_of_heads = words["name_place_of_heads"]
        self.event_heads = words["name_event_heads"]
        self.men, self.women = words["name_men"], words["name_women"]
        self.either = words["name_either"]
        self.particles = words["name_particles"]
        self.roles = words["name_roles"]
        self.mr, self.mrs = words["name_honorifics_m"], words["name_honorifics_f"]
        self.honorifics = words["name_honorifics"]
        self.say_verbs = words["name_say_verbs"]
        self.person_verbs = self.say_verbs | words["name_auxiliaries"]
        self.same_place = pack.values["name_same_place"]
        self.nicknames = pack.values["name_nicknames"]
        self.news = words["name_news"]
        self._labels = (
            ("never", words["name_never"]),
            ("calendar", words["name_calendar"]),
            ("role", self.roles | self.mr | self.mrs | self.honorifics),
            ("creed", words["name_creeds"]),
            ("demonym", words["name_demonyms"]),
            ("place", words["name_countries"] | words["name_states"] | words["name_cities"] | words["name_regions"]),
            ("org", words["name_orgs"]),
            ("treaty", words["name_treaties"]),
        )
        self.cased_orgs = words["name_orgs_cased"]
        self.cased_places = words["name_acronym_places"]

    @cached_property
    def labels(self) -> dict[str, str]:
        """Phrase → what it is; of two meanings the later list wins."""
        return {phrase: label for label, phrases in self._labels for phrase in phrases}

    @cached_property
    def dotted(self) -> frozenset[str]:
        """Abbreviations that end in a point."""
        return frozenset(w for w in self.labels if w.endswith(".") and " " not in w) | {"jr.", "sr.", "inc.", "corp.", "ltd."}

    @cached_property
    def of_starts(self) -> frozenset[str]:
        """ "secretary of" and the like: what opens a known phrase that goes on after "of"."""
        return frozenset(f"{w.split(' of ')[0].split()[-1]} of" for w in self.labels if " of " in w)

    @cached_property
    def kept_possessives(self) -> frozenset[str]:
        """Single names that end in 's."""
        return frozenset(w for w in self.labels if w.endswith("'s") and " " not in w)

    def is_given(self, low: str) -> bool:
        """Whether it is a common given name."""
        return low in self.men or low in self.women or low in self.either

    def gender(self, low: str) -> str | None:
        """ "m" or "f" of a given name, None where both or neither bear it."""
        man, woman = low in self.men, low in self.women
        return "m" if man and not woman else "f" if woman and not man else None


_MADE: list[tuple[LanguagePack, Lexicon]] = []


def lexicon_of(pack: LanguagePack) -> Lexicon:
    """The pack's lexicon; the last one is kept, since a process reads many articles with one pack."""
    if not _MADE or _MADE[0][0] is not pack:
        _MADE[:] = [(pack, Lexicon(pack))]
    return _MADE[0][1]
