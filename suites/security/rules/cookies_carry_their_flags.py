"""Every cookie of a sign-in is Secure, HttpOnly and SameSite, and keeps the promise of its prefix.

Why: without one of them a session can be read on the wire, by a script, or used by another site's page; the
flags get lost where TLS ends at the proxy and the service believes to be on plain HTTP.
Reference: OWASP ASVS 5.0 3.3.1 to 3.3.4; RFC 6265bis, 4.1.3 (prefixes).
Remedy: set the flags whatever scheme the service sees, and name the cookie with the prefix __Host-.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gonogo.contract.access import Cookies
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.sessions import Cookie, SignedIn

_HOST = "__host-"
_OF_OTHERS = re.compile(
    r"AWSALB(?:TG|APP-\d)?(?:CORS)?|AWSELB(?:CORS)?|ARRAffinity(?:SameSite)?|__cf_bm|__cflb|_cfuvid|cf_clearance|GCLB"
    r"|ApplicationGatewayAffinity(?:CORS)?|BIGipServer.*|TS[0-9a-f]{6,}|visid_incap_\d+|incap_ses_\d+_\d+|nlbi_\d+"
    r"|ak_bmsc|bm_s[vz]|_abck|SERVERID|INGRESSCOOKIE|TiPMix|x-ms-routing-name|__cfruid|__cfseq|dtCookie|datadome"
    r"|NSC_.+|X-Oracle-BMC-LBS-Route|cookiesession1|__cfwaitingroom"
)
"""Cookies of what stands in front: load balancers, and who keeps robots off; no release sets them."""


@rule("security.cookies")
def judge(seen: SignedIn, cookies: Cookies) -> Judgement:
    """Refuse a cookie without one of the flags, or with a prefix that browsers will not take.

    What a load balancer in front sets is not the release's. One that is taken back by the same answer holds
    nothing, and is not asked for any. A sign-out, and who refuses a session, has to take its own back so that
    a browser does forget it; one without a value is not kept for a time to come.
    """
    if seen.status != seen.promised:
        return Judgement.cannot_tell(f"the sign-in was answered with {seen.status}, not {seen.promised}")
    after = seen.ended.cookies if seen.ended else ()
    every = (*seen.cookies, *seen.later, *after, *seen.refused)
    own = [cookie for cookie in every if not _OF_OTHERS.fullmatch(cookie.name)]
    kept = [cookie for cookie in own if not cookie.deleted]
    wrong = [Problem(f"cookie {c.name}", *why) for c in kept for why in _wrong(c, cookies)]
    problems = list(dict.fromkeys(wrong))
    gone = [c for c in (*after, *_of_a_prefix(seen)) if c.deleted]
    problems += dict.fromkeys(
        Problem(f"cookie {c.name}, taken back", *w) for c in gone for w in _stays(c, seen.cookies, cookies)
    )
    problems += [Problem(f"cookie {c.name}, emptied", *w) for c in after if not c.deleted for w in _lasts(c)]
    if not problems and seen.ended and seen.ended.status != seen.ended.promised:
        said = f"the sign-out was answered with {seen.ended.status}, not {seen.ended.promised}"
        return Judgement.cannot_tell(said)
    return Judgement(len(kept), tuple(problems), "the sign-in set no cookie")


def _of_a_prefix(seen: SignedIn) -> Iterator[Cookie]:
    """Give what refuses a session writes over it, where a name alone says what a browser takes."""
    names = {cookie.name for cookie in seen.cookies if cookie.name.lower().startswith(_HOST)}
    yield from (cookie for cookie in seen.refused if cookie.name in names)


def _stays(cookie: Cookie, made: tuple[Cookie, ...], promised: Cookies) -> Iterator[tuple[str, str]]:
    """Give why a browser keeps a cookie that is taken back: it would not take it so, or it is another one."""
    said, name = cookie.attributes, cookie.name.lower()
    if name.startswith((_HOST, "__secure-")) and "secure" not in said:
        yield "Secure, as the prefix says: a browser keeps it else", _listed(said)
    if name.startswith(_HOST) and (said.get("path") != "/" or "domain" in said):
        yield "Path=/ and no Domain, as the prefix says", _listed(said)
    before = next((one.attributes for one in made if one.name == cookie.name and not one.deleted), said)
    if name.startswith(_HOST):
        return
    was, now = (each.get("domain", "").lstrip(".").lower() for each in (before, said))
    if was != now:
        yield f"the domain with which it was set: {was or 'none'}", now or "none"
    end = promised.sign_out.path if promised.sign_out else promised.sign_in.path
    was, now = _path(before, promised.sign_in.path if before is not said else end), _path(said, end)
    if was != now:
        yield f"the path with which it was set: {was}", now


def _path(attributes: dict[str, str], asked: str) -> str:
    """Return the stated path, or that of a cookie without one: the folder asked for (RFC 6265, 5.1.4)."""
    stated = attributes.get("path", "")
    return stated if stated.startswith("/") else asked.partition("?")[0].rpartition("/")[0] or "/"


def _lasts(cookie: Cookie) -> Iterator[tuple[str, str]]:
    """Give why a browser keeps a cookie that has lost its value: it is told to, until a time to come."""
    told = {"max-age", "expires"} & cookie.attributes.keys()
    if cookie.empty and told:
        yield "a time that is over, so that it is forgotten", _listed(cookie.attributes)


def _wrong(cookie: Cookie, promised: Cookies) -> Iterator[tuple[str, str]]:
    said, name = cookie.attributes, cookie.name.lower()
    allowed = [value.lower() for value in promised.same_site]
    if "secure" not in said:
        yield "Secure", _listed(said)
    if "httponly" not in said and cookie.name not in promised.script_readable:
        yield "HttpOnly", _listed(said)
    if said.get("samesite", "").lower() not in allowed:
        yield f"SameSite={' or '.join(promised.same_site)}", _listed(said)
    if name.startswith(_HOST) and (said.get("path") != "/" or "domain" in said):
        yield "Path=/ and no Domain, as the prefix says", _listed(said)


def _listed(attributes: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" if value else name for name, value in attributes.items()) or "nothing"
