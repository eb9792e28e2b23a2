"""What a probe makes of an orderly target."""

import re
import socket
import threading
from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
import requests

from gonogo.instruments.probe.ask import Answer, pooled_session, probe
from tests.fixtures.hostile import Handler, ok, redirects_to, says, self_signed, server, streams, tls_server


def test_an_answer_has_status_headers_body_and_time() -> None:
    with server(says(ok(b'{"a": 1}', "Content-Type: Application/JSON; charset=utf-8"))) as url:
        answer = probe(f"{url}/health")
    assert (answer.status, answer.error, answer.truncated) == (200, None, False)
    assert (answer.method, answer.url, answer.body) == ("GET", f"{url}/health", b'{"a": 1}')
    assert (answer.media_type, answer.text, answer.json()) == ("application/json", '{"a": 1}', {"a": 1})
    assert 0 < answer.seconds < 1


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("/notes/%zz?q=100%", "/notes/%zz?q=100%"),
        ("/notes/%7a%", "/notes/%7a%"),
        ("/notes/%7a b", "/notes/z%20b"),
        ("/notes/%C3%A4", "/notes/%C3%A4"),
        ("/%6Eotes", "/%6Eotes"),
        ("//notes", "//notes"),
        ("/notes/../hidden/./x", "/notes/../hidden/./x"),
        ("/notes?", "/notes?"),
        ("/notes/ä", "/notes/%C3%A4"),
        ('/notes?q={"a":1}', "/notes?q=%7B%22a%22:1%7D"),
        ("/notes/% b", "/notes/%25%20b"),
    ],
)
def test_a_target_is_sent_as_it_is_written_where_it_may_be(written: str, sent: str) -> None:
    seen: list[bytes] = []
    with server(_recording(seen)) as url:
        probe(f"{url}{written}")
    assert seen[0].partition(b"\r\n")[0].decode() == f"GET {sent} HTTP/1.1"


def test_repeated_headers_are_all_kept_in_lower_case() -> None:
    with server(says(ok(b"", "Set-Cookie: a=1", "X-Other: x", "SET-COOKIE: b=2"))) as url:
        answer = probe(url)
    assert [v for k, v in answer.headers if k == "set-cookie"] == ["a=1", "b=2"]
    assert answer.header("Set-Cookie") == "a=1, b=2"
    assert answer.header("absent") is None


def test_an_answer_cannot_be_changed() -> None:
    answer = Answer("http://x", "GET", 200, (), b"", truncated=False, seconds=0.1, error=None, detail="")
    with pytest.raises(FrozenInstanceError):
        answer.status = 500  # type: ignore[misc]


def test_the_request_carries_method_headers_and_body_and_asks_for_no_compression() -> None:
    seen: list[bytes] = []
    with server(_recording(seen)) as url:
        probe(f"{url}/articles", method="post", headers={"Authorization": "Bearer k"}, body=b"{}")
    request = seen[0].decode().lower()
    assert request.startswith("post /articles http/1.1\r\n")
    for line in (
        "authorization: bearer k",
        "accept-encoding: identity",
        "connection: close",
        "content-length: 2",
    ):
        assert line in request
    assert request.endswith("\r\n\r\n{}")


def test_the_environment_has_no_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with server(says(ok(b"direct"))) as url:
        assert probe(url).body == b"direct"


def test_a_redirect_is_an_answer_like_any_other() -> None:
    with server(redirects_to("/elsewhere")) as url:
        answer = probe(url)
    assert (answer.status, answer.header("location"), answer.error) == (302, "/elsewhere", None)


def test_redirects_are_followed_on_demand_and_credentials_stay_at_home() -> None:
    seen: list[bytes] = []
    with server(_recording(seen)) as there, server(redirects_to(f"{there}/there", 307)) as here:
        answer = probe(here, headers={"Authorization": "Bearer k", "X-Nonce": "n"}, follow=True)
    assert (answer.status, answer.url) == (200, f"{there}/there")
    assert b"x-nonce" not in seen[0].lower()  # any header may be a credential
    assert b"authorization" not in seen[0].lower()
    assert b"user-agent: gonogo" in seen[0].lower()


