"""Full-text search, alike on FTS5 and on tsvector; excerpts and hits are found here, in the text itself."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, time
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, column, func, literal, literal_column, or_, select, table, text

from sidelight.store.database import Database
from sidelight.store.folding import LONGEST_WORD, WORD, folded_words
from sidelight.store.query import parse_query
from sidelight.store.records import Hit, Query
from sidelight.store.tables import CURRENT, article, membership, search_words, story, version
from sidelight.types import Range

EXCERPT = 240
"""Characters of an excerpt: about three lines."""

_FTS = table("search", column("rowid"))

_FOREIGN = re.compile(r"[^\W\x00-\x7f]")
"""A letter or digit outside ASCII: words that hold one are folded before they are compared."""

SCANNED = 200_000
"""Characters of a text in which hits are sought for the excerpt."""


class SqlSearch:
    """See `protocol.Search`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def find(self, query: str | Query, outlets: Iterable[str] | None = None, limit: int = 20, offset: int = 0) -> tuple[Hit, ...]:
        asked = parse_query(query) if isinstance(query, str) else query
        found = _matching(self._db, asked, outlets, ranked=True).limit(max(0, min(limit, 1000))).offset(max(0, offset))
        with self._db.reading() as connection:
            keys = connection.execute(found).scalars().all()  # ranked first, alone: texts are heavy to sort
            rows = {row.key: row for row in connection.execute(_columns().where(version.c.key.in_(keys)))}
        terms = [(word,) for word in asked.words] + list(asked.phrases)
        return tuple(_hit(rows[key], terms) for key in keys)

    def count(self, query: str | Query, outlets: Iterable[str] | None = None) -> int:
        asked = parse_query(query) if isinstance(query, str) else query
        found = _matching(self._db, asked, outlets, ranked=False).subquery()
        with self._db.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(found)).scalar_one())


def _columns() -> Select[Any]:
    return (
        select(
            version.c.key, article.c.id, article.c.outlet, article.c.url, article.c.published,
            version.c.version, version.c.title, version.c.text, story.c.id.label("story_id"),
        )
        .select_from(article)
        .join(version, version.c.article_key == article.c.key)
        .outerjoin(membership, membership.c.article_key == article.c.key)
        .outerjoin(story, story.c.key == membership.c.story_key)
    )  # fmt: skip


def _matching(database: Database, asked: Query, outlets: Iterable[str] | None, ranked: bool) -> Select[Any]:
    """Keys of versions: the best first, the newest first where nothing but filters was asked."""
    terms = [(word,) for word in asked.words] + list(asked.phrases)
    parts = [found for term in terms if (found := _parts(term))]
    if not parts:
        wanted = _filtered(asked, outlets).where(~article.c.taken_down)
        newest = (article.c.published.desc().nulls_last(), article.c.key.desc())
        return wanted.order_by(*newest) if ranked else wanted
    if database.sqlite:
        match = " AND ".join('"' + " ".join(term) + '"' for term in parts)
        key: Any = _FTS.c.rowid
        # The sign keeps SQLite from seeking the words once for every version of the list.
        sought: Any = literal_column("+search.rowid")
        wanted = select(key).select_from(_FTS).where(text("search MATCH :match")).params(match=match)
        # A title says what a report is about: bm25 counts a word there as much as several in the body.
        order: tuple[Any, ...] = (text("bm25(search, 4.0, 1.0)"), key.desc())
    else:
        phrase = " & ".join("(" + " <-> ".join(f"'{word[:LONGEST_WORD]}'" for word in term) + ")" for term in parts)
        tsquery = func.to_tsquery(literal("simple").op("::")(text("regconfig")), phrase)
        key = sought = search_words.c.version_key
        wanted = select(key).where(search_words.c.words.op("@@")(tsquery))
        order = (func.ts_rank_cd(search_words.c.words, tsquery).desc(), key.desc())
    if asked.outlets or asked.since is not None or outlets is not None:
        # A list out of two small indexes: looking each version up instead reads the texts' own pages.
        wanted = wanted.where(sought.in_(_filtered(asked, outlets)))
    return wanted.order_by(*order) if ranked else wanted


def _parts(term: tuple[str, ...]) -> list[str]:
    """Folding may leave what parts a word ("½"): the index holds the parts."""
    return [part for word in term for part in WORD.findall(word)]


def _filtered(asked: Query, outlets: Iterable[str] | None) -> Select[Any]:
    """Keys of current versions that pass the filters; what was taken down has no words to be found by."""
    wanted = select(version.c.key).join_from(article, version, version.c.article_key == article.c.key).where(CURRENT)
    if asked.outlets:
        under = [article.c.outlet.endswith(f".{name}", autoescape=True) for name in asked.outlets]
        wanted = wanted.where(or_(article.c.outlet.in_(asked.outlets), *under))
    if outlets is not None:
        wanted = wanted.where(article.c.outlet.in_(sorted({name.lower() for name in outlets})))
    if asked.since is not None:
        wanted = wanted.where(article.c.published >= datetime.combine(asked.since, time(), UTC))
    return wanted


def _hit(row: Any, terms: list[tuple[str, ...]]) -> Hit:
    found = _ranges(row.text[:SCANNED], terms)
    start, end = _window(row.text, found)
    return Hit(
        article=row.id, version=row.version, title=row.title, outlet=row.outlet, url=row.url, published=row.published,
        story=row.story_id, excerpt=row.text[start:end], start=start,
        hits=tuple((a - start, b - start) for a, b in found if start <= a and b <= end),
        title_hits=tuple(_ranges(row.title or "", terms)),
    )  # fmt: skip


def _ranges(words: str, terms: list[tuple[str, ...]]) -> list[Range]:
    """Where the terms stand, in order and without overlap."""
    if not _FOREIGN.search(words):
        return [found.span() for found in _pattern(tuple(terms)).finditer(words)] if terms else []
    held = list(folded_words(words))
    starts: dict[str, list[tuple[str, ...]]] = {}
    for term in terms:
        starts.setdefault(term[0], []).append(term)
    found: list[Range] = []
    for k, (word, (start, _)) in enumerate(held):
        for term in starts.get(word, ()):
            if tuple(w for w, _ in held[k : k + len(term)]) == term and (not found or start >= found[-1][1]):
                found.append((start, held[k + len(term) - 1][1][1]))
    return found


@lru_cache(maxsize=64)
def _pattern(terms: tuple[tuple[str, ...], ...]) -> re.Pattern[str]:
    """Finds the same in a text whose words are all ASCII, without folding each of them."""
    phrases = (r"[\W_]+".join(map(re.escape, term)) for term in terms)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(phrases)})(?![^\W_])", re.IGNORECASE)


def _window(words: str, found: list[Range]) -> Range:
    """The stretch of about `EXCERPT` characters with the most hits, cut between words."""
    if len(words) <= EXCERPT:
        return 0, len(words)
    best = 0
    if found:
        count = [sum(1 for a, b in found if first[0] <= a and b <= first[0] + EXCERPT - 40) for first in found[:200]]
        best = max(0, found[count.index(max(count))][0] - 40)
    start = 0 if best == 0 else words.find(" ", best, best + 40) + 1 or best
    end = min(len(words), start + EXCERPT)
    if end < len(words):
        end = max(words.rfind(" ", start, end), _last_hit(found, start, end))
    return start, end if end > start else min(len(words), start + EXCERPT)


def _last_hit(found: list[Range], start: int, end: int) -> int:
    """The end of the last hit that lies in the stretch; 0 where there is none."""
    return max((b for a, b in found if start <= a and b <= end), default=0)
