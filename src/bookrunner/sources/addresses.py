"""Which doors we knock at: allowed hosts over https, and public addresses only.

The house's own hosts are the official sources; a user may allow more by name.  A name
is resolved once, what it resolved to is checked, and that very address is dialled: a
name that points to a private address, now or later, leads nowhere.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bookrunner.errors import MisuseError, RefusedError, UnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HOSTS: Final = (
    "www.sec.gov",
    "data.sec.gov",
    "efts.sec.gov",
    "home.treasury.gov",
    "www.treasury.gov",
    "fred.stlouisfed.org",
    "api.stlouisfed.org",
    "www.ishares.com",
    "www.blackrock.com",
    "community-api.coinmetrics.io",
)


def permitted(url: str, allowed: Sequence[str] = ()) -> str:
    """The host of *url*, if it is one we go to over https; refused otherwise.

    >>> permitted("https://www.sec.gov/Archives/edgar/data/1018724/")
    'www.sec.gov'
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError as error:  # a port that is no number, a bracket left open
        raise MisuseError(expected="a web address", seen=url) from error
    if parts.scheme != "https" or port not in {None, 443} or parts.username is not None:
        raise RefusedError(expected="an https address without port or user", seen=url)
    if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        raise RefusedError(expected="a web address in plain characters", seen=url)
    if host not in HOSTS and host not in allowed:
        raise RefusedError(
            expected="an address at sec.gov or another of our sources",
            seen=url,
            hint="allow its host with --allow-host, or hosts in config.toml",
        )
    return host


def public_addresses(
    host: str, *, resolve: Callable[..., Sequence[tuple[object, ...]]] = socket.getaddrinfo
) -> list[str]:
    """What *host* resolves to; refused if any of it is not a public address."""
    try:
        answers = resolve(host, 443, type=socket.SOCK_STREAM)
    except OSError as error:
        raise UnavailableError(
            expected=f"an address for {host}", seen=str(error), hint="is there a network?"
        ) from error
    numbers = [str(answer[4][0]) for answer in answers if isinstance(answer[4], tuple)]
    for number in numbers:
        address = ipaddress.ip_address(number.split("%")[0])
        mapped = getattr(address, "ipv4_mapped", None)
        if not (mapped or address).is_global or address.is_multicast:
            raise RefusedError(expected=f"a public address for {host}", seen=number)
    return numbers


def loopback(replay: str) -> str:
    """The origin of a replay server on this machine; anything else is misuse.

    >>> loopback("http://127.0.0.1:8765/")
    'http://127.0.0.1:8765'
    """
    parts = urlsplit(replay)
    if parts.scheme != "http" or parts.hostname != "127.0.0.1" or parts.path.strip("/"):
        raise MisuseError(
            expected="a replay address such as http://127.0.0.1:8765", seen=replay
        )
    return f"http://127.0.0.1:{parts.port or 80}"
