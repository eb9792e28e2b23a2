"""What a probe's body states, under the key that the contract names. Pure."""

from __future__ import annotations

from typing import Any

from gonogo.contract.health import Probe
from gonogo.core.keys import at_key
from gonogo.suites.health.agreement import meant, stated_by_object, stated_in
from gonogo.suites.health.lines import TRUTHS, WHOLE
from gonogo.suites.health.parsed import by_lower_name, parsed
from gonogo.suites.health.words import truth


def stated_by(body: str, promised: Probe) -> str:
    """Return what a body states, in lower case; empty for nothing.

    A failure that it states under one of the usual keys counts before the named key.
    """
    usual = stated_in(body)
    if meant(usual) == "fail" or not promised.key:
        return usual
    said = _at_key(body, promised)
    told = truth(said) if promised.key.rpartition(".")[2].lower() in TRUTHS else None
    return said if told is None else str(told).lower()


def stated_by_json(body: str, promised: Probe) -> str:
    """Return what a JSON object states, under the named key alone where one is named; empty for any other.

    A number is the promised word that equals it: JSON knows no difference between 1 and 1.0 (RFC 8259, 6).
    """
    if promised.key:
        said = _at_key(body, promised)
    else:
        said = _promised_number(body, promised) or stated_by_object(body)
    return "true" if truth(said) and not promised.words else said


def _promised_number(body: str, promised: Probe) -> str:
    """Return the promised word that stands as a number under one of the usual keys."""
    found = parsed(body)
    named = by_lower_name(found) if isinstance(found, dict) else {}
    return next((word for key in WHOLE if (word := _equal(named.get(key), promised))), "")


def _at_key(body: str, promised: Probe) -> str:
    found = at_key(parsed(body), promised.key or "")
    word = _equal(found, promised)
    return word or (str(found).lower() if isinstance(found, str | bool | int | float) else "")


def _equal(found: Any, promised: Probe) -> str:
    """Return the promised word that is the same number; empty where there is none."""
    if isinstance(found, bool) or not isinstance(found, int | float):
        return ""
    return next((word.lower() for word in promised.words if _is_number(word, found)), "")


def _is_number(word: str, found: float) -> bool:
    try:
        return float(word) == found
    except ValueError:
        return False
