"""A token is valid no longer than the contract says.

Why: a signed token cannot be taken back; how long it lives is how long a stolen one works.
Reference: RFC 9068, 2.2 (exp is required); OWASP ASVS 5.0 9.2.1.
Remedy: give out tokens for minutes, and a way to get the next one.
"""

from __future__ import annotations

from gonogo.contract.access import Tokens
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.access import TokensTried


@rule("security.tokens.lifetime_seconds")
def judge(seen: TokensTried, tokens: Tokens) -> Judgement:
    """Refuse a lifetime beyond the promise, and a token that states none."""
    most = tokens.lifetime_seconds or 0
    if not seen.valid:
        return Judgement.cannot_tell("no token was given out")
    stated = [f"{seconds:g} s" for seconds in seen.valid_seconds if not 0 < seconds <= most]
    if not seen.valid_seconds:
        stated = ["no exp"]
    problems = tuple(Problem("a token's claims", f"valid for at most {most} s", said) for said in stated)
    return Judgement(max(1, len(seen.valid_seconds)), problems)
