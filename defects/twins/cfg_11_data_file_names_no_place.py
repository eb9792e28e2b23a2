"""A data file lies beside the code.

Good because: it names its format, and no place of the network.
Source: JSON Schema, `$schema`.
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_11_address_lies_in_a_data_file import listing
from proving.seed import Injection, Twin

TWIN = Twin("CFG-11", of="CFG-11-address-lies-in-a-data-file")


def inject(rng: Random) -> Injection:
    """List paths."""
    listed = [f"/feed/{rng.randrange(10)}", "news/latest"]
    return listing(listed[0], {"$schema": "https://json-schema.org/draft/2020-12/schema", "mirrors": listed})
