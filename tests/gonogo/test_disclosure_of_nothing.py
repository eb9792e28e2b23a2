"""What shops, APIs and pages of documentation say to people in English, and frameworks by design: nothing."""

from __future__ import annotations

import html
import json

import pytest

from gonogo.core.disclosure import disclosed_by_error, disclosed_in_outage

SENTENCES = [
    # shops
    "Please SELECT one FROM below",
    "Please SELECT a size, a colour and a plan FROM the list below",
    "SELECT item(s) FROM your cart to go on",
    "SELECT ALL items FROM this page",
    "UPDATE your profile and SET a password",
    "UPDATE REQUIRED: SET your address first",
    "INSERT INTO the slot your card",
    "INSERT INTO the (upper) slot your card",
    "You cannot DELETE FROM your cart what is already paid",
    "DELETE FROM CART failed. Try again.",
    "Your card was declined. Try another one, or contact your bank.",
    "The coupon SAVE20 has expired on 2026-10-31.",
    "Only 3 of size 42 are left.",
    "Your session has expired. Please sign in again.",
    "Your password has to have at least 12 characters and a digit.",
    "The user name or password is wrong.",
    "This e-mail address is already in use.",
    "Your account is locked. The password database is locked as well.",
    "The database is locked for maintenance until 6:30.",
    "We could not connect to your bank. Please try again in a few minutes.",
    "The connection was closed. Check your network and reload the page.",
    "We are over our limit of 5 orders a day. Please come back tomorrow.",
    "The pool is full: all 20 places are taken.",
    "Something went wrong on our side. Please quote 4f2a9c1b-2d3e-4f5a-8b7c-8d9e0f1a2b3c.",
    "Opening hours: Mo-Fr 9:00-18:00, Sa 10:00:00-14:00:00",
    # APIs
    "Rate limit exceeded. Retry after 30 seconds.",
    "Invalid cursor: eyJpZCI6MTIzfQ==",
    "Missing or invalid bearer token.",
    "The token is malformed: a JWT has three parts.",
    "The field `filter` is not a function call.",
    "This is not a function of this plan.",
    "sort: there is no such column: price (choose one of name, date)",
    "Unknown field 'titel'. Did you mean 'title'?",
    "The object of type 'order' has no lines.",
    "Argument #1 must be a number.",
    "The argument must be a string or a number.",
    "The maximum depth of the query is 5.",
    "source_url must have the form s3://bucket/key",
    "role must look like arn:aws:iam::123456789012:role/name",
    "url must begin with s3:// or gs://",
    "callback_url must not point at a private address.",
    "Origin http://192.168.1.5:3000 is not allowed.",
    "You can GET https://api.shop.example/orders instead.",
    "POST to https://api.shop.example:8443/orders instead.",
    "The request to http://localhost:3000/callback is not allowed.",
    "OUT OF STOCK. LOADING Please wait.",
    "BUSY Please call again later.",
    "The version has moved: see 1:2:3.",
    "Template not found: welcome. A template does not exist at this address.",
    "TemplateDoesNotExist: there is no template `welcome`.",
    "cannot connect the account: connect with E-MAIL first",
    # pages of documentation
    "Download app.go:80 KB",
    "Download app.go:80",
    "Requires node.js:18 or later",
    "Image node.js:20 is not supported any more",
    "We use jinja2 and Django. See flask and fastapi.",
    "See our guide on PostgreSQL, Redis and MongoDB.",
    "See django.com/About or flask.example/Guide",
    "Page not found. Were you looking for “Errors and exceptions”?",
    "Look at /docs, or OpenSearch at /search.",
]


@pytest.mark.parametrize("text", SENTENCES)
def test_an_ordinary_sentence_gives_nothing_away(text: str) -> None:
    bodies = (text, f"{text}\n", json.dumps({"detail": text}), json.dumps([{"msg": text, "code": 7}]))
    for body in (*bodies, f"<!doctype html><h1>Sorry</h1><p>{html.escape(text)}</p>"):
        assert disclosed_by_error(body) == [], body
        if "192.168" not in body and "localhost" not in body and ":8443" not in body:
            assert disclosed_in_outage(body) == [], body


