"""A bad release differs from the reference in its deployment, and in nothing else."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from gonogo.contract.checks import check
from gonogo.contract.model import Contract
from proving.catalogue import Seed, seeds
from proving.deployment import changed
from proving.release import alone
from proving.starts import CONTRACT

REFERENCE: dict[str, Any] = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))
IMAGE = {"GONOGO_APP_IMAGE": "gonogo/defect:test"}


@pytest.mark.parametrize("seed", [pytest.param(seed, id=seed.id) for seed in seeds()])
def test_only_the_deployment_changes(seed: Seed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proving.copying.SHIPS", ("docker-compose.yml",))  # all takes seconds
    contract = changed(REFERENCE, alone(seed, seed.number(1)), tmp_path, IMAGE)
    drawn = seed.injection(seed.number(1))
    assert tuple(one["rule"] for one in contract.pop("waivers", ())) == drawn.waived
    assert {**contract, "deployment": REFERENCE["deployment"]} == REFERENCE
    assert contract["deployment"] != REFERENCE["deployment"]
    loaded = Contract.model_validate_json(json.dumps(contract, default=str))  # as YAML it takes a minute
    assert check(loaded, None, dt.datetime.now(dt.UTC).date()) == []
    deployment = loaded.deployment
    assert deployment is not None
    assert deployment.compose is not None
    assert all(Path(file).is_file() for file in deployment.compose.files)


def test_the_reference_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proving.copying.SHIPS", ("docker-compose.yml",))  # all takes seconds
    before = json.dumps(REFERENCE, default=str)
    for seed in seeds():
        changed(REFERENCE, alone(seed, 7), tmp_path, IMAGE)
    assert before == json.dumps(REFERENCE, default=str)


@pytest.mark.parametrize(("facts", "kept"), [
    (("status 404", "answers-500"), "answers-500"), (("status 404",), "never-starts"), ((), "never-starts"),
])  # fmt: skip
def test_a_later_number_rolls_out_one_bad_candidate(
    facts: tuple[str, ...], kept: str, tmp_path: Path
) -> None:
    contract = changed(REFERENCE, alone(seeds()[0], 7), tmp_path, IMAGE, facts=facts)
    known = REFERENCE["rollout"]["candidates"]
    assert len(known) > 1
    assert contract["rollout"]["candidates"] == {kept: known[kept]}


def test_a_wrapping_seed_replaces_the_module_alone(tmp_path: Path) -> None:
    seed = next(seed for seed in seeds() if seed.injection(7).wraps)
    deployment = changed(REFERENCE, alone(seed, 7), tmp_path, IMAGE)["deployment"]
    words = ["{python}", "-m", "proving.serve", f"{seed.module}:7"]
    assert deployment["local"]["command"] == words
    assert deployment["commands"]["routes"] == [*words, "routes"]
    assert deployment["compose"]["environment"]["GONOGO_APP_IMAGE"] == IMAGE["GONOGO_APP_IMAGE"]


def test_changed_source_is_a_copy_that_is_read_and_runs(tmp_path: Path) -> None:
    seed = next(seed for seed in seeds() if seed.injection(7).source)
    deployment = changed(REFERENCE, alone(seed, 7), tmp_path)["deployment"]
    copied = Path(deployment["source"])
    assert copied.parent == tmp_path
    assert (copied / "app" / "__main__.py").is_file()
    assert deployment["local"]["environment"]["PYTHONPATH"].split(":")[0] == str(copied)
    assert all((copied / name).read_text() == text for name, text in seed.injection(7).source.items())


def test_a_command_that_is_not_the_release_is_refused(tmp_path: Path) -> None:
    seed = next(seed for seed in seeds() if seed.injection(7).wraps)
    other = json.loads(json.dumps(REFERENCE, default=str))
    other["deployment"]["local"]["command"] = ["gunicorn", "app"]
    with pytest.raises(ValueError, match="replaces `python -m app`"):
        changed(other, alone(seed, 7), tmp_path, IMAGE)
