"""What cannot be a target is said before anything starts."""

import re
from types import SimpleNamespace
from typing import Any, cast

import pytest

from gonogo.targets import choose as module
from gonogo.targets.choose import choose

CASES = {
    "http://exa mple/": "it has a blank or a control character in it",
    "http://127.0.0.1:1/\r\nX: y": "it has a blank or a control character in it",
    "http://x/\x1b[31m": "it has a blank or a control character in it",
    "http://h/?q=1": "paths are put behind it",
    "http://h/#part": "paths are put behind it",
    "http://h:99999/": "Port out of range",
    "http://h:0/": "there is no port 0",
    "http://[::1/": "Invalid IPv6 URL",
    "ftp://h/": "it is no http(s) URL with a host",
    "http:///x": "it is no http(s) URL with a host",
}


def _context(target: str, *replicas: str) -> Any:
    return SimpleNamespace(options=SimpleNamespace(target=target, replicas=replicas, baseline=None))


@pytest.mark.parametrize("url", CASES)
def test_the_option_and_the_reason_are_named(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "arrange", lambda _: None)
    for option, context in (
        ("--target", _context(url)),
        ("--replica", _context("http://127.0.0.1:1/", url)),
    ):
        with pytest.raises(ValueError, match=option) as refused:
            choose(context)
        assert CASES[url] in str(refused.value)
        assert str(refused.value).isprintable()


@pytest.mark.parametrize("url", ["http://h:99999/", "http://[::1/", "http://h:port/"])
def test_a_url_of_no_use_is_named_before_any_is_taken_apart(url: str) -> None:
    good = "http://127.0.0.1:1/"
    for option, given in (
        ("--target", {"target": url}),
        ("--replica", {"replicas": (good, url)}),
        ("--baseline", {"baseline": url}),
    ):
        options = {"target": good, "replicas": (), "baseline": None} | given
        with pytest.raises(ValueError, match=re.escape(f"{option}={url!r}: ")):
            choose(cast("Any", SimpleNamespace(options=SimpleNamespace(**options))))


def test_no_message_has_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "arrange", lambda _: None)
    with pytest.raises(ValueError, match=r"--replica='http://h:0/'") as refused:
        choose(_context("http://127.0.0.1:1/", "http://kim:hunter22@h:0/"))
    assert "hunter22" not in str(refused.value)


def test_a_replica_needs_a_scheme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "arrange", lambda _: None)
    with pytest.raises(ValueError, match=r"--replica='127\.0\.0\.1:9000': it is no http"):
        choose(_context("http://127.0.0.1:1/", "127.0.0.1:9000"))
