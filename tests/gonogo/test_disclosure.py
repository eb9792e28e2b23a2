import html
import json
import time

import pytest

from gonogo.core.disclosure import (
    disclosed_by_error,
    disclosed_by_headers,
    disclosed_by_probe,
    disclosed_in_outage,
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
        ("NOAUTH Authentication required.", "an exception's text"),
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
    ],
)
def test_generic_errors_disclose_nothing(body: str) -> None:
    assert disclosed_by_error(body) == []


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


# What a runtime or a store says of its own values: error bodies


@pytest.mark.parametrize(
    "text",
    [
        # CPython
        "'NoneType' object has no attribute 'id'",
        "'list' object has no attribute 'get'",
        "'int' object is not subscriptable",
        "'Thing' object is not callable",
        "unhashable type: 'list'",
        "'<' not supported between instances of 'str' and 'int'",
        "argument of type 'int' is not iterable",
        "argument of type 'int' is not a container or iterable",
        "expected string or bytes-like object, got 'list'",
        "invalid literal for int() with base 10: 'x'",
        "could not convert string to float: 'x'",
        "list indices must be integers or slices, not str",
        "string index out of range",
        "Python int too large to convert to SQLite INTEGER",
        "unsupported operand type(s) for +: 'int' and 'str'",
        'can only concatenate str (not "int") to str',
        "cannot unpack non-iterable NoneType object",
        "create() missing 1 required positional argument: 'title'",
        "create() missing 2 required keyword-only arguments: 'title' and 'price'",
        "create() takes from 1 to 2 positional arguments but 3 were given",
        "Thing.__init__() got an unexpected keyword argument 'x'",
        "Object of type datetime is not JSON serializable",
        # V8
        "Cannot read properties of undefined (reading 'id')",
        "Cannot read properties of null (reading 'id')",
        "Cannot read property 'id' of undefined",
        "Cannot set properties of undefined (setting 'id')",
        "Cannot destructure property 'title' of 'req.body' as it is undefined.",
        "Cannot convert undefined or null to object",
        "req.body.title.trim is not a function",
        "this.$store.get is not a function",
        "(intermediate value).trim is not a function",
        "undefined is not iterable (cannot read property Symbol(Symbol.iterator))",
        # Go
        "runtime error: invalid memory address or nil pointer dereference",
        "runtime error: index out of range [0] with length 0",
        "interface conversion: interface {} is nil, not string",
        "failed to encode args[0]: unable to encode 7 into text format for text (OID 25)",
        'pq: invalid input syntax for type uuid: "x"',
        "sql: no rows in result set",
        'sql: Scan error on column index 0, name "id"',
        # the JVM
        "Failed to convert value of type 'java.lang.String' to required type 'java.lang.Long'",
        "JSON parse error: Cannot deserialize value of type `java.util.ArrayList<java.lang.String>`",
        '(through reference chain: com.shop.Thing["title"])',
        'Cannot invoke "com.shop.Thing.getTitle()" because "thing" is null',
        "Index 5 out of bounds for length 3",
        "class com.shop.Thing cannot be cast to class com.shop.Other",
        # .NET
        "Object reference not set to an instance of an object.",
        "Nullable object must have a value.",
        "Sequence contains no matching element",
        "The given key 'title' was not present in the dictionary.",
        # Ruby
        "undefined method `[]' for nil:NilClass",
        "undefined method 'title' for nil",
        "undefined method 'title' for an instance of Thing",
        "undefined method `strip' for 5:Integer",
        "undefined method `strip' for #<Thing:0x00007f>",
        "undefined local variable or method 'titel' for main",
        "no implicit conversion of String into Integer",
        # PHP
        'Undefined array key "title"',
        "Undefined variable $title",
        "Call to a member function getTitle() on null",
        "Call to undefined function sell()",
        "Trying to access array offset on value of type null",
        'Attempt to read property "title" on null',
        "trim(): Argument #1 ($string) must be of type string, array given",
        "Unsupported operand types: string + array",
        "Array to string conversion",
        # Rust
        "called `Option::unwrap()` on a `None` value",
        # stores
        'invalid input syntax for type integer: "x"',
        'invalid input syntax for type double precision: "x"',
        'invalid input value for enum colour: "x"',
        'value "99999999999999999999" is out of range for type integer',
        'invalid byte sequence for encoding "UTF8": 0x00',
        "value too long for type character varying(255)",
        "numeric field overflow",
        "Unknown column 'titel' in 'field list'",
        "Data too long for column 'title' at row 1",
        "Out of range value for column 'id' at row 1",
        "Incorrect integer value: 'x' for column 'id' at row 1",
        "Error binding parameter 1: type 'list' is not supported",
        "can't adapt type 'dict'",
        "invalid input for query argument $1: [] (expected str, got list)",
        'Cast to ObjectId failed for value "x" (type string) at path "_id" for model "Thing"',
    ],
)
def test_an_error_tells_of_a_runtime_by_its_words_about_values(text: str) -> None:
    written = json.dumps({"error": text})
    dotnet = written.replace("'", "\\u0027").replace('\\"', "\\u0022")
    pages = (f"<p>{html.escape(text)}</p>", f"<p>{html.escape(text).replace('&#x27;', '&#39;')}</p>")
    for body in (text, written, dotnet, *pages):
        assert "an exception's text" in kinds(disclosed_by_error(body)), body
        assert "an exception's text" in kinds(disclosed_in_outage(body)), body
    assert disclosed_by_headers([("X-Error", text)])


