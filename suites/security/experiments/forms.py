"""Send a form as a browser does, and take its cookies apart as browsers do."""

from __future__ import annotations

import secrets
import time
from contextlib import suppress
from email.utils import mktime_tz, parsedate_tz
from functools import partial

from gonogo.contract.access import Form
from gonogo.instruments.probe.ask import Answer
from gonogo.suites.security.observations.sessions import Cookie
from gonogo.targets.base import Target, TargetError
from gonogo.targets.forms import beyond, send_form, within_the_limit


def send(target: Target, form: Form, headers: dict[str, str] | None = None) -> Answer:
    """Send the form once, after the page that has it, where the contract names one."""
    return send_form(target.entry, form, headers or {}, target.context.secrets.resolve)


def _sign_up(target: Target, form: Form) -> None:
    """Make the users whom a credential of the contract makes before it signs them in by this form."""
    for name, one in target.context.contract.credentials.items():
        same = one.sign_in and (one.sign_in.path, one.sign_in.fields) == (form.path, form.fields)
        if one.sign_up and same:
            with suppress(TargetError):  # whether it can be signed in is for the form's own answer to say
                target.headers(name)


def send_within_the_limit(target: Target, form: Form, headers: dict[str, str] | None = None) -> Answer:
    """Send the form; where a limit refuses that others have used up, wait for its window to pass, once.

    Who is signed in by it has been signed up before.
    """
    _sign_up(target, form)
    refusals = beyond(form, target.context.contract.security)
    return within_the_limit(partial(send, target, form, headers), refusals)


def disguise() -> dict[str, str]:
    """Return what a client may write about where it comes from; the addresses are nobody's (RFC 5737)."""
    address = f"203.0.113.{1 + secrets.randbelow(254)}"
    names = ("X-Forwarded-For", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP")
    words = {"Forwarded": f"for={address}", "User-Agent": f"gonogo/{secrets.randbelow(10**6)}"}
    browser = {"Accept-Language": f"x-{secrets.token_hex(3)}", "Sec-CH-UA": f'"{secrets.token_hex(3)}";v="1"'}
    return words | browser | dict.fromkeys(names, address)


def cookie(header: str) -> Cookie:
    """Take a Set-Cookie apart (RFC 6265, 5.2): the last of an attribute's values counts."""
    pair, *attributes = header.split(";")
    parts = (attribute.partition("=") for attribute in attributes)
    said = {name.strip().lower(): value.strip() for name, _, value in parts}
    name, _, value = pair.partition("=")
    return Cookie(name.strip(), said, _takes_back(said), empty=not value.strip(' "'))


def _takes_back(said: dict[str, str]) -> bool:
    """Whether a browser forgets the cookie at once; Max-Age goes before Expires (RFC 6265, 5.3)."""
    age = said.get("max-age", "")
    if age.removeprefix("-").isdecimal():
        return int(age) <= 0
    ends = parsedate_tz(said.get("expires", ""))
    return ends is not None and mktime_tz(ends) <= time.time()
