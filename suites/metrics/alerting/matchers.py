"""Matchers of Alertmanager's configuration, as `/api/v2/status` prints it. Pure.

Source: Alertmanager, "Configuration", matchers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from gonogo.suites.metrics.alerting.lines import conditions


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

    ValueError for a line that cannot be read.
    """
    old = [Matcher(str(k), "=", str(v)) for k, v in (said.get(f"{side}match") or {}).items()]
    old += [Matcher(str(k), "=~", str(v)) for k, v in (said.get(f"{side}match_re") or {}).items()]
    lines = said.get(f"{side}matchers") or ()
    return (*old, *(Matcher(*one) for line in lines for one in conditions(str(line))))
