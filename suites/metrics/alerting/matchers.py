"""Matchers of Alertmanager's configuration, as `/api/v2/status` prints it. Pure.

Source: Alertmanager, "Configuration", matchers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

_MATCHER = re.compile(r'\s*("(?:\\.|[^"\\])*"|[^\s=!~"]+)\s*(=~|!~|!=|=)\s*(.*?)\s*', re.DOTALL)


class Matcher(NamedTuple):
    """One condition on a label; a label that is not there is empty."""

    label: str
    operator: str
    value: str

    def takes(self, labels: Mapping[str, str]) -> bool:
        """Whether labels meet it; no labels meet an expression that cannot be read here."""
        said = labels.get(self.label, "")
        if "~" not in self.operator:
            return (said == self.value) == (self.operator == "=")
        try:
            return bool(re.fullmatch(self.value, said, re.DOTALL)) == (self.operator == "=~")
        except re.error:
            return False


def matchers(said: Mapping[str, Any], side: str = "") -> tuple[Matcher, ...]:
    """Return the matchers of a route, or of one `side` of an inhibition: `source_`, `target_`.

    ValueError for one that cannot be read.
    """
    old = [Matcher(str(k), "=", str(v)) for k, v in (said.get(f"{side}match") or {}).items()]
    old += [Matcher(str(k), "=~", str(v)) for k, v in (said.get(f"{side}match_re") or {}).items()]
    return (*old, *(_read(str(one)) for one in said.get(f"{side}matchers") or ()))


def _read(text: str) -> Matcher:
    found = _MATCHER.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no matcher")
    label, operator, value = found.groups()
    return Matcher(_unquoted(label), operator, _unquoted(value))


def _unquoted(text: str) -> str:
    """Return what stands in quotes; ValueError where they do not end."""
    return str(json.loads(text)) if text.startswith('"') else text
