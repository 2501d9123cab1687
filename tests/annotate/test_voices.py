"""Whose words each stretch is."""

from itertools import pairwise

from sidelight.annotate.attributions import find_attributions
from sidelight.annotate.voices import find_voices
from sidelight.encode.windows import read_windows
from sidelight.resources.load import language_pack
from sidelight.text.sentences import sentences
from sidelight.types import Article, Attribution, Sentence, Voice

PACK = language_pack("en")


def read(text: str) -> tuple[tuple[Voice, ...], tuple[Attribution, ...]]:
    article = Article(id="a", version="1", text=text)
    split = tuple(Sentence(start=s, end=e) for s, e in sentences(text, PACK))
    made = find_attributions(article, split, read_windows(article, split), PACK)
    return find_voices(article, split, made), made


def voices(text: str) -> list[tuple[str, str]]:
    return [(v.kind, text[v.start : v.end]) for v in read(text)[0]]


def test_quoted_words_are_the_speakers_and_the_tag_is_the_outlets() -> None:
    assert voices("“The pier is gone,” Venn said.") == [("quoted", "“The pier is gone,”")]


def test_reported_words_around_a_partial_quote_are_told_from_it() -> None:
    text = "Venn said that the pier was “gone for good” after the storm."
    assert [kind for kind, _ in voices(text)][:2] == ["reported", "quoted"]
    assert ("quoted", "“gone for good”") in voices(text)


def test_scare_quotes_stay_the_outlets_own() -> None:
    assert voices("The town has a “green” tram and a new library.") == []


def test_a_long_quote_that_nothing_explains_is_not_the_outlets() -> None:
    text = "The sign was old. “No dogs, no drums and no debts past this gate.”"
    assert voices(text) == [("quoted", "“No dogs, no drums and no debts past this gate.”")]


def test_of_two_contents_the_shorter_ones_speaker_has_the_words() -> None:
    text = "“The pier is gone for good,” Venn said, according to the Eastmere Post."
    article = Article(id="a", version="1", text=text)
    whole = Attribution(
        source=((61, 70),), cue=(), content=((0, 38),), direct=False, speaker=None, speaker_kind="other", probability=0.9
    )
    inner = Attribution(
        source=((29, 33),), cue=(), content=((0, 28),), direct=True, speaker=None, speaker_kind="other", probability=0.9
    )
    found = find_voices(article, (Sentence(start=0, end=len(text)),), (whole, inner))
    assert [(v.kind, v.attribution) for v in found] == [("quoted", 1), ("reported", 0)]


def test_an_unsure_attribution_takes_only_what_stands_in_quotation_marks() -> None:
    text = "Venn seemed to call it a “quiet and lasting disgrace to us” again."
    article = Article(id="a", version="1", text=text)
    unsure = Attribution(
        source=((0, 4),), cue=(), content=((20, 65),), direct=False, speaker=None, speaker_kind="other", probability=0.41
    )
    found = find_voices(article, (Sentence(start=0, end=len(text)),), (unsure,))
    assert [(v.kind, text[v.start : v.end]) for v in found] == [("quoted", "“quiet and lasting disgrace to us”")]


def test_voices_do_not_overlap() -> None:
    found, _ = read("“It is gone,” Venn said. Lund said that Venn claimed “the money is there” and called it a lie.")
    assert all(a.end <= b.start for a, b in pairwise(found))
