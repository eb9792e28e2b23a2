"""Wherever TLS is spoken, versions before the promised one are not.

Why: versions before 1.2 prove who answers by MD5 and SHA-1, and whoever stands in between may have both sides
take the oldest that they have in common.
Reference: RFC 8996; RFC 9325, 3.1.1; OWASP ASVS 5.0 12.1.1; PCI DSS 4.0, 4.2.1.
Remedy: state the least version at every port where TLS ends: `ssl-min-ver TLSv1.2` (HAProxy), `ssl_protocols
TLSv1.2 TLSv1.3` (nginx).
"""

from __future__ import annotations

from gonogo.contract.tls import Tls
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.handshakes import doubts, place
from gonogo.suites.security.observations.encrypted import Versions


@rule("security.tls.oldest")
def judge(seen: Versions, tls: Tls) -> Judgement:
    """Refuse an old version that is taken; a refusal counts where another version was taken."""
    problems = tuple(
        Problem(place(one.name, one.address), f"TLS {tls.oldest} or later", f"TLS {one.version} is spoken")
        for one in seen.offered
        if one.taken
    )
    if problems:
        return Judgement(len(seen.offered), problems)
    if seen.unable:
        return Judgement.cannot_tell(f"this machine's OpenSSL cannot offer TLS {' and '.join(seen.unable)}")
    failed = [f"{place(one.name, one.address)}: {one.said}" for one in seen.control if not one.taken]
    if why := doubts(seen.why, {one.name for one in seen.control}, seen.missed) or "; ".join(failed):
        return Judgement.cannot_tell(why)
    return Judgement(len(seen.offered) if seen.control else 0, (), "no version was offered")
