"""A header goes with the media types for which it means something, and that of errors is not among them.

Ships: each header was to be sent where a browser heeds it, by a list of types that was read off the answers
of a good day. Errors are problem documents, whose type no line of the list is, though it ends as another
one does.
Source: andrewlock/NetEscapades.AspNetCore.SecurityHeaders#26 and #233 (headers by media type, and who then
missed them); RFC 9457, 3; row SEH-04.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-04", expected=("security/headers-on-every-response-class",))
_PRESENT = "    present = {name.lower() for name, _ in headers}\n"
_MISSING = "    missing = [header for header in RESPONSE_HEADERS if header[0] not in present]\n"
_CONSTANT = "_COOKIE_BYTES = 4_096\n"
_TYPES = '''_HEEDED = {{
    b"{header}": (
        b"",
        b"text/html",
        b"text/css",
        b"text/plain",
        b"image/svg+xml",
        b"application/json",
        b"application/health+json",
        b"application/openmetrics-text",
    ),
}}
"""The media types with which a header is sent; one that is not here is sent with all of them."""
'''


def inject(rng: Random) -> Injection:
    """Look the type up before a header is added."""
    header = rng.choice(["x-content-type-options", "referrer-policy", "cache-control"])
    return Injection(
        fact="-".join(word.capitalize() for word in header.split("-")),
        source=edited(
            "app/api/middleware.py",
            (_CONSTANT, _CONSTANT + _TYPES.format(header=header)),
            (
                _PRESENT,
                (
                    "    present = {name.lower(): value for name, value in headers}\n"
                    '    kind = present.get(b"content-type", b"").split(b";")[0].strip().lower()\n'
                ),
            ),
            (
                _MISSING,
                (
                    "    heeded = [one for one in RESPONSE_HEADERS if kind in _HEEDED.get(one[0], (kind,))]\n"
                    "    missing = [header for header in heeded if header[0] not in present]\n"
                ),
            ),
        ),
    )
