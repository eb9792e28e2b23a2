"""Which field of a health body states the whole, and what it says. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
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
    is_status,
    meant,
    tells_of_a_part,
    tells_of_failure,
    tells_of_the_whole,
    truth,
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
# The same where something is said beside it, so that it may as well be what was asked for.
_BESIDE = (*_ENVELOPES, "payload", "response", "body", "content", "attributes", "health")
# What says that the call went well, and nothing of the service.
_CALL_WENT_WELL = ("success", "succeeded", "successful", "200")
_INSIDE = ("level", "code", "data")
_DEEPEST = 4
_TEXTS = ("message", "msg", "detail", "res", "response")
_ANSWERS = ("ok", "healthy", "alive", "pong")
_AWAY = re.compile(r"service\s+(?:is\s+)?(?:temporarily\s+)?unavailable\b", re.IGNORECASE)
# Whoever only stands by is well, and says no to whoever asks for the one that leads (Patroni, Vault).
_STANDBY = ("replica", "standby", "follower", "secondary", "slave", "standby_leader", "sync_standby",
            "passive", "backup")  # fmt: skip
# What is true of whoever says no on purpose, and is false of whoever does not lead.
_ON_PURPOSE = ("shuttingdown", "isshuttingdown", "shutdown", "draining", "isdraining", "drained",
               "terminating", "stopping", "maintenance", "maintenancemode", "inmaintenance", "paused",
               "sealed", "standby", "isstandby", "performancestandby", "starting", "lameduck")  # fmt: skip
_LEADS = ("leader", "isleader", "primary", "isprimary", "master", "ismaster", "writable", "iswritable")
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
    denials = [key for key in (*_TRUTHS, "ishealthy", "isready") if _truth(named.get(key)) is False]
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

    One that is well and stands by means neither, nor does a yes of the request beside parts that fail.
    """
    named = by_lower_name(found)
    said = stated_by_fields(found)
    if not meant(said):
        said = _by_truth(named) or _by_dependencies(found, named) or _told(found) or said
    return _unless_denied(found, said) if meant(said) == "pass" else said


def lists_parts(found: dict[str, Any]) -> bool:
    """Whether an object tells of parts by name, and nothing of the whole."""
    named = by_lower_name(found)
    of_the_whole = {key for key in (*WHOLE, *_FLAGS, *_CODES) if not isinstance(named.get(key, {}), dict)}
    if any(map(stated_by_whole, (found, *_inside(named, _ENVELOPES)))) or of_the_whole:
        return False
    by_part = stated_by_checks(found) or stated_in_container(found) or stated_by_names(found)
    return bool(by_part or _by_dependencies(found, named))


def _unless_denied(found: dict[str, Any], said: str, depth: int = 0) -> str:
    """Return a yes unless something beside it denies it: then words that mean neither, or what is within.

    A yes of the call alone is none of the service, whose own state is what was asked for.
    """
    named = by_lower_name(found)
    inside = _inside(named, _BESIDE) if depth < _DEEPEST else []
    own = [word for one in inside if (word := _own(one, depth + 1))]
    worst = next((word for means in ("fail", "warn") for word in own if meant(word) == means), "")
    undecided = f"{said}, but not in all"
    if _is_on_purpose(named):
        return worst if _is_of_the_call(named) and worst else undecided
    if _is_of_the_call(named):
        failing = any(map(_fails_somewhere, (found, *inside))) or not all(map(meant, own))
        return worst or (undecided if failing else said)
    contradicted = not stated_by_whole(found) and _has_failing_part(found)
    return undecided if worst or contradicted else said


def _fails_somewhere(found: dict[str, Any]) -> bool:
    return _has_failing_part(found) or bool(_stated_by_error(by_lower_name(found)))


def _own(found: dict[str, Any], depth: int) -> str:
    """Return what an object within says of itself."""
    named = by_lower_name(found)
    said = stated_by_whole(found, depth) or _stated_otherwise(named)
    said = said if meant(said) else _by_truth(named) or said
    return _unless_denied(found, said, depth) if meant(said) == "pass" else said


def _is_of_the_call(named: dict[str, Any]) -> bool:
    """Whether a yes says no more than that the call went well: `success`, or a status of HTTP."""
    words = [str(named[key]).lower() for key in WHOLE if not isinstance(named.get(key, {}), dict)]
    if words:
        return all(word in _CALL_WENT_WELL for word in words)
    others = {*_FLAGS, *_OTHERS} - {"success"}
    return bool({"success", *_CODES} & {*named}) and not others & {*named}


def _is_on_purpose(named: dict[str, Any]) -> bool:
    """Whether whoever is well may say no all the same: it ends, stands by, or is well in another way only."""
    roles = (str(named.get(key)).lower() for key in ("role", "mode", "state", "harole", "replicationrole"))
    ends = any(named.get(key) is True for key in _ON_PURPOSE)
    denied = any(named.get(key) is False for key in (*_LEADS, *_FLAGS))
    return ends or denied or any(role in _STANDBY for role in roles)


def _by_truth(named: dict[str, Any]) -> str:
    """Return the truth value that `yes` or `no` is under a key for one, beside no other word of the whole."""
    if any(key in named for key in WHOLE if key not in _TRUTHS):
        return ""
    said = [_truth(named.get(key)) for key in (*_TRUTHS, *_FLAGS)]
    return "false" if False in said else "true" if True in said else ""


def _truth(value: Any) -> bool | None:
    return truth(value) if isinstance(value, str) else value if isinstance(value, bool) else None


def _by_dependencies(found: dict[str, Any], named: dict[str, Any]) -> str:
    objects = (found, *_inside(named, (*_ENVELOPES, *WHOLE)))
    return next((said for one in objects if (said := stated_by_dependencies(one))), "")


def _has_failing_part(found: dict[str, Any]) -> bool:
    words = (value for value in found.values() if isinstance(value, str))
    listed = stated_in_container(found)
    return meant(listed) == "fail" or names_failing(found) or any(meant(word) == "fail" for word in words)


def _said(key: str, value: Any, named: dict[str, Any], depth: int) -> str:
    """Return a word, a truth value, or a number that is a status of HTTP; what stands in an object, too."""
    if isinstance(value, dict):
        inside = stated_by_fields if key == "health" else stated_by_whole
        return inside(value, depth + 1) if depth < _DEEPEST else ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _by_number(key, int(value), named) if value % 1 == 0 else ""
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
    told = [
        word for word in words if meant(word) == "fail" and (not word.isdecimal() or is_status(int(word)))
    ]
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


def _inside(named: dict[str, Any], names: Iterable[str]) -> list[dict[str, Any]]:
    return [named[key] for key in names if isinstance(named.get(key), dict)]


def _in_envelope(named: dict[str, Any], depth: int) -> str:
    envelopes = _inside(named, _ENVELOPES) if depth < _DEEPEST else []
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
