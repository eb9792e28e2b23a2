"""Send a form as a browser does: after the page that has it, with what that has it send back."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from urllib.parse import urlsplit

from gonogo.contract.access import Form
from gonogo.contract.security import Security
from gonogo.instruments.hidden import hidden
from gonogo.instruments.probe.ask import Answer, probe
from gonogo.instruments.urls import authority, below
from gonogo.instruments.waits import Wait, WaitTimeout
from gonogo.network import current

LIMITED = 429
"""Too many requests (RFC 6585, 4)."""
_WINDOW_SECONDS = 65.0  # a minute, in which a limit counts, and the rest of its last second
_BETWEEN_SECONDS = 5.0


def send_form(entry: str, form: Form, headers: dict[str, str], resolve: Callable[[str], str]) -> Answer:
    """Send the form once, below an entry; ``resolve`` puts the run's secrets into it."""
    stated, body = as_sent(entry, form, headers, resolve)
    return probe(below(entry, form.path), method=form.method, headers=stated, body=body)


def beyond(form: Form, security: Security | None) -> frozenset[int]:
    """Return how a form is refused beyond a limit: by 429, or as the limit of its path says."""
    limits = security.limits if security else ()
    path = form.path.partition("?")[0]
    stated = {one.refusal for one in limits if one.form.path.partition("?")[0] == path}
    return frozenset({LIMITED, *stated}) - {form.status}


def within_the_limit(send: Callable[[], Answer], refusals: Collection[int]) -> Answer:
    """Send; where a limit refuses that others have used up, send again until its window has passed."""
    answer = send()
    if answer.status not in refusals:
        return answer
    last = [answer]

    def is_let_in() -> bool:
        last.append(send())
        return last[-1].status not in refusals

    with suppress(WaitTimeout):
        Wait("a try within the limit", _WINDOW_SECONDS, _patience(answer)).until(is_let_in)
    return last[-1]


def _patience(answer: Answer) -> float:
    """Return how long to wait between two tries: what the answer says, within reason."""
    said = answer.header("Retry-After") or ""
    return min(max(float(said), 1.0), _WINDOW_SECONDS) if said.isdecimal() else _BETWEEN_SECONDS


def as_sent(
    entry: str, form: Form, headers: dict[str, str], resolve: Callable[[str], str]
) -> tuple[dict[str, str], bytes]:
    """Return headers and body of the form, with what its page, where it has one, has a browser send back."""
    if form.page is None:
        stated, body = form.written(resolve)
        return stated | headers, body
    page = probe(below(entry, form.page), headers=headers)
    found, cookies = (
        hidden(page.text, form.fields, form.path),
        pairs(headers.get("Cookie", ""), *set_by(page)),
    )
    known = found.metas | found.fields | cookies
    repeated = {header: known[name] for header, name in form.repeats.items() if name in known}
    stated, body = form.written(resolve, found.fields)
    return stated | _from_page(below(entry, form.page)) | headers | repeated | cookie_header(cookies), body


def _from_page(page: str) -> dict[str, str]:
    """Return what a browser says of the page a form is on, which checks against forged requests ask for.

    Its scheme is what the service is told of it, where something in front of it would say so.
    """
    told = {name.lower(): value for name, value in current().headers}
    scheme = told.get("x-forwarded-proto", urlsplit(page).scheme)
    origin = f"{scheme}://{authority(page)}"
    return {"Origin": origin, "Referer": f"{origin}{urlsplit(page).path}"}


def set_by(answer: Answer) -> list[str]:
    """Return each Set-Cookie of an answer; of one cookie the last counts (RFC 6265, 5.3)."""
    said = [value for name, value in answer.headers if name.lower() == "set-cookie"]
    return list({_which(value): value for value in said}.values())


def _which(stated: str) -> tuple[str, ...]:
    """Return name, domain and path, by which a browser tells two cookies apart."""
    name, *attributes = (part.strip() for part in stated.split(";"))
    places = sorted(one.lower() for one in attributes if one.lower().startswith(("path=", "domain=")))
    return (name.partition("=")[0], *places)


def pairs(kept: str, *set_now: str) -> dict[str, str]:
    """Return what a browser sends back that had some cookies, as its header says, and was given others."""
    said = [*kept.split(";"), *(one.partition(";")[0] for one in set_now)]
    found = (pair.strip().partition("=") for pair in said if pair.strip())
    return {name: value for name, _, value in found}


def cookie_header(cookies: dict[str, str]) -> dict[str, str]:
    """Return the header that sends cookies back, none where there are none."""
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())} if cookies else {}
