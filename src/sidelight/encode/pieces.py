"""Word pieces with their places: the vocabulary and the cutting of BERT's uncased models (WordPiece, Devlin et al. 2019).

The cutting is written out here, since a tokenizer package would bring a download client into every installation; the tests
compare it with that package piece by piece. A chunk between white space is cut once and remembered.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

UNKNOWN, FIRST, LAST, PADDING = "[UNK]", "[CLS]", "[SEP]", "[PAD]"
LONGEST_WORD = 100
"""Letters: a longer run is one unknown piece."""
_REMEMBERED = 50_000
_LONGEST_KEPT = 40
_DROPPED = frozenset({"Cc", "Cf", "Co", "Cs"})
_CHUNK = re.compile("[^ \t\n\r\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")


class Pieces(NamedTuple):
    """Piece ids, where each begins and ends in the text (code points, end-exclusive), and how its word is written.

    `cases`: 0 small letters, 1 a capital first, 2 all capitals, 3 mixed.
    """

    ids: list[int]
    starts: list[int]
    ends: list[int]
    cases: Sequence[int] = ()

    def part(self, start: int, end: int) -> "Pieces":
        """Some of them, from one number to another."""
        return Pieces(self.ids[start:end], self.starts[start:end], self.ends[start:end], self.cases[start:end])


class Cutter:
    """Cuts text into pieces of one vocabulary."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary
        self._unknown = vocabulary[UNKNOWN]
        self._seen: dict[str, tuple[tuple[int, int, int, int], ...]] = {}

    def cut(self, text: str, start: int = 0, end: int | None = None) -> Pieces:
        """The pieces between two offsets, placed in the whole text. Marks that are no letters, digits or signs have none."""
        ids: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        cases: list[int] = []
        for chunk in _CHUNK.finditer(text, start, len(text) if end is None else end):
            at = chunk.start()
            for piece, first, last, case in self._chunk(chunk[0]):
                ids.append(piece)
                starts.append(at + first)
                ends.append(at + last)
                cases.append(case)
        return Pieces(ids, starts, ends, cases)

    def _chunk(self, chunk: str) -> tuple[tuple[int, int, int, int], ...]:
        found = self._seen.get(chunk)
        if found is None:
            found = tuple(_with_cases(chunk, self._cut_chunk(chunk)))
            if len(chunk) <= _LONGEST_KEPT:
                if len(self._seen) >= _REMEMBERED:
                    self._seen.clear()
                self._seen[chunk] = found
        return found

    def _cut_chunk(self, chunk: str) -> list[tuple[int, int, int]]:
        found: list[tuple[int, int, int]] = []
        for letters, places in _words(chunk):
            found += self._word(letters, places)
        return found

    def _word(self, letters: str, places: list[int]) -> list[tuple[int, int, int]]:
        """Greedily the longest known piece first; a word that cannot be laid out so is unknown as a whole."""
        whole = [(self._unknown, places[0], places[-1] + 1)]
        if len(letters) > LONGEST_WORD:
            return whole
        found: list[tuple[int, int, int]] = []
        at = 0
        while at < len(letters):
            end = len(letters)
            while end > at:
                piece = self._vocabulary.get(("##" if at else "") + letters[at:end])
                if piece is not None:
                    break
                end -= 1
            else:
                return whole
            found.append((piece or 0, places[at], places[end - 1] + 1))
            at = end
        return found


def _with_cases(chunk: str, pieces: list[tuple[int, int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """Each piece with the case of its word: the letters and digits that no mark parts."""
    k = 0
    while k < len(pieces):
        last = k + 1
        while last < len(pieces) and _one_word(chunk, pieces[last - 1][2], pieces[last][1]):
            last += 1
        case = _case(chunk[pieces[k][1] : pieces[last - 1][2]])
        yield from ((*piece, case) for piece in pieces[k:last])
        k = last


def _one_word(chunk: str, end: int, start: int) -> bool:
    return start == end and chunk[start].isalnum() and chunk[end - 1].isalnum()


def _case(word: str) -> int:
    if not any(c.isupper() for c in word):
        return 0
    if len(word) > 1 and word.isupper():
        return 2
    return 1 if len(word) == 1 or (word[0].isupper() and word[1:].islower()) else 3


def _words(chunk: str) -> list[tuple[str, list[int]]]:
    """Lower-case words without accents, and single marks, each with the place in the chunk that every letter comes from."""
    found: list[tuple[str, list[int]]] = []
    letters: list[str] = []
    places: list[int] = []
    for k, character in enumerate(chunk):
        for one in _plain(character):
            if _alone(one):
                if letters:
                    found.append(("".join(letters), places))
                    letters, places = [], []
                found.append((one, [k]))
            else:
                letters.append(one)
                places.append(k)
    if letters:
        found.append(("".join(letters), places))
    return found


def _plain(character: str) -> str:
    """The character in small letters, decomposed, without accents; nothing for control and format characters."""
    if character.isascii():
        return character.lower() if character.isprintable() else ""
    if character == "\ufffd" or unicodedata.category(character) in _DROPPED:
        return ""
    whole = unicodedata.normalize("NFD", character)
    return "".join(c.lower() for c in whole if unicodedata.category(c) != "Mn")


def _alone(character: str) -> bool:
    """Whether it stands as a word of its own: a mark, or a Chinese character."""
    if character.isascii():
        return not character.isalnum()
    code = ord(character)
    return (
        unicodedata.category(character)[0] == "P"
        or 0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or 0x20000 <= code <= 0x2A6DF
        or 0x2A700 <= code <= 0x2B73F
        or 0x2B740 <= code <= 0x2B81F
        or 0x2B820 <= code <= 0x2CEAF
        or 0xF900 <= code <= 0xFAFF
        or 0x2F800 <= code <= 0x2FA1F
    )
