"""One person, body or place of an article."""

from dataclasses import dataclass, field

from sidelight.types import Entity, SpeakerKind


@dataclass(slots=True)
class Bearer:
    """One person, body or place. `roles` are the words printed beside its name, each with the place of the mention."""

    name: str
    type: str
    mentions: list[Entity] = field(default_factory=list)
    roles: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    gender: str | None = None
    kind: SpeakerKind | None = None
