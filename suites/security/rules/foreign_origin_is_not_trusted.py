"""No foreign page may read answers with the user's credentials.

Why: an origin that is reflected together with credentials lets every page that a user visits read and do
what the user may; a browser refuses only the literal `*`. One that may reach a private network reaches what
no firewall lets in.
Reference: OWASP ASVS 5.0 3.4.2; WHATWG Fetch, CORS protocol and credentials; WICG, Private Network Access;
starlette issue 3246; CVE-2024-6221 (flask-cors).
Remedy: allow a fixed list of origins, never `null`; with `*`, switch credentials off. Where pages of others
are meant to reach it in a private network, `security.private_network: true`.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.contract.security import Security
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.surface import Response, Surface
from gonogo.suites.security.surface import as_promised, unserved

_ALLOWED = "access-control-allow-origin"


@rule("security.crossed")
def judge(seen: Surface, security: Security) -> Judgement:
    """Refuse the foreign origin, or null, in Allow-Origin beside Allow-Credentials, and the private network.

    The same request without an Origin has to be taken, and a trusted origin allowed: who answers nobody
    trusts nobody.
    """
    answered = [response for response in seen.foreign if response.status is not None]
    problems = [_problem(r) for r in answered if _trusts(r)]
    if not security.private_network:
        problems += [_of_network(r) for r in (*answered, *seen.trusted_preflights) if _opens_network(r)]
    if not problems and (why := "; ".join(_doubts(seen))):
        return Judgement.cannot_tell(why)
    return Judgement(len(answered), tuple(problems), "no request with a foreign Origin was answered")


def _doubts(seen: Surface) -> Iterator[str]:
    odd = [response for response in seen.control if not as_promised(response)]
    if odd:
        said = ", ".join(f"{r.method} {r.path} with {r.status}, not {r.promised}" for r in odd)
        yield f"without an Origin was answered: {said}"
    elif why := unserved(seen.control):
        yield f"without an Origin {why}"
    for response in seen.trusted:
        if not {response.origin.lower(), "*"} & {v.lower() for v in response.values(_ALLOWED)}:
            yield f"the trusted origin {response.origin} is not allowed to read {response.path} either"


def _trusts(response: Response) -> bool:
    """Whether a browser hands the answer out: it compares each whole header, and by case.

    Source: WHATWG Fetch, CORS check; several lines of a header are one value, which matches nothing.
    """
    return _stated(response, _ALLOWED) == response.origin and _is_true(response, "credentials")


def _opens_network(response: Response) -> bool:
    return _is_true(response, "private-network")


def _is_true(response: Response, what: str) -> bool:
    return _stated(response, f"access-control-allow-{what}") == "true"


def _stated(response: Response, header: str) -> str:
    return ", ".join(response.values(header))


def _of_network(response: Response) -> Problem:
    where = f"{response.method} {response.path} with Origin {response.origin}"
    return Problem(where, "no way into a private network", "Access-Control-Allow-Private-Network: true")


def _problem(response: Response) -> Problem:
    where = f"{response.method} {response.path} with Origin {response.origin}"
    return Problem(where, "no trust in it", "Access-Control-Allow-Origin has it, and credentials are allowed")
