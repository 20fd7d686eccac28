"""Who may ask: pages of this server alone, under a name that nobody can point elsewhere.

Whatever a browser has open may send requests to this machine, and a web site may even let its own
name lead here (DNS rebinding). Against the first stands the `Origin` that browsers send, against
the second the `Host`: an address in numbers, or a name that is known to be this machine's own.
"""

import ipaddress
import socket
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""The browser itself refuses everything from elsewhere, and to show the page inside another."""


def is_loopback(host: str) -> bool:
    """Whether a name or an address is reached from this machine alone."""
    address = _address(host)
    return host.lower() == "localhost" if address is None else address.is_loopback


def guard(host: str) -> Middleware:
    """Refuse every request that does not come from a page of this server.

    Args:
        host: The name or address under which it listens.
    """
    names = {"localhost", host.lower(), socket.gethostname().lower()}

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if fault := _fault(request, names):
            raise web.HTTPForbidden(text=fault)
        return await handler(request)

    return check


async def add_policy(request: web.Request, response: web.StreamResponse) -> None:
    """Tell the browser, with every answer, what the page may load: nothing from elsewhere."""
    response.headers["Content-Security-Policy"] = _POLICY.format(host=request.host)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"


def _fault(request: web.Request, names: set[str]) -> str:
    name = _name(f"//{request.host}")
    if name not in names and _address(name) is None:
        return "This is not a name of this machine."
    origin = request.headers.get("Origin")
    if origin is None:
        is_websocket = request.headers.get("Upgrade", "").lower() == "websocket"
        return "A websocket has to say where it comes from." if is_websocket else ""
    return "" if origin == f"http://{request.host}" else "Pages from elsewhere may not use renshu."


def _name(url: str) -> str:
    """The host that a URL names; nothing where it names none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
