"""The deployed release's scan, beside which a finding is new or known."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from deploy.scan.model import Finding, State, UsageError

SCHEMA = 1
"""The version of scan.json that is written and read."""


@dataclass(frozen=True)
class Baseline:
    """What each tool found that looked, and was to be believed: fingerprints by its name."""

    source: str
    found: dict[str, frozenset[str]]

    def state(self, finding: Finding) -> State:
        """Return whether the deployed release has it; nobody knows where its tool did not look there."""
        known = self.found.get(finding.tool)
        if known is None:
            return State.UNMATCHED
        return State.KNOWN if finding.fingerprint in known else State.NEW


def read_baseline(path: Path) -> Baseline:
    """Read a scan.json; UsageError, in one sentence, where it is none or its run did not finish."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        if said["schema_version"] != SCHEMA:
            raise UsageError(f"{path}: its schema_version is {said['schema_version']}, {SCHEMA} is expected")
        tools = [one["tool"] for one in said["tools"] if one["outcome"] == "conclusive"]
        found = {tool: {f["fingerprint"] for f in said["findings"] if f["tool"] == tool} for tool in tools}
    except OSError as missing:
        raise UsageError(f"{path}: the baseline cannot be read: {missing.strerror}") from None
    except (ValueError, KeyError, TypeError):
        raise UsageError(f"{path}: no scan.json of this program") from None
    if not tools:
        raise UsageError(f"{path}: no tool of that scan was to be believed: it is no baseline")
    return Baseline(str(path), {tool: frozenset(names) for tool, names in found.items()})
