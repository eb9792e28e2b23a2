"""What is typed in a dependency's container: as a stranger, as one who knows the password, against writes."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from gonogo.contract.load import load_contract
from gonogo.init.dependencies import known, read_only, treatment
from tests.gonogo.stacks import drafted, repository

_SECRET = 'it\'s $a "word" `of` 3'
_ASKED = [
    ("postgres:17", "POSTGRES_PASSWORD", {}),
    ("bitnami/postgresql:16", "POSTGRESQL_PASSWORD", {"POSTGRESQL_USERNAME": "an owner"}),
    ("mysql:9", "MYSQL_ROOT_PASSWORD", {}),
    ("mariadb:11", "MARIADB_ROOT_PASSWORD", {}),
    ("mariadb:11", "MYSQL_ROOT_PASSWORD", {}),
    ("mysql:8", "MYSQL_PASSWORD", {"MYSQL_USER": "an owner", "MYSQL_RANDOM_ROOT_PASSWORD": "yes"}),
    ("mariadb:10", "MARIADB_PASSWORD", {"MARIADB_USER": "an owner"}),
    ("redis:8", "REDIS_PASSWORD", {}),
    ("valkey/valkey:8", "VALKEY_PASSWORD", {}),
    ("mongo:8", "MONGO_INITDB_ROOT_PASSWORD", {"MONGO_INITDB_ROOT_USERNAME": "an owner"}),
    ("bitnami/mongodb:8", "MONGODB_ROOT_PASSWORD", {}),
    ("elasticsearch:9", "ELASTIC_PASSWORD", {}),
    ("rabbitmq:4-management", "RABBITMQ_DEFAULT_PASS", {"RABBITMQ_DEFAULT_USER": "an owner"}),
    ("bitnami/rabbitmq:4", "RABBITMQ_PASSWORD", {"RABBITMQ_USERNAME": "an owner"}),
    ("opensearchproject/opensearch:3", "OPENSEARCH_INITIAL_ADMIN_PASSWORD", {}),
    ("clickhouse/clickhouse-server:25", "CLICKHOUSE_PASSWORD", {"CLICKHOUSE_USER": "an owner"}),
    ("bitnami/clickhouse:25", "CLICKHOUSE_ADMIN_PASSWORD", {"CLICKHOUSE_ADMIN_USER": "an owner"}),
    ("minio/minio", "MINIO_ROOT_PASSWORD", {}),
    ("minio/minio:old", "MINIO_SECRET_KEY", {}),
    ("eqalpha/keydb", "KEYDB_PASSWORD", {}),
    ("docker.dragonflydb.io/dragonflydb/dragonfly", "DFLY_requirepass", {}),
]
_CLIENTS = {
    "postgres:17": ("POSTGRES_PASSWORD", "PGPASSWORD"),
    "mysql:9": ("MYSQL_ROOT_PASSWORD", "MYSQL_PWD"),
    "mariadb:11": ("MARIADB_ROOT_PASSWORD", "MYSQL_PWD"),
    "redis:8": ("REDIS_PASSWORD", "REDISCLI_AUTH"),
    "valkey/valkey:8": ("VALKEY_PASSWORD", "REDISCLI_AUTH"),
    "eqalpha/keydb": ("KEYDB_PASSWORD", "REDISCLI_AUTH"),
    "dragonfly": ("DFLY_requirepass", "REDISCLI_AUTH"),
    "clickhouse": ("CLICKHOUSE_PASSWORD", "CLICKHOUSE_PASSWORD"),
}
"""By image: the variable of its password, and that by which its own client signs in."""


@pytest.mark.parametrize("image", _CLIENTS)
def test_a_stranger_has_nothing_of_what_its_client_would_sign_in_with(image: str, tmp_path: Path) -> None:
    found = known(image)
    assert found is not None
    password, clients = _CLIENTS[image]
    stated = {password: "x", clients: _SECRET}
    assert _SECRET not in _typed(treatment(found, stated)["anonymous"]["command"], stated, tmp_path)


@pytest.mark.parametrize(
    ("made", "question"),
    [
        (
            "image: 'postgres:17', environment: {POSTGRES_HOST_AUTH_METHOD: trust, POSTGRES_PASSWORD: x}",
            "_METHOD lets",
        ),
        ("image: 'postgres:17', environment: ['POSTGRES_PASSWORD=']", "POSTGRES_PASSWORD is blank"),
        ("image: mariadb, environment: {MYSQL_ROOT_PASSWORD: ''}", "MYSQL_ROOT_PASSWORD is blank"),
        (
            "image: elasticsearch, environment: ['xpack.security.enabled=false', ELASTIC_PASSWORD=x]",
            "enabled lets",
        ),
        ("image: opensearch, environment: {plugins.security.disabled: true}", "security.disabled lets"),
        ("image: redis, command: 'redis-server --requirepass ${P:-x}'", "give its container REDIS_PASSWORD"),
        ("image: valkey, command: [valkey-server, --requirepass, x]", "give its container VALKEY_PASSWORD"),
        ("image: redis, command: '--port 7000', environment: {REDIS_PASSWORD: x}", "listen at :7000"),
        (
            "image: minio, command: 'server /d --address \":3200\"', environment: {MINIO_ROOT_PASSWORD: x}",
            ":3200",
        ),
        ("image: memcached", "has it a password?"),
    ],
)
def test_why_no_stranger_is_drafted_is_the_question(tmp_path: Path, made: str, question: str) -> None:
    stack = f"services:\n  api: {{build: ., ports: ['80']}}\n  d: {{{made}}}\n"
    contract, words = drafted(repository(tmp_path, stack))
    assert contract.dependencies["d"].anonymous is None
    [said] = [line for line in words.splitlines() if "# anonymous: " in line]
    assert question in said


def test_a_password_that_is_passed_on_by_its_name_alone_is_one(tmp_path: Path) -> None:
    stack = (
        "services: {api: {build: ., ports: ['80']}, db: {image: postgres, environment: [POSTGRES_PASSWORD]}}"
    )
    contract, words = drafted(repository(tmp_path, stack))
    assert contract.dependencies["db"].anonymous is not None
    assert contract.deployment is not None
    assert contract.deployment.generated == ("POSTGRES_PASSWORD",)
    assert "not set here" not in words


@pytest.mark.parametrize("is_file", [False, True])
@pytest.mark.parametrize(("image", "variable", "more"), _ASKED)
def test_who_knows_the_password_signs_in_and_a_stranger_does_not_say_it(
    image: str, variable: str, more: dict[str, str], is_file: bool, tmp_path: Path
) -> None:
    (tmp_path / "a secret").write_text(_SECRET)
    stated = {f"{variable}_FILE": str(tmp_path / "a secret")} if is_file else {variable: _SECRET}
    found = known(image)
    assert found is not None
    asked = treatment(found, stated | more)["anonymous"]
    said = _typed(asked["known"], stated | more, tmp_path)
    assert _SECRET in said
    assert not more or "an owner\n" in said or "-uan owner\n" in said
    assert _SECRET not in _typed(asked["command"], stated | more, tmp_path)


@pytest.mark.parametrize(
    ("image", "variable", "sent", "undone"),
    [
        ("postgres:17", "POSTGRES_PASSWORD", "default_transaction_read_only = on", "_read_only = off"),
        ("mysql:9", "MYSQL_ROOT_PASSWORD", "read_only = ON", "read_only = OFF"),
        ("mariadb:11", "MYSQL_ROOT_PASSWORD", "read_only = ON", "read_only = OFF"),
        ("redis:8", "REDIS_PASSWORD", "min-replicas-to-write\n10", "min-replicas-to-write\n0"),
        ("valkey/valkey:8", "VALKEY_PASSWORD", "min-replicas-to-write\n10", "min-replicas-to-write\n0"),
        (
            "elasticsearch:9",
            "ELASTIC_PASSWORD",
            '{"persistent": {"cluster.blocks.read_only": true}}',
            '{"persistent": {"cluster.blocks.read_only": null}}',
        ),
        (
            "opensearchproject/opensearch:3",
            "OPENSEARCH_INITIAL_ADMIN_PASSWORD",
            '{"persistent": {"cluster.blocks.read_only": true}}',
            '{"persistent": {"cluster.blocks.read_only": null}}',
        ),
        ("eqalpha/keydb", "KEYDB_PASSWORD", "min-replicas-to-write\n10", "min-replicas-to-write\n0"),
    ],
)
def test_writes_are_refused_and_taken_again(
    image: str, variable: str, sent: str, undone: str, tmp_path: Path
) -> None:
    found = known(image)
    assert found is not None
    stated = {variable: _SECRET}
    for command, wanted in zip(read_only(found, stated).values(), (sent, undone), strict=True):
        said = _typed(command, stated, tmp_path)
        assert wanted in said
        assert _SECRET in said


def test_a_client_that_ends_well_after_an_error_has_refused_no_write(tmp_path: Path) -> None:
    found = known("redis:8")
    assert found is not None
    command = read_only(found, {"REDIS_PASSWORD": "x"})["command"]
    (tmp_path / "redis-cli").write_text("#!/bin/sh\necho '(error) ERR unknown command'\n")
    (tmp_path / "redis-cli").chmod(0o755)
    assert subprocess.run(command, env={"PATH": f"{tmp_path}:{os.environ['PATH']}"}, check=False).returncode


def test_a_connection_that_locks_a_mongodb_is_the_one_that_unlocks_it() -> None:
    found = known("mongo:8")
    assert found is not None
    stated = read_only(found, {"MONGO_INITDB_ROOT_PASSWORD": "x"})
    locking = stated["command"][-1]
    places = [locking.index(word) for word in ("fsyncLock", "while", "fsyncUnlock", "> /dev/null 2>&1 &")]
    assert places == sorted(places)
    assert "mongosh" not in stated["undo"][-1]
    assert "cd /tmp; touch gonogo.unlock" in stated["undo"][-1]
    for command in stated.values():
        assert not subprocess.run(["sh", "-n", *command[1:]], check=False).returncode


def test_what_is_drafted_as_a_comment_is_legal_without_its_sign(tmp_path: Path) -> None:
    services = "".join(
        f"\n  d{number}: {{image: '{image}', environment: {{{variable}: x}}}}"
        for number, (image, variable, _) in enumerate(_ASKED)
    )
    found = repository(tmp_path, f"services:\n  api: {{build: ., ports: ['80']}}{services}")
    _, words = drafted(found)
    assert words.count("    # read_only: ") == 12
    (tmp_path / "gonogo.yaml").write_text(words.replace("    # read_only: ", "    read_only: "))
    made = load_contract(tmp_path / "gonogo.yaml").dependencies
    assert sum(each.read_only is not None for each in made.values()) == 12


def _typed(command: list[str], environment: dict[str, str], folder: Path) -> str:
    """Return what clients that say OK are asked: each word on a line, then the passwords by variable."""
    clients = ("psql", "mysql", "mariadb", "redis-cli", "valkey-cli", "keydb-cli", "mongosh", "curl")
    for client in (*clients, "rabbitmqctl", "clickhouse-client", "mc"):
        file = folder / client
        file.write_text(
            f'#!/bin/sh\nprintf "%s\\n" "$@" "$PGPASSWORD" "$REDISCLI_AUTH" "$MYSQL_PWD" '
            f'"$CLICKHOUSE_PASSWORD" >> {folder}/said\necho OK\n'
        )
        file.chmod(0o755)
    (folder / "said").unlink(missing_ok=True)
    path = f"{folder}:{os.environ['PATH']}"
    subprocess.run(command, env=environment | {"PATH": path}, check=True, capture_output=True, timeout=30)
    return (folder / "said").read_text()


@pytest.mark.parametrize(
    ("image", "variable"),
    [
        ("opensearchproject/opensearch:2", "OPENSEARCH_INITIAL_ADMIN_PASSWORD"),
        ("clickhouse/clickhouse-server:24", "CLICKHOUSE_PASSWORD"),
        ("minio/minio", "MINIO_ROOT_PASSWORD"),
        ("eqalpha/keydb", "KEYDB_PASSWORD"),
        ("dragonflydb/dragonfly", "DFLY_requirepass"),
    ],
)
def test_a_command_that_nobody_has_tried_here_is_a_comment(tmp_path: Path, image: str, variable: str) -> None:
    """One that is not in the image says no word of a refusal, and a good service were refused for it."""
    compose = f"services: {{api: {{build: ., ports: ['8000'], depends_on: [db]}}, db: {{image: {image}, "
    contract, words = drafted(repository(tmp_path, compose + f"environment: {{{variable}: secret}}}}}}"))
    assert contract.dependencies["db"].anonymous is None
    assert "    # anonymous: {command: " in words
    assert "# from its documentation: try it" in words
