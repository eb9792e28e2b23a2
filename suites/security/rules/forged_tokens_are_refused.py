"""No forged token opens anything.

Why: a verifier that believes the token's own header about its algorithm, that looks at the claims before the
signature, or whose secret stands in a manual, lets anybody be anybody.
Reference: RFC 8725, 3.1 and 3.2 (algorithm verification), 3.5 (entropy of keys); OWASP ASVS 5.0 9.1.1, 9.1.2
and 13.2.3.
Remedy: name the one algorithm in the call that verifies; take keys from a trusted set by their id alone, and
have no default for a secret.
"""

from __future__ import annotations

from gonogo.contract.access import Tokens
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.access import TokensTried


@rule("security.tokens")
def judge(seen: TokensTried, tokens: Tokens) -> Judgement:
    """Refuse any answer but a refusal; without a genuine token that works, a refusal says nothing."""
    places = {use.source for use in seen.forged}
    opened = {use.source for use in seen.valid if use.status == tokens.protected.status}
    if not opened or not places <= opened:
        return Judgement.cannot_tell("no genuine token opened the protected request where forged ones went")
    answered = [use for use in seen.forged if use.status is not None]
    refusal = " or ".join(str(status) for status in tokens.refusals)
    problems = tuple(
        Problem(f"a token with {use.what}", f"status {refusal}", f"status {use.status}")
        for use in answered
        if use.status not in tokens.refusals
    )
    if not problems and len(answered) < len(seen.forged):
        return Judgement.cannot_tell(f"{len(seen.forged) - len(answered)} forged tokens got no answer")
    return Judgement(len(answered), problems, "no forged token was tried")
