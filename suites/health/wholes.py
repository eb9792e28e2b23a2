"""Which field of a health body states the whole, and what it says. Pure."""

from __future__ import annotations

import re
from typing import Any

from gonogo.suites.health.checks import (
    names_failing,
    stated_by_checks,
    stated_by_dependencies,
    stated_by_names,
    stated_in_container,
)
from gonogo.suites.health.lines import WHOLE
from gonogo.suites.health.parsed import by_lower_name
from gonogo.suites.health.words import (
    REFUSALS,
    SUCCESSES,
    meant,
    tells_of_a_part,
    tells_of_failure,
    tells_of_the_whole,
)

# Where none of the usual names is there.
_OTHERS = ("overall", "overallstatus", "overallhealth", "healthstatus", "clusterstatus", "outcome")
# What states it as a truth value, and as a status of HTTP in the body.
_TRUTHS = ("healthy", "ready", "ok")
_FLAGS = ("ishealthy", "isready", "success", "alive", "live", "up", "available", "serving", "operational",
          "pong")  # fmt: skip
_CODES = ("statuscode", "code")
# Beside one of these a number counts what is well.
_COUNTS = {"total", "count", "unhealthy", "notready", "down"}
# What the whole is put into.
_ENVELOPES = ("data", "result", "value", "clusterhealth")
_INSIDE = ("level", "code", "data")
_DEEPEST = 4
_TEXTS = ("message", "msg", "detail", "res", "response")
_ANSWERS = ("ok", "healthy", "alive", "pong")
_AWAY = re.compile(r"service\s+(?:is\s+)?(?:temporarily\s+)?unavailable\b", re.IGNORECASE)
# Whoever only stands by is well, and says no to whoever asks for the one that leads (Patroni, Vault).
_STANDBY = ("replica", "standby", "follower", "secondary", "slave", "standby_leader", "sync_standby",
            "passive", "backup")  # fmt: skip
_NO_ERROR = re.compile(
    r"[\s.-]*|n/a|null|false|ok|success|(?:0|no|none|zero)(?: errors?)?[\s.]*", re.IGNORECASE
)


def stated_by_whole(found: dict[str, Any], depth: int = 0) -> str:
    """Return what an object states under a name for the whole; empty where it does not."""
    named = by_lower_name(found)
    usual = [(key, named[key]) for key in WHOLE if key in named]
    said = next((one for key, value in usual if (one := _said(key, value, named, depth))), "")
    if meant(said) in ("pass", "warn") and _denied(named):
        return "false"
    if said or (usual and not depth):
        return said
    others = (*_OTHERS, *(_INSIDE if depth else ()))
    return next((one for key in others if (one := _said(key, named.get(key), named, depth))), "")


def _denied(named: dict[str, Any]) -> bool:
    """Whether a truth value says no beside a word that does not; whoever stands by is well all the same."""
    denials = [key for key in (*_TRUTHS, "ishealthy", "isready") if named.get(key) is False]
    return bool(denials) and str(named.get("role")).lower() not in _STANDBY


def stated_by_fields(found: dict[str, Any], depth: int = 0) -> str:
    """Return what an object states under any field: the whole, a truth value, an error, or its checks."""
    named = by_lower_name(found)
    said = stated_by_whole(found, depth)
    if said or any(key in named for key in WHOLE):
        return said
    by_field = _stated_otherwise(named) or _stated_by_error(named)
    by_part = stated_by_checks(found) or stated_in_container(found) or stated_by_names(found)
    return by_field or by_part or _in_envelope(named, depth)


def stated_widely(found: dict[str, Any]) -> str:
    """Return the same, or what its dependencies or a message say, none of which is an answer as promised.

    Nothing is stated by one that is well and stands by, nor by a yes of the request beside parts that fail.
    """
    said, named = stated_by_fields(found), by_lower_name(found)
    if meant(said) == "pass":
        contradicted = not stated_by_whole(found) and _has_failing_part(found)
        return "" if contradicted or str(named.get("role")).lower() in _STANDBY else said
    if meant(said):
        return said
    by_name = (stated for one in (found, *_inside(named)) if (stated := stated_by_dependencies(one)))
    return next(by_name, "") or _told(found) or said


