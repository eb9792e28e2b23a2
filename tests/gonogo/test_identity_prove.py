"""What a target is asked, and the sentence with which it is refused."""

from __future__ import annotations

import json
import time
from types import SimpleNamespace
from typing import Any

import pytest

from gonogo.targets.base import TargetError
from gonogo.targets.identity import prove
from gonogo.targets.identity.prove import identify
from tests.gonogo.test_identity import BUILD, STATED, Service, proven, refused, said, serving
from tests.judging import contract
from tests.suites.loopback import Loopback

DEAD = "http://127.0.0.1:9"
NOBODY = {"unproven": "nobody states one"}
NO_SECTION = (
    "the contract has no identity section, so that a live target cannot be told from a static page; "
    "add `identity: {path: …, version: …}`, or say why nobody can: `identity: {unproven: …}`"
)


def ours(url: str, *replicas: str, revision: str | None = None, **sections: Any) -> dict[str, str]:
    """Identify a release that we started."""
    started: Any = SimpleNamespace(
        started_here=True, entry=url, replicas=[SimpleNamespace(name=f"n{u[-1]}", url=u) for u in replicas],
        context=SimpleNamespace(contract=contract(**sections)),
    )  # fmt: skip
    return identify(started, revision)


def test_without_an_identity_a_release_that_we_started_is_taken_and_no_other() -> None:
    assert ours(DEAD) == {}
    with pytest.raises(TargetError) as held:
        ours(DEAD, revision="abc")
    assert str(held.value) == refused(DEAD) == NO_SECTION


def test_a_release_that_we_started_is_asked_once_at_its_entry() -> None:
    assert ours(DEAD, identity=NOBODY) == {}
    with serving(version=said()) as url:
        facts = BUILD | {"configuration": "", "instance": ""}
        assert ours(url, DEAD, identity=STATED) == facts
        assert ours(url, identity=STATED, revision="abc1234") == facts


def test_each_process_of_ours_is_held_to_the_revision() -> None:
    with serving(version=said()) as url, serving(version=said(revision="def")) as other:
        with pytest.raises(TargetError) as held:
            ours(url, other, identity=STATED, revision="abc1234")
        assert str(held.value) == (
            f"n{other[-1]} ({other}) states revision 'def', and --expect-revision is 'abc1234': "
            "this is another release"
        )


_SHA1, _SHA256 = "0a1b2c3d4e" * 4, "0a1b2c3d" * 8


@pytest.mark.parametrize(
    ("served", "expected", "taken"),
    [
        (_SHA1, _SHA1[:7], True),
        (_SHA1[:7], _SHA1, True),
        (_SHA1, _SHA1[:12].upper(), True),
        (_SHA256, _SHA256[:12], True),
        (_SHA256[:40], _SHA256, True),
        (_SHA1, _SHA1, True),
        ("1.2.3", "1.2.3", True),
        (_SHA1[:13], _SHA1[:8], True),
        (_SHA1[:7], _SHA1[:12].upper(), True),
        (_SHA1, _SHA1[:6], False),
        (_SHA1[:6], _SHA1, False),
        (_SHA1, "0a1b2c4", False),
        (_SHA1, _SHA1[1:9], False),
        (_SHA1[:12], _SHA1[1:8], False),
        (_SHA1 + "-dirty", _SHA1[:7], False),
        ("", _SHA1[:7], False),
        ("1.2.30", "1.2.3", False),
        ("release-2026-11", "release", False),
        ("z" * 40, "z" * 7, False),
        ("20241130", "2024113001", False),
        ("2024113001", "20241130", False),
        ("1234567", "12345678", False),
        ("20241130", "20241130a1", False),
        ("12345678", "1234567", False),
        ("1234567", "1234567", True),
        ("1234567" + "ab3d5" * 6 + "abc", "1234567", True),
        ("1234567", "1234567a", True),
        ("20241130" + "ab3d5f07" * 4, "20241130", True),
    ],
)
def test_a_revision_is_named_by_its_beginning_where_both_are_hexadecimal(
    served: str, expected: str, taken: bool
) -> None:
    with serving(version=said(revision=served)) as url:
        if taken:
            assert ours(url, identity=STATED, revision=expected)["revision"] == served
            return
        with pytest.raises(TargetError, match="and --expect-revision is"):
            ours(url, identity=STATED, revision=expected)


@pytest.mark.parametrize(
    ("served", "expected", "why"),
    [
        (_SHA1, _SHA1[:6], "a beginning of a hash has 7 digits or more"),
        (_SHA1[:4], _SHA1, "a beginning of a hash has 7 digits or more"),
        (_SHA1, "abc", "this is another release"),
        ("1234567", "12345678", "digits alone may be a build's number, and no hash: name all of it"),
        ("1.2.30", "1.2.3", "this is another release"),
        ("", _SHA1[:6], "this is another release"),
    ],
)
def test_a_beginning_that_is_too_short_is_told(served: str, expected: str, why: str) -> None:
    with serving(version=said(revision=served)) as url:
        assert refused(url, identity=STATED, revision=expected).endswith(f"is {expected!r}: {why}")


