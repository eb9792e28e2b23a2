"""Every answer carries the security headers, but those that send the browser elsewhere.

Ships: somebody saved bytes: what has no page has nothing to protect. The browser keeps from a redirect what
it says of transport security, and the answer to a sign-in, cookie and all, may be kept by a cache on the way.
Source: OWASP ASVS 5.0 3.4.1; h5bp/server-configs-nginx#193 (headers by class of response); row SEH-04.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-04", expected=("security/headers-hold-in-a-session",))
_HEAD = "def _complete(headers: list[tuple[bytes, bytes]], request_id: str) -> list[tuple[bytes, bytes]]:\n"
_CHANGED = """def _complete(
    headers: list[tuple[bytes, bytes]], request_id: str, status: int
) -> list[tuple[bytes, bytes]]:
    if status in _ELSEWHERE:  # no page is shown for it
        return [*headers, KEPT(b"x-request-id", request_id.encode("ascii"))]
"""


def inject(rng: Random) -> Injection:
    """Leave them out where the browser goes on."""
    return Injection(fact="/session", source=bare_redirects(rng, ""))


def bare_redirects(rng: Random, kept: str) -> dict[str, str | None]:
    """Give redirects nothing but what is kept."""
    statuses = rng.choice(["{301, 302, 303, 307, 308}", "{301, 302, 303, 307}", "{302, 303, 307}"])
    return edited(
        "app/api/middleware.py",
        ("_COOKIE_BYTES = 4_096\n", f"_COOKIE_BYTES = 4_096\n_ELSEWHERE = frozenset({statuses})\n"),
        (
            '_complete(message.get("headers", []), request_id)',
            '_complete(message.get("headers", []), request_id, message["status"])',
        ),
        (_HEAD, _CHANGED.replace("KEPT", kept)),
    )
