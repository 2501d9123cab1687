"""What is made of articles: stories, annotations, breakdowns; and how they are gathered."""

import sqlalchemy as sa
from alembic import op

from sidelight.store.columns import Json, Key, Moment, Words

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Stories, annotations and breakdowns, fetch health, feeds; and how long each text was before it shrank."""
    _census()
    _feed()
    _health()
    _lease()
    _stamp()
    _breakdown()
    _feed_entry()
    _group_cell()
    _prominence()
    _story()
    _annotation()
    _breakdown_article()
    _membership()
    _story_link()
    op.add_column("version", sa.Column("length", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE version SET length = length(text)")


def _census() -> None:
    op.create_table(
        "census",
        sa.Column("outlet", Words(), nullable=False),
        sa.Column("source", Words(), nullable=False),
        sa.Column("first", Moment(), nullable=False),
        sa.Column("last", Moment(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("outlet", "source"),
    )


def _feed() -> None:
    op.create_table(
        "feed",
        sa.Column("url", Words(), nullable=False),
        sa.Column("outlet", Words(), nullable=True),
        sa.Column("title", Words(), nullable=True),
        sa.Column("folder", Words(), nullable=True),
        sa.Column("etag", Words(), nullable=True),
        sa.Column("modified", Words(), nullable=True),
        sa.Column("interval", sa.Float(), nullable=False),
        sa.Column("due", Moment(), nullable=True),
        sa.Column("asked", Moment(), nullable=True),
        sa.Column("error", Words(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("schedule", Json(), nullable=True),
        sa.PrimaryKeyConstraint("url"),
    )
    op.create_index(op.f("ix_feed_due"), "feed", ["due"], unique=False)


def _health() -> None:
    op.create_table(
        "health",
        sa.Column("outlet", Words(), nullable=False),
        sa.Column("hour", Moment(), nullable=False),
        sa.Column("outcome", Words(), nullable=False),
        sa.Column("reason", Words(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("outlet", "hour", "outcome", "reason"),
    )
    op.create_index("health_by_hour", "health", ["hour"], unique=False)


def _lease() -> None:
    op.create_table(
        "lease",
        sa.Column("name", Words(), nullable=False),
        sa.Column("holder", Words(), nullable=False),
        sa.Column("token", sa.Integer(), nullable=False),
        sa.Column("taken", Moment(), nullable=False),
        sa.Column("expires", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )


def _stamp() -> None:
    op.create_table(
        "stamp",
        sa.Column("key", Key, nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("model", Words(), nullable=False),
        sa.Column("settings", Words(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("name", "model", "settings", name="stamp_once"),
    )


def _breakdown() -> None:
    op.create_table(
        "breakdown",
        sa.Column("key", Key, nullable=False),
        sa.Column("kind", Words(), nullable=False),
        sa.Column("subject", Words(), nullable=False),
        sa.Column("version", Words(), nullable=False),
        sa.Column("stamp_key", Key, nullable=False),
        sa.Column("inputs", Words(), nullable=False),
        sa.Column("made", Moment(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["stamp_key"], ["stamp.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("kind", "subject", "version", "stamp_key", name="breakdown_once"),
    )


def _feed_entry() -> None:
    op.create_table(
        "feed_entry",
        sa.Column("feed", Words(), nullable=False),
        sa.Column("entry", Words(), nullable=False),
        sa.Column("digest", Words(), nullable=False),
        sa.Column("seen", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["feed"], ["feed.url"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("feed", "entry"),
    )


def _group_cell() -> None:
    op.create_table(
        "group_cell",
        sa.Column("key", Words(), nullable=False),
        sa.Column("article_key", Key, nullable=True),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article_key"], ["article.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("group_cell_by_article", "group_cell", ["article_key"], unique=False)


def _prominence() -> None:
    op.create_table(
        "prominence",
        sa.Column("article_key", Key, nullable=False),
        sa.Column("outlet", Words(), nullable=False),
        sa.Column("section", Words(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("first_seen", Moment(), nullable=False),
        sa.Column("last_seen", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["article_key"], ["article.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_key", "outlet", "section", "rank", "first_seen"),
    )


def _story() -> None:
    op.create_table(
        "story",
        sa.Column("key", Key, nullable=False),
        sa.Column("id", Words(), nullable=False),
        sa.Column("title", Words(), nullable=True),
        sa.Column("title_from", Key, nullable=True),
        sa.Column("founder", Key, nullable=True),
        sa.Column("first_seen", Moment(), nullable=True),
        sa.Column("last_seen", Moment(), nullable=True),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("merged_into", Key, nullable=True),
        sa.ForeignKeyConstraint(["founder"], ["article.key"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["merged_into"], ["story.key"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["title_from"], ["article.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("story_by_target", "story", ["merged_into"], unique=False)
    op.create_index("story_by_time", "story", ["last_seen", "key"], unique=False)
    op.create_index("story_by_title", "story", ["title_from"], unique=False)


def _annotation() -> None:
    op.create_table(
        "annotation",
        sa.Column("version_key", Key, nullable=False),
        sa.Column("stamp_key", Key, nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["stamp_key"], ["stamp.key"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["version_key"], ["version.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("version_key", "stamp_key"),
    )
    op.create_index("annotation_by_stamp", "annotation", ["stamp_key"], unique=False)


def _breakdown_article() -> None:
    op.create_table(
        "breakdown_article",
        sa.Column("breakdown_key", Key, nullable=False),
        sa.Column("article_key", Key, nullable=False),
        sa.ForeignKeyConstraint(["article_key"], ["article.key"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["breakdown_key"], ["breakdown.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("breakdown_key", "article_key"),
    )
    op.create_index("breakdown_by_article", "breakdown_article", ["article_key"], unique=False)


def _membership() -> None:
    op.create_table(
        "membership",
        sa.Column("article_key", Key, nullable=False),
        sa.Column("story_key", Key, nullable=False),
        sa.Column("independent", sa.Boolean(), nullable=False),
        sa.Column("copy_of", Key, nullable=True),
        sa.Column("why", Json(), nullable=True),
        sa.ForeignKeyConstraint(["article_key"], ["article.key"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["copy_of"], ["article.key"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["story_key"], ["story.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_key"),
    )
    op.create_index("membership_by_original", "membership", ["copy_of"], unique=False)
    op.create_index("membership_by_story", "membership", ["story_key"], unique=False)


def _story_link() -> None:
    op.create_table(
        "story_link",
        sa.Column("story_key", Key, nullable=False),
        sa.Column("other_key", Key, nullable=False),
        sa.Column("kind", Words(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["other_key"], ["story.key"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["story_key"], ["story.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story_key", "other_key", "kind"),
    )
    op.create_index("story_link_back", "story_link", ["other_key"], unique=False)
