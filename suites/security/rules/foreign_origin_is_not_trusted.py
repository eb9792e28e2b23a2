"""No foreign page may read answers with the user's credentials.

Why: an origin that is reflected together with credentials lets every page that a user visits read and do
what the user may; a browser refuses only the literal `*`.
Reference: OWASP ASVS 5.0 3.4.2; WHATWG Fetch, CORS protocol and credentials; starlette issue 3246.
Remedy: allow a fixed list of origins, never `null`; with `*`, switch credentials off.
"""

from __future__ import annotations

from suites.core.contract import Contract
from suites.core.finding import Problem
from suites.core.rule import Judgement, rule
from suites.security.observations import Response, Surface


@rule("security")
def judge(seen: Surface, contract: Contract) -> Judgement:
    """Refuse the foreign origin, or null, in Allow-Origin beside Allow-Credentials."""
    answered = [response for response in seen.foreign if response.status is not None]
    if not answered:
        return Judgement.cannot_tell("no request with a foreign Origin was answered")
    return Judgement(len(answered), tuple(_problem(r) for r in answered if _trusts(r)))


def _trusts(response: Response) -> bool:
    allowed = {value.lower() for value in response.values("access-control-allow-origin")}
    credentials = {value.lower() for value in response.values("access-control-allow-credentials")}
    return response.origin.lower() in allowed and "true" in credentials


def _problem(response: Response) -> Problem:
    where = f"{response.method} {response.path} with Origin {response.origin}"
    return Problem(where, "no trust in it", "Access-Control-Allow-Origin has it, and credentials are allowed")
