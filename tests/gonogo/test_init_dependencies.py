"""Which images are databases, and what their commands name."""

from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.init.dependencies import known, read_only, treatment
from gonogo.init.services import filled
from tests.gonogo.stacks import drafted, repository


@pytest.mark.parametrize(
    ("image", "product"),
    [
        ("redislabs/redismod", "Redis"),
        ("clickhouse/clickhouse-server:25", "ClickHouse"),
        ("memcached:1.6", "Memcached"),
        ("minio/minio:RELEASE.2025-01-20T14-49-07Z", "MinIO"),
        ("eqalpha/keydb", "KeyDB"),
        ("docker.dragonflydb.io/dragonflydb/dragonfly:v1.25", "Dragonfly"),
        ("tensorchord/pgvecto-rs:pg14-v0.2.0", "PostgreSQL"),
        ("ghcr.io/tensorchord/vchord-postgres:pg17", "PostgreSQL"),
        ("${REGISTRY:-docker.io}/postgres:17", "PostgreSQL"),
        ("${A:-${B:-postgres:17}}", "PostgreSQL"),
        ("bitnami/postgresql-repmgr:16", "PostgreSQL"),
        ("timescale/timescaledb-ha:pg17", "PostgreSQL"),
    ],
)
def test_a_database_is_known(image: str, product: str) -> None:
    found = known(image)
    assert found is not None
    assert found.product == product


@pytest.mark.parametrize(
    "image",
    [
        *("mongo-express:1", "supabase/postgres-meta", "prodrigestivill/postgres-backup-local:16"),
        *("rediscommander/redis-commander", "redis-commander", "percona/mongodb_exporter:0.43"),
        *("mysql-exporter", "redis/redisinsight", "redis-insight", "dpage/pgadmin4", "mysql-admin"),
        *("mongodb-admin", "zalando/postgres-operator", "opensearchproject/opensearch-dashboards:2"),
        *("mysql/mysql-router:8", "${TAG:?postgres-17}", "minio/mc", "minio-console"),
    ],
)
def test_what_stands_beside_a_database_is_none(image: str) -> None:
    assert known(image) is None


def test_a_database_is_named_by_its_containers_own_variables() -> None:
    found = known("postgres:17")
    assert found is not None
    environment = {"POSTGRES_USER": "${DB_USERNAME}", "POSTGRES_DB": "shop", "POSTGRES_PASSWORD": "x"}
    asked = treatment(found, environment)["anonymous"]
    for words in (asked["command"], asked["known"], read_only(found, environment)["command"]):
        assert '-U "$POSTGRES_USER" -d "$POSTGRES_DB"' in words[-1]
    assert "ALTER ROLE CURRENT_USER SET" in read_only(found, environment)["command"][-1]
    plain = treatment(found, {"POSTGRES_PASSWORD": "x"})["anonymous"]["command"][-1]
    assert "-U postgres -d postgres" in plain


def test_what_a_file_of_variables_says_is_in_the_container_too(tmp_path: Path) -> None:
    stack = "services: {api: {build: ., ports: ['80']}, db: {image: 'postgres:17', env_file: db.env}}"
    contract, _ = drafted(repository(tmp_path, stack, db__env="POSTGRES_USER=a\nPOSTGRES_PASSWORD=b\n"))
    asked = contract.dependencies["db"].anonymous
    assert asked is not None
    assert '-U "$POSTGRES_USER" -d "$POSTGRES_USER"' in asked.command[-1]


def test_what_nobody_knows_how_to_ask_is_stopped_only(tmp_path: Path) -> None:
    stack = "services: {api: {build: ., ports: ['80']}, files: {image: minio/minio}, mq: {image: rabbitmq}}"
    contract, words = drafted(repository(tmp_path, stack))
    assert {name: made.pause for name, made in contract.dependencies.items()} == {"files": False, "mq": True}
    assert words.count("# pause: true") == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("${A:-b-c}", "b-c"),
        ("${A-b}", "b"),
        ("${A:?not-set}", ""),
        ("${A:+x-y}", ""),
        ("$A/${B:-${C:-d}}", "/d"),
    ],
)
def test_only_a_default_is_a_value(text: str, value: str) -> None:
    assert filled(text, {}) == value
