"""Read a contract from YAML, strictly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from suites.core.contract.errors import ContractError, explain, nearest
from suites.core.contract.model import Contract

# libyaml reads the reference contract in a tenth of the time; it is not on every platform.
_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Safe):  # type: ignore[misc]  # one of two bases
    """Safe YAML that refuses a key written twice (PyYAML keeps the last one in silence)."""


def _mapping(loader: _Loader, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
    keys = [loader.construct_object(key, deep=True) for key, _ in node.value]
    twice = sorted({str(k) for k in keys if keys.count(k) > 1})
    if twice:
        raise yaml.constructor.ConstructorError(
            None, None, f"key {', '.join(twice)} is written twice", node.start_mark
        )
    return dict(yaml.constructor.SafeConstructor.construct_mapping(loader, node, deep=deep))


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def load_contract(path: Path, rules: frozenset[str] | None = None) -> Contract:
    """Read and validate; ``rules`` are the known ids that waivers and demotions may name.

    Raises ContractError with one message that lists every problem.
    """
    data = _read(path)
    try:
        # JSON mode keeps strictness but lets a sequence be a tuple and text be a date.
        contract = Contract.model_validate_json(json.dumps(data, default=str))
    except ValidationError as refused:
        raise ContractError(f"{path}: the contract is not usable:\n{explain(refused, Contract)}") from None
    _check_names(path, contract, rules)
    return contract


def schema() -> dict[str, Any]:
    """Return the contract's JSON Schema, for editors."""
    return Contract.model_json_schema()


def _read(path: Path) -> dict[str, Any]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - safe subclass
    except OSError as missing:
        reason = missing.strerror or missing
        raise ContractError(f"{path}: cannot read the contract: {reason}; name one with --contract") from None
    except (yaml.YAMLError, UnicodeDecodeError) as broken:
        raise ContractError(f"{path}: the contract is not YAML: {broken}") from None
    if not isinstance(data, dict):
        kind = "empty" if data is None else type(data).__name__
        raise ContractError(f"{path}: the contract must be a mapping of sections, and it is {kind}")
    return data


def _check_names(path: Path, contract: Contract, rules: frozenset[str] | None) -> None:
    """Credentials, commands and rules named in one section must exist where they are defined."""
    problems = [*_unknown_credentials(contract), *_unknown_rules(contract, rules)]
    if problems:
        lines = "\n".join(f"  {p}" for p in problems)
        raise ContractError(f"{path}: the contract is not usable:\n{lines}")


def _unknown_credentials(contract: Contract) -> list[str]:
    known = sorted(contract.credentials)
    used: list[tuple[str, str]] = []
    for section, requests in _requests(contract):
        used += [(f"{section}.{i}.credential", r.credential) for i, r in enumerate(requests) if r.credential]
    legal = ", ".join(known) or "none"
    return [
        f"{where}: {name!r} is not under credentials; legal: {legal}{nearest(name, known)}"
        for where, name in used
        if name not in known
    ]


def _requests(contract: Contract) -> list[tuple[str, tuple[Any, ...]]]:
    security, traffic = contract.security, contract.traffic
    return [
        ("traffic.requests", traffic.requests if traffic else ()),
        ("security.responses", security.responses if security else ()),
        ("security.cross_origin", security.cross_origin if security else ()),
        ("latency.journeys", contract.latency.journeys if contract.latency else ()),
        ("rollout.request", (contract.rollout.request,) if contract.rollout else ()),
        ("rollout.write", (contract.rollout.write,) if contract.rollout and contract.rollout.write else ()),
        ("security.tokens.issue", (security.tokens.issue,) if security and security.tokens else ()),
        (
            "security.ownership.create",
            (security.ownership.create,) if security and security.ownership else (),
        ),
    ]


def _unknown_rules(contract: Contract, rules: frozenset[str] | None) -> list[str]:
    named = [("required", r) for r in contract.required]
    named += [("waivers", w.rule) for w in contract.waivers]
    named += [("demotions", d.rule) for d in contract.demotions]
    return [
        f"{section}: there is no rule {rule!r}{nearest(rule, rules)}"
        for section, rule in named
        if rules is not None and rule not in rules
    ]
