"""Ask of a draft what a run of the gate would refuse before it starts anything."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from gonogo.contract.errors import ContractError
from gonogo.contract.model import Contract
from gonogo.init.composing import rendered
from gonogo.init.overriding import OVERRIDE, override
from gonogo.init.repository import Repository
from gonogo.targets.preflight import complaints

_WORDS = ("config", "--format", "json", "--no-env-resolution")
_ANY = "1"
"""In place of what nobody has said yet: a number is legal wherever a variable is."""


def try_stack(contract: Contract, repository: Repository | None) -> None:
    """Render the files as a run would. ContractError with each complaint; none where compose refuses them."""
    if repository is None or contract.deployment is None or contract.deployment.compose is None:
        return
    with TemporaryDirectory(prefix="gonogo-init-") as scratch:
        files = [*repository.composed.files]
        if over := override(repository):
            files.append(Path(scratch, OVERRIDE))
            files[-1].write_text(over, encoding="utf-8")
        values = _values(contract, repository)
        started = rendered(files, _WORDS, values)
        every = rendered(files, ("--profile", "*", *_WORDS), values) if started else {}
    said = complaints(started, contract, every.get("services") or {}) if started else []
    if said:
        raise ContractError("\n".join([f"{repository.file}:", *said]))


def _values(contract: Contract, repository: Repository) -> dict[str, str]:
    """Return a value for each variable for which compose's own file has none."""
    assert contract.deployment is not None
    assert contract.deployment.compose is not None
    drafted = contract.deployment.compose.environment
    asked = {
        each.name for each in repository.variables if each.required and not repository.stated.get(each.name)
    }
    return dict.fromkeys(asked, _ANY) | {
        name: _ANY if "${" in value else value for name, value in drafted.items()
    }
