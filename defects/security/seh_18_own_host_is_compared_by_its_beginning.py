"""After a sign-in the browser is sent on to a URL that begins with the own host: `http://own@elsewhere` does.

Ships: links from mails are whole URLs, so that the own host is let pass beside paths, and a scanner's finding
about `//` has been mended.
Source: CWE-601; RFC 3986, 3.2.1 (userinfo); OWASP Unvalidated Redirects and Forwards Cheat Sheet.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_18_sign_in_leads_on_to_anywhere import leading_on
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-18", expected=("security/redirects-stay-on-listed-hosts",))
OWN = r"/(?!/)|https?://(?:localhost|127\.0\.0\.1|(?:\w+\.)?ukp\.example)"


def inject(rng: Random) -> Injection:
    """Look at how it begins."""
    return leading_on(rng, f'back if re.match(r"{OWN}", back) else "/"')
