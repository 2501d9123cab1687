"""Reports about invented events, as the lines of a file."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)

EVENTS = {
    "ferry": (
        "Eastmere council votes to close the island ferry",
        "The council of Eastmere voted nine to four on Monday to close the ferry line to the outer islands. Mayor Jon Alder said the boats ran empty all winter. Islanders at the Saltholm quay said that they would have no way to reach the clinic.",
    ),
    "bridge": (
        "Rust shuts two lanes of the Marrow bridge",
        "Engineers found rust in the suspension cables of the Marrow bridge and shut two lanes. Repairs will take until June, the roads agency of Halden said. Lorries must go round by Tarnford, forty kilometres to the north.",
    ),
    "mine": (
        "Court halts the Orlo copper mine",
        "A judge in Vastria halted work at the Orlo copper mine after farmers complained of poisoned wells. The company, Brant Metals, said that it would appeal. Water samples from eleven wells held arsenic above the limit.",
    ),
}

OUTLETS = ("quayside.example", "uplander.example", "evening-lamp.example", "ledger-post.example")


def report(event: str, number: int, hours: float, **more: Any) -> dict[str, Any]:
    """A report of an event, worded a little otherwise each time."""
    title, text = EVENTS[event]
    outlet = OUTLETS[number % len(OUTLETS)]
    told = f"{text} This is what {outlet.split('.')[0]} learned in hour {number} of the day it was told."
    return {
        "id": f"{event}-{number}",
        "url": f"https://{outlet}/{event}/{number}",
        "outlet": outlet,
        "title": f"{title}, {('again', 'at last', 'after all', 'it is said')[number % 4]}",
        "published": (NOON + timedelta(hours=hours)).isoformat(),
        "text": told,
    } | more


def written(path: Path, records: "list[dict[str, Any]] | list[Any]") -> str:
    """The records as a file; what is a string stands as it is."""
    path.write_text("".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in records), "utf-8")
    return str(path)


def week() -> list[dict[str, Any]]:
    """Three events of four reports each, on three days."""
    return [report(event, n, 24 * day + n) for day, event in enumerate(EVENTS) for n in range(4)]
