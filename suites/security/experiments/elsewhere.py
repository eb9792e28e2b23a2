"""Words of a client that says to be at another address each time, in all headers that are known for it.

Source: the headers that request-ip, django-ipware, remix-utils and axum-client-ip read, and those by which
WebLogic's plug-ins, App Engine, Azure Front Door, CloudFront, Envoy, Netlify and Vercel hand it on.
"""

from __future__ import annotations

from gonogo.suites.security.experiments.forms import disguise

_NAMES = (
    *("X-Forwarded", "Forwarded-For", "X-Cluster-Client-IP", "Proxy-Client-IP", "WL-Proxy-Client-IP"),
    *("Fastly-Client-IP", "Fly-Client-IP", "DO-Connecting-IP", "X-AppEngine-User-IP", "X-Azure-ClientIP"),
    *("X-Envoy-External-Address", "X-NF-Client-Connection-IP", "X-Vercel-Forwarded-For", "X-ProxyUser-Ip"),
)
_WITH_A_PORT = "CloudFront-Viewer-Address"
_BESIDE_NO_OTHER = "Client-IP"


def from_elsewhere() -> dict[str, str]:
    """Return one address in all of them but `Client-IP`."""
    said = disguise()
    address = said["X-Forwarded-For"]
    return said | dict.fromkeys(_NAMES, address) | {_WITH_A_PORT: f"{address}:50000"}


def from_elsewhere_at_any_cost() -> dict[str, str]:
    """Return it in `Client-IP` as well, for which Rails fails where a proxy replaces `X-Forwarded-For`."""
    said = from_elsewhere()
    return said | {_BESIDE_NO_OTHER: said["X-Forwarded-For"]}
