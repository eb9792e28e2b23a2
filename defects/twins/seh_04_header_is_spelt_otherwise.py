"""A security header is there on errors too, in other letters and with another order of its parts.

Good because: names of headers, and the values of these, know no upper and lower case.
Source: RFC 9110, 5.1.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.rewriting import Answer
from defects.security.seh_04_header_is_missing_on_errors import changing_errors, header_of
from proving.seed import Injection, Twin

TWIN = Twin("SEH-04", of="SEH-04-header-is-missing-on-errors")


def inject(rng: Random) -> Injection:
    """Serve through such a proxy."""
    return Injection(fact=header_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Write the header in capitals."""
    header = header_of(rng)

    def respelt(answer: Answer) -> Answer:
        value = answer.header(header)
        written = value.upper() if header == "x-content-type-options" else value
        return answer.without_header(header).with_header(header.title(), written)

    return changing_errors(app, respelt)
