"""`gonogo rules [GATE]`: read from the files of the rules, so that nothing of theirs is imported."""

from __future__ import annotations

import argparse
import ast
from pathlib import Path

from gonogo.cli.said import tell
from gonogo.home import SUITES


def main(parser: argparse.ArgumentParser, arguments: list[str]) -> int:
    """Print each rule's id and title, gate by gate."""
    gates = sorted(path.parent.name for path in SUITES.glob("*/rules") if path.is_dir())
    parser.add_argument("gate", nargs="?", choices=gates, metavar="GATE", help=", ".join(gates))
    parser.add_argument("--names", action="store_true", help="ids alone")
    asked = parser.parse_args(arguments)
    found = [(gate, rules_of(gate)) for gate in gates if asked.gate in (None, gate)]
    if asked.names:
        tell("\n".join(f"{gate}/{name}" for gate, rules in found for name, _ in rules))
        return 0
    for gate, rules in found:
        tell(f"{gate}, {len(rules)} rules")
        for name, title in rules:
            tell(f"  {gate}/{name}\n      {title}")
    tell(f"{sum(len(rules) for _, rules in found)} rules; gonogo explain RULE says more")
    return 0


def rules_of(gate: str) -> list[tuple[str, str]]:
    """Return the names and titles of a gate's rules."""
    files = sorted(p for p in (SUITES / gate / "rules").glob("*.py") if p.name != "__init__.py")
    return [(path.stem.replace("_", "-"), _title(path)) for path in files]


def _title(path: Path) -> str:
    documentation = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(documentation.split("\n\n", 1)[0].split())
