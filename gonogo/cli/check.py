"""`gonogo check-contract [FILE]`: whether a contract can be used, what it promises, what it hardly means."""

from __future__ import annotations

import argparse
import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from gonogo.cli.doubts import doubts
from gonogo.cli.main import USAGE
from gonogo.cli.said import say, tell
from gonogo.contract.errors import ContractError
from gonogo.contract.load import load_contract
from gonogo.contract.model import Contract
from gonogo.contract.promises import PROMISES
from gonogo.core.discover import discover
from gonogo.core.rule import Rule
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
    rules, today = discover(), dt.datetime.now(dt.UTC).date()
    try:
        contract = load_contract(path, frozenset(rule.id for rule in rules), today)
    except ContractError as refused:
        say(str(refused))
        return USAGE
    every = frozenset(need for rule in rules for need in rule.experiment.needs)
    promised = Counter(rule.gate for rule in rules if why_not(rule, contract, every) is None)
    total = Counter(rule.gate for rule in rules)
    gates = ", ".join(f"{gate} {promised[gate]} of {total[gate]}" for gate in sorted(total))
    tell(f"{path}: good; it promises {promised.total()} of {total.total()} rules: {gates}")
    for doubt in [*doubts(contract, path, today), *_required(rules, contract), *_unheld(rules, contract)]:
        tell(f"{path}: {doubt}")
    return 0


def _required(rules: tuple[Rule, ...], contract: Contract) -> Iterator[str]:
    """Say which rules are required and not promised."""
    for rule in rules:
        if rule.id in contract.required and (lacking := _lacking(rule, contract)):
            yield f"required: {rule.id} is not promised, so that each run is HOLD: {lacking}"


def _unheld(rules: tuple[Rule, ...], contract: Contract) -> Iterator[str]:
    """Say which keys of security are stated, and nothing looks at them for want of another one."""
    keys = dict.fromkeys(key for rule in rules for key in rule.promises if key.startswith("security."))
    for key in keys:
        lacking = [_lacking(rule, contract) for rule in rules if key in rule.promises]
        if key not in PROMISES and contract.promises(key) and all(lacking):
            yield f"{key}: no rule looks at it: {', or '.join(dict.fromkeys(lacking))}"


def _lacking(rule: Rule, contract: Contract) -> str:
    """Return what the contract would have to have for a rule, empty where it has it."""
    missing = (section for section in rule.promises if not contract.promises(section))
    return next(map(contract.lacks, missing), "")
