"""What the text functions must know of a language; the packs themselves ship in `resources/lexicons`."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguagePack:
    """Word lists of one language, by name ("abbreviations", "months" …); lower case unless the list says otherwise."""

    language: str
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def has(self, name: str, word: str) -> bool:
        """Whether the word stands in the list."""
        return word.lower() in self.words[name]
