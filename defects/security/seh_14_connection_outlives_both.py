"""A message with a length and chunks is answered, what came after it is dropped, and the connection goes on.

Ships: the parser was told to take both for an old client, and to drop what it cannot place.
Source: RFC 9112, 6.1 (the server must close the connection after responding to such a request).
"""

from __future__ import annotations

from random import Random

from defects.security.seh_14_parser_is_lenient import BOTH, lenient
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-14", expected=("security/both-framings-end-the-connection",))
_DROPS = """    def data_received(self, data: bytes) -> None:
        head, end, body = data.partition(b"\\r\\n\\r\\n")
        names = {line.partition(b":")[0].lower() for line in head.splitlines()}
        if {b"content-length", b"transfer-encoding"} <= names:
            chunks, last, _ = (b"\\r\\n" + body).partition(b"\\r\\n0\\r\\n\\r\\n")
            data = head + end + (chunks + last)[2:]
        super().data_received(data)

"""


def inject(rng: Random) -> Injection:
    """Drop the rest, whatever else the parser lets pass."""
    harmless = rng.choice(["lenient_version", "lenient_optional_cr_before_lf"])
    return lenient(f"{BOTH}, {harmless}={True}", _DROPS)
