"""What a health body states, what that means, and how the status code has to agree with it. Pure."""

from __future__ import annotations

from gonogo.suites.health.checks import stated_by_all
from gonogo.suites.health.lines import lists_checks_in_lines, stated_by_text
from gonogo.suites.health.parsed import parsed, understood
from gonogo.suites.health.wholes import lists_parts, stated_by_fields, stated_widely
from gonogo.suites.health.words import is_status, meant, tells_of_a_part

__all__ = [
    "disagreement",
    "failing_part",
    "lists_checks",
    "meant",
    "stated_by_object",
    "stated_in",
    "tells_of_a_part",
]

_ERROR = 400


def stated_in(body: str) -> str:
    """Return what a body states, in lower case as its vocabularies ignore case; empty for nothing.

    A JSON object states it under `status` or a name like it, whatever the contract says of the body, or as
    the worst of its checks where it says nothing of the whole; a text with a word of its own or a sentence,
    or with a line that says no; a lone number where it is a status by which a server refuses.
    """
    found = understood(body)
    if isinstance(found, str):
        return stated_by_text(found)
    if isinstance(found, dict):
        return stated_widely(found)
    if isinstance(found, bool):
        return str(found).lower()
    return str(found) if isinstance(found, int) and is_status(found) else stated_by_all(found)


def stated_by_object(body: str) -> str:
    """Return what a JSON object states; empty for any other body."""
    found = parsed(body)
    return stated_by_fields(found) if isinstance(found, dict) else ""


def lists_checks(body: str) -> bool:
    """Whether a body holds nothing but checks by name: which of them count for the whole, it does not say."""
    found = understood(body)
    if isinstance(found, str):
        return lists_checks_in_lines(found)
    if isinstance(found, list):
        return bool(stated_by_all(found))
    return isinstance(found, dict) and lists_parts(found)


def disagreement(status: int | None, stated: str) -> str:
    """Return the code that the stated status expects, empty where they agree or nothing is stated.

    The draft's `warn` is 2xx or 3xx. Whoever calls it degraded, may have lost what it needs, and refuse.
    """
    if status is None:
        return ""
    if meant(stated) == "fail" and status < _ERROR:
        return f"4xx or 5xx with {stated}"
    if status >= _ERROR and (meant(stated) == "pass" or stated.startswith("warn")):
        return f"2xx or 3xx with {stated}"
    return ""


def failing_part(body: str) -> str:
    """Return the name of a check that fails within a body, which lists them under `checks`; else empty.

    Source: draft-inadarei-api-health-check-06, 4: `checks` holds lists of objects, each with a status.
    """
    found = parsed(body)
    checks = found.get("checks") if isinstance(found, dict) else None
    listed = checks.items() if isinstance(checks, dict) else ()
    each = ((name, one) for name, own in listed for one in (own if isinstance(own, list) else [own]))
    failing = (
        n for n, one in each if isinstance(one, dict) and meant(str(one.get("status")).lower()) == "fail"
    )
    return next(failing, "")
