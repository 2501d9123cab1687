"""Writing articles: each with all that belongs to it, many in one transaction, the same again changing nothing."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, tuple_, update

from sidelight.store import derived
from sidelight.store.awaited import settle
from sidelight.store.columns import sound
from sidelight.store.database import Database
from sidelight.store.health import count_attempts
from sidelight.store.imports import keep_progress
from sidelight.store.records import Arrival, Outcome, Progress, Settled, Written
from sidelight.store.rows import facts_of, index, unindex, version_of
from sidelight.store.tables import CURRENT, address, article, edit, record, tombstone, version
from sidelight.types import FetchAttempt

BATCH_ARTICLES, BATCH_SECONDS = 64, 0.25
"""A batch is committed at whichever comes first, so that what a kill takes is at most the article in hand when each costs
much work, and a quarter of a second's reading when it costs little; nothing that was reported is ever lost. Per second of
one core (2026-11, 6,000 invented articles of 5 kB): 3,065 articles in batches of 64, 3,452 in batches of 128."""


@dataclass(slots=True)
class _Step:
    """An arrival on its way: which article row it is, and what became of it."""

    arrival: Arrival
    row: Row[Any] | None = None
    outcome: Outcome = "new"
    reason: str = ""
    article_key: int = 0
    version_key: int = 0
    becomes_current: bool = True


def write(
    database: Database,
    arrivals: Sequence[Arrival],
    attempts: Iterable[FetchAttempt] = (),
    progress: Progress | None = None,
    settled: Settled | None = None,
) -> tuple[Written, ...]:
    """All of it in one transaction; what became of each, in the order given."""
    written: list[Written] = []
    with database.writing() as connection:
        for part in _without_repeats(arrivals):
            written += _write_part(database, connection, part)
        count_attempts(database, connection, attempts)
        if progress is not None:
            keep_progress(database, connection, progress)
        if settled is not None:
            settle(database, connection, settled)
    return tuple(written)


def batches(arrivals: Iterable[Arrival]) -> Iterator[list[Arrival]]:
    """The arrivals as they should be committed."""
    held: list[Arrival] = []
    started = time.monotonic()
    for arrival in arrivals:
        held.append(arrival)
        if len(held) >= BATCH_ARTICLES or time.monotonic() - started >= BATCH_SECONDS:
            yield held
            held, started = [], time.monotonic()
    if held:
        yield held


def _without_repeats(arrivals: Sequence[Arrival]) -> Iterator[list[Arrival]]:
    """Parts in which no article and no address comes twice, so that each part can be looked up at once.

    One that may turn out to be another article, by its address, is a part of its own.
    """
    part: list[Arrival] = []
    met: set[str] = set()
    for arrival in arrivals:
        names = {f"id {sound(arrival.article.id)}", *(f"url {url}" for url in _addresses(arrival))}
        if met & names or (part and (arrival.by_address or part[-1].by_address)):
            yield part
            part, met = [], set()
        part.append(arrival)
        met |= names
    if part:
        yield part


def _addresses(arrival: Arrival) -> tuple[str, ...]:
    given = (arrival.article.url, *arrival.addresses)
    return tuple(dict.fromkeys(sound(url) for url in given if url))


def _write_part(database: Database, connection: Connection, part: list[Arrival]) -> list[Written]:
    steps = [_Step(arrival) for arrival in part]
    _find_known(connection, steps)
    _refuse(connection, steps)
    going = [step for step in steps if step.outcome != "refused"]
    _judge(going)
    _write_articles(connection, going)
    _write_versions(database, connection, going)
    _write_belongings(database, connection, going)
    return [
        Written(id=step.row.id if step.row else sound(step.arrival.article.id), outcome=step.outcome, reason=step.reason)
        for step in steps
    ]


def _find_known(connection: Connection, steps: list[_Step]) -> None:
    wanted = select(article, version.c.key.label("version_key"), version.c.version, version.c.shrunk).outerjoin(
        version, (version.c.article_key == article.c.key) & CURRENT
    )
    by_id = {row.id: row for row in connection.execute(wanted.where(article.c.id.in_([s.arrival.article.id for s in steps])))}
    for step in steps:
        step.row = by_id.get(sound(step.arrival.article.id))
    lost = [step for step in steps if step.row is None and step.arrival.by_address]
    urls = [url for step in lost for url in _addresses(step.arrival)]
    if not urls:
        return
    joined = wanted.add_columns(address.c.url.label("claimed")).join(address, address.c.article_key == article.c.key)
    by_url = {row.claimed: row for row in connection.execute(joined.where(address.c.url.in_(urls)))}
    for step in lost:
        found = next((by_url[url] for url in _addresses(step.arrival) if url in by_url), None)
        if found is not None and found.outlet == facts_of(step.arrival.article)["outlet"]:
            step.row = found


def _refuse(connection: Connection, steps: list[_Step]) -> None:
    """What was taken down does not come back; and no article's id is taken over by another outlet."""
    names = {
        ("article", sound(s.arrival.article.id)) for s in steps
    } | {("url", url) for s in steps for url in _addresses(s.arrival)}  # fmt: skip
    names |= {("outlet", outlet) for s in steps if (outlet := facts_of(s.arrival.article)["outlet"])}
    found = connection.execute(select(tombstone).where(tuple_(tombstone.c.kind, tombstone.c.value).in_(list(names))))
    stones = {(row.kind, row.value): row.reason for row in found}
    for step in steps:
        outlet = facts_of(step.arrival.article)["outlet"]
        mine = [
            ("article", sound(step.arrival.article.id)),
            ("outlet", outlet or ""),
            *(("url", u) for u in _addresses(step.arrival)),
        ]
        why = next((stones[name] for name in mine if name in stones), None)
        if why is not None or (step.row is not None and step.row.taken_down):
            step.outcome, step.reason = "refused", f"taken down: {why or 'by request'}"
        elif step.row is not None and step.row.outlet and outlet and step.row.outlet != outlet:
            step.outcome, step.reason = "refused", f"its id belongs to an article of {step.row.outlet}"


