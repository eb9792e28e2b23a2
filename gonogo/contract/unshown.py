"""Values of a contract that may be secrets, in the place where they stand: what a refusal may repeat."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from gonogo.stated import looks_drawn, tells, unsaid

_HIDDEN, _SHORTEST = "…", 6
_HOLDING = frozenset({"environment", "fields", "body"})
_MAPPINGS = frozenset({"environment", "headers"})
_SEEN = frozenset({"method", "name", "page", "path", "status", "type"})
"""Keys below `credentials` whose values are no secrets."""
_OWN = frozenset({"credential", "credentials", "key", "public_keys", "token", "tokens"})
"""Keys of a contract that only sound like a secret."""


def without_secrets(parts: Sequence[str | int], value: Any) -> Any:
    """Return what stands at a place without each text, or number, in it that may be a secret."""
    if isinstance(value, dict):
        return {unsaid(str(key)): without_secrets((*parts, key), one) for key, one in value.items()}
    if isinstance(value, list):
        return [without_secrets((*parts, number), one) for number, one in enumerate(value)]
    if value is None or isinstance(value, bool):
        return value
    keys = [str(part) for part in parts]
    if isinstance(value, str):
        return _text_without(keys, value)
    return _HIDDEN if _is_named(keys) and len(str(value)) >= _SHORTEST else value


def _text_without(keys: list[str], text: str) -> str:
    if keys[:1] == ["credentials"] and keys[-1] == "header" and _is_a_name(text):
        return text
    if text and (_may_hold(keys) or _is_named(keys)):
        return _name_of(text) + _HIDDEN if keys[-1] in _MAPPINGS else _HIDDEN
    return unsaid(text)


def _may_hold(keys: list[str]) -> bool:
    return bool(_HOLDING & {*keys}) or keys[:2] in (["network", "headers"], ["network", "proxy"])


def _name_of(text: str) -> str:
    """Return what stands before the value in a text that was meant for a mapping, with its sign."""
    found = re.match(r"([A-Za-z][\w-]{0,40})(=|:\s)", text.strip())
    return found[0].rstrip() + " " * (found[2] != "=") if found and not looks_drawn(found[1]) else ""


def _is_a_name(text: str) -> bool:
    return re.fullmatch(r"[A-Za-z-]{1,40}", text) is not None and not looks_drawn(text)


def _is_named(keys: list[str]) -> bool:
    if keys[:1] == ["credentials"]:
        return keys[-1] not in _SEEN
    return {"signing", "key"} <= {*keys} or (bool(keys) and keys[-1] not in _OWN and tells(keys[-1]))