def test_no_header_that_may_be_a_credential_leaves_its_origin() -> None:
    seen: list[bytes] = []
    sent = {"X-Api-Key": "k", "Cookie": "a=1", "Content-Type": "text/plain"}
    with server(_recording(seen)) as there, server(redirects_to(f"{there}/there", 307)) as here:
        probe(here.replace("://", "://robot:pw@"), method="POST", headers=sent, follow=True)
    names = {line.partition(b":")[0].lower() for line in seen[0].splitlines()[1:]}
    assert not names & {b"x-api-key", b"cookie", b"authorization"}
    assert b"content-type" in names


@pytest.mark.parametrize(
    ("status", "body", "method"), [(307, b"secret", "POST"), (308, b"x", "PUT"), (302, b"x", "PUT")]
)
def test_a_body_may_be_a_credential_and_stays_at_home(status: int, body: bytes, method: str) -> None:
    seen: list[bytes] = []
    with server(_recording(seen)) as there, server(redirects_to(f"{there}/there", status)) as here:
        answer = probe(here, method=method, body=body, follow=True)
    assert (answer.error, seen) == ("protocol", [])
    assert "redirected with its body to another origin" in answer.detail


def test_a_login_in_a_url_becomes_an_authorization_of_its_own_origin() -> None:
    seen: list[bytes] = []
    with server(_recording(seen)) as url:
        answer = probe(f"{url.replace('://', '://robot:p%20w@')}/x")
        probe(f"{url.replace('://', '://robot:pw@')}/x", headers={"authorization": "Bearer own"})
    assert b"Authorization: Basic cm9ib3Q6cCB3" in seen[0]
    assert f"Host: {url.removeprefix('http://')}\r\n".encode() in seen[0]
    assert b"Bearer own" in seen[1]
    assert b"Basic" not in seen[1]
    assert answer.url == f"{url}/x"


def test_what_a_client_names_is_another_one_in_each_request() -> None:
    seen: list[bytes] = []
    with server(_recording(seen)) as url:
        made = [probe(f"{url}/things/{{uuid}}", method="PUT", body=b"{}") for _ in range(2)]
    names = re.findall(rb"PUT /things/([0-9a-f]{32}) ", b"".join(seen))
    assert [answer.url for answer in made] == [f"{url}/things/{name.decode()}" for name in names]
    assert len(set(names)) == 2


@pytest.mark.parametrize(
    ("method", "headers", "place"),
    [
        ("POST", (("location", "/things/1"),), "/things/1"),
        ("POST", (), ""),
        ("PUT", (("location", "/things/1"),), "/things/1"),
        ("PUT", (), "http://x/things/a"),
    ],
)
def test_what_was_made_is_at_its_location_or_where_it_was_put(
    method: str, headers: tuple[tuple[str, str], ...], place: str
) -> None:
    answer = Answer(
        "http://x/things/a", method, 201, headers, b"", truncated=False, seconds=0.1, error=None, detail=""
    )
    assert answer.place == place


@pytest.mark.parametrize("early", ["100 Continue", "102 Processing", "103 Early Hints", "199 Odd"])
def test_what_is_provisional_is_passed_over(early: str) -> None:
    said = f"HTTP/1.1 {early}\r\nLink: </a.css>; rel=preload\r\n\r\n".encode()
    with server(says(said * 2 + ok(b"final", "X-Final: 1"))) as url:
        answer = probe(url)
    assert (answer.status, answer.body, answer.header("link")) == (200, b"final", None)


def test_an_answer_that_stays_provisional_is_none() -> None:
    with server(says(b"HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n" * 3)) as url:
        answer = probe(url, deadline_seconds=2)
    assert (answer.status, answer.error) == (None, "reset")


def test_a_post_that_is_redirected_becomes_a_get_without_its_body() -> None:
    seen: list[bytes] = []
    with server(_recording(seen)) as there, server(redirects_to(there, 303)) as here:
        answer = probe(here, method="POST", body=b"secret", follow=True)
    assert answer.method == "GET"
    assert seen[0].startswith(b"GET / ")
    assert b"content-length" not in seen[0].lower()


