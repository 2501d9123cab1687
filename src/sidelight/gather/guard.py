"""Which network addresses may be connected to. A name is resolved once, and connected to as checked."""

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable

from sidelight.errors import AddressRefused, FetchError

Resolver = Callable[[str, int], list[str]]
"""Host and port to its network addresses; raises OSError where there are none."""

_IPv4 = ipaddress.IPv4Address
_IPv6 = ipaddress.IPv6Address

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_CLOSED = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "fec0::/10", "3fff::/20")))
"""No public host has these, though Python 3.11 calls them global: protocol assignments, old relays, NAT64 within a network,
site-local, documentation."""

_METADATA = frozenset({_IPv4("169.254.169.254"), _IPv4("100.100.100.200"), _IPv4("168.63.129.16"), _IPv4("192.0.0.192")})
"""Where clouds answer questions about a machine and its keys; Azure's is a public address."""


def system_resolver(host: str, port: int) -> list[str]:
    """The system's answer, in its order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked_addresses(host: str, port: int, allowed: bool, seconds: float, resolve: Resolver, where: str) -> list[str]:
    """The host's network addresses, each of them public; unchecked where `allowed` (a host that the settings name).

    Raises:
        AddressRefused: one of them is private, local or otherwise not public. FetchError: no answer within `seconds`.
    """
    found = _resolved(host, port, seconds, resolve, where)
    for address in found:
        if not allowed and not is_public(address):
            advice = f"add {host} to the setting private_hosts if you trust it"
            raise AddressRefused(f"leads to {address}, which is not a public address; {advice}", where=where)
    return found


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet, also where it wraps an IPv4 one (mapped, NAT64, 6to4, Teredo)."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = _wrapped(ip) if isinstance(ip, _IPv6) else None
    if inner is not None:
        return is_public(str(inner))
    unusable = ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback or ip.is_link_local or ip.is_private
    return ip.is_global and not unusable and ip not in _METADATA and not any(ip in network for network in _CLOSED)


def _wrapped(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if ip in _NAT64:
        return _IPv4(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def _resolved(host: str, port: int, seconds: float, resolve: Resolver, where: str) -> list[str]:
    """Resolve in a thread of its own, since the system's resolver knows no time limit."""
    answers: queue.Queue[list[str] | OSError | UnicodeError] = queue.Queue()

    def ask() -> None:
        try:
            answers.put(resolve(host, port))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True, name=f"resolve {host}").start()
    try:
        answer = answers.get(timeout=max(seconds, 0.01))
    except queue.Empty:
        raise FetchError("its name was not resolved in time; try again later", where=where, kind="timed out") from None
    if isinstance(answer, OSError | UnicodeError) or not answer:
        raise FetchError(f"there is no host {host}; check the address and your connection", where=where, kind="no such host")
    return answer
