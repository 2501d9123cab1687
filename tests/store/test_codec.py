"""Nouns go into the desk as plain JSON and come out the same."""

import dataclasses
import json
import math
import random
import types
import typing
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight import types as nouns
from sidelight.errors import DeskDamaged
from sidelight.store import codec
from sidelight.types import Annotations, Count, Finding, FindingData, Span

KINDS = [k for name in nouns.__all__ if isinstance(k := getattr(nouns, name), type) and dataclasses.is_dataclass(k)]


def value(hint: Any, dice: random.Random) -> Any:
    """Some value that a type hint allows."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType, typing.Literal):
        chosen = dice.choice(args)
        return chosen if origin is typing.Literal else value(chosen, dice)
    if origin is tuple:
        wanted = args[:1] * dice.randrange(3) if args[1:] == (...,) else args
        return tuple(value(arg, dice) for arg in wanted)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {value(args[0], dice): value(args[1], dice) for _ in range(dice.randrange(3))}
    if hint is Span:
        words, start = "é" + value(str, dice), dice.randrange(99)
        return Span(article="a", version="v", part="text", start=start, end=start + len(words), text=words)
    if hint is FindingData:
        hint = dice.choice([kind for kind in KINDS if issubclass(kind, FindingData) and kind is not FindingData])
    if dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        fields = {f.name: value(hints[f.name], dice) for f in dataclasses.fields(hint)}
        if hint is Finding and not fields["evidence"]:
            fields["count"] = value(Count, dice)
        return hint(**fields)  # type: ignore[operator]  # a class
    return SIMPLE[hint](dice)


SIMPLE: dict[Any, Callable[[random.Random], Any]] = {
    type(None): lambda _: None,
    str: lambda dice: "".join(dice.choice('aZ é\n\0\ud800"\\😀~') for _ in range(dice.randrange(5))),
    int: lambda dice: dice.randrange(-(2**70), 2**70),
    bool: lambda dice: dice.random() < 0.5,
    float: lambda dice: dice.choice([0.0, -0.1, 1e308, 5e-324, math.inf, -math.inf, dice.random()]),
    bytes: lambda dice: dice.randbytes(3),
    date: lambda dice: date.fromordinal(dice.randrange(1, 3_600_000)),
    datetime: lambda dice: datetime(1900, 1, 1, tzinfo=UTC) + timedelta(microseconds=dice.randrange(10**16)),
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.__name__)
@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_every_noun_survives_the_desk(kind: Any, seed: int) -> None:
    made = value(kind, random.Random(seed))
    assert codec.unpack(codec.pack(made, kind), kind) == made


def test_what_is_kept_is_plain_json() -> None:
    made = Annotations(article="a", version="v", sentences=())
    assert json.loads(json.dumps(codec.to_plain(made, Annotations))) == {"article": "a", "version": "v", "sentences": []}


def test_a_noun_that_gained_a_field_reads_what_was_kept_before() -> None:
    assert codec.from_plain({"article": "a", "version": "v", "gone": 1}, Annotations) == Annotations(article="a", version="v")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TideData(FindingData):
    """What a lens of a third party might bring."""

    metres: float


def test_a_third_partys_data_survives_and_is_refused_where_its_lens_is_missing() -> None:
    plain = codec.to_plain(TideData(metres=2.5), FindingData)
    assert codec.from_plain(plain, FindingData) == TideData(metres=2.5)
    with pytest.raises(DeskDamaged, match="may not be installed"):
        codec.from_plain(plain | {"~": "elsewhere:TideData"}, FindingData)


@pytest.mark.parametrize("data", [b"", b"nonsense", codec.pack([1], tuple[int, ...])])
def test_bytes_that_are_no_such_noun_are_damage(data: bytes) -> None:
    with pytest.raises(DeskDamaged):
        codec.unpack(data, Annotations)


def test_a_time_without_zone_is_not_kept() -> None:
    with pytest.raises(ValueError, match="without zone"):
        codec.pack(datetime(2031, 1, 1), datetime)