def test_a_pooled_session_keeps_its_connection_and_no_cookies() -> None:
    accepted: list[bytes] = []

    def keeps(connection: socket.socket, stopped: threading.Event) -> None:
        with connection as live:
            while request := live.recv(65_536):
                accepted.append(request)
                live.sendall(ok(f"{id(live)}".encode(), "Set-Cookie: a=1"))

    with server(keeps) as url, pooled_session() as session:
        bodies = {probe(url, session=session).body for _ in range(3)}
    assert len(accepted) == 3
    assert len(bodies) == 1
    assert all(b"cookie" not in request.lower() for request in accepted)


def test_each_request_has_a_connection_of_its_own_that_is_closed_after_it() -> None:
    requests_of: list[int] = []
    left = threading.Semaphore(0)

    def keeps(connection: socket.socket, stopped: threading.Event) -> None:
        with connection as live:
            received = 0
            while live.recv(65_536):
                received += 1
                live.sendall(b"HTTP/1.1 307 Again\r\nLocation: /\r\nContent-Length: 0\r\n\r\n")
            requests_of.append(received)
            left.release()

    with server(keeps) as url:
        assert probe(url, follow=True).error == "protocol"
        assert all(left.acquire(timeout=2) for _ in range(11))
    assert requests_of == [1] * 11


def test_tls_is_verified_against_the_given_certificates(tmp_path: Path) -> None:
    certificate = self_signed(tmp_path)
    with tls_server(certificate, says(ok(b"safe"))) as url, pooled_session() as session:
        assert probe(url).error == "tls"
        assert [probe(url, verify=str(certificate), session=session).body for _ in range(2)] == [b"safe"] * 2


def test_a_pooled_session_survives_a_time_out() -> None:
    calls: list[int] = []

    def slow_once(stopped: threading.Event) -> Iterator[bytes]:
        calls.append(1)
        if len(calls) == 1:
            stopped.wait(1.0)
        yield ok(b"late")

    with server(streams(slow_once)) as url, pooled_session() as session:
        first = probe(url, session=session, deadline_seconds=0.1)
        second = probe(url, session=session)
    assert (first.error, second.body) == ("timeout", b"late")


@pytest.mark.parametrize(
    "url", ["ftp://x/", "file:///etc/passwd", "127.0.0.1:80", "http://", "", "http://a b/"]
)
def test_a_url_that_cannot_be_probed_is_a_value_error(url: str) -> None:
    with pytest.raises(ValueError, match=r"URL|label|[Hh]ost"):
        probe(url)


def test_a_foreign_session_is_refused() -> None:
    with requests.Session() as session, pytest.raises(ValueError, match="pooled_session"):
        probe("http://127.0.0.1:9", session=session)


def test_ca_certificates_that_are_not_there_are_named() -> None:
    with pytest.raises(ValueError, match=r"/nowhere/ca\.pem"):
        probe("https://127.0.0.1:9", verify="/nowhere/ca.pem")


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        (b"<html>hi</html>", "begins '<html>hi"),
        (b"NaN", "NaN"),
        (b"[" * 200_000, "recursion"),
        (b"", "Expecting"),
    ],
)
def test_json_says_what_came_instead(body: bytes, complaint: str) -> None:
    fields = (("content-type", "text/html"),)
    answer = Answer("http://x", "GET", 200, fields, body, truncated=False, seconds=0.1, error=None, detail="")
    with pytest.raises(ValueError, match=f"GET http://x answered 200 with text/html.*{complaint}"):
        answer.json()


def test_json_of_no_answer_says_so() -> None:
    with server(says(b"")) as url, pytest.raises(ValueError, match="no whole answer: reset"):
        probe(url).json()


def _recording(seen: list[bytes]) -> Handler:
    def handle(connection: socket.socket, stopped: threading.Event) -> None:
        with connection, connection.makefile("rb") as lines:
            head = b"".join(iter(lines.readline, b"\r\n"))
            length = re.search(rb"(?i)content-length: (\d+)", head)
            seen.append(head + b"\r\n" + lines.read(int(length[1]) if length else 0))
            connection.sendall(ok(b"here"))

    return handle
