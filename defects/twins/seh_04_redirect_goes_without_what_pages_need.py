"""Redirects go without the headers that only a page needs.

Good because: nothing is shown of a redirect, so that no policy of a document is followed, and no cache keeps
one of 303 without a word; transport security, types and referrers are told as everywhere.
Source: W3C CSP 3, 3 (a policy is a document's or a worker's); RFC 9111, 3; OWASP Secure Headers Project.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_04_redirect_goes_without_them import bare_redirects
from proving.seed import Injection, Twin

TWIN = Twin("SEH-04", of="SEH-04-redirect-goes-without-them")
_KEPT = "*(pair for pair in RESPONSE_HEADERS if pair[0] not in _OF_PAGES), "


def inject(rng: Random) -> Injection:
    """Keep the others."""
    source = bare_redirects(rng, _KEPT)
    of_pages = rng.choice(['{b"content-security-policy"}', '{b"content-security-policy", b"cache-control"}'])
    path = "app/api/middleware.py"
    anchor = "_ELSEWHERE = frozenset("
    text = source[path] or ""
    return Injection(
        fact="/session", source={path: text.replace(anchor, f"_OF_PAGES = {of_pages}\n{anchor}", 1)}
    )
