"""Whether a repeat has the first one's content is told by a checksum that is the same in each process.

Good because: nobody has a reason to forge his own content, and each process comes to the same digits.
Source: https://docs.python.org/3/library/zlib.html#zlib.crc32; row RES-12 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.rollback.res_12_content_is_told_by_a_salted_hash import told_by
from proving.seed import Injection, Twin

TWIN = Twin("RES-12", of="RES-12-content-is-told-by-a-salted-hash")


def inject(rng: Random) -> Injection:
    """Keep its checksum, by one of two algorithms."""
    algorithm = rng.choice(["crc32", "adler32"])
    return told_by(f"str(zlib.{algorithm}(content.model_dump_json().encode()))")
