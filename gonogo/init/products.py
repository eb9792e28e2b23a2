"""Products that services depend on, and what is typed inside a container of each to treat it badly."""

from __future__ import annotations

from dataclasses import dataclass

_OWN_ADDRESS = "$(hostname -i | cut -d' ' -f1)"
"""Of the container: many images trust whoever comes by loopback."""


@dataclass(frozen=True)
class Known:
    """A product: whether a service usually works without it, and commands in `{user}` and `{database}`.

    ``password``, ``users`` and ``databases`` name variables of its container: the first that is there is
    taken, or the file that it names with `_FILE`. Without ``pause`` it is stopped only: nobody has seen what
    it does when it is frozen.
    """

    product: str
    hard: bool
    password: tuple[str, ...] = ()
    users: tuple[str, ...] = ()
    user: str = ""
    """Who it is where no variable says."""
    databases: tuple[str, ...] = ()
    database: str = ""
    anonymous: tuple[str, ...] = ()
    refusal: str = ""
    right: tuple[str, ...] = ()
    read_only: tuple[str, ...] = ()
    undo: tuple[str, ...] = ()
    pause: bool = True
    moved_by: tuple[str, str] | None = None
    """The option of its command that names a port, and the port at which the commands ask."""
    otherwise: Known | None = None
    """How it is asked by a user of its own, where its container is told no password of the first one."""
    open_by: tuple[tuple[str, str], ...] = ()
    """Variables of its container with the value by which it asks nobody for a password."""
    tried: bool = True
    """Whether a stranger was refused by these commands here; those of documentation alone are comments."""


def _shell(command: str) -> tuple[str, ...]:
    return ("sh", "-c", command)


_PSQL = f'PGPASSWORD="{{password}}" psql --host={_OWN_ADDRESS} -U {{user}} -d {{database}} --no-password'
_READ_ONLY = (
    "-c 'ALTER ROLE CURRENT_USER SET default_transaction_read_only = on'",
    "-c 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity",
    "WHERE pid <> pg_backend_pid() AND usename = current_user'",
)
_POSTGRES = Known(
    "PostgreSQL",
    hard=True,
    password=("POSTGRES_PASSWORD", "POSTGRESQL_PASSWORD"),
    users=("POSTGRES_USER", "POSTGRESQL_USERNAME"),
    user="postgres",
    databases=("POSTGRES_DB", "POSTGRESQL_DATABASE", "POSTGRES_USER"),
    database="postgres",
    anonymous=_shell(
        f"unset PGPASSWORD; psql --host={_OWN_ADDRESS} -U {{user}} -d {{database}} --no-password"
        " -c 'SELECT 1'"
    ),
    refusal="no password supplied",
    right=_shell(f"{_PSQL} -c 'SELECT 1'"),
    read_only=_shell(" ".join((_PSQL, *_READ_ONLY))),
    undo=_shell(
        f"{_PSQL} -c 'SET default_transaction_read_only = off' "
        "-c 'ALTER ROLE CURRENT_USER RESET default_transaction_read_only'"
    ),
    open_by=(("POSTGRES_HOST_AUTH_METHOD", "trust"),),
)


def _my(product: str, client: str, *variables: str) -> Known:
    own = Known(
        product,
        hard=True,
        password=("MYSQL_PASSWORD", "MARIADB_PASSWORD"),
        users=("MYSQL_USER", "MARIADB_USER"),
        anonymous=_shell(f"unset MYSQL_PWD; {client} -h{_OWN_ADDRESS} -u{{user}} -e 'SELECT 1'"),
        refusal="Access denied",
        right=_shell(f"{client} -u{{user}} -p\"{{password}}\" -e 'SELECT 1'"),
    )
    root = f'{client} -uroot -p"{{password}}"'
    return Known(
        product,
        hard=True,
        password=variables,
        anonymous=_shell(f"unset MYSQL_PWD; {client} -h{_OWN_ADDRESS} -uroot -e 'SELECT 1'"),
        refusal="Access denied",
        right=_shell(f"{root} -e 'SELECT 1'"),
        read_only=_shell(f"{root} -e 'SET GLOBAL read_only = ON'"),
        undo=_shell(f"{root} -e 'SET GLOBAL read_only = OFF'"),
        otherwise=own,
    )


