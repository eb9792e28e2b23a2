"""How a closed path is asked for so that what closes it does not know it, and what serves it does."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping

NAMED = ("X-Forwarded-User", "X-Remote-User", "Remote-User", "X-Auth-Request-User", "X-WEBAUTH-USER")
"""In which gateways that sign people in say who they are; a client may write them as well."""
Disguise = tuple[str, str, Mapping[str, str]]  # how, path, headers

_FOLDERS = ("/api", "/v1", "/api/v1")
"""What proxies take off before they hand a request on."""
INSIDE = {"Forwarded": "for=127.0.0.1"} | dict.fromkeys(
    ("X-Forwarded-For", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP", "X-Original-IP"),
    "127.0.0.1",
)
"""What a client may write about where it comes from: from the service's own machine."""
OF_ITS_OWN_PAGE = {
    "Sec-Fetch-Site": "same-origin",
    "Sec-Fetch-Mode": "cors",
    "Sec-Fetch-Dest": "empty",
    "X-Requested-With": "XMLHttpRequest",
    "HX-Request": "true",
}
"""What a browser says of what a page's own script asks for (Fetch Metadata); anybody may write it."""
AS_A_PROBE = {"User-Agent": "kube-probe/1.32 ELB-HealthChecker/2.0 GoogleHC/1.0 Prometheus/3.5.0"}
"""What those call themselves who ask for health and metrics, and who often need no credential."""


def disguises(path: str) -> Iterator[Disguise]:
    """Give other spellings of a path, and the path itself as if from inside.

    A list that compares whole paths misses the spellings; a server that decodes, folds slashes or passes over
    case and a slash at the end serves them (RFC 3986, 6.2.2), and one that takes a prefix off those below it.
    """
    yield "as a probe", path, AS_A_PROBE
    bare, mark, query = path.partition("?")
    yield "saying that it comes from 127.0.0.1", path, INSIDE
    yield "as a page's own script", path, OF_ITS_OWN_PAGE
    turned = bare.rstrip("/") if bare.endswith("/") and bare != "/" else f"{bare}/"
    yield "with another end", f"{turned}{mark}{query}", {}
    yield "with two slashes", f"/{path}", {}
    if bare.upper() != bare:
        yield "in capitals", f"{bare.upper()}{mark}{query}", {}
    for folder in _FOLDERS:
        yield f"below {folder}", f"{folder}{path}", {}
    if bare[1:2].isalpha() and bare.isascii():
        yield "with a letter encoded", f"/%{ord(bare[1]):02X}{bare[2:]}{mark}{query}", {}


def neighbour(path: str) -> str:
    """Return a path in the same folder that nobody serves."""
    bare = path.partition("?")[0]
    end = "/" if bare.endswith("/") else ""
    return f"{bare.rstrip('/').rpartition('/')[0]}/a{uuid.uuid4().hex}{end}"
