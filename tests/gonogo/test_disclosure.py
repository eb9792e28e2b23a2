import json

import pytest

from gonogo.core.disclosure import (
    disclosed_by_error,
    disclosed_by_probe,
)

TRACE = 'Traceback (most recent call last):\n  File "shop.py", line 7, in sell\n'


def kinds(found: list[tuple[str, str]]) -> list[str]:
    return [what for what, _ in found]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("redis://:pw@cache:6379/0", "a URL with credentials"),
        ("https://svc:token@api.example.com/", "a URL with credentials"),
        ("valkeys://cache/0", "a connection string"),
        ("sqlite+aiosqlite:///data/app.db", "a connection string"),
        ("jdbc:oracle:thin:@db", "a connection string"),
        ("postgresql://db/shop is away", "a connection string"),
        ('File "worker", line 12', "a stack trace"),
        (TRACE, "a stack trace"),
        ("  at com.shop.Pool.take(Pool.java:41)", "a stack trace"),
        ("  at sell (app.listen)\n at Shop.sell(shop.js:3:14)", "a stack trace"),
        ("goroutine 7 [running]", "a stack trace"),
        ("panic: out of things", "a stack trace"),
        ("raised at shop.rb:12", "a stack trace"),
        ("at Shop.Api.Sell(Int32 n) in /src/Shop/Sell.cs:line 42", "a stack trace"),
        ("Fatal error: Uncaught in sell.php on line 7", "a stack trace"),
        ("thread 'main' panicked at src/sell.rs:10:5", "a stack trace"),
        ("host=db port=5432 user=shop password=hunter2", "a connection string"),
        ("OperationalError", "an exception's class"),
        ("KeyError: 'price'", "an exception's class"),
        ("OSError: away", "an exception's class"),
        ("java.net.ConnectException: x", "an exception's class"),
        ("shop.stock.SoldOutError", "an exception's class"),
        ("/usr/lib/python3/dist-packages", "a file's path"),
        ("cannot read /usr/lib/shop/prices", "a file's path"),
        ("in /srv/shop/sell.py", "a file's path"),
        (r"in C:\srv\shop\store.dll", "a file's path"),
    ],
)
def test_some_things_belong_in_no_body(text: str, what: str) -> None:
    for body in (json.dumps({"checks": {"store": [{"output": text}]}}), f"store: {text}"):
        assert what in kinds(disclosed_by_error(body))
        assert what in kinds(disclosed_by_probe(body))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("db-7.shop.internal:15432 is away", "a host and its port"),
        ("postgres:5432 is away", "a host and its port"),
        ("asked localhost:8081", "a host and its port"),
        ("10.0.3.17 is away", "an IP address"),
        ("host=store user=shop dbname=shop", "a connection's settings"),
        ("Server=store;Database=shop", "a connection's settings"),
        ('FATAL: role "shop" does not exist', "a user's name"),
        ("no privileges for user 'shop'", "a user's name"),
        ("stock-1.shop.internal is away", "an internal host"),
        ("PostgreSQL 17.2 (Debian 17.2-1)", "software and its version"),
        ("served by uvicorn/0.30.1", "software and its version"),
        ('could not translate host name "store" to address', "an exception's text"),
        ("server closed the connection unexpectedly", "an exception's text"),
        ("at [fd00:12::7]", "an IP address"),
        ("SelectError", "an exception's class"),
        ("No route to host", "an exception's text"),
        ("Connection refused", "an exception's text"),
        ("user authentication failed", "an exception's text"),
        ("from asyncpg", "a driver's name"),
        ("in /tmp/queue", "a file's path"),
    ],
)
def test_a_probe_has_no_word_for_what_an_error_may_say(text: str, what: str) -> None:
    for body in (json.dumps({"checks": {"store": [{"output": text}]}}), f"store: {text}"):
        assert what in kinds(disclosed_by_probe(body))
        assert disclosed_by_error(body) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("while running SELECT id, price FROM things WHERE id = 1", "a query"),
        ('relation "things" does not exist', "a query"),
        ("psycopg.errors.UndefinedTable", "a driver's name"),
        ("django.urls", "a driver's name"),
        ("cannot open /shop.sock", "a file's path"),
        ('duplicate key value violates unique constraint "things_name_key"', "a query"),
        ("UNIQUE constraint failed: things.name", "a query"),
        ("no such table: things", "a query"),
        ("Duplicate entry 'chair' for key 'things.name'", "a query"),
        ("ORA-00942: table or view", "a query"),
        ("System.InvalidOperationException: Sequence contains no elements", "an exception's class"),
        ("PG::ConnectionBad: away", "an exception's class"),
        ('connection to server at "10.0.0.5", port 5432 failed', "a driver's words"),
        ('FATAL: password authentication failed for user "shop"', "a driver's words"),
        ("connect ECONNREFUSED 10.0.0.5", "a driver's words"),
        ("getaddrinfo ENOTFOUND db", "a driver's words"),
        ("[Errno 111] Connection refused", "a driver's words"),
        ("Using the URLconf defined in <code>shop.urls</code>,", "a framework's page for developers"),
        ("You have <code>DEBUG = True</code> in your settings", "a framework's page for developers"),
        ("Rails.root: /app", "a framework's page for developers"),
        ("These routes have been tried, in this order:", "a framework's page for developers"),
    ],
)
def test_an_error_tells_of_queries_and_packages(text: str, what: str) -> None:
    for body in (json.dumps({"detail": text}), f"store: {text}"):
        assert what in kinds(disclosed_by_error(body))


