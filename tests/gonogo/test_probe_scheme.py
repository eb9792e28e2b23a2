"""A port that speaks the other scheme is told in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.instruments.probe.ask import probe
from gonogo.instruments.probe.scheme import wrong_scheme
from tests.fixtures.hostile import ok, says, self_signed, server, tls_server

ALERT = b"\x15\x03\x01\x00\x02\x02\x46"
BAD_REQUEST = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbad"


@pytest.mark.parametrize("greeting", [ok(b"plain"), b"SSH-2.0-OpenSSH_9.2\r\n", b"220 mail ESMTP\r\n"])
def test_https_on_a_plain_port(greeting: bytes) -> None:
    with server(says(greeting)) as url:
        answer = probe(url.replace("http:", "https:"))
    assert answer.error == "tls"
    assert answer.detail == "this port does not speak TLS: use http://, or name the port that does"


def test_http_on_a_tls_port_that_answers_with_an_alert() -> None:
    with server(says(ALERT)) as url:
        answer = probe(url)
    assert (answer.error, answer.detail) == ("protocol", "this port speaks TLS: use https://")


def test_http_on_a_tls_port_that_hangs_up(tmp_path: Path) -> None:
    with tls_server(self_signed(tmp_path), says(ok(b"safe"))) as url:
        plain = url.replace("https:", "http:")
        answer = probe(plain)
        assert answer.status is None
        assert wrong_scheme(answer) == f"this port speaks TLS: use {url.rstrip('/')}"


def test_what_is_wrong_for_another_reason_is_not_called_so(tmp_path: Path) -> None:
    with server(says(BAD_REQUEST)) as url:
        assert wrong_scheme(probe(url)) == ""
    assert wrong_scheme(probe("http://127.0.0.1:9/")) == ""
    with tls_server(self_signed(tmp_path), says(ok(b"safe"))) as url:
        distrusted = probe(url)
    assert "CERTIFICATE_VERIFY_FAILED" in distrusted.detail
    assert wrong_scheme(distrusted) == ""
