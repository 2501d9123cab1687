"""Where a text comes from and what it consists of: byline, dates, credits, what was set aside, what breaks off."""

from sidelight.lens import LensContext, Subject, SubjectKind
from sidelight.lenses.provenance.breaks import broken_quotations, run_together, texts_that_break_off
from sidelight.lenses.provenance.credits import bylines, datelines, dates, photo_credits, wire_credits
from sidelight.lenses.provenance.headline import headline_figures
from sidelight.lenses.provenance.labels import opinion_labels, set_aside
from sidelight.resources.load import language_pack
from sidelight.types import Article, Result


class ProvenanceLens:
    """Reads any language: fields and blocks are there in all, the rules on English words run on English alone."""

    name = "provenance"
    version = "1"
    subjects: frozenset[SubjectKind] = frozenset({"article"})
    needs: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()

    def find(self, subject: Subject, context: LensContext) -> Result:  # noqa: ARG002  (the lens protocol's signature)
        """Every credit and every fault that is sure; nothing on doubt."""
        if not isinstance(subject, Article):
            return Result()
        pack = language_pack("en")
        found = [
            *bylines(subject, pack),
            *dates(subject),
            *datelines(subject),
            *wire_credits(subject),
            *photo_credits(subject),
            *set_aside(subject),
            *opinion_labels(subject, pack),
        ]
        if subject.language in ("en", None):
            found += [
                *broken_quotations(subject, pack),
                *texts_that_break_off(subject, pack),
                *run_together(subject, pack),
                *headline_figures(subject, pack),
            ]
        return Result(findings=tuple(found))


lens = ProvenanceLens()
