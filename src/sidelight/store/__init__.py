"""The desk's memory: `open_store` gives a `Store` (see `protocol`), on SQLite by default, on PostgreSQL by URL."""

from sidelight.store.protocol import Store
from sidelight.store.query import parse_query
from sidelight.store.records import (
    AGAIN,
    Arrival,
    ArticleLine,
    Awaited,
    Census,
    Check,
    FeedRead,
    FeedState,
    HealthHour,
    Hit,
    Holding,
    Lease,
    Member,
    Progress,
    Query,
    Settled,
    Stamp,
    StoryDraft,
    StoryLine,
    StoryLink,
    Tombstone,
    Written,
    record_digest,
)
from sidelight.store.sql import open_store

__all__ = [
    "AGAIN", "Arrival", "ArticleLine", "Awaited", "Census", "Check", "FeedRead", "FeedState", "HealthHour", "Hit", "Holding",
    "Lease", "Member", "Progress", "Query", "Settled", "Stamp", "Store", "StoryDraft", "StoryLine", "StoryLink", "Tombstone",
    "Written", "open_store", "parse_query", "record_digest",
]  # fmt: skip