def _redis(product: str, client: str, *variables: str, tried: bool = True) -> Known:
    """Without as many replicas as it wants, a primary answers writes with NOREPLICAS, and reads as ever.

    The client ends with 0 after an error as well, so that its answer is looked at.
    """
    signed_in = f'REDISCLI_AUTH="{{password}}" {client}'
    replicas = f"{signed_in} config set min-replicas-to-write"
    return Known(
        product,
        hard=False,
        password=variables,
        anonymous=_shell(f"unset REDISCLI_AUTH; {client} ping"),
        refusal="NOAUTH",
        right=_shell(f"{signed_in} ping"),
        read_only=_shell(f"{replicas} 10 | grep -x OK"),
        undo=_shell(f"{replicas} 0 | grep -x OK"),
        pause=tried,
        moved_by=("--port", "6379"),
        tried=tried,
    )


_MONGOSH = 'mongosh --quiet -u {user} -p "{password}"'
_LOCKED, _UNLOCK = "gonogo.locked", "gonogo.unlock"
_HOLDING = (
    f'const fs = require("fs"); db.fsyncLock(); fs.writeFileSync("{_LOCKED}", ""); '
    f'while (!fs.existsSync("{_UNLOCK}")) sleep(100); db.fsyncUnlock(); fs.unlinkSync("{_LOCKED}")'
)
"""The manual wants the connection that locked to unlock: a new one may be unable to sign in meanwhile."""
_WAITING = f"for each in $(seq 50); do test %s -e {_LOCKED} && exit 0; sleep 0.2; done; exit 1"
_MONGO = Known(
    "MongoDB",
    hard=True,
    password=("MONGO_INITDB_ROOT_PASSWORD", "MONGODB_ROOT_PASSWORD"),
    users=("MONGO_INITDB_ROOT_USERNAME", "MONGODB_ROOT_USER"),
    user="root",
    anonymous=("mongosh", "--quiet", "--eval", "db.adminCommand({listDatabases: 1})"),
    refusal="requires authentication",
    right=_shell(f'{_MONGOSH} --eval "db.adminCommand({{listDatabases: 1}})"'),
    read_only=_shell(
        f"cd /tmp; rm -f {_LOCKED} {_UNLOCK}; "
        f"{_MONGOSH} --eval '{_HOLDING}' > /dev/null 2>&1 & {_WAITING % ''}"
    ),
    undo=_shell(f"cd /tmp; touch {_UNLOCK}; {_WAITING % '!'}"),
)


def _search(
    product: str, url: str, user: str, password: str, refusal: str, *open_by: tuple[str, str], tried: bool
) -> Known:
    """Return a product of Elasticsearch's family; a certificate of its own is taken as it is."""
    setting = (
        f'curl -s -k -f -X PUT -u "{user}:{{password}}" -H "Content-Type: application/json" '
        f'{url}/_cluster/settings -d \'{{"persistent": {{"cluster.blocks.read_only": %s}}}}\''
    )
    return Known(
        product,
        hard=True,
        password=(password,),
        anonymous=("curl", "-s", "-k", f"{url}/_cat/indices"),
        refusal=refusal,
        right=_shell(f'curl -s -k -u "{user}:{{password}}" {url}/_cat/indices'),
        read_only=_shell(setting % "true"),
        undo=_shell(setting % "null"),
        open_by=open_by,
        tried=tried,
    )


