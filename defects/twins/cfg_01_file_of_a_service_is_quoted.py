"""The same file of a service, with a dollar in its token, between single quotes.

Good because: between single quotes compose takes each letter for itself, so the service gets what was
written.
Source: Compose Specification, "Env_file format".
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_01_file_of_a_service_is_read_as_a_template import given
from proving.seed import Injection, Twin

TWIN = Twin("CFG-01", of="CFG-01-file-of-a-service-is-read-as-a-template", target="compose")


def inject(rng: Random) -> Injection:
    """Quote the token."""
    return given(rng, "'")
