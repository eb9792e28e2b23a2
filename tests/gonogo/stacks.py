"""Repositories that a test writes, and what is drafted of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from gonogo.contract.deployment import Compose
from gonogo.contract.load import load_contract
from gonogo.contract.model import Contract
from gonogo.init.composing import rendered
from gonogo.init.draft import draft
from gonogo.init.repository import Repository, read_repository
from gonogo.init.stack import override


def repository(folder: Path, compose: str, **files: str) -> Repository:
    """Write a compose file, and others whose dots are written `__`, and read them all."""
    (folder / "compose.yaml").write_text(compose)
    for name, text in files.items():
        file = folder / name.replace("__", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    found = read_repository(folder)
    assert found is not None
    return found


def drafted(found: Repository) -> tuple[Contract, str]:
    words = draft(None, found)
    (found.folder / "gonogo.yaml").write_text(words)
    return load_contract(found.folder / "gonogo.yaml"), words


def compose_of(found: Repository) -> Compose:
    deployment = drafted(found)[0].deployment
    assert deployment is not None
    assert deployment.compose is not None
    return deployment.compose


def over(found: Repository) -> dict[str, Any]:
    """Return what compose makes of the files with the one that is drafted over them."""
    file = found.folder / "gonogo.compose.yaml"
    file.write_text(override(found))
    made = rendered(
        [*found.composed.files, file],
        ("--profile", "*", "config", "--format", "json"),
        {"COMPOSE_PROJECT_NAME": "mine"},
    )
    assert made, "compose refuses them"
    return made


def part(text: str, name: str) -> Any:
    """Return one part of the drafted file as it is written, tags as texts."""
    return yaml.safe_load(text.replace("!reset ", "").replace("!override ", "")).get(name)
