"""Every error that Sidelight raises on purpose.

    SidelightError
    ├── InputError            an input that cannot be read; names the file, address or line
    │   ├── EmptyInput        neither a title nor a text
    │   ├── NotText           binary, or in no encoding we can tell
    │   ├── TooLarge          beyond a stated limit
    │   └── BatchLineError    one line of a batch; carries the line's number
    ├── FetchError            an address that did not answer as it should
    │   └── AddressRefused    an address that we do not fetch (scheme, private host)
    ├── SettingsError         a setting outside its range, or unknown
    ├── SpanError             a span that does not lie in its text
    ├── EvidenceError         a finding without evidence
    ├── LensError             a lens that breaks its contract
    ├── RatingError           a rating off its scale, or a table of ratings or outlets that cannot be read
    ├── ResourceError         a shipped file that is missing or changed
    └── StoreError            the desk cannot do what was asked of it
        ├── DeskUnreachable   a desk that cannot be opened, or is no desk
        ├── DeskTooNew        made by a newer Sidelight than this one
        ├── DeskDamaged       a file or a row that cannot be read as it should
        ├── DeskFull          the disk, or a limit on the file, is used up
        ├── DeskReadOnly      a desk that may be read but not written
        ├── DeskBusy          another process held the desk for too long
        └── LeaseHeld         another process does this work, or took it over

Each carries what it is about in `where` (a path, an address, "line 7"), so that a message can name it.
"""


class SidelightError(Exception):
    """Root of the tree. `where` names the thing that the error is about, or is empty."""

    def __init__(self, message: str, *, where: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.message, self.where))


def _rebuild(kind: type[SidelightError], message: str, where: str) -> SidelightError:
    return kind(message, where=where)


class InputError(SidelightError):
    """An input that cannot be read."""


class EmptyInput(InputError):
    """Neither a title nor a text."""


class NotText(InputError):
    """Binary, or in no encoding that we can tell."""


class TooLarge(InputError):
    """Beyond a stated limit."""


class BatchLineError(InputError):
    """One line of a batch; `where` is the file and the line's number."""


class FetchError(SidelightError):
    """An address that did not answer as it should.

    `kind` names the fault in a word or two, for counting. `status` is the HTTP status where there was one, `retry_after` how
    many seconds the server asks us to wait.
    """

    def __init__(
        self, message: str, *, where: str = "", kind: str = "fault", status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(message, where=where)
        self.kind = kind
        self.status = status
        self.retry_after = retry_after

    def __reduce__(self) -> tuple[object, ...]:
        state = {"kind": self.kind, "status": self.status, "retry_after": self.retry_after}
        return (_rebuild, (type(self), self.message, self.where), state)


class AddressRefused(FetchError):
    """An address that is not fetched: its scheme, or a private host that no setting allows."""


class SettingsError(SidelightError):
    """A setting that is unknown or outside its range."""


class SpanError(SidelightError):
    """A span that does not lie in its text, or whose words are not those of the text."""


class EvidenceError(SidelightError):
    """A finding without evidence."""


class LensError(SidelightError):
    """A lens that breaks its contract."""


class RatingError(SidelightError):
    """A rating outside its scale, or a table of ratings that cannot be read; `where` is the outlet, or file and line."""


class ResourceError(SidelightError):
    """A shipped file that is missing, or whose SHA-256 is not the manifest's."""


class StoreError(SidelightError):
    """The desk cannot do what was asked of it; `where` is its path, or its URL without the password."""


class DeskUnreachable(StoreError):
    """A desk that cannot be opened or connected to, or a file that is no desk."""


class DeskTooNew(StoreError):
    """A desk whose revision this program does not know: a newer Sidelight made it."""


class DeskDamaged(StoreError):
    """A file or a row that cannot be read as it should."""


class DeskFull(StoreError):
    """The disk, or a limit on the file's size, is used up; what was committed before is sound."""


class DeskReadOnly(StoreError):
    """A desk that may be read but not written."""


class DeskBusy(StoreError):
    """Another process held the desk for longer than we wait."""


class LeaseHeld(StoreError):
    """Another process does this work; or it took over while we were silent, and our writing is refused."""
