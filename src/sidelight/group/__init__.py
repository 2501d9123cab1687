"""Articles to stories: which of them report one event, why, and which words they share.

`Stream` is what most callers want: it takes articles one by one and says what changed. Under it stand pure steps:
`assign` (one article), `sweep` (the last days again), `close` (what has gone quiet).
"""

from sidelight.group.assign import Assignment, assign, story_id
from sidelight.group.revise import close, sweep
from sidelight.group.stream import Step, Stream, in_order
from sidelight.group.why import why
from sidelight.group.window import Window, day_of

__all__ = ["Assignment", "Step", "Stream", "Window", "assign", "close", "day_of", "in_order", "story_id", "sweep", "why"]
