"""The contract of a bad release: the reference's own, with the deployment changed and nothing else."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from defects.catalogue import Seed
from defects.seed import Injection
from defects.sources import ROOT

_RELEASE_COMMAND = ["-m", "app"]


def changed(
    contract: dict[str, Any], seed: Seed, number: int, folder: Path, image: str | None = None
) -> dict[str, Any]:
    """Return the contract as data, with absolute paths; files that it names are written to the folder.

    ``image`` is what was built from the injection's Dockerfile lines, for compose.
    """
    injection = seed.injection(number)
    contract = copy.deepcopy(contract)
    deployment = contract["deployment"]
    for name, content in injection.files.items():
        (folder / name).write_text(content, encoding="utf-8")
    if injection.wraps:
        words = ["-m", "defects.serve", seed.module, str(number)]
        commands = deployment.get("commands", {})
        deployment["commands"] = {n: _replaced(command, words) for n, command in commands.items()}
        deployment["local"]["command"] = _replaced(deployment["local"]["command"], words)
    _change_local(deployment["local"], injection, folder)
    _change_compose(deployment["compose"], injection, folder, image)
    return contract


def _change_local(local: dict[str, Any], injection: Injection, folder: Path) -> None:
    """Processes run in the contract's folder, and find the project by PYTHONPATH."""
    local["environment"] = {**local["environment"], "PYTHONPATH": str(ROOT), **injection.environment}
    if injection.command:
        local["command"] = [word.replace("{folder}", str(folder)) for word in injection.command]
    if injection.replicas:
        local["replicas"] = injection.replicas


def _change_compose(compose: dict[str, Any], injection: Injection, folder: Path, image: str | None) -> None:
    compose["files"] = [str(ROOT / file) for file in compose["files"]]
    if image:
        compose["environment"] = {**compose["environment"], "GONOGO_APP_IMAGE": image}
    override = copy.deepcopy(dict(injection.override))
    if injection.environment:
        service = override.setdefault("services", {}).setdefault(compose["service"], {})
        service["environment"] = {**service.get("environment", {}), **injection.environment}
    if override:
        text = json.dumps(override).replace("{folder}", str(folder))
        (folder / "override.yml").write_text(text, encoding="utf-8")
        compose["files"].append(str(folder / "override.yml"))


def _replaced(command: Iterable[str], words: list[str]) -> list[str]:
    """Put words in the place of `-m app`, keeping the interpreter before and the arguments after it."""
    command = list(command)
    if command[1:3] != _RELEASE_COMMAND:
        raise ValueError(f"a wrapping seed replaces `python -m app`, and the command is {command}")
    return [*command[:1], *words, *command[3:]]
