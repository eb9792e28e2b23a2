"""After a sign-in the browser is sent on to paths, and to URLs of the own host.

Good because: what follows the host is a port or a path, or nothing.
Source: RFC 3986, 3.2; OWASP Unvalidated Redirects and Forwards Cheat Sheet.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_18_own_host_is_compared_by_its_beginning import OWN
from defects.security.seh_18_sign_in_leads_on_to_anywhere import leading_on
from proving.seed import Injection, Twin

TWIN = Twin("SEH-18", of="SEH-18-own-host-is-compared-by-its-beginning")


def inject(rng: Random) -> Injection:
    """Look at how it ends as well."""
    rest = r"(?:(?<=/)|(?::\d+)?(?:/|$))[A-Za-z0-9=&%+._/?-]*"
    return leading_on(rng, f'back if re.fullmatch(r"(?:{OWN}){rest}", back) else "/"')
