"""Every table of a desk as it stands at the newest revision; the migrations lead here, and a test compares the two.

Internal keys are whole numbers and never leave the store; ids are what is printed, and never change.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
    text,
)

from sidelight.store.columns import Json, Key, Moment, Words

REVISION = "0003"
"""The newest migration's revision; a desk that has it needs no Alembic at opening."""

METADATA = MetaData()


def _key() -> Column[int]:
    return Column("key", Key, primary_key=True)


def _of(table: str, name: str, *, primary: bool = False, null: bool = False) -> Column[int]:
    return Column(name, Key, ForeignKey(f"{table}.key", ondelete="CASCADE"), primary_key=primary, nullable=null)


outlet = Table(
    "outlet", METADATA,
    Column("domain", Words, primary_key=True),
    Column("name", Words, nullable=False),
    Column("domains", Json, nullable=False),
    Column("country", Words), Column("language", Words), Column("owner", Words), Column("kind", Words),
)  # fmt: skip

outlet_domain = Table(  # every other domain of an outlet
    "outlet_domain", METADATA,
    Column("domain", Words, primary_key=True),
    Column("outlet", Words, ForeignKey("outlet.domain", ondelete="CASCADE"), nullable=False, index=True),
)  # fmt: skip

rating_set = Table(
    "rating_set", METADATA,
    _key(),
    Column("name", Words, nullable=False, unique=True),
    Column("axis", Words, nullable=False), Column("source", Words, nullable=False), Column("terms", Words, nullable=False),
)  # fmt: skip

rating = Table(
    "rating", METADATA,
    _of("rating_set", "set_key", primary=True),
    Column("outlet", Words, primary_key=True), Column("rater", Words, primary_key=True),
    Column("value", Float, nullable=False), Column("rated", Date), Column("n", Integer),
    Index("rating_by_outlet", "outlet"),
)  # fmt: skip

article = Table(
    "article", METADATA,
    _key(),
    Column("id", Words, nullable=False, unique=True),
    Column("url", Words), Column("outlet", Words),
    Column("authors", Json, nullable=False),
    Column("published", Moment), Column("published_day_only", Boolean, nullable=False),
    Column("language", Words), Column("from_html", Boolean, nullable=False), Column("story", Words),
    Column("first_seen", Moment, nullable=False), Column("last_seen", Moment, nullable=False),
    Column("taken_down", Boolean, nullable=False),
    Index("article_by_time", "published", "key"), Index("article_by_outlet", "outlet", "published"),
    sqlite_autoincrement=True,
)  # fmt: skip

version = Table(  # one text of an article; `extra` holds blocks, asides and links
    "version", METADATA,
    _key(),
    _of("article", "article_key"),
    Column("version", Words, nullable=False),
    Column("title", Words), Column("text", Words, nullable=False),
    Column("extra", Json),
    Column("current", Boolean, nullable=False), Column("shrunk", Boolean, nullable=False),
    Column("length", Integer, nullable=False, server_default="0"),
    Column("first_seen", Moment, nullable=False), Column("last_seen", Moment, nullable=False),
    UniqueConstraint("article_key", "version", name="version_once"),
    # The migration says the same for PostgreSQL; saying it here would load that dialect in every command (25 ms).
    Index("version_current", "article_key", unique=True, sqlite_where=text("current")),
    sqlite_autoincrement=True,
)  # fmt: skip

CURRENT = text("version.current")
"""As the index has it: SQLite does not see that `current = 1` is the same, and would read past every text to look."""

edit = Table(  # every step from one version to the next, back to an older one too
    "edit", METADATA,
    _key(),
    _of("article", "article_key"), _of("version", "version_key"),
    Column("seen", Moment, nullable=False),
    Index("edit_by_article", "article_key"),
)  # fmt: skip

address = Table(
    "address", METADATA,
    Column("url", Words, primary_key=True),
    _of("article", "article_key"),
    Index("address_by_article", "article_key"),
)  # fmt: skip

record = Table(  # digests of input records that were read, so that reading them again is a look-up
    "record", METADATA,
    Column("digest", Words, primary_key=True),
    _of("article", "article_key"),
    Index("record_by_article", "article_key"),
)  # fmt: skip

tombstone = Table(
    "tombstone", METADATA,
    Column("kind", Words, primary_key=True), Column("value", Words, primary_key=True),
    Column("article", Words), Column("url", Words),
    Column("reason", Words, nullable=False), Column("at", Moment, nullable=False),
)  # fmt: skip

progress = Table(
    "progress", METADATA,
    Column("source", Words, primary_key=True),
    Column("line", Integer, nullable=False), Column("offset", Key, nullable=False), Column("size", Key, nullable=False),
    Column("done", Boolean, nullable=False), Column("counts", Json, nullable=False), Column("updated", Moment, nullable=False),
)  # fmt: skip

stamp = Table(  # what made an annotation or a breakdown
    "stamp", METADATA,
    _key(),
    Column("name", Words, nullable=False), Column("model", Words, nullable=False), Column("settings", Words, nullable=False),
    UniqueConstraint("name", "model", "settings", name="stamp_once"),
)  # fmt: skip

annotation = Table(
    "annotation", METADATA,
    _of("version", "version_key", primary=True), _of("stamp", "stamp_key", primary=True),
    Column("payload", LargeBinary, nullable=False),
    Index("annotation_by_stamp", "stamp_key"),
)  # fmt: skip

