"""Nouns to plain JSON and back, by their type hints. No pickle: a desk's bytes are data, and never run.

A class that gained a field with a default reads older data; a field that is gone is passed over.
"""

import base64
import dataclasses
import json
import math
import types
import typing
import zlib
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, TypeVar

from sidelight.errors import DeskDamaged, SidelightError

T = TypeVar("T")
Coder = Callable[[Any], Any]

_KIND = "~"
"""Key that names a value's class where the hint leaves it open (a union, a root such as `FindingData`)."""


def pack(value: Any, hint: Any) -> bytes:
    """Compressed UTF-8 JSON of a value of the hinted type."""
    text = json.dumps(to_plain(value, hint), ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return zlib.compress(text.encode("ascii"), 6)


def unpack(data: bytes, hint: type[T]) -> T:
    """What `pack` made.

    Raises:
        DeskDamaged: bytes that are not such a value; also a class that no installed lens defines.
    """
    return from_plain(plain_of(data), hint)


def plain_of(data: bytes) -> Any:
    """The plain JSON values in it, for who needs a part alone.

    Raises:
        DeskDamaged: as above.
    """
    try:
        return json.loads(zlib.decompress(data))
    except (zlib.error, ValueError) as error:
        raise DeskDamaged(f"a stored value cannot be read: {error}") from None


def to_plain(value: Any, hint: Any) -> Any:
    """Plain JSON values of a value of the hinted type. Times must be aware."""
    return _coders(hint)[0](value)


def from_plain(plain: Any, hint: type[T]) -> T:
    """The value again, of the very types that the hint names.

    Raises:
        DeskDamaged: it does not fit the hint.
    """
    try:
        return typing.cast(T, _coders(typing.cast(Any, hint))[1](plain))
    except (KeyError, TypeError, ValueError, AttributeError, SidelightError) as error:
        name = getattr(hint, "__name__", str(hint))
        raise DeskDamaged(f"a stored {name} cannot be read: {type(error).__name__}: {error}") from None


@cache
def _coders(hint: Any) -> tuple[Coder, Coder]:
    """How to write and how to read one hint; made once."""
    if hint in _SCALARS:
        return _SCALARS[hint]
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _union(args)
    if origin is typing.Literal:
        return _same, _one_of(frozenset(args))
    if origin is tuple:
        return _tuple(args)
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(args)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _tagged((hint,)) if _is_root(hint) else _record(hint)
    raise TypeError(f"no way to keep a {hint}")


def _is_root(kind: type) -> bool:
    """A class without fields stands for its subclasses."""
    return not dataclasses.fields(kind)


def _record(kind: Any) -> tuple[Coder, Coder]:
    """A dataclass as an object of its fields; a default that says "nothing" is left out."""
    hints = typing.get_type_hints(kind)
    fields = [(f.name, f.default) for f in dataclasses.fields(kind)]
    made: list[tuple[str, Any, Coder, Coder]] = []

    def parts() -> list[tuple[str, Any, Coder, Coder]]:
        if not made:  # at first use, so that a noun may hold its own kind
            made.extend((name, default, *_coders(hints[name])) for name, default in fields)
        return made

    def write(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"wants a {kind.__name__}, not {type(value).__name__}")
        out = {}
        for name, default, encode, _ in parts():
            held = getattr(value, name)
            if held is not default or (held is not None and held is not False and held != ()):
                out[name] = encode(held)
        return out

    def read(plain: Any) -> Any:
        return kind(**{name: decode(plain[name]) for name, _, _, decode in parts() if name in plain})

    return write, read


def _union(args: tuple[Any, ...]) -> tuple[Coder, Coder]:
    given = tuple(arg for arg in args if arg is not types.NoneType)
    if len(given) == 1:
        encode, decode = _coders(given[0])
    elif all(dataclasses.is_dataclass(arg) for arg in given):
        encode, decode = _tagged(given)
    elif set(given) <= {int, float, str, bool}:
        encode = decode = _same
    else:
        raise TypeError(f"no way to tell apart {given}")
    return (lambda value: None if value is None else encode(value)), (lambda plain: None if plain is None else decode(plain))


def _tagged(roots: tuple[Any, ...]) -> tuple[Coder, Coder]:
    def write(value: Any) -> Any:
        if not isinstance(value, roots):
            raise TypeError(f"wants one of {roots}, not {type(value).__name__}")
        return {_KIND: _name(type(value))} | _concrete(typing.cast(Any, type(value)))[0](value)

    known: dict[str, Coder] = {}

    def read(plain: Any) -> Any:
        name = plain[_KIND]
        if name not in known:
            # The last of a name: a slotted dataclass leaves behind the class that it was made from.
            named = [k for root in roots for k in _family(root) if _name(k) == name]
            if not named:
                raise ValueError(f"no class {name!r} is known here; the lens that made it may not be installed")
            known[name] = _concrete(typing.cast(Any, named[-1]))[1]
        return known[name](plain)

    return write, read


@cache
def _concrete(kind: Any) -> tuple[Coder, Coder]:
    return _record(kind)


def _family(root: type) -> list[type]:
    """The class and all its subclasses that are loaded; nothing is imported on the word of stored data."""
    children: list[type] = root.__subclasses__()
    return [root, *(kind for child in children for kind in _family(child))]


def _name(kind: type) -> str:
    """Our own nouns by bare name, so that they may move between modules; others with theirs."""
    return kind.__qualname__ if kind.__module__.startswith("sidelight.types.") else f"{kind.__module__}:{kind.__qualname__}"


def _tuple(args: tuple[Any, ...]) -> tuple[Coder, Coder]:
    if len(args) == 2 and args[1] is Ellipsis:
        encode, decode = _coders(args[0])
        if encode is decode is _same:
            return list, tuple
        return (lambda value: [encode(v) for v in value]), (lambda plain: tuple([decode(p) for p in plain]))
    pairs = [_coders(arg) for arg in args]
    if all(encode is decode is _same for encode, decode in pairs):
        return list, tuple
    return (
        lambda value: [e(v) for (e, _), v in zip(pairs, value, strict=True)],
        lambda plain: tuple([d(p) for (_, d), p in zip(pairs, plain, strict=True)]),
    )


def _mapping(args: tuple[Any, ...]) -> tuple[Coder, Coder]:
    (write_key, read_key), (write_value, read_value) = _coders(args[0]), _coders(args[1])
    return (
        lambda value: [[write_key(k), write_value(v)] for k, v in value.items()],
        lambda plain: {read_key(k): read_value(v) for k, v in plain},
    )


def _one_of(known: frozenset[Any]) -> Coder:
    def read(plain: Any) -> Any:
        if plain not in known:
            raise ValueError(f"{plain!r} is none of {sorted(map(str, known))}")
        return plain

    return read


def _same(value: Any) -> Any:
    return value


def _write_float(value: float) -> float | str:
    return value if math.isfinite(value) else repr(value)


def _write_moment(value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError(f"a time without zone: {value}")
    return value.astimezone(UTC).isoformat()


def _read_int(plain: Any) -> int:
    if type(plain) is not int:
        raise ValueError(f"{plain!r} is no whole number")
    return plain


def _read_str(plain: Any) -> str:
    if type(plain) is not str:
        raise ValueError(f"{plain!r} is no string")
    return plain


_SCALARS: dict[Any, tuple[Coder, Coder]] = {
    str: (_same, _read_str),
    int: (_same, _read_int),
    bool: (_same, bool),
    float: (_write_float, float),
    Any: (_same, _same),
    types.NoneType: (_same, _same),
    datetime: (_write_moment, datetime.fromisoformat),
    date: (date.isoformat, date.fromisoformat),
    bytes: (lambda value: base64.b64encode(value).decode("ascii"), base64.b64decode),
}
