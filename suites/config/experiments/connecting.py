"""Which literals say where a client connects: a host is one whether or not its port stands beside it."""

from __future__ import annotations

import ast
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


def connected_to(tree: ast.Module) -> Iterator[int]:
    """Give the id of each text that a client is given as its host, the first argument or by that name."""
    for node in ast.walk(tree):
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
