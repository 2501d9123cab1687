"""Reading again what an older model or other lenses read, and what nobody read yet."""

from sidelight.pipeline.backfill import Backfilled, backfill

__all__ = ["Backfilled", "backfill"]
