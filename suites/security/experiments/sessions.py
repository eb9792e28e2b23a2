"""Sign in as a browser does, and knock more often than one client may."""

from __future__ import annotations

import secrets
from urllib.parse import urlencode

from fixtures.probe import Answer, probe
from fixtures.targets import Target
from fixtures.urls import below
from suites.core.contract import Contract
from suites.core.contract.sessions import Form, Limit
from suites.security.observations.sessions import Cookie, SignedIn, TriedOften, Tries

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_TIMES = 3
_MOST_TRIES = 300


def sign_in(target: Target, contract: Contract) -> SignedIn:
    """Send the form once."""
    assert contract.security is not None
    assert contract.security.cookies is not None
    form = contract.security.cookies.sign_in
    answer = _send(target, form, {})
    cookies = [_cookie(value) for name, value in answer.headers if name.lower() == "set-cookie"]
    return SignedIn(form.status, answer.status, tuple(cookies))


def try_often(target: Target, contract: Contract) -> TriedOften:
    """Send each form as one client that says to be another one each time."""
    assert contract.security is not None
    return TriedOften(tuple(_tries(target, limit) for limit in contract.security.limits))


def _tries(target: Target, limit: Limit) -> Tries:
    count = min(_TIMES * limit.accepted, _MOST_TRIES)
    return Tries(limit.form.name, tuple(_send(target, limit.form, _disguise()).status for _ in range(count)))


def _disguise() -> dict[str, str]:
    """Return what a client may write about where it comes from; the addresses are nobody's (RFC 5737)."""
    address = f"203.0.113.{1 + secrets.randbelow(254)}"
    names = ("X-Forwarded-For", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP")
    return {"Forwarded": f"for={address}"} | dict.fromkeys(names, address)


def _send(target: Target, form: Form, headers: dict[str, str]) -> Answer:
    resolve = target.context.secrets.resolve
    fields = {name: resolve(value) for name, value in form.fields.items()}
    body = urlencode(fields).encode()
    return probe(below(target.entry, form.path), method=form.method, headers=_FORM | headers, body=body)


def _cookie(header: str) -> Cookie:
    """Take a Set-Cookie apart as browsers do (RFC 6265, 5.2): the last of an attribute's values counts."""
    pair, *attributes = header.split(";")
    parts = (attribute.partition("=") for attribute in attributes)
    return Cookie(
        pair.partition("=")[0].strip(), {name.strip().lower(): value.strip() for name, _, value in parts}
    )
