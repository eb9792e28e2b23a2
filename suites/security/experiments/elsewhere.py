"""Words of a client that says to be at another address each time, in all headers that are known for it.

Source: the headers that request-ip, django-ipware, remix-utils and axum-client-ip read, and those by which
WebLogic's plug-ins, App Engine, Azure Front Door, CloudFront, Envoy, Netlify and Vercel hand it on.
"""

from __future__ import annotations

import secrets

from gonogo.suites.security.experiments.forms import disguise

_NAMES = (
    *("X-Forwarded", "Forwarded-For", "X-Cluster-Client-IP", "Proxy-Client-IP", "WL-Proxy-Client-IP"),
    *("Fastly-Client-IP", "Fly-Client-IP", "DO-Connecting-IP", "X-AppEngine-User-IP", "X-Azure-ClientIP"),
    *("X-Envoy-External-Address", "X-NF-Client-Connection-IP", "X-Vercel-Forwarded-For", "X-ProxyUser-Ip"),
)
_VISITORS = ("visitor", "visitor_id", "vid", "device", "device_id", "client_id", "uid")
"""Cookies by which sites tell visitors apart, whom nobody has to believe."""
_HOPS = 4
_WITH_A_PORT = "CloudFront-Viewer-Address"
_BESIDE_NO_OTHER = "Client-IP"


def from_elsewhere() -> dict[str, str]:
    """Return one address in all of them but `Client-IP`, and a name that a cookie brings.

    Every other time, by chance, it is the first of several: who counts so many hops from the end takes one.
    """
    said = disguise()
    address = said["X-Forwarded-For"]
    hops = [address, *(disguise()["X-Forwarded-For"] for _ in range(secrets.choice((0, _HOPS))))]
    visitor = "; ".join(f"{name}={secrets.token_hex(8)}" for name in _VISITORS)
    more = {_WITH_A_PORT: f"{address}:50000", "X-Forwarded-For": ", ".join(hops), "Cookie": visitor}
    return said | dict.fromkeys(_NAMES, address) | more


def from_elsewhere_at_any_cost() -> dict[str, str]:
    """Return it in `Client-IP` as well, for which Rails fails where a proxy replaces `X-Forwarded-For`."""
    said = from_elsewhere()
    return said | {_BESIDE_NO_OTHER: said["X-Real-IP"]}
