"""`gonogo check-contract [FILE]`: whether a contract can be used, and what it promises, gate by gate."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from gonogo.cli.main import USAGE
from gonogo.cli.said import say, tell
from gonogo.contract.errors import ContractError
from gonogo.contract.load import load_contract
from gonogo.core.discover import discover
from gonogo.core.scope import why_not
from gonogo.options import file
from gonogo.place import CONTRACTS, contract_above


def main(parser: argparse.ArgumentParser, arguments: list[str]) -> int:
    """Read each contract; 0 where all can be used, 4 where one cannot."""
    parser.add_argument("contracts", nargs="*", type=file, metavar="FILE", help="contracts to read")
    asked = parser.parse_args(arguments).contracts
    found = contract_above(Path.cwd())
    if not asked and found is None:
        names = ", ".join(CONTRACTS)
        say(f"{parser.prog}: no contract: there is none of {names} from here up to the root")
        return USAGE
    return max(_checked(path) for path in asked or [found])


def _checked(path: Path) -> int:
    rules = discover()
    try:
        contract = load_contract(path, frozenset(rule.id for rule in rules))
    except ContractError as refused:
        say(str(refused))
        return USAGE
    every = frozenset(need for rule in rules for need in rule.experiment.needs)
    promised = Counter(rule.gate for rule in rules if why_not(rule, contract, every) is None)
    total = Counter(rule.gate for rule in rules)
    gates = ", ".join(f"{gate} {promised[gate]} of {total[gate]}" for gate in sorted(total))
    tell(f"{path}: good; it promises {promised.total()} of {total.total()} rules: {gates}")
    for doubt in contract.latency.untold if contract.latency else ():
        tell(f"{path}: latency: {doubt}")
    return 0
