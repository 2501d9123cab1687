"""What feeds named and is still to be fetched, sites' robots.txt, and what a feed's body was."""

import sqlalchemy as sa
from alembic import op

from sidelight.store.columns import Json, Moment, Words

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The queue between a feed and its articles; robots.txt files; a feed's digest."""
    op.create_table(
        "awaited",
        sa.Column("address", Words(), nullable=False),
        sa.Column("feed", Words(), nullable=False),
        sa.Column("entry", Json(), nullable=False),
        sa.Column("added", Moment(), nullable=False),
        sa.Column("due", Moment(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", Words(), nullable=True),
        sa.PrimaryKeyConstraint("address"),
    )
    op.create_index(op.f("ix_awaited_due"), "awaited", ["due"], unique=False)
    op.create_table(
        "robots",
        sa.Column("origin", Words(), nullable=False),
        sa.Column("answer", Words(), nullable=False),
        sa.Column("text", Words(), nullable=False),
        sa.Column("fetched", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("origin"),
    )
    op.add_column("feed", sa.Column("digest", Words(), nullable=True))
