"""What a feed holds, without keeping anything of it."""

from typing import BinaryIO

from sidelight.config import Settings
from sidelight.desk.read import capture_of
from sidelight.gather.feeds import parse_feed
from sidelight.types import FeedDocument


def read_feed(source: str, settings: Settings, stdin: BinaryIO | None = None) -> FeedDocument:
    """The feed at a path or an address; "-" reads `stdin`.

    Raises:
        InputError: it cannot be read, or is no feed. FetchError: the address does not answer as it should.
    """
    return parse_feed(capture_of(source, settings, stdin), settings)
