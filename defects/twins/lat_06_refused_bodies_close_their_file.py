"""Bodies are spooled to a temporary file, also those that are refused.

Good because: the file is closed whatever becomes of the body.
Source: Python, tempfile.TemporaryFile.
"""

from __future__ import annotations

from random import Random

from defects.latency.lat_06_refused_bodies_keep_their_file import spooling
from proving.seed import Injection, Twin

TWIN = Twin("LAT-06", of="LAT-06-refused-bodies-keep-their-file")
_SPOOLED = """        with tempfile.TemporaryFile(prefix="ukp-body-") as spooled:
            spooled.write(await read_body(request, limit_bytes))
            spooled.seek(0)
            return model.model_validate_json(spooled.read())
"""


def inject(_rng: Random) -> Injection:
    """Close each of them."""
    return Injection(fact="descriptors", source=spooling(_SPOOLED))
