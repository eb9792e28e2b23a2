"""Read a contract from YAML, strictly."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from gonogo.contract.bounded import nodes_of, read_yaml
from gonogo.contract.checks import check
from gonogo.contract.documented import document
from gonogo.contract.errors import ContractError, explain
from gonogo.contract.model import Contract
from gonogo.contract.unsaid import empty
from gonogo.contract.written import Written


def load_contract(path: Path, rules: frozenset[str] | None = None, today: dt.date | None = None) -> Contract:
    """Read and validate; ``rules`` are the known ids that waivers and demotions may name.

    Raises ContractError with one message that lists every problem.
    """
    data = _read(path)
    try:
        # JSON mode keeps strictness but lets a sequence be a tuple and text be a date.
        contract = Contract.model_validate_json(_as_json(path, data))
    except ValidationError as refused:
        lines = explain(refused, Contract, data, Written(nodes_of(path)))
        raise ContractError(f"{path}: the contract is not usable:\n{lines}") from None
    problems = [*empty(contract, Written(nodes_of(path)))]
    problems += check(contract, rules, today or dt.datetime.now(dt.UTC).date())
    if problems:
        lines = "\n".join(f"  {problem}" for problem in problems)
        raise ContractError(f"{path}: the contract is not usable:\n{lines}")
    return contract


def _as_json(path: Path, data: dict[str, Any]) -> str:
    """Return what YAML gave as JSON, a day as its text; ContractError for what JSON has no form of."""
    try:
        return json.dumps(data, default=_day)
    except ValueError as broken:  # a number of more digits than Python writes
        raise ContractError(f"{path}: the contract has a value that nobody can read: {broken}") from None


def _day(value: object) -> str:
    if isinstance(value, dt.date):
        return str(value)
    raise ValueError(f"expected text, numbers, lists and mappings, got a {type(value).__name__}")


def schema() -> dict[str, Any]:
    """Return the contract's JSON Schema, for editors."""
    document(Contract)
    return Contract.model_json_schema()


def _read(path: Path) -> dict[str, Any]:
    data = read_yaml(path)
    if not isinstance(data, dict):
        kind = "empty" if data is None else type(data).__name__
        raise ContractError(f"{path}: the contract must be a mapping of sections, and it is {kind}")
    return data
