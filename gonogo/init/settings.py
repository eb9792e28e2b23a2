"""Where a script that is nothing but settings, or a list of settings in a page, states the version."""

from __future__ import annotations

import json
import re

_LONGEST_TEXT = 50_000
_ASSIGNED = re.compile(r"(?s)\s*(?:(?:var|let|const)\s+)?[A-Za-z_$][\w$.]*\s*=\s*(\{.*\})\s*;?\s*")
_THREE = r"\d+\.\d+\.\d+[\w.+-]*"
_STATED = rf'"version"\s*:\s*"v?({_THREE})"'
_TITLE = re.compile(r"(?i)<title>\s*([A-Za-z][\w.-]*)\s*</title>")
_OTHERS = frozenset({"python", "node", "node.js", "ruby", "php", "java", "go", "erlang", "elixir"})


def of_settings(text: str) -> str:
    """Return what finds the version in a script like `window.OPTIONS = {"version": "6.8.0"}`, else nothing.

    It has to be one object that is JSON, and the first version in it has to be that of the object itself:
    what is bundled has versions of libraries, and so may what stands deeper.
    """
    one = _ASSIGNED.fullmatch(text) if len(text) <= _LONGEST_TEXT else None
    try:
        stated = json.loads(one[1]).get("version") if one else None
    except ValueError:
        return ""
    found = re.search(_STATED, text)
    return _STATED if found and isinstance(stated, str) and stated.removeprefix("v") == found[1] else ""


def of_pairs(text: str) -> str:
    """Return what finds the version of what a page is titled in a list of pairs: `["Shop", "4.3.0"]`.

    The others of such a list are what it is made with. Nothing where there is none.
    """
    title = _TITLE.search(text)
    if title is None or title[1].lower() in _OTHERS:
        return ""
    pattern = rf'\[\s*"{re.escape(title[1])}"\s*,\s*"v?({_THREE})"\s*\]'
    return pattern if re.search(pattern, text) else ""