def _judge(steps: list[_Step]) -> None:
    for step in steps:
        if step.row is None:
            continue
        step.article_key = step.row.key
        if step.row.version != step.arrival.article.version:
            # What was seen before the newest sighting is an older text that came late.
            newest = step.arrival.live or step.arrival.seen >= step.row.last_seen
            step.becomes_current = step.row.version is None or newest
            step.outcome = "changed"
            continue
        step.version_key = step.row.version_key
        step.outcome = "updated" if _new_facts(step) else "unchanged"


def _new_facts(step: _Step) -> dict[str, Any]:
    """What the arrival knows better; what it does not know stays, and so does the address that we met it at first."""
    facts = facts_of(step.arrival.article)
    if step.row is not None and step.row.url:
        facts.pop("url")
    return {
        name: value for name, value in facts.items() if value not in (None, [], False) and value != getattr(step.row, name)
    } | ({"published_day_only": False} if facts["published"] and not facts["published_day_only"] and _day_only(step) else {})


def _day_only(step: _Step) -> bool:
    return step.row is not None and step.row.published_day_only


def _write_articles(connection: Connection, steps: list[_Step]) -> None:
    fresh = {sound(step.arrival.article.id): step for step in steps if step.row is None}
    if fresh:
        rows = [
            {"id": id, "first_seen": step.arrival.seen, "last_seen": step.arrival.seen, "taken_down": False}
            | facts_of(step.arrival.article)
            for id, step in fresh.items()
        ]
        for key, id in connection.execute(insert(article).returning(article.c.key, article.c.id), rows):
            fresh[id].article_key = key
    for step in steps:
        if step.row is None or not step.becomes_current:
            continue
        values = _new_facts(step)
        if step.arrival.seen > step.row.last_seen:
            values["last_seen"] = step.arrival.seen
        if values:
            connection.execute(update(article).where(article.c.key == step.article_key).values(values))


def _write_versions(database: Database, connection: Connection, steps: list[_Step]) -> None:
    changed = [step for step in steps if step.outcome == "changed"]
    _bring_back(connection, changed)
    turning = [step.row.version_key for step in changed if step.row and step.row.version_key and step.becomes_current]
    fresh = {step.article_key: step for step in steps if not step.version_key}
    if turning:
        unindex(database, connection, turning)
        connection.execute(update(version).where(version.c.key.in_(turning)).values(current=False))
    for step in changed:
        if step.version_key and step.becomes_current:
            connection.execute(
                update(version).where(version.c.key == step.version_key).values(current=True, last_seen=step.arrival.seen)
            )
    if fresh:
        rows = [_version_row(step) for step in fresh.values()]
        for key, of in connection.execute(insert(version).returning(version.c.key, version.c.article_key), rows):
            fresh[of].version_key = key
    same = [step for step in steps if step.outcome in ("unchanged", "updated")]
    if same:
        older = (version.c.key == bindparam("k")) & (version.c.last_seen < bindparam("s"))
        connection.execute(
            update(version).where(older).values(last_seen=bindparam("s")),
            [{"k": step.version_key, "s": step.arrival.seen} for step in same],
        )
    steps_made = [step for step in steps if step.outcome in ("new", "changed")]
    if steps_made:
        connection.execute(
            insert(edit),
            [{"article_key": s.article_key, "version_key": s.version_key, "seen": s.arrival.seen} for s in steps_made],
        )
        keys = [step.version_key for step in steps_made if step.becomes_current]
        held = connection.execute(select(version.c.key, version.c.title, version.c.text).where(version.c.key.in_(keys)))
        index(database, connection, [row._asdict() for row in held])


def _bring_back(connection: Connection, changed: list[_Step]) -> None:
    """A text that the article had before is that version again, not a new one."""
    if not changed:
        return
    pairs = [(step.article_key, step.arrival.article.version) for step in changed]
    found = connection.execute(
        select(version.c.key, version.c.article_key).where(tuple_(version.c.article_key, version.c.version).in_(pairs))
    )
    keys = {row.article_key: row.key for row in found}
    for step in changed:
        step.version_key = keys.get(step.article_key, 0)


def _version_row(step: _Step) -> dict[str, Any]:
    return version_of(step.arrival.article) | {
        "article_key": step.article_key,
        "current": step.becomes_current,
        "shrunk": False,
        "first_seen": step.arrival.seen,
        "last_seen": step.arrival.seen,
    }


def _write_belongings(database: Database, connection: Connection, steps: list[_Step]) -> None:
    addresses = [{"url": url, "article_key": step.article_key} for step in steps for url in _addresses(step.arrival)]
    if addresses:
        connection.execute(database.insert(address).on_conflict_do_nothing(), addresses)
    records = [{"digest": s.arrival.record, "article_key": s.article_key} for s in steps if s.arrival.record]
    if records:
        statement = database.insert(record)
        new = {"article_key": statement.excluded.article_key}
        connection.execute(statement.on_conflict_do_update(index_elements=["digest"], set_=new), records)
    for step in steps:
        if step.row is not None and step.row.shrunk and step.outcome != "changed":
            continue  # its text is an excerpt now: ranges into the whole would point nowhere
        for stamp, annotations in step.arrival.annotations:
            derived.keep_annotations(database, connection, stamp, {step.version_key: annotations})
        if step.arrival.breakdown:
            derived.keep_breakdown(connection, *step.arrival.breakdown, made=step.arrival.seen)