breakdown = Table(
    "breakdown", METADATA,
    _key(),
    Column("kind", Words, nullable=False), Column("subject", Words, nullable=False),
    Column("version", Words, nullable=False),
    _of("stamp", "stamp_key"),
    Column("inputs", Words, nullable=False), Column("made", Moment, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    UniqueConstraint("kind", "subject", "version", "stamp_key", name="breakdown_once"),
)  # fmt: skip

breakdown_article = Table(
    "breakdown_article", METADATA,
    _of("breakdown", "breakdown_key", primary=True), _of("article", "article_key", primary=True),
    Index("breakdown_by_article", "article_key"),
)  # fmt: skip

story = Table(
    "story", METADATA,
    _key(),
    Column("id", Words, nullable=False, unique=True),
    Column("title", Words), _of("article", "title_from", null=True), _of("article", "founder", null=True),
    Column("first_seen", Moment), Column("last_seen", Moment),
    Column("closed", Boolean, nullable=False),
    _of("story", "merged_into", null=True),
    Index("story_by_time", "last_seen", "key"), Index("story_by_target", "merged_into"), Index("story_by_title", "title_from"),
)  # fmt: skip

story_link = Table(  # the story before, the story after, the situation that both belong to
    "story_link", METADATA,
    _of("story", "story_key", primary=True), _of("story", "other_key", primary=True), Column("kind", Words, primary_key=True),
    Column("score", Float),
    Index("story_link_back", "other_key"),
)  # fmt: skip

membership = Table(
    "membership", METADATA,
    _of("article", "article_key", primary=True), _of("story", "story_key"),
    Column("independent", Boolean, nullable=False), _of("article", "copy_of", null=True),
    Column("why", Json),
    Index("membership_by_story", "story_key"), Index("membership_by_original", "copy_of"),
)  # fmt: skip

group_cell = Table(  # what grouping remembers: one value a key; those about one article go with it
    "group_cell", METADATA,
    Column("key", Words, primary_key=True),
    _of("article", "article_key", null=True),
    Column("payload", LargeBinary, nullable=False),
    Index("group_cell_by_article", "article_key"),
)  # fmt: skip

lease = Table(
    "lease", METADATA,
    Column("name", Words, primary_key=True),
    Column("holder", Words, nullable=False), Column("token", Integer, nullable=False),
    Column("taken", Moment, nullable=False), Column("expires", Moment, nullable=False),
)  # fmt: skip

health = Table(  # how often an outlet was asked in an hour, and how it answered
    "health", METADATA,
    Column("outlet", Words, primary_key=True), Column("hour", Moment, primary_key=True),
    Column("outcome", Words, primary_key=True), Column("reason", Words, primary_key=True),
    Column("count", Integer, nullable=False),
    Index("health_by_hour", "hour"),
)  # fmt: skip

census = Table(  # a source that holds all that the outlet published in this span
    "census", METADATA,
    Column("outlet", Words, primary_key=True), Column("source", Words, primary_key=True),
    Column("first", Moment, nullable=False), Column("last", Moment, nullable=False), Column("articles", Integer, nullable=False),
)  # fmt: skip

feed = Table(
    "feed", METADATA,
    Column("url", Words, primary_key=True),
    Column("outlet", Words), Column("title", Words), Column("folder", Words),
    Column("etag", Words), Column("modified", Words),
    Column("interval", Float, nullable=False), Column("due", Moment, index=True), Column("asked", Moment),
    Column("error", Words), Column("failures", Integer, nullable=False), Column("schedule", Json), Column("digest", Words),
)  # fmt: skip

feed_entry = Table(  # which items of a feed were met, so that none is fetched twice
    "feed_entry", METADATA,
    Column("feed", Words, ForeignKey("feed.url", ondelete="CASCADE"), primary_key=True),
    Column("entry", Words, primary_key=True),
    Column("digest", Words, nullable=False), Column("seen", Moment, nullable=False),
)  # fmt: skip

awaited = Table(  # what feeds named and the desk does not hold yet; a row goes in the transaction of what it brought
    "awaited", METADATA,
    Column("address", Words, primary_key=True),
    Column("feed", Words, nullable=False), Column("entry", Json, nullable=False),
    Column("added", Moment, nullable=False), Column("due", Moment, nullable=False, index=True),
    Column("tries", Integer, nullable=False), Column("error", Words),
)  # fmt: skip

robots = Table(  # each site's robots.txt, for a day
    "robots", METADATA,
    Column("origin", Words, primary_key=True),
    Column("answer", Words, nullable=False), Column("text", Words, nullable=False), Column("fetched", Moment, nullable=False),
)  # fmt: skip

prominence = Table(  # where a home page showed an article, from when to when
    "prominence", METADATA,
    _of("article", "article_key", primary=True), Column("outlet", Words, primary_key=True),
    Column("section", Words, primary_key=True), Column("rank", Integer, primary_key=True),
    Column("first_seen", Moment, primary_key=True), Column("last_seen", Moment, nullable=False),
)  # fmt: skip

SEARCH = MetaData()
"""PostgreSQL only (`words` is a tsvector, never read by us); on SQLite `search` is an FTS5 table over the view `searchable`."""

search_words = Table("search", SEARCH, Column("version_key", Key, primary_key=True), Column("words", Words))