@pytest.mark.parametrize(
    "body",
    [
        "",
        "OK",
        "status:200 queue:42 uptime:86400",
        '{"status": "pass", "version": "4.18.0.1", "releaseId": "1.2.3.4-abc", "notes": ["all good"]}',
        '{"status": "warn", "checks": {"database:writable": [{"time": "2026-11-22T22:20:31.123+00:00"}]}}',
        '{"status": "pass", "links": {"about": "https://status.example.com/app/page", "self": "/health"}}',
        '{"status": "pass", "cache": "ok", "redis": "up", "errors": 0, "lastError": null}',
        '{"status": "pass", "redis.latency": 2, "django.ready": true}',
        '{"status": "warn", "output": "redis 12.5 ms, postgres 0.8ms, database \'up\', user service away"}',
        '{"status": "pass", "uptime": "12:30:07", "image": "a1b2c3d4e5f6", "tag": "v2.0.1"}',
    ],
)
def test_ordinary_probes_disclose_nothing(body: str) -> None:
    assert disclosed_by_probe(body) == []


@pytest.mark.parametrize(
    "body",
    [
        '{"type": "about:blank", "title": "Internal Server Error", "status": 500, "request_id": "4f2a"}',
        '{"detail": [{"type": "value_error", "loc": ["body", "title"], "msg": "Field required"}]}',
        "404 page not found",
        "<html><body><h1>503 Service Unavailable</h1>\nNo server is available.\n</body></html>",
        '{"type": "https://docs.shop.example/opt/problems/sold-out", "title": "Sold out"}',
        '{"error": "SelectError", "detail": "Select a size from the list and update your order"}',
        "Error: the key must have a value. See /things/errors",
        "no such column: price. The value violates the length constraint",
        "authentication failed for user jane; could not connect to server, please try again",
        "in line 42 of the upload, host=shop password too short",
        '<form action="/index.php"><a href="/index.php/apps/home/">A</a><a href=\'/wp-login.php\'>In</a>',
        '<img src="/var/cache/logo.png"><meta content="https://shop.example/index.php">',
        r'{"ajax": "https:\/\/shop.example\/wp-admin\/admin-ajax.php"}',
        '<script type="module">class A { b() { throw new TypeError("abstract") } }</script><h1>404</h1>',
        "see https://shop.rs:8443/help or http://api.shop.py:80",
        '{"error": "The session is over. Sign in at /login.php or /admin/users/login.php"}',
        "No such page: /index.php/shop/7",
    ],
)
def test_generic_errors_disclose_nothing(body: str) -> None:
    assert disclosed_by_error(body) == []


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ('<a href="/help">Help</a><p>in /var/www/html/index.php</p>', "a file's path"),
        (r'{"file": "\/var\/www\/html\/index.php"}', "a file's path"),
        ("Notice: undefined index, in /home/shop/public/buy.php", "a file's path"),
        ("thrown in /data/shop/Controller/Basket.php", "a file's path"),
        ('<script type="application/json">{"error": "TypeError: no"}</script>', "an exception's class"),
        ('<script>var seen = "Traceback (most recent call last):"</script>', "a stack trace"),
        ("<script>var a = 1</script><pre>TypeError: no</pre>", "an exception's class"),
        ('<a title="KeyError: 7" href="/">Home</a>', "an exception's class"),
        ("file:///srv/shop/main.py:3 and https://shop.rs:8443", "a stack trace"),
    ],
)
def test_a_page_says_what_it_does_beside_its_links_and_scripts(body: str, what: str) -> None:
    assert what in kinds(disclosed_by_error(body))


def test_an_error_may_repeat_its_request() -> None:
    path = "/etc/shop/prices?q=SELECT%20x%20FROM%20y"
    assert disclosed_by_error(f'{{"instance": "{path}"}}', path) == []
    assert kinds(disclosed_by_error(f'{{"instance": "{path}"}}')) == ["a file's path"]


@pytest.mark.parametrize("password", ["s3cret", "s3cret" * 40])
def test_the_words_are_shown_and_the_password_is_not(password: str) -> None:
    body = f"dialled postgresql://shop:{password}@db-7.internal:5432/shop"
    assert kinds(disclosed_by_probe(body)) == [
        "a URL with credentials",
        "a connection string",
        "a host and its port",
    ]
    for _, words in (*disclosed_by_error(body), *disclosed_by_probe(body)):
        assert "s3cret" not in words
        assert "…" in words


def test_a_password_among_settings_is_not_shown() -> None:
    shown = "host=store user=shop password=… dbname=shop"
    found = disclosed_by_probe(shown.replace("…", "s3cret"))
    assert found == [("a connection string", shown), ("a connection's settings", shown)]


def test_the_words_end_with_their_line_and_have_a_limit() -> None:
    assert disclosed_by_error(f"oh\n\n{TRACE}")[0] == ("a stack trace", TRACE.split("\n", maxsplit=1)[0])
    ((_, words),) = disclosed_by_probe("/tmp/" + "x" * 3000)
    assert len(words) == 240
