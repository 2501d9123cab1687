"""Records become articles of the desk: what is known is passed over unread, the rest is read by several processes and kept."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from typing import NamedTuple

from sidelight.config import Settings
from sidelight.errors import BatchLineError, SidelightError
from sidelight.executors.local import map_ordered
from sidelight.extract import article_from_capture, article_from_record
from sidelight.extract.address import canonical, is_home
from sidelight.gather.archives import unpacked
from sidelight.gather.batch import RawLine, parse_line
from sidelight.store import Arrival, Census, Progress, Store, Written, record_digest
from sidelight.store.arrivals import batches
from sidelight.types import Article, Failure, StageReport

READER = "1"
"""Goes up when extraction reads records better, so that those read before are read anew."""

_LOOKED_UP = 500
_KEPT_FAILURES = 1000
"""Failures that a report keeps in words; all are counted, and told as they come."""

Failed = Callable[[Failure], None]
Report = Callable[[str], None]
"""Told of each record what became of it: an outcome of the store, "known" or "failed"."""


class Source(NamedTuple):
    """Where records come from: a name that stays the same, its bytes, and whether the desk is to remember how far it was read.

    `pages` says that they are captures of pages (see `gather.archives.packed`) rather than lines of JSON.
    """

    name: str
    size: int = 0
    remembered: bool = True
    pages: bool = False


def take_in(
    store: Store,
    lines: Iterable[RawLine],
    source: Source,
    settings: Settings,
    *,
    census: bool = False,
    report: Report = lambda _outcome: None,
    failed: Failed = lambda _failure: None,
) -> StageReport:
    """Read and keep what the desk does not hold yet. May be stopped at any moment: run again, it goes on.

    `census` says that the source holds all that its outlets published in its span, which is taken from all of its records.

    Raises:
        StoreError: the desk cannot take them; what was committed before stays.
    """
    intake = _Intake(store, source, settings, census, report, failed)
    reader = partial(_read_page, settings=settings) if source.pages else partial(_read, path=source.name, settings=settings)
    read = map_ordered(reader, intake.unknown(lines), settings.workers)
    for batch in batches(intake.arrivals(read)):
        intake.count(store.articles.write(batch, progress=intake.progress(done=False)))
    if (end := intake.progress(done=True)) is not None:
        store.imports.keep(end)
    if census:
        store.health.keep_census(intake.claims())
    return intake.told()


class _Intake:
    """One reading of one source: what became of its records, and the span of each outlet's dated articles."""

    def __init__(self, store: Store, source: Source, settings: Settings, census: bool, report: Report, failed: Failed) -> None:
        self.store, self.source, self.census = store, source, census
        self.report, self.failed = report, failed
        self.reader = f"{READER} {settings.max_article_chars}"
        self.counts: Counter[str] = Counter()
        self.faults: list[tuple[str, str]] = []
        self.spans: dict[str, tuple[datetime, datetime, int]] = {}
        self.line = 0

    def unknown(self, lines: Iterable[RawLine]) -> Iterator["_Fresh"]:
        """The records that were not read before; of the others nothing is parsed."""
        stream = iter(lines)
        while some := list(islice(stream, _LOOKED_UP)):
            digests = {n: record_digest(line, self.reader) for n, line in some if not isinstance(line, BatchLineError)}
            known = self.store.imports.known(digests.values())
            if self.census and known:
                for article in self.store.articles.many(known.values()):
                    self._spread(article)
            for number, line in some:
                if isinstance(line, BatchLineError):
                    self._fault(Failure(id=f"line {number}", error=line.message, line=number))
                elif digests[number] in known:
                    self._became("known")
                else:
                    yield _Fresh(number, digests[number], line)

    def arrivals(self, read: Iterable["_Read"]) -> Iterator[Arrival]:
        """Those that could be read."""
        for one in read:
            self.line = one.line
            if isinstance(one.made, Failure):
                self._fault(one.made)
                continue
            if one.made is None:
                self._became("no article")
                continue
            if self.census:
                self._spread(one.made)
            seen = one.seen or datetime.now(UTC)
            yield Arrival(article=one.made, seen=seen, record=one.digest, addresses=one.addresses)

    def count(self, written: Iterable[Written]) -> None:
        """What the store says of a batch. What was taken down is passed over in peace; another outlet's id is a fault."""
        for one in written:
            if one.outcome == "refused" and not one.reason.startswith("taken down"):
                self._fault(Failure(id=one.id, error=one.reason))
            else:
                self._became(one.outcome)

    def progress(self, *, done: bool) -> Progress | None:
        """How far the source was read; None where that is not remembered."""
        if not self.source.remembered:
            return None
        name, size = self.source.name, self.source.size
        return Progress(source=name, line=self.line, offset=0, size=size, done=done, counts=dict(self.counts))

    def claims(self) -> list[Census]:
        """That the source holds all of each outlet it has dated articles of."""
        return [
            Census(outlet=outlet, source=self.source.name, first=first, last=last, articles=count)
            for outlet, (first, last, count) in sorted(self.spans.items())
        ]

    def told(self) -> StageReport:
        """The whole of it. Skipped records are told as numbers, each with what they have in common."""
        passed = {"known": "read before", "unchanged": "the same text is held", "refused": "taken down"}
        passed["no article"] = "no article in it"
        return StageReport(
            stage="import",
            seen=sum(self.counts.values()),
            done=sum(self.counts[name] for name in ("new", "changed", "updated")),
            skipped=tuple((str(self.counts[name]), why) for name, why in passed.items() if self.counts[name]),
            failed=tuple(self.faults),
        )

    def _spread(self, article: Article) -> None:
        if article.outlet and article.published:
            first, last, count = self.spans.get(article.outlet, (article.published, article.published, 0))
            self.spans[article.outlet] = (min(first, article.published), max(last, article.published), count + 1)

    def _fault(self, failure: Failure) -> None:
        if len(self.faults) < _KEPT_FAILURES:
            self.faults.append((f"line {failure.line}" if failure.line else failure.id, failure.error))
        self.failed(failure)
        self._became("failed")

    def _became(self, outcome: str) -> None:
        self.counts[outcome] += 1
        self.report(outcome)


