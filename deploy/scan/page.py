"""index.html: the scan on one page that opens from disk, without a script and without the network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from deploy.setup.commands import ROOT

_SHOWN = 400
_LEFT_SHOWN = 5


def render(document: dict[str, Any]) -> str:
    """Return the page of a scan.json; everything in it is escaped."""
    environment = Environment(
        loader=FileSystemLoader([Path(__file__).parent, ROOT / "reports"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found = document["findings"]
    return environment.get_template("page.html.j2").render(
        scan=document,
        blocking=[one for one in found if one["blocks"]],
        waived=[one for one in found if one["waiver"]],
        advice=_by_rule([one for one in found if one["level"] == "note"]),
        shown=_SHOWN,
        left_shown=_LEFT_SHOWN,
    )


def _by_rule(found: list[dict[str, Any]]) -> list[tuple[str, str, str, int, str]]:
    """Return (tool, rule, message, how many, where the first is): what advises is many, and alike."""
    rules: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for one in found:
        rules.setdefault((one["tool"], one["rule"]), []).append(one)
    return [
        (tool, rule, all_of[0]["message"], len(all_of), f"{all_of[0]['place']}:{all_of[0]['line']}")
        for (tool, rule), all_of in sorted(rules.items())
    ]
