"""After a sign-in the browser is sent on to where a hidden field of the form says.

Good because: it is sent to the page for searches and to no other place, whatever the field holds.
Source: OWASP Unvalidated Redirects and Forwards Cheat Sheet.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_18_sign_in_leads_on_to_anywhere import leading_on
from proving.seed import Injection, Twin

TWIN = Twin("SEH-18", of="SEH-18-sign-in-leads-on-to-anywhere")


def inject(rng: Random) -> Injection:
    """Compare the whole of it."""
    return leading_on(rng, 'back if _OWN_PAGE.fullmatch(back) else "/"')