class _Fresh(NamedTuple):
    line: int
    digest: str
    record: bytes


class _Read(NamedTuple):
    line: int
    digest: str
    made: Article | Failure | None
    seen: datetime | None = None
    addresses: tuple[str, ...] = ()


def _read(one: _Fresh, *, path: str, settings: Settings) -> _Read:
    return _Read(one.line, one.digest, _article(one, path, settings))


def _read_page(one: _Fresh, *, settings: Settings) -> _Read:
    """A home page, and a page without a text, is no article."""
    capture = unpacked(one.record)
    name = capture.url or capture.path or f"record {one.line}"
    made: Article | Failure | None = _guarded(lambda: article_from_capture(capture, settings), name, one.line)
    if isinstance(made, Article) and (not made.text or (capture.url is not None and is_home(capture.url))):
        made = None
    addresses = (
        tuple(dict.fromkeys(canonical(url) for url in (made.url, capture.url) if url)) if isinstance(made, Article) else ()
    )
    return _Read(one.line, one.digest, made, capture.fetched, addresses)


def _article(one: _Fresh, path: str, settings: Settings) -> Article | Failure:
    record = parse_line(one.record, one.line, path)
    if isinstance(record, SidelightError):
        return Failure(id=f"line {one.line}", error=record.message, line=one.line)
    name = str(record.get("id") or f"line {one.line}")
    return _guarded(lambda: article_from_record(record, settings), name, one.line)


def _guarded(make: Callable[[], Article], name: str, line: int) -> Article | Failure:
    try:
        return make()
    except SidelightError as error:
        return Failure(id=name, error=error.message, line=line)
    except Exception as error:  # noqa: BLE001 - one record's fault is told in its place and must not end the import
        reason = f"Sidelight failed on it ({type(error).__name__}: {error}); please report it"
        return Failure(id=name, error=reason, line=line)
