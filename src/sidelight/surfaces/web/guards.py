"""What every answer carries, and which requests get none: those that name a host which a desk on loopback has not got."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guards:
    """ASGI middleware. `hosts` are the names a request may ask for; None lets any pass (a desk that is shown to a network).

    A page elsewhere whose name its owner points at this machine (DNS rebinding) sends its own name, and is refused.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str] | None) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or answer with the headers added."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
            await send(message)

        named = Headers(scope=scope).get("host", "")
        if self.hosts is not None and host_of(named) not in self.hosts:
            refused = PlainTextResponse("This desk answers on its own machine only, by its own name.\n", status_code=421)
            await refused(scope, receive, guarded)
            return
        await self.app(scope, receive, guarded)


def host_of(named: str) -> str:
    """The host of a Host header without its port, in lower case; an IPv6 address without its brackets."""
    if named.startswith("["):
        return named[1:].partition("]")[0].lower()
    return named.partition(":")[0].lower().rstrip(".")
