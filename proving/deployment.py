"""The contract of a bad release: the reference's own, with the deployment changed, and what it waives."""

from __future__ import annotations

import copy
import datetime as dt
import os
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from gonogo.proofs.sources import ROOT
from proving.copying import source_of
from proving.overriding import written
from proving.release import Release
from proving.seed import Injection

_RELEASE_COMMAND = ["-m", "app"]
_WAIVED_DAYS = 30


def changed(
    contract: dict[str, Any],
    release: Release,
    folder: Path,
    images: Mapping[str, str] = MappingProxyType({}),
    *,
    whole_stack: bool = True,
    facts: Collection[str] | None = None,
) -> dict[str, Any]:
    """Return the contract as data, with absolute paths; files that it names are written to the folder.

    ``images`` are those that were built for it, by compose's variable. Without the whole stack compose starts
    the entry and what that depends on. With facts, one bad candidate is promised to be refused, the one that
    these name or the first: each takes the time of a roll-out.
    """
    injection = release.injection
    contract = copy.deepcopy(contract)
    deployment = contract["deployment"]
    source = source_of(injection, folder)
    deployment["source"] = str(source)
    deployment["advisories"] = _database(injection, folder)
    if injection.tls:
        deployment["tls"] = dict(injection.tls)
    for name, content in injection.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    if release.wraps:
        _wrap(deployment, ["-m", "proving.serve", ",".join(release.wraps)])
    _change_local(deployment["local"], injection, folder, source)
    _change_compose(deployment["compose"], injection, folder, source)
    deployment["compose"]["environment"] |= images
    if not whole_stack:
        deployment["compose"]["only"] = [deployment["compose"]["entry_service"]]
    if injection.waived:
        contract["waivers"] = [_waiver(rule) for rule in injection.waived]
    if facts is not None:
        contract["rollout"]["candidates"] = _one_of(contract["rollout"]["candidates"], facts)
    return contract


def _waiver(rule: str) -> dict[str, Any]:
    ends = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=_WAIVED_DAYS)
    return {"rule": rule, "owner": "the team", "reason": "it is mended in the next release", "expires": ends}


def _wrap(deployment: dict[str, Any], words: list[str]) -> None:
    """Have the release's own commands started through its seeds."""
    commands = deployment.get("commands", {})
    deployment["commands"] = {name: _replaced(command, words) for name, command in commands.items()}
    deployment["local"]["command"] = _replaced(deployment["local"]["command"], words)


def _one_of(candidates: dict[str, Any], facts: Collection[str]) -> dict[str, Any]:
    name = next((name for name in candidates if name in facts), next(iter(candidates)))
    return {name: candidates[name]}


def _database(injection: Injection, folder: Path) -> str | None:
    """Write a database of advisories; what the user of the prover has is no part of a proof."""
    database = folder / "advisories"
    for name, content in injection.advisories.items():
        database.mkdir(exist_ok=True)
        (database / name).write_text(content, encoding="utf-8")
    return str(database) if injection.advisories else None


def _change_local(local: dict[str, Any], injection: Injection, folder: Path, source: Path) -> None:
    """Processes run in the contract's folder, and find the source, and the project, by PYTHONPATH."""
    path = os.pathsep.join(dict.fromkeys((str(source), str(ROOT))))
    local["environment"] = {**local["environment"], "PYTHONPATH": path, **injection.environment}
    if injection.command:
        local["command"] = [word.replace("{folder}", str(folder)) for word in injection.command]
    if injection.replicas:
        local["replicas"] = injection.replicas


def _change_compose(compose: dict[str, Any], injection: Injection, folder: Path, source: Path) -> None:
    compose["files"] = [str(source / file) for file in compose["files"]]
    override = copy.deepcopy(dict(injection.override))
    if injection.environment:
        service = override.setdefault("services", {}).setdefault(compose["service"], {})
        service["environment"] = {**service.get("environment", {}), **injection.environment}
    if override:
        (folder / "override.yml").write_text(written(override, str(folder)), encoding="utf-8")
        compose["files"].append(str(folder / "override.yml"))


def _replaced(command: Iterable[str], words: list[str]) -> list[str]:
    """Put words in the place of `-m app`, keeping the interpreter before and the arguments after it."""
    command = list(command)
    if command[1:3] != _RELEASE_COMMAND:
        raise ValueError(f"a wrapping seed replaces `python -m app`, and the command is {command}")
    return [*command[:1], *words, *command[3:]]
