"""A repository's compose file says of its stack what a contract can promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.cli.main import main
from gonogo.contract.load import load_contract
from gonogo.contract.model import Contract
from gonogo.init.dependencies import known, product_of
from gonogo.init.draft import draft
from gonogo.init.repository import NoComposeError, read_repository

STACK = """
services:
  nginx:
    image: ${PROXY_IMAGE:-nginx:1.27}
    ports: ["127.0.0.1:8080:80"]
    networks: [front]
  api:
    build: .
    image: shop/api:1
    environment:
      DATABASE_URL: postgresql://shop:${DB_PASSWORD:?set it}@db/shop
      LOG_LEVEL: ${LOG_LEVEL:-info}
      MAIL_HOST: ${MAIL_HOST}
      REGION: ${REGION}
    ports: ["127.0.0.1::8000"]
    networks: [front, back]
    healthcheck: {test: "curl -f http://localhost:8000/readyz || exit 1"}
    depends_on:
      migrate: {condition: service_completed_successfully}
      db: {condition: service_healthy}
  migrate:
    build: .
    command: [migrate]
    networks: [back]
  db:
    image: registry.example:5000/library/postgres:17.2@sha256:abc
    environment: [POSTGRES_USER=shop, "POSTGRES_PASSWORD=${DB_PASSWORD:?set it}"]
  cache: {image: valkey/valkey:8}
  mail: {image: axllent/mailpit:v1.21, profiles: [development]}
  exporter: {image: prometheuscommunity/postgres-exporter:v0.15.0}
"""
EXAMPLE = "# what a developer sets\nDB_PASSWORD=changeme\nMAIL_HOST='mail'\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "compose.yaml").write_text(STACK)
    (tmp_path / "shop" / ".env.example").write_text(EXAMPLE)
    return tmp_path / "shop"


def drafted(folder: Path) -> tuple[Contract, str]:
    words = draft(None, read_repository(folder))
    (folder / "gonogo.yaml").write_text(words)
    return load_contract(folder / "gonogo.yaml"), words


def test_the_release_its_entry_and_its_ports_are_told_apart(folder: Path) -> None:
    contract, words = drafted(folder)
    assert contract.service == "shop"
    assert contract.deployment is not None
    compose = contract.deployment.compose
    assert compose is not None
    assert (compose.service, compose.port, compose.entry_service, compose.entry_port) == (
        "api",
        8000,
        "nginx",
        80,
    )
    assert (compose.traffic_network, compose.files) == (
        "front",
        ("compose.yaml", "gonogo.compose.yaml"),
    )
    assert contract.deployment.ready == "/readyz"
    assert contract.health is not None
    assert contract.health.readiness is not None
    assert contract.health.readiness.path == "/readyz"
    assert "gonogo verify --target=compose" in words


def test_secrets_are_made_up_and_what_nobody_knows_is_asked(folder: Path) -> None:
    contract, words = drafted(folder)
    assert contract.deployment is not None
    assert contract.deployment.compose is not None
    assert contract.deployment.generated == ("DB_PASSWORD",)
    assert contract.deployment.compose.environment == {"DB_PASSWORD": "${DB_PASSWORD}", "MAIL_HOST": "mail"}
    assert "# REGION: what is it here?" in words
    assert contract.stack is not None
    assert contract.stack.secrets == ("DB_PASSWORD",)
    assert "# profiles: [development]" in words
    assert "# one_shot: [migrate]" in words


def test_images_that_are_known_are_dependencies_with_how_they_are_treated(folder: Path) -> None:
    contract, words = drafted(folder)
    assert {name: made.hard for name, made in contract.dependencies.items()} == {"db": True, "cache": False}
    database = contract.dependencies["db"]
    assert database.pause
    assert database.anonymous is not None
    assert '-U "$POSTGRES_USER" -d "$POSTGRES_USER"' in database.anonymous.command[-1]
    assert '"$POSTGRES_PASSWORD"' in database.anonymous.known[-1]
    assert database.read_only is None
    assert contract.dependencies["cache"].anonymous is None
    assert "has it a password?" in words


def test_what_a_profile_alone_starts_is_no_dependency(folder: Path) -> None:
    file = folder / "compose.yaml"
    file.write_text(f"{STACK}  search: {{image: 'elasticsearch:8.13.0', profiles: [logging]}}\n")
    contract, _ = drafted(folder)
    assert sorted(contract.dependencies) == ["cache", "db"]


def test_that_readiness_follows_writes_is_a_question_whose_answer_is_legal(folder: Path) -> None:
    _, words = drafted(folder)
    assert "# Has readiness to fail while nothing can be written" in words
    (folder / "gonogo.yaml").write_text(words.replace("    # read_only:", "    read_only:"))
    database = load_contract(folder / "gonogo.yaml").dependencies["db"]
    assert database.read_only is not None
    assert "ALTER ROLE CURRENT_USER SET default_transaction_read_only = on" in database.read_only.command[-1]
    assert "ALTER ROLE CURRENT_USER RESET" in database.read_only.undo[-1]


@pytest.mark.parametrize(
    ("image", "product", "dependency"),
    [
        ("postgres:17", "postgres", "PostgreSQL"),
        ("${PG:-ghcr.io/x/postgis:16-3.4}", "postgis", "PostgreSQL"),
        ("localhost:5000/mysql", "mysql", "MySQL"),
        ("bitnami/mariadb@sha256:1", "mariadb", "MariaDB"),
        ("redis/redis-stack-server:7", "redis-stack-server", "Redis"),
        ("rabbitmq:4-management", "rabbitmq", "RabbitMQ"),
        ("mongo:8", "mongo", "MongoDB"),
        ("docker.elastic.co/elasticsearch/elasticsearch:8.1", "elasticsearch", "Elasticsearch"),
        ("oliver006/redis_exporter:v1", "redis_exporter", None),
        ("postgres-exporter:1", "postgres-exporter", None),
        ("nginx", "nginx", None),
    ],
)
def test_a_product_is_told_by_the_last_part_of_its_image(
    image: str, product: str, dependency: str | None
) -> None:
    assert product_of(image) == product
    found = known(image)
    assert (found.product if found else None) == dependency


def test_a_folder_without_a_stack_has_none_and_a_broken_one_is_said(tmp_path: Path) -> None:
    assert read_repository(tmp_path) is None
    (tmp_path / "compose.yaml").write_text("services: [")
    with pytest.raises(NoComposeError, match=r"compose\.yaml is no YAML"):
        read_repository(tmp_path)
    (tmp_path / "compose.yaml").write_text("services: {db: {image: postgres}}")
    with pytest.raises(NoComposeError, match="which is the release"):
        read_repository(tmp_path)


def test_composes_first_format_is_named(tmp_path: Path) -> None:
    (tmp_path / "docker-compose.yml").write_text(
        "web: {image: x/shop, ports: ['80:80']}\ndb: {image: postgres}\n"
    )
    with pytest.raises(NoComposeError, match="first format"):
        read_repository(tmp_path)


def test_the_command_drafts_in_a_repository(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    assert main(["init"]) == 0
    assert "gonogo verify --target=compose --contract=gonogo.yaml" in capsys.readouterr().out
    assert load_contract(folder / "gonogo.yaml").dependencies
    published = (folder / "gonogo.compose.yaml").read_text().splitlines()[1:]
    assert published == ["services:", '  nginx: {ports: !override ["127.0.0.1::80"]}']
    assert main(["init"]) == 1
