"""`gonogo migrate-contract [FILE]`: an older contract, written as this version reads it."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from gonogo.cli.main import USAGE
from gonogo.cli.said import say, tell
from gonogo.contract.errors import ContractError
from gonogo.contract.load import load_contract
from gonogo.contract.migrate import migrated
from gonogo.options import file
from gonogo.place import CONTRACTS, contract_above


def main(parser: argparse.ArgumentParser, arguments: list[str]) -> int:
    """Change what is written otherwise today; 0 where the contract is good then, 4 where it is not."""
    parser.add_argument("contract", nargs="?", type=file, metavar="FILE", help="the contract to write anew")
    parser.add_argument("--check", action="store_true", help="say what would change, and write nothing")
    asked = parser.parse_args(arguments)
    path = asked.contract or contract_above(Path.cwd())
    if path is None:
        names = ", ".join(CONTRACTS)
        say(f"{parser.prog}: there is none of {names} from here up to the root")
        return USAGE
    try:
        return _written(path, check=asked.check)
    except ContractError as refused:
        say(str(refused))
    except OSError as unwritten:
        say(f"{path}: cannot be written: {unwritten.strerror or unwritten}")
    return USAGE


def _written(path: Path, *, check: bool) -> int:
    """Say each change and write them, unless only asked; ContractError for what is no contract then."""
    text, said = migrated(path)
    if not said:
        load_contract(path)
        tell(f"{path}: nothing to change")
        return 0
    tell("\n".join(f"{path}: {line}" for line in said))
    if check:
        return USAGE
    _replace(path, text)
    load_contract(path)
    return 0


def _replace(path: Path, text: str) -> None:
    """Write beside it and rename: the old contract stands until the new one is whole."""
    real = path.resolve()
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="", dir=real.parent, prefix=f".{real.name}.", delete=False
    ) as partial:
        partial.write(text)
    Path(partial.name).chmod(real.stat().st_mode & 0o777)
    Path(partial.name).replace(real)