def lists_parts(found: dict[str, Any]) -> bool:
    """Whether an object tells of parts by name, and nothing of the whole."""
    named = by_lower_name(found)
    if any(map(stated_by_whole, (found, *_inside(named)))) or {*named} & {*WHOLE, *_FLAGS, *_CODES}:
        return False
    by_part = stated_by_checks(found) or stated_in_container(found) or stated_by_names(found)
    return bool(by_part or stated_by_dependencies(found))


def _has_failing_part(found: dict[str, Any]) -> bool:
    words = (value for value in found.values() if isinstance(value, str))
    listed = stated_in_container(found)
    return meant(listed) == "fail" or names_failing(found) or any(meant(word) == "fail" for word in words)


def _said(key: str, value: Any, named: dict[str, Any], depth: int) -> str:
    """Return a word, a truth value, or a number that is a status of HTTP; what stands in an object, too."""
    if isinstance(value, dict):
        inside = stated_by_fields if key == "health" else stated_by_whole
        return inside(value, depth + 1) if depth < _DEEPEST else ""
    if isinstance(value, int) and not isinstance(value, bool):
        return _by_number(key, value, named)
    return str(value).lower() if isinstance(value, str | bool) else ""


def _by_number(key: str, value: int, named: dict[str, Any]) -> str:
    if value in REFUSALS or (value in SUCCESSES and key in ("status", "state", *_CODES)):
        return str(value)
    counts = bool(_COUNTS & {*named})
    return str(bool(value)).lower() if value in (0, 1) and key in (*_TRUTHS, *_FLAGS) and not counts else ""


def _stated_otherwise(named: dict[str, Any]) -> str:
    """Return a truth value under a key for one, or a status of HTTP, or a code in words that refuses."""
    flags = [_said(key, named[key], named, 0) for key in _FLAGS if _is_flag(named.get(key))]
    codes = [_said(key, named[key], named, 0) for key in _CODES if type(named.get(key)) is int]
    words = [str(named[key]).lower() for key in _CODES if isinstance(named.get(key), str)]
    told = [word for word in words if meant(word) == "fail" and not word.isdecimal()]
    return next((one for one in (*flags, *codes, *told) if one), "")


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool) or (isinstance(value, int) and value in (0, 1))


def _stated_by_error(named: dict[str, Any]) -> str:
    """Return that there was one where an object states nothing but an error; what is empty is none."""
    told = named.get("error") or named.get("errors")
    if isinstance(told, dict):
        if not told.get("code", True) or told.get("code") in (200, "0", "200"):
            return ""
        usual = next((told[key] for key in ("message", "detail", "type", "code") if told.get(key)), "")
        told = str(usual) or _by_name(named.get("errors"))
    if isinstance(told, str):
        return "" if _NO_ERROR.fullmatch(told.strip()) else "error"
    return "error" if told is True or (told and isinstance(told, list)) else ""


def _by_name(errors: Any) -> str:
    """Return the first of errors by the name of what has them, where all are texts."""
    texts = list(errors.values()) if isinstance(errors, dict) else []
    return texts[0] if texts and all(isinstance(text, str) for text in texts) else ""


def _inside(named: dict[str, Any]) -> list[dict[str, Any]]:
    return [named[key] for key in _ENVELOPES if isinstance(named.get(key), dict)]


def _in_envelope(named: dict[str, Any], depth: int) -> str:
    envelopes = _inside(named) if depth < _DEEPEST else []
    told = (stated_by_whole(one, depth + 1) or stated_in_container(one) for one in envelopes)
    return next((said for said in told if meant(said)), "")


def _told(found: dict[str, Any]) -> str:
    """Return what a message says of the whole: that it is away, or well where no part beside it fails."""
    named = by_lower_name(found)
    texts = [str(named[key]).strip() for key in _TEXTS if isinstance(named.get(key), str)]
    for text in texts:
        if away := _AWAY.match(text):
            return away[0].lower()
        if tells_of_failure(text) and not tells_of_a_part(text):
            return text.rstrip(".!").lower()
        if (tells_of_the_whole(text) or text.lower() in _ANSWERS) and not _has_failing_part(found):
            return text.rstrip(".!").lower()
    return ""