@pytest.mark.parametrize(
    "text",
    [
        "The title is required",
        "title must be a list, not null",
        "Input should be a valid integer, unable to parse string as an integer",
        "A valid integer is required.",
        "Not a valid integer.",
        "“x” is not a valid UUID.",
        "JSON parse error - Expecting value: line 1 column 1 (char 0)",
        "JSON parse error - 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte",
        "Unexpected token < in JSON at position 0",
        "Failed to parse the request body as JSON: expected value at line 1 column 1",
        "invalid character 'x' looking for beginning of value",
        'strconv.ParseInt: parsing "x": invalid syntax',
        "json: cannot unmarshal string into Go struct field Thing.price of type int",
        "The JSON value could not be converted to System.Int32. Path: $.price",
        'Failed to convert argument [id] for value [x] due to: For input string: "x"',
        "Cannot parse `id` with value `x` to a `u64`",
        "Expected object, received array",
        "no such column: price. The value violates the length constraint",
        "Unknown column 'x'; choose one in the list",
        "column price is out of range for this field",
        "quantity is out of range",
        "The variant has no attribute 'colour'",
        "This object is not callable by phone",
        "Cannot read the file of undefined length",
        "'x.y' is not a function of this calculator",
        "Type of id is undefined",
        "undefined method of payment for this order",
        "The word 'gate' was not present in the dictionary",
        "delivery() takes 2 days",
        "Quota: pq: a",
        "java.com is elsewhere, and javascript.info too",
        "Index 5 is out of bounds",
        "record not found",
    ],
)
def test_what_good_services_say_of_an_input_is_no_exception(text: str) -> None:
    for body in (text, json.dumps({"detail": text}), f"<p>{html.escape(text)}</p>"):
        assert disclosed_by_error(body) == []
        assert disclosed_in_outage(body) == []


@pytest.mark.parametrize(
    "body",
    [
        '{"error": {"code": "InternalError", "message": "Try again later."}}',
        "<Error><Code>InternalError</Code><Message>Try again.</Message></Error>",
        '{"error": "InternalServerError"}',
    ],
)
def test_the_code_of_an_internal_error_is_no_class(body: str) -> None:
    assert disclosed_by_error(body) == []
    assert disclosed_in_outage(body) == []
    assert disclosed_by_headers([("X-Error-Code", "InternalError")]) == []


@pytest.mark.parametrize(
    "text", ["sqlalchemy.exc.InternalError", "psycopg.errors.InternalError", "DataError"]
)
def test_the_class_of_a_driver_still_is_one(text: str) -> None:
    for found in (disclosed_by_error(text), disclosed_in_outage(text)):
        assert "an exception's class" in kinds(found)


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "a.",
            "$a",
            "a$.",
            "$",
            "'a",
            "'",
            "&#39;a",
            "a() ",
            "a" * 80 + ".",
            "a-",
            "1.",
            "java.",
            "java.a.",
            "kotlin",
        ),
        *("undefined method `", "undefined method `' for ", 'Cannot invoke "', "Cannot read property "),
        *("Unknown column '", "Incorrect x value: ", "invalid input syntax for type ", "The given key '"),
    ],
)
def test_a_long_body_is_read_at_once(unit: str) -> None:
    body = (unit * 20_000)[:20_000]
    began = time.process_time()
    disclosed_in_outage(body)
    assert time.process_time() - began < 2.0
