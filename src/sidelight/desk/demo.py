"""The article that ships: written for Sidelight, about invented places, people and outlets."""

import json

from sidelight.config import Settings
from sidelight.desk.read import read_article
from sidelight.extract import article_from_record
from sidelight.resources.load import read_bytes
from sidelight.types import Breakdown


def demonstration(settings: Settings) -> Breakdown:
    """The breakdown of the shipped article."""
    return read_article(article_from_record(json.loads(read_bytes("demo/article.json")), settings), settings)
