"""What an error gives away behind the escapes of JSON and HTML, and what only its own request had said."""

from __future__ import annotations

import html
import json
import time

import pytest

from gonogo.core.disclosure import disclosed_by_error, disclosed_by_headers, disclosed_by_probe
from gonogo.core.plain import plain
from tests.gonogo.test_disclosure import kinds


def _coded(text: str) -> str:
    return "".join(
        letter if letter.isalnum() or letter == " " else f"\\u{ord(letter):04x}" for letter in text
    )


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ('violates unique constraint "users_pkey"', "a query"),
        ('connect to server at "db"', "a driver's words"),
        ('connection to server at "db"', "a driver's words"),
        ("Access denied for user 'app'", "a driver's words"),
        ("in /var/www/html/x.php", "a file's path"),
        ("in /srv/shop/sell.py", "a file's path"),
        ('File "/app/x.py", line 3', "a stack trace"),
        ('near "price": syntax error', "a query"),
        ("redis://:pw@cache:6379/0", "a URL with credentials"),
        ('SELECT "t"."id" FROM "things"', "a query"),
    ],
)
def test_an_escape_hides_nothing(said: str, what: str) -> None:
    inner = json.dumps({"detail": said})
    bodies = (
        f'{{"error": "{_coded(said)}"}}',
        f"<p>{html.escape(said)}</p>",
        f"<p>{html.escape(said).replace('&#x27;', '&#039;').replace('/', '&#x2F;')}</p>",
        json.dumps({"error": html.escape(said)}),
        json.dumps({"error": inner}),
        json.dumps({"error": json.dumps({"error": inner})}),
    )
    for body in bodies:
        assert what in kinds(disclosed_by_error(body)), body
    assert what in kinds(disclosed_by_headers([("X-Error", html.escape(said))]))


@pytest.mark.parametrize(
    ("escaped", "meant"),
    [
        (r"a \u0022b\u0022", 'a "b"'),
        (r"\/var\/x", "/var/x"),
        ("&quot;&#39;&#x2F;&amp;", "\"'/&"),
        (r"{\"a\": \"\\u0027\"}", '{"a": "\'"}'),
        (r"one\ntwo", "one\ntwo"),
        ("&amp;quot;", '"'),
        ("no escape", "no escape"),
        ("100 % \\", "100 % \\"),
        (r"\u00", r"\u00"),
    ],
)
def test_an_escape_is_read_as_what_it_stands_for(escaped: str, meant: str) -> None:
    assert plain(escaped) == meant


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/etc/shop/prices", r'{"instance": "\/etc\/shop\/prices"}'),
        ("/etc/shop/prices", "<p>&#x2F;etc&#x2F;shop&#x2F;prices is not there</p>"),
        ("/etc/shop/prices", r'{"path": "\u002Fetc\u002Fshop\u002Fprices"}'),
        ("/%65tc/shop/prices", '{"path": "/etc/shop/prices"}'),
        ("/find?q=SELECT%20*%20FROM%20things", '{"detail": "nothing found for SELECT * FROM things"}'),
        ("/find?q=SELECT+*+FROM+things", '{"detail": "nothing found for SELECT * FROM things"}'),
        ("/find?q=%22SELECT * FROM a%22", "<p>nothing found for &quot;SELECT * FROM a&quot;</p>"),
    ],
)
def test_what_the_request_said_is_its_own_however_it_is_written(path: str, body: str) -> None:
    assert disclosed_by_error(body, path) == []


@pytest.mark.parametrize("unit", ["\\u0022", "&quot;", "\\\\", "\\", "&", "&amp;", '\\"', "\\u", "&#x2F;"])
def test_a_long_body_is_read_at_once(unit: str) -> None:
    body = (unit * 20_000)[:20_000]
    began = time.process_time()
    disclosed_by_error(body, "/a?b=c")
    disclosed_by_probe(body)
    assert time.process_time() - began < 2.0
