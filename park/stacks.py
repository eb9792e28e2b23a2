"""An application as a stack: the gate starts it from its compose files, and a variant's beside them."""

from __future__ import annotations

from pathlib import Path

import yaml

from park import gate, place
from park.application import Application, Variant
from park.gate import Said

RUN_SECONDS = 1500.0


def verify(application: Application, out: Path) -> Said:
    """Judge a stack by all that its contract promises."""
    contract = place.CONTRACTS / f"{application.name}.yaml"
    return gate.verify("compose", contract, out, application.options, seconds=RUN_SECONDS)


def verify_variant(application: Application, variant: Variant, out: Path) -> Said:
    """Judge a bad variant of a stack by the gate that has to see it."""
    file = out.with_suffix(".yaml")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(contract_of(application, variant), encoding="utf-8")
    options = (*application.options, *(("-m", variant.gate) if variant.gate else ()))
    return gate.verify("compose", file, out, options, variant.environment, RUN_SECONDS)


def contract_of(application: Application, variant: Variant) -> str:
    """Return the application's contract with a variant's compose files, to be read from any folder."""
    document = yaml.safe_load((place.CONTRACTS / f"{application.name}.yaml").read_text(encoding="utf-8"))
    deployment = document["deployment"]
    deployment["source"] = str((place.CONTRACTS / deployment["source"]).resolve())
    files = [str((place.CONTRACTS / file).resolve()) for file in deployment["compose"]["files"]]
    files += [str(place.APPS / application.name / file) for file in variant.files]
    deployment["compose"]["files"] = files
    return yaml.safe_dump(document, sort_keys=False)
