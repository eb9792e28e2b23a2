"""Send a form as a browser does, and take its cookies apart as browsers do."""

from __future__ import annotations

import secrets
import time
from email.utils import mktime_tz, parsedate_tz

from gonogo.contract.access import Form
from gonogo.instruments.hidden import hidden
from gonogo.instruments.probe.ask import Answer, probe
from gonogo.instruments.urls import below
from gonogo.instruments.waits import Wait, WaitTimeout
from gonogo.suites.security.observations.sessions import Cookie
from gonogo.targets.base import Target

_WINDOW_SECONDS = 65.0  # a minute, in which a limit counts, and the rest of its last second
_LIMITED = 429


def send(target: Target, form: Form, headers: dict[str, str] | None = None) -> Answer:
    """Send the form once, after the page that has it, where the contract names one."""
    stated, body = as_sent(target, form, headers or {})
    return probe(below(target.entry, form.path), method=form.method, headers=stated, body=body)


def as_sent(target: Target, form: Form, headers: dict[str, str]) -> tuple[dict[str, str], bytes]:
    """Return headers and body of the form, with what its page has a browser send back."""
    resolve = target.context.secrets.resolve
    if form.page is None:
        stated, body = form.written(resolve)
        return stated | headers, body
    page = probe(below(target.entry, form.page), headers=headers)
    found, cookies = hidden(page.text, form.fields), _pairs(headers.get("Cookie", ""), *set_by(page))
    known = found.metas | found.fields | cookies
    repeated = {header: known[name] for header, name in form.repeats.items() if name in known}
    stated, body = form.written(resolve, found.fields)
    kept = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())} if cookies else {}
    return stated | headers | repeated | kept, body


def set_by(answer: Answer) -> list[str]:
    """Return each Set-Cookie of an answer."""
    return [value for name, value in answer.headers if name.lower() == "set-cookie"]


def _pairs(kept: str, *set_now: str) -> dict[str, str]:
    """Return what a browser sends back that had some cookies and was given others."""
    said = [*kept.split(";"), *(one.partition(";")[0] for one in set_now)]
    pairs = (pair.strip().partition("=") for pair in said if pair.strip())
    return {name: value for name, _, value in pairs}


def send_within_the_limit(target: Target, form: Form, refusal: int = _LIMITED) -> Answer:
    """Send the form; where a limit refuses that others have used up, wait for its window to pass, once."""
    answer = send(target, form)
    if answer.status != refusal:
        return answer
    last = [answer]

    def within() -> bool:
        last.append(send(target, form))
        return last[-1].status != refusal

    wait = Wait("a try within the limit", _WINDOW_SECONDS, _patience(answer))
    try:
        wait.until(within)
    except WaitTimeout:
        return last[-1]
    return last[-1]


def disguise() -> dict[str, str]:
    """Return what a client may write about where it comes from; the addresses are nobody's (RFC 5737)."""
    address = f"203.0.113.{1 + secrets.randbelow(254)}"
    names = ("X-Forwarded-For", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP")
    words = {"Forwarded": f"for={address}", "User-Agent": f"gonogo/{secrets.randbelow(10**6)}"}
    return words | dict.fromkeys(names, address)


def cookie(header: str) -> Cookie:
    """Take a Set-Cookie apart (RFC 6265, 5.2): the last of an attribute's values counts."""
    pair, *attributes = header.split(";")
    parts = (attribute.partition("=") for attribute in attributes)
    said = {name.strip().lower(): value.strip() for name, _, value in parts}
    return Cookie(pair.partition("=")[0].strip(), said, _takes_back(said))


def _takes_back(said: dict[str, str]) -> bool:
    """Whether a browser forgets the cookie at once; Max-Age goes before Expires (RFC 6265, 5.3)."""
    age = said.get("max-age", "")
    if age.removeprefix("-").isdecimal():
        return int(age) <= 0
    ends = parsedate_tz(said.get("expires", ""))
    return ends is not None and mktime_tz(ends) <= time.time()


def _patience(answer: Answer) -> float:
    """Return how long to wait between two tries: what the answer says, within reason."""
    said = answer.header("Retry-After") or ""
    return min(max(float(said), 1.0), _WINDOW_SECONDS) if said.isdecimal() else 5.0
