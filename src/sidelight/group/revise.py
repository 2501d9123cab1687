"""Second thoughts: what came in over the last days is judged again, now that more is known."""

from dataclasses import replace

from sidelight.group.assign import JOINS, links, story_id
from sidelight.group.parts import parts_of
from sidelight.group.window import Window
from sidelight.types import GroupChange, GroupMember

DAYS = 4
"""Days that are judged again (2012-2018, even stories, 2026-11: BCubed F1 0.953, without any 0.941)."""

ROUNDS = 2


def sweep(window: Window) -> GroupChange:
    """Re-judge the last days' articles: stories that turn out to be several split, each article moves to the story that it is
    nearest to, stories that tell one event merge.

    The window is altered, and what was altered is given back, to be stored.
    """
    moved: dict[str, GroupMember] = {}
    redirects: dict[str, str] = {}
    recent = [member.article for member in window.recent(DAYS)]
    judged: set[str] = set()
    for story in sorted({window.members[name].story for name in recent if name in window.stirred}):
        _split(story, window, moved, redirects)
    for _ in range(ROUNDS):
        stirred = [name for name in recent if name in window.stirred]
        window.stirred.difference_update(stirred)
        judged.update(stirred)
        for name in stirred:
            target = _better(window.members[name], window)
            if target is not None:
                _move(name, target, window, moved, redirects)
    for story in sorted({window.members[name].story for name in judged}, key=lambda story: _age(story, window)):
        if story in window.stories:
            _merge(story, window, moved, redirects)
    return GroupChange(members=tuple(moved.values()), redirects=redirects)


def close(window: Window, today: int) -> GroupChange:
    """Forget stories that have had no report for fourteen days. The window is altered."""
    change = GroupChange(closed=window.outdated(today))
    window.apply(change)
    return change


def _better(member: GroupMember, window: Window) -> str | None:
    """The story an article should move to; a new id where it should stand alone."""
    near = window.near[member.article]
    if not near and len(window.stories[member.story]) == 1:
        return None
    found = links(near, window, member.article)
    here = next((link for link, story in found if story == member.story), 0.0)
    best = next(((link, story) for link, story in found if story != member.story), None)
    if best and best[0] >= JOINS and best[0] > here:
        return best[1]
    if _has_others(member, window) and here < JOINS:
        return story_id(member.article, window)
    return None


def _split(story: str, window: Window, moved: dict[str, GroupMember], redirects: dict[str, str]) -> None:
    """Where nearer rivals have shown that a story is several, the largest part keeps its id, the older one where equal."""
    members = sorted(window.stories[story], key=lambda name: window.members[name].order)
    if len(members) < 2:
        return
    parts = parts_of(members, window.near, JOINS)
    kept = max(parts, key=len)
    for part in parts:
        if part is not kept:
            fresh = story_id(part[0], window)
            for name in part:
                _move(name, fresh, window, moved, redirects)


def _has_others(member: GroupMember, window: Window) -> bool:
    return len(window.stories[member.story]) > 1


def _move(name: str, story: str, window: Window, moved: dict[str, GroupMember], redirects: dict[str, str]) -> None:
    old = window.members[name]
    member = replace(old, story=story)
    emptied = len(window.stories[old.story]) == 1
    change = GroupChange(members=(member,), redirects={old.story: story} if emptied else {})
    window.apply(change)
    window.redirects.pop(story, None)
    redirects.pop(story, None)
    moved[name] = member
    redirects.update(change.redirects)


def _merge(story: str, window: Window, moved: dict[str, GroupMember], redirects: dict[str, str]) -> None:
    """Merge a story into another where their reports are on average one event; the id of the larger, older one stays."""
    own = window.stories[story]
    sums: dict[str, float] = {}
    for name in own:
        for other, p in window.near[name].items():
            if other not in own:
                sums[window.members[other].story] = sums.get(window.members[other].story, 0.0) + p
    means = [(total / (len(own) * len(window.stories[other])), other) for other, total in sums.items()]
    link, other = max(means, default=(0.0, ""))
    if link < JOINS:
        return
    keep, give = sorted((story, other), key=lambda one: (-len(window.stories[one]), _age(one, window)))
    for name in list(window.stories[give]):
        _move(name, keep, window, moved, redirects)


def _age(story: str, window: Window) -> tuple[int, str]:
    return min(window.members[name].order for name in window.stories[story]), story
