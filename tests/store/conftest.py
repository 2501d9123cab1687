"""A desk on each database: SQLite always, PostgreSQL where SIDELIGHT_TEST_POSTGRES names one (see .ci/postgres)."""

import os
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from conftest import skip_unless_required

from sidelight.extract import article_from_text
from sidelight.store import Arrival, Store, open_store

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a new desk may be made."""
    if request.param == "sqlite":
        yield str(tmp_path / "desk.db")
        return
    server = os.environ.get("SIDELIGHT_TEST_POSTGRES")
    if not server:
        skip_unless_required("postgres", "SIDELIGHT_TEST_POSTGRES names no server")
    url = sa.make_url(str(server)).set(drivername="postgresql+psycopg")
    name = f"desk_{uuid.uuid4().hex}"
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield url.set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    engine.dispose()


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with open_store(place) as opened:
        yield opened


@pytest.fixture
def arrival() -> Callable[..., Arrival]:
    """An article as it comes in; `number` makes its address, `hours` after noon is when it was published and seen."""

    def make(number: int, text: str, title: str | None = None, hours: float = 0, **more: Any) -> Arrival:
        seen = NOON + timedelta(hours=hours)
        outlet = more.pop("outlet", "quayside.example")
        fields = {"url": f"https://{outlet}/{number}", "published": seen} | {
            name: more.pop(name) for name in ("id", "url", "published", "authors") if name in more
        }
        return Arrival(article=article_from_text(text, title, **fields), seen=more.pop("seen", seen), **more)

    return make
