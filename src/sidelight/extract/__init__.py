"""Capture to Article: the body, what is known of it, and what in it is not the report."""

from sidelight.extract.articles import article_from_text
from sidelight.extract.blocks import find_blocks
from sidelight.extract.captures import article_from_capture
from sidelight.extract.records import article_from_record

__all__ = ["article_from_capture", "article_from_record", "article_from_text", "find_blocks"]
