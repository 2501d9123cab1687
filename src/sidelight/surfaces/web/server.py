"""The web server around the pages: where it listens, when it has started, and how it ends."""

import logging
from collections.abc import Callable

import uvicorn
from starlette.applications import Starlette

from sidelight.desk.ahead import Ahead
from sidelight.desk.browse import Browse
from sidelight.desk.open import Desk
from sidelight.errors import SidelightError
from sidelight.surfaces.web.app import build

_LAST_ANSWERS = 3
"""Seconds that answers under way get when the server is stopped."""


def serve_until_stopped(desk: Desk, host: str, port: int, started: Callable[[str], None], newest: int) -> None:
    """Serve the desk's pages; `started` is told their address once they can be asked for. Port 0 takes one that is free.

    So many of the `newest` stories are broken down before anybody asks for them.

    Returns after SIGINT or SIGTERM.

    Raises:
        SidelightError: nothing can listen there.
    """
    with Ahead(desk, newest) as ahead:
        _serve(build(Browse(desk, ahead), host), host, port, started)


def _serve(pages: Starlette, host: str, port: int, started: Callable[[str], None]) -> None:
    config = uvicorn.Config(
        pages,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=_LAST_ANSWERS,
    )
    server = _Server(config, started)
    # What keeps it from starting is told in our words; what fails on a page later stands in the log with its cause.
    logging.getLogger("uvicorn.error").addFilter(lambda _: server.started)
    try:
        server.run()
    except KeyboardInterrupt:  # uvicorn ends well first, then passes the signal on
        pass
    except SystemExit:
        if not server.started:
            where = f"port {port} of {host}" if port else host
            message = f"cannot listen on {where}; another program may use it: name another --port, or 0 for any that is free"
            raise SidelightError(message) from None
        raise


class _Server(uvicorn.Server):
    """Tells when it has started; ends on SIGTERM as on SIGINT, so that what is open can be closed."""

    def __init__(self, config: uvicorn.Config, told: Callable[[str], None]) -> None:
        super().__init__(config)
        self._told = told

    async def startup(self, sockets: list | None = None) -> None:  # type: ignore[type-arg]  # as uvicorn has it, a socket
        await super().startup(sockets)
        if self.started:
            host, port = self.servers[0].sockets[0].getsockname()[:2]
            self._told(f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/")

    def handle_exit(self, *_: object, **__: object) -> None:
        """As uvicorn has it, but no signal is kept to be raised again."""
        self.should_exit, self.force_exit = True, self.should_exit