_ELASTIC = _search(
    *("Elasticsearch", "http://127.0.0.1:9200", "elastic", "ELASTIC_PASSWORD", "security_exception"),
    ("xpack.security.enabled", "false"),
    tried=True,
)
_OPENSEARCH = _search(
    *("OpenSearch", "https://127.0.0.1:9200", "admin", "OPENSEARCH_INITIAL_ADMIN_PASSWORD", "Unauthorized"),
    ("DISABLE_SECURITY_PLUGIN", "true"),
    ("plugins.security.disabled", "true"),
    tried=False,
)
_CLICKHOUSE = Known(
    "ClickHouse",
    hard=True,
    password=("CLICKHOUSE_PASSWORD", "CLICKHOUSE_ADMIN_PASSWORD"),
    users=("CLICKHOUSE_USER", "CLICKHOUSE_ADMIN_USER"),
    user="default",
    # its client takes the password of the container's own variable, unless that is gone
    anonymous=_shell("unset CLICKHOUSE_PASSWORD; clickhouse-client --user {user} --query 'SELECT 1'"),
    refusal="Authentication failed",
    right=_shell("clickhouse-client --user {user} --password=\"{password}\" --query 'SELECT 1'"),
    pause=False,
    tried=False,
)
_MC = "mc --config-dir /tmp/gonogo"
_MINIO = Known(
    "MinIO",
    hard=True,
    password=("MINIO_ROOT_PASSWORD", "MINIO_SECRET_KEY"),
    users=("MINIO_ROOT_USER", "MINIO_ACCESS_KEY"),
    user="minioadmin",
    moved_by=("--address", "9000"),
    anonymous=("mc", "ls", "local"),  # its client knows the server by that name, and no credential of it
    refusal="Access Denied",
    right=_shell(
        f'{_MC} alias set known http://127.0.0.1:9000 {{user}} "{{password}}" > /dev/null && {_MC} ls known'
    ),
    pause=False,
    tried=False,
)
_DRAGONFLY = Known(
    "Dragonfly",
    hard=False,
    password=("DFLY_requirepass", "DFLY_PASSWORD"),
    anonymous=_shell("unset REDISCLI_AUTH; redis-cli ping"),
    refusal="NOAUTH",
    right=_shell('REDISCLI_AUTH="{password}" redis-cli ping'),
    pause=False,
    tried=False,
)
_RABBIT = Known(
    "RabbitMQ",
    hard=True,
    password=("RABBITMQ_DEFAULT_PASS", "RABBITMQ_PASSWORD"),
    users=("RABBITMQ_DEFAULT_USER", "RABBITMQ_USERNAME"),
    user="guest",
    # No client of AMQP is in its image. What everybody knows is guest, whom the image lets in from anywhere,
    # and as whom RabbitMQ 4 takes an anonymous client.
    anonymous=("rabbitmqctl", "authenticate_user", "guest", "guest"),
    refusal="failed to authenticate user",
    right=_shell('rabbitmqctl authenticate_user {user} "{password}"'),
)
_POSTGRES_IMAGES = (
    *("postgres", "postgresql", "postgis", "pgvector", "timescaledb"),
    *("pgvecto-rs", "vchord-postgres", "vchord-suite", "pgautoupgrade", "paradedb", "citus"),
)


def _untried(product: str, *, hard: bool = True) -> Known:
    """Return a product that is stopped only: nobody has tried how it is asked, which is a question."""
    return Known(product, hard=hard, pause=False)


PRODUCTS = {
    **dict.fromkeys(_POSTGRES_IMAGES, _POSTGRES),
    **dict.fromkeys(
        ("mysql", "mysql-server", "percona"),
        _my("MySQL", "mysql", "MYSQL_ROOT_PASSWORD"),
    ),
    "mariadb": _my("MariaDB", "mariadb", "MARIADB_ROOT_PASSWORD", "MYSQL_ROOT_PASSWORD"),
    **dict.fromkeys(
        ("redis", "redis-stack", "redis-stack-server", "redismod"),
        _redis("Redis", "redis-cli", "REDIS_PASSWORD", "REDISCLI_AUTH"),
    ),
    "valkey": _redis("Valkey", "valkey-cli", "VALKEY_PASSWORD", "REDISCLI_AUTH"),
    "rabbitmq": _RABBIT,
    **dict.fromkeys(("mongo", "mongodb"), _MONGO),
    "elasticsearch": _ELASTIC,
    "opensearch": _OPENSEARCH,
    **dict.fromkeys(("clickhouse", "clickhouse-server"), _CLICKHOUSE),
    "minio": _MINIO,
    "keydb": _redis("KeyDB", "keydb-cli", "KEYDB_PASSWORD", "REDISCLI_AUTH", tried=False),
    "dragonfly": _DRAGONFLY,
    "memcached": _untried("Memcached", hard=False),
    "couchdb": _untried("CouchDB"),
    "cassandra": _untried("Cassandra"),
    "scylla": _untried("ScyllaDB"),
    **dict.fromkeys(("cockroach", "cockroachdb"), _untried("CockroachDB")),
    **dict.fromkeys(("mssql/server", "azure-sql-edge"), _untried("SQL Server")),
    "neo4j": _untried("Neo4j"),
    "influxdb": _untried("InfluxDB"),
    **dict.fromkeys(("kafka", "cp-kafka", "cp-server"), _untried("Kafka")),
    "redpanda": _untried("Redpanda"),
    "nats": _untried("NATS"),
    **dict.fromkeys(("zookeeper", "cp-zookeeper"), _untried("ZooKeeper")),
    "etcd": _untried("etcd"),
    "seaweedfs": _untried("SeaweedFS"),
    **dict.fromkeys(("vault", "openbao"), _untried("Vault")),
    "meilisearch": _untried("Meilisearch", hard=False),
    "typesense": _untried("Typesense", hard=False),
    "qdrant": _untried("Qdrant", hard=False),
    "weaviate": _untried("Weaviate", hard=False),
}
"""What is known, by the last part of an image's name, or the last two."""
