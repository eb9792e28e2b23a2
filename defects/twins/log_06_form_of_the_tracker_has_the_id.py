"""Records of failures are cut down to a tracker's fields as well, and the id of the request is one of them.

Good because: the record of each failure says which request it is of, and that is what it is found by.
Source: OpenTelemetry, "Logs Data Model", trace context fields.
"""

from __future__ import annotations

from random import Random

from defects.security.log_06_failures_fit_the_form_of_a_tracker import formed
from proving.seed import Injection, Twin

TWIN = Twin("LOG-06", of="LOG-06-failures-fit-the-form-of-a-tracker")


def inject(rng: Random) -> Injection:
    """Keep the id too."""
    return formed(rng, "request_id")
