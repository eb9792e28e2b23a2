"""Wherever TLS is spoken, a client takes the certificate now and for as many days as promised.

Why: a certificate that ends, or comes without the one between it and its CA, takes everything down at once,
and a browser that happens to know the missing one hides it from whoever tries by hand.
Reference: RFC 5280, 6.1; RFC 9525, 6; RFC 8446, 4.4.2; OWASP ASVS 5.0 12.2.2; Mozilla add-ons, May 2019;
Microsoft Azure, 29 February 2012.
Remedy: serve the whole chain up to the root, with each name in the certificate's own field; renew it by a
clock, at every address and for each kind of key, and have the processes read what was renewed.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.contract.tls import Tls
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.handshakes import doubts, place
from gonogo.suites.security.observations.encrypted import Certificates, Shown


@rule("security.tls.valid_days")
def judge(seen: Certificates, tls: Tls) -> Judgement:
    """Refuse what no client takes, and what ends too soon; what nobody could look at is no pass."""
    days = tls.valid_days or 0
    problems = tuple(dict.fromkeys(one for shown in seen.shown for one in _problems(shown, days)))
    if not problems and (why := doubts(seen.why, {shown.name for shown in seen.shown}, seen.missed)):
        return Judgement.cannot_tell(why)
    return Judgement(len(seen.shown), problems, "no certificate was shown")


def _problems(shown: Shown, days: int) -> Iterator[Problem]:
    where = place(shown.name, shown.address) + (f", asked for {shown.kind}" if shown.kind else "")
    if shown.refusal:
        yield Problem(where, "a certificate that clients take", f"{shown.refusal}: {shown.leaf}")
    for name, left in shown.ends:
        if left < days:
            yield Problem(where, f"{days} days and more", f"{name} ends in {left:.1f} days: {shown.leaf}")
