"""A signed token is refused where it is expired, not valid yet, or meant for somebody else.

Why: a signature says who wrote the token, and not for whom or for how long; one that was made for another
service, or a stolen one of last year, then opens everything.
Reference: RFC 7519, 4.1.1 to 4.1.5; RFC 8725, 3.8, 3.9 and 3.11; RFC 9068, 2.2 (exp is required);
OWASP ASVS 5.0 9.2.1 to 9.2.3.
Remedy: require and verify exp, nbf, aud, iss and typ, each of them, in the one call that verifies the
signature.
"""

from __future__ import annotations

from gonogo.contract.access import Tokens
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.signed import SignedTokens


@rule("security.tokens.signing")
def judge(seen: SignedTokens, tokens: Tokens) -> Judgement:
    """Refuse any answer but a refusal; without a control that works, a refusal says nothing."""
    wanted, refusal = tokens.protected.status, " or ".join(str(status) for status in tokens.refusals)
    opened = [use for use in seen.control if use.status == wanted]
    problems = tuple(
        Problem(f"a signed token with {use.what}", f"status {refusal}", f"status {use.status}")
        for use in seen.invalid
        if use.status is not None and use.status not in tokens.refusals
    )
    if not opened:
        said = ", ".join(str(use.status or use.error) for use in seen.control) or "nothing"
        return Judgement.cannot_tell(f"a token signed anew and unchanged was answered with {said}")
    silent = [use.what for use in seen.invalid if use.status is None]
    if silent and not problems:
        return Judgement.cannot_tell(f"no answer to a token with {', '.join(silent)}")
    return Judgement(len(seen.invalid), problems, "no invalid token was tried")
