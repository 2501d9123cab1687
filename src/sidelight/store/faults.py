"""What the databases complain of, as our errors: one sentence each, and what to do."""

import sqlite3
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

from sidelight.errors import (
    DeskBusy,
    DeskDamaged,
    DeskFull,
    DeskReadOnly,
    DeskUnreachable,
    StoreError,
)

_FULL = "no room is left on the disk (or a limit on the file's size is met); what was committed before is sound"
_READ_ONLY = "the desk may not be written: its file or folder is read-only for this user"
_BUSY = "another process held the desk for too long; try again"
_DAMAGED = "the file is damaged or is no desk; see `sidelight doctor`, or go back to a backup"
_UNREACHABLE = "the desk cannot be opened"

_SQLITE: dict[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_FULL: (DeskFull, _FULL),
    sqlite3.SQLITE_READONLY: (DeskReadOnly, _READ_ONLY),
    sqlite3.SQLITE_BUSY: (DeskBusy, _BUSY),
    sqlite3.SQLITE_LOCKED: (DeskBusy, _BUSY),
    sqlite3.SQLITE_CORRUPT: (DeskDamaged, _DAMAGED),
    sqlite3.SQLITE_NOTADB: (DeskDamaged, _DAMAGED),
    sqlite3.SQLITE_CANTOPEN: (DeskUnreachable, _UNREACHABLE + ": its file or folder is missing or closed to this user"),
    sqlite3.SQLITE_PERM: (DeskReadOnly, _READ_ONLY),
}

_WRITE_FAILED = {
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
}
"""What SQLite says of a quota or a limit on the file's size."""

_POSTGRESQL: dict[str, tuple[type[StoreError], str]] = {
    "53100": (DeskFull, _FULL),
    "25006": (DeskReadOnly, "the database takes no writes now (a standby, or set read-only)"),
    "42501": (DeskReadOnly, "this user may not do that in the database"),
    "55P03": (DeskBusy, _BUSY),
    "40P01": (DeskBusy, _BUSY),
    "40001": (DeskBusy, _BUSY),
    "57P01": (DeskUnreachable, "the database ended the connection"),
    "53300": (DeskUnreachable, "the database has too many connections"),
    "XX001": (DeskDamaged, _DAMAGED),
    "XX002": (DeskDamaged, _DAMAGED),
}


def translating(engine: Engine, where: str) -> None:
    """From now on the engine raises our errors. What we have no word for stays as it is: a fault of ours."""

    def translate(context: ExceptionContext) -> None:
        error = store_error(context.original_exception, where)
        if error is not None:
            raise error from context.original_exception

    event.listen(engine, "handle_error", translate)


def store_error(error: BaseException, where: str) -> StoreError | None:
    """Our error for a driver's, if it is one that an operator can do something about."""
    code: Any = getattr(error, "sqlite_errorcode", None)
    if isinstance(code, int):
        if code in _WRITE_FAILED:
            return DeskFull(_FULL, where=where)
        found = _SQLITE.get(code & 0xFF)
        if found is None and code & 0xFF == sqlite3.SQLITE_IOERR:
            found = (DeskDamaged, "the disk failed while reading or writing the desk")
        return found[0](found[1], where=where) if found else None
    if not hasattr(error, "sqlstate"):
        return None
    state = error.sqlstate or ""
    if state in _POSTGRESQL:
        kind, message = _POSTGRESQL[state]
        return kind(message, where=where)
    if type(error).__name__ == "OperationalError" and (not state or state.startswith(("08", "28", "3D", "57"))):
        first = str(error).strip().splitlines()[0] if str(error).strip() else _UNREACHABLE
        return DeskUnreachable(f"{_UNREACHABLE}: {first}", where=where)
    return None
