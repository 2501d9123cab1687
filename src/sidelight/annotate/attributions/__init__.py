"""Who says what: the spans of every source, cue and content. Who the sources are is told by `annotate.speakers`."""

from sidelight.annotate.attributions.boundaries import content_end
from sidelight.annotate.attributions.contents import Ends, fill
from sidelight.annotate.attributions.cues import find_cues
from sidelight.annotate.attributions.doubts import doubt
from sidelight.annotate.attributions.joining import Found, join
from sidelight.annotate.attributions.keeping import keep
from sidelight.annotate.attributions.layout import lay_out
from sidelight.annotate.attributions.merging import merge
from sidelight.annotate.attributions.quotes import find_quotes
from sidelight.annotate.attributions.signed import signed
from sidelight.annotate.attributions.tagged import tagged
from sidelight.annotate.attributions.units import find_units
from sidelight.text.pack import LanguagePack
from sidelight.types import Article, Attribution, Sentence, TagReading

__all__ = ["find_attributions"]


def find_attributions(
    article: Article, sentences: tuple[Sentence, ...], tags: TagReading, pack: LanguagePack
) -> tuple[Attribution, ...]:
    """Every attribution of the article's body, in text order; source, cue and content as in PolNeAR (Newell et al. 2018).

    Rules propose, and so do `tags`, which the window network reads; `merging` says who goes first. `speaker` is left None
    and `speaker_kind` "other" for the stage that knows the names.
    """
    kept = keep(candidates(article, sentences, pack), pack)
    doubt(kept, article.title or "", pack)
    layout = lay_out(article, sentences, tags, find_quotes(article.text))
    doubted = [_attribution(f) for f in kept if f.doubted]
    return tuple(merge(layout, [_attribution(f) for f in kept], tagged(layout, pack), doubted))


def candidates(article: Article, sentences: tuple[Sentence, ...], pack: LanguagePack, ends: Ends = content_end) -> list[Found]:
    """All that the rules propose, before the model keeps or drops it."""
    quotes = find_quotes(article.text)
    units = find_units(article, sentences, quotes)
    cues = [fill(unit, find_cues(unit, pack), article.text, ends, pack) for unit in units]
    return signed(article.text, units, join(article.text, units, cues, quotes))


def _attribution(found: Found) -> Attribution:
    return Attribution(
        source=found.source, cue=found.cue, content=found.content, direct=found.direct,
        speaker=None, speaker_kind="other", probability=found.probability,
    )  # fmt: skip
