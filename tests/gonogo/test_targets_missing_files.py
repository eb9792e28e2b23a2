"""A file that the stack reads and that nobody has written is told before the start, with what makes it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from gonogo.core.secrets import Secrets
from gonogo.targets.checking import check_files
from gonogo.targets.missing_files import example_of, missing_secrets, missing_variables
from gonogo.targets.project import Project
from gonogo.targets.refusals import refusal_of
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


def test_other_words_of_compose_name_no_example(tmp_path: Path) -> None:
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


_WEB = "web: {image: x, ports: ['127.0.0.1::80']"
_BROKEN = {
    "": "empty compose file",
    "services: [": "yaml",
    "services: {web: {image: x, prots: []}}": "prots",
    "services: {web: {image: '${GONOGO_UNSET:?say which}'}}": "say which",
    f"services: {{{_WEB}, networks: [front]}}}}": "undefined network front",
    f"services: {{{_WEB}, volumes: ['data:/data']}}}}": "undefined volume",
    f"services: {{{_WEB}, secrets: [key]}}}}": "undefined secret",
    f"services: {{{_WEB}, depends_on: [db]}}}}": "db",
    f"services: {{{_WEB}, depends_on: [b]}}, b: {{image: x, depends_on: [web]}}}}": "cycle",
    f"services: {{{_WEB}, network_mode: none}}}}": "network_mode: none; give it a network of its own",
    f"services: {{{_WEB}, deploy: {{replicas: 0}}}}}}": "deployment.compose.service: web has 0 replicas",
}


def checked(folder: Path, *names: str) -> None:
    stated = {"service": "web", "port": 80, "entry_service": "web", "entry_port": 80}
    promised = contract(deployment={"compose": stated})
    assert promised.deployment is not None
    assert promised.deployment.compose is not None
    options = SimpleNamespace(baseline=None, contract=folder / "gonogo.yaml")
    context: Any = SimpleNamespace(contract=promised, options=options, secrets=Secrets(), run="1")
    files = tuple(folder / name for name in names)
    check_files(Project("gonogo-1", files, {}), context, promised.deployment.compose)


@pytest.mark.parametrize("text", _BROKEN)
def test_what_compose_refuses_is_told_before_a_start(tmp_path: Path, text: str) -> None:
    (tmp_path / "compose.yaml").write_text(text)
    with pytest.raises(ValueError, match=r"^deployment\.compose") as refused:
        checked(tmp_path, "compose.yaml")
    assert _BROKEN[text] in str(refused.value).replace("go-yaml", "yaml")
    assert "level=warning" not in str(refused.value)


def test_a_compose_file_that_is_none_is_told_with_what_lies_beside_it(tmp_path: Path) -> None:
    (tmp_path / "compose.yaml").write_text("services: {}")
    (tmp_path / "docker-compose.dev.yml").mkdir()
    with pytest.raises(ValueError, match=r"\.yml is not in \S+; there is compose\.yaml$"):
        checked(tmp_path, "docker-compose.yml")
    with pytest.raises(ValueError, match=r"dev\.yml is a folder"):
        checked(tmp_path, "compose.yaml", "docker-compose.dev.yml")


@pytest.mark.parametrize(
    "said",
    [
        "config --format: [Errno 2] No such file or directory: 'docker'",
        "docker compose config --format failed: unknown shorthand flag: 'f' in -f\n\nUsage:  docker",
        "docker compose config --format failed: docker: 'compose' is not a docker command.",
        "docker compose config --format failed: permission denied: /root/.docker/config.json",
        "docker compose config --format failed: Cannot connect to the Docker daemon.",
        "docker compose config --format failed: ",
    ],
)
def test_a_machine_without_compose_is_no_wrong_file(said: str) -> None:
    assert refusal_of(said) == []