@pytest.mark.parametrize("identity", [NOBODY, NOBODY | {"path": "/version"}])
def test_a_revision_that_is_nowhere_stated_is_asked_for(identity: dict[str, str]) -> None:
    with serving(version=said()) as url:
        assert refused(url, identity=identity, revision="abc") == (
            f"{url} states revision 'none', and --expect-revision is 'abc': "
            "name where it is stated under `identity.revision`"
        )


@pytest.mark.parametrize(
    ("entry", "replica", "key", "words"),
    [
        ({}, {"version": "1.2.4"}, "version", ("1.2.4", "1.2.3")),
        ({}, {"revision": ""}, "revision", ("none", "abc1234")),
        ({"revision": ""}, {}, "revision", ("abc1234", "none")),
    ],
)
def test_a_replica_that_states_something_else_is_refused(
    entry: Any, replica: Any, key: str, words: tuple[str, str]
) -> None:
    with serving(version=said(**entry)) as url, serving(version=said(**replica)) as other:
        assert refused(url, other, identity=STATED) == (
            f"replica 1 ({other}) states {key} {words[0]!r}, and the entry {url} {words[1]!r}: "
            "it is another release, or another service"
        )


@pytest.mark.parametrize(("kind", "named"), [("text/html", "text/html"), ("", "no media type")])
def test_a_page_without_a_version_is_refused_with_what_it_was(kind: str, named: str) -> None:
    with serving(version=lambda _: ("<html>", kind)) as url:
        assert refused(url, identity=STATED) == (
            f"{url}/version answered 200 with {named} and no version (version at /version): "
            "this is not the service of the contract, or not its entry"
        )


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "[1,]"])
def test_a_page_that_is_no_json_is_told_so(number: str) -> None:
    page = f'{{"version": "1.2.3", "load": {number}}}'
    with serving(version=lambda _: (page, "application/json")) as url:
        words = refused(url, identity=STATED)
    assert "that is not JSON" in words
    assert words.endswith(": no version can be read (version at /version)")


def test_a_port_that_speaks_tls_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prove, "wrong_scheme", lambda answer: f"no TLS at {answer.url}")
    with serving(version=said()) as url:
        assert refused(url, identity=STATED) == f"{url}/version answered 200: no TLS at {url}/version"
    assert refused(DEAD, identity=STATED) == f"{DEAD}/version could not be read: no TLS at {DEAD}/version"


def test_a_place_that_cannot_be_read_is_named_with_the_reason() -> None:
    words = refused(DEAD, identity=STATED)
    assert words.startswith(f"{DEAD}/version could not be read: refused ")


def test_a_header_that_is_not_echoed_is_named() -> None:
    with serving(version=said()) as url:
        words = refused(url, identity=STATED | {"nonce_header": "X-Request-ID"})
    assert words == f"{url}/version does not echo X-Request-ID: a cache or a static page answers"


@pytest.mark.parametrize(
    ("sections", "pages", "requests", "asked"),
    [
        ({}, "/version", 2, 2),
        ({"metrics": {"exposure": "public"}}, "/version or /metrics", 4, 2),
        ({"metrics": {"exposure": "replica"}}, "/version", 2, 2),
    ],
)
def test_what_does_not_move_is_refused_after_as_many_requests_as_it_says(
    monkeypatch: pytest.MonkeyPatch, sections: Any, pages: str, requests: int, asked: int
) -> None:
    monkeypatch.setattr(prove, "_PAUSES", (0.02,))
    monkeypatch.setattr(prove, "_STIRRING", 0)
    served = {
        "/version": lambda _: (json.dumps(BUILD | {"x": 1}), "application/json"),
        "/metrics": lambda _: ("requests_total 4\n", "text/plain"),
    }
    count = [0]
    with Loopback(Service, pages=served, count=count, began=time.monotonic()) as server:
        words = refused(server.url, identity=STATED, **sections)
    assert count == [requests]
    assert words == (
        f"{server.url}: nothing that it serves proves that a release answers and no file or cache: no number "
        f"at {pages} moved as time and {asked} requests would move it; name "
        "`identity.nonce_header`, `nonce_path` or `fresh`, a page with an uptime or a counter "
        "(`identity.alive`), or a public `metrics.path`; or say why nobody can prove it: "
        "`identity: {unproven: …}`"
    )


def test_an_exposition_with_cpu_time_alone_is_asked_until_it_had_to_work() -> None:
    served = {
        "/version": lambda _: (json.dumps(BUILD), "application/json"),
        "/metrics": lambda it: (f"process_cpu_seconds_total {it.count[0] // 20 / 100}\n", "text/plain"),
    }
    with Loopback(Service, pages=served, count=[0], began=time.monotonic()) as server:
        assert proven(server.url, identity=STATED, metrics={"exposure": "public"}) == BUILD | {
            "configuration": "",
            "instance": "",
        }


@pytest.mark.parametrize(("number", "words"), [(1, "1 request"), (2, "2 requests")])
def test_one_request_is_one(number: int, words: str) -> None:
    assert prove._requests(number) == words
