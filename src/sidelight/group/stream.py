"""Articles as they come: assigned, swept when a day ends, closed when quiet."""

from collections.abc import Iterable
from dataclasses import dataclass

from sidelight.group.assign import Assignment, assign
from sidelight.group.revise import close, sweep
from sidelight.group.terms import Fields
from sidelight.group.window import Window, day_of
from sidelight.types import Article, GroupChange, GroupState


@dataclass(frozen=True, slots=True)
class Step:
    """What one article brought about: changes in the order in which they are to be stored, the assignment's last."""

    assignment: Assignment
    changes: tuple[GroupChange, ...]


class Stream:
    """Grouping of a stream of articles, one writer at a time. Take dated articles in time order where you can.

    `keep_closed` is for batches that end with undated articles: these may then join stories that have closed.
    """

    def __init__(self, state: GroupState | None = None, *, keep_closed: bool = False) -> None:
        self.window = Window(state, keep_closed=keep_closed)

    def take(self, article: Article, fields: Fields | None = None) -> Step:
        """Assign one article, of which the caller may have made `fields_of` already.

        Before the first of a new day the day that ended is swept, and what is quiet is closed.
        """
        day = day_of(article.published)
        changes: list[GroupChange] = []
        today = self.window.today
        if day is not None and today is not None and day > today:
            changes.append(sweep(self.window))
            changes.append(close(self.window, day))
        assignment = assign(article, self.window, fields)
        self.window.apply(assignment.change)
        changes.append(assignment.change)
        return Step(assignment, tuple(change for change in changes if change != GroupChange()))

    def finish(self) -> GroupChange:
        """Sweep what came in last: at the end of a batch."""
        return sweep(self.window)


def in_order(articles: Iterable[Article]) -> list[Article]:
    """Articles in time order, undated ones after all dated ones in input order."""
    listed = list(articles)
    dated = sorted((a for a in listed if a.published), key=lambda a: (a.published is None, a.published))
    return dated + [a for a in listed if a.published is None]
