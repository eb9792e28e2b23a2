"""Compose files are read as compose reads them, and nearly so where it is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.init import composing
from gonogo.init.composing import below
from gonogo.init.repository import NoComposeError, read_repository
from gonogo.init.stack import override
from tests.gonogo.stacks import compose_of, drafted, repository

BASE = "services:\n  api: {build: ., ports: ['8000:8000'], image: shop}\n  db: {image: 'postgres:17'}\n"


@pytest.fixture(params=["compose", "none"])
def reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "none":
        monkeypatch.setattr(composing, "rendered", lambda *_: {})
    return str(request.param)


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize(
    ("over", "name", "port", "services"),
    [
        ("services: {api: {ports: !override ['9000:9000']}}", "compose__override__yaml", 9000, {"api", "db"}),
        ("services: {api: {ports: !reset []}}", "compose__override__yml", None, {"api", "db"}),
        ("services: {db: !reset null}", "docker-compose__override__yml", 8000, {"api"}),
        ("services: {mail: {image: m}}", "docker-compose__override__yaml", 8000, {"api", "db", "mail"}),
        ("services: {mail: {image: m}}", "compose__prod__yaml", 8000, {"api", "db"}),
    ],
)
def test_a_file_that_compose_takes_by_itself_is_applied_and_named(
    tmp_path: Path, over: str, name: str, port: int | None, services: set[str]
) -> None:
    found = repository(tmp_path, BASE, **{name: over})
    assert set(found.services) == services
    assert compose_of(found).port == (port or 8000)
    assert found.roles.port("api")[1] is (port is None)
    applied = [] if "prod" in name else [name.replace("__", ".")]
    assert list(compose_of(found).files) == ["compose.yaml", *applied, "gonogo.compose.yaml"]


@pytest.mark.usefixtures("reader")
def test_what_is_included_and_extended_is_seen(tmp_path: Path) -> None:
    found = repository(
        tmp_path,
        "include: [infra/db.yaml]\n"
        "services:\n"
        "  api: {extends: {file: base.yaml, service: python}, ports: ['8000:8000']}\n",
        **{
            "infra/db__yaml": "services: {db: {image: 'postgres:17', environment: {P: '${DB_PASSWORD}'}}}",
            "base__yaml": "services: {python: {build: ., environment: {K: '${API_KEY:-x}'}}}",
        },
    )
    assert set(found.dependencies) == {"db"}
    assert found.service == "api"
    assert found.services["api"]["build"]
    assert {each.name for each in found.variables} == {"API_KEY", "DB_PASSWORD"}


@pytest.mark.usefixtures("reader")
def test_the_files_that_the_variables_name_are_the_files(tmp_path: Path) -> None:
    files = {
        "__env": "COMPOSE_FILE=a.yml:b.yml\n",
        "a__yml": BASE,
        "b__yml": "services: {api: {expose: [1]}}",
    }
    found = repository(tmp_path, "services: {}", **files)
    assert compose_of(found).files == ("a.yml", "b.yml", "gonogo.compose.yaml")


@pytest.mark.usefixtures("reader")
def test_files_without_a_release_are_all_named(tmp_path: Path) -> None:
    (tmp_path / "compose.yaml").write_text("services: {db: {image: postgres}}")
    (tmp_path / "compose.override.yml").write_text("services: {cache: {image: redis}}")
    with pytest.raises(NoComposeError, match=r"^compose\.yaml, compose\.override\.yml: no service"):
        read_repository(tmp_path)
    (tmp_path / "compose.override.yml").write_text("services: [")
    with pytest.raises(NoComposeError, match=r"compose\.override\.yml is no YAML"):
        read_repository(tmp_path)


CHECK = "healthcheck: {test: [CMD, check]}"


@pytest.mark.parametrize(
    ("api", "others", "images", "profiles"),
    [
        (CHECK, f"db: {{image: 'postgres:17', {CHECK}}}", True, True),
        (CHECK, "db: {image: 'postgres:17'}", True, False),
        (CHECK, f"db: {{image: postgres, {CHECK}}}", False, True),
        (CHECK, f"db: {{image: 'postgres:latest', {CHECK}}}", False, True),
        (CHECK, f"db: {{image: '${{PG:-postgres:17}}', {CHECK}}}", True, True),
        (CHECK, "tool: {image: shop}", True, False),
        (CHECK, "db: {image: 'postgres:17', healthcheck: {disable: true}}", True, False),
        ("restart: always", "mail: {image: 'mail:1', profiles: [dev]}", True, False),
    ],
)
def test_only_what_the_files_keep_is_promised_of_them(
    tmp_path: Path, api: str, others: str, *, images: bool, profiles: bool
) -> None:
    stack = f"services:\n  api: {{build: ., ports: ['8000'], image: shop, {api}}}\n  {others}\n"
    contract, words = drafted(repository(tmp_path, stack))
    stated = contract.stack.model_fields_set if contract.stack else set()
    assert ("images" in stated, "profiles" in stated) == (images, profiles)
    if not profiles:
        assert "a health check of every service; none is seen in: " in words
    if not images:
        assert "# images: tag  # no tag with a version: db (postgres" in words


@pytest.mark.parametrize(
    ("dockerfile", "images", "profiles"),
    [
        ("FROM python:3.13\nHEALTHCHECK CMD check\n", True, True),
        ("FROM python:3.13\nHEALTHCHECK NONE\n", True, False),
        ("FROM python\nHEALTHCHECK CMD check\n", False, True),
        ("ARG V=3.13\nFROM python:$V AS b\nHEALTHCHECK CMD check\nFROM b\n", True, True),
        ("ARG BASE\nFROM $BASE\nHEALTHCHECK CMD check\n", True, True),
        ("FROM a:1 AS b\nFROM c:1\nCOPY --from=b x y\nCOPY --from=0 x y\nHEALTHCHECK CMD x\n", True, True),
        ("FROM a:1\nCOPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/\nHEALTHCHECK CMD x\n", False, True),
        ("FROM a:1\nRUN --mount=type=bind,from=uv,target=/x x\nHEALTHCHECK CMD x\n", False, True),
        ("FROM scratch\nHEALTHCHECK CMD check\n", True, True),
    ],
)
def test_a_dockerfile_says_the_rest(tmp_path: Path, dockerfile: str, *, images: bool, profiles: bool) -> None:
    stack = "services: {api: {build: {context: ., args: {BASE: '${BASE:-debian:13}'}}, ports: ['8000']}}"
    found = repository(tmp_path, stack, Dockerfile=dockerfile)
    made = drafted(found)[0].stack
    assert ((made.model_fields_set if made else set()) >= {"images"}) is images
    assert ("profiles" in (made.model_fields_set if made else set())) is profiles


@pytest.mark.parametrize(
    "value", ["1", "x", "[1]", "[null]", "{a: 1}", "{a: null}", "[[]]", "[{}]", "null", "true"]
)
@pytest.mark.parametrize(
    "key",
    [
        *("ports", "volumes", "expose", "profiles", "depends_on", "networks", "labels", "environment"),
        *("healthcheck", "env_file", "build", "image", "command", "entrypoint", "container_name", "extends"),
    ],
)
def test_files_that_compose_refuses_are_read_as_far_as_they_go(
    tmp_path: Path, key: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(composing, "rendered", lambda *_: {})
    stack = f"services:\n  api: {{build: ., ports: ['80']}}\n  db: {{image: postgres, {key}: {value}}}\n"
    found = repository(tmp_path, stack)
    assert drafted(found)[0].deployment
    assert isinstance(override(found), str)


def test_one_file_with_a_word_in_its_name_is_taken_and_of_several_that_of_production(tmp_path: Path) -> None:
    text = "services: {api: {build: ., ports: ['8000']}}"
    (tmp_path / "docker-compose.full.yml").write_text(text)
    assert _files(tmp_path) == ["docker-compose.full.yml"]
    (tmp_path / "docker-compose.prod.yml").write_text(text)
    assert _files(tmp_path) == ["docker-compose.prod.yml"]
    (tmp_path / "compose-production.yaml").write_text(text)
    with pytest.raises(
        NoComposeError, match=r"compose-production\.yaml, docker-compose\.full\.yml, .*COMPOSE_FILE="
    ):
        read_repository(tmp_path)
    (tmp_path / "compose.yaml").write_text(text)
    assert _files(tmp_path) == ["compose.yaml"]


def test_an_override_alone_is_no_stack(tmp_path: Path) -> None:
    (tmp_path / "docker-compose.override.yml").write_text("services: {api: {build: .}}")
    assert read_repository(tmp_path) is None


def test_where_there_is_no_file_those_below_are_named(tmp_path: Path) -> None:
    for name in ("deploy/a/compose.yml", "docker/docker-compose.yml"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    assert below(tmp_path) == ["docker/docker-compose.yml", "deploy/a/compose.yml"]


def test_what_was_fetched_is_not_named_and_what_cannot_be_read_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("node_modules/a/compose.yml", "web/node_modules/compose.yml", "vendor/compose.yml"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    assert below(tmp_path) == []
    for name in ("a/b/c/d/compose.yml", ".docker/compose.yml", "build/compose.yml", "shut/compose.yml"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    (tmp_path / "round").symlink_to(tmp_path)
    monkeypatch.setattr("os.access", lambda folder, _: Path(folder).name != "shut")
    assert below(tmp_path) == [".docker/compose.yml", "build/compose.yml"]


def _files(folder: Path) -> list[str]:
    found = read_repository(folder)
    assert found is not None
    return list(found.files)
