"""Every page names the software that made it.

Good because: it does not say which version.
Source: HTML, 4.2.5.1 (`generator`); OWASP ASVS 5.0 13.4.6.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_06_page_names_its_generator import SOFTWARE, naming
from proving.seed import Injection, Twin

TWIN = Twin("SEH-06", of="SEH-06-page-names-its-generator")


def inject(rng: Random) -> Injection:
    """Draw the software."""
    return naming(rng.choice(SOFTWARE))
