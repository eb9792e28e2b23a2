"""What a health body states, what that means, and how the status code has to agree with it. Pure."""

from __future__ import annotations

import json
import re
from typing import Any

# The draft's words with its aliases (Terminus, Spring Boot, MicroProfile), those of ASP.NET, gRPC and Consul,
# and Elasticsearch's colours.
_MEANT = {
    "pass": ("pass", "passed", "passing", "ok", "up", "healthy", "ready", "alive", "live", "available",
             "working", "serving", "running", "success", "green", "true"),
    "warn": ("warn", "warning", "degraded", "yellow"),
    "fail": ("fail", "failed", "failing", "failure", "error", "down", "unhealthy", "out_of_service",
             "shutting_down", "not_serving", "not_ready", "unavailable", "critical", "red", "false",
             "notready", "notserving", "ko", "nok", "bad", "dead", "offline"),
}  # fmt: skip
_KEYS = ("status", "state", "health", "healthy", "ready", "ok")
# What states it as a truth value, and as a status of HTTP in the body, where none of the keys above is there.
_FLAGS = ("ishealthy", "is_healthy", "isready", "is_ready", "success", "alive", "live")
_CODES = ("statuscode", "status_code", "code")
_REFUSALS = range(400, 600)
# What checks by name say, as django-health-check's do: `{"Database": "OK"}`.
_CHECKED = ("ok", "up", "pass", "passed", "passing", "healthy", "working")
_NO = re.compile(
    r"""(not|isn't|no\ longer)[\s_-]+(ready|ok|healthy|live|alive|up|serving|available|running)\b
    |(unhealthy|fail(ed|ing|ure)?|unavailable|critical|out[\s_]of[\s_]service|shutting[\s_]down)\b
    |(error|down)(?=\s*$|\s*[,:;!]|\.\s|\.$|\s-)""",
    re.IGNORECASE | re.VERBOSE,
)
_NONE = re.compile(r"[:=]\s*(0|no|none|false)\s*$", re.IGNORECASE)  # `failed: 0`
# The name of a check before what it says: `database: down`, `[-]etcd failed`.
_NAMED = re.compile(r"(?:\[[-+]\]\S+\s+|[\w./ -]{1,40}[:=]\s*)")


def stated_in(body: str) -> str:
    """Return what a body states, in lower case as its vocabularies ignore case; empty for nothing.

    A JSON object states it under `status` or a key like it, whatever the contract says of the body, or as the
    worst of its checks where it holds nothing else; a text with a word of its own, or with a line that begins
    with a no.
    """
    try:
        found = json.loads(body)
    except ValueError:
        return _stated_by_text(body)
    return _stated_by_text(found) if isinstance(found, str) else stated_by_object(body)


def stated_by_object(body: str) -> str:
    """Return what a JSON object states; empty for any other body."""
    try:
        found = json.loads(body)
    except ValueError:
        return ""
    if not isinstance(found, dict):
        return ""
    # Go and .NET write a field as it is spelt in the source: `Status`
    named = {key.lower(): value for key, value in found.items()}
    usual = [named[key] for key in _KEYS if key in named]
    said = next((one for value in usual if (one := _said(value))), "")
    return said or ("" if usual else _stated_otherwise(named) or _stated_by_checks(found))


def lists_checks(body: str) -> bool:
    """Whether a body holds nothing but checks by name: which of them count for the whole, it does not say."""
    try:
        found = json.loads(body)
    except ValueError:
        return False
    if not isinstance(found, dict) or {key.lower() for key in found} & {*_KEYS, *_FLAGS, *_CODES}:
        return False
    return bool(_stated_by_checks(found))


def _said(value: Any) -> str:
    """Return a word, a truth value, or a number that is a refusal of HTTP; empty for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if value in _REFUSALS else ""
    return str(value).lower() if isinstance(value, str | bool) else ""


def _stated_otherwise(named: dict[str, Any]) -> str:
    """Return a truth value under a key for one, or a status of HTTP that refuses; else empty."""
    flags = [str(named[key]).lower() for key in _FLAGS if isinstance(named.get(key), bool)]
    codes = [said for key in _CODES if isinstance(named.get(key), int) and (said := _said(named[key]))]
    return next(iter([*flags, *codes]), "")


def _stated_by_checks(found: dict[str, Any]) -> str:
    """Return the worst that checks by name say where an object holds nothing else; else empty."""
    said = [value.strip().lower() for value in found.values() if isinstance(value, str)]
    meanings = ["" if meant(one) == "pass" and one not in _CHECKED else meant(one) for one in said]
    if len(said) < len(found) or not all(meanings):
        return ""
    worst = (meanings.index(one) for one in ("fail", "warn", "pass") if one in meanings)
    return next((said[at] for at in worst), "")


def meant(stated: str) -> str:
    """Return pass, warn or fail for a stated status in lower case, empty for a word that means neither."""
    if stated.isdecimal():
        return "fail" if int(stated) in _REFUSALS else ""
    return _meant_by_word(stated) or ("fail" if _NO.match(stated) and not _NONE.search(stated) else "")


def _meant_by_word(word: str) -> str:
    return next((meaning for meaning, words in _MEANT.items() if word in words), "")


def disagreement(status: int | None, stated: str) -> str:
    """Return the code that the stated status expects, empty where they agree or nothing is stated."""
    if status is None:
        return ""
    if meant(stated) == "fail" and status < 400:
        return f"4xx or 5xx with {stated}"
    if meant(stated) in ("pass", "warn") and status >= 400:
        return f"2xx or 3xx with {stated}"
    return ""


def failing_part(body: str) -> str:
    """Return the name of a check that fails within a body, which lists them under `checks`; else empty.

    Source: draft-inadarei-api-health-check-06, 4: `checks` holds lists of objects, each with a status.
    """
    try:
        found = json.loads(body)
    except ValueError:
        return ""
    checks = found.get("checks") if isinstance(found, dict) else None
    listed = checks.items() if isinstance(checks, dict) else ()
    each = ((name, one) for name, own in listed for one in (own if isinstance(own, list) else [own]))
    failing = (
        n for n, one in each if isinstance(one, dict) and meant(str(one.get("status")).lower()) == "fail"
    )
    return next(failing, "")


def _stated_by_text(text: str) -> str:
    """Return the first line that begins with a no, or one after a check's name; else a lone known word."""
    if text.lstrip().startswith("<"):
        return ""  # a page has words for people
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in lines:
        named = _NAMED.match(line)
        for said in (line, line[named.end() :] if named else ""):
            if _NO.match(said) and not _NONE.search(said):
                return said[:60].lower()
    word = lines[0].rstrip(".!").lower() if len(lines) == 1 else ""
    return word if _meant_by_word(word) else ""
