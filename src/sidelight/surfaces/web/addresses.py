"""Where pages stand: `/story/ID` and the like, each with a JSON twin at the same address and `.json`."""

from urllib.parse import quote

TWIN = ".json"


def address(kind: str, id: str) -> str:
    """The page of a story, an article, an outlet or a method. Ids may hold anything, slashes too.

    An id that itself ends in ".json" has its dot encoded, so that its page is told from another's twin.
    """
    path = quote(id, safe="", errors="replace")
    if path.endswith(TWIN):
        path = f"{path[: -len(TWIN)]}%2Ejson"
    return f"/{kind}/{path}"


def is_twin(raw_path: bytes) -> bool:
    """Whether an address as it was sent, still encoded, asks for JSON."""
    return raw_path.endswith(TWIN.encode())
