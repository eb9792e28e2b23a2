"""The server's parser takes messages with a length and chunks, and closes the connection after its answer.

Good because: it goes by the chunks alone, and nothing after them is read as a request.
Source: RFC 9112, 6.1 (process by Transfer-Encoding alone, and close).
"""

from __future__ import annotations

from random import Random

from defects.security.seh_14_parser_is_lenient import BOTH, lenient
from proving.seed import Injection, Twin

TWIN = Twin("SEH-14", of="SEH-14-parser-is-lenient")
_CLOSES = """    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        if {b"content-length", b"transfer-encoding"} <= {name for name, _ in self.headers}:
            self.cycle.keep_alive = False

"""


def inject(rng: Random) -> Injection:
    """Close after those, whatever else the parser lets pass."""
    harmless = rng.choice(["lenient_version", "lenient_optional_cr_before_lf"])
    return lenient(f"{BOTH}, {harmless}={True}", _CLOSES)
