"""Whether a page or a document at a path of health is one of health: admin pages lie there, too."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from gonogo.instruments.probe.ask import Answer
from gonogo.suites.health.agreement import meant, stated_in

PAGES = ("text/html", "application/xhtml+xml")
_SMALL_PAGE, _LARGEST_PAGE = 2_000, 6_000
_LARGEST_TABLE = 60_000
_SHORT_TEXT = 500
_MARKUP = re.compile(r"(?s)<!--.*?-->|<(script|style|noscript)\b.*?</\1\s*>|<[^>]*>")
_GOOD = re.compile(
    r"(?<![\w-])(?<!not )(?:(?<!sign )(?<!set )(?<!back )(?<!follow )up(?! to\b| next\b)"
    r"|ok|healthy|running)(?![\w-])"
)
_ASKS = re.compile(r"<(form|input|button|textarea)\b|\bhttp-equiv=.?refresh")
"""What only a page for people has: what somebody fills in or presses."""
_FOOTER = re.compile(r"(?s)<footer\b.*?</footer\s*>")
_LINK = re.compile(r"<a\s")
_HEADINGS = re.compile(r"(?s)<(title|h1|h2)\b[^>]*>(.*?)</\1\s*>")
_OF_HEALTH = re.compile(
    r"\b(health\s?-?checks?|health|system status|service status|liveness|readiness|heartbeat|checks)\b"
)
_ROWS = re.compile(r"(?s)<(tr|li|dd)\b[^>]*>(.*?)(?=</?(?:tr|li|dd|table|tbody|ul|dl)\b)")
_HEADING_CELL = re.compile(r"<th\b")
_CELLS = re.compile(r"</?(?:td|th|span|p|b|strong|code|i|em|div|br)\b[^>]*>|:\s")
_OF_ENVELOPES = ("success", "fail", "error")
"""What JSend and Prometheus' API say of each answer under `status`, beside `data`."""
_HELD = ("data", "result", "payload")
_OF_PROBES = re.compile(r"(?i)health|heartbeat|ready|readi|live|alive|ping|startup|started|/up/?$|/ht/?$")


def is_health_page(answer: Answer, as_json: Callable[[], Answer]) -> bool:
    """Whether an HTML answer is one of a framework's health page: small, and no page for people.

    One with links has to be about checks, with them in its footer alone: its heading says so, and a cell of
    each row is a word of state; or the path states one to whoever takes JSON, and asks nobody to sign in.
    """
    text = answer.text.lower()
    body = _FOOTER.sub(" ", text)
    if _LINK.search(text):
        own = not _LINK.search(body) and _is_of_checks(body)
        return own or (not _ASKS.search(text) and _states(as_json()))
    if len(answer.body) >= _LARGEST_PAGE:
        return _is_of_checks(body)
    if len(answer.body) < _SMALL_PAGE and "<script" not in text:
        return True
    said = _MARKUP.sub(" ", text)
    return len(said.strip()) < _SHORT_TEXT and bool(_GOOD.search(said)) and not _ASKS.search(text)


def _is_of_checks(body: str) -> bool:
    if len(body) >= _LARGEST_TABLE or _ASKS.search(body):
        return False
    headings = (_MARKUP.sub(" ", each[1]) for each in _HEADINGS.findall(body))
    rows = [row for _, row in _ROWS.findall(body) if not _HEADING_CELL.search(row)]
    return any(map(_OF_HEALTH.search, headings)) and bool(rows) and all(any(_words(row)) for row in rows)


def _words(row: str) -> Iterator[str]:
    """Yield what a row's cells mean, where one is nothing but a word of state."""
    yield from (meant(_MARKUP.sub(" ", cell).strip()) for cell in _CELLS.split(row))


def _states(answer: Answer) -> bool:
    document = object_of(answer) if answer.media_type == "application/json" else None
    well = meant(stated_in(answer.text)) in ("pass", "warn")
    return bool(document) and not data_of(document or {}) and well


def is_envelope(path: str, answer: Answer) -> bool:
    """Whether an answer is an API's envelope around something else than health.

    Where the path itself is one of health, whoever wraps all of his answers so means it; `/api/v1/status` is
    the page of an administrator.
    """
    inside = data_of(object_of(answer) or {})
    if not inside or _OF_PROBES.search(path):
        return False
    return not any(meant(stated_in(json.dumps(data))) for data in inside.values())


def data_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of an envelope under its key; empty for any other document, and for one without."""
    word, truths = document.get("status"), (document.get("success"), document.get("ok"))
    wraps = (isinstance(word, str) and word.lower() in _OF_ENVELOPES) or any(
        isinstance(each, bool) for each in truths
    )
    held = {key: document[key] for key in _HELD if isinstance(document.get(key), dict | list)}
    code, message = document.get("code"), {"message", "msg"} & document.keys()
    return {k: v for k, v in held.items() if v} if wraps or (isinstance(code, int) and message) else {}


def object_of(answer: Answer) -> dict[str, Any] | None:
    """Return the object that an answer is, None for any other."""
    try:
        found = answer.json()
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
