"""Bodies that look as if they said something of the whole, and in which words it is said."""

import time

import pytest

from gonogo.suites.health.agreement import disagreement, lists_checks, meant, stated_by_object, stated_in

WELL_WITH_200 = [
    '{"message": "cache is down"}',
    '{"success": true, "message": "Backup failed"}',
    '{"status": "ok", "data": {"state": "stopped"}}',
    '{"overall": "ok", "components": {"cache": "down"}}',
    '{"redis": false, "version": "1"}',
    '{"database": true, "debug": false}',
    '{"health": {"score": 98}}',
    '{"health": 100, "failed": 0}',
    '{"healthy": 3, "unhealthy": 0}',
    '{"status": {"code": 0}}',
    '{"state": {"last_backup": "failed"}}',
    '{"data": {"last_backup": "failed"}}',
    '{"code": "E_NONE"}',
    '{"error": {"rate": "0.1"}}',
    '{"checks": {"version": "1.2", "cache": "down"}}',
    '{"services": {"jobs": {"state": "stopped"}, "api": {"state": "running"}}}',
    "Jobs failed: 0",
    "Logins failed: 3 of 400",
    "Last sync failed: timeout",
    "ok but cache down",
    "Sistema operativo",
]
WELL_WITH_503 = [
    '{"status": "ok", "role": "replica"}',
    '{"message": "Server is running", "db": false}',
    '{"success": true, "database": "down"}',
    '{"alive": true, "started": false}',
    '{"alive": true, "checks": {"db": "down"}}',
    '{"code": 200, "data": {}, "redis": "disconnected"}',
    '{"status": "degraded", "db": "down"}',
    "Waiting for the leader to be ready",
    "Node is up but not ready",
    "System is active in maintenance mode",
    "Migrations are running",
    "database is ready",
    "0 of 3 replicas available",
    "OK, but the database is down",
    "Server is up, waiting for the database",
]


@pytest.mark.parametrize("body", WELL_WITH_200)
def test_what_says_nothing_against_200_is_let_be(body: str) -> None:
    assert disagreement(200, stated_in(body)) == ""


@pytest.mark.parametrize("body", WELL_WITH_503)
def test_what_says_nothing_against_503_is_let_be(body: str) -> None:
    assert disagreement(503, stated_in(body)) == ""


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("Prometheus Server is Ready.", 503),
        ("healthz check passed", 503),
        ("ingester => Running\nquerier => Running", 503),
        ("ingester => Failed\nquerier => Running", 200),
        ("Ingester not ready: waiting for 15s", 200),
        ("SERVER_IS_NOT_READY", 200),
        ('{"status": {"overall": {"level": "unavailable"}}}', 200),
        ('{"data": {"health": {"status": "HEALTH_ERR"}}}', 200),
        ('[{"name": "db", "Status": "critical"}]', 200),
        ('{"services": {"db": false}}', 200),
        ('{"database": "failing", "version": "11"}', 200),
        ('{"db": false, "http": true}', 200),
        ('{"up": 0}', 200),
        ('{"status": 200}', 503),
        ('{"errors": {"database": "down"}}', 200),
        ('{"detail": "Service Unavailable: no database"}', 200),
        ("false", 200),
        ("true", 503),
        ('\ufeff{"status": "ok"}', 503),
        ('{"status": "warn"}', 503),
    ],
)
def test_what_says_something_against_the_status_is_told(body: str, status: int) -> None:
    assert disagreement(status, stated_in(body))


@pytest.mark.parametrize(
    ("body", "lists"),
    [
        ('{"checks": {"cache": {"status": "down"}}}', True),
        ('[{"name": "cache", "status": "down"}]', True),
        ('{"cache": "down", "version": "1"}', True),
        ('{"success": false}', False),
        ('{"success": false, "checks": {"cache": "down"}}', False),
        ('{"overall": "down", "services": {"cache": "down"}}', False),
        ('{"data": {"status": "down"}}', False),
        ('{"status": {"redis": "down", "db": "ok"}}', True),
        ("redis: connection refused", True),
    ],
)
def test_what_lists_its_checks_is_told_from_what_speaks_of_the_whole(body: str, lists: bool) -> None:
    assert lists_checks(body) is lists


def test_what_only_says_something_is_no_answer_of_a_promised_kind() -> None:
    assert meant(stated_by_object('{"database": "ok", "version": "11"}')) == ""
    assert meant(stated_by_object('{"message": "Server is running"}')) == ""


@pytest.mark.parametrize(
    "text", ["a " * 30_000, "ok " * 20_000, "not " * 20_000 + "!", "a_" * 30_000, "=: " * 20_000]
)
def test_a_long_text_is_read_soon(text: str) -> None:
    began = time.monotonic()
    stated_in(text)
    assert time.monotonic() - began < 1
