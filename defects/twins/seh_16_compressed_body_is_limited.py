"""Bodies may be compressed.

Good because: no more of one is inflated than a plain one may hold, and what is larger is refused for its
size.
Source: CWE-409; RFC 9110, 15.5.14.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_16_compressed_body_has_no_limit import inflating
from proving.seed import Injection, Twin

TWIN = Twin("SEH-16", of="SEH-16-compressed-body-has-no-limit")


def inject(_rng: Random) -> Injection:
    """Inflate up to the limit."""
    changed = inflating("_inflated(raw, limit_bytes)")
    text = changed["app/api/body.py"] or ""
    inflated = """
def _inflated(raw: bytes, limit_bytes: int) -> bytes:
    inflator = zlib.decompressobj(31)
    try:
        found = inflator.decompress(raw, limit_bytes + 1)
    except zlib.error:
        raise HTTPException(400, "the body is not gzip") from None
    if len(found) > limit_bytes:
        raise HTTPException(413, f"the body is larger than {limit_bytes} bytes", {"Connection": "close"})
    return found


NewArticle ="""
    return Injection(fact="gzip", source={"app/api/body.py": text.replace("\nNewArticle =", inflated)})