@pytest.mark.parametrize(
    "body",
    [
        # FastAPI with Pydantic
        (
            '{"detail":[{"type":"int_parsing","loc":["path","id"],"msg":"Input should be a'
            " valid integer, unable to parse"
            ' string as an integer","input":"x","url":"https://errors.pydantic.dev/2.5/v/int_parsing"}]}'
        ),
        (
            '{"detail":[{"type":"json_invalid","loc":["body",0],"msg":"JSON decode'
            ' error","input":{},"ctx":{"error":'
            '"Expecting value"}}]}'
        ),
        '{"detail":[{"loc":["body","price"],"msg":"value is not a valid float","type":"type_error.float"}]}',
        # Rails
        '{"errors":{"title":["can\'t be blank","is too short (minimum is 3 characters)"]}}',
        '{"status":400,"error":"Bad Request"}',
        '{"error":"param is missing or the value is empty: order"}',
        # Spring
        '{"timestamp":"2026-11-30T12:00:00.123+00:00","status":404,"error":"Not Found","path":"/orders/7"}',
        (
            '{"type":"about:blank","title":"Bad Request","status":400,"detail":"Failed to read request",'
            '"instance":"/orders"}'
        ),
        '{"type":"about:blank","title":"Bad Request","detail":"Required parameter \'q\' is not present."}',
        '{"detail":"Method \'PUT\' is not supported.","instance":"/orders"}',
        # Laravel
        (
            '{"message":"The title field is required. (and 1 more'
            ' error)","errors":{"title":["The title field is '
            'required."]}}'
        ),
        '{"message":"The route orders\\/x could not be found."}',
        '{"message":"CSRF token mismatch."}',
        # Django and Django REST
        '{"title":["This field may not be blank."],"price":["A valid number is required."]}',
        '{"detail":"Authentication credentials were not provided."}',
        '{"owner":["Invalid pk \\"9\\" - object does not exist."]}',
        "<h1>Forbidden <span>(403)</span></h1><p>CSRF verification failed. Request aborted.</p>",
        "<!doctype html><h1>Not Found</h1><p>The requested resource was not found on this server.</p>",
        # Express, body-parser, celebrate, zod, Fastify, NestJS
        "<!DOCTYPE html><html><body><pre>Cannot GET /orders/7</pre></body></html>",
        '{"error":"Unexpected token \'x\', \\"x\\" is not valid JSON"}',
        (
            '{"statusCode":400,"error":"Bad Request","message":"\\"title\\" is'
            ' required","validation":{"body":{"source":'
            '"body","keys":["title"]}}}'
        ),
        (
            '{"statusCode":400,"code":"FST_ERR_VALIDATION","error":"Bad'
            ' Request","message":"body must have required '
            "property 'title'\"}"
        ),
        '{"statusCode":404,"message":"Cannot GET /orders","error":"Not Found"}',
        (
            '{"issues":[{"code":"invalid_type","expected":"string","received":"undefined","pa'
            'th":["title"],"message":'
            '"Required"}]}'
        ),
        # ASP.NET
        (
            '{"type":"https://tools.ietf.org/html/rfc9110#section-15.5.1","title":"One or'
            " more validation errors "
            'occurred.","status":400,"errors":{"Title":["The Title field is required."]},"traceId":'
            '"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00"}'
        ),
        (
            '{"errors":{"$.price":["The JSON value could not be converted to System.Decimal. Path: $.price | '
            'LineNumber: 0 | BytePositionInLine: 14."]}}'
        ),
        # Go
        '{"error":"json: cannot unmarshal string into Go struct field Thing.price of type int"}',
        '{"error":"invalid character \'x\' looking for beginning of value"}',
        # GraphQL, GitHub, AWS and OAuth
        (
            '{"errors":[{"message":"Cannot query field \\"titel\\" on type'
            ' \\"Thing\\".","locations":[{"line":1,"column":'
            '3}],"extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}}]}'
        ),
        '{"message":"Not Found","documentation_url":"https://docs.github.com/rest/repos#get"}',
        '{"error":"invalid_grant","error_description":"AADSTS70008: The refresh token has expired."}',
        # links and what stands beside them
        '{"_links":{"self":{"href":"/srv/orders/7"},"next":{"href":"/opt/x/2"}},"message":"gone"}',
        r'{"error":"gone","links":{"self":"/var/lib/3","next":"\/usr\/x\/y"},"url":"/etc/shop/1"}',
        '<ul><li><a href="/docs/fix">foo is not a function</a></li></ul><h1>404</h1>',
        '<p>Popular: <a href="/a">map is not iterable</a>, <a href="/b">database is locked, and more</a></p>',
        '<script>if (x) throw Error("foo is not a function")</script><h1>Not found</h1>',
        "<p>Read why &quot;x&quot; is not a function of y</p>",
    ],
)
def test_what_frameworks_say_by_design_gives_nothing_away(body: str) -> None:
    assert disclosed_by_error(body) == []
    assert disclosed_in_outage(body) == []


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("connect ETIMEDOUT 10.0.0.5:5432", "a driver's words"),
        ("connect EHOSTUNREACH 10.0.0.5:5432", "a driver's words"),
        ("connect ENETUNREACH 10.0.0.5", "a driver's words"),
        ("read ECONNRESET", "a driver's words"),
        ("upstream http://10.0.0.3:8080/api failed", "a driver's words"),
        ("request to http://user-service:8080/ failed", "a driver's words"),
        ('connecting to upstream: "http://172.18.0.4:8000/"', "a driver's words"),
        ("QueuePool limit of size 5 overflow 10 reached", "a driver's words"),
        ("FATAL: remaining connection slots are reserved for superusers", "a driver's words"),
        ("HikariPool-1 - Connection is not available", "a driver's words"),
        ("sorry, too many clients already", "a driver's words"),
        ("User: arn:aws:iam::123456789012:user/app is not authorized", "a cloud's name of what is its own"),
        ("no such key in s3://bucket/key", "a cloud's name of what is its own"),
        ("gs://shop-invoices/2026/7.pdf", "a cloud's name of what is its own"),
        ("WRONGPASS invalid username-password pair or user is disabled.", "an exception's text"),
        ("OOM command not allowed when used memory > 'maxmemory'.", "an exception's text"),
        ("LOADING Redis is loading the dataset in memory", "an exception's text"),
        ("no such column: price", "a query"),
        ("database is locked", "a query"),
        ("(sqlite3.OperationalError) database is locked", "a query"),
        ("jinja2.exceptions.TemplateNotFound: a.html", "an exception's class"),
        ("werkzeug.exceptions.NotFound", "an exception's class"),
        ("TemplateDoesNotExist at /x", "an exception's class"),
        ("NoReverseMatch at /orders/", "an exception's class"),
        ("object of type 'NoneType' has no len()", "an exception's text"),
        ("int() argument must be a string, a bytes-like object or a real number", "an exception's text"),
        ("maximum recursion depth exceeded", "an exception's text"),
        ("Maximum call stack size exceeded", "an exception's text"),
        ("foo is not a function", "an exception's text"),
        ("callback is not a function", "an exception's text"),
        ("tags is not iterable", "an exception's text"),
        ("sell(): Argument #1 ($x) must be of type int, string given", "an exception's text"),
        ("Argument #1 ($x) must be of type int, string given", "an exception's text"),
        ("SELECT * FROM things", "a query"),
        ("SELECT things.id AS things_id FROM things", "a query"),
        ("SELECT id, price FROM things", "a query"),
        ("SELECT count(*) FROM things", "a query"),
        ("SELECT price FROM things WHERE id = 1", "a query"),
        ("SELECT [o].[Id] FROM [Orders] AS [o]", "a query"),
        ("INSERT INTO things (id, price) VALUES (1, 2)", "a query"),
        ('INSERT INTO "things" ("id") VALUES ($1)', "a query"),
        ("UPDATE things SET price = 1 WHERE id = 2", "a query"),
        ("UPDATE [Orders] SET [x] = @p0", "a query"),
        ("DELETE FROM things WHERE id = 1", "a query"),
        ('DELETE FROM "things"', "a query"),
        ("main.go:80: no price", "a stack trace"),
        ("/src/app.go:80 +0x1d", "a stack trace"),
        ("at sell (app.js:3:14)", "a stack trace"),
    ],
)
def test_what_looks_like_it_is_told(said: str, what: str) -> None:
    for body in (said, json.dumps({"error": said}), f"<p>{html.escape(said)}</p>"):
        assert what in [kind for kind, _ in disclosed_by_error(body)], body
