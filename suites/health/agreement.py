"""What a health body states, what that means, and how the status code has to agree with it. Pure."""

from __future__ import annotations

import json
import re
from typing import Any

# The draft's words with its aliases (Terminus, Spring Boot, MicroProfile), those of ASP.NET, gRPC and Consul,
# and Elasticsearch's colours.
_MEANT = {
    "pass": ("pass", "passed", "passing", "ok", "up", "healthy", "ready", "alive", "live", "available",
             "working", "serving", "running", "success", "green", "true", "online", "operational", "active"),
    "warn": ("warn", "warning", "degraded", "yellow"),
    "fail": ("fail", "failed", "failing", "failure", "error", "down", "unhealthy", "out_of_service",
             "shutting_down", "not_serving", "not_ready", "unavailable", "critical", "red", "false",
             "notready", "notserving", "ko", "nok", "bad", "dead", "offline", "unreachable", "disconnected",
             "not_connected", "stopped", "broken", "timeout", "fatal"),
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
# A sentence that says what does not work: `database is unavailable`, `Cannot connect to database`. None is
# one that says that nothing is, that all the rest works, or what was once.
_SENTENCE = re.compile(
    r"""(?:(?!(?:no|not|none|nothing|never|zero|isn't|aren't|wasn't|neither|nor|without|but|while|when|if|unless
            |ok|up|well|healthy|ready|running|online|available|degraded|warn|warning|some|few|one|optional
            |was|were|had|last|once|yesterday|recently|previously)\b)[a-z][\w'-]*\s+){1,4}
    (?:down|unavailable|unreachable|unhealthy|offline|failed|disconnected|timed\s+out|refused|lost|error
        |not\s+(?:ready|healthy|available|reachable|connected|responding|running))[\s.!]*
    |(?:could\s*n[o']t|can(?:\s*not|'t)|unable\s+to)\s+
        (?:connect|reach|access|contact|ping|query|open|acquire)\b.*
    |error\s+(?:connecting|reaching|accessing|contacting|pinging|querying|opening|acquiring)\b.*
    |no\s+(?:(?!idle|open|active|pending|stale|new|waiting)[a-z]+\s+)?connection[\s.!]*""",
    re.IGNORECASE | re.VERBOSE,
)
_OF_THE_WHOLE = re.compile(
    r"(?:(?:the|this|our)\s+)?(?:service|server|app|application|system|api|site|instance)\b"
)
_NONE = re.compile(r"[:=]\s*(0|no|none|false)\s*$", re.IGNORECASE)  # `failed: 0`
_NO_ERROR = re.compile(
    r"[\s.-]*|n/a|null|false|ok|success|(?:0|no|none|zero)(?: errors?)?[\s.]*", re.IGNORECASE
)
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
    if said or usual:
        return said
    return _stated_otherwise(named) or _stated_by_error(named) or _stated_by_checks(found)


def lists_checks(body: str) -> bool:
    """Whether a body holds nothing but checks by name: which of them count for the whole, it does not say."""
    try:
        found = json.loads(body)
    except ValueError:
        return _lists_checks_in_lines(body)
    if not isinstance(found, dict) or {key.lower() for key in found} & {*_KEYS, *_FLAGS, *_CODES}:
        return False
    return bool(_stated_by_checks(found))


def tells_of_a_part(stated: str) -> bool:
    """Whether what is stated is a sentence about something that does not work, and not about the whole."""
    return bool(_SENTENCE.fullmatch(stated)) and not _OF_THE_WHOLE.match(stated)


def _lists_checks_in_lines(text: str) -> bool:
    """Whether a text has lines of checks by name, and none of the whole that says no."""
    checks, whole = 0, []
    for line in (line.strip().lower() for line in text.splitlines()):
        named = _NAMED.match(line)
        if not named or _NO.match(line):
            whole.append(line)
        elif named[0].rstrip(":= \t") in _KEYS:
            whole.append(line[named.end() :])
        else:
            checks += 1
    return bool(checks) and "fail" not in map(meant, whole)


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


def _stated_by_error(named: dict[str, Any]) -> str:
    """Return that there was one where an object states nothing but an error; what is empty is none."""
    told = named.get("error") or named.get("errors")
    if isinstance(told, dict):
        if not told.get("code", True) or told.get("code") in (200, "0", "200"):
            return ""
        told = next((told[key] for key in ("message", "detail", "type", "code") if told.get(key)), "")
        told = str(told)
    if isinstance(told, str):
        return "" if _NO_ERROR.fullmatch(told.strip()) else "error"
    return "error" if told is True or (told and isinstance(told, list)) else ""


def _check(value: Any) -> str:
    """Return what one check says: a word, or an object with a word or a truth value under a usual key."""
    if isinstance(value, dict):
        usual = (value[key] for key in (*_KEYS, "success") if key in value)
        value = next(usual, None)
        value = {True: "ok", False: "down"}[value] if isinstance(value, bool) else value
    return value.strip().lower() if isinstance(value, str) else ""


def _stated_by_checks(found: dict[str, Any]) -> str:
    """Return the worst that checks by name say where an object holds nothing else; else empty."""
    said = [one for value in found.values() if (one := _check(value))]
    meanings = ["" if meant(one) == "pass" and one not in _CHECKED else meant(one) for one in said]
    if len(said) < len(found) or not all(meanings):
        return ""
    worst = (meanings.index(one) for one in ("fail", "warn", "pass") if one in meanings)
    return next((said[at] for at in worst), "")


def meant(stated: str) -> str:
    """Return pass, warn or fail for a stated status in lower case, empty for a word that means neither."""
    if stated.isdecimal():
        return "fail" if int(stated) in _REFUSALS else ""
    says_no = (_NO.match(stated) and not _NONE.search(stated)) or _SENTENCE.fullmatch(stated)
    return _meant_by_word(stated) or ("fail" if says_no else "")


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
    return word if _meant_by_word(word) or _SENTENCE.fullmatch(word) else ""
