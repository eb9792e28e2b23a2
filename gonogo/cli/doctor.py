"""`gonogo doctor`: what this machine and this contract lack for more rules, and what to do about each."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from gonogo.cli.main import USAGE
from gonogo.cli.said import say, tell
from gonogo.contract.errors import ContractError
from gonogo.contract.load import load_contract
from gonogo.contract.model import Contract
from gonogo.core.discover import discover
from gonogo.core.scope import why_not
from gonogo.extras import EXTRAS, install
from gonogo.options import file
from gonogo.place import CONTRACTS, contract_above

_ENGINE_SECONDS = 10.0


def main(parser: argparse.ArgumentParser, arguments: list[str]) -> int:
    """Print it; 0 where a contract was found and can be used, 4 where not."""
    parser.add_argument("--contract", type=file, help="the contract to look at")
    contract = parser.parse_args(arguments).contract or contract_above(Path.cwd())
    tell(f"python     {sys.version.split()[0]}, {sys.executable}")
    for extra, (_, what) in EXTRAS.items():
        words = install(extra)
        said = f"not installed: {words} for {what}" if words else f"there, for {what}"
        tell(f"{f'[{extra}]':<10} {said}")
    tell(f"engine     {_engine()}")
    if contract is None:
        tell(f"contract   none of {', '.join(CONTRACTS)} here or above: gonogo init URL drafts one")
        return USAGE
    try:
        made = load_contract(contract, frozenset(rule.id for rule in discover()))
    except ContractError as refused:
        say(str(refused))
        return USAGE
    tell(f"contract   {contract}, service {made.service}")
    _promises(made)
    return 0


def _engine() -> str:
    if shutil.which("docker") is None:
        return "no docker command: --target=compose is not possible here"
    try:
        done = subprocess.run(
            ["docker", "version", "--format", "{{.Server.Version}}"],
            capture_output=True, text=True, timeout=_ENGINE_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"docker does not answer within {_ENGINE_SECONDS:g} s: --target=compose is not possible here"
    if done.returncode:
        return f"docker does not answer: {(done.stderr.strip().splitlines() or ['no word'])[-1]}"
    return f"docker {done.stdout.strip()} answers"


def _promises(contract: Contract) -> None:
    """Say what more the contract could promise: each missing key with the rules that it would add."""
    every = frozenset(need for rule in discover() for need in rule.experiment.needs)
    lacks = Counter(why[1] for rule in discover() if (why := why_not(rule, contract, every)) is not None)
    total = len(discover())
    tell(f"rules      {total - lacks.total()} of {total} are promised")
    for reason, count in lacks.most_common():
        tell(f"  {count:3} more  {reason}")
