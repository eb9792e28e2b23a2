"""The request that a redirect asks for (RFC 9110, 15.4)."""

from urllib.parse import urljoin, urlsplit

from requests import PreparedRequest

from gonogo.instruments.probe.extra import extra
from gonogo.instruments.probe.logins import authorized
from gonogo.instruments.urls import bare, origin

REDIRECTS = (301, 302, 303, 307, 308)
ANY_ORIGIN = ("accept", "accept-encoding", "accept-language", "connection", "user-agent")
OF_THE_BODY = ("content-length", "content-type", "transfer-encoding")


def redirected(request: PreparedRequest, status: int, location: str) -> PreparedRequest:
    """Return the next request: 303 (and POST after 301, 302) becomes GET.

    Credentials stay with their origin, and any header may be one: another origin gets none that is not
    known to be harmless, and no body. ValueError for a location that is no http or https address, and for
    another origin that would get the body.
    """
    target = bare(urljoin(str(request.url), location))
    if urlsplit(target).scheme not in ("http", "https"):
        raise ValueError(f"redirected to {location[:200]!r}, which is no http address")
    following = request.copy()
    following.prepare_url(target, None)
    if origin(str(request.url)) != origin(str(following.url)):
        if request.body and not _becomes_get(str(request.method), status):
            raise ValueError(f"redirected with its body to another origin, {bare(target)[:200]!r}")
        _keep(following, (*ANY_ORIGIN, *OF_THE_BODY))
        _drop(following, tuple(extra(str(request.url))))  # also one that has a harmless name
        following.headers.update(authorized(target, {}))
    if _becomes_get(str(request.method), status):
        following.method, following.body = "GET", None
        _drop(following, OF_THE_BODY)
    return following


def _becomes_get(method: str, status: int) -> bool:
    return (status == 303 and method != "HEAD") or (status in (301, 302) and method == "POST")


def _keep(request: PreparedRequest, names: tuple[str, ...]) -> None:
    _drop(request, tuple(name for name in request.headers if name.lower() not in names))


def _drop(request: PreparedRequest, names: tuple[str, ...]) -> None:
    for name in names:
        request.headers.pop(name, None)
