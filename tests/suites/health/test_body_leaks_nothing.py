import json

import pytest

from suites.health.leaks import leaks_in
from tests.judging import Case
from tests.suites.health.examples import CONTRACT, read, reads

LEAKY = json.dumps({"status": "fail", "output": "postgresql://shop:s3cret@db-7.internal:5432/shop"})
CHECKED = json.dumps(
    {
        "status": "warn",
        "checks": {"database:writable": [{"observedValue": 2.1, "time": "2026-11-22T22:20:31.123+00:00"}]},
    }
)
CASE = Case("health/body-leaks-nothing", CONTRACT, clean=reads(), broken=reads(read("overall", 503, LEAKY)))


@pytest.mark.parametrize(
    ("output", "what"),
    [
        ("redis://:pw@cache:6379/0", "a URL with credentials"),
        ("https://svc:token@api.example.com/", "a URL with credentials"),
        ("valkeys://cache/0", "a connection string"),
        ("sqlite+aiosqlite:///data/app.db", "a connection string"),
        ("jdbc:oracle:thin:@db", "a connection string"),
        ("db-7.shop.internal:15432 is away", "a host and its port"),
        ("postgres:5432 is away", "a host and its port"),
        ("asked localhost:8081", "a host and its port"),
        ("10.0.3.17 is away", "an IP address"),
        ("at [fd00:12::7]", "an IP address"),
        ('File "worker", line 12', "a traceback"),
        ("Traceback (most recent call last):", "a traceback"),
        ("  at com.shop.Pool.take(Pool.java:41)", "a traceback"),
        ("OperationalError", "an exception's class"),
        ("java.net.ConnectException: x", "an exception's class"),
        ("[Errno 111] Connect call failed", "an exception's text"),
        ("Connection refused", "an exception's text"),
        ("password authentication failed for user", "an exception's text"),
        ("from asyncpg", "a driver's name"),
        ("/usr/lib/python3/dist-packages", "a file's path"),
        ("in /app/shop/store.py", "a file's path"),
        (r"C:\srv\shop\store.dll", "a file's path"),
    ],
)
def test_a_leak_is_named(output: str, what: str) -> None:
    for body in (json.dumps({"checks": {"store": [{"output": output}]}}), f"store: {output}"):
        assert what in [kind for kind, _ in leaks_in(body)]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "OK",
        "status:200 queue:42 uptime:86400",
        '{"status": "pass", "version": "4.18.0.1", "releaseId": "1.2.3.4-abc", "notes": ["all good"]}',
        CHECKED,
        '{"status": "pass", "links": {"about": "https://status.example.com/app/page", "self": "/health"}}',
        '{"status": "pass", "cache": "ok", "redis": "up", "errors": 0, "lastError": null}',
        '{"status": "pass", "uptime": "12:30:07", "image": "a1b2c3d4e5f6", "tag": "v2.0.1"}',
    ],
)
def test_ordinary_bodies_leak_nothing(body: str) -> None:
    assert leaks_in(body) == []


def test_the_words_are_shown_and_the_password_is_not() -> None:
    observed = [p.observed for p in CASE.problems(CASE.broken)]
    assert "postgresql://shop:…@db-7.internal:5432/shop" in observed
    assert not any("s3cret" in words for words in observed)


def test_no_answer_leaks_nothing_and_shows_nothing() -> None:
    assert CASE.finding(reads(read("overall", None, "", error="refused"))).examined == 3
