"""Who the source of each attribution is, and in which role it speaks."""

from sidelight.annotate.speakers.name import name_speakers

__all__ = ["name_speakers"]
