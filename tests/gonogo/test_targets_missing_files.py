"""A file that the stack reads and that nobody has written is told before the start, with what makes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gonogo.targets.base import TargetError
from gonogo.targets.checking import check_files
from gonogo.targets.missing_files import example_of, missing_secrets, missing_variables
from gonogo.targets.project import Project
from tests.judging import contract


@pytest.mark.parametrize(
    ("name", "beside", "how"),
    [
        (".env", ".env.example", "cp .env.example .env"),
        (".env", "env.example", "cp env.example .env"),
        ("config/api.env", "config/api.env.sample", "cp config/api.env.sample config/api.env"),
        ("config/api.env", "config/api.example.env", "cp config/api.example.env config/api.env"),
        (".env", "other.example", "write it"),
    ],
)
def test_the_way_out_is_the_example_beside_it(tmp_path: Path, name: str, beside: str, how: str) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / beside).touch()
    said = f"docker compose config --format failed: env file {tmp_path / name} not found: stat: no such file"
    (one,) = missing_variables(said, tmp_path)
    assert one.startswith(f"deployment.compose.files: a service reads {name}, which is not in {tmp_path}: ")
    assert one.partition(f"{tmp_path}: ")[2].startswith(how)


def test_other_words_of_compose_are_for_the_start_to_say(tmp_path: Path) -> None:
    assert missing_variables("yaml: line 3: did not find expected key", tmp_path) == []
    assert example_of(tmp_path / ".env") is None


def rendered(folder: Path, **service: Any) -> dict[str, Any]:
    file = {"file": str(folder / "key.txt")}
    known = {"key": file, "outer": {"external": True, "name": "x"}, "own": {"environment": "KEY"}}
    return {"services": {"web": service}, "secrets": known, "configs": {"settings": file}}


@pytest.mark.parametrize(
    ("service", "count"),
    [
        ({"secrets": [{"source": "key"}]}, 1),
        ({"configs": [{"source": "settings"}]}, 1),
        ({"secrets": [{"source": "outer"}, {"source": "own"}]}, 0),
        ({}, 0),
    ],
)
def test_a_secret_without_its_file_is_told(tmp_path: Path, service: dict[str, Any], count: int) -> None:
    said = missing_secrets(rendered(tmp_path, **service), {"web"}, tmp_path)
    assert len(said) == count
    assert all("key.txt, which is not in" in one for one in said)
    assert missing_secrets(rendered(tmp_path, **service), set(), tmp_path) == []
    (tmp_path / "key.txt").touch()
    assert missing_secrets(rendered(tmp_path, **service), {"web"}, tmp_path) == []


def test_the_check_before_a_start_refuses_it(tmp_path: Path) -> None:
    (tmp_path / "compose.yaml").write_text(
        "services: {web: {image: x, env_file: .env, ports: ['127.0.0.1::80']}}"
    )
    (tmp_path / ".env.example").touch()
    project = Project("gonogo-1", (tmp_path / "compose.yaml",), {})
    stated = {"service": "web", "port": 80, "entry_service": "web", "entry_port": 80}
    promised = contract(deployment={"compose": stated})
    assert promised.deployment is not None
    assert promised.deployment.compose is not None
    options = type("Options", (), {"baseline": None})
    context: Any = type("Context", (), {"contract": promised, "options": options})
    with pytest.raises(ValueError, match=r"cp \.env\.example \.env"):
        check_files(project, context, promised.deployment.compose)
    (tmp_path / ".env").touch()
    check_files(Project("gonogo-1", project.files, {}), context, promised.deployment.compose)
    project.files[0].write_text("services: [")
    with pytest.raises(TargetError):
        _ = Project("gonogo-1", project.files, {}).rendered
    check_files(Project("gonogo-1", project.files, {}), context, promised.deployment.compose)
