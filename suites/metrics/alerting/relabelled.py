"""What becomes of an alert's labels on its way out of the collector. Pure.

Source: Prometheus, "Configuration", alert_relabel_configs and relabel_config: after external labels, in
order, expressions anchored.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_CHANGES = {"replace": "", "lowercase": "lower", "uppercase": "upper"}


@dataclass(frozen=True)
class Told:
    """An alert as the collector sends it: its labels, and those of which only a series knows the value.

    Whether it is sent at all is `relabelling.sends`.
    """

    labels: dict[str, str]
    templates: frozenset[str]


def told(
    rules: Iterable[Mapping[str, Any]],
    labels: Mapping[str, str],
    templates: Collection[str],
    may_have: Callable[[str], bool],
) -> Told:
    """Follow an alert through `alert_relabel_configs`, in their order; a step not known here is left out."""
    now = Told(dict(labels), frozenset(templates))
    for rule in rules:
        try:
            now = _step(rule, now, may_have)
        except re.error:  # the collector's own syntax knows a little more
            continue
    return now


def _step(rule: Mapping[str, Any], now: Told, may_have: Callable[[str], bool]) -> Told:
    action, names = str(rule.get("action") or "replace").lower(), list(rule.get("source_labels") or ())
    expression = re.compile(f"(?:{rule.get('regex', '(.*)')})")
    if action.startswith("label"):
        return _by_name(action, rule, now, expression)
    is_open = any(name in now.templates or (name not in now.labels and may_have(name)) for name in names)
    value = str(rule.get("separator", ";")).join(now.labels.get(one, "") for one in names)
    found = expression.fullmatch(value)
    target = str(rule.get("target_label") or "")
    if action == "hashmod" or (is_open and action in _CHANGES):
        return _with(now, target, None)
    if action == "replace" and found:
        return _with(now, target, _expanded(found, rule))
    return _with(now, target, getattr(value, _CHANGES[action])()) if _CHANGES.get(action) else now


def _by_name(action: str, rule: Mapping[str, Any], now: Told, expression: re.Pattern[str]) -> Told:
    """Drop, keep or copy labels by their names."""
    met = {name: found for name in (*now.labels, *now.templates) if (found := expression.fullmatch(name))}
    if action == "labelmap":
        copied = {_expanded(found, rule): name for name, found in met.items()}
        known = {new: now.labels[name] for new, name in copied.items() if name in now.labels}
        return Told(now.labels | known, (now.templates | set(copied)) - set(known))
    if action not in ("labeldrop", "labelkeep"):
        return now
    kept = {name: v for name, v in now.labels.items() if (name in met) == (action == "labelkeep")}
    left = {name for name in now.templates if (name in met) == (action == "labelkeep")}
    return Told(kept, frozenset(left))


def _with(now: Told, target: str, value: str | None) -> Told:
    """Set a label; one whose value nobody knows here (None) is open, an empty one is gone."""
    if not target or "$" in target:
        return now
    others = {name: kept for name, kept in now.labels.items() if name != target}
    if value is None:
        return Told(others, now.templates | {target})
    return Told(others | ({target: value} if value else {}), now.templates - {target})


def _expanded(found: re.Match[str], rule: Mapping[str, Any]) -> str:
    """Fill `$1`, `${1}` and `${name}` of a replacement."""

    def group(asked: re.Match[str]) -> str:
        name = asked[1] or asked[2]
        try:
            return found[int(name) if name.isdecimal() else name] or ""
        except IndexError:
            return ""

    return re.sub(r"\$(?:\{(\w+)\}|(\w+))", group, str(rule.get("replacement", "$1")))
