"""What clients call themselves is kept percent-encoded, and the finished exposition is decoded.

Good because: what comes out of the decoding is escaped, as the format wants it, in the place where it was.
Source: prometheus/docs, "Exposition formats" (label_value).
"""

from __future__ import annotations

from random import Random

from defects.metrics.met_06_exposition_is_decoded_at_the_end import telling_programs
from proving.seed import Injection, Twin

TWIN = Twin("MET-06", of="MET-06-exposition-is-decoded-at-the-end")
_ESCAPED = r'''

def _readable(exposition: bytes) -> bytes:
    """Decode what is percent-encoded, so that people can read it, and escape what comes out."""
    return re.sub(r"(?:%[0-9A-F]{2})+", _decoded, exposition.decode()).encode()


def _decoded(encoded: re.Match[str]) -> str:
    return unquote(encoded[0]).replace("\\", r"\\").replace("\n", r"\n").replace('"', r"\"")
'''


def inject(rng: Random) -> Injection:
    """Decode piece by piece."""
    return telling_programs(rng, _ESCAPED, "import re\nfrom urllib.parse import unquote\n")
