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
        ("pgautoupgrade/pgautoupgrade:17", "PostgreSQL"),
        ("mcr.microsoft.com/mssql/server:2022-latest", "SQL Server"),
        ("${DB_IMAGE:-mcr.microsoft.com/mssql/server}:2022", "SQL Server"),
        ("apache/couchdb:3", "CouchDB"),
        ("getmeili/meilisearch:v1", "Meilisearch"),
        ("apache/kafka-native:4", "Kafka"),
        ("nats:2-alpine@sha256:abc", "NATS"),
        ("chrislusf/seaweedfs", "SeaweedFS"),
        ("cassandra:5", "Cassandra"),
        ("hashicorp/vault:1", "Vault"),
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
        *("confluentinc/cp-kafka-connect:8", "confluentinc/cp-kafka-rest", "natsio/nats-box"),
        *("thelastpickle/cassandra-reaper", "provectuslabs/kafka-ui", "acme/server:1"),
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
    stack = "services: {api: {build: ., ports: ['80']}, files: {image: nats}, mq: {image: rabbitmq}}"
    contract, words = drafted(repository(tmp_path, stack))
    assert not any(made.anonymous for made in contract.dependencies.values())
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


def test_the_database_of_a_second_release_is_none_of_the_first(tmp_path: Path) -> None:
    services = {
        "app": "{image: x/shop, ports: ['1'], depends_on: [db]}",
        "demo": "{image: x/shop, ports: ['2'], depends_on: [demo-db]}",
        "worker": "{image: x/shop, command: worker, depends_on: [queue]}",
        **dict.fromkeys(("db", "demo-db"), "{image: postgres}"),
        "queue": "{image: rabbitmq}",
    }
    stack = "services:\n" + "".join(f"  {name}: {made}\n" for name, made in services.items())
    assert set(repository(tmp_path, stack).dependencies) == {"db", "queue"}
