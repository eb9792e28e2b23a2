"""What a health answer tells by the words of drivers and by its keys, and what is the service's own."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gonogo.core.disclosure import disclosed_by_probe


@pytest.mark.parametrize(
    "said",
    [
        "[Errno -3] Temporary failure in name resolution",
        "failed to resolve host 'postgres': [Errno -3] Try again",
        "[Errno -5] No address associated with hostname",
        "Can't connect to server on 'db' (115)",
        "Lost connection to MySQL server during query",
        "HikariPool-1 - Connection is not available, request timed out after 30000ms.",
        "QueuePool limit of size 5 overflow 10 reached",
        "terminating connection due to administrator command",
        "Connection terminated unexpectedly",
        "Knex: Timeout acquiring a connection. The pool is probably full.",
        "driver: bad connection",
        "context deadline exceeded",
        "Reached the max retries per request limit (which is 20)",
        "couldn't get a connection after 30.00 sec",
        "Can't reach database server at `db`:`5432`",
        "Can't connect to local MySQL server through socket '/run/mysqld/mysqld.sock' (2)",
        "Lost connection to server at 'handshake: reading initial communication packet'",
        "MySQL server has gone away",
        "the database system is starting up",
        'no pg_hba.conf entry for host "10.0.0.5"',
        "read tcp: connection reset by peer",
        "write: broken pipe",
        "sorry, too many clients already",
        "connect ETIMEDOUT",
        "Communications link failure",
        "lookup db: no such host",
        "Acquisition timeout while waiting for new connection",
        "None of the specified endpoints were reachable",
        "It was not possible to connect to the redis server(s)",
        "A network-related or instance-specific error occurred",
        "Failed to obtain JDBC Connection",
        "Login failed for user 'CORP\\\\svc'",
        "SQLSTATE[HY000] [2002] Connection timed out",
    ],
)
def test_a_drivers_own_words_are_an_exceptions_text(said: str) -> None:
    assert "an exception's text" in [what for what, _ in disclosed_by_probe(json.dumps({"error": said}))]


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (
            {"components": {"redis": {"status": "UP", "details": {"version": "7.2.4"}}}},
            "software and its version",
        ),
        ({"status": "ok", "python": "3.11.4"}, "software and its version"),
        ({"status": "ok", "redis_version": "7.2.4"}, "software and its version"),
        ({"runtime": "go1.21.3"}, "software and its version"),
        ({"node": "v20.11.1"}, "software and its version"),
        ({"database": {"host": "postgres", "port": 5432}}, "a host and its port"),
        ({"database": {"host": "postgres", "user": "shop_rw"}}, "a connection's settings"),
        ({"diskSpace": {"details": {"path": "/app/."}}}, "a file's path"),
        ({"redis": "10.0.0.5"}, "an IP address"),
        ({"ip": "10.0.0.5"}, "an IP address"),
        ({"versions": {"redis": "7.2"}}, "software and its version"),
        ({"postgres": {"server_version": "15.4"}}, "software and its version"),
        ({"checks": [{"mysql": {"release": "8.0.35-0ubuntu0.22.04.1"}}]}, "software and its version"),
        ({"java": "17.0.9+9-LTS"}, "software and its version"),
        ({"nodejsVersion": "20.11.1"}, "software and its version"),
        ({"db_host": "postgres", "db_user": "shop_rw"}, "a connection's settings"),
        ({"Cache": {"Host": "memory", "Port": "6379"}}, "a host and its port"),
        ({"store": {"server": "store", "username": "shop", "password": "x"}}, "a connection's settings"),
        ({"OperationalError": 3}, "an exception's class"),
        ({"LastError": "OperationalError"}, "an exception's class"),
    ],
)
def test_what_keys_and_values_say_together_is_told(body: dict[str, Any], what: str) -> None:
    assert what in [one for one, _ in disclosed_by_probe(json.dumps(body))]


@pytest.mark.parametrize(
    "body",
    [
        {"status": "Healthy", "assemblyVersion": "1.4.0.0"},
        {"app": {"name": "shop", "version": "2.3.1.17"}},
        {"build": "24.11.3.1"},
        {"Status": "OK", "LastError": ""},
        {"status": "pass", "api_version": "2.1.0", "build": {"version": "1.2.3"}},
        {"host": "web-1", "port": 8000, "database": "up"},
        {"redis": "0.8"},
        {"mongo": {"status": "UP", "details": {"maxWireVersion": 21}}},
        {"status": "Healthy", "entries": {"npgsql": {"status": "Healthy", "duration": "00:00:00.01"}}},
        {"checks": {"asyncpg": {"State": "up"}}},
        {"database": "timeout", "cache": "unavailable", "note": "the database is away"},
        {"versions": {"app": "1.4.0.0", "worker": "2.0.0.1"}, "build": {"number": "1.4.0.0"}},
        {"imageTag": "2.3.1.17", "release_id": "1.2.3.4"},
        {"postgres": {"schema_version": "4.2", "lag": "0.8"}, "redis": {"uptime": "3.04.12"}},
        {"Status": "OK", "LastError": "the store is away", "HasError": True, "StoreError": None},
        {"host": "web-1", "port": 8000, "user": "probe"},
        {"server": "up", "port": 8000, "database": {"host": "up"}},
        {"output": "See /docs/health/. Ask /help/."},
        {"output": "can't reach the search server at the moment; lost connection to the payment server"},
        {"output": "the database system is down, it timed out acquiring a connection"},
    ],
)
def test_what_is_the_services_own_to_tell_is_let_be(body: dict[str, Any]) -> None:
    assert disclosed_by_probe(json.dumps(body)) == []


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ({"ip": "::1"}, "an IP address"),
        ({"ip": "::ffff:10.0.0.1"}, "an IP address"),
        ({"ip": "2001:db8::1"}, "an IP address"),
        ({"ip": "fd00::1:2"}, "an IP address"),
        ({"ip": "2001:0db8:0:0:0:0:0:1"}, "an IP address"),
        ({"upstream": "http://user-service:8080/"}, "a host and its port"),
        ({"url": "http://stock/api"}, "a host and its port"),
        ({"links": {"stock": "grpc://stock:50051"}}, "a host and its port"),
        ({"node": "ip-10-0-3-17"}, "an internal host"),
        ({"store": "db.home.arpa"}, "an internal host"),
        ({"href": "see /run/shop.sock"}, "a file's path"),
        ({"file": "/run/jobs/1"}, "a file's path"),
        ({"output": "no /run/jobs/1"}, "a file's path"),
        ({"output": "away: &quot;10.0.0.5&quot;"}, "an IP address"),
    ],
)
def test_a_private_host_or_address_is_told(body: dict[str, Any], what: str) -> None:
    assert what in [one for one, _ in disclosed_by_probe(json.dumps(body))]


@pytest.mark.parametrize(
    "body",
    [
        {"links": [{"href": "/run/jobs/1"}]},
        {"links": {"self": "/srv/health", "about": "/opt/docs/index.php"}},
        {"_links": {"health-path": {"href": "/var/health/{*path}", "templated": True}}},
        {"next_url": "/tmp/x/2", "self": "/home/status", "redirect": "/etc/x/y.conf"},
        {"ratio": "1:2:3:4:5:6:7:8", "uptime": "12:30:07", "score": "1::2"},
        {"fingerprint": "AB:CD:EF:01:23:45:67:89:AB:CD:EF"},
        {"mac": "aa:bb:cc:dd:ee:ff", "eui": "aa:bb:cc:dd:ee:ff:00:11"},
        {"check": "db::connect", "other": "Face::Add", "third": "abc::def"},
        {"docs": "https://docs.shop.example/health", "schema": "https://json-schema.example/x"},
        {"urn": "urn:shop:health", "note": "see https://shop.example"},
    ],
)
def test_a_link_a_ratio_and_a_module_are_no_file_and_no_address(body: dict[str, Any]) -> None:
    assert disclosed_by_probe(json.dumps(body)) == []


@pytest.mark.parametrize(
    "body",
    [
        "<!doctype html><h1>Up</h1><a href='/home/status'>Status</a><script src=/opt/app.js></script>",
        '<h1>All good</h1><img src="/var/logo.png"><script>throw new TypeError("a")</script>',
    ],
)
def test_links_of_a_page_that_says_how_it_is_are_no_files(body: str) -> None:
    assert disclosed_by_probe(body) == []
