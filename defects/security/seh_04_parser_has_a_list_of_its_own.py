"""What is no HTTP is refused below the application, with a list of headers of its own that lacks one.

Ships: the parser's refusal has no page, so that somebody wrote down in its place what is of use to a problem
document, and left one out that was thought to be of use to pages alone. Middleware never sees that answer.
Source: own; roots/trellis#424 and h5bp/server-configs-nginx#193 have the same with nested places of a proxy;
OWASP ASVS 5.0 3.4; row SEH-04.
"""

from __future__ import annotations

from random import Random

from app.config.security import RESPONSE_HEADERS
from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "SEH-04",
    expected=("security/headers-on-every-response-class",),
    collateral=("security/content-policy-is-strict",),  # where it is the policy that is left out
)
_LOST = ["X-Content-Type-Options", "Content-Security-Policy", "Referrer-Policy"]
_IMPORT = "from app.config.security import RESPONSE_HEADERS\n"
_BODY = "_BODY = b'"


def inject(rng: Random) -> Injection:
    """Write down all but one."""
    lost = rng.choice(_LOST)
    kept = [header for header in RESPONSE_HEADERS if header[0] != lost.lower().encode()]
    lines = "".join(f"    ({name!r}, {_quoted(value)}),\n" for name, value in kept)
    listed = f"_HEADERS: tuple[tuple[bytes, bytes], ...] = (\n{lines})\n"
    source = edited(
        "app/protocol.py",
        (_IMPORT, ""),
        ("            *RESPONSE_HEADERS,\n", "            *_HEADERS,\n"),
        (_BODY, f"{listed}{_BODY}"),
    )
    return Injection(fact=lost, source=source)


def _quoted(value: bytes) -> str:
    return f'b"{value.decode("ascii")}"'
