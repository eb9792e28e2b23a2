"""Which literals say where a client connects: a host is one whether or not its port stands beside it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

_CLIENTS = frozenset(
    {
        *("HTTPConnection", "HTTPSConnection", "SMTP", "SMTP_SSL", "LMTP", "FTP", "FTP_TLS", "Telnet"),
        *("IMAP4", "IMAP4_SSL", "POP3", "POP3_SSL", "create_connection", "open_connection"),
        *("insecure_channel", "secure_channel", "ConnectionParameters"),
        *("Elasticsearch", "AsyncElasticsearch", "OpenSearch"),
        *("Redis", "StrictRedis", "Valkey", "MongoClient", "SSHClient"),
    }
)
_BROKERS = ("KafkaProducer", "KafkaConsumer", "KafkaAdminClient", "AIOKafkaProducer", "AIOKafkaConsumer")
_BY_KEYWORD = frozenset(
    {*_CLIENTS, *_BROKERS, "connect", "create_pool", "ConnectionPool", "Client", "Connection"}
)
_KEYS = ("host", "hostname", "server", "hosts", "bootstrap_servers")
_PORT = re.compile(r":\d+$")
_BESIDE_A_HOST = {"user", "username", "password", "database", "dbname", "db"}


def connected_to(tree: ast.Module) -> Iterator[int]:
    """Give the id of each text that a client is given as its host, the first argument or by that name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            yield from _of_a_database(node)
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func).rpartition(".")[2]
        given = node.args[:1] if name in _CLIENTS else []
        given += [key.value for key in node.keywords if key.arg in _KEYS and name in _BY_KEYWORD]
        for value in given:
            hosts = value.elts[:1] if isinstance(value, ast.Tuple) else [value]
            hosts = value.elts if isinstance(value, ast.List) else hosts
            for host in hosts:
                if isinstance(host, ast.Constant) and isinstance(host.value, str):
                    yield id(host)


def _of_a_database(node: ast.Dict) -> Iterator[int]:
    """Give the host of what a framework connects to, as in Django's `DATABASES`, known by its neighbours."""
    pairs = zip(node.keys, node.values, strict=True)
    told = {str(key.value): value for key, value in pairs if isinstance(key, ast.Constant)}
    keys = {key.lower() for key in told}
    database = "ENGINE" in told or len(keys & _BESIDE_A_HOST) > 1
    hosts = [value for key, value in told.items() if key.lower() == "host"] if database else []
    caches = _elements(told["LOCATION"]) if "BACKEND" in told and "LOCATION" in told else []
    yield from (id(one) for one in caches if _PORT.search(_said(one)))  # a cache in memory has a name there
    yield from (id(one) for value in hosts for one in _elements(value) if _said(one))


def _elements(value: ast.expr) -> list[ast.expr]:
    return value.elts if isinstance(value, ast.List | ast.Tuple) else [value]


def _said(value: ast.expr) -> str:
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""
