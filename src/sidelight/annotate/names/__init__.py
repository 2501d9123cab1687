"""Who and what is named, by proper name."""

from sidelight.annotate.names.find import find_names

__all__ = ["find_names"]
