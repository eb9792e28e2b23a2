"""The content policy forbids inline script, foreign script and framing.

Why: a policy with 'unsafe-inline' or a wildcard lets an injected script run as if there were none, and a page
that can be framed can be clicked by a stranger.
Reference: W3C, Content Security Policy Level 3; OWASP ASVS 5.0 3.4.3 and 3.4.6.
Remedy: start from `default-src 'none'; frame-ancestors 'none'` and allow by origin, nonce or hash.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.surface import Response, Surface

_HEADER = "Content-Security-Policy"
_LOOSE = ("*", "http:", "https:", "data:", "blob:", "'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'")
_NONCE = ("'nonce-", "'sha256-", "'sha384-", "'sha512-")


@rule("security.strict_content_policy", "security.responses")
def judge(seen: Surface) -> Judgement:
    """Refuse an answer whose policies, all together, let in what one of them has to keep out."""
    answered = [response for response in seen.responses if response.status is not None]
    if not answered:
        return Judgement.cannot_tell("no request was answered")
    problems = tuple(
        Problem(f"{r.name} ({r.method} {r.path})", "a strict content policy", wrong)
        for r in answered
        if (wrong := _wrong(r))
    )
    return Judgement(len(answered), problems)


def _wrong(response: Response) -> str:
    """Return what every policy of the response lets in; several policies hold together."""
    policies = [_directives(part) for value in response.values(_HEADER) for part in value.split(",")]
    faults = [_faults(policy) for policy in policies if policy]
    if not faults:
        return "no policy"
    return "; ".join(sorted(set.intersection(*faults)))


def _directives(policy: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for directive in policy.split(";"):
        name, *sources = directive.lower().split()[:40] or [""]
        if name:
            found.setdefault(name, sources)  # the first one of a name counts
    return found


def _faults(policy: dict[str, list[str]]) -> set[str]:
    script = policy.get("script-src", policy.get("default-src"))
    faults = (
        set() if "frame-ancestors" in policy and "*" not in policy["frame-ancestors"] else {"may be framed"}
    )
    if script is None:
        return faults | {"script of any origin"}
    signed = any(
        source.startswith(_NONCE) for source in script
    )  # beside which browsers ignore 'unsafe-inline'
    loose = [source for source in script if source in _LOOSE and not (signed and source == "'unsafe-inline'")]
    return faults | {f"script from {source}" for source in loose}
